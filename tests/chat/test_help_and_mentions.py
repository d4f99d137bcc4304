"""Help, and how the app greets: added to a room, to a direct message, by a mention or a command."""

from __future__ import annotations

import pytest

from addon.chat.commands import COMMANDS
from sandbox.hosts.chat.host import ChatHost
from tests.support.calls import CREATE_SPACE
from tests.support.cards import lines, paragraphs
from tests.support.chat import (
    card_of,
    in_dm,
    in_room,
    inputs,
    labels,
    of_bo,
    only_seen_by,
    own,
    posted,
    private_words,
    shown,
    written,
)
from tests.support.stage import Json, Stage
from tests.support.switches import OFF, three
from tests.support.words import SAYS

BUTTONS = [SAYS.start_meet(), SAYS.schedule(), SAYS.defaults()]
USAGES = [
    ("", "/meet [title]", "Start a Meet now, with your defaults"),
    ("", "/schedule [title]", "Schedule an event with its Meet"),
    ("", "/settings", "See and change your defaults"),
    ("", "/help", "What this app does"),
    ("", "/records [words]", "Recordings and notes of your last calls"),
]


def new_room(stage: Stage) -> ChatHost:
    """Ana's Chat with a room of hers and Bo's that the app is not in yet."""
    chat = stage.chat()
    return chat.in_space(stage.world.chat.add_space("Team", [stage.ana, stage.bo]))


def is_help(card: Json, opening: str) -> bool:
    """Whether a card is the help, with these words first."""
    return (paragraphs(card), lines(card), labels(card)) == ([opening], USAGES, BUTTONS)


# Help


def test_help_tells_the_commands_to_who_asks(stage: Stage) -> None:
    """`/help` shows each command and the buttons, to nobody else in the room."""
    chat = in_room(stage)
    bo = of_bo(stage, chat)
    [message] = only_seen_by(chat, lambda: chat.slash_command("/help"), bo)
    assert is_help(message.card, SAYS.chat_intro())
    assert stage.ana == message.viewer
    assert [] == stage.called()
    assert len(COMMANDS) == len(USAGES)


def test_help_needs_no_permission_and_no_language(stage: Stage) -> None:
    """Who has granted nothing is helped without a prompt."""
    chat = in_room(stage, granted=[])
    assert is_help(card_of(chat.slash_command("/help")), SAYS.chat_intro())
    assert [] == chat.consents


def test_a_bare_mention_is_answered_with_help(stage: Stage) -> None:
    """A mention of the app without words is not met with silence."""
    chat = in_room(stage)
    exchange = chat.say("", mention=True)
    assert [SAYS.chat_intro()] == private_words(chat, exchange)
    assert is_help(card_of(exchange), SAYS.chat_intro())


@pytest.mark.parametrize("words", [" ", "\n", "   \t "])
def test_a_mention_with_nothing_but_space_is_a_bare_one(stage: Stage, words: str) -> None:
    """White space after a mention says nothing, and is answered with help."""
    chat = in_room(stage)
    assert is_help(card_of(chat.say(words, mention=True)), SAYS.chat_intro())


def test_the_helps_buttons_run_the_commands(stage: Stage) -> None:
    """Start a Meet posts one, the others open the commands' dialogs."""
    chat = in_room(stage)
    chat.slash_command("/help")
    help_message = own(chat)[-1]
    exchange = chat.click(SAYS.start_meet(), help_message)
    assert [SAYS.join(), SAYS.change_settings(), SAYS.end_call()] == labels(card_of(exchange))
    assert "privateMessageViewer" not in posted(exchange)
    assert [CREATE_SPACE] == stage.called()

    chat.click(SAYS.schedule(), help_message)
    assert SAYS.schedule_title() == chat.form.card["header"]["title"]
    assert "value" not in inputs(chat.form.card)["title"]
    chat.press(SAYS.cancel())
    assert chat.dialog is None

    chat.click(SAYS.defaults(), help_message)
    assert SAYS.defaults() == chat.form.card["header"]["title"]
    assert OFF == three(chat.form.card)
    assert [] == stage.called()


def test_each_press_of_the_helps_button_is_a_meet_of_its_own(stage: Stage) -> None:
    """The button of one help message starts as many Meets as it is pressed."""
    chat = in_room(stage)
    chat.slash_command("/help")
    help_message = own(chat)[-1]
    links = [written(card_of(chat.click(SAYS.start_meet(), help_message)))[2] for _ in range(2)]
    assert [f"meet.google.com/{space.code}" for space in stage.world.meet.spaces][-2:] == links
    assert 2 == len(set(links))


def test_anybody_may_use_the_greetings_buttons(stage: Stage) -> None:
    """The greeting is everybody's: Bo's press starts a Meet of Bo's."""
    chat = new_room(stage)
    chat.add_to_space()
    bo = of_bo(stage, chat)
    exchange = bo.click(SAYS.start_meet())
    assert SAYS.hosted_by("Bo") == card_of(exchange)["header"]["subtitle"]
    assert "bo@example.com" == stage.world.meet.spaces[-1].owner


# Added


def test_added_to_a_room_the_app_greets_everybody(stage: Stage) -> None:
    """The greeting is the help, for all members to see."""
    chat = new_room(stage)
    [exchange] = chat.add_to_space()
    assert is_help(card_of(exchange), SAYS.chat_intro())
    assert "privateMessageViewer" not in posted(exchange)
    assert shown(chat) == shown(of_bo(stage, chat))
    assert [] == stage.called()


def test_added_to_a_direct_message_the_app_greets(stage: Stage) -> None:
    """Opening the direct message with the app for the first time shows the help."""
    chat = stage.chat(stage.world.add_user("cy@example.com"))
    assert is_help(card_of(chat.open_dm()), SAYS.chat_intro())
    assert chat.open_dm() is None


@pytest.mark.parametrize(
    ("words", "opening"), [("", SAYS.chat_intro()), ("hello", SAYS.chat_unknown())]
)
def test_added_by_a_mention_the_app_answers_the_second_event(
    stage: Stage, words: str, opening: str
) -> None:
    """The first of two events gets `{}`, the second the help, even when nothing was written."""
    chat = new_room(stage)
    first, second = chat.add_to_space(by_mention=words)
    assert {} == first.response
    assert is_help(card_of(second), opening)
    assert 1 == len(own(chat))


def test_added_by_a_mention_with_a_command_the_app_runs_it_once(stage: Stage) -> None:
    """A mention with "/meet budget" that adds the app makes one Meet, for everybody."""
    chat = new_room(stage)
    first, second = chat.add_to_space(by_mention="/meet budget")
    assert {} == first.response
    assert {"title": "budget", "subtitle": SAYS.hosted_by("Ana")} == card_of(second)["header"]
    assert [CREATE_SPACE] == stage.called()
    assert shown(chat) == shown(of_bo(stage, chat))


@pytest.mark.parametrize("command", ["/meet", "/schedule", "/settings", "/help"])
def test_added_by_a_command_the_app_runs_it(stage: Stage, command: str) -> None:
    """A command that adds the app is answered as it always is, after `{}`."""
    chat = new_room(stage)
    first, second = chat.add_to_space(by_command=command, text="Plan")
    assert {} == first.response
    match command:
        case "/meet":
            assert "Plan" == card_of(second)["header"]["title"]
        case "/schedule":
            assert "Plan" == inputs(chat.form.card)["title"]["value"]
        case "/settings":
            assert OFF == three(chat.form.card)
        case _:
            assert is_help(card_of(second), SAYS.chat_intro())


def test_added_before_anything_is_granted_the_app_greets(stage: Stage) -> None:
    """The greeting needs no permission, and no prompt comes up."""
    chat = stage.chat(stage.world.add_user("dee@example.com"), granted=[])
    assert is_help(card_of(chat.open_dm()), SAYS.chat_intro())
    assert [] == chat.consents


def test_removed_the_app_says_nothing(stage: Stage) -> None:
    """Being removed is answered with `{}`, and nothing is posted."""
    chat = in_room(stage)
    before = shown(chat)
    assert {} == chat.remove_from_space().response
    assert before == shown(chat)
    assert [] == stage.called()


# What the app hears in a direct message


def test_a_direct_message_without_a_command_gets_help(stage: Stage) -> None:
    """Whatever else is written to the app is answered with what it can do."""
    chat = in_dm(stage)
    assert is_help(card_of(chat.say("Good morning")), SAYS.chat_unknown())
