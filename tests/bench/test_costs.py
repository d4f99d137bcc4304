"""What each kind of click costs, held exactly and without a clock: costs.toml is the table."""

from __future__ import annotations

import time
import tomllib
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from bench.clicks import SCENARIOS, Click, Person, Scenario
from bench.counting import Store, counted
from sandbox.google.server import GoogleServer
from sandbox.google.world import World
from tests.support.stage import Stage, staged

PATIENCE = 10.0
TABLE: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("costs.toml").read_text())


@dataclass(frozen=True)
class Cost:
    """A row of the table, or what was found.

    Attributes:
        calls: of each of Google's methods.
        rounds: the methods of each round, in order; None where they are not held here.
    """

    calls: dict[str, int]
    reads: int
    writes: int
    deletes: int = 0
    rounds: list[list[str]] | None = field(default=None, compare=False)

    @classmethod
    def of(cls, row: dict[str, Any]) -> Cost:
        """Read a row."""
        rounds: list[list[str]] | None = row.get("rounds")
        calls = row.get("calls") or Counter(chain.from_iterable(rounds or []))
        return cls(dict(calls), row["reads"], row["writes"], row.get("deletes", 0), rounds)


@pytest.fixture(scope="module")
def counting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, Store]]:
    """A stage whose function's store counts."""
    store = tmp_path_factory.mktemp("store") / "addon.db"
    with counted() as counts, staged({"ADDON_STORE": f"sqlite:{store}"}) as stage:
        yield stage, counts


def played(google: GoogleServer, click: Click, rounds: list[list[str]]) -> list[list[str]]:
    """Click, and let each round's calls pass when all of them have come: the rounds that were.

    A call that came before the round ahead of it was let pass is told as one of that round.
    """
    gates = [[google.faults.hold(method) for method in each] for each in rounds]
    passed: list[float] = []
    with ThreadPoolExecutor(1) as pool:
        clicked = pool.submit(click)
        for held in gates:
            came = all(gate.reached.wait(PATIENCE) for gate in held)
            passed.append(time.monotonic())
            for gate in held if came else chain.from_iterable(gates):
                gate.open()
        clicked.result()
    found: list[list[str]] = [[] for _ in rounds]
    for call in google.calls:
        found[bisect(passed[:-1], call.started)].append(call.method_id)
    return [sorted(each) for each in found]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_click_costs_what_the_table_says(
    counting: tuple[Stage, Store], scenario: Scenario
) -> None:
    """Rounds, Google's methods, and documents read and written, of the second of two clicks."""
    stage, store = counting
    stage.renew()
    stage.google.world = World()
    person = Person(stage.google, stage.addon)
    scenario.prepare(person)()
    click = scenario.prepare(person)
    stage.function.settle()
    stage.google.calls.clear()
    store.forget()
    expected = Cost.of(TABLE[scenario.name])
    if expected.rounds is None:
        click()
    else:
        found = played(stage.google, click, expected.rounds)
        assert [sorted(each) for each in expected.rounds] == found
    stage.function.settle()
    calls = dict(Counter(call.method_id for call in stage.google.calls))
    assert expected == Cost(calls, store.reads, store.writes, store.deletes)


def test_the_table_has_every_kind_of_click_and_no_other() -> None:
    """A click that is added has its cost held from then on."""
    assert TABLE.keys() == {scenario.name for scenario in SCENARIOS}
