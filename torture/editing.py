"""What others do to an event in Calendar's own pages."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.google.meet.meetings import Space
from sandbox.google.world import World
from torture.people import VENDOR
from torture.presses import SETTINGS
from torture.ruling import MEANS, PATHS

Json = dict[str, Any]
Guests = list[Json]
DELETE = "delete"


def _moved(_world: World, chance: random.Random) -> Json:
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(days=chance.randrange(1, 9))
    return {"start": start, "end": start + timedelta(hours=1)}


def _somebodys_meet(world: World, chance: random.Random) -> Json:
    return {"conference": world.meet.make_meet(chance.choice([*world.people.users.values()]))}


def _guest_added(chance: random.Random, guests: Guests, _home: str) -> Guests | None:
    return [*guests, {"email": f"guest{chance.randrange(99)}@example.net"}]


def _guest_removed(chance: random.Random, guests: Guests, home: str) -> Guests | None:
    others = [guest for guest in guests if guest["email"] != home]
    gone = chance.choice(others) if others else None
    return [guest for guest in guests if guest != gone] if gone else None


def _guest_answered(chance: random.Random, guests: Guests, home: str) -> Guests | None:
    others = [guest for guest in guests if guest["email"] != home]
    if not others:
        return None
    chance.choice(others)["responseStatus"] = chance.choice(("accepted", "declined"))
    return guests


EDITED: dict[str, Callable[[World, random.Random], Json]] = {
    "rename": lambda _, chance: {"summary": f"Renamed {chance.randrange(1000)}"},
    "describe": lambda _, chance: {"description": f"Agenda {chance.randrange(1000)}"},
    "clear description": lambda _world, _chance: {"description": None},
    "move": _moved,
    "remove conference": lambda _world, _chance: {"conference": None},
    "other vendor": lambda world, _: {"conference": world.calendar.vendor_conference(*VENDOR)},
    "other Meet": _somebodys_meet,
}
EDITED_GUESTS: dict[str, Callable[[random.Random, Guests, str], Guests | None]] = {
    "add guest": _guest_added,
    "remove guest": _guest_removed,
    "answer": _guest_answered,
}


def _settings_changed(
    world: World, chance: random.Random, space: Space, _everybody: Sequence[str]
) -> None:
    switches = {name: chance.choice(("ON", "OFF")) for name in SETTINGS if chance.random() < 0.3}
    settings = {SETTINGS[name]: value for name, value in switches.items()}
    moderation = chance.choice(("ON", "OFF"))
    settings |= {
        PATHS[name]: moderation if name == "moderation" else chance.choice(MEANS[name])
        for name in MEANS
        if chance.random() < 0.3
    }
    if chance.random() < 0.3:
        settings[PATHS["access"]] = chance.choice(("OPEN", "TRUSTED", "RESTRICTED"))
    world.meet.change_space(space, settings)


def _cohost_changed(
    world: World, chance: random.Random, space: Space, everybody: Sequence[str]
) -> None:
    there = list(space.members.values())
    if there and chance.random() < 0.5:
        world.meet.remove_member(space, chance.choice(there).id)
        return
    known = {member.email for member in there} | {space.owner}
    world.meet.add_member(space, chance.choice([each for each in everybody if each not in known]))


EDITED_MEETS: dict[str, Callable[[World, random.Random, Space, Sequence[str]], None]] = {
    "set in Meet": _settings_changed,
    "co-host in Meet": _cohost_changed,
}
"""What others, or the host, do to a Meet in its own pages."""

DESCRIBED = {"add to description": "\nPS {}", "write on the last line": " Number {}."}
"""What is written after a description that is there, perhaps on a line of the add-on's."""


def changes(world: World, what: str, chance: random.Random, fields: Json, home: str) -> Json | None:
    """The fields that an edit changes; nothing where it does not apply, `None` to delete."""
    if what == DELETE:
        return None
    if what in EDITED_GUESTS:
        guests = [dict(guest) for guest in fields.get("attendees") or []]
        changed = EDITED_GUESTS[what](chance, guests, home)
        return {} if changed is None else {"attendees": changed}
    if what in DESCRIBED:
        written = DESCRIBED[what].format(chance.randrange(1000))
        return {"description": (fields.get("description") or "") + written}
    return EDITED[what](world, chance)
