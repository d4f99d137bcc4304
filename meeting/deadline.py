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
        self._ends = clock() + seconds

    def remaining(self) -> float:
        """Seconds left; never below zero."""
        return max(0.0, self._ends - self._clock())
