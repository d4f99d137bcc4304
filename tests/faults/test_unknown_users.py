"""Prompts to people whose ID token is missing: whoever comes next is held for a short time only."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from addon.permissions.scopes import EMAIL
from sandbox.google.people.accounts import User
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.consent import declines, needed, permission_lines, urls, welcomed, without
from tests.support.people import ANA
from tests.support.stage import Stage
from tests.support.store import stored

NOBODY_SECONDS = 15
KNOWN_CALENDAR_SECONDS = 60
TOLERANCE = 5
"""Seconds that a test itself may take."""


def let_pass(stage: Stage, seconds: float) -> None:
    """Make everything in the store that much older."""
    with closing(sqlite3.connect(stage.store)) as database, database:
        database.execute("UPDATE documents SET expires = expires - ?", (seconds,))


def pressed(host: CalendarHost) -> CalendarHost:
    """The host, once they pressed the card's main button without telling who they are any more."""
    host.installation.granted = frozenset(without(EMAIL))
    host.press_primary()
    return host


def at_home(stage: Stage, user: User) -> CalendarHost:
    """Somebody unknown presses Save on the home card, and grants nothing."""
    host = stage.host(user, consent=declines)
    host.open_home()
    return pressed(host)


def at_event(stage: Stage, user: User, event_id: str) -> CalendarHost:
    """Somebody unknown presses Create on an event of their own calendar, and grants nothing."""
    host = stage.host(user, consent=declines)
    host.open_event(user.email, event_id)
    return pressed(host)


def is_held(host: CalendarHost) -> bool:
    """Whether the card was shown without a prompt before it."""
    assert permission_lines(EMAIL) == needed(host.card)
    return not host.consents


@pytest.mark.parametrize(
    ("seconds", "held"),
    [(0, True), (NOBODY_SECONDS - TOLERANCE, True), (NOBODY_SECONDS, False)],
)
def test_after_an_unknown_users_decline_the_next_is_held_for_seconds(
    stage: Stage, seconds: float, held: bool
) -> None:
    """Nothing tells two such people apart on home: the second is held for 15 s and no longer."""
    assert [urls(EMAIL)] == at_home(stage, stage.bo).consents
    let_pass(stage, seconds)
    assert held is is_held(at_home(stage, stage.ana))


@pytest.mark.parametrize(
    ("seconds", "held"),
    [
        (NOBODY_SECONDS, True),
        (KNOWN_CALENDAR_SECONDS - TOLERANCE, True),
        (KNOWN_CALENDAR_SECONDS, False),
    ],
)
def test_a_calendar_that_is_known_is_held_for_a_minute(
    stage: Stage, seconds: float, held: bool
) -> None:
    """With an event open, the calendar tells who it is likely to be: held for a minute."""
    event_id = stage.world.calendar.add_event(ANA)
    assert not is_held(at_event(stage, stage.ana, event_id))
    let_pass(stage, seconds)
    assert held is is_held(at_event(stage, stage.ana, event_id))


def test_another_calendar_is_not_held(stage: Stage) -> None:
    """A decline on one calendar holds nobody on another."""
    for user in (stage.ana, stage.bo):
        event_id = stage.world.calendar.add_event(user.email)
        assert not is_held(at_event(stage, user, event_id))


def test_being_held_does_not_hold_the_next_for_longer(stage: Stage) -> None:
    """The seconds count from the prompt, however many people were held meanwhile."""
    assert not is_held(at_home(stage, stage.bo))
    for _ in range(2):
        let_pass(stage, (NOBODY_SECONDS - TOLERANCE) / 2)
        assert is_held(at_home(stage, stage.ana))
    let_pass(stage, TOLERANCE)
    assert not is_held(at_home(stage, stage.ana))


def test_whoever_only_opens_is_neither_asked_nor_holds_anybody(stage: Stage) -> None:
    """A newcomer's card leaves nothing in the store: the next press of anybody prompts."""
    for user in (stage.bo, stage.ana):
        host = stage.host(user, granted=without(EMAIL))
        host.open_home()
        assert permission_lines(EMAIL) == welcomed(host.card)
        assert [] == host.consents
    assert [] == stored(stage)
    assert not is_held(at_home(stage, stage.ana))
