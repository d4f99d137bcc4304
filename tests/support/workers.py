"""A plugin of pytest's: how many workers share the tests, who does which, and what each spares.

Loaded by `tests/conftest.py`, also in the process that hands out the tests, which therefore imports
nothing of the add-on here.
"""

from __future__ import annotations

import gc
import os
import signal
from itertools import islice

import pytest


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Half as many workers again as cores: tests often wait for a browser or for a time to pass."""
    return len(os.sched_getaffinity(0)) * 3 // 2


def pytest_sessionstart() -> None:
    """Let started processes hear Ctrl-C, even if the tests run in the background of a script."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the browser's tests on half of the workers, while the others do other tests.

    Each worker is given an equal run of the items, and takes over from the end of the longest
    once it has done its own: few ever start a browser, and nobody waits for one at the end.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    browsers = (workers + 1) // 2
    seeing = [item for item in items if "workbench" in item.path.parts]
    others = iter([item for item in items if "workbench" not in item.path.parts])
    total, ordered = len(items), list[pytest.Item]()
    for worker in range(workers):
        first, last = (len(seeing) * (worker + more) // browsers for more in (0, 1))
        size = (total - len(ordered)) // (workers - worker)
        ordered += seeing[first:last]
        ordered += islice(others, max(0, size - len(seeing[first:last])))
    items[:] = ordered


def pytest_collection_finish() -> None:
    """Modules and tests stay: to look through them for garbage again and again takes a fifth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
