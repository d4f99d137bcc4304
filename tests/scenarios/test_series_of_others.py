"""Somebody else's series of which a guest may change one event only."""

from __future__ import annotations

import pytest

from sandbox.google.calendar.book import Conferencing
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.wire import Json
from tests.scenarios.series import BOTH, add_series, choices, occurrence
from tests.support.calls import CREATE_SPACE, PATCH_EVENT, calls_of, event_path
from tests.support.cards import buttons, did, footer, paragraphs, remarks
from tests.support.conferences import attachment
from tests.support.people import ANA, BO
from tests.support.sidebar import agree_to_replace, ask_to_replace
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.switches import ON, choose, has
from tests.support.words import ASKS, CHANGED, MAIL_EXPLAINED, NO_MEET, REOPEN, SAYS

ONE = 1
"""Which of the three events guests may change."""


def shared_in_part(stage: Stage, conference: Conferencing = None) -> tuple[str, CalendarHost]:
    """Ana's series with Bo as a guest, who has opened the one event that guests may change."""
    series = add_series(stage, conference, attendees=[BO])
    stage.world.calendar.edit_event(ANA, occurrence(series, ONE), guests_can_modify=True)
    host = stage.host(stage.bo)
    host.open_event(BO, occurrence(series, ONE))
    stage.called()
    return series, host


def seen(stage: Stage, series: str, calendar_id: str) -> list[str | None]:
    """The links of series and events on somebody's calendar."""
    ids = [series, *(occurrence(series, number) for number in range(3))]
    return [link(stage, calendar_id, event_id) for event_id in ids]


def forge(host: CalendarHost, choice: str) -> None:
    """Have the next clicks say what to apply the Meet to, although the card did not ask."""

    def choose_it(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        inputs = event["commonEventObject"].setdefault("formInputs", {})
        inputs["applies_to"] = {"stringInputs": {"value": [choice]}}
        return event, headers

    host.installation.tamper = choose_it


def test_the_series_is_not_offered(stage: Stage) -> None:
    """What cannot be changed is not there to choose, and the Meet goes to the one event."""
    series, host = shared_in_part(stage)
    assert ["Create Meet for this event"] == footer(host.card)
    assert [] == choices(host)
    assert [f"<b>{SAYS.you_will_host(ANA)}</b>", NO_MEET, MAIL_EXPLAINED] == paragraphs(host.card)
    choose(host, ON)
    host.press_primary()
    [space] = stage.world.meet.spaces
    [patch] = calls_of(stage, PATCH_EVENT)
    assert (event_path(BO, occurrence(series, ONE)), attachment(space, BO)) == (
        patch.path,
        patch.body,
    )
    assert SAYS.created() == did(host.card)
    assert [SAYS.you_host(ANA), REOPEN] == remarks(host.card)
    assert (BO, ON) == (space.owner, has(space))
    for calendar_id in (ANA, BO):
        assert [None, None, space.uri, None] == seen(stage, series, calendar_id)


@pytest.mark.parametrize("choice", ["series", "", "SERIES", "event "])
def test_a_forged_choice_does_not_write_the_series(stage: Stage, choice: str) -> None:
    """Told to give the whole series a Meet, the add-on makes none and shows how things are."""
    series, host = shared_in_part(stage)
    forge(host, choice)
    host.press_primary()
    assert CHANGED == host.notification
    assert ["Create Meet for this event"] == footer(host.card)
    assert [] == choices(host)
    assert {CREATE_SPACE, PATCH_EVENT}.isdisjoint(stage.called())
    for calendar_id in (ANA, BO):
        assert [None] * 4 == seen(stage, series, calendar_id)

    host.installation.tamper = None
    host.press_primary()
    assert SAYS.created() == did(host.card)
    [space] = stage.world.meet.spaces
    assert [None, None, space.uri, None] == seen(stage, series, ANA)


def test_the_one_event_may_be_named(stage: Stage) -> None:
    """A choice of the one event is no other than the card's own."""
    series, host = shared_in_part(stage)
    forge(host, "event")
    host.press_primary()
    assert SAYS.created() == did(host.card)
    [space] = stage.world.meet.spaces
    assert [None, None, space.uri, None] == seen(stage, series, ANA)


def test_a_series_closed_to_guests_before_the_press_is_not_written(stage: Stage) -> None:
    """Open to guests when the card was shown, the series stays as it is when it no longer is."""
    series = add_series(stage, attendees=[BO])
    stage.world.calendar.edit_event(ANA, series, guests_can_modify=True)
    host = stage.host(stage.bo)
    host.open_event(BO, occurrence(series, ONE))
    assert BOTH == choices(host)
    stage.world.calendar.edit_event(ANA, series, guests_can_modify=False)
    stage.world.calendar.edit_event(ANA, occurrence(series, ONE), guests_can_modify=True)
    stage.called()
    host.press_primary()
    assert CHANGED == host.notification
    assert [] == choices(host)
    assert {CREATE_SPACE, PATCH_EVENT}.isdisjoint(stage.called())
    for calendar_id in (ANA, BO):
        assert [None] * 4 == seen(stage, series, calendar_id)


def test_a_replacement_goes_to_the_one_event_as_well(stage: Stage) -> None:
    """A call that all events have is replaced in the one event; the others keep it."""
    sooma = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    series, host = shared_in_part(stage, sooma)
    assert ([], [ASKS]) == (footer(host.card), buttons(host.card))
    ask_to_replace(host)
    assert [] == choices(host)
    assert ["Keep Sooma", "Replace for this event"] == footer(host.card)
    agree_to_replace(host)
    assert SAYS.replaced() == did(host.card)
    [space] = stage.world.meet.spaces
    assert [space.uri] == [found for found in seen(stage, series, ANA) if found]
    others = [series, occurrence(series, 0), occurrence(series, 2)]
    for event_id in others:
        assert sooma == stage.world.calendar.event(ANA, event_id, ANA)["conferenceData"]


def test_a_forged_replacement_does_not_write_the_series(stage: Stage) -> None:
    """Told to replace the call of the whole series, the add-on leaves it on every event."""
    sooma = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    series, host = shared_in_part(stage, sooma)
    ask_to_replace(host)
    forge(host, "series")
    agree_to_replace(host)
    assert CHANGED == host.notification
    assert [] == stage.world.meet.spaces
    for event_id in (series, *(occurrence(series, number) for number in range(3))):
        assert sooma == stage.world.calendar.event(ANA, event_id, ANA)["conferenceData"]
