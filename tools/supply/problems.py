"""What is wrong with the pins, seen without a network: do they fit what is asked for?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools.supply.pins import ROOT, SOURCES, Asked, Pin, read_pins, read_source


def problems(root: Path = ROOT) -> list[str]:
    """Why the made files do not fit their sources, or each other; empty when they do."""
    found, made = list[str](), dict[str, dict[str, Pin]]()
    for file, source in SOURCES.items():
        text = (root / file).read_text(encoding="utf-8")
        try:
            made[file] = read_pins(text)
        except ValueError as error:
            found.append(f"{file}: {error}")
            continue
        found += [
            f"{file}: {problem}" for problem in _unlike(read_source(source, root), made[file])
        ]
        if re.search(r"^\s*(-i|-f|--\S*(index|find|host)\S*)\b|://", text, re.MULTILINE):
            found.append(f"{file}: says where packages come from, which is each machine's own")
    return found + list(_apart(made))


def _unlike(asked: list[Asked], pins: Mapping[str, Pin]) -> Iterator[str]:
    """How the pins of a file differ from what is asked for."""
    for one in asked:
        if not one.reason:
            yield f"{one.source} does not say what {one.name} is for"
        if one.name not in pins:
            yield f"{one.name} of {one.source} is not pinned"
        elif not one.requirement.specifier.contains(pins[one.name].version, prereleases=True):
            yield f"{one.name} {pins[one.name].version} is not what {one.source} asks for"
    named = {one.name for one in asked}
    for pin in pins.values():
        if pin.name not in named and not pins.keys() & set(_names(pin)):
            yield f"{pin.name} is pinned, but nothing needs it"


def _apart(made: Mapping[str, Mapping[str, Pin]]) -> Iterator[str]:
    """Where the files differ: what is tested has to be what is deployed."""
    whole, *parts = made.items()
    for file, pins in parts:
        for pin in pins.values():
            other = whole[1].get(pin.name)
            if other is None or (other.version, other.hashes) != (pin.version, pin.hashes):
                yield f"{file}: {pin.name} {pin.version} is not what {whole[0]} pins"


def _names(pin: Pin) -> Iterator[str]:
    """The packages that need it."""
    return (name for name in pin.because if not name.startswith("-r "))
