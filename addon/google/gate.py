"""How many requests of one user go to Google at the same time."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakValueDictionary

from addon.google.transport import NotSent
from meeting.parallel import AT_ONCE


class Gate:
    """Lets so many requests through at a time; the others go in the order in which they came.

    So what is begun together ends together: nothing is kept waiting by what came after it.
    """

    def __init__(self, most: int = AT_ONCE) -> None:
        self._free = most
        self._waiting: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    @contextmanager
    def passing(self, seconds: float) -> Iterator[None]:
        """Wait for one's turn, and give it to the next one at the end.

        Args:
            seconds: how long to wait.

        Raises:
            NotSent: one's turn did not come.
        """
        turn = self._queue()
        if not turn.wait(max(0.0, seconds)) and self._leaves(turn):
            raise NotSent
        try:
            yield
        finally:
            self._end()

    def _queue(self) -> threading.Event:
        turn = threading.Event()
        with self._lock:
            if self._free:
                self._free -= 1
                turn.set()
            else:
                self._waiting.append(turn)
        return turn

    def _leaves(self, turn: threading.Event) -> bool:
        """Whether a turn is given up; not where it has come in the last moment."""
        with self._lock:
            if turn.is_set():
                return False
            self._waiting.remove(turn)
            return True

    def _end(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1


class Gates:
    """The gates of those who are being served: one for each, however often they press."""

    def __init__(self) -> None:
        self._gates: WeakValueDictionary[str, Gate] = WeakValueDictionary()
        self._lock = threading.Lock()

    def of(self, user: str) -> Gate:
        """The gate of a user; it is gone when nobody holds it any more."""
        with self._lock:
            return self._gates.setdefault(user, Gate())
