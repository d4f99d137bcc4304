"""How long a request may still take."""

from __future__ import annotations

import time
from collections.abc import Callable


class Deadline:
    """Counts down from the moment it is made.

    Args:
        seconds: how long from now.
        clock: seconds on a clock that never goes back.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun = clock()
        self._ends = self._begun + seconds

    def remaining(self) -> float:
        """Seconds left; never below zero."""
        return max(0.0, self._ends - self._clock())

    def elapsed(self) -> float:
        """Seconds since it was made."""
        return self._clock() - self._begun

    def anew(self, seconds: float) -> Deadline:
        """Another one by the same clock, that many seconds from now."""
        return Deadline(seconds, self._clock)
