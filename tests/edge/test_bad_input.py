"""Whatever an authenticated event holds, the answer is 200 and cards that Calendar can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from addon.routes import ROUTES
from sandbox.hosts.cards import CardRules
from sandbox.hosts.responses import read_response
from sandbox.hosts.wire import Host
from tests.edge.shapes import calendar_object, common_object
from tests.support.junk import JUNK, Path, nested, positions, replaced, values, without, written
from tests.support.log import Lines, log_lines
from tests.support.requests import Reply, send, signed
from tests.support.stage import Json, Stage
from tools.schema import check_card

RULES = CardRules(Host.CALENDAR, ("https://meet.google.com/",))

PATHS = [route.path for route in ROUTES if route.path.startswith("/calendar/")]
SHAPE = {
    "commonEventObject": common_object(),
    "calendar": calendar_object("e", "c", "abc-defg-hij"),
}
POSITIONS = [
    *positions(SHAPE),
    ("authorizationEventObject", "userOAuthToken"),
    ("authorizationEventObject", "authorizedScopes"),
    ("authorizationEventObject", "authorizedScopes", 0),
]
WHICH_EVENT = [("calendar", "id"), ("calendar", "calendarId")]

changes = st.lists(st.tuples(st.sampled_from(POSITIONS), values), min_size=1, max_size=4)


@dataclass
class Door:
    """The function's front door, with a good event to spoil."""

    stage: Stage
    lines: Lines
    event: Json
    headers: dict[str, str]

    def check(self, path: str, event: Json) -> Reply:
        """POST an event to a route and judge the answer as the host does."""
        reply = send(self.stage.function, "POST", path, written(event), self.headers)
        assert (200, "application/json") == (reply.status, reply.content_type)
        assert [] == self.lines.errors()
        answer = read_response(reply.json, RULES)
        assert () == answer.complaints
        for navigation in answer.navigations:
            for card in (navigation.get("pushCard"), navigation.get("updateCard")):
                if card is not None:
                    check_card(card)
        return reply


@pytest.fixture(scope="module")
def door(shared: Stage) -> Iterator[Door]:
    """An event of Ana's that Calendar has, with a Meet of hers, told with every field."""
    space = shared.world.meet.make_meet(shared.ana)
    event_id = shared.world.calendar.add_event(
        "ana@example.com", attendees=["bo@example.com"], conference=space
    )
    event, headers = signed(shared, "/calendar/event")
    event["commonEventObject"] = common_object()
    event["calendar"] = calendar_object(event_id, "ana@example.com", space.code)
    with log_lines() as lines:
        yield Door(shared, lines, event, headers)


def at_depth(depth: int) -> list[Path]:
    """The positions of one depth, none of which holds another."""
    return [p for p in POSITIONS if len(p) == depth and p not in WHICH_EVENT]


@pytest.mark.parametrize("path", PATHS)
def test_the_good_event_is_good(door: Door, path: str) -> None:
    """The event that is spoiled below is answered well by every route."""
    door.check(path, door.event)


@pytest.mark.parametrize("round_", range(len(JUNK)))
@pytest.mark.parametrize("depth", sorted({len(position) for position in POSITIONS}))
def test_anything_may_stand_anywhere(door: Door, depth: int, round_: int) -> None:
    """Every field may hold any JSON at all: the opened event still gets an answer.

    Fields of one depth are spoiled together; what says which event is open is spoiled alone.
    """
    event = door.event
    for number, position in enumerate(at_depth(depth)):
        event = replaced(event, position, JUNK[(number + round_) % len(JUNK)])
    door.check("/calendar/event", event)


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: ascii(junk)[:20])
@pytest.mark.parametrize("position", WHICH_EVENT, ids=".".join)
def test_any_event_may_be_named(door: Door, position: Path, junk: object) -> None:
    """What says which event is open may be any JSON at all."""
    door.check("/calendar/event", replaced(door.event, position, junk))


@pytest.mark.parametrize("position", WHICH_EVENT, ids=".".join)
def test_an_id_that_no_event_can_have_is_not_asked_for(door: Door, position: Path) -> None:
    """An id of hundreds of thousands of characters names no event, and Google is not called."""
    door.stage.google.calls.clear()
    reply = door.check("/calendar/event", replaced(door.event, position, "漢" * 100_000))
    assert [] == door.stage.google.calls
    words = reply.json["action"]["navigations"][0]["pushCard"]["sections"][0]["widgets"][0]
    assert "Open an event in Calendar, then try again." == words["textParagraph"]["text"]


def test_an_id_as_long_as_calendar_makes_them_is_asked_for(door: Door) -> None:
    """An occurrence of a series whose id a client made as long as it may is read."""
    series = "v" * 1024
    door.stage.google.calls.clear()
    door.check(
        "/calendar/event",
        replaced(door.event, ("calendar", "id"), f"{series}_20300101T100000Z"),
    )
    assert any(series in call.path for call in door.stage.google.calls)


@pytest.mark.parametrize(
    "token", ["", " ", "a b", "x\r\nX-Header: y", "\0", "é", "漢", "a,b", 5, None, ["x"]], ids=ascii
)
def test_what_is_no_access_token_is_not_sent(door: Door, token: object) -> None:
    """An access token that no header can carry counts as missing, and Google is not called."""
    door.stage.google.calls.clear()
    position = ("authorizationEventObject", "userOAuthToken")
    reply = door.check("/calendar/event", replaced(door.event, position, token))
    assert [] == door.stage.google.calls
    words = reply.json["action"]["navigations"][0]["pushCard"]["sections"][0]["widgets"][0]
    assert "Close the add-on and open it again." in words["textParagraph"]["text"]


@pytest.mark.parametrize("position", POSITIONS, ids=lambda position: ".".join(map(str, position)))
def test_anything_may_be_missing(door: Door, position: Path) -> None:
    """Each field may be missing."""
    door.check("/calendar/event", without(door.event, position))


@pytest.mark.parametrize("path", PATHS)
@settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=changes, missing=st.lists(st.sampled_from(POSITIONS), max_size=2))
def test_every_route_bears_malformed_events(
    door: Door, path: str, data: list[tuple[Path, Any]], missing: list[Path]
) -> None:
    """On every route, several fields at once may be missing or hold any JSON at all."""
    event = door.event
    for position, junk in data:
        event = replaced(event, position, junk)
    for position in missing:
        event = without(event, position)
    door.check(path, event)


@pytest.mark.parametrize("position", [("x",), ("calendar",), ("commonEventObject", "formInputs")])
def test_deep_nesting_is_borne(door: Door, position: Path) -> None:
    """An event nested as deeply as a parser can read is answered like a flat one."""
    event = replaced({**door.event, "x": 1}, position, nested(400))
    door.check("/calendar/event", event)


@pytest.mark.parametrize("path", PATHS)
def test_much_of_everything_is_borne(door: Door, path: str) -> None:
    """Thousands of inputs, parameters and scopes do no harm."""
    event = replaced(
        door.event,
        ("commonEventObject", "formInputs"),
        {f"input {n}": {"stringInputs": {"value": ["on"] * 5}} for n in range(2000)},
    )
    many = {f"parameter {n}": "x" * 20 for n in range(2000)}
    event = replaced(event, ("commonEventObject", "parameters"), many)
    event["authorizationEventObject"]["authorizedScopes"] *= 500
    door.check(path, event)
