"""The meetings to come that are the caller's to set up, as far as a glance takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, wait
from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import islice

from meeting.errors import Problem
from meeting.model import (
    Access,
    Artifact,
    CalendarEvent,
    ConferenceKind,
    EventKind,
    Space,
    Switches,
)
from meeting.policy import Locks
from meeting.ports import Calendar, Meet
from meeting.states import HostedByCaller, NoConference, State, judge
from meeting.values import dataclass

MOST_LISTED = 20
MOST_PAGES = 4


class Span(StrEnum):
    """Until when meetings are listed."""

    NEXT_DAY = "next day"
    THIS_WEEK = "this week"
    NEXT_WEEK = "next week"


@dataclass(frozen=True)
class Week:
    """When a week begins and when people do not work, as days from Monday, which is 0."""

    first: int = 0
    weekend: frozenset[int] = frozenset({5, 6})


def end_of(span: Span, now: datetime, week: Week) -> datetime:
    """The midnight at which a span that begins now ends, in the zone of `now`.

    The next day is the next one on which people work.
    """
    if span is Span.NEXT_DAY:
        day = now.date() + timedelta(days=1)
        while day.weekday() in week.weekend and len(week.weekend) < 7:
            day += timedelta(days=1)
        return _midnight_after(day - now.date(), now)
    left = (week.first - now.weekday() - 1) % 7
    weeks = 1 if span is Span.NEXT_WEEK else 0
    return _midnight_after(timedelta(days=left + 7 * weeks), now)


def _midnight_after(days: timedelta, now: datetime) -> datetime:
    return datetime.combine(now.date() + days + timedelta(days=1), time(), now.tzinfo)


@dataclass(frozen=True)
class Coming:
    """A meeting to come; a series is one, and stands as its next event.

    Attributes:
        state: `None` where its Meet could not be read.
    """

    event: CalendarEvent
    state: State | None

    @property
    def free(self) -> bool:
        """Whether it has no conference."""
        return isinstance(self.state, NoConference)

    @property
    def on(self) -> Switches:
        """What its Meet makes, where that is the caller's to set."""
        return self.state.space.switches if isinstance(self.state, HostedByCaller) else Switches()

    def lacks(self, wanted: Switches, locks: Locks) -> bool:
        """Whether it does not have something that is wanted, or has what is decided to be off.

        What it has besides, its host chose for it. Where a call's link is written in location or
        description, people meet there.
        """
        if isinstance(self.state, HostedByCaller):
            return any(
                locks.decided.get(each) is False if self.on[each] else wanted[each]
                for each in Artifact
            )
        return isinstance(self.state, NoConference) and self.event.call_in_text is None

    def is_as(self, wanted: Switches) -> bool:
        """Whether setting it up would change nothing of what its Meet makes."""
        return (
            isinstance(self.state, HostedByCaller) and self.state.space.config == wanted.as_config()
        )


@dataclass(frozen=True)
class Agenda:
    """The meetings to come.

    Attributes:
        further: how many come before those that are not listed; 0 where that are all.
    """

    meetings: tuple[Coming, ...]
    further: int = 0


class Foresight:
    """Looks ahead as one caller.

    Args:
        pool: runs the reads that need not wait for one another.
    """

    def __init__(self, calendar: Calendar, meet: Meet, pool: Executor) -> None:
        self._calendar = calendar
        self._meet = meet
        self._pool = pool

    def look(self, start: datetime, end: datetime, skip: int = 0) -> Agenda:
        """List the caller's own meetings with guests between two moments, some of them.

        One round for the events, and one for all their Meets.

        Args:
            skip: how many of them were listed before.

        Raises:
            Problem: the events could not be read.
        """
        meetings = _first_of_each(self._events(start, end), start)
        found = list(islice(meetings, skip, skip + MOST_LISTED + 1))
        listed, further = found[:MOST_LISTED], skip + MOST_LISTED
        spaces = {
            event.id: self._pool.submit(self._meet.space, event.conference.code)
            for event in listed
            if event.conference is not None
            and event.conference.kind is ConferenceKind.MEET
            and event.conference.code
        }
        wait(spaces.values())
        return Agenda(
            tuple(_coming(event, spaces.get(event.id)) for event in listed),
            further if len(found) > len(listed) else 0,
        )

    def _events(self, start: datetime, end: datetime) -> Iterator[CalendarEvent]:
        page = ""
        for _ in range(MOST_PAGES):
            found, page = self._calendar.agenda(start, end, page)
            yield from found
            if not page:
                return


def _first_of_each(events: Iterable[CalendarEvent], now: datetime) -> Iterator[CalendarEvent]:
    """The caller's own meetings with guests, of each series the first."""
    seen: set[str] = set()
    for event in events:
        own = event.organizer_is_caller and event.guests > 0
        ordinary = event.kind is EventKind.DEFAULT and not event.cancelled and not event.locked
        series = event.series_id or event.id
        if own and ordinary and not event.over(now) and series not in seen:
            seen.add(series)
            yield event


def _coming(event: CalendarEvent, job: Future[Space | None] | None) -> Coming:
    try:
        space = job.result() if job else None
    except Problem:
        return Coming(event, None)
    return Coming(event, judge(event, space, Access.WRITE))
