"""The store in one SQLite file: for one machine, and for trying the add-on out."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import cast

from addon.store.documents import Data
from meeting.errors import StoreUnavailable

BUSY_SECONDS = 2.0
SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    owner TEXT NOT NULL, name TEXT NOT NULL, data TEXT NOT NULL, expires REAL,
    PRIMARY KEY (owner, name)
) WITHOUT ROWID
"""
UPSERT = """
INSERT INTO documents (owner, name, data, expires) VALUES (?, ?, ?, ?)
ON CONFLICT (owner, name) DO UPDATE SET data = excluded.data, expires = excluded.expires
"""
DELETE = "DELETE FROM documents WHERE owner = ? AND name = ?"


class SqliteDocuments:
    """`Documents` in a file, readable by its owner only.

    A connection is opened for each call: SQLite connections do not cross threads or forks, and
    opening one costs less than a tenth of a millisecond.

    Args:
        path: the file; it and its folder are made when missing.
        clock: seconds since the epoch.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._clock = clock

    def read(self, owner: str, name: str) -> Data | None:
        """See `Documents.read`."""
        with self._database() as database:
            return self._read(database, owner, name)

    def write(
        self, owner: str, name: str, data: Data, *, lifetime: timedelta | None = None
    ) -> None:
        """See `Documents.write`."""
        with self._transaction() as database:
            self._write(database, owner, name, data, lifetime)

    def add(
        self, owner: str, name: str, data: Data, *, lifetime: timedelta | None = None
    ) -> Data | None:
        """See `Documents.add`."""
        with self._transaction() as database:
            there = self._read(database, owner, name)
            if there is None:
                self._write(database, owner, name, data, lifetime)
            return there

    def take(self, owner: str, name: str) -> Data | None:
        """See `Documents.take`. Most often there is none, which is found out without a lock."""
        with self._database() as database:
            if self._read(database, owner, name) is None:
                return None
        with self._transaction() as database:
            there = self._read(database, owner, name)
            database.execute(DELETE, (owner, name))
            return there

    def delete(self, owner: str, name: str) -> None:
        """See `Documents.delete`."""
        with self._transaction() as database:
            database.execute(DELETE, (owner, name))

    def delete_all(self, owner: str) -> None:
        """See `Documents.delete_all`."""
        with self._transaction() as database:
            database.execute("DELETE FROM documents WHERE owner = ?", (owner,))

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction, alone in writing from its start."""
        with self._database() as database:
            database.execute("BEGIN IMMEDIATE")
            yield database
            database.execute("DELETE FROM documents WHERE expires <= ?", (self._clock(),))
            database.execute("COMMIT")

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        """A connection that locks nothing by itself, so that reads do not queue up."""
        try:
            if not self._path.exists():
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._path.touch(mode=0o600)
            connection = sqlite3.connect(self._path, timeout=BUSY_SECONDS, isolation_level=None)
            with closing(connection):
                connection.execute(SCHEMA)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise StoreUnavailable from error

    def _read(self, database: sqlite3.Connection, owner: str, name: str) -> Data | None:
        row = database.execute(
            "SELECT data FROM documents WHERE owner = ? AND name = ?"
            " AND (expires IS NULL OR expires > ?)",
            (owner, name, self._clock()),
        ).fetchone()
        return cast(Data, json.loads(row[0])) if row else None

    def _write(
        self,
        database: sqlite3.Connection,
        owner: str,
        name: str,
        data: Data,
        lifetime: timedelta | None,
    ) -> None:
        expires = self._clock() + lifetime.total_seconds() if lifetime else None
        database.execute(UPSERT, (owner, name, json.dumps(data), expires))
