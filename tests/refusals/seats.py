"""A person before the thing that they press, again and again, and what they then read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import Exchange
from sandbox.hosts.wire import Json
from tests.support.cards import footer, headline, paragraphs
from tests.support.stage import messages_in


class Seat(ABC):
    """Somebody at one of the hosts."""

    @abstractmethod
    def ready(self) -> None:
        """Get to where the press is possible."""

    @abstractmethod
    def press(self) -> None:
        """Do what the trouble is ordered for."""

    @property
    @abstractmethod
    def exchanges(self) -> Sequence[Exchange]:
        """Everything that passed so far."""

    @property
    def repeats(self) -> bool:
        """Whether what stands against the press may offer to press once more."""
        return False

    @abstractmethod
    def read(self) -> tuple[str, list[str], list[str]]:
        """What is seen then: what it is, its words, and the labels of its footer."""


class AtCalendar(Seat):
    """A person at Calendar's sidebar.

    Args:
        host: with an event open.
        act: the press, if it is not the card's main button.
    """

    def __init__(
        self, host: CalendarHost, act: Callable[[], object] | None = None, *, on_top: bool = True
    ) -> None:
        self._host = host
        self._act = act or host.press_primary
        self._on_top = on_top

    def ready(self) -> None:
        """Go back to the card below the problem."""
        if self._on_top and self._host.card["name"] == "problem":
            self._host.back()

    def press(self) -> None:
        """See `Seat.press`."""
        self._act()

    @property
    def exchanges(self) -> Sequence[Exchange]:
        """See `Seat.exchanges`."""
        return self._host.exchanges

    @property
    def repeats(self) -> bool:
        """See `Seat.repeats`: opening and looking again press nothing."""
        return self._on_top

    def read(self) -> tuple[str, list[str], list[str]]:
        """See `Seat.read`; the words without what the card is headed by."""
        card = self._host.card
        words = [each for each in paragraphs(card) if each != f"<b>{headline(card)}</b>"]
        return card["name"], words, footer(card)


class AtChat(Seat):
    """A person at Google Chat.

    Args:
        chat: with a conversation open.
        act: the press.
        before: what leads to it, each time.
    """

    def __init__(
        self,
        chat: ChatHost,
        act: Callable[[], object],
        before: Callable[[], object] = lambda: None,
    ) -> None:
        self._chat = chat
        self._act = act
        self._before = before

    def ready(self) -> None:
        """See `Seat.ready`."""
        self._before()

    def press(self) -> None:
        """See `Seat.press`."""
        self._act()

    @property
    def exchanges(self) -> Sequence[Exchange]:
        """See `Seat.exchanges`."""
        return self._chat.exchanges

    def read(self) -> tuple[str, list[str], list[str]]:
        """See `Seat.read`: a private message, a dialog, or what everybody sees."""
        if self._chat.dialog is not None:
            card: Json = self._chat.form.card
            # What stands against it comes first; the rest is the form's own.
            return "dialog", paragraphs({"sections": card["sections"][:1]}), footer(card)
        messages = messages_in(self._chat.exchanges[-1])
        if not messages:
            return "nothing", [], []
        [message] = messages
        kind = "private" if "privateMessageViewer" in message else "posted"
        return kind, paragraphs(message["cardsV2"][0]["card"]), []
