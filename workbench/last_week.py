"""The week before: meetings that were held, and what was kept of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.google.meet.meetings import Conference, Participant
from sandbox.google.world import World

RECORDS = ("recording", "transcription", "smart_notes")
PAST = timedelta(days=14)
"""How far behind the clock of a world is whose last week is still to be lived."""


@dataclass(frozen=True)
class Guest:
    """Somebody who takes part in a meeting.

    Attributes:
        who: an address, or the name of somebody without an account, who is there all the time.
        joins: how many minutes after the beginning they join.
        leaves: how many minutes after the beginning they leave; the end when None.
        says: what they say first.
    """

    who: str
    joins: int = 0
    leaves: int | None = None
    says: str = "Hello."


@dataclass(frozen=True)
class Held:
    """A meeting of the week before.

    Attributes:
        host: the organizer's address, who owns its Meet.
        title: its title.
        day: 0 for the Monday.
        clock: when it begins.
        minutes: how long it was planned, and took.
        invited: the guests' addresses.
        records: which of `RECORDS` are on.
        guests: who came; nobody for a meeting that was not held.
    """

    host: str
    title: str
    day: int
    clock: str
    minutes: int
    invited: tuple[str, ...]
    records: frozenset[str]
    guests: tuple[Guest, ...]


def live(world: World, monday: date, zone: str, meetings: Iterable[Held]) -> None:
    """Have the meetings of a week take place, then let the time catch up with the present.

    Args:
        world: a world whose clock is `PAST` behind.
        monday: the first day of the week.
        zone: the zone of the meetings' times.
        meetings: the meetings, the first one first; none begins before another has ended.
    """
    time_of = _Time(world)
    for meeting in meetings:
        day = monday + timedelta(days=meeting.day)
        start = datetime.combine(day, time.fromisoformat(meeting.clock), ZoneInfo(zone))
        end = start + timedelta(minutes=meeting.minutes)
        settings: dict[str, Any] = {name: name in meeting.records for name in RECORDS}
        space = world.meet.make_meet(meeting.host, **settings)
        world.calendar.add_event(
            meeting.host,
            summary=meeting.title,
            start=start,
            end=end,
            time_zone=zone,
            attendees=meeting.invited,
            conference=space,
        )
        if meeting.guests:
            time_of.pass_until(start)
            strangers = [guest.who for guest in meeting.guests if "@" not in guest.who]
            held = world.meet.start_conference(space, anonymous=strangers)
            for minute, happen in _comings_and_goings(world, held, meeting.guests):
                time_of.pass_until(start + timedelta(minutes=minute))
                happen()
            time_of.pass_until(end)
            world.meet.end_conference(held)
    time_of.catch_up()


class _Time:
    """Passes as meetings need it, and knows how much of the past is left."""

    def __init__(self, world: World) -> None:
        self._clock = world.clock
        self._left = PAST

    def pass_until(self, moment: datetime) -> None:
        step = moment - self._clock.now()
        self._clock.advance(step)
        self._left -= step

    def catch_up(self) -> None:
        self._clock.advance(self._left)


def _comings_and_goings(
    world: World, held: Conference, guests: Iterable[Guest]
) -> list[tuple[int, Callable[[], object]]]:
    """Who with an account joins, says something and leaves, and in which minute."""
    there: dict[str, Participant] = {}

    def come(guest: Guest) -> None:
        there[guest.who] = world.meet.join(held, guest.who)
        world.meet.say(held, guest.who, guest.says)

    def go(guest: Guest) -> None:
        world.meet.leave(held, there[guest.who])

    known = [guest for guest in guests if "@" in guest.who]
    comings = [(guest.joins, partial(come, guest)) for guest in known]
    goings = [(guest.leaves, partial(go, guest)) for guest in known if guest.leaves is not None]
    return sorted([*comings, *goings], key=lambda pair: pair[0])
