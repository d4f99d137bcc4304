"""What the organization has decided, for a Meet that a series' events share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.google import errors
from tests.scenarios.series import add_series, links, occurrence
from tests.support.calls import AT_ONCE, READ_ENTRIES, READ_EVENT, calls_of
from tests.support.cards import did, lines, paragraphs
from tests.support.coming import at, home, wants
from tests.support.people import ANA, BO
from tests.support.policy import (
    INTERVIEWS,
    NO_RECORDING,
    OTHERWISE,
    OUTSIDERS,
    RECORDING_OFF,
    TRANSCRIPT_OFF,
    force,
)
from tests.support.sidebar import opened, told
from tests.support.stage import Json, Stage
from tests.support.state import link, only_space
from tests.support.switches import ON, Three, choose, has
from tests.support.words import SAYS

KIM = "kim@customer.example"
UNRECORDED = Three(transcription=True, smart_notes=True)
NO_OUTSIDERS: Json = {"external": {"recording": "off"}}
GUEST: Json = {"attendees": [BO, KIM]}
TITLE: Json = {"summary": "Interview"}
CHANGES = [(NO_OUTSIDERS, GUEST), (INTERVIEWS, TITLE)]
each_change = pytest.mark.parametrize(("policy", "change"), CHANGES, ids=["guest", "title"])


def locked(card: Json) -> list[str]:
    """What the card says to be set by the organization."""
    return [text for _, text, _ in lines(card) if "set by your organization" in text]


def instance(series: str, start: str, days: int) -> str:
    """The id of the event of a daily series so many days after its first one."""
    moment = datetime.fromisoformat(start).astimezone(UTC) + timedelta(days=days)
    return f"{series}_{moment:%Y%m%dT%H%M%SZ}"


def changed(stage: Stage, number: int = 2, **change: object) -> str:
    """A series of Ana's of which one event was changed apart."""
    series = add_series(stage, attendees=[BO])
    stage.world.calendar.edit_event(ANA, occurrence(series, number), **change)
    return series


@each_change
@pytest.mark.parametrize("whole", [False, True], ids=["an event", "the series"])
def test_another_event_that_gets_the_meet_decides(
    stage: Stage, policy: Json, change: Json, *, whole: bool
) -> None:
    """Whichever event is open: the Meet is that one's, too."""
    series = changed(stage, **change)
    with stage.under(policy):
        host = opened(stage, series if whole else occurrence(series, 0))
        assert [RECORDING_OFF] == locked(host.card)
        force(host, ON)
        host.press_primary()
        assert SAYS.created() == did(host.card)
        assert [RECORDING_OFF] == locked(host.card)
    space = only_space(stage)
    assert [space.uri] * 3 == links(stage, series)
    assert UNRECORDED == has(space)


def test_that_takes_no_further_call(stage: Stage) -> None:
    """The list that tells what stands apart tells titles and guests, too, and no more of them."""
    series = changed(stage, **TITLE)
    with stage.under(INTERVIEWS):
        host = stage.host()
        host.open_event(ANA, occurrence(series, 0))
        [listed] = calls_of(stage, READ_ENTRIES)
        assert (
            "items(id,status,recurringEventId,recurrence,originalStartTime,start,end,"
            "conferenceData,hangoutLink,summary,organizer,guestsCanSeeOtherGuests,"
            "attendees(email,self,resource),attendeesOmitted),nextPageToken"
        ) == listed.query["fields"]
        assert [READ_EVENT, READ_EVENT, READ_ENTRIES] == sorted(stage.called())


def test_a_policy_for_every_event_reads_no_titles(stage: Stage) -> None:
    """Nothing of the events is asked for that nothing depends on."""
    series = changed(stage, **TITLE)
    with stage.under(NO_RECORDING):
        opens = stage.host()
        opens.open_event(ANA, occurrence(series, 0))
        [listed] = calls_of(stage, READ_ENTRIES)
        assert "summary" not in listed.query["fields"]


@each_change
def test_it_decides_where_several_are_set_up(stage: Stage, policy: Json, change: Json) -> None:
    """One press for the week gives the series a Meet as it may be."""
    wants(stage, ON)
    start = at(1)
    series = stage.world.calendar.add_event(
        ANA, start=start, end=at(1.5), recurrence=["RRULE:FREQ=DAILY;COUNT=9"], attendees=[BO]
    )
    second = instance(series, start, 1)
    stage.world.calendar.edit_event(ANA, second, **change)
    with stage.under(policy):
        home(stage).press_primary()
    space = only_space(stage)
    assert space.uri == link(stage, ANA, second)
    assert UNRECORDED == has(space)


@each_change
def test_a_meet_for_one_event_is_its_own(stage: Stage, policy: Json, change: Json) -> None:
    """What is decided for another one then counts for nothing."""
    series = changed(stage, **change)
    with stage.under(policy):
        host = opened(stage, occurrence(series, 0))
        host.set_input("applies_to", "event")
        assert [] == locked(host.card)
        choose(host, ON)
        host.press_primary()
    assert ON == has(only_space(stage))


def test_an_event_with_another_meet_decides_nothing(stage: Stage) -> None:
    """It does not get the series' one; nor does one that is called off."""
    series = changed(stage, **TITLE, conference=stage.world.meet.make_meet(ANA))
    stage.world.calendar.edit_event(ANA, occurrence(series, 1), status="cancelled", **TITLE)
    with stage.under(INTERVIEWS):
        host = opened(stage, occurrence(series, 0))
        assert [] == locked(host.card)
        choose(host, ON)
        host.press_primary()
    assert ON == has(stage.world.meet.spaces[-1])


def test_an_event_that_is_over_decides_nothing(stage: Stage) -> None:
    """Nobody meets there any more."""
    start = at(-25)
    series = stage.world.calendar.add_event(
        ANA, start=start, end=at(-24.5), recurrence=["RRULE:FREQ=DAILY;COUNT=9"]
    )
    first, third = (instance(series, start, days) for days in (0, 2))
    stage.world.calendar.edit_event(ANA, first, **TITLE)
    with stage.under(INTERVIEWS):
        assert [] == locked(opened(stage, third).card)
        stage.world.calendar.edit_event(ANA, third, **TITLE)
        second = instance(series, start, 1)
        assert [RECORDING_OFF] == locked(opened(stage, second).card)


@each_change
def test_a_shared_meet_that_stands_otherwise_is_set_right(
    stage: Stage, policy: Json, change: Json
) -> None:
    """The card of any of its events says so."""
    space = stage.world.meet.make_meet(ANA, recording=True, smart_notes=True)
    series = add_series(stage, space, attendees=[BO])
    stage.world.calendar.edit_event(ANA, occurrence(series, 2), **change)
    with stage.under(policy):
        host = opened(stage, occurrence(series, 0))
        assert OTHERWISE in paragraphs(host.card)
        host.press(SAYS.set_right())
        assert SAYS.updated() == did(host.card)
    assert Three(smart_notes=True) == has(space)


def test_while_they_cannot_be_read_nothing_is_claimed(stage: Stage) -> None:
    """Neither that the Meet may record nor that it may not: the same can be tried later."""
    series = changed(stage, **TITLE)
    with stage.under(INTERVIEWS):
        stage.google.faults.order(READ_ENTRIES, status=503, headers=AT_ONCE, times=99)
        host = opened(stage, occurrence(series, 0))
        assert [SAYS.read_again()] == told(host)
        stage.google.faults.clear()
        host.refresh()
        assert [RECORDING_OFF] == locked(host.card)


def test_where_they_are_hidden_all_that_may_be_decided_is(stage: Stage) -> None:
    """As where Calendar hides guests."""
    series = add_series(stage)
    with stage.under(OUTSIDERS):
        stage.google.faults.order(READ_ENTRIES, error=errors.calendar("forbidden"), times=99)
        assert [RECORDING_OFF, TRANSCRIPT_OFF] == locked(opened(stage, occurrence(series)).card)
