"""Somebody else edits the event between the add-on's read and its write (412)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sandbox.hosts.wire import Json
from tests.support.calls import CREATE_SPACE, PATCH_EVENT, PATCH_SPACE, READ_EVENT, READ_SPACE
from tests.support.cards import buttons, did, footer, paragraphs
from tests.support.conferences import attachment
from tests.support.people import ANA, BO
from tests.support.sidebar import (
    agree_to_replace,
    ask_to_replace,
    opened,
    planned,
    press_again,
    told,
)
from tests.support.stage import Stage
from tests.support.state import has_link_of, only_space
from tests.support.switches import ON, all_three, choose, has
from tests.support.words import ASKS, CHANGED, SAYS


def calendar_has(stage: Stage, event_id: str) -> Json:
    """The event as Calendar shows it to Ana."""
    return stage.world.calendar.event(ANA, event_id, ANA)


def edits(stage: Stage, event_id: str, **changes: object) -> Callable[[], None]:
    """Somebody else's edit of Ana's event; each one changes the title once more."""

    def edit() -> None:
        title = f"{calendar_has(stage, event_id)['summary']}, edited"
        stage.world.calendar.edit_event(ANA, event_id, **{"summary": title, **changes})

    return edit


@pytest.mark.parametrize("times", [1, 2])
def test_an_edit_in_between_is_kept_and_the_meet_attached_beside_it(
    stage: Stage, times: int
) -> None:
    """After one or two edits in between, the event has both the edits and the one Meet made."""
    event_id, host = planned(stage)
    stage.google.faults.order(PATCH_EVENT, then=edits(stage, event_id), times=times)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert "Planning" + ", edited" * times == calendar_has(stage, event_id)["summary"]
    assert has_link_of(stage, event_id, only_space(stage))
    again = [READ_EVENT, PATCH_EVENT] * times
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT, *again] == stage.called()


def test_every_write_is_bound_to_the_version_that_was_read(stage: Stage) -> None:
    """Each attempt sends only the conference, and `If-Match` with the etag it has just read."""
    event_id, host = planned(stage)
    etags = [calendar_has(stage, event_id)["etag"]]

    def edit() -> None:
        edits(stage, event_id)()
        etags.append(calendar_has(stage, event_id)["etag"])

    stage.google.faults.order(PATCH_EVENT, then=edit, times=2)
    host.press_primary()
    writes = stage.google.calls_of(PATCH_EVENT)
    assert etags == [write.if_match for write in writes]
    assert [attachment(only_space(stage))] * 3 == [write.body for write in writes]


def test_after_three_tries_the_add_on_stops(stage: Stage) -> None:
    """An event that changes at every try is left alone after three, with one space made."""
    event_id, host = planned(stage)
    stage.google.faults.order(PATCH_EVENT, then=edits(stage, event_id), times=3)
    host.press_primary()
    assert [SAYS.event_keeps_changing()] == told(host)
    tries = [READ_EVENT, CREATE_SPACE, PATCH_EVENT, *[READ_EVENT, PATCH_EVENT] * 2]
    assert tries == stage.called()
    assert "conferenceData" not in calendar_has(stage, event_id)
    space = only_space(stage)

    press_again(host)
    assert [READ_EVENT, READ_SPACE, PATCH_EVENT] == stage.called()
    assert has_link_of(stage, event_id, space)
    assert [space] == stage.world.meet.spaces


def test_a_meet_that_the_host_adds_meanwhile_gets_the_switches(stage: Stage) -> None:
    """When the host adds a Meet in Calendar meanwhile, that one stays and is configured."""
    event_id, host = planned(stage)
    theirs = stage.world.meet.make_meet(ANA)
    stage.google.faults.order(PATCH_EVENT, then=edits(stage, event_id, conference=theirs))
    choose(host, ON)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert has_link_of(stage, event_id, theirs)
    assert ON == has(theirs)
    assert [all_three(ON)] == [call.body for call in stage.google.calls_of(PATCH_SPACE)]
    looked = [READ_EVENT, READ_SPACE, PATCH_SPACE]
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT, *looked] == stage.called()


def test_a_meet_that_already_is_as_wanted_is_left_as_it_is(stage: Stage) -> None:
    """When the Meet added meanwhile has the chosen settings, nothing more is written."""
    event_id, host = planned(stage)
    theirs = stage.world.meet.make_meet(ANA)
    stage.google.faults.order(PATCH_EVENT, then=edits(stage, event_id, conference=theirs))
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert has_link_of(stage, event_id, theirs)
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT, READ_EVENT, READ_SPACE] == stage.called()


def test_a_vendors_conference_added_meanwhile_is_not_overwritten(stage: Stage) -> None:
    """When another vendor's conference appears meanwhile, it stays and the card shows it."""
    event_id, host = planned(stage)
    sooma = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    stage.google.faults.order(PATCH_EVENT, then=edits(stage, event_id, conference=sooma))
    host.press_primary()
    assert CHANGED == host.notification
    assert ([], [ASKS]) == (footer(host.card), buttons(host.card))
    assert sooma == calendar_has(stage, event_id)["conferenceData"]
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT, READ_EVENT] == stage.called()


def test_somebody_elses_meet_added_meanwhile_is_not_overwritten(stage: Stage) -> None:
    """When a guest puts their own Meet in meanwhile, it stays and the card says who hosts it."""
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO], guests_can_modify=True)
    host = opened(stage, event_id)
    bos = stage.world.meet.make_meet(BO)
    stage.google.faults.order(PATCH_EVENT, then=edits(stage, event_id, conference=bos))
    host.press_primary()
    assert CHANGED == host.notification
    assert SAYS.hosted_by_other("") in paragraphs(host.card)
    assert has_link_of(stage, event_id, bos)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": "cancelled"}, SAYS.cancelled()),
        ({"locked": True}, "This event is locked: its calendar does not let anybody change it."),
    ],
    ids=["cancelled", "locked"],
)
def test_an_event_that_takes_no_meet_any_more_is_left_alone(
    stage: Stage, change: Json, words: str
) -> None:
    """An event cancelled or locked between read and write is shown as it is, without a link."""
    event_id, host = planned(stage)
    stage.google.faults.order(PATCH_EVENT, then=edits(stage, event_id, **change))
    host.press_primary()
    assert CHANGED == host.notification
    assert words in paragraphs(host.card)
    assert "conferenceData" not in calendar_has(stage, event_id)
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT, READ_EVENT] == stage.called()


def test_only_the_agreed_conference_is_replaced(stage: Stage) -> None:
    """A conference put in place of the one that the host agreed to replace stays."""
    world = stage.world
    first = world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    second = world.calendar.vendor_conference("Weblex", "https://weblex.example.com/j/2")
    event_id = world.calendar.add_event(ANA, conference=first)
    host = opened(stage, event_id)
    ask_to_replace(host)
    assert "replace" == host.card["name"]
    stage.google.faults.order(PATCH_EVENT, then=edits(stage, event_id, conference=second))
    agree_to_replace(host)
    assert CHANGED == host.notification
    assert second == calendar_has(stage, event_id)["conferenceData"]


def test_an_edit_beside_the_agreed_conference_does_not_stop_the_replacement(stage: Stage) -> None:
    """When only the title changes meanwhile, the replacement goes through with the new title."""
    sooma = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    event_id = stage.world.calendar.add_event(ANA, conference=sooma)
    host = opened(stage, event_id)
    ask_to_replace(host)
    stage.google.faults.order(PATCH_EVENT, then=edits(stage, event_id))
    agree_to_replace(host)
    assert SAYS.replaced() == did(host.card)
    assert has_link_of(stage, event_id, only_space(stage))
    assert "Planning, edited" == calendar_has(stage, event_id)["summary"]


def test_a_series_is_bound_to_its_own_version(stage: Stage) -> None:
    """For a whole series `If-Match` carries the series' etag, and an edit of it is kept too."""
    series_id = stage.world.calendar.add_event(
        ANA, start="2026-12-01T10:00:00", recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"]
    )
    host = opened(stage, f"{series_id}_20261208T090000Z")
    read = calendar_has(stage, series_id)["etag"]
    stage.google.faults.order(PATCH_EVENT, then=edits(stage, series_id))
    host.press_primary()
    assert SAYS.created() == did(host.card)
    writes = stage.google.calls_of(PATCH_EVENT)
    assert read == writes[0].if_match
    assert 2 == len(writes)
    assert "Planning, edited" == calendar_has(stage, series_id)["summary"]
    assert has_link_of(stage, series_id, only_space(stage))
