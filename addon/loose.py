"""Reading JSON that somebody else wrote: what is missing or of another type counts as absent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


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
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def texts(value: object) -> list[str]:
    """The strings of an array."""
    return [text(item) for item in items(value) if isinstance(item, str)]
