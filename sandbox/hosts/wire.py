"""Values shared by everything that speaks the wire protocol."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

Json = dict[str, Any]
"""A JSON object."""


class Host(Enum):
    """The surface that shows a card; what a card may hold depends on it (hosts.md 8)."""

    CALENDAR = "the Calendar sidebar"
    CHAT_MESSAGE = "a Chat message"
    CHAT_DIALOG = "a Chat dialog"


@dataclass(frozen=True)
class Complaint:
    """One thing a host would not accept.

    Attributes:
        path: where it is, e.g. `action.navigations[0].pushCard.header`.
        reason: what is wrong, for a developer.
        strips_card: whether the host then shows nothing of the card (hosts.md 8.4).
    """

    path: str
    reason: str
    strips_card: bool = False

    def __str__(self) -> str:
        return f"{self.path or '(root)'}: {self.reason}"


def join(path: str, member: str | int) -> str:
    """The path of a member (a name) or an element (a number) below `path`."""
    if isinstance(member, int):
        return f"{path}[{member}]"
    return f"{path}.{member}" if path else member


def camel_case(value: object, path: str = "") -> tuple[object, list[Complaint]]:
    """Rename snake_case members to lowerCamelCase at every depth, as proto JSON reads them.

    Responses may use either spelling (hosts.md 2.3).

    Returns:
        The renamed copy, and a complaint for each member given in both spellings.
    """
    if isinstance(value, list):
        items = [camel_case(item, join(path, index)) for index, item in enumerate(value)]
        return [item for item, _ in items], [c for _, found in items for c in found]
    if not isinstance(value, dict):
        return value, []
    renamed: Json = {}
    complaints: list[Complaint] = []
    for key, member in value.items():
        name = _camel(key)
        if name in renamed:
            complaints.append(Complaint(join(path, name), "given twice, in two spellings"))
        renamed[name], found = camel_case(member, join(path, name))
        complaints += found
    return renamed, complaints


def _camel(name: str) -> str:
    return re.sub(r"(?<=[a-zA-Z0-9])_([a-z0-9])", lambda match: match[1].upper(), name)


def without_nulls(value: Json) -> Json:
    """A copy without the members that are null, at every depth: they count as absent."""
    return {name: _without_nulls(inner) for name, inner in value.items() if inner is not None}


def _without_nulls(value: object) -> object:
    if isinstance(value, dict):
        return without_nulls(value)
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


def coerced(value: object) -> str:
    """A value where a string belongs; numbers and booleans are taken as they are spelled."""
    return value if isinstance(value, str) else json.dumps(value)


def members(value: object, name: str) -> list[Json]:
    """The objects in the list `value[name]`; empty where there is no such list."""
    found = value.get(name) if isinstance(value, dict) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def member(value: object, name: str) -> Json | None:
    """The object `value[name]`, or None where there is none."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else None


def present(value: Json, *names: str) -> Iterator[str]:
    """Those of `names` that `value` has."""
    return (name for name in names if value.get(name) is not None)
