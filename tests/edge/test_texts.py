"""Every text that a user sees is a message that translators get."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from cards import languages
from tests.edge.tour import Tour, tour
from tests.support.stage import ROOT, Json

PSEUDO = "eo"
"""A language without a catalogue, which the tests give one."""

SHOWN = ("title", "subtitle", "text", "topLabel", "bottomLabel", "label", "actionLabel", "altText")
WRITTEN = {"Planning", "Sooma", "Google Meet", "Zoom", ""}
"""What people and Calendar wrote: titles and the names of conferences."""
MESSAGE = re.compile("⟦[^⟦⟧]*⟧")
MARKUP = re.compile(r"</?b>|<br>")
LINK_OR_CODE = re.compile(r"https://\S+|[a-z]{3}-[a-z]{4}-[a-z]{3}")
PLACEHOLDER = re.compile(r"\{\w*\}")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """The messages that Babel finds, each translated into itself between brackets."""
    found = Catalog(locale=PSEUDO, charset="utf-8")
    for _, _, message, _, context in extract_from_dir(str(ROOT / "cards")):
        forms = (message,) if isinstance(message, str) else message
        brackets = tuple(f"⟦{form}⟧" for form in forms)
        found.add(message, brackets[0] if len(brackets) == 1 else brackets, context=context)
    return found


@pytest.fixture(scope="module")
def seen(catalogue: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Tour:
    """Every card in that language."""
    folder = tmp_path_factory.mktemp("locales")
    with (folder / f"{PSEUDO}.po").open("wb") as out:
        write_po(out, catalogue)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(languages, "CATALOGUES", folder)
        patch.setattr(languages, "LANGUAGES", (PSEUDO,))
        return tour(PSEUDO, tmp_path_factory.mktemp("tour"))


def shown(value: object, name: str = "") -> Iterator[str]:
    """Every text of a card that a person reads, except where a time stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "bottomLabel" or not is_title(value):
                yield from shown(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from shown(inner, name)
    elif name in SHOWN and isinstance(value, str):
        yield value


def is_title(widget: Json) -> bool:
    """Whether a line names the event; below it stands when that is."""
    return str(widget.get("text", "")).startswith("<b>")


def left_over(text: str) -> str:
    """What of a text is no message, no markup, no link and no code."""
    # Twice: one message may be filled into another.
    for pattern in (MESSAGE, MESSAGE, MARKUP, LINK_OR_CODE):
        text = pattern.sub("", text)
    return text.strip(" •.")


def test_every_text_is_a_message(seen: Tour) -> None:
    """On every card in a language with a catalogue, nothing is left in another language."""
    for name, card in seen.cards.items():
        assert (name, set()) == (name, {left_over(text) for text in shown(card)} - WRITTEN)


def test_every_notification_is_a_message(seen: Tour) -> None:
    """The lines that pass by are translated, too."""
    assert seen.notifications
    assert {""} == {left_over(text) for text in seen.notifications}


def test_every_placeholder_is_filled(seen: Tour) -> None:
    """No text reaches a card with a placeholder in it."""
    texts = [*seen.notifications, *(text for card in seen.cards.values() for text in shown(card))]
    assert [] == [text for text in texts if PLACEHOLDER.search(text)]


def test_dates_are_written_in_the_users_language(seen: Tour) -> None:
    """The line below the title is made for the user's locale."""
    [line] = [
        widget["decoratedText"]["bottomLabel"]
        for section in seen.cards["no conference, all day"]["sections"]
        for widget in section["widgets"]
        if is_title(widget.get("decoratedText", {}))
    ]
    assert line.startswith("ma, 1")
