"""What outlasted its answer: which message it belongs to, and who has posted it since."""

from __future__ import annotations

from dataclasses import dataclass

from addon.store.documents import Documents
from addon.store.remembered import FOLLOWED, UNFINISHED
from addon.wire.lenient import text


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

    def claim(self, name: str, *, by_app: bool) -> bool:
        """Whether what outlasted its answer is posted so: either by the app or by asking again.

        Args:
            name: the delivery, or event, that outlasted its answer.
        """
        there = self._documents.add(
            self._owner,
            FOLLOWED.of(self._sub, name),
            {"by_app": by_app},
            lifetime=FOLLOWED.lifetime,
        )
        return there is None or there.get("by_app") is by_app

    def release(self, name: str) -> None:
        """Let others post it after all."""
        self._documents.delete(self._owner, FOLLOWED.of(self._sub, name))

    def _write(self, delivery: str, *, done: bool) -> None:
        data = {"name": delivery, "done": done}
        self._documents.write(
            self._owner, UNFINISHED.of(self._sub), data, lifetime=UNFINISHED.lifetime
        )
