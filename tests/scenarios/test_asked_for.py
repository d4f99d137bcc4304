"""What was to be made of a call and was not is said only where it was asked for before the call."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from meeting.model import Artifact
from sandbox.google.meet.meetings import RECORDING, Space
from tests.support.cards import lines
from tests.support.held import EVERYTHING, ago, met_at, set_ago
from tests.support.people import ANA, BO
from tests.support.stage import Stage
from tests.support.store import Rows, Store
from tests.support.switches import Three, choose
from tests.support.words import SAYS

MISSED = SAYS.absent(Artifact.RECORDING, begun=False)


def unrecorded(stage: Stage, *, asked: bool, calls: int = 1) -> tuple[str, Space]:
    """An event of Ana's two days ago, whose calls without her left nothing; and its Meet."""
    with ago(stage, days=2) as world:
        space = world.meet.make_meet(ANA, recording=asked)
        event_id = met_at(world, space)
        for _ in range(calls):
            world.meet.hold_conference(space, [BO])
    return event_id, space


def misses(stage: Stage, event_id: str) -> bool:
    """Whether the event's card says that its call was to be recorded."""
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    return MISSED in [text for _, text, _ in lines(host.card)]


def test_turning_recording_on_says_nothing_of_the_call_before(stage: Stage) -> None:
    """Nobody had asked for a recording when it was held."""
    event_id, _ = unrecorded(stage, asked=False)
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    choose(host, Three(recording=True))
    host.press_primary()
    assert not misses(stage, event_id)


def test_what_was_asked_for_before_the_call_is_missed(stage: Stage) -> None:
    """A moment before it is enough."""
    event_id, _ = unrecorded(stage, asked=True)
    set_ago(stage, event_id, days=2, minutes=1)
    assert misses(stage, event_id)


def test_what_was_set_during_the_call_is_not_missed(stage: Stage) -> None:
    """Meet records by itself only what it knew of at the beginning."""
    event_id, _ = unrecorded(stage, asked=True)
    set_ago(stage, event_id, days=2, minutes=-10)
    assert not misses(stage, event_id)


def test_what_was_set_between_two_calls_is_not_missed(stage: Stage) -> None:
    """Only for the second one it was asked for, and a line would be about both."""
    event_id, _ = unrecorded(stage, asked=True, calls=2)
    set_ago(stage, event_id, days=2, minutes=-30)
    assert not misses(stage, event_id)


def test_what_nobody_set_with_the_add_on_is_not_missed(stage: Stage) -> None:
    """Since when a setting made in Meet stands is not known."""
    event_id, _ = unrecorded(stage, asked=True)
    assert not misses(stage, event_id)


def test_what_was_turned_off_since_is_not_missed(stage: Stage) -> None:
    """When somebody did that in Meet is not known."""
    event_id, space = unrecorded(stage, asked=True)
    set_ago(stage, event_id, days=3)
    space.settings |= {RECORDING: "OFF"}
    assert not misses(stage, event_id)


def test_what_was_turned_on_since_is_not_missed(stage: Stage) -> None:
    """Ana had set it off; somebody has turned it on in Meet, nobody knows when."""
    event_id, space = unrecorded(stage, asked=False)
    set_ago(stage, event_id, days=3)
    space.settings |= {RECORDING: "ON"}
    assert not misses(stage, event_id)


@pytest.mark.parametrize(
    "since", [None, "", "yesterday", "2026-11-20T12:00:00", "0001-01-01T00:00:00+14:00"]
)
def test_a_note_that_does_not_tell_when_counts_for_nothing(stage: Stage, since: str | None) -> None:
    """Notes from before that was kept lack it."""
    event_id, _ = unrecorded(stage, asked=True)
    set_ago(stage, event_id, days=3)
    Rows(stage.store).put("wishes", "since.recording", since)
    assert not misses(stage, event_id)


def test_the_note_tells_when_it_was_set(stage: Stage) -> None:
    """It is the moment of the press, in UTC."""
    event_id, _ = unrecorded(stage, asked=True)
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    earliest = datetime.now(UTC)
    host.press_primary()
    since = datetime.fromisoformat(Rows(stage.store).said("wishes", "since.recording"))
    assert earliest <= since <= datetime.now(UTC)
    assert timedelta() == since.utcoffset()


def test_another_press_does_not_make_it_asked_for_later(stage: Stage) -> None:
    """Turning notes on two days later leaves the moment at which the recording was asked for."""
    event_id, _ = unrecorded(stage, asked=True)
    set_ago(stage, event_id, days=3)
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    choose(host, Three(recording=True, smart_notes=True))
    host.press_primary()
    assert misses(stage, event_id)


@pytest.mark.parametrize("since", ["2026-11-20T12:00:00+00:00", "[]"])
def test_a_note_that_tells_one_moment_for_all_counts_for_nothing(stage: Stage, since: str) -> None:
    """What is not written as notes are is not guessed at."""
    event_id, _ = unrecorded(stage, asked=True)
    set_ago(stage, event_id, days=3)
    Rows(stage.store).put("wishes", "since", since)
    assert not misses(stage, event_id)


def test_with_the_store_down_nothing_is_missed(stage: Stage) -> None:
    """What was asked for is not known then."""
    event_id, _ = unrecorded(stage, asked=True)
    set_ago(stage, event_id, days=3)
    Store(stage.store).spoil()
    assert not misses(stage, event_id)
