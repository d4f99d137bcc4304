"""What a handler decided. Only `addon.hosts.calendar_answer` knows how Calendar is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Leave(Enum):
    """Which cards to leave before a card is shown."""

    NONE = "none"
    TOP = "top"
    ALL = "all"


@dataclass(frozen=True)
class Show:
    """Show a card: first in its place for a trigger, instead of the clicked one for a click.

    Attributes:
        label: for the log.
        notification: plain text that passes by.
        leave: cards to leave first.
        stale: what other cards show is out of date now.
    """

    card: dict[str, Any]
    label: str
    notification: str = ""
    leave: Leave = Leave.NONE
    stale: bool = False


@dataclass(frozen=True)
class ShowOnTop:
    """Show a card over the clicked one, which stays as it is below."""

    card: dict[str, Any]
    label: str


@dataclass(frozen=True)
class GoBack:
    """Leave the clicked card."""

    label: str = "back"


@dataclass(frozen=True)
class AskForScopes:
    """Have the host ask the user for scopes, then repeat the request (hosts.md 2.9)."""

    scopes: Sequence[str]
    label: str = "consent"


@dataclass(frozen=True)
class Declined:
    """Scopes are missing that the user was asked for before: say what for, offer to ask again.

    Attributes:
        scopes: their names.
        attempt: tells the offer's button from earlier ones.
    """

    scopes: Sequence[str]
    attempt: str
    label: str = "permission"


Outcome = Show | ShowOnTop | GoBack | AskForScopes
