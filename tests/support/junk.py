"""What may stand in a field's place, and how it gets there."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from tests.support.stage import Json

Path = tuple[str | int, ...]
RAW = "raw:"
"""Begins a string that stands for a JSON number as it is written, such as `1e999`."""

JUNK: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    2**63,
    f"{RAW}1e999",
    f"{RAW}-1E+400",
    f"{RAW}1e-999",
    f"{RAW}-0.0",
    f"{RAW}" + "9" * 400,
    "",
    " ",
    "x",
    "on",
    "\0",
    "\r\nX-Header: x",
    "..",
    "../..",
    "a/b?c#d%e",
    "%2e%2e",
    "{x}",
    "<b>&amp;</i>",
    "\ud800",
    "\udfff\ud83d",
    "é漢🎉\u202e",
    "x" * 70_000,
    [],
    [None],
    ["x", 1, {}],
    ["on", "on"],
    {},
    {"": {}},
    {"value": "on"},
    {"stringInputs": {"value": ["on"]}},
)

texts = st.text(max_size=20) | st.text(st.characters(categories=["Cs", "Cc", "Zs"]), max_size=3)
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
values = st.sampled_from(JUNK) | st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=10,
)


def nested(depth: int) -> Any:  # noqa: ANN401  # any JSON
    """List and objects within each other."""
    value: Any = "x"
    for level in range(depth):
        value = [value] if level % 2 else {"a": value}
    return value


def positions(value: object, path: Path = ()) -> Iterator[Path]:
    """Where something stands in a JSON value: every member and item at every depth."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    for key, found in inner:
        yield (*path, key)
        yield from positions(found, (*path, key))


def replaced(event: Json, path: Path, junk: object) -> Json:
    """The event with something else at a position; unchanged where that is gone already."""
    changed = copy.deepcopy(event)
    holder = holder_of(changed, path)
    if holder is not None:
        holder[path[-1]] = junk
    return changed


def without(event: Json, path: Path) -> Json:
    """The event without what stands at a position."""
    changed = copy.deepcopy(event)
    holder = holder_of(changed, path)
    if holder is not None:
        del holder[path[-1]]
    return changed


def holder_of(event: Any, path: Path) -> Any:  # noqa: ANN401  # any JSON
    """What directly holds a position, or `None` where it is gone."""
    for key in path[:-1]:
        there = key in event if isinstance(event, dict) else _has(event, key)
        if not there:
            return None
        event = event[key]
    last = path[-1]
    if isinstance(event, dict):
        return event if last in event else None
    return event if _has(event, last) else None


def _has(value: object, key: str | int) -> bool:
    return isinstance(value, list) and isinstance(key, int) and key < len(value)


def written(event: Json) -> bytes:
    """The event as JSON, with the raw numbers as they are written."""
    parts = json.dumps(event, allow_nan=False).split(f'"{RAW}')
    first, *others = parts
    return "".join([first, *(part.replace('"', "", 1) for part in others)]).encode()
