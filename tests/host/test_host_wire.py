"""Requests as they go over the wire: headers, numbers and the claims of the system token."""

from __future__ import annotations

import json
import re
from typing import Literal

import pytest
from google.auth import jwt

from sandbox.hosts.delivery import body_text
from tests.host.chat_stage import ROBOT, ChatStage, button, buttons, page, posted, with_card
from tests.support.people import ANA

Numbers = Literal["double", "exponent", "integer", "string"]
NUMBERS = (
    "appCommandId",
    "commandId",
    "joinedDirectHumanUserCount",
    "startIndex",
    "length",
    "offset",
)


def test_every_request_has_googles_headers(stage: ChatStage) -> None:
    """An add-on can tell Google's requests by their user agent; they ask for JSON."""
    stage.answers({})
    stage.host().in_space(stage.room(ANA)).slash_command("/meet")
    sent = stage.addon.last.headers
    assert {
        "User-Agent": "Google-gsuiteaddons",
        "Accept": "application/json",
        "Accept-Encoding": "gzip, br",
        "Content-Type": "application/json; charset=utf-8",
    } == {name: sent[name] for name in ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")}


def test_the_system_token_names_its_account_twice(stage: ChatStage) -> None:
    """`azp` and `sub` are the 21 digits of the service account, and the token lasts an hour."""
    stage.answers({})
    stage.host().in_space(stage.room(ANA)).slash_command("/meet")
    token = stage.addon.last.body["authorizationEventObject"]["systemIdToken"]
    claims = jwt.decode(token, certs=stage.signer.certificates(), verify=True)
    assert {
        "iss": "https://accounts.google.com",
        "aud": f"{stage.addon.url}/chat",
        "azp": claims["sub"],
        "sub": claims["sub"],
        "email": ROBOT,
        "email_verified": True,
        "iat": claims["iat"],
        "exp": claims["iat"] + 3600,
    } == claims
    assert (21, True) == (len(claims["sub"]), claims["sub"].isdigit())


WRITTEN: dict[Numbers, tuple[str, str, str]] = {
    "double": ("1.0", "0.0", "3600000.0"),
    "exponent": ("1E0", "0E0", "3.6E6"),
    "integer": ("1", "0", "3600000"),
    "string": ('"1"', '"0"', '"3600000"'),
}
"""One, zero and the offset of an hour."""


@pytest.mark.parametrize("numbers", WRITTEN)
@pytest.mark.parametrize("dialect", ["add-on", "classic"])
def test_every_number_is_written_in_one_way(
    stage: ChatStage, numbers: Numbers, dialect: str
) -> None:
    """Commands, places in texts, members and offsets are all numbers, in both dialects."""
    stage.answers({})
    stage.world.knobs.numbers = numbers
    host = stage.host() if dialect == "add-on" else stage.classic()
    host.in_space(stage.room(ANA)).slash_command("/meet")
    one, zero, offset = WRITTEN[numbers]
    assert {
        "appCommandId": {one},
        "commandId": {one},
        "joinedDirectHumanUserCount": {one},
        "startIndex": {zero},
        "length": {one.replace("1", "5")},
        "offset": {offset},
    } == {name: spellings(stage.addon.last.text, name) for name in NUMBERS}


def spellings(sent: str, name: str) -> set[str]:
    """How the values of a member stand in a body."""
    return set(re.findall(rf'"{name}": ([^,}}]+)', sent))


@pytest.mark.parametrize(
    ("numbers", "texts"),
    [
        ("double", ["1767225600123.0", "-3600000.0", "0.0", "0.1", "9007199254740993.0"]),
        ("exponent", ["1.767225600123E12", "-3.6E6", "0E0", "1E-1", "9.007199254740993E15"]),
        ("integer", ["1767225600123", "-3600000", "0", "0.1", "9007199254740993"]),
        ("string", ['"1767225600123"', '"-3600000"', '"0"', '"0.1"', '"9007199254740993"']),
    ],
)
def test_no_digit_of_a_number_is_lost(numbers: Numbers, texts: list[str]) -> None:
    """A number is the same one in every spelling; true, false, null and texts stay as they are."""
    values = [1_767_225_600_123, -3_600_000, 0, 0.1, 9_007_199_254_740_993]
    assert texts == [body_text(value, numbers) for value in values]
    rest: dict[str, object] = {"é": [True, False, None, "1", {}, []]}
    assert rest == json.loads(body_text(rest, numbers))


def test_clicked_messages_have_a_fallback(stage: ChatStage) -> None:
    """A clicked message is told with what stands for its cards, and as one of a thread."""
    go = buttons(button("Go", f"{stage.addon.url}/go"))
    stage.answers({}, "/go")
    host = stage.host().in_space(stage.room(ANA))
    told = []
    for answer in (
        posted(cardsV2=with_card(page(go)), fallbackText="A Meet"),
        posted(cardsV2=with_card(page(go, header={"title": "Meet"}))),
        posted(text="Below", accessoryWidgets=[go]),
    ):
        stage.answers(answer)
        host.slash_command("/meet")
        host.click("Go")
        message = stage.payload["message"]
        told.append((message.get("fallbackText"), message["threadReply"]))
    assert [("A Meet", True), ("Meet", True), (None, True)] == told
