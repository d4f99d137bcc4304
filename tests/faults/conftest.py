"""A clock that scenarios may put forward, so that none waits for a deadline."""

from __future__ import annotations

import time

import pytest

from meeting.deadline import Deadline

WORKS = 19.0
"""Seconds after which Google is no longer waited for."""


class Clock:
    """The process's monotonic clock, put forward now and then.

    Attributes:
        spent: seconds that every request has already used up when it comes in.
    """

    def __init__(self) -> None:
        self.spent = 0.0
        self._ahead = 0.0
        self._real = time.monotonic

    def now(self) -> float:
        """Seconds, as `time.monotonic` tells them."""
        return self._real() + self._ahead

    def forward(self, seconds: float) -> None:
        """Let that much time pass at once."""
        self._ahead += seconds

    def deadline(self, seconds: float) -> Deadline:
        """A deadline on this clock."""
        return Deadline(seconds - self.spent, self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that the function goes by."""
    made = Clock()
    monkeypatch.setattr(time, "monotonic", made.now)
    monkeypatch.setattr("addon.app.Deadline", made.deadline)
    return made
