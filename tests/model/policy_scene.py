"""Policies, titles and guests, made up so that a model knows what is in them, and cards."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import strategies as st

from tests.model.policy_model import (
    CALLED,
    Decided,
    Meeting,
    Policy,
    WordRule,
    asks,
    free,
    locked_lines,
)
from tests.support.cards import lines, paragraphs, switches
from tests.support.chat import inputs
from tests.support.people import BO, CY
from tests.support.policy import CONTACT
from tests.support.stage import Json
from tests.support.switches import EIGHT, Three

WORDS = ("interview", "Straße", "gespräch", "собеседование", "面接", "ボーナス", "job talk")
FILLERS = ("Plan", "Budget", "2. ", " – ", "(", "会", "\N{TEACUP WITHOUT HANDLE}")
"""What titles hold besides: no word comes of them, however they follow each other."""
UNSEEN = "\u00ad\u034f\u061c\u115f\u17b4\u180b\u200b\u200d\u2060\u3164\ufe0f\ufeff\uffa0\U000e0041"
"""A few of the signs that nobody sees (Default_Ignorable_Code_Point)."""
BLANKS = (" ", "  ", "\u00a0", "\u3000", "\u2009", " \u200b ")
INSIDE = (BO, CY, "CY@EXAMPLE.COM", "c_1@resource.calendar.google.com", "all@example.com")
OUTSIDE = (
    "kim@customer.example",
    "kim@sub.example.com",
    "kim@notexample.com",
    "team@googlegroups.com",
)
"""Guests of an event that somebody at example.com organizes."""


class Invitation(NamedTuple):
    """A title and guests, and what a policy is to find in them."""

    title: str = "Plan"
    guests: tuple[str, ...] = ()
    meeting: Meeting = Meeting()

    @property
    def without_guests(self) -> Invitation:
        """The same with nobody invited."""
        return Invitation(self.title, (), self.meeting._replace(outside=False))


def _full_width(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text)


SPELLINGS = (
    str,
    str.upper,
    str.lower,
    str.title,
    _full_width,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: unicodedata.normalize("NFKC", text),
)


@st.composite
def spelt(draw: st.DrawFn, word: str) -> str:
    """A word written in some way, such that people still read that word."""
    for spelling in draw(st.lists(st.sampled_from(SPELLINGS), max_size=3)):
        word = spelling(word)
    blank = draw(st.sampled_from(BLANKS))
    word = word.replace(" ", blank)
    for sign in draw(st.lists(st.sampled_from(UNSEEN), max_size=2)):
        place = draw(st.integers(0, len(word)))
        word = word[:place] + sign + word[place:]
    return word


threes = st.sampled_from(EIGHT)
locks = st.dictionaries(
    st.sampled_from([*CALLED]), st.sampled_from(["on", "off"]), min_size=1, max_size=2
)
word_rules = st.sampled_from(WORDS).flatmap(
    lambda word: st.builds(WordRule, st.just(word), spelt(word), locks)
)
policies = st.builds(
    Policy,
    defaults=st.none() | st.dictionaries(st.sampled_from([*CALLED]), st.booleans()),
    locked=st.sampled_from([None, {}]) | locks,
    external=st.sampled_from([None, {}]) | locks,
    words=st.none() | st.lists(word_rules, max_size=3).map(tuple),
    contact=st.sampled_from([None, CONTACT]),
)


@st.composite
def invitations(draw: st.DrawFn, words: Sequence[str]) -> Invitation:
    """A title with some words or none, and guests.

    Args:
        words: those that it holds more often than others.
    """
    some_of = words if words and draw(st.sampled_from([True, True, False])) else WORDS
    held = draw(st.frozensets(st.sampled_from(some_of), min_size=some_of is words, max_size=2))
    parts = [
        *draw(st.lists(st.sampled_from(FILLERS), min_size=1, max_size=2)),
        *(draw(spelt(word)) for word in sorted(held)),
    ]
    title = "".join(draw(st.permutations(parts)))
    inside = draw(st.lists(st.sampled_from(INSIDE), max_size=2))
    outside = draw(st.lists(st.sampled_from(OUTSIDE), max_size=1))
    # Of addresses that differ in capitals only one is a guest.
    guests = {each.casefold(): each for each in (*inside, *outside)}
    return Invitation(title, tuple(guests.values()), Meeting(held, bool(outside)))


def named_in(*policies: Policy) -> list[str]:
    """The words that policies have rules about."""
    return sorted({rule.word for policy in policies for rule in policy.words or ()})


# What a card says


def check_switches(card: Json, policy: Policy, decided: Decided, stand: Three) -> None:
    """Hold a card's switches to the model: what is decided is a line, with whom to ask.

    Args:
        stand: how those stand that it has.
    """
    shown = {name: on for name, on in switches(card).items() if name in CALLED}
    assert free(decided, stand) == shown
    assert not inputs(card).keys() & {*CALLED}
    assert locked_lines(decided) == said(card, "set by your organization")
    assert asks(policy, decided) == [each for each in paragraphs(card) if CONTACT in each]


def said(card: Json, words: str) -> list[str]:
    """The lines of a card with these words."""
    return [text for _, text, _ in lines(card) if words in text]
