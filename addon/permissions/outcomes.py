"""What becomes of missing scopes, whichever host is to be told."""

from __future__ import annotations

from collections.abc import Sequence

from cards.actions import Permission
from meeting.values import dataclass


@dataclass(frozen=True)
class AskForScopes:
    """Have the host ask the user for scopes, then repeat the request (hosts.md 2.9)."""

    scopes: Sequence[str]
    label: str = "consent"


@dataclass(frozen=True)
class Declined:
    """Scopes are missing that the user was asked for before: say what for, offer to ask again.

    Attributes:
        scopes: which.
        attempt: tells the offer's button from earlier ones.
    """

    scopes: Sequence[Permission]
    attempt: str
    label: str = "permission"
