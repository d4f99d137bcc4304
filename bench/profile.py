"""What a warm click and a cold start are made of: `python -m bench.profile [--write]`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import urllib3

from bench.clicks import SCENARIOS, Person, Scenario
from bench.sampled import ELSEWHERE, PARTS
from sandbox.addon import ROOT, AddOn, required_settings
from sandbox.google.server import GoogleServer
from sandbox.process import free_port
from tools.pages import table, with_part

PAGE = ROOT / "docs/performance.md"
CLICKS = ("home", "event open, no Meet", "create and attach")
WARM_UPS = 4
LATENCY_SECONDS = 0.02
SETTLE_SECONDS = 0.004
"""How long looking takes to begin, and the worker to finish after its answer."""
IMPORTED = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
FIRST_CARD = """
import functions_framework
functions_framework.create_app("handle_event", "main.py")
import addon.sidebar.front, addon.sidebar.home, gunicorn.app.base, gunicorn.workers.gthread
"""
"""Loads what a first home card needs, in the function's folder with its settings."""
PACKAGES: Mapping[str, tuple[str, ...]] = {
    "the add-on's own": ("main", "addon", "cards", "meeting"),
    "server and framework": (
        *("functions_framework", "flask", "werkzeug", "jinja2", "markupsafe", "itsdangerous"),
        *("blinker", "click", "cloudevents", "gunicorn", "watchdog", "packaging"),
    ),
    "google-auth and cryptography": (
        "google.auth",
        "google.oauth2",
        "cryptography",
        "_cffi_backend",
    ),
    "client library (httplib2 with pyparsing, google-api-core)": (
        *("googleapiclient", "httplib2", "pyparsing", "uritemplate", "google.api_core"),
        *("google", "google_auth_httplib2", "apiclient"),
    ),
    "urllib3": ("urllib3",),
    "Babel and pytz": ("babel", "pytz"),
}
STANDARD = "standard library"


def main(arguments: Sequence[str]) -> int:
    """Measure and print; write the page's part if asked."""
    parser = argparse.ArgumentParser(prog="bench.profile", description=__doc__)
    parser.add_argument("--runs", type=int, default=60, help="of each click")
    parser.add_argument("--write", action="store_true", help=f"write docs/{PAGE.name}")
    options = parser.parse_args(arguments)
    cores = len(os.sched_getaffinity(0))
    machine = f"Cores: {cores}, {platform.python_implementation()} {platform.python_version()}."
    tables = f"{machine}\n\n{_warm_table(options.runs)}\n\n{_cold_table()}"
    print(tables)
    if options.write:
        PAGE.write_text(with_part(PAGE.read_text(), "profile", tables))
    return 0


def _warm_table(runs: int) -> str:
    scenarios = {each.name: each for each in SCENARIOS}
    seen = {name: profile_click(scenarios[name], runs) for name in CLICKS}
    parts = [*(part for part, _ in PARTS), ELSEWHERE]
    rows = [(part, *(f"{seen[name].get(part, 0):.2f}" for name in CLICKS)) for part in parts]
    sums = ("together", *(f"{sum(seen[name].values()):.2f}" for name in CLICKS))
    return table(("own CPU of a warm click, ms", *CLICKS), [*rows, sums])


def _cold_table() -> str:
    loaded = profile_loading()
    rows = [(name, str(count), f"{ms:.0f}") for name, (count, ms) in loaded.items()]
    count, ms = map(sum, zip(*loaded.values(), strict=True))
    return table(
        ("loaded for a first card", "modules", "ms"), [*rows, ("together", str(count), f"{ms:.0f}")]
    )


def profile_click(scenario: Scenario, runs: int) -> dict[str, float]:
    """Milliseconds of CPU that a click takes in each part of the function."""
    with tempfile.TemporaryDirectory() as folder, GoogleServer() as google:
        port = free_port()
        url, file = f"http://127.0.0.1:{port}", Path(folder, "profile.json")
        settings = {"ADDON_STORE": f"sqlite:{folder}/addon.db", "THREADS": "64"}
        command = [sys.executable, "-m", "bench.sampled", str(file), "--host=127.0.0.1"]
        command += ["--source=main.py", "--target=handle_event", f"--port={port}"]
        process = subprocess.Popen(  # noqa: S603 - our own command, no shell
            command,
            cwd=ROOT,
            env={**os.environ, **required_settings(url), **google.settings(), **settings},
            stderr=subprocess.DEVNULL,
        )
        try:
            _play(scenario, runs, google, url, file.with_name(f"{file.name}.on"))
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()
        seconds: dict[str, float] = json.loads(file.read_text())
    return {part: spent / runs * 1000 for part, spent in seconds.items()}


def _play(scenario: Scenario, runs: int, google: GoogleServer, url: str, on: Path) -> None:
    with AddOn(url, google) as addon:
        person = Person(google, addon)
        _wait_for(url)
        for _ in range(WARM_UPS):
            scenario.prepare(person)()
        google.faults.latency = LATENCY_SECONDS
        for _ in range(runs):
            click = scenario.prepare(person)
            time.sleep(SETTLE_SECONDS)
            on.touch()
            time.sleep(SETTLE_SECONDS)
            click()
            time.sleep(SETTLE_SECONDS)
            on.unlink()
        google.faults.latency = 0


def _wait_for(url: str) -> None:
    patiently = urllib3.Retry(None, connect=400, backoff_factor=0.01, backoff_max=0.05)
    with urllib3.PoolManager() as pool:
        pool.request("GET", f"{url}/health", retries=patiently)


def profile_loading() -> dict[str, tuple[int, float]]:
    """How many modules a first home card loads of whose, and in how many milliseconds.

    The interpreter's own account of it, which takes its time, too: shares are what it tells.
    """
    command = [sys.executable, "-X", "importtime", "-c", FIRST_CARD]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= required_settings("http://127.0.0.1:1") | {"ADDON_STORE": "sqlite:unused.db"}
    for _ in range(2):  # the first may have to compile
        told = subprocess.run(  # noqa: S603 - our own command, no shell
            command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        )
    counts: Counter[str] = Counter()
    microseconds: Counter[str] = Counter()
    for spent, module in IMPORTED.findall(told.stderr):
        name = _whose(module)
        counts[name] += 1
        microseconds[name] += int(spent)
    return {name: (counts[name], spent / 1000) for name, spent in microseconds.most_common()}


def _whose(module: str) -> str:
    for name, packages in PACKAGES.items():
        if any(module == package or module.startswith(f"{package}.") for package in packages):
            return name
    return STANDARD


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
