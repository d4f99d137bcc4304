"""What has been asked for lately, and of whom, so that nobody is asked without end."""

from __future__ import annotations

from addon.store.documents import Documents
from addon.store.remembered import ANONYMOUS, ASKED, ASKED_NOBODY, ASKED_UNKNOWN, owner_of


class AskedNotes:
    """Notes of requests for scopes. Each method raises `StoreUnavailable`."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def note(self, sub: str, place: str, what: str) -> bool:
        """Remember a request for a scope; whether there was none.

        Without their ID token a user is told by Chat's name or the open calendar: their access
        token is another one after every prompt. Who has just granted the ID token, or what tells
        the calendar, is still found so.

        Args:
            sub: of the user's account; empty while it is not known.
            place: what tells the user then; empty if nothing does.
        """
        unknown, nobodys = ASKED.of(place, what), ASKED.of("", what)
        asked_nobody = bool(place) and self._documents.read(ANONYMOUS, nobodys) is not None
        if not sub:
            kind = ASKED_UNKNOWN if place else ASKED_NOBODY
            there = self._documents.add(ANONYMOUS, unknown, {}, lifetime=kind.lifetime)
            return there is None and not asked_nobody
        there = self._documents.add(owner_of(sub), nobodys, {}, lifetime=ASKED.lifetime)
        known = there is not None or self._documents.read(ANONYMOUS, unknown) is not None
        return not known and not asked_nobody
