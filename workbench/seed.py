"""The people and the week of events that the workbench begins with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sandbox.google.calendar import conference_data
from sandbox.google.chat.conversations import ChatSpace
from sandbox.google.people.accounts import ALL, Feature
from sandbox.google.world import World
from workbench.last_week import PAST, RECORDS, Guest, Held, live

ZONE = "Europe/Madrid"
ANA = "ana@example.com"
BO = "bo@example.com"
CY = "cy@example.com"
DEE = "dee@example.com"
ROOM = "Design team"
VENDOR = ("Sooma", "https://sooma.example.com/j/4711")
EDITIONS = {Feature.RECORDING, Feature.TRANSCRIPTION, Feature.SMART_NOTES}


@dataclass(frozen=True)
class Person:
    """Somebody whose browser the workbench can be.

    Attributes:
        email: the address.
        name: the name.
        part: what the person is good for in a try-out.
    """

    email: str
    name: str
    part: str


PEOPLE = (
    Person(ANA, "Ana", "organizer"),
    Person(BO, "Bo", "guest"),
    Person(CY, "Cy", "Ana’s assistant"),
    Person(DEE, "Dee", "edition without records"),
)

LAST_WEEK = (
    Held(
        ANA, "Kick-off", 0, "10:00", 60, (BO, CY), frozenset(RECORDS),
        (
            Guest(ANA, says="Good morning. Let us begin with the plan for the quarter."),
            Guest(BO, leaves=35, says="The drafts are ready; two of them need a decision."),
            Guest(CY, joins=5, says="I will send the dates around."),
        ),
    ),
    Held(
        ANA, "Customer demo", 1, "14:00", 45, (BO, "kim@customer.example"),
        frozenset({"recording"}),
        (Guest(ANA, says="Welcome, Kim."), Guest(BO, joins=10), Guest("Kim Lee")),
    ),
    # Nobody who may start the records comes.
    Held(
        BO, "Sprint review", 2, "11:00", 30, (ANA, DEE),
        frozenset({"transcription", "smart_notes"}),
        (Guest(ANA), Guest(DEE)),
    ),
    Held(BO, "Board preparation", 3, "09:30", 60, (ANA,), frozenset(RECORDS), ()),
    # Her edition has no records.
    Held(
        DEE, "Hiring round", 3, "16:00", 45, (ANA,), frozenset({"recording"}),
        (Guest(DEE), Guest(ANA, joins=2)),
    ),
    Held(
        ANA, "Weekly wrap-up", 4, "12:00", 30, (BO, CY), frozenset({"smart_notes"}),
        (Guest(ANA), Guest(BO), Guest(CY, leaves=20)),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """An event whose Save was never pressed; only its editor knows what is in it.

    Attributes:
        calendar_id: the calendar that it will be on.
        event_id: the id that it will have.
        title: its title so far.
        start: its start.
        end: its end.
    """

    calendar_id: str
    event_id: str
    title: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Seeded:
    """What was seeded and cannot be found in the world by itself.

    Attributes:
        drafts: the events that were never saved, by id.
        room: the Chat space with two people.
    """

    drafts: dict[str, Draft]
    room: ChatSpace


def first_day(now: datetime) -> date:
    """The Monday of the week to show: this one's, or from Saturday on the next one's."""
    soon = now.astimezone(ZoneInfo(ZONE)).date() + timedelta(days=2)
    return soon - timedelta(days=soon.weekday())


def new_draft(world: World, calendar_id: str, title: str, start: datetime, end: datetime) -> Draft:
    """Somebody opens the editor for a new event."""
    event_id = world.calendar.add_draft(calendar_id, summary=title, start=start, end=end)
    return Draft(calendar_id, event_id, title, start, end)


def seed(world: World) -> Seeded:
    """Fill an empty world with people, the week before, a week of events and a Chat space.

    Args:
        world: a world whose clock is `workbench.last_week.PAST` behind, and right afterwards.
    """
    for person in PEOPLE:
        world.add_user(
            person.email,
            display_name=person.name,
            time_zone=ZONE,
            features=ALL - EDITIONS if person.email == DEE else ALL,
        )
    world.calendar.share_calendar(ANA, CY, "writer")
    monday = first_day(world.clock.now() + PAST)
    live(world, monday - timedelta(days=7), ZONE, LAST_WEEK)
    week = _Week(world, monday)
    week.plan()
    draft = week.draft()
    room = world.chat.add_space(ROOM, [world.people.user(ANA), world.people.user(BO)])
    return Seeded({draft.event_id: draft}, room)


class _Week:
    """Plans events on the days of one week."""

    def __init__(self, world: World, monday: date) -> None:
        self._world = world
        self._monday = monday

    def plan(self) -> None:
        """Plan one event of each kind that the add-on treats in its own way."""
        world = self._world
        self._add(ANA, "Budget review", 0, "09:30", minutes=60, guests=[BO, CY])
        self._add(
            ANA,
            "Design weekly",
            0,
            "11:30",
            minutes=45,
            guests=[BO],
            recurrence=["RRULE:FREQ=WEEKLY"],
        )
        self._add(BO, "Planning with Bo", 1, "10:00", minutes=60, guests=[ANA])
        self._add(ANA, "Interview prep", 1, "10:30", minutes=60, guests=[DEE])
        self._add(
            ANA, "Customer call", 1, "14:00", minutes=60, guests=[BO, "kim@customer.example"],
            conference=world.meet.make_meet(ANA),
        )  # fmt: skip
        self._add(ANA, "Focus time", 2, "09:00", minutes=120, guests=[], event_type="focusTime")
        self._add(
            ANA, "Partner sync", 2, "12:00", minutes=60, guests=[BO],
            conference=conference_data.of_vendor(*VENDOR),
        )  # fmt: skip
        self._add(
            ANA, "Call with New York", 2, "09:30", minutes=60, guests=[BO], zone="America/New_York"
        )
        self._add(ANA, "Handover to Tokyo", 3, "17:30", minutes=30, guests=[CY], zone="Asia/Tokyo")
        self._add(
            BO,
            "Retrospective",
            3,
            "11:00",
            minutes=60,
            guests=[ANA, DEE],
            conference=world.meet.make_meet(BO),
        )
        self._add(DEE, "Dee’s check-in", 4, "10:00", minutes=30, guests=[ANA, BO])
        self._add(CY, "Travel plans", 4, "12:00", minutes=60, guests=[BO])
        world.calendar.add_event(
            ANA,
            summary="Offsite",
            start=(self._monday + timedelta(days=3)).isoformat(),
            end=(self._monday + timedelta(days=5)).isoformat(),
            attendees=[BO],
        )

    def draft(self) -> Draft:
        """Leave an event in its editor, not saved."""
        start = self._at(4, "15:00", ZONE)
        return new_draft(self._world, ANA, "Roadmap", start, start + timedelta(hours=1))

    def _add(
        self,
        calendar_id: str,
        summary: str,
        day: int,
        clock: str,
        *,
        minutes: int,
        guests: Iterable[str] = (),
        zone: str = ZONE,
        **fields: object,
    ) -> None:
        start = self._at(day, clock, zone)
        self._world.calendar.add_event(
            calendar_id,
            summary=summary,
            start=start,
            end=start + timedelta(minutes=minutes),
            time_zone=zone,
            attendees=guests,
            **fields,  # type: ignore[arg-type]  # as add_event
        )

    def _at(self, day: int, clock: str, zone: str) -> datetime:
        when = time.fromisoformat(clock)
        return datetime.combine(self._monday + timedelta(days=day), when, ZoneInfo(zone))
