"""Finding out how an opened event stands, in as few rounds to Google as can be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, Future, wait
from datetime import UTC, datetime
from typing import Any

from meeting.errors import (
    AskOrganizer,
    EventGone,
    OutOfReach,
    Problem,
    Refused,
    SaveEventFirst,
    ScopesMissing,
    TryAgain,
)
from meeting.model import (
    PRIMARY,
    SECONDARY_CALENDAR,
    Access,
    Apart,
    CalendarEvent,
    Conference,
    ConferenceKind,
    Space,
)
from meeting.outside import may_have_outside_guests, outside_guests
from meeting.policy import NO_LOCKS, NO_POLICY, Locks, Policy, together
from meeting.ports import Calendar, Meet
from meeting.states import (
    Cancelled,
    HostedByCaller,
    NoConference,
    NotSaved,
    PublicCalendar,
    State,
    judge,
    obstacle_to,
)
from meeting.values import dataclass

PUBLIC_CALENDAR = "@group.v.calendar.google.com"
"""How the ids of calendars end that Google fills: birthdays, holidays (hosts.md 12.5)."""
NOBODYS_CALENDAR = ".calendar.google.com"
"""How the ids of calendars end that are nobody's primary one, those of rooms too."""
CONTACTS = "#contacts@"
USUAL_UID = "@google.com"
"""What follows an event's id in its uid if it was made in Calendar."""


@dataclass(frozen=True)
class Spot:
    """Which event is open, and what its host says of it before Calendar is asked.

    Attributes:
        conference: what the host shows as the event's conference, saved or not; `None` where it
            shows none or may not say. Its code lets the space be read in the same round as the
            event.
        series_id: the recurring event that this is an occurrence of, or empty; only a hint.
        organizer: the organizer's address, or empty.
        settable: a conference may be put there, as far as is shown.
    """

    calendar_id: str
    event_id: str
    conference: Conference | None = None
    series_id: str = ""
    organizer: str = ""
    settable: bool = False

    @property
    def code(self) -> str:
        """The meeting code that the host shows, or empty."""
        return self.conference.code if self.conference else ""

    def differs_from(self, event: CalendarEvent) -> bool:
        """Whether the host shows a conference that Calendar does not have on the event.

        It was then put there in an editor and is not saved yet, or it has been taken away since.
        """
        shown, saved = self.conference, event.conference
        if shown is None or ConferenceKind.PENDING in {shown.kind, saved.kind if saved else None}:
            return False
        return saved is None or shown.fingerprint != saved.fingerprint


@dataclass(frozen=True)
class Situation:
    """An event and what is true of it.

    Attributes:
        event: as Calendar has it; `None` while it is not saved.
        series: the recurring event behind an occurrence, where the caller may read it.
        apart: the coming occurrences with a conference other than the series'; `None` where that
            could not be found out.
        access: what the caller may do on the event's calendar.
        own: the caller is the event's organizer.
        over: it has ended.
        near: its call may be joined: it is about to start or under way.
        edited: the host shows another conference than Calendar has.
        space: what Meet shows the caller of the event's Meet, if anything.
        locks: what the organization has decided for the event; where that is a series itself, for
            its events that have its Meet, too.
        series_locks: the same for the series behind an occurrence.
        outside: the other guests outside the organizer's organization, as far as Calendar tells.
        may_be_outside: there may be some; `series_may_be_outside`: in its series.
    """

    state: State
    event: CalendarEvent | None = None
    series: CalendarEvent | None = None
    apart: tuple[Apart, ...] | None = ()
    access: Access = Access.WRITE
    own: bool = False
    over: bool = False
    near: bool = False
    edited: bool = False
    space: Space | None = None
    locks: Locks = NO_LOCKS
    series_locks: Locks = NO_LOCKS
    outside: tuple[str, ...] = ()
    may_be_outside: bool = False
    series_may_be_outside: bool = False

    def locks_for(self, *, series: bool) -> Locks:
        """What the organization has decided for the Meet of the event.

        Args:
            series: it is, or is to be, that of the series, too.
        """
        return together([self.locks, self.series_locks]) if series else self.locks

    def reaches_outside(self, *, series: bool) -> bool:
        """Whether the Meet of the event may be for guests outside the organizer's organization.

        Args:
            series: as for `locks_for`.
        """
        return self.may_be_outside or (series and self.series_may_be_outside)

    @property
    def another_organizer(self) -> str:
        """What the organizer is called, if it is a person other than the caller; else nothing."""
        if self.event is None or self.own or self.event.organizer.is_calendar:
            return ""
        return self.event.organizer.label

    @property
    def offers_organizer(self) -> bool:
        """Whether a Meet that Calendar makes here is the organizer's to host.

        So it is on the primary calendar of another person (google-apis.md 9.1).
        """
        event = self.event
        return (
            event is not None
            and isinstance(self.state, NoConference)
            and bool(self.another_organizer)
            and event.organizer_is_here
            and not event.calendar_id.casefold().endswith(NOBODYS_CALENDAR)
        )

    @property
    def likely_host(self) -> str:
        """What the host of a Meet that is not the caller's is most likely called, or nothing."""
        maker = self.event.maker if self.event else None
        return maker.email if maker and maker.hosts else self.another_organizer

    @property
    def fingerprint(self) -> str:
        """Tells the event's conference from the next one in its place; empty without one."""
        return _fingerprint(self.event)

    @property
    def code(self) -> str:
        """The meeting code of the event's Meet, or empty."""
        return self.event.conference.code if self.event and self.event.conference else ""

    @property
    def can_part(self) -> bool:
        """Whether the event can be given a Meet apart from its series', which the caller hosts.

        Of what is over nobody needs another.
        """
        state = self.state
        free = isinstance(state, HostedByCaller) and not state.obstacle
        return free and self.shares_series and not self.over

    @property
    def shares_series(self) -> bool:
        """Whether the occurrence has the conference of its series (or lacks one as it does)."""
        if self.event is None or self.series is None:
            return False
        return _fingerprint(self.event) == _fingerprint(self.series)

    @property
    def offers_series(self) -> bool:
        """Whether a Meet can be given to the whole series: it shares, and may be changed.

        A guest may be let change one occurrence, and the series' link then lies on a copy of
        theirs alone.
        """
        return (
            self.series is not None
            and self.shares_series
            and obstacle_to(self.series, self.access) is None
        )


def _fingerprint(event: CalendarEvent | None) -> str:
    return event.conference.fingerprint if event and event.conference else ""


def apart_from(entries: Iterable[CalendarEvent], fingerprint: str) -> tuple[Apart, ...]:
    """The coming occurrences among a series' entries whose conference is not that one."""
    found = [
        Apart(entry.id, entry.when, entry.conference)
        for entry in _coming(entries)
        if _fingerprint(entry) != fingerprint
    ]
    return tuple(sorted(found, key=lambda each: each.event_id))


def _coming(entries: Iterable[CalendarEvent]) -> Iterable[CalendarEvent]:
    now = datetime.now(UTC)
    return (
        entry
        for entry in entries
        if entry.series_id and not entry.cancelled and not entry.over(now)
    )


class Observer:
    """Looks at events as one caller.

    Args:
        email: the caller's address; usually, but not surely, the id of their primary calendar.
        pool: runs the reads that need not wait for one another.
        policy: what the organization has decided.
        known: tells an event of their primary calendar by its id, if it was read a moment ago;
            who looks at one again has it read again.
    """

    def __init__(
        self,
        calendar: Calendar,
        meet: Meet,
        email: str,
        pool: Executor,
        policy: Policy = NO_POLICY,
        *,
        known: Callable[[str], CalendarEvent | None] = lambda _: None,
    ) -> None:
        self._calendar = calendar
        self._meet = meet
        self._email = email
        self._pool = pool
        self._policy = policy
        self._known = known

    @property
    def locked(self) -> Locks:
        """What the organization has decided for every Meet."""
        return self._policy.locked

    @property
    def policy_decides(self) -> bool:
        """Whether the organization has decided anything for any Meet."""
        return self._policy.decides

    def locks_of(self, event: CalendarEvent) -> Locks:
        """What the organization has decided for an event's Meet."""
        return self._policy.locks_of(event, self._email)

    def may_be_outside(self, event: CalendarEvent) -> bool:
        """Whether guests of an event may be outside its organizer's organization."""
        return may_have_outside_guests(event, self._email)

    def outside_guests(self, event: CalendarEvent) -> tuple[str, ...]:
        """The guests outside its organizer's organization of whom the event tells."""
        return outside_guests(event, self._email)

    @property
    def email(self) -> str:
        """The caller's address."""
        return self._email

    def owns(self, calendar_id: str) -> bool:
        """Whether this is known to be the caller's primary calendar."""
        return calendar_id.casefold() in {self._email.casefold(), PRIMARY}

    def seems_free(self, spot: Spot) -> bool:
        """Whether a host shows an event that has no conference, and that may be given one.

        What hosts say of the latter needs another access than to read (hosts.md 1.6); of the
        caller's own event it goes without saying.
        """
        own = spot.organizer.casefold() == self._email.casefold() and self.owns(spot.calendar_id)
        return spot.conference is None and (spot.settable or own)

    def look(self, spot: Spot, told: Callable[[], Space | None] = lambda: None) -> Situation:
        """Read an event, its series and its space, and judge.

        One round when the host's hints hold; a second one for what only the event tells.

        Args:
            told: waits for what something else that is under way tells of the space that the host
                shows; where that is nothing, it is read.

        Raises:
            OutOfReach: Calendar tells neither the event nor the caller's role on its calendar.
            TryAgain: it is busy, also where only what its policy asks for could not be read.
            Problem: something else could not be read.
        """
        if spot.calendar_id.casefold().endswith(PUBLIC_CALENDAR):
            return Situation(PublicCalendar(CONTACTS in spot.calendar_id))
        foreign = not self.owns(spot.calendar_id)
        space = self._pool.submit(self._told_or_read, told, spot.code) if spot.code else None
        series = self._read_series(spot.calendar_id, spot.series_id) if spot.series_id else None
        role = self._pool.submit(self._calendar.access, spot.calendar_id) if foreign else None
        organizes = self._pool.submit(self._organizes, spot) if foreign else None
        try:
            event = self._event(spot)
        except SaveEventFirst:
            return Situation(NotSaved(), access=role.result() if role else Access.WRITE)
        except EventGone:
            return Situation(Cancelled())
        except (AskOrganizer, ScopesMissing, Refused) as refusal:
            if role is not None and role.result() is Access.UNKNOWN:
                raise OutOfReach from refusal
            raise
        finally:
            ahead = (space, role, organizes, *(series.jobs if series else ()))
            wait([job for job in ahead if job is not None])
        if event.series_id and event.series_id != spot.series_id:
            series = self._read_series(event.calendar_id, event.series_id)
        elif event.recurring:
            series = self._read_series(event.calendar_id, event.id, known=event)
        access = role.result() if role is not None else Access.WRITE
        try:
            found = self._space_of(event, spot.code, space)
        finally:
            wait(series.jobs if series else [])
        by_address = event.organizer.email.casefold() == self._email.casefold()
        now = datetime.now(UTC)
        master = series.event() if series else None
        behind = None if event.recurring else master
        entries = self._entries(series, master) if series and master else ()
        locks, shared = self.locks_of(event), self._locks_of_sharing(entries, master)
        return Situation(
            judge(event, found, access),
            event,
            behind,
            None if entries is None else apart_from(entries, _fingerprint(master)),
            access,
            by_address or (organizes.result() if organizes else event.organizer_is_caller),
            event.over(now),
            event.near(now),
            spot.differs_from(event),
            found,
            together([locks, shared]) if event.recurring else locks,
            together([self.locks_of(behind), shared]) if behind else NO_LOCKS,
            tuple(
                each
                for each in outside_guests(event, self._email)
                if each != self._email.casefold()
            ),
            self.may_be_outside(event),
            behind is not None and self.may_be_outside(behind),
        )

    def entries_apart(self, series: CalendarEvent, fingerprint: str) -> tuple[Apart, ...] | None:
        """The coming occurrences of a series with another conference; `None`: unknown."""
        try:
            return apart_from(self._calendar.entries(series.calendar_id, series.uid), fingerprint)
        except Problem:
            return None

    def _told_or_read(self, told: Callable[[], Space | None], code: str) -> Space | None:
        return told() or self._meet.space(code)

    def _event(self, spot: Spot) -> CalendarEvent:
        known = self._known(spot.event_id) if self.owns(spot.calendar_id) else None
        return known or self._calendar.event(spot.calendar_id, spot.event_id)

    def _organizes(self, spot: Spot) -> bool:
        """Whether the caller's own calendar has the event as one that they organize.

        It tells what addresses cannot: an organizer's may be an alias of the caller's. Secondary
        calendars organize their own events.
        """
        if spot.calendar_id.casefold().endswith(SECONDARY_CALENDAR):
            return False
        try:
            return self._calendar.event(PRIMARY, spot.event_id).organizer_is_caller
        except Problem:
            return False

    def _space_of(
        self, event: CalendarEvent, code: str, ahead: Future[Space | None] | None
    ) -> Space | None:
        conference = event.conference
        if conference is None or conference.kind is not ConferenceKind.MEET or not conference.code:
            return None
        if ahead is not None and conference.code == code:
            return ahead.result()
        return self._meet.space(conference.code)

    def _read_series(
        self, calendar_id: str, series_id: str, known: CalendarEvent | None = None
    ) -> _Series:
        """Read a series and its changed occurrences in one round.

        Those are asked for by the uid that Calendar gives to what is made in it; whether the
        series has that one, it tells itself.
        """

        def read() -> CalendarEvent | None:
            try:
                return known or self._calendar.event(calendar_id, series_id)
            except (SaveEventFirst, EventGone, AskOrganizer, Refused):
                # A guest of one occurrence may not see the series; it then stands alone.
                return None

        uid = known.uid if known else f"{series_id}{USUAL_UID}"
        entries = self._pool.submit(self._read_entries, calendar_id, uid)
        return _Series(self._pool.submit(read), entries, uid)

    def _read_entries(self, calendar_id: str, uid: str) -> Sequence[CalendarEvent] | None:
        """A series and its changed occurrences, with as much of them as the policy asks for.

        Returns:
            `None` if they cannot be known.

        Raises:
            TryAgain: they could not be read, and the policy asks for them.
        """
        judged = self._policy.asks_for_event
        try:
            return self._calendar.entries(calendar_id, uid, with_guests=judged)
        except TryAgain:
            if judged:
                raise
            return None
        except Problem:
            return None

    def _entries(self, read: _Series, series: CalendarEvent) -> Sequence[CalendarEvent] | None:
        if series.uid and series.uid != read.uid:
            # Imported from elsewhere: another round for the few events of that kind.
            return self._read_entries(series.calendar_id, series.uid)
        return read.entries()

    def _locks_of_sharing(
        self, entries: Sequence[CalendarEvent] | None, series: CalendarEvent | None
    ) -> Locks:
        """What is decided for the coming occurrences that were changed and have the series' Meet.

        Args:
            entries: `None` where they are not known: whatever may be decided is.
        """
        if not self._policy.asks_for_event:
            return NO_LOCKS
        if entries is None:
            return self._policy.locks_of_unknown()
        meet = _fingerprint(series)
        return together(
            self.locks_of(entry) for entry in _coming(entries) if _fingerprint(entry) == meet
        )


@dataclass(frozen=True)
class _Series:
    """A series and its entries on their way."""

    series_job: Future[CalendarEvent | None]
    entries_job: Future[Sequence[CalendarEvent] | None]
    uid: str

    @property
    def jobs(self) -> tuple[Future[Any], ...]:
        return (self.series_job, self.entries_job)

    def event(self) -> CalendarEvent | None:
        return self.series_job.result()

    def entries(self) -> Sequence[CalendarEvent] | None:
        return self.entries_job.result()
