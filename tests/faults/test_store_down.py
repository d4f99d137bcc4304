"""The add-on's own store is out of reach: what still works, and what is not begun."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sandbox.google.people.accounts import Feature
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.parts import card_actions
from tests.support.calls import AT_ONCE, CREATE_SPACE, PATCH_EVENT, PATCH_SPACE, READ_EVENT
from tests.support.cards import buttons, did, footer, paragraphs, remarks, results, switches
from tests.support.people import ANA
from tests.support.sidebar import (
    agree_to_replace,
    ask_to_replace,
    met,
    opened,
    planned,
    press_again,
    told,
    try_again,
)
from tests.support.stage import SCOPE, Json, Stage
from tests.support.state import has_link_of, link, only_space
from tests.support.store import Store, stored
from tests.support.switches import OFF, ON, Three, choose, has, three
from tests.support.words import SAYS

MIXED = Three(transcription=True)


@pytest.fixture
def store(stage: Stage) -> Store:
    """The store of the usual stage, in which Ana's defaults are all on."""
    host = stage.host()
    host.open_home()
    choose(host, ON)
    host.press_primary()
    assert SAYS.saved() == host.notification
    return Store(stage.store)


# Cards


def test_the_home_card_says_so_and_offers_nothing(stage: Stage, store: Store) -> None:
    """Without the store the home card has the words alone: there is nothing to change or save."""
    store.spoil()
    host = stage.host()
    host.open_home()
    assert "home" == host.card["name"]
    assert [SAYS.store_down()] == paragraphs(host.card)
    assert ({}, [], []) == (switches(host.card), footer(host.card), [*card_actions(host.card)])

    store.mend()
    host.open_home()
    assert ON == three(host.card)
    assert [SAYS.files_of_meetings()] == paragraphs(host.card)


def test_the_event_card_says_so_and_offers_to_look_again(stage: Stage, store: Store) -> None:
    """Without the store no Meet can be made, so none is offered; Refresh shows when one can."""
    store.spoil()
    _, host = planned(stage)
    assert "Planning" == host.card["header"]["title"]
    assert [SAYS.store_down_at_event()] == paragraphs(host.card)
    assert ({}, ["Refresh"]) == (switches(host.card), footer(host.card))

    store.mend()
    host.press_primary()
    assert ON == three(host.card)
    assert ["Create Meet"] == footer(host.card)


def test_an_event_with_a_meet_shows_the_meets_settings(down: Stage) -> None:
    """What Meet has is shown as ever: it does not come from the store."""
    space = down.world.meet.make_meet(ANA, recording=True, transcription=True, smart_notes=True)
    host = opened(down, down.world.calendar.add_event(ANA, conference=space))
    assert ON._asdict() == switches(host.card)
    assert ["Update settings", "Join"] == footer(host.card)


def sooma_on(stage: Stage) -> tuple[str, Json]:
    """An event of Ana's with another vendor's conference, and that."""
    sooma = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    return stage.world.calendar.add_event(ANA, conference=sooma), sooma


def test_anothers_call_is_shown_and_not_offered_to_be_replaced(down: Stage) -> None:
    """What is there is told as ever; what needs the store is not on the card."""
    event_id, _ = sooma_on(down)
    host = opened(down, event_id)
    assert [SAYS.other_vendor("Sooma"), SAYS.store_down_at_event()] == paragraphs(host.card)
    assert ([], ["Refresh"]) == (buttons(host.card), footer(host.card))


def test_a_question_to_replace_that_comes_too_late_offers_refresh_alone(
    stage: Stage, store: Store
) -> None:
    """Asked once the store is down, the card says that no Meet can be made."""
    event_id, _ = sooma_on(stage)
    host = opened(stage, event_id)
    store.spoil()
    ask_to_replace(host)
    assert "replace" == host.card["name"]
    assert [SAYS.store_down_at_event()] == remarks(host.card)
    assert ({}, [SAYS.refresh()]) == (switches(host.card), footer(host.card))


def test_help_needs_no_store(down: Stage) -> None:
    """The help card comes without the store."""
    host = down.host()
    host.open_home()
    host.universal_action("Help")
    assert "help" == host.card["name"]


# Changing what is stored


@pytest.mark.parametrize("action", ["save", "reset", "forget"])
def test_a_change_of_the_defaults_says_that_it_failed(
    stage: Stage, store: Store, action: str
) -> None:
    """Save, reset and delete say that nothing was done, and nothing was."""
    host = stage.host()
    host.open_home()
    if action == "save":
        choose(host, OFF)
    else:
        host.card_action({"reset": SAYS.reset(), "forget": SAYS.forget()}[action])
        assert action == host.card["name"]
    store.spoil()
    host.press_primary()
    assert [SAYS.store_unavailable()] == told(host)
    assert host.notification is None

    store.mend()
    host = stage.host()
    host.open_home()
    assert ON == three(host.card)


# Making a Meet


def test_no_space_is_made_that_could_not_be_remembered(stage: Stage, store: Store) -> None:
    """Create stops before anything is made when the store cannot say whether one was made."""
    event_id, host = planned(stage)
    store.spoil()
    host.press_primary()
    assert [SAYS.store_unavailable()] == told(host)
    assert ["Try again", "Refresh"] == footer(host.card)
    assert [READ_EVENT] == stage.called()
    assert [] == stage.world.meet.spaces
    assert link(stage, ANA, event_id) is None


def test_replacing_stops_before_anything_is_made(stage: Stage, store: Store) -> None:
    """Replace stops likewise, and the old conference stays."""
    event_id, sooma = sooma_on(stage)
    host = opened(stage, event_id)
    ask_to_replace(host)
    stage.called()
    store.spoil()
    agree_to_replace(host)
    assert [SAYS.store_unavailable()] == told(host)
    assert [READ_EVENT] == stage.called()
    assert [] == stage.world.meet.spaces
    assert sooma == stage.world.calendar.event(ANA, event_id, ANA)["conferenceData"]


@pytest.mark.parametrize("again", [press_again, try_again])
def test_create_works_again_when_the_store_does(
    stage: Stage, store: Store, again: Callable[[CalendarHost], object]
) -> None:
    """The press after the store came back makes the one space, with what was chosen before."""
    event_id, host = planned(stage)
    choose(host, MIXED)
    store.spoil()
    host.press_primary()
    assert [SAYS.store_unavailable()] == told(host)
    stage.called()
    store.mend()
    again(host)
    assert SAYS.created() == did(host.card)
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()
    assert has_link_of(stage, event_id, only_space(stage))
    assert MIXED == has(only_space(stage))


@pytest.mark.parametrize("breaks_at", [CREATE_SPACE, PATCH_EVENT])
def test_a_space_that_exists_is_attached_though_the_store_breaks(
    stage: Stage, store: Store, breaks_at: str
) -> None:
    """When the store breaks after a space was claimed, the surest way is to go on."""
    event_id, host = planned(stage)
    stage.google.faults.order(breaks_at, then=store.spoil)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert has_link_of(stage, event_id, only_space(stage))
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()


def test_a_refused_space_is_told_though_the_store_breaks(stage: Stage, store: Store) -> None:
    """When the store breaks and Meet refuses, the user hears of Meet's refusal."""
    _, host = planned(stage)
    stage.google.faults.order(CREATE_SPACE, then=store.spoil, status=429)
    host.press_primary()
    assert [SAYS.try_again()] == told(host)


def test_a_kept_space_stays_kept_though_the_store_breaks(stage: Stage, store: Store) -> None:
    """Settings made on a kept space count although the record of them could not be renewed."""
    event_id, host = planned(stage)
    stage.google.faults.order(PATCH_EVENT, status=429, headers={"Retry-After": "60"})
    host.press_primary()
    host.back()
    choose(host, ON)
    stage.google.faults.order(PATCH_SPACE, then=store.spoil)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert has_link_of(stage, event_id, only_space(stage))
    assert ON == has(only_space(stage))


# Updating


def test_settings_are_updated_without_the_store(down: Stage) -> None:
    """Changing a Meet's settings needs no store at all."""
    space, host = met(down)
    choose(host, ON)
    host.press_primary()
    assert SAYS.updated() == did(host.card)
    assert ON == has(space)


def test_defaults_that_cannot_be_remembered_are_a_remark(stage: Stage, store: Store) -> None:
    """Remembering that fails is said beside the success, not instead of it."""
    space, host = met(stage)
    choose(host, ON)
    host.set_switch("remember", on=True)
    store.spoil()
    host.press_primary()
    assert SAYS.updated() == did(host.card)
    assert SAYS.not_remembered() in paragraphs(host.card)
    assert SAYS.remembered() not in paragraphs(host.card)
    assert ON == has(space)


def test_a_new_meet_whose_switches_cannot_be_remembered_is_a_success(
    stage: Stage, store: Store
) -> None:
    """The same goes for a new Meet when the store breaks on the way."""
    event_id, host = planned(stage)
    host.set_switch("remember", on=True)
    stage.google.faults.order(PATCH_EVENT, then=store.spoil)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert SAYS.not_remembered() in paragraphs(host.card)
    assert has_link_of(stage, event_id, only_space(stage))


def test_remembering_is_not_tried_when_the_event_was_not_changed(stage: Stage) -> None:
    """A press that fails leaves the defaults as they were, whatever was to be remembered."""
    _, host = planned(stage)
    choose(host, ON)
    host.set_switch("remember", on=True)
    stage.google.faults.order(READ_EVENT, status=503, headers=AT_ONCE, times=4)
    host.press_primary()
    assert [SAYS.try_again()] == told(host)
    home = stage.host()
    home.open_home()
    assert OFF == three(home.card)


# What Meet refuses


@pytest.mark.parametrize("breaks_at", [CREATE_SPACE, PATCH_EVENT])
def test_a_refusal_that_cannot_be_noted_is_told_and_met_anew(
    stage: Stage, store: Store, breaks_at: str
) -> None:
    """The Meet is made as far as the account may; the next event offers all, and is told again."""
    stage.ana.features -= {Feature.SMART_NOTES}
    told_of_it = {"Recording": "On", "Transcript": "On", "Notes": "Not available"}
    event_id, host = planned(stage)
    stage.google.faults.order(
        breaks_at,
        then=store.spoil,
        when=lambda _: breaks_at == PATCH_EVENT or len(stage.google.calls_of(CREATE_SPACE)) > 1,
    )
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert told_of_it == results(host.card)
    assert [READ_EVENT, CREATE_SPACE, CREATE_SPACE, PATCH_EVENT] == stage.called()
    assert has_link_of(stage, event_id, only_space(stage))

    store.mend()
    assert not [name for _, name in stored(stage) if name.startswith("lacking")]
    _, host = planned(stage)
    assert ON == three(host.card)
    host.press_primary()
    assert told_of_it == results(host.card)
    assert [READ_EVENT, CREATE_SPACE, CREATE_SPACE, PATCH_EVENT] == stage.called()
    assert [name for _, name in stored(stage) if name.startswith("lacking")]


def test_a_note_of_a_refusal_that_cannot_be_read_is_as_none(stage: Stage, store: Store) -> None:
    """With the store down all three switches of a Meet are there, and each is asked for."""
    space, host = met(stage)
    stage.ana.features -= {Feature.SMART_NOTES}
    choose(host, ON)
    host.press_primary()
    assert 2 == stage.called().count(PATCH_SPACE)
    host.press_primary()
    assert ["recording", "transcription", "remember"] == [*switches(host.card)]

    store.spoil()
    host.refresh()
    assert ["recording", "transcription", "smart_notes"] == [*switches(host.card)]
    stage.called()
    choose(host, ON)
    host.press_primary()
    assert {"Recording": "On", "Transcript": "On", "Notes": "Not available"} == results(host.card)
    assert [PATCH_SPACE] == [each for each in stage.called() if each == PATCH_SPACE]
    assert Three(recording=True, transcription=True) == has(space)


def test_check_again_says_that_it_failed(stage: Stage, store: Store) -> None:
    """Where the note cannot be deleted that is told, and the button works once it can."""
    stage.ana.features -= {Feature.SMART_NOTES}
    _, host = planned(stage)
    host.press_primary()
    host.press_primary()
    store.spoil()
    host.press(SAYS.check_again())
    assert [SAYS.store_unavailable()] == told(host)
    store.mend()
    try_again(host)
    assert ["recording", "transcription", "smart_notes", "remember"] == [*switches(host.card)]


# Consent


def test_without_the_store_no_prompt_is_begun(down: Stage) -> None:
    """A prompt that could not be remembered might never end: the store is told of instead."""
    event_id = down.world.calendar.add_event(ANA)
    lacking = SCOPE + "meetings.space.settings"
    host = down.host()
    host.installation.granted -= {lacking}
    host.open_event(ANA, event_id)
    host.press_primary()
    for _ in range(2):
        assert [SAYS.store_unavailable()] == told(host)
        assert ["Refresh"] == footer(host.card)
        host.press_primary()
    assert [] == host.consents
    assert [] == down.called()
