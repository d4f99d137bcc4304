"""The time that the stand-in lives in."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta


class Clock:
    """Tells the time; can be moved forward.

    Args:
        start: where time stands still until `advance` moves it; without it, real time passes.
        ahead: how much later than that it is; less than nothing for a past that is to be played.
    """

    def __init__(self, start: datetime | None = None, ahead: timedelta = timedelta()) -> None:
        self._lock = threading.Lock()
        self._frozen = start
        self._ahead = ahead

    def now(self) -> datetime:
        """The present moment in UTC."""
        with self._lock:
            return (self._frozen or datetime.now(UTC)) + self._ahead

    def advance(self, by: timedelta) -> datetime:
        """Move forward and return the new present."""
        with self._lock:
            self._ahead += by
        return self.now()


def rfc3339(moment: datetime) -> str:
    """A moment as Google's APIs write it: UTC, milliseconds, `Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
