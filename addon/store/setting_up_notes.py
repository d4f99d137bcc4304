"""Which meetings a press was to set up and has not set up yet."""

from __future__ import annotations

from collections.abc import Sequence

from addon.store.documents import Documents
from addon.store.remembered import SETTING_UP, owner_of
from addon.wire.lenient import text

MOST_NOTED = 100
"""Of more than presses leave in a day the latest stay."""


class SettingUpNotes:
    """The note of one user. Each method raises `StoreUnavailable`."""

    def __init__(self, documents: Documents, sub: str) -> None:
        self._documents = documents
        self._owner = owner_of(sub)

    def left(self) -> list[str]:
        """What is still to be done, as the card's boxes name it."""
        noted = self._documents.read(self._owner, SETTING_UP.name) or {}
        left = noted.get("left")
        return [text(each) for each in left if text(each)] if isinstance(left, list) else []

    def note(self, left: Sequence[str]) -> None:
        """Remember what is to be done, each once, in place of what was; nothing is forgotten."""
        if left:
            noted = list(dict.fromkeys(left))[-MOST_NOTED:]
            self._documents.write(
                self._owner, SETTING_UP.name, {"left": noted}, lifetime=SETTING_UP.lifetime
            )
        else:
            self._documents.delete(self._owner, SETTING_UP.name)
