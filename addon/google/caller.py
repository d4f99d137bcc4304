"""On whose behalf a request acts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import field

from addon.google.gate import Gate
from meeting.deadline import Deadline
from meeting.values import dataclass


class Tally:
    """Counts what a request cost, and keeps what Google refused, for its log line."""

    def __init__(self) -> None:
        self.google_calls = 0
        self.refusals: list[str] = []

    def count(self) -> None:
        """One more HTTP request to a Google API. A lost count among threads harms nobody."""
        self.google_calls += 1

    def add(self, part: Tally) -> None:
        """Count what was tallied by itself."""
        self.google_calls += part.google_calls
        self.refusals += part.refusals

    def refused(self, said: str) -> None:
        """Google refused a request, and said so; `said` holds nothing of anybody's."""
        self.refusals.append(said)


@dataclass(frozen=True)
class Caller:
    """What Google is called with.

    Attributes:
        access_token: the user's own OAuth token, as the host sent it; may be empty.
        scopes: what the user has granted.
        deadline: when the answer must be on its way.
        scopes_told: whether the host said so; else `scopes` are presumed, and Google knows better.
        gate: what requests go through where there may be many; `None` for the few of most clicks.
    """

    access_token: str = field(repr=False)
    scopes: Collection[str]
    deadline: Deadline
    tally: Tally = field(default_factory=Tally)
    scopes_told: bool = True
    gate: Gate | None = None

    @property
    def has_token(self) -> bool:
        """Whether Google can be called at all."""
        return bool(self.access_token)
