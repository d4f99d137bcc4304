"""When the add-on begins to use its store, as SQLite is told."""

from __future__ import annotations

import sqlite3


def begins_use(connection: sqlite3.Connection, sql: str) -> bool:
    """Whether a statement is the first of a use: it begins a transaction, or reads outside one.

    Connections outlast a use, so that opening one says nothing.
    """
    return not connection.in_transaction and sql.strip().upper().startswith(("BEGIN", "SELECT"))
