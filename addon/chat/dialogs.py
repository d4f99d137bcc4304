"""What several dialogs of Chat's have in common."""

from __future__ import annotations

from addon.chat import meet, schedule, settings
from addon.chat.outcomes import ChatOutcome
from addon.chat.turn import ChatTurn
from cards.actions import Parameter


def offer_again(turn: ChatTurn) -> ChatOutcome:
    """Offer what Meet refused the account anew, in the dialog that was clicked."""
    told = turn.event.parameters
    if Parameter.SPACE in told:
        return meet.offer_again(turn)
    return schedule.offer_again(turn) if Parameter.EVENT in told else settings.offer_again(turn)
