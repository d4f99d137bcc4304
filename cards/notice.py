"""Cards that say why something was not done, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from addon.meeting.errors import (
    AlreadyScheduled,
    AskAdministrator,
    AskOrganizer,
    EventKeepsChanging,
    HostOnly,
    LinkNotKept,
    MeetMissing,
    NotTheHost,
    OutcomeUnknown,
    OutOfReach,
    Problem,
    Refused,
    ReopenAddon,
    SaveEventFirst,
    StillWorking,
    StoreUnavailable,
    TryAgain,
)
from cards.actions import Action, Parameter
from cards.text import Text, shorten
from cards.widgets import Json, Kit, button, card, paragraph, section

LONGEST_REASON = 500
"""Of what Google says, which may be a page."""


def problem_card(kit: Kit, problem: Problem | None, *, refresh: bool) -> Json:
    """Says what went wrong.

    Args:
        problem: `None` for a fault of the add-on itself.
        refresh: offer to look at the open event again.
    """
    return card(
        "problem",
        kit.text.problem_title(),
        kit.text.app_name(),
        [section(paragraph(problem_words(kit.text, problem)))],
        primary=button(kit.text.refresh(), kit.click(Action.REFRESH)) if refresh else None,
    )


def problem_words(text: Text, problem: Problem | None) -> str:
    """What to tell the user about a problem."""
    match problem:
        case AskAdministrator():
            return text.ask_administrator(problem.service)
        case LinkNotKept():
            return text.link_not_kept(problem.uri)
        case Refused():
            return text.refused_by_google(shorten(problem.reason, LONGEST_REASON))
    words: dict[type, Callable[[], str]] = {
        TryAgain: text.try_again,
        OutcomeUnknown: text.outcome_unknown,
        StillWorking: text.still_working,
        EventKeepsChanging: text.event_keeps_changing,
        SaveEventFirst: text.not_saved,
        AskOrganizer: text.ask_organizer,
        OutOfReach: text.out_of_reach,
        NotTheHost: text.not_the_host,
        HostOnly: text.only_host,
        ReopenAddon: text.reopen_addon,
        StoreUnavailable: text.store_unavailable,
        AlreadyScheduled: text.already_scheduled,
        MeetMissing: text.event_without_meet,
    }
    return words.get(type(problem), text.unexpected)()


def chat_problem_words(text: Text, problem: Problem | None) -> str:
    """The same in Chat, where there is no card to go back to and nothing to refresh."""
    words: dict[type, Callable[[], str]] = {
        TryAgain: text.try_again_in_chat,
        OutcomeUnknown: text.outcome_unknown_in_chat,
        StillWorking: text.still_making_meet,
        ReopenAddon: text.send_again,
        type(None): text.unexpected_in_chat,
    }
    told = words.get(type(problem))
    return told() if told else problem_words(text, problem)


def no_event_card(kit: Kit) -> Json:
    """For a click that needs an open event when none is open."""
    return card(
        "problem",
        kit.text.problem_title(),
        kit.text.app_name(),
        [section(paragraph(kit.text.no_event_open()))],
    )


def permission_card(
    kit: Kit, scopes: Sequence[str], attempt: str, *, card_below: bool = False
) -> Json:
    """Says what a declined permission is for, and offers to ask again.

    Args:
        scopes: the names of the scopes without their prefix.
        attempt: tells this card's prompt from earlier ones.
        card_below: it lies on the card that was clicked, to which the user goes back.
    """
    text = kit.text
    parameters = {Parameter.SCOPES: " ".join(scopes), Parameter.ATTEMPT: attempt}
    if card_below:
        parameters[Parameter.BELOW] = "yes"
    again = kit.click(Action.GRANT, parameters)
    return card(
        "permission",
        text.permission_title(),
        text.app_name(),
        [
            section(
                paragraph(text.permission_explanation()),
                *(paragraph(text.permission_needed(scope)) for scope in scopes),
            )
        ],
        primary=button(text.grant(), again),
    )
