"""The two stacks of cards of a Calendar sidebar and how responses move them (hosts.md 2.2)."""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.google.knobs import Knobs
from sandbox.hosts.shown import ShownCard
from sandbox.hosts.wire import Json


class CardStack:
    """The cards of one context; the last one is shown, the first one is the root."""

    def __init__(self) -> None:
        self.cards: list[ShownCard] = []

    @property
    def top(self) -> ShownCard | None:
        """The card on top; None while there is none."""
        return self.cards[-1] if self.cards else None

    def clear(self) -> None:
        """Remove every card, the root included."""
        self.cards.clear()

    def push(self, card: Json) -> None:
        """Put a card on top."""
        self.cards.append(ShownCard.fresh(card))

    def update(self, card: Json, knobs: Knobs) -> None:
        """Replace the top card in place; on an empty stack it becomes the root."""
        if self.cards:
            self.cards[-1] = self.cards[-1].redrawn(card, knobs)
        else:
            self.push(card)

    def pop(self) -> None:
        """Remove the top card, never the root."""
        if len(self.cards) > 1:
            self.cards.pop()

    def pop_to_root(self) -> None:
        """Remove all cards but the root."""
        del self.cards[1:]

    def pop_to_card(self, name: str) -> None:
        """Remove cards until the one named `name` is on top; stop at the root."""
        while len(self.cards) > 1 and self.cards[-1].card.get("name") != name:
            self.cards.pop()


class Stacks:
    """The sidebar: a home stack, and a contextual stack while an event is open."""

    def __init__(self) -> None:
        self.home = CardStack()
        self.event: CardStack | None = None
        self.peek_opened = False

    @property
    def current(self) -> CardStack:
        """The stack that the person sees and that actions work on."""
        if self.event is None or not self.event.cards or self.peeking:
            return self.home
        return self.event

    @property
    def peeking(self) -> bool:
        """Whether only the `peekCardHeader` of the contextual card shows, below the home card."""
        if self.event is None or self.peek_opened or not self.home.cards or not self.event.cards:
            return False
        return self.event.cards[0].card.get("displayStyle") == "PEEK"

    def enter_event(self) -> None:
        """Start an empty contextual stack; an earlier event's cards are dropped."""
        self.event = CardStack()
        self.peek_opened = False

    def leave_event(self) -> None:
        """Drop the contextual stack."""
        self.event = None

    def apply(self, stack: CardStack, navigations: Iterable[Json], knobs: Knobs) -> bool:
        """Apply navigations in order to one stack.

        Args:
            stack: the home or the contextual stack.
            navigations: well-formed `Navigation`s in lowerCamelCase.
            knobs: how Google behaves.

        Returns:
            Whether the homepage has to run again: it does on `popToRoot` in the home stack.
        """
        reload_home = False
        for navigation in navigations:
            match navigation:
                case {"pushCard": dict() as card}:
                    stack.push(card)
                case {"updateCard": dict() as card}:
                    stack.update(card, knobs)
                case {"pop": True}:
                    stack.pop()
                case {"popToRoot": True}:
                    stack.pop_to_root()
                    reload_home = stack is self.home
                case {"popToCard": str() as name}:
                    stack.pop_to_card(name)
        return reload_home
