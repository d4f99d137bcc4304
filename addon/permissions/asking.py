"""Asking for scopes: once by itself, then only when the user presses for it (hosts.md 2.9)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence

from addon.permissions.outcomes import AskForScopes, Declined
from addon.permissions.scopes import LOCALE, SCOPES, Scope, missing, require
from addon.store.asked_notes import AskedNotes
from addon.turn import Turn
from cards.actions import Parameter
from meeting.errors import GrantNotAccepted


def ask(turn: Turn, scopes: Sequence[Scope], *, attempt: str = "") -> AskForScopes | Declined:
    """Have the host ask for scopes, or say that it has just done so in vain.

    After its prompt the host repeats the request, granted or not, so what was asked is kept in
    the store.

    Args:
        attempt: which press of the card's button this is; empty for none.

    Raises:
        StoreUnavailable: nothing is asked then, lest the prompts never end.
        GrantNotAccepted: the host says that all is granted, and asking has changed nothing.
    """
    if _first_time(turn, scopes, attempt):
        optional = [] if turn.tells_locale else missing([LOCALE], turn.caller.scopes)
        wished = dict.fromkeys([*scopes, *optional])
        return AskForScopes([scope.url for scope in wished])
    if turn.caller.scopes_told and not missing(scopes, turn.caller.scopes):
        raise GrantNotAccepted
    return Declined([scope.name for scope in scopes], new_attempt())


def new_attempt() -> str:
    """What tells the presses of one card's button from those of every other card's."""
    return secrets.token_urlsafe(8)


def grant(turn: Turn) -> AskForScopes | None:
    """Ask for what the pressed permission card names; `None` when there is nothing left to ask.

    Raises:
        NeedsScopes: some of it is still missing.
    """
    scopes, attempt = named_scopes(turn), turn.event.parameters.get(Parameter.ATTEMPT, "")
    require(scopes, turn.caller.scopes, attempt)
    if turn.caller.scopes_told or not scopes:
        return None
    # What is granted is only presumed, so a press is a wish to be asked.
    asked = ask(turn, scopes, attempt=attempt)
    return asked if isinstance(asked, AskForScopes) else None


def named_scopes(turn: Turn, parameter: Parameter = Parameter.SCOPES) -> list[Scope]:
    """The scopes that a permission card's button names, as far as they are the add-on's."""
    names = turn.event.parameters.get(parameter, "").split()
    return [scope for scope in SCOPES if scope.name in names]


def _first_time(turn: Turn, scopes: Iterable[Scope], attempt: str) -> bool:
    """Whether one of the scopes has not been asked for lately; now they all have.

    Each is remembered by itself: who grants some of what is asked has declined the rest.
    """
    sub = turn.signed_in.sub if turn.signed_in else ""
    notes = AskedNotes(turn.services.documents)
    fresh = [notes.note(sub, turn.whereabouts, f"{attempt}\n{scope.name}") for scope in scopes]
    return any(fresh)
