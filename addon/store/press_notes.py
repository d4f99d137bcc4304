"""What a press of the schedule dialog wrote, so that the next one of it overwrites nobody."""

from __future__ import annotations

from addon.store.documents import Data, Documents
from addon.store.remembered import PRESSED, owner_of
from addon.wire.lenient import mapping, text, texts
from meeting.model import Notify, Written


class PressNotes:
    """Notes of one user's presses. Each method raises `StoreUnavailable`.

    Only what a press made is ever brought in step with a later one, whatever id comes back from
    the browser.
    """

    def __init__(self, documents: Documents, sub: str) -> None:
        self._documents = documents
        self._owner = owner_of(sub)

    def note(self, event_id: str, written: Written) -> Written | None:
        """Remember what is about to be written; what an earlier press wrote, if there was one."""
        there = self._documents.add(
            self._owner, PRESSED.of(event_id), _data(written), lifetime=PRESSED.lifetime
        )
        return None if there is None else _written(there)

    def renew(self, event_id: str, written: Written) -> None:
        """Remember what has been written in place of what an earlier press wrote."""
        self._documents.write(
            self._owner, PRESSED.of(event_id), _data(written), lifetime=PRESSED.lifetime
        )


def _data(written: Written) -> Data:
    return {
        "fields": dict(written.fields),
        "guests": sorted(written.guests),
        "notify": written.notify.value,
    }


def _written(data: Data) -> Written:
    fields = {name: text(digest) for name, digest in mapping(data.get("fields")).items()}
    notify = next((each for each in Notify if each == data.get("notify")), Notify.NOBODY)
    return Written(fields, frozenset(texts(data.get("guests"))), notify)
