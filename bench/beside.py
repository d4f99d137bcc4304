"""The first table: what people wait for most, of ours, of the usual way, and of the floor."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.cold import measure_cold_starts
from bench.figures import Figure, percentile
from bench.load import Lasting, measure_creates, measure_lasting
from bench.side import (
    FLOOR,
    OURS,
    USUAL,
    Click,
    Side,
    change,
    clicked,
    create,
    open_with,
    open_without,
    see_nothing_ahead,
    see_what_is_ahead,
    sides,
)
from sandbox.google.server import GoogleServer

MOST_GROWTH = 1.05
"""How much more memory counts as none: allocators keep some."""


@dataclass(frozen=True)
class Target:
    """What ours is to reach; each is None where nothing is asked.

    Attributes:
        most: in the figure's own unit.
        of_usual: as a share of the usual way's, at most.
        of_floor: as a share of the floor's; at most, or at least where more is better.
    """

    most: float | None = None
    of_usual: float | None = None
    of_floor: float | None = None


@dataclass(frozen=True)
class Beside:
    """One figure of all three.

    Attributes:
        more_is_better: as of what is done in a second.
    """

    name: str
    unit: str
    values: Mapping[str, float]
    target: Target
    more_is_better: bool = False

    @property
    def of_usual(self) -> float:
        """Ours as a share of the usual way's."""
        return self.values[OURS] / self.values[USUAL]

    @property
    def of_floor(self) -> float:
        """Ours as a share of the floor's."""
        return self.values[OURS] / self.values[FLOOR]

    @property
    def met(self) -> bool:
        """Whether ours reaches all that it is to."""
        target = self.target
        found = [
            (target.most, self.values[OURS]),
            (target.of_usual, self.of_usual),
            (target.of_floor, self.of_floor),
        ]
        sign = -1 if self.more_is_better else 1
        return all(limit is None or sign * value <= sign * limit for limit, value in found)

    @property
    def asked(self) -> str:
        """The target in words."""
        than = "≥" if self.more_is_better else "≤"
        target = self.target
        parts = [
            f"{limit:.3g} {unit}".strip()
            for limit, unit in (
                (target.most, self.unit),
                (target.of_usual, "of usual"),
                (target.of_floor, "of floor"),
            )
            if limit is not None
        ]
        return ", ".join(f"{than} {part}" for part in parts)


CLICKS: tuple[tuple[str, Callable[[Side], Click], Target], ...] = (
    ("create and attach", create, Target(most=2.2)),
    ("change in place", change, Target(most=1.2)),
    ("open without a Meet", open_without, Target(most=1.1)),
    ("open with a Meet", open_with, Target(most=1.1)),
    ("home, nothing to come", see_nothing_ahead, Target()),
)
CPU = {
    "create and attach": ("own CPU of a create", Target(of_usual=1 / 3, of_floor=1.6)),
    "home, nothing to come": ("own CPU of the home card", Target(of_floor=1.6)),
}


@dataclass(frozen=True)
class Extent:
    """How much is measured.

    Attributes:
        runs: of each click on each side.
        cold_runs: starts of each side.
        people: who make Meets at the same time.
        waves: how often they do.
        requests: over which memory is to stay as it is.
        seconds: after which no more of these are sent.
        latency: seconds that every Google call takes.
    """

    runs: int
    cold_runs: int
    people: int
    waves: int
    requests: int
    seconds: float
    latency: float


def measure_beside(extent: Extent) -> tuple[tuple[Beside, ...], Lasting]:
    """Start all three at one stand-in and measure them in turn, run by run.

    Raises:
        WrongResultError: one of them did not do what was asked.
    """
    with tempfile.TemporaryDirectory() as made, GoogleServer() as google:
        folder = Path(made)
        with sides(google, folder) as three:
            for side in three:
                press, check = see_what_is_ahead(side)
                check(press().response or {})
            rows: list[Beside] = []
            used: list[Beside] = []
            for name, kind, target in CLICKS:
                took, cpu = _clicked(three, kind, extent)
                rows.append(Beside(name, "L", _medians(took, extent.latency * 1000), target))
                if name in CPU:
                    used.append(Beside(CPU[name][0], "ms", _medians(cpu), CPU[name][1]))
            creates = measure_creates(three, extent.people, extent.waves, extent.latency)
            memory = {side.name: side.memory for side in three}
            ours = next(side for side in three if side.name == OURS)
            lasting = measure_lasting(ours, extent.people, extent.requests, extent.seconds)
        cold = measure_cold_starts(google, folder, extent.cold_runs)
    everybody = f"creates a second, {creates.people} users"
    return (
        *rows,
        Beside(everybody, "", creates.per_second, Target(of_floor=0.9), more_is_better=True),
        *used,
        Beside("cold start to the first card", "s", _medians(cold, 1000), Target(of_usual=0.75)),
        Beside("memory after the load", "MiB", memory, Target(of_floor=1.1)),
    ), lasting


def lasting_figure(lasting: Lasting) -> Figure:
    """How much the memory has grown between a tenth of the requests and the last."""
    return Figure(
        "memory over many requests",
        lasting.late / lasting.early,
        "×",
        MOST_GROWTH,
        f"{lasting.early:.0f} MiB after a tenth of {lasting.requests} requests, "
        f"{lasting.late:.0f} MiB at the end, {lasting.seconds:.0f} s",
    )


def _clicked(
    three: Sequence[Side], kind: Callable[[Side], Click], extent: Extent
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Milliseconds from the click to the answer, and of CPU, by side; the first run warms up."""
    took: dict[str, list[float]] = {side.name: [] for side in three}
    cpu: dict[str, list[float]] = {side.name: [] for side in three}
    for run in range(extent.runs + 1):
        for side in three:
            once = clicked(side, kind, extent.latency)
            if run:
                took[side.name].append(once.milliseconds)
                cpu[side.name].append(once.cpu)
    return took, cpu


def _medians(values: Mapping[str, Sequence[float]], divisor: float = 1.0) -> dict[str, float]:
    return {name: percentile(each, 0.5) / divisor for name, each in values.items()}
