"""That nobody joined is said only where Meet's list shows it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from sandbox.google.errors import permission_denied
from sandbox.google.meet.meetings import Space
from sandbox.google.world import World
from tests.support.cards import buttons, paragraphs
from tests.support.held import CALLS, EVERYTHING, ago, met_at
from tests.support.people import ANA
from tests.support.stage import Stage
from tests.support.words import SAYS

NOBODY = SAYS.no_call()
HALF_AN_HOUR = timedelta(minutes=30)


def weekly(world: World, space: Space) -> tuple[str, datetime]:
    """A series of Ana's that begins at this moment of a world: its first event, and when it is."""
    start = world.clock.now()
    series = world.calendar.add_event(
        ANA,
        start=start.isoformat(),
        end=(start + HALF_AN_HOUR).isoformat(),
        recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
        conference=space,
    )
    return f"{series}_{start.strftime('%Y%m%dT%H%M%SZ')}", start


def said(stage: Stage, event_id: str) -> list[str]:
    """What Ana reads on an event's card."""
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    return paragraphs(host.card)


def test_to_an_event_of_a_series_nobody_came(stage: Stage) -> None:
    """What was held a week before it is not its call, and no other was."""
    with ago(stage, days=9) as world:
        space = world.meet.make_meet(ANA)
        first, start = weekly(world, space)
        world.meet.hold_conference(space, [ANA])
    second = first.partition("_")[0] + (start + timedelta(weeks=1)).strftime("_%Y%m%dT%H%M%SZ")
    assert NOBODY in said(stage, second)


@pytest.mark.parametrize("late", [-timedelta(hours=1), timedelta(hours=1), timedelta(days=3)])
def test_an_event_held_at_another_time_is_not_said_to_be_missed(
    stage: Stage, late: timedelta
) -> None:
    """A call before or after its time, and before the next event, may have been its own."""
    with ago(stage, days=5) as world:
        space = world.meet.make_meet(ANA)
        if late < timedelta():
            world.meet.hold_conference(space, [ANA])
            world.clock.advance(-late - HALF_AN_HOUR)
        first, start = weekly(world, space)
        if late > timedelta():
            world.clock.advance(late)
            world.meet.hold_conference(space, [ANA])
    assert start < world.clock.now()
    assert NOBODY not in said(stage, first)


def test_an_event_held_late_that_still_runs_is_not_said_to_be_missed(stage: Stage) -> None:
    """The card says that a call is running, and does not contradict itself."""
    with ago(stage, hours=2) as world:
        space = world.meet.make_meet(ANA)
        first, _ = weekly(world, space)
        world.clock.advance(timedelta(hours=1))
        world.meet.start_conference(space, [ANA])
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, first)
    assert SAYS.end_for_everyone() in buttons(host.card)
    assert NOBODY not in paragraphs(host.card)


@pytest.mark.parametrize("status", [403, 404])
def test_a_list_that_meet_hides_says_nothing(stage: Stage, status: int) -> None:
    """Who is not shown the list is told nothing of calls."""
    with ago(stage, days=2) as world:
        event_id = met_at(world, world.meet.make_meet(ANA))
    stage.google.faults.order(
        CALLS,
        status=status,
        body=permission_denied("ConferenceRecord").body if status == 403 else None,
    )
    assert NOBODY not in said(stage, event_id)


def test_what_meet_may_have_dropped_from_its_list_is_not_denied(stage: Stage) -> None:
    """A call of a long event that ended 30 days ago may have been listed until a moment ago."""
    with ago(stage, days=30, hours=1) as world:
        space = world.meet.make_meet(ANA)
        event_id = met_at(world, space, minutes=120)
        world.meet.hold_conference(space, [ANA])
    assert NOBODY not in said(stage, event_id)
