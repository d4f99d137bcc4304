"""What Meet keeps of calls: the calls themselves, their files, and who was there. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum

from meeting.model import Artifact, CalendarEvent
from meeting.values import dataclass

LISTED_FOR = timedelta(days=30)
"""So long after its end Meet lists a call (google-apis.md 2.8)."""
HALF_A_DAY = timedelta(hours=12)


@dataclass(frozen=True)
class Call:
    """A call that took place in a space, or takes place: Meet's conference record.

    Attributes:
        name: the canonical `conferenceRecords/{id}`.
        space: the canonical name of its space.
        end: `None` while it is running.
    """

    name: str
    space: str
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True)
class Calls:
    """Calls of a list, newest first.

    Attributes:
        next_page: what asks for those that follow, or empty where there are none.
    """

    found: tuple[Call, ...] = ()
    next_page: str = ""


class Progress(Enum):
    """How far a file is (google-apis.md 2.8)."""

    RUNNING = "running"
    PREPARING = "preparing"
    READY = "ready"


@dataclass(frozen=True)
class Record:
    """A recording, a transcript or notes.

    Attributes:
        link: where the file opens; empty until it is there.
    """

    artifact: Artifact
    progress: Progress
    start: datetime | None = None
    end: datetime | None = None
    link: str = ""

    @property
    def length(self) -> timedelta | None:
        """How long it is, once that is known."""
        return self.end - self.start if self.start and self.end else None


@dataclass(frozen=True)
class Kept:
    """A call and what there is of it.

    Attributes:
        hidden: what Meet does not show the caller.
        unread: what could not be found out.
    """

    call: Call
    records: tuple[Record, ...] = ()
    hidden: frozenset[Artifact] = frozenset()
    unread: frozenset[Artifact] = frozenset()


class Entrance(Enum):
    """How somebody came into a call."""

    ACCOUNT = "account"
    ANONYMOUS = "anonymous"
    PHONE = "phone"


@dataclass(frozen=True)
class Attendee:
    """Somebody who was in a call, or still is.

    Attributes:
        name: Meet's name for them in this call.
        label: what they are called there: a name, or a number with most of it left out.
        last: when they left for the last time; `None` while they are there.
    """

    name: str
    label: str
    entrance: Entrance
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True)
class Stay:
    """One time that somebody was in a call, on one device; `end` is `None` while they are."""

    start: datetime
    end: datetime | None


@dataclass(frozen=True)
class Attendance:
    """Somebody and how long they were there in total; `None` where that is not known."""

    attendee: Attendee
    total: timedelta | None


def total(stays: Iterable[Stay], until: datetime) -> timedelta:
    """How long somebody was there, on however many devices at once.

    Args:
        until: when a stay ends that has not ended.
    """
    found = timedelta()
    reached = datetime.min.replace(tzinfo=until.tzinfo)
    for stay in sorted(stays, key=lambda each: each.start):
        end = stay.end or until
        found += max(end - max(stay.start, reached), timedelta())
        reached = max(reached, end)
    return found


def span_of(event: CalendarEvent, now: datetime) -> tuple[datetime, datetime] | None:
    """From when until when an event is, in whatever time zone; `None` where that is not known."""
    if event.when is None:
        return None
    start, end = event.when.start, event.when.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        # A day begins and ends at another moment in each time zone.
        first, last = (datetime(each.year, each.month, each.day) for each in (start, end))  # noqa: DTZ001  # zone follows
        start = first.replace(tzinfo=now.tzinfo) - HALF_A_DAY
        end = last.replace(tzinfo=now.tzinfo) + HALF_A_DAY
    return start, end


def calls_of(event: CalendarEvent, calls: Iterable[Call], now: datetime) -> list[Call]:
    """An event's own calls among those of its space.

    An occurrence shares its space with its series: its own are those that overlap its time.
    """
    span = span_of(event, now)
    if not event.series_id or span is None:
        return list(calls)
    start, end = span
    return [call for call in calls if call.start < end and (call.end or now) > start]


@dataclass(frozen=True)
class Planned:
    """An event with a Meet, as far as it tells what a call was about."""

    code: str
    title: str
    start: datetime


def may_have_been_held(event: CalendarEvent, calls: Iterable[Call], now: datetime) -> bool:
    """Whether one of a space's calls may have been this event's, held early or late.

    When the next event of a series is its occurrence does not tell, so any later call may be.
    """
    span = span_of(event, now)
    return span is None or any((call.end or now) > span[0] - HALF_A_DAY for call in calls)


def title_of(call: Call, code: str, planned: Iterable[Planned]) -> str:
    """What a call was about: the title of the event with its meeting code nearest to it in time."""
    named = [each for each in planned if each.code == code]
    nearest = min(named, key=lambda each: abs(each.start - call.start), default=None)
    return nearest.title if nearest else ""
