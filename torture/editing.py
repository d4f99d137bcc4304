"""What others do to an event in Calendar's own pages."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.google.world import World
from torture.people import VENDOR

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
