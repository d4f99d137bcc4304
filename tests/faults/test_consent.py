"""Permissions that are missing: one prompt, then a card whose button asks again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest

from addon.host import Registered
from addon.permissions.scopes import (
    ALL_EVENTS,
    EMAIL,
    EXECUTE,
    LOCALE,
    MAIN_JOB,
    MEET_CREATE,
    MEET_SETTINGS,
    OPEN_EVENT,
    OWN_EVENTS,
    SCOPES,
    Scope,
)
from addon.routes import SIDEBAR_ROUTES
from addon.sidebar.route import SidebarRoute
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.wire import Json
from tests.support.cards import did, footer, paragraphs
from tests.support.consent import (
    Answer,
    declines,
    grant_all,
    grants,
    in_turn,
    needed,
    permission_lines,
    urls,
    welcomed,
    without,
)
from tests.support.people import ANA
from tests.support.sidebar import planned, told
from tests.support.stage import Stage
from tests.support.state import has_link_of, only_space
from tests.support.switches import OFF, three
from tests.support.words import SAYS

LED_TO = {"home", "outside", "new meeting", "reset", "forget", "event", "result"}
"""The cards that routes show when nothing is lacking."""
each_route = pytest.mark.parametrize(
    "route", [route for route in SIDEBAR_ROUTES if route.needs], ids=lambda route: route.path
)


def run(host: CalendarHost, route: SidebarRoute, calendar_id: str, event_id: str) -> None:
    """Have the host call a route, with an event open where the route is for one."""
    match route.registered:
        case Registered.HOMEPAGE:
            host.open_home()
        case Registered.EVENT_OPEN:
            host.open_event(calendar_id, event_id)
        case Registered.EVENT_UPDATE:
            host.update_event(conference=None)
        case Registered.DEFAULTS:
            host.universal_action("Defaults for new meetings")
        case Registered.SETUP:
            host.universal_action("Check my setup")
        case Registered.HELP:
            host.universal_action("Help")
        case Registered.NOT:
            host.click({"function": base_url(host) + route.path})


def asked_at_first() -> list[str]:
    """What a newcomer is asked for, in the order of the prompt."""
    return in_order(*MAIN_JOB, LOCALE)


def in_order(*scopes: Scope) -> list[str]:
    """Scopes as the prompt of a newcomer's card names them."""
    return urls(*(scope for scope in SCOPES if scope in scopes))


def base_url(host: CalendarHost) -> str:
    """`ADDON_URL` as the deployment has it."""
    return f"{host.deployment.home_url}".removesuffix("/calendar/home")


def each_need(
    stage: Stage, route: SidebarRoute, answer: Answer
) -> Iterator[tuple[Scope, CalendarHost]]:
    """Call a route once for each scope that it needs, by a new user who has just taken it away."""
    for number, scope in enumerate(route.needs):
        user = stage.world.add_user(f"cy{number}@example.com")
        event_id = stage.world.calendar.add_event(user.email)
        host = stage.host(user, consent=answer)
        host.open_home()
        if set(OPEN_EVENT) <= set(route.needs):
            host.open_event(user.email, event_id)
        host.installation.granted = frozenset(without(scope))
        stage.called()
        run(host, route, user.email, event_id)
        yield scope, host


def welcomes(host: CalendarHost, route: SidebarRoute, *scopes: Scope) -> None:
    """Where nothing was pressed, a card says what is about to be asked for; then continue."""
    if route.registered is not Registered.NOT:
        assert permission_lines(*scopes) == welcomed(host.card)
        assert [] == host.consents
        host.press_primary()


@each_route
def test_a_declined_permission_is_asked_for_once(stage: Stage, route: SidebarRoute) -> None:
    """A route that lacks a scope has it prompted for once, and says what for once declined."""
    for scope, host in each_need(stage, route, declines):
        welcomes(host, route, scope)
        assert [urls(scope)] == host.consents
        assert permission_lines(scope) == needed(host.card)
        assert [SAYS.grant()] == footer(host.card)
        assert [] == stage.called()


@each_route
def test_a_granted_permission_leads_on(stage: Stage, route: SidebarRoute) -> None:
    """Once the scope is granted the host repeats the action, and it does what it is for."""
    for scope, host in each_need(stage, route, grant_all):
        welcomes(host, route, scope)
        assert [urls(scope)] == host.consents
        assert host.card["name"] in LED_TO


@pytest.mark.parametrize(
    "route",
    [route for route in SIDEBAR_ROUTES if not route.needs and route.path != "/calendar/grant"],
    ids=lambda route: route.path,
)
def test_help_and_the_way_back_need_no_permission(stage: Stage, route: SidebarRoute) -> None:
    """The routes that need nothing answer one who has granted nothing, without a prompt."""
    host = stage.host()
    host.open_event(ANA, stage.world.calendar.add_event(ANA))
    host.installation.granted = frozenset()
    run(host, route, ANA, "")
    assert [] == host.consents


# A newcomer


def begins(stage: Stage, place: str, **options: Any) -> CalendarHost:  # noqa: ANN401  # as CalendarHost
    """Ana's Calendar, opened without an event or with one of hers that has no Meet."""
    host = stage.host(**options)
    if place == "home":
        host.open_home()
    else:
        host.open_event(ANA, stage.world.calendar.add_event(ANA))
    return host


each_place = pytest.mark.parametrize("place", ["home", "event"])


@each_place
def test_a_newcomer_reads_what_is_asked_before_one_prompt_for_all_of_it(
    stage: Stage, place: str
) -> None:
    """Nothing is prompted by itself: a card says why, its button asks once for the main job."""
    host = begins(stage, place, granted=[])
    assert permission_lines(*MAIN_JOB, LOCALE) == welcomed(host.card)
    assert [] == host.consents
    assert [] == stage.called()

    host.press_primary()
    assert [asked_at_first()] == host.consents
    assert place == host.card["name"]
    host.open_event(ANA, stage.world.calendar.add_event(ANA))
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert [asked_at_first()] == host.consents


def test_with_an_event_the_newcomers_card_is_headed_by_the_add_on(stage: Stage) -> None:
    """Without permission to read the event its title is not known, and the card says its own."""
    host = begins(stage, "event", granted=[])
    assert {"title": "Set up in one step"} == host.card["header"]


@each_place
def test_nothing_is_prompted_however_often_it_is_opened(stage: Stage, place: str) -> None:
    """Opening again and again shows the same card, and each press of its button asks once."""
    host = begins(stage, place, granted=[], consent=declines)
    for opened in range(1, 4):
        host.refresh()
        assert permission_lines(*MAIN_JOB, LOCALE) == welcomed(host.card)
        assert opened - 1 == len(host.consents)
        host.press_primary()
        assert [asked_at_first()] * opened == host.consents
        assert "permission" == host.card["name"]
    assert [] == stage.called()


@pytest.mark.parametrize("declined", [LOCALE, MEET_CREATE], ids=lambda scope: scope.name)
def test_declining_a_part_still_gives_what_the_rest_allows(stage: Stage, declined: Scope) -> None:
    """What a view does not need may be declined: the event is shown after the one prompt."""
    granted = [scope for scope in (*MAIN_JOB, LOCALE) if scope is not declined]
    host = begins(stage, "event", granted=[], consent=grants(*granted))
    host.press_primary()
    assert [asked_at_first()] == host.consents
    assert ["Create Meet"] == footer(host.card)


def test_what_was_declined_at_first_is_asked_for_when_it_is_needed(stage: Stage) -> None:
    """Who declined the making of Meets sees events and home; pressing Create asks for it alone."""
    rest = [scope for scope in (*MAIN_JOB, LOCALE) if scope is not MEET_CREATE]
    host = begins(stage, "event", granted=[], consent=in_turn(grants(*rest), grants(MEET_CREATE)))
    host.press_primary()
    host.close_event()
    assert "home" == host.card["name"]
    event_id = stage.world.calendar.add_event(ANA)
    host.open_event(ANA, event_id)
    assert [asked_at_first()] == host.consents

    host.press_primary()
    assert [asked_at_first(), urls(MEET_CREATE)] == host.consents
    assert SAYS.created() == did(host.card)
    assert has_link_of(stage, event_id, only_space(stage))


def test_who_tells_their_address_alone_has_the_home_card(stage: Stage) -> None:
    """The defaults need no more than the address; an event's view then names what it lacks."""
    host = begins(stage, "home", granted=[], consent=grants(EMAIL))
    host.press_primary()
    assert [asked_at_first()] == host.consents
    assert "home" == host.card["name"]
    host.open_event(ANA, stage.world.calendar.add_event(ANA))
    left = [scope for scope in (*MAIN_JOB, LOCALE) if scope is not EMAIL]
    assert permission_lines(*left) == welcomed(host.card)
    assert [asked_at_first()] == host.consents


@each_place
def test_the_cards_button_asks_again(stage: Stage, place: str) -> None:
    """The permission card's button prompts once more, and a grant leads to the card wanted."""
    consent = in_turn(declines, grants(EMAIL))
    host = begins(stage, place, granted=without(EMAIL, LOCALE), consent=consent)
    assert permission_lines(EMAIL, LOCALE) == welcomed(host.card)
    host.press_primary()
    assert [in_order(EMAIL, LOCALE)] == host.consents
    assert permission_lines(EMAIL) == needed(host.card)

    host.press_primary()
    assert [in_order(EMAIL, LOCALE), urls(EMAIL, LOCALE)] == host.consents
    assert place == host.card["name"]


def test_each_press_of_the_button_asks_once(stage: Stage) -> None:
    """Declining again and again leads to the card again and again, one prompt for each press."""
    host = begins(stage, "event", granted=without(OWN_EVENTS), consent=declines)
    for presses in range(1, 5):
        host.press_primary()
        assert permission_lines(OWN_EVENTS) == needed(host.card)
        assert presses == len(host.consents)
    assert [] == stage.called()


@pytest.mark.parametrize(
    ("lacking", "granted", "left"),
    [
        ([OWN_EVENTS, MEET_SETTINGS], [OWN_EVENTS], [MEET_SETTINGS]),
        ([OWN_EVENTS, MEET_SETTINGS], [MEET_SETTINGS], [OWN_EVENTS]),
        ([EMAIL, OWN_EVENTS], [EMAIL], [OWN_EVENTS]),
        ([EMAIL, OWN_EVENTS], [OWN_EVENTS], [EMAIL]),
        ([EXECUTE, MEET_SETTINGS], [EXECUTE], [MEET_SETTINGS]),
        ([EXECUTE, EMAIL], [EMAIL], [EXECUTE]),
        ([EXECUTE, EMAIL], [EXECUTE], [EMAIL]),
        ([EXECUTE, EMAIL, OWN_EVENTS], [EXECUTE, EMAIL], [OWN_EVENTS]),
        ([EMAIL, OWN_EVENTS, MEET_CREATE], [EMAIL], [OWN_EVENTS]),
    ],
)
def test_a_permission_granted_in_part_is_not_asked_for_again(
    stage: Stage, lacking: list[Scope], granted: list[Scope], left: list[Scope]
) -> None:
    """Who grants some of what is asked has declined the rest: a card names what is needed of it."""
    host = begins(stage, "event", granted=without(*lacking), consent=grants(*granted))
    assert permission_lines(*lacking) == welcomed(host.card)
    host.press_primary()
    assert [urls(*lacking)] == host.consents
    assert permission_lines(*left) == needed(host.card)


def test_the_locale_is_asked_for_along_with_others_only(stage: Stage) -> None:
    """The locale alone is no reason to prompt; granted alone, it does not lead to a second one."""
    host = begins(stage, "home", granted=without(LOCALE))
    assert "home" == host.card["name"]
    assert [] == host.consents

    other = begins(stage, "home", granted=without(LOCALE, EMAIL), consent=grants(LOCALE))
    other.press_primary()
    assert [in_order(EMAIL, LOCALE)] == other.consents
    assert permission_lines(EMAIL) == needed(other.card)


def test_a_grant_made_elsewhere_counts_at_once(stage: Stage) -> None:
    """After a decline, a grant given in the account's settings needs no prompt and no card."""
    event_id = stage.world.calendar.add_event(ANA)
    host = stage.host(granted=without(MEET_SETTINGS), consent=declines)
    host.open_event(ANA, event_id)
    host.press_primary()
    assert permission_lines(MEET_SETTINGS) == needed(host.card)
    host.installation.granted |= {MEET_SETTINGS.url}
    host.open_event(ANA, event_id)
    assert "event" == host.card["name"]
    assert 1 == len(host.consents)


# What was pressed


def test_declining_the_making_of_meets_leaves_the_event_alone(stage: Stage) -> None:
    """Create without its scope makes nothing; the button's grant shows the event to press again."""
    event_id, _ = planned(stage)
    consent = in_turn(declines, grants(MEET_CREATE))
    host = stage.host(granted=without(MEET_CREATE), consent=consent)
    host.open_event(ANA, event_id)
    stage.called()
    host.press_primary()
    assert permission_lines(MEET_CREATE) == needed(host.card)
    assert [] == stage.called()

    host.press_primary()
    assert ["Create Meet"] == footer(host.card)
    host.press_primary()
    assert has_link_of(stage, event_id, only_space(stage))
    assert [urls(MEET_CREATE)] * 2 == host.consents


# Calendars of others


@pytest.mark.parametrize("status", [403, 404])
@pytest.mark.parametrize("answer", [declines, grants(ALL_EVENTS)], ids=["declined", "granted"])
def test_all_events_are_asked_for_on_a_shared_calendar_only(
    stage: Stage, status: Literal[403, 404], answer: Answer
) -> None:
    """The wide scope is asked for when an event lies on somebody else's calendar, and once."""
    stage.world.knobs.owned_scope_on_foreign_calendar = status
    team = "team@group.calendar.google.com"
    stage.world.calendar.add_calendar(team, stage.bo, roles={ANA: "writer"})
    host = stage.host(granted=without(ALL_EVENTS), consent=answer)
    host.open_event(ANA, stage.world.calendar.add_event(ANA))
    assert [] == host.consents
    host.open_event(team, stage.world.calendar.add_event(team))
    assert [urls(ALL_EVENTS)] == host.consents
    assert ("permission" if answer is declines else "event") == host.card["name"]


# Hosts and Google that disagree


def test_a_token_with_less_than_the_host_claims_is_asked_for_once(stage: Stage) -> None:
    """When Google misses a scope that the host calls granted, one prompt is all, and it is told."""
    event_id = stage.world.calendar.add_event(ANA)
    host = stage.host()

    def weaken(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        token = stage.world.people.issue_token(stage.ana, [EMAIL.url])
        event["authorizationEventObject"]["userOAuthToken"] = token
        return event, headers

    host.installation.tamper = weaken
    host.open_event(ANA, event_id)
    assert [urls(*OPEN_EVENT)] == host.consents
    assert [SAYS.grant_not_accepted()] == told(host)

    host.press_primary()
    assert [SAYS.grant_not_accepted()] == told(host)
    assert [urls(*OPEN_EVENT)] == host.consents

    host.installation.tamper = None
    host.press_primary()
    assert ["Create Meet"] == footer(host.card)
    assert [urls(*OPEN_EVENT)] == host.consents


@pytest.mark.parametrize("scopes", ["", "drive", "userinfo.email", "drive calendar.addons.execute"])
def test_a_forged_newcomers_button_asks_for_nothing_of_others(stage: Stage, scopes: str) -> None:
    """A button of the newcomer's card that names what is granted, or not ours, shows the home."""
    host = stage.host(granted=without(MEET_CREATE), consent=declines)
    host.open_home()
    grant_with(host, scopes=scopes, attempt="a", first="drive userinfo.email")
    assert [] == host.consents
    assert "home" == host.card["name"]


@pytest.mark.parametrize("attempt", ["", "x", "long" * 20_000])
def test_a_newcomers_button_sent_again_as_it_was_does_not_ask_again(
    stage: Stage, attempt: str
) -> None:
    """Repeated with the same parameters it leads on, to the card below it or to what is needed."""
    host = stage.host(granted=without(EMAIL), consent=declines)
    host.open_home()
    for _ in range(2):
        grant_with(host, scopes=EMAIL.name, attempt=attempt, first=EMAIL.name)
        assert permission_lines(EMAIL) == needed(host.card)
        assert [urls(EMAIL)] == host.consents


def test_a_user_whom_the_host_does_not_name_is_told_to_reopen(stage: Stage) -> None:
    """Without the ID token that its scope promises, cards say so and nothing is guessed."""
    host = stage.host()

    def unname(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        event["authorizationEventObject"].pop("userIdToken", None)
        return event, headers

    host.installation.tamper = unname
    host.open_home()
    assert [SAYS.reopen_addon()] == told(host)
    host.open_event(ANA, stage.world.calendar.add_event(ANA))
    assert [SAYS.reopen_addon()] == told(host)
    assert [] == host.consents
    assert [] == stage.called()


# People


def test_one_users_decline_is_not_anothers(stage: Stage) -> None:
    """What Ana declined is still asked of Bo."""
    for user in (stage.ana, stage.bo):
        host = stage.host(user, consent=declines)
        host.open_event(user.email, stage.world.calendar.add_event(user.email))
        host.installation.granted = frozenset(without(OWN_EVENTS))
        host.press_primary()
        assert [urls(OWN_EVENTS)] == host.consents


def test_a_prompt_held_back_from_an_unknown_user_is_a_press_away(stage: Stage) -> None:
    """Who cannot be told from one just asked gets the card at once, and its button prompts."""
    hosts = [stage.host(stage.bo, consent=declines), stage.host()]
    for host in hosts:
        host.open_home()
        host.installation.granted = frozenset(without(EMAIL))
        host.press_primary()
    _, host = hosts
    assert permission_lines(EMAIL) == needed(host.card)
    assert [] == host.consents
    host.press_primary()
    assert [urls(EMAIL)] == host.consents
    assert "home" == host.card["name"]


def test_a_newcomers_button_is_held_back_by_nobody(stage: Stage) -> None:
    """What one unknown person declined on their card does not keep the next one's from asking."""
    for user in (stage.bo, stage.ana):
        host = stage.host(user, granted=without(EMAIL), consent=declines)
        host.open_home()
        host.press_primary()
        assert [urls(EMAIL)] == host.consents


# Parameters that come back from the browser


def grant_with(host: CalendarHost, **parameters: str) -> None:
    """Press a permission button whose parameters were changed in the browser."""
    given = [{"key": key, "value": value} for key, value in parameters.items()]
    host.click({"function": f"{base_url(host)}/calendar/grant", "parameters": given})


@pytest.mark.parametrize(
    ("scopes", "asked"),
    [
        ("drive https://www.googleapis.com/auth/drive", []),
        ("", []),
        ("drive meetings.space.created gmail.readonly", [MEET_CREATE]),
        ("meetings.space.created meetings.space.created", [MEET_CREATE]),
        ("userinfo.email", []),
        ("\u0000 \ud83d\ude00 <b>", []),
    ],
)
def test_forged_scopes_ask_for_nothing_of_others(
    stage: Stage, scopes: str, asked: list[Scope]
) -> None:
    """Only scopes of the add-on's that are missing are asked for, whatever the button says."""
    host = stage.host(granted=without(MEET_CREATE))
    host.open_home()
    grant_with(host, scopes=scopes, attempt="a")
    assert ([urls(*asked)] if asked else []) == host.consents
    assert "home" == host.card["name"]


@pytest.mark.parametrize("attempt", ["", "x", "a\nb", "long" * 20_000])
def test_a_repeated_attempt_does_not_ask_again(stage: Stage, attempt: str) -> None:
    """A button that is sent again as it was leads to its card, which asks anew when pressed."""
    host = stage.host(granted=without(MEET_CREATE), consent=declines)
    host.open_home()
    for _ in range(2):
        grant_with(host, scopes=MEET_CREATE.name, attempt=attempt)
        assert permission_lines(MEET_CREATE) == needed(host.card)
        assert 1 == len(host.consents)
    host.press_primary()
    assert 2 == len(host.consents)


def test_no_grant_no_defaults(stage: Stage) -> None:
    """Saving without the scope that says who is asking stores nothing for anybody."""
    host = stage.host(consent=declines)
    host.open_home()
    host.set_switch("recording", on=True)
    host.installation.granted = frozenset(without(EMAIL))
    host.press_primary()
    assert permission_lines(EMAIL) == needed(host.card)
    home = stage.host()
    home.open_home()
    assert OFF == three(home.card)
    assert SAYS.store_down() not in paragraphs(home.card)
