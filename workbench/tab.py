"""One browser tab's state: who sits in front of it, both hosts, and what passed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import Exchange
from workbench.exchanges import Recorder
from workbench.stage import Consent, Seat, Stage

CALENDAR = "Calendar"
CHAT = "Chat"

H = TypeVar("H", CalendarHost, ChatHost)


@dataclass(frozen=True)
class Outcome:
    """What came of something that the person did.

    Attributes:
        host: `Calendar` or `Chat`.
        exchanges: what happened, in order.
        notification: the line to show.
        asks: whether only suggestions were asked for.
    """

    host: str
    exchanges: tuple[Exchange, ...]
    notification: str | None
    asks: bool = False

    @property
    def changes(self) -> bool:
        """Whether the host may show something else than before, be it only a complaint."""
        return not self.asks or bool(self.last.complaints)

    @property
    def last(self) -> Exchange:
        """What happened last; an empty exchange where nothing did."""
        return self.exchanges[-1] if self.exchanges else Exchange()


class Tab:
    """A person's Calendar and Chat in one browser tab.

    Args:
        stage: what all tabs share.
        seat: who sits there.
        consent: asks the person for scopes.

    Attributes:
        seat: who sits there now.
        calendar: the person's Calendar.
        chat: the person's Chat.
        recorder: what passed.
    """

    def __init__(self, stage: Stage, seat: Seat, consent: Consent) -> None:
        self.recorder = Recorder(stage.google)
        self._stage = stage
        self._consent = consent
        self._lock = threading.Lock()
        self._begin(seat)

    def sit(self, seat: Seat) -> None:
        """Somebody else sits down, or the same person changes a setting: both hosts start anew."""
        with self._lock:
            self._end()
            self._begin(seat)

    def close(self) -> None:
        """Close the connections to the function."""
        with self._lock:
            self._end()

    def in_calendar(self, action: Callable[[CalendarHost], object]) -> Outcome:
        """Do something in Calendar; blocks until it is answered.

        Raises:
            NoSuchPartError: there is nothing of the kind to use.
        """
        with self._lock:
            return self._do(CALENDAR, self.calendar, action)

    def in_chat(self, action: Callable[[ChatHost], object]) -> Outcome:
        """Do something in Chat; blocks until it is answered.

        Raises:
            NoSuchPartError: there is nothing of the kind to use.
        """
        with self._lock:
            return self._do(CHAT, self.chat, action)

    def _do(self, name: str, host: H, action: Callable[[H], object]) -> Outcome:
        email = self.seat.email
        seen = len(host.exchanges)
        before = self._stage.granted(email)
        world = self._stage.world
        host.installation.granted = before
        try:
            action(host)
        finally:
            if host.installation.granted != before and self._stage.world is world:
                self._stage.grants[email] = host.installation.granted
            happened = tuple(host.exchanges[seen:])
            self.recorder.collect(name, email, list(happened))
        return Outcome(name, happened, host.notification)

    def _begin(self, seat: Seat) -> None:
        self.seat = seat
        self.calendar = self._stage.calendar_host(seat, self._consent)
        self.chat = self._stage.chat_host(seat, self._consent)
        for host in (self.calendar, self.chat):
            self.recorder.watch(host.installation)

    def _end(self) -> None:
        self.calendar.close()
        self.chat.close()
