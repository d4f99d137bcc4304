"""Cards that say why something was not done, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from cards.actions import Action, Parameter, Permission
from cards.text import Text
from cards.widgets import Json, Kit, button, card, paragraph, section
from meeting.errors import (
    AddressesHidden,
    AddressRefused,
    AlreadyScheduled,
    AlreadyThere,
    AskAdministrator,
    AskCreator,
    AskOrganizer,
    CalendarUnavailable,
    CallHidden,
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
    MeetNotMade,
    MeetUnavailable,
    NoCall,
    NoLongerItsMeet,
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
    SetUnseen,
    SpaceGone,
    StillWorking,
    StoreUnavailable,
    TryAgain,
    UsageLimit,
)

SHOWN_BY_REFRESH = (
    OutcomeUnknown,
    StillWorking,
    EventKeepsChanging,
    EventChanged,
    SettingsNotSet,
    NoLongerItsMeet,
    SetUnseen,
    type(None),
)
"""Problems after which it is not known how the event stands."""
WORTH_ANOTHER_PRESS = (
    TryAgain,
    OutcomeUnknown,
    StillWorking,
    EventKeepsChanging,
    EventChanged,
    SettingsNotSet,
    LinkNotKept,
    MeetNotMade,
    StoreUnavailable,
    Refused,
)
"""Problems that the same press may not meet again."""


def problem_card(
    kit: Kit, problem: Problem | None, *, refresh: bool, again: Json | None = None
) -> Json:
    """Say what went wrong.

    Args:
        problem: `None` for a fault of the add-on itself.
        refresh: offer to look at the open event again.
        again: the `onClick` that does the same once more, where something was pressed.
    """
    text = kit.text
    unknown = isinstance(problem, SHOWN_BY_REFRESH)
    words = problem_words(text, problem)
    if isinstance(problem, TryAgain) and refresh and again is None:
        words = text.read_again()
    look = button(text.refresh(), kit.click(Action.REFRESH)) if refresh else None
    repeat = None
    if again is not None and isinstance(problem, WORTH_ANOTHER_PRESS):
        repeat = button(text.again(), again)
    first, second = (look, repeat) if unknown or repeat is None else (repeat, look)
    return card(
        "problem",
        kit.header(text.problem_title()),
        [
            section(
                kit.headline(text.problem_title()),
                paragraph(words),
                paragraph(text.press_refresh()) if unknown and refresh else None,
            )
        ],
        primary=first or second,
        secondary=second if first else None,
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
        AskCreator: text.ask_organizer,
        NotShown: text.out_of_reach,
        OutOfReach: text.out_of_reach,
        NoLongerItsMeet: text.no_longer_its_meet,
        SetUnseen: text.set_unseen,
        NotTheHost: text.not_the_host,
        SpaceGone: text.not_the_host,
        HostOnly: partial(text.only_host_sets, ""),
        NoCall: text.nobody_in_call,
        CallHidden: text.call_hidden,
        ReopenAddon: text.reopen_addon,
        StoreUnavailable: text.store_unavailable,
        AlreadyScheduled: text.already_scheduled,
        AlreadyThere: text.already_scheduled,
        MeetMissing: text.event_without_meet,
        MeetNotMade: text.meet_not_made,
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


def no_event_card(kit: Kit) -> Json:
    """For a click that needs an open event when none is open."""
    title = kit.text.problem_title()
    words = paragraph(kit.text.no_event_open())
    return card("problem", kit.header(title), [section(kit.headline(title), words)])


def welcome_card(
    kit: Kit, scopes: Sequence[Permission], shown: Sequence[Permission], attempt: str
) -> Json:
    """Say what all is about to be asked for and why, before Google asks once.

    Args:
        shown: what it takes to show what was opened.
        attempt: tells this card's prompt from earlier ones.
    """
    text = kit.text
    parameters = {
        Parameter.SCOPES: " ".join(scopes),
        Parameter.ATTEMPT: attempt,
        Parameter.FIRST: " ".join(shown),
    }
    return card(
        "welcome",
        kit.header(text.welcome_title()),
        [
            section(
                kit.headline(text.welcome_title()),
                paragraph(text.welcome_explanation()),
                _permissions(text, scopes),
            )
        ],
        primary=button(text.welcome_confirm(), kit.click(Action.GRANT, parameters)),
    )


def _permissions(text: Text, scopes: Sequence[Permission]) -> Json:
    """What each is for, a line each; marked as a list where there are several."""
    mark = "• " if len(scopes) > 1 else ""
    return paragraph("<br>".join(f"{mark}{text.permission_needed(scope)}" for scope in scopes))


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
        kit.header(text.permission_title()),
        [
            section(
                kit.headline(text.permission_title()),
                paragraph(text.permission_explanation()),
                _permissions(text, scopes),
            )
        ],
        primary=button(text.grant(), again),
    )
