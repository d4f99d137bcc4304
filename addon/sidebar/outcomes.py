"""What a handler of the sidebar decided. Only `addon.sidebar.answer` knows how Calendar is told."""

from __future__ import annotations

from enum import Enum
from typing import Any

from addon.permissions.outcomes import AskForScopes
from meeting.values import dataclass


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


Outcome = Show | ShowOnTop | GoBack | AskForScopes
