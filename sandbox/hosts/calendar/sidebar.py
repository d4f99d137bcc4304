"""What a person sees of Calendar's sidebar: its cards, and the event that is open beside them."""

from __future__ import annotations

from abc import ABC

from sandbox.hosts.calendar.stack import CardStack, Stacks
from sandbox.hosts.card_text import card_text
from sandbox.hosts.deployment import Deployment
from sandbox.hosts.events import OpenEvent
from sandbox.hosts.parts import NoSuchPartError
from sandbox.hosts.shown import ShownCard
from sandbox.hosts.surface import Surface


class Sidebar(Surface, ABC):
    """The sidebar on one person's screen.

    Args:
        deployment: what Calendar knows about the add-on.

    Attributes:
        deployment: what Calendar knows about the add-on.
        stacks: the cards.
    """

    def __init__(self, deployment: Deployment) -> None:
        self.deployment = deployment
        self.stacks = Stacks()
        self._opened: OpenEvent | None = None

    @property
    def shown(self) -> ShownCard | None:
        """The visible card with what its form holds; None while there is none."""
        return self.stack.top

    @property
    def stack(self) -> CardStack:
        """The stack of the visible card."""
        return self.stacks.current

    def text(self) -> str:
        """The visible card as readable text, with the values its form holds now."""
        shown = self._visible()
        menu = [action.label for action in self.deployment.universal_actions]
        return card_text(shown.card, shown.form, menu)

    def _visible(self) -> ShownCard:
        shown = self.shown
        if shown is None:
            raise NoSuchPartError("no card is visible")
        return shown

    def _context(self) -> OpenEvent | None:
        """The event that the visible card is about."""
        return None if self.stack is self.stacks.home else self._opened

    def _event(self) -> OpenEvent:
        if self._opened is None:
            raise NoSuchPartError("no event is open")
        return self._opened

    def _event_stack(self) -> CardStack:
        self._event()
        if self.stacks.event is None:
            self.stacks.enter_event()
        return self.stacks.event or self.stacks.home
