"""One run of the benchmark, from starting the function to the last figure."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.clicks import SCENARIOS, ClickCost, Person, measure
from bench.cold import ColdStart, measure_cold_start
from bench.figures import Figure
from bench.load import Load, measure_load
from bench.process import pss_mib, rss_mib, workers
from sandbox.addon import ROOT, AddOn
from sandbox.google.server import GoogleServer

THREADS = "64"
"""What deployments set (contract.md)."""
MOST_MEMORY_MIB = 120
MOST_COLD_RATIO = 1.3


@dataclass(frozen=True)
class Plan:
    """How much is measured.

    Attributes:
        runs: of each click.
        cold_runs: starts of each of the two functions.
        people: who open an event at the same moment.
        latency: seconds that every Google call takes.
    """

    runs: int = 20
    cold_runs: int = 12
    people: int = 64
    latency: float = 0.1


def measure_all(plan: Plan) -> tuple[tuple[ClickCost, ...], tuple[Figure, ...]]:
    """Measure the warm function's clicks, then the rest; nothing else should be running."""
    with tempfile.TemporaryDirectory() as folder, GoogleServer() as google:
        store = f"sqlite:{Path(folder, 'addon.db')}"
        settings = {"ADDON_STORE": store, "THREADS": THREADS}
        clicks, figures = _measure_warm(plan, google, settings, Path(folder, "log"))
        cold = measure_cold_start(google, google.settings() | settings, plan.cold_runs)
    return clicks, (*figures, *_cold_figures(cold))


def _measure_warm(
    plan: Plan, google: GoogleServer, settings: Mapping[str, str], log: Path
) -> tuple[tuple[ClickCost, ...], tuple[Figure, ...]]:
    with (
        log.open("wb") as written,
        AddOn(ROOT, google, settings=settings, log=written) as addon,
    ):
        person = Person(google, addon)
        server = addon.pid or 0
        (worker,) = workers(server)
        person.host.open_home()
        person.open(person.new_event(person.own_meet()))
        warm = _memory("memory when warm", worker, server)
        google.faults.latency = plan.latency
        clicks = tuple(measure(scenario, person, worker, plan.runs) for scenario in SCENARIOS)
        clicked = _memory("memory after all clicks", worker, server, MOST_MEMORY_MIB)
        load = measure_load(person, plan.people)
        loaded = _memory("memory after the load", worker, server, MOST_MEMORY_MIB)
        google.faults.latency = 0
    connections = sum(cost.connections for cost in clicks)
    return clicks, (
        Figure("new TCP connections, all warm clicks", connections, target=0),
        *_load_figures(load),
        warm,
        clicked,
        loaded,
    )


def _memory(name: str, worker: int, server: int, target: float | None = None) -> Figure:
    both = pss_mib(worker) + pss_mib(server)
    remark = f"RSS of the worker; its PSS {pss_mib(worker):.0f}, with its parent's {both:.0f}"
    return Figure(name, rss_mib(worker), "MiB", target, remark)


def _load_figures(load: Load) -> tuple[Figure, ...]:
    remark = f"{load.people} people at once, Meet known; {load.per_second:.0f} cards a second"
    return (
        Figure("event open under load, p50", load.p50, "ms", remark=remark),
        Figure("event open under load, p95", load.p95, "ms", remark=remark),
    )


def _cold_figures(cold: ColdStart) -> tuple[Figure, ...]:
    addon, empty = cold.addon, cold.empty
    return (
        Figure(
            "cold start to the first home card",
            addon.median,
            "ms",
            remark=f"p10-p90 {addon.p10:.0f}-{addon.p90:.0f}",
        ),
        Figure(
            "the same, empty function",
            empty.median,
            "ms",
            remark=f"p10-p90 {empty.p10:.0f}-{empty.p90:.0f}, the same {cold.modules} imports",
        ),
        Figure(
            "cold start: ratio of each pair",
            cold.ratio.median,
            "×",
            MOST_COLD_RATIO,
            f"p10-p90 {cold.ratio.p10:.2f}-{cold.ratio.p90:.2f}",
        ),
    )
