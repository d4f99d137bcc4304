"""The function in processes that may be killed: a nursery that has it ready, and forks it.

The nursery reads commands from its standard input, one a line: `PORT USE` forks a function that
listens on the port and kills itself at the nth use of its store (0: never; with `+` after the
number just after what is written there has been written). It answers with the child's id.
"""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import IO, Any, Self

import urllib3

from sandbox.addon import ROOT, required_settings
from sandbox.process import free_port
from torture.uses import is_use, is_write

READY_SECONDS = 30.0


class Nursery:
    """Forks functions that share their settings, and their address unless told otherwise.

    Args:
        settings: their environment.
        log: where they write their log.

    Attributes:
        url: their `ADDON_URL`.
        pid: of the last one.
    """

    def __init__(self, settings: Mapping[str, str], log: IO[bytes] | None = None) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.pid = 0
        self._environ = {
            **os.environ,
            **required_settings(self.url),
            **settings,
        }
        self._log = log
        self._pids: list[int] = []

    def __enter__(self) -> Self:
        command = [sys.executable, "-W", "ignore", "-m", "torture.mortal"]
        self._process = subprocess.Popen(  # noqa: S603  # our own module
            command,
            cwd=ROOT,
            env=self._environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log or subprocess.DEVNULL,
            text=True,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for pid in self._pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.kill()
        self._process.communicate()

    def start(self, *, die_at: str = "0", port: int = 0) -> int:
        """Fork one and wait until it answers; its process id.

        Raises:
            TimeoutError: it does not.
        """
        asked = port or self.port
        pipes = self._process
        if pipes.stdin is None or pipes.stdout is None:
            raise TimeoutError("the nursery is closed")
        print(f"{asked} {die_at}", file=pipes.stdin, flush=True)
        self.pid = int(pipes.stdout.readline())
        self._pids.append(self.pid)
        give_up = time.monotonic() + READY_SECONDS
        with urllib3.PoolManager(retries=False) as pool:
            while time.monotonic() < give_up:
                with suppress(urllib3.exceptions.HTTPError):
                    answer = pool.request("GET", f"http://127.0.0.1:{asked}/health", timeout=2)
                    if answer.status == 200:
                        return self.pid
                time.sleep(0.002)
        raise TimeoutError("the function does not answer")

    def kill(self, pid: int = 0) -> None:
        """Kill one, the last by default, as if its machine were gone; wait until it is."""
        pid = pid or self.pid
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        while self.lives(pid):
            time.sleep(0.001)

    def lives(self, pid: int = 0) -> bool:
        """Whether one, the last by default, runs."""
        try:
            os.kill(pid or self.pid, 0)
        except ProcessLookupError:
            return False
        return True


class _Dying(sqlite3.Connection):
    """Dies as a use of the store begins, or just after its transaction was committed.

    Attributes:
        begin: counts a use, and says whether it is the last; may not return.
    """

    begin: Callable[[], bool]
    last = False

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401
        if is_use(sql):
            self.last = self.begin()
        cursor = super().execute(sql, parameters)
        if self.last and is_write(sql):
            cursor.fetchall()
            _die()
        return cursor


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _doom(die_at: str) -> None:
    """Let this process die at a use of the store."""
    nth, after = int(die_at.rstrip("+")), die_at.endswith("+")
    if not nth:
        return
    connect, guard, uses = sqlite3.connect, threading.Lock(), [0]

    def begin() -> bool:
        with guard:
            uses[0] += 1
            struck = uses[0] == nth
        if struck and not after:
            _die()
        return struck

    def opened(*args: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401
        connection: _Dying = connect(*args, factory=_Dying, **options)
        connection.begin = begin
        return connection

    sqlite3.connect = opened  # type: ignore[assignment]


def _serve(app: Any, port: int) -> None:  # noqa: ANN401  # a WSGI application
    from werkzeug.serving import WSGIRequestHandler, make_server  # noqa: PLC0415

    class Quiet(WSGIRequestHandler):
        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Requests are told by the function's own log."""

    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(128)
    server = make_server(
        "127.0.0.1", port, app, threaded=True, request_handler=Quiet, fd=listener.detach()
    )
    server.serve_forever()


def main() -> None:
    """Be a nursery."""
    import functions_framework  # noqa: PLC0415  # only here is the function needed

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    app = functions_framework.create_app("handle_event", str(ROOT / "main.py"))
    for line in sys.stdin:
        port, die_at = line.split()
        pid = os.fork()
        if pid == 0:
            _doom(die_at)
            _serve(app, int(port))
        print(pid, flush=True)


if __name__ == "__main__":
    main()
