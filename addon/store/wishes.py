"""What a user set their Meets to, and when.

So it can be told when somebody else changed that, and what a call was to leave behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from addon.store.documents import Documents
from addon.store.remembered import WISHES, owner_of
from addon.wire.lenient import mapping, moment
from meeting.model import Artifact
from meeting.rules import NO_RULES, Rules
from meeting.wish import Wish

RULES = "rules"
SINCE = "since"


class Wishes:
    """Notes of one user's settings, by meeting code. Each method raises `StoreUnavailable`."""

    def __init__(self, documents: Documents, sub: str) -> None:
        self._documents = documents
        self._owner = owner_of(sub)

    def load(self, code: str) -> Wish:
        """What a Meet was set to; nothing where it was not, or not lately."""
        noted = self._read(code)
        return Wish(_artifacts(noted), Rules.of(mapping(noted.get(RULES))))

    def since(self, code: str) -> dict[Artifact, datetime]:
        """What it was set to make, each with when it was; nothing where that is not known."""
        return _since(self._read(code))

    def note(self, code: str, wish: Wish) -> None:
        """Remember what a Meet has just been set to. What was on before is on since then."""
        switches = {artifact.value: on for artifact, on in wish.artifacts.items()}
        rules = {RULES: wish.rules.as_dict()} if wish.rules != NO_RULES else {}
        former, now = _since(self._read(code)), datetime.now(UTC)
        since = {
            each.value: former.get(each, now).isoformat()
            for each, on in wish.artifacts.items()
            if on
        }
        data = {**switches, **rules, SINCE: since}
        self._documents.write(self._owner, WISHES.of(code), data, lifetime=WISHES.lifetime)

    def _read(self, code: str) -> Mapping[str, object]:
        return self._documents.read(self._owner, WISHES.of(code)) or {}


def _artifacts(noted: Mapping[str, object]) -> dict[Artifact, bool]:
    return {each: noted[each.value] is True for each in Artifact if each.value in noted}


def _since(noted: Mapping[str, object]) -> dict[Artifact, datetime]:
    told = mapping(noted.get(SINCE))
    found = {each: moment(told.get(each.value)) for each, on in _artifacts(noted).items() if on}
    return {each: since for each, since in found.items() if since is not None}
