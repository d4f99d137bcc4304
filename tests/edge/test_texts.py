"""Every text that a user sees is a message that translators get."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Protocol

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from addon import VERSION
from cards import languages
from tests.support.chat_tour import chat_tour
from tests.support.stage import ROOT, Json
from tests.support.tour import tour

PSEUDO = "eo"
"""A language without a catalogue, which the tests give one."""

SHOWN = ("title", "text", "topLabel", "bottomLabel", "label", "actionLabel", "altText", "hintText")
WRITTEN = {
    *("Planning", "bo@example.com", "Sooma", "Google Meet", "Zoom", ""),
    *("Ana", "Bo", "+49 ••• 42", *(f"Guest {number}" for number in range(50))),
    *("zoom.us/j/123456789", "sooma.example.com/j/1", "sooma.example.com/j/2"),
    *("Budget", "Interview", "Offer", "bo@example.com", "bo@example.com cy@example.com"),
    *("Google Calendar API", "Google Meet REST API", "Google Chat API", VERSION),
    *("users/123456789012345678901", "/meet", "/schedule", "/settings", "/help", "/records"),
}
"""What people and Google wrote, and commands: titles, names, addresses, conferences, links."""
UNTOLD = {"added", "welcome, language untold"}
"""What is seen where the host does not say in which language it is to be (hosts.md 1.3)."""
MESSAGE = re.compile("⟦[^⟦⟧]*⟧")
MARKUP = re.compile(r"</?b>|<br>|<a href=\"[^\"]*\">|</a>")
LINK_OR_CODE = re.compile(r"https://\S+|(?:meet\.google\.com/)?[a-z]{3}-[a-z]{4}-[a-z]{3}")
ADDRESS = re.compile(r"[\w.]+@[\w.]+\w")
BY_BABEL = re.compile(
    r"\bme, 14 Maj 2031 .*|^[a-z]{2} \d\d:\d\d\b|,|\bkaj\b|\b\d+\W+minutoj?\b"
    r"|\b[a-zĵŭ]{2}\W+\d{1,2}\W+\w+\W+\d{4}\W+\d\d:\d\d(?:\W+\d\d:\d\d)?"
)
"""What Babel writes in that language: lists, lengths of time, days."""
PLACEHOLDER = re.compile(r"\{\w*\}")
FIELD_NAME = re.compile(r"\b[a-z]+(?:[A-Z][a-z]+)+\b|\b[a-z]+(?:_[a-z]+)+\b|\b[A-Z]+(?:_[A-Z]+)+\b")
"""Names as Google's APIs write them: `artifactConfig`, `smart_notes`, `ACCESS_TYPE`."""
MANY = 100
FEWEST_WORDS = 3
"""So many English words in a row are a sentence, or a good part of one."""


class Seen(Protocol):
    """What was seen on a tour: its language, its cards by name, and the lines that passed by."""

    locale: str
    notifications: list[str]

    @property
    def cards(self) -> dict[str, Json]:
        """The cards."""


TOURS: dict[str, Callable[[str, Path], Seen]] = {"sidebar": tour, "Chat": chat_tour}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """The messages that Babel finds, each translated into itself between brackets."""
    found = Catalog(locale=PSEUDO, charset="utf-8")
    for _, _, message, _, context in extract_from_dir(str(ROOT / "cards")):
        forms = (message,) if isinstance(message, str) else message
        brackets = tuple(f"⟦{form}⟧" for form in forms)
        found.add(message, brackets[0] if len(brackets) == 1 else brackets, context=context)
    return found


@pytest.fixture(scope="module", params=TOURS)
def seen(
    request: pytest.FixtureRequest, catalogue: Catalog, tmp_path_factory: pytest.TempPathFactory
) -> Seen:
    """Every card in that language."""
    folder = tmp_path_factory.mktemp("locales")
    with (folder / f"{PSEUDO}.po").open("wb") as out:
        write_po(out, catalogue)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(languages, "CATALOGUES", folder)
        patch.setattr(languages, "LANGUAGES", (PSEUDO,))
        return TOURS[request.param](PSEUDO, tmp_path_factory.mktemp("tour"))


@pytest.fixture(
    scope="module", params=product(TOURS, ["en", *languages.LANGUAGES]), ids=" in ".join
)
def spoken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """Every card in a language that people have."""
    where, locale = request.param
    return TOURS[where](locale, tmp_path_factory.mktemp("tour"))


def english(catalogue: Catalog) -> set[str]:
    """The messages, and what stands between their placeholders, as far as it is a few words."""
    forms = (form for message in catalogue if message.id for form in _forms(message.id))
    parts = {part.strip() for form in forms for part in PLACEHOLDER.split(MARKUP.sub("", form))}
    return {part for part in parts if len(part.split()) >= FEWEST_WORDS}


def _forms(identity: str | Sequence[str]) -> Sequence[str]:
    return (identity,) if isinstance(identity, str) else identity


def shown(value: object, name: str = "") -> Iterator[str]:
    """Every text of a card that a person reads; a header's time stands by itself."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from shown(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from shown(inner, name)
    elif name in SHOWN and isinstance(value, str):
        yield value


def texts_of(seen: Seen) -> list[str]:
    """Every text of a tour: the lines that pass by, and those of the cards."""
    cards = (card for name, card in seen.cards.items() if name not in UNTOLD)
    return [*seen.notifications, *(text for card in cards for text in read(card))]


def read(card: Json) -> Iterator[str]:
    """Every text of a card, a header's time included, without markup and links."""
    for text in (*shown(card), card["header"].get("subtitle", "")):
        yield LINK_OR_CODE.sub("", MARKUP.sub("", text))


def left_over(text: str) -> str:
    """What of a text is no message, no markup, no link and no code."""
    # Twice: one message may be filled into another.
    for pattern in (MESSAGE, MESSAGE, MARKUP, LINK_OR_CODE, ADDRESS, BY_BABEL):
        text = pattern.sub("", text)
    return text.strip(" •.–")


def test_every_text_is_a_message(seen: Seen) -> None:
    """On every card in a language with a catalogue, nothing is left in another language."""
    for name, card in seen.cards.items():
        if name not in UNTOLD:
            assert (name, set()) == (name, {left_over(text) for text in shown(card)} - WRITTEN)


def test_every_notification_is_a_message(seen: Seen) -> None:
    """The lines that pass by are translated, too."""
    assert seen.notifications
    assert {""} == {left_over(text) for text in seen.notifications}


def test_every_placeholder_is_filled(seen: Seen) -> None:
    """No text reaches a card with a placeholder in it."""
    texts = [*seen.notifications, *(text for card in seen.cards.values() for text in shown(card))]
    assert [] == [text for text in texts if PLACEHOLDER.search(text)]


def test_no_card_of_any_language_holds_a_name_of_googles_fields(spoken: Seen) -> None:
    """In none of the languages a raw field name or a placeholder reaches a person."""
    texts = [
        *spoken.notifications,
        *(text for card in spoken.cards.values() for text in read(card)),
    ]
    raw = [text for text in texts if FIELD_NAME.search(text) or PLACEHOLDER.search(text)]
    assert [] == raw


def test_no_card_of_another_language_speaks_english(spoken: Seen, catalogue: Catalog) -> None:
    """What is said in English is said in the language of whoever reads it, and only so."""
    texts = texts_of(spoken)
    said = {each for each in english(catalogue) for text in texts if each in text}
    names = {"Records for Google Meet"}
    if spoken.locale == "en":
        assert len(said) > MANY
    else:
        assert set() == said - names


def test_dates_are_written_in_the_users_language(seen: Seen) -> None:
    """Days, below a title in the sidebar and beside an event in Chat, are the user's locale's."""
    assert {"ma, 1", "me, 1"} & {text[:5] for text in texts_of(seen)}
