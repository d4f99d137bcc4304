"""What happens in Chat: which command is meant, and who is answered how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from addon.chat.commands import COMMANDS, Does, command_in, command_of
from addon.chat.event import Happening
from addon.chat.meet import LONGEST_SHOWN_TITLE, start_meet
from addon.chat.outcomes import ChatOutcome, CloseDialog, Dialog, Post, Silence
from addon.chat.schedule import open_schedule
from addon.chat.settings import open_settings
from addon.chat.turn import ChatTurn
from addon.permissions import asking
from addon.permissions.scopes import EMAIL, MEET_CREATE, MEET_SETTINGS, Scope, needing
from cards.actions import Parameter
from cards.chat import Usage, help_dialog, help_message, notice_message, offer_message
from cards.text import shorten

Runs = Callable[[ChatTurn, str], ChatOutcome]


@dataclass(frozen=True)
class Run:
    """How a command is carried out; `handle` gets the words that follow it."""

    handle: Runs
    needs: tuple[Scope, ...] = ()


def receive(turn: ChatTurn) -> ChatOutcome:
    """Answer what Chat sends to the app's one URL."""
    happening = turn.chat.happening
    if happening is Happening.ADDED:
        if turn.chat.then_more:
            return Silence("added, more follows")
        return _help(turn, turn.kit.text.chat_intro(), private=False)
    if happening is Happening.REMOVED:
        turn.services.documents.delete_all(turn.conversation)
        return Silence("removed")
    if happening is Happening.COMMAND:
        if turn.chat.about_message:
            return _unknown(turn)
        if turn.chat.command is None:
            return _hear(turn)
        command = command_of(turn.chat.command)
        return _run(turn, command.does, turn.chat.words) if command else _unknown(turn)
    if happening is Happening.MESSAGE:
        return _hear(turn)
    if happening is Happening.CLICK:
        # A card from before the app became an add-on, whose clicks come to the one URL.
        return _help(turn, turn.kit.text.chat_intro())
    return Silence("nothing of note")


def start_from_button(turn: ChatTurn) -> ChatOutcome:
    """The button for a Meet: the help's, or that of a sentence that began with the word."""
    return _run(turn, Does.MEET, turn.event.parameters.get(Parameter.TITLE, ""))


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
        return _help(turn, turn.kit.text.chat_intro())
    meant = command_in(turn.chat.words, direct=turn.chat.direct)
    if meant is None:
        return _unknown(turn)
    if meant.command.does is Does.MEET and not meant.certain:
        return _offer_meet(turn, meant.rest)
    return _run(turn, meant.command.does, meant.rest)


def _offer_meet(turn: ChatTurn, title: str) -> ChatOutcome:
    """A button in the place of a Meet, which everybody would see and which cannot be deleted."""
    text = turn.kit.text
    card = offer_message(turn.kit, shorten(title, LONGEST_SHOWN_TITLE))
    return Post(card, text.offer_meet(), "meet offered", private=True)


def _run(turn: ChatTurn, does: Does, rest: str) -> ChatOutcome:
    run = RUNS[does]
    with needing(run.needs, turn.caller.scopes):
        return run.handle(turn, rest)


def _unknown(turn: ChatTurn) -> ChatOutcome:
    return _help(turn, turn.kit.text.chat_unknown())


def _help(turn: ChatTurn, opening: str, *, private: bool = True) -> ChatOutcome:
    usages = [Usage(command.word, command.takes_title, command.does.value) for command in COMMANDS]
    if turn.chat.in_dialog:
        return Dialog(help_dialog(turn.kit, usages, opening), "help")
    card = help_message(turn.kit, usages, opening)
    return Post(card, turn.kit.text.chat_hello(), "help", private=private)


def _show_help(turn: ChatTurn, rest: str) -> ChatOutcome:
    del rest
    return _help(turn, turn.kit.text.chat_intro())


RUNS: Mapping[Does, Run] = {
    Does.MEET: Run(start_meet, (EMAIL, MEET_CREATE, MEET_SETTINGS)),
    Does.SCHEDULE: Run(open_schedule, (EMAIL,)),
    Does.SETTINGS: Run(open_settings, (EMAIL,)),
    Does.HELP: Run(_show_help),
}
