"""What Google's pages ask and show besides the card: consent, and links that they open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from nicegui import ui

from sandbox.google.people.accounts import SCOPE_PREFIX
from sandbox.hosts.exchange import OpenedLink
from workbench.buttons import filled_button, text_button
from workbench.words import Word

MEANINGS = {
    "calendar.addons.execute": Word.MAY_RUN,
    "calendar.addons.current.event.read": Word.MAY_SEE_OPEN_EVENT,
    "calendar.addons.current.event.write": Word.MAY_CHANGE_OPEN_EVENT,
    "script.locale": Word.MAY_SEE_LANGUAGE,
    "userinfo.email": Word.MAY_SEE_ADDRESS,
    "calendar.events.owned": Word.MAY_CHANGE_OWN_EVENTS,
    "calendar.events": Word.MAY_CHANGE_EVENTS,
    "meetings.space.settings": Word.MAY_CHANGE_MEETINGS,
    "meetings.space.created": Word.MAY_MAKE_MEETINGS,
    "chat.memberships.readonly": Word.MAY_SEE_MEMBERS,
    "directory.readonly": Word.MAY_SEE_DIRECTORY,
}


def meaning(scope: str, language: str) -> str:
    """What a scope allows, for people."""
    name = scope.removeprefix(SCOPE_PREFIX)
    return MEANINGS[name].of(language) if name in MEANINGS else name


def dialog(title: str) -> ui.dialog:
    """A dialog with a name; what it holds goes into the card that it contains."""
    made = ui.dialog()
    made.props["aria-label"] = title
    return made


async def answer(shown: ui.dialog) -> Any:  # noqa: ANN401  # whatever the dialog submits
    """Open a dialog, wait for what it submits, and remove it; None where it is dismissed."""
    submitted = await shown
    if not shown.is_deleted:
        shown.delete()
    return submitted


class Scopes:
    """A checkbox for each scope.

    Args:
        scopes: the scopes to choose from.
        granted: those that are ticked at first.
        language: the language that Google says in what they allow.
    """

    def __init__(
        self, scopes: Sequence[str], granted: Collection[str], language: str = "en"
    ) -> None:
        self._boxes: dict[str, ui.checkbox] = {}
        for scope in scopes:
            with ui.element("div").classes("wb-scope"):
                self._boxes[scope] = ui.checkbox(meaning(scope, language), value=scope in granted)
                ui.label(scope).classes("wb-small")

    @property
    def chosen(self) -> list[str]:
        """The scopes that are ticked."""
        return [scope for scope, box in self._boxes.items() if box.value]

    def tick_all(self, on: bool) -> None:
        """Tick every scope, or none."""
        for box in self._boxes.values():
            box.set_value(on)


async def ask_consent(app: str, asked: Sequence[str], language: str) -> Collection[str]:
    """Google's consent screen: the person grants some, all or none."""
    title = Word.WANTS_ACCESS.of(language, app=app)
    with dialog(title) as shown, ui.card().classes("wb-dialog") as card:
        card.props["lang"] = language
        ui.label(title).classes("wb-h2")
        ui.label(Word.WHAT_IT_CAN_ACCESS.of(language)).classes("wb-small")
        scopes = Scopes(asked, (), language)
        with ui.row().classes("wb-actions"):
            text_button(Word.SELECT_ALL.of(language), lambda: scopes.tick_all(True))
            ui.space()
            text_button(Word.CANCEL.of(language), lambda: shown.submit(()))
            filled_button(Word.CONTINUE.of(language), lambda: shown.submit(scopes.chosen))
    shown.props("persistent")
    return await answer(shown) or ()


async def show_links(links: Sequence[OpenedLink]) -> None:
    """Say what would have been opened; nothing is."""
    with dialog("Link opened") as shown, ui.card().classes("wb-dialog"):
        ui.label("The host opens a link").classes("wb-h2")
        for link in links:
            overlay = link.open_as == "OVERLAY"
            ui.label("In a window above this one:" if overlay else "In a new tab:")
            ui.label(link.url).classes("wb-url")
            if link.reloads:
                ui.label("Closing it runs the add-on again.").classes("wb-small")
        with ui.row().classes("wb-actions"):
            filled_button("Close", lambda: shown.submit(None))
    await answer(shown)
