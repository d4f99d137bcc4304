"""What to tell of a problem where the same button may be pressed again."""

from __future__ import annotations

from collections.abc import Callable

from cards.text import Text
from meeting.errors import (
    AddressRefused,
    EventKeepsChanging,
    LinkNotKept,
    MeetMissing,
    OutcomeUnknown,
    Problem,
    Refused,
    ReopenAddon,
    StillWorking,
    StoreUnavailable,
    TryAgain,
)

WORTH_ANOTHER_PRESS = (
    AddressRefused,
    EventKeepsChanging,
    LinkNotKept,
    OutcomeUnknown,
    Refused,
    ReopenAddon,
    StillWorking,
    StoreUnavailable,
    TryAgain,
)
"""What may have passed by the time of another press."""


def trouble_words(
    text: Text, problem: Problem, say: Callable[[Text, Problem], str], still_working: str
) -> list[str]:
    """The words, a paragraph each.

    Args:
        say: the host's words for a problem.
        still_working: its words where an earlier press is at work.
    """
    match problem:
        case StillWorking():
            return [still_working]
        case OutcomeUnknown():
            return [text.outcome_unknown()]
        case MeetMissing(why=OutcomeUnknown()):
            return [text.event_maybe_without_meet()]
        case MeetMissing(why=StoreUnavailable()):
            # Its own words say that nothing was done, and the event may just have been corrected.
            return [text.event_without_meet()]
        case MeetMissing():
            again = isinstance(problem.why, WORTH_ANOTHER_PRESS)
            left = text.event_without_meet() if again else text.event_stays_without_meet()
            return [*trouble_words(text, problem.why, say, still_working), left]
    return [say(text, problem)]
