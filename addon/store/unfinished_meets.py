"""Which message a Meet belongs to whose making outlasted its answer."""

from __future__ import annotations

from addon.store.documents import Documents
from addon.store.remembered import UNFINISHED
from addon.wire.lenient import text


class UnfinishedMeets:
    """The note of one user's Meet in one conversation. Each method raises `StoreUnavailable`."""

    def __init__(self, documents: Documents, conversation: str, sub: str) -> None:
        self._documents = documents
        self._owner = conversation
        self._name = UNFINISHED.of(sub)

    def read(self) -> str:
        """The delivery that asked for it, or empty."""
        return text((self._documents.read(self._owner, self._name) or {}).get("name"))

    def note(self, delivery: str) -> None:
        """Remember which delivery asked for a Meet that is still being made."""
        data = {"name": delivery}
        self._documents.write(self._owner, self._name, data, lifetime=UNFINISHED.lifetime)

    def forget(self) -> None:
        """It is made."""
        self._documents.delete(self._owner, self._name)
