"""What a person reads in an answer: titles, facts, sentences, and how the switches stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from sandbox.hosts.card_text import plain
from sandbox.hosts.parts import inputs, switches, widgets
from sandbox.hosts.responses import render_actions
from sandbox.hosts.wire import member, members

Json = dict[str, Any]

BOLD = re.compile("<b>(.*)</b>")
LINK = re.compile(r"meet\.google\.com/[a-z]{3}-[a-z]{4}-[a-z]{3}")


@dataclass(frozen=True)
class Reading:
    """One card or message.

    Attributes:
        title: what it says first: in bold, or in its header.
        facts: what stands below each label.
        texts: everything that can be read, the line shown with the answer included.
        switches: by name, whether each is on.
        labels: what stands on its buttons.
        lines: what stands above, in the middle and below in each of its lines.
        selected: by name of a selection, the values that are selected.
    """

    title: str
    facts: Mapping[str, str]
    texts: tuple[str, ...]
    switches: Mapping[str, bool] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    lines: tuple[tuple[str, str, str], ...] = ()
    selected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.texts)

    @property
    def links(self) -> list[str]:
        """The Meet links in it, each once."""
        return [f"https://{found}" for found in dict.fromkeys(LINK.findall(self.text))]

    def says(self, *sentences: str) -> str:
        """The first of some sentences that stands in it; empty for none."""
        return next((each for each in sentences if each in self.text), "")


def read_answer(body: object) -> list[Reading]:
    """Every card and message of an answer, and its notification by itself."""
    if not isinstance(body, dict):
        return []
    found = [read_card(card) for card in cards_in(body)]
    for message in messages_in(body):
        said = "\n".join(str(message.get(name) or "") for name in ("text", "fallbackText")).strip()
        found += [read_card(card, said) for card in _message_cards(message)]
    note = member(member(render_actions(body), "action"), "notification")
    if note and isinstance(note.get("text"), str):
        found.append(Reading("", {}, (note["text"],)))
    return found


def cards_in(body: Json) -> list[Json]:
    """The cards that an answer pushes."""
    action = member(render_actions(body), "action")
    return [
        card
        for navigation in members(action, "navigations")
        for kind in ("pushCard", "updateCard")
        if (card := member(navigation, kind)) is not None
    ]


def messages_in(body: Json) -> list[Json]:
    """The Chat messages that an answer posts or changes."""
    data = member(member(body, "hostAppDataAction"), "chatDataAction")
    actions = (member(data, f"{kind}MessageAction") for kind in ("create", "update"))
    return [found for action in actions if (found := member(action, "message"))]


def _message_cards(message: Json) -> list[Json]:
    return [card for entry in members(message, "cardsV2") if (card := member(entry, "card"))]


def read_card(card: Json, said: str = "") -> Reading:
    """Read one card; `said` is the text beside it, or in its place."""
    header = member(card, "header") or {}
    title = str(header.get("title", ""))
    facts: dict[str, str] = {}
    lines: list[tuple[str, str, str]] = []
    texts = [title, str(header.get("subtitle", "")), said]
    first = next((found for each in widgets(card) if (found := member(each, "textParagraph"))), {})
    if headline := BOLD.fullmatch(str(first.get("text", ""))):
        title = plain(headline[1])
    for widget in widgets(card):
        decorated = member(widget, "decoratedText")
        if decorated is not None:
            top, text, bottom = (
                plain(str(decorated.get(name, ""))) for name in ("topLabel", "text", "bottomLabel")
            )
            facts.setdefault(top, text)
            lines.append((top, text, bottom))
            texts += [top, text, bottom]
        paragraph = member(widget, "textParagraph")
        if paragraph is not None:
            texts.append(plain(str(paragraph.get("text", ""))))
    texts += [str(found.get("value", "")) for kind, found in inputs(card) if kind == "textInput"]
    stand = {str(switch.get("name", "")): bool(switch.get("selected")) for switch in switches(card)}
    return Reading(
        title,
        facts,
        tuple(filter(None, texts)),
        stand,
        tuple(_labels(card)),
        tuple(lines),
        read_selected(card),
    )


def read_selected(card: Json) -> dict[str, tuple[str, ...]]:
    """By name of a selection, the values that are selected on a card as it was sent."""
    return {
        str(found.get("name", "")): tuple(
            str(item.get("value", ""))
            for item in members(found, "items")
            if item.get("selected") is True
        )
        for kind, found in inputs(card)
        if kind == "selectionInput"
    }


def _labels(card: Json) -> Iterator[str]:
    footer = member(card, "fixedFooter")
    for name in ("primaryButton", "secondaryButton"):
        button = member(footer, name)
        if button is not None:
            yield str(button.get("text", ""))
    for widget in widgets(card):
        for button in members(member(widget, "buttonList"), "buttons"):
            yield str(button.get("text", ""))


def read_shown(request: Json) -> frozenset[str] | None:
    """Which artifacts the clicked card showed as on; `None` where it did not carry that along."""
    told = member(member(request, "commonEventObject"), "parameters") or {}
    return frozenset(str(told["shown"]).split()) if "shown" in told else None


def read_rules(request: Json) -> dict[str, str | bool] | None:
    """Who may do what, as the clicked card showed it; `None` where it did not carry that along."""
    told = (member(member(request, "commonEventObject"), "parameters") or {}).get("rules")
    if not isinstance(told, str):
        return None
    shown: dict[str, str | bool] = json.loads(told)
    return shown


def goes_on(request: Json) -> bool:
    """Whether the clicked button goes on with what an earlier press left."""
    return "left" in (member(member(request, "commonEventObject"), "parameters") or {})


def read_form(request: object) -> dict[str, list[str]]:
    """What was chosen in the card that a request comes from, by input; moments in milliseconds.

    A button that repeats a press brings what was chosen along.
    """
    common = member(request if isinstance(request, dict) else {}, "commonEventObject")
    filled = member(common, "formInputs") or {}
    kept = (member(common, "parameters") or {}).get("form", "")
    form: dict[str, list[str]] = {} if filled else parse_qs(str(kept))
    for name, value in filled.items():
        strings = (member(value, "stringInputs") or {}).get("value")
        moment = (member(value, "dateTimeInput") or {}).get("msSinceEpoch")
        if isinstance(strings, list):
            form[name] = [str(each) for each in strings]
        elif moment is not None:
            form[name] = [str(int(float(moment)))]
    return form
