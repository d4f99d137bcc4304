"""A user's defaults for new meetings."""

from __future__ import annotations

from addon.store.documents import Documents
from meeting.model import Switches

NAME = "preferences"


def owner_of(sub: str) -> str:
    """Under whom everything about a user is stored, by the `sub` of their ID token."""
    return f"user:{sub}"


class Preferences:
    """Reads and writes defaults. Each method raises `StoreUnavailable`."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def load(self, sub: str) -> Switches:
        """The user's defaults; all off when none were saved."""
        return Switches.of(self._documents.read(owner_of(sub), NAME) or {})

    def save(self, sub: str, defaults: Switches) -> None:
        """Save the user's defaults."""
        self._documents.write(owner_of(sub), NAME, defaults.as_dict())

    def reset(self, sub: str) -> None:
        """Back to the built-in defaults."""
        self._documents.delete(owner_of(sub), NAME)

    def forget(self, sub: str) -> None:
        """Delete everything that is stored about a user."""
        self._documents.delete_all(owner_of(sub))
