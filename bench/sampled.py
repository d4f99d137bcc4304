"""The function with somebody looking at its threads: `python -m bench.sampled FILE …`.

The other arguments are functions-framework's. CPU time that a thread has used between two looks
counts for the part of the function in which it is found then; the sums are written into the file
when the worker ends. Looks count only while a file of the same name with `.on` at its end exists.
"""

from __future__ import annotations

import atexit
import json
import os
import sys
import threading
import time
from pathlib import Path
from types import FrameType

PAUSE_SECONDS = 0.0003
SWITCH_SECONDS = 0.0002
"""Whoever looks gets their turn sooner than threads otherwise do."""
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("store", ("/addon/store/", "/google/cloud/")),
    ("tokens", ("/addon/identity/", "/google/auth/")),
    ("log line", ("/addon/log.py", "/logging/")),
    ("HTTP to Google (urllib3)", ("/urllib3/", "/addon/google/transport.py")),
    ("client library", ("/googleapiclient/", "/uritemplate/", "/httplib2/")),
    ("requests, answers, hosts' events", ("/addon/google/", "/addon/wire/")),
    ("cards, words, dates", ("/cards/", "/babel/")),
    ("domain", ("/meeting/",)),
    ("handlers and their way", ("/addon/", "/main.py")),
    ("server and framework", ("/gunicorn/", "/flask/", "/werkzeug/", "/functions_framework/")),
)
"""The parts of the function, each with what the path of its code holds; the first counts."""
ELSEWHERE = "between threads"


def part_of(frame: FrameType | None) -> str:
    """The part that the innermost frame belongs to, of those that belong to any."""
    while frame is not None:
        path = frame.f_code.co_filename
        for part, marks in PARTS:
            if any(mark in path for mark in marks):
                return part
        frame = frame.f_back
    return ELSEWHERE


class Looker:
    """Looks at the threads of the worker that it is started in.

    Args:
        file: where to write what was seen.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._on = file.with_name(f"{file.name}.on")
        self._seconds: dict[str, float] = {}

    def start(self) -> None:
        """Look from now on, until the process ends."""
        sys.setswitchinterval(SWITCH_SECONDS)
        threading.Thread(target=self._look, daemon=True).start()
        atexit.register(lambda: self._file.write_text(json.dumps(self._seconds)))

    def _look(self) -> None:
        used: dict[int, float] = {}
        counted = False
        while True:
            time.sleep(PAUSE_SECONDS)
            counts, counted = counted, self._on.exists()
            frames = sys._current_frames()  # noqa: SLF001 - there is no other way
            for thread in threading.enumerate():
                number, frame = thread.native_id, frames.get(thread.ident or 0)
                if number is None or thread is threading.current_thread():
                    continue
                try:
                    seconds = time.clock_gettime((~number << 3) | 6)
                except OSError:
                    continue  # it ended meanwhile
                before = used.get(number, 0.0 if counts else seconds)
                used[number] = seconds
                if counts and seconds > before:
                    part = part_of(frame)
                    self._seconds[part] = self._seconds.get(part, 0.0) + seconds - before


def main() -> None:
    """Serve, and look as soon as the worker is forked."""
    from functions_framework._cli import _cli  # noqa: PLC0415 - as its command does

    looker = Looker(Path(sys.argv.pop(1)))
    os.register_at_fork(after_in_child=looker.start)
    _cli()


if __name__ == "__main__":
    main()
