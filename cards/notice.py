"""Cards that say why something was not done, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cards.actions import Action, Parameter, Permission
from cards.text import Text
from cards.widgets import Json, Kit, button, card, paragraph, section
from meeting.errors import (
    AddressesHidden,
    AddressRefused,
    AlreadyScheduled,
    AlreadyThere,
    AskAdministrator,
    AskOrganizer,
    CalendarUnavailable,
    EventChanged,
    EventGone,
    EventKeepsChanging,
    FeatureUnavailable,
    GrantNotAccepted,
    HostOnly,
    InvitationLimit,
    LinkNotKept,
    LinksNotAllowed,
    MeetMissing,
    MeetUnavailable,
    NoCall,
    NotShown,
    NotTheHost,
    OutcomeUnknown,
    OutOfReach,
    Problem,
    Refused,
    ReopenAddon,
    SaveEventFirst,
    ScopesMissing,
    SettingsNotSet,
    SpaceGone,
    StillWorking,
    StoreUnavailable,
    TryAgain,
    UsageLimit,
)


def problem_card(
    kit: Kit, problem: Problem | None, *, refresh: bool, card_below: bool = True
) -> Json:
    """Say what went wrong.

    Args:
        problem: `None` for a fault of the add-on itself.
        refresh: offer to look at the open event again.
        card_below: there is a card to go back to.
    """
    words = problem_words(kit.text, problem)
    if isinstance(problem, TryAgain) and refresh and not card_below:
        words = kit.text.read_again()
    return card(
        "problem",
        kit.text.problem_title(),
        kit.text.app_name(),
        [section(paragraph(words))],
        primary=button(kit.text.refresh(), kit.click(Action.REFRESH)) if refresh else None,
    )


def problem_words(text: Text, problem: Problem | None) -> str:
    """What to tell the user about a problem."""
    match problem:
        case AskAdministrator():
            return text.ask_administrator(problem.service)
        case LinkNotKept():
            return text.link_not_kept(problem.uri)
    words: dict[type, Callable[[], str]] = {
        TryAgain: text.try_again,
        OutcomeUnknown: text.outcome_unknown,
        StillWorking: text.still_working,
        EventKeepsChanging: text.event_keeps_changing,
        EventChanged: text.event_keeps_changing,
        SaveEventFirst: text.not_saved,
        EventGone: text.event_deleted,
        AskOrganizer: text.ask_organizer,
        NotShown: text.out_of_reach,
        OutOfReach: text.out_of_reach,
        NotTheHost: text.not_the_host,
        SpaceGone: text.not_the_host,
        HostOnly: text.only_host,
        NoCall: text.call_ended,
        ReopenAddon: text.reopen_addon,
        StoreUnavailable: text.store_unavailable,
        AlreadyScheduled: text.already_scheduled,
        AlreadyThere: text.already_scheduled,
        MeetMissing: text.event_without_meet,
        MeetUnavailable: text.meet_unavailable,
        SettingsNotSet: text.settings_not_set,
        LinksNotAllowed: text.links_not_allowed,
        InvitationLimit: text.invitation_limit,
        UsageLimit: text.usage_limit,
        AddressesHidden: text.addresses_hidden,
        AddressRefused: text.address_refused,
        CalendarUnavailable: text.calendar_unavailable,
        GrantNotAccepted: text.grant_not_accepted,
        ScopesMissing: text.grant_not_accepted,
        FeatureUnavailable: text.feature_unavailable,
        Refused: text.refused_by_google,
    }
    return words.get(type(problem), text.unexpected)()


def chat_problem_words(text: Text, problem: Problem | None) -> str:
    """The same in Chat, where there is no card to go back to and nothing to refresh.

    Events there are the user's own.
    """
    words: dict[type, Callable[[], str]] = {
        TryAgain: text.try_again_in_chat,
        OutcomeUnknown: text.outcome_unknown_in_chat,
        StillWorking: text.still_making_meet,
        ReopenAddon: text.send_again,
        AskOrganizer: text.event_not_allowed,
        NotShown: text.event_not_allowed,
        EventChanged: text.event_keeps_changing_in_chat,
        EventKeepsChanging: text.event_keeps_changing_in_chat,
        EventGone: text.event_gone,
        SaveEventFirst: text.event_gone,
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
    kit: Kit, scopes: Sequence[Permission], attempt: str, *, card_below: bool = False
) -> Json:
    """Say what a declined permission is for, and offer to ask again.

    Args:
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
