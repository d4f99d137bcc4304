"""One event seen on several calendars has one Meet made for it, wherever it is opened."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sandbox.google import errors
from sandbox.hosts.calendar.player import CalendarHost
from tests.scenarios.series import add_series, occurrence
from tests.support.calls import (
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_SPACE,
    calls_of,
    event_path,
)
from tests.support.cards import did, offers, results
from tests.support.conferences import attachment
from tests.support.people import ANA, BO
from tests.support.sidebar import opened, told
from tests.support.stage import Stage
from tests.support.store import stored
from tests.support.switches import OFF, ON, choose, has
from tests.support.words import SAYS

TEAM = "c_team@group.calendar.google.com"
UID = "040000008200E00074C5B7101A82E008@meetings.example.org"

Place = tuple[str, str]
"""A calendar and what an event is called on it."""


def own_copy(stage: Stage) -> tuple[Place, Place]:
    """Ana is a guest of an event of her team's calendar: it is there and on her own."""
    stage.world.calendar.add_calendar(TEAM, ANA, summary="Team")
    event_id = stage.world.calendar.add_event(TEAM, attendees=[ANA], guests_can_modify=True)
    return (TEAM, event_id), (ANA, event_id)


def shared_calendar(stage: Stage) -> tuple[Place, Place]:
    """Bo has invited Ana to an event, and lets her change his calendar."""
    stage.world.calendar.share_calendar(BO, ANA, "writer")
    event_id = stage.world.calendar.add_event(BO, attendees=[ANA], guests_can_modify=True)
    return (BO, event_id), (ANA, event_id)


def imported(stage: Stage) -> tuple[Place, Place]:
    """An event was imported into two calendars: two ids, one uid."""
    stage.world.calendar.add_calendar(TEAM, ANA, summary="Team")
    first, second = (stage.world.calendar.add_event(place, iCalUID=UID) for place in (TEAM, ANA))
    assert first != second
    return (TEAM, first), (ANA, second)


def imported_series(stage: Stage) -> tuple[Place, Place]:
    """So was a series, of which one event is opened."""
    stage.world.calendar.add_calendar(TEAM, ANA, summary="Team")
    first, second = (
        stage.world.calendar.add_event(
            place,
            start="2036-12-02T09:30:00+01:00",
            recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
            iCalUID=UID,
        )
        for place in (TEAM, ANA)
    )
    return (TEAM, occurrence(first)), (ANA, occurrence(second))


def shared_series(stage: Stage) -> tuple[Place, Place]:
    """Ana's team meets weekly, and she is a guest: one event of the series."""
    stage.world.calendar.add_calendar(TEAM, ANA, summary="Team")
    series = stage.world.calendar.add_event(
        TEAM,
        start="2036-12-02T09:30:00+01:00",
        recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
        attendees=[ANA],
        guests_can_modify=True,
    )
    return (TEAM, occurrence(series)), (ANA, occurrence(series))


SINGLE = [own_copy, shared_calendar, imported]
SERIES = [imported_series, shared_series]
each_kind = pytest.mark.parametrize("seen", [*SINGLE, *SERIES], ids=lambda seen: seen.__name__)
each_way = pytest.mark.parametrize("back", [False, True], ids=["there first", "here first"])


def spares_of(seen: Callable[[Stage], tuple[Place, Place]], *, back: bool = False) -> int:
    """How many spaces the presses leave for another event.

    What an imported event is called everywhere only the event itself tells: the Meet that is made
    while it is read on Ana's own calendar, where she organizes it, is not needed if there was one.
    """
    return int(seen in {imported, imported_series} and not back)


def opened_at(stage: Stage, place: Place, only_this: bool | None = None) -> CalendarHost:
    """Ana's Calendar with an event open there, and a choice between it and its series made."""
    calendar_id, event_id = place
    host = opened(stage, event_id, calendar_id)
    if offers(host.card, "host"):
        host.set_input("host", "me")
    if only_this is not None:
        host.set_input("applies_to", "event" if only_this else "series")
    return host


def fail(stage: Stage, host: CalendarHost) -> None:
    """Press in vain: a space is made, and the calendar does not take it."""
    stage.google.faults.order(PATCH_EVENT, error=errors.calendar("forbidden"))
    host.press_primary()
    assert [SAYS.ask_organizer()] == told(host)


@each_way
@each_kind
def test_what_could_not_be_attached_there_is_attached_here(
    stage: Stage, seen: Callable[[Stage], tuple[Place, Place]], *, back: bool
) -> None:
    """The space that a press on one calendar left is used and set by the press on the other."""
    there, here = seen(stage)
    if back:
        there, here = here, there
    only_this = True if seen in SERIES else None
    fail(stage, opened_at(stage, there, only_this))
    [space] = stage.world.meet.spaces
    assert OFF == has(space)

    host = opened_at(stage, here, only_this)
    choose(host, ON)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert ON.words == list(results(host.card).values())
    spares = spares_of(seen, back=back)
    assert 1 + spares == len(stage.world.meet.spaces)
    assert ON == has(space)
    beside = ("calendar.events.l", "meet.spaces.members.")
    called = [name for name in stage.called() if not name.startswith(beside)]
    assert (spares, 1) == (called.count(CREATE_SPACE), called.count(READ_SPACE))
    assert [PATCH_EVENT, PATCH_SPACE] == called[-2:]
    assert space.uri == stage.world.calendar.event(*here, ANA)["hangoutLink"]


@pytest.mark.parametrize("seen", SERIES, ids=lambda seen: seen.__name__)
def test_a_series_is_the_same_through_each_of_its_events(
    stage: Stage, seen: Callable[[Stage], tuple[Place, Place]]
) -> None:
    """Ordered for the series on one calendar and on the other, one space is made."""
    there, here = seen(stage)
    fail(stage, opened_at(stage, there, only_this=False))
    host = opened_at(stage, here, only_this=False)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    space, *spare = stage.world.meet.spaces
    assert spares_of(seen) == len(spare)
    [patch] = calls_of(stage, PATCH_EVENT)
    maker = "" if seen is imported_series else ANA
    assert attachment(space, maker) == patch.body
    calendar_id, event_id = here
    assert event_path(calendar_id, event_id.partition("_")[0]) == patch.path


@each_way
@pytest.mark.parametrize("seen", SINGLE, ids=lambda seen: seen.__name__)
def test_two_windows_at_once_make_one_space(
    stage: Stage, seen: Callable[[Stage], tuple[Place, Place]], *, back: bool
) -> None:
    """While the press on one calendar is attaching, a press on the other uses its space."""
    there, here = seen(stage)
    if back:
        there, here = here, there
    first, second = (opened_at(stage, place) for place in (there, here))
    stage.google.faults.order(PATCH_EVENT, then=second.press_primary)
    first.press_primary()
    space, *spare = stage.world.meet.spaces
    assert spares_of(seen, back=back) == len(spare)
    assert [SAYS.created()] * 2 == [did(host.card) for host in (first, second)]
    for place in (there, here):
        assert space.uri == stage.world.calendar.event(*place, ANA)["hangoutLink"]


def test_one_event_and_its_series_do_not_share(stage: Stage) -> None:
    """What was made for one event is not used for the series, nor for another event."""
    series = add_series(stage)
    fail(stage, opened_at(stage, (ANA, occurrence(series, 0)), only_this=True))
    fail(stage, opened_at(stage, (ANA, occurrence(series, 1)), only_this=True))
    fail(stage, opened_at(stage, (ANA, occurrence(series, 1)), only_this=False))
    assert 3 == len(stage.world.meet.spaces)
    assert 3 == len({name for _, name in stored(stage)})


def test_two_people_do_not_share(stage: Stage) -> None:
    """What Ana's press made is hers: Bo's on the same event makes his own."""
    there, here = shared_calendar(stage)
    fail(stage, opened_at(stage, here))
    host = stage.host(stage.bo)
    host.open_event(*there)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert [ANA, BO] == [space.owner for space in stage.world.meet.spaces]
    assert stage.world.meet.spaces[1].uri == stage.world.calendar.event(*here, ANA)["hangoutLink"]


def test_two_events_of_the_same_look_do_not_share(stage: Stage) -> None:
    """Title and time say nothing: each of two events gets its own Meet."""
    stage.world.calendar.add_calendar(TEAM, ANA, summary="Team")
    places = [(place, stage.world.calendar.add_event(place)) for place in (TEAM, ANA)]
    for place in places:
        host = opened_at(stage, place)
        host.press_primary()
        assert SAYS.created() == did(host.card)
    links = [stage.world.calendar.event(*place, ANA)["hangoutLink"] for place in places]
    assert [space.uri for space in stage.world.meet.spaces] == links
    assert 2 == len(set(links))
