"""`/settings`: the same defaults as the sidebar's, in a dialog."""

from __future__ import annotations

import pytest

from sandbox.hosts.chat.host import ChatHost
from tests.support.cards import footer, lines, switches, widgets
from tests.support.chat import (
    card_of,
    dialog_words,
    forging_inputs,
    in_dm,
    in_room,
    labels,
    of_bo,
    own,
    private_words,
    save_defaults,
    set_switches,
)
from tests.support.sidebar import defaults
from tests.support.stage import Json, Stage
from tests.support.store import Store, stored
from tests.support.switches import OFF, ON, Three, choose, each_combination, has, three
from tests.support.words import SAYS

MIXED = Three(recording=True, smart_notes=True)


def opened(chat: ChatHost) -> Three:
    """The defaults that a fresh `/settings` dialog shows; it is closed again."""
    chat.slash_command("/settings")
    shown = three(chat.form.card)
    chat.press("Cancel")
    assert chat.dialog is None
    return shown


def switch_lines(card: Json) -> list[Json]:
    """The lines of a card's switches."""
    decorated = (widget.get("decoratedText", {}) for widget in widgets(card))
    return [line for line in decorated if "switchControl" in line]


def test_the_dialog_begins_with_everything_off(stage: Stage) -> None:
    """Who never saved anything has all three off, and nothing is asked of Google."""
    chat = in_room(stage)
    chat.slash_command("/settings")
    assert OFF == three(chat.form.card)
    assert "Defaults" == chat.form.card["header"]["title"]
    assert [SAYS.defaults_intro(), SAYS.to_your_drive()] == dialog_words(chat)
    assert [SAYS.save(), "Cancel"] == footer(chat.form.card)
    assert [] == stage.called()


def test_the_dialogs_switches_are_the_sidebars(stage: Stage) -> None:
    """Each switch has the name and words of the sidebar's, and promises nothing of an event."""
    chat = in_room(stage)
    chat.slash_command("/settings")
    host = stage.host()
    host.open_home()
    told = [
        [(line["switchControl"]["name"], line["text"]) for line in switch_lines(card)]
        for card in (host.card, chat.form.card)
    ]
    assert told[0] == told[1]
    assert "event" not in str(chat.form.card)


@each_combination
def test_what_is_saved_in_chat_shows_in_the_sidebar(stage: Stage, wanted: Three) -> None:
    """Saving closes the dialog with a line, and both show the saved switches from then on."""
    chat = in_room(stage)
    before = own(chat)
    chat.slash_command("/settings")
    set_switches(chat, wanted)
    chat.press(SAYS.save())
    assert (None, SAYS.saved()) == (chat.dialog, chat.notification)
    assert before == own(chat)
    assert wanted == defaults(stage) == opened(chat)
    assert [] == stage.called()


@each_combination
def test_what_is_saved_in_the_sidebar_shows_in_chat(stage: Stage, wanted: Three) -> None:
    """Chat shows what the sidebar saved, in every conversation."""
    host = stage.host()
    host.open_home()
    choose(host, wanted)
    host.press_primary()
    assert wanted == opened(in_room(stage)) == opened(in_dm(stage))


def test_closing_saves_nothing(stage: Stage) -> None:
    """Cancel, and the dialog's cross, leave the defaults alone."""
    chat = in_room(stage)
    for by_cross in (True, False):
        chat.slash_command("/settings")
        set_switches(chat, ON)
        chat.form.close() if by_cross else chat.press("Cancel")
        assert (None, None) == (chat.dialog, chat.notification)
    assert OFF == opened(chat)
    assert [] == stored(stage)


def test_my_settings_are_mine(stage: Stage) -> None:
    """Bo neither sees Ana's defaults nor changes them."""
    chat = in_room(stage)
    bo = of_bo(stage, chat)
    save_defaults(chat, MIXED)
    assert OFF == opened(bo)
    save_defaults(bo, ON)
    assert (MIXED, ON) == (opened(chat), opened(bo))
    assert [] == own(bo)


def test_resetting_and_forgetting_in_the_sidebar_show_in_chat(stage: Stage) -> None:
    """What the sidebar's menu deletes, once that is confirmed, is gone in Chat, too."""
    chat, host = in_room(stage), stage.host()
    host.open_home()
    save_defaults(chat, ON)
    host.card_action(SAYS.reset())
    assert ON == opened(chat)
    host.press_primary()
    assert OFF == opened(chat)
    save_defaults(chat, ON)
    host.card_action(SAYS.forget())
    host.press_primary()
    assert OFF == opened(chat)


@pytest.mark.parametrize("how", ["mention", "quick command", "direct message"])
def test_where_no_dialog_can_open_a_button_opens_it(stage: Stage, how: str) -> None:
    """A private card offers the dialog, and says nothing of the defaults itself."""
    chat = in_dm(stage) if how == "direct message" else in_room(stage)
    save_defaults(chat, MIXED)
    match how:
        case "mention":
            exchange = chat.say("settings", mention=True)
        case "quick command":
            exchange = chat.quick_command(3)
        case _:
            exchange = chat.say("settings")
    assert [] == private_words(chat, exchange)
    assert [SAYS.open_dialog()] == labels(card_of(exchange))
    assert [] == lines(card_of(exchange))
    chat.click(SAYS.open_dialog())
    assert MIXED == three(chat.form.card)


def test_defaults_are_used_from_the_moment_they_are_saved(stage: Stage) -> None:
    """A Meet before keeps its settings; the next one has the new defaults."""
    chat = in_room(stage)
    chat.slash_command("/meet")
    save_defaults(chat, ON)
    chat.slash_command("/meet")
    assert [OFF, ON] == [has(space) for space in stage.world.meet.spaces]


@pytest.mark.parametrize(
    "inputs",
    [
        {"recording": {"stringInputs": {"value": ["yes"]}}},
        {
            "recording": {"stringInputs": {"value": []}},
            "colour": {"stringInputs": {"value": ["on"]}},
        },
        {"recording": {"stringInputs": "on"}},
        {"recording": {"dateInput": {"msSinceEpoch": 1}}},
        {"recording": None, "transcription": None, "smart_notes": None},
    ],
)
def test_a_forged_switch_is_off(stage: Stage, inputs: dict[str, Json | None]) -> None:
    """Only `on` turns a default on, whatever else a browser sends."""
    chat = in_room(stage)
    chat.slash_command("/settings")
    forging_inputs(chat, **inputs)
    chat.press(SAYS.save())
    assert SAYS.saved() == chat.notification
    assert OFF == defaults(stage)


# The store is down


def test_without_the_store_no_defaults_are_shown(down: Stage) -> None:
    """What could neither be read nor saved is not offered."""
    chat = in_room(down)
    chat.slash_command("/settings")
    assert [SAYS.store_down()] == dialog_words(chat)
    assert {} == switches(chat.form.card)
    assert [SAYS.close()] == footer(chat.form.card)


def test_without_the_store_nothing_is_scheduled(down: Stage) -> None:
    """Nobody types what must fail."""
    chat = in_room(down)
    chat.slash_command("/schedule")
    assert [SAYS.store_down_in_chat()] == dialog_words(chat)
    assert [SAYS.close()] == footer(chat.form.card)


def test_without_the_store_saving_says_so_in_the_dialog(stage: Stage) -> None:
    """Nothing is called saved that is not, and nobody else hears of it."""
    chat = in_room(stage)
    bo = of_bo(stage, chat)
    chat.slash_command("/settings")
    set_switches(chat, ON)
    Store(stage.store).spoil()
    chat.press(SAYS.save())
    assert [SAYS.store_unavailable()] == dialog_words(chat)
    assert chat.notification is None
    assert [] == own(chat) == own(bo)


def test_without_the_store_no_meet_is_made(down: Stage) -> None:
    """A Meet that could not be remembered is not begun, and who asked reads why."""
    chat = in_room(down)
    assert [SAYS.store_unavailable()] == private_words(chat, chat.slash_command("/meet"))
    assert [] == down.called()


def test_without_the_store_there_is_help(down: Stage) -> None:
    """Help and greetings need no store."""
    chat = in_room(down)
    assert [SAYS.chat_intro()] == private_words(chat, chat.slash_command("/help"))
