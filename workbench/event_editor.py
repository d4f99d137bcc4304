"""Calendar's editor for one event."""

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from functools import partial

from nicegui import ui

from sandbox.google.calendar.conference_data import video_uri
from sandbox.hosts.wire import Json, member, members
from workbench.buttons import filled_button, icon_button, tonal_button
from workbench.desk import Desk
from workbench.editing import Edited

CLOCK = "%H:%M"


class EventEditor:
    """The editor; what is not saved is lost when it is closed.

    Args:
        desk: the browser tab.
        edited: the event.
        close: leaves the editor.
        save: saves, then leaves the editor.
    """

    def __init__(
        self,
        desk: Desk,
        edited: Edited,
        *,
        close: Callable[[], Awaitable[object]],
        save: Callable[[], Awaitable[object]],
    ) -> None:
        self._desk = desk
        self._edited = edited
        self._when: dict[str, ui.input] = {}
        with ui.element("section").classes("wb-editor") as section:
            section.props["aria-label"] = "Event"
            with ui.element("div").classes("wb-editor-bar"):
                icon_button("close", "Close without saving", close)
                self._title = ui.input("Title", value=edited.title).classes("wb-title-input")
                self._title.on_value_change(lambda event: setattr(edited, "title", event.value))
                self._save = filled_button("Save", save)
            with ui.element("div").classes("wb-editor-body"):
                self._draw_when()
                self._conference = ui.element("div").classes("wb-line")
                self._guests = ui.element("div").classes("wb-line")
                self._draw_about()
            if not edited.may_edit:
                for field in (self._title, self._save):
                    field.disable()
        self.draw()

    def draw(self) -> None:
        """Show everything as it is now."""
        self._title.value = self._edited.title
        self._show_when()
        self._conference.clear()
        with self._conference:
            ui.icon("o_videocam").classes("wb-line-icon")
            with ui.element("div").classes("wb-line-body"):
                self._draw_conference()
        self._guests.clear()
        with self._guests:
            ui.icon("o_people").classes("wb-line-icon")
            with ui.element("div").classes("wb-line-body"):
                self._draw_guests()

    def _draw_when(self) -> None:
        edited = self._edited
        with ui.element("div").classes("wb-line"):
            ui.icon("o_schedule").classes("wb-line-icon")
            with ui.element("div").classes("wb-line-body wb-row"):
                if edited.all_day:
                    last = edited.end - timedelta(days=1)
                    ui.label(f"{edited.start:%A %-d %B} – {last:%A %-d %B}, all day")
                    return
                changed = {
                    "Date": lambda event: self._move(event.value, None),
                    "Start": lambda event: self._move(None, event.value),
                    "End": lambda event: self._end(event.value),
                }
                for name, change in changed.items():
                    kind = "date" if name == "Date" else "time"
                    field = self._when[name] = ui.input(name).props(f"dense type={kind}")
                    field.on_value_change(change)
                    if not edited.may_edit:
                        field.disable()
                ui.label(self._desk.seat.zone).classes("wb-small")

    def _shown(self) -> dict[str, str]:
        edited = self._edited
        return {
            "Date": f"{edited.start:%Y-%m-%d}",
            "Start": f"{edited.start:{CLOCK}}",
            "End": f"{edited.end:{CLOCK}}",
        }

    def _show_when(self) -> None:
        shown = self._shown()
        for name, field in self._when.items():
            field.value = shown[name]

    def _draw_conference(self) -> None:
        shown = self._edited.shown_conference
        link = video_uri(shown) or _first_link(shown)
        name = (member(shown, "conferenceSolution") or {}).get("name", "Google Meet")
        if link:
            with ui.element("div").classes("wb-row"):
                ui.label(name).classes("wb-strong")
                if self._edited.conference_changed:
                    ui.label("not saved yet").classes("wb-chip")
                if self._edited.may_edit:
                    icon_button("close", "Remove conference", self._remove_conference)
            ui.label(link.removeprefix("https://")).classes("wb-link")
        elif shown:
            ui.label("Conference is being made …")
        elif self._edited.may_edit:
            tonal_button("Add Google Meet video conferencing", self._add_meet)
        else:
            ui.label("No video conference")

    def _draw_guests(self) -> None:
        edited = self._edited
        count = len(edited.guests)
        ui.label(f"{count} guest{'' if count == 1 else 's'}").classes("wb-strong")
        with ui.element("ul").classes("wb-guests") as guests:
            guests.props["aria-label"] = "Guests"
            for email in edited.guests:
                with ui.element("li").classes("wb-row"):
                    ui.label(email)
                    ui.label(self._answer(email)).classes("wb-small")
                    if edited.may_edit:
                        icon_button("close", f"Remove {email}", partial(self._drop, email))
        if edited.may_edit:
            field = ui.input("Add guest").props("dense type=email").classes("wb-guest-input")

            def add() -> None:
                self._add_guest(str(field.value))

            field.on("keydown.enter", add)
            icon_button("person_add", "Add", add)

    def _draw_about(self) -> None:
        edited = self._edited
        with ui.element("div").classes("wb-line"):
            ui.icon("o_event").classes("wb-line-icon")
            with ui.element("div").classes("wb-line-body"):
                ui.label(f"Organized by {edited.organizer}")
                ui.label(f"On the calendar {edited.calendar_id}").classes("wb-small")
                for remark in _remarks(edited):
                    ui.label(remark).classes("wb-small")

    def _answer(self, email: str) -> str:
        for guest in members(self._edited.saved, "attendees"):
            if guest["email"] == email:
                answer = str(guest.get("responseStatus", ""))
                return {"needsAction": "", "accepted": "coming"}.get(answer, answer)
        return "not saved yet"

    def _move(self, day: str | None, clock: str | None) -> None:
        start, shown = self._edited.start, self._shown()
        if day == shown["Date"] or clock == shown["Start"]:
            return
        try:
            date = datetime.fromisoformat(day).date() if day else start.date()
            when = time.fromisoformat(clock) if clock else start.time()
        except ValueError:
            return  # still being typed
        self._edited.move(datetime.combine(date, when, start.tzinfo))
        self._when["End"].value = self._shown()["End"]

    def _end(self, clock: str) -> None:
        if clock == self._shown()["End"]:
            return
        try:
            end = datetime.combine(
                self._edited.start, time.fromisoformat(clock), self._edited.start.tzinfo
            )
        except ValueError:
            return  # still being typed
        self._edited.end = end if end > self._edited.start else end + timedelta(days=1)

    def _add_meet(self) -> None:
        self._edited.add_meet(self._desk.stage.world)
        self.draw()

    def _remove_conference(self) -> None:
        self._edited.remove_conference()
        self.draw()

    def _add_guest(self, email: str) -> None:
        email = email.strip()
        if "@" in email and email not in (*self._edited.guests, self._edited.organizer):
            self._edited.guests.append(email)
            self.draw()

    def _drop(self, email: str) -> None:
        self._edited.guests.remove(email)
        self.draw()


def _first_link(conference: Json) -> str | None:
    return next((point.get("uri") for point in members(conference, "entryPoints")), None)


def _remarks(edited: Edited) -> list[str]:
    saved = edited.saved or {}
    remarks = {
        "Never saved: Calendar’s API does not know it yet": edited.saved is None,
        "One of a series": "recurringEventId" in saved,
        "Focus time": saved.get("eventType") == "focusTime",
        "Only its organizer can change it": not edited.may_edit,
    }
    return [remark for remark, applies in remarks.items() if applies]
