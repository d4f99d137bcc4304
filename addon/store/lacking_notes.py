"""What Meet refused an account, so that it is not offered again as if it worked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime

from addon.store.documents import Documents
from addon.store.remembered import LACKING, owner_of
from addon.wire.lenient import text
from meeting.model import Artifact

Lacking = Mapping[Artifact, date]
"""What an account lacks, and on which day (UTC) Meet said so."""


class LackingNotes:
    """Notes of one user's refusals. Each method raises `StoreUnavailable`."""

    def __init__(self, documents: Documents, sub: str) -> None:
        self._documents = documents
        self._owner = owner_of(sub)

    def load(self) -> Lacking:
        """What Meet refused lately."""
        noted = self._documents.read(self._owner, LACKING.name) or {}
        found = {artifact: _day(noted.get(artifact.value)) for artifact in Artifact}
        return {artifact: day for artifact, day in found.items() if day is not None}

    def note(self, refused: Collection[Artifact], known: Lacking) -> None:
        """Remember a refusal beside those that are known."""
        today = datetime.now(UTC).date()
        days = {**known, **dict.fromkeys(refused, today)}
        data = {artifact.value: day.isoformat() for artifact, day in days.items()}
        self._documents.write(self._owner, LACKING.name, data, lifetime=LACKING.lifetime)

    def forget(self) -> None:
        """Try anew what was refused."""
        self._documents.delete(self._owner, LACKING.name)


def _day(noted: object) -> date | None:
    """The day of a note, if it is one that still counts."""
    with suppress(ValueError):
        day = date.fromisoformat(text(noted))
        age = datetime.now(UTC).date() - day
        if LACKING.lifetime is not None and age < LACKING.lifetime:
            return day
    return None
