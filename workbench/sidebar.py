"""The add-on's sidebar in Calendar."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from zoneinfo import ZoneInfo

from nicegui import ui

from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.cards import CardRules, check_card
from sandbox.hosts.exchange import Exchange
from sandbox.hosts.shown import ShownCard
from sandbox.hosts.wire import Complaint, Host, Json, camel_case, join, member, members
from workbench.buttons import icon_button, keep_focus
from workbench.desk import Desk
from workbench.drawing import Handlers, draw_card, draw_peek
from workbench.drawing.notes import draw_note
from workbench.tab import CALENDAR, Outcome
from workbench.words import Word

Do = Callable[[Callable[[CalendarHost], object]], Awaitable[object]]


class Sidebar:
    """The card of the visible stack, with the bar that Calendar puts above it.

    Args:
        desk: the browser tab.
        go_home: leaves the event, if one is open, and shows the homepage.
    """

    def __init__(self, desk: Desk, go_home: Callable[[], Awaitable[object]]) -> None:
        self._desk = desk
        self._rules = CardRules(Host.CALENDAR, desk.stage.deployment.open_link_prefixes)
        self._complaints: tuple[Complaint, ...] = ()
        self._response: Json | None = None
        self._aside = ui.element("aside").classes("wb-sidebar")
        self._aside.props["aria-label"] = "Add-on"
        with self._aside:
            self._bar = ui.element("div").classes("wb-sidebar-bar")
            self._busy = ui.linear_progress(show_value=False).props("indeterminate size=3px")
            self._body = ui.element("div").classes("wb-sidebar-body")
            self._body.props["tabindex"] = "-1"
        self._go_home = go_home
        self._draw_bar()
        desk.on_seat.connect(self._draw_bar)
        desk.on_outcome.connect(self._take)
        desk.on_busy.connect(self._show_busy)
        self._show_busy(False)

    def draw(self) -> None:
        """Draw what the host shows now."""
        host = self._desk.tab.calendar
        redrawn = any(True for _ in self._body)
        self._back.set_visibility(len(host.stack.cards) > 1)
        self._body.clear()
        with self._body:
            path = where_shown(host.shown, self._response)
            for complaint in self._complaints:
                if path is None or not complaint.path.startswith(path):
                    draw_note(f"The host refuses this: {complaint}", complaint.path)
            if host.shown is None:
                self._draw_nothing()
            else:
                self._draw_card(host, host.shown)
            if redrawn:
                keep_focus(self._body)

    def _draw_bar(self) -> None:
        desk = self._desk
        self._busy.props["aria-label"] = desk.word(Word.WAITING)
        self._bar.clear()
        with self._bar:
            self._back = icon_button("arrow_back", desk.word(Word.BACK), self._go_back)
            self._back.set_visibility(False)
            ui.icon("o_video_call").classes("wb-logo")
            ui.label(desk.stage.deployment.name).classes("wb-app-name")
            icon_button("o_home", desk.word(Word.HOME), self._go_home)
            icon_button(
                "refresh",
                desk.word(Word.REFRESH),
                lambda: desk.calendar(CalendarHost.refresh),
            )

    def _take(self, outcome: Outcome) -> None:
        if outcome.host != CALENDAR or not outcome.changes:
            return
        self._response = outcome.last.response
        self._complaints = outcome.last.complaints
        self.draw()

    def _draw_nothing(self) -> None:
        word = Word.WRONG if self._complaints else Word.NO_CARD
        ui.label(self._desk.word(word)).classes("wb-empty")

    def _draw_card(self, host: CalendarHost, shown: ShownCard) -> None:
        do = self._desk.calendar
        drawn = draw_card(
            shown.card,
            form=shown.form,
            handlers=Handlers(
                on_action=lambda action: do(lambda host: host.click(action)),
                on_link=lambda link: do(partial(_press, {"openLink": link})),
                on_card=lambda card: do(partial(_press, {"card": card})),
                on_dynamic_link=lambda action: do(
                    partial(_press, {"openDynamicLinkAction": action})
                ),
                on_change=shown.touched.add,
                suggest=self._complete,
            ),
            complaints=check_card(shown.card, self._rules),
            menu=[
                (action.label, partial(self._choose, action.label))
                for action in host.deployment.universal_actions
            ],
            zone=ZoneInfo(self._desk.seat.zone),
            language=self._desk.seat.locale,
        )
        drawn.props["lang"] = self._desk.seat.locale
        if host.stacks.peeking and host.stacks.event is not None:
            draw_peek(host.stacks.event.cards[0].card, on_open=self._open_peek)

    def _choose(self, label: str) -> Awaitable[object]:
        return self._desk.calendar(lambda host: host.universal_action(label))

    def _open_peek(self) -> None:
        self._desk.tab.calendar.open_peek()
        self.draw()

    def _go_back(self) -> None:
        self._desk.tab.calendar.back()
        self._complaints = ()
        self.draw()

    async def _complete(self, found: Json, typed: str) -> Sequence[Json]:
        outcome = await self._desk.calendar(
            lambda host: host.autocomplete(found["name"], typed), asks=True
        )
        response = None if outcome is None else outcome.last.response
        return members(member(response, "autoComplete"), "items")

    def _show_busy(self, busy: bool) -> None:
        self._busy.classes(remove="wb-unseen" if busy else "", add="" if busy else "wb-unseen")
        self._aside.props["aria-busy"] = "true" if busy else "false"
        self._body.props["inert"] = busy  # the card on top may be another event's by now


def where_shown(shown: ShownCard | None, response: Json | None) -> str | None:
    """Where the shown card stands in an answer; None where it came with an earlier one."""
    if shown is None or response is None:
        return None
    renamed, _ = camel_case(response)
    for root in ("renderActions.action", "action"):
        found: object = renamed
        for name in root.split("."):
            found = member(found, name)
        for index, navigation in enumerate(members(found, "navigations")):
            for kind in ("pushCard", "updateCard"):
                if navigation.get(kind) == shown.card:
                    return join(join(join(root, "navigations"), index), kind)
    return None


def _press(on_click: Json, host: CalendarHost) -> Exchange:
    return host.press({"text": "", "onClick": on_click})
