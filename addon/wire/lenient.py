"""Reading JSON that somebody else wrote: what is missing or of another type counts as absent."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

MOST_EXACT = 2**53
"""Up to here a double tells every whole number from the next."""
A_DAY = timedelta(days=1)
"""More than any time zone is from UTC."""


def mapping(value: object) -> Mapping[str, Any]:
    """`value` if it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[Any]:
    """`value` if it is a JSON array, else an empty one."""
    return value if isinstance(value, list) else []


def objects(value: object) -> list[Mapping[str, Any]]:
    """The JSON objects of an array."""
    return [item for item in items(value) if isinstance(item, dict)]


def text(value: object) -> str:
    """`value` if it is a string, else an empty one.

    JSON can spell half of a surrogate pair, which no encoding can write: it is replaced.
    """
    if not isinstance(value, str):
        return ""
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


def web_link(value: object) -> str:
    """`value` if it is an https link, which hosts let a card open (hosts.md 2), else empty."""
    link = text(value)
    try:
        return link if link.startswith("https://") and urlsplit(link).hostname else ""
    except ValueError:
        return ""


def texts(value: object) -> list[str]:
    """The strings of an array."""
    return [text(item) for item in items(value) if isinstance(item, str)]


def whole_number(value: object) -> int | None:
    """A whole number however a host writes it: `1`, `"1"`, `1.0` or `1E0` (hosts.md 12.1).

    `None` for what is no number, has a fraction, or is beyond what JSON's doubles tell exactly.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    exact = math.isfinite(number) and number.is_integer() and abs(number) <= MOST_EXACT
    return int(number) if exact else None


def moment(value: object) -> datetime | None:
    """A moment that is written with its offset, in UTC.

    `None` for what is none, and for one that no calendar has in every time zone: the first and
    the last day of all.
    """
    try:
        found = datetime.fromisoformat(text(value))
        if found.tzinfo is None:
            return None
        found = found.astimezone(UTC)
        return found if found - A_DAY < found < found + A_DAY else None
    except (ValueError, OverflowError):
        return None
