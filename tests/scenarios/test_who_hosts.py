"""Whose event and whose Meet it is: what the card says before anybody presses."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sandbox.google import errors
from sandbox.hosts.wire import Json
from tests.support.calls import PATCH_EVENT, READ_EVENT, READ_SPACE, calls_of, event_path
from tests.support.cards import buttons, did, footer, headline, paragraphs, remarks
from tests.support.people import ANA, BO, TEAM
from tests.support.sidebar import agree_to_replace, ask_to_replace, viewed
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.words import ASKS, FILES, MAIL_EXPLAINED, NO_MEET, REOPEN, SAYS

ELSEWHERE = "This is your event, seen on another calendar. Open it on your own to change it."
YOU_HOST = (
    "<b>You will host this meeting, not bo@example.com, and its files go to your Google Drive.</b>"
)
BOS_EVENT = "Only bo@example.com, the organizer, can change this event."
NOTHING_SHOWN = "Meet shows nothing about this link: somebody else hosts it, or it has expired."
MOST_LIKELY = (
    "Somebody else hosts this Meet, most likely bo@example.com, and only they can change what it "
    "records."
)
CODE_LIFETIME = timedelta(days=365)


# Who will host


def test_ones_own_event_on_another_calendar_is_ones_own(stage: Stage) -> None:
    """A guest's copy of the user's own event says so, and where it can be changed."""
    stage.world.calendar.share_calendar(BO, ANA, "writer")
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO])
    host = viewed(stage, event_id, BO)
    assert [ELSEWHERE] == paragraphs(host.card)
    assert [] == footer(host.card)

    host.open_event(ANA, event_id)
    assert [NO_MEET, FILES, MAIL_EXPLAINED] == paragraphs(host.card)
    assert ["Create Meet"] == footer(host.card)


def test_ones_own_event_that_guests_may_change_warns_of_nothing(stage: Stage) -> None:
    """Who organizes the event hosts its Meet, on whichever calendar it is opened."""
    stage.world.calendar.share_calendar(BO, ANA, "writer")
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO], guests_can_modify=True)
    host = viewed(stage, event_id, BO)
    assert [NO_MEET, FILES, MAIL_EXPLAINED] == paragraphs(host.card)
    assert ["Create Meet"] == footer(host.card)


def test_an_event_of_a_third_persons_is_not_ones_own(stage: Stage) -> None:
    """On a shared calendar, a guest's copy names the organizer who alone can change it."""
    cy = stage.world.add_user("cy@example.com")
    stage.world.calendar.share_calendar(cy.email, ANA, "writer")
    host = viewed(stage, stage.world.calendar.add_event(BO, attendees=[cy.email]), cy.email)
    assert [BOS_EVENT, SAYS.change_it_there(BO)] == paragraphs(host.card)
    assert [] == footer(host.card)


def test_who_changes_somebody_elses_event_is_told_to_become_the_host(stage: Stage) -> None:
    """On the user's own calendar, too, an event of another's gets a Meet that the user hosts."""
    event_id = stage.world.calendar.add_event(BO, attendees=[ANA], guests_can_modify=True)
    host = viewed(stage, event_id)
    assert [YOU_HOST, NO_MEET, MAIL_EXPLAINED] == paragraphs(host.card)
    host.press_primary()
    assert [SAYS.you_host(BO), REOPEN] == remarks(host.card)
    [space] = stage.world.meet.spaces
    assert ANA == space.owner
    assert space.uri == link(stage, BO, event_id)


def test_the_question_whether_to_replace_says_it_too(stage: Stage) -> None:
    """Replacing the organizer's Meet makes the user the host: the question says so."""
    space = stage.world.meet.make_meet(BO)
    event_id = stage.world.calendar.add_event(
        BO, attendees=[ANA], guests_can_modify=True, conference=space
    )
    host = viewed(stage, event_id)
    assert [MOST_LIKELY] == paragraphs(host.card)
    ask_to_replace(host)
    assert "Replace bo@example.com's Meet?" == headline(host.card)
    assert [
        (
            "You become the host instead of bo@example.com, and files go to your Google Drive. "
            "What was switched on in the old Meet does not carry over. Guests who kept its link "
            "will not find you there."
        ),
        MAIL_EXPLAINED,
    ] == remarks(host.card)


def test_on_ones_own_secondary_calendar_nothing_is_said(stage: Stage) -> None:
    """A secondary calendar organizes its events itself; that is no person who would host."""
    stage.world.calendar.add_calendar(TEAM, ANA, summary="Team")
    event_id = stage.world.calendar.add_event(TEAM)
    host = viewed(stage, event_id, TEAM)
    assert [NO_MEET, FILES] == paragraphs(host.card)
    host.press_primary()
    [patch] = calls_of(stage, PATCH_EVENT)
    assert event_path(TEAM, event_id) == patch.path
    assert [ANA] == [space.owner for space in stage.world.meet.spaces]


# Links that Meet shows nothing of


def lookup_link(stage: Stage) -> Json:
    """A Meet by its nickname."""
    conference = stage.world.calendar.calendar_conference(stage.world.meet.make_meet(ANA))
    [video, *_] = conference["entryPoints"]
    nickname = {**video, "uri": "https://meet.google.com/lookup/planning"}
    return {**conference, "entryPoints": [nickname], "conferenceId": "planning"}


def test_a_nickname_of_the_organizers_is_most_likely_the_organizers(stage: Stage) -> None:
    """A link without a code on somebody else's event is told as the organizer's, unread."""
    event_id = stage.world.calendar.add_event(
        BO, attendees=[ANA], guests_can_modify=True, conference=lookup_link(stage)
    )
    host = viewed(stage, event_id)
    assert [MOST_LIKELY] == paragraphs(host.card)
    assert [READ_EVENT] == stage.called()


@pytest.mark.parametrize("kind", ["nickname", "hidden", "expired"])
def test_a_link_that_meet_shows_nothing_of_is_told_as_such(stage: Stage, kind: str) -> None:
    """On one's own event neither `somebody else` nor `expired` is claimed for sure."""
    space = stage.world.meet.make_meet(ANA)
    conference = lookup_link(stage) if kind == "nickname" else space
    event_id = stage.world.calendar.add_event(ANA, conference=conference)
    if kind == "hidden":
        refusal = errors.permission_denied("Space")
        stage.google.faults.order(READ_SPACE, error=refusal)
    if kind == "expired":
        stage.world.clock.advance(CODE_LIFETIME)
    host = viewed(stage, event_id)
    assert [NOTHING_SHOWN] == paragraphs(host.card)
    assert ([], ["Join", ASKS]) == (footer(host.card), buttons(host.card))


def test_an_expired_code_is_replaced_by_a_new_meet(stage: Stage) -> None:
    """A host whose old Meet is gone gets a new one in its place, after being asked."""
    event_id = stage.world.calendar.add_event(ANA, conference=stage.world.meet.make_meet(ANA))
    stage.world.clock.advance(CODE_LIFETIME)
    host = viewed(stage, event_id)
    ask_to_replace(host)
    agree_to_replace(host)
    assert "Your new Meet is ready" == did(host.card)
    assert stage.world.meet.spaces[-1].uri == link(stage, ANA, event_id)
