"""The requirements: what is asked for and why, and what is pinned for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent.parent
SOURCES = {
    "requirements-dev.txt": "requirements/dev.in",
    "requirements-sandbox.txt": "requirements/sandbox.in",
    "requirements.txt": "requirements/function.in",
}
"""Each file that pip installs, and what it is made from. The first holds all of the others."""
WHOLE, *_, DEPLOYED = SOURCES
HASH = re.compile(r"sha256:[0-9a-f]{64}")


@dataclass(frozen=True)
class Asked:
    """A package that a source asks for.

    Attributes:
        name: as registries normalize it.
        reason: what it is needed for.
        source: the file that names it, from the project's folder.
    """

    name: str
    reason: str
    requirement: Requirement
    source: str


@dataclass(frozen=True)
class Pin:
    """A package of which one version is allowed.

    Attributes:
        name: as registries normalize it.
        hashes: of all files of that version.
        because: the packages that need it, and `-r FILE` for each source that asks for it.
    """

    name: str
    version: str
    hashes: frozenset[str]
    because: tuple[str, ...]


def read_source(source: str, root: Path = ROOT) -> list[Asked]:
    """What a source asks for, with what it takes over from others.

    Args:
        source: its path from the project's folder.
        root: the project's folder.

    Raises:
        packaging.requirements.InvalidRequirement: a line is none.
    """
    asked = list[Asked]()
    for line in (root / source).read_text(encoding="utf-8").splitlines():
        written, _, reason = (part.strip() for part in line.partition("#"))
        if written.startswith("-r "):
            other = Path(source).with_name(written.removeprefix("-r ").strip())
            asked += read_source(other.as_posix(), root)
        elif written:
            requirement = Requirement(written)
            asked.append(Asked(canonicalize_name(requirement.name), reason, requirement, source))
    return asked


def read_pins(text: str) -> dict[str, Pin]:
    """What a made file pins, by name.

    Raises:
        ValueError: a line is neither an option, a comment nor an exact version with hashes.
    """
    return {pin.name: pin for pin in map(_pin, _entries(text))}


def _entries(text: str) -> Iterator[list[str]]:
    """The lines of each requirement: itself, its hashes, and the comments that say for whom."""
    entry = list[str]()
    for line in text.splitlines():
        if line[:1] in {" ", "\t"}:
            entry.append(line.strip())
            continue
        if entry:
            yield entry
        entry = [] if not line or line[0] in "#-" else [line]
    if entry:
        yield entry


def _pin(entry: list[str]) -> Pin:
    comments = [line.lstrip("# ") for line in entry if line.startswith("#")]
    written, *options = " ".join(
        line.removesuffix("\\").strip() for line in entry if not line.startswith("#")
    ).split(" --hash=")
    exact = re.fullmatch(r"([\w.-]+)==([\w.!+-]+)( *;.*)?", written)
    if exact is None or not options or not all(HASH.fullmatch(one.strip()) for one in options):
        raise ValueError(f"{written.strip()} is no exact version with hashes")
    because = (comment.removeprefix("via").strip() for comment in comments)
    return Pin(
        canonicalize_name(exact[1]),
        exact[2],
        frozenset(one.strip() for one in options),
        tuple(one for one in because if one),
    )
