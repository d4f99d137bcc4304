"""What Google's pages ask and show besides the card: consent, and links that they open."""

from collections.abc import Collection, Sequence
from typing import Any

from nicegui import ui

from sandbox.google.people.accounts import SCOPE_PREFIX
from sandbox.hosts.exchange import OpenedLink
from workbench.buttons import filled_button, text_button

MEANINGS = {
    "calendar.addons.execute": "Run in your Calendar",
    "calendar.addons.current.event.read": "See the event that is open",
    "calendar.addons.current.event.write": "Change the event that is open",
    "script.locale": "See your language and time zone",
    "userinfo.email": "See your e-mail address",
    "calendar.events.owned": "See and change events on your own calendars",
    "calendar.events": "See and change events on all your calendars",
    "meetings.space.settings": "See and change the settings of your Meet calls",
    "meetings.space.created": "Make Meet calls, and see and change those it made",
    "chat.memberships.readonly": "See who is in your conversations",
    "directory.readonly": "See your organization’s directory",
}


def meaning(scope: str) -> str:
    """What a scope allows, for people."""
    name = scope.removeprefix(SCOPE_PREFIX)
    return MEANINGS.get(name, name)


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
    """

    def __init__(self, scopes: Sequence[str], granted: Collection[str]) -> None:
        self._boxes: dict[str, ui.checkbox] = {}
        for scope in scopes:
            with ui.element("div").classes("wb-scope"):
                self._boxes[scope] = ui.checkbox(meaning(scope), value=scope in granted)
                ui.label(scope).classes("wb-small")

    @property
    def chosen(self) -> list[str]:
        """The scopes that are ticked."""
        return [scope for scope, box in self._boxes.items() if box.value]

    def tick_all(self, on: bool) -> None:
        """Tick every scope, or none."""
        for box in self._boxes.values():
            box.set_value(on)


async def ask_consent(app: str, asked: Sequence[str]) -> Collection[str]:
    """Google's consent screen: the person grants some, all or none."""
    with dialog(f"{app} wants access") as shown, ui.card().classes("wb-dialog"):
        ui.label(f"{app} wants additional access to your Google Account").classes("wb-h2")
        ui.label("Select what it can access").classes("wb-small")
        scopes = Scopes(asked, ())
        with ui.row().classes("wb-actions"):
            text_button("Select all", lambda: scopes.tick_all(True))
            ui.space()
            text_button("Cancel", lambda: shown.submit(()))
            filled_button("Continue", lambda: shown.submit(scopes.chosen))
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
