"""What became of an event's Meet: a call that is running, and what there is of earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, wait
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any

from meeting.errors import CallHidden, Problem, ScopesMissing
from meeting.looking import Situation
from meeting.model import Artifact, CalendarEvent, ConferenceKind, Space
from meeting.parallel import each_at_once
from meeting.ports import Records
from meeting.records import (
    HALF_A_DAY,
    LISTED_FOR,
    Call,
    Calls,
    Kept,
    Progress,
    Record,
    calls_of,
    may_have_been_held,
    span_of,
)
from meeting.states import HostedByCaller
from meeting.values import dataclass

SHOWN = 2
"""So many calls stand on an event's card: with three lists for each, all are read in one round."""
LISTED = 100
EARLIER = 5
A_DAY = timedelta(days=1)
GOOD_FOR_NOTES = timedelta(minutes=15)
"""Notes are recommended for calls of at least this length (support.google.com/meet, 14754931)."""


class Seen(Enum):
    """Whether the calls of an event's Meet could be looked at."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    NEEDS_PERMISSION = "needs permission"
    FAILED = "failed"


@dataclass(frozen=True)
class Running:
    """A call that is running.

    Attributes:
        since: when it began, if that is known.
        present: how many are in it, if that is known.
        space: the space's canonical name where the caller, who hosts it, may end the call.
    """

    since: datetime | None = None
    present: int | None = None
    space: str = ""


@dataclass(frozen=True)
class Absent:
    """What Meet was to make of a call and is not there a day after.

    Attributes:
        begun: it was begun, and no file has come of it.
        short: the call was shorter than what notes are recommended for.
    """

    artifact: Artifact
    begun: bool
    short: bool


@dataclass(frozen=True)
class Recalled:
    """What became of an event's Meet.

    Attributes:
        kept: the newest of the event's own calls.
        before: there are more that began before this moment, of the event or of its series;
            `None` where there are none.
        absent: what was asked for and is not there.
        no_call: the event is over, and nobody came, for all that Meet lists.
        too_old: the event was so long ago that Meet no longer lists its calls.
        over: the event is over: what became of it matters more than its settings.
        space: the canonical name of the space that the calls were in, as far as it is known.
    """

    seen: Seen
    running: Running | None = None
    kept: tuple[Kept, ...] = ()
    before: datetime | None = None
    absent: tuple[Absent, ...] = ()
    no_call: bool = False
    too_old: bool = False
    over: bool = False
    space: str = ""


class Recaller:
    """Looks calls up as one caller.

    Args:
        pool: threads for what can be read at the same time.
        permitted: the caller has granted what it takes to list calls.
        wished_since: tells by meeting code what the caller set a Meet to make, each with when
            they did, as far as that is known.
    """

    def __init__(
        self,
        records: Records,
        pool: Executor,
        *,
        permitted: bool,
        wished_since: Callable[[str], Mapping[Artifact, datetime]] = lambda _: {},
    ) -> None:
        self._records = records
        self._pool = pool
        self._permitted = permitted
        self._wished_since = wished_since

    @contextmanager
    def listing(self, code: str) -> Iterator[Listing]:
        """The calls of a space, listed while the event is read.

        Args:
            code: the meeting code that the host shows, or empty.
        """
        job = self._pool.submit(self._calls, code) if code and self._permitted else None
        try:
            yield Listing(code, job)
        finally:
            wait([job] if job else [])

    def recall(self, situation: Situation, listing: Listing) -> Recalled | None:
        """What there is to show; `None` for an event without a Meet, or one that lies ahead."""
        event = situation.event
        conference = event.conference if event else None
        if event is None or event.cancelled or conference is None:
            return None
        if conference.kind is not ConferenceKind.MEET or not conference.code:
            return None
        now = datetime.now(UTC)
        seen, calls = self._listed(conference.code, listing)
        own = calls_of(event, calls.found, now)
        shown = own[:SHOWN]
        running, kept = self._look_closer(situation, calls.found, shown)
        told = running is not None or bool(calls.found) or situation.over
        if not told and (seen in {Seen.SHOWN, Seen.HIDDEN} or not _has_begun(event, now)):
            return None
        gone = _is_longer_ago(event, now, LISTED_FOR)
        listed = seen is Seen.SHOWN and situation.over and not own
        return Recalled(
            seen,
            running,
            kept,
            before=_before(event, calls, shown, now),
            absent=self._wished(situation, own, _absent(situation, own, kept, now)),
            no_call=listed and running is None and _nobody_came(situation, event, calls, now),
            too_old=listed and gone,
            over=situation.over,
            space=calls.found[0].space if calls.found else "",
        )

    def before(self, space: str, moment: datetime) -> tuple[list[Kept], bool]:
        """The next few calls of a space that began before a moment, and whether more follow.

        Raises:
            Problem: see `meeting.errors`.
        """
        calls = self._records.calls(space=space, before=moment, most=EARLIER)
        return self.kept(calls.found), bool(calls.next_page)

    def one(self, name: str) -> Kept:
        """A call by its canonical name, with what there is of it.

        Raises:
            CallHidden: Meet does not show it to the caller.
            Problem: anything else.
        """
        job = self._pool.submit(self._records.call, name)
        try:
            [kept] = self.kept([Call(name, "", datetime.now(UTC))])
        finally:
            wait([job])
        return replace(kept, call=job.result())

    def kept(self, calls: Sequence[Call]) -> list[Kept]:
        """What there is of each call, read at the same time, as far as that can be found out.

        Raises:
            ScopesMissing: a permission is missing.
        """
        found, refusal = self._kept(calls)
        if refusal is not None:
            raise refusal
        return found

    def _kept(self, calls: Sequence[Call]) -> tuple[list[Kept], ScopesMissing | None]:
        """The same, and that a permission is missing, if one is."""
        wanted = [(call, artifact) for call in calls for artifact in Artifact]
        read = dict(zip(wanted, each_at_once(self._pool, self._read, wanted), strict=True))
        refusals = (each for each in read.values() if isinstance(each, ScopesMissing))
        found = []
        for call in calls:
            parts = {artifact: read[call, artifact] for artifact in Artifact}
            lists = [part for part in parts.values() if not isinstance(part, Problem)]
            hidden = {each for each, part in parts.items() if isinstance(part, CallHidden)}
            unread = {each for each, part in parts.items() if isinstance(part, Problem)} - hidden
            found.append(
                Kept(
                    call,
                    tuple(record for records in lists for record in records),
                    frozenset(hidden),
                    frozenset(unread),
                )
            )
        return found, next(refusals, None)

    def _read(self, wanted: tuple[Call, Artifact]) -> Sequence[Record] | Problem:
        call, artifact = wanted
        try:
            return self._records.records(call.name, artifact)
        except Problem as problem:
            return problem

    def _calls(self, code: str) -> Calls:
        return self._records.calls(code=code, most=LISTED)

    def _listed(self, code: str, listing: Listing) -> tuple[Seen, Calls]:
        if not self._permitted:
            return Seen.NEEDS_PERMISSION, Calls()
        try:
            calls = listing.calls() if listing.code == code else None
            return Seen.SHOWN, calls or self._calls(code)
        except ScopesMissing:
            return Seen.NEEDS_PERMISSION, Calls()
        except CallHidden:
            return Seen.HIDDEN, Calls()
        except Problem:
            return Seen.FAILED, Calls()

    def _look_closer(
        self, situation: Situation, calls: Sequence[Call], shown: Sequence[Call]
    ) -> tuple[Running | None, tuple[Kept, ...]]:
        """What is running, and what there is of the calls to show: all in one round."""
        space = situation.space
        live = _live(space, calls)
        known = next((call for call in calls if call.name == live), None)
        since = self._pool.submit(self._since, live) if live and known is None else None
        present = self._pool.submit(self._present, live) if live else None
        try:
            kept = tuple(self._kept(shown)[0])
        finally:
            ahead: list[Future[Any]] = [job for job in (since, present) if job]
            wait(ahead)
        if present is None:
            return None, kept
        hosts = isinstance(situation.state, HostedByCaller) and space is not None
        running = Running(
            known.start if known else since.result() if since else None,
            present.result(),
            space.name if hosts and space else "",
        )
        return running, kept

    def _wished(
        self, situation: Situation, own: Sequence[Call], absent: tuple[Absent, ...]
    ) -> tuple[Absent, ...]:
        """What of that was begun, or asked for before the event's first call.

        What a Meet was set to at an earlier time only the one who set it can know.
        """
        if all(each.begun for each in absent):
            return absent
        first = min(call.start for call in own)
        since = self._wished_since(situation.code)
        asked = {each for each, moment in since.items() if moment <= first}
        return tuple(each for each in absent if each.begun or each.artifact in asked)

    def _since(self, call: str) -> datetime | None:
        try:
            return self._records.call(call).start
        except Problem:
            return None

    def _present(self, call: str) -> int | None:
        try:
            return self._records.present(call)
        except Problem:
            return None


@dataclass(frozen=True)
class Listing:
    """The calls of a space on their way.

    Attributes:
        code: the space's meeting code, or empty.
    """

    code: str
    job: Future[Calls] | None

    def calls(self) -> Calls | None:
        """What came; `None` if nothing was asked for."""
        return self.job.result() if self.job else None


def _live(space: Space | None, calls: Sequence[Call]) -> str:
    """The name of the call that is running, or empty.

    To a space's host Meet says itself which one that is; a list may be a moment behind.
    """
    if space is not None and (space.call or space.hosted_by_caller):
        return space.call
    return next((call.name for call in calls if call.end is None), "")


def _has_begun(event: CalendarEvent, now: datetime) -> bool:
    start = event.when.start if event.when else None
    return isinstance(start, datetime) and start <= now


def _is_longer_ago(event: CalendarEvent, now: datetime, span: timedelta) -> bool:
    return event.over(now - span)


def _before(
    event: CalendarEvent, calls: Calls, shown: Sequence[Call], now: datetime
) -> datetime | None:
    """Before which moment there are calls besides those that are shown."""
    span = span_of(event, now)
    moment = shown[-1].start if shown else span[0] if span else now
    more = bool(calls.next_page) or any(call.start < moment for call in calls.found)
    return moment if more else None


def _nobody_came(situation: Situation, event: CalendarEvent, calls: Calls, now: datetime) -> bool:
    """Whether Meet's list, if it was read, shows that an event was never held.

    It shows the host all calls of the last 30 days; one may have been dropped since that ended
    before the event did.
    """
    span = span_of(event, now)
    if span is None or span[0] - HALF_A_DAY < now - LISTED_FOR or calls.next_page:
        return False
    hosts = isinstance(situation.state, HostedByCaller)
    return hosts and not may_have_been_held(event, calls.found, now)


def _absent(
    situation: Situation, own: Sequence[Call], kept: Sequence[Kept], now: datetime
) -> tuple[Absent, ...]:
    """What the Meet is set to make now and is not there a day after the event's last call.

    Only where all of the event's calls were read can that be told.
    """
    state = situation.state
    if not isinstance(state, HostedByCaller) or not situation.over or not own:
        return ()
    if len(kept) < len(own):
        return ()
    ends = [call.end for call in own]
    if any(end is None or end + A_DAY > now for end in ends):
        return ()
    short = all(call.end and call.end - call.start < GOOD_FOR_NOTES for call in own)
    records = [record for each in kept for record in each.records]
    unknown = frozenset[Artifact]().union(*(each.hidden | each.unread for each in kept))
    found = []
    for artifact in [each for each in Artifact if each not in unknown]:
        made = [record for record in records if record.artifact is artifact]
        if (state.space.config or {}).get(artifact) and not any(
            record.progress is Progress.READY for record in made
        ):
            found.append(Absent(artifact, bool(made), short))
    return tuple(found)
