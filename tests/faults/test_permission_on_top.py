"""A permission that is missing at a press lies on the clicked card, which keeps its choices."""

from __future__ import annotations

from collections.abc import Callable, Collection

import pytest

from addon.permissions.scopes import EMAIL, MEET_CREATE, MEET_SETTINGS, Scope
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import CREATE_SPACE, PATCH_EVENT, READ_EVENT
from tests.support.cards import did, footer
from tests.support.consent import declines, grants, in_turn, needed, permission_lines, urls, without
from tests.support.people import ANA
from tests.support.sidebar import agree_to_replace, ask_to_replace, met
from tests.support.stage import Stage
from tests.support.state import has_link_of, only_space
from tests.support.switches import ON, Three, choose, has, three
from tests.support.words import SAYS

MIXED = Three(recording=True, smart_notes=True)


def planned(
    stage: Stage, consent: Callable[[list[str]], Collection[str]], lacking: Scope = MEET_CREATE
) -> tuple[str, CalendarHost]:
    """An event without a Meet, open with some switches chosen, whose user lacks a permission."""
    event_id = stage.world.calendar.add_event(ANA)
    host = stage.host(consent=consent)
    host.open_event(ANA, event_id)
    host.installation.granted = frozenset(without(lacking))
    choose(host, MIXED)
    host.set_switch("remember", on=True)
    stage.called()
    return event_id, host


def stacked(host: CalendarHost) -> list[str]:
    """The cards that lie on each other, by name."""
    return [shown.card["name"] for shown in host.stack.cards]


def chosen(host: CalendarHost) -> dict[str, object]:
    """What the form of the visible card holds."""
    assert host.shown is not None
    return dict(host.shown.form)


def test_a_declined_permission_lies_on_the_card_that_was_clicked(stage: Stage) -> None:
    """Declining Create's permission covers the event's card, and going back finds it as it was."""
    _, host = planned(stage, declines)
    before = chosen(host)
    host.press_primary()
    assert ["event", "permission"] == stacked(host)
    assert permission_lines(MEET_CREATE) == needed(host.card)
    assert [] == stage.called()

    host.back()
    assert before == chosen(host)
    assert ["Create Meet"] == footer(host.card)


def test_a_grant_goes_back_to_the_card_with_what_was_chosen(stage: Stage) -> None:
    """Granted on the permission card, the event's card is there again and its press works."""
    event_id, host = planned(stage, in_turn(declines, grants(MEET_CREATE)))
    before = chosen(host)
    host.press_primary()
    host.press_primary()
    assert ["event"] == stacked(host)
    assert before == chosen(host)
    assert [urls(MEET_CREATE)] * 2 == host.consents
    assert [] == stage.called()

    host.press_primary()
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()
    assert MIXED == has(only_space(stage))
    assert has_link_of(stage, event_id, only_space(stage))
    host.close_event()
    assert MIXED == three(host.card)


def test_declining_again_leaves_the_card_there(stage: Stage) -> None:
    """However often it is declined, one permission card lies on the event's, and a grant works."""
    refusals = [declines] * 4
    _, host = planned(stage, in_turn(*refusals, grants(MEET_CREATE)))
    before = chosen(host)
    host.press_primary()
    for presses in range(2, 5):
        host.press_primary()
        assert ["event", "permission"] == stacked(host)
        assert presses == len(host.consents)
    host.press_primary()
    assert ["event"] == stacked(host)
    assert before == chosen(host)
    host.press_primary()
    assert MIXED == has(only_space(stage))


def test_pressing_create_again_after_going_back_shows_the_card_again(stage: Stage) -> None:
    """Who declined and presses Create once more gets the card at once, whose button prompts."""
    event_id, host = planned(stage, in_turn(declines, grants(MEET_CREATE)))
    host.press_primary()
    host.back()
    host.press_primary()
    assert ["event", "permission"] == stacked(host)
    assert 1 == len(host.consents)
    host.press_primary()
    host.press_primary()
    assert has_link_of(stage, event_id, only_space(stage))


def test_the_question_to_replace_stays_below_as_well(stage: Stage) -> None:
    """A permission missing at Replace lies on the question, to which a grant goes back."""
    sooma = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    event_id = stage.world.calendar.add_event(ANA, conference=sooma)
    host = stage.host(granted=without(MEET_CREATE), consent=in_turn(declines, grants(MEET_CREATE)))
    host.open_event(ANA, event_id)
    ask_to_replace(host)
    choose(host, ON)
    agree_to_replace(host)
    assert ["event", "replace", "permission"] == stacked(host)
    host.press_primary()
    assert ["event", "replace"] == stacked(host)
    agree_to_replace(host)
    assert SAYS.replaced() == did(host.card)
    assert ON == has(only_space(stage))


def test_new_settings_are_not_lost_to_a_missing_permission(stage: Stage) -> None:
    """A permission taken away before Update lies on the card, and the switches are set after it."""
    space, _ = met(stage)
    host = stage.host(consent=in_turn(declines, grants(MEET_SETTINGS)))
    host.open_event(ANA, stage.world.calendar.add_event(ANA, conference=space))
    choose(host, MIXED)
    host.installation.granted = frozenset(without(MEET_SETTINGS))
    host.press_primary()
    assert ["event", "permission"] == stacked(host)
    host.press_primary()
    host.press_primary()
    assert SAYS.updated() == did(host.card)
    assert MIXED == has(space)


def test_defaults_are_not_lost_to_a_missing_permission(stage: Stage) -> None:
    """On the home card, too, what was chosen is there after the grant, to be saved."""
    host = stage.host(consent=in_turn(declines, grants(EMAIL)))
    host.open_home()
    choose(host, MIXED)
    host.installation.granted = frozenset(without(EMAIL))
    host.press_primary()
    assert ["home", "permission"] == stacked(host)
    host.press_primary()
    assert ["home"] == stacked(host)
    host.press_primary()
    assert SAYS.saved() == host.notification
    host.open_home()
    assert MIXED == three(host.card)


@pytest.mark.parametrize("place", ["opening", "refreshing"])
def test_where_no_choices_were_made_the_card_stands_alone(stage: Stage, place: str) -> None:
    """Opening and refreshing have no card to go back to: the grant shows the event anew."""
    event_id = stage.world.calendar.add_event(ANA)
    if place == "refreshing":
        event_id = stage.world.calendar.add_draft(ANA)
    host = stage.host(consent=in_turn(declines, grants(MEET_SETTINGS)))
    if place == "refreshing":
        host.open_event(ANA, event_id)
        stage.world.calendar.save_draft(event_id)
    host.installation.granted = frozenset(without(MEET_SETTINGS))
    host.press_primary() if place == "refreshing" else host.open_event(ANA, event_id)
    if place == "opening":
        assert ["welcome"] == stacked(host)
        host.press_primary()
    assert ["permission"] == stacked(host)
    host.press_primary()
    assert ["event"] == stacked(host)
    assert ["Create Meet"] == footer(host.card)
