"""What a handler of Chat decided, besides asking for scopes.

Only `addon.chat.answer` and `addon.chat.classic` know how Chat is told.
"""

from __future__ import annotations

from typing import Any

from addon.permissions.outcomes import AskForScopes
from meeting.errors import Problem
from meeting.values import dataclass

Json = dict[str, Any]


@dataclass(frozen=True)
class Post:
    """Post a message into the conversation; out of a dialog, that closes it.

    Attributes:
        card: the message's card.
        summary: plain text for notifications.
        private: only for who acted.
        label: for the log.
        problem: what the card tells of, if its words are those of who found it; for the log.
    """

    card: Json
    summary: str
    label: str
    private: bool = False
    problem: Problem | None = None


@dataclass(frozen=True)
class Redraw:
    """Put another card in place of the clicked message's; out of a dialog, that closes it."""

    card: Json
    summary: str
    label: str


@dataclass(frozen=True)
class Dialog:
    """Open a dialog, or show another card in the open one.

    Attributes:
        problem: what the card tells of, beside keeping what was typed; for the log.
    """

    card: Json
    label: str
    problem: Problem | None = None


@dataclass(frozen=True)
class CloseDialog:
    """Close the dialog, with a line that passes by unless it is empty."""

    notification: str
    label: str


@dataclass(frozen=True)
class Silence:
    """Take note and say nothing."""

    label: str


ChatOutcome = Post | Redraw | Dialog | CloseDialog | Silence | AskForScopes
