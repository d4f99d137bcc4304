"""Finding out how an opened event stands, in as few rounds to Google as can be."""

from __future__ import annotations

from concurrent.futures import Executor, Future, wait
from dataclasses import dataclass
from typing import Any

from addon.meeting.errors import AskOrganizer, OutOfReach, Refused, SaveEventFirst, ScopesMissing
from addon.meeting.model import Access, CalendarEvent, ConferenceKind, Space
from addon.meeting.ports import Calendar, Meet
from addon.meeting.states import NotSaved, State, judge


@dataclass(frozen=True)
class Spot:
    """Which event is open, and what its host says of it before Calendar is asked.

    Attributes:
        code: the meeting code that the host shows, or empty. Only a hint: it lets the space be
            read in the same round as the event.
        series_id: the recurring event that this is an occurrence of, or empty; likewise a hint.
    """

    calendar_id: str
    event_id: str
    code: str = ""
    series_id: str = ""


@dataclass(frozen=True)
class Situation:
    """An event and what is true of it.

    Attributes:
        event: as Calendar has it; `None` while it is not saved.
        series: the recurring event behind an occurrence, where the caller may read it.
        access: what the caller may do on the event's calendar.
        own: the caller is the event's organizer.
    """

    state: State
    event: CalendarEvent | None = None
    series: CalendarEvent | None = None
    access: Access = Access.WRITE
    own: bool = False

    @property
    def shares_series(self) -> bool:
        """Whether the occurrence has the conference of its series (or lacks one as it does)."""
        if self.event is None or self.series is None:
            return False
        return _fingerprint(self.event) == _fingerprint(self.series)


def _fingerprint(event: CalendarEvent) -> str:
    return event.conference.fingerprint if event.conference else ""


class Observer:
    """Looks at events as one caller.

    Args:
        email: the caller's address, which is also the id of their primary calendar.
        pool: runs the reads that need not wait for one another.
    """

    def __init__(self, calendar: Calendar, meet: Meet, email: str, pool: Executor) -> None:
        self._calendar = calendar
        self._meet = meet
        self._email = email
        self._pool = pool

    def owns(self, calendar_id: str) -> bool:
        """Whether this is the caller's primary calendar."""
        return calendar_id.casefold() in {self._email.casefold(), "primary"}

    def look(self, spot: Spot) -> Situation:
        """Read an event, its series and its space, and judge.

        One round when the host's hints hold; a second one for what only the event tells.

        Raises:
            OutOfReach: Calendar tells neither the event nor the caller's role on its calendar.
            Problem: something else could not be read.
        """
        foreign = not self.owns(spot.calendar_id)
        space = self._pool.submit(self._meet.space, spot.code) if spot.code else None
        series = self._read_series(spot.calendar_id, spot.series_id) if spot.series_id else None
        role = self._pool.submit(self._calendar.access, spot.calendar_id) if foreign else None
        try:
            event = self._calendar.event(spot.calendar_id, spot.event_id)
        except SaveEventFirst:
            return Situation(NotSaved(), access=role.result() if role else Access.WRITE)
        except (AskOrganizer, ScopesMissing, Refused) as refusal:
            if role is not None and role.result() is Access.UNKNOWN:
                raise OutOfReach from refusal
            raise
        finally:
            ahead: list[Future[Any]] = [job for job in (space, series, role) if job is not None]
            wait(ahead)
        if event.series_id and event.series_id != spot.series_id:
            series = self._read_series(event.calendar_id, event.series_id)
        access = role.result() if role is not None else Access.WRITE
        try:
            found = self._space_of(event, spot.code, space)
        finally:
            wait([series] if series is not None else [])
        return Situation(
            judge(event, found, access),
            event,
            series.result() if series is not None else None,
            access,
            event.organizer.email.casefold() == self._email.casefold(),
        )

    def _space_of(
        self, event: CalendarEvent, code: str, ahead: Future[Space | None] | None
    ) -> Space | None:
        conference = event.conference
        if conference is None or conference.kind is not ConferenceKind.MEET or not conference.code:
            return None
        if ahead is not None and conference.code == code:
            return ahead.result()
        return self._meet.space(conference.code)

    def _read_series(self, calendar_id: str, series_id: str) -> Future[CalendarEvent | None]:
        def read() -> CalendarEvent | None:
            try:
                return self._calendar.event(calendar_id, series_id)
            except (SaveEventFirst, AskOrganizer, Refused):
                # A guest of one occurrence may not see the series; it then stands alone.
                return None

        return self._pool.submit(read)
