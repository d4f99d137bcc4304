"""Who may talk to the workbench, how it starts, and how it ends."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import chain
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.workbench.desk import ROOT, Workbench
from tests.workbench.pages import environment

SECONDS = 15
ENDING_SECONDS = 30
STARTS = 2
WEBSOCKET = "/_nicegui_ws/socket.io/?EIO=4&transport=websocket"
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def status(workbench: Workbench, path: str, headers: Mapping[str, str]) -> int:
    """The status of an answer to a GET."""
    place = urlsplit(workbench.url)
    connection = http.client.HTTPConnection(place.netloc, timeout=SECONDS)
    try:
        connection.request("GET", path, headers=dict(headers))
        return connection.getresponse().status
    finally:
        connection.close()


def own(workbench: Workbench) -> str:
    """The Host of the workbench's own pages."""
    return urlsplit(workbench.url).netloc


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1.evil.example:{port}"])
@pytest.mark.parametrize("path", ["/", WEBSOCKET])
def test_foreign_host(running: Workbench, host: str, path: str) -> None:
    """A name that somebody else has pointed at this machine is refused, websockets too."""
    upgrade = UPGRADE if path == WEBSOCKET else {}
    named = host.format(port=urlsplit(running.url).port)

    assert 403 == status(running, path, {"Host": named, **upgrade})


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null"])
@pytest.mark.parametrize("path", ["/", WEBSOCKET])
def test_foreign_origin(running: Workbench, origin: str, path: str) -> None:
    """A page from elsewhere is refused, websockets too."""
    upgrade = UPGRADE if path == WEBSOCKET else {}

    assert 403 == status(running, path, {"Host": own(running), "Origin": origin, **upgrade})


@pytest.mark.parametrize(("path", "expected"), [("/", 200), (WEBSOCKET, 101)])
def test_own_pages(running: Workbench, path: str, expected: int) -> None:
    """The workbench's own pages are answered, with and without an Origin."""
    upgrade = UPGRADE if path == WEBSOCKET else {}
    plain = {"Host": own(running), **upgrade}

    assert expected == status(running, path, plain)
    assert expected == status(running, path, {**plain, "Origin": running.url})


def test_loopback_only(running: Workbench) -> None:
    """It listens on 127.0.0.1 and on no other address of this machine."""
    port = urlsplit(running.url).port

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", port or 0), timeout=SECONDS)


def test_start_and_end() -> None:
    """The URL comes first, it is ready soon after, Ctrl-C ends it without a trace."""
    with Workbench() as workbench:
        first, last = workbench.lines[0], workbench.lines[-1]
        addon = urlsplit(workbench.lines[1].text.split()[-1])
        ended = workbench.interrupt()

    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", first.text)
    assert "Ready; Ctrl-C ends it." == last.text
    assert (0, "") == ended
    assert any(seconds < SECONDS for seconds in chain([last.seconds], starts(STARTS)))
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((addon.hostname or "", addon.port or 0), timeout=SECONDS)


def starts(count: int) -> Iterator[float]:
    """How long further starts take: other work on the machine can slow down any single one."""
    for _ in range(count):
        with Workbench() as workbench:
            yield workbench.lines[-1].seconds


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_ended_early(asked: signal.Signals) -> None:
    """Ended while it still starts, it leaves without a trace, too."""
    command = [sys.executable, "-m", "workbench", "--port", "0"]
    with subprocess.Popen(  # noqa: S603 - our own command, no shell
        command,
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        process.send_signal(asked)
        _, complaints = process.communicate(timeout=ENDING_SECONDS)

    assert (0, "") == (process.returncode, complaints)


def test_taken_port(workbench: Workbench) -> None:
    """A taken port is named in one line."""
    port = str(urlsplit(workbench.url).port)
    command = [sys.executable, "-m", "workbench", "--port", port]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603

    assert (1, "") == (ended.returncode, ended.stdout)
    assert f"port {port} is taken: choose another with PORT=…\n" == ended.stderr


def test_ended_while_asking(page: Page) -> None:
    """Ctrl-C ends it even while somebody is asked for consent and a card is awaited."""
    with Workbench() as workbench:
        desk = workbench.open(page)
        desk.button("Permissions").click()
        desk.button("Withdraw all").click()
        desk.button("Apply").click()
        desk.button("Refresh").click()
        expect(desk.button("Continue")).to_be_visible()
        ended = workbench.interrupt()

    assert (0, "") == ended
