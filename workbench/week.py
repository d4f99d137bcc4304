"""A week of somebody's events, laid out as Calendar lays it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from sandbox.google.calendar.calendars import Calendar
from sandbox.google.calendar.conference_data import video_uri
from sandbox.google.calendar.events import Entry, instant, parse_moment
from sandbox.google.world import World
from sandbox.hosts.wire import Json, member
from workbench.seed import Draft

DAYS = 7
DAY_MINUTES = 24 * 60
SHORTEST = 25
CANCELLED = "cancelled"


@dataclass(frozen=True)
class Box:
    """An event on one day of the week.

    Attributes:
        calendar_id: the calendar that it is shown from.
        event_id: the event, or the instance of a series.
        title: its title; empty where only its time may be seen.
        day: 0 for the first day of the week.
        start: its start in the zone of the week.
        end: its end.
        all_day: whether it has days and no times.
        organizer: the address of whoever organizes it.
        meeting: `Google Meet`, another vendor's name, or empty.
        recurring: whether it belongs to a series.
        focus: whether it is focus time.
        draft: whether it was never saved.
        lane: its place among events at the same time, 0 for the first.
        lanes: how many stand beside each other there.
    """

    calendar_id: str
    event_id: str
    title: str
    day: int
    start: datetime
    end: datetime
    all_day: bool
    organizer: str
    meeting: str = ""
    recurring: bool = False
    focus: bool = False
    draft: bool = False
    lane: int = 0
    lanes: int = 1

    @property
    def top(self) -> int:
        """Minutes after midnight."""
        return self.start.hour * 60 + self.start.minute

    @property
    def height(self) -> int:
        """Minutes, enough of them to be seen."""
        minutes = int((self.end - self.start) / timedelta(minutes=1))
        return max(min(minutes, DAY_MINUTES - self.top), SHORTEST)


def calendars_of(world: World, email: str) -> list[Calendar]:
    """The calendars that somebody sees: the own one first."""
    found = [calendar for calendar in world.calendar.calendars.values() if calendar.role_of(email)]
    return sorted(found, key=lambda calendar: calendar.id != email)


def week_of(
    world: World, email: str, first: date, zone: str, drafts: Iterable[Draft] = ()
) -> list[Box]:
    """What somebody sees of a week.

    Args:
        world: where the events are.
        email: who looks.
        first: the first day.
        zone: the zone in which days and times are shown.
        drafts: events that were never saved; those on somebody's own calendar are shown.
    """
    with world.transaction():
        found = [
            box
            for calendar in calendars_of(world, email)
            for event in _events(world, calendar, email, first, zone)
            for box in boxes(calendar.id, event, first, zone)
        ]
    for draft in drafts:
        if draft.calendar_id == email:
            found += draft_box(draft, first, zone)
    return laid_out(found)


def draft_box(draft: Draft, first: date, zone: str) -> Iterator[Box]:
    """An event that was never saved, where it is in this week."""
    start, end = (moment.astimezone(ZoneInfo(zone)) for moment in (draft.start, draft.end))
    day = (start.date() - first).days
    if 0 <= day < DAYS:
        yield Box(
            calendar_id=draft.calendar_id,
            event_id=draft.event_id,
            title=draft.title,
            day=day,
            start=start,
            end=end,
            all_day=False,
            organizer=draft.calendar_id,
            draft=True,
        )


def boxes(calendar_id: str, event: Json, first: date, zone: str) -> Iterator[Box]:
    """An event on each day of the week that it touches; a timed one on its first day only.

    Args:
        calendar_id: the calendar it is shown from.
        event: the event as `events.get` gives it.
        first: the first day of the week.
        zone: the zone of the week.
    """
    all_day = "date" in event["start"]
    own = ZoneInfo(zone)
    start = instant(event["start"], zone).astimezone(own)
    end = instant(event["end"], zone).astimezone(own)
    conference = event.get("conferenceData")
    solution = member(conference, "conferenceSolution") or {}
    box = Box(
        calendar_id=calendar_id,
        event_id=event["id"],
        title=event.get("summary", ""),
        day=0,
        start=start,
        end=end,
        all_day=all_day,
        organizer=(member(event, "organizer") or {}).get("email", calendar_id),
        meeting="Google Meet" if video_uri(conference) else solution.get("name", ""),
        recurring="recurringEventId" in event,
        focus=event.get("eventType") == "focusTime",
    )
    last = (end - timedelta(microseconds=1)).date() if all_day else start.date()
    for day in range(DAYS):
        if start.date() <= first + timedelta(days=day) <= last:
            yield replace(box, day=day)


def laid_out(found: list[Box]) -> list[Box]:
    """Boxes with lanes, so that those at the same time stand beside each other."""
    placed: list[Box] = []
    for day in range(DAYS):
        today = sorted(
            (box for box in found if box.day == day and not box.all_day),
            key=lambda box: (box.top, -box.height, box.title),
        )
        cluster: list[Box] = []
        until = 0
        for box in today:
            if cluster and box.top >= until:
                placed += _lanes(cluster)
                cluster = []
            cluster.append(box)
            until = max(until, box.top + box.height)
        placed += _lanes(cluster)
    return [box for box in found if box.all_day] + placed


def _lanes(cluster: list[Box]) -> list[Box]:
    ends: list[int] = []
    lanes = []
    for box in cluster:
        free = next((lane for lane, end in enumerate(ends) if end <= box.top), len(ends))
        ends[free : free + 1] = [box.top + box.height]
        lanes.append(free)
    pairs = zip(cluster, lanes, strict=True)
    return [replace(box, lane=lane, lanes=len(ends)) for box, lane in pairs]


def _events(world: World, calendar: Calendar, email: str, first: date, zone: str) -> Iterator[Json]:
    begin = instant({"date": first.isoformat()}, zone)
    end = instant({"date": (first + timedelta(days=DAYS)).isoformat()}, zone)
    for entry in world.calendar.entries(calendar.id):
        for shown in _instances(world, entry, end):
            event = world.calendar.event(calendar.id, shown.id, email)
            starts, ends = (instant(event[name], zone) for name in ("start", "end"))
            if event.get("status") != CANCELLED and starts < end and ends > begin:
                yield event


def _instances(world: World, entry: Entry, end: datetime) -> Iterator[Entry]:
    if not entry.event.fields.get("recurrence"):
        return iter((entry,))
    return takewhile(lambda shown: _start(shown) < end, world.calendar.instances(entry))


def _start(entry: Entry) -> datetime:
    moment = parse_moment(entry.fields()["originalStartTime"], entry.zone)
    if isinstance(moment, datetime):
        return moment
    return instant({"date": moment.isoformat()}, entry.zone)
