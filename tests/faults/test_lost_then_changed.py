"""A write that was done, its answer lost, and the event changed by somebody else since."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sandbox.google import errors
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.wire import Json
from tests.support.calls import CREATE_SPACE, PATCH_EVENT, PATCH_SPACE, READ_EVENT, READ_SPACE
from tests.support.cards import did, footer, remarks, results
from tests.support.people import ANA, BO
from tests.support.sidebar import ask_to_replace, met, opened, press_on, told
from tests.support.stage import Stage
from tests.support.state import link, only_space
from tests.support.switches import ON, choose, has
from tests.support.words import CHANGED, MAILED_ALL, REOPEN, SAYS

WORDS = "Nothing was done"
SOOMA = ("Sooma", "https://sooma.example.com/j/1")
WEBLEX = ("Weblex", "https://weblex.example.com/j/2")


def plain(stage: Stage) -> tuple[str, CalendarHost]:
    """An event without a conference, with all switches chosen."""
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO])
    host = opened(stage, event_id)
    choose(host, ON)
    return event_id, host


def taken(stage: Stage) -> tuple[str, CalendarHost]:
    """One with another vendor's conference, of which it is asked whether to replace it."""
    weblex = stage.world.calendar.vendor_conference(*WEBLEX)
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO], conference=weblex)
    host = opened(stage, event_id)
    ask_to_replace(host)
    choose(host, ON)
    stage.called()
    return event_id, host


each_beginning = pytest.mark.parametrize("begin", [plain, taken], ids=["create", "replace"])


def lose(stage: Stage, event_id: str, changes: Json) -> None:
    """Attach, lose the answer, and have somebody change the event before it is asked again."""
    stage.google.faults.order(PATCH_EVENT, drop="after")
    stage.google.faults.order(
        PATCH_EVENT, then=lambda: stage.world.calendar.edit_event(ANA, event_id, **changes)
    )


def vendors(stage: Stage) -> Json:
    """Somebody puts another vendor's conference in place of the Meet."""
    return {"conference": stage.world.calendar.vendor_conference(*SOOMA)}


def bos(stage: Stage) -> Json:
    """Somebody puts a Meet of Bo's in its place."""
    return {"conference": stage.world.meet.make_meet(BO)}


def cancels(stage: Stage) -> Json:
    """Somebody cancels the event."""
    del stage
    return {"status": "cancelled"}


@each_beginning
@pytest.mark.parametrize("change", [vendors, bos, cancels])
def test_it_is_told_as_unknown(
    stage: Stage,
    begin: Callable[[Stage], tuple[str, CalendarHost]],
    change: Callable[[Stage], Json],
) -> None:
    """Nobody is told that nothing was done, and what the others did stays."""
    event_id, host = begin(stage)
    changes = change(stage)
    lose(stage, event_id, changes)
    press_on(host)
    assert [SAYS.outcome_unknown()] == told(host)
    assert CHANGED != host.notification
    assert WORDS not in host.text()
    called = stage.called()
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT, PATCH_EVENT, READ_EVENT] == called[:5]
    assert PATCH_SPACE not in called
    before = stage.world.calendar.event(ANA, event_id, ANA)
    host.press_primary()
    assert WORDS not in host.text()
    assert before == stage.world.calendar.event(ANA, event_id, ANA)


@each_beginning
def test_an_edit_of_something_else_leaves_the_success(
    stage: Stage, begin: Callable[[Stage], tuple[str, CalendarHost]]
) -> None:
    """Renamed meanwhile, the event has both the new title and the Meet, and its guests know."""
    event_id, host = begin(stage)
    host.set_input("notify", "all")
    lose(stage, event_id, {"summary": "Renamed"})
    press_on(host)
    assert did(host.card) in {SAYS.created(), SAYS.replaced()}
    assert [MAILED_ALL, REOPEN] == remarks(host.card)
    assert ON.words == list(results(host.card).values())
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT, PATCH_EVENT, READ_EVENT, READ_SPACE] == (
        stage.called()
    )
    assert "Renamed" == stage.world.calendar.event(ANA, event_id, ANA)["summary"]
    assert only_space(stage).uri == link(stage, ANA, event_id)
    assert [(BO,)] == [sent.to for sent in stage.world.calendar.notifications]


def test_a_meet_that_was_taken_out_again_is_attached_once_more(stage: Stage) -> None:
    """An event that has no conference is what the press was for: it gets the same Meet."""
    event_id, host = plain(stage)
    lose(stage, event_id, {"conference": None})
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert only_space(stage).uri == link(stage, ANA, event_id)
    assert 1 == stage.called().count(CREATE_SPACE)


def test_an_event_that_is_gone_is_told_as_unknown(stage: Stage) -> None:
    """Deleted after the write that was lost: what became of that is not known."""
    event_id, host = plain(stage)
    stage.google.faults.order(PATCH_EVENT, drop="after")
    stage.google.faults.order(PATCH_EVENT, error=errors.calendar("deleted"))
    host.press_primary()
    assert [SAYS.outcome_unknown()] == told(host)
    assert only_space(stage).uri == link(stage, ANA, event_id)


def test_settings_that_may_have_been_changed_are_told_as_unknown(stage: Stage) -> None:
    """A change of settings, done and lost, then refused: nobody is told that it was not done."""
    space, host = met(stage)
    choose(host, ON)
    stage.google.faults.order(PATCH_SPACE, drop="after")
    stage.google.faults.order(PATCH_SPACE, error=errors.permission_denied("Space"))
    host.press_primary()
    assert [SAYS.outcome_unknown()] == told(host)
    assert ON == has(space)
    host.press_primary()
    assert ["Update settings", "Join"] == footer(host.card)


def test_a_press_that_did_nothing_still_says_so(stage: Stage) -> None:
    """Where the write was refused at once, the card says that nothing was done."""
    event_id, host = plain(stage)
    sooma = stage.world.calendar.vendor_conference(*SOOMA)
    stage.google.faults.order(
        PATCH_EVENT, then=lambda: stage.world.calendar.edit_event(ANA, event_id, conference=sooma)
    )
    host.press_primary()
    assert CHANGED == host.notification
    assert sooma == stage.world.calendar.event(ANA, event_id, ANA)["conferenceData"]
