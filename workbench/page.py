"""The workbench's one page."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from zoneinfo import available_timezones

from nicegui import Client, ui

from workbench.buttons import watch_focus
from workbench.calendar_page import CalendarPage
from workbench.chat_page import ChatPage
from workbench.controls import Controls
from workbench.desk import Desk
from workbench.engineer import COOKIE, SHOWN, Engineer
from workbench.seed import ANA, PEOPLE, ZONE
from workbench.stage import Seat, Stage
from workbench.words import LANGUAGES

STYLE = Path(__file__).with_name("style.css")
VIEWS = {"calendar": "Calendar", "chat": "Chat"}


def add_page(stage: Stage) -> None:
    """Serve the page at `/`; `as`, `language`, `zone` and `view` in its address choose the seat."""

    @ui.page("/", title="Workbench", dark=None)
    async def page(client: Client, zone: str = ZONE, language: str = "en", view: str = "") -> None:
        query = client.request.query_params
        email = query.get("as", ANA)
        seat = Seat(
            email if email in {person.email for person in PEOPLE} else ANA,
            language if language in LANGUAGES else "en",
            zone if zone in available_timezones() else ZONE,
        )
        ui.add_css(STYLE.read_text(encoding="utf-8"))
        await client.connected()
        if client.is_deleted:
            return
        watch_focus()
        desk = Desk(stage, seat, client, view if view in VIEWS else "calendar")
        calendar, controls = draw(desk, pane=client.request.cookies.get(COOKIE) == SHOWN)
        await calendar.start()
        await controls.check_fonts()


def draw(desk: Desk, *, pane: bool) -> tuple[CalendarPage, Controls]:
    """Draw the page for one browser tab, the pane for engineers open or closed."""
    with ui.element("div").classes("wb-page"):
        with ui.element("header").classes("wb-top"):
            ui.html("Workbench", sanitize=False, tag="h1").classes("wb-name")
            views = ui.element("div").classes("wb-row")
            bar = ui.element("div").classes("wb-row wb-controls")
        # NiceGUI's page around it is the main landmark.
        with ui.element("div").classes("wb-hosts"):
            calendar = CalendarPage(desk)
            chat = ChatPage(desk)
        engineer = Engineer(desk, shown=pane)
    with bar:
        controls = Controls(desk, engineer)

    def turn(view: str) -> None:
        desk.show(view)
        shown()

    def shown() -> None:
        calendar.root.set_visibility(desk.view == "calendar")
        chat.root.set_visibility(desk.view == "chat")
        for name, button in buttons.items():
            button.props["aria-pressed"] = "true" if name == desk.view else "false"

    buttons = {}
    with views:
        for name, words in VIEWS.items():
            button = ui.button(words, color=None, on_click=partial(turn, name))
            buttons[name] = button.props("flat no-caps").classes("wb-view")
    shown()
    chat.start()
    return calendar, controls
