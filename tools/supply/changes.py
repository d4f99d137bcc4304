"""What changes between two sets of pins, in words."""

from __future__ import annotations

from collections.abc import Mapping

from tools.supply.pins import DEPLOYED, WHOLE, Pin

Files = Mapping[str, Mapping[str, Pin]]
"""The pins of each file, by the package's name."""


def changes(before: Files, after: Files) -> list[str]:
    """A line for each package that changes, by name, and whether it is deployed; or that none does.

    Args:
        before: the pins as they were.
        after: the pins as they are.
    """
    old, new = before[WHOLE], after[WHOLE]
    deployed = before[DEPLOYED].keys() | after[DEPLOYED].keys()
    changed = {
        name: _words(old.get(name), new.get(name))
        for name in sorted(old.keys() | new.keys())
        if _content(old.get(name)) != _content(new.get(name))
    }
    wide, wider = (max(map(len, texts), default=0) for texts in (changed, changed.values()))
    return [
        f"{name:{wide}}  {words:{wider}}  {'deployed' if name in deployed else ''}".rstrip()
        for name, words in changed.items()
    ] or ["Nothing changes."]


def _words(before: Pin | None, after: Pin | None) -> str:
    if before is None or after is None:
        return " -> ".join(pin.version if pin else "none" for pin in (before, after))
    if before.version == after.version:
        added, removed = after.hashes - before.hashes, before.hashes - after.hashes
        return f"{after.version}, {len(added)} files more and {len(removed)} fewer"
    return f"{before.version} -> {after.version}"


def _content(pin: Pin | None) -> tuple[str, frozenset[str]] | None:
    return (pin.version, pin.hashes) if pin else None
