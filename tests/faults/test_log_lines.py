"""What a line on standard error holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import CREATE_SPACE
from tests.support.recording import LEAK, PROJECT, TEAM, TRACE, recording
from tests.support.sidebar import told
from tests.support.words import SAYS

TRACE_FIELD = "logging.googleapis.com/trace"
FIELDS = {"severity", "message", "route", "outcome", "milliseconds", "googleCalls"}


@pytest.mark.parametrize(
    ("act", "route", "outcome", "calls"),
    [
        (lambda host: host.open_home(), "/calendar/home", "home", 1),
        (lambda host: host.refresh(), "/calendar/event", "NoConference", 1),
        (lambda host: host.press_primary(), "/calendar/event/create", "created", 3),
    ],
    ids=["home", "event", "create"],
)
def test_a_request_writes_one_line(
    tmp_path: Path, act: Callable[[CalendarHost], object], route: str, outcome: str, calls: int
) -> None:
    """Each request leaves one line: severity, message, route, outcome, time, calls and trace."""
    with recording(tmp_path) as recorded:
        host = recorded.opened()
        before = len(recorded.written())
        act(host)
        [line] = recorded.written()[before:]
        assert 0 <= line.pop("milliseconds") < 5000
        expected = {
            "severity": "INFO",
            "message": f"{route}: {outcome}",
            "route": route,
            "outcome": outcome,
            "googleCalls": calls,
            TRACE_FIELD: f"projects/{PROJECT}/traces/{TRACE}",
        }
        assert expected == line


def test_a_problem_is_a_warning(tmp_path: Path) -> None:
    """What the user was told about is written as a warning with the problem's name."""
    with recording(tmp_path) as recorded:
        host = recorded.opened()
        recorded.stage.google.faults.order(CREATE_SPACE, status=429)
        host.press_primary()
        line = recorded.last()
        assert ("WARNING", "TryAgain") == (line["severity"], line["outcome"])
        assert f"projects/{PROJECT}/traces/{TRACE}" == line[TRACE_FIELD]


def test_a_fault_of_the_add_ons_own_says_where(tmp_path: Path) -> None:
    """Something unforeseen is an error, with types, files and lines but no message."""
    with recording(tmp_path) as recorded:
        host = recorded.host()
        recorded.spoil_defaults(host, LEAK)
        host.open_home()
        assert [SAYS.unexpected()] == told(host)
        line = recorded.last()
        assert ("ERROR", "JSONDecodeError") == (line["severity"], line["outcome"])
        assert "JSONDecodeError" == line["error"][0]
        assert any(frame.startswith("  sqlite.py:") for frame in line["error"])
        assert [] == recorded.leaks()


REJECTED = [
    ("POST", "/calendar/home", LEAK.encode(), 400),
    ("POST", "/calendar/home", b'{"authorizationEventObject": {}}', 401),
    ("POST", f"/calendar/{TEAM}", b"{}", 404),
    ("GET", "/calendar/home", None, 405),
    ("POST", "/calendar/home", b" " * (1024 * 1024 + 1), 413),
]


def test_a_rejected_request_is_a_warning(tmp_path: Path) -> None:
    """A request that gets no card leaves a line with its status, and nothing of what it sent."""
    headers = {"Authorization": f"Bearer {LEAK}", "User-Agent": LEAK}
    with recording(tmp_path) as recorded:
        for method, path, body, status in REJECTED:
            answer = recorded.stage.function.request(method, path, body, headers)
            assert status == answer.status
            line = recorded.last()
            assert ("WARNING", "rejected") == (line["severity"], line["outcome"])
            assert status == line["status"]
        assert len(REJECTED) == len(recorded.written())
        assert [] == recorded.leaks()


def test_a_trace_is_taken_from_a_sound_header_only(tmp_path: Path) -> None:
    """A header that names no trace leaves the line without one, and cannot add to it."""
    with recording(tmp_path) as recorded:
        host = recorded.host()
        for header in ("", "/1", '"}, {"severity": "ERROR', "abc def", "../../x", "ünïcode"):
            host.installation.tamper = lambda event, headers, header=header: (
                event,
                {**headers, "X-Cloud-Trace-Context": header},
            )
            host.open_home()
            assert "home" == recorded.last()["outcome"]
            assert FIELDS == set(recorded.last())


def test_without_a_project_there_is_no_trace(tmp_path: Path) -> None:
    """A trace belongs to a project: where none is known the line goes without."""
    with recording(tmp_path, project="") as recorded:
        recorded.host().open_home()
        [line] = recorded.written()
        assert FIELDS == set(line)


def test_health_checks_are_not_written(tmp_path: Path) -> None:
    """A monitoring probe leaves no line."""
    with recording(tmp_path) as recorded:
        assert 200 == recorded.stage.function.request("GET", "/health").status
        assert [] == recorded.written()
