"""One run of the benchmark, from starting the functions to the last figure."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.beside import Beside, Extent, lasting_figure, measure_beside
from bench.clicks import SCENARIOS, ClickCost, Person, measure
from bench.cold import measure_without_bytecode
from bench.counting import ClickCount, count_clicks
from bench.figures import Figure, percentile
from bench.load import Load, measure_load
from bench.price import USUAL_DAY, Cost, Day, bill
from bench.process import pss_mib, rss_mib, workers
from bench.side import OURS, THREADS
from bench.size import STORED_USERS, Sized, measure_sizes
from sandbox.addon import ROOT, AddOn
from sandbox.google.server import GoogleServer

MOST_MEMORY_MIB = 120
USERS = 10_000
"""Whose day is paid on paper."""


@dataclass(frozen=True)
class Plan:
    """How much is measured.

    Attributes:
        runs: of each click.
        cold_runs: starts of each of the three functions.
        people: who open an event at the same moment.
        makers: who make Meets at the same time, and go on opening cards afterwards.
        requests: cards over which memory is to stay as it is.
        seconds: after which no more of these are opened.
        users: how many users are stored in turn.
        latency: seconds that every Google call takes.
    """

    runs: int = 6
    cold_runs: int = 5
    people: int = 64
    makers: int = 32
    requests: int = 20_000
    seconds: float = 45.0
    users: tuple[int, ...] = STORED_USERS
    latency: float = 0.1


@dataclass(frozen=True)
class Measured:
    """All results.

    Attributes:
        beside: ours, the usual way and the floor.
        clicks: what each click cost, timed.
        figures: all the rest of ours.
        sizes: what clicks cost at each size.
        counts: what each click asked of Google and the store.
    """

    beside: tuple[Beside, ...]
    clicks: tuple[ClickCost, ...]
    figures: tuple[Figure, ...]
    sizes: tuple[Sized, ...]
    counts: tuple[ClickCount, ...]


def measure_all(plan: Plan) -> Measured:
    """Measure all of it; nothing else should be running."""
    extent = Extent(
        runs=plan.runs,
        cold_runs=plan.cold_runs,
        people=plan.makers,
        waves=2,
        requests=plan.requests,
        seconds=plan.seconds,
        latency=plan.latency,
    )
    beside, lasting = measure_beside(extent)
    with tempfile.TemporaryDirectory() as made, GoogleServer() as google:
        folder = Path(made)
        settings = {"ADDON_STORE": f"sqlite:{folder / 'addon.db'}", "THREADS": THREADS}
        clicks, figures = _measure_warm(plan, google, settings, folder / "log")
        uncompiled = percentile(measure_without_bytecode(google, folder, plan.cold_runs), 0.5)
        counts = count_clicks(SCENARIOS, folder)
    compiled = next(row for row in beside if row.unit == "s").values[OURS]
    return Measured(
        beside,
        clicks,
        (
            *figures,
            lasting_figure(lasting),
            Figure(
                "cold start without bytecode of our own",
                uncompiled / 1000,
                "s",
                remark=f"{uncompiled / 1000 / compiled:.1f} times as long as with it",
            ),
            *_paid(clicks, counts),
        ),
        measure_sizes(plan.runs, plan.latency, plan.users),
        counts,
    )


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
        opened = person.open(person.new_event(person.own_meet()))
        google.faults.latency = plan.latency
        clicks = tuple(measure(scenario, person, worker, plan.runs) for scenario in SCENARIOS)
        load = measure_load(person.host, opened, plan.people)
        loaded = _memory("memory after the load", worker, server)
        google.faults.latency = 0
    connections = sum(cost.connections for cost in clicks)
    return clicks, (
        Figure("new TCP connections, all warm clicks", connections, target=0),
        *_load_figures(load),
        loaded,
    )


def _memory(name: str, worker: int, server: int) -> Figure:
    both = pss_mib(worker) + pss_mib(server)
    remark = f"RSS of the worker; its PSS {pss_mib(worker):.0f}, with its parent's {both:.0f}"
    return Figure(name, rss_mib(worker), "MiB", MOST_MEMORY_MIB, remark)


def _load_figures(load: Load) -> tuple[Figure, ...]:
    remark = f"{load.people} people at once, Meet known; {load.per_second:.0f} cards a second"
    return (
        Figure("event open under load, p50", load.p50, "ms", remark=remark),
        Figure("event open under load, p95", load.p95, "ms", remark=remark),
    )


def _paid(clicks: tuple[ClickCost, ...], counts: tuple[ClickCount, ...]) -> tuple[Figure, ...]:
    """What a day of many users costs on paper."""
    timed = {cost.scenario.name: cost for cost in clicks}
    costs = {
        count.name: Cost(
            count.reads,
            count.writes,
            count.deletes,
            timed[count.name].cpu_milliseconds / 1000,
            timed[count.name].milliseconds.median / 1000,
        )
        for count in counts
    }
    day = Day(USERS, USUAL_DAY)
    paid = bill(day, costs)
    return (
        Figure(
            f"{USERS:,} users a day: Firestore",
            paid.stored,
            "$ a day",
            remark=f"{day.requests:,.0f} clicks",
        ),
        Figure(
            f"{USERS:,} users a day: Cloud Run",
            paid.running,
            "$ a day",
            remark=f"instances at the peak: {paid.instances}; "
            f"with one that stays all day $ {paid.always:.2f}",
        ),
    )
