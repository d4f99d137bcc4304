"""Every request is answered in time, however slow Google is."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sandbox.google.faults import Gate
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import (
    AT_ONCE,
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    READ_SPACE,
)
from tests.support.cards import did
from tests.support.clock import WORKS, Clock
from tests.support.people import ANA
from tests.support.raw_google import RawGoogle
from tests.support.sidebar import (
    agree_to_replace,
    ask_to_replace,
    met,
    opened,
    planned,
    press_again,
    told,
)
from tests.support.stage import Stage, staged
from tests.support.state import has_link_of, link, only_space
from tests.support.switches import ON, choose, has
from tests.support.words import SAYS

pytestmark = pytest.mark.own_stage

HOST_WAITS = 25.0
RESERVE = 6.0
"""What the making of a space leaves for its attachment."""
LITTLE = 1.5
"""Enough for one more call to be begun, even on a busy machine."""
NEVER = 60.0


class Watch:
    """How long something takes by a clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._started = clock.now()

    def seconds(self) -> float:
        """Since it was made, and what the request had used before."""
        return self._clock.now() - self._started + self._clock.spent


@pytest.mark.parametrize("method", [READ_EVENT, READ_SPACE])
def test_opening_an_event_does_not_wait_for_a_silent_google(
    stage: Stage, clock: Clock, method: str
) -> None:
    """An event whose reads never end gets its card in time, with nothing repeated."""
    space = stage.world.meet.make_meet(ANA)
    event_id = stage.world.calendar.add_event(ANA, conference=space)
    clock.spent = WORKS - LITTLE
    stage.google.faults.order(method, delay=NEVER)
    host, watch = stage.host(), Watch(clock)
    host.open_event(ANA, event_id)
    assert [SAYS.read_again()] == told(host)
    assert watch.seconds() < HOST_WAITS
    assert [READ_EVENT, READ_SPACE] == sorted(stage.called())


def test_pressing_create_does_not_wait_for_a_silent_calendar(stage: Stage, clock: Clock) -> None:
    """A first read that never ends is given up before a space is made."""
    _, host = planned(stage)
    clock.spent = WORKS - LITTLE
    stage.google.faults.order(READ_EVENT, delay=NEVER)
    watch = Watch(clock)
    host.press_primary()
    assert [SAYS.try_again()] == told(host)
    assert watch.seconds() < HOST_WAITS
    assert [READ_EVENT] == stage.called()


def test_making_a_space_ends_while_there_is_time_to_attach_it(stage: Stage, clock: Clock) -> None:
    """A `spaces.create` that never ends is given up early, told as unknown and not repeated."""
    _, host = planned(stage)
    clock.spent = WORKS - RESERVE - LITTLE
    stage.google.faults.order(CREATE_SPACE, delay=NEVER)
    watch = Watch(clock)
    host.press_primary()
    assert [SAYS.outcome_unknown()] == told(host)
    assert watch.seconds() < WORKS - RESERVE + 1
    assert [READ_EVENT, CREATE_SPACE] == stage.called()


def test_a_space_is_not_made_when_it_could_not_be_attached_in_time(
    stage: Stage, clock: Clock
) -> None:
    """With too little time left for the attachment, no space is made."""
    _, host = planned(stage)
    clock.spent = WORKS - RESERVE
    host.press_primary()
    assert [SAYS.try_again()] == told(host)
    assert [READ_EVENT] == stage.called()
    assert [] == stage.world.meet.spaces


def test_an_attachment_that_never_ends_is_told_as_unknown(stage: Stage, clock: Clock) -> None:
    """When the time ends during the attachment, the outcome is unknown and the space is kept."""
    event_id, host = planned(stage)
    faults = stage.google.faults
    clock.spent = WORKS - RESERVE - LITTLE
    faults.order(
        PATCH_EVENT, status=503, headers=AT_ONCE, then=lambda: clock.forward(RESERVE - 0.1)
    )
    faults.order(PATCH_EVENT, delay=NEVER)
    watch = Watch(clock)
    host.press_primary()
    assert [SAYS.outcome_unknown()] == told(host)
    assert watch.seconds() < WORKS + 1
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT, PATCH_EVENT] == stage.called()

    clock.spent = 0.0
    press_again(host)
    assert [READ_EVENT, READ_SPACE, PATCH_EVENT] == stage.called()
    assert has_link_of(stage, event_id, only_space(stage))


def test_settings_that_never_arrive_are_told_as_unknown(stage: Stage, clock: Clock) -> None:
    """When the time ends during an update, the outcome is unknown."""
    _, host = met(stage)
    choose(host, ON)
    clock.spent = WORKS - LITTLE
    stage.google.faults.order(PATCH_SPACE, delay=NEVER)
    watch = Watch(clock)
    host.press_primary()
    assert [SAYS.outcome_unknown()] == told(host)
    assert watch.seconds() < HOST_WAITS
    assert PATCH_SPACE == stage.called()[-1]


def test_after_a_slow_read_no_call_is_begun_that_would_be_late(stage: Stage, clock: Clock) -> None:
    """A read that leaves no time to make and attach a space is the last call."""
    sooma = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    host = opened(stage, stage.world.calendar.add_event(ANA, conference=sooma))
    ask_to_replace(host)
    stage.called()
    clock.spent = WORKS - RESERVE - 5.0
    stage.google.faults.order(READ_EVENT, then=lambda: clock.forward(4.8))
    agree_to_replace(host)
    assert [SAYS.try_again()] == told(host)
    assert [READ_EVENT] == stage.called()


def test_what_was_made_during_too_slow_a_read_is_attached_by_the_next_press(
    stage: Stage, clock: Clock
) -> None:
    """The space is there, the time is over: nothing is attached blindly, and nothing lost."""
    event_id, host = planned(stage)
    made = Gate()
    stage.google.faults.order(CREATE_SPACE, then=made.open)

    def last() -> None:
        made.wait()
        clock.forward(WORKS)

    stage.google.faults.order(READ_EVENT, then=last)
    host.press_primary()
    assert [SAYS.try_again()] == told(host)
    assert [READ_EVENT, CREATE_SPACE] == stage.called()
    assert link(stage, ANA, event_id) is None

    press_again(host)
    assert SAYS.created() == did(host.card)
    assert has_link_of(stage, event_id, only_space(stage))


def test_after_a_slow_making_there_is_time_for_the_attachment(stage: Stage, clock: Clock) -> None:
    """A space that takes as long as may be is attached all the same."""
    event_id, host = planned(stage)
    clock.spent = WORKS - RESERVE - 3.0
    stage.google.faults.order(CREATE_SPACE, then=lambda: clock.forward(2.5))
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert has_link_of(stage, event_id, only_space(stage))


def test_another_try_is_not_made_when_it_would_be_late(stage: Stage, clock: Clock) -> None:
    """When somebody edits the event at the last moment, the time is not exceeded for it."""
    event_id, host = planned(stage)

    def edit() -> None:
        stage.world.calendar.edit_event(ANA, event_id, summary="Edited")
        clock.forward(RESERVE - 0.3)

    clock.spent = WORKS - RESERVE - LITTLE
    stage.google.faults.order(PATCH_EVENT, then=edit)
    stage.google.faults.order(READ_EVENT)
    stage.google.faults.order(READ_EVENT, then=lambda: clock.forward(LITTLE - 0.1))
    watch = Watch(clock)
    host.press_primary()
    assert [SAYS.try_again()] == told(host)
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT, READ_EVENT] == stage.called()
    assert watch.seconds() < WORKS

    clock.spent = 0.0
    press_again(host)
    assert [READ_EVENT, READ_SPACE, PATCH_EVENT] == stage.called()
    assert has_link_of(stage, event_id, only_space(stage))


def test_a_pause_does_not_outlast_the_deadline(stage: Stage, clock: Clock) -> None:
    """A busy answer close to the deadline is not followed by another attempt."""
    _, host = planned(stage)
    clock.spent = WORKS - LITTLE
    stage.google.faults.order(READ_EVENT, status=503, headers={"Retry-After": str(LITTLE - 0.2)})
    host.press_primary()
    assert [SAYS.try_again()] == told(host)
    assert [READ_EVENT] == stage.called()


ENDLESS = {
    "silence": (b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", b""),
    "trickle": (b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", b" "),
    "chunks": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "head": (b"HTTP/1.1 200 OK\r\nX-Endless: ", b"x"),
    "first line": (b"HTTP/1.1 2", b"0"),
}
"""Answers that begin and never end: how they begin, and how they go on."""
LATE = 1.2
"""When they begin; a wait begun anew then would be noticed."""


def test_an_answer_that_trickles_in_is_cut_off(tmp_path: Path) -> None:
    """An answer that begins and never ends takes no longer than one that never begins."""
    kinds = iter(ENDLESS.values())

    def endless(line: str) -> Iterator[bytes]:
        del line
        beginning, piece = next(kinds)
        meet.closing.wait(LATE)
        yield beginning
        while not meet.closing.wait(0.1):
            yield piece

    def open_one(stage: Stage) -> CalendarHost:
        space = stage.world.meet.make_meet(ANA)
        return opened(stage, stage.world.calendar.add_event(ANA, conference=space))

    with (
        RawGoogle(endless) as meet,
        staged({"ADDON_STORE": f"sqlite:{tmp_path / 'a'}", "MEET_API_ENDPOINT": meet.url}) as stage,
        ThreadPoolExecutor(len(ENDLESS)) as pool,
    ):
        stage.function.clock.spent = WORKS - LATE - 0.3
        watch = Watch(stage.function.clock)
        for host in pool.map(open_one, [stage] * len(ENDLESS)):
            assert [SAYS.read_again()] == told(host)
        assert watch.seconds() < WORKS + 1
        assert len(ENDLESS) == len(meet.requests)


def test_slow_answers_that_fit_are_waited_for(stage: Stage) -> None:
    """A Google that takes a tenth of a second for each call changes nothing but the time."""
    event_id, host = planned(stage)
    choose(host, ON)
    stage.google.faults.latency = 0.1
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert has_link_of(stage, event_id, only_space(stage))
    assert ON == has(only_space(stage))
