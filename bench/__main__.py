"""The command line: `python -m bench`; its status is 1 when a target is missed."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from bench.measuring import Plan, measure_all
from bench.report import Report
from tools.pages import with_part

PAGE = Path(__file__).parent.parent / "docs/figures.md"
LIBRARIES = (
    "functions-framework",
    "gunicorn",
    "flask",
    "google-api-python-client",
    "google-auth",
    "urllib3",
    "babel",
)


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and say whether every target is met."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    default = Plan()
    parser.add_argument("--runs", type=int, default=default.runs, help="of each click")
    parser.add_argument("--cold-runs", type=int, default=default.cold_runs, help="starts of each")
    parser.add_argument("--people", type=int, default=default.people, help="clicking at once")
    parser.add_argument("--requests", type=int, default=default.requests, help="for the memory")
    parser.add_argument("--seconds", type=float, default=default.seconds, help="for these, at most")
    parser.add_argument("--latency", type=float, default=default.latency, help="seconds")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there, too")
    parser.add_argument("--write", action="store_true", help="write docs/figures.md")
    options = parser.parse_args(arguments)
    plan = Plan(
        runs=options.runs,
        cold_runs=options.cold_runs,
        people=options.people,
        requests=options.requests,
        seconds=options.seconds,
        latency=options.latency,
    )
    report = Report(plan.latency, _facts(), measure_all(plan))
    print(report.text())
    if options.write:
        PAGE.write_text(with_part(PAGE.read_text(), "figures", report.markdown()))
    if options.json:
        options.json.write_text(json.dumps(report.as_dict(), indent=2) + "\n")
    return 0 if report.met else 1


def _facts() -> dict[str, str]:
    cores = len(os.sched_getaffinity(0))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    libraries = {name: version(name) for name in LIBRARIES}
    return {"Cores:": str(cores), "interpreter": python, **libraries}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
