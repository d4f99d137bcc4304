"""Where stories are played: the function in this process, the stand-in, and the oracle."""

from __future__ import annotations

import io
import random
import socket
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import functions_framework
from werkzeug.serving import WSGIRequestHandler, make_server

from sandbox.addon import CLIENT_ID, ROOT, SERVICE_ACCOUNT
from sandbox.google.identity import Key, Signer
from sandbox.google.world import World
from torture import hurry
from torture.acting import Cast, build_world
from torture.oracle import HANGS, Oracle, Violation
from torture.story import Story
from torture.weather import TroubledGoogle, TroubledStore, Weather

PASSES_BEFORE = 3
"""Before each third step so much time passes that claims and settled records have run out."""
PASSING_SECONDS = 90.0


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Requests are told by the function's own log."""


@dataclass
class Played:
    """What came of a story.

    Attributes:
        presses: how many requests the function answered.
        troubles: how many calls had trouble.
        slowest: hurried milliseconds of the slowest answer.
        told: what happened, a line each.
    """

    violations: list[Violation] = field(default_factory=list)
    presses: int = 0
    troubles: int = 0
    slowest: float = 0.0
    told: list[str] = field(default_factory=list)


class Theatre:
    """Plays one story after the other.

    Args:
        url: of the function.
        google: the stand-in that it uses.
        log: what it writes.
        store: the file of its store.
    """

    def __init__(self, url: str, google: TroubledGoogle, log: io.StringIO, store: Path) -> None:
        self._url = url
        self._google = google
        self._log = log
        self._store = store

    def play(self, story: Story) -> Played:
        """Play a story in a new world."""
        google, weather = self._google, self._google.weather
        weather.begin(())
        self._store.unlink(missing_ok=True)
        self._new_lines()
        random.seed(story.seed)
        google.world = World(seed=story.seed)
        google.calls.clear()
        google.forget_copies()
        google.private_copies = story.seed % 2 == 1
        places = build_world(google.world, story.seed)
        oracle = Oracle(google.world)
        google.called, google.answered = oracle.called, oracle.answered
        cast = Cast(google, self._url, oracle, places, story.seed)
        played = Played()
        try:
            for index, step in enumerate(story.steps):
                oracle.step, oracle.store_troubled = index, False
                weather.store_hit = lambda: setattr(oracle, "store_troubled", True)
                weather.begin(())
                if step.seed % PASSES_BEFORE == 0:
                    self._let_pass(PASSING_SECONDS)
                cast.play(step)
                if not hurry.quiet():
                    oracle.report(HANGS, step.does)
                played.troubles += len(weather.fired)
                oracle.judge_log(self._new_lines())
        finally:
            weather.begin(())
            cast.close()
            oracle.close()
        took = [each.milliseconds for host in cast.hosts for each in host.exchanges]
        played.violations = oracle.violations
        played.presses = oracle.presses
        played.told = oracle.told
        played.slowest = max(took, default=0.0)
        return played

    def _let_pass(self, seconds: float) -> None:
        """Make all that is stored older."""
        with (
            suppress(sqlite3.OperationalError),  # nothing was stored yet
            closing(sqlite3.connect(self._store)) as database,
            database,
        ):
            database.execute("UPDATE documents SET expires = expires - ?", (seconds,))

    def _new_lines(self) -> list[str]:
        lines = self._log.getvalue().splitlines()
        self._log.seek(0)
        self._log.truncate()
        return lines


@contextmanager
def open_theatre(extra: Mapping[str, str] | None = None) -> Iterator[Theatre]:
    """A theatre with the function in this process, hurried.

    Raises:
        RuntimeError: the function was imported before.
    """
    hurry.install()
    weather = Weather()
    log = io.StringIO()
    with (
        tempfile.TemporaryDirectory() as folder,
        TroubledGoogle(weather, Signer(Key(), Key())) as google,
    ):
        store = Path(folder) / "addon.db"
        listener = socket.create_server(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        environ = {
            "ADDON_URL": url,
            "ADDON_SERVICE_ACCOUNT": SERVICE_ACCOUNT,
            "ADDON_OAUTH_CLIENT_ID": CLIENT_ID,
            "ADDON_STORE": f"sqlite:{store}",
            **google.settings(),
            **(extra or {}),
        }
        with mock.patch.dict("os.environ", environ), mock.patch.object(sys, "stderr", log):
            app = functions_framework.create_app("handle_event", str(ROOT / "main.py"))
        troubled = TroubledStore(weather)
        server = make_server(
            "127.0.0.1", 0, app, threaded=True, request_handler=_Quiet, fd=listener.detach()
        )
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield Theatre(url, google, log, store)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            addon: Any = sys.modules["main"].ADDON
            addon.close()
            troubled.remove()
