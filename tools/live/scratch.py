"""What is made for the probes: one event, which is removed, and spaces, which stay."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from addon.wire.lenient import mapping, objects, text

TITLE = "Scratch event of `make live`"
PHONE = "tel:+15550100"
"""A number that is reserved for made-up use."""
_LETTERS = "abcdefghijkmnopqrstuvwxyz"
_CHAT_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True)
class Meet:
    """A Meet of the probes' own.

    Attributes:
        name: the id in Meet's API; empty where only Calendar was asked.
    """

    code: str
    uri: str
    name: str = ""


@dataclass
class Scratch:
    """What was made so far.

    Attributes:
        event: the event's id, chosen here: so it can be removed although an answer was lost.
        inserted: whether the event may be there.
        spaces: how many spaces were made.
        unsure: how many more there may be, since an answer was lost.
        minted: the space that Meet's API made.
        made: the one that Calendar made.
    """

    event: str = field(default_factory=lambda: uuid.uuid4().hex)
    inserted: bool = False
    spaces: int = 0
    unsure: int = 0
    minted: Meet | None = None
    made: Meet | None = None


def event_body(now: datetime) -> dict[str, Any]:
    """The scratch event: a quarter of an hour tomorrow at night, which blocks nobody's time."""
    start = (now.astimezone(UTC) + timedelta(days=1)).replace(
        hour=3, minute=0, second=0, microsecond=0
    )
    return {
        "summary": TITLE,
        "start": {"dateTime": start.isoformat(), "timeZone": "UTC"},
        "end": {"dateTime": (start + timedelta(minutes=15)).isoformat(), "timeZone": "UTC"},
        "transparency": "transparent",
        "visibility": "private",
        "reminders": {"useDefault": False},
    }


def attachment(meet: Meet, **more: object) -> dict[str, Any]:
    """A Meet as the body of a patch; `more` are further members of its conference data."""
    video = {
        "entryPointType": "video",
        "uri": meet.uri,
        "label": meet.uri.removeprefix("https://"),
    }
    conference = {
        "conferenceId": meet.code,
        "conferenceSolution": {"key": {"type": "hangoutsMeet"}, "name": "Google Meet"},
        "entryPoints": [video],
    }
    return {"conferenceData": {**conference, **more}}


def phone() -> dict[str, str]:
    """A made-up entry to dial in by."""
    return {"entryPointType": "phone", "uri": PHONE, "label": "+1 555-0100", "pin": "1234"}


def unknown_meet() -> Meet:
    """A Meet with a code that nobody has."""
    parts = ("".join(secrets.choice(_LETTERS) for _ in range(length)) for length in (3, 4, 3))
    code = "-".join(parts)
    return Meet(code, f"https://meet.google.com/{code}")


def unknown_conversation() -> str:
    """The id of a conversation that nobody has."""
    return "AAAA" + "".join(secrets.choice(_CHAT_LETTERS) for _ in range(7))


def conference(event: object) -> dict[str, Any]:
    """An event's conference data; `{}` without any."""
    return dict(mapping(mapping(event).get("conferenceData")))


def entry_points(data: object, kind: str) -> list[str]:
    """The addresses of conference data's entry points of one kind."""
    points = objects(mapping(data).get("entryPoints"))
    return [text(point.get("uri")) for point in points if point.get("entryPointType") == kind]
