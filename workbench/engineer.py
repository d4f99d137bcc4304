"""The pane for engineers: what passed, the Google calls behind it, and a request as curl."""

from __future__ import annotations

from functools import partial
from html import escape

from nicegui import ui

from workbench.buttons import icon_button, text_button
from workbench.desk import Desk
from workbench.exchanges import Bar, Recorded
from workbench.tab import Outcome

LOG_LINES = 200
LONG = 10
COOKIE = "pane"
SHOWN = "open"
REMEMBERED_SECONDS = 365 * 24 * 60 * 60


class Engineer:
    """The pane below the hosts.

    Args:
        desk: the browser tab.
        shown: whether the browser had it open when it was last seen.
    """

    def __init__(self, desk: Desk, *, shown: bool) -> None:
        self._desk = desk
        self._chosen: Recorded | None = None
        self._part = "calls"
        with ui.element("section").classes("wb-engineer") as self.root:
            self.root.props["aria-label"] = "Exchanges"
            self._list = ui.element("div").classes("wb-exchanges")
            self._detail = ui.element("div").classes("wb-detail")
        self.root.set_visibility(shown)
        desk.on_outcome.connect(self._take)
        self._draw()

    def toggle(self) -> bool:
        """Open or close it, which the browser remembers; returns whether it is open."""
        shown = not self.root.visible
        self.root.set_visibility(shown)
        ui.run_javascript(
            f"document.cookie = '{COOKIE}={SHOWN if shown else ''}; "
            f"max-age={REMEMBERED_SECONDS}; path=/; samesite=strict'"
        )
        return shown

    def _take(self, _: Outcome) -> None:
        recorded = self._desk.tab.recorder.recorded
        self._chosen = recorded[-1] if recorded else None
        self._draw()

    def _draw(self) -> None:
        self._list.clear()
        with self._list:
            with ui.element("div").classes("wb-row wb-exchanges-bar"):
                ui.label("Exchanges").classes("wb-strong")
                icon_button("delete_sweep", "Clear exchanges", self._clear)
            if not self._desk.tab.recorder.recorded:
                ui.label("Nothing was sent yet.").classes("wb-empty")
            for recorded in reversed(self._desk.tab.recorder.recorded):
                self._draw_line(recorded)
        self._draw_detail()

    def _draw_line(self, recorded: Recorded) -> None:
        line = ui.element("button").props("type=button").classes("wb-exchange")
        line.props["aria-label"] = (
            f"Exchange {recorded.number}: {recorded.path}, {recorded.status}, "
            f"{recorded.exchange.milliseconds:.0f} milliseconds"
        )
        line.props["aria-pressed"] = "true" if recorded is self._chosen else "false"
        line.on("click", partial(self._choose, recorded))
        with line:
            ui.label(str(recorded.number)).classes("wb-small")
            ui.icon("o_calendar_today" if recorded.host == "Calendar" else "o_chat_bubble_outline")
            with ui.element("span").classes("wb-path"):
                ui.html(recorded.path, sanitize=escape, tag="bdi")
            ui.label(recorded.status).classes("wb-bad" if recorded.failed else "wb-good")
            ui.label(f"{recorded.exchange.milliseconds:.0f} ms").classes("wb-number")
            calls = len(recorded.calls)
            ui.label(f"{calls} call{'' if calls == 1 else 's'}").classes("wb-number")

    def _draw_detail(self) -> None:
        self._detail.clear()
        chosen = self._chosen
        with self._detail:
            with ui.element("div").classes("wb-row wb-detail-bar"):
                for part, name in PARTS.items():
                    button = ui.button(name, on_click=partial(self._turn, part), color=None)
                    button.props("flat no-caps dense").classes("wb-part")
                    button.props["aria-pressed"] = "true" if part == self._part else "false"
                ui.space()
                if chosen is not None:
                    text_button("Copy as curl", partial(self._copy, chosen), "content_copy")
            if chosen is not None:
                ui.html(f"POST {chosen.path}", sanitize=escape, tag="h2").classes("wb-whole-path")
            if self._part == "log":
                _draw_json("Log of the function", _tail(self._desk.stage.log_text()))
            elif chosen is None:
                ui.label("Choose an exchange.").classes("wb-empty")
            elif self._part == "calls":
                _draw_calls(chosen)
            elif self._part == "request":
                _draw_json("Request", chosen.request_text())
            else:
                _draw_json("Response", chosen.response_text())

    def _choose(self, recorded: Recorded) -> None:
        self._chosen = recorded
        self._draw()

    def _turn(self, part: str) -> None:
        self._part = part
        self._draw_detail()

    def _copy(self, recorded: Recorded) -> None:
        ui.clipboard.write(recorded.curl())
        self._desk.say("Copied; its tokens work for an hour")

    def _clear(self) -> None:
        self._desk.tab.recorder.clear()
        self._chosen = None
        self._draw()


PARTS = {
    "calls": "Google calls",
    "request": "Request",
    "response": "Response",
    "log": "Log",
}


def _draw_calls(chosen: Recorded) -> None:
    """The calls, each where it was in the time of the exchange."""
    calls = chosen.bars()
    whole = Bar("the whole exchange", chosen.status, 0, chosen.exchange.milliseconds, chosen.failed)
    total = max(1.0, *(bar.offset + bar.milliseconds for bar in (whole, *calls)))
    for complaint in chosen.exchange.complaints:
        ui.label(f"The host refuses: {complaint}").classes("wb-complaint")
    with ui.element("ol").classes("wb-timeline") as timeline:
        timeline.props["aria-label"] = "Timeline of Google calls"
        timeline.props["tabindex"] = "0"
        _draw_bar(whole, total, "wb-bar-all")
        for bar in calls:
            _draw_bar(bar, total, "wb-bar-bad" if bar.failed else "wb-bar-call")
    if not calls:
        ui.label("Google was not called.").classes("wb-small")


def _draw_bar(bar: Bar, total: float, look: str) -> None:
    with ui.element("li").classes("wb-call"):
        ui.label(bar.name).classes("wb-call-name")
        ui.label(bar.outcome).classes("wb-number")
        ui.label(_milliseconds(bar.milliseconds)).classes("wb-number")
        with ui.element("div").classes("wb-track"):
            left, width = bar.offset / total * 100, max(bar.milliseconds / total * 100, 0.4)
            ui.element("div").classes(f"wb-bar {look}").style(
                f"left:{left:.2f}%;width:{min(width, 100 - left):.2f}%"
            )


def _milliseconds(took: float) -> str:
    return f"{took:.0f} ms" if took >= LONG else f"{took:.1f} ms"


def _draw_json(name: str, text: str) -> None:
    shown = ui.element("pre").classes("wb-json")
    shown.props["tabindex"] = "0"
    shown.props["role"] = "region"
    shown.props["aria-label"] = name
    with shown:
        ui.label(text)


def _tail(log: str) -> str:
    return "\n".join(log.splitlines()[-LOG_LINES:]) or "(empty)"
