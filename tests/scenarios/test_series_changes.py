"""A series that cannot be read, that changes meanwhile, or that is opened as a whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sandbox.google import errors
from sandbox.google.calendar.book import Conferencing
from sandbox.google.errors import ApiError
from sandbox.google.faults import Call
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.exchange import Exchange
from tests.scenarios.series import (
    BOTH,
    GOES_FOR_ALL,
    SHARED,
    WILL_GO_FOR_ALL,
    add_series,
    choices,
    links,
    occurrence,
)
from tests.support.calls import (
    AT_ONCE,
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_ENTRIES,
    READ_EVENT,
    calls_of,
    event_path,
)
from tests.support.cards import did, footer, paragraphs, remarks
from tests.support.people import ANA
from tests.support.sidebar import agree_to_replace, ask_to_replace, opened, told
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.switches import OFF, ON, Three, choose, has, three
from tests.support.words import CHANGED, FILES, NO_MEET, REOPEN, SAYS

ATTEMPTS = 4

# A series that cannot be read

busy = errors.meet(503, "The service is currently unavailable.")
expired = errors.unauthenticated("calendar", READ_EVENT, expired=True)
disabled = errors.service_disabled("calendar", "addon")
each_trouble = pytest.mark.parametrize(
    ("error", "attempts", "words"),
    [
        (busy, ATTEMPTS, SAYS.try_again()),
        (errors.calendar("rateLimitExceeded"), ATTEMPTS, SAYS.try_again()),
        (expired, 1, SAYS.reopen_addon()),
        (disabled, 1, SAYS.ask_administrator("Google Calendar API")),
    ],
    ids=["busy", "too many requests", "expired token", "disabled"],
)

OPENING = {SAYS.try_again(): SAYS.read_again()}
"""What opening says where a press would say something else: there is nothing to go back to."""


def trouble(stage: Stage, event_id: str, error: ApiError, times: int) -> None:
    """Have Calendar answer so to reads of one event of Ana's."""

    def is_it(call: Call) -> bool:
        return call.path == event_path(ANA, event_id)

    stage.google.faults.order(READ_EVENT, error=error, headers=AT_ONCE, times=times, when=is_it)


@each_trouble
def test_a_series_that_cannot_be_read_now_stops_the_opening(
    stage: Stage, error: ApiError, attempts: int, words: str
) -> None:
    """An occurrence is not shown as if it stood alone while its series is out of reach."""
    series = add_series(stage)
    trouble(stage, series, error, attempts)
    host = stage.host()
    host.open_event(ANA, occurrence(series))
    assert [OPENING.get(words, words)] == told(host)
    assert [*[READ_EVENT] * (1 + attempts), READ_ENTRIES] == sorted(stage.called())
    host.press_primary()
    assert BOTH == choices(host)


@each_trouble
def test_a_series_that_cannot_be_read_now_stops_a_press(
    stage: Stage, error: ApiError, attempts: int, words: str
) -> None:
    """What was ordered for the series is not done to one event: nothing is made or written."""
    series = add_series(stage)
    host = opened(stage, occurrence(series))
    trouble(stage, series, error, attempts)
    host.press_primary()
    assert [words] == told(host)
    assert [*[READ_EVENT] * (1 + attempts), READ_ENTRIES, CREATE_SPACE] == sorted(stage.called())
    assert [None] * 3 == links(stage, series)

    host.back()
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert [space.uri] * 3 == links(stage, series)


# A series that changes between look and press


def only_this_event(stage: Stage, event_id: str) -> CalendarHost:
    """An occurrence, open, with `only this event` and all switches chosen."""
    host = opened(stage, event_id)
    host.set_input("applies_to", "event")
    choose(host, ON)
    return host


def shown(host: CalendarHost) -> tuple[str | None, list[str], list[str], Three]:
    """What a card says and offers: notification, remarks, buttons and switches."""
    return host.notification, remarks(host.card), footer(host.card), three(host.card)


NOTHING_DONE = (CHANGED, [SHARED, FILES], ["Update the series", "Join"], OFF)
"""The card of a Meet that all events share, after a press that did nothing."""


def test_a_meet_that_the_series_got_before_the_press_is_not_set_for_one_event(
    stage: Stage,
) -> None:
    """Ordered for one event, switches are not put on a Meet that all events share by now."""
    series = add_series(stage)
    host = only_this_event(stage, occurrence(series))
    shared = stage.world.meet.make_meet(ANA)
    stage.world.calendar.edit_event(ANA, series, conference=shared)
    host.press_primary()
    assert NOTHING_DONE == shown(host)
    assert OFF == has(shared)
    assert {CREATE_SPACE, PATCH_SPACE, PATCH_EVENT}.isdisjoint(stage.called())
    assert [shared.uri] * 3 == links(stage, series)


def test_a_meet_that_the_series_gets_during_the_press_is_not_set_either(stage: Stage) -> None:
    """The same goes when the series gets its Meet between the add-on's read and its write."""
    series = add_series(stage)
    host = only_this_event(stage, occurrence(series))
    shared = stage.world.meet.make_meet(ANA)

    def edit() -> None:
        stage.world.calendar.edit_event(ANA, series, conference=shared)

    stage.google.faults.order(PATCH_EVENT, then=edit)
    host.press_primary()
    assert NOTHING_DONE == shown(host)
    called = stage.called()
    assert (1, 0) == (called.count(PATCH_EVENT), called.count(PATCH_SPACE))
    assert [shared.uri] * 3 == links(stage, series)


def test_a_meet_that_only_this_event_got_meanwhile_gets_the_switches(stage: Stage) -> None:
    """A Meet that the host added to the one event is what the press was for."""
    series = add_series(stage)
    host = only_this_event(stage, occurrence(series))
    own = stage.world.meet.make_meet(ANA)
    stage.world.calendar.edit_event(ANA, occurrence(series), conference=own)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert [REOPEN] == remarks(host.card)
    assert ON == has(own)
    assert CREATE_SPACE not in stage.called()
    assert [None, own.uri, None] == links(stage, series)


def test_a_meet_that_the_series_got_meanwhile_gets_what_was_ordered_for_it(stage: Stage) -> None:
    """Ordered for the series, the switches go to the Meet that it has by now, and it is said."""
    series = add_series(stage)
    host = opened(stage, occurrence(series))
    choose(host, ON)
    shared = stage.world.meet.make_meet(ANA)
    stage.world.calendar.edit_event(ANA, series, conference=shared)
    host.press_primary()
    assert [GOES_FOR_ALL, REOPEN] == remarks(host.card)
    assert ON == has(shared)
    assert CREATE_SPACE not in stage.called()


# A series opened as a whole


def opened_as_a_whole(stage: Stage, conference: Conferencing = None) -> tuple[str, CalendarHost]:
    """A series, opened itself and not through one of its events."""
    series = add_series(stage, conference)
    return series, opened(stage, series)


def create(stage: Stage) -> tuple[str, CalendarHost]:
    """A series without a Meet."""
    return opened_as_a_whole(stage)


def replace(stage: Stage) -> tuple[str, CalendarHost]:
    """A series with a vendor's conference, about to be replaced."""
    sooma = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    series, host = opened_as_a_whole(stage, sooma)
    ask_to_replace(host)
    return series, host


@pytest.mark.parametrize(
    ("begin", "press"),
    [(create, CalendarHost.press_primary), (replace, agree_to_replace)],
    ids=["create", "replace"],
)
def test_a_series_opened_as_a_whole_says_that_it_goes_for_all(
    stage: Stage,
    begin: Callable[[Stage], tuple[str, CalendarHost]],
    press: Callable[[CalendarHost], Exchange],
) -> None:
    """The card says so before the press, and the result after it; there is no choice."""
    series, host = begin(stage)
    assert 1 == paragraphs(host.card).count(WILL_GO_FOR_ALL)
    assert [] == choices(host)
    press(host)
    [patch] = calls_of(stage, PATCH_EVENT)
    assert event_path(ANA, series) == patch.path
    assert [GOES_FOR_ALL, REOPEN] == remarks(host.card)
    assert [stage.world.meet.spaces[-1].uri] * 3 == links(stage, series)


def test_an_update_of_a_series_opened_as_a_whole_says_so(stage: Stage) -> None:
    """The settings of its Meet go for every event, on the card and on the result."""
    space = stage.world.meet.make_meet(ANA)
    _, host = opened_as_a_whole(stage, space)
    assert [SHARED, FILES] == remarks(host.card)
    choose(host, ON)
    host.press_primary()
    assert [GOES_FOR_ALL] == remarks(host.card)
    assert ON == has(space)


def test_an_ordinary_event_speaks_of_no_series(stage: Stage) -> None:
    """Neither card nor result of an event that does not recur speaks of a series."""
    event_id = stage.world.calendar.add_event(ANA)
    host = opened(stage, event_id)
    assert [NO_MEET, FILES] == paragraphs(host.card)
    host.press_primary()
    assert [REOPEN] == remarks(host.card)
    assert stage.world.meet.spaces[0].uri == link(stage, ANA, event_id)
