"""Join is what a card is for from a quarter of an hour before the start until the end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.cards import buttons, footer
from tests.support.people import ANA, BO
from tests.support.sidebar import opened
from tests.support.stage import Stage
from tests.support.words import ASKS, SAYS

MINUTE = timedelta(minutes=1)
TIMES = [(16, 60, False), (14, 60, True), (-30, 30, True), (-59, 1, True), (-60, -1, False)]
"""Minutes from here to start and end, and whether it is time to join."""
each_time = pytest.mark.parametrize(
    ("start", "end", "near"),
    TIMES,
    ids=["to come", "about to start", "running", "about to end", "over"],
)


def times(stage: Stage, start: int, end: int) -> dict[str, Any]:
    """Start and end of an event."""
    now = stage.world.clock.now()
    return {"start": (now + start * MINUTE).isoformat(), "end": (now + end * MINUTE).isoformat()}


def with_records(offered: list[str], start: int, end: int) -> list[str]:
    """The buttons with the one for what was recorded: once it has begun, first when it is over."""
    show = [SAYS.show_records()] if start <= 0 else []
    return [*show, *offered] if end <= 0 else [*offered, *show]


@each_time
def test_on_the_result_join_comes_first_when_it_is_time(
    stage: Stage, start: int, end: int, *, near: bool
) -> None:
    """Before and afterwards there is time for the settings, and Join stands second."""
    host = opened(stage, stage.world.calendar.add_event(ANA, **times(stage, start, end)))
    for _ in ("created", "updated"):
        host.press_primary()
        ordered = ["Join", "Change settings"] if near else ["Change settings", "Join"]
        assert ("result", ordered) == (host.card["name"], footer(host.card))
        [joined] = host.press("Join").links
        assert stage.world.meet.spaces[0].uri == joined.url
        host.press("Change settings")
        assert ["Update settings", "Join"] == footer(host.card)


@each_time
def test_on_somebody_elses_meet_join_is_the_main_button_when_it_is_time(
    stage: Stage, start: int, end: int, *, near: bool
) -> None:
    """Else it stands beside Replace in the card, which has no main button then."""
    space = stage.world.meet.make_meet(BO)
    when = times(stage, start, end)
    host = opened(stage, stage.world.calendar.add_event(ANA, conference=space, **when))
    assert (["Join"] if near else []) == footer(host.card)
    offered = [ASKS] if near else ["Join", ASKS]
    assert with_records(offered, start, end) == buttons(host.card)
    [joined] = host.press("Join").links
    assert space.uri == joined.url


@each_time
def test_on_somebody_elses_event_too(stage: Stage, start: int, end: int, *, near: bool) -> None:
    """Who may change nothing may join all the same."""
    space = stage.world.meet.make_meet(BO)
    when = times(stage, start, end)
    event_id = stage.world.calendar.add_event(BO, attendees=[ANA], conference=space, **when)
    host = opened(stage, event_id)
    assert (["Join"] if near else []) == footer(host.card)
    offered = [] if near else ["Join"]
    assert with_records(offered, start, end) == buttons(host.card)
    [joined] = host.press("Join").links
    assert space.uri == joined.url


def test_a_whole_day_is_no_time_to_join(stage: Stage) -> None:
    """An all-day event that is today has no start to come to."""
    today = stage.world.clock.now().date()
    host = opened(
        stage,
        stage.world.calendar.add_event(
            ANA,
            start=(today - timedelta(days=1)).isoformat(),
            end=(today + timedelta(days=2)).isoformat(),
            conference=stage.world.meet.make_meet(BO),
        ),
    )
    assert ([], ["Join", ASKS]) == (footer(host.card), buttons(host.card))


@pytest.mark.parametrize("mine", [True, False], ids=["my event", "somebody else's"])
def test_another_vendors_call_has_no_join(stage: Stage, *, mine: bool) -> None:
    """Hosts open no other vendor's pages for the add-on: its address is there to be read."""
    sooma = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    owner, guests = (ANA, [BO]) if mine else (BO, [ANA])
    when = times(stage, -30, 30)
    event_id = stage.world.calendar.add_event(owner, attendees=guests, conference=sooma, **when)
    host = opened(stage, event_id)
    assert ([], [ASKS] if mine else []) == (footer(host.card), buttons(host.card))
