"""Whatever JSON Google answers with, the user gets words of ours and nothing is a fault of ours."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.google import errors
from sandbox.google.faults import Call
from sandbox.hosts.calendar.player import CalendarHost
from tests.refusals.calls import CALLS, Place
from tests.refusals.seats import AtCalendar, Seat
from tests.support.calls import READ_EVENT, READ_ROLE, READ_SPACE
from tests.support.cards import paragraphs
from tests.support.junk import RAW, Path, positions, replaced, written
from tests.support.log import log_lines
from tests.support.people import ANA, BO
from tests.support.sidebar import opened
from tests.support.stage import Json, Stage
from tests.support.words import SAYS

pytestmark = pytest.mark.usefixtures("no_collection")

ENGLISH = "en-US"
DEEP = b"[" * 10_000 + b"]" * 10_000
WHOLE = [
    pytest.param(DEEP, id="deep list"),
    pytest.param(b'{"a":' * 10_000 + b"1" + b"}" * 10_000, id="deep object"),
    pytest.param(b'{"id":' + DEEP + b"}", id="deep member"),
    pytest.param(b"[]", id="list"),
    pytest.param(b"null", id="null"),
    pytest.param(b"{}", id="empty object"),
    pytest.param(b"", id="nothing"),
    pytest.param(b"\xff\xfe", id="no text"),
    pytest.param(b'{"id": NaN}', id="no number"),
]
ODD: list[object] = [
    [],
    [[]],
    {},
    {"a": []},
    [{"a": []}],
    None,
    True,
    5,
    f"{RAW}1e999",
    "x",
    "\ud800",
    "2031-05-14T09:30:00",
]
IDENTIFY = {"id", "etag", "iCalUID", "name", "meetingCode", "requestedResourceName"}
"""What Google is asked for again by; spoiled alone."""
MANY = 99


def quiet(seat: Seat, press: Callable[[], object]) -> str:
    """Press, and hold the answers to what every answer must be; they as they came."""
    before = len(seat.exchanges)
    with log_lines() as log:
        press()
    exchanges = seat.exchanges[before:]
    assert [] == log.errors()
    assert {200} == {exchange.status for exchange in exchanges}
    assert () == sum((exchange.complaints for exchange in exchanges), ())
    answers = json.dumps([exchange.response for exchange in exchanges], ensure_ascii=False)
    assert SAYS.unexpected() not in answers
    assert SAYS.unexpected_in_chat() not in answers
    return answers


def spoiling(stage: Stage, place: Place, spoil: Callable[[Json], bytes], times: int) -> list[Call]:
    """Have Google answer a place's calls otherwise; those calls, as they come."""
    met: list[Call] = []

    def mine(call: Call) -> bool:
        fits = place.mine(call, stage.google.calls)
        met.extend([call] if fits else [])
        return fits

    stage.google.calls.clear()
    stage.google.faults.order(place.method, times=times, when=mine, spoil=spoil)
    return met


@pytest.mark.parametrize("place", CALLS, ids=lambda place: place.name)
def test_an_answer_of_ten_thousand_nested_lists_is_none(stage: Stage, place: Place) -> None:
    """Each call may be answered by what no parser can read, once; no second space is made."""
    seat = place.arrange(stage, ENGLISH)
    seat.ready()
    met = spoiling(stage, place, lambda _: DEEP, times=1)
    quiet(seat, seat.press)
    assert met
    assert len(stage.world.meet.spaces) <= place.spaces


@pytest.mark.parametrize("odd", [[[]], {"a": []}, 5, "x"], ids=str)
@pytest.mark.parametrize("place", CALLS, ids=lambda place: place.name)
def test_everything_in_an_answer_may_be_of_another_type(
    stage: Stage, place: Place, odd: object
) -> None:
    """Each call's answer may hold anything in all its members, but those that identify."""
    seat = place.arrange(stage, ENGLISH)
    seat.ready()
    met = spoiling(stage, place, lambda body: written(with_leaves(body, odd)), times=MANY)
    quiet(seat, seat.press)
    assert met


def with_leaves(value: Any, odd: object) -> Any:  # noqa: ANN401  # any JSON
    """JSON with something else in place of each value that is no object or list."""
    if isinstance(value, dict):
        return {
            name: inner if name in IDENTIFY else with_leaves(inner, odd)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [with_leaves(inner, odd) for inner in value]
    return odd


# Each member by itself, of what is read to open an event


def single(stage: Stage) -> CalendarHost:
    """An event of Ana's with a guest, a place and a Meet, open in her Calendar."""
    event_id = stage.world.calendar.add_event(
        ANA,
        attendees=[BO],
        location="https://zoom.us/j/123456789",
        conference=stage.world.meet.make_meet(ANA),
    )
    return opened(stage, event_id)


def shared(stage: Stage) -> CalendarHost:
    """One of a series of Bo's, on a calendar that Ana may write to, open in Ana's Calendar."""
    stage.world.calendar.share_calendar(BO, ANA, "writer")
    weekly = stage.world.calendar.add_event(
        BO,
        start="2031-05-14T09:30:00+02:00",
        recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
        conference=stage.world.meet.make_meet(ANA),
    )
    return opened(stage, f"{weekly}_20310521T073000Z", BO)


reads = pytest.mark.parametrize(
    ("method", "open_one"), [(READ_EVENT, single), (READ_SPACE, single), (READ_ROLE, shared)]
)


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: ascii(odd)[:20])
@reads
def test_each_member_of_what_is_read_may_be_anything(
    stage: Stage, method: str, open_one: Callable[[Stage], CalendarHost], odd: object
) -> None:
    """Every member at every depth may hold any JSON at all, and the event is opened all the same.

    Where what identifies it is missing, it is told that it cannot be read just now.
    """
    host = open_one(stage)
    members: dict[Path, None] = {}

    def note(body: Json) -> bytes:
        members.update(dict.fromkeys(positions(body)))
        return json.dumps(body).encode()

    stage.google.faults.order(method, times=MANY, spoil=note)
    quiet(AtCalendar(host), host.refresh)
    assert members
    for position in members:

        def spoil(body: Json, position: Path = position) -> bytes:
            return written(replaced(body, position, odd))

        stage.google.faults.clear()
        stage.google.faults.order(method, times=MANY, spoil=spoil)
        quiet(AtCalendar(host), host.refresh)
        told = paragraphs(host.card) if host.card["name"] == "problem" else []
        unreadable = told and position[-1] in IDENTIFY
        assert (position, [SAYS.read_again()] if unreadable else []) == (position, told)


@pytest.mark.parametrize("content", WHOLE)
@reads
def test_what_is_no_answer_is_asked_for_again(
    stage: Stage, method: str, open_one: Callable[[Stage], CalendarHost], content: bytes
) -> None:
    """What is not the JSON of an answer leaves nothing behind: the next look is as the last."""
    host = open_one(stage)
    before = host.card
    stage.google.faults.order(method, spoil=lambda _: content)
    quiet(AtCalendar(host), host.refresh)
    told = paragraphs(host.card) if host.card["name"] == "problem" else []
    assert told in ([], [SAYS.read_again()])
    quiet(AtCalendar(host), host.refresh)
    assert before == host.card


@pytest.mark.parametrize("odd", [DEEP, [[]], {"a": []}, 5, "x"], ids=lambda odd: str(odd)[:10])
@pytest.mark.parametrize("place", CALLS, ids=lambda place: place.name)
def test_a_refusal_may_say_anything(stage: Stage, place: Place, odd: object) -> None:
    """An error may have a body that nobody can read, or anything in all its members."""
    seat = place.arrange(stage, ENGLISH)
    seat.ready()
    stage.google.calls.clear()
    error = errors.service_disabled(place.api, "1234567890")
    stage.google.faults.order(
        place.method,
        error=error,
        times=MANY,
        when=lambda call: place.mine(call, stage.google.calls),
        spoil=lambda body: odd if isinstance(odd, bytes) else written(with_leaves(body, odd)),
    )
    quiet(seat, seat.press)
