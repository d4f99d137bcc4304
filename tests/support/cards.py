"""What a scenario reads off cards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from meeting.rules import Rule
from tests.support.stage import Json
from torture.words import WILL_BE

NOTHING = ". Nothing will be recorded."
STARTS = "It starts by itself when you join, or a colleague of yours who may record."


def widgets(card: Json) -> Iterator[Json]:
    """Every widget of a card in order."""
    for section in card["sections"]:
        yield from section["widgets"]


def switches(card: Json) -> dict[str, bool]:
    """The switches of a card and how they stand, but for those of who may do what."""
    controls = (widget.get("decoratedText", {}).get("switchControl") for widget in widgets(card))
    stand = {control["name"]: control["selected"] for control in controls if control}
    return {name: on for name, on in stand.items() if name not in {*Rule}}


def paragraphs(card: Json) -> list[str]:
    """The paragraphs of a card, but for the heading of who may do what."""
    said = [
        widget["textParagraph"]["text"] for widget in widgets(card) if "textParagraph" in widget
    ]
    return [words for words in said if words != "<b>Who may do what</b>"]


def lines(card: Json) -> list[tuple[str, str, str]]:
    """The lines of a card that are no switches: label above, text, line below."""
    found = (widget["decoratedText"] for widget in widgets(card) if "decoratedText" in widget)
    return [
        (line.get("topLabel", ""), line["text"], line.get("bottomLabel", ""))
        for line in found
        if "switchControl" not in line
    ]


def headline(card: Json) -> str:
    """What a card says first: under an event's title and time, or in its header."""
    first = next(iter(paragraphs(card)), "")
    if first.startswith("<b>"):
        return first.removeprefix("<b>").removesuffix("</b>")
    title = card["header"]["title"]
    assert isinstance(title, str)
    return title


def did(card: Json) -> str:
    """What a result card says was done, whatever will be recorded."""
    return headline(card).removesuffix(NOTHING)


def remarks(card: Json) -> list[str]:
    """The paragraphs of a card below its headline, without what will happen in the call."""
    said = [words for words in paragraphs(card) if not words.startswith("<b>")]
    return [words for words in said if words not in WILL_BE and words != STARTS]


def results(card: Json) -> dict[str, str]:
    """What a card says of the three artifacts, in its sentence and in the lines below it."""
    names = ("Recording", "Transcript", "Notes")
    told = dict.fromkeys(names, "Off") if headline(card).endswith(NOTHING.strip()) else {}
    for words in paragraphs(card):
        if words in WILL_BE:
            told = dict(zip(names, WILL_BE[words], strict=True))
    for above, text, _ in lines(card):
        if above in names:
            told[above] = text
        if above == "Not available":
            told |= {name: above for name in names if name.casefold() in text.casefold()}
    return told


def footer(card: Json) -> list[str]:
    """The labels of the footer, the main action first."""
    fixed = card.get("fixedFooter", {})
    return [fixed[name]["text"] for name in ("primaryButton", "secondaryButton") if name in fixed]


class Offer(NamedTuple):
    """An entry of a list to choose from."""

    value: str
    text: str
    selected: bool


def offers(card: Json, name: str) -> list[Offer]:
    """What a list of a card offers; nothing where the card does not have it."""
    return [
        Offer(item["value"], item["text"], item.get("selected", False))
        for widget in widgets(card)
        if (found := widget.get("selectionInput")) and found["name"] == name
        for item in found["items"]
    ]


def buttons(card: Json) -> list[str]:
    """The labels of the buttons in a card's body."""
    return [
        button["text"]
        for widget in widgets(card)
        for button in widget.get("buttonList", {}).get("buttons", [])
    ]


def anchor(uri: str) -> str:
    """A Meet's link as card text has it."""
    return f'<a href="{uri}">{uri.removeprefix("https://")}</a>'


def meet_line(uri: str) -> tuple[str, str, str]:
    """The line of a card that has a Meet's link."""
    return ("", anchor(uri), "")
