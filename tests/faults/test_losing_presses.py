"""Two windows on one event: the press whose write came too late changes nothing and says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sandbox.google.people.accounts import Feature
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import (
    AT_ONCE,
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    READ_SPACE,
    calls_of,
)
from tests.support.cards import buttons, did, footer, remarks, results
from tests.support.people import ANA, BO
from tests.support.sidebar import ask_to_replace, opened, press_on, told
from tests.support.stage import Stage
from tests.support.state import link, only_space
from tests.support.switches import OFF, ON, Three, choose, has, three
from tests.support.words import ASKS, CHANGED, MAILED_ALL, REOPEN, SAYS

TRIES = 4
SOOMA = ("Sooma", "https://sooma.example.com/j/1")


def plain(stage: Stage) -> str:
    """An event with a guest and without a conference."""
    return stage.world.calendar.add_event(ANA, attendees=[BO])


def taken(stage: Stage) -> str:
    """An event with a guest and another vendor's conference."""
    sooma = stage.world.calendar.vendor_conference(*SOOMA)
    return stage.world.calendar.add_event(ANA, attendees=[BO], conference=sooma)


def window(stage: Stage, event_id: str, wanted: Three) -> CalendarHost:
    """A window of Ana's whose next press gives the event a Meet with these switches."""
    host = opened(stage, event_id)
    if ASKS in buttons(host.card):
        ask_to_replace(host)
    choose(host, wanted)
    return host


def fail(stage: Stage, host: CalendarHost) -> None:
    """Press so that a space is made and kept, but not attached."""
    stage.google.faults.order(PATCH_EVENT, status=429, headers=AT_ONCE, times=TRIES)
    press_on(host)
    assert [SAYS.try_again()] == told(host)
    host.back()


each_beginning = pytest.mark.parametrize("begin", [plain, taken], ids=["create", "replace"])
each_maker = pytest.mark.parametrize("kept", [False, True], ids=["made now", "kept"])
each_pair = pytest.mark.parametrize(
    ("first", "second"), [(OFF, ON), (ON, OFF), (Three(recording=True), ON)]
)


@each_beginning
@each_maker
@each_pair
def test_the_settings_stay_those_of_the_press_that_was_first(
    stage: Stage, begin: Callable[[Stage], str], first: Three, second: Three, *, kept: bool
) -> None:
    """What the losing press chose is not set on a Meet that the event has through another one."""
    event_id = begin(stage)
    winner, loser = (window(stage, event_id, wanted) for wanted in (first, second))
    if kept:
        fail(stage, loser)
    stage.called()
    stage.google.faults.order(PATCH_EVENT, then=lambda: press_on(winner))
    press_on(loser)

    space = only_space(stage)
    assert space.uri == link(stage, ANA, event_id)
    assert first == has(space)
    assert first.words == list(results(winner.card).values())
    assert CHANGED == loser.notification
    assert ["Update settings", "Join"] == footer(loser.card)
    assert first == three(loser.card)
    made = READ_SPACE if kept else CREATE_SPACE
    attached = [READ_EVENT, READ_SPACE, PATCH_EVENT, PATCH_SPACE]
    expected = [READ_EVENT, made, PATCH_EVENT, *attached, READ_EVENT, READ_SPACE]
    assert sorted(expected) == sorted(stage.called())


@each_beginning
def test_the_loser_may_then_change_the_settings(
    stage: Stage, begin: Callable[[Stage], str]
) -> None:
    """The card of the losing press offers what it did not do, and that is then done."""
    event_id = begin(stage)
    winner, loser = (window(stage, event_id, wanted) for wanted in (OFF, ON))
    stage.google.faults.order(PATCH_EVENT, then=lambda: press_on(winner))
    press_on(loser)
    choose(loser, ON)
    loser.press_primary()
    assert SAYS.updated() == did(loser.card)
    assert ON == has(only_space(stage))


@each_maker
def test_presses_that_want_the_same_both_succeed(stage: Stage, *, kept: bool) -> None:
    """The losing press has what it wanted, but claims no mail that the other one sent for."""
    event_id = plain(stage)
    winner, loser = (window(stage, event_id, ON) for _ in range(2))
    if kept:
        fail(stage, loser)
    loser.set_input("notify", "all")
    stage.google.faults.order(PATCH_EVENT, then=lambda: press_on(winner))
    press_on(loser)
    assert [SAYS.created()] * 2 == [did(host.card) for host in (winner, loser)]
    assert ON.words == list(results(loser.card).values())
    assert [REOPEN] == remarks(loser.card)
    assert [] == stage.world.calendar.notifications
    assert [] == calls_of(stage, PATCH_SPACE)


def test_the_mail_that_was_sent_for_is_told_by_the_press_that_did(stage: Stage) -> None:
    """Where the winner chose mail and the loser none, only the winner's card tells of it."""
    event_id = plain(stage)
    winner, loser = (window(stage, event_id, ON) for _ in range(2))
    winner.set_input("notify", "all")
    stage.google.faults.order(PATCH_EVENT, then=lambda: press_on(winner))
    press_on(loser)
    assert [MAILED_ALL, REOPEN] == remarks(winner.card)
    assert [REOPEN] == remarks(loser.card)
    assert [(BO,)] == [sent.to for sent in stage.world.calendar.notifications]


@each_maker
def test_what_the_account_lacks_is_told_by_both(stage: Stage, *, kept: bool) -> None:
    """Two presses that want what Meet refuses in part have the same result."""
    stage.ana.features -= {Feature.SMART_NOTES}
    event_id = plain(stage)
    winner, loser = (window(stage, event_id, ON) for _ in range(2))
    if kept:
        fail(stage, loser)
    stage.google.faults.order(PATCH_EVENT, then=lambda: press_on(winner))
    press_on(loser)
    assert [SAYS.created()] * 2 == [did(host.card) for host in (winner, loser)]
    told_both = [results(host.card) for host in (winner, loser)]
    assert [{"Recording": "On", "Transcript": "On", "Notes": "Not available"}] * 2 == told_both


def test_a_press_that_loses_to_another_call_leaves_the_meet_as_it_is(stage: Stage) -> None:
    """A space that the event had and lost again meanwhile is not set by a press that loses."""
    event_id = plain(stage)
    winner, loser = (window(stage, event_id, wanted) for wanted in (OFF, ON))
    sooma = stage.world.calendar.vendor_conference(*SOOMA)

    def overtake() -> None:
        press_on(winner)
        stage.world.calendar.edit_event(ANA, event_id, conference=sooma)

    fail(stage, loser)
    stage.google.faults.order(PATCH_EVENT, then=overtake)
    press_on(loser)
    assert CHANGED == loser.notification
    assert ([], [ASKS]) == (footer(loser.card), buttons(loser.card))
    assert OFF == has(only_space(stage))
    assert sooma == stage.world.calendar.event(ANA, event_id, ANA)["conferenceData"]
