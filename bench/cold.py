"""From starting the process to its first home card."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from shutil import copy2, copytree, ignore_patterns

from bench.side import SOURCES, settings_of, somebody
from sandbox.addon import ROOT, AddOn, required_settings
from sandbox.google.server import GoogleServer
from sandbox.process import free_port

POLL_SECONDS = 0.002
GIVE_UP_SECONDS = 20.0


def measure_cold_starts(google: GoogleServer, folder: Path, runs: int) -> dict[str, list[float]]:
    """Start each side in turn, once to have its bytecode compiled and then `runs` times.

    Returns:
        Milliseconds from starting a process to its first home card, by the side's name.
    """
    took: dict[str, list[float]] = {name: [] for name in SOURCES}
    for run in range(runs + 1):
        for name, source in SOURCES.items():
            milliseconds = _first_answer(source, google, settings_of(folder / f"{name}.db", source))
            if run:
                took[name].append(milliseconds)
    return took


def measure_without_bytecode(google: GoogleServer, folder: Path, runs: int) -> list[float]:
    """The same of ours where its own modules have to be compiled, as in an image without them.

    What is installed has its bytecode all the same.
    """
    took = []
    for run in range(runs):
        source = folder / f"source{run}"
        source.mkdir()
        copy2(ROOT / "main.py", source)
        for name in ("addon", "cards", "meeting"):
            copytree(ROOT / name, source / name, ignore=ignore_patterns("__pycache__"))
        took.append(_first_answer(source, google, settings_of(folder / "bare.db", ROOT)))
    return took


def _environment(settings: Mapping[str, str], google: GoogleServer, url: str) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, **required_settings(url), **google.settings(), **settings}


def _first_answer(source: Path, google: GoogleServer, settings: Mapping[str, str]) -> float:
    """Start the function in a folder and send it a home event; the milliseconds until its answer.

    Raises:
        RuntimeError: the answer is not a card.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    target, body, headers = _home_event(google, url)
    command = [
        str(Path(sys.executable).with_name("functions-framework")),
        "--source=main.py",
        "--target=handle_event",
        "--host=127.0.0.1",
        f"--port={port}",
    ]
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own command, no shell
        command,
        cwd=source,
        env=_environment(settings, google, url),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        answer = _post(port, target, body, headers)
        took = time.perf_counter() - started
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()
    if "pushCard" not in answer:
        raise RuntimeError(f"the first answer was {answer[:200]}")
    return took * 1000


def _home_event(google: GoogleServer, url: str) -> tuple[str, bytes, dict[str, str]]:
    with AddOn(url, google) as addon:
        _, host = somebody(google, addon, f"cold{url.rpartition(':')[2]}@example.com")
        target = host.deployment.home_url or ""
        event, headers = host.installation.event(target, "CALENDAR", with_locale=True)
    headers = {**headers, "Content-Type": "application/json"}
    return target.removeprefix(url), json.dumps(event).encode(), headers


def _post(port: int, path: str, body: bytes, headers: Mapping[str, str]) -> str:
    """POST as soon as the port accepts a connection."""
    give_up = time.perf_counter() + GIVE_UP_SECONDS
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=GIVE_UP_SECONDS)
        try:
            connection.request("POST", path, body, dict(headers))
            return connection.getresponse().read().decode()
        except ConnectionRefusedError:
            if time.perf_counter() > give_up:
                raise
            time.sleep(POLL_SECONDS)
        finally:
            connection.close()
