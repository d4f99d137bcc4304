"""Choosing between a series and one event of it: the button says at once what it would do."""

from __future__ import annotations

import pytest

from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.wire import Json
from tests.scenarios.series import add_series, choices, links, occurrence
from tests.support.calls import (
    AT_ONCE,
    CREATE_SPACE,
    PATCH_EVENT,
    READ_EVENT,
    calls_of,
    event_path,
)
from tests.support.cards import footer, headline, offers, paragraphs, switches
from tests.support.people import ANA, BO
from tests.support.sidebar import agree_to_replace, ask_to_replace, opened, told
from tests.support.stage import Stage
from tests.support.switches import Three, choose, has, three
from tests.support.words import CHANGED, FILES, MAIL_EXPLAINED, NO_MEET, SAYS

MIXED = Three(recording=True, smart_notes=True)
WRITES = {CREATE_SPACE, PATCH_EVENT}


def sooma(stage: Stage, number: int = 1) -> Json:
    """Another vendor's conference."""
    return stage.world.calendar.vendor_conference("Sooma", f"https://sooma.example.com/j/{number}")


def chosen(host: CalendarHost, name: str = "applies_to") -> str:
    """What is chosen from a list of the card."""
    [value] = [offer.value for offer in offers(host.card, name) if offer.selected]
    return value


def fill_in(host: CalendarHost) -> None:
    """Choose all that there is besides the series."""
    choose(host, MIXED)
    host.set_switch("remember", True)
    host.set_input("notify", "all")


def test_the_button_follows_the_choice_and_the_rest_stays(stage: Stage) -> None:
    """Each choice draws the card anew in its place, with all that was chosen; nothing is done."""
    series = add_series(stage, attendees=[BO])
    host = opened(stage, occurrence(series))
    assert ["Create Meet for the series"] == footer(host.card)
    fill_in(host)
    for value, button in (
        ("event", "Create Meet for this event"),
        ("series", "Create Meet for the series"),
    ):
        host.set_input("applies_to", value)
        assert ("event", [button]) == (host.card["name"], footer(host.card))
        assert (value, "all", MIXED) == (chosen(host), chosen(host, "notify"), three(host.card))
        assert switches(host.card)["remember"]
        assert [NO_MEET, FILES, MAIL_EXPLAINED] == paragraphs(host.card)
        assert 1 == len(host.stack.cards)
    assert WRITES.isdisjoint(stage.called())


@pytest.mark.parametrize("last", ["series", "event"])
def test_a_press_does_what_was_chosen_last(stage: Stage, last: str) -> None:
    """Whatever was chosen before, and with the switches that stand there."""
    series = add_series(stage)
    host = opened(stage, occurrence(series))
    choose(host, MIXED)
    for value in ("event", "series", last):
        host.set_input("applies_to", value)
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert MIXED == has(space)
    [patch] = calls_of(stage, PATCH_EVENT)
    written = series if last == "series" else occurrence(series)
    assert event_path(ANA, written) == patch.path
    others = space.uri if last == "series" else None
    assert [others, space.uri, others] == links(stage, series)


def test_a_press_does_what_was_chosen_though_the_card_was_not_drawn_anew(stage: Stage) -> None:
    """If Google was busy then, the button still says the series; what was chosen is done."""
    series = add_series(stage)
    host = opened(stage, occurrence(series))
    stage.google.faults.order(READ_EVENT, status=503, headers=AT_ONCE, times=8)
    host.set_input("applies_to", "event")
    assert [SAYS.try_again()] == told(host)
    stage.google.faults.clear()
    host.back()
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert [None, space.uri, None] == links(stage, series)


def test_trying_again_draws_the_card_that_was_chosen(stage: Stage) -> None:
    """The problem's own button asks for the card of the one event once more."""
    series = add_series(stage)
    host = opened(stage, occurrence(series))
    choose(host, MIXED)
    stage.google.faults.order(READ_EVENT, status=503, headers=AT_ONCE, times=8)
    host.set_input("applies_to", "event")
    stage.google.faults.clear()
    host.press(SAYS.again())
    assert ["Create Meet for this event"] == footer(host.card)
    assert ("event", MIXED) == (chosen(host), three(host.card))


def test_the_question_whether_to_replace_follows_the_choice_too(stage: Stage) -> None:
    """It stays a question whose main button keeps, and the agreement goes for what was chosen."""
    series = add_series(stage, sooma(stage), attendees=[BO])
    host = opened(stage, occurrence(series))
    ask_to_replace(host)
    assert ["Keep Sooma", "Replace for the series"] == footer(host.card)
    fill_in(host)
    host.set_input("applies_to", "event")
    assert ("replace", "Replace the Sooma link?") == (host.card["name"], headline(host.card))
    assert ["Keep Sooma", "Replace for this event"] == footer(host.card)
    assert ("event", "all", MIXED) == (chosen(host), chosen(host, "notify"), three(host.card))
    assert ["event", "replace"] == [shown.card["name"] for shown in host.stack.cards]
    agree_to_replace(host)
    [space] = stage.world.meet.spaces
    assert MIXED == has(space)
    link = "https://sooma.example.com/j/1"
    found = [
        stage.world.calendar.event(ANA, occurrence(series, number), ANA)["conferenceData"]
        for number in range(3)
    ]
    assert [link, space.uri, link] == [data["entryPoints"][0]["uri"] for data in found]


def test_another_call_is_not_asked_about_by_choosing(stage: Stage) -> None:
    """What came there since the question is not put in the place of what was asked about."""
    series = add_series(stage, sooma(stage))
    host = opened(stage, occurrence(series))
    ask_to_replace(host)
    stage.world.calendar.edit_event(ANA, series, conference=sooma(stage, 2))
    host.set_input("applies_to", "event")
    assert ("event", CHANGED) == (host.card["name"], host.notification)
    assert 1 == len(host.stack.cards)
    assert WRITES.isdisjoint(stage.called())


def test_a_meet_that_came_meanwhile_shows_when_choosing(stage: Stage) -> None:
    """Drawn anew, the card is that of the event as it stands."""
    series = add_series(stage)
    host = opened(stage, occurrence(series))
    stage.world.calendar.edit_event(ANA, series, conference=stage.world.meet.make_meet(ANA))
    host.set_input("applies_to", "event")
    assert ["Update the series", "Join"] == footer(host.card)
    assert [] == choices(host)
