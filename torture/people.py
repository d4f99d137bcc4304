"""Who there is, and what a story's world holds: two dozen people, some of whom act in it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Any

from sandbox.google.people.accounts import Feature, PolicyDefaults
from sandbox.google.world import World
from torture.story import PEOPLE, is_crowded

Json = dict[str, Any]
Place = tuple[str, str]
"""The calendar and the id of an event."""

DOMAIN, ELSEWHERE = "example.com", "example.org"
ORGANIZERS = ("ana", "amir", "aiko", "alba", "anton", "asha")
DELEGATES = ("bo", "bela", "boris", "berta", "bruno")
"""They write to an organizer's calendar."""
COLLEAGUES = ("cy", "carla", "chen", "cora", "cem")
"""They write to the team's calendar, and Meet withholds something from them."""
NEWCOMERS = ("dee", "dan", "dora", "dilip")
"""They have granted little so far."""
OUTSIDERS = ("eve", "finn", "elif", "faye")
"""They are in another organization."""
ROLES = (ORGANIZERS, DELEGATES, COLLEAGUES, NEWCOMERS, OUTSIDERS)

TEAM = "team@group.calendar.google.com"
ORGANIZER, DELEGATE, COLLEAGUE, NEWCOMER, OUTSIDER = range(len(ROLES))
MORE_IN_ROOM = 4
"""Who is in the conversation and does nothing in the story."""
SWITCHES = ("recording", "transcription", "smart_notes")
VENDOR = ("Sooma", "https://sooma.example.com/j/1")
DECIDES = 0.25
"""How likely the organization has decided something."""
KEPT = 0.4
"""How likely an administrator keeps a setting of somebody's."""


@dataclass
class Company:
    """The people of a story.

    Attributes:
        seed: of the story.
        active: addresses of those who act in it, as `torture.story.PEOPLE` has them.
        others: everybody else's.
        kept: by address, what their administrator keeps ON or OFF, whatever Meet is told; by
            the names of the switches.
        withheld: likewise what is on by policy and not theirs to turn off, which Meet refuses.
        set_off: the switches that their organization has set off for every Meet.
    """

    seed: int
    active: tuple[str, ...]
    others: tuple[str, ...]
    kept: dict[str, dict[str, str]] = field(default_factory=dict)
    withheld: dict[str, dict[str, str]] = field(default_factory=dict)
    set_off: tuple[str, ...] = ()

    @property
    def everybody(self) -> tuple[str, ...]:
        """All addresses."""
        return (*self.active, *self.others)

    @property
    def room(self) -> tuple[str, ...]:
        """Who is in the conversation."""
        return (*self.active, *self.others[:MORE_IN_ROOM])

    def writes(self, person: int, calendar_id: str) -> bool:
        """Whether somebody may write to a calendar that is not their own."""
        if calendar_id == TEAM:
            return person in {ORGANIZER, DELEGATE, COLLEAGUE} or person > OUTSIDER
        return person == DELEGATE and calendar_id == self.active[ORGANIZER]


def draw(seed: int) -> Company:
    """The people of the story with a seed."""
    chance = random.Random(f"people {seed}")  # noqa: S311  # repeatable, no secret
    drawn = [chance.choice(role) for role in ROLES]
    rest = [name for role in ROLES[:-1] for name in role if name not in drawn]
    chance.shuffle(rest)
    more = len(PEOPLE) - len(ROLES) if is_crowded(seed) else 0
    strangers = [name for name in OUTSIDERS if name not in drawn]
    active = [*map(address, drawn), *map(address, rest[:more])]
    company = Company(seed, tuple(active), tuple(map(address, [*rest[more:], *strangers])))
    if chance.random() < KEPT:
        whose = chance.choice((ORGANIZER, DELEGATE, COLLEAGUE))
        company.kept[company.active[whose]] = {
            chance.choice(SWITCHES): chance.choice(("ON", "ON", "OFF"))
        }
    deciding = random.Random(f"policy {seed}")  # noqa: S311  # repeatable, no secret
    if deciding.random() < DECIDES:
        company.set_off = tuple(deciding.sample(SWITCHES, deciding.choice((1, 2))))
    return company


def address(name: str) -> str:
    """The address of somebody."""
    return f"{name}@{ELSEWHERE if name in OUTSIDERS else DOMAIN}"


def build_world(world: World, company: Company) -> list[Place]:
    """Add people, calendars and events; the events."""
    chance = random.Random(f"world {company.seed}")  # noqa: S311  # repeatable, no secret
    for email in company.everybody:
        kept = company.kept.get(email, {})
        world.add_user(
            email,
            display_name=email.partition("@")[0].title(),
            policy_defaults=PolicyDefaults(**kept),
        )
    organizer, delegate, colleague, _, outsider = (
        world.people.users[email] for email in company.active[: len(ROLES)]
    )
    _withhold(world, colleague.email, company, chance)
    writers = [email for person, email in enumerate(company.active) if company.writes(person, TEAM)]
    world.calendar.add_calendar(TEAM, organizer, roles=dict.fromkeys(writers[1:], "writer"))
    world.calendar.share_calendar(organizer.email, delegate.email, "writer")
    world.calendar.share_calendar(organizer.email, colleague.email, "reader")
    ana, guests = organizer.email, [delegate.email, colleague.email]
    crowd = [*guests, *company.active[len(ROLES) :]]
    week = {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=6"]}
    foreign = world.meet.make_meet(delegate)
    numbers = count(1)

    def title() -> str:
        return f"Talk {next(numbers)}"

    places = [
        (ana, world.calendar.add_event(ana, summary=title())),
        (
            ana,
            world.calendar.add_event(ana, summary=title(), attendees=crowd, guests_can_modify=True),
        ),
        (ana, world.calendar.add_event(ana, summary=title(), attendees=[*guests, outsider.email])),
        (
            ana,
            world.calendar.add_event(
                ana, summary=title(), conference=world.meet.make_meet(organizer)
            ),
        ),
        (ana, world.calendar.add_event(ana, summary=title(), conference=foreign, attendees=guests)),
        (
            delegate.email,
            world.calendar.add_event(
                delegate.email,
                summary=title(),
                conference=world.calendar.vendor_conference(*VENDOR),
            ),
        ),
        (TEAM, world.calendar.add_event(TEAM, summary=title(), attendees=[delegate.email])),
        (
            TEAM,
            world.calendar.add_event(
                TEAM, summary=title(), conference=world.meet.make_meet(colleague)
            ),
        ),
        (
            TEAM,
            world.calendar.add_event(
                TEAM, summary=title(), attendees=[ana, *crowd], guests_can_modify=True
            ),
        ),
        (
            outsider.email,
            world.calendar.add_event(outsider.email, summary=title(), attendees=[ana]),
        ),
    ]
    theirs = world.meet.make_meet(delegate)
    series = [
        world.calendar.add_event(ana, summary=title(), attendees=guests, **week),  # type: ignore[arg-type]
        world.calendar.add_event(ana, summary=title(), attendees=guests, conference=theirs, **week),  # type: ignore[arg-type]
        world.calendar.add_event(TEAM, summary=title(), attendees=[delegate.email], **week),  # type: ignore[arg-type]
    ]
    for event_id in series:
        home = TEAM if event_id == series[2] else ana
        found = list(islice(world.calendar.instances(world.calendar.find(home, event_id)), 3))
        places += [(home, entry.id) for entry in found]
        if event_id == series[0]:
            # A guest of the series may change this one occurrence.
            world.calendar.edit_event(home, found[2].id, guests_can_modify=True)
    return places


def _withhold(world: World, email: str, company: Company, chance: random.Random) -> None:
    """Take a feature from somebody's account, which may be on by policy all the same."""
    user = world.people.users[email]
    name = chance.choice(("recording", "transcription"))
    user.features -= {Feature.RECORDING if name == "recording" else Feature.TRANSCRIPTION}
    if chance.random() < 0.5 and email not in company.kept:
        company.withheld[email] = {name: "ON"}
        user.policy_defaults = PolicyDefaults(**{name: "ON"})
        world.knobs.off_refused_without_feature = True
