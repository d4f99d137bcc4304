"""Help in Chat."""

from __future__ import annotations

from addon.chat.outcomes import ChatOutcome, Dialog, Post
from addon.chat.turn import ChatTurn
from cards.chat import help_dialog, help_message


def show_help(turn: ChatTurn, rest: str) -> ChatOutcome:
    """What the app does, whatever follows the command."""
    del rest
    return help_with(turn, turn.kit.text.chat_intro())


def help_with(turn: ChatTurn, opening: str, *, private: bool = True) -> ChatOutcome:
    """The commands.

    Args:
        opening: what to say first.
        private: only to who acted.
    """
    if turn.chat.in_dialog:
        return Dialog(help_dialog(turn.kit, opening), "help")
    card = help_message(turn.kit, opening)
    return Post(card, turn.kit.text.chat_hello(), "help", private=private)
