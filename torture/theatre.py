"""Where stories are played: the function in this process, the stand-in, and the oracle."""

from __future__ import annotations

import io
import json
import random
import socket
import sqlite3
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from werkzeug.serving import WSGIRequestHandler, make_server

from sandbox.addon import CLIENT_ID, SERVICE_ACCOUNT
from sandbox.google.identity import Key, Signer
from sandbox.google.world import World
from torture import hurry
from torture.acting import play
from torture.cast import Cast
from torture.lives import Lives
from torture.oracle import Oracle
from torture.people import Company, build_world, draw
from torture.story import Story
from torture.violations import HANGS, Violation
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
        kills: how often the function was killed.
        slowest: hurried milliseconds of the slowest answer.
        told: what happened, a line each.
    """

    violations: list[Violation] = field(default_factory=list)
    presses: int = 0
    troubles: int = 0
    kills: int = 0
    slowest: float = 0.0
    told: list[str] = field(default_factory=list)


class Theatre:
    """Plays one story after the other.

    Args:
        url: of the function.
        google: the stand-in that it uses.
        log: what it writes.
        lives: the function.
    """

    def __init__(self, url: str, google: TroubledGoogle, log: io.StringIO, lives: Lives) -> None:
        self._url = url
        self._google = google
        self._log = log
        self._lives = lives

    def play(self, story: Story) -> Played:
        """Play a story in a new world."""
        google, weather = self._google, self._google.weather
        weather.begin(())
        self._lives.store.unlink(missing_ok=True)
        self._new_lines()
        random.seed(story.seed)
        google.world = World(seed=story.seed)
        google.calls.clear()
        google.forget_copies()
        google.private_copies = story.seed % 2 == 1
        company = draw(story.seed)
        places = build_world(google.world, company)
        google.kept = company.kept
        self._lives.go_by(_policy(company))
        kept = {**company.kept, **company.withheld}
        oracle = Oracle(google.world, self._remembers, kept, company.set_off)
        google.called, google.answered = oracle.called, oracle.answered
        played = Played()
        cast = Cast(google, self._url, oracle, company, places)

        def goes_on() -> None:
            oracle.goes_on()
            played.kills += 1

        weather.kill = lambda: self._lives.kill(oracle.killed)
        cast.go_on = lambda: self._lives.go_on(goes_on)
        weather.store_hit = oracle.store_has_trouble
        try:
            for index, step in enumerate(story.steps):
                oracle.step(index)
                weather.begin(())
                if step.seed % PASSES_BEFORE == 0:
                    self._let_pass(PASSING_SECONDS)
                play(cast, step)
                if not hurry.quiet():
                    oracle.report(HANGS, step.does)
                # What outlasted its answer may have been killed, too.
                cast.go_on()
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

    def _remembers(self, uri: str) -> bool:
        """Whether a Meet is in the store."""
        with (
            suppress(sqlite3.OperationalError),  # nothing was stored yet
            closing(sqlite3.connect(self._lives.store)) as database,
        ):
            return any(uri in str(row) for row in database.execute("SELECT data FROM documents"))
        return False

    def _let_pass(self, seconds: float) -> None:
        """Make all that is stored older."""
        with (
            suppress(sqlite3.OperationalError),  # nothing was stored yet
            closing(sqlite3.connect(self._lives.store)) as database,
            database,
        ):
            database.execute("UPDATE documents SET expires = expires - ?", (seconds,))

    def _new_lines(self) -> list[str]:
        lines = self._log.getvalue().splitlines()
        self._log.seek(0)
        self._log.truncate()
        return lines


def _policy(company: Company) -> str:
    """What an organization has decided, as the function's setting has it."""
    return json.dumps({"locked": dict.fromkeys(company.set_off, "off")}) if company.set_off else ""


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
        listener = socket.create_server(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        settings = {
            "ADDON_URL": url,
            "ADDON_SERVICE_ACCOUNT": SERVICE_ACCOUNT,
            "ADDON_OAUTH_CLIENT_ID": CLIENT_ID,
            **(extra or {}),
        }
        lives = Lives(settings, google.settings(), Path(folder), log)
        google.is_shut = lives.is_shut
        weather.killed = lambda: lives.killed
        troubled = TroubledStore(weather, lives.is_shut)
        server = make_server(
            "127.0.0.1", 0, lives, threaded=True, request_handler=_Quiet, fd=listener.detach()
        )
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield Theatre(url, google, log, lives)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            lives.close()
            troubled.remove()
