"""What a day costs on paper, at Google's list prices. Pure.

List prices, us-central1, as documented in 2025 at cloud.google.com/run/pricing and
cloud.google.com/firestore/pricing; nothing of the free tiers is taken off. Deployments have the CPU
always allocated (`tools/deployment/steps.py`), so Google counts the time that instances are there,
and nothing for each request.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

READ, WRITE, DELETE = 0.03 / 100_000, 0.09 / 100_000, 0.01 / 100_000
"""US dollars for a document of Firestore's standard edition."""
VCPU_SECOND, GIB_SECOND = 0.000018, 0.000002
"""US dollars of a Cloud Run service whose CPU is always allocated."""
VCPUS, GIB, CONCURRENCY = 1.0, 0.5, 64
"""An instance as it is deployed."""
BUSY = 0.6
"""The share of its CPU at which Cloud Run starts another instance."""
IDLE_HOURS = 0.25
"""How long an instance may stay after its last request."""
DAY_HOURS = 24.0

USUAL_DAY: Mapping[str, float] = {
    "home": 1,
    "event open, no Meet": 2,
    "event open, Meet known": 2,
    "create and attach": 1,
    "update settings": 0.5,
}
"""Clicks of one person on a working day, by scenario: assumed."""


@dataclass(frozen=True)
class Cost:
    """What one click takes.

    Attributes:
        reads: documents; likewise `writes` and `deletes`.
        cpu_seconds: the function's own.
        seconds: until it is answered.
    """

    reads: int
    writes: int
    deletes: int
    cpu_seconds: float
    seconds: float

    @property
    def stored(self) -> float:
        """US dollars for what it reads and writes in Firestore."""
        return self.reads * READ + self.writes * WRITE + self.deletes * DELETE


@dataclass(frozen=True)
class Day:
    """How the function is used on a day.

    Attributes:
        clicks: of one user, by the click's name.
        hours: over which they are spread.
        peak: how much more there are in the busiest time than on average.
    """

    users: int
    clicks: Mapping[str, float]
    hours: float = 10.0
    peak: float = 3.0

    @property
    def requests(self) -> float:
        """All clicks of all users."""
        return self.users * sum(self.clicks.values())


@dataclass(frozen=True)
class Bill:
    """US dollars for a day.

    Attributes:
        instances: that the busiest time takes.
        stored: for Firestore.
        running: for Cloud Run, with no instance while nobody clicks.
        always: for Cloud Run, with at least one all day.
    """

    instances: int
    stored: float
    running: float
    always: float


def bill(day: Day, costs: Mapping[str, Cost]) -> Bill:
    """What a day costs.

    Args:
        costs: of every click that the day has.
    """
    stored = sum(day.users * often * costs[name].stored for name, often in day.clicks.items())
    per_second = day.peak / (day.hours * 3600)
    cpu = sum(day.users * often * costs[name].cpu_seconds for name, often in day.clicks.items())
    open_ = sum(day.users * often * costs[name].seconds for name, often in day.clicks.items())
    instances = max(
        1,
        math.ceil(cpu * per_second / (BUSY * VCPUS)),
        math.ceil(open_ * per_second / CONCURRENCY),
    )
    there = min(day.hours + IDLE_HOURS, DAY_HOURS)
    return Bill(
        instances,
        stored,
        running=instances * _instance(there),
        always=instances * _instance(there) + _instance(DAY_HOURS - there),
    )


def _instance(hours: float) -> float:
    """US dollars for one instance."""
    return hours * 3600 * (VCPUS * VCPU_SECOND + GIB * GIB_SECOND)
