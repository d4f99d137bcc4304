"""Every card that the add-on has fits Google's published types."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from meeting.errors import Problem
from meeting.states import State
from sandbox.hosts.cards import CardRules, check_card
from sandbox.hosts.wire import Host
from tests.support.log import log_lines
from tests.support.stage import Json
from tests.support.tour import PROBLEMS, Tour, tour
from tools.schema import check_card as check_types

LINKS = (
    "https://meet.google.com/",
    "https://drive.google.com/",
    "https://docs.google.com/",
    "https://www.google.com/calendar/",
)
RULES = CardRules(Host.CALENDAR, LINKS)
MOST_WIDGETS = 100


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Tour:
    """Every card, in English."""
    with log_lines() as lines:
        made = tour("en-US", tmp_path_factory.mktemp("tour"))
    assert [] == lines.errors()
    outcomes = {line["outcome"] for line in lines.fields()}
    assert {state.__name__ for state in State.__args__} <= outcomes
    return made


def test_every_card_fits_googles_types(seen: Tour) -> None:
    """google-apps-card parses each card, and `chat.v1.json` and the host know all of it."""
    for name, card in seen.cards.items():
        check_types(card)
        assert (name, []) == (name, list(check_card(card, RULES)))


def test_every_kind_of_card_was_seen(seen: Tour) -> None:
    """The tour came by each name that the add-on gives its cards, and by every problem."""
    kinds = {card["name"] for card in seen.cards.values()}
    assert {
        "home",
        "reset",
        "forget",
        "help",
        "event",
        "part",
        "replace",
        "check",
        "setup",
        "copy",
        "outside",
        "new meeting",
        "result",
        "problem",
        "welcome",
        "permission",
        "calls",
        "attendance",
        "end",
        "co-hosts",
        "co-hosts set",
    } == kinds
    told = [type(problem) for problem in PROBLEMS if problem is not None]
    assert set(kinds_of(Problem)) == set(told)
    assert len(set(told)) == len(told)


def test_every_problem_has_words_of_its_own(seen: Tour) -> None:
    """No problem that is foreseen is told as a fault of the add-on itself."""
    [fault, *problems] = [card for name, card in seen.cards.items() if name.startswith("problem ")]
    assert [] == [card for card in problems if card["sections"] == fault["sections"]]


def kinds_of(kind: type[Problem]) -> Iterator[type[Problem]]:
    """Every kind of problem."""
    for each in kind.__subclasses__():
        yield each
        yield from kinds_of(each)


def test_no_card_is_too_large_for_the_sidebar(seen: Tour) -> None:
    """No card comes near the 100 widgets after which Calendar leaves sections out."""
    for card in seen.cards.values():
        widgets = [widget for section in card["sections"] for widget in section["widgets"]]
        assert len(widgets) < MOST_WIDGETS / 2


def test_buttons_call_the_add_on_only(seen: Tour) -> None:
    """Every button leads to the add-on itself, to Meet or to the files of a call."""
    for card in seen.cards.values():
        for click in clicks(card):
            target = click.get("action", {}).get("function") or click["openLink"]["url"]
            assert target.startswith(("http://127.0.0.1:", *LINKS))


def clicks(card: Json) -> Iterator[Json]:
    """What the footer's buttons and the menu's entries do."""
    yield from (button["onClick"] for button in card.get("fixedFooter", {}).values())
    yield from (entry["onClick"] for entry in card.get("cardActions", []))
