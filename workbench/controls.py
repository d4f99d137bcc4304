"""The bar above the hosts: who sits there, trouble, meetings, and beginning anew."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from functools import partial

from nicegui import run, ui

from workbench.buttons import filled_button, icon_button, text_button
from workbench.desk import Desk
from workbench.dialogs import Scopes, answer, dialog
from workbench.engineer import Engineer
from workbench.fonts import missing_font
from workbench.meetings import Meetings
from workbench.seed import PEOPLE
from workbench.trouble import TROUBLES, Order, Trouble
from workbench.words import LANGUAGES

ZONES = (
    "Europe/Madrid",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Sydney",
    "UTC",
)
SLOW = 0.3
NO_FONT = (
    "This machine has no font for {language}, which therefore shows as boxes. "
    "Install one, such as Debian’s {package}, and start the browser anew."
)


class Controls:
    """The bar.

    Args:
        desk: the browser tab.
        engineer: the pane for engineers, which a button opens and closes.
    """

    def __init__(self, desk: Desk, engineer: Engineer) -> None:
        self._desk = desk
        self._standing: ui.element | None = None
        seat = desk.seat
        people = {person.email: f"{person.name} · {person.part}" for person in PEOPLE}
        self._person = _select("Person", people, seat.email)
        self._language = _select("Language", LANGUAGES, seat.locale)
        self._zone = _select("Time zone", {zone: zone for zone in ZONES}, seat.zone)
        for field in (self._person, self._language, self._zone):
            field.on_value_change(self._sit)
        ui.space()
        self._warning = ui.label().classes("wb-warning")
        self._warning.props["role"] = "status"
        for icon, name, act in (
            ("o_bolt", "Order trouble", self._trouble),
            ("o_groups", "Meetings", Meetings(desk).show),
            ("o_key", "Permissions", self._permissions),
            ("restart_alt", "Reset", self._reset),
            ("o_dark_mode", "Light or dark", _turn_lights),
        ):
            icon_button(icon, name, act)
        pane = icon_button("o_terminal", "Pane for engineers", lambda: show(engineer.toggle()))

        def show(opened: bool) -> None:
            pane.props["aria-expanded"] = "true" if opened else "false"

        show(engineer.root.visible)
        self._client = ui.context.client
        self._fonts = ui.label().classes("wb-warning wb-fonts")
        self._fonts.props["role"] = "status"
        self._fonts.set_visibility(False)
        desk.on_seat.connect(self.check_fonts)
        desk.on_world.connect(lambda _: self._warn())
        desk.on_outcome.connect(lambda _: self._warn())
        self._warn()

    async def check_fonts(self) -> None:
        """Say so where the chosen language would show as boxes."""
        with contextlib.suppress(TimeoutError):  # a browser that is gone shows no boxes
            lacking = await missing_font(self._client, self._desk.seat.locale)
            self._fonts.set_visibility(lacking is not None)
            if lacking is not None:
                self._fonts.text = NO_FONT.format(
                    language=lacking.language, package=lacking.package
                )

    async def _sit(self) -> None:
        seat = replace(
            self._desk.seat,
            email=self._person.value,
            locale=self._language.value,
            zone=self._zone.value,
        )
        if seat != self._desk.seat:
            await self._desk.sit(seat)

    def _warn(self) -> None:
        stage = self._desk.stage
        standing = stage.orders.standing()
        calls = sum(order.calls for order in standing)
        troubles = "1 trouble" if len(standing) == 1 else f"{len(standing)} troubles"
        words = [
            f"{troubles} ordered for {_calls(calls)}" if standing else "",
            "Google is slow" if stage.google.faults.latency else "",
            "the store is down" if stage.store_is_down else "",
        ]
        self._warning.text = ", ".join(filter(None, words))
        if self._standing is not None and not self._standing.is_deleted:
            self._draw_standing(self._standing)

    async def _trouble(self) -> None:
        stage = self._desk.stage
        faults = stage.google.faults
        with dialog("Order trouble") as shown, ui.card().classes("wb-dialog wb-tall"):
            ui.label("Order trouble").classes("wb-h2")
            ui.label("Each is used up by the next calls that it is for.").classes("wb-small")
            with ui.element("div").classes("wb-scrolled") as listed:
                listed.props["tabindex"] = "0"
                for trouble in TROUBLES:
                    with ui.element("div").classes("wb-row wb-order"):
                        ui.label(trouble.name)
                        ui.space()
                        order = text_button("Order", partial(self._order, trouble))
                        order.props["aria-label"] = f"Order: {trouble.name}"
                down = ui.switch("The add-on’s store is down", value=stage.store_is_down)
                down.on_value_change(lambda event: stage.set_store_down(event.value))
                slow = ui.switch("Every Google call takes 300 ms longer", value=faults.latency > 0)

                def slow_down(on: bool) -> None:
                    faults.latency = SLOW if on else 0.0
                    stage.trouble_changed()

                slow.on_value_change(lambda event: slow_down(event.value))
            self._standing = ui.element("section").classes("wb-standing")
            self._standing.props["aria-label"] = "Ordered"
            self._standing.props["tabindex"] = "0"
            self._draw_standing(self._standing)
            with ui.row().classes("wb-actions"):
                filled_button("Done", lambda: shown.submit(None))
        shown.props("position=top")  # growing, it moves nothing that may be about to be pressed
        await answer(shown)

    def _draw_standing(self, section: ui.element) -> None:
        """Say what is ordered and has not happened yet."""
        standing = self._desk.stage.orders.standing()
        section.clear()
        with section:
            with ui.element("div").classes("wb-row"):
                heading = f"Ordered: {len(standing)}" if standing else "Nothing is ordered"
                ui.label(heading).classes("wb-strong").props["role"] = "status"
                ui.space()
                if standing:
                    text_button("Take back all", self._clear_orders)
            for order in standing:
                with ui.element("div").classes("wb-row wb-order"):
                    ui.label(order.trouble.name)
                    ui.label(f"{_calls(order.calls)} left").classes("wb-chip")
                    ui.space()
                    back = text_button("Take back", partial(self._take_back, order))
                    back.props["aria-label"] = f"Take back: {order.trouble.name}"

    def _order(self, trouble: Trouble) -> None:
        self._desk.stage.orders.place(trouble)
        self._desk.stage.trouble_changed()

    def _take_back(self, order: Order) -> None:
        self._desk.stage.orders.take_back(order)
        self._desk.stage.trouble_changed()

    def _clear_orders(self) -> None:
        self._desk.stage.orders.clear()
        self._desk.stage.trouble_changed()

    async def _permissions(self) -> None:
        desk = self._desk
        email = desk.seat.email
        scopes = desk.stage.deployment.scopes
        with dialog("Permissions") as shown, ui.card().classes("wb-dialog"):
            ui.label(f"What {email} has granted").classes("wb-h2")
            boxes = Scopes(scopes, desk.stage.granted(email))
            with ui.row().classes("wb-actions"):
                text_button("Withdraw all", lambda: boxes.tick_all(False))
                filled_button("Apply", lambda: shown.submit(boxes.chosen))
        granted = await answer(shown)
        if granted is not None:
            desk.stage.grants[email] = frozenset(granted)
            desk.say("Permissions changed; they count from the next click on")

    async def _reset(self) -> None:
        with dialog("Reset") as shown, ui.card().classes("wb-dialog"):
            ui.label("Begin anew?").classes("wb-h2")
            ui.label("Events, meetings, messages and what the add-on stored are gone, in all tabs.")
            with ui.row().classes("wb-actions"):
                text_button("Cancel", lambda: shown.submit(False))
                filled_button("Reset everything", lambda: shown.submit(True))
        if not await answer(shown):
            return
        await run.io_bound(self._desk.stage.reset)
        self._desk.say("Everything is as it was at the start")


def _calls(count: int) -> str:
    return "1 call" if count == 1 else f"{count} calls"


def _select(name: str, options: dict[str, str], value: str) -> ui.select:
    shown = options if value in options else {**options, value: value}
    field = ui.select(shown, value=value, label=name)
    return field.props("dense outlined options-dense").classes("wb-select")


def _turn_lights() -> None:
    ui.run_javascript("Quasar.Dark.toggle()")
