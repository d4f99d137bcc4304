"""Which command is meant: typed, mentioned, chosen or misspelt, none is met with silence."""

from __future__ import annotations

import json
from functools import partial

import pytest

from addon.chat.commands import COMMANDS
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import Exchange
from tests.support.calls import CREATE_SPACE
from tests.support.cards import paragraphs
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
)
from tests.support.stage import CHAT_FILE, Json, Stage
from tests.support.words import SAYS

BUTTONS = [SAYS.start_meet(), SAYS.schedule(), SAYS.defaults()]


def outcome(exchange: Exchange | None) -> str:
    """What kind of answer it is."""
    card = card_of(exchange)
    title, buttons = card["header"]["title"], labels(card)
    if [SAYS.join(), SAYS.change_settings(), SAYS.end_call()] == buttons:
        return "meet"
    kinds = {
        (SAYS.schedule_title(), SAYS.open_dialog()): "schedule",
        (SAYS.defaults(), SAYS.open_dialog()): "settings",
        (SAYS.app_name(), *BUTTONS): "help",
        (SAYS.app_name(), SAYS.start_meet()): "offer",
    }
    return kinds[(title, *buttons)]


def titled(exchange: Exchange | None) -> str:
    """The title that a posted Meet has; empty if it is called by what it is."""
    title: str = card_of(exchange)["header"]["title"]
    return "" if title == SAYS.meet_now() else title


def test_the_configuration_has_the_commands_that_the_code_routes_by() -> None:
    """Chat's configuration registers each command with the id, name and dialog of the table."""
    expected = [
        {
            "id": command.id,
            "type": "SLASH_COMMAND",
            "name": f"/{command.command}",
            "description": SAYS.chat_command(command.command),
            "opensDialog": command.opens_dialog,
        }
        for command in COMMANDS
    ]
    menus = [
        (11, "QUICK_COMMAND", "Start a Meet", False),
        (12, "QUICK_COMMAND", "Schedule a meeting", True),
        (13, "QUICK_COMMAND", "My defaults", True),
        (21, "MESSAGE_ACTION", "Schedule a meeting about this", True),
    ]
    registered = json.loads(CHAT_FILE.read_text())["commands"]
    assert expected == registered[: len(expected)]
    assert menus == [
        (each["id"], each["type"], each["name"], each["opensDialog"])
        for each in registered[len(expected) :]
    ]
    assert [(1, "meet"), (2, "schedule"), (3, "settings"), (4, "help"), (5, "records")] == [
        (command.id, command.command.value) for command in COMMANDS
    ]


WORDS = [
    ("meet", "meet", ""),
    ("Meet", "meet", ""),
    ("/meet", "meet", ""),
    ("meet https://example.com/agenda?x=1 🎉", "meet", "https://example.com/agenda?x=1 🎉"),
    ("/meet budget  talk", "meet", "budget  talk"),
    ("/meet me at the station, please.", "meet", "me at the station, please."),
    ("/MEET Who is in?", "meet", "Who is in?"),
    ("/meet meet", "meet", "meet"),
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


TITLED = [
    ("MEET budget", "meet", "budget"),
    ("meet   budget ", "meet", "budget"),
    ("meet Standup", "meet", "Standup"),
    ("meet Q3-review", "meet", "Q3-review"),
    ("meet 🎉 Standup 🎉", "meet", "🎉 Standup 🎉"),
    (
        "meet Standup https://example.com/agenda?x=1",
        "meet",
        "Standup https://example.com/agenda?x=1",
    ),
    ("meet\tbudget", "meet", "budget"),
    ("meet\nbudget", "meet", "budget"),
]


@pytest.mark.parametrize(("words", "does", "title"), WORDS + TITLED)
def test_words_in_a_direct_message_are_the_command(
    stage: Stage, words: str, does: str, title: str
) -> None:
    """To the app alone the word is enough, with a title of one word as well."""
    chat = in_dm(stage)
    exchange = chat.say(words)
    assert does == outcome(exchange)
    if does == "meet":
        assert title == titled(exchange)


SENTENCES = [
    ("meet me at the station", "me at the station"),
    ("Meet Bo and Cy", "Bo and Cy"),
    ("meet budget talk", "budget talk"),
    ("meet tomorrow?", "tomorrow?"),
    ("meet up!", "up!"),
    ("meet Bo", "Bo"),
    ("Meet tomorrow", "tomorrow"),
    ("MEET UP", "UP"),
    ("meet 明日。", "明日。"),
    ("meet Q&A <b>now</b>", "Q&A <b>now</b>"),
]


@pytest.mark.parametrize(("words", "title"), SENTENCES)
def test_a_sentence_that_begins_with_the_word_makes_no_meet(
    stage: Stage, words: str, title: str
) -> None:
    """It is answered privately with a button, which then starts the Meet with the same title."""
    chat = in_room(stage)
    bo = of_bo(stage, chat)
    [offer] = only_seen_by(chat, lambda: chat.say(words, mention=True), bo)
    assert stage.ana == offer.viewer
    assert [
        "Did you want to start a Meet? Press the button, and everybody here gets its link."
    ] == paragraphs(offer.card)
    assert ["Start a Meet"] == labels(offer.card)
    assert [] == stage.called()
    assert [] == stage.world.meet.spaces

    exchange = chat.click("Start a Meet")
    assert "privateMessageViewer" not in posted(exchange)
    assert title.replace("<", "<\u2060").replace("&", "&\u2060") == titled(exchange)
    assert [CREATE_SPACE] == stage.called()
    assert own(chat)[-1] == own(bo)[-1]


def test_a_sentence_in_a_direct_message_makes_no_meet_either(stage: Stage) -> None:
    """The direct message is no other place: a button, and nothing of Google's is called."""
    chat = in_dm(stage)
    exchange = chat.say("meet me at the station")
    assert [SAYS.offer_meet()] == private_words(chat, exchange)
    assert [] == stage.called()


def test_the_offers_notification_says_what_it_offers(stage: Stage) -> None:
    """What a notification reads of the offer is what its card says."""
    exchange = in_room(stage).say("meet me at the station", mention=True)
    assert SAYS.offer_meet() == posted(exchange)["fallbackText"]


def test_an_offer_needs_no_permission(stage: Stage) -> None:
    """Nobody is asked to grant anything for a sentence."""
    chat = in_room(stage, granted=[])
    chat.say("meet me at the station", mention=True)
    assert [] == chat.consents
    assert [SAYS.offer_meet()] == private_words(chat, chat.exchanges[-1])


@pytest.mark.parametrize(
    ("words", "does"),
    [
        ("schedule the talk with Bo, please.", "schedule"),
        ("settings are wrong here!", "settings"),
        ("help me find the minutes", "help"),
    ],
)
def test_other_commands_words_may_begin_a_sentence(stage: Stage, words: str, does: str) -> None:
    """They do nothing that others see or that stays, so the command runs, privately."""
    chat = in_room(stage)
    bo = of_bo(stage, chat)
    only_seen_by(chat, lambda: chat.say(words, mention=True), bo)
    assert does == outcome(chat.exchanges[-1])
    assert [] == stage.called()


# Words and commands that Chat tells otherwise


WRITTEN = ["meet Standup", "/meet Budget talk", "meet me at the station", "help", "", "hello"]


@pytest.mark.parametrize("words", WRITTEN)
def test_words_that_stand_in_the_text_only_are_heard(stage: Stage, words: str) -> None:
    """Without `argumentText` the answer is the same: what is left of the text counts."""
    told = in_room(stage)
    expected = told.say(words, mention=True)
    stage.world.knobs.argument_text_told = False
    chat = in_room(stage)
    exchange = chat.say(words, mention=True)
    assert "argumentText" not in str(chat.exchanges[-1].request)
    assert (outcome(expected), titled(expected)) == (outcome(exchange), titled(exchange))
    assert paragraphs(card_of(expected)) == paragraphs(card_of(exchange))


def test_a_commands_title_may_stand_in_the_text_only(stage: Stage) -> None:
    """The same goes for what follows a slash command."""
    stage.world.knobs.argument_text_told = False
    chat = in_room(stage)
    assert "Budget talk, please." == titled(chat.slash_command("/meet", "Budget talk, please."))
    chat.slash_command("/schedule", "Plan 🙂")
    assert "Plan 🙂" == inputs(chat.form.card)["title"]["value"]


def test_a_message_action_is_not_taken_for_a_command(stage: Stage) -> None:
    """A command on somebody's message that is none for messages is answered with the help.

    The message is neither a command's words nor a title, and nobody else sees the answer.
    """
    chat = in_room(stage)
    bo = of_bo(stage, chat)
    bo.say("meet")
    written = chat.messages[-1]
    for number in (1, 2, 3, 4, 11, 22):
        act = partial(chat.message_action, number, written)
        [message] = only_seen_by(chat, act, bo)
        assert SAYS.chat_unknown() == paragraphs(message.card)[0]
        assert stage.ana == message.viewer
    assert [] == stage.called()
    assert [] == stage.world.meet.spaces


@pytest.mark.parametrize(
    "words",
    [
        "hello",
        "meeting",
        "meet: budget",
        "meet, please",
        "//meet",
        "meet-up",
        "please meet",
        "/",
        "🙂",
        "<b>meet</b>",
    ],
)
def test_unknown_words_get_help(stage: Stage, words: str) -> None:
    """Words that no command begins with are answered with what there is, for the writer alone."""
    chat = in_room(stage)
    exchange = chat.say(words, mention=True)
    assert SAYS.chat_unknown() == private_words(chat, exchange)[0]
    assert BUTTONS == labels(card_of(exchange))
    assert [] == stage.called()


@pytest.mark.parametrize("number", [99, 6, 1000, 0, -1])
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
    [
        ("1", "meet"),
        (" 1 ", "meet"),
        (1.0, "meet"),
        ("1.0", "meet"),
        ("1E0", "meet"),
        (4.0, "help"),
    ],
)
def test_a_command_id_may_be_written_otherwise(stage: Stage, number: object, does: str) -> None:
    """Chat's ways to write a command's id are one."""
    chat = in_room(stage)
    renumbered(chat, number)
    assert does == outcome(chat.slash_command("/meet"))


UNREADABLE: list[object] = ["", "one", "1.5", None, [], {}, {"id": 1}, 1.5]


@pytest.mark.parametrize("number", UNREADABLE)
def test_an_unreadable_command_id_is_read_off_the_message(stage: Stage, number: object) -> None:
    """Where the metadata has no whole number, the message says which command it gives."""
    chat = in_room(stage)
    renumbered(chat, number)
    assert "Plan" == titled(chat.slash_command("/meet", "Plan"))
    assert [CREATE_SPACE] == stage.called()


@pytest.mark.parametrize("number", [*UNREADABLE, "99"])
def test_an_unreadable_command_id_without_a_message_gets_help(stage: Stage, number: object) -> None:
    """Where nothing says which command it is, it is an unknown one."""
    chat = in_room(stage)
    renumbered(chat, number)
    exchange = chat.quick_command(1)
    assert "help" == outcome(exchange)
    assert f"users/{stage.ana.sub}" == posted(exchange)["privateMessageViewer"]["name"]
    assert [] == stage.called()


def test_the_metadatas_command_counts_before_the_messages(stage: Stage) -> None:
    """An id that is readable but unknown is not replaced by what the message says."""
    chat = in_room(stage)
    renumbered(chat, "99")
    assert SAYS.chat_unknown() == private_words(chat, chat.slash_command("/meet"))[0]
    assert [] == stage.called()


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_quick_command_does_what_the_slash_command_does(stage: Stage, number: int) -> None:
    """Registered as a quick command, which has no message, each command does the same."""
    chat = in_room(stage)
    does = COMMANDS[number - 1].command
    exchange = chat.quick_command(number)
    assert does == outcome(exchange)
    assert (does != "meet") == ("privateMessageViewer" in posted(exchange))
    if does == "meet":
        assert "" == titled(exchange)


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


def test_a_quick_command_starts_a_meet(stage: Stage) -> None:
    """Chosen by its name, for everybody in the conversation, as `/meet` does."""
    chat = in_room(stage)
    exchange = chat.quick_command("Start a Meet")
    assert ("meet", "") == (outcome(exchange), titled(exchange))
    assert [CREATE_SPACE] == stage.called()


@pytest.mark.parametrize(
    ("name", "title"), [("Schedule a meeting", "Schedule a meeting"), ("My defaults", "Defaults")]
)
def test_a_quick_command_opens_a_dialog(stage: Stage, name: str, title: str) -> None:
    """The same dialogs as the slash commands'."""
    chat = in_room(stage)
    chat.quick_command(name)
    assert chat.form.card["header"]["title"] in {title, SAYS.schedule_title(), SAYS.defaults()}
    assert [] == stage.called()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Shall we talk about the budget?\nI have numbers.", "Shall we talk about the budget?"),
        ("  \n Budget  ", "Budget"),
        ("", ""),
    ],
)
def test_a_meeting_about_a_message_is_titled_after_it(stage: Stage, text: str, title: str) -> None:
    """Its first line; nothing of the message is a command."""
    chat = in_room(stage)
    chat.say(text or "x")
    message = chat.messages[-1]
    message.text = text
    chat.message_action("Schedule a meeting about this", message)
    assert SAYS.schedule_title() == chat.form.card["header"]["title"]
    assert title == inputs(chat.form.card)["title"].get("value", "")
    assert [] == stage.called()


def test_what_is_no_action_on_a_message_is_none(stage: Stage) -> None:
    """Only the one that is registered for messages is; others get help."""
    chat = in_room(stage)
    chat.say("/meet now")
    assert SAYS.chat_unknown() == private_words(chat, chat.message_action(1, chat.messages[-1]))[0]
    assert [] == stage.called()
