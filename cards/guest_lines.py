"""The sentences that tell an event's guests what will be recorded, of every language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product

from cards.languages import LANGUAGES, SOURCE_LANGUAGE, text_for
from cards.text import Text
from meeting.guest_line import GuestLines
from meeting.model import Switches

SIGNED = "Records for Google Meet"
"""In each of the sentences, so that most others need not be looked up."""


def guest_lines(text: Text) -> GuestLines:
    """The sentences of every language; those to be written are in the one of `text`."""
    own = _of(text)

    def says(line: str) -> Switches | None:
        if SIGNED not in line:
            return None
        return own.get(line) or _of_every_language().get(line)

    return GuestLines(says, text.guest_line)


def _of(text: Text) -> dict[str, Switches]:
    """What each sentence of a language says."""
    combinations = [Switches(*each) for each in product((False, True), repeat=3)]
    return {text.guest_line(each): each for each in combinations if each != Switches()}


@cache
def _of_every_language() -> Mapping[str, Switches]:
    """The same of all of them. Made when a description may have one: it takes every catalogue."""
    languages = (SOURCE_LANGUAGE, *LANGUAGES)
    return {line: says for each in languages for line, says in _of(text_for(each)).items()}
