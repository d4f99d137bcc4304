"""The host of a Meet sets it up wherever it is, also on an event that is not theirs to change."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sandbox.google.meet.meetings import Space
from tests.support.calls import (
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    READ_ROLE,
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
    results,
    switches,
)
from tests.support.people import ANA, BO
from tests.support.sidebar import told
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.switches import MASK, ON, Three, artifacts, choose, has, three
from tests.support.words import FILES, SAYS

ALL_THE_SAME = "You host its Meet, so you can change the Meet's settings all the same."
BOS_EVENT = "Only bo@example.com, the organizer, can change this event."
LOCKED = "This event is locked: its calendar does not let anybody change it."
READ_ONLY = "You can see this calendar but not change its events."
ELSEWHERE = "This is your event, seen on another calendar. Open it on your own to change it."
YOU_HOST = "You host this meeting, not bo@example.com, and its files go to your Google Drive."
MIXED = Three(recording=True, smart_notes=True)

Place = tuple[str, str]
Make = Callable[[Stage, Space], Place]


def somebody_elses(stage: Stage, space: Space) -> Place:
    """An invitation of Bo's."""
    return ANA, stage.world.calendar.add_event(BO, attendees=[ANA], conference=space)


def locked(stage: Stage, space: Space) -> Place:
    """An event of Ana's that nobody may change."""
    return ANA, stage.world.calendar.add_event(ANA, locked=True, conference=space)


def on_a_readers_calendar(stage: Stage, space: Space) -> Place:
    """An event of Bo's calendar, which Ana may read."""
    stage.world.calendar.share_calendar(BO, ANA, "reader")
    return BO, stage.world.calendar.add_event(BO, conference=space)


def elsewhere(stage: Stage, space: Space) -> Place:
    """Ana's own event as it lies on Bo's calendar, which she may change."""
    stage.world.calendar.share_calendar(BO, ANA, "writer")
    return BO, stage.world.calendar.add_event(ANA, attendees=[BO], conference=space)


OWN = [READ_EVENT, READ_SPACE]
FOREIGN = [READ_EVENT, READ_EVENT, READ_ROLE, READ_SPACE]
each_place = pytest.mark.parametrize(
    ("make", "why", "said", "reads"),
    [
        (somebody_elses, BOS_EVENT, [YOU_HOST], OWN),
        (locked, LOCKED, [], OWN),
        (on_a_readers_calendar, READ_ONLY, [YOU_HOST], FOREIGN),
        (elsewhere, ELSEWHERE, [], FOREIGN),
    ],
    ids=["somebody else's", "locked", "reader", "on another calendar"],
)


@each_place
def test_the_host_sets_the_meet_and_leaves_the_event(
    stage: Stage, make: Make, why: str, said: list[str], reads: list[str]
) -> None:
    """The card says why the event stays and has the switches; Update writes to Meet alone."""
    space = stage.world.meet.make_meet(ANA, recording=True)
    calendar_id, event_id = make(stage, space)
    before = stage.world.calendar.event(calendar_id, event_id, ANA)
    host = stage.host()
    host.open_event(calendar_id, event_id)
    assert reads == sorted(stage.called())
    assert [why, ALL_THE_SAME, FILES] == remarks(host.card)
    assert {"Recording": "On", "Transcript": "Off", "Notes": "Off"} == results(host.card)
    assert [meet_line(space.uri)] == lines(host.card)
    assert Three(recording=True) == three(host.card)
    assert {"recording", "transcription", "smart_notes", "remember"} == set(switches(host.card))
    assert [] == offers(host.card, "notify")
    assert ["Update settings", "Join"] == footer(host.card)

    choose(host, MIXED)
    host.press_primary()
    [patch] = calls_of(stage, PATCH_SPACE)
    # Its answer tells of the space what it would be read for.
    assert sorted([*reads, PATCH_SPACE]) == sorted([*stage.called(), READ_SPACE])
    assert artifacts(smart_notes="ON") == patch.body
    assert MASK["smart_notes"] == patch.query["updateMask"]
    assert MIXED == has(space)
    assert "The settings are updated" == did(host.card)
    assert {"Recording": "On", "Transcript": "Off", "Notes": "On"} == results(host.card)
    assert said == remarks(host.card)
    assert before == stage.world.calendar.event(calendar_id, event_id, ANA)
    assert [] == stage.world.calendar.notifications


@pytest.mark.parametrize("make", [somebody_elses, locked, on_a_readers_calendar, elsewhere])
@pytest.mark.parametrize("action", ["create", "replace", "replace/confirm"])
def test_no_other_press_writes_to_the_event(stage: Stage, make: Make, action: str) -> None:
    """Forged, neither Create nor Replace touches the event's conference."""
    space = stage.world.meet.make_meet(ANA)
    calendar_id, event_id = make(stage, space)
    before = stage.world.calendar.event(calendar_id, event_id, ANA)
    host = stage.host()
    host.open_event(calendar_id, event_id)
    stage.called()
    parameters = [{"key": "replacing", "value": space.code}]
    function = f"{stage.function.url}/calendar/event/{action}"
    host.click({"function": function, "parameters": parameters})
    assert {CREATE_SPACE, PATCH_EVENT}.isdisjoint(stage.called())
    assert before == stage.world.calendar.event(calendar_id, event_id, ANA)
    assert [space] == stage.world.meet.spaces


def test_a_meet_that_passes_to_another_is_not_set(stage: Stage) -> None:
    """If Meet no longer lets the caller change it at the press, that is told."""
    space = stage.world.meet.make_meet(ANA)
    calendar_id, event_id = somebody_elses(stage, space)
    host = stage.host()
    host.open_event(calendar_id, event_id)
    space.owner = BO
    choose(host, ON)
    host.press_primary()
    assert SAYS.event_changed() == host.notification
    assert [BOS_EVENT, SAYS.change_it_there(BO), SAYS.settings_hidden()] == paragraphs(host.card)
    assert ([], ["Join"]) == (footer(host.card), buttons(host.card))
    assert Three() == has(space)


def test_a_cancelled_event_offers_no_settings(stage: Stage) -> None:
    """Who hosts the Meet of a cancelled event is only told that it was cancelled."""
    space = stage.world.meet.make_meet(ANA)
    event_id = stage.world.calendar.add_event(
        BO, attendees=[ANA], conference=space, status="cancelled"
    )
    host = stage.host()
    host.open_event(ANA, event_id)
    assert [SAYS.cancelled()] == paragraphs(host.card)
    assert [] == footer(host.card)


def test_busy_calendar_stops_the_host_too(stage: Stage) -> None:
    """Where the event cannot be read, the card says so, and what was set on the Meet."""
    space = stage.world.meet.make_meet(ANA)
    calendar_id, event_id = somebody_elses(stage, space)
    host = stage.host()
    host.open_event(calendar_id, event_id)
    choose(host, ON)
    stage.called()
    stage.google.faults.order(READ_EVENT, status=503, headers={"Retry-After": "0"}, times=4)
    host.press_primary()
    assert [SAYS.set_unseen()] == told(host)
    assert [*[READ_EVENT] * 4, PATCH_SPACE] == sorted(stage.called())
    assert ON == has(space)
    assert space.uri == link(stage, BO, event_id)
