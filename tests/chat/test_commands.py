"""Which command is meant: typed, mentioned, chosen or misspelt, none is met with silence."""

from __future__ import annotations

import json

import pytest

from addon.commands import COMMANDS
from sandbox.host.chat_host import ChatHost
from sandbox.host.exchange import Exchange
from tests.chat.conversing import card_of, in_dm, in_room, inputs, labels, posted, private_words
from tests.faults.acting import SAYS
from tests.scenarios.reading import CREATE_SPACE, lines
from tests.stage import CHAT_FILE, Json, Stage

BUTTONS = [SAYS.start_meet(), SAYS.schedule(), SAYS.settings()]


def outcome(exchange: Exchange | None) -> str:
    """What kind of answer it is."""
    card = card_of(exchange)
    titles = {
        SAYS.meet_now(): "meet",
        SAYS.schedule_title(): "schedule",
        SAYS.home_subtitle(): "settings",
        SAYS.app_name(): "help",
    }
    return titles[card["header"]["title"]]


def titled(exchange: Exchange | None) -> str:
    """The title that a posted Meet has; empty if its link stands in the title's place."""
    [(_, text, _), *_] = lines(card_of(exchange))
    return text.removeprefix("<b>").removesuffix("</b>") if text.startswith("<b>") else ""


def test_the_configuration_has_the_commands_that_the_code_routes_by() -> None:
    """Chat's configuration registers each command with the id, name and dialog of the table."""
    expected = [
        {
            "id": command.id,
            "type": "SLASH_COMMAND",
            "name": f"/{command.word}",
            "description": SAYS.chat_command(command.does.value),
            "opensDialog": command.opens_dialog,
        }
        for command in COMMANDS
    ]
    assert expected == json.loads(CHAT_FILE.read_text())["commands"]
    assert [(1, "meet"), (2, "schedule"), (3, "settings"), (4, "help")] == [
        (command.id, command.word) for command in COMMANDS
    ]


WORDS = [
    ("meet", "meet", ""),
    ("Meet", "meet", ""),
    ("/meet", "meet", ""),
    ("MEET budget", "meet", "budget"),
    ("meet   budget  talk ", "meet", "budget  talk"),
    ("/meet meet", "meet", "meet"),
    ("meet\tbudget", "meet", "budget"),
    ("meet\nbudget", "meet", "budget"),
    ("schedule Plan", "schedule", ""),
    ("/Schedule", "schedule", ""),
    ("settings", "settings", ""),
    ("/SETTINGS please", "settings", ""),
    ("help", "help", ""),
    ("/help me", "help", ""),
]


@pytest.mark.parametrize(("words", "does", "title"), WORDS)
def test_a_mention_with_words_is_the_command(
    stage: Stage, words: str, does: str, title: str
) -> None:
    """A mention of the app and a command's word do what the command does, in any case."""
    chat = in_room(stage)
    exchange = chat.say(words, mention=True)
    assert does == outcome(exchange)
    if does == "meet":
        assert title == titled(exchange)
    assert ([CREATE_SPACE] if does == "meet" else []) == stage.called()


@pytest.mark.parametrize(("words", "does", "title"), WORDS)
def test_words_in_a_direct_message_are_the_command(
    stage: Stage, words: str, does: str, title: str
) -> None:
    """In the direct message with the app the word alone is enough."""
    chat = in_dm(stage)
    exchange = chat.say(words)
    assert does == outcome(exchange)
    if does == "meet":
        assert title == titled(exchange)


@pytest.mark.parametrize(
    "words", ["hello", "meeting", "//meet", "meet-up", "please meet", "/", "🙂", "<b>meet</b>"]
)
def test_unknown_words_get_help(stage: Stage, words: str) -> None:
    """Words that no command begins with are answered with what there is, for the writer alone."""
    chat = in_room(stage)
    exchange = chat.say(words, mention=True)
    assert SAYS.chat_unknown() == private_words(chat, exchange)[0]
    assert BUTTONS == labels(card_of(exchange))
    assert [] == stage.called()


@pytest.mark.parametrize("number", [99, 5, 1000, 0, -1])
def test_an_unknown_command_gets_help(stage: Stage, number: int) -> None:
    """A command id that the code does not know is answered with what there is."""
    chat = in_room(stage)
    assert SAYS.chat_unknown() == private_words(chat, chat.slash_command(number))[0]
    assert SAYS.chat_unknown() == private_words(chat, chat.quick_command(number))[0]
    assert [] == stage.called()


def renumbered(chat: ChatHost, number: object) -> None:
    """Have Chat write the command's id otherwise."""

    def tamper(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        metadata = event["chat"]["appCommandPayload"]["appCommandMetadata"]
        if number is None:
            metadata.pop("appCommandId")
        else:
            metadata["appCommandId"] = number
        return event, headers

    chat.installation.tamper = tamper


@pytest.mark.parametrize(
    ("number", "does"),
    [("1", "meet"), (" 1 ", "meet"), ("4", "help")],
)
def test_a_command_id_may_be_a_string(stage: Stage, number: str, does: str) -> None:
    """Chat's two ways to write a command's id are one."""
    chat = in_room(stage)
    renumbered(chat, number)
    assert does == outcome(chat.slash_command("/meet"))


@pytest.mark.parametrize("number", ["", "one", "1.5", None, [], {}, {"id": 1}, 1.0, "99"])
def test_an_unreadable_command_id_gets_help(stage: Stage, number: object) -> None:
    """An id that is no whole number is one of an unknown command."""
    chat = in_room(stage)
    renumbered(chat, number)
    assert SAYS.chat_unknown() == private_words(chat, chat.slash_command("/meet"))[0]
    assert [] == stage.called()


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_quick_command_does_what_the_slash_command_does(stage: Stage, number: int) -> None:
    """Registered as a quick command, which has no message, each command does the same."""
    chat = in_room(stage)
    does = COMMANDS[number - 1].does.value
    exchange = chat.quick_command(number)
    assert does == outcome(exchange)
    assert (does != "meet") == ("privateMessageViewer" in posted(exchange))
    if does == "meet":
        assert titled(exchange) == ""


def test_two_quick_commands_are_two_meets(stage: Stage) -> None:
    """Quick commands have no message to tell them apart, and still each makes its own Meet."""
    chat = in_room(stage)
    chat.quick_command(1)
    chat.quick_command(1)
    assert [CREATE_SPACE] * 2 == stage.called()


@pytest.mark.parametrize(
    ("words", "title"), [("schedule Plan", "Plan"), ("/Schedule  Q&A <b>", "Q&A <b>")]
)
def test_scheduling_by_mention_opens_its_dialog_by_a_button(
    stage: Stage, words: str, title: str
) -> None:
    """Where Chat cannot open a dialog at once a private button does, with the title kept."""
    chat = in_room(stage)
    exchange = chat.say(words, mention=True)
    assert {"name": f"users/{stage.ana.sub}"} == posted(exchange)["privateMessageViewer"]
    assert [SAYS.open_dialog()] == labels(card_of(exchange))
    chat.click(SAYS.open_dialog())
    assert title == inputs(chat.form.card)["title"]["value"]
    assert [] == stage.called()


def test_an_answer_stands_in_the_thread_of_the_question(stage: Stage) -> None:
    """Whatever is answered goes to the thread where it was asked."""
    chat = in_room(stage)
    chat.say("hello")
    thread = chat.messages[-1].thread
    answers = [
        chat.say("help", mention=True, thread=thread),
        chat.say("meet", mention=True, thread=thread),
        chat.slash_command("/meet", thread=thread),
        chat.slash_command("/help", thread=thread),
    ]
    assert [{"name": thread}] * 4 == [posted(answer)["thread"] for answer in answers]
    assert {thread} == {message.thread for message in chat.messages}
