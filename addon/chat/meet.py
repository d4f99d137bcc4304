"""A Meet made from Chat: now, without an event; and what its host does with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from addon.chat.outcomes import ChatOutcome, CloseDialog, Dialog, Post, Redraw
from addon.chat.patience import patiently
from addon.chat.telling import tell
from addon.chat.turn import ChatTurn
from addon.permissions.scopes import MEET_CREATE, needing
from addon.store.unfinished_meets import UnfinishedMeets
from cards.actions import Parameter
from cards.chat import MeetNow, end_dialog, meet_message, meet_settings_dialog
from cards.text import shorten
from meeting.applying import ArtifactResult, results
from meeting.errors import HostOnly, NoCall, SpaceGone, StillWorking, StoreUnavailable
from meeting.model import Space

SPACE_NAME = re.compile(r"spaces/[A-Za-z0-9_-]+")
LONGEST_SHOWN_TITLE = 200
"""It is carried by two buttons besides being shown, and a message has 32,000 bytes."""


def start_meet(turn: ChatTurn, title: str) -> ChatOutcome:
    """Make a Meet with the user's defaults and post it.

    Chat may deliver a command twice: the delivery tells which Meet is its own. One whose making
    outlasted its answer is found by the next asking, and is from then on that one's, too.
    """
    minter, sub, delivery = turn.instant_minter, turn.user.sub, turn.chat.delivery
    wanted = turn.preferences.load(sub)
    note = UnfinishedMeets(turn.services.documents, turn.conversation, sub)
    unfinished = note.read()
    answered = bool(unfinished) and minter.known(sub, delivery) is not None
    name = delivery if answered or not unfinished else unfinished
    try:
        minted = patiently(
            turn, lambda patient: patient.instant_minter.mint_once(sub, name, wanted)
        )
    except StillWorking:
        with suppress(StoreUnavailable):
            # Without it the next asking makes another Meet; this one is at work all the same.
            note.note(name)
        return tell(turn, turn.kit.text.still_making_meet(), "StillWorking")
    if name == unfinished:
        minter.keep(sub, delivery, minted)
        with suppress(StoreUnavailable):
            # It runs out by itself; the Meet is there.
            note.forget()
    made = results(minted.space, minted.wanted, minted.refused)
    card = meet_message(turn.kit, _meet_now(turn, minted.space, title, made))
    return Post(card, turn.kit.text.meet_summary(), "meet created")


def ask_settings(turn: ChatTurn) -> ChatOutcome:
    """Show the settings of a posted Meet to its host."""
    space = _hosted_space(turn)
    card = meet_settings_dialog(turn.kit, space, _title(turn), turn.chat.user)
    return Dialog(card, "meet settings")


def update_meet(turn: ChatTurn) -> ChatOutcome:
    """Change the settings of a posted Meet, and what its card says."""
    space, wanted = _hosted_space(turn), turn.chosen()
    try:
        changed, refused = turn.instant_minter.set(space, wanted)
    except SpaceGone as gone:
        raise HostOnly from gone
    made = results(changed, wanted, refused)
    card = meet_message(turn.kit, _meet_now(turn, changed, _title(turn), made))
    return Redraw(card, turn.kit.text.meet_summary(), "meet updated")


def ask_end(turn: ChatTurn) -> ChatOutcome:
    """Ask a posted Meet's host before its call is ended."""
    return Dialog(end_dialog(turn.kit, _hosted_space(turn).name, turn.chat.user), "end?")


def end_call(turn: ChatTurn) -> ChatOutcome:
    """End the call of a posted Meet.

    That none is running is as good, and is told alike: Chat may deliver the click twice.
    """
    try:
        with needing((MEET_CREATE,), turn.caller.scopes), suppress(NoCall):
            turn.meet.end_call(_space_name(turn))
    except SpaceGone as gone:
        raise HostOnly from gone
    return CloseDialog(turn.kit.text.call_ended(), "call ended")


def _hosted_space(turn: ChatTurn) -> Space:
    """The space that the card names, if it is the user's.

    Raises:
        HostOnly: it is not.
    """
    name = _space_name(turn)
    with needing((MEET_CREATE,), turn.caller.scopes):
        space = turn.meet.named(name)
    if space is None or not space.hosted_by_caller:
        raise HostOnly
    return space


def _space_name(turn: ChatTurn) -> str:
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


def _title(turn: ChatTurn) -> str:
    """The title that the click carries, which a browser may have made longer."""
    return shorten(turn.event.parameters.get(Parameter.TITLE, ""), LONGEST_SHOWN_TITLE)


def _meet_now(turn: ChatTurn, space: Space, title: str, made: Sequence[ArtifactResult]) -> MeetNow:
    host = turn.chat.user_name or turn.user.email
    return MeetNow(space, shorten(title, LONGEST_SHOWN_TITLE), host, turn.chat.user, made)
