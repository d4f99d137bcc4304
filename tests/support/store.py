"""A stage's store: what is in it, and how it is spoilt."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.support.stage import Stage


def stored(stage: Stage) -> list[tuple[str, str]]:
    """Owner and name of every document in the store of a stage."""
    if not stage.store.exists():
        return []
    with closing(sqlite3.connect(stage.store)) as database:
        rows = database.execute("SELECT owner, name FROM documents ORDER BY owner, name")
        return [(str(owner), str(name)) for owner, name in rows]


class Rows:
    """What is in a store's file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def exists(self) -> bool:
        """Whether anything was ever stored."""
        return self._path.exists()

    def all(self) -> list[tuple[str, str, datetime | None]]:
        """Owner, name and end of each document."""
        with closing(sqlite3.connect(self._path)) as database:
            found = database.execute("SELECT owner, name, expires FROM documents ORDER BY 1, 2")
            return [
                (owner, name, None if end is None else datetime.fromtimestamp(end, UTC))
                for owner, name, end in found
            ]

    def of_conversations(self) -> list[str]:
        """The owners of what is stored about conversations."""
        return sorted({owner for owner, _, _ in self.all() if owner.startswith("chat:")})

    def let_pass(self, span: timedelta) -> None:
        """Let time pass for every document."""
        with closing(sqlite3.connect(self._path)) as database, database:
            database.execute("UPDATE documents SET expires = expires - ?", (span.total_seconds(),))

    def date_back(self, kind: str, member: str, seconds: float) -> None:
        """Have a member of the one note of a kind, a moment in seconds, lie so much earlier."""
        with closing(sqlite3.connect(self._path)) as database, database:
            place = f"$.{member}"
            changed = database.execute(
                "UPDATE documents SET data = json_set(data, ?, json_extract(data, ?) - ?)"
                " WHERE name LIKE ?",
                (place, place, seconds, f"{kind}%"),
            )
            assert 1 == changed.rowcount

    def put(self, kind: str, member: str, value: str | None) -> None:
        """Have a member of each note of a kind say this; `None` takes it out."""
        change = "json_remove(data, ?1)" if value is None else "json_set(data, ?1, ?2)"
        with closing(sqlite3.connect(self._path)) as database, database:
            changed = database.execute(
                f"UPDATE documents SET data = {change} WHERE name LIKE ?3",  # noqa: S608  # ours
                (f"$.{member}", value, f"{kind}%"),
            )
            assert changed.rowcount

    def said(self, kind: str, member: str) -> str:
        """What a member of the one note of a kind says."""
        with closing(sqlite3.connect(self._path)) as database:
            [(found,)] = database.execute(
                "SELECT json_extract(data, ?) FROM documents WHERE name LIKE ?",
                (f"$.{member}", f"{kind}%"),
            )
            return str(found)


class Store:
    """The files of a stage's store, which can be spoilt and put right again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sound: list[Path] = []

    def spoil(self) -> None:
        """Make it unreadable: what is there is another file, and no database."""
        self._sound = [each.rename(_aside(each)) for each in _files(self._path)]
        self._path.write_bytes(b"This is no database. " * 400)

    def mend(self) -> None:
        """Put it back as it was."""
        assert self._sound
        for each in _files(self._path):
            each.unlink()
        for each in self._sound:
            each.rename(each.with_name(each.name.removeprefix(ASIDE)))


ASIDE = "sound-"


def _files(path: Path) -> list[Path]:
    """The database, and what SQLite keeps beside it."""
    return sorted(path.parent.glob(f"{path.name}*"))


def _aside(file: Path) -> Path:
    return file.with_name(f"{ASIDE}{file.name}")
