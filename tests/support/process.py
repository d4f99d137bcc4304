"""The function as Cloud Run functions start it: a process of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import urllib3

from sandbox.addon import required_settings
from tests.support.stage import ROOT

COMMAND = Path(sys.executable).with_name("functions-framework")
REQUIRED = {
    "ADDON_URL": "https://addon-1234567890.europe-west1.run.app",
    "ADDON_SERVICE_ACCOUNT": "service-1234567890@gcp-sa-gsuiteaddons.iam.gserviceaccount.com",
    "ADDON_OAUTH_CLIENT_ID": "1234567890-abc.apps.googleusercontent.com",
}
"""The settings that have no defaults."""
PATIENTLY = urllib3.Retry(None, connect=200, backoff_factor=0.01, backoff_max=0.1)


@dataclass(frozen=True)
class Ended:
    """How a process ended, and what it said."""

    status: int
    output: str
    errors: str


@dataclass(frozen=True)
class Running:
    """A function that answers.

    Attributes:
        url: its `ADDON_URL`.
        address: host and port.
    """

    url: str
    address: tuple[str, int]
    process: subprocess.Popen[str]

    def exchange(self, request: bytes) -> bytes:
        """Send bytes over a connection of their own, and read until it is closed."""
        with socket.create_connection(self.address, timeout=10) as connection:
            connection.sendall(request)
            received = []
            while part := connection.recv(65536):
                received.append(part)
            return b"".join(received)

    def die(self) -> None:
        """Kill the process and its workers: it ends in the middle of what it does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def end(self) -> Ended:
        """Ask the process to end as Cloud Run does, and wait for it."""
        self.process.send_signal(signal.SIGTERM)
        output, errors = self.process.communicate(timeout=20)
        return Ended(self.process.returncode, output, errors)


def start(settings: Mapping[str, str], port: int = 0, folder: Path = ROOT) -> subprocess.Popen[str]:
    """Start the function of a folder with these settings and no others."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.Popen(  # noqa: S603  # the command is the contract's
        [
            COMMAND,
            "--source=main.py",
            "--target=handle_event",
            "--host=127.0.0.1",
            f"--port={port}",
        ],
        cwd=folder,
        env={**kept, **settings},
        text=True,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def start_badly(settings: Mapping[str, str]) -> Ended:
    """Start the function with settings that it cannot work with."""
    process = start(settings)
    output, errors = process.communicate(timeout=20)
    return Ended(process.returncode, output, errors)


@contextlib.contextmanager
def running(settings: Mapping[str, str], folder: Path = ROOT) -> Iterator[Running]:
    """The function of a folder on a free port, once it answers; ended with the context."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address: tuple[str, int] = listener.getsockname()
    url = f"http://{address[0]}:{address[1]}"
    process = start({**required_settings(url), **settings}, address[1], folder)
    try:
        with urllib3.PoolManager() as pool:
            pool.request("GET", f"{url}/health", retries=PATIENTLY)
        yield Running(url, address, process)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
