"""What a scenario reads off cards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tests.support.stage import Json


def widgets(card: Json) -> Iterator[Json]:
    """Every widget of a card in order."""
    for section in card["sections"]:
        yield from section["widgets"]


def switches(card: Json) -> dict[str, bool]:
    """The switches of a card and how they stand."""
    controls = (widget.get("decoratedText", {}).get("switchControl") for widget in widgets(card))
    return {control["name"]: control["selected"] for control in controls if control}


def paragraphs(card: Json) -> list[str]:
    """The paragraphs of a card."""
    return [
        widget["textParagraph"]["text"] for widget in widgets(card) if "textParagraph" in widget
    ]


def lines(card: Json) -> list[tuple[str, str, str]]:
    """The lines of a card that are no switches: label above, text, line below."""
    found = (widget["decoratedText"] for widget in widgets(card) if "decoratedText" in widget)
    return [
        (line.get("topLabel", ""), line["text"], line.get("bottomLabel", ""))
        for line in found
        if "switchControl" not in line
    ]


def results(card: Json) -> dict[str, str]:
    """What a card says of the three artifacts."""
    names = {"Recording", "Transcript", "Notes"}
    return {above: text for above, text, _ in lines(card) if above in names}


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
