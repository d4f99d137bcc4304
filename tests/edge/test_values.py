"""The add-on's own frozen dataclasses, beside the standard library's."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import field

import pytest

from meeting.values import dataclass
from tests.support.stage import ROOT


@dataclass(frozen=True)
class Ours:
    """One with a secret."""

    name: str
    token: str = field(default="", repr=False)
    guests: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Theirs:
    """The same, as the standard library makes it."""

    name: str
    token: str = field(default="", repr=False)
    guests: tuple[str, ...] = ()


@dataclass(frozen=True)
class Below(Ours):
    """One with more to it."""

    room: int = 0


@dataclass(frozen=True)
class Bare:
    """One with nothing to it."""


VALUES = [("a",), ("a", "x"), ("a", "x", ("b",)), ("b", "x", ("b",))]


@pytest.mark.parametrize("one", VALUES)
@pytest.mark.parametrize("other", VALUES)
def test_what_is_equal_there_is_equal_here(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    """Two are equal, and one key, exactly where the standard library's are."""
    same = Theirs(*one) == Theirs(*other)  # type: ignore[arg-type]
    here = (Ours(*one), Ours(*other))  # type: ignore[arg-type]
    assert same == (here[0] == here[1])
    assert (1 if same else 2) == len(set(here))


def test_a_value_tells_what_it_may() -> None:
    """What is written of a value is what the standard library writes: no secret."""
    written = repr(Theirs("a", "secret", ("b",))).replace("Theirs", "Ours")
    assert written == repr(Ours("a", "secret", ("b",)))
    assert "secret" not in written


def test_values_of_two_kinds_differ() -> None:
    """Whatever they hold; and those with nothing to them are all the same."""
    assert Ours("a") != Below("a")
    assert Below("a", room=1) != Below("a", room=2)
    assert 1 == len({Bare(), Bare()})
    assert "Below(name='a', guests=(), room=1)" == repr(Below("a", room=1))


def test_values_can_be_replaced_and_matched() -> None:
    """What the standard library does with its dataclasses it does with these."""
    assert Ours("b", "x") == dataclasses.replace(Ours("a", "x"), name="b")
    assert {"name": "a", "token": "", "guests": ("b",)} == dataclasses.asdict(
        Ours("a", guests=("b",))
    )
    assert ("name", "token", "guests") == Ours.__match_args__


def test_all_of_the_add_on_are_ours() -> None:
    """The standard library's take a cold start longer."""
    made = [
        path
        for folder in ("addon", "cards", "meeting")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"^from dataclasses import .*\bdataclass\b", path.read_text(), re.MULTILINE)
    ]
    assert [] == made
