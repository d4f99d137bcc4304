"""Opening the store that the settings name."""

from __future__ import annotations

from pathlib import Path

from addon.store.documents import Documents


def open_store(location: str) -> Documents:
    """Open the store at `firestore` or `sqlite:PATH`. Nothing is connected until it is used.

    Only the chosen store's library is imported: Firestore's costs a cold start a quarter more.
    """
    if location == "firestore":
        from addon.store.firestore import FirestoreDocuments  # noqa: PLC0415 - see above

        return FirestoreDocuments()
    from addon.store.sqlite import SqliteDocuments  # noqa: PLC0415 - see above

    return SqliteDocuments(Path(location.removeprefix("sqlite:")))
