"""The building blocks of cards (hosts.md 8) and the kit that every card is built with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cards.actions import Action, Input, Parameter
from cards.text import Text
from meeting.model import Artifact, Notify, Switches

Json = dict[str, Any]

ICONS: Mapping[Artifact, str] = {
    Artifact.RECORDING: "VIDEO_CAMERA",
    Artifact.TRANSCRIPTION: "DESCRIPTION",
    Artifact.SMART_NOTES: "BOOKMARK",
}


@dataclass(frozen=True)
class Kit:
    """What every card needs: words, and the way back to the add-on.

    Attributes:
        base_url: `ADDON_URL`, to which actions' paths are appended.
    """

    text: Text
    base_url: str

    def click(
        self,
        action: Action,
        parameters: Mapping[Parameter, str] | None = None,
        *,
        keep_form: bool = False,
        opens_dialog: bool = False,
    ) -> Json:
        """An `onClick` that POSTs to the add-on.

        Args:
            keep_form: leave the inputs as they are while the action runs, so that nothing
                typed is lost when it fails.
            opens_dialog: the answer is a dialog. For Chat alone: Calendar drops a whole card
                that has such a button (hosts.md 8).
        """
        call: Json = {"function": f"{self.base_url}{action.value}"}
        if parameters:
            call["parameters"] = [
                {"key": key.value, "value": value} for key, value in parameters.items()
            ]
        if keep_form:
            call["persistValues"] = True
        if opens_dialog:
            call["interaction"] = "OPEN_DIALOG"
        return {"action": call}


def card(
    name: str,
    title: str,
    subtitle: str,
    sections: Iterable[Json | None],
    *,
    primary: Json | None = None,
    secondary: Json | None = None,
    menu: Iterable[Json] = (),
) -> Json:
    """A card; its footer needs a primary button to have a secondary one."""
    made: Json = {
        "name": name,
        "header": {"title": title, "subtitle": subtitle},
        "sections": [section for section in sections if section],
    }
    if primary:
        made["fixedFooter"] = {"primaryButton": primary}
        if secondary:
            made["fixedFooter"]["secondaryButton"] = secondary
    actions = list(menu)
    if actions:
        made["cardActions"] = actions
    return made


def message_card(title: str, subtitle: str, sections: Iterable[Json | None]) -> Json:
    """A card in a Chat message: no footer, no menu, no name (hosts.md 8)."""
    header = {"title": title, "subtitle": subtitle} if subtitle else {"title": title}
    return {
        "header": header,
        "sections": [section for section in sections if section],
    }


def dialog_card(
    title: str, sections: Iterable[Json | None], *, primary: Json, secondary: Json | None = None
) -> Json:
    """A card in a Chat dialog."""
    made: Json = {
        "header": {"title": title},
        "sections": [section for section in sections if section],
        "fixedFooter": {"primaryButton": primary},
    }
    if secondary:
        made["fixedFooter"]["secondaryButton"] = secondary
    return made


def section(*widgets: Json | None, header: str = "") -> Json | None:
    """A section of the widgets that there are, or none: an empty one is not allowed."""
    there = [widget for widget in widgets if widget]
    if not there:
        return None
    return {"header": header, "widgets": there} if header else {"widgets": there}


def paragraph(text: str) -> Json:
    """Text in the card's HTML subset."""
    return {"textParagraph": {"text": text}}


def fact(text: str, *, above: str = "", below: str = "", icon: str = "") -> Json:
    """A line with a small label above, a small line below and an icon, as far as given."""
    line: Json = {"text": text, "wrapText": True}
    if above:
        line["topLabel"] = above
    if below:
        line["bottomLabel"] = below
    if icon:
        line["startIcon"] = {"knownIcon": icon}
    return {"decoratedText": line}


def switch(name: str, text: str, *, selected: bool, below: str = "", icon: str = "") -> Json:
    """A switch that sends `on` under its name while it is on."""
    line = fact(text, below=below, icon=icon)
    line["decoratedText"]["switchControl"] = {
        "name": name,
        "value": "on",
        "selected": selected,
        "controlType": "SWITCH",
    }
    return line


def artifact_switches(text: Text, selected: Switches) -> list[Json]:
    """The three switches, each with where its result goes and who gets it."""
    return [
        switch(
            artifact.value,
            text.switch(artifact),
            selected=selected[artifact],
            below=text.switch_outcome(artifact),
            icon=ICONS[artifact],
        )
        for artifact in Artifact
    ]


def choice(name: Input, label: str, options: Mapping[str, str], selected: str) -> Json:
    """Radio buttons; `options` maps values to their words."""
    return {
        "selectionInput": {
            "name": name.value,
            "label": label,
            "type": "RADIO_BUTTON",
            "items": [
                {"text": words, "value": value, "selected": value == selected}
                for value, words in options.items()
            ],
        }
    }


def notify_choice(text: Text, label: str, selected: Notify) -> list[Json]:
    """Whom Calendar e-mails, and what that means."""
    options = {each.value: text.notify(each) for each in Notify}
    return [
        dropdown(Input.NOTIFY, label, options, selected.value),
        paragraph(text.notify_explanation()),
    ]


def text_input(name: Input, label: str, value: str, *, hint: str = "") -> Json:
    """A line to type into."""
    line: Json = {"name": name.value, "label": label, "type": "SINGLE_LINE"}
    if value:
        line["value"] = value
    if hint:
        line["hintText"] = hint
    return {"textInput": line}


def dropdown(name: Input, label: str, options: Mapping[str, str], selected: str) -> Json:
    """A list to choose one from; `options` maps values to their words."""
    made = choice(name, label, options, selected)
    made["selectionInput"]["type"] = "DROPDOWN"
    return made


def people_picker(name: Input, label: str, chosen: Iterable[str], most: int) -> Json:
    """Pick people of the user's organization; their values are `users/{id}` (Chat only)."""
    picker: Json = {
        "name": name.value,
        "label": label,
        "type": "MULTI_SELECT",
        "multiSelectMaxSelectedItems": most,
        "platformDataSource": {"commonDataSource": "USER"},
    }
    items = [{"text": value, "value": value, "selected": True} for value in chosen]
    if items:
        picker["items"] = items
    return {"selectionInput": picker}


def moment_picker(name: Input, label: str, milliseconds: int) -> Json:
    """Pick a date and time; `milliseconds` since the epoch, in UTC, or 0 for none yet."""
    picker: Json = {"name": name.value, "label": label, "type": "DATE_AND_TIME"}
    if milliseconds:
        picker["valueMsEpoch"] = str(milliseconds)
    return {"dateTimePicker": picker}


def buttons(*each: Json) -> Json:
    """Buttons in a row."""
    return {"buttonList": {"buttons": list(each)}}


def button(text: str, click: Json) -> Json:
    """A button for a row or a footer."""
    return {"text": text, "onClick": click}


def menu_item(label: str, click: Json) -> Json:
    """An entry of the card's menu."""
    return {"actionLabel": label, "onClick": click}


def open_link(url: str) -> Json:
    """An `onClick` that opens a page."""
    return {"openLink": {"url": url}}
