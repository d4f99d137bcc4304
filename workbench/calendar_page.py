"""Google Calendar: a week of events, the editor, and the add-on's sidebar beside them."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import partial
from html import escape
from zoneinfo import ZoneInfo

from nicegui import background_tasks, ui

from sandbox.hosts.calendar.player import CalendarHost
from workbench.buttons import icon_button, keep_focus, tonal_button
from workbench.desk import Desk
from workbench.editing import Edited, default_start, edit, edit_draft, refresh
from workbench.event_editor import EventEditor
from workbench.moments import clock, clocks, day, months, weekday
from workbench.seed import first_day, new_draft
from workbench.sidebar import Sidebar
from workbench.stage import Seat
from workbench.week import DAYS, Box, calendars_of, week_of
from workbench.words import Word

HOURS = range(8, 20)
OWN, INVITED, DELEGATED = "wb-own", "wb-invited", "wb-delegated"
HOUR_PIXELS, LINE_PIXELS, ROOM_AROUND = 48, 15, 6
"""How high an hour and a line are, and what an event's box has around its lines, as in the CSS."""


class CalendarPage:
    """Calendar in one browser tab."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._first = first_day(desk.stage.now)
        self._boxes: list[Box] = []
        self._edited: Edited | None = None
        self._editor: EventEditor | None = None
        with ui.element("div").classes("wb-calendar") as self.root:
            with ui.element("section").classes("wb-main") as main:
                main.props["aria-label"] = "Calendar"
                self._main = ui.element("div").classes("wb-main-body")
                self._main.props["tabindex"] = "-1"
            self._sidebar = Sidebar(desk, self.go_home)
        desk.on_world.connect(self._refresh)
        desk.on_seat.connect(self._begin)

    async def start(self) -> None:
        """Show the week, and open the sidebar."""
        self.root.props["lang"] = self._desk.seat.locale
        self._draw()
        await self._desk.calendar(CalendarHost.open_home)

    async def go_home(self) -> None:
        """Leave the event, if one is open, and show the homepage."""
        left = self._edited is not None
        self._edited = None
        self._draw()
        await self._desk.calendar(CalendarHost.close_event if left else CalendarHost.open_home)

    async def open(self, box: Box) -> None:
        """Open an event."""
        desk = self._desk
        try:
            draft = desk.stage.seeded.drafts.get(box.event_id)
            self._edited = (
                edit_draft(draft, desk.seat.zone)
                if draft
                else edit(
                    desk.stage.world,
                    desk.seat.email,
                    box.calendar_id,
                    box.event_id,
                    desk.seat.zone,
                )
            )
        except LookupError:
            desk.say(desk.word(Word.DELETED), wrong=True)
            return
        await self._opened(self._edited)

    async def create(self) -> None:
        """Open the editor for a new event."""
        desk = self._desk
        now = desk.stage.now.astimezone(ZoneInfo(desk.seat.zone))
        start = default_start(now, self._first, DAYS)
        draft = new_draft(desk.stage.world, desk.seat.email, "", start, start + timedelta(hours=1))
        self._edited = edit_draft(draft, desk.seat.zone)
        await self._opened(self._edited)

    async def save(self) -> None:
        """Save what was edited."""
        desk, edited = self._desk, self._edited
        if edited is None:
            return
        edited.title = edited.title or desk.word(Word.NEW_EVENT)
        try:
            edited.save(desk.stage.world)
        except LookupError:
            desk.say(desk.word(Word.DELETED), wrong=True)
        else:
            desk.stage.seeded.drafts.pop(edited.event_id, None)
            desk.say(desk.word(Word.SAVED))
        await self.go_home()

    async def tell(self) -> None:
        """Tell the add-on of guests or a conference changed in the editor, before they are saved.

        hosts.md 1.8
        """
        desk, edited = self._desk, self._edited
        if edited is not None and desk.stage.deployment.event_update_url:
            await desk.calendar(
                lambda host: host.update_event(
                    conference=edited.conference, attendees=edited.attendees
                )
            )

    async def _opened(self, edited: Edited) -> None:
        self._draw()
        await self._desk.calendar(lambda host: host.open_event(edited.calendar_id, edited.event_id))

    async def _begin(self) -> None:
        self._edited = None
        self._first = first_day(self._desk.stage.now)
        await self.start()

    def _refresh(self, kinds: frozenset[str]) -> None:
        if "event" not in kinds:
            return
        edited = self._edited
        if edited is None:
            # A button that is drawn anew while it is pressed would not be heard.
            if self._boxes != self._find_boxes():
                self._draw_days()
                keep_focus(self._main)
        elif edited.saved is not None and self._editor is not None:
            desk, before = self._desk, edited.saved
            try:
                refresh(edited, desk.stage.world, desk.seat.email)
            except LookupError:
                desk.say(desk.word(Word.DELETED), wrong=True)
                background_tasks.create(self.go_home())
                return
            if edited.saved != before:
                self._editor.draw()
                keep_focus(self._main)

    def _find_boxes(self) -> list[Box]:
        stage, seat = self._desk.stage, self._desk.seat
        drafts = stage.seeded.drafts.values()
        return week_of(stage.world, seat.email, self._first, seat.zone, drafts)

    def _draw(self) -> None:
        redrawn = any(True for _ in self._main)
        self._main.clear()
        self._editor = None
        with self._main:
            if self._edited is None:
                self._draw_week()
            else:
                self._editor = EventEditor(
                    self._desk, self._edited, close=self.go_home, save=self.save, changed=self.tell
                )
            if redrawn:
                keep_focus(self._main)

    def _draw_week(self) -> None:
        word = self._desk.word
        # The buttons stay when the week is turned: a quick second click is heard, too.
        with ui.element("div").classes("wb-week-bar"):
            tonal_button(word(Word.CREATE), self.create, "add")
            icon_button("chevron_left", word(Word.PREVIOUS_WEEK), lambda: self._turn(-DAYS))
            icon_button("chevron_right", word(Word.NEXT_WEEK), lambda: self._turn(DAYS))
            self._month = ui.html("", sanitize=escape, tag="h2").classes("wb-h2")
            self._draw_legend()
        self._week = ui.element("div").classes("wb-week")
        self._draw_days()

    def _draw_days(self) -> None:
        desk = self._desk
        today = desk.stage.now.astimezone(ZoneInfo(desk.seat.zone)).date()
        boxes = self._boxes = self._find_boxes()
        hours = hours_of(boxes)
        language = desk.seat.locale
        last = self._first + timedelta(days=DAYS - 1)
        self._month.content = months(self._first, last, language)
        self._week.clear()
        with self._week:
            with ui.element("div").classes("wb-week-head"):
                ui.label(desk.seat.zone.rpartition("/")[2].replace("_", " ")).classes("wb-zone")
                for index in range(DAYS):
                    shown = self._first + timedelta(days=index)
                    marked = " wb-today" if shown == today else ""
                    with ui.element("div").classes(f"wb-day-head{marked}"):
                        ui.label(weekday(shown, language)).classes("wb-day-name")
                        ui.label(str(shown.day)).classes("wb-day-number")
                        for box in boxes:
                            if box.all_day and box.day == index:
                                self._draw_box(box, hours)
            with ui.element("div").classes("wb-week-body").style(f"--hours:{len(hours)}"):
                with ui.element("div").classes("wb-hours"):
                    for hour in hours:
                        ui.label(clock(time(hour % 24), language)).classes("wb-hour")
                for index in range(DAYS):
                    with ui.element("div").classes("wb-day"):
                        for box in boxes:
                            if not box.all_day and box.day == index:
                                self._draw_box(box, hours)

    def _draw_box(self, box: Box, hours: range) -> None:
        button = ui.element("button").props("type=button")
        button.classes(f"wb-event {self._kind(box)}")
        if box.draft:
            button.classes("wb-draft")
        if box.all_day:
            button.classes("wb-all-day")
        else:
            top = box.top - hours.start * 60
            lines = lines_in(box.height)
            if lines == 1:
                button.classes("wb-short wb-beside" if box.lanes > 1 else "wb-short")
            button.style(
                f"--top:{top};--height:{box.height};--lane:{box.lane};--lanes:{box.lanes};"
                f"--lines:{max(lines - 1, 1)}"
            )
        button.props["aria-label"] = spoken(box, self._first, self._desk.seat, self._owner(box))
        button.on("click", partial(self.open, box))
        with button:
            with ui.element("span").classes("wb-event-title"):
                if box.calendar_id != self._desk.seat.email:
                    ui.label(self._owner(box)[:1]).classes("wb-initial")
                for icon, shows in _marks(box):
                    if shows:
                        ui.icon(icon)
                ui.label(box.title or self._desk.word(Word.BUSY)).classes("wb-event-name")
            if not box.all_day:
                language = self._desk.seat.locale
                with ui.element("span").classes("wb-event-time"):
                    ui.label(clock(box.start, language))
                    ui.label(f"– {clock(box.end, language)}")

    def _kind(self, box: Box) -> str:
        """Which of the legend's colours an event has."""
        email = self._desk.seat.email
        if box.calendar_id != email:
            return DELEGATED
        return OWN if box.organizer == email else INVITED

    def _owner(self, box: Box) -> str:
        """The name of whose calendar an event is shown from."""
        return self._desk.stage.user(box.calendar_id).display_name

    def _draw_legend(self) -> None:
        """Say what the colours mean, and whose calendars these are."""
        desk = self._desk
        with ui.element("ul").classes("wb-legend"):
            _draw_meaning(OWN, desk.word(Word.MY_EVENTS))
            _draw_meaning(INVITED, desk.word(Word.INVITATIONS))
            for calendar in calendars_of(desk.stage.world, desk.seat.email):
                if calendar.id != desk.seat.email:
                    name = desk.stage.user(calendar.id).display_name
                    _draw_meaning(DELEGATED, desk.word(Word.CALENDAR_OF, name=name), name[:1])

    def _turn(self, days: int) -> None:
        self._first += timedelta(days=days)
        self._draw_days()


def hours_of(boxes: list[Box]) -> range:
    """The hours that are shown: a working day's, and those of every event."""
    timed = [box for box in boxes if not box.all_day]
    first = min((box.top // 60 for box in timed), default=HOURS.start)
    last = max((-(-(box.top + box.height) // 60) for box in timed), default=HOURS.stop)
    return range(min(first, HOURS.start), max(last, HOURS.stop))


def lines_in(minutes: int) -> int:
    """How many lines the box of an event has room for."""
    return max((minutes * HOUR_PIXELS // 60 - ROOM_AROUND) // LINE_PIXELS, 1)


def spoken(box: Box, first: date, seat: Seat, owner: str) -> str:
    """An event as a screen reader says it.

    Args:
        box: the event on one day.
        first: the first day of the week.
        seat: who looks.
        owner: the name of whose calendar it is shown from.
    """
    language = seat.locale
    parts = [
        box.title or Word.BUSY.of(language),
        day(first + timedelta(days=box.day), language),
        Word.ALL_DAY.of(language) if box.all_day else clocks(box.start, box.end, language),
        Word.ORGANIZED_BY.of(language, email=box.organizer),
        Word.WITH_MEETING.of(language, name=box.meeting) if box.meeting else "",
        Word.CALENDAR_OF.of(language, name=owner) if box.calendar_id != seat.email else "",
        Word.REPEATS.of(language) if box.recurring else "",
        Word.NOT_SAVED.of(language) if box.draft else "",
    ]
    return ", ".join(filter(None, parts))


def _draw_meaning(kind: str, words: str, initial: str = "") -> None:
    with ui.element("li").classes("wb-meaning"):
        ui.label(initial).classes(f"wb-colour {kind}")
        ui.label(words)


def _marks(box: Box) -> tuple[tuple[str, bool], ...]:
    return (
        ("repeat", box.recurring),
        ("videocam", box.meeting == "Google Meet"),
        ("link", box.meeting not in ("", "Google Meet")),
        ("headphones", box.focus),
        ("edit_note", box.draft),
    )
