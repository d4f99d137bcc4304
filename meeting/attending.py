"""Who was in a call, from their first to their last minute, and how long in total."""

from __future__ import annotations

from concurrent.futures import Executor
from datetime import UTC, datetime

from meeting.errors import Problem
from meeting.parallel import each_at_once
from meeting.ports import Records
from meeting.records import Attendance, Attendee, Call, total
from meeting.values import dataclass

A_PAGE = 30
"""So many people stand on a card: each takes a request of its own."""
EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Attended:
    """A part of those who were in a call, in the order in which they came.

    Attributes:
        count: how many there were in all.
        page: which part it is, from 0.
    """

    call: Call
    people: tuple[Attendance, ...]
    count: int
    page: int

    @property
    def first(self) -> int:
        """The number of the first of them, from 1."""
        return self.page * A_PAGE + 1

    @property
    def last(self) -> int:
        """The number of the last of them."""
        return self.page * A_PAGE + len(self.people)


def attended(records: Records, pool: Executor, call: str, page: int) -> Attended:
    """Who was in a call.

    Args:
        call: its canonical name.
        page: which part, from 0.

    Raises:
        CallHidden: Meet does not show it to the caller.
        Problem: anything else.
    """
    job = pool.submit(records.call, call)
    try:
        everybody = sorted(records.attendees(call), key=_arrival)
    finally:
        held = job.exception()
    if held is not None:
        raise held
    about = job.result()
    part = everybody[page * A_PAGE : (page + 1) * A_PAGE]
    until = about.end or datetime.now(UTC)

    def presence(attendee: Attendee) -> Attendance:
        try:
            return Attendance(attendee, total(records.stays(attendee.name), until))
        except Problem:
            return Attendance(attendee, None)

    return Attended(about, tuple(each_at_once(pool, presence, part)), len(everybody), page)


def _arrival(attendee: Attendee) -> tuple[datetime, str]:
    return attendee.first or EARLIEST, attendee.label
