"""The shape of an answer: names of members and types of values, nothing of anybody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# Google names members so; what else stands before a colon is data, as in a map.
_MEMBER = re.compile(r"[a-z][A-Za-z]{0,39}")
_TYPES: dict[type, str] = {
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
    type(None): "null",
}


def shape(value: object) -> str:
    """A JSON value's shape, e.g. `{items: [{id: string}]}`."""
    if isinstance(value, Mapping):
        members = sorted({f"{_name(name)}: {shape(below)}" for name, below in value.items()})
        return "{" + ", ".join(members) + "}"
    if isinstance(value, list):
        return "[" + " | ".join(dict.fromkeys(map(shape, value))) + "]"
    return _TYPES.get(type(value), "?")


def part(body: Mapping[str, object], names: Iterable[str]) -> dict[str, object]:
    """Of an answer, the members that matter."""
    return {name: body[name] for name in names if name in body}


def _name(name: object) -> str:
    return str(name) if _MEMBER.fullmatch(str(name)) else "…"
