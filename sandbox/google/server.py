"""The stand-in for Google over HTTP: APIs and certificates on one port of the loopback."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.message import Message
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from sandbox.google import errors
from sandbox.google.api import Answer, Handler, Request
from sandbox.google.calendar import api as calendar_api
from sandbox.google.chat import api as chat_api
from sandbox.google.discovery import Discovery, Match, check_query, numbered, partial
from sandbox.google.faults import Call, Fault, Faults
from sandbox.google.identity import CHAT_ACCOUNT, Signer
from sandbox.google.meet import api as meet_api
from sandbox.google.people import api as people_api
from sandbox.google.people.accounts import AccessToken
from sandbox.google.world import World

__all__ = ["Call", "GoogleServer"]

JsonObject = dict[str, Any]

CERTS_PATH = "/certs"
CHAT_CERTS_PATH = f"/service_accounts/v1/metadata/x509/{CHAT_ACCOUNT}"
METADATA_TOKENS = "/computeMetadata/v1/instance/service-accounts/default/token"
_METADATA_FLAVOR = {"Metadata-Flavor": "Google"}
_CLOUD_PLATFORM = "https://www.googleapis.com/auth/cloud-platform"
_TOKEN_SECONDS = 3599
_CLOSING_SECONDS = 5.0
_NO_BODY = {204, 304}
_ENUM_NUMBERS = "enum-encoding=int"
_VERSIONS = {"calendar": "v3", "meet": "v2", "chat": "v1", "people": "v1"}
_METHODS: dict[str, Handler] = {
    **calendar_api.METHODS,
    **meet_api.METHODS,
    **chat_api.METHODS,
    **people_api.METHODS,
}


@cache
def _discovery() -> Discovery:
    """What the APIs know of themselves, which is the same for every server of a process."""
    return Discovery(*_VERSIONS.items())


@dataclass(frozen=True)
class Incoming:
    """An HTTP request as it came from the wire.

    Attributes:
        method: the HTTP method.
        path: the path, percent-encoded.
        query: the raw query string.
        headers: by lower-case name.
        body: the raw body.
        connection: the number of the TCP connection.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    connection: int


class Dropped(Exception):
    """The connection is to be closed without an answer."""


class GoogleServer:
    """Google on `http://127.0.0.1:PORT`, from the `with` statement or `start` to `close`.

    Args:
        world: the state to serve, a new one by default.
        port: the port, any free one by default.
        signer: signs its tokens, one with a key of its own by default.

    Attributes:
        url: root of all the APIs.
        world: the state.
        faults: trouble made to order.
        signer: the keys behind the certificates.
        calls: the API requests in the order they came.
        certificate_fetches: `time.monotonic()` of each request for the certificates.
        certificate_max_age: seconds for which the certificates may be cached.
        certificate_latency: seconds that each request for them takes.
        metadata_fetches: which scopes the metadata server was asked for, each time.
    """

    def __init__(
        self, world: World | None = None, port: int = 0, signer: Signer | None = None
    ) -> None:
        self.world = world or World()
        self.faults = Faults()
        self.signer = signer or Signer()
        self.calls: list[Call] = []
        self.certificate_fetches: list[float] = []
        self.certificate_max_age = 21_600
        self.certificate_latency = 0.0
        self.metadata_fetches: list[str] = []
        self._discovery = _discovery()
        self._listener = socket.create_server(("127.0.0.1", port), backlog=128)
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._open: dict[int, tuple[socket.socket, threading.Thread]] = {}
        self._accepted = 0
        self._lock = threading.Lock()
        self._closed = False

    @property
    def connections(self) -> int:
        """How many TCP connections have been accepted so far."""
        return self._accepted

    def start(self) -> Self:
        """Begin to accept connections."""
        self._accepting.start()
        return self

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop: waiting requests end, connections close, threads are gone."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self.faults.close()
        if self._accepting.is_alive():
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                pass  # wakes the accepting thread
            self._accepting.join(_CLOSING_SECONDS)
        self._listener.close()
        with self._lock:
            still_open = list(self._open.values())
        for connection, _ in still_open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for _, thread in still_open:
            thread.join(_CLOSING_SECONDS)

    def settings(self) -> dict[str, str]:
        """The environment variables that point a function at this server.

        They are those of contract.md, and `PEOPLE_API_ENDPOINT`, `CHAT_CERTS_URL` and
        `GCE_METADATA_HOST`: the root of the People API, the certificates of classic Chat's own
        account (hosts.md 5.3), and where Google's libraries look for the metadata server.
        """
        return {
            "CALENDAR_API_ENDPOINT": self.url,
            "MEET_API_ENDPOINT": self.url,
            "CHAT_API_ENDPOINT": self.url,
            "PEOPLE_API_ENDPOINT": self.url,
            "GOOGLE_CERTS_URL": self.url + CERTS_PATH,
            "CHAT_CERTS_URL": self.url + CHAT_CERTS_PATH,
            "GCE_METADATA_HOST": self.url.removeprefix("http://"),
        }

    def calls_of(self, method_id: str) -> list[Call]:
        """The calls of one method, in order."""
        return [call for call in self.calls if call.method_id == method_id]

    def answer(self, incoming: Incoming) -> Answer:
        """Answer one HTTP request, whatever carried it.

        Raises:
            Dropped: when a fault closes the connection instead.
        """
        incoming = _as_meant(incoming)
        if incoming.path == CERTS_PATH:
            return self._certificates(incoming, self.signer.certificates())
        if incoming.path == CHAT_CERTS_PATH:
            return self._certificates(incoming, self.signer.chat_certificates())
        if incoming.path == METADATA_TOKENS:
            return self._service_account_token(incoming)
        match = self._discovery.find(incoming.method, incoming.path)
        token = self._token(incoming.headers)
        if match and self.faults.ways:
            self.faults.wait(self.faults.ways.get(match.method.id, 0.0))
        call = self._record(incoming, match, token)
        try:
            answer = self._answer_call(incoming, match, token, call)
        except Dropped:
            call.ended = time.monotonic()
            raise
        call.status = answer.status
        call.ended = time.monotonic()
        return answer

    def _answer_call(
        self, incoming: Incoming, match: Match | None, token: AccessToken | None, call: Call
    ) -> Answer:
        self.faults.wait(self.faults.latency)
        fault = self.faults.take(call) or Fault("*")
        self._before(fault, call)
        if fault.status is not None:
            api = call.method_id.partition(".")[0]
            body = fault.body or errors.for_status(api, fault.status)
            return _spoiled(Answer(body, fault.status, fault.headers), fault)
        try:
            answer = self._handle(incoming, match, token)
        except errors.ApiError as error:
            answer = Answer(error.body, error.status, error.headers)
        self.faults.wait(fault.answer_delay)
        if fault.drop == "after":
            call.dropped = "after"
            raise Dropped
        return _spoiled(answer, fault)

    def _before(self, fault: Fault, call: Call) -> None:
        self.faults.wait(fault.delay)
        if fault.gate:
            fault.gate.wait()
        if fault.then:
            fault.then()
        if fault.drop == "before":
            call.dropped = "before"
            raise Dropped

    def _handle(self, incoming: Incoming, match: Match | None, token: AccessToken | None) -> Answer:
        if match is None:
            raise errors.method_not_found()
        method = match.method
        if token is None or token.expired:
            raise errors.unauthenticated(method.api, method.rpc, expired=token is not None)
        with self.world.transaction():
            if (token.project, method.api) in self.world.disabled_apis:
                raise errors.service_disabled(method.api, token.project)
            refusal = self._discovery.scope_refusal(method, token.scopes)
            if refusal:
                raise refusal
            self._count(match, token)
            handler = _METHODS.get(method.id)
            if handler is None:
                raise errors.not_played(method.id)
            query = check_query(method, parse_qs(incoming.query, keep_blank_values=True))
            request = Request(
                world=self.world,
                method=method,
                token=token,
                params=match.params,
                query=query,
                body=_json(method.api, incoming.body),
                headers=incoming.headers,
            )
            result = handler(request)
        answer = result if isinstance(result, Answer) else Answer(result)
        if answer.body is None:
            return answer
        body = partial(method, answer.body, query["fields"]) if "fields" in query else answer.body
        if _ENUM_NUMBERS in query.get("alt", ""):
            body = numbered(method, body)
        return Answer(body, answer.status, answer.headers)

    def _count(self, match: Match, token: AccessToken) -> None:
        method = match.method
        exceeded = self.world.quotas.count(
            method.id, method.http_method, project=token.project, user=token.user.email
        )
        if exceeded:
            raise errors.quota_exceeded(
                method.api,
                f"{errors.SERVICES[method.api]}/{exceeded.kind.partition('.')[2]}_requests",
                "Requests per minute per user" if exceeded.user else "Requests per minute",
                token.project,
                user=exceeded.user,
            )

    def _token(self, headers: Mapping[str, str]) -> AccessToken | None:
        kind, _, value = headers.get("authorization", "").partition(" ")
        return self.world.people.token(value.strip()) if kind.lower() == "bearer" else None

    def _record(self, incoming: Incoming, match: Match | None, token: AccessToken | None) -> Call:
        query = parse_qs(incoming.query, keep_blank_values=True)
        call = Call(
            method_id=match.method.id if match else "",
            method=incoming.method,
            path=incoming.path,
            query={name: ",".join(values) for name, values in query.items()},
            body=_readable(incoming.body),
            headers={k: v for k, v in incoming.headers.items() if k != "authorization"},
            user=token.user.email if token else None,
            scopes=token.scopes if token else frozenset(),
            connection=incoming.connection,
            started=time.monotonic(),
        )
        with self._lock:
            self.calls.append(call)
        return call

    def _service_account_token(self, incoming: Incoming) -> Answer:
        """What the metadata server of Cloud Run answers: a token of the function's own account."""
        if incoming.headers.get("metadata-flavor") != "Google":
            return Answer({"error": "missing Metadata-Flavor"}, 403, _METADATA_FLAVOR)
        asked = parse_qs(incoming.query).get("scopes", [_CLOUD_PLATFORM])[0]
        self.metadata_fetches.append(asked)
        heard = asked if self.world.knobs.metadata_scopes_heard else _CLOUD_PLATFORM
        token = {
            "access_token": self.world.people.issue_app_token(heard.split(",")),
            "expires_in": _TOKEN_SECONDS,
            "token_type": "Bearer",
        }
        return Answer(token, headers=_METADATA_FLAVOR)

    def _certificates(self, incoming: Incoming, published: Mapping[str, str]) -> Answer:
        if incoming.method != "GET":
            return Answer(errors.method_not_found().body, 404)
        self.certificate_fetches.append(time.monotonic())
        self.faults.wait(self.certificate_latency)
        age = f"public, max-age={self.certificate_max_age}, must-revalidate, no-transform"
        return Answer(dict(published), headers={"Cache-Control": age})

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            if self._closed:
                connection.close()
                return
            with self._lock:
                self._accepted += 1
                number = self._accepted
                thread = threading.Thread(
                    target=self._serve, args=(connection, number), daemon=True
                )
                self._open[number] = (connection, thread)
            thread.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            _Conversation(connection, self, number)
        except OSError:
            pass  # the client went away
        finally:
            with self._lock:
                self._open.pop(number, None)
            connection.close()


class _Conversation(BaseHTTPRequestHandler):
    """All requests of one TCP connection."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together

    def __init__(self, connection: socket.socket, google: GoogleServer, number: int) -> None:
        self._google = google
        self._number = number
        # The base class asks its server for nothing.
        super().__init__(connection, connection.getpeername(), None)  # type: ignore[arg-type]

    def _play(self) -> None:
        parts = urlsplit(self.path)
        incoming = Incoming(
            method=self.command,
            path=parts.path,
            query=parts.query,
            headers=_lower(self.headers),
            body=self.rfile.read(int(self.headers.get("Content-Length") or 0)),
            connection=self._number,
        )
        try:
            answer = self._google.answer(incoming)
        except Dropped:
            self.close_connection = True
            return
        body = _content(answer)
        self.send_response_only(answer.status, HTTPStatus(answer.status).phrase)
        headers = {"Content-Type": "application/json; charset=UTF-8", **answer.headers}
        if answer.status not in _NO_BODY:
            headers["Content-Length"] = str(len(body))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _play  # noqa: N815  # the base's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
        """Say nothing; calls are recorded."""


def _spoiled(answer: Answer, fault: Fault) -> Answer:
    if fault.spoil is None:
        return answer
    return replace(answer, content=fault.spoil(answer.body or {}))


def _content(answer: Answer) -> bytes:
    if answer.content is not None:
        return answer.content
    return b"" if answer.body is None else json.dumps(answer.body).encode()


def _as_meant(incoming: Incoming) -> Incoming:
    """A GET whose query was too long for a URL, which Google's clients send as a form by POST."""
    if incoming.headers.get("x-http-method-override") != "GET":
        return incoming
    return replace(incoming, method="GET", query=incoming.body.decode(), body=b"")


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _json(api: str, raw: bytes) -> JsonObject:
    body = _readable(raw) if raw else {}
    if body is None:
        if api == "calendar":
            raise errors.calendar("parseError")
        raise errors.meet(400, "Invalid JSON payload received. Unexpected token.")
    return body


def _readable(raw: bytes) -> JsonObject | None:
    try:
        body = json.loads(raw)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None
