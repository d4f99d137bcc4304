"""The stage of a scenario: the stand-in for Google, the real function over HTTP, and its hosts."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import functions_framework
import urllib3
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from addon.app import Addon
from addon.permissions.scopes import RECORDS, SCOPES
from addon.settings import read_settings
from sandbox.addon import AddOn, required_settings
from sandbox.google.faults import Call
from sandbox.google.identity import Key, Signer
from sandbox.google.people.accounts import User
from sandbox.google.server import GoogleServer
from sandbox.google.world import World
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import Exchange
from sandbox.hosts.responses import render_actions
from sandbox.hosts.wire import member
from tests.support.clock import Clock
from tools.schema import check_card, check_message

ROOT = Path(__file__).parents[2]
DEPLOYMENT = ROOT / "deployment.json"
CHAT_FILE = ROOT / "chat.json"
SCOPE = "https://www.googleapis.com/auth/"

SETTLED_SECONDS = 30.0
LATE_SECONDS = 0.03
USUAL = frozenset(scope.url for scope in SCOPES if scope is not RECORDS)
"""What people have granted who never wanted to see what was recorded."""

LOOK = "calendar.events.get"
BESIDE_LOOK = frozenset({"meet.spaces.get", "meet.spaces.create", "meet.spaces.patch"})
"""What may go out at the same time."""

Json = dict[str, Any]


def looks_first(calls: list[str]) -> list[str]:
    """The calls of one press with the look at an event before what went out beside it."""
    ordered: list[str] = []
    for call in calls:
        end = at = len(ordered)
        while call == LOOK and at and ordered[at - 1] in BESIDE_LOOK:
            at -= 1
        another = at > 0 and ordered[at - 1] == LOOK
        ordered.insert(end if another else at, call)
    return ordered


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Requests are told by the function's own log."""


class _Remembering(ThreadPoolExecutor):
    """Threads that remember what they were given, so that a scenario can wait for its end."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401  # as the base's
        super().__init__(*arguments, **options)
        self.begun: list[Future[Any]] = []

    def submit(self, *arguments: Any, **options: Any) -> Future[Any]:  # noqa: ANN401  # as the base's
        """Begin work."""
        future = super().submit(*arguments, **options)
        self.begun.append(future)
        return future


@dataclass
class Function:
    """The function, served as functions-framework serves it, in this process.

    Attributes:
        url: its `ADDON_URL`.
        addon: the add-on behind it, to be closed with it.
        clock: what its requests go by.
        threads: what works for it beside its requests.
        environ: what it was started with.
        main: the names of the module `main`.
    """

    url: str
    server: BaseWSGIServer
    thread: threading.Thread
    addon: Addon
    clock: Clock
    threads: list[_Remembering]
    environ: Mapping[str, str]
    main: dict[str, Any]
    pool: urllib3.PoolManager = field(default_factory=lambda: urllib3.PoolManager(maxsize=16))

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] = {}
    ) -> urllib3.BaseHTTPResponse:
        """Send any request, for what no host would send."""
        return self.pool.request(
            method, self.url + path, body=body, headers=headers, retries=False, redirect=False
        )

    def settle(self) -> None:
        """Wait until all that goes on behind answers has ended, and what that began."""
        while begun := [job for threads in self.threads for job in threads.begun]:
            for threads in self.threads:
                threads.begun = [job for job in threads.begun if job not in begun]
            assert not wait(begun, SETTLED_SECONDS).not_done

    def restart(self, settings: Mapping[str, str]) -> None:
        """Go on at the same URL as one that was started with other settings besides."""
        with _remembered(self.threads):
            made = Addon(read_settings({**self.environ, **settings}), self.clock.deadline)
        self.addon.close()
        self.addon = self.main["ADDON"] = made

    def close(self) -> None:
        """Stop serving."""
        self.pool.clear()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
        self.addon.close()


@contextlib.contextmanager
def _remembered(threads: list[_Remembering]) -> Iterator[None]:
    """Have what services begin beside their requests be remembered."""

    def remembering(*arguments: Any, **options: Any) -> _Remembering:  # noqa: ANN401
        threads.append(_Remembering(*arguments, **options))
        return threads[-1]

    with mock.patch("addon.services.ThreadPoolExecutor", remembering):
        yield


def start_function(
    settings: Mapping[str, str], base_path: str = "", clock: Clock | None = None
) -> Function:
    """Serve the function with these settings beside the required ones.

    Args:
        clock: what its requests go by, if it is another function's.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}{base_path}"
    threads: list[_Remembering] = []
    with (
        mock.patch.dict("os.environ", {**required_settings(url), **settings}),
        _remembered(threads),
    ):
        environ = dict(os.environ)
        app = functions_framework.create_app("handle_event", str(ROOT / "main.py"))
        # The entry point begins with the true time: it is given one that can be put forward.
        clock = clock or Clock()
        main = vars(sys.modules["main"])
        main["ADDON"].close()
        threads.clear()
        main["ADDON"] = addon = Addon(read_settings(os.environ), clock.deadline)
    server = make_server(
        "127.0.0.1", 0, app, threaded=True, request_handler=_Quiet, fd=listener.detach()
    )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005})
    thread.start()
    return Function(url, server, thread, addon, clock, threads, environ, main)


def cards_in(exchange: Exchange) -> list[Json]:
    """The cards of an answer, as they came over the wire."""
    actions = render_actions(exchange.response or {})
    return [
        navigation[kind]
        for navigation in actions.get("action", {}).get("navigations", [])
        for kind in ("pushCard", "updateCard")
        if kind in navigation
    ]


def check_answer(exchange: Exchange) -> None:
    """Hold every card and message of an answer to Google's published types."""
    for card in cards_in(exchange):
        check_card(card)
    for message in messages_in(exchange):
        check_message(message)


def messages_in(exchange: Exchange) -> list[Json]:
    """The Chat messages of an answer, as they came over the wire."""
    data = member(member(exchange.response, "hostAppDataAction"), "chatDataAction")
    actions = (member(data, f"{kind}MessageAction") for kind in ("create", "update"))
    return [found for action in actions if (found := member(action, "message"))]


@dataclass
class Stage:
    """A stand-in, a function that uses it, and the people of the scenarios.

    Attributes:
        addon: hands out Calendar and Chat in front of the function.
        ana: the host of most scenarios.
        bo: somebody else.
        store: the file of its SQLite store, where it has one.
    """

    google: GoogleServer
    function: Function
    ana: User
    bo: User
    store: Path = Path()
    hosts: list[CalendarHost | ChatHost] = field(default_factory=list)
    _last: list[Call] = field(default_factory=list)
    addon: AddOn = field(init=False)

    def __post_init__(self) -> None:
        self.addon = AddOn(self.function.url, self.google)

    @property
    def world(self) -> World:
        """The state behind Calendar and Meet."""
        return self.google.world

    def host(self, user: User | None = None, **options: Any) -> CalendarHost:  # noqa: ANN401  # as CalendarHost
        """Calendar in a person's browser, as strict about cards; Ana's by default."""
        options.setdefault("granted", USUAL)
        host = self.addon.calendar_of(user or self.ana, **options)
        host.show_exchanges_to(self._answered)
        self.hosts.append(host)
        return host

    def chat(self, user: User | None = None, **options: Any) -> ChatHost:  # noqa: ANN401  # as ChatHost
        """A person's Google Chat, as strict about cards and messages; Ana's by default."""
        options.setdefault("granted", USUAL)
        chat = self.addon.chat_of(user or self.ana, **options)
        chat.show_exchanges_to(self._answered)
        self.hosts.append(chat)
        return chat

    def called(self) -> list[str]:
        """The Google calls so far, by method, in the order they came; then forgets them.

        A press reads the event while it begins its work, and which of these calls comes in first
        is chance: see `looks_first`.
        """
        presses: list[list[str]] = [[]]
        for call in self.google.calls:
            presses[-1].append(call.method_id)
            if any(call is last for last in self._last):
                presses.append([])
        self.google.calls.clear()
        self._last.clear()
        return [name for names in presses for name in looks_first(names)]

    def _answered(self, exchange: Exchange) -> None:
        self._last += self.google.calls[-1:]
        check_answer(exchange)

    def renew(self) -> None:
        """Begin anew, for the next scenario: another world, nothing stored, no trouble."""
        self.close()
        self.function.settle()
        self.google.faults.clear()
        self.google.faults.latency = 0.0
        self.google.world = World()
        self.google.calls.clear()
        self.function.clock.spent = 0.0
        self.store.unlink(missing_ok=True)
        self.ana, self.bo = people(self.world)

    @contextlib.contextmanager
    def under(self, policy: Json) -> Iterator[None]:
        """Have the function go by an organization's policy for as long as the context lasts."""
        self.function.restart({"ADDON_POLICY": json.dumps(policy)})
        try:
            yield
        finally:
            self.function.settle()
            self.function.restart({})

    def close(self) -> None:
        """Take the hosts away."""
        self.addon.close()
        self.hosts.clear()


@cache
def _keys() -> tuple[Key, Key]:
    """The keys for all the stages of a process: making one takes as long as a scenario."""
    return Key(), Key()


def people(world: World) -> tuple[User, User]:
    """Ana and Bo, new in a world."""
    return (
        world.add_user("ana@example.com", display_name="Ana"),
        world.add_user("bo@example.com", display_name="Bo"),
    )


@contextlib.contextmanager
def staged(settings: Mapping[str, str], late: str = "") -> Iterator[Stage]:
    """A stage with two people, for as long as the context lasts.

    Args:
        late: the method whose calls take a little longer to arrive than all others.
    """
    with GoogleServer(signer=Signer(*_keys())) as google:
        google.faults.ways = {late: LATE_SECONDS} if late else {}
        function = start_function({**google.settings(), **settings})
        store = Path(settings["ADDON_STORE"].removeprefix("sqlite:"))
        stage = Stage(google, function, *people(google.world), store)
        try:
            yield stage
        finally:
            stage.close()
            function.close()
