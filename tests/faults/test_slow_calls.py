"""However slow Meet is to tell of calls, the card that is about something else comes in time."""

from __future__ import annotations

import pytest

from tests.support.cards import paragraphs, switches
from tests.support.clock import WORKS, Clock
from tests.support.held import (
    ATTENDEES,
    CALLS,
    EVERYTHING,
    FILES,
    STAYS,
    ago,
    met_at,
)
from tests.support.people import ANA
from tests.support.sidebar import told
from tests.support.stage import Stage
from tests.support.words import SAYS

pytestmark = pytest.mark.own_stage

HOST_WAITS = 25.0
LITTLE = 1.5
"""Enough for one more round to be begun, even on a busy machine."""
NEVER = 60.0
WHO = "Who attended"


def held(stage: Stage) -> str:
    """An event of Ana's whose call is over."""
    with ago(stage, hours=2) as world:
        space = world.meet.make_meet(ANA, recording=True)
        event_id = met_at(world, space)
        world.meet.hold_conference(space, [ANA])
    return event_id


@pytest.mark.parametrize("method", [CALLS, *FILES])
def test_an_event_is_shown_without_what_meet_is_slow_to_tell(
    stage: Stage, clock: Clock, method: str
) -> None:
    """Its switches are there, and one line says that recordings and notes are not."""
    event_id = held(stage)
    host = stage.host(granted=EVERYTHING)
    clock.spent = WORKS - LITTLE
    stage.google.faults.order(method, delay=NEVER)
    started = clock.now()
    host.open_event(ANA, event_id)
    assert clock.now() - started + clock.spent < HOST_WAITS
    assert {"recording", "transcription", "smart_notes"} <= set(switches(host.card))
    assert SAYS.records_unavailable() in paragraphs(host.card)


def test_the_home_card_does_not_wait_for_a_silent_meet(stage: Stage, clock: Clock) -> None:
    """The defaults are there, and can be saved."""
    host = stage.host(granted=EVERYTHING)
    clock.spent = WORKS - LITTLE
    stage.google.faults.order(CALLS, delay=NEVER)
    started = clock.now()
    host.open_home()
    assert clock.now() - started + clock.spent < HOST_WAITS
    assert 3 == len(switches(host.card))
    assert SAYS.records_unavailable() in paragraphs(host.card)


def test_who_attended_is_told_to_be_out_of_reach_in_time(stage: Stage, clock: Clock) -> None:
    """A list of people that never ends is given up."""
    event_id = held(stage)
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    clock.spent = WORKS - LITTLE
    stage.google.faults.order(ATTENDEES, delay=NEVER)
    started = clock.now()
    host.press(WHO)
    assert clock.now() - started + clock.spent < HOST_WAITS
    assert [SAYS.try_again()] == told(host)


def test_who_attended_is_shown_without_totals_that_never_come(stage: Stage, clock: Clock) -> None:
    """First and last minute are known by then."""
    event_id = held(stage)
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    clock.spent = WORKS - LITTLE
    stage.google.faults.order(STAYS, delay=NEVER)
    started = clock.now()
    host.press(WHO)
    assert clock.now() - started + clock.spent < HOST_WAITS
    assert "attendance" == host.card["name"]
