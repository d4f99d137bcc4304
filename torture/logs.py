"""Judges the function's log: no fault of its own, and nothing of anybody's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from torture.violations import ERRORS, LEAKS

SECRETS = re.compile(r"ya29\.|eyJ[A-Za-z0-9]|[\w.+-]+@[\w-]+\.\w")


def faults_in(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What must not stand in a log: the kind of it, and what does."""
    for line in lines:
        if '"severity": "ERROR"' in line or '"severity": "CRITICAL"' in line:
            yield ERRORS, _place(line)
        elif not line.startswith("{") and line.strip():
            yield ERRORS, line.strip()[:200]
        if SECRETS.search(line):
            yield LEAKS, line[:300]


def _place(line: str) -> str:
    """An error's route, type and last line of ours."""
    fields = json.loads(line)
    trace = [str(each).strip() for each in fields.get("error", [])]
    kinds = [each for each in trace if ":" not in each]
    ends = [each for each in trace if ":" in each][-1:]
    return " ".join([str(fields.get("message", "")), *kinds[:1], *ends])[:200]
