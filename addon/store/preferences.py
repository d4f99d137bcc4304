"""A user's defaults for new meetings."""

from __future__ import annotations

from addon.store.documents import Documents
from addon.store.remembered import DEFAULTS, owner_of
from meeting.model import Switches


class Preferences:
    """Reads and writes defaults. Each method raises `StoreUnavailable`."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def load(self, sub: str) -> Switches:
        """The user's defaults; all off when none were saved."""
        return Switches.of(self._documents.read(owner_of(sub), DEFAULTS.name) or {})

    def save(self, sub: str, defaults: Switches) -> None:
        """Save the user's defaults."""
        self._documents.write(owner_of(sub), DEFAULTS.name, defaults.as_dict())

    def reset(self, sub: str) -> None:
        """Back to the built-in defaults."""
        self._documents.delete(owner_of(sub), DEFAULTS.name)

    def forget(self, sub: str) -> None:
        """Delete everything that is stored about a user."""
        self._documents.delete_all(owner_of(sub))
