"""An assistant gives somebody else's event a Meet: the organizer's, or one of their own."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from meeting.model import Notify
from sandbox.google import errors
from sandbox.hosts.calendar.player import CalendarHost
from tests.scenarios.series import DAYS, occurrence
from tests.support.calls import (
    AT_ONCE,
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    READ_SPACE,
    calls_of,
)
from tests.support.cards import (
    buttons,
    did,
    footer,
    lines,
    meet_line,
    offers,
    paragraphs,
    remarks,
    switches,
)
from tests.support.clock import WORKS, Clock
from tests.support.conferences import attachment, made_by
from tests.support.people import ANA, BO, TEAM
from tests.support.sidebar import opened, told, try_again
from tests.support.stage import Json, Stage
from tests.support.state import link
from tests.support.switches import ON, Three, choose, has, three
from tests.support.words import SAYS

WHO = [("organizer", BO, True), ("me", "Me", False)]
OTHERS: Json = {"private": {"notes.example": "17"}, "shared": {"rooms.example": "4th floor"}}


@pytest.fixture(autouse=True)
def _assistant(stage: Stage) -> None:
    """Bo, the boss, lets Ana change his calendar."""
    stage.world.calendar.share_calendar(BO, ANA, "writer")


def on_bos(stage: Stage, **fields: object) -> tuple[str, CalendarHost]:
    """An event of Bo's, open in Ana's Calendar; the calls so far are forgotten."""
    event = stage.world.calendar.add_event(BO, **fields)  # type: ignore[arg-type]  # as add_event
    host = opened(stage, event, BO)
    stage.called()
    return event, host


def today() -> date:
    """The day on which it was made."""
    return datetime.now(UTC).date()


def request_of(stage: Stage) -> Json:
    """What Calendar was asked for, but for the request's id, which is returned in its place."""
    [patch] = calls_of(stage, PATCH_EVENT)
    body = patch.body or {}
    request_id = body["conferenceData"]["createRequest"]["requestId"]
    assert {
        "conferenceData": {
            "createRequest": {
                "requestId": request_id,
                "conferenceSolutionKey": {"type": "hangoutsMeet"},
            }
        },
        **made_by(request_id, ANA),
    } == body
    assert ("1", "none") == (patch.query["conferenceDataVersion"], patch.query["sendUpdates"])
    return body


# The organizer hosts


def test_the_organizer_is_the_first_choice(stage: Stage) -> None:
    """The card says whose the files are and who sets what is recorded, and shows no switch."""
    _, host = on_bos(stage)
    assert WHO == offers(host.card, "host")
    assert [SAYS.organizer_will_host(BO)] == paragraphs(host.card)
    assert ({}, ["Create Meet"]) == (switches(host.card), footer(host.card))


def test_the_organizers_meet_is_made_by_calendar(stage: Stage) -> None:
    """One write asks for it; Bo hosts it, and the event says who asked."""
    event, host = on_bos(stage)
    host.press_primary()
    request_of(stage)
    [space] = stage.world.meet.spaces
    assert (BO, space.uri) == (space.owner, link(stage, BO, event))
    assert SAYS.requested(BO) == did(host.card)
    assert [SAYS.requested_records(BO), SAYS.reopen_event()] == remarks(host.card)
    assert CREATE_SPACE not in stage.called()


def test_the_organizer_reads_who_added_it(stage: Stage) -> None:
    """Bo hosts it, sets it as any of his own, and reads who had it made, and when."""
    event, host = on_bos(stage)
    host.press_primary()
    bo = stage.host(user=stage.bo)
    bo.open_event(BO, event)
    assert SAYS.made_for_you(ANA, today()) in paragraphs(bo.card)
    choose(bo, ON)
    bo.press_primary()
    [space] = stage.world.meet.spaces
    assert ON == has(space)


@pytest.mark.parametrize("status", ["told", "left out"])
def test_a_link_in_the_making_is_waited_for(stage: Stage, status: str) -> None:
    """Calendar may take a moment: it is asked once, and read until the link is there."""
    stage.world.knobs.create_request_pending_reads = 2
    stage.world.knobs.create_request_status = status  # type: ignore[assignment]
    event, host = on_bos(stage)
    host.press_primary()
    assert SAYS.requested(BO) == did(host.card)
    request_of(stage)
    assert 1 == len(stage.world.meet.spaces)
    assert stage.world.meet.spaces[0].uri == link(stage, BO, event)


@pytest.mark.own_stage
def test_one_that_takes_too_long_is_told_to_be_in_the_making(stage: Stage, clock: Clock) -> None:
    """The answer comes in time all the same; a refresh shows the Meet, and none is made twice."""
    stage.world.knobs.create_request_pending_reads = 500
    _, host = on_bos(stage)
    clock.spent = WORKS - 2.0
    host.press_primary()
    assert [SAYS.link_pending()] == paragraphs(host.card)
    assert (["Refresh"], None) == (footer(host.card), host.notification)


def test_what_calendar_cannot_make_is_told(stage: Stage) -> None:
    """Ana may try again, which asks anew, or host the Meet herself."""
    stage.world.knobs.create_request_fails = True
    event, host = on_bos(stage)
    host.press_primary()
    assert [SAYS.meet_not_made()] == told(host)
    stage.world.knobs.create_request_fails = False
    try_again(host)
    assert SAYS.requested(BO) == did(host.card)
    first, second = calls_of(stage, PATCH_EVENT)
    assert (first.body or {})["conferenceData"] != (second.body or {})["conferenceData"]
    assert stage.world.meet.spaces[0].uri == link(stage, BO, event)


def test_a_doubled_press_asks_once(stage: Stage) -> None:
    """Of two presses at the same moment one asks; both read that the Meet is there."""
    _, host = on_bos(stage)
    host.press_twice()
    assert 1 == len(stage.world.meet.spaces)
    assert (SAYS.requested(BO), None) == (did(host.card), host.notification)


def test_a_later_press_on_an_old_card_finds_it(stage: Stage) -> None:
    """What the event tells is one's own request is not called somebody else's change."""
    event, host = on_bos(stage, attendees=["cy@example.com"])
    late = opened(stage, event, BO)
    late.set_input("notify", "all")
    host.press_primary()
    late.press_primary()
    assert (SAYS.requested(BO), None) == (did(late.card), late.notification)
    assert SAYS.guests_emailed(Notify.EVERYBODY) not in remarks(late.card)
    assert 1 == len(stage.world.meet.spaces)


def test_what_cannot_be_looked_at_is_there_all_the_same(stage: Stage) -> None:
    """The Meet is made; that Meet itself does not answer changes nothing about that."""
    event, host = on_bos(stage)
    stage.google.faults.order(READ_SPACE, status=503, headers=AT_ONCE, times=9)
    host.press_primary()
    assert (SAYS.requested(BO), None) == (did(host.card), host.notification)
    assert meet_line(link(stage, BO, event) or "") in lines(host.card)


def test_whoever_does_not_host_is_asked_no_rules(stage: Stage) -> None:
    """Who may do what is the organizer's to say, and would be dropped without a word."""
    _, host = on_bos(stage, attendees=["cy@example.com"])
    assert [] == offers(host.card, "access")
    host.set_input("host", "me")
    assert offers(host.card, "access")


def test_the_organizer_becomes_a_co_host(stage: Stage) -> None:
    """Of the Meet that the assistant hosts for them; where Meet refuses that it is told."""
    _, host = on_bos(stage)
    host.set_input("host", "me")
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert [(BO, "COHOST")] == [(each.email, each.role) for each in space.members.values()]
    assert SAYS.organizer_is_cohost(BO) in remarks(host.card)

    _, host = on_bos(stage)
    host.set_input("host", "me")
    stage.google.faults.order("meet.spaces.members.create", status=400)
    host.press_primary()
    assert SAYS.organizer_no_cohost(BO) in remarks(host.card)


def test_the_organizer_can_be_chosen_as_co_host(stage: Stage) -> None:
    """On their own calendar they are no guest, and still the first whom an assistant wants."""
    event, host = on_bos(stage)
    host.set_input("host", "me")
    stage.google.faults.order("meet.spaces.members.create", status=400)
    host.press_primary()
    host = opened(stage, event, BO)
    host.press(SAYS.choose_cohosts())
    assert [BO] == [offer.value for offer in offers(host.card, "cohosts")]


def test_one_that_is_taken_off_at_once_is_not_told_as_nothing(stage: Stage) -> None:
    """Whoever looks at an event that has lost it again cannot know what became of it."""
    event, host = on_bos(stage)

    def take_off() -> None:
        stage.world.calendar.edit_event(BO, event, conference=None)

    stage.google.faults.order(
        READ_EVENT, when=lambda _: bool(stage.world.meet.spaces), then=take_off
    )
    host.press_primary()
    assert SAYS.outcome_unknown() in told(host)


@pytest.mark.parametrize(
    "trouble", [{"drop": "after"}, {"status": 503, "headers": AT_ONCE}], ids=str
)
def test_it_is_made_once_whatever_is_lost(stage: Stage, trouble: Json) -> None:
    """Where Calendar's answer is lost the event tells that the request is there."""
    event, host = on_bos(stage)
    stage.google.faults.order(PATCH_EVENT, **trouble)
    host.press_primary()
    assert SAYS.requested(BO) == did(host.card)
    [space] = stage.world.meet.spaces
    assert space.uri == link(stage, BO, event)


def test_a_conference_that_came_meanwhile_stays(stage: Stage) -> None:
    """Somebody else's Meet is not replaced by one that Calendar makes."""
    event, host = on_bos(stage)
    theirs = stage.world.meet.make_meet("cy@example.com")
    stage.world.calendar.edit_event(BO, event, conference=theirs)
    host.press_primary()
    assert SAYS.event_changed() == host.notification
    assert theirs.uri == link(stage, BO, event)
    assert PATCH_EVENT not in stage.called()


def test_where_calendar_makes_it_hers_the_card_says_so(stage: Stage) -> None:
    """Whose a Meet is, Meet tells: where it is the assistant's after all, she can set it."""
    stage.world.knobs.create_request_owner = "caller"
    _, host = on_bos(stage)
    host.press_primary()
    assert f"<b>{SAYS.created(nothing=True)}</b>" == paragraphs(host.card)[0]
    assert SAYS.you_host(BO) in remarks(host.card)


@pytest.mark.parametrize("choice", ["series", "event"])
def test_it_goes_to_the_series_or_one_event(stage: Stage, choice: str) -> None:
    """The choice between a series and one event of it is the same as for a Meet of one's own."""
    series = stage.world.calendar.add_event(
        BO, start="2036-12-02T09:30:00+01:00", recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"]
    )
    host = opened(stage, occurrence(series), BO)
    host.set_input("applies_to", choice)
    host.press_primary()
    assert SAYS.requested(BO) == did(host.card)
    [space] = stage.world.meet.spaces
    links = [link(stage, BO, f"{series}_{day}") for day in DAYS]
    everywhere = choice == "series"
    assert [space.uri if everywhere or n == 1 else None for n in range(3)] == links


def test_what_cannot_be_looked_at_is_not_told_to_be_every_events(stage: Stage) -> None:
    """Somebody took one event's Meet off; whether others have it is not known then."""
    calendar = stage.world.calendar
    series = calendar.add_event(
        BO, start="2036-12-02T09:30:00+01:00", recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"]
    )
    own = stage.world.meet.make_meet(BO)
    for conference in (own, None):
        calendar.edit_event(BO, occurrence(series, 2), conference=conference)
    host = opened(stage, occurrence(series), BO)
    host.set_input("applies_to", "series")
    made = len(stage.world.meet.spaces)
    stage.google.faults.order(
        READ_EVENT,
        when=lambda _: len(stage.world.meet.spaces) > made,
        status=429,
        headers=AT_ONCE,
        times=99,
    )
    host.press_primary()
    assert SAYS.requested(BO) == did(host.card)
    said = {SAYS.applied_to_series(every=every): every for every in (True, False)}
    assert [False] == [said[words] for words in remarks(host.card) if words in said]


def test_what_other_apps_keep_on_the_event_stays(stage: Stage) -> None:
    """Whether Calendar merges properties or replaces them, none of others' is lost."""
    for reading in ("merge", "replace", "merge without null"):
        stage.world.knobs.patch_objects = reading
        event, host = on_bos(stage, extendedProperties=OTHERS)
        host.press_primary()
        kept = stage.world.calendar.event(BO, event, BO)["extendedProperties"]
        assert OTHERS["shared"].items() <= kept["shared"].items()
        assert {"rooms.example", "recordsForMeet"} == set(kept["shared"])


# The assistant hosts


def test_hosting_oneself_shows_the_switches(stage: Stage) -> None:
    """They stand as the defaults do; the Meet is hers, the event says so, and Bo reads it."""
    mine = stage.host()
    mine.open_home()
    mine.set_switch("recording", True)
    mine.press_primary()
    event, host = on_bos(stage)
    host.set_input("host", "me")
    assert Three(recording=True) == three(host.card)
    assert f"<b>{SAYS.you_will_host(BO)}</b>" == paragraphs(host.card)[0]
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert (ANA, Three(recording=True)) == (space.owner, has(space))
    [patch] = calls_of(stage, PATCH_EVENT)
    assert attachment(space, ANA) == patch.body

    bo = stage.host(user=stage.bo)
    bo.open_event(BO, event)
    assert [SAYS.hosted_by_maker(ANA, today())] == paragraphs(bo.card)
    bo.press(SAYS.replace())
    assert SAYS.replace_title("", ANA) == did(bo.card)


def test_a_host_that_does_not_tell_the_choice_loses_nothing(stage: Stage) -> None:
    """Where radio buttons are told with the press only, that shows the switches first."""
    stage.world.knobs.radio_change_told = False
    _, host = on_bos(stage)
    host.set_input("host", "me")
    host.press_primary()
    assert [] == stage.world.meet.spaces
    choose(host, ON)
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert (ANA, ON) == (space.owner, has(space))


def test_changing_ones_mind_hides_them_again(stage: Stage) -> None:
    """The first choice can be gone back to."""
    _, host = on_bos(stage)
    host.set_input("host", "me")
    host.set_input("host", "organizer")
    assert ({}, [SAYS.organizer_will_host(BO)]) == (switches(host.card), paragraphs(host.card))
    host.press_primary()
    assert [BO] == [space.owner for space in stage.world.meet.spaces]


def test_a_mark_that_calendar_does_not_take_is_left_out(stage: Stage) -> None:
    """Who made the Meet is a courtesy: where only creators may write it, the Meet is made."""
    stage.world.knobs.shared_properties_taken = False
    event, host = on_bos(stage)
    host.set_input("host", "me")
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert space.uri == link(stage, BO, event)
    marked, unmarked = calls_of(stage, PATCH_EVENT)
    assert (attachment(space, ANA), attachment(space)) == (marked.body, unmarked.body)


@pytest.mark.parametrize("forged", ["", "x", "abc 2026-13-45 a@b", "{code} 2026-01-01 <b>@x>"])
def test_a_mark_that_says_nothing_true_is_not_believed(stage: Stage, forged: str) -> None:
    """Whoever may change the event may write there: nonsense is not told, and HTML is text."""
    space = stage.world.meet.make_meet("cy@example.com")
    written = forged.format(code=space.code)
    event = stage.world.calendar.add_event(
        BO, conference=space, extendedProperties={"shared": {"recordsForMeet": written}}
    )
    bo = stage.host(user=stage.bo)
    bo.open_event(BO, event)
    assert "<b>@x" not in str(bo.card)
    assert ("&lt;b&gt;@x&gt;" in str(bo.card)) is bool("@x" in forged)


# Elsewhere


def test_on_a_teams_calendar_who_adds_it_hosts_it(stage: Stage) -> None:
    """A secondary calendar is nobody's own: nothing is to be chosen, and the card says so."""
    stage.world.calendar.add_calendar(TEAM, BO, summary="Team", roles={ANA: "writer"})
    host = opened(stage, stage.world.calendar.add_event(TEAM), TEAM)
    assert [] == offers(host.card, "host")
    assert SAYS.your_files() in paragraphs(host.card)


def test_a_forged_choice_on_ones_own_event_makes_nothing(stage: Stage) -> None:
    """Only another person's calendar has a choice of host."""
    host = opened(stage, stage.world.calendar.add_event(ANA))
    host.click(
        {
            "function": f"{stage.function.url}/calendar/event/create",
            "parameters": [{"key": "drawn_for", "value": "organizer"}],
        }
    )
    assert SAYS.event_changed() == host.notification
    assert [] == stage.world.meet.spaces
    assert PATCH_EVENT not in stage.called()


def test_a_calendar_without_meet_is_told(stage: Stage) -> None:
    """Where the boss's organization allows no Meet links, Calendar's refusal is told as that."""
    _, host = on_bos(stage)
    refusal = errors.calendar("invalid", "Invalid conference type value.")
    stage.google.faults.order(PATCH_EVENT, error=refusal, times=2)
    host.press_primary()
    assert [SAYS.links_not_allowed()] == told(host)
    assert [] == buttons(host.card)
    assert PATCH_SPACE not in stage.called()
