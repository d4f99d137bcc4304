"""A function as a process of its own, as Cloud Run functions starts it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import urllib3
from urllib3.exceptions import HTTPError

READY_SECONDS = 30.0
POLL_SECONDS = 0.01
STOP_SECONDS = 5.0


class NotReadyError(Exception):
    """The function ended, or did not answer in time."""


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def is_taken(port: int) -> bool:
    """Whether something listens on a port of 127.0.0.1."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return True
    return False


class FunctionProcess:
    """`functions-framework` serving `handle_event` of a folder's `main.py` on 127.0.0.1.

    Args:
        folder: where `main.py` is.
        port: where it listens; any free one when 0.
        log: where its log goes; this process's standard error when None.
        patience: seconds that it has to end by itself.

    Attributes:
        url: where it is.
    """

    def __init__(
        self,
        folder: Path,
        *,
        port: int = 0,
        log: IO[bytes] | None = None,
        patience: float = STOP_SECONDS,
    ) -> None:
        self._folder = folder
        self._port = port or free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._log = log
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process that was started; its workers are its children."""
        return self._process.pid if self._process else None

    def start(self, settings: Mapping[str, str]) -> None:
        """Start it and wait until it is healthy.

        Args:
            settings: its environment variables on top of this process's.

        Raises:
            NotReadyError: its port is taken, it ended, or it did not answer in time.
        """
        if is_taken(self._port):
            raise NotReadyError(f"port {self._port} is taken: choose another with PORT=…")
        command = [
            str(Path(sys.executable).with_name("functions-framework")),
            "--source=main.py",
            "--target=handle_event",
            "--host=127.0.0.1",
            f"--port={self._port}",
        ]
        self._process = subprocess.Popen(  # noqa: S603 - our own command, no shell
            command,
            cwd=self._folder,
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
            stderr=self._log,
            # Ctrl-C in the terminal is for whoever started this; they stop it in turn.
            start_new_session=True,
        )
        try:
            self._wait(self._process)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop it and wait until it is gone."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(signal.SIGINT)  # SIGTERM would wait for connections that are kept open
        try:
            process.wait(self._patience)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # a worker would outlive its parent
            process.wait()
            self._wait_for_port()

    def _wait_for_port(self) -> None:
        """Wait, for a while, until the last worker has let go of the port."""
        give_up = time.monotonic() + STOP_SECONDS
        while is_taken(self._port) and time.monotonic() < give_up:
            time.sleep(POLL_SECONDS)

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        give_up = time.monotonic() + READY_SECONDS
        with urllib3.PoolManager(retries=False) as pool:
            while time.monotonic() < give_up:
                if process.poll() is not None:
                    raise NotReadyError(f"the function ended with status {process.returncode}")
                try:
                    if pool.request("GET", f"{self.url}/health", timeout=1).status == 200:
                        return
                except HTTPError:
                    time.sleep(POLL_SECONDS)
        raise NotReadyError(f"the function did not answer within {READY_SECONDS:.0f} s")
