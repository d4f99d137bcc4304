"""That Calendar e-mails the guests is said only when this press had it do so."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

import pytest

from sandbox.hosts.calendar.player import CalendarHost
from tests.scenarios.series import GOES_FOR_ALL, add_series, occurrence
from tests.support.calls import (
    AT_ONCE,
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    READ_SPACE,
    calls_of,
)
from tests.support.cards import did, remarks
from tests.support.people import ANA, BO
from tests.support.sidebar import told
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.switches import ON, choose, has
from tests.support.words import REOPEN, SAYS

MAILED = "Calendar e-mails the guests about it."
SETTLED_SECONDS = 60


def about_to_mail(stage: Stage, event_id: str) -> CalendarHost:
    """An event with a guest, open, with `e-mail guests` set to all guests."""
    host = stage.host()
    host.open_event(ANA, event_id)
    stage.called()
    host.set_input("notify", "all")
    return host


def kept_for(stage: Stage) -> float:
    """Seconds for which the store still remembers the one space that was made."""
    with closing(sqlite3.connect(stage.store)) as database:
        [(expires,)] = database.execute(
            "SELECT expires FROM documents WHERE name LIKE 'minted-%'"
        ).fetchall()
    return float(expires) - time.time()


def test_mail_is_said_though_the_answer_was_lost(stage: Stage) -> None:
    """An attachment whose answer was lost took effect, mail and all, and is known as its own."""
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO])
    host = about_to_mail(stage, event_id)
    stage.google.faults.order(PATCH_EVENT, drop="after")
    host.press_primary()
    called = [READ_EVENT, CREATE_SPACE, PATCH_EVENT, PATCH_EVENT, READ_EVENT, READ_SPACE]
    assert called == stage.called()
    assert [MAILED, REOPEN] == remarks(host.card)
    assert [(BO,)] == [sent.to for sent in stage.world.calendar.notifications]
    [space] = stage.world.meet.spaces
    assert space.uri == link(stage, ANA, event_id)
    assert 0 < kept_for(stage) <= SETTLED_SECONDS


def test_mail_about_a_series_is_said_though_the_answer_was_lost(stage: Stage) -> None:
    """The same goes for a Meet that was put into the whole series through one of its events."""
    series = add_series(stage, attendees=[BO])
    host = about_to_mail(stage, occurrence(series))
    stage.google.faults.order(PATCH_EVENT, drop="after")
    host.press_primary()
    assert [GOES_FOR_ALL, MAILED, REOPEN] == remarks(host.card)
    assert [(BO,)] == [sent.to for sent in stage.world.calendar.notifications]
    assert 1 == stage.called().count(CREATE_SPACE)
    assert 0 < kept_for(stage) <= SETTLED_SECONDS


def test_a_lost_answer_without_mail_speaks_of_none(stage: Stage) -> None:
    """Recognised without mail, nothing is said of it; the space is settled all the same."""
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO])
    host = about_to_mail(stage, event_id)
    host.set_input("notify", "none")
    stage.google.faults.order(PATCH_EVENT, drop="after")
    host.press_primary()
    assert [REOPEN] == remarks(host.card)
    assert [] == stage.world.calendar.notifications
    assert 0 < kept_for(stage) <= SETTLED_SECONDS


@pytest.mark.parametrize("during", [True, False], ids=["during the press", "before it"])
def test_a_meet_that_the_host_added_in_calendar_is_not_told_as_mailed(
    stage: Stage, during: bool
) -> None:
    """Only its settings are this press's doing, so nobody is told to have got mail."""
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO])
    host = about_to_mail(stage, event_id)
    choose(host, ON)
    theirs = stage.world.meet.make_meet(ANA)

    def add() -> None:
        stage.world.calendar.edit_event(ANA, event_id, conference=theirs)

    if during:
        stage.google.faults.order(PATCH_EVENT, then=add)
    else:
        add()
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert [REOPEN] == remarks(host.card)
    assert [] == stage.world.calendar.notifications
    assert ON == has(theirs)
    assert int(during) == len(calls_of(stage, PATCH_EVENT))
    assert 1 == len(calls_of(stage, PATCH_SPACE))


def test_a_doubled_press_says_what_it_did_itself(stage: Stage) -> None:
    """A second press that finds the first one's Meet sends no mail and claims none."""
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO])
    first, second = about_to_mail(stage, event_id), about_to_mail(stage, event_id)
    first.press_primary()
    second.press_primary()
    assert [MAILED, REOPEN] == remarks(first.card)
    assert [REOPEN] == remarks(second.card)
    assert [(BO,)] == [sent.to for sent in stage.world.calendar.notifications]


def test_a_press_after_answers_that_were_all_lost_claims_no_mail(stage: Stage) -> None:
    """What the earlier press may have sent is not claimed by the next, which only found it."""
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO])
    host = about_to_mail(stage, event_id)
    stage.google.faults.order(PATCH_EVENT, drop="after")
    stage.google.faults.order(PATCH_EVENT, status=503, headers=AT_ONCE, times=3)
    host.press_primary()
    assert [SAYS.outcome_unknown()] == told(host)
    host.back()
    host.press_primary()
    assert [REOPEN] == remarks(host.card)
    assert [(BO,)] == [sent.to for sent in stage.world.calendar.notifications]
