"""`calendar.events` is asked for only where Calendar tells the caller no role."""

from __future__ import annotations

from typing import Literal

import pytest

from sandbox.google import errors
from sandbox.google.errors import ApiError
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import (
    AT_ONCE,
    CREATE_SPACE,
    PATCH_EVENT,
    READ_EVENT,
    READ_ROLE,
    READ_SPACE,
)
from tests.support.cards import footer, paragraphs
from tests.support.consent import ALL_EVENTS
from tests.support.people import ANA, BO, TEAM
from tests.support.sidebar import told
from tests.support.stage import Stage
from tests.support.words import SAYS

SAVE_FIRST = "This event isn't saved yet. Save the event, then open it again."
both_statuses = pytest.mark.parametrize("status", [403, 404])


def person(stage: Stage, *, all_events: bool = False) -> CalendarHost:
    """Ana's Calendar; she grants whatever she is asked for."""
    host = stage.host()
    if not all_events:
        host.installation.granted -= {ALL_EVENTS}
    return host


# One's own secondary calendar


@both_statuses
def test_a_draft_on_ones_own_secondary_calendar_is_to_be_saved_first(
    stage: Stage, status: Literal[403, 404]
) -> None:
    """Calendar tells that the calendar is the user's own, so the event is only not saved yet."""
    stage.world.knobs.owned_scope_on_foreign_calendar = status
    stage.world.calendar.add_calendar(TEAM, ANA, summary="Team")
    draft = stage.world.calendar.add_draft(TEAM)
    host = person(stage)
    host.open_event(TEAM, draft)
    assert [SAVE_FIRST] == paragraphs(host.card)
    assert ["Refresh"] == footer(host.card)
    assert [READ_EVENT, READ_ROLE] == sorted(stage.called())

    stage.world.calendar.save_draft(draft)
    host.press_primary()
    assert ["Create Meet"] == footer(host.card)
    assert [] == host.consents


MEET_REFUSALS = {
    "forbidden": (errors.usual(403), SAYS.refused_by_google()),
    "invalid": (errors.usual(400), SAYS.refused_by_google()),
    "hidden": (errors.permission_denied("Space"), SAYS.meet_unavailable()),
}
"""What Meet refuses, and what the user is told when it was a new Meet that was refused."""


@both_statuses
@pytest.mark.parametrize("refusal", ["forbidden", "invalid"])
def test_a_refusal_of_meets_when_looking_brings_no_prompt(
    stage: Stage, status: Literal[403, 404], refusal: str
) -> None:
    """What Meet refuses says nothing of Calendar: it is told, and no permission is asked for."""
    stage.world.knobs.owned_scope_on_foreign_calendar = status
    stage.world.calendar.add_calendar(TEAM, ANA, summary="Team")
    event_id = stage.world.calendar.add_event(TEAM, conference=stage.world.meet.make_meet(ANA))
    error, words = MEET_REFUSALS[refusal]
    stage.google.faults.order(READ_SPACE, error=error)
    host = person(stage)
    host.open_event(TEAM, event_id)
    assert [words] == told(host)
    assert [] == host.consents


@both_statuses
@pytest.mark.parametrize("refusal", MEET_REFUSALS)
@pytest.mark.parametrize("role", ["own", "writer"])
def test_a_refusal_of_meets_when_pressing_brings_no_prompt(
    stage: Stage, status: Literal[403, 404], refusal: str, role: str
) -> None:
    """The same goes for a new Meet, on a calendar of one's own or one that somebody shares."""
    stage.world.knobs.owned_scope_on_foreign_calendar = status
    stage.world.calendar.add_calendar(TEAM, ANA if role == "own" else BO, roles={ANA: "writer"})
    event_id = stage.world.calendar.add_event(TEAM)
    host = person(stage, all_events=role == "writer")
    host.open_event(TEAM, event_id)
    error, words = MEET_REFUSALS[refusal]
    stage.google.faults.order(CREATE_SPACE, error=error)
    host.press_primary()
    assert [words] == told(host)
    assert [] == host.consents
    assert [] == stage.world.meet.spaces


@both_statuses
@pytest.mark.parametrize("reason", ["requiredAccessLevel", "forbiddenForNonOrganizer"])
def test_a_refused_write_on_ones_own_calendar_brings_no_prompt(
    stage: Stage, status: Literal[403, 404], reason: str
) -> None:
    """Where the role is known, a refusal of Calendar's is told as it is."""
    stage.world.knobs.owned_scope_on_foreign_calendar = status
    stage.world.calendar.add_calendar(TEAM, ANA, summary="Team")
    host = person(stage)
    host.open_event(TEAM, stage.world.calendar.add_event(TEAM))
    stage.google.faults.order(PATCH_EVENT, error=errors.calendar(reason))
    host.press_primary()
    assert [SAYS.ask_organizer()] == told(host)
    assert [] == host.consents


# Somebody else's calendar


@both_statuses
def test_a_calendar_that_tells_no_role_is_asked_for(
    stage: Stage, status: Literal[403, 404]
) -> None:
    """However the narrow permission is refused, event and role alike, the wide one is asked for."""
    stage.world.knobs.owned_scope_on_foreign_calendar = status
    stage.world.calendar.share_calendar(BO, ANA, "writer")
    host = person(stage)
    host.open_event(BO, stage.world.calendar.add_event(BO))
    assert [[ALL_EVENTS]] == host.consents
    assert ["Create Meet"] == footer(host.card)


def test_who_has_granted_all_is_not_prompted_for_what_stays_hidden(stage: Stage) -> None:
    """With every permission, an event that Calendar denies knowing is as one not saved yet."""
    event_id = stage.world.calendar.add_event(BO)
    host = person(stage, all_events=True)
    host.open_event(BO, event_id)
    assert [SAVE_FIRST] == paragraphs(host.card)
    assert [] == host.consents


def test_a_calendar_whose_event_is_forbidden_for_good_says_who_can_help(stage: Stage) -> None:
    """With every permission, an event and a role that Calendar refuses are out of reach."""
    stage.world.calendar.share_calendar(BO, ANA, "writer")
    event_id = stage.world.calendar.add_event(BO)
    refusal = errors.calendar("requiredAccessLevel")
    # The event is read on the user's own calendar as well.
    stage.google.faults.order(READ_EVENT, error=refusal, times=2)
    stage.google.faults.order(READ_ROLE, error=refusal)
    host = person(stage, all_events=True)
    host.open_event(BO, event_id)
    assert [SAYS.out_of_reach()] == told(host)
    assert [] == host.consents


@pytest.mark.parametrize(
    ("error", "times", "words"),
    [
        (errors.meet(503, "Busy."), 4, SAYS.read_again()),
        (
            errors.unauthenticated("calendar", READ_ROLE, expired=True),
            1,
            SAYS.reopen_addon(),
        ),
    ],
    ids=["busy", "expired token"],
)
def test_a_role_that_cannot_be_read_now_is_no_reason_to_ask(
    stage: Stage, error: ApiError, times: int, words: str
) -> None:
    """When Calendar is busy with the role, that is told, and no permission is asked for."""
    stage.world.calendar.add_calendar(TEAM, ANA, summary="Team")
    event_id = stage.world.calendar.add_event(TEAM)
    stage.google.faults.order(READ_ROLE, error=error, headers=AT_ONCE, times=times)
    host = person(stage)
    host.open_event(TEAM, event_id)
    assert [words] == told(host)
    assert [] == host.consents
    host.press_primary()
    assert ["Create Meet"] == footer(host.card)


def test_a_calendar_api_that_is_switched_off_is_no_reason_to_ask(stage: Stage) -> None:
    """Where neither event nor role can be read for that reason, it is told to whom it concerns."""
    stage.world.calendar.add_calendar(TEAM, ANA, summary="Team")
    event_id = stage.world.calendar.add_event(TEAM)
    stage.world.disabled_apis.add(("addon", "calendar"))
    host = person(stage)
    host.open_event(TEAM, event_id)
    assert [SAYS.ask_administrator("Google Calendar API")] == told(host)
    assert [] == host.consents
    assert [READ_EVENT, READ_ROLE] == sorted(stage.called())
    stage.world.disabled_apis.clear()
    host.press_primary()
    assert ["Create Meet"] == footer(host.card)
