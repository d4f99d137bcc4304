"""A posted Meet's buttons are for its host: who pressed, and whether the Meet is theirs."""

from __future__ import annotations

import re
from contextlib import suppress

from addon.chat.outcomes import Dialog
from addon.chat.turn import ChatTurn
from addon.permissions.scopes import MEET_CREATE, OWN_EVENTS, needing
from cards.actions import Parameter
from cards.chat import Press, notice_dialog
from cards.scheduled import LONGEST_WRITTEN, Scheduled
from cards.words import shorten
from meeting.errors import AskOrganizer, EventGone, HostOnly, Problem, SaveEventFirst
from meeting.model import PRIMARY, Space
from meeting.policy import Locks

SPACE_NAME = re.compile(r"spaces/[A-Za-z0-9_-]+")
NO_SUCH_EVENT = (SaveEventFirst, EventGone, AskOrganizer)
"""What Calendar says of an event that the user does not have any more."""
LONGEST_SHOWN_TITLE = 200
"""It is carried by two buttons besides being shown, and a message has 32,000 bytes."""


def for_host_only(turn: ChatTurn, problem: Problem, *, ends: bool = False) -> Dialog:
    """Say who may do it: to who may not."""
    text, press = turn.kit.text, press_of(turn)
    # Whom Meet refuses is not its host, whatever a card says.
    called = press.called if press.host != turn.chat.user else ""
    title = text.end_call() if ends else text.this_meeting()
    words = text.only_host_ends(called) if ends else text.only_host_sets(called)
    return Dialog(notice_dialog(turn.kit, title, words), "host only", problem)


def hosted_space(turn: ChatTurn) -> Space:
    """The space that the card names, if it is the user's.

    Raises:
        HostOnly: it is not.
    """
    name = space_name(turn)
    with needing((MEET_CREATE,), turn.caller.scopes):
        space = turn.meet.named(name)
    if space is None or not space.hosted_by_caller:
        raise HostOnly
    return space


def space_name(turn: ChatTurn) -> str:
    """The space that the click names, as far as what comes back from a browser can be believed.

    That it names somebody else as the host suffices to refuse, without asking for scopes first;
    that it names the user does not suffice to let them: Meet decides. And it must be the space
    of the very card, so that nobody puts a Meet of theirs on somebody else's.
    """
    name = turn.event.parameters.get(Parameter.SPACE, "")
    host = turn.event.parameters.get(Parameter.HOST)
    another = turn.chat.meets and name not in turn.chat.meets
    if host != turn.chat.user or another or not SPACE_NAME.fullmatch(name):
        raise HostOnly
    return name


def locks_for(turn: ChatTurn, space: Space) -> Locks:
    """What the organization has decided for a posted Meet.

    Judged by its event as Calendar has it now; of one without an event by the title that its
    message has. What a browser says of either counts for nothing: where the message itself does
    not tell, or there is no such event any more, all that may be decided is.

    Raises:
        NeedsScopes: Google misses a permission to read the event.
        Problem: it could not be read.
    """
    policy, posted = turn.policy, turn.chat.meets.get(space.name)
    if not policy.asks_for_event:
        return policy.locked
    if posted is None:
        return policy.locks_of_unknown()
    title, scheduled = posted.get(Parameter.TITLE, ""), posted.get(Parameter.SCHEDULED)
    if scheduled is None:
        # Of a title that was cut, the rest is not known.
        whole = len(title) < LONGEST_SHOWN_TITLE
        return policy.locks(title, outside=False) if whole else policy.locks_of_unknown()
    event = Scheduled.read(scheduled)
    if event is None or not event.id:
        return policy.locks_of_unknown()
    with suppress(*NO_SUCH_EVENT), needing((OWN_EVENTS,), turn.caller.scopes):
        found = turn.calendar.event(PRIMARY, event.id)
        if not found.cancelled and found.has(space):
            return turn.observer.locks_of(found)
    return policy.locks_of_unknown()


def press_of(turn: ChatTurn) -> Press:
    """What the pressed button carries, which a browser may have made longer.

    Where the organization's rules ask for title or event, it is what Chat has kept of the card.
    """
    told = {**turn.event.parameters}
    posted = turn.chat.meets.get(told.get(Parameter.SPACE, ""))
    if posted is not None and turn.policy.asks_for_event:
        kept = (Parameter.TITLE, Parameter.SCHEDULED)
        told = {name: value for name, value in told.items() if name not in kept}
        told |= {name: posted[name] for name in kept if name in posted}
    return Press(
        told.get(Parameter.SPACE, ""),
        shorten(told.get(Parameter.TITLE, ""), LONGEST_SHOWN_TITLE),
        told.get(Parameter.HOST, ""),
        shorten(told.get(Parameter.CALLED, ""), LONGEST_SHOWN_TITLE),
        # Cut, it would be none.
        told.get(Parameter.SCHEDULED, "")[: LONGEST_WRITTEN + 1],
    )


def event_of(press: Press) -> Scheduled | None:
    """The event that the Meet was scheduled with, if it was and the button tells."""
    return Scheduled.read(press.scheduled) if press.scheduled else None
