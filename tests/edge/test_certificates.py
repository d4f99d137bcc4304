"""Google's certificates are fetched as rarely as they may be (hosts.md 5.1)."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from addon.google.transport import new_pool
from addon.identity.certificates import Certificates, CertificatesUnavailable
from sandbox.google.server import CERTS_PATH, GoogleServer
from tests.support.clock import StillClock
from tests.support.log import log_lines
from tests.support.raw_google import RawGoogle
from tests.support.requests import post, signed
from tests.support.stage import Stage, staged
from tests.support.tokens import REFUSED, system_token, with_header

pytestmark = pytest.mark.own_stage

HELP = "/calendar/help"
DAY = 86_400


@pytest.fixture
def clock() -> StillClock:
    """A clock that stands still."""
    return StillClock()


@pytest.fixture
def google() -> Iterator[GoogleServer]:
    """A stand-in for Google alone."""
    with GoogleServer() as server:
        yield server


@pytest.fixture
def certificates(google: GoogleServer, clock: StillClock) -> Certificates:
    """The certificates of `google`, by `clock`."""
    return Certificates(google.url + CERTS_PATH, new_pool(), clock.timestamp)


def ask_for_help(stage: Stage, token: str | None = None) -> int:
    """The status of a press on Help, with this system token in place of a genuine one."""
    event, headers = signed(stage, HELP)
    if token:
        event["authorizationEventObject"]["systemIdToken"] = token
        headers = {}
    return post(stage.function, HELP, event, headers).status


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def test_certificates_are_fetched_once(stage: Stage) -> None:
    """However many requests come, two tokens each, the certificates are fetched once."""
    assert [200] * 5 == [ask_for_help(stage) for _ in range(5)]
    assert 1 == len(stage.google.certificate_fetches)


def test_first_requests_at_the_same_time_fetch_once(stage: Stage) -> None:
    """Of many first requests at the same time one fetches and the others use what it got."""
    barrier = Barrier(8, timeout=10)

    def ask(_: int) -> int:
        event, headers = signed(stage, HELP, host=host)
        barrier.wait()
        return post(stage.function, HELP, event, headers).status

    host = stage.host()
    with ThreadPoolExecutor(8) as pool:
        assert [200] * 8 == list(pool.map(ask, range(8)))
    assert 1 == len(stage.google.certificate_fetches)


def test_unknown_keys_cause_no_flood(stage: Stage) -> None:
    """Tokens that name keys nobody published are refused without a fetch for each."""
    genuine = system_token(stage, stage.function.url)
    assert 200 == ask_for_help(stage)
    for number in range(20):
        unknown = with_header({"alg": "RS256", "kid": f"unknown {number}"})(genuine)
        assert 401 == ask_for_help(stage, unknown)
    assert 1 == len(stage.google.certificate_fetches)


def test_without_certificates_nobody_is_trusted(tmp_path: Path) -> None:
    """While the certificates cannot be had requests get 401 and the log says why; then it works."""
    port = free_port()
    settings = {
        "ADDON_STORE": f"sqlite:{tmp_path}/db",
        "GOOGLE_CERTS_URL": f"http://127.0.0.1:{port}{CERTS_PATH}",
    }
    with staged(settings) as stage:
        event, headers = signed(stage, HELP)
        with log_lines() as lines:
            reply = post(stage.function, HELP, event, headers)
        assert (401, REFUSED) == (reply.status, reply.json)
        assert ["certificates unavailable"] == [line["reason"] for line in lines.fields()]
        with GoogleServer(port=port) as recovered:
            recovered.signer = stage.google.signer
            assert 200 == post(stage.function, HELP, event, headers).status
            assert 1 == len(recovered.certificate_fetches)


@pytest.mark.parametrize(
    ("max_age", "served"),
    [(600, 600), (0, 60), (10, 60), (10 * DAY, DAY)],
    ids=["as told", "no age", "a short age", "a long age"],
)
def test_certificates_are_kept_as_long_as_told(
    google: GoogleServer, certificates: Certificates, clock: StillClock, max_age: int, served: int
) -> None:
    """`Cache-Control` says how long they serve: at least a minute and at most a day."""
    google.certificate_max_age = max_age
    known = next(iter(google.signer.certificates()))
    certificates.for_key(known)
    clock.pass_(seconds=served - 1)
    certificates.for_key(known)
    assert 1 == len(google.certificate_fetches)
    clock.pass_(seconds=1)
    certificates.for_key(known)
    assert 2 == len(google.certificate_fetches)


def test_a_new_key_is_fetched_once(
    google: GoogleServer, certificates: Certificates, clock: StillClock
) -> None:
    """After Google rotates its keys, the first token with the new one fetches for all."""
    certificates.for_key(None)
    clock.pass_(seconds=31)
    new = google.signer.rotate()
    assert all(new in certificates.for_key(new) for _ in range(5))
    assert 2 == len(google.certificate_fetches)


def test_unknown_keys_are_looked_for_now_and_then(
    google: GoogleServer, certificates: Certificates, clock: StillClock
) -> None:
    """Unknown key ids cause a fetch every 30 seconds at most, all of them together."""
    for number in range(100):
        certificates.for_key(f"unknown {number}")
        clock.pass_(seconds=1)
    assert 4 == len(google.certificate_fetches)


def test_old_certificates_serve_while_new_ones_cannot_be_had(
    google: GoogleServer, certificates: Certificates, clock: StillClock
) -> None:
    """For an hour after their age they still serve, and Google is asked again now and then."""
    known = next(iter(google.signer.certificates()))
    certificates.for_key(known)
    google.close()
    clock.pass_(seconds=google.certificate_max_age + 1)
    assert known in certificates.for_key(known)
    clock.pass_(seconds=3_500)
    assert known in certificates.for_key(known)
    clock.pass_(seconds=100)
    with pytest.raises(CertificatesUnavailable):
        certificates.for_key(known)


def test_those_who_wait_share_a_failure(clock: StillClock) -> None:
    """While the endpoint hangs, requests that come meanwhile do not queue for their own tries."""
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(8) as pool:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}{CERTS_PATH}"
        certificates = Certificates(url, new_pool(), clock.timestamp)
        waiting = [pool.submit(certificates.for_key, "any") for _ in range(8)]
        only, _ = listener.accept()
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()
        only.close()
        failures = [type(future.exception(timeout=5)) for future in waiting]
        assert [CertificatesUnavailable] * 8 == failures
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(
    "beginning",
    [b"HTTP/1.1 200 OK\r\nX-Endless: ", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"],
    ids=["head", "body"],
)
def test_certificates_that_trickle_in_are_not_waited_for(
    beginning: bytes,
) -> None:
    """However slowly they come, everybody who waits for them is told in time."""

    def endless(line: str) -> Iterator[bytes]:
        del line
        yield beginning
        while not slow.closing.wait(0.1):
            yield b" "

    with RawGoogle(endless) as slow:
        began = time.monotonic()
        with pytest.raises(CertificatesUnavailable):
            Certificates(slow.url, new_pool(), patience=0.3).for_key("a")
        assert time.monotonic() - began < 1.5
        assert 1 == len(slow.requests)
