"""An event of a series that shares its Meet is given one of its own."""

from __future__ import annotations

import pytest

from sandbox.google.meet.meetings import Space
from sandbox.hosts.calendar.player import CalendarHost
from tests.scenarios.series import ALONE, DAYS, SHARED, add_series, occurrence
from tests.support.calls import CREATE_SPACE, PATCH_EVENT, calls_of
from tests.support.cards import buttons, did, footer, paragraphs
from tests.support.conferences import attachment
from tests.support.people import ANA, BO
from tests.support.sidebar import opened
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.switches import OFF, ON, choose, has
from tests.support.words import SAYS


def shared(stage: Stage) -> tuple[str, Space]:
    """A series with a Meet of Ana's."""
    space = stage.world.meet.make_meet(ANA)
    return add_series(stage, conference=space, attendees=[BO]), space


def asked(stage: Stage, series: str) -> CalendarHost:
    """The question about its second event."""
    host = opened(stage, occurrence(series))
    host.press(SAYS.part())
    stage.called()
    return host


def test_an_event_gets_its_own_and_the_others_keep_theirs(stage: Stage) -> None:
    """Nothing of the series changes, neither links nor settings."""
    series, space = shared(stage)
    host = asked(stage, series)
    assert "<b>Give this event its own Meet?</b>" == paragraphs(host.card)[0]
    assert SAYS.part_explanation() == paragraphs(host.card)[1]
    assert ["Keep the series' Meet", "Create Meet for this event"] == footer(host.card)
    choose(host, ON)
    host.press_secondary()
    assert SAYS.created() == did(host.card)
    theirs, own = stage.world.meet.spaces
    assert (space, ON, OFF) == (theirs, has(own), has(theirs))
    links = [link(stage, ANA, f"{series}_{day}") for day in DAYS]
    assert [space.uri, own.uri, space.uri] == links
    [patch] = calls_of(stage, PATCH_EVENT)
    assert attachment(own) == patch.body
    host = opened(stage, occurrence(series))
    assert ALONE in paragraphs(host.card)
    assert SAYS.part() not in buttons(host.card)


def test_keeping_changes_nothing(stage: Stage) -> None:
    """The main button leaves everything as it is."""
    series, _ = shared(stage)
    host = asked(stage, series)
    host.press_primary()
    assert SHARED in paragraphs(host.card)
    assert [] == stage.called()


def test_pressed_twice_it_gets_one(stage: Stage) -> None:
    """A doubled press makes one space."""
    series, _ = shared(stage)
    host = asked(stage, series)
    host.press_twice("Create Meet for this event")
    assert 2 == len(stage.world.meet.spaces)


def test_a_series_that_changed_meanwhile_is_shown(stage: Stage) -> None:
    """What was asked of one Meet is not done to another."""
    series, _ = shared(stage)
    host = asked(stage, series)
    stage.world.calendar.edit_event(ANA, series, conference=stage.world.meet.make_meet(ANA))
    host.press_secondary()
    assert SAYS.event_changed() == host.notification
    assert {CREATE_SPACE, PATCH_EVENT}.isdisjoint(stage.called())


def test_the_series_itself_does_not_part(stage: Stage) -> None:
    """Opened as a whole, and where the event may not be changed, nothing is offered."""
    series, _ = shared(stage)
    assert SAYS.part() not in buttons(opened(stage, series).card)
    locked = stage.world.calendar.add_event(
        ANA,
        start="2036-12-02T09:30:00+01:00",
        recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
        conference=stage.world.meet.make_meet(ANA),
        locked=True,
    )
    assert SAYS.part() not in buttons(opened(stage, occurrence(locked)).card)


@pytest.mark.parametrize("kind", ["all day", "moved", "split"])
def test_series_of_every_kind(stage: Stage, kind: str) -> None:
    """All-day series, moved occurrences and what "this and following" made are given Meets."""
    if kind == "all day":
        series = stage.world.calendar.add_event(
            ANA, start="2036-12-02", end="2036-12-03", recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"]
        )
        first, second = f"{series}_20361202", f"{series}_20361209"
    elif kind == "moved":
        series = add_series(stage)
        first, second = occurrence(series, 0), occurrence(series, 1)
        stage.world.calendar.edit_event(
            ANA,
            second,
            start={"dateTime": "2036-12-10T15:00:00+01:00"},
            end={"dateTime": "2036-12-10T16:00:00+01:00"},
        )
    else:
        former = add_series(stage, conference=stage.world.meet.make_meet(BO))
        series = stage.world.calendar.add_event(
            ANA,
            event_id=f"{former}_R20361223T083000",
            start="2036-12-23T09:30:00+01:00",
            recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
        )
        first, second = f"{series}_20361223T083000Z", f"{series}_20361230T083000Z"
    host = opened(stage, second)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    own = stage.world.meet.spaces[-1]
    assert [own.uri, own.uri] == [link(stage, ANA, each) for each in (first, second)]
    host = opened(stage, second)
    host.press(SAYS.part())
    host.press_secondary()
    assert SAYS.created() == did(host.card)
    assert own.uri == link(stage, ANA, first)
    assert stage.world.meet.spaces[-1].uri == link(stage, ANA, second)
