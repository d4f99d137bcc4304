"""Google Calendar: a week of events, the editor, and the add-on's sidebar beside them."""

from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from nicegui import background_tasks, ui

from sandbox.hosts.calendar.player import CalendarHost
from workbench.buttons import icon_button, keep_focus, tonal_button
from workbench.desk import Desk
from workbench.editing import Edited, default_start, edit, edit_draft, refresh
from workbench.event_editor import EventEditor
from workbench.seed import first_day, new_draft
from workbench.sidebar import Sidebar
from workbench.week import DAYS, Box, week_of

HOURS = range(8, 20)
LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OWN, OTHERS = "wb-own", "wb-others"
TITLE = "New event"


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
            desk.say("Somebody has deleted this event.", wrong=True)
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
        """Save what was edited; the add-on hears first of changed guests or conference."""
        desk, edited = self._desk, self._edited
        if edited is None:
            return
        edited.title = edited.title or TITLE
        changed = edited.guests_changed or edited.conference_changed
        if changed and desk.stage.deployment.event_update_url:
            await desk.calendar(
                lambda host: host.update_event(
                    conference=edited.conference, attendees=edited.attendees
                )
            )
        try:
            edited.save(desk.stage.world)
        except LookupError:
            desk.say("Somebody has deleted this event.", wrong=True)
        else:
            desk.stage.seeded.drafts.pop(edited.event_id, None)
            desk.say("Event saved")
        await self.go_home()

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
                desk.say("Somebody has deleted this event.", wrong=True)
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
                    self._desk, self._edited, close=self.go_home, save=self.save
                )
            if redrawn:
                keep_focus(self._main)

    def _draw_week(self) -> None:
        # The buttons stay when the week is turned: a quick second click is heard, too.
        with ui.element("div").classes("wb-week-bar"):
            tonal_button("Create", self.create, "add")
            icon_button("chevron_left", "Previous week", lambda: self._turn(-DAYS))
            icon_button("chevron_right", "Next week", lambda: self._turn(DAYS))
            self._month = ui.html("", sanitize=False, tag="h2").classes("wb-h2")
        self._week = ui.element("div").classes("wb-week")
        self._draw_days()

    def _draw_days(self) -> None:
        desk = self._desk
        today = desk.stage.now.astimezone(ZoneInfo(desk.seat.zone)).date()
        boxes = self._boxes = self._find_boxes()
        hours = hours_of(boxes)
        self._month.content = f"{self._first + timedelta(days=DAYS // 2):%B %Y}"
        self._week.clear()
        with self._week:
            with ui.element("div").classes("wb-week-head"):
                ui.label(desk.seat.zone.rpartition("/")[2].replace("_", " ")).classes("wb-zone")
                for index in range(DAYS):
                    day = self._first + timedelta(days=index)
                    marked = " wb-today" if day == today else ""
                    with ui.element("div").classes(f"wb-day-head{marked}"):
                        ui.label(f"{day:%a}").classes("wb-day-name")
                        ui.label(str(day.day)).classes("wb-day-number")
                        for box in boxes:
                            if box.all_day and box.day == index:
                                self._draw_box(box, hours)
            with ui.element("div").classes("wb-week-body").style(f"--hours:{len(hours)}"):
                with ui.element("div").classes("wb-hours"):
                    for hour in hours:
                        ui.label(f"{hour:02}:00").classes("wb-hour")
                for index in range(DAYS):
                    with ui.element("div").classes("wb-day"):
                        for box in boxes:
                            if not box.all_day and box.day == index:
                                self._draw_box(box, hours)

    def _draw_box(self, box: Box, hours: range) -> None:
        button = ui.element("button").props("type=button")
        button.classes(f"wb-event {OWN if box.organizer == self._desk.seat.email else OTHERS}")
        if box.draft:
            button.classes("wb-draft")
        if box.all_day:
            button.classes("wb-all-day")
        else:
            top = box.top - hours.start * 60
            button.style(f"--top:{top};--height:{box.height};--lane:{box.lane};--lanes:{box.lanes}")
        button.props["aria-label"] = spoken(box, self._first, self._desk.seat.email)
        button.on("click", partial(self.open, box))
        with button:
            with ui.element("span").classes("wb-event-title"):
                for icon, shows in _marks(box):
                    if shows:
                        ui.icon(icon)
                ui.label(box.title)
            if not box.all_day:
                ui.label(f"{box.start:%H:%M}–{box.end:%H:%M}").classes("wb-event-time")

    def _turn(self, days: int) -> None:
        self._first += timedelta(days=days)
        self._draw_days()


def hours_of(boxes: list[Box]) -> range:
    """The hours that are shown: a working day's, and those of every event."""
    timed = [box for box in boxes if not box.all_day]
    first = min((box.top // 60 for box in timed), default=HOURS.start)
    last = max((-(-(box.top + box.height) // 60) for box in timed), default=HOURS.stop)
    return range(min(first, HOURS.start), max(last, HOURS.stop))


def spoken(box: Box, first: date, email: str) -> str:
    """An event as a screen reader says it.

    Args:
        box: the event on one day.
        first: the first day of the week.
        email: who looks.
    """
    day = first + timedelta(days=box.day)
    when = "all day" if box.all_day else f"{_clock(box.start)} to {_clock(box.end)}"
    parts = [
        box.title,
        f"{LONG_DAYS[day.weekday()]} {day.day}",
        when,
        f"organized by {box.organizer}",
        f"with {box.meeting}" if box.meeting else "",
        f"on the calendar of {box.calendar_id}" if box.calendar_id != email else "",
        "repeats" if box.recurring else "",
        "not saved" if box.draft else "",
    ]
    return ", ".join(filter(None, parts))


def _marks(box: Box) -> tuple[tuple[str, bool], ...]:
    return (
        ("repeat", box.recurring),
        ("videocam", box.meeting == "Google Meet"),
        ("link", box.meeting not in ("", "Google Meet")),
        ("headphones", box.focus),
        ("edit_note", box.draft),
    )


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"
