"""Fixtures that every test may use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stage import Stage, staged


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A stand-in for Google and the function, with an empty SQLite store."""
    with staged({"ADDON_STORE": f"sqlite:{tmp_path / 'addon.db'}"}) as made:
        yield made
