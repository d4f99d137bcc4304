"""The add-on's own store is out of reach: what still works, and what is not begun."""

from __future__ import annotations

import pytest

from tests.support.calls import AT_ONCE, CREATE_SPACE, PATCH_EVENT, PATCH_SPACE, READ_EVENT
from tests.support.cards import footer, paragraphs
from tests.support.people import ANA
from tests.support.sidebar import met, opened, planned, press_again, told
from tests.support.stage import SCOPE, Stage
from tests.support.state import has_link_of, link, only_space
from tests.support.store import Store
from tests.support.switches import OFF, ON, choose, has, three
from tests.support.words import SAYS


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


def test_the_home_card_comes_with_the_built_in_defaults(stage: Stage, store: Store) -> None:
    """Without the store the home card shows all off and says that these are not the user's."""
    store.spoil()
    host = stage.host()
    host.open_home()
    assert "home" == host.card["name"]
    assert OFF == three(host.card)
    assert SAYS.store_down() in paragraphs(host.card)

    store.mend()
    host.open_home()
    assert ON == three(host.card)
    assert SAYS.store_down() not in paragraphs(host.card)


def test_the_event_card_comes_with_the_built_in_defaults(stage: Stage, store: Store) -> None:
    """Without the store an event's card shows all off, says so, and offers what it always does."""
    store.spoil()
    _, host = planned(stage)
    assert OFF == three(host.card)
    assert SAYS.store_down() in paragraphs(host.card)
    assert ["Create Meet"] == footer(host.card)


def test_an_event_with_a_meet_shows_the_meets_settings(down: Stage) -> None:
    """What Meet has is shown as ever: it does not come from the store."""
    space = down.world.meet.make_meet(ANA, recording=True, transcription=True, smart_notes=True)
    host = opened(down, down.world.calendar.add_event(ANA, conference=space))
    assert ON == three(host.card)
    assert ["Update settings", "Join"] == footer(host.card)


def test_the_replace_card_comes_too(down: Stage) -> None:
    """Asking whether to replace a conference needs no store."""
    sooma = down.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    host = opened(down, down.world.calendar.add_event(ANA, conference=sooma))
    host.press_primary()
    assert "replace" == host.card["name"]
    assert OFF == three(host.card)


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
    if action == "forget":
        host.card_action(SAYS.forget())
    store.spoil()
    if action == "reset":
        host.card_action(SAYS.reset())
    else:
        host.press_primary()
    assert [SAYS.store_unavailable()] == told(host)
    assert host.notification is None

    store.mend()
    host = stage.host()
    host.open_home()
    assert ON == three(host.card)


# Making a Meet


def test_no_space_is_made_that_could_not_be_remembered(down: Stage) -> None:
    """Create stops before anything is made when the store cannot say whether one was made."""
    event_id, host = planned(down)
    host.press_primary()
    assert [SAYS.store_unavailable()] == told(host)
    assert [READ_EVENT] == down.called()
    assert [] == down.world.meet.spaces
    assert link(down, ANA, event_id) is None


def test_replacing_stops_before_anything_is_made(down: Stage) -> None:
    """Replace stops likewise, and the old conference stays."""
    sooma = down.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    event_id = down.world.calendar.add_event(ANA, conference=sooma)
    host = opened(down, event_id)
    host.press_primary()
    host.press_primary()
    assert [SAYS.store_unavailable()] == told(host)
    assert [] == down.world.meet.spaces
    assert sooma == down.world.calendar.event(ANA, event_id, ANA)["conferenceData"]


def test_create_works_again_when_the_store_does(stage: Stage, store: Store) -> None:
    """The press after the store came back makes the one space."""
    event_id, host = planned(stage)
    store.spoil()
    host.press_primary()
    assert [SAYS.store_unavailable()] == told(host)
    store.mend()
    press_again(host)
    assert SAYS.created() == host.card["header"]["title"]
    assert has_link_of(stage, event_id, only_space(stage))


@pytest.mark.parametrize("breaks_at", [CREATE_SPACE, PATCH_EVENT])
def test_a_space_that_exists_is_attached_though_the_store_breaks(
    stage: Stage, store: Store, breaks_at: str
) -> None:
    """When the store breaks after a space was claimed, the surest way is to go on."""
    event_id, host = planned(stage)
    stage.google.faults.order(breaks_at, then=store.spoil)
    host.press_primary()
    assert SAYS.created() == host.card["header"]["title"]
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
    assert SAYS.created() == host.card["header"]["title"]
    assert has_link_of(stage, event_id, only_space(stage))
    assert ON == has(only_space(stage))


# Updating


def test_settings_are_updated_without_the_store(down: Stage) -> None:
    """Changing a Meet's settings needs no store at all."""
    space, host = met(down)
    choose(host, ON)
    host.press_primary()
    assert SAYS.updated() == host.card["header"]["title"]
    assert ON == has(space)


def test_defaults_that_cannot_be_remembered_are_a_remark(down: Stage) -> None:
    """Remembering that fails is said beside the success, not instead of it."""
    space, host = met(down)
    choose(host, ON)
    host.set_switch("remember", on=True)
    host.press_primary()
    assert SAYS.updated() == host.card["header"]["title"]
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
    assert SAYS.created() == host.card["header"]["title"]
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


# Consent


def test_without_the_store_no_prompt_is_begun(down: Stage) -> None:
    """A prompt that could not be remembered might never end: the store is told of instead."""
    event_id = down.world.calendar.add_event(ANA)
    lacking = SCOPE + "meetings.space.settings"
    host = down.host()
    host.installation.granted -= {lacking}
    host.open_event(ANA, event_id)
    for _ in range(2):
        assert [SAYS.store_unavailable()] == told(host)
        assert ["Refresh"] == footer(host.card)
        host.press_primary()
    assert [] == host.consents
    assert [] == down.called()
