"""Calendars of others, and the one permission that is asked for only there."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import pytest

from sandbox.google import errors
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import (
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    READ_ROLE,
    calls_of,
    event_path,
)
from tests.support.cards import (
    buttons,
    footer,
    headline,
    lines,
    offers,
    paragraphs,
    remarks,
)
from tests.support.consent import ALL_EVENTS, LOCALE, OWNED
from tests.support.people import ANA, BO, TEAM
from tests.support.sidebar import agree_to_replace, ask_to_replace, told
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.switches import ON, choose, has
from tests.support.words import ASKS, MAIL_EXPLAINED, NO_MEET, NOTIFY, REOPEN, SAYS

YOU_HOST = (
    "<b>You will host this meeting, not bo@example.com, and its files go to your Google Drive.</b>"
)
SHARED_ONES = "See and change events on calendars shared with you, like this one."
READ_ONLY = "You can see this calendar but not change its events."
SAVE_FIRST = "This event isn't saved yet. Save the event, then open it again."
both_statuses = pytest.mark.parametrize("status", [403, 404])


def person(stage: Stage, *, grants: bool = True, missing: Collection[str] = ()) -> CalendarHost:
    """Ana's Calendar without some scopes; asked for more she grants all of them or none."""
    host = stage.host(consent=lambda asked: asked if grants else [])
    host.installation.granted -= set(missing)
    return host


def share(stage: Stage, role: str) -> None:
    """Bo, the boss, shares the primary calendar with Ana."""
    stage.world.calendar.share_calendar(BO, ANA, role)


# An assistant


@pytest.mark.parametrize("role", ["writer", "owner"])
def test_an_assistant_gives_the_bosss_event_a_meet(stage: Stage, role: str) -> None:
    """The card warns that the assistant will be the host, and the Meet is made and attached."""
    share(stage, role)
    event = stage.world.calendar.add_event(BO, attendees=["cy@example.com"])
    host = person(stage)
    host.open_event(BO, event)
    assert [READ_EVENT, READ_EVENT, READ_ROLE] == sorted(stage.called())
    host.set_input("host", "me")
    assert ["Create Meet"] == footer(host.card)
    assert [YOU_HOST, NO_MEET, MAIL_EXPLAINED] == paragraphs(host.card)
    assert [READ_EVENT, READ_EVENT, READ_ROLE] == sorted(stage.called())
    choose(host, ON)
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert (ANA, ON) == (space.owner, has(space))
    [patch] = calls_of(stage, PATCH_EVENT)
    assert event_path(BO, event) == patch.path
    assert space.uri == link(stage, BO, event)
    assert [SAYS.you_host(BO), SAYS.organizer_is_cohost(BO), REOPEN] == remarks(host.card)


def test_the_role_is_asked_for_without_reading_any_event(stage: Stage) -> None:
    """The caller's role is read with a field mask that leaves everybody's events out."""
    share(stage, "writer")
    person(stage).open_event(BO, stage.world.calendar.add_event(BO))
    [role] = calls_of(stage, READ_ROLE)
    assert {"alt": "json", "fields": "accessRole", "maxResults": "1"} == role.query


def test_the_bosss_meet_is_the_bosss(stage: Stage) -> None:
    """A Meet that the boss hosts is named as the boss's; the assistant may only replace it."""
    share(stage, "writer")
    space = stage.world.meet.make_meet(stage.bo)
    event = stage.world.calendar.add_event(BO, conference=space)
    host = person(stage)
    host.open_event(BO, event)
    assert [SAYS.hosted_by_other(BO)] == paragraphs(host.card)
    assert ([], ["Join", ASKS]) == (footer(host.card), buttons(host.card))
    ask_to_replace(host)
    assert f"Replace {BO}'s Meet?" == headline(host.card)
    assert [SAYS.replace_meet(BO)] == remarks(host.card)
    agree_to_replace(host)
    assert [SAYS.you_host(BO), REOPEN] == remarks(host.card)
    assert stage.world.meet.spaces[1].uri == link(stage, BO, event)
    assert ANA == stage.world.meet.spaces[1].owner


def test_an_assistant_updates_a_meet_of_their_own(stage: Stage) -> None:
    """A Meet on the boss's event that the assistant hosts is theirs to set."""
    share(stage, "writer")
    space = stage.world.meet.make_meet(stage.ana)
    event = stage.world.calendar.add_event(BO, conference=space)
    host = person(stage)
    host.open_event(BO, event)
    stage.called()
    choose(host, ON)
    host.press_primary()
    assert ON == has(space)
    assert [READ_EVENT, READ_EVENT, READ_ROLE, PATCH_SPACE] == sorted(stage.called())


def test_an_assistant_without_private_access_sees_nothing_of_a_private_event(
    stage: Stage,
) -> None:
    """A private event shows neither title nor link, and nothing can be pressed."""
    share(stage, "writerWithoutPrivateAccess")
    space = stage.world.meet.make_meet(stage.bo)
    event = stage.world.calendar.add_event(
        BO, summary="Secret plan", visibility="private", conference=space
    )
    host = person(stage)
    host.open_event(BO, event)
    assert [] == footer(host.card)
    assert "(No title)" == headline(host.card)
    assert [] == lines(host.card)
    assert space.uri not in host.text()


# Readers


@pytest.mark.parametrize("role", ["reader", "freeBusyReader"])
def test_a_reader_presses_nothing(stage: Stage, role: str) -> None:
    """On a calendar to be read only, a forged press makes no space and writes nothing."""
    share(stage, role)
    event = stage.world.calendar.add_event(BO, summary="Review")
    host = person(stage)
    host.open_event(BO, event)
    assert ([READ_ONLY], []) == (paragraphs(host.card), footer(host.card))
    assert ("Review" if role == "reader" else "(No title)") == headline(host.card)
    stage.called()
    host.click({"function": f"{stage.function.url}/calendar/event/create"})
    assert [READ_EVENT, READ_EVENT, READ_ROLE] == sorted(stage.called())
    assert [READ_ONLY] == paragraphs(host.card)


def test_a_role_that_calendar_does_not_tell_is_found_out_by_pressing(stage: Stage) -> None:
    """If the role cannot be read, the card is a writer's, and Calendar's refusal is told."""
    share(stage, "reader")
    event = stage.world.calendar.add_event(BO)
    refusal = errors.calendar("forbidden")
    stage.google.faults.order(READ_ROLE, error=refusal, times=2)
    host = person(stage)
    host.open_event(BO, event)
    assert ["Create Meet"] == footer(host.card)
    host.press_primary()
    assert ["Calendar does not let you change this event. Its organizer can."] == told(host)
    assert link(stage, BO, event) is None
    assert [] == host.consents


# A secondary calendar


def test_ones_own_secondary_calendar_needs_no_further_permission(stage: Stage) -> None:
    """On a calendar that the user owns, `calendar.events.owned` is enough for everything."""
    stage.world.calendar.add_calendar(TEAM, ANA, summary="Team")
    event = stage.world.calendar.add_event(TEAM)
    host = person(stage, missing=[ALL_EVENTS])
    host.open_event(TEAM, event)
    assert ["Create Meet"] == footer(host.card)
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert space.uri == stage.world.calendar.event(TEAM, event, ANA)["hangoutLink"]
    assert [] == host.consents


def test_a_shared_secondary_calendar_is_written_like_the_bosss(stage: Stage) -> None:
    """A writer on a team's calendar creates a Meet there and hosts it."""
    stage.world.calendar.add_calendar(TEAM, BO, summary="Team", roles={ANA: "writer"})
    event = stage.world.calendar.add_event(TEAM)
    host = person(stage)
    host.open_event(TEAM, event)
    assert ["Create Meet"] == footer(host.card)
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert (
        ANA,
        space.uri,
    ) == (space.owner, stage.world.calendar.event(TEAM, event, ANA)["hangoutLink"])


@pytest.mark.parametrize("owner", [ANA, BO])
def test_a_calendar_hosts_no_meet(stage: Stage, owner: str) -> None:
    """A secondary calendar organizes its events, but it is not told as a Meet's host."""
    stage.world.calendar.add_calendar(TEAM, owner, summary="Team", roles={ANA: "writer"})
    space = stage.world.meet.make_meet("cy@example.com")
    host = person(stage)
    host.open_event(TEAM, stage.world.calendar.add_event(TEAM, conference=space))
    assert [SAYS.hosted_by_other("")] == paragraphs(host.card)
    assert ([], ["Join", ASKS]) == (footer(host.card), buttons(host.card))


# The permission


def test_ones_own_events_never_ask_for_all_calendars(stage: Stage) -> None:
    """On the user's own calendar everything works without `calendar.events`."""
    event = stage.world.calendar.add_event(ANA)
    host = person(stage, missing=[ALL_EVENTS])
    host.open_event(ANA, event)
    host.press_primary()
    assert stage.world.meet.spaces[0].uri == link(stage, ANA, event)
    assert [] == host.consents


@both_statuses
def test_all_calendars_are_asked_for_on_somebody_elses(
    stage: Stage, status: Literal[403, 404]
) -> None:
    """However Calendar refuses the narrow scope, only `calendar.events` is asked for, once."""
    stage.world.knobs.owned_scope_on_foreign_calendar = status
    share(stage, "writer")
    event = stage.world.calendar.add_event(BO)
    host = person(stage, missing=[ALL_EVENTS])
    host.open_event(BO, event)
    assert [[ALL_EVENTS]] == host.consents
    assert ["Create Meet"] == footer(host.card)
    host.press_primary()
    assert stage.world.meet.spaces[0].uri == link(stage, BO, event)
    assert [[ALL_EVENTS]] == host.consents


@both_statuses
def test_a_reader_is_asked_as_well(stage: Stage, status: Literal[403, 404]) -> None:
    """Reading somebody else's calendar needs the permission too."""
    stage.world.knobs.owned_scope_on_foreign_calendar = status
    share(stage, "reader")
    host = person(stage, missing=[ALL_EVENTS])
    host.open_event(BO, stage.world.calendar.add_event(BO))
    assert [[ALL_EVENTS]] == host.consents
    assert [READ_ONLY] == paragraphs(host.card)


@both_statuses
def test_who_declines_gets_a_card_and_no_second_prompt(
    stage: Stage, status: Literal[403, 404]
) -> None:
    """A declined permission is explained on a card, also when the event is opened again."""
    stage.world.knobs.owned_scope_on_foreign_calendar = status
    share(stage, "writer")
    event = stage.world.calendar.add_event(BO)
    host = person(stage, grants=False, missing=[ALL_EVENTS])
    host.open_event(BO, event)
    assert [[ALL_EVENTS]] == host.consents
    assert "permission" == host.card["name"]
    assert [SAYS.permission_explanation(), SHARED_ONES] == paragraphs(host.card)
    assert ["Give permission"] == footer(host.card)
    host.open_event(BO, event)
    assert "permission" == host.card["name"]
    assert [[ALL_EVENTS]] == host.consents
    assert CREATE_SPACE not in stage.called()


@both_statuses
def test_who_declined_may_be_asked_again_by_pressing(
    stage: Stage, status: Literal[403, 404]
) -> None:
    """Each press of `Give permission` asks once more; once granted the event is shown."""
    stage.world.knobs.owned_scope_on_foreign_calendar = status
    share(stage, "writer")
    answers = iter([[], [], [ALL_EVENTS]])
    host = stage.host(consent=lambda _: next(answers))
    host.installation.granted -= {ALL_EVENTS}
    host.open_event(BO, stage.world.calendar.add_event(BO))
    host.press_primary()
    assert "permission" == host.card["name"]
    assert [[ALL_EVENTS]] * 2 == host.consents
    host.press_primary()
    assert [[ALL_EVENTS]] * 3 == host.consents
    assert ["Create Meet"] == footer(host.card)
    assert ["event"] == [shown.card["name"] for shown in host.stack.cards]


@both_statuses
def test_a_permission_taken_back_between_looking_and_pressing(
    stage: Stage, status: Literal[403, 404]
) -> None:
    """A press without the permission asks for it and then does what was pressed for."""
    stage.world.knobs.owned_scope_on_foreign_calendar = status
    share(stage, "writer")
    event = stage.world.calendar.add_event(BO)
    host = person(stage)
    host.open_event(BO, event)
    host.set_input("host", "me")
    host.installation.granted -= {ALL_EVENTS}
    choose(host, ON)
    host.press_primary()
    assert [[ALL_EVENTS]] == host.consents
    [space] = stage.world.meet.spaces
    assert (space.uri, ON) == (link(stage, BO, event), has(space))


@pytest.mark.parametrize("calendar_id", [ANA, BO])
def test_the_wide_permission_covers_the_narrow_one(stage: Stage, calendar_id: str) -> None:
    """Who granted `calendar.events` but not `calendar.events.owned` is asked for nothing."""
    share(stage, "writer")
    event = stage.world.calendar.add_event(calendar_id)
    host = person(stage, missing=[OWNED])
    host.open_event(calendar_id, event)
    host.press_primary()
    assert stage.world.meet.spaces[0].uri == link(stage, calendar_id, event)
    assert [] == host.consents


def test_locale_is_asked_for_along_the_way(stage: Stage) -> None:
    """A prompt that has to be shown anyway asks for language and time zone, if declined before."""
    share(stage, "writer")
    host = person(stage, missing=[ALL_EVENTS, LOCALE])
    host.open_event(BO, stage.world.calendar.add_event(BO))
    assert [[ALL_EVENTS, LOCALE]] == host.consents


@both_statuses
def test_a_draft_on_somebody_elses_calendar_is_saved_first(
    stage: Stage, status: Literal[403, 404]
) -> None:
    """Only with the permission can it be told that the event is not saved yet."""
    stage.world.knobs.owned_scope_on_foreign_calendar = status
    share(stage, "writer")
    draft = stage.world.calendar.add_draft(BO)
    host = person(stage, missing=[ALL_EVENTS])
    host.open_event(BO, draft)
    assert [[ALL_EVENTS]] == host.consents
    assert ([SAVE_FIRST], ["Refresh"]) == (paragraphs(host.card), footer(host.card))
    stage.world.calendar.save_draft(draft)
    host.press_primary()
    assert ["Create Meet"] == footer(host.card)


@both_statuses
def test_who_grants_on_a_draft_after_all_is_told_to_save_it(
    stage: Stage, status: Literal[403, 404]
) -> None:
    """Without the permission an unsaved event looks like a hidden one: first that is asked for."""
    stage.world.knobs.owned_scope_on_foreign_calendar = status
    share(stage, "writer")
    answers = iter([[], [ALL_EVENTS]])
    host = stage.host(consent=lambda _: next(answers))
    host.installation.granted -= {ALL_EVENTS}
    host.open_event(BO, stage.world.calendar.add_draft(BO))
    assert "permission" == host.card["name"]
    assert [SAYS.permission_explanation(), SHARED_ONES] == paragraphs(host.card)
    host.press_primary()
    assert [SAVE_FIRST] == paragraphs(host.card)


def test_a_draft_on_ones_own_calendar_asks_for_nothing(stage: Stage) -> None:
    """An unsaved event on the user's own calendar is no reason for the wider permission."""
    host = person(stage, missing=[ALL_EVENTS])
    host.open_event(ANA, stage.world.calendar.add_draft(ANA))
    assert [SAVE_FIRST] == paragraphs(host.card)
    assert [] == host.consents


def test_ones_own_copy_of_an_invitation_is_on_ones_own_calendar(stage: Stage) -> None:
    """An invitation lies on the user's calendar: nothing more is asked, and who hosts is said."""
    event = stage.world.calendar.add_event(BO, attendees=[ANA], guests_can_modify=True)
    host = person(stage, missing=[ALL_EVENTS])
    host.open_event(ANA, event)
    assert ["Create Meet"] == footer(host.card)
    assert [YOU_HOST, NO_MEET, MAIL_EXPLAINED] == paragraphs(host.card)
    assert NOTIFY == offers(host.card, "notify")
    assert [READ_EVENT] == stage.called()
    assert [] == host.consents
