"""The two stores, as the settings open them; Firestore is Google's real emulator."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from addon.store.documents import Documents
from addon.store.firestore import FirestoreDocuments
from addon.store.sqlite import SqliteDocuments
from tests.store.kinds import PROJECT, Stores
from tests.support.clock import StillClock
from tools.emulator import NoEmulator, shared_emulator


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Host and port of Firestore's emulator; without the SDK the tests skip, and fail in CI."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # that of all workers
    try:
        with shared_emulator(folder) as address:
            yield address
    except NoEmulator as missing:
        message = f"Firestore is not tested: {missing}"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture
def firestore(emulator: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The setting of a store in Firestore: the emulator, with an empty database of the test's."""
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", emulator)
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", f"{PROJECT}-{uuid.uuid4().hex[:12]}")
    return "firestore"


@pytest.fixture
def clock() -> StillClock:
    """The time by which documents live."""
    return StillClock()


@pytest.fixture(params=["sqlite", "firestore"])
def stores(request: pytest.FixtureRequest, tmp_path: Path, clock: StillClock) -> Stores:
    """Each kind of store in turn."""
    if request.param == "sqlite":
        path = tmp_path / "addon.db"
        return Stores("sqlite", lambda: SqliteDocuments(path, clock.timestamp))
    request.getfixturevalue("firestore")
    return Stores("firestore", lambda: FirestoreDocuments(lambda: clock.now))


@pytest.fixture
def documents(stores: Stores) -> Documents:
    """A store of each kind."""
    return stores.open()


@pytest.fixture
def owner() -> str:
    """Somebody of whom nothing is stored."""
    return "user:115000000000000000001"
