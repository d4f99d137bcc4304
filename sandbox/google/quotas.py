"""Google's limits per minute, as counters that are off until they are wanted."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.google.clock import Clock

_WINDOW = timedelta(minutes=1)


@dataclass(frozen=True)
class Limit:
    """How many requests of one kind fit into a minute."""

    per_project: int
    per_user: int


@dataclass(frozen=True)
class Exceeded:
    """A limit that a request ran into."""

    kind: str
    user: bool


# google-apis.md 2.9 and 4.5
GOOGLE_LIMITS = {
    "meet.read": Limit(6000, 600),
    "meet.write": Limit(1000, 100),
    "meet.reduced_write": Limit(100, 10),
    "calendar": Limit(10_000, 600),
}


class Quotas:
    """Counts requests over a sliding minute of the world's clock.

    Attributes:
        enabled: whether requests are counted at all.
        limits: the limit of each kind of request; may be lowered.
    """

    def __init__(self, clock: Clock, *, enabled: bool = False) -> None:
        self.enabled = enabled
        self.limits = dict(GOOGLE_LIMITS)
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: defaultdict[tuple[str, ...], deque[datetime]] = defaultdict(deque)

    def count(
        self, method_id: str, http_method: str, *, project: str, user: str
    ) -> Exceeded | None:
        """Count one request; returns the limit it exceeds, in which case it does not count."""
        kind = kind_of(method_id, http_method)
        if not self.enabled or kind not in self.limits:
            return None
        limit = self.limits[kind]
        with self._lock:
            by_user = self._recent(kind, project, user)
            by_project = self._recent(kind, project)
            if len(by_user) >= limit.per_user:
                return Exceeded(kind, user=True)
            if len(by_project) >= limit.per_project:
                return Exceeded(kind, user=False)
            now = self._clock.now()
            by_user.append(now)
            by_project.append(now)
        return None

    def _recent(self, *key: str) -> deque[datetime]:
        seen = self._seen[key]
        oldest = self._clock.now() - _WINDOW
        while seen and seen[0] <= oldest:
            seen.popleft()
        return seen


def kind_of(method_id: str, http_method: str) -> str:
    """Which limit a method counts against."""
    api = method_id.partition(".")[0]
    if api != "meet":
        return api
    if method_id == "meet.spaces.create":
        return "meet.reduced_write"
    return "meet.read" if http_method == "GET" else "meet.write"
