"""Keeping true what events' descriptions tell their guests, as one caller."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from enum import Enum

from meeting.errors import (
    AskOrganizer,
    EventChanged,
    EventGone,
    OutcomeUnknown,
    Problem,
    SaveEventFirst,
    ScopesMissing,
)
from meeting.guest_line import LONGEST_DESCRIPTION, GuestLines, described, told
from meeting.looking import Situation
from meeting.model import PRIMARY, Access, Artifact, CalendarEvent, Space, Switches
from meeting.ports import Calendar
from meeting.states import obstacle_to
from meeting.values import dataclass

TRIES = 3


class Told(Enum):
    """What has become of the line that tells guests."""

    THERE = "there"
    GONE = "gone"
    FAILED = "failed"


@dataclass(frozen=True)
class Telling:
    """What came of telling guests.

    Attributes:
        told: how the line stands; `None` where there is and was none.
        wrote: the description may have been written by itself for it.
    """

    told: Told | None = None
    wrote: bool = False


FAILED = Telling(Told.FAILED)


class Teller:
    """Writes the line into events' descriptions, and nothing else of them.

    Args:
        lines: the sentences that it may be.
    """

    def __init__(self, calendar: Calendar, lines: GuestLines) -> None:
        self._calendar = calendar
        self._lines = lines

    def beside(
        self, event: CalendarEvent, space: Space, wanted: Switches, *, tell: bool | None
    ) -> str | None:
        """The description to be written along with a space; `None` where it stays as it is.

        Args:
            wanted: what was pressed for; it counts as far as Meet does not tell what it has.
            tell: whether guests are to be told; `None` if they are told already.
        """
        text = self._described(event, _records(space, wanted), tell)
        return None if text == event.description or _too_long(text, event) else text

    def attached(
        self,
        opened: CalendarEvent,
        before: CalendarEvent,
        after: CalendarEvent,
        space: Space,
        wanted: Switches,
        *,
        tell: bool | None,
    ) -> Telling:
        """Have the line say what Meet has on an event that was just given its space.

        An answer to a write may lack something (google-apis.md 9.1): nothing is made of its
        description unless that is as it was expected to be.

        Args:
            opened: the event that the host has open, of whose series it may be.
            before: the event as it was read.
            after: as it was written.
        """
        records = _records(space, wanted)
        text = self._described(before, records, tell)
        was = told(before.description, self._lines)
        if told(after.description, self._lines) == told(text, self._lines):
            telling = Telling(self._stands(was, text))
        elif _too_long(text, before):
            telling = FAILED
        else:
            try:
                event = self._calendar.event(before.calendar_id, before.id)
            except Problem:
                return FAILED
            telling = self._keep(event, was, space, records, tell)
        return self._beside_series(telling, before, opened, records, tell)

    def keep(
        self, situation: Situation, space: Space, wanted: Switches, *, tell: bool | None
    ) -> Telling:
        """Have the line say what Meet has, where an event's Meet stays.

        That of a series which shares its Meet is the series' own.
        """
        event, target = situation.event, event_to_describe(situation)
        if event is None:
            return Telling()
        records = _records(space, wanted)
        if target is None:
            stays = self._described(event, records, tell) == event.description
            return Telling(self._stands(None, event.description)) if stays else FAILED
        was = told(target.description, self._lines)
        telling = self._keep(target, was, space, records, tell)
        return self._beside_series(telling, target, event, records, tell)

    def keep_at(self, event_id: str, space: Space, wanted: Switches) -> Telling:
        """The same of a line that is there, on an event of the caller's own calendar.

        Nothing is to be told where the event is not there, or has another Meet.
        """
        try:
            event = self._calendar.event(PRIMARY, event_id)
        except (SaveEventFirst, EventGone, AskOrganizer, ScopesMissing):
            return Telling()
        except Problem:
            return FAILED
        if event.cancelled or not event.has(space) or obstacle_to(event, Access.WRITE):
            return Telling()
        was, records = told(event.description, self._lines), _records(space, wanted)
        return self._keep(event, was, space, records, None)

    def stands(self, situation: Situation) -> Told | None:
        """How the line stands where nothing is to be written."""
        target = event_to_describe(situation) or situation.event
        return self._stands(None, target.description) if target else None

    def _beside_series(
        self,
        telling: Telling,
        target: CalendarEvent,
        opened: CalendarEvent,
        records: Switches,
        tell: bool | None,
    ) -> Telling:
        """The same, but for an event of the series with a line of its own that is untrue then."""
        if opened.id == target.id or opened.description == target.description:
            return telling
        kept = self._described(opened, records, None if tell else tell)
        return telling if kept == opened.description else replace(telling, told=Told.FAILED)

    def _keep(
        self,
        event: CalendarEvent,
        was: Switches | None,
        space: Space,
        records: Switches,
        tell: bool | None,
    ) -> Telling:
        """Write the line, and judge again as often as somebody changes the event meanwhile."""
        wrote = False
        # Whatever Calendar says, the Meet is set, and the card tells both.
        with suppress(Problem):
            for _ in range(TRIES):
                text = self._described(event, records, tell)
                if text == event.description:
                    return Telling(self._stands(was, text), wrote)
                if _too_long(text, event):
                    break
                done, maybe_done = self._write(event, text)
                wrote = wrote or maybe_done
                if done:
                    return Telling(self._stands(was, text), wrote)
                event = self._calendar.event(event.calendar_id, event.id)
                if event.cancelled or not event.has(space):
                    break
            else:
                if self._described(event, records, tell) == event.description:
                    return Telling(self._stands(was, event.description), wrote)
        return Telling(Told.FAILED, wrote)

    def _write(self, event: CalendarEvent, text: str) -> tuple[bool, bool]:
        """Write a description; whether it is known to be there then, and whether it may be.

        Raises as `Calendar.describe`, but not where the event may be looked at again.
        """
        try:
            written = self._calendar.describe(event, text)
        except (EventChanged, OutcomeUnknown) as problem:
            return False, problem.maybe_done or isinstance(problem, OutcomeUnknown)
        return told(written.description, self._lines) == told(text, self._lines), True

    def _described(self, event: CalendarEvent, records: Switches, tell: bool | None) -> str:
        return described(event.description, records, self._lines, tell=tell)

    def _stands(self, was: Switches | None, text: str) -> Told | None:
        if told(text, self._lines) is not None:
            return Told.THERE
        return None if was is None else Told.GONE


def event_to_describe(situation: Situation) -> CalendarEvent | None:
    """The event whose description is to tell of the Meet that an event has.

    Writing into an occurrence would set it apart from its series (google-apis.md 4.4).

    Returns:
        The event or its series; `None` where the series cannot be read, or is not the caller's to
        change.
    """
    event = situation.event
    if event is None or (event.series_id and situation.series is None):
        return None
    shared = situation.series if situation.shares_series else None
    target = shared or event
    return None if obstacle_to(target, situation.access) else target


def _records(space: Space, wanted: Switches) -> Switches:
    """What will be recorded: as Meet has it, and as it was asked for where Meet does not say."""
    has = space.config or {}
    return Switches.of({each.value: has.get(each, wanted[each]) for each in Artifact})


def _too_long(text: str, event: CalendarEvent) -> bool:
    return len(text) > max(LONGEST_DESCRIPTION, len(event.description))
