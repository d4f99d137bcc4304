"""Accounts and calendars that allow less, and people whom Google knows by another address."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

import pytest

from addon.permissions.scopes import MEET_CREATE, OPEN_EVENT
from cards.actions import Permission
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.wire import Json
from tests.support.calls import (
    CREATE_SPACE,
    PATCH_EVENT,
    READ_EVENT,
    READ_ROLE,
    READ_SPACE,
    calls_of,
    event_path,
)
from tests.support.cards import (
    did,
    footer,
    headline,
    lines,
    meet_line,
    paragraphs,
    remarks,
    switches,
)
from tests.support.consent import declines, permission_lines
from tests.support.people import ANA, BO, TEAM
from tests.support.sidebar import agree_to_replace, ask_to_replace, opened, press_again, told
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.switches import ON, choose, has
from tests.support.words import FILES, MAIL_EXPLAINED, NO_MEET, REOPEN, SAYS

HOUR = 3600

# Calendars that Google fills

BIRTHDAY = "This is a birthday. Birthdays can't have a Meet."
FILLED = "Google fills this calendar, with holidays for example. Its events can't have a Meet."
each_public = pytest.mark.parametrize(
    ("calendar_id", "words"),
    [
        ("addressbook#contacts@group.v.calendar.google.com", BIRTHDAY),
        ("en.german#holiday@group.v.calendar.google.com", FILLED),
        ("p#weather@GROUP.V.calendar.google.com", FILLED),
    ],
    ids=["birthdays", "holidays", "in capitals"],
)


@each_public
def test_a_calendar_that_google_fills_is_told_without_a_call(
    stage: Stage, calendar_id: str, words: str
) -> None:
    """Birthdays and holidays say what they are; Google is asked nothing, nobody is prompted."""
    stage.world.calendar.add_calendar(calendar_id, "ana@example.com")
    host = stage.host()
    host.open_event(calendar_id, stage.world.calendar.add_event(calendar_id))
    assert [words] == paragraphs(host.card)
    assert [] == footer(host.card)
    assert {} == switches(host.card)
    assert [] == stage.called()
    assert [] == host.consents


@pytest.mark.parametrize("action", ["create", "update", "replace", "replace/confirm"])
@each_public
def test_no_press_does_anything_there(
    stage: Stage, calendar_id: str, words: str, action: str
) -> None:
    """Forged, no button asks Google anything either."""
    stage.world.calendar.add_calendar(calendar_id, "ana@example.com")
    host = stage.host()
    host.open_event(calendar_id, stage.world.calendar.add_event(calendar_id))
    host.click({"function": f"{stage.function.url}/calendar/event/{action}"})
    assert [words] == paragraphs(host.card)
    assert [] == stage.called()
    assert [] == stage.world.meet.spaces


# An account without Meet


def test_an_account_without_meet_is_told(stage: Stage) -> None:
    """Where Meet is not available nothing is made or written, and the card says who can help."""
    event_id = stage.world.calendar.add_event(ANA)
    host = opened(stage, event_id)
    stage.ana.meet = False
    host.press_primary()
    assert [SAYS.meet_unavailable()] == told(host)
    assert [READ_EVENT, CREATE_SPACE] == stage.called()
    assert link(stage, ANA, event_id) is None
    assert [] == stage.world.meet.spaces

    press_again(host)
    assert [SAYS.meet_unavailable()] == told(host)
    assert [READ_EVENT, CREATE_SPACE] == stage.called()

    stage.ana.meet = True
    press_again(host)
    assert SAYS.created() == did(host.card)
    assert stage.world.meet.spaces[0].uri == link(stage, ANA, event_id)


# A calendar that takes no Meet links


def refusing(stage: Stage, calendar_id: str = ANA) -> None:
    """Have a calendar take no Meet links."""
    stage.world.calendar.calendars[calendar_id].allowed_conference_types = []


def test_a_calendar_that_takes_no_links_is_told_and_remembered(stage: Stage) -> None:
    """The first press finds out and makes a space in vain; the next ones make none."""
    refusing(stage)
    first, second = stage.world.calendar.add_event(ANA), stage.world.calendar.add_event(ANA)
    host = opened(stage, first)
    host.press_primary()
    assert [SAYS.links_not_allowed()] == told(host)
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()
    [space] = stage.world.meet.spaces

    other = opened(stage, second)
    other.press_primary()
    assert [SAYS.links_not_allowed()] == told(other)
    assert [READ_EVENT] == stage.called()

    press_again(host)
    assert [SAYS.links_not_allowed()] == told(host)
    assert [READ_EVENT] == stage.called()
    assert [space] == stage.world.meet.spaces
    assert (None, None) == (link(stage, ANA, first), link(stage, ANA, second))


def refusals(stage: Stage) -> list[tuple[str, float]]:
    """Owner and end of what is stored without any content, as what was minted never is."""
    with closing(sqlite3.connect(stage.store)) as database:
        rows = database.execute("SELECT owner, expires FROM documents WHERE data = '{}'")
        return [(str(owner), float(expires)) for owner, expires in rows]


def test_it_is_remembered_for_an_hour_and_names_nobody(stage: Stage) -> None:
    """One document, which holds neither address nor calendar, and ends by itself."""
    refusing(stage)
    opened(stage, stage.world.calendar.add_event(ANA)).press_primary()
    [(owner, expires)] = refusals(stage)
    assert f"user:{stage.ana.sub}" == owner
    assert HOUR - 60 < expires - time.time() <= HOUR
    assert ANA.encode() not in stage.store.read_bytes()


def forget(stage: Stage) -> None:
    """Let the hour pass."""
    with closing(sqlite3.connect(stage.store)) as database, database:
        database.execute("UPDATE documents SET expires = 1 WHERE data = '{}'")


def test_after_the_hour_the_first_space_is_used(stage: Stage) -> None:
    """Once links are allowed the press succeeds, with the space that was made in vain."""
    refusing(stage)
    event_id = stage.world.calendar.add_event(ANA)
    host = opened(stage, event_id)
    host.press_primary()
    [space] = stage.world.meet.spaces
    stage.world.calendar.calendars[ANA].allowed_conference_types = ["hangoutsMeet"]
    forget(stage)
    stage.called()
    press_again(host)
    assert [READ_EVENT, READ_SPACE, PATCH_EVENT] == stage.called()
    assert SAYS.created() == did(host.card)
    assert space.uri == link(stage, ANA, event_id)
    assert [space] == stage.world.meet.spaces


def test_another_calendar_and_another_person_are_not_concerned(stage: Stage) -> None:
    """What one calendar refuses is remembered of that one alone."""
    refusing(stage)
    stage.world.calendar.add_calendar(TEAM, ANA, summary="Team")
    opened(stage, stage.world.calendar.add_event(ANA)).press_primary()
    event_id = stage.world.calendar.add_event(TEAM)
    host = opened(stage, event_id, TEAM)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert (
        stage.world.meet.spaces[-1].uri
        == stage.world.calendar.event(TEAM, event_id, ANA)["hangoutLink"]
    )

    bos = stage.world.calendar.add_event(BO)
    host = stage.host(stage.bo)
    host.open_event(BO, bos)
    host.press_primary()
    assert stage.world.meet.spaces[-1].uri == link(stage, BO, bos)


def test_a_replacement_that_the_calendar_refuses_leaves_what_was_there(stage: Stage) -> None:
    """The other vendor's conference stays, and the next replacement makes no space."""
    sooma = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    refusing(stage)
    event_ids = [stage.world.calendar.add_event(ANA, conference=sooma) for _ in range(2)]
    for event_id in event_ids:
        host = opened(stage, event_id)
        ask_to_replace(host)
        agree_to_replace(host)
        assert [SAYS.links_not_allowed()] == told(host)
        assert sooma == stage.world.calendar.event(ANA, event_id, ANA)["conferenceData"]
    assert 1 == len(stage.world.meet.spaces)


# The user's address is an alias


def as_alias(stage: Stage) -> None:
    """Google tells Ana by an address that no calendar has."""
    stage.world.knobs.user_mail = "alias"


def opened_by_alias(stage: Stage, event_id: str, calendar_id: str = ANA) -> CalendarHost:
    """Ana's Calendar, with an event open."""
    as_alias(stage)
    host = stage.host()
    host.open_event(calendar_id, event_id)
    return host


def test_ones_own_event_is_ones_own_under_an_alias(stage: Stage) -> None:
    """The card warns of no other host, the Meet is made; the reads are in one round."""
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO])
    host = opened_by_alias(stage, event_id)
    assert [NO_MEET, FILES, MAIL_EXPLAINED] == paragraphs(host.card)
    assert ["Create Meet"] == footer(host.card)
    assert [READ_EVENT, READ_EVENT, READ_ROLE] == sorted(stage.called())
    choose(host, ON)
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert (ANA, ON) == (space.owner, has(space))
    [patch] = calls_of(stage, PATCH_EVENT)
    assert event_path(ANA, event_id) == patch.path
    assert [REOPEN] == remarks(host.card)
    assert [] == host.consents


def test_ones_own_event_elsewhere_is_known_under_an_alias(stage: Stage) -> None:
    """On a colleague's calendar, too, the user's own event is told as such."""
    stage.world.calendar.share_calendar(BO, ANA, "writer")
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO])
    host = opened_by_alias(stage, event_id, BO)
    assert [SAYS.own_event_elsewhere()] == paragraphs(host.card)
    assert [] == footer(host.card)


def test_an_alias_is_not_told_as_another_who_hosts(stage: Stage) -> None:
    """A Meet on one's own event that one does not host is not said to be one's own."""
    event_id = stage.world.calendar.add_event(ANA, conference=stage.world.meet.make_meet(stage.bo))
    host = opened_by_alias(stage, event_id)
    assert [SAYS.hosted_by_other("")] == paragraphs(host.card)


def test_somebody_elses_event_stays_somebody_elses_under_an_alias(stage: Stage) -> None:
    """An alias makes nobody the organizer of what others organize."""
    event_id = stage.world.calendar.add_event(BO, attendees=[ANA], guests_can_modify=True)
    host = opened_by_alias(stage, event_id)
    assert [f"<b>{SAYS.you_will_host(BO)}</b>", NO_MEET, MAIL_EXPLAINED] == paragraphs(host.card)


def test_a_draft_under_an_alias_is_to_be_saved(stage: Stage) -> None:
    """An unsaved event on the user's own calendar asks for no further permission."""
    as_alias(stage)
    host = stage.host()
    host.installation.granted -= {"https://www.googleapis.com/auth/calendar.events"}
    host.open_event(ANA, stage.world.calendar.add_draft(ANA))
    assert [SAYS.not_saved()] == paragraphs(host.card)
    assert [] == host.consents


def test_defaults_are_kept_under_the_account_not_the_address(stage: Stage) -> None:
    """What was saved under one address is there under the other."""
    home = stage.host()
    home.open_home()
    choose(home, ON)
    home.press_primary()
    event_id = stage.world.calendar.add_event(ANA)
    host = opened_by_alias(stage, event_id)
    host.press_primary()
    assert [ON] == [has(space) for space in stage.world.meet.spaces]
    assert [meet_line(stage.world.meet.spaces[0].uri)] == lines(host.card)


# A host that does not say what is granted


SCOPES = "https://www.googleapis.com/auth/"
CREATED = f"{SCOPES}meetings.space.created"
OWNED = f"{SCOPES}calendar.events.owned"
SETTINGS = f"{SCOPES}meetings.space.settings"
ALL = f"{SCOPES}calendar.events"
each_scope = pytest.mark.parametrize(
    "scope", [CREATED, SETTINGS, OWNED], ids=["making", "settings", "events"]
)


def untold(stage: Stage, lacking: str, *, grants: bool) -> CalendarHost:
    """A host that tells no scopes, for somebody who lacks one."""
    stage.world.knobs.scopes_told = False
    host = stage.host(consent=None if grants else declines)
    host.installation.granted -= {lacking, ALL} if lacking == OWNED else {lacking}
    return host


def test_nothing_is_prompted_for_where_all_is_granted(stage: Stage) -> None:
    """What is not told is presumed: who has granted all is never asked."""
    stage.world.knobs.scopes_told = False
    event_id = stage.world.calendar.add_event(ANA)
    host = stage.host()
    host.open_event(ANA, event_id)
    host.press_primary()
    assert stage.world.meet.spaces[0].uri == link(stage, ANA, event_id)
    assert [] == host.consents


@each_scope
def test_what_google_misses_is_asked_for_and_granted(stage: Stage, scope: str) -> None:
    """One prompt, and then the press does what it is for: one Meet on the event."""
    event_id = stage.world.calendar.add_event(ANA, conference=None)
    host = untold(stage, scope, grants=True)
    host.open_event(ANA, event_id)
    host.press_primary()
    assert 1 == len(host.consents)
    assert scope in host.consents[0]
    assert SAYS.created() == did(host.card)
    [space] = stage.world.meet.spaces
    assert space.uri == link(stage, ANA, event_id)
    assert [meet_line(space.uri)] == lines(host.card)


@each_scope
def test_what_is_declined_is_never_asked_for_in_a_circle(stage: Stage, scope: str) -> None:
    """One prompt for the press and one for each of the button's; a card says what is missing."""
    event_id = stage.world.calendar.add_event(ANA)
    host = untold(stage, scope, grants=False)
    host.open_event(ANA, event_id)
    for presses in range(1, 4):
        if host.card["name"] == "event":
            # What was granted is not told, so after a prompt the event is there to press again.
            host.press_primary()
        assert presses == len(host.consents)
        assert "permission" == host.card["name"]
        said = SAYS.permission_needed(Permission(scope.removeprefix(SCOPES)))
        listed = remarks(host.card)[1].split("<br>")
        assert said in [line.removeprefix("• ") for line in listed]
        host.press_primary()
    assert [] == stage.world.meet.spaces
    assert link(stage, ANA, event_id) is None


def test_who_grants_after_a_decline_gets_on(stage: Stage) -> None:
    """The card's button prompts again; once granted, the event is there to press."""
    event_id = stage.world.calendar.add_event(ANA)
    stage.world.knobs.scopes_told = False
    answers = iter([[], [CREATED]])
    host = stage.host(consent=lambda _: next(answers))
    host.installation.granted -= {CREATED}
    host.open_event(ANA, event_id)
    host.press_primary()
    assert "permission" == host.card["name"]
    host.press_primary()
    assert 2 == len(host.consents)
    assert ["Create Meet"] == footer(host.card)
    host.press_primary()
    assert stage.world.meet.spaces[0].uri == link(stage, ANA, event_id)


def test_a_grant_that_google_does_not_accept_is_told(stage: Stage) -> None:
    """If Google misses the scope after the prompt as well, that is told, and no prompt follows."""
    event_id = stage.world.calendar.add_event(ANA)
    stage.world.knobs.scopes_told = False
    host = stage.host()

    def weaken(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        granted = host.installation.granted - {CREATED}
        token = stage.world.people.issue_token(stage.ana, granted)
        event["authorizationEventObject"]["userOAuthToken"] = token
        return event, headers

    host.installation.tamper = weaken
    host.open_event(ANA, event_id)
    host.press_primary()
    assert 1 == len(host.consents)
    assert ("permission", SAYS.permission_title()) == (host.card["name"], headline(host.card))
    assert [
        SAYS.permission_explanation(),
        "<br>".join(permission_lines(*OPEN_EVENT, MEET_CREATE)),
    ] == remarks(host.card)
    assert [READ_EVENT, *[READ_EVENT, CREATE_SPACE] * 2] == stage.called()
    assert [] == stage.world.meet.spaces
    assert [] == stage.world.meet.spaces
