"""What outlasted its answer: which message it belongs to, and who has posted it since."""

from __future__ import annotations

import time

from addon.store.documents import Data, Documents
from addon.store.remembered import FOLLOWED, UNFINISHED
from addon.wire.lenient import text
from meeting.values import dataclass

APP_POSTS_WITHIN = 60.0
"""Seconds in which the app posts what it claimed, or never does: it tries for less."""


@dataclass(frozen=True)
class Unfinished:
    """A Meet whose making outlasted its answer.

    Attributes:
        name: the delivery that asked for it.
        done: it has been made and posted since.
    """

    name: str = ""
    done: bool = False


class UnfinishedMeets:
    """The notes about one user in one conversation. Each method raises `StoreUnavailable`."""

    def __init__(self, documents: Documents, conversation: str, sub: str) -> None:
        self._documents = documents
        self._owner = conversation
        self._sub = sub

    def read(self) -> Unfinished:
        """The latest one, if there was one lately."""
        there = self._documents.read(self._owner, UNFINISHED.of(self._sub)) or {}
        return Unfinished(text(there.get("name")), there.get("done") is True)

    def note(self, delivery: str) -> None:
        """Remember which delivery asked for a Meet that is still being made."""
        self._write(delivery, done=False)

    def finish(self, delivery: str) -> None:
        """It is made and posted."""
        self._write(delivery, done=True)

    def claim(self, name: str, *, by_app: bool, says: str) -> bool:
        """Whether what outlasted its answer is to be posted so: by the app or by asking again.

        What the app was to post is another's to post if it died over it; and what it has posted
        is posted once more where it says something else by now.

        Args:
            name: the delivery, or event, that outlasted its answer.
            says: what the message would say, as a digest of it.
        """
        mine = {"by_app": by_app, "since": time.time(), "says": says}
        kept = FOLLOWED.of(self._sub, name)
        there = self._documents.add(self._owner, kept, mine, lifetime=FOLLOWED.lifetime)
        if there is None or there.get("by_app") is by_app:
            return True
        if by_app or (there.get("says") == says and not _died(there)):
            return False
        self._documents.write(self._owner, kept, mine, lifetime=FOLLOWED.lifetime)
        return True

    def posted(self, name: str, says: str) -> None:
        """The app has posted what it claimed, unless an asking has since."""
        if self._followed(name).get("says") == says:
            data = {"by_app": True, "says": says, "posted": True}
            self._documents.write(
                self._owner, FOLLOWED.of(self._sub, name), data, lifetime=FOLLOWED.lifetime
            )

    def release(self, name: str) -> None:
        """Let others post what the app claimed and could not post."""
        if self._followed(name).get("by_app") is True:
            self._documents.delete(self._owner, FOLLOWED.of(self._sub, name))

    def _followed(self, name: str) -> Data:
        return self._documents.read(self._owner, FOLLOWED.of(self._sub, name)) or {}

    def _write(self, delivery: str, *, done: bool) -> None:
        data = {"name": delivery, "done": done}
        self._documents.write(
            self._owner, UNFINISHED.of(self._sub), data, lifetime=UNFINISHED.lifetime
        )


def _died(there: Data) -> bool:
    """Whether the app has claimed to post something and not done so in its time."""
    since = there.get("since")
    lately = isinstance(since, float) and time.time() - since < APP_POSTS_WITHIN
    return there.get("posted") is not True and not lately
