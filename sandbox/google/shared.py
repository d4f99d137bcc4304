"""What the stand-in's books share: the time, the knobs, one lock, and who hears of changes."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sandbox.google.clock import Clock
from sandbox.google.knobs import Knobs

ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"


@dataclass(frozen=True)
class Change:
    """Something that became different: its kind (`event`, `space`, …) and its id."""

    kind: str
    id: str


Listener = Callable[[Change], None]


class Shared:
    """The ground that the books stand on.

    Args:
        clock: the time.
        knobs: what is not established about Google.
        seed: makes ids and meeting codes repeatable.
    """

    def __init__(self, clock: Clock, knobs: Knobs, seed: int) -> None:
        self.clock = clock
        self.knobs = knobs
        self.chance = random.Random(seed)  # noqa: S311  # ids of made-up things, not secrets
        self.lock = threading.RLock()
        self._depth = 0
        self._last_revision = 0
        self._listeners: list[Listener] = []
        self._changes: list[Change] = []

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the world still; listeners hear of changes after the outermost one ends."""
        heard: list[Change] = []
        try:
            with self.lock:
                self._depth += 1
                try:
                    yield
                finally:
                    self._depth -= 1
                    if self._depth == 0:
                        heard, self._changes = self._changes, []
        finally:
            for change in heard:
                for listener in tuple(self._listeners):
                    listener(change)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call the listener after every change; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def changed(self, kind: str, name: str) -> None:
        """Note a change, to be told when the transaction ends."""
        self._changes.append(Change(kind, name))

    def next_revision(self) -> int:
        """Milliseconds since 1970, always more than the last time."""
        with self.lock:
            now = int(self.clock.now().timestamp() * 1000)
            self._last_revision = max(now, self._last_revision + 1)
            return self._last_revision

    def letters(self, alphabet: str, length: int) -> str:
        """Letters drawn from an alphabet."""
        return "".join(self.chance.choices(alphabet, k=length))

    def digits(self, length: int) -> str:
        """A number of so many digits."""
        return "1" + self.letters("0123456789", length - 1)
