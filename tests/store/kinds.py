"""The two kinds of store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from addon.store.documents import Documents

PROJECT = "demo-test"
"""Begins the names of projects in Firestore's emulator."""


@dataclass(frozen=True)
class Stores:
    """One of the two kinds of store.

    Attributes:
        kind: `sqlite` or `firestore`.
        open: opens the store once more, as another instance of the function would.
    """

    kind: str
    open: Callable[[], Documents]
