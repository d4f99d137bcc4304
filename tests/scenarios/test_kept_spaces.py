"""A space that an earlier press made is read before it is used again, and set once it is."""

from __future__ import annotations

import pytest

from sandbox.google.people.accounts import Feature
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import PATCH_EVENT, PATCH_SPACE, READ_EVENT, READ_SPACE, calls_of
from tests.support.cards import did, footer, results
from tests.support.people import ANA
from tests.support.stage import Stage
from tests.support.state import link, only_space
from tests.support.switches import OFF, ON, Three, all_three, choose, has
from tests.support.words import SAYS

KEPT_ON = "Could not be turned off"


def create(stage: Stage, event_id: str, wanted: Three) -> CalendarHost:
    """Open an event of Ana's that has no Meet, and create one; only its calls are remembered."""
    host = stage.host()
    host.open_event(ANA, event_id)
    assert ["Create Meet"] == footer(host.card)
    stage.called()
    choose(host, wanted)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    return host


def update(host: CalendarHost, wanted: Three) -> None:
    """Go from the result of a press to the event's settings, and change them."""
    host.press_primary()
    assert ["Update settings", "Join"] == footer(host.card)
    choose(host, wanted)
    host.press_primary()
    assert SAYS.updated() == did(host.card)


@pytest.mark.parametrize(
    ("first", "then", "last"), [(OFF, ON, OFF), (ON, OFF, ON), (OFF, ON, Three(recording=True))]
)
def test_a_meet_removed_and_created_again_is_as_the_last_press_wants_it(
    stage: Stage, first: Three, then: Three, last: Three
) -> None:
    """Created, updated, removed in Calendar, created again: the result is what Meet then has."""
    event_id = stage.world.calendar.add_event(ANA)
    update(create(stage, event_id, first), then)
    assert then == has(only_space(stage))
    stage.world.calendar.edit_event(ANA, event_id, conference=None)

    host = create(stage, event_id, last)
    [patch] = calls_of(stage, PATCH_SPACE)
    assert all_three(last) == patch.body
    assert [READ_EVENT, READ_SPACE, PATCH_EVENT, PATCH_SPACE] == stage.called()
    space = only_space(stage)
    assert last == has(space)
    assert last.words == list(results(host.card).values())
    assert space.uri == link(stage, ANA, event_id)


def test_a_space_changed_in_meet_is_set_anew(stage: Stage) -> None:
    """What the host turned on in Meet's own pages does not outlast a press with all off."""
    event_id = stage.world.calendar.add_event(ANA)
    create(stage, event_id, OFF)
    stage.world.meet.edit_space(only_space(stage), recording=True, transcription=True)
    stage.world.calendar.edit_event(ANA, event_id, conference=None)

    host = create(stage, event_id, OFF)
    assert OFF == has(only_space(stage))
    assert OFF.words == list(results(host.card).values())


def test_a_kept_space_of_which_all_is_refused_is_told_as_meet_has_it(stage: Stage) -> None:
    """When Meet refuses all three, the result says what Meet has now, not what was once kept."""
    event_id = stage.world.calendar.add_event(ANA)
    update(create(stage, event_id, OFF), ON)
    stage.world.calendar.edit_event(ANA, event_id, conference=None)
    stage.world.knobs.off_refused_without_feature = True
    stage.ana.features -= {Feature.RECORDING, Feature.TRANSCRIPTION, Feature.SMART_NOTES}

    host = create(stage, event_id, OFF)
    assert ON == has(only_space(stage))
    assert dict.fromkeys(["Recording", "Transcript", "Notes"], KEPT_ON) == results(host.card)


def test_what_cannot_be_turned_off_on_a_kept_space_is_told_as_on(stage: Stage) -> None:
    """When Meet refuses the OFF of what is on, the result says what Meet has."""
    event_id = stage.world.calendar.add_event(ANA)
    update(create(stage, event_id, OFF), ON)
    stage.world.calendar.edit_event(ANA, event_id, conference=None)
    stage.world.knobs.off_refused_without_feature = True
    stage.ana.features -= {Feature.RECORDING}

    host = create(stage, event_id, OFF)
    assert Three(recording=True) == has(only_space(stage))
    assert {"Recording": KEPT_ON, "Transcript": "Off", "Notes": "Off"} == results(host.card)
