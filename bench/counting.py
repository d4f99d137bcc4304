"""What a click costs, counted and not timed: Google calls, and documents of the store."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from unittest import mock

import flask
from werkzeug.serving import WSGIRequestHandler, make_server

from addon.app import Addon
from addon.settings import read_settings
from addon.store.documents import Data, Documents
from addon.store.opening import open_store
from bench.clicks import Person, Scenario
from sandbox.addon import AddOn, required_settings
from sandbox.google.server import GoogleServer

QUIET_SECONDS = 0.1
"""When nothing has been read or written for so long, what follows an answer has ended, too."""


@dataclass
class Store:
    """What was asked of a store, as Firestore counts it: documents.

    Attributes:
        reads: documents that were looked for, whether there or not.
        writes: documents that were written.
        deletes: documents that were deleted, and owners whose every document was.
    """

    reads: int = 0
    writes: int = 0
    deletes: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, compare=False, repr=False)

    def count(self, reads: int = 0, writes: int = 0, deletes: int = 0) -> None:
        """Add to what was counted."""
        with self._lock:
            self.reads += reads
            self.writes += writes
            self.deletes += deletes

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self.reads = self.writes = self.deletes = 0


class CountingDocuments:
    """`Documents` that counts what passes through it.

    Args:
        kept: where everything is kept.
        store: where it is counted.
    """

    def __init__(self, kept: Documents, store: Store) -> None:
        self._kept = kept
        self._store = store

    def read(self, owner: str, name: str) -> Data | None:
        """See `Documents.read`."""
        self._store.count(reads=1)
        return self._kept.read(owner, name)

    def write(
        self, owner: str, name: str, data: Data, *, lifetime: timedelta | None = None
    ) -> None:
        """See `Documents.write`."""
        self._store.count(writes=1)
        self._kept.write(owner, name, data, lifetime=lifetime)

    def add(
        self, owner: str, name: str, data: Data, *, lifetime: timedelta | None = None
    ) -> Data | None:
        """See `Documents.add`: a write, and where there was one before, a read instead."""
        there = self._kept.add(owner, name, data, lifetime=lifetime)
        self._store.count(reads=there is not None, writes=there is None)
        return there

    def exchange(
        self, owner: str, name: str, former: Data, data: Data, *, lifetime: timedelta | None = None
    ) -> bool:
        """See `Documents.exchange`: a read, and a write where it was made."""
        done = self._kept.exchange(owner, name, former, data, lifetime=lifetime)
        self._store.count(reads=1, writes=done)
        return done

    def take(self, owner: str, name: str) -> Data | None:
        """See `Documents.take`: a read, and a deletion where there was one."""
        there = self._kept.take(owner, name)
        self._store.count(reads=1, deletes=there is not None)
        return there

    def delete(self, owner: str, name: str) -> None:
        """See `Documents.delete`."""
        self._store.count(deletes=1)
        self._kept.delete(owner, name)

    def delete_all(self, owner: str) -> None:
        """See `Documents.delete_all`."""
        self._store.count(deletes=1)
        self._kept.delete_all(owner)


@contextmanager
def counted() -> Iterator[Store]:
    """Functions that are started in this process meanwhile have a store that counts."""
    store = Store()

    def opening(location: str) -> Documents:
        return CountingDocuments(open_store(location), store)

    with mock.patch("addon.services.open_store", opening):
        yield store


@dataclass(frozen=True)
class ClickCount:
    """What one click asks of others.

    Attributes:
        name: the scenario's.
        calls: Google's methods, and how often each is called.
        reads: of documents of the store; likewise `writes` and `deletes`.
    """

    name: str
    calls: tuple[tuple[str, int], ...]
    reads: int
    writes: int
    deletes: int


def count_clicks(scenarios: Sequence[Scenario], folder: Path) -> tuple[ClickCount, ...]:
    """Play each scenario twice against a function in this process; the second time is counted.

    Args:
        folder: for the store.
    """
    with (
        GoogleServer() as google,
        counted() as store,
        _served(google, folder) as url,
        AddOn(url, google) as addon,
    ):
        person = Person(google, addon)
        return tuple(_count(scenario, person, store) for scenario in scenarios)


def _count(scenario: Scenario, person: Person, store: Store) -> ClickCount:
    scenario.prepare(person)()
    click = scenario.prepare(person)
    _settle(store)
    store.forget()
    person.google.calls.clear()
    click()
    _settle(store)
    calls = Counter(call.method_id for call in person.google.calls)
    return ClickCount(
        scenario.name, tuple(sorted(calls.items())), store.reads, store.writes, store.deletes
    )


def _settle(store: Store) -> None:
    """Wait until nothing is done any more."""
    before = None
    while before != (before := (store.reads, store.writes, store.deletes)):
        time.sleep(QUIET_SECONDS)


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing is told of requests."""


@contextmanager
def _served(google: GoogleServer, folder: Path) -> Iterator[str]:
    """The function in this process, where its store can be counted; its URL."""
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    store = {"ADDON_STORE": f"sqlite:{folder / 'counted.db'}"}
    function = Addon(read_settings({**required_settings(url), **google.settings(), **store}))
    app = flask.Flask(__name__)

    @app.route("/<path:_>", methods=["GET", "POST"])
    def _(_: str) -> flask.Response:
        return function.answer(flask.request)

    server = make_server(
        "127.0.0.1", 0, app, threaded=True, request_handler=_Quiet, fd=listener.detach()
    )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005})
    thread.start()
    try:
        yield url
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        function.close()
