"""What the system says about a running process."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

MIB = 1024.0
SETTLE_SECONDS = 0.002
"""How long a process gets to finish what it does after its answer, before its CPU is read."""

AnswerT = TypeVar("AnswerT")


def workers(server: int) -> list[int]:
    """The processes that gunicorn's arbiter has forked."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if int(after_name[1]) == server:
            found.append(int(entry.parent.name))
    return found


def cpu_seconds(pid: int) -> float:
    """CPU time that a process has used so far, all of its threads together.

    It is what `/proc/PID/stat` counts in hundredths of a second, read in nanoseconds from the
    process's CPU clock; the id is made as clock_getcpuclockid(3) makes it on Linux.
    """
    return time.clock_gettime((~pid << 3) | 2)


def with_cpu(pid: int, ask: Callable[[], AnswerT]) -> tuple[AnswerT, float]:
    """Ask a process something: its answer, and milliseconds of CPU that it used for it."""
    before = cpu_seconds(pid)
    answer = ask()
    time.sleep(SETTLE_SECONDS)
    return answer, (cpu_seconds(pid) - before) * 1000


def rss_mib(pid: int) -> float:
    """Memory that a process has resident, shared pages included, in MiB."""
    return _kilobytes(Path(f"/proc/{pid}/status"), "VmRSS") / MIB


def pss_mib(pid: int) -> float:
    """The same with each shared page divided among those who share it, in MiB."""
    return _kilobytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss") / MIB


def _kilobytes(file: Path, field: str) -> int:
    found = re.search(rf"^{field}:\s+(\d+) kB$", file.read_text(), re.MULTILINE)
    if found is None:
        raise ValueError(f"{file} has no {field}")
    return int(found[1])
