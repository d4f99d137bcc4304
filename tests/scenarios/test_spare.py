"""A Meet is made while its event is read; what is not needed is kept for the next event."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox.google import errors
from sandbox.google.faults import Gate
from sandbox.google.people.accounts import Feature
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import (
    AT_ONCE,
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    calls_of,
)
from tests.support.cards import did, footer
from tests.support.people import ANA, BO
from tests.support.sidebar import opened, told
from tests.support.stage import Stage
from tests.support.state import link, only_space
from tests.support.store import Rows, stored
from tests.support.switches import OFF, ON, Three, all_three, artifacts, choose, has
from tests.support.words import CHANGED, SAYS

SPARE = "spare"
SOOMA = ("Sooma", "https://sooma.example.com/j/1")
TRIES = 4
SOON = 10.0


def another_call_comes(stage: Stage, event: str) -> None:
    """Somebody puts another call there when the event is about to be read."""
    sooma = stage.world.calendar.vendor_conference(*SOOMA)
    stage.google.faults.order(
        READ_EVENT,
        then=lambda: stage.world.calendar.edit_event(ANA, event, conference=sooma),
    )


def wasted(stage: Stage, *, wanted: Three = OFF) -> str:
    """A press on an event that has got another call at that moment; what the event has."""
    event = stage.world.calendar.add_event(ANA)
    host = opened(stage, event)
    choose(host, wanted)
    another_call_comes(stage, event)
    host.press_primary()
    assert CHANGED == host.notification
    assert link(stage, ANA, event) is None
    return event


def pressed(stage: Stage, wanted: Three) -> tuple[str, CalendarHost]:
    """A press on another event."""
    event = stage.world.calendar.add_event(ANA)
    host = opened(stage, event)
    choose(host, wanted)
    stage.called()
    host.press_primary()
    return event, host


def test_what_one_event_does_not_need_the_next_one_gets(stage: Stage) -> None:
    """It is set as that one's host wants it, before anybody has its link."""
    wasted(stage, wanted=ON)
    [spare] = stage.world.meet.spaces
    assert ON == has(spare)
    assert SPARE in [name for _, name in stored(stage)]

    event, host = pressed(stage, Three(recording=True))
    assert SAYS.created() == did(host.card)
    assert [all_three(Three(recording=True))] == [
        each.body for each in calls_of(stage, PATCH_SPACE)
    ]
    assert [READ_EVENT, PATCH_SPACE, PATCH_EVENT] == stage.called()
    assert [spare] == stage.world.meet.spaces
    assert (spare.uri, Three(recording=True)) == (link(stage, ANA, event), has(spare))
    assert SPARE not in [name for _, name in stored(stage)]


def test_there_is_one_at_most(stage: Stage) -> None:
    """However often nothing is needed, the same is kept."""
    for _ in range(3):
        wasted(stage)
    assert 1 == len(stage.world.meet.spaces)


def test_nobody_elses_event_gets_it(stage: Stage) -> None:
    """It stays the user's who made it."""
    wasted(stage)
    event = stage.world.calendar.add_event(BO)
    host = stage.host(stage.bo)
    host.open_event(BO, event)
    host.press_primary()
    assert [ANA, BO] == [space.owner for space in stage.world.meet.spaces]


def test_one_that_is_gone_is_made_anew(stage: Stage) -> None:
    """Meet no longer has it: the next event gets a new one, in one round more."""
    wasted(stage)
    [spare] = stage.world.meet.spaces
    spare.owner = BO
    event, host = pressed(stage, OFF)
    assert SAYS.created() == did(host.card)
    assert [READ_EVENT, PATCH_SPACE, CREATE_SPACE, PATCH_EVENT] == stage.called()
    assert stage.world.meet.spaces[-1].uri == link(stage, ANA, event)


def test_one_that_cannot_be_set_now_stays_the_spare(stage: Stage) -> None:
    """Meet is busy: nothing is done, and the next press uses it."""
    wasted(stage)
    stage.google.faults.order(PATCH_SPACE, status=429, headers=AT_ONCE, times=TRIES)
    event, host = pressed(stage, ON)
    assert [SAYS.try_again()] == told(host)
    assert link(stage, ANA, event) is None
    host.press_primary()
    [spare] = stage.world.meet.spaces
    assert (spare.uri, ON) == (link(stage, ANA, event), has(spare))


def test_what_is_somebody_elses_is_read_first(stage: Stage) -> None:
    """Whether a guest may give an event a Meet is not known before it is read."""
    event = stage.world.calendar.add_event(BO, attendees=[ANA], guests_can_modify=True)
    host = opened(stage, event)
    stage.world.calendar.edit_event(BO, event, guests_can_modify=False)
    stage.called()
    host.press_primary()
    assert CREATE_SPACE not in stage.called()
    assert [] == stage.world.meet.spaces


# A change of settings goes out beside the reading


def hosted(stage: Stage) -> tuple[str, CalendarHost]:
    """An event with a Meet of Ana's, and its card with a switch turned."""
    space = stage.world.meet.make_meet(ANA)
    event = stage.world.calendar.add_event(ANA, conference=space)
    host = opened(stage, event)
    host.set_switch("recording", True)
    stage.called()
    return event, host


def test_a_meet_that_the_event_has_lost_is_told_as_set(stage: Stage) -> None:
    """Somebody puts another call there at that moment: the card says what was set, and that."""
    event, host = hosted(stage)
    another_call_comes(stage, event)
    host.press_primary()
    assert [SAYS.no_longer_its_meet()] == told(host)
    assert ["Refresh"] == footer(host.card)
    [space] = stage.world.meet.spaces
    assert Three(recording=True) == has(space)


def test_what_may_be_set_on_a_meet_that_the_event_has_lost_is_not_told_as_set(
    stage: Stage,
) -> None:
    """The same, but no answer of Meet's arrives: nobody knows."""
    event, host = hosted(stage)
    another_call_comes(stage, event)
    stage.google.faults.order(PATCH_SPACE, drop="before", times=TRIES)
    host.press_primary()
    assert [SAYS.outcome_unknown()] == told(host)


def test_a_rule_that_may_be_set_there_is_not_told_as_nothing_done(stage: Stage) -> None:
    """Meet refuses the recording, and no answer comes to the rule."""
    stage.ana.features.discard(Feature.RECORDING)
    event, host = hosted(stage)
    host.set_switch("attendance", True)
    another_call_comes(stage, event)
    stage.google.faults.order(
        PATCH_SPACE,
        drop="after",
        times=TRIES,
        when=lambda call: "attendance" in call.query.get("updateMask", ""),
    )
    host.press_primary()
    assert [SAYS.outcome_unknown()] == told(host)


def test_where_nothing_was_set_the_card_comes_anew(stage: Stage) -> None:
    """The same, but Meet refuses the change: nothing was done, and that is told."""
    event, host = hosted(stage)
    another_call_comes(stage, event)
    stage.google.faults.order(PATCH_SPACE, error=errors.meet(400, "Odd."))
    host.press_primary()
    assert CHANGED == host.notification
    [space] = stage.world.meet.spaces
    assert OFF == has(space)


@pytest.mark.parametrize("name", ["spaces/a/b", "spaces/", "", "conferenceRecords/1"])
def test_a_forged_name_of_a_space_is_no_name(stage: Stage, name: str) -> None:
    """What is no space's name is not sent: the Meet of the event is changed, once it is read."""
    _, host = hosted(stage)

    def forge(event: dict[str, object], headers: dict[str, str]) -> object:
        event["commonEventObject"]["parameters"]["space"] = name  # type: ignore[index]
        return event, headers

    host.installation.tamper = forge  # type: ignore[assignment]
    host.press_primary()
    assert [artifacts(recording="ON", transcription="OFF", smart_notes="OFF")] == [
        each.body for each in calls_of(stage, PATCH_SPACE)
    ]
    [space] = stage.world.meet.spaces
    assert Three(recording=True) == has(space)


def test_somebody_elses_space_is_not_changed(stage: Stage) -> None:
    """Forged, it is named to Meet, which refuses; nothing is told as done."""
    _, host = hosted(stage)
    theirs = stage.world.meet.make_meet(BO)

    def forge(event: dict[str, object], headers: dict[str, str]) -> object:
        event["commonEventObject"]["parameters"]["space"] = theirs.name  # type: ignore[index]
        return event, headers

    host.installation.tamper = forge  # type: ignore[assignment]
    host.press_primary()
    assert CHANGED == host.notification
    assert OFF == has(theirs)


def test_a_space_that_another_press_has_taken_over_is_nobodys_spare(
    stage: Stage, rows: Rows
) -> None:
    """A press makes it and cannot read the event; meanwhile a second one attaches it there."""
    event = stage.world.calendar.add_event(ANA)
    first, second = opened(stage, event), opened(stage, event)
    reading, kept = Gate(), stage.google.faults.hold(CREATE_SPACE)
    busy: dict[str, Any] = {"status": 503, "headers": AT_ONCE}
    stage.google.faults.order(READ_EVENT, then=reading.wait, **busy)
    with ThreadPoolExecutor(1) as pool:
        press = pool.submit(first.press_primary)
        assert reading.reached.wait(SOON)
        assert kept.reached.wait(SOON)
        kept.open()
        second.press_primary()
        assert SAYS.created() == did(second.card)
        stage.google.faults.order(READ_EVENT, times=TRIES - 1, **busy)
        reading.open()
        press.result(SOON)
    assert [SAYS.try_again()] == told(first)
    assert link(stage, ANA, event) == only_space(stage).uri
    soon = datetime.now(UTC) + timedelta(minutes=1)
    assert all(end <= soon for _, name, end in rows.all() if name.startswith("minted-") and end)

    another = stage.world.calendar.add_event(ANA)
    opened(stage, another).press_primary()
    assert 2 == len(stage.world.meet.spaces)
    assert link(stage, ANA, another) == stage.world.meet.spaces[-1].uri
