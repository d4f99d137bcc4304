"""What a Meet was set to is remembered, and told where it is otherwise by now."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sandbox.google.meet.meetings import RECORDING, SMART_NOTES, Space
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import PATCH_SPACE, READ_EVENT, READ_SPACE, calls_of
from tests.support.cards import buttons, did, lines, meet_line, paragraphs
from tests.support.chat import in_room, set_switches
from tests.support.people import ANA, BO
from tests.support.schedule import planned, pressed
from tests.support.sidebar import opened, told, viewed
from tests.support.stage import Stage
from tests.support.store import Rows, Store, stored
from tests.support.switches import ON, Three, artifacts, choose, has, three
from tests.support.words import SAYS

DRIFTED = f"<b>{SAYS.drifted()}</b>"
OFF_NOW = "Recording is off now, you had it on."
ON_NOW = "Notes are on now, you had them off."
SET_IT = ["Set it again", "Keep it so"]


def set_by_ana(stage: Stage, wanted: Three) -> tuple[str, Space]:
    """An event to which Ana has given a Meet; the calls so far are forgotten."""
    event = stage.world.calendar.add_event(ANA)
    host = opened(stage, event)
    choose(host, wanted)
    host.press_primary()
    [space] = stage.world.meet.spaces
    stage.called()
    stage.google.calls.clear()
    return event, space


def drifted(stage: Stage) -> tuple[str, Space, CalendarHost]:
    """Recording was wanted and notes were not; somebody has turned that round."""
    event, space = set_by_ana(stage, Three(recording=True))
    space.settings |= {RECORDING: "OFF", SMART_NOTES: "ON"}
    host = opened(stage, event)
    return event, space, host


def test_what_stands_as_set_is_not_told(stage: Stage) -> None:
    """The card of a Meet that nobody has touched says nothing of it, and asks nobody more."""
    event, _ = set_by_ana(stage, Three(recording=True))
    host = viewed(stage, event)
    assert DRIFTED not in paragraphs(host.card)
    assert [READ_EVENT, READ_SPACE] == sorted(stage.called())


def test_what_somebody_changed_is_told_first(stage: Stage) -> None:
    """A line for each, how it is and how it was set; the switches show how it is."""
    _, space, host = drifted(stage)
    assert DRIFTED == paragraphs(host.card)[0]
    told_lines = [("", OFF_NOW, ""), ("", ON_NOW, ""), meet_line(space.uri)]
    assert told_lines == lines(host.card)
    assert SET_IT == buttons(host.card)
    assert Three(smart_notes=True) == three(host.card)


def test_it_is_set_again_in_one_press(stage: Stage) -> None:
    """As it was set, all three, on the Meet's own name; then nothing is told any more."""
    event, space, host = drifted(stage)
    host.press("Set it again")
    assert SAYS.updated() == did(host.card)
    [patch] = calls_of(stage, PATCH_SPACE)
    assert artifacts(recording="ON", transcription="OFF", smart_notes="OFF") == patch.body
    assert Three(recording=True) == has(space)
    # Who may do what was never chosen, nor has anybody changed it.
    assert [meet_line(space.uri)] == lines(host.card)
    assert DRIFTED not in paragraphs(opened(stage, event).card)


def test_it_is_kept_as_it_is(stage: Stage) -> None:
    """Nothing is written to Google, and nothing is told from then on."""
    event, space, host = drifted(stage)
    host.press("Keep it so")
    assert SAYS.kept_as_is() == host.notification
    assert DRIFTED not in paragraphs(host.card)
    assert [] == calls_of(stage, PATCH_SPACE)
    assert Three(smart_notes=True) == has(space)
    assert DRIFTED not in paragraphs(opened(stage, event).card)


def test_a_change_of_ones_own_is_no_drift(stage: Stage) -> None:
    """Whether it is made in the sidebar or in Chat."""
    event, _ = set_by_ana(stage, Three(recording=True))
    host = opened(stage, event)
    choose(host, ON)
    host.press_primary()
    assert DRIFTED not in paragraphs(opened(stage, event).card)

    chat = in_room(stage)
    pressed(planned(chat, wanted=ON))
    chat.click(SAYS.change_settings())
    set_switches(chat, Three())
    chat.press(SAYS.save())
    [scheduled] = [
        entry.event.id for entry in stage.world.calendar.entries(ANA) if entry.event.id != event
    ]
    assert DRIFTED not in paragraphs(opened(stage, scheduled).card)
    stage.world.meet.spaces[-1].settings[RECORDING] = "ON"
    assert DRIFTED == paragraphs(opened(stage, scheduled).card)[0]


def test_a_refusal_is_no_drift(stage: Stage) -> None:
    """What Meet did not give at the press was told then; it was never so."""
    stage.ana.features = set()
    event, _ = set_by_ana(stage, ON)
    assert DRIFTED not in paragraphs(opened(stage, event).card)


def test_another_meet_is_not_measured_by_it(stage: Stage) -> None:
    """A press for one Meet does nothing to the one that has taken its place."""
    event, _, host = drifted(stage)
    other = stage.world.meet.make_meet(ANA)
    stage.world.calendar.edit_event(ANA, event, conference=other)
    host.press("Set it again")
    assert SAYS.event_changed() == host.notification
    assert Three() == has(other)
    _, host = event, opened(stage, event)
    assert DRIFTED not in paragraphs(host.card)


def test_nobody_else_is_told(stage: Stage) -> None:
    """What Ana set is Ana's; who cannot set the Meet hears nothing."""
    event, _, _ = drifted(stage)
    stage.world.calendar.share_calendar(ANA, BO, "writer")
    bo = stage.host(user=stage.bo)
    bo.open_event(ANA, event)
    assert DRIFTED not in paragraphs(bo.card)


def test_rules_are_measured_too(stage: Stage) -> None:
    """Who may do what is named where it is otherwise, and set again with the rest."""
    event = stage.world.calendar.add_event(ANA)
    host = opened(stage, event)
    host.set_input("access", "RESTRICTED")
    host.set_switch("moderation", True)
    host.press_primary()
    [space] = stage.world.meet.spaces
    space.settings |= {"accessType": "OPEN", "moderation": "OFF"}
    host = opened(stage, event)
    named = "Who may join without asking and Host management"
    assert ("Otherwise than you set it", named, "") in lines(host.card)
    host.press("Set it again")
    assert ("RESTRICTED", "ON") == (space.settings["accessType"], space.settings["moderation"])
    assert DRIFTED not in paragraphs(opened(stage, event).card)


def test_it_is_forgotten_in_time_and_on_demand(stage: Stage, rows: Rows) -> None:
    """After half a year, or when everything is deleted."""
    event, _, host = drifted(stage)
    rows.let_pass(timedelta(days=180))
    assert DRIFTED not in paragraphs(opened(stage, event).card)
    host.press("Set it again")
    assert ("event", None) == (host.card["name"], host.notification)
    host = stage.host()
    host.open_home()
    host.card_action(SAYS.forget())
    host.press_primary()
    assert [] == stored(stage)


@pytest.mark.own_stage
def test_with_the_store_down_nothing_is_told(stage: Stage) -> None:
    """What cannot be read is not made up; and what cannot be remembered is not said to be."""
    event, _, host = drifted(stage)
    Store(stage.store).spoil()
    assert DRIFTED not in paragraphs(opened(stage, event).card)
    host.press("Keep it so")
    assert [SAYS.store_unavailable()] == told(host)
    host.back()
    host.press("Set it again")
    assert [SAYS.store_unavailable()] == told(host)
