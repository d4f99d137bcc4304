"""What the function answers where no card is due (contract.md, Answers)."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from addon import VERSION
from addon.routes import ROUTES
from tests.support.requests import Reply, post, send, signed
from tests.support.stage import DEPLOYMENT, Function, Stage, start_function

MIB = 1024 * 1024
METHODS = (
    "GET",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "BREW",
)


def short_error(reply: Reply, code: int) -> str:
    """Check that a reply is the contract's short JSON error; its message."""
    body = reply.json
    assert ["error"] == list(body)
    assert ["code", "message"] == sorted(body["error"])
    assert (code, code) == (reply.status, body["error"]["code"])
    assert "application/json" == reply.content_type
    message = body["error"]["message"]
    assert 0 < len(message) < 80
    return str(message)


@pytest.mark.parametrize(
    "target",
    [
        "",
        "/",
        "/robots.txt",
        "/favicon.ico",
        "/calendar",
        "/calendar/",
        "/calendar/home/",
        "/calendar//home",
        "//x",
        "/Calendar/Home",
        "/calendar/home%00",
        "/calendar/home%20",
        "/calendar%252Fhome",
        "/%ff%fe",
        "/../main.py",
        "/..%2f..%2fetc%2fpasswd",
        "/static/main.py",
        "/health/",
        "/healthz",
        "/" + "x" * 8000,
    ],
    ids=lambda target: target[:30] or "nothing",
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_unknown_paths_are_not_found(shared: Stage, method: str, target: str) -> None:
    """A path that no route has is answered with 404 and the short error."""
    short_error(send(shared.function, method, target, b"{}" if method == "POST" else None), 404)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", [route.path for route in ROUTES[:2]])
def test_routes_take_post_only(shared: Stage, method: str, path: str) -> None:
    """Any other method on a route is answered with 405 and the short error."""
    assert "Only POST is allowed here." == short_error(send(shared.function, method, path), 405)


@pytest.mark.parametrize("method", ["POST", *METHODS[1:]])
def test_health_takes_get_only(shared: Stage, method: str) -> None:
    """Any other method on the health check is answered with 405 and the short error."""
    assert "Only GET is allowed here." == short_error(send(shared.function, method, "/health"), 405)


@pytest.mark.parametrize(
    ("path", "status"), [("/calendar/home", 405), ("/health", 405), ("/x", 404)]
)
def test_head_has_the_status_alone(shared: Stage, path: str, status: int) -> None:
    """HEAD gets the status of the refusal, and no body as HTTP demands."""
    reply = send(shared.function, "HEAD", path)
    assert (status, b"") == (reply.status, reply.content)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"[]",
        b"[{}]",
        b"1",
        b"null",
        b"true",
        b'"{}"',
        b"{",
        b"{}{}",
        b"{'a': 1}",
        b"NaN",
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": "\xff"}',
        b'{"a": "\xed\xa0\x80"}',
        '{"a": "ä"}'.encode("latin-1"),
        "{}".encode("utf-16"),
        b"[" * 200_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b"authorizationEventObject=1",
        b"\0",
    ],
    ids=lambda body: repr(body[:20]),
)
def test_what_is_no_json_object_is_refused(shared: Stage, body: bytes) -> None:
    """A body that is no JSON object is answered with 400 and the short error."""
    reply = send(shared.function, "POST", "/calendar/home", body)
    assert "The request is not a JSON object." == short_error(reply, 400)


def padded(size: int) -> bytes:
    """A JSON object of exactly so many bytes."""
    return b'{"a":"' + b"x" * (size - 8) + b'"}'


def in_chunks(body: bytes) -> Iterator[bytes]:
    """A body in pieces, which http.client then sends without its length."""
    for start in range(0, len(body), 65536):
        yield body[start : start + 65536]


@pytest.mark.parametrize("chunked", [False, True])
def test_a_mebibyte_is_not_too_large(shared: Stage, chunked: bool) -> None:
    """A body of exactly 1 MiB is read, and then refused for want of a token."""
    body = padded(MIB)
    reply = send(shared.function, "POST", "/calendar/home", in_chunks(body) if chunked else body)
    short_error(reply, 401)


def unfinished(function: Function, header: tuple[str, str], sent: bytes) -> Reply:
    """The answer to a request whose body has not come to its end."""
    connection = http.client.HTTPConnection(function.url.removeprefix("http://"), timeout=10)
    connection.putrequest("POST", "/calendar/home")
    connection.putheader(*header)
    connection.endheaders(sent)
    answer = connection.getresponse()
    reply = Reply(answer.status, answer.read(), answer.headers["Content-Type"])
    connection.close()
    return reply


def test_what_says_it_is_too_large_is_refused_unread(shared: Stage) -> None:
    """A Content-Length above 1 MiB is answered with 413 before any of the body is sent."""
    reply = unfinished(shared.function, ("Content-Length", str(MIB + 1)), b"")
    assert "The request is larger than 1 MiB." == short_error(reply, 413)


def test_what_turns_out_too_large_is_refused(shared: Stage) -> None:
    """A chunked body is answered with 413 at the first byte above 1 MiB."""
    chunk = b"%x\r\n%s\r\n" % (MIB + 1, padded(MIB + 1))
    reply = unfinished(shared.function, ("Transfer-Encoding", "chunked"), chunk)
    assert "The request is larger than 1 MiB." == short_error(reply, 413)


def test_a_badly_framed_body_is_refused(shared: Stage) -> None:
    """A chunked body that is not made of chunks is answered with 400."""
    reply = unfinished(shared.function, ("Transfer-Encoding", "chunked"), b"no length\r\n{}\r\n")
    assert "The request is not complete." == short_error(reply, 400)


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer x"}, {"Authorization": ""}, {"X-Cloud-Trace-Context": "a/b;o"}],
    ids=["plain", "bad token", "empty token", "trace"],
)
def test_health_needs_nobody(tmp_path: Path, shared: Stage, headers: dict[str, str]) -> None:
    """The health check answers 200 and JSON without a token, network or store."""
    function = start_function({**shared.google.settings(), "ADDON_STORE": f"sqlite:{tmp_path}/db"})
    connections = shared.google.connections
    reply = send(function, "GET", "/health", None, headers)
    function.close()
    assert (200, "application/json") == (reply.status, reply.content_type)
    assert {"status": "ok", "version": VERSION} == reply.json
    assert connections == shared.google.connections
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "path", [route.path for route in ROUTES if route.path.startswith("/calendar/")]
)
def test_an_empty_event_is_answered_with_a_card(shared: Stage, path: str) -> None:
    """An event that holds nothing but its token gets 200 and a JSON object on every route."""
    event, headers = signed(shared, path)
    bare = {
        "authorizationEventObject": {
            "systemIdToken": event["authorizationEventObject"]["systemIdToken"]
        }
    }
    reply = post(shared.function, path, bare, headers)
    assert (200, "application/json") == (reply.status, reply.content_type)
    assert reply.json


@pytest.mark.parametrize("spelling", ["/calendar%2Fhome", "/%63alendar/home", "/calendar/home?x=%"])
def test_other_spellings_of_a_path_reach_its_route(shared: Stage, spelling: str) -> None:
    """Percent-encoding and a query change nothing about which route is meant."""
    event, headers = signed(shared, "/calendar/home")
    reply = post(shared.function, spelling, event, headers)
    assert 200 == reply.status
    assert "home" == reply.json["action"]["navigations"][0]["pushCard"]["name"]


def test_the_add_on_may_live_below_a_path(tmp_path: Path, shared: Stage) -> None:
    """With a path in ADDON_URL the add-on answers below it, triggers and clicks alike."""
    settings = {**shared.google.settings(), "ADDON_STORE": f"sqlite:{tmp_path}/db"}
    function = start_function(settings, base_path="/a/meet-addon")
    below = Stage(shared.google, function, shared.ana, shared.bo)
    host = below.host()
    host.open_home()
    host.set_switch("recording", True)
    saved = host.press_primary()
    health = send(function, "GET", "/health")
    twice = send(function, "GET", "/a/meet-addon/health")
    below.close()
    function.close()
    assert f"{function.url}/calendar/defaults/save" == saved.url
    assert "Your defaults are saved." == saved.notification
    assert 200 == health.status
    short_error(twice, 404)


def test_no_trigger_of_the_deployment_is_unknown(shared: Stage) -> None:
    """Every URL that `deployment.json` registers is answered, if only with 401."""
    urls = [
        line.split('"')[3].removeprefix("${ADDON_URL}")
        for line in DEPLOYMENT.read_text().splitlines()
        if "${ADDON_URL}" in line
    ]
    assert urls
    statuses = {send(shared.function, "POST", quote(url), b"{}").status for url in urls}
    assert {401} == statuses


def test_refusals_are_valid_json_on_one_line(shared: Stage) -> None:
    """A refusal's body is compact JSON that says its code twice, in the status and in itself."""
    reply = send(shared.function, "POST", "/calendar/home", b"{}")
    expected = {"error": {"code": 401, "message": "The request is not authenticated."}}
    assert json.dumps(expected).encode() == reply.content
