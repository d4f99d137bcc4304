"""What a day costs: arithmetic that anybody can repeat by hand."""

from __future__ import annotations

import pytest

from bench.clicks import SCENARIOS
from bench.price import CONCURRENCY, GIB, USUAL_DAY, Cost, Day, bill
from tools.deployment.steps import SHAPE

NOTHING = Cost(0, 0, 0, 0.0, 0.0)


def test_firestore_is_paid_by_the_document() -> None:
    """100,000 clicks that each read two, write one and delete one."""
    costs = {"click": Cost(2, 1, 1, 0.0, 0.0)}
    assert 2 * 0.03 + 0.09 + 0.01 == pytest.approx(bill(Day(50_000, {"click": 2}), costs).stored)


def test_cloud_run_is_paid_by_the_time_that_an_instance_is_there() -> None:
    """A quarter of an hour longer than there are clicks, or all day."""
    paid = bill(Day(1, {"click": 1}, hours=9.75), {"click": NOTHING})
    assert 1 == paid.instances
    assert 10 * 3600 * (0.000018 + 0.5 * 0.000002) == pytest.approx(paid.running)
    assert 24 * 3600 * (0.000018 + 0.5 * 0.000002) == pytest.approx(paid.always)


@pytest.mark.parametrize(
    ("expected", "cost"),
    [
        (1, Cost(0, 0, 0, 0.2, 0.0)),
        (2, Cost(0, 0, 0, 0.21, 0.0)),
        (1, Cost(0, 0, 0, 0.0, 21.3)),
        (2, Cost(0, 0, 0, 0.0, 21.4)),
    ],
)
def test_as_many_instances_as_cpu_and_waiting_take_at_the_peak(expected: int, cost: Cost) -> None:
    """Three clicks a second at the peak: 0.6 s of CPU, or 64 that wait, for an instance."""
    day = Day(36_000, {"click": 1}, hours=10, peak=3)
    assert expected == bill(day, {"click": cost}).instances


def test_the_usual_day_and_the_instance_are_those_that_are_measured_and_deployed() -> None:
    """Its clicks are scenarios; memory and concurrency are what `make deploy` asks for."""
    assert USUAL_DAY.keys() <= {scenario.name for scenario in SCENARIOS}
    assert {f"--memory={GIB * 1024:.0f}Mi", f"--concurrency={CONCURRENCY}", "--cpu=1"} <= set(SHAPE)


def test_a_day_has_the_clicks_of_all_its_users() -> None:
    """Halves count."""
    assert 35.0 == Day(10, {"a": 3, "b": 0.5}).requests
