"""Both stores keep the same promises (addon.store.documents)."""

from __future__ import annotations

import contextlib
import gc
import json
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from addon.store.documents import Data, Documents
from addon.store.firestore import FirestoreDocuments
from addon.store.sqlite import SqliteDocuments
from meeting.errors import StoreUnavailable
from tests.store.kinds import PROJECT, Stores
from tests.support.clock import StillClock

MINUTE = timedelta(minutes=1)


def test_what_was_never_written_is_not_there(documents: Documents, owner: str) -> None:
    """Reading what nobody wrote gives nothing."""
    assert documents.read(owner, "preferences") is None


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"recording": True, "transcription": False},
        {"text": "é漢🎉 ' \" \\ ; --", "empty": "", "none": None, "number": -1.5, "big": 2**53},
        {"nested": {"list": ["a", {"b": []}], "dotted.name": {}}},
        {"refused": {"recording": "x" * 5000}},
    ],
    ids=["empty", "switches", "kinds", "nested", "long"],
)
def test_what_was_written_is_read(stores: Stores, owner: str, data: Data) -> None:
    """A document is read as it was written, by another instance too."""
    stores.open().write(owner, "preferences", data)
    assert data == stores.open().read(owner, "preferences")


def test_writing_replaces(documents: Documents, owner: str) -> None:
    """A second write leaves nothing of the first."""
    documents.write(owner, "preferences", {"a": 1, "b": 2}, lifetime=MINUTE)
    documents.write(owner, "preferences", {"c": 3})
    assert {"c": 3} == documents.read(owner, "preferences")


def test_documents_are_kept_apart(documents: Documents, owner: str) -> None:
    """Documents of other names and other owners are other documents."""
    documents.write(owner, "preferences", {"mine": 1})
    documents.write(owner, "minted-1", {"mine": 2})
    documents.write(f"{owner}0", "preferences", {"theirs": 1})
    assert {"mine": 1} == documents.read(owner, "preferences")
    assert {"mine": 2} == documents.read(owner, "minted-1")
    assert {"theirs": 1} == documents.read(f"{owner}0", "preferences")


@pytest.mark.parametrize("name", ["preferences", "minted-" + "0f" * 20, "asked-" + "a1" * 20])
@pytest.mark.parametrize(
    "owned_by", ["user:{}", "anonymous-{}", "user:a.b_c-d@example.com:{}", "user:{}" + "9" * 200]
)
def test_every_name_that_the_add_on_makes_will_do(
    documents: Documents, owner: str, owned_by: str, name: str
) -> None:
    """Owners and names of letters, digits and `:._@-` reach the document that they name."""
    who = owned_by.format(owner)
    documents.write(who, name, {"name": name})
    assert {"name": name} == documents.read(who, name)
    documents.delete(who, name)
    assert documents.read(who, name) is None


def test_adding_writes_what_is_not_there(documents: Documents, owner: str) -> None:
    """Adding a new document writes it and says so with nothing."""
    assert documents.add(owner, "minted-1", {"a": 1}) is None
    assert {"a": 1} == documents.read(owner, "minted-1")


@pytest.mark.parametrize("there", [{"a": 1}, {}], ids=["filled", "empty"])
def test_adding_leaves_what_is_there(documents: Documents, owner: str, there: Data) -> None:
    """Adding a document that is there changes nothing and returns the one that is."""
    documents.write(owner, "minted-1", there)
    assert there == documents.add(owner, "minted-1", {"b": 2}, lifetime=MINUTE)
    assert there == documents.read(owner, "minted-1")


def test_deleting_removes_one(documents: Documents, owner: str) -> None:
    """A deleted document is gone, its neighbours stay, and deleting again does no harm."""
    documents.write(owner, "preferences", {"a": 1})
    documents.write(owner, "minted-1", {"a": 2})
    documents.delete(owner, "preferences")
    documents.delete(owner, "preferences")
    assert documents.read(owner, "preferences") is None
    assert {"a": 2} == documents.read(owner, "minted-1")
    assert documents.add(owner, "preferences", {"new": True}) is None


def test_deleting_all_removes_everything_of_one_owner(
    documents: Documents, owner: str, clock: StillClock
) -> None:
    """Everything of an owner goes, what has run out included, and nothing of anybody else's."""
    for number in range(25):
        documents.write(owner, f"minted-{number}", {"n": number}, lifetime=MINUTE * (number + 1))
    documents.write(f"{owner}0", "preferences", {"theirs": 1})
    clock.pass_(minutes=5)
    documents.delete_all(owner)
    documents.delete_all(owner)
    clock.pass_(minutes=-5)
    assert [None] * 25 == [documents.read(owner, f"minted-{number}") for number in range(25)]
    assert {"theirs": 1} == documents.read(f"{owner}0", "preferences")


@pytest.mark.parametrize("way", ["write", "add"])
def test_a_document_lives_as_long_as_told(
    documents: Documents, owner: str, clock: StillClock, way: str
) -> None:
    """Until its lifetime ends a document is there; from then on it counts as absent."""
    getattr(documents, way)(owner, "minted-1", {"a": 1}, lifetime=MINUTE)
    clock.pass_(seconds=59)
    assert {"a": 1} == documents.read(owner, "minted-1")
    assert {"a": 1} == documents.add(owner, "minted-1", {"b": 2})
    clock.pass_(seconds=1)
    assert documents.read(owner, "minted-1") is None
    assert documents.add(owner, "minted-1", {"b": 2}) is None
    assert {"b": 2} == documents.read(owner, "minted-1")


def test_a_document_without_a_lifetime_stays(
    documents: Documents, owner: str, clock: StillClock
) -> None:
    """What was written without a lifetime is there years later, though it once had one."""
    documents.write(owner, "preferences", {"a": 1}, lifetime=MINUTE)
    documents.write(owner, "preferences", {"a": 2})
    clock.pass_(days=3650)
    assert {"a": 2} == documents.read(owner, "preferences")


def test_writing_again_starts_a_new_life(
    documents: Documents, owner: str, clock: StillClock
) -> None:
    """The lifetime counts from the latest write."""
    documents.write(owner, "minted-1", {"a": 1}, lifetime=MINUTE)
    clock.pass_(seconds=50)
    documents.write(owner, "minted-1", {"a": 2}, lifetime=MINUTE)
    clock.pass_(seconds=50)
    assert {"a": 2} == documents.read(owner, "minted-1")


@pytest.mark.parametrize("expired", [False, True], ids=["absent", "run out"])
def test_of_many_adders_exactly_one_wins(
    stores: Stores, owner: str, clock: StillClock, expired: bool
) -> None:
    """Of many threads on two instances one adds, and the others get what that one added."""
    instances = [stores.open(), stores.open()]
    if expired:
        instances[0].write(owner, "minted-1", {"old": True}, lifetime=MINUTE)
        clock.pass_(minutes=2)
    barrier = Barrier(12, timeout=20)

    def add(number: int) -> Data | None:
        documents = instances[number % 2]
        documents.read(owner, "minted-0")
        barrier.wait()
        return documents.add(owner, "minted-1", {"by": number}, lifetime=MINUTE)

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(add, range(12)))
    winner = answers.index(None)
    assert [{"by": winner}] * 11 == [answer for answer in answers if answer is not None]
    assert {"by": winner} == stores.open().read(owner, "minted-1")


Use = Callable[[Documents], Any]
USES: list[Use] = [
    lambda documents: documents.read("user:1", "preferences"),
    lambda documents: documents.write("user:1", "preferences", {}),
    lambda documents: documents.add("user:1", "preferences", {}),
    lambda documents: documents.delete("user:1", "preferences"),
    lambda documents: documents.delete_all("user:1"),
]


USUALLY_WITHIN, FIRST_WITHIN = 5.0, 9.5
"""Seconds: a store's first call may take the longer."""


def seconds_to_fail(use: Use, documents: Documents) -> float:
    """How long a store takes to say that it is unavailable."""
    started = time.monotonic()
    with pytest.raises(StoreUnavailable):
        use(documents)
    return time.monotonic() - started


@pytest.fixture
def firestore_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> FirestoreDocuments:
    """Firestore where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", f"127.0.0.1:{port}")
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", PROJECT)
    return FirestoreDocuments()


@pytest.fixture
def firestore_silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[FirestoreDocuments]:
    """Firestore behind a connection on which nobody ever says anything."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", f"127.0.0.1:{port}")
        monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", PROJECT)
        yield FirestoreDocuments()


@pytest.fixture
def firestore_without_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> FirestoreDocuments:
    """Firestore with credentials that belong to no project."""
    key = {"type": "authorized_user", "client_id": "x", "client_secret": "x", "refresh_token": "x"}
    (tmp_path / "key.json").write_text(json.dumps(key))
    for name in ("GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT", "FIRESTORE_EMULATOR_HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "key.json"))
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    return FirestoreDocuments()


@pytest.fixture
def firestore_without_credentials(monkeypatch: pytest.MonkeyPatch) -> FirestoreDocuments:
    """Firestore with a project and a file of credentials that is not there."""
    monkeypatch.delenv("FIRESTORE_EMULATOR_HOST", raising=False)
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", PROJECT)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", "/nowhere")
    return FirestoreDocuments()


@pytest.fixture
def sqlite_in_no_folder(tmp_path: Path) -> SqliteDocuments:
    """SQLite in a folder that cannot be made."""
    (tmp_path / "file").touch()
    return SqliteDocuments(tmp_path / "file" / "addon.db")


@pytest.fixture
def sqlite_no_database(tmp_path: Path) -> SqliteDocuments:
    """SQLite in a file that is something else."""
    (tmp_path / "addon.db").write_text("no database" * 100)
    return SqliteDocuments(tmp_path / "addon.db")


@pytest.fixture
def sqlite_locked(tmp_path: Path) -> Iterator[SqliteDocuments]:
    """SQLite in a file that somebody else is writing to and never stops."""
    with contextlib.closing(sqlite3.connect(tmp_path / "addon.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield SqliteDocuments(tmp_path / "addon.db")


@pytest.mark.parametrize(
    "kinds",
    [
        ["sqlite_in_no_folder"],
        ["sqlite_no_database"],
        ["firestore_without_credentials"],
        ["firestore_without_project"],
        ["firestore_nobody_answers"],
        ["firestore_silent", "sqlite_locked"],
    ],
    ids=" and ".join,
)
def test_a_store_out_of_reach_says_so_in_time(
    request: pytest.FixtureRequest, kinds: list[str]
) -> None:
    """Whatever keeps a store from answering, each use fails as such in time."""
    stores: list[Documents] = [request.getfixturevalue(kind) for kind in kinds]
    uses = [(use, documents) for documents in stores for use in USES]
    with ThreadPoolExecutor(len(uses)) as pool:
        took = list(pool.map(lambda pair: seconds_to_fail(*pair), uses))
    of_each = [took[start : start + len(USES)] for start in range(0, len(took), len(USES))]
    for seconds in of_each:
        *others, longest = sorted(seconds)
        assert longest < FIRST_WITHIN
        assert max(others) < USUALLY_WITHIN


# Taking


def test_what_is_taken_is_gone(documents: Documents, owner: str) -> None:
    """A document is taken once; what is not there, or past its lifetime, is not."""
    assert documents.take(owner, "spare") is None
    documents.write(owner, "spare", {"space": "spaces/a"}, lifetime=MINUTE)
    assert {"space": "spaces/a"} == documents.take(owner, "spare")
    assert documents.take(owner, "spare") is None
    assert documents.read(owner, "spare") is None


def test_one_of_many_takes_it(stores: Stores, owner: str) -> None:
    """Of several callers at the same moment, on several instances, one gets it."""
    stores.open().write(owner, "spare", {"space": "spaces/a"})
    start = Barrier(8)

    def take(opened: Documents) -> Data | None:
        start.wait()
        return opened.take(owner, "spare")

    with ThreadPoolExecutor(8) as pool:
        taken = [*pool.map(take, [stores.open() for _ in range(8)])]
    assert [{"space": "spaces/a"}] == [each for each in taken if each is not None]


def test_what_has_ended_is_deleted(tmp_path: Path, clock: StillClock) -> None:
    """Not at once, and without anybody asking for it: by what is written later."""
    file = tmp_path / "addon.db"
    documents = SqliteDocuments(file, clock.timestamp)
    for number in range(300):
        documents.write("ana", f"minted-{number}", {}, lifetime=MINUTE)
    documents.write("ana", "preferences", {})
    clock.pass_(minutes=1)
    for number in range(20):
        documents.write("bo", f"preferences{number}", {})
    with contextlib.closing(sqlite3.connect(file)) as database:
        rows = database.execute("SELECT DISTINCT owner, substr(name, 1, 6) FROM documents")
        assert [("ana", "prefer"), ("bo", "prefer")] == rows.fetchall()


def test_what_another_process_holds_is_waited_for_no_longer_than_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those who write wait in a line, and the line ends, too."""
    monkeypatch.setattr("addon.store.sqlite.BUSY_SECONDS", 0.2)
    file = tmp_path / "addon.db"
    documents = SqliteDocuments(file)
    documents.write("ana", "preferences", {"a": 1})
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(3) as pool:
            jobs = [pool.submit(documents.write, "ana", "preferences", {}) for _ in range(3)]
            for job in jobs:
                with pytest.raises(StoreUnavailable):
                    job.result(10)
        assert {"a": 1} == documents.read("ana", "preferences")
    documents.write("ana", "preferences", {"a": 2})
    assert {"a": 2} == documents.read("ana", "preferences")


@pytest.mark.parametrize("files", [1, 3], ids=["alone", "with those beside it"])
def test_a_file_that_somebody_deletes_is_begun_anew(tmp_path: Path, files: int) -> None:
    """While connections to it are open: nothing of it is there again, and all goes on."""
    file = tmp_path / "addon.db"
    documents = SqliteDocuments(file)
    with ThreadPoolExecutor(4) as pool:
        for _ in range(3):
            list(pool.map(lambda n: documents.write("ana", f"old{n}", {"a": n}), range(20)))
            assert 3 == len(list(tmp_path.iterdir()))
            for each in sorted(tmp_path.iterdir())[:files]:
                each.unlink()
            assert not file.exists()
            list(pool.map(lambda n: documents.write("ana", f"new{n}", {"a": n}), range(20)))
            assert [None] * 20 == list(
                pool.map(lambda n: documents.read("ana", f"old{n}"), range(20))
            )
            assert {"a": 7} == SqliteDocuments(file).read("ana", "new7")


def test_all_of_its_files_are_their_owners_alone(tmp_path: Path) -> None:
    """Also those that are there only while it is open; once it is closed there is one."""
    documents = SqliteDocuments(tmp_path / "addon.db")
    documents.write("ana", "preferences", {})
    assert {"addon.db": 0o600, "addon.db-shm": 0o600, "addon.db-wal": 0o600} == {
        each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()
    }
    del documents
    gc.collect()
    assert ["addon.db"] == [each.name for each in tmp_path.iterdir()]


def test_many_may_be_the_first_at_the_same_moment(tmp_path: Path) -> None:
    """Of threads and of instances that find no file, none is told that it is locked."""
    people = 6
    barrier = Barrier(people, timeout=20)

    def begin(documents: Documents, owner: str) -> None:
        barrier.wait()
        assert documents.read(owner, "preferences") is None
        documents.write(owner, "preferences", {})

    with ThreadPoolExecutor(people) as pool:
        for number in range(40):
            instances = [SqliteDocuments(tmp_path / f"{number}.db") for _ in range(2)]
            jobs = [pool.submit(begin, instances[n % 2], f"user{n}") for n in range(people)]
            for job in jobs:
                job.result(20)
