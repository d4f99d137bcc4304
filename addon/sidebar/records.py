"""Calls and what Meet keeps of them: earlier ones, who was there, the user's last ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from addon.google.meet import SPACE_NAME
from addon.google.records import CALL_NAME
from addon.permissions.scopes import MEET_CREATE, RECORDS, NeedsScopes, needing, require
from addon.sidebar.outcomes import Outcome, ShowOnTop
from addon.sidebar.turn import SidebarTurn
from addon.wire.lenient import moment
from cards.actions import Parameter
from cards.records import attendance_card, call_card, earlier_card, end_card
from meeting.attending import attended
from meeting.errors import CallHidden, NoCall, Problem, ScopesMissing, SpaceGone
from meeting.lately import Latest
from meeting.recalling import Recaller, Seen

LAST = timedelta(days=7)
MOST_LAST = 5
MOST_DIGITS = 3


@contextmanager
def _reading(turn: SidebarTurn) -> Iterator[None]:
    """Read calls with what is granted: the permission that is missing may be why one is hidden.

    Raises:
        NeedsScopes: it is.
    """
    try:
        yield
    except ScopesMissing as said:
        raise NeedsScopes([RECORDS]) from said
    except CallHidden:
        require([RECORDS], turn.caller.scopes)
        raise


def show_attendance(turn: SidebarTurn) -> Outcome:
    """Who was in a call: one part of them."""
    told = turn.event.parameters
    page = told.get(Parameter.PAGE, "0")
    number = int(page) if page.isdecimal() and len(page) <= MOST_DIGITS else 0
    call = _named_call(turn)
    with _reading(turn):
        found = attended(turn.records, turn.services.readers, call, number)
    return ShowOnTop(attendance_card(turn.kit, found), "attendance")


def show_earlier(turn: SidebarTurn) -> Outcome:
    """Calls of an event's space before those that were shown."""
    told = turn.event.parameters
    space = told.get(Parameter.SPACE, "")
    if not SPACE_NAME.fullmatch(space):
        raise CallHidden
    before = moment(told.get(Parameter.BEFORE)) or datetime.now(UTC)
    with _reading(turn):
        found, more = _recaller(turn).before(space, before)
    return ShowOnTop(earlier_card(turn.kit, space, found, more=more), "earlier calls")


def show_call(turn: SidebarTurn) -> Outcome:
    """One call with what there is of it."""
    call = _named_call(turn)
    with _reading(turn):
        kept = _recaller(turn).one(call)
    return ShowOnTop(call_card(turn.kit, kept), "call")


def ask_end(turn: SidebarTurn) -> Outcome:
    """Ask before a call is ended."""
    space = turn.event.parameters.get(Parameter.SPACE, "")
    return ShowOnTop(end_card(turn.kit, space), "end?")


def end_running(turn: SidebarTurn) -> str:
    """End the call of the space that the click names, and say what came of it.

    Meet ends it for the space's host alone, whoever a browser names, and with this permission
    only where the add-on made the space (google-apis.md 2.1).
    """
    text, space = turn.kit.text, turn.event.parameters.get(Parameter.SPACE, "")
    if not SPACE_NAME.fullmatch(space):
        return text.nobody_in_call()
    try:
        with needing((MEET_CREATE,), turn.caller.scopes):
            turn.meet.end_call(space)
    except NoCall as none:
        return text.call_ended() if none.maybe_done else text.nobody_in_call()
    except SpaceGone:
        return text.cannot_end()
    return text.call_ended()


def last_calls(turn: SidebarTurn, *, asked: bool = False) -> Latest | Seen:
    """The user's calls of the last days, or why they cannot be shown.

    Args:
        asked: the user pressed for them.

    Raises:
        NeedsScopes: asked for, and Google misses a permission.
    """
    if not asked and not turn.sees_calls:
        return Seen.NEEDS_PERMISSION
    try:
        return turn.lately(turn.in_passing).since(datetime.now(UTC) - LAST, MOST_LAST)
    except ScopesMissing as said:
        if asked:
            raise NeedsScopes([RECORDS]) from said
        return Seen.NEEDS_PERMISSION
    except Problem:
        return Seen.FAILED


def _named_call(turn: SidebarTurn) -> str:
    """The call that the click names.

    Raises:
        CallHidden: it names none, whatever a browser made of it.
    """
    name = turn.event.parameters.get(Parameter.CALL, "")
    if not CALL_NAME.fullmatch(name):
        raise CallHidden
    return name


def _recaller(turn: SidebarTurn) -> Recaller:
    return Recaller(turn.records, turn.services.readers, permitted=True)
