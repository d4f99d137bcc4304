"""What Google's pages ask and show besides the card: consent, and links that they open."""

from collections.abc import Callable, Collection, Sequence

from nicegui import ui

from sandbox.host.exchange import OpenedLink
from sandbox.people import SCOPE_PREFIX

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


def icon_button(icon: str, name: str, act: Callable[[], object]) -> ui.button:
    """A round button with an icon; its name is said by screen readers and shown on hovering."""
    button = ui.button(icon=icon, on_click=act, color=None).props("flat round dense")
    button.classes("wb-icon-button")
    button.props["aria-label"] = name
    button.props["title"] = name
    return button


def draw_scopes(scopes: Sequence[str], granted: Collection[str]) -> dict[str, ui.checkbox]:
    """A checkbox for each scope, by scope."""
    boxes = {}
    for scope in scopes:
        with ui.element("div").classes("wb-scope"):
            boxes[scope] = ui.checkbox(meaning(scope), value=scope in granted)
            ui.label(scope).classes("wb-small")
    return boxes


async def ask_consent(app: str, asked: Sequence[str]) -> Collection[str]:
    """Google's consent screen: the person grants some, all or none."""
    with dialog(f"{app} wants access") as shown, ui.card().classes("wb-dialog"):
        ui.label(f"{app} wants additional access to your Google Account").classes("wb-h2")
        ui.label("Select what it can access").classes("wb-small")
        boxes = draw_scopes(asked, ())
        if len(boxes) > 1:
            every = ui.button("Select all").props("flat no-caps")
            every.on_click(lambda: [box.set_value(True) for box in boxes.values()])
        with ui.row().classes("wb-actions"):
            ui.button("Cancel", on_click=lambda: shown.submit(None)).props("flat no-caps")
            chosen = ui.button("Continue").props("no-caps unelevated")
            chosen.on_click(
                lambda: shown.submit([scope for scope, box in boxes.items() if box.value])
            )
    shown.props("persistent")
    granted: Collection[str] | None = await shown
    if not shown.is_deleted:
        shown.delete()
    return granted or ()


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
            ui.button("Close", on_click=lambda: shown.submit(None)).props("no-caps unelevated")
    await shown
    if not shown.is_deleted:
        shown.delete()
