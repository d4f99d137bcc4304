"""How navigations move the cards of the sidebar."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.google.knobs import Knobs
from sandbox.hosts.calendar.stack import CardStack, Stacks
from sandbox.hosts.shown import ShownCard

Json = dict[str, Any]
KNOBS = Knobs()


def card(name: str, *switches: str, **parts: object) -> Json:
    """A card with switches that are off."""
    widgets = [
        {"decoratedText": {"text": switch, "switchControl": {"name": switch, "value": "on"}}}
        for switch in switches
    ]
    return {"name": name, "sections": [{"widgets": widgets}], **parts}


def names(stack: CardStack) -> list[str]:
    """The names of the cards, the root first."""
    return [shown.card["name"] for shown in stack.cards]


@pytest.mark.parametrize(
    ("navigation", "left"),
    [
        ({"pushCard": card("d")}, ["a", "b", "c", "d"]),
        ({"updateCard": card("d")}, ["a", "b", "d"]),
        ({"pop": True}, ["a", "b"]),
        ({"popToRoot": True}, ["a"]),
        ({"popToCard": "b"}, ["a", "b"]),
        ({"popToCard": "unknown"}, ["a"]),
    ],
)
def test_each_navigation(navigation: Json, left: list[str]) -> None:
    """Every navigation does to the stack what hosts.md 2.2 says."""
    stacks = Stacks()
    stacks.apply(stacks.home, [{"pushCard": card(name)} for name in "abc"], KNOBS)
    stacks.apply(stacks.home, [navigation], KNOBS)
    assert left == names(stacks.home)


def test_navigations_run_in_order() -> None:
    """Pop and pushCard together replace the top card."""
    stacks = Stacks()
    stacks.apply(stacks.home, [{"pushCard": card("a")}, {"pushCard": card("b")}], KNOBS)
    stacks.apply(stacks.home, [{"pop": True}, {"pushCard": card("c")}], KNOBS)
    assert ["a", "c"] == names(stacks.home)


def test_root_is_never_popped() -> None:
    """Pop leaves the root card."""
    stacks = Stacks()
    stacks.apply(stacks.home, [{"pushCard": card("a")}, {"pop": True}, {"pop": True}], KNOBS)
    assert ["a"] == names(stacks.home)


def test_update_keeps_what_was_filled_in() -> None:
    """UpdateCard keeps the values of inputs that the person changed and the new card has too."""
    stack = CardStack()
    stack.push(card("a", "recording", "transcription"))
    assert stack.top is not None
    stack.top.form |= {"recording": ("on",), "transcription": ("on",)}
    stack.top.touched |= {"recording", "transcription"}
    stack.update(card("b", "recording", "smart_notes"), KNOBS)
    assert stack.top is not None
    assert {"recording": ("on",)} == stack.top.form
    assert {"recording"} == stack.top.touched


def test_update_can_keep_what_the_old_card_proposed() -> None:
    """Under the other reading `updateCard` keeps all that the old card's inputs held."""
    stack = CardStack()
    stack.push(card("a", "recording"))
    assert stack.top is not None
    stack.top.form["recording"] = ("on",)
    stack.update(card("b", "recording"), Knobs(only_touched_values_kept=False))
    assert stack.top is not None
    assert {"recording": ("on",)} == stack.top.form


def test_push_drops_what_was_filled_in() -> None:
    """A pushed card starts with what it proposes itself."""
    stack = CardStack()
    stack.push(card("a", "recording"))
    assert stack.top is not None
    stack.top.form["recording"] = ("on",)
    stack.push(card("b", "recording"))
    assert stack.top is not None
    assert {} == stack.top.form


def test_event_covers_home_until_it_is_left() -> None:
    """The contextual stack is in front while an event is open and gone afterwards."""
    stacks = Stacks()
    stacks.home.push(card("home"))
    stacks.enter_event()
    assert stacks.event is not None
    assert stacks.home is stacks.current
    stacks.event.push(card("event"))
    assert stacks.event is stacks.current
    stacks.apply(stacks.current, [{"popToRoot": True}], KNOBS)
    assert ["home"] == names(stacks.home)
    stacks.leave_event()
    assert stacks.home is stacks.current


def test_peeking_card_waits_at_the_bottom() -> None:
    """A contextual card with PEEK leaves the home card in front until it is opened."""
    stacks = Stacks()
    stacks.home.push(card("home"))
    stacks.enter_event()
    assert stacks.event is not None
    stacks.event.push(card("event", displayStyle="PEEK"))
    assert (True, stacks.home) == (stacks.peeking, stacks.current)
    stacks.peek_opened = True
    assert (False, stacks.event) == (stacks.peeking, stacks.current)


def test_pop_to_root_reloads_home_only() -> None:
    """PopToRoot asks for the homepage again in the home stack, not in an event."""
    stacks = Stacks()
    stacks.enter_event()
    assert stacks.event is not None
    assert stacks.apply(stacks.home, [{"popToRoot": True}], KNOBS)
    assert not stacks.apply(stacks.event, [{"popToRoot": True}], KNOBS)


def test_forgetting_empties_the_form_that_is_drawn() -> None:
    """What a person filled in is forgotten by whoever draws the card, too."""
    item = {"text": "A", "value": "a", "selected": True}
    widget = {"selectionInput": {"name": "one", "type": "DROPDOWN", "items": [item, item]}}
    shown = ShownCard.fresh({"sections": [{"widgets": [widget]}]})
    drawn = shown.form
    drawn["one"] = ("b",)
    shown.touched.add("one")
    shown.reset()

    assert drawn is shown.form
    assert {"one": ("a",)} == drawn
    assert set() == shown.touched
