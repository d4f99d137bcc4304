"""What the torture sends, and how it tells whose data an answer holds."""

from __future__ import annotations

import json
import random

import pytest

from torture.hostile import ATTACKS, RAW, Shape, _written
from torture.isolation import judge

EVENT = {
    "commonEventObject": {
        "hostApp": "CALENDAR",
        "formInputs": {"title": {"stringInputs": {"value": ["x"]}}},
        "parameters": {"event": "abc"},
    },
    "authorizationEventObject": {"systemIdToken": "token"},
}


@pytest.mark.parametrize("kind", sorted(ATTACKS))
def test_an_attack_is_repeatable_and_begins_as_http(kind: str) -> None:
    """The same chance makes the same bytes, which begin with a method and a path."""
    shape = Shape("/chat", EVENT, {"Authorization": "Bearer token"})
    attack, again = (ATTACKS[kind][1](random.Random(4), shape) for _ in range(2))  # noqa: S311  # repeatable, no secret

    assert attack == again
    head = b"".join(attack.pieces)[:10]
    assert head.partition(b" ")[0] in {
        b"POST",
        b"GET",
        b"PUT",
        b"DELETE",
        b"OPTIONS",
        b"PATCH",
        b"BREW",
        head,
    }


def test_raw_json_is_written_as_it_stands() -> None:
    """Numbers and doubled keys that no writer of JSON would make get into the body."""
    written = _written({"a": f"{RAW}1e999", "b": f'{RAW}{{"c":1,"c":2}}', "d": "x"})

    assert b'{"a": 1e999, "b": {"c":1,"c":2}, "d": "x"}' == written


def test_somebody_elses_title_link_or_defaults_are_seen() -> None:
    """An answer with another user's data is strange; one without one's own lacks something."""
    links = {"https://meet.google.com/aaa-bbbb-ccc": 9}

    def answer(text: str) -> bytes:
        return json.dumps({"text": text}).encode()

    assert ([], []) == judge(7, {}, answer("secret-7-met"), links, titled=True)
    strange, missing = judge(7, {}, answer("secret-8-met"), links, titled=True)
    assert (1, 1) == (len(strange), len(missing))
    strange, missing = judge(
        7, {}, answer("secret-7-met https://meet.google.com/aaa-bbbb-ccc"), links, titled=True
    )
    assert (["user 7 saw user 9's"], []) == (strange, missing)
