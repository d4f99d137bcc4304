"""The store in one SQLite file: for one machine, and for trying the add-on out."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import cast

from addon.store.documents import Data
from meeting.errors import StoreUnavailable

BUSY_SECONDS = 2.0
POLL_SECONDS = 0.005
MOST_IDLE = 4
"""Connections that are kept for the next calls. Each may take some hundred kilobytes."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    owner TEXT NOT NULL, name TEXT NOT NULL, data TEXT NOT NULL, expires REAL,
    PRIMARY KEY (owner, name)
) WITHOUT ROWID
"""
ENDING = """
CREATE INDEX IF NOT EXISTS ending ON documents (expires) WHERE expires IS NOT NULL
"""
"""So that what has expired is found among whatever number of documents."""
READ = """
SELECT data FROM documents WHERE owner = ? AND name = ? AND (expires IS NULL OR expires > ?)
"""
WRITE = """
INSERT INTO documents (owner, name, data, expires) VALUES (?, ?, ?, ?)
ON CONFLICT (owner, name) DO UPDATE SET data = excluded.data, expires = excluded.expires
"""
ADD = f"{WRITE} WHERE documents.expires <= ?"
EXCHANGE = """
UPDATE documents SET data = ?, expires = ?
WHERE owner = ? AND name = ? AND data = ? AND (expires IS NULL OR expires > ?)
"""
DELETE = "DELETE FROM documents WHERE owner = ? AND name = ?"
TAKE = f"{DELETE} AND (expires IS NULL OR expires > ?) RETURNING data"
DELETE_ALL = "DELETE FROM documents WHERE owner = ?"
CLEAR = """
DELETE FROM documents WHERE (owner, name) IN
    (SELECT owner, name FROM documents WHERE expires <= ? LIMIT 200)
"""
WRITES_A_CLEAR = 10
"""What has expired is deleted now and then, and not all at once: somebody waits for the write."""

_File = tuple[int, int, int]


class SqliteDocuments:
    """`Documents` in a file, readable by its owner only.

    Each call has a connection for itself, and most find one that an earlier call has left: opening
    one takes longer than a read.

    While it is open, what was written last is in a second file, SQLite's write-ahead log, and a
    third tells what is there: a write waits for the disk once, where it would five times without.
    Both belong to the first and are gone once it is closed.

    Args:
        path: the file; it and its folder are made when missing.
        clock: seconds since the epoch.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._clock = clock
        self._idle: list[tuple[sqlite3.Connection, _File]] = []
        self._writing = threading.Lock()
        self._writes = count()

    def read(self, owner: str, name: str) -> Data | None:
        """See `Documents.read`."""
        with self._database() as database:
            return self._read(database, owner, name)

    def write(
        self, owner: str, name: str, data: Data, *, lifetime: timedelta | None = None
    ) -> None:
        """See `Documents.write`."""
        with self._writer() as database:
            database.execute(WRITE, self._row(owner, name, data, lifetime))

    def add(
        self, owner: str, name: str, data: Data, *, lifetime: timedelta | None = None
    ) -> Data | None:
        """See `Documents.add`."""
        row = self._row(owner, name, data, lifetime)
        with self._writer() as database:
            # Another process may delete what is there between the two.
            while not database.execute(ADD, (*row, self._clock())).rowcount:
                there = self._read(database, owner, name)
                if there is not None:
                    return there
        return None

    def exchange(
        self, owner: str, name: str, former: Data, data: Data, *, lifetime: timedelta | None = None
    ) -> bool:
        """See `Documents.exchange`."""
        *place, written, expires = self._row(owner, name, data, lifetime)
        found = (written, expires, *place, json.dumps(former), self._clock())
        with self._writer() as database:
            return bool(database.execute(EXCHANGE, found).rowcount)

    def take(self, owner: str, name: str) -> Data | None:
        """See `Documents.take`. Most often there is none, which is found out without a lock."""
        if self.read(owner, name) is None:
            return None
        with self._writer() as database:
            # What is not read to its end stays locked.
            rows = database.execute(TAKE, (owner, name, self._clock())).fetchall()
        return _data(*rows)

    def delete(self, owner: str, name: str) -> None:
        """See `Documents.delete`."""
        with self._writer() as database:
            database.execute(DELETE, (owner, name))

    def delete_all(self, owner: str) -> None:
        """See `Documents.delete_all`."""
        with self._writer() as database:
            database.execute(DELETE_ALL, (owner,))

    @contextmanager
    def _writer(self) -> Iterator[sqlite3.Connection]:
        """A connection to write with: each statement is a transaction.

        Writers of this process wait in a line: SQLite itself has whoever comes second sleep, ever
        longer, and look again.
        """
        if not self._writing.acquire(timeout=BUSY_SECONDS):
            raise StoreUnavailable
        try:
            with self._database() as database:
                yield database
                if not next(self._writes) % WRITES_A_CLEAR:
                    with suppress(sqlite3.Error):  # the write itself is done
                        database.execute(CLEAR, (self._clock(),))
        finally:
            self._writing.release()

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        """A connection that locks nothing by itself, so that reads do not queue up."""
        try:
            connection, file = self._take()
            try:
                yield connection
            except BaseException:
                connection.close()
                raise
            if len(self._idle) < MOST_IDLE:
                self._idle.append((connection, file))
            else:
                connection.close()
        except (sqlite3.Error, OSError) as error:
            raise StoreUnavailable from error

    def _take(self) -> tuple[sqlite3.Connection, _File]:
        """The connection that was left last, if it still is to the file that is there."""
        with suppress(IndexError, FileNotFoundError):
            while True:
                connection, file = self._idle.pop()
                if file == self._file():
                    return connection, file
                connection.close()
        return self._open(), self._file()

    def _open(self) -> sqlite3.Connection:
        if not self._path.exists():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
        connection = sqlite3.connect(
            self._path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            _keep_log(connection)
            connection.execute(SCHEMA)
            connection.execute(ENDING)
        except BaseException:
            connection.close()
            raise
        return connection

    def _file(self) -> _File:
        """Which file is there, and for which process: connections do not cross forks.

        Raises:
            FileNotFoundError: none is.
        """
        found = self._path.stat()
        return os.getpid(), found.st_dev, found.st_ino

    def _read(self, database: sqlite3.Connection, owner: str, name: str) -> Data | None:
        return _data(*database.execute(READ, (owner, name, self._clock())).fetchall())

    def _row(
        self, owner: str, name: str, data: Data, lifetime: timedelta | None
    ) -> tuple[str, str, str, float | None]:
        expires = self._clock() + lifetime.total_seconds() if lifetime else None
        return owner, name, json.dumps(data), expires


def _data(*rows: tuple[str]) -> Data | None:
    return cast(Data, json.loads(rows[0][0])) if rows else None


def _keep_log(connection: sqlite3.Connection) -> None:
    """Have a database keep a write-ahead log.

    Where another connection is just doing so, SQLite does not wait for it by itself.
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(POLL_SECONDS)
        else:
            return
