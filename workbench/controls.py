"""The bar above the hosts: who sits there, trouble, meetings, and beginning anew."""

from dataclasses import replace
from functools import partial

from nicegui import run, ui

from sandbox.google.meet.meetings import Conference, Space
from workbench.buttons import filled_button, icon_button, text_button
from workbench.desk import Desk
from workbench.dialogs import Scopes, answer, dialog
from workbench.engineer import Engineer
from workbench.seed import PEOPLE
from workbench.trouble import TROUBLES, Trouble
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
ARTIFACTS = {"recordings": "Recording", "transcripts": "Transcript", "smartNotes": "Notes"}
SLOW = 0.3


class Controls:
    """The bar.

    Args:
        desk: the browser tab.
        engineer: the pane for engineers, which a button opens and closes.
    """

    def __init__(self, desk: Desk, engineer: Engineer) -> None:
        self._desk = desk
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
            ("o_groups", "Meetings", self._meetings),
            ("o_key", "Permissions", self._permissions),
            ("restart_alt", "Reset", self._reset),
            ("o_dark_mode", "Light or dark", _turn_lights),
        ):
            icon_button(icon, name, act)
        pane = icon_button("o_terminal", "Pane for engineers", lambda: show(engineer.toggle()))

        def show(opened: bool) -> None:
            pane.props["aria-expanded"] = "true" if opened else "false"

        show(engineer.root.visible)
        desk.on_world.connect(lambda _: self._warn())
        desk.on_outcome.connect(lambda _: self._warn())
        self._warn()

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
        faults = stage.google.faults
        troubles = "trouble" if faults.open_orders == 1 else "troubles"
        words = [
            f"{faults.open_orders} {troubles} ordered" if faults.open_orders else "",
            "Google is slow" if faults.latency else "",
            "the store is down" if stage.store_is_down else "",
        ]
        self._warning.text = ", ".join(filter(None, words))

    async def _trouble(self) -> None:
        stage = self._desk.stage
        faults = stage.google.faults
        with dialog("Order trouble") as shown, ui.card().classes("wb-dialog"):
            ui.label("Order trouble").classes("wb-h2")
            ui.label("Each is used up by the next calls that it is for.").classes("wb-small")
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
            with ui.row().classes("wb-actions"):
                text_button("Clear all orders", self._clear_orders)
                filled_button("Done", lambda: shown.submit(None))
        await answer(shown)

    def _order(self, trouble: Trouble) -> None:
        trouble.order(self._desk.stage.google.faults)
        self._desk.stage.trouble_changed()

    def _clear_orders(self) -> None:
        self._desk.stage.google.faults.clear()
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

    async def _meetings(self) -> None:
        stage = self._desk.stage
        with dialog("Meetings") as shown, ui.card().classes("wb-dialog"):
            ui.label("Meetings").classes("wb-h2")
            ui.label("Holding one moves the stand-in’s clock on by 35 minutes.").classes("wb-small")
            spaces = stage.world.meet.spaces
            if not spaces:
                ui.label("There is no Meet yet.")
            for space in reversed(spaces):
                self._draw_space(space)
            with ui.row().classes("wb-actions"):
                filled_button("Done", lambda: shown.submit(None))
        await answer(shown)

    def _draw_space(self, space: Space) -> None:
        with ui.element("section").classes("wb-space") as section:
            section.props["aria-label"] = space.code
            with ui.element("div").classes("wb-row"):
                ui.label(space.uri.removeprefix("https://")).classes("wb-strong")
                title = self._desk.stage.title_of(space)
                ui.label(f"{title or 'no event'}, of {space.owner}").classes("wb-small")
                ui.space()
                hold = text_button("Hold it")
                hold.props["aria-label"] = f"Hold {space.code}"
            held = ui.element("div")
        hold.on_click(partial(self._hold, space, held))
        self._draw_held(space, held)

    def _hold(self, space: Space, held: ui.element) -> None:
        stage = self._desk.stage
        stage.hold_conference(space, [stage.user(person.email) for person in PEOPLE])
        self._draw_held(space, held)

    def _draw_held(self, space: Space, held: ui.element) -> None:
        held.clear()
        with held:
            for conference in self._desk.stage.world.meet.conferences:
                if conference.space is space:
                    _draw_conference(conference)

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


def _draw_conference(held: Conference) -> None:
    names = ", ".join(person.display_name for person in held.participants)
    with ui.element("div").classes("wb-held"):
        ui.label(f"Held from {held.started:%H:%M} UTC with {names}").classes("wb-small")
        for artifact in held.artifacts:
            ui.label(f"{ARTIFACTS[artifact.kind]}: {artifact.document}").classes("wb-small")
        if not held.artifacts:
            ui.label("No recording, transcript or notes.").classes("wb-small")


def _select(name: str, options: dict[str, str], value: str) -> ui.select:
    shown = options if value in options else {**options, value: value}
    field = ui.select(shown, value=value, label=name)
    return field.props("dense outlined options-dense").classes("wb-select")


def _turn_lights() -> None:
    ui.run_javascript("Quasar.Dark.toggle()")
