"""What a host reads of a card: members that it knows, of the right type, in whole parts."""

from __future__ import annotations

from sandbox.hosts.cards import CARD_SHAPES, MAX_WIDGETS
from sandbox.hosts.shapes import Checker, FieldType, Many
from sandbox.hosts.wire import Host, Json, members, present

_OUTLINES = frozenset({"Card", "Section"})
"""Messages that are read even where something they require is missing."""


def readable(card: object, host: Host) -> Json:
    """A copy of `card` with only what `host` reads; empty where it is no card at all.

    A part that lacks what it requires is missing from the copy (hosts.md 8.4); in a list an empty
    object stands in its place, so that paths stay true.
    """
    return read_message(card, "Card", host) or {}


def read_message(value: object, shape_name: str, host: Host) -> Json | None:
    """The same for any message of the card's shapes; None where nothing of it can be shown."""
    if not isinstance(value, dict):
        return None
    shape = CARD_SHAPES[shape_name]
    kept: Json = {}
    for name, kind in shape.fields.items():
        if value.get(name) is None or host not in shape.only.get(name, {host}):
            continue
        inner = _read(value[name], kind, host)
        if inner is not None:
            kept[name] = inner
    if shape_name in _OUTLINES:
        return kept
    is_whole = (
        all(kept.get(name) not in (None, "", []) for name in shape.required)
        and (not shape.exactly_one or any(present(kept, *shape.exactly_one)))
        and (not shape.any_of or any(present(kept, *shape.any_of)))
    )
    return kept if is_whole else None


def _read(value: object, kind: FieldType, host: Host) -> object | None:
    match kind, value:
        case str(), _:
            return read_message(value, kind, host)
        case Many(of=str() as of), list():
            return [read_message(item, of, host) or {} for item in value]
        case Many(of=of), list():
            return [item for item in value if _read(item, of, host) is not None]
        case _:
            return None if any(Checker(CARD_SHAPES, host).check(value, kind)) else value


def shown_sections(card: Json) -> list[Json]:
    """The sections up to the one that crosses the limit of widgets (hosts.md 7)."""
    shown: list[Json] = []
    count = 0
    for section in members(card, "sections"):
        count += len(members(section, "widgets"))
        if count > MAX_WIDGETS:
            break
        shown.append(section)
    return shown
