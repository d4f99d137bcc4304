"""What is worked out from measurements. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """Where the middle of the measurements lies, and how far most of them lie apart."""

    p10: float
    median: float
    p90: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """The spread of at least one measurement."""
        return cls(percentile(values, 0.1), percentile(values, 0.5), percentile(values, 0.9))


@dataclass(frozen=True)
class Figure:
    """One result.

    Attributes:
        target: the most that it may be; without one it is only reported.
    """

    name: str
    value: float
    unit: str = ""
    target: float | None = None
    remark: str = ""

    @property
    def met(self) -> bool:
        """Whether the target, if there is one, is met."""
        return self.target is None or self.value <= self.target


def percentile(values: Iterable[float], share: float) -> float:
    """The value below which a share of the values lies, interpolated between neighbours.

    Args:
        values: at least one.
        share: from 0 to 1.
    """
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def sequential_rounds(intervals: Iterable[tuple[float, float]]) -> int:
    """The length of the longest chain of intervals of which none begins before the last ended.

    Args:
        intervals: begin and end of each call, in any order.
    """
    chain, last_end = 0, float("-inf")
    for begin, end in sorted(intervals, key=lambda interval: interval[1]):
        if begin >= last_end:
            chain, last_end = chain + 1, end
    return chain
