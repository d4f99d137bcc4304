"""The building blocks of cards (hosts.md 8) and the kit that every card is built with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from cards.actions import Action, Input, Parameter
from cards.text import Text
from cards.words import headline, shorten
from meeting.model import Artifact, CalendarEvent, Notify, Switches
from meeting.policy import NO_LOCKS, NO_POLICY, Locks, Policy
from meeting.values import dataclass

Json = dict[str, Any]

ICONS: Mapping[Artifact, str] = {
    Artifact.RECORDING: "VIDEO_CAMERA",
    Artifact.TRANSCRIPTION: "DESCRIPTION",
    Artifact.SMART_NOTES: "BOOKMARK",
}


LONGEST_TITLE = 200
LONGEST_WHEN = 100


@dataclass(frozen=True)
class About:
    """The event that a card is about, as its header names it. Plain text: a person wrote it."""

    title: str
    when: str = ""


@dataclass(frozen=True)
class Kit:
    """What every card needs: words, and the way back to the add-on.

    Attributes:
        base_url: `ADDON_URL`, to which actions' paths are appended.
        about: the event that the cards are about, if they are about one.
        tells: the card has a switch for telling guests: every click says so.
        policy: what the user's organization has decided.
        locks: what of that holds for the Meet that the cards are about: every click says what has
            no switch for it.
    """

    text: Text
    base_url: str
    about: About | None = None
    tells: bool = False
    policy: Policy = NO_POLICY
    locks: Locks = NO_LOCKS

    def locked(self, locks: Locks) -> Kit:
        """The same for cards about a Meet for which something is decided."""
        return replace(self, locks=locks)

    def for_event(self, event: CalendarEvent) -> Kit:
        """The same for cards about an event. Its title and time come back with every click."""
        when = self.text.when(event.when) if event.when else ""
        return replace(self, about=About(shorten(event.title, LONGEST_TITLE), when))

    def header(self, title: str, subtitle: str = "") -> Json:
        """The event's title and time, or where there is none what is given."""
        if self.about is None:
            return {"title": title, "subtitle": subtitle} if subtitle else {"title": title}
        named = headline(self.text.plain_title(self.about.title))
        if not self.about.when:
            return {"title": named}
        return {"title": named, "subtitle": headline(self.about.when)}

    def headline(self, words: str) -> Json | None:
        """What a card says first, unless its header says it already."""
        return paragraph(f"<b>{words}</b>") if self.about else None

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
        call = self.call(action, parameters)
        if keep_form:
            call["persistValues"] = True
        if opens_dialog:
            call["interaction"] = "OPEN_DIALOG"
        return {"action": call}

    def call(self, action: Action, parameters: Mapping[Parameter, str] | None = None) -> Json:
        """An `Action`, with the event that the card is about."""
        told = dict(parameters or {})
        if self.about:
            told |= {Parameter.TITLE: self.about.title, Parameter.WHEN: self.about.when}
        if self.tells:
            # A switch that is off sends nothing, as does one that is not there.
            told[Parameter.TELLS] = "on"
        if self.locks:
            told[Parameter.LOCKED] = written_locks(self.locks)
        call: Json = {"function": f"{self.base_url}{action.value}"}
        if told:
            call["parameters"] = [{"key": key.value, "value": value} for key, value in told.items()]
        return call


def card(
    name: str,
    header: Json,
    sections: Iterable[Json | None],
    *,
    primary: Json | None = None,
    secondary: Json | None = None,
    menu: Iterable[Json] = (),
) -> Json:
    """A card; its footer needs a primary button to have a secondary one."""
    made: Json = {
        "name": name,
        "header": header,
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


def folded(*widgets: Json | None, shown: int = 1, header: str = "") -> Json | None:
    """A section of which only the first `shown` widgets are seen until it is opened."""
    made = section(*widgets, header=header)
    if made is not None and len(made["widgets"]) > shown:
        made["collapsible"] = True
        if shown:
            made["uncollapsibleWidgetsCount"] = shown
    return made


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


def artifact_switches(
    kit: Kit, selected: Switches, lacking: Mapping[Artifact, date] | None = None
) -> list[Json | None]:
    """The three switches, and in the place of one that the organization has set a line.

    Whom to ask about that stands below the last such line: what follows is the user's to choose.

    Args:
        lacking: what Meet refused the account: it has no switch; see `lacking_lines`.
    """
    text, locks = kit.text, kit.locks.decided
    lines: list[Json | None] = []
    asked_at = 0
    for artifact in Artifact:
        if artifact in locks and not (locks[artifact] and artifact in (lacking or ())):
            lines.append(fact(text.locked(artifact, on=locks[artifact]), icon=ICONS[artifact]))
            asked_at = len(lines)
        elif not lacking or artifact not in lacking:
            lines.append(
                switch(
                    artifact.value,
                    text.switch(artifact),
                    selected=selected[artifact],
                    icon=ICONS[artifact],
                )
            )
    return [*lines[:asked_at], contact_line(kit), *lines[asked_at:]] if asked_at else lines


def contact_line(kit: Kit) -> Json | None:
    """Whom to ask about what the organization has set, if it says so."""
    contact = kit.policy.contact
    return paragraph(kit.text.locked_contact(contact)) if contact else None


def written_locks(locks: Locks) -> str:
    """What has a line in the place of its switch, and how that says it stands."""
    return " ".join(f"{artifact}:{'on' if on else 'off'}" for artifact, on in locks.decided.items())


def read_locks(written: str) -> dict[Artifact, bool]:
    """The same as it comes back from a browser."""
    told = dict(each.partition(":")[::2] for each in written.split())
    return {each: told[each] == "on" for each in Artifact if told.get(each) in {"on", "off"}}


def lacking_lines(kit: Kit, lacking: Mapping[Artifact, date], again: Json) -> list[Json]:
    """What the account lacks, why and since when that is known, and a way to try it anew.

    Args:
        again: the `onClick` that offers it anew; it has the form kept.
    """
    found = lacking_facts(kit, lacking)
    return [*found, buttons(button(kit.text.check_again(), again))] if found else []


def lacking_facts(kit: Kit, lacking: Mapping[Artifact, date]) -> list[Json]:
    """The same without the way."""
    text = kit.text
    days: dict[date, list[Artifact]] = {}
    for artifact, day in lacking.items():
        if kit.locks.decided.get(artifact) is False:
            # That it is off is said already, and is nobody's account's doing.
            continue
        days.setdefault(day, []).append(artifact)
    return [
        fact(text.artifacts(artifacts), above=text.refused(), below=text.lacking(day))
        for day, artifacts in days.items()
    ]


def check_again(kit: Kit, about: Mapping[Parameter, str]) -> Json:
    """In a dialog of Chat's: offer what the account lacks anew.

    Args:
        about: what tells the dialog from others.
    """
    return kit.click(Action.CHAT_CHECK_AGAIN, about, keep_form=True)


def choice(
    name: Input,
    label: str,
    options: Mapping[str, str],
    selected: str,
    on_change: Json | None = None,
) -> Json:
    """Radio buttons.

    Args:
        options: values and their words.
        on_change: an `Action` to be fired when another one is chosen.
    """
    made = _selection(name, label, options, selected)
    made["selectionInput"]["type"] = "RADIO_BUTTON"
    if on_change:
        made["selectionInput"]["onChangeAction"] = on_change
    return made


def _selection(name: Input, label: str, options: Mapping[str, str], selected: str) -> Json:
    return {
        "selectionInput": {
            "name": name.value,
            "label": label,
            "items": [
                {"text": words, "value": value, "selected": value == selected}
                for value, words in options.items()
            ],
        }
    }


def notify_choice(
    text: Text, label: str, selected: Notify, guests: int | None = None
) -> list[Json]:
    """Whom Calendar e-mails, and what that means.

    Args:
        guests: how many there are, where that is known.
    """
    options = {each.value: text.notify(each) for each in Notify}
    if guests is not None:
        options[Notify.EVERYBODY.value] = text.notify_all(guests)
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
    made = _selection(name, label, options, selected)
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
