"""Finding calls by the meetings that they belong to, as far as there is time."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor

from meeting.deadline import Deadline
from meeting.errors import CallHidden, Problem, ScopesMissing
from meeting.parallel import AT_ONCE, each_at_once
from meeting.ports import Records
from meeting.records import Call
from meeting.values import dataclass

LISTED = 100
ENOUGH_SECONDS = 12.0
"""With less left no further Meets are asked about: that takes a read, and so do the files then."""
MOST_DIGITS = 4


@dataclass(frozen=True)
class Place:
    """Where a search goes on.

    Attributes:
        meets: so many Meets lie behind.
        calls: so many calls of those that are asked about next.
    """

    meets: int = 0
    calls: int = 0

    def __str__(self) -> str:
        """As `read` takes it."""
        return f"{self.meets}.{self.calls}"

    @classmethod
    def read(cls, written: str) -> Place:
        """A place as a click carries it; the beginning for what is none."""
        parts = written.split(".")
        if len(parts) != len(("meets", "calls")):
            return cls()
        if not all(part.isdecimal() and len(part) <= MOST_DIGITS for part in parts):
            return cls()
        return cls(*map(int, parts))


@dataclass(frozen=True)
class Found:
    """What a search has found.

    Attributes:
        calls: each with the code of its Meet, those of later meetings first.
        next_place: where more is to be looked for; `None` where all was looked through.
        problem: what kept some Meet from being looked into, if anything did.
    """

    calls: tuple[tuple[Call, str], ...]
    next_place: Place | None
    problem: Problem | None


def search(
    records: Records,
    pool: Executor,
    codes: Sequence[str],
    *,
    begin: Place,
    most: int,
    deadline: Deadline,
) -> Found:
    """Look for calls of these Meets, a few Meets at the same time, until there are enough.

    A Meet that is hidden has no calls to show.

    Args:
        codes: of the Meets, that of the latest meeting first.
        most: so many calls at most.

    Raises:
        ScopesMissing: a permission is missing.
    """
    found: list[tuple[Call, str, Place]] = []
    problem: Problem | None = None
    meets, skipped = begin.meets, begin.calls
    while meets < len(codes) and len(found) <= most:
        if meets > begin.meets and deadline.remaining() < ENOUGH_SECONDS:
            break
        some = codes[meets : meets + AT_ONCE]
        listed = each_at_once(pool, lambda code: _calls(records, code), some)
        problem = next((each for each in listed if isinstance(each, Problem)), problem)
        coded = [
            (call, code)
            for code, calls in zip(some, listed, strict=True)
            if not isinstance(calls, Problem)
            for call in calls
        ]
        coded.sort(key=lambda pair: pair[0].start, reverse=True)
        found += [(call, code, Place(meets, number)) for number, (call, code) in enumerate(coded)][
            skipped:
        ]
        meets, skipped = meets + AT_ONCE, 0
    following = Place(meets) if meets < len(codes) else None
    if len(found) > most:
        following = found[most][2]
    return Found(tuple((call, code) for call, code, _ in found[:most]), following, problem)


def _calls(records: Records, code: str) -> Sequence[Call] | Problem:
    try:
        return records.calls(code=code, most=LISTED).found
    except ScopesMissing:
        raise
    except CallHidden:
        return ()
    except Problem as problem:
        return problem
