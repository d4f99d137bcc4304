"""Fixtures of the tests of Chat's deliveries."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chat_delivery.delivering import Rows, Twins, twins
from tests.faults.conftest import Clock
from tests.faults.test_store_down import Store
from tests.stage import Stage


@pytest.fixture
def pair(stage: Stage, tmp_path: Path) -> Iterator[Twins]:
    """Two instances of the function with one SQLite store."""
    with twins(stage, f"sqlite:{tmp_path / 'addon.db'}") as made:
        yield made


@pytest.fixture
def rows(tmp_path: Path) -> Rows:
    """What the stage's store holds."""
    return Rows(tmp_path / "addon.db")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The file of the stage's store, to be spoilt."""
    return Store(tmp_path / "addon.db")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that requests go by; work that outlasts them goes by the true one."""
    made = Clock()
    monkeypatch.setattr(time, "monotonic", made.now)
    monkeypatch.setattr("addon.app.Deadline", made.deadline)
    return made
