"""The user's last calls, for their eyes alone."""

from __future__ import annotations

from collections.abc import Sequence

from addon.chat.outcomes import ChatOutcome, Post
from addon.chat.turn import ChatTurn
from addon.permissions.scopes import OWN_EVENTS, RECORDS, needing
from cards.actions import Parameter
from cards.chat_records import records_message

A_MESSAGE = 5
"""So many calls stand in one message."""
MOST_WORDS = 10
LONGEST_WORDS = 200
LONGEST_PAGE = 1000


def list_calls(turn: ChatTurn, words: str) -> ChatOutcome:
    """The last calls, with what there is of each.

    Args:
        words: which the titles of the calls' events are to have.
    """
    return _list(turn, words[:LONGEST_WORDS].split()[:MOST_WORDS], "")


def list_more(turn: ChatTurn) -> ChatOutcome:
    """Those that follow the ones of the clicked message."""
    told = turn.event.parameters
    words = told.get(Parameter.WORDS, "")[:LONGEST_WORDS].split()[:MOST_WORDS]
    return _list(turn, words, told.get(Parameter.PAGE, "")[:LONGEST_PAGE])


def _list(turn: ChatTurn, words: Sequence[str], page: str) -> ChatOutcome:
    lately = turn.lately(turn.caller)
    with needing((RECORDS, OWN_EVENTS) if words else (RECORDS,), turn.caller.scopes):
        if words:
            latest = lately.about(words, page, A_MESSAGE, turn.caller.deadline)
        else:
            latest = lately.page(page, A_MESSAGE)
    card = records_message(turn.kit, latest, words, goes_on=bool(page))
    return Post(card, turn.kit.text.last_calls(), "records", private=True)
