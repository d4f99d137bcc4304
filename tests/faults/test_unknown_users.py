"""Prompts to people whose ID token is missing: whoever comes next is held for a short time only."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from addon.permissions.scopes import EMAIL
from sandbox.google.people.accounts import User
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.consent import declines, needed, permission_lines, urls, without
from tests.support.people import ANA, BO
from tests.support.stage import Stage

NOBODY_SECONDS = 15
KNOWN_CALENDAR_SECONDS = 60
TOLERANCE = 5
"""Seconds that a test itself may take."""


def let_pass(stage: Stage, seconds: float) -> None:
    """Make everything in the store that much older."""
    with closing(sqlite3.connect(stage.store)) as database, database:
        database.execute("UPDATE documents SET expires = expires - ?", (seconds,))


def anonymous(stage: Stage, user: User) -> CalendarHost:
    """Calendar of somebody who grants nothing, not even who they are."""
    return stage.host(user, granted=without(EMAIL), consent=declines)


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
    first, second = anonymous(stage, stage.bo), anonymous(stage, stage.ana)
    first.open_home()
    assert [urls(EMAIL)] == first.consents
    let_pass(stage, seconds)
    second.open_home()
    assert held is is_held(second)


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
    anonymous(stage, stage.ana).open_event(ANA, event_id)
    let_pass(stage, seconds)
    again = anonymous(stage, stage.ana)
    again.open_event(ANA, event_id)
    assert held is is_held(again)


def test_another_calendar_is_not_held(stage: Stage) -> None:
    """A decline on one calendar holds nobody on another."""
    for user, calendar_id in ((stage.ana, ANA), (stage.bo, BO)):
        host = anonymous(stage, user)
        host.open_event(calendar_id, stage.world.calendar.add_event(calendar_id))
        assert not is_held(host)


def test_being_held_does_not_hold_the_next_for_longer(stage: Stage) -> None:
    """The seconds count from the prompt, however many people were held meanwhile."""
    anonymous(stage, stage.bo).open_home()
    for _ in range(2):
        let_pass(stage, (NOBODY_SECONDS - TOLERANCE) / 2)
        host = anonymous(stage, stage.ana)
        host.open_home()
        assert is_held(host)
    let_pass(stage, TOLERANCE)
    host = anonymous(stage, stage.ana)
    host.open_home()
    assert not is_held(host)
