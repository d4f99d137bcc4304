"""Calendar's editor for one event."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from nicegui import ui

from sandbox.google.calendar.conference_data import video_uri
from sandbox.hosts.wire import Json, member, members
from workbench.buttons import filled_button, icon_button, tonal_button
from workbench.desk import Desk
from workbench.drawing.pickers import draw_day, draw_time
from workbench.editing import Edited
from workbench.moments import day
from workbench.words import Word

ANSWERS = {"accepted": Word.COMING, "tentative": Word.MAYBE, "declined": Word.DECLINED}


class EventEditor:
    """The editor; what is not saved is lost when it is closed.

    Args:
        desk: the browser tab.
        edited: the event.
        close: leaves the editor.
        save: saves, then leaves the editor.
        changed: hears that guests or the conference are others than before.
    """

    def __init__(
        self,
        desk: Desk,
        edited: Edited,
        *,
        close: Callable[[], Awaitable[object]],
        save: Callable[[], Awaitable[object]],
        changed: Callable[[], Awaitable[object]],
    ) -> None:
        self._changed = changed
        self._desk = desk
        self._edited = edited
        with ui.element("section").classes("wb-editor") as section:
            section.props["aria-label"] = "Event"
            with ui.element("div").classes("wb-editor-bar"):
                icon_button("close", self._word(Word.CLOSE_EDITOR), close)
                self._title = ui.input(self._word(Word.TITLE), value=edited.title).classes(
                    "wb-title-input"
                )
                self._title.on_value_change(lambda event: setattr(edited, "title", event.value))
                self._save = filled_button(self._word(Word.SAVE), save)
            with ui.element("div").classes("wb-editor-body"):
                self._draw_when()
                self._conference = ui.element("div").classes("wb-line")
                self._guests = ui.element("div").classes("wb-line")
                for line in (self._conference, self._guests):
                    line.set_visibility(edited.is_meeting)
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
        edited, language = self._edited, self._desk.seat.locale
        with ui.element("div").classes("wb-line"):
            ui.icon("o_schedule").classes("wb-line-icon")
            with ui.element("div").classes("wb-line-body wb-row"):
                if edited.all_day:
                    last = edited.end - timedelta(days=1)
                    days = dict.fromkeys(day(moment, language) for moment in (edited.start, last))
                    ui.label(f"{' – '.join(days)}, {self._word(Word.ALL_DAY)}")
                    return
                self._day = draw_day(self._word(Word.DATE), None, language)
                self._start = draw_time(self._word(Word.START), None, language)
                self._end = draw_time(self._word(Word.END), None, language)
                self._show_when()
                self._day.field.on_value_change(self._move)
                self._start.field.on_value_change(self._move)
                self._end.field.on_value_change(self._finish)
                for picker in (self._day, self._start, self._end):
                    picker.field.props("dense").classes("wb-when")
                    picker.field.set_enabled(edited.may_edit)
                ui.label(self._desk.seat.zone).classes("wb-small")

    def _show_when(self) -> None:
        start, end = self._edited.start, self._edited.end
        if not self._edited.all_day:
            self._day.set(start.date())
            self._start.set(start.time())
            self._end.set(end.time())

    def _draw_conference(self) -> None:
        shown = self._edited.shown_conference
        link = video_uri(shown) or _first_link(shown)
        name = (member(shown, "conferenceSolution") or {}).get("name", "Google Meet")
        if link:
            with ui.element("div").classes("wb-row"):
                ui.label(name).classes("wb-strong")
                if self._edited.conference_changed:
                    ui.label(self._word(Word.NOT_SAVED)).classes("wb-chip")
                if self._edited.may_edit:
                    icon_button(
                        "close", self._word(Word.REMOVE_CONFERENCE), self._remove_conference
                    )
            ui.label(link.removeprefix("https://")).classes("wb-link")
        elif shown:
            ui.label(self._word(Word.BEING_MADE))
        elif self._edited.may_edit:
            tonal_button(self._word(Word.ADD_MEET), self._add_meet)
        else:
            ui.label(self._word(Word.NO_CONFERENCE))

    def _draw_guests(self) -> None:
        edited = self._edited
        ui.label(self._word(Word.GUEST_COUNT, count=len(edited.guests))).classes("wb-strong")
        with ui.element("ul").classes("wb-guests") as guests:
            guests.props["aria-label"] = self._word(Word.GUESTS)
            for email in edited.guests:
                with ui.element("li").classes("wb-row"):
                    ui.label(email)
                    ui.label(self._answer(email)).classes("wb-small")
                    if edited.may_edit:
                        icon_button(
                            "close",
                            self._word(Word.REMOVE, email=email),
                            partial(self._drop, email),
                        )
        if edited.may_edit:
            field = (
                ui.input(self._word(Word.ADD_GUEST))
                .props("dense type=email")
                .classes("wb-guest-input")
            )

            async def add() -> None:
                await self._add_guest(str(field.value))

            field.on("keydown.enter", add)
            icon_button("person_add", self._word(Word.ADD), add)

    def _draw_about(self) -> None:
        edited = self._edited
        with ui.element("div").classes("wb-line"):
            ui.icon("o_event").classes("wb-line-icon")
            with ui.element("div").classes("wb-line-body"):
                ui.label(self._word(Word.ORGANIZED_BY, email=edited.organizer))
                on_calendar = self._word(Word.ON_CALENDAR, email=edited.calendar_id)
                ui.label(on_calendar).classes("wb-small")
                for remark in _remarks(edited):
                    ui.label(self._word(remark)).classes("wb-small")

    def _answer(self, email: str) -> str:
        for guest in members(self._edited.saved, "attendees"):
            if guest["email"] == email:
                answer = str(guest.get("responseStatus", ""))
                return self._word(ANSWERS[answer]) if answer in ANSWERS else ""
        return self._word(Word.NOT_SAVED)

    def _move(self) -> None:
        date, clock = self._day.value, self._start.value
        if date is not None and clock is not None:
            self._edited.move(datetime.combine(date, clock, self._edited.start.tzinfo))
            self._end.set(self._edited.end.time())

    def _finish(self) -> None:
        start, clock = self._edited.start, self._end.value
        if clock is not None and clock != self._edited.end.time():
            end = datetime.combine(start, clock, start.tzinfo)
            self._edited.end = end if end > start else end + timedelta(days=1)

    def _word(self, word: Word, **values: object) -> str:
        return self._desk.word(word, **values)

    async def _add_meet(self) -> None:
        self._edited.add_meet(self._desk.stage.world)
        self.draw()
        await self._changed()

    async def _remove_conference(self) -> None:
        self._edited.remove_conference()
        self.draw()
        await self._changed()

    async def _add_guest(self, email: str) -> None:
        email = email.strip()
        if "@" in email and email not in (*self._edited.guests, self._edited.organizer):
            self._edited.guests.append(email)
            self.draw()
            await self._changed()

    async def _drop(self, email: str) -> None:
        self._edited.guests.remove(email)
        self.draw()
        await self._changed()


def _first_link(conference: Json) -> str | None:
    return next((point.get("uri") for point in members(conference, "entryPoints")), None)


def _remarks(edited: Edited) -> list[Word]:
    saved = edited.saved or {}
    remarks = {
        Word.NEVER_SAVED: edited.saved is None,
        Word.ONE_OF_SERIES: "recurringEventId" in saved,
        Word.FOCUS_TIME: saved.get("eventType") == "focusTime",
        Word.ONLY_ORGANIZER: not edited.may_edit,
    }
    return [remark for remark, applies in remarks.items() if applies]
