"""What a user set their Meets to, so that it can be told when somebody else changed that."""

from __future__ import annotations

from collections.abc import Mapping

from addon.store.documents import Documents
from addon.store.remembered import WISHES, owner_of
from meeting.model import Artifact

Wish = Mapping[Artifact, bool]
"""How each artifact of a space stood after the user's last press, where Meet told that."""


class Wishes:
    """Notes of one user's settings, by meeting code. Each method raises `StoreUnavailable`."""

    def __init__(self, documents: Documents, sub: str) -> None:
        self._documents = documents
        self._owner = owner_of(sub)

    def load(self, code: str) -> Wish:
        """What a Meet was set to; nothing where it was not, or not lately."""
        noted = self._documents.read(self._owner, WISHES.of(code)) or {}
        return {each: noted[each.value] is True for each in Artifact if each.value in noted}

    def note(self, code: str, wish: Wish) -> None:
        """Remember what a Meet has been set to."""
        data = {artifact.value: on for artifact, on in wish.items()}
        self._documents.write(self._owner, WISHES.of(code), data, lifetime=WISHES.lifetime)
