"""Asking for scopes: once by itself, then only when the user presses for it (hosts.md 2.9)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import timedelta

from addon.meeting.errors import StoreUnavailable
from addon.outcomes import AskForScopes, Outcome, Show
from addon.scopes import LOCALE, SCOPES, Scope, missing
from addon.store.preferences import owner_of
from addon.turn import Turn
from cards.actions import Parameter
from cards.notice import permission_card

ASKED_LIFETIME = timedelta(days=1)
ASKED_UNKNOWN_LIFETIME = timedelta(minutes=1)
ANONYMOUS = "anonymous"


def ask(turn: Turn, scopes: Sequence[Scope], *, attempt: str = "") -> Outcome:
    """Have the host ask for scopes, or show a card when it has just done so in vain.

    After its prompt the host repeats the request, granted or not, so what was asked is kept in
    the store; while that is down nothing is asked, lest the prompts never end.

    Args:
        attempt: which press of the card's button this is; empty for none.
    """
    names = sorted(scope.name for scope in scopes)
    if _first_time(turn, names, attempt):
        wished = [*scopes, *missing([LOCALE], turn.caller.scopes)]
        return AskForScopes([scope.url for scope in wished])
    card = permission_card(turn.kit, [scope.name for scope in scopes], secrets.token_urlsafe(8))
    return Show(card, "permission")


def named_scopes(turn: Turn) -> list[Scope]:
    """The scopes that a permission card's button names, as far as they are the add-on's."""
    names = turn.event.parameters.get(Parameter.SCOPES, "").split()
    return [scope for scope in SCOPES if scope.name in names]


def _first_time(turn: Turn, names: Iterable[str], attempt: str) -> bool:
    owner, who, lifetime = _asker(turn)
    digest = hashlib.sha256("\n".join([who, attempt, *names]).encode()).hexdigest()
    try:
        there = turn.services.documents.add(owner, f"asked-{digest[:40]}", {}, lifetime=lifetime)
    except StoreUnavailable:
        return False
    return there is None


def _asker(turn: Turn) -> tuple[str, str, timedelta]:
    """Whom to remember as asked: as a user, or before they are known by what comes with them."""
    if turn.signed_in is not None:
        return owner_of(turn.signed_in.sub), "", ASKED_LIFETIME
    if turn.event.spot is not None:
        return ANONYMOUS, turn.event.spot.calendar_id, ASKED_LIFETIME
    if turn.caller.access_token:
        return ANONYMOUS, turn.caller.access_token, ASKED_LIFETIME
    return ANONYMOUS, "", ASKED_UNKNOWN_LIFETIME
