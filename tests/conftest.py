"""Fixtures that every test may use."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.stage import Stage
    from tests.support.clock import Clock


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


def _staged(folder: Path) -> AbstractContextManager[Stage]:
    # Imported here, since the process that hands out the tests needs nothing of the add-on.
    from tests.stage import staged  # noqa: PLC0415

    return staged({"ADDON_STORE": f"sqlite:{folder / 'addon.db'}"})


@pytest.fixture(scope="session")
def lasting_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A stand-in for Google and the function, with a SQLite store, for all tests of a worker."""
    with _staged(tmp_path_factory.mktemp("store")) as made:
        yield made


@pytest.fixture
def own_stage(tmp_path: Path) -> Iterator[Stage]:
    """A stage for one test alone: for those to which connections, keys or late work matter."""
    with _staged(tmp_path) as made:
        yield made


@pytest.fixture
def stage(request: pytest.FixtureRequest) -> Stage:
    """The lasting stage as if it were new, or a new one where a test is marked with `own_stage`."""
    if request.node.get_closest_marker("own_stage"):
        made: Stage = request.getfixturevalue("own_stage")
        return made
    lasting: Stage = request.getfixturevalue("lasting_stage")
    lasting.renew()
    return lasting


@pytest.fixture
def clock(stage: Stage) -> Clock:
    """The clock that the stage's function goes by."""
    return stage.function.clock
