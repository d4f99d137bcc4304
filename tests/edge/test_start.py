"""The real process: started, used and ended as Cloud Run functions do it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from addon.settings import SETTINGS
from sandbox.addon import AddOn
from sandbox.google.server import GoogleServer
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.process import REQUIRED, Running, running, start_badly
from tests.support.stage import check_answer

TOGETHER_SECONDS = 5
"""Less than the function waits for an answer of Calendar's."""
MIB = 1024 * 1024
HOME = b"POST /calendar/home HTTP/1.1\r\n"
CHUNKED = HOME + b"Transfer-Encoding: chunked\r\n"
END = b"Host: x\r\nConnection: close\r\n\r\n"


@pytest.fixture
def google() -> Iterator[GoogleServer]:
    """A stand-in for Google with Ana's account."""
    with GoogleServer() as server:
        server.world.add_user("ana@example.com")
        yield server


@pytest.fixture
def function(google: GoogleServer, tmp_path: Path) -> Iterator[Running]:
    """The function with eight threads, talking to the stand-in."""
    settings = {"ADDON_STORE": f"sqlite:{tmp_path}/addon.db", "THREADS": "8"}
    with running({**google.settings(), **settings}) as process:
        yield process


def host(google: GoogleServer, function: Running) -> CalendarHost:
    """Ana's Calendar, with this function as its add-on."""
    made = AddOn(function.url, google).calendar_of(google.world.people.user("ana@example.com"))
    made.show_exchanges_to(check_answer)
    return made


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        (
            {name: value for name, value in REQUIRED.items() if name != "ADDON_SERVICE_ACCOUNT"},
            f"ADDON_SERVICE_ACCOUNT is required: {SETTINGS[1].meaning}\n",
        ),
        (
            {**REQUIRED, "K_SERVICE": "x", "MEET_API_ENDPOINT": "https://x@evil.example"},
            "MEET_API_ENDPOINT must be an http(s) URL without user, query or fragment\n",
        ),
        (
            {**REQUIRED, "K_SERVICE": "x", "FIRESTORE_EMULATOR_HOST": "127.0.0.1:8080"},
            "FIRESTORE_EMULATOR_HOST must be https on a googleapis.com host on Cloud Run\n",
        ),
    ],
    ids=["missing", "malformed", "an emulator in the cloud"],
)
def test_a_bad_setting_stops_the_start(settings: dict[str, str], line: str) -> None:
    """The process ends at once with a failure and exactly one line that names the setting."""
    ended = start_badly(settings)
    assert (1, "", line) == (ended.status, ended.output, ended.errors)


def test_a_morning_and_an_orderly_end(google: GoogleServer, function: Running) -> None:
    """The real process serves a save and a Meet, logs JSON lines only, and ends when told to."""
    ana = host(google, function)
    event_id = google.world.calendar.add_event("ana@example.com")
    with ana:
        ana.open_home()
        ana.set_switch("recording", True)
        ana.press_primary()
        assert "Your defaults are saved." == ana.notification
        ana.open_event("ana@example.com", event_id)
        ana.press_primary()
        assert "result" == ana.card["name"]
    made = google.world.calendar.event(
        "ana@example.com", event_id, google.world.people.user("ana@example.com")
    )
    assert [made["conferenceData"]["conferenceId"]] == [
        space.code for space in google.world.meet.spaces
    ]
    ended = function.end()
    assert (0, "") == (ended.status, ended.output)
    lines = [json.loads(line) for line in ended.errors.splitlines()]
    assert ["home", "saved", "NoConference", "created"] == [line["outcome"] for line in lines]


def test_requests_are_served_side_by_side(google: GoogleServer, function: Running) -> None:
    """Eight events opened at once wait for Google together, and fetch its certificates once."""
    together = Barrier(8, timeout=TOGETHER_SECONDS)
    google.faults.order("calendar.events.get", times=8, then=together.wait)
    events = [google.world.calendar.add_event("ana@example.com") for _ in range(8)]

    def open_event(event_id: str) -> int | None:
        with host(google, function) as ana:
            return ana.open_event("ana@example.com", event_id).status

    with ThreadPoolExecutor(8) as pool:
        assert [200] * 8 == list(pool.map(open_event, events))
    assert not together.broken, "not all of them waited for Google at the same time"
    assert 1 == len(google.certificate_fetches)


def test_the_server_bears_what_no_client_sends(function: Running) -> None:
    """Behind the real server too, raw and broken requests get the contract's answers."""
    requests = {
        b"GET //x HTTP/1.1\r\n" + END: 404,
        b"GET /robots.txt HTTP/1.1\r\n" + END: 404,
        b"TRACE /calendar/home HTTP/1.1\r\n" + END: 405,
        HOME + b"Content-Length: %d\r\n" % (MIB + 1) + END: 413,
        HOME + b"Content-Length: 2\r\n" + END + b"[]": 400,
        HOME + b"Content-Length: 2\r\n" + END + b"{}": 401,
        CHUNKED + END + b"2\r\n{}\r\n0\r\n\r\n": 401,
        CHUNKED + END + b"no length\r\n": 400,
        CHUNKED + END + b"%x\r\n" % (MIB + 1) + b"x" * (MIB + 1) + b"\r\n0\r\n\r\n": 413,
    }
    for request, status in requests.items():
        head, _, body = function.exchange(request).partition(b"\r\n\r\n")
        assert (request[:200], status) == (request[:200], int(head.split()[1]))
        assert b"application/json" in head
        assert b'{"error": {"code": %d, "message": ' % status in body
