"""A user's defaults for new meetings."""

from __future__ import annotations

from addon.store.documents import Documents
from addon.store.remembered import DEFAULTS, owner_of
from meeting.model import Switches

TELL_GUESTS = "tell_guests"


class Preferences:
    """Reads and writes defaults. Each method raises `StoreUnavailable`."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def load(self, sub: str) -> Switches:
        """The user's defaults; all off when none were saved."""
        return self.load_with_telling(sub)[0]

    def load_with_telling(self, sub: str) -> tuple[Switches, bool]:
        """The user's defaults, and whether events' descriptions tell guests of them."""
        saved = self._documents.read(owner_of(sub), DEFAULTS.name) or {}
        return Switches.of(saved), saved.get(TELL_GUESTS) is True

    def save(self, sub: str, defaults: Switches, *, tell: bool | None = None) -> None:
        """Save the user's defaults.

        Args:
            tell: whether guests are told of them; `None` leaves that as it was.
        """
        if tell is None:
            tell = self.load_with_telling(sub)[1]
        told = {TELL_GUESTS: True} if tell else {}
        self._documents.write(owner_of(sub), DEFAULTS.name, {**defaults.as_dict(), **told})

    def reset(self, sub: str) -> None:
        """Back to the built-in defaults."""
        self._documents.delete(owner_of(sub), DEFAULTS.name)

    def forget(self, sub: str) -> None:
        """Delete everything that is stored about a user."""
        self._documents.delete_all(owner_of(sub))
