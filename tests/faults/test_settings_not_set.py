"""A kept Meet is on its event, but its settings could not be brought to what was chosen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from sandbox.google import errors
from sandbox.google.errors import ApiError
from sandbox.google.faults import Call
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import AT_ONCE, PATCH_EVENT, PATCH_SPACE, READ_EVENT, READ_SPACE, calls_of
from tests.support.cards import did, results
from tests.support.people import ANA
from tests.support.sidebar import (
    ask_to_replace,
    opened,
    planned,
    press_again,
    press_on,
    told,
    try_again,
)
from tests.support.stage import Stage
from tests.support.state import has_link_of, only_space
from tests.support.switches import OFF, ON, Three, all_three, choose, has
from tests.support.words import SAYS

TRIES = 4
NOT_SET = (
    "The event has its Meet, but it is not certain that it has these settings. "
    "Try again to set them."
)


def create(stage: Stage) -> tuple[str, CalendarHost]:
    """An event without a conference."""
    return planned(stage)


def replace(stage: Stage) -> tuple[str, CalendarHost]:
    """One whose conference is about to be replaced."""
    sooma = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    event_id = stage.world.calendar.add_event(ANA, conference=sooma)
    host = opened(stage, event_id)
    ask_to_replace(host)
    return event_id, host


def go_back(host: CalendarHost) -> None:
    """Go back to the card that was pressed, and press it again."""
    host.back()
    press_on(host)


each_beginning = pytest.mark.parametrize("begin", [create, replace])
Ways = tuple[Callable[[Stage], tuple[str, CalendarHost]], Callable[[CalendarHost], object]]
each_way_there_and_on = pytest.mark.parametrize(
    "ways",
    list(product([create, replace], [go_back, try_again])),
    ids=lambda ways: "-".join(way.__name__ for way in ways),
)


def kept(
    stage: Stage, begin: Callable[[Stage], tuple[str, CalendarHost]], wanted: Three = ON
) -> tuple[str, CalendarHost]:
    """A press has left a Meet with other settings; the next one will want these."""
    event_id, host = begin(stage)
    choose(host, Three(*(not on for on in wanted)))
    stage.google.faults.order(PATCH_EVENT, error=errors.calendar("forbidden"))
    press_on(host)
    assert [SAYS.ask_organizer()] == told(host)
    host.back()
    choose(host, wanted)
    stage.called()
    return event_id, host


ATTACHED = [READ_EVENT, READ_SPACE, PATCH_EVENT]


@each_way_there_and_on
@pytest.mark.parametrize("wanted", [ON, OFF], ids=["on", "off"])
@pytest.mark.parametrize(
    ("error", "times"),
    [
        (errors.permission_denied("Space"), 1),
        (errors.meet(400, "Odd."), 1),
        (errors.meet(429, "Busy."), TRIES),
        (errors.unauthenticated("meet", PATCH_SPACE, expired=True), 1),
    ],
    ids=["denied", "unknown", "busy", "expired"],
)
def test_that_the_event_has_its_meet_is_told_and_pressing_again_sets_it(
    stage: Stage, ways: Ways, wanted: Three, error: ApiError, times: int
) -> None:
    """The link stands, nothing is set, and the same button then sets what is still chosen."""
    begin, again = ways
    event_id, host = kept(stage, begin, wanted)
    before = has(only_space(stage))
    stage.google.faults.order(PATCH_SPACE, error=error, headers=AT_ONCE, times=times)
    press_on(host)
    assert [NOT_SET] == told(host)
    assert [*ATTACHED, *[PATCH_SPACE] * times] == stage.called()
    assert has_link_of(stage, event_id, only_space(stage))
    assert before == has(only_space(stage))

    again(host)
    assert did(host.card) in {SAYS.created(), SAYS.replaced()}
    assert wanted.words == list(results(host.card).values())
    [patch] = calls_of(stage, PATCH_SPACE)
    assert all_three(wanted) == patch.body
    # The space is read beside the event, by the code that Calendar shows.
    assert [READ_EVENT, READ_SPACE, PATCH_SPACE] == sorted(stage.called())
    assert has_link_of(stage, event_id, only_space(stage))
    assert wanted == has(only_space(stage))


def test_a_refresh_shows_the_meet_as_it_is(stage: Stage) -> None:
    """The problem's own button leads to the event's card with the settings that Meet has."""
    event_id, host = kept(stage, create)
    stage.google.faults.order(PATCH_SPACE, error=errors.meet(400, "Odd."))
    host.press_primary()
    assert [NOT_SET] == told(host)
    host.press_primary()
    assert "event" == host.card["name"]
    choose(host, ON)
    host.press_primary()
    assert SAYS.updated() == did(host.card)
    assert ON == has(only_space(stage))
    assert has_link_of(stage, event_id, only_space(stage))


def lost(stage: Stage) -> None:
    """Have the settings changed, the answer lost, and every repetition fail."""
    stage.google.faults.order(PATCH_SPACE, drop="after")
    stage.google.faults.order(PATCH_SPACE, status=503, headers=AT_ONCE, times=TRIES - 1)


@each_beginning
def test_settings_whose_answers_are_lost_are_looked_up(
    stage: Stage, begin: Callable[[Stage], tuple[str, CalendarHost]]
) -> None:
    """Nobody is told that settings could not be changed which Meet has."""
    event_id, host = kept(stage, begin)
    lost(stage)
    press_on(host)
    assert did(host.card) in {SAYS.created(), SAYS.replaced()}
    assert ON.words == list(results(host.card).values())
    assert [*ATTACHED, *[PATCH_SPACE] * TRIES, READ_SPACE] == stage.called()
    assert ON == has(only_space(stage))
    assert has_link_of(stage, event_id, only_space(stage))


def test_settings_that_were_lost_and_not_made_are_looked_up_too(stage: Stage) -> None:
    """Where Meet has them not, that is told."""
    _, host = kept(stage, create)
    stage.google.faults.order(PATCH_SPACE, drop="before", times=TRIES)
    host.press_primary()
    assert [NOT_SET] == told(host)
    assert [*ATTACHED, *[PATCH_SPACE] * TRIES, READ_SPACE] == stage.called()
    assert OFF == has(only_space(stage))


def test_settings_that_cannot_be_looked_up_may_be_set_again(stage: Stage) -> None:
    """When Meet is silent altogether, the next press makes sure and changes nothing more."""
    _, host = kept(stage, create)
    lost(stage)

    def is_after_the_change(call: Call) -> bool:
        del call
        return bool(calls_of(stage, PATCH_SPACE))

    stage.google.faults.order(
        READ_SPACE, status=503, headers=AT_ONCE, times=TRIES, when=is_after_the_change
    )
    host.press_primary()
    assert [NOT_SET] == told(host)
    stage.called()
    press_again(host)
    assert SAYS.created() == did(host.card)
    assert ON.words == list(results(host.card).values())
    assert [READ_EVENT, READ_SPACE] == sorted(stage.called())
    assert ON == has(only_space(stage))


def test_a_lost_attachment_whose_settings_fail_is_told_the_same(stage: Stage) -> None:
    """Recognised as this press's own, the Meet is set; if that fails, the event has it anyway."""
    event_id, host = kept(stage, create)
    stage.google.faults.order(PATCH_EVENT, drop="after")
    stage.google.faults.order(PATCH_SPACE, error=errors.meet(400, "Odd."))
    host.press_primary()
    assert [NOT_SET] == told(host)
    assert [*ATTACHED, PATCH_EVENT, READ_EVENT, READ_SPACE, PATCH_SPACE] == stage.called()
    assert has_link_of(stage, event_id, only_space(stage))
    press_again(host)
    assert ON == has(only_space(stage))
