"""Who put a Meet into somebody else's event with this add-on, as the event itself remembers.

It stands in `extendedProperties.shared`, which every copy of the event has, so that the organizer
can read it. Whether `events.patch` merges that object or replaces it is not known (google-apis.md
9.1), so what other apps keep there is written along with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from addon.wire.lenient import mapping, text
from meeting.model import Maker

PROPERTY = "recordsForMeet"
LONGEST_ADDRESS = 320
WRITTEN = re.compile(r"(\S+) (\d{4}-\d\d-\d\d) (\S+@\S+)")
VISIBILITIES = ("private", "shared")


def maker_body(
    properties: Mapping[str, Mapping[str, str]], conference: str, email: str
) -> dict[str, Any]:
    """The member of an event that says who made its Meet; nothing where it is nobody.

    Args:
        properties: what is kept on the event already.
        conference: the meeting code, or the id of the request that Calendar makes it for.
        email: of who makes it, or empty.
    """
    if not email:
        return {}
    ours = f"{conference} {datetime.now(UTC).date().isoformat()} {email}"
    kept = {visibility: dict(names) for visibility, names in properties.items()}
    return {"extendedProperties": {**kept, "shared": {**kept.get("shared", {}), PROPERTY: ours}}}


def read_properties(value: object) -> dict[str, dict[str, str]]:
    """What apps keep on an event, by whom it shows to and by name."""
    held = mapping(value)
    return {
        visibility: {name: text(kept) for name, kept in mapping(held[visibility]).items()}
        for visibility in VISIBILITIES
        if mapping(held.get(visibility))
    }


def read_maker(
    properties: Mapping[str, Mapping[str, str]], code: str, requested: str
) -> Maker | None:
    """Who made the conference that the event has; `None` where that is not told of this one.

    Args:
        code: the conference's meeting code, or empty.
        requested: the id of the request that Calendar made it for, or empty.
    """
    written = WRITTEN.fullmatch(properties.get("shared", {}).get(PROPERTY, ""))
    if written is None or len(written[3]) > LONGEST_ADDRESS:
        return None
    if not written[1] or written[1] not in {code, requested}:
        return None
    try:
        return Maker(written[3], date.fromisoformat(written[2]), hosts=written[1] == code)
    except ValueError:
        return None
