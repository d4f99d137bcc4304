"""A press of the form's main button: the event that it is to make, and what is noted of it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from addon.scheduling.form import drafted
from addon.store.press_notes import PressNotes
from addon.turn import Turn
from cards.actions import Parameter
from cards.schedule import Typed
from cards.text import Text
from meeting.arranging import Arranged
from meeting.errors import MeetMissing, StoreUnavailable
from meeting.model import Draft, Written
from meeting.policy import Locks
from meeting.scheduling import EVENT_ID, Scheduler, written


def named_event(turn: Turn) -> str:
    """The id of the event that the dialog is to make. It comes back from a browser."""
    event_id = turn.event.parameters.get(Parameter.EVENT, "")
    return event_id if EVENT_ID.fullmatch(event_id) else new_event()


def new_event() -> str:
    """The id of an event that nothing has asked for before."""
    return secrets.token_hex(16)


def draft_of(text: Text, typed: Typed, guests: Sequence[str], event_id: str) -> Draft:
    """The event as it was typed, in the user's time zone.

    Args:
        guests: their addresses.
    """
    zone = text.zone or UTC
    start, end = (
        # Of the moment, not by adding to the start: clocks may change in between.
        datetime.fromtimestamp(typed.start / 1000 + minutes * 60, zone)
        for minutes in (0, typed.length)
    )
    return Draft(
        id=event_id,
        title=typed.title or text.untitled_event(),
        start=start,
        end=end,
        time_zone=zone.key if isinstance(zone, ZoneInfo) else "",
        guests=guests,
        wanted=typed.wanted,
        notify=typed.notify,
        rules=typed.rules,
        tell=typed.tell if guests else None,
    )


def locks_of_typed(turn: Turn, typed: Typed) -> Locks:
    """What the organization has decided for the event that is typed, as far as that tells."""
    if not turn.policy.asks_for_event:
        return turn.policy.locked
    return turn.policy.locks_of(drafted(typed), turn.signed_in.email if turn.signed_in else "")


class Press:
    """A press of a form's main button, noted so that the next one of it overwrites nobody.

    Args:
        draft: as it was typed.

    Raises:
        StoreUnavailable: it cannot be noted; without the store no Meet can be made either.
    """

    def __init__(self, turn: Turn, draft: Draft) -> None:
        self._notes = PressNotes(turn.services.documents, turn.user.sub)
        self._now = written(draft)
        self.draft = replace(draft, earlier=self._notes.note(draft.id, self._now))

    def make(self, scheduler: Scheduler) -> Arranged:
        """Schedule, and note what has been written.

        Raises:
            Problem: see `Scheduler.schedule`.
        """
        try:
            done = scheduler.schedule(self.draft)
        except MeetMissing as missing:
            if missing.as_typed:
                self._remember(self._now)
            raise
        self._remember(replace(self._now, notify=done.notified))
        return done

    def _remember(self, now: Written) -> None:
        if self.draft.earlier is not None and self.draft.earlier != now:
            with suppress(StoreUnavailable):
                self._notes.renew(self.draft.id, now)
