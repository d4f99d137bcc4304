"""Google's Firestore emulator, from the Google Cloud SDK."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

JAR = Path("platform/cloud-firestore-emulator/cloud-firestore-emulator.jar")
MAIN = "com.google.cloud.datastore.emulator.firestore.CloudFirestore"
START_SECONDS = 60.0
STOP_SECONDS = 10.0


class NoEmulator(Exception):
    """The emulator cannot be started here; the message says what is missing."""


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


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextlib.contextmanager
def running_emulator() -> Iterator[str]:
    """The emulator on a free port of the loopback; its host and port.

    Raises:
        NoEmulator: it cannot be started here.
    """
    java, jar, port = shutil.which("java"), find_jar(), free_port()
    if java is None:
        raise NoEmulator("java is not installed")
    options = ["-Xmx256m", "-Duser.language=en", "-cp", str(jar), MAIN]
    process = subprocess.Popen(  # noqa: S603  # the command was found above
        [java, *options, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, port)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait until the emulator accepts connections."""
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            raise NoEmulator(f"the emulator ended with status {process.wait(0.05)}")
    raise NoEmulator("the emulator did not start in time")
