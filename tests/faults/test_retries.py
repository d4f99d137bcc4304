"""What is sent again, when, and what never is."""

from __future__ import annotations

import time
from typing import Any, NamedTuple

import pytest

from sandbox.google import errors
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
from tests.support.sidebar import met, planned, press_again, told
from tests.support.stage import Stage
from tests.support.state import has_link_of, only_space
from tests.support.switches import OFF, ON, choose, has
from tests.support.words import SAYS

TRIES = 4


class Step(NamedTuple):
    """A call that may be sent again, and what the user is told when it fails for good.

    Attributes:
        makes: whether the event gets a Meet, rather than other settings for the one it has.
    """

    method: str
    makes: bool
    failed: str

    def begin(self, stage: Stage) -> CalendarHost:
        """The card whose main action makes the call."""
        host = (planned(stage) if self.makes else met(stage))[1]
        # Where something is changed, Meet's answer to that is what tells of the space.
        host.set_switch("recording", self.method != READ_SPACE)
        return host

    def calls(self, stage: Stage) -> int:
        """How often the call was sent; then forgets all calls."""
        return stage.called().count(self.method)


READS = [
    Step(READ_EVENT, makes=True, failed=SAYS.try_again()),
    Step(READ_SPACE, makes=False, failed=SAYS.try_again()),
]
WRITES = [
    Step(PATCH_EVENT, makes=True, failed=SAYS.outcome_unknown()),
    Step(PATCH_SPACE, makes=False, failed=SAYS.outcome_unknown()),
]
each_step = pytest.mark.parametrize("step", [*READS, *WRITES], ids=lambda step: step.method)


@each_step
def test_a_busy_answer_is_followed_by_one_more_call(stage: Stage, step: Step) -> None:
    """Reads and writes that are the same when doubled are sent again after 429 and 5xx."""
    for number, status in enumerate([429, 500, 502, 503, 504], start=1):
        host = step.begin(stage)
        choose(host, OFF if step.method == READ_SPACE else ON)
        body = {"error": {"code": status, "message": "Try again later."}}
        stage.google.faults.order(step.method, status=status, headers=AT_ONCE, body=body)
        host.press_primary()
        said = {READ_SPACE: SAYS.already_so(), PATCH_SPACE: SAYS.updated()}
        assert did(host.card).startswith(said.get(step.method, SAYS.created()))
        assert 2 == step.calls(stage)
        assert number == len(stage.world.meet.spaces)


@each_step
def test_after_four_busy_answers_the_user_is_told(stage: Stage, step: Step) -> None:
    """A call that is answered 503 four times is given up; after a write the outcome is unknown."""
    host = step.begin(stage)
    stage.google.faults.order(step.method, status=503, headers=AT_ONCE, times=TRIES)
    host.press_primary()
    assert [step.failed] == told(host)
    assert TRIES == step.calls(stage)
    assert 0 == stage.google.faults.open_orders


@each_step
def test_after_four_refusals_as_too_many_nothing_was_changed(stage: Stage, step: Step) -> None:
    """A call that is refused with 429 four times has changed nothing, whatever it is."""
    host = step.begin(stage)
    stage.google.faults.order(step.method, status=429, headers=AT_ONCE, times=TRIES)
    host.press_primary()
    assert [SAYS.try_again()] == told(host)
    assert TRIES == step.calls(stage)


@each_step
def test_a_long_retry_after_ends_the_attempts_at_once(stage: Stage, step: Step) -> None:
    """When Google asks to wait longer than there is time, the user is told at once."""
    host = step.begin(stage)
    stage.google.faults.order(step.method, status=429, headers={"Retry-After": "21"})
    started = time.monotonic()
    host.press_primary()
    assert [SAYS.try_again()] == told(host)
    assert 1 == step.calls(stage)
    assert time.monotonic() - started < 2


def test_pauses_grow_and_vary(stage: Stage) -> None:
    """Without `Retry-After` the first pause is up to a quarter of a second, the next twice that."""
    _, host = planned(stage)
    stage.google.faults.order(READ_EVENT, status=500, times=2)
    host.press_primary()
    first, second, third = stage.google.calls_of(READ_EVENT)
    assert first.ended is not None
    assert second.ended is not None
    assert 0.125 <= second.started - first.ended < 0.25 + 0.2
    assert 0.25 <= third.started - second.ended < 0.5 + 0.2


def test_retry_after_is_waited_for(stage: Stage) -> None:
    """A `Retry-After` that fits into the time is kept, though the own pause would be shorter."""
    _, host = planned(stage)
    stage.google.faults.order(READ_EVENT, status=503, headers={"Retry-After": "0.6"})
    host.press_primary()
    first, second = stage.google.calls_of(READ_EVENT)
    assert first.ended is not None
    assert 0.6 <= second.started - first.ended < 1.2
    assert SAYS.created() == did(host.card)


def test_an_odd_retry_after_does_no_harm(stage: Stage) -> None:
    """A `Retry-After` that says nothing sensible does not stop the repetition."""
    for value in ("Fri, 99 Foo 2026 10:00:00 GMT", ",", "soon", "-5", "nan", ""):
        _, host = planned(stage)
        stage.google.faults.order(READ_EVENT, status=503, headers={"Retry-After": value})
        host.press_primary()
        assert SAYS.created() == did(host.card)
        assert [READ_EVENT, READ_EVENT, PATCH_EVENT, CREATE_SPACE] == sorted(stage.called())


@pytest.mark.parametrize("method", [READ_EVENT, PATCH_EVENT])
def test_calendars_403_for_too_many_requests_is_retried(stage: Stage, method: str) -> None:
    """Calendar says 403 for too many requests, too: that is busy, not forbidden."""
    for reason in ("rateLimitExceeded", "userRateLimitExceeded"):
        event_id, host = planned(stage)
        stage.google.faults.order(method, error=errors.calendar(reason), headers=AT_ONCE)
        host.press_primary()
        assert SAYS.created() == did(host.card)
        assert 2 == stage.called().count(method)
        assert has_link_of(stage, event_id, stage.world.meet.spaces[-1])


def test_the_limit_of_invitations_is_not_waited_for(stage: Stage) -> None:
    """`quotaExceeded` takes hours to pass: nothing is repeated, and no minute is promised."""
    event_id, host = planned(stage)
    error = errors.calendar("quotaExceeded")
    stage.google.faults.order(PATCH_EVENT, error=error, headers=AT_ONCE)
    host.press_primary()
    assert [SAYS.invitation_limit()] == told(host)
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()

    press_again(host)
    assert SAYS.created() == did(host.card)
    assert has_link_of(stage, event_id, only_space(stage))


def test_every_repetition_of_a_write_is_the_same(stage: Stage) -> None:
    """A repeated write has the body, the mask and the parameters of the first."""
    space, host = met(stage)
    choose(host, ON)
    stage.google.faults.order(PATCH_SPACE, status=503, headers=AT_ONCE, times=2)
    host.press_primary()
    first, *others = stage.google.calls_of(PATCH_SPACE)
    assert [first.body] * 2 == [call.body for call in others]
    assert [first.query] * 2 == [call.query for call in others]
    assert ON == has(space)


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ({"status": 429}, SAYS.try_again()),
        ({"status": 429, "headers": AT_ONCE}, SAYS.try_again()),
        ({"status": 500}, SAYS.outcome_unknown()),
        ({"status": 503, "headers": AT_ONCE}, SAYS.outcome_unknown()),
        ({"drop": "before"}, SAYS.outcome_unknown()),
        ({"drop": "after"}, SAYS.outcome_unknown()),
    ],
    ids=["429", "429 retry now", "500", "503 retry now", "dropped before", "dropped after"],
)
def test_making_a_space_is_never_repeated(
    stage: Stage, trouble: dict[str, Any], words: str
) -> None:
    """`spaces.create` is sent once, whatever becomes of it, and nothing follows a failed one."""
    _, host = planned(stage)
    stage.google.faults.order(CREATE_SPACE, **trouble)
    host.press_primary()
    assert [words] == told(host)
    assert [READ_EVENT, CREATE_SPACE] == stage.called()


@pytest.mark.own_stage
def test_a_warm_click_opens_no_connection(stage: Stage) -> None:
    """Calls go over connections that earlier ones left open, also after a busy answer.

    The two that go out side by side take one each.
    """
    making = Gate()
    stage.google.faults.order(CREATE_SPACE, then=making.open)
    stage.google.faults.order(READ_EVENT, then=making.wait)
    _, host = planned(stage)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    _, host = planned(stage)
    before = stage.google.connections
    stage.google.faults.order(PATCH_EVENT, status=503, headers=AT_ONCE)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert before == stage.google.connections
