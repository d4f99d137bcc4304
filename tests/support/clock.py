"""Clocks that tests put forward, so that none waits for a time to pass."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from addon.app import ANSWER_SECONDS as WORKS
from meeting.deadline import Deadline

__all__ = ["WORKS", "Clock", "StillClock"]


class Clock:
    """The monotonic clock that a stage's function goes by, put forward now and then.

    Attributes:
        spent: seconds that every request has already used up when it comes in; after `WORKS`
            nothing is waited for any more.
    """

    def __init__(self) -> None:
        self.spent = 0.0
        self._ahead = 0.0

    def now(self) -> float:
        """Seconds, as `time.monotonic` tells them."""
        return time.monotonic() + self._ahead

    def forward(self, seconds: float) -> None:
        """Let that much time pass at once."""
        self._ahead += seconds

    def deadline(self, seconds: float) -> Deadline:
        """The deadline of a request that comes in."""
        return Deadline(seconds - self.spent, self.now)


@dataclass
class StillClock:
    """The time, which passes when it is told to."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 20, 12, tzinfo=UTC))

    def timestamp(self) -> float:
        """Seconds since the epoch."""
        return self.now.timestamp()

    def pass_(self, **span: float) -> None:
        """Let a span of time pass."""
        self.now += timedelta(**span)
