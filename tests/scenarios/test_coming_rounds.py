"""What listing the meetings to come and setting them up costs: calls, rounds, and how many at once.

Listing 20 with 12 Meets has 2.3 times as long as a call takes, and 25 calls; setting up 10 has four
rounds.
"""

from __future__ import annotations

import json

import pytest

from sandbox.google import errors
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import (
    CREATE_SPACE,
    LIST,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    READ_SPACE,
)
from tests.support.cards import footer
from tests.support.coming import home, listed, meeting, wants
from tests.support.held import (
    CALLS,
    EIGHT,
    EVERYTHING,
    ago,
    counted,
    in_rounds,
    met_at,
    most_at_once,
    rounds,
)
from tests.support.people import ANA
from tests.support.stage import Json, Stage
from tests.support.switches import RECORDED, has
from tests.support.words import SAYS

LATENCY = 0.3
"""Long beside all that a busy machine adds to it."""


def twenty(stage: Stage) -> None:
    """Twenty meetings, twelve of them with a Meet."""
    for number in range(20):
        meet = stage.world.meet.make_meet(ANA) if number < 12 else None
        meeting(stage, f"M{number}", 1 + number / 10, meet)


def ticked(stage: Stage, count: int, *, has_meet: bool = False, **fields: object) -> CalendarHost:
    """The home card with so many meetings ticked; every call takes its time from now on."""
    for number in range(count):
        meet = stage.world.meet.make_meet(ANA) if has_meet else None
        meeting(stage, f"M{number}", 1 + number / 10, meet, **fields)  # type: ignore[arg-type]
    host = home(stage)
    assert [f"Set up {count} with my defaults"] == footer(host.card)
    stage.called()
    stage.google.faults.latency = LATENCY
    return host


def test_one_call_lists_them_and_one_round_reads_their_meets(stage: Stage) -> None:
    """Twenty meetings, twelve of them with a Meet: thirteen calls."""
    wants(stage)
    twenty(stage)
    host = stage.host()
    in_rounds(stage, host.open_home, [LIST], [READ_SPACE] * 12)
    assert 20 == len(listed(host))


def test_the_last_calls_are_read_in_the_same_two_rounds(stage: Stage) -> None:
    """With as many of them as are shown that makes twenty calls."""
    with ago(stage, days=2) as world:
        for _ in range(6):
            space = world.meet.make_meet(ANA)
            met_at(world, space)
            world.meet.hold_conference(space, [ANA])
    wants(stage)
    twenty(stage)
    host = stage.host(granted=EVERYTHING)
    in_rounds(stage, host.open_home, [LIST, LIST, CALLS], [READ_SPACE] * 17)
    assert 20 == len(listed(host))


@pytest.mark.own_stage
def test_ten_meets_are_made_in_three_rounds(stage: Stage) -> None:
    """They are made while one call reads the events; eight calls are under way all the time."""
    wants(stage)
    host = ticked(stage, 10)
    host.press_primary()
    assert SAYS.were_set_up(10, 10) == host.card["header"]["title"]
    assert (3, EIGHT) == (rounds(stage), most_at_once(stage))
    assert {LIST: 1, PATCH_EVENT: 10, CREATE_SPACE: 10} == counted(stage)


@pytest.mark.own_stage
def test_ten_meets_are_changed_in_four_rounds(stage: Stage) -> None:
    """One call reads the events; of reading and setting their Meets eight are under way."""
    wants(stage)
    host = ticked(stage, 10, has_meet=True)
    host.press_primary()
    assert SAYS.were_set_up(10, 10) == host.card["header"]["title"]
    assert (4, EIGHT) == (rounds(stage), most_at_once(stage))
    assert {LIST: 1, PATCH_SPACE: 10, READ_SPACE: 10} == counted(stage)


@pytest.mark.own_stage
def test_what_series_take_besides_waits_its_turn_too(stage: Stage) -> None:
    """Their reads are more than eight together, of which eight are under way."""
    wants(stage)
    host = ticked(stage, 6, recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
    host.press_primary()
    assert SAYS.were_set_up(6, 6) == host.card["header"]["title"]
    assert EIGHT == most_at_once(stage)
    assert {LIST: 13, READ_EVENT: 6, PATCH_EVENT: 6, CREATE_SPACE: 6} == counted(stage)


@pytest.mark.own_stage
def test_two_presses_of_one_user_have_eight_under_way_together(stage: Stage) -> None:
    """However often somebody presses at the same moment."""
    wants(stage)
    ticked(stage, 10, has_meet=True).press_twice()
    assert EIGHT == most_at_once(stage)
    assert 2 == counted(stage)[LIST]


def test_who_has_more_guests_than_a_list_tells_is_read_alone(stage: Stage) -> None:
    """What the list left out counts: one of the guests may be from outside the organization."""
    wants(stage)
    meeting(stage, "Few", 1)
    meeting(stage, "Many", 2, attendees=[f"guest{number}@example.com" for number in range(60)])
    host = home(stage)
    stage.called()
    host.press_primary()
    assert SAYS.were_set_up(2, 2) == host.card["header"]["title"]
    assert {LIST: 1, READ_EVENT: 1, PATCH_EVENT: 2, CREATE_SPACE: 2} == counted(stage)


def test_without_the_list_each_is_read_alone(stage: Stage) -> None:
    """Where it fails nothing else does."""
    wants(stage)
    for number in range(3):
        meeting(stage, f"M{number}", 1 + number)
    host = home(stage)
    stage.called()
    stage.google.faults.order(LIST, error=errors.calendar("forbidden"))
    host.press_primary()
    assert SAYS.were_set_up(3, 3) == host.card["header"]["title"]
    assert {LIST: 1, READ_EVENT: 3, PATCH_EVENT: 3, CREATE_SPACE: 3} == counted(stage)


def test_etags_that_are_a_lists_own_cost_a_reading_and_nothing_else(stage: Stage) -> None:
    """Where a list's etags are not those of the events, a write is refused, and they are read."""
    wants(stage)
    event = meeting(stage, "Planning", 1)
    host = home(stage)

    def of_the_list(body: Json) -> bytes:
        items = [{**item, "etag": '"of-the-list"'} for item in body["items"]]
        return json.dumps({**body, "items": items}).encode()

    stage.google.faults.order(LIST, spoil=of_the_list)
    stage.called()
    host.press_primary()
    assert ["1 of 1 meeting is set up"] == [host.card["header"]["title"]]
    [space] = stage.world.meet.spaces
    assert RECORDED == has(space)
    assert [LIST, CREATE_SPACE, PATCH_EVENT, READ_EVENT, PATCH_EVENT] == stage.called()
    assert space.code in json.dumps(stage.world.calendar.event(ANA, event, ANA))
