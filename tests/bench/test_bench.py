from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bench.__main__ import PAGE
from bench.beside import Beside, Target
from bench.clicks import SCENARIOS
from bench.figures import Figure, Spread, percentile, sequential_rounds
from bench.measuring import Measured, Plan, measure_all
from bench.report import Report
from bench.side import FLOOR, OURS, USUAL, Side, WrongResultError, change_of, somebody
from sandbox.addon import AddOn
from sandbox.google.server import GoogleServer
from tools.pages import with_part

NOTHING = Measured((), (), (), (), ())
ONE = {OURS: 1.0, USUAL: 2.0, FLOOR: 1.0}


@pytest.mark.parametrize(
    ("expected", "intervals"),
    [
        (0, []),
        (1, [(0.0, 1.0), (0.1, 1.1), (0.2, 0.9)]),
        (2, [(1.0, 2.0), (0.0, 1.0)]),
        (3, [(0.0, 9.0), (0.0, 1.0), (1.5, 2.5), (2.0, 3.0), (4.0, 5.0)]),
    ],
)
def test_rounds_are_the_longest_chain_of_calls_that_wait_for_one_another(
    expected: int, intervals: list[tuple[float, float]]
) -> None:
    """Calls that overlap count as one round, whatever their order."""
    assert expected == sequential_rounds(intervals)


@pytest.mark.parametrize(
    ("expected", "share"), [(1.0, 0.0), (1.4, 0.1), (3.0, 0.5), (4.6, 0.9), (5.0, 1.0)]
)
def test_percentiles_are_interpolated(expected: float, share: float) -> None:
    """A percentile between two values lies between them in proportion."""
    assert expected == pytest.approx(percentile([5, 1, 4, 2, 3], share))


def test_the_spread_of_one_value_is_that_value() -> None:
    """One measurement is its own median and its own limits."""
    assert Spread(7.0, 7.0, 7.0) == Spread.of([7.0])


def test_a_figure_meets_its_target_up_to_and_including_it() -> None:
    """A target is the most a figure may be; a figure without one cannot miss."""
    met = [Figure("a", value, target=1.3).met for value in (1.3, 1.31)]
    assert [True, False] == met
    assert Figure("a", 99.0).met


@pytest.mark.parametrize(
    ("met", "asked", "target", "more_is_better"),
    [
        (True, "≤ 1 L", Target(most=1.0), False),
        (False, "≤ 0.9 L", Target(most=0.9), False),
        (True, "≤ 0.5 of usual", Target(of_usual=0.5), False),
        (False, "≤ 0.5 of usual, ≤ 0.9 of floor", Target(of_usual=0.5, of_floor=0.9), False),
        (True, "≥ 0.9 of floor", Target(of_floor=0.9), True),
        (False, "≥ 1.1 of floor", Target(of_floor=1.1), True),
        (True, "", Target(), False),
    ],
)
def test_a_figure_of_all_three_meets_each_part_of_its_target(
    met: bool, asked: str, target: Target, more_is_better: bool
) -> None:
    """In its unit, or as a share of the others': at most, or at least where more is better."""
    row = Beside("a", "L", ONE, target, more_is_better)
    assert (met, asked) == (row.met, row.asked)


def test_one_figure_above_its_target_fails_the_report() -> None:
    """The whole is met only when every part is, of either table."""
    figures = (Figure("a", 1, target=1), Figure("b", 2, target=1))
    missed = Report(0.1, {}, replace(NOTHING, figures=figures))
    assert not missed.met
    assert "MISS" in missed.text()
    assert not Report(
        0.1, {}, replace(NOTHING, beside=(Beside("a", "L", ONE, Target(most=0.9)),))
    ).met
    assert Report(0.1, {}, NOTHING).met


def test_what_has_not_done_its_job_is_not_measured() -> None:
    """Each function's results are checked: here one that answered as if, and made nothing."""
    with GoogleServer() as google, AddOn("http://127.0.0.1:1", google) as nowhere:
        user, host = somebody(google, nowhere, "ana@example.com")
        side = Side(OURS, google, nowhere, host, user, 0)
        _, check = change_of(side, google.world.meet.make_meet(user))
        with pytest.raises(WrongResultError, match="settings"):
            check({})


def test_a_short_run_measures_every_click_and_figure() -> None:
    """A few runs with short calls give every row of every table, and the page holds them."""
    plan = Plan(
        runs=2, cold_runs=1, people=4, makers=2, requests=80, seconds=5, users=(1, 20), latency=0.1
    )
    measured = measure_all(plan)
    report = Report(0.1, {"Cores:": "1"}, measured)
    for names in (measured.clicks, measured.counts):
        assert len(SCENARIOS) == len(names)
    assert [scenario.name for scenario in SCENARIOS] == [count.name for count in measured.counts]
    assert {0} == {cost.connections for cost in measured.clicks}
    assert all(cost.cpu_milliseconds > 0 for cost in measured.clicks)
    assert all(cost.milliseconds.median >= 100 * cost.rounds for cost in measured.clicks)
    assert all(min(row.values.values()) > 0 for row in measured.beside)
    assert [
        ("create and attach", "L"),
        ("change in place", "L"),
        ("open without a Meet", "L"),
        ("open with a Meet", "L"),
        ("home, nothing to come", "L"),
        ("creates a second, 2 users", ""),
        ("own CPU of a create", "ms"),
        ("own CPU of the home card", "ms"),
        ("cold start to the first card", "s"),
        ("memory after the load", "MiB"),
    ] == [(row.name, row.unit) for row in measured.beside]
    assert [
        ("new TCP connections, all warm clicks", ""),
        ("event open under load, p50", "ms"),
        ("event open under load, p95", "ms"),
        ("memory after the load", "MiB"),
        ("memory over many requests", "×"),
        ("cold start without bytecode of our own", "s"),
        ("10,000 users a day: Firestore", "$ a day"),
        ("10,000 users a day: Cloud Run", "$ a day"),
    ] == [(figure.name, figure.unit) for figure in measured.figures]
    assert [
        "a series with 0 events apart",
        "a series with 300 events apart",
        "0 guests",
        "2,000 guests",
        "1 stored users",
        "20 stored users",
        "Firestore's emulator",
    ] == [sized.name for sized in measured.sizes]
    assert all(sized.took or sized.remark for sized in measured.sizes)
    page = PAGE.read_text()
    written = with_part(page, "figures", report.markdown())
    assert written == with_part(written, "figures", report.markdown())
    assert page.partition("<!-- figures")[0] == written.partition("<!-- figures")[0]
    assert len(SCENARIOS) == len(json.loads(json.dumps(report.as_dict()))["clicks"])
