"""What Chat sends to an app, in whichever dialect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sandbox.hosts import courier
from sandbox.hosts.chat.answers import ChatAnswer
from sandbox.hosts.chat.happenings import Happening
from sandbox.hosts.chat.surface import CardSurface
from sandbox.hosts.wire import Json


@dataclass(frozen=True)
class Call:
    """A happening on its way.

    Attributes:
        happening: what happened.
        url: where it is POSTed.
        context: the part of the event that stays the same when it is sent again.
        surface: the card it was done in.
        input_name: the selection that asks for items.
    """

    happening: Happening
    url: str
    context: Json
    surface: CardSurface | None = None
    input_name: str = ""


class Dialect(courier.Dialect[Call, ChatAnswer], Protocol):
    """How an app is spoken to by Chat: as an add-on or as a classic Chat app."""

    @property
    def added_with_message(self) -> bool:
        """Whether being added by a message is one event instead of two."""

    @property
    def sends_cancel(self) -> bool:
        """Whether the app hears of a dialog that is closed by its cross."""

    def url(self, happening: Happening) -> str:
        """Where it is POSTed."""

    def context(self, happening: Happening) -> Json:
        """The part of the event that stays the same when it is sent again."""
