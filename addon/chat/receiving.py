"""What happens in Chat: which command is meant, and who is answered how."""

from __future__ import annotations

from addon.chat.commands import MEET, action_of, command_in, command_of
from addon.chat.event import Happening
from addon.chat.helping import help_with
from addon.chat.hosting import LONGEST_SHOWN_TITLE
from addon.chat.outcomes import ChatOutcome, CloseDialog, Post, Silence
from addon.chat.turn import ChatTurn
from addon.permissions import asking
from cards.actions import Parameter
from cards.chat import notice_message, offer_message
from cards.words import shorten


def receive(turn: ChatTurn) -> ChatOutcome:
    """Answer what Chat sends to the app's one URL."""
    happening = turn.chat.happening
    if happening is Happening.ADDED:
        if turn.chat.then_more:
            return Silence("added, more follows")
        return help_with(turn, turn.kit.text.chat_intro(), private=False)
    if happening is Happening.REMOVED:
        turn.services.documents.delete_all(turn.conversation)
        return Silence("removed")
    if happening is Happening.COMMAND:
        if turn.chat.about_message:
            action = action_of(turn.chat.command)
            return action.run(turn, turn.chat.subject) if action else _unknown(turn)
        if turn.chat.command is None:
            return _hear(turn)
        command = command_of(turn.chat.command)
        return command.run(turn, turn.chat.words) if command else _unknown(turn)
    if happening is Happening.MESSAGE:
        return _hear(turn)
    if happening is Happening.CLICK:
        # A card from before the app became an add-on, whose clicks come to the one URL.
        return help_with(turn, turn.kit.text.chat_intro())
    return Silence("nothing of note")


def start_from_button(turn: ChatTurn) -> ChatOutcome:
    """The button for a Meet: the help's, or that of a sentence that began with the word."""
    return MEET.run(turn, turn.event.parameters.get(Parameter.TITLE, ""))


def grant(turn: ChatTurn) -> ChatOutcome:
    """Ask for what a permission card names."""
    asked = asking.grant(turn)
    if asked is not None:
        return asked
    words = turn.kit.text.permission_given()
    if turn.chat.in_dialog:
        return CloseDialog(words, "granted")
    return Post(notice_message(turn.kit, words), words, "granted", private=True)


def close(turn: ChatTurn) -> ChatOutcome:
    """Close the dialog."""
    del turn
    return CloseDialog("", "closed")


def leave_closed(turn: ChatTurn) -> ChatOutcome:
    """Take note that a dialog was closed, whatever it was about."""
    del turn
    return CloseDialog("", "dialog cancelled")


def _hear(turn: ChatTurn) -> ChatOutcome:
    """A mention or a direct message: words that begin with a command's are the command."""
    if not turn.chat.words:
        return help_with(turn, turn.kit.text.chat_intro())
    meant = command_in(turn.chat.words, direct=turn.chat.direct)
    if meant is None:
        return _unknown(turn)
    if meant.command is MEET and not meant.certain:
        return _offer_meet(turn, meant.rest)
    return meant.command.run(turn, meant.rest)


def _offer_meet(turn: ChatTurn, title: str) -> ChatOutcome:
    """A button in place of a Meet, which everybody would see and which cannot be deleted."""
    text = turn.kit.text
    card = offer_message(turn.kit, shorten(title, LONGEST_SHOWN_TITLE))
    return Post(card, text.offer_meet(), "meet offered", private=True)


def _unknown(turn: ChatTurn) -> ChatOutcome:
    return help_with(turn, turn.kit.text.chat_unknown())
