"""Google's Firestore emulator, from the Google Cloud SDK."""

from __future__ import annotations

import contextlib
import fcntl
import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from google.api_core.exceptions import GoogleAPIError
from google.auth.credentials import AnonymousCredentials
from google.cloud import firestore

JAR = Path("platform/cloud-firestore-emulator/cloud-firestore-emulator.jar")
MAIN = "com.google.cloud.datastore.emulator.firestore.CloudFirestore"
START_SECONDS = 60.0
ANSWER_SECONDS = 20.0
STARTS = 3
STOP_SECONDS = 10.0


class NoEmulator(Exception):
    """The emulator cannot be started here; the message says what is missing."""


@dataclass(frozen=True)
class Emulator:
    """An emulator that answers.

    Attributes:
        address: host and port.
    """

    address: str
    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls) -> Emulator:
        """Start it on a free port of the loopback.

        Another one is started if it ends or does not answer: its port may have been taken before it
        was bound.

        Raises:
            NoEmulator: it cannot be started here.
        """
        java, jar = shutil.which("java"), find_jar()
        if java is None:
            raise NoEmulator("java is not installed")
        command = [java, "-Xmx256m", "-Duser.language=en", "-cp", str(jar), MAIN]
        for _ in range(STARTS - 1):
            with contextlib.suppress(NoEmulator):
                return cls._started(command)
        return cls._started(command)

    @classmethod
    def _started(cls, command: list[str]) -> Emulator:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port: int = listener.getsockname()[1]
        process = subprocess.Popen(  # noqa: S603  # the command is written above
            [*command, "--host", "127.0.0.1", "--port", str(port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        started = cls(f"127.0.0.1:{port}", process)
        try:
            started.wait_until_ready()
        except BaseException:
            started.end()
            raise
        return started

    def wait_until_ready(self) -> None:
        """Wait until it says that it is there, then until it has answered: its first is slow.

        Raises:
            NoEmulator: it ended, or took too long.
        """
        give_up = time.monotonic() + START_SECONDS
        while not self._is_there():
            with contextlib.suppress(subprocess.TimeoutExpired):
                raise NoEmulator(f"the emulator ended with status {self.process.wait(0.05)}")
            if time.monotonic() > give_up:
                raise NoEmulator("the emulator did not start in time")
        with mock.patch.dict(os.environ, {"FIRESTORE_EMULATOR_HOST": self.address}):
            client = firestore.Client("demo-warm", AnonymousCredentials())
        document = client.document("warm/up")
        try:
            document.set({"warm": True}, retry=None, timeout=ANSWER_SECONDS)
            document.get(retry=None, timeout=ANSWER_SECONDS)
        except GoogleAPIError as silence:
            raise NoEmulator(f"the emulator does not answer: {silence}") from silence
        finally:
            client.close()  # type: ignore[no-untyped-call]

    def _is_there(self) -> bool:
        """Whether a Firestore emulator, and not some other server, listens there."""
        asking = http.client.HTTPConnection(self.address, timeout=1)
        try:
            asking.request("GET", "/")
            return asking.getresponse().read() == b"Ok\n"
        except (OSError, http.client.HTTPException):
            return False
        finally:
            asking.close()

    def end(self) -> None:
        """End it."""
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def shared_emulator(folder: Path) -> Iterator[str]:
    """The one emulator of all test processes that share a folder; its host and port.

    Who needs it first starts it, and ends it when nobody uses it any more.

    Raises:
        NoEmulator: it cannot be started here.
    """
    address = folder / "firestore.address"
    with (folder / "firestore.users").open("w") as users:
        with _alone(folder):
            emulator = None if address.exists() else Emulator.start()
            if emulator is not None:
                address.write_text(emulator.address)
            fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield address.read_text()
        finally:
            if emulator is not None:
                with _alone(folder):
                    fcntl.flock(users, fcntl.LOCK_EX)
                    address.unlink()
                    emulator.end()


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While the context lasts no other process is in it."""
    with (folder / "firestore.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def find_jar() -> Path:
    """The emulator's jar below the root of the SDK.

    Raises:
        NoEmulator: there is no SDK, or it has no emulator.
    """
    gcloud = shutil.which("gcloud")
    if gcloud is None:
        raise NoEmulator("gcloud is not installed")
    for root in Path(gcloud).resolve().parents:
        if (root / JAR).is_file():
            return root / JAR
    asked = subprocess.run(  # noqa: S603  # the command was found above
        [gcloud, "info", "--format=value(installation.sdk_root)"],
        capture_output=True,
        text=True,
        check=False,
    )
    jar = Path(asked.stdout.strip()) / JAR
    if not jar.is_file():
        raise NoEmulator("the Google Cloud SDK has no cloud-firestore-emulator")
    return jar
