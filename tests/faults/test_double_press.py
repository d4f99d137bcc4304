"""Presses that come together: one event gets one space."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path

import pytest

from sandbox.addon import AddOn
from sandbox.google.faults import Drop, Gate
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import CREATE_SPACE, PATCH_EVENT, READ_EVENT, READ_SPACE
from tests.support.cards import did, footer, results
from tests.support.clock import WORKS, Clock
from tests.support.people import ANA
from tests.support.sidebar import opened, planned, press_again, told
from tests.support.stage import Stage, start_function
from tests.support.state import has_link_of, link, only_space
from tests.support.switches import OFF, ON, Three, choose, has, three
from tests.support.words import CHANGED, SAYS

pytestmark = pytest.mark.own_stage

SOON = 10.0


class Presses:
    """Presses of two open sidebars that overlap for sure: the first is held at the making."""

    def __init__(self, stage: Stage, gate: Gate, pool: ThreadPoolExecutor) -> None:
        self._stage = stage
        self._gate = gate
        self._pool = pool

    def together(self, first: CalendarHost, second: CalendarHost) -> None:
        """Press in the second sidebar while the press in the first one makes the space."""
        earlier = self.begin(first)
        reading = self._stage.google.faults.hold(READ_EVENT)
        later: Future[object] = self._pool.submit(second.press_primary)
        assert reading.reached.wait(SOON)
        reading.open()
        self._gate.open()
        earlier.result(SOON)
        later.result(SOON)

    def begin(self, host: CalendarHost) -> Future[object]:
        """Press, and wait until the event is read and the space being made."""
        reading = self._stage.google.faults.hold(READ_EVENT)
        press: Future[object] = self._pool.submit(host.press_primary)
        assert reading.reached.wait(SOON)
        reading.open()
        assert self._gate.reached.wait(SOON)
        return press

    def end(self, press: Future[object]) -> None:
        """Let the space be made."""
        self._gate.open()
        press.result(SOON)


@contextmanager
def holding(stage: Stage, status: int | None = None, drop: Drop | None = None) -> Iterator[Presses]:
    """Hold the first space to be made, and then answer as ordered."""
    gate = Gate()
    stage.google.faults.order(CREATE_SPACE, then=gate.wait, status=status, drop=drop)
    with ThreadPoolExecutor(2) as pool:
        try:
            yield Presses(stage, gate, pool)
        finally:
            gate.open()


@contextmanager
def another_instance(stage: Stage, folder: Path) -> Iterator[CalendarHost]:
    """Ana's Calendar in front of a second instance of the function with the same store."""
    store = {"ADDON_STORE": f"sqlite:{folder / 'addon.db'}"}
    function = start_function({**stage.google.settings(), **store})
    try:
        with AddOn(function.url, stage.google) as addon:
            yield addon.calendar_of(stage.ana)
    finally:
        function.close()


@pytest.mark.parametrize("wanted", [OFF, ON], ids=["off", "on"])
def test_a_double_click_makes_one_space(stage: Stage, wanted: Three) -> None:
    """One click sent twice at the same moment makes one space, and both answers show it."""
    event_id, host = planned(stage)
    choose(host, wanted)
    first, second = host.press_twice()
    for exchange in (first, second):
        assert exchange.response is not None
        steps = exchange.response["renderActions"]["action"]["navigations"]
        assert SAYS.created() == did(steps[-1]["updateCard"])
    assert 1 == stage.called().count(CREATE_SPACE)
    assert has_link_of(stage, event_id, only_space(stage))
    assert wanted == has(only_space(stage))


def test_two_sidebars_make_one_space(stage: Stage) -> None:
    """A press while another one makes the space waits for it and shows the same Meet."""
    event_id, first = planned(stage)
    second = opened(stage, event_id)
    with holding(stage) as presses:
        presses.together(first, second)
    assert [SAYS.created()] * 2 == [did(host.card) for host in (first, second)]
    assert 1 == stage.called().count(CREATE_SPACE)
    assert has_link_of(stage, event_id, only_space(stage))


@pytest.mark.parametrize(("wanted", "other"), [(OFF, ON), (ON, OFF)], ids=["on", "off"])
def test_two_sidebars_with_other_switches_make_one_space(
    stage: Stage, wanted: Three, other: Three
) -> None:
    """Of two overlapping presses with different switches, the one that waited changes nothing."""
    event_id, first = planned(stage)
    second = opened(stage, event_id)
    choose(first, wanted)
    choose(second, other)
    with holding(stage) as presses, ThreadPoolExecutor(1) as pool:
        earlier = presses.begin(first)
        reading, using = (stage.google.faults.hold(name) for name in (READ_EVENT, READ_SPACE))
        later = pool.submit(second.press_primary)
        assert reading.reached.wait(SOON)
        reading.open()
        presses.end(earlier)
        assert using.reached.wait(SOON)
        using.open()
        later.result(SOON)
    assert SAYS.created() == did(first.card)
    assert wanted.words == list(results(first.card).values())
    assert CHANGED == second.notification
    assert ["Update settings", "Join"] == footer(second.card)
    assert wanted == three(second.card)
    assert has_link_of(stage, event_id, only_space(stage))
    assert wanted == has(only_space(stage))


def test_two_instances_make_one_space(stage: Stage, tmp_path: Path) -> None:
    """Two instances of the function that share a store make one space between them."""
    event_id, first = planned(stage)
    with another_instance(stage, tmp_path) as second, holding(stage) as presses:
        second.open_event(ANA, event_id)
        presses.together(first, second)
        assert [SAYS.created()] * 2 == [did(host.card) for host in (first, second)]
    assert 1 == stage.called().count(CREATE_SPACE)
    assert has_link_of(stage, event_id, only_space(stage))


def test_another_instance_uses_the_space_of_a_failed_press(stage: Stage, tmp_path: Path) -> None:
    """A space that one instance could not attach is attached by the next press at another."""
    event_id, first = planned(stage)
    stage.google.faults.order(PATCH_EVENT, status=429, headers={"Retry-After": "60"})
    first.press_primary()
    space = only_space(stage)
    with another_instance(stage, tmp_path) as second:
        second.open_event(ANA, event_id)
        second.press_primary()
        assert SAYS.created() == did(second.card)
    assert has_link_of(stage, event_id, space)
    assert [space] == stage.world.meet.spaces


def test_a_press_that_fails_hands_over_to_the_one_that_waits(stage: Stage) -> None:
    """When the first of two presses is refused as busy, the second one makes the space."""
    event_id, first = planned(stage)
    second = opened(stage, event_id)
    with holding(stage, status=429) as presses:
        presses.together(first, second)
    assert [SAYS.try_again()] == told(first)
    assert SAYS.created() == did(second.card)
    assert has_link_of(stage, event_id, only_space(stage))


@pytest.mark.parametrize(("drop", "lost"), [("before", 0), ("after", 1)])
def test_a_press_whose_answer_is_lost_hands_over_too(stage: Stage, drop: Drop, lost: int) -> None:
    """When the first press cannot know its outcome, it says so and the second makes its own."""
    event_id, first = planned(stage)
    second = opened(stage, event_id)
    with holding(stage, drop=drop) as presses:
        presses.together(first, second)
    assert [SAYS.outcome_unknown()] == told(first)
    assert SAYS.created() == did(second.card)
    assert lost + 1 == len(stage.world.meet.spaces)
    assert has_link_of(stage, event_id, stage.world.meet.spaces[-1])


@pytest.mark.parametrize(
    ("already_used", "speed"), [(0.0, 1.0), (WORKS - 0.6, 0.0)], ids=["patience", "deadline"]
)
def test_a_press_that_waits_too_long_says_so(
    stage: Stage, clock: Clock, already_used: float, speed: float
) -> None:
    """A press gives up on another after eight seconds, or when its answer is due before that."""
    event_id, first = planned(stage)
    second = opened(stage, event_id)
    with holding(stage) as presses, ThreadPoolExecutor(1) as pool:
        press = presses.begin(first)
        stage.called()
        clock.spent = already_used
        started = clock.now()
        later = pool.submit(second.press_primary)
        while wait([later], 0.05).not_done:
            clock.forward(speed)
        assert [SAYS.still_working()] == told(second)
        assert [READ_EVENT] == stage.called()
        assert clock.now() - started < 25 - already_used
        presses.end(press)
    assert SAYS.created() == did(first.card)
    assert has_link_of(stage, event_id, only_space(stage))

    clock.spent = 0.0
    press_again(second)
    assert SAYS.created() == did(second.card)
    assert 1 == len(stage.world.meet.spaces)


def test_presses_on_two_events_do_not_share_a_space(stage: Stage) -> None:
    """While one event's space is made, a press on another event makes its own."""
    one, first = planned(stage)
    other, second = planned(stage)
    with holding(stage) as presses:
        press = presses.begin(first)
        second.press_primary()
        assert SAYS.created() == did(second.card)
        presses.end(press)
    assert 2 == len(stage.world.meet.spaces)
    assert link(stage, ANA, one) != link(stage, ANA, other)
