"""Whatever an authenticated Chat event holds, the answer is 200 and something Chat can show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from addon.routes import ROUTES
from tests.chat_delivery.classic_events import chat_headers
from tests.chat_delivery.rules import judge_addon, judge_classic
from tests.support.chat_events import (
    CLASSIC_TYPES,
    PAYLOADS,
    chat_object,
    classic_object,
    common_object,
)
from tests.support.junk import (
    JUNK,
    Path,
    nested,
    positions,
    replaced,
    texts,
    values,
    without,
    written,
)
from tests.support.log import Lines, log_lines
from tests.support.requests import send
from tests.support.stage import Json, Stage, staged

ACTIONS = [route.path for route in ROUTES if route.path.startswith("/chat/")]
CLICKED = [f"CARD_CLICKED {path}" for path in ACTIONS]
DOORS = [*PAYLOADS, *ACTIONS, *CLASSIC_TYPES, *CLICKED]
EACH = 6
"""Each field gets every so many of the junk; hypothesis tries the rest of it, and more."""


@dataclass
class Door:
    """The function's front door, with good events to spoil."""

    stage: Stage
    lines: Lines
    meet: str
    authorization: Json

    def event(self, name: str) -> Json:
        """The good event of a door; see `DOORS`."""
        kind, _, path = name.partition(" ")
        ana, url = self.stage.ana, self.stage.function.url
        if kind in CLASSIC_TYPES:
            return classic_object(kind, url + path if path else "", self.meet, ana)
        payload = kind if kind in PAYLOADS else "buttonClickedPayload"
        return {
            "commonEventObject": common_object("", self.meet, ana),
            "authorizationEventObject": self.authorization,
            "chat": chat_object(payload, ana),
        }

    def check(self, name: str, event: Json) -> Json:
        """POST an event to a door and judge the answer as Chat does."""
        kind = name.partition(" ")[0]
        is_classic = isinstance(event.get("type"), str) and "chat" not in event
        path = kind if kind in ACTIONS else "/chat"
        self.lines.records.clear()
        headers = chat_headers(self.stage) if kind in CLASSIC_TYPES else {}
        reply = send(self.stage.function, "POST", path, written(event), headers)
        if kind in CLASSIC_TYPES and not is_classic:
            assert 401 == reply.status
            return {}
        assert (200, "application/json") == (reply.status, reply.content_type)
        assert [] == self.lines.errors()
        judge: Callable[[Json], None] = judge_classic if is_classic else judge_addon
        judge(reply.json)
        return reply.json


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A Meet of Ana's, and her authorization for whatever comes."""
    store: File = tmp_path_factory.mktemp("store") / "addon.db"
    with staged({"ADDON_STORE": f"sqlite:{store}"}) as stage, log_lines() as lines:
        chat = stage.chat()
        url = f"{stage.function.url}/chat"
        event, _ = chat.installation.event(url, "CHAT", with_locale=True)
        meet = f"spaces/{stage.world.meet.make_meet(stage.ana).id}"
        yield Door(stage, lines, meet, event["authorizationEventObject"])


def spoilable(event: Json) -> list[Path]:
    """Where an event can be spoilt without being a forgery."""
    return [
        position
        for position in positions(event)
        if position[0] != "authorizationEventObject" or "authorizedScopes" in position
    ]


@pytest.mark.parametrize("name", DOORS)
def test_the_good_event_is_good(door: Door, name: str) -> None:
    """The event that is spoilt below is answered well."""
    door.check(name, door.event(name))


@pytest.mark.parametrize("name", [*PAYLOADS, "/chat/schedule/submit", "MESSAGE", CLICKED[7]])
def test_anything_may_stand_anywhere(door: Door, name: str) -> None:
    """Every field may hold any JSON at all; fields of one depth are spoilt together."""
    good = door.event(name)
    places = spoilable(good)
    for depth in sorted({len(place) for place in places}):
        for round_ in range(depth % EACH, len(JUNK), EACH):
            event = good
            for number, place in enumerate(place for place in places if len(place) == depth):
                if place != ("type",):
                    event = replaced(event, place, JUNK[(number + round_) % len(JUNK)])
            event["authorizationEventObject"] = good.get("authorizationEventObject")
            door.check(name, event)


@pytest.mark.parametrize("name", [*PAYLOADS, "/chat/schedule/submit", "MESSAGE", CLICKED[7]])
def test_anything_may_be_missing(door: Door, name: str) -> None:
    """Each part of what Chat tells may be missing, down to what a message consists of.

    What the card sends is spoilt by hypothesis below.
    """
    good = door.event(name)
    for place in spoilable(good):
        if place[0] not in {"type", "commonEventObject", "common"} and len(place) <= 4:
            door.check(name, without(good, place))


@pytest.mark.parametrize("name", DOORS)
@settings(
    max_examples=8,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_every_door_bears_malformed_events(door: Door, name: str, data: Any) -> None:  # noqa: ANN401  # hypothesis's
    """Everywhere, several fields at once may be missing or hold any JSON at all."""
    event = door.event(name)
    places = st.sampled_from(spoilable(event))
    for place, junk in data.draw(st.lists(st.tuples(places, values), min_size=1, max_size=4)):
        event = replaced(event, place, junk)
    for place in data.draw(st.lists(places, max_size=2)):
        event = without(event, place)
    door.check(name, event)


@pytest.mark.parametrize("name", ["messagePayload", "appCommandPayload"])
@settings(max_examples=30, derandomize=True, deadline=None, database=None)
@given(words=st.lists(texts | st.sampled_from(["meet", "/meet", "schedule", "help"]), max_size=4))
def test_anything_may_be_written(door: Door, name: str, words: list[str]) -> None:
    """Whatever somebody writes, there is an answer."""
    event = replaced(door.event(name), ("chat", name, "message", "argumentText"), " ".join(words))
    assert door.check(name, event)


@pytest.mark.parametrize("name", ["messagePayload", "/chat/schedule/submit", "MESSAGE"])
def test_deep_nesting_is_borne(door: Door, name: str) -> None:
    """An event nested as deeply as a parser can read is answered like a flat one."""
    door.check(name, {**door.event(name), "x": nested(400)})


@pytest.mark.parametrize("name", DOORS)
def test_much_of_everything_is_borne(door: Door, name: str) -> None:
    """Thousands of inputs and parameters, and very long words, do no harm."""
    event = door.event(name)
    common = event.get("commonEventObject") or event["common"]
    for key in ("title", "addresses"):
        common["formInputs"][key]["stringInputs"]["value"] = ["ä<&" * 5000]
    common["formInputs"]["guests"]["stringInputs"]["value"] = [f"users/{n}" for n in range(3000)]
    common["formInputs"] |= {f"i {n}": {"stringInputs": {"value": ["on"]}} for n in range(2000)}
    common["parameters"] |= {"title": "ä<&" * 5000, "attempt": "x" * 5000}
    for holder in (event, *event.get("chat", {}).values()):
        if isinstance(holder, dict) and "message" in holder:
            holder["message"]["argumentText"] = " meet " + "ä<&" * 5000
    door.check(name, event)


@pytest.mark.parametrize("event", [{}, {"type": None}, {"type": 5}, {"chat": {}}, {"chat": None}])
def test_an_event_of_no_format_is_no_classic_one(door: Door, event: Json) -> None:
    """What has no readable `type` is an add-on's event, which needs its proof in the body."""
    reply = send(door.stage.function, "POST", "/chat", written(event), chat_headers(door.stage))
    assert 401 == reply.status
