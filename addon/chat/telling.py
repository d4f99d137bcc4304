"""Words for one person's eyes in Chat."""

from __future__ import annotations

import html

from addon.chat.event import Happening
from addon.chat.outcomes import ChatOutcome, Dialog, Post, Silence
from addon.chat.turn import ChatTurn
from cards.chat import notice_dialog, notice_message
from meeting.errors import Problem


def tell(
    turn: ChatTurn, words: str, label: str = "problem", problem: Problem | None = None
) -> ChatOutcome:
    """Tell who acted, and nobody else: in their dialog if one is open, else privately.

    Where the app has been removed there is nobody to tell (hosts.md 1.7.4).

    Args:
        words: card text; notifications show it as plain text.
        problem: what they are about; for the log.
    """
    if turn.chat.happening is Happening.REMOVED:
        return Silence(label)
    if turn.chat.in_dialog:
        return Dialog(notice_dialog(turn.kit, turn.kit.text.app_name(), words), label, problem)
    card = notice_message(turn.kit, words)
    return Post(card, html.unescape(words), label, private=True, problem=problem)
