"""Fixtures of the tests at the edge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.stage import Stage, staged


@pytest.fixture(scope="module")
def store_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the store of `shared` is; there is no file until something is stored."""
    return tmp_path_factory.mktemp("store") / "addon.db"


@pytest.fixture(scope="module")
def shared(store_file: Path) -> Iterator[Stage]:
    """One stage for all tests of a module, for those that leave no traces."""
    with staged({"ADDON_STORE": f"sqlite:{store_file}"}) as made:
        yield made


@pytest.fixture(autouse=True)
def everywhere(no_collection: None) -> None:
    """Any of these tests may have JSON that deep."""
