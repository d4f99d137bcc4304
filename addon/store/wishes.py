"""What a user set their Meets to, so that it can be told when somebody else changed that."""

from __future__ import annotations

from addon.store.documents import Documents
from addon.store.remembered import WISHES, owner_of
from addon.wire.lenient import mapping
from meeting.model import Artifact
from meeting.rules import NO_RULES, Rules
from meeting.wish import Wish

RULES = "rules"


class Wishes:
    """Notes of one user's settings, by meeting code. Each method raises `StoreUnavailable`."""

    def __init__(self, documents: Documents, sub: str) -> None:
        self._documents = documents
        self._owner = owner_of(sub)

    def load(self, code: str) -> Wish:
        """What a Meet was set to; nothing where it was not, or not lately."""
        noted = self._documents.read(self._owner, WISHES.of(code)) or {}
        known = {each: noted[each.value] is True for each in Artifact if each.value in noted}
        return Wish(known, Rules.of(mapping(noted.get(RULES))))

    def note(self, code: str, wish: Wish) -> None:
        """Remember what a Meet has been set to."""
        data = {artifact.value: on for artifact, on in wish.artifacts.items()}
        rules = {RULES: wish.rules.as_dict()} if wish.rules != NO_RULES else {}
        self._documents.write(
            self._owner, WISHES.of(code), {**data, **rules}, lifetime=WISHES.lifetime
        )
