from __future__ import annotations

import json

import pytest

from bench.__main__ import PAGE
from bench.clicks import SCENARIOS
from bench.figures import Figure, Spread, percentile, sequential_rounds
from bench.measuring import Plan, measure_all
from bench.report import Report
from tools.pages import with_part

CALLS = {
    "home": ["calendar.events.list", "meet.spaces.get"],
    "home, 20 to come, 12 Meets": ["calendar.events.list", *["meet.spaces.get"] * 12],
    "10 set up at once": [
        "calendar.events.list",
        *["calendar.events.patch"] * 10,
        *["meet.spaces.create"] * 10,
    ],
    "event open, Meet known": ["calendar.events.get", "meet.spaces.get"],
    "event open, no Meet": ["calendar.events.get"],
    "event open, records shown": [
        "calendar.events.get",
        "meet.conferenceRecords.list",
        "meet.conferenceRecords.recordings.list",
        "meet.conferenceRecords.smartNotes.list",
        "meet.conferenceRecords.transcripts.list",
        "meet.spaces.get",
    ],
    "refresh after saving": ["calendar.events.get"],
    "create and attach": ["calendar.events.get", "calendar.events.patch", "meet.spaces.create"],
    "update settings": ["calendar.events.get", "meet.spaces.get", "meet.spaces.patch"],
    "replace, confirmed": [
        "calendar.events.get",
        "calendar.events.patch",
        "meet.spaces.create",
        "meet.spaces.get",
    ],
    "Chat: /meet": ["meet.spaces.create"],
    "Chat: /schedule, submitted": [
        "calendar.events.insert",
        "meet.spaces.create",
    ],
}


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


def test_one_figure_above_its_target_fails_the_report() -> None:
    """The whole is met only when every part is."""
    missed = Report(0.1, {}, (), (Figure("a", 1, target=1), Figure("b", 2, target=1)))
    assert not missed.met
    assert "MISS" in missed.text()


def test_a_short_run_measures_every_click_and_figure() -> None:
    """A few runs with short calls give every row, with the calls that each click makes."""
    clicks, figures = measure_all(Plan(runs=4, cold_runs=1, people=4, latency=0.1))
    report = Report(0.1, {"Cores:": "1"}, clicks, figures)
    assert CALLS == {cost.scenario.name: list(cost.calls) for cost in clicks}
    assert [2, 2, 4, 1, 1, 2, 1, 3, 2, 3, 1, 2] == [cost.rounds for cost in clicks]
    assert [0] * len(SCENARIOS) == [cost.connections for cost in clicks]
    assert all(cost.cpu_milliseconds > 0 for cost in clicks)
    assert all(cost.milliseconds.median >= 100 * cost.rounds for cost in clicks)
    assert [
        ("new TCP connections, all warm clicks", ""),
        ("event open under load, p50", "ms"),
        ("event open under load, p95", "ms"),
        ("memory when warm", "MiB"),
        ("memory after all clicks", "MiB"),
        ("memory after the load", "MiB"),
        ("cold start to the first home card", "ms"),
        ("the same, empty function", "ms"),
        ("cold start: ratio of each pair", "×"),
    ] == [(figure.name, figure.unit) for figure in figures]
    page = PAGE.read_text()
    written = with_part(page, "figures", report.markdown())
    assert 2 + len(clicks) + len(figures) == written.count("\n| ")
    assert written == with_part(written, "figures", report.markdown())
    assert page.partition("<!-- figures")[0] == written.partition("<!-- figures")[0]
    assert len(clicks) == len(json.loads(json.dumps(report.as_dict()))["clicks"])
