"""Fixtures of the tests at the edge."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stage import Stage, staged


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
def no_collection() -> Iterator[None]:
    """Keeps finalizers from running where JSON is at its deepest: they would lack the stack."""
    gc.disable()
    yield
    gc.enable()
