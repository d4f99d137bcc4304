"""What Chat says about a problem."""

from __future__ import annotations

from collections.abc import Callable

from cards.notice import problem_words
from cards.text import Text
from meeting.errors import (
    AskCreator,
    AskOrganizer,
    EventChanged,
    EventGone,
    EventKeepsChanging,
    NotShown,
    Problem,
    ReopenAddon,
    SaveEventFirst,
    TryAgain,
)


def chat_problem_words(text: Text, problem: Problem | None) -> str:
    """What to tell the user, where there is no card to go back to and nothing to refresh.

    Events there are the user's own.

    Args:
        problem: `None` for a fault of the app itself.
    """
    words: dict[type, Callable[[], str]] = {
        TryAgain: text.try_again_in_chat,
        ReopenAddon: text.send_again,
        AskOrganizer: text.event_not_allowed,
        AskCreator: text.event_not_allowed,
        NotShown: text.event_not_allowed,
        EventChanged: text.event_keeps_changing_in_chat,
        EventKeepsChanging: text.event_keeps_changing_in_chat,
        EventGone: text.event_gone,
        SaveEventFirst: text.event_gone,
        type(None): text.unexpected_in_chat,
    }
    told = words.get(type(problem))
    return told() if told else problem_words(text, problem)
