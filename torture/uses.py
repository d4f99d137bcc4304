"""When the add-on uses its store, as SQLite is told: each statement is a use, and a transaction."""

from __future__ import annotations

from addon.store.sqlite import CLEAR

WRITES = ("INSERT", "UPDATE", "DELETE")
USES = ("SELECT", *WRITES)


def is_use(sql: str) -> bool:
    """Whether a statement uses what is stored.

    Connections outlast a use, so that opening one, and preparing the file, say nothing; and what
    has expired is cleared now and then behind a write.
    """
    return sql != CLEAR and sql.lstrip().upper().startswith(USES)


def is_write(sql: str) -> bool:
    """Whether it changes what is stored: once it has been carried out, that is on the disk."""
    return is_use(sql) and sql.lstrip().upper().startswith(WRITES)
