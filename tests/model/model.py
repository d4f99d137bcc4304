"""Who wins one event: its host's presses against everybody else's edits, as simply as can be said.

Nothing of the function is known here. Others' edits win over what an earlier press wrote. A press
writes only what was typed otherwise since, takes no call away that was not agreed to, and sets a
Meet only where it is what the event is to have, and no switch that its card was left to show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from tests.support.switches import Three

OURS = "a Meet of the host's"
UNANSWERED = "needsAction"


class Told(Enum):
    """What an answer says of the press: whatever claims neither of the first two did nothing."""

    DONE = "done"
    UNKNOWN = "unknown, or in part"
    NOTHING = "nothing was done"


class Typed(NamedTuple):
    """What stands in the dialog."""

    title: str
    start: datetime
    length: timedelta
    guests: frozenset[str]


@dataclass(frozen=True)
class Event:
    """An event as everybody sees it: the guests with their answers, and the link of its call."""

    title: str
    start: datetime
    length: timedelta
    guests: Mapping[str, str]
    notes: str = ""
    call: str = ""
    deleted: bool = False


@dataclass(frozen=True)
class Press:
    """One press of the host's.

    Attributes:
        place: the calendar on which the event is open; the host's own for `schedule`.
        agreed: the link of the call that was agreed to be replaced.
        shown: how the Meet stood on the card that was pressed; what was left so was not chosen.
    """

    button: str
    wanted: Three
    place: str
    agreed: str = ""
    typed: Typed | None = None
    shown: Three | None = None


@dataclass
class Model:
    """The event, who may change it, and the Meets of its host with their settings.

    Attributes:
        home: the calendar that the event lies on.
        open_to_guests: whoever is invited may change it, too.
        written: what the host's own presses last wrote.
    """

    home: str
    open_to_guests: bool
    event: Event | None = None
    meets: Mapping[str, Three] = field(default_factory=dict)
    written: Typed | None = None

    def edit(self, **changes: object) -> None:
        """Somebody else changes the event."""
        assert self.event is not None
        self.event = replace(self.event, **changes)  # type: ignore[arg-type]  # its members

    def carried_out(self, press: Press) -> Event | None:
        """The event as a press is to leave it; `None` where it is to change nothing."""
        event = self.amended(press)
        if event is None or event.deleted:
            return None
        if press.typed and self.event and self.event.call and event != self.event:
            return None  # Who has been told of it looks in Calendar for what changes.
        here = press.place == self.home
        sees, writes = press.place in event.guests, self.open_to_guests
        free = press.agreed == event.call if press.button == "replace" else not event.call
        if free and press.button != "update" and (here or (sees and writes)):
            return replace(event, call=OURS)
        return event if event.call in self.meets and (here or sees) else None

    def amended(self, press: Press) -> Event | None:
        """The event with what was typed otherwise than the host's own presses wrote."""
        event, typed, written = self.event, press.typed, self.written
        if typed is None:
            return event
        if event is None:
            return Event(*typed[:3], dict.fromkeys(typed.guests, UNANSWERED))
        if written is None:
            return event
        kept = {who: says for who, says in event.guests.items() if who not in written.guests}
        kept |= {who: event.guests[who] for who in typed.guests if who in event.guests}
        new = dict.fromkeys(typed.guests - written.guests, UNANSWERED)
        return replace(
            event,
            title=typed.title if typed.title != written.title else event.title,
            start=typed.start if typed.start != written.start else event.start,
            length=typed.length if typed[1:3] != written[1:3] else event.length,
            guests=new | kept,
        )

    def judge(
        self,
        press: Press,
        told: Told,
        now: Event | None,
        meets: Mapping[str, Three],
        *,
        alone: bool,
    ) -> bool:
        """Hold what has become of the event and its Meet to what was told, and go on from there.

        Args:
            alone: nothing went wrong and nobody came between.

        Returns:
            Whether the press has changed anything that others see.
        """
        before, amended, done = self.event, self.amended(press), self.carried_out(press)
        if told is Told.NOTHING or now is None:
            assert before == now, f"{told}: {before} became {now}"
        elif told is Told.DONE:
            assert done is not None, f"{press} was not to be done"
            assert _same(done, now, meets), f"not {done} but {now}"
        else:
            for each in fields(Event):
                may_be = [event for event in (before, amended, done) if event is not None]
                right = [_same(event, now, meets, each.name) for event in may_be]
                assert any(right), f"{each.name} of {now} is none of {may_be}"
        set_anew = self._judge_settings(press, told, now, meets, alone=alone)
        changed = now != before or set_anew
        if press.typed and now and told is not Told.NOTHING:
            as_typed = amended and replace(now, call="") == replace(amended, call="")
            if told is Told.DONE or as_typed:
                self.written = press.typed
        self.event, self.meets = now, meets
        return changed

    def _judge_settings(
        self,
        press: Press,
        told: Told,
        now: Event | None,
        meets: Mapping[str, Three],
        *,
        alone: bool,
    ) -> bool:
        """Only the call that the event has may be set; a feature that Meet withholds stays off."""
        call = now.call if now else ""
        stood = self.event.call if self.event else ""
        for link in {call, stood} & set(meets):
            old, new = self.meets.get(link), meets[link]
            if told is Told.NOTHING or link != call:
                assert old in {new, None}, f"{told}: {link} was {old} and is {new}"
                continue
            for name, is_on in new._asdict().items():
                wanted, was = getattr(press.wanted, name), getattr(old or press.wanted, name)
                is_left = press.shown is not None and getattr(press.shown, name) is wanted
                right = {was if is_left else wanted} if alone else {wanted, was, False}
                assert is_on in right, f"{press}: {new}"
        return call == stood and self.meets.get(call) != meets.get(call)


def _same(event: Event, now: Event, meets: Mapping[str, Three], name: str = "") -> bool:
    """Whether an event, or one member of it, is as it is to be."""
    if event.call == OURS and now.call in meets:
        event = replace(event, call=now.call)
    return event == now if not name else getattr(event, name) == getattr(now, name)
