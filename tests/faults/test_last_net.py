"""When even telling of a fault fails, the host still gets an answer."""

from __future__ import annotations

import json

import pytest
from babel import Locale

from tests.support.log import log_lines
from tests.support.requests import Reply, post, signed
from tests.support.stage import Stage

BROKEN = "sv-SE"
"""A locale over which the library that knows the locales stumbles."""
LEAK = "ya29.leaked-token"


@pytest.fixture
def broken(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A stage where Babel fails on one locale, so that no card at all can be made in it."""
    parse = Locale.parse

    def fail(identifier: str, sep: str = "_", **options: bool) -> Locale | None:
        if identifier == BROKEN:
            raise RuntimeError(LEAK)
        return parse(identifier, sep, **options)

    monkeypatch.setattr(Locale, "parse", fail)
    return stage


def ask(stage: Stage, path: str, locale: str) -> Reply:
    """Ask for a card as Calendar does in a language."""
    event, headers = signed(stage, path, parameters={}, host=stage.host(locale=locale))
    return post(stage.function, path, event, headers)


@pytest.mark.parametrize(
    "path",
    [
        "/calendar/home",
        "/calendar/event",
        "/calendar/event/changed",
        "/calendar/help",
        "/calendar/event/create",
        "/calendar/defaults/save",
    ],
)
def test_a_fault_while_telling_of_a_fault_is_answered_with_nothing(
    broken: Stage, path: str
) -> None:
    """The answer is 200 and an empty object, which no host chokes on, and one line says why."""
    with log_lines() as lines:
        reply = ask(broken, path, BROKEN)
    assert (200, {}) == (reply.status, reply.json)
    assert "application/json" == reply.content_type
    [record] = lines.records
    assert "ERROR" == record.levelname
    assert path == lines.fields()[0]["route"]
    assert LEAK not in json.dumps(lines.fields())


def test_others_are_answered_as_ever(broken: Stage) -> None:
    """What is broken for one is not for the next."""
    assert {} == ask(broken, "/calendar/home", BROKEN).json
    reply = ask(broken, "/calendar/home", "en-US")
    [step] = reply.json["action"]["navigations"]
    assert "home" == step["pushCard"]["name"]
