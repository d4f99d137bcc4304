"""The add-on's function as a process of its own, pointed at the stand-in for Google."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import urllib3
from urllib3.exceptions import HTTPError

ROOT = Path(__file__).parent.parent
DEPLOYMENT = ROOT / "deployment.json"
CHAT_CONFIGURATION = ROOT / "chat.json"
SERVICE_ACCOUNT = "service-1234567890@gcp-sa-gsuiteaddons.iam.gserviceaccount.com"
CLIENT_ID = "1234567890-abc.apps.googleusercontent.com"
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
    """`functions-framework` serving the add-on on 127.0.0.1, as Cloud Run functions starts it.

    Args:
        settings: environment variables on top of the required ones, such as
            `GoogleServer.settings()` and `ADDON_STORE`.
        port: where it listens; any free one when 0.
        log: where its log goes; this process's standard error when None.

    Attributes:
        url: its `ADDON_URL`.
    """

    def __init__(
        self, settings: Mapping[str, str], *, port: int = 0, log: IO[bytes] | None = None
    ) -> None:
        self._port = port or free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._log = log
        self._environ = {
            **os.environ,
            "ADDON_URL": self.url,
            "ADDON_SERVICE_ACCOUNT": SERVICE_ACCOUNT,
            "ADDON_OAUTH_CLIENT_ID": CLIENT_ID,
            **settings,
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process that was started; its workers are its children."""
        return self._process.pid if self._process else None

    def start(self) -> Self:
        """Start it and wait until it is healthy.

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
            cwd=ROOT,
            env=self._environ,
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
        return self

    def stop(self) -> None:
        """Stop it and wait until it is gone."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(signal.SIGINT)  # SIGTERM would wait for connections that are kept open
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

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
