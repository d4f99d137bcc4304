"""The event-update trigger: Calendar's editor is open, and its Save overwrites what was added."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from meeting.model import Switches
from sandbox.google.calendar.book import Conferencing
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import PATCH_EVENT, PATCH_SPACE
from tests.support.cards import buttons, did, footer, paragraphs, switches
from tests.support.people import ANA, BO
from tests.support.stage import Stage
from tests.support.switches import ON, choose, has
from tests.support.words import ASKS, SAYS

EDITING = (
    "This event has changes that aren't saved yet; saving them later would overwrite the Meet. "
    "Save the event, then open it again."
)
GUESTS = ({"email": BO},)


def edited(stage: Stage, event_id: str, calendar_id: str = ANA) -> CalendarHost:
    """An event open in Ana's Calendar, in whose editor a guest has just been added."""
    host = stage.host()
    host.open_event(calendar_id, event_id)
    stage.called()
    host.update_event(attendees=GUESTS)
    return host


CONFERENCES: dict[str, Callable[[Stage], Conferencing]] = {
    "none": lambda _: None,
    "somebody else's Meet": lambda stage: stage.world.meet.make_meet(BO),
    "another vendor's": lambda stage: stage.world.calendar.vendor_conference(
        "Sooma", "https://sooma.example.com/j/1"
    ),
}


@pytest.mark.parametrize("kind", CONFERENCES)
def test_only_refresh_is_offered_where_calendar_would_be_written(stage: Stage, kind: str) -> None:
    """Neither Create nor Replace is offered, and no switch that would have no effect."""
    host = edited(stage, stage.world.calendar.add_event(ANA, conference=CONFERENCES[kind](stage)))
    assert [EDITING] == paragraphs(host.card)
    assert ["Refresh"] == footer(host.card)
    assert {} == switches(host.card)
    assert ["event"] == [shown.card["name"] for shown in host.stack.cards]


@pytest.mark.parametrize(
    ("kind", "main", "offered"),
    [
        ("none", ["Create Meet"], []),
        ("somebody else's Meet", [], ["Join", ASKS]),
        ("another vendor's", [], [ASKS]),
    ],
)
def test_refresh_after_saving_offers_the_action(
    stage: Stage, kind: str, main: list[str], offered: list[str]
) -> None:
    """Once the event is saved, Refresh shows it with what can be done."""
    event_id = stage.world.calendar.add_event(ANA, conference=CONFERENCES[kind](stage))
    host = edited(stage, event_id)
    stage.world.calendar.edit_event(ANA, event_id, attendees=[BO])
    host.press_primary()
    assert (main, offered) == (footer(host.card), buttons(host.card))
    assert EDITING not in paragraphs(host.card)


def test_a_meet_of_the_callers_is_updated_while_the_event_is_edited(stage: Stage) -> None:
    """Settings are Meet's: Calendar's Save cannot overwrite them, so they may be changed."""
    space = stage.world.meet.make_meet(ANA)
    host = edited(stage, stage.world.calendar.add_event(ANA, conference=space))
    assert [SAYS.editing_hosted(), SAYS.will_be(Switches())] == paragraphs(host.card)
    assert ["Update settings", "Join"] == footer(host.card)
    stage.called()
    choose(host, ON)
    host.press_primary()
    assert SAYS.updated() == did(host.card)
    assert ON == has(space)
    called = stage.called()
    assert (PATCH_SPACE, False) == (called[-1], PATCH_EVENT in called)


def test_an_edited_draft_is_to_be_saved_first(stage: Stage) -> None:
    """An event that was never saved is told to be saved, edited or not."""
    host = edited(stage, stage.world.calendar.add_draft(ANA))
    assert ["This event isn't saved yet. Save the event, then open it again."] == (
        paragraphs(host.card)
    )
    assert ["Refresh"] == footer(host.card)


def test_an_edited_event_that_takes_no_meet_offers_nothing(stage: Stage) -> None:
    """Where nothing could be done before, editing brings no button."""
    host = edited(stage, stage.world.calendar.add_event(ANA, locked=True))
    assert "This event is locked" in paragraphs(host.card)[0]
    assert [] == footer(host.card)
