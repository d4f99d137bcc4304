"""From starting the process to its first home card, beside a function that does nothing."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.clicks import Person
from bench.figures import Spread
from sandbox.addon import ROOT, AddOn, required_settings
from sandbox.google.server import GoogleServer
from sandbox.process import free_port

POLL_SECONDS = 0.002
GIVE_UP_SECONDS = 20.0
# Runs in a process of its own, in the function's folder, with the function's settings.
LIST_IMPORTS = """
import sys, sysconfig
import functions_framework
functions_framework.create_app("handle_event", "main.py")
installed = sysconfig.get_path("purelib")
for name, module in list(sys.modules.items()):
    spec = getattr(module, "__spec__", None)
    if spec and spec.name == name and (spec.origin or "").startswith(installed):
        print(name)
"""
EMPTY = """

def handle_event(request):
    return "{}"
"""


@dataclass(frozen=True)
class ColdStart:
    """Milliseconds from starting a process to its first answer.

    Attributes:
        addon: of the add-on, to its first home card.
        empty: of the function that imports the same modules and does nothing.
        ratio: how many times as long as the empty function, started next to it, the add-on takes.
        modules: how many modules of other people's packages both import.
    """

    addon: Spread
    empty: Spread
    ratio: Spread
    modules: int


def measure_cold_start(google: GoogleServer, settings: Mapping[str, str], runs: int) -> ColdStart:
    """Start both functions in turn, once to have their bytecode compiled and then `runs` times."""
    addon: list[float] = []
    empty: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        modules = _third_party_modules(settings)
        imports = "".join(f"import {name}\n" for name in modules)
        Path(folder, "main.py").write_text(imports + EMPTY)
        for _ in range(runs + 1):
            addon.append(_first_answer(ROOT, google, settings, "pushCard"))
            empty.append(_first_answer(Path(folder), google, settings, "{}"))
    addon, empty = addon[1:], empty[1:]
    ratio = [ours / theirs for ours, theirs in zip(addon, empty, strict=True)]
    return ColdStart(Spread.of(addon), Spread.of(empty), Spread.of(ratio), len(modules))


def _environment(settings: Mapping[str, str], url: str) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, **required_settings(url), **settings}


def _third_party_modules(settings: Mapping[str, str]) -> list[str]:
    """What the add-on has imported of other people's packages once it has started."""
    listed = subprocess.run(  # noqa: S603 - our own code, no shell
        [sys.executable, "-c", LIST_IMPORTS],
        cwd=ROOT,
        env=_environment(settings, "http://127.0.0.1:1"),
        check=True,
        capture_output=True,
        text=True,
    )
    return listed.stdout.split()


def _first_answer(
    folder: Path, google: GoogleServer, settings: Mapping[str, str], expected: str
) -> float:
    """Start the function in a folder and send it a home event; the milliseconds until its answer.

    Raises:
        RuntimeError: the answer is not the one expected.
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
        cwd=folder,
        env=_environment(settings, url),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        answer = _post(port, target, body, headers)
        took = time.perf_counter() - started
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()
    if expected not in answer:
        raise RuntimeError(f"the first answer was {answer[:200]}")
    return took * 1000


def _home_event(google: GoogleServer, url: str) -> tuple[str, bytes, dict[str, str]]:
    with AddOn(url, google) as addon:
        person = Person(google, addon)
        target = person.host.deployment.home_url or ""
        event, headers = person.host.installation.event(target, "CALENDAR", with_locale=True)
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
