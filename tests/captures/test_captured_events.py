"""Events as others captured or published them, each with its right answer."""

from __future__ import annotations

import json

import pytest

from tests.captures.answers import read_answers
from tests.captures.deliveries import deliver
from tests.captures.expectations import EXPECTED, Case, check_answer
from tests.captures.files import Capture, read_captures, told
from tests.support.chat_events import CLASSIC_TYPES, PAYLOADS
from tests.support.stage import Stage

CAPTURES = read_captures()
each_capture = pytest.mark.parametrize("capture", CAPTURES, ids=str)


@each_capture
def test_answer(stage: Stage, capture: Capture) -> None:
    """A captured event is answered as is right, and changes nothing that it should not."""
    delivered = deliver(stage, capture)
    assert [200] == [reply.status for reply in delivered.replies]
    [answer] = read_answers(stage, delivered)
    check_answer(Case(stage, delivered, answer), again=False)


@each_capture
def test_delivered_twice(stage: Stage, capture: Capture) -> None:
    """An event that is delivered twice does nothing twice."""
    delivered = deliver(stage, capture, times=2)
    assert [200, 200] == [reply.status for reply in delivered.replies]
    for answer in read_answers(stage, delivered):
        check_answer(Case(stage, delivered, answer), again=True)


def test_all_kinds() -> None:
    """Among the captures is every kind of event that the hosts have."""
    events = [(capture, json.loads(capture.text)) for capture in CAPTURES]
    seen = [told(event) for capture, event in events if capture.in_chat]
    assert {*PAYLOADS, *CLASSIC_TYPES} <= {each.kind for each in seen}
    commands = {"SLASH_COMMAND", "QUICK_COMMAND", "MESSAGE_ACTION"}
    assert commands <= {each.command for each in seen}
    steps = {"REQUEST_DIALOG", "SUBMIT_DIALOG", "CANCEL_DIALOG", ""}
    assert steps <= {each.dialog for each in seen if each.kind == "buttonClickedPayload"}
    messages = [each.message for each in seen if each.kind in {"messagePayload", "MESSAGE"}]
    told_once = {name for message in messages for name in message}
    assert {"attachment", "matchedUrl", "slashCommand", "lastUpdateTime"} <= told_once
    hosts = {event.get("commonEventObject", {}).get("hostApp") for _, event in events}
    assert {"CHAT", "CALENDAR", "GMAIL", "DRIVE"} <= hosts


def test_all_spellings() -> None:
    """The captures' numbers come in every spelling that was seen, and are read as they stand."""
    text = "".join(capture.text for capture in CAPTURES)
    spelled = {"1", "1.0", '"1"', "1E0", "0.0", "-3.6E6", "-2.88E7", "-3600000.0", "-3600000"}
    assert all(f": {number}" in text for number in spelled)


def test_all_expectations() -> None:
    """Every expectation is some capture's, and every capture's is known."""
    assert EXPECTED.keys() == {capture.expect for capture in CAPTURES}
