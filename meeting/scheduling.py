"""Making an event that has its Meet."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from meeting.applying import results, since
from meeting.arranging import TRIES, Arranged, Arranger, Done, Order
from meeting.errors import (
    AlreadyScheduled,
    AlreadyThere,
    EventChanged,
    EventGone,
    EventKeepsChanging,
    LinksNotAllowed,
    MeetMissing,
    NotTheHost,
    OutcomeUnknown,
    Problem,
    Refused,
    SaveEventFirst,
    ScopesMissing,
    SettingsNotSet,
)
from meeting.looking import USUAL_UID, Situation, Spot
from meeting.minter import Minter
from meeting.model import PRIMARY, CalendarEvent, Draft, Notify, Space, Switches, Written
from meeting.policy import Locks, together
from meeting.ports import Calendar
from meeting.states import Cancelled, NotSaved
from meeting.telling import Teller

LONGEST_TITLE = 1024
MOST_GUESTS = 200
ADDRESS = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\"]+\.[^@\s,;<>()\".]+")
SEPARATORS = re.compile(r"[,;\n]+")
NAMED = re.compile(r"[^<>]*<([^<>]*)>")
EVENT_ID = re.compile(r"[0-9a-v]{5,64}")
"""What Calendar takes for an id that a client makes (google-apis.md 4.4)."""


def split_addresses(written: str) -> tuple[list[str], list[str]]:
    """The addresses in a line that somebody typed, and each entry that holds something else.

    Entries are apart by commas or semicolons. One may hold several addresses with blanks between,
    or stand as `Name <address>`.
    """
    addresses: list[str] = []
    unreadable: list[str] = []
    for entry in SEPARATORS.split(written):
        named = NAMED.fullmatch(entry.strip())
        parts = [named[1].strip()] if named else entry.split()
        if all(map(ADDRESS.fullmatch, parts)):
            addresses.extend(parts)
        else:
            unreadable.append(" ".join(entry.split()))
    return addresses, unreadable


class Scheduler:
    """Makes events with their Meet as one caller, on their own calendar.

    Args:
        locks_of: tells what the organization has decided for an event's Meet.
    """

    def __init__(
        self,
        calendar: Calendar,
        minter: Minter,
        arranger: Arranger,
        teller: Teller,
        locks_of: Callable[[CalendarEvent], Locks],
    ) -> None:
        self._calendar = calendar
        self._minter = minter
        self._arranger = arranger
        self._teller = teller
        self._locks_of = locks_of

    def schedule(self, draft: Draft) -> Arranged:
        """Make the space, then the event with its link: the guests' one mail is the invitation.

        An event that an earlier press of the same dialog made is continued. Others' edits of it
        stay: only what the caller typed otherwise since then is written.

        Raises:
            AlreadyScheduled: it was made otherwise, and its guests have been told.
            EventGone: it was made, and has been deleted since.
            MeetMissing: the event was made and could not be corrected or given its Meet.
            SettingsNotSet: it has its Meet, but not as wanted.
            ScopesMissing: at whatever step.
            Problem: nothing was made; see `meeting.errors`.
        """
        there = self._made_before(draft)
        if there is not None:
            return self._go_on(draft, there)
        lasting_id = f"{draft.id}{USUAL_UID}"
        drafted = self._locks_of(_drafted(draft))
        order = _order(draft).locked(drafted)
        minted = self._minter.mint(PRIMARY, lasting_id, order.wanted)
        try:
            event = self._insert(draft, minted.space, order.wanted)
        except AlreadyThere:
            return self._go_on(draft, self._surely(draft))
        except LinksNotAllowed:
            self._minter.note_refusal(PRIMARY)
            raise
        if not event.has(minted.space):
            # Calendar drops conference data silently in some cases (google-apis.md 4.2).
            return self._with_meet(draft)
        self._minter.settle(lasting_id, minted)
        # Calendar may have made another title, or other guests, of what was typed.
        order = _order(draft).locked(together([drafted, self._locks_of(event)]))
        minted = self._minter.bring(minted, order.wanted)
        ruled = self._minter.rule(minted.space, draft.rules, beside=True)
        made = since(results(minted.space, order.wanted, minted.refused), ruled.space)
        nothing = _nothing_yet(draft)
        telling = self._teller.attached(
            nothing, nothing, event, minted.space, order.wanted, tell=draft.tell
        )
        notified = draft.notify if event.guests else Notify.NOBODY
        return Arranged(
            Done.CREATED,
            event,
            event,
            ruled.space,
            made,
            notified=notified,
            refused=minted.refused,
            rules=ruled.results,
            told=telling.told,
            locks=order.locks,
            overruled=order.overruled,
        )

    def _insert(self, draft: Draft, space: Space, wanted: Switches) -> CalendarEvent:
        line = self._teller.beside(_nothing_yet(draft), space, wanted, tell=draft.tell)
        return self._calendar.insert(draft, space, line or "")

    def _made_before(self, draft: Draft) -> CalendarEvent | None:
        if draft.earlier is None:
            return None
        try:
            return self._calendar.event(PRIMARY, draft.id)
        except SaveEventFirst:
            return None

    def _surely(self, draft: Draft) -> CalendarEvent:
        """The event, of which Calendar has just said something else than what was read before.

        That it knows no such event may pass, and is no reason to make another one.

        Raises:
            EventGone: it has been deleted.
            OutcomeUnknown: it cannot be read.
        """
        try:
            there = self._calendar.event(PRIMARY, draft.id)
        except EventGone:
            raise
        except Problem as problem:
            raise OutcomeUnknown from problem
        if there.cancelled:
            raise EventGone
        return there

    def _go_on(self, draft: Draft, there: CalendarEvent) -> Arranged:
        """Bring what an earlier press made to what is wanted now.

        As long as it has no Meet its guests have not been told of one, and it is still the
        caller's to correct. If somebody changes it in between, it is read and judged again.
        """
        for _ in range(TRIES):
            if there.cancelled:
                raise EventGone
            fields, guests = _typed_otherwise(draft, there)
            changed = bool(fields) or guests is not None
            if there.conference is not None:
                if changed:
                    raise AlreadyScheduled
                done = self._with_settings(draft)
                # The guests were told when it was made.
                told = draft.earlier.notify if draft.earlier else draft.notify
                return replace(done, notified=told)
            if not changed:
                return self._with_meet(draft)
            with self._event_is_there(draft, as_typed=False):
                amended = self._amend(draft, there, fields, guests)
            if amended:
                return self._with_meet_as_amended(draft)
            there = self._surely(draft)
        raise MeetMissing(EventKeepsChanging(), as_typed=False)

    def _with_meet_as_amended(self, draft: Draft) -> Arranged:
        try:
            return self._with_meet(draft)
        except AlreadyScheduled as overtaken:
            # Another call came between the two writes: the event is as typed just now, not before.
            raise MeetMissing(OutcomeUnknown()) from overtaken

    def _with_settings(self, draft: Draft) -> Arranged:
        """The event, which has its Meet, with that set as wanted.

        If somebody takes the Meet off meanwhile, another one is announced as was chosen.

        Raises:
            SettingsNotSet: Meet denies that it is the caller's, which it has just shown it to be.
            AlreadyScheduled: somebody changed the event meanwhile; see `_arranged`.
        """
        order = _order(draft)
        try:
            return _arranged(self._arranger.create(_spot(draft), order))
        except NotTheHost as denied:
            raise SettingsNotSet from denied

    def _amend(
        self,
        draft: Draft,
        there: CalendarEvent,
        fields: Collection[str],
        guests: Collection[str] | None,
    ) -> bool:
        """Write what was typed otherwise, and look where the answer to that was lost.

        What is found written is others' to change from then on, and not written by the next press.

        Returns:
            Whether it is written: not if somebody changed the event first.

        Raises as `Calendar.amend`, but for that.
        """
        try:
            self._calendar.amend(there, *_timed(draft, there, fields), guests)
        except (EventChanged, OutcomeUnknown) as problem:
            lost = problem.maybe_done or isinstance(problem, OutcomeUnknown)
            if lost and not self._stands_as_typed(draft):
                raise OutcomeUnknown from problem
            return lost
        return True

    def _stands_as_typed(self, draft: Draft) -> bool:
        try:
            there = self._calendar.event(PRIMARY, draft.id)
            return _typed_otherwise(draft, there) == ([], None)
        except Problem:
            return False

    def _with_meet(self, draft: Draft) -> Arranged:
        """The event, which is there, with its Meet."""
        order = _order(draft)
        with self._event_is_there(draft):
            done = self._arranger.create(_spot(draft), order)
            if isinstance(done, Situation) and isinstance(done.state, NotSaved):
                raise SaveEventFirst
        return _arranged(done)

    @contextmanager
    def _event_is_there(self, draft: Draft, *, as_typed: bool = True) -> Iterator[None]:
        """Do what an event, which is there, still lacks.

        Args:
            as_typed: it stands as it was typed, but for its Meet.

        Raises:
            EventGone: it has been deleted.
            ScopesMissing: a permission is.
            SettingsNotSet: it has its Meet, but not as wanted.
            MeetMissing: it has no Meet.
        """
        try:
            yield
        except ScopesMissing as missing:
            missing.event_is_there = True
            raise
        except SettingsNotSet:
            raise
        except (EventGone, SaveEventFirst) as gone:
            try:
                self._surely(draft)
            except OutcomeUnknown as unknown:
                raise MeetMissing(unknown, as_typed=as_typed) from gone
            raise MeetMissing(Refused(404), as_typed=as_typed) from gone
        except Problem as problem:
            raise MeetMissing(problem, as_typed=as_typed) from problem


def _order(draft: Draft) -> Order:
    return Order(wanted=draft.wanted, notify=draft.notify, rules=draft.rules, tell=draft.tell)


def _spot(draft: Draft) -> Spot:
    return Spot(PRIMARY, draft.id)


def _drafted(draft: Draft) -> CalendarEvent:
    """The event as it is to be, as far as the organization's rules ask for it."""
    return CalendarEvent(
        PRIMARY,
        draft.id,
        title=draft.title,
        organizer_is_here=True,
        guests=len(draft.guests),
        invited=frozenset(_addresses(draft)),
    )


def _nothing_yet(draft: Draft) -> CalendarEvent:
    """The event before anything is written into it."""
    return CalendarEvent(PRIMARY, draft.id)


def _arranged(done: Arranged | Situation) -> Arranged:
    """What was done to an event that is there.

    Raises:
        EventGone: somebody deleted it meanwhile.
        OutcomeUnknown: Calendar says that it knows no such event, which may pass.
        AlreadyScheduled: somebody changed it meanwhile.
    """
    if isinstance(done, Arranged):
        return done
    if isinstance(done.state, Cancelled):
        raise EventGone
    raise OutcomeUnknown if isinstance(done.state, NotSaved) else AlreadyScheduled


def written(draft: Draft) -> Written:
    """What a press writes, to be compared with what the next one wants."""
    return Written(
        {
            "title": _digest(draft.title),
            "start": _digest(draft.start.timestamp()),
            "length": _digest(_seconds(draft.start, draft.end)),
        },
        frozenset(map(_digest, _addresses(draft))),
        draft.notify,
    )


def _typed_otherwise(draft: Draft, there: CalendarEvent) -> tuple[list[str], frozenset[str] | None]:
    """Which members were typed otherwise than before, and who is invited with the new guests.

    Whom others invited stays invited; who was typed before and is not now, is not.

    Raises:
        AlreadyScheduled: that cannot be told, and the event is another one than was drafted.
    """
    now, earlier = written(draft), draft.earlier
    if earlier is None:
        if not describes(there, draft):
            raise AlreadyScheduled
        return [], None
    anew = {name for name, digest in now.fields.items() if earlier.fields.get(name) != digest}
    if "start" in anew:
        # A start that was typed brings its length along.
        anew.add("length")
    fields = sorted(anew - _there_already(there, draft))
    if now.guests == earlier.guests:
        return fields, None
    dropped = earlier.guests - now.guests
    kept = {address for address in there.invited if _digest(address) not in dropped}
    added = {each for each in _addresses(draft) if _digest(each) not in earlier.guests}
    guests = frozenset(kept | added)
    return fields, None if guests == there.invited else guests


def _there_already(there: CalendarEvent, draft: Draft) -> set[str]:
    """Which members of the event are as drafted: an earlier press may have outlasted its answer."""
    when = there.when
    same = {
        "title": there.title == draft.title,
        "start": when is not None and when.start == draft.start,
        "length": _lasts(there) == _seconds(draft.start, draft.end),
    }
    return {name for name, is_same in same.items() if is_same}


def _timed(
    draft: Draft, there: CalendarEvent, fields: Collection[str]
) -> tuple[Draft, frozenset[str]]:
    """The draft with the times to be written, and what of it is.

    Another length counts from where the event begins now, if it still begins at a time; a start
    that was typed brings its length along.
    """
    begins = there.when.start if there.when else None
    if not {"start", "length"} & set(fields):
        return draft, frozenset(fields)
    if "start" in fields or not isinstance(begins, datetime):
        return draft, frozenset(fields) - {"length"} | {"start", "end"}
    length = timedelta(seconds=_seconds(draft.start, draft.end))
    end = (begins.astimezone(UTC) + length).astimezone(draft.end.tzinfo)
    return replace(draft, end=end), frozenset(fields) - {"length"} | {"end"}


def _lasts(event: CalendarEvent) -> float | None:
    """For how many seconds; `None` of days."""
    start, end = (event.when.start, event.when.end) if event.when else (None, None)
    if isinstance(start, datetime) and isinstance(end, datetime):
        return _seconds(start, end)
    return None


def _seconds(start: datetime, end: datetime) -> float:
    """How many pass between them, also when clocks change."""
    return end.timestamp() - start.timestamp()


def _addresses(draft: Draft) -> list[str]:
    return [address.casefold() for address in draft.guests]


def _digest(value: object) -> str:
    return hashlib.sha256(str(value).encode()).hexdigest()[:20]


def describes(event: CalendarEvent, draft: Draft) -> bool:
    """Whether an event is as drafted, but for its Meet."""
    when = event.when
    return (
        when is not None
        and (event.title, when.start, when.end) == (draft.title, draft.start, draft.end)
        and event.invited == {*_addresses(draft)}
    )
