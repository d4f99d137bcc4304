"""What passed between the hosts and the function, as an engineer wants to see it."""

from __future__ import annotations

import json
import shlex
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from sandbox.google.faults import Call
from sandbox.google.server import GoogleServer
from sandbox.hosts.delivery import HEADERS, body_text
from sandbox.hosts.exchange import Exchange
from sandbox.hosts.installation import Installation
from sandbox.hosts.wire import Json

TOKENS = ("systemIdToken", "userIdToken", "userOAuthToken")
REDIRECT = "configCompleteRedirectUri"
SHOWN_OF_TOKEN = 12


@dataclass(frozen=True)
class Bar:
    """One Google call on the timeline of an exchange.

    Attributes:
        name: the method, such as `calendar.events.get`.
        outcome: the status, or what became of the connection.
        offset: milliseconds from the start of the exchange.
        milliseconds: how long it took; what is known so far where it has not ended.
        failed: whether it was refused or dropped.
    """

    name: str
    outcome: str
    offset: float
    milliseconds: float
    failed: bool


@dataclass(frozen=True)
class Recorded:
    """One exchange and what was behind it.

    Attributes:
        number: counted from 1.
        host: `Calendar` or `Chat`.
        exchange: what passed.
        headers: the headers that were sent, besides those of every request.
        body: the event as it was written.
        started: `time.monotonic()` when it was sent.
        calls: the Google calls behind it.
    """

    number: int
    host: str
    exchange: Exchange
    headers: Mapping[str, str]
    body: str
    started: float
    calls: tuple[Call, ...]

    @property
    def path(self) -> str:
        """The path that was called."""
        return urlsplit(self.exchange.url or "").path

    @property
    def status(self) -> str:
        """The HTTP status as people read it."""
        return "no answer" if self.exchange.status is None else str(self.exchange.status)

    @property
    def failed(self) -> bool:
        """Whether a host would not accept the answer."""
        return bool(self.exchange.complaints)

    def request_text(self) -> str:
        """The request as JSON, its tokens shortened."""
        return readable(json.loads(self.body))

    def response_text(self) -> str:
        """The answer as JSON."""
        return readable(self.exchange.response)

    def bars(self) -> list[Bar]:
        """The Google calls on the exchange's own time."""
        now = time.monotonic()
        return [
            Bar(
                name=call.method_id or f"{call.method} {call.path}",
                outcome=_outcome(call),
                offset=(call.started - self.started) * 1000,
                milliseconds=((call.ended or now) - call.started) * 1000,
                failed=call.status is None or call.status // 100 != 2,  # the first digit
            )
            for call in self.calls
        ]

    def curl(self) -> str:
        """A command that sends the very same request, tokens and all."""
        headers = {**HEADERS, **self.headers}
        options = [
            part for name, value in headers.items() for part in ("--header", f"{name}: {value}")
        ]
        return shlex.join(
            [
                "curl",
                "--silent",
                "--show-error",
                *options,
                "--data",
                self.body,
                self.exchange.url or "",
            ]
        )


class Recorder:
    """Watches the installations of one browser tab.

    Attributes:
        recorded: every exchange that went over the wire, the oldest first.
    """

    def __init__(self, google: GoogleServer) -> None:
        self.recorded: list[Recorded] = []
        self._google = google
        self._sent: list[tuple[Json, dict[str, str], float]] = []

    def watch(self, installation: Installation) -> None:
        """Note when each event is sent, and with which headers."""

        def note(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
            self._sent.append((event, headers, time.monotonic()))
            return event, headers

        installation.tamper = note

    def collect(self, host: str, person: str, exchanges: list[Exchange]) -> list[Recorded]:
        """Record exchanges that have just happened; returns those that went over the wire."""
        sent, self._sent = self._sent, []
        found: list[Recorded] = []
        for exchange in exchanges:
            for event, headers, started in sent:
                if event is exchange.request:
                    ended = started + exchange.milliseconds / 1000
                    calls = self._calls(person, started, ended)
                    number = len(self.recorded) + len(found) + 1
                    body = body_text(event, self._google.world.knobs.numbers)
                    found.append(Recorded(number, host, exchange, headers, body, started, calls))
                    break
        self.recorded += found
        return found

    def clear(self) -> None:
        """Forget everything."""
        self.recorded.clear()

    def _calls(self, person: str, started: float, ended: float) -> tuple[Call, ...]:
        return tuple(
            call
            for call in tuple(self._google.calls)
            if call.user in (person, None) and started <= call.started <= ended
        )


def readable(value: Json | None) -> str:
    """JSON for people, its tokens shortened."""
    if value is None:
        return "(no JSON object)"
    return json.dumps(_shortened(value), indent=2, ensure_ascii=False)


def _shortened(value: object) -> object:
    if isinstance(value, list):
        return [_shortened(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: f"{inner[:SHOWN_OF_TOKEN]}…"
        if name in TOKENS
        else inner.partition("=")[0] + "=…"
        if name == REDIRECT
        else _shortened(inner)
        for name, inner in value.items()
    }


def _outcome(call: Call) -> str:
    if call.dropped:
        return "answer lost" if call.dropped == "after" else "connection lost"
    return "under way" if call.status is None else str(call.status)
