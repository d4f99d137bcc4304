"""The button "Earlier calls": when it is there, and what it leads to."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from sandbox.google.meet.meetings import Conference, Space
from sandbox.google.world import World
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import AT_ONCE
from tests.support.cards import buttons, paragraphs
from tests.support.held import EVERYTHING, NOTES, ago, met_at, opens
from tests.support.people import ANA
from tests.support.stage import Stage
from tests.support.words import SAYS

EARLIER = SAYS.earlier_calls()
ALL: dict[str, Any] = {"recording": True, "transcription": True, "smart_notes": True}


def weekly(world: World, space: Space) -> tuple[str, datetime]:
    """A series of Ana's that begins at this moment of a world: its id, and when it begins."""
    start = world.clock.now()
    series = world.calendar.add_event(
        ANA,
        start=start.isoformat(),
        end=(start + timedelta(minutes=30)).isoformat(),
        recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
        conference=space,
    )
    return series, start


def occurrence(series: str, start: datetime, week: int) -> str:
    """The id of one event of a series."""
    return f"{series}_{(start + timedelta(weeks=week)).strftime('%Y%m%dT%H%M%SZ')}"


def three_calls(stage: Stage) -> tuple[str, list[Conference]]:
    """An event of Ana's with three calls: the third stands behind the button."""
    with ago(stage, hours=8) as world:
        space = world.meet.make_meet(ANA, **ALL)
        event_id = met_at(world, space)
        return event_id, [world.meet.hold_conference(space, [ANA]) for _ in range(3)]


def pressed(stage: Stage, event_id: str) -> CalendarHost:
    """Ana's sidebar, in which she has opened an event and pressed the button."""
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    host.press(EARLIER)
    return host


@pytest.mark.parametrize(
    "before",
    [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+00:00",
        "9999-12-31T23:59:59+00:00",
        "2026-11-20T12:00:00",
        "",
    ],
)
def test_a_moment_that_a_browser_made_up_counts_as_this_one(stage: Stage, before: str) -> None:
    """What no clock shows, or has no offset: all calls there are, and nothing breaks."""
    event_id, held = three_calls(stage)
    host = pressed(stage, event_id)
    url = f"{stage.function.url}/calendar/event/records/earlier"
    forged = {"space": held[0].space.name, "before": before}
    told = [{"key": key, "value": value} for key, value in forged.items()]
    host.click({"function": url, "parameters": told})
    assert 3 == buttons(host.card).count(SAYS.attendance())


def test_one_busy_list_leaves_the_others(stage: Stage) -> None:
    """Meet does not tell the notes of a call: recording and transcript are there all the same."""
    event_id, _ = three_calls(stage)
    stage.google.faults.order(NOTES, status=503, headers=AT_ONCE, times=12)
    host = pressed(stage, event_id)
    assert ["Recording", "Transcript"] == [text for text, _, _ in opens(host.card)]
    assert SAYS.records_unavailable() in paragraphs(host.card)


def test_later_calls_of_the_series_are_no_earlier_ones(stage: Stage) -> None:
    """On the first event's card there is no button, whether its own call was held or not."""
    for comes in (True, False):
        with ago(stage, days=15) as world:
            space = world.meet.make_meet(ANA)
            series, start = weekly(world, space)
            if comes:
                world.meet.hold_conference(space, [ANA])
            for _ in range(2):
                world.clock.advance(start + timedelta(weeks=1) - world.clock.now())
                start = world.clock.now()
                world.meet.hold_conference(space, [ANA])
        first = occurrence(series, start - timedelta(weeks=2), 0)
        host = stage.host(granted=EVERYTHING)
        host.open_event(ANA, first)
        assert EARLIER not in buttons(host.card)


def test_the_button_leads_to_what_lies_before_the_event(stage: Stage) -> None:
    """Where nobody came to an event, the calls of those before it are listed, no later ones."""
    with ago(stage, days=15) as world:
        space = world.meet.make_meet(ANA, **ALL)
        series, start = weekly(world, space)
        held = world.meet.hold_conference(space, [ANA])
        world.clock.advance(start + timedelta(weeks=2) - world.clock.now())
        later = world.meet.hold_conference(space, [ANA])
    host = pressed(stage, occurrence(series, start, 1))
    files = str(opens(host.card))
    assert 3 == len(opens(host.card))
    assert held.artifacts[0].document in files
    assert later.artifacts[0].document not in files


def test_an_own_call_that_does_not_fit_stands_behind_the_button(stage: Stage) -> None:
    """Three calls of one event of a series: two on its card, the first one behind the button."""
    with ago(stage, days=15) as world:
        space = world.meet.make_meet(ANA, **ALL)
        series, start = weekly(world, space)
        held = [
            world.meet.hold_conference(space, [ANA], length=timedelta(minutes=5)) for _ in range(3)
        ]
        world.clock.advance(start + timedelta(weeks=1) - world.clock.now())
        world.meet.hold_conference(space, [ANA])
    host = pressed(stage, occurrence(series, start, 0))
    assert 3 == len(opens(host.card))
    assert held[0].artifacts[0].document in str(opens(host.card))
