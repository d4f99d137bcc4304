"""The app as a classic Chat app: what it answers, and in which dialect (hosts.md 4)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sandbox.google.chat.conversations import ChatSpace
from sandbox.google.people.accounts import User
from sandbox.hosts.chat.classic_host import ClassicChatHost
from sandbox.hosts.exchange import Exchange
from sandbox.hosts.wire import member
from tests.chat_delivery.classic_events import chat_headers, classic_event, saving
from tests.support.cards import paragraphs
from tests.support.chat import save_defaults
from tests.support.log import log_lines
from tests.support.requests import post
from tests.support.stage import Json, Stage
from tests.support.store import Rows, Store
from tests.support.switches import OFF, ON, Three, choose, three
from tests.support.words import SAYS
from tools.schema import check_card, check_message

ADDON_KEYS = {
    "action",
    "hostAppAction",
    "hostAppDataAction",
    "renderActions",
    "requesting_google_scopes",
    "requestingGoogleScopes",
}
MIXED: Three = Three(recording=True, smart_notes=True)


def check_classic(exchange: Exchange) -> None:
    """Hold an answer to Google's published types, and to this dialect alone."""
    answer = exchange.response
    assert answer is not None
    assert not ADDON_KEYS & answer.keys()
    card = dialog_of(exchange)
    if card is not None:
        check_card(card)
    check_message({key: value for key, value in answer.items() if key != "actionResponse"})


def dialog_of(exchange: Exchange) -> Json | None:
    """The card that an answer shows in a dialog."""
    shown = member(member(exchange.response, "actionResponse"), "dialogAction")
    return member(member(shown, "dialog"), "body")


def words_of(exchange: Exchange | None) -> list[str]:
    """What an answer says, in a dialog or to the person alone."""
    assert exchange is not None
    card = dialog_of(exchange)
    if card is None:
        assert exchange.response is not None
        assert "privateMessageViewer" in exchange.response
        [entry] = exchange.response["cardsV2"]
        card = entry["card"]
    return paragraphs(card)


@pytest.fixture
def people(stage: Stage) -> Callable[[User], ClassicChatHost]:
    """Make people's Chat with the app as a classic one, strict about each answer."""

    def host(user: User) -> ClassicChatHost:
        chat = stage.addon.classic_chat_of(user)
        chat.show_exchanges_to(check_classic)
        return chat

    return host


@pytest.fixture
def outside(stage: Stage) -> ChatSpace:
    """A space of Ana's and Bo's that the app is not in."""
    return stage.world.chat.add_space("Team", [stage.ana, stage.bo])


@pytest.fixture
def chat(
    stage: Stage, people: Callable[[User], ClassicChatHost], outside: ChatSpace
) -> ClassicChatHost:
    """Ana's Chat with that space open, and the app in it."""
    made = people(stage.ana)
    stage.world.chat.join(outside, made.app)
    return made.in_space(outside)


# Help


@pytest.mark.parametrize(
    "ask",
    [
        lambda chat: chat.slash_command("/help"),
        lambda chat: chat.say("help", mention=True),
        lambda chat: chat.say("", mention=True),
        lambda chat: chat.say("what?", mention=True),
        lambda chat: chat.slash_command(77),
        lambda chat: chat.quick_command(77),
    ],
    ids=["command", "mention", "bare mention", "other words", "unknown id", "unknown quick id"],
)
def test_help_is_told_privately(
    chat: ClassicChatHost, ask: Callable[[ClassicChatHost], Exchange]
) -> None:
    """Whoever asks, or says what is not known, sees the commands."""
    answered = ask(chat)
    assert answered.response is not None
    assert {"name": f"users/{chat.user.sub}"} == answered.response["privateMessageViewer"]
    assert "/settings" in str(answered.response)


def test_being_added_is_greeted(
    stage: Stage, people: Callable[[User], ClassicChatHost], outside: ChatSpace
) -> None:
    """Added alone, the app tells everybody what it does; added by a mention, who mentioned it."""
    chat = people(stage.ana).in_space(outside)
    [added] = chat.add_to_space()
    assert added.response is not None
    assert "privateMessageViewer" not in added.response
    assert "/meet" in str(added.response)
    chat.remove_from_space()
    [mentioned] = chat.add_to_space(by_mention="")
    assert [SAYS.chat_intro()] == words_of(mentioned)


@pytest.mark.parametrize("command", ["/settings", "/help"])
def test_the_command_that_adds_the_app_is_run(
    stage: Stage,
    people: Callable[[User], ClassicChatHost],
    outside: ChatSpace,
    command: str,
) -> None:
    """Classic Chat tells both in one event, which is answered as the command."""
    [added] = people(stage.ana).in_space(outside).add_to_space(by_command=command)
    assert added.response is not None
    assert {"name": f"users/{stage.ana.sub}"} == added.response["privateMessageViewer"]
    assert SAYS.chat_hello() not in str(added.response) or command == "/help"


def test_being_removed_is_answered_with_nothing(chat: ClassicChatHost, store: Store) -> None:
    """There is nobody to answer, whether the store works or not."""
    chat.slash_command("/settings")
    chat.press("Save")
    store.spoil()
    assert {} == chat.remove_from_space().response


# Settings


def test_settings_are_those_of_the_sidebar_and_of_the_add_on(
    stage: Stage, chat: ClassicChatHost
) -> None:
    """What is saved in one place shows in all: Chat's id of a person is their account's."""
    chat.slash_command("/settings")
    assert OFF == three(chat.form.card)
    for name, on in MIXED._asdict().items():
        chat.form.set_switch(name, on)
    chat.press("Save")
    assert (None, SAYS.saved()) == (chat.dialog, chat.notification)
    sidebar = stage.host()
    sidebar.open_home()
    assert MIXED == three(sidebar.card)

    choose(sidebar, ON)
    sidebar.press_primary()
    chat.slash_command("/settings")
    assert ON == three(chat.form.card)

    assert chat.space is not None
    addon = stage.chat().in_space(chat.space)
    save_defaults(addon, MIXED)
    chat.slash_command("/settings")
    assert MIXED == three(chat.form.card)


def test_settings_are_each_persons_own(
    stage: Stage, chat: ClassicChatHost, people: Callable[[User], ClassicChatHost]
) -> None:
    """What Ana saves is not Bo's."""
    chat.slash_command("/settings")
    chat.form.set_switch("recording", True)
    chat.press("Save")
    assert chat.space is not None
    bo = people(stage.bo).in_space(chat.space)
    bo.slash_command("/settings")
    assert OFF == three(bo.form.card)


@pytest.mark.parametrize("words", ["settings", "/settings", "SETTINGS please"])
def test_settings_by_mention_are_a_button_away(chat: ClassicChatHost, words: str) -> None:
    """A mention opens no dialog: it is answered with a private button that does."""
    answered = chat.say(words, mention=True)
    assert answered is not None
    assert answered.response is not None
    assert "privateMessageViewer" in answered.response
    chat.click(SAYS.open_dialog())
    assert OFF == three(chat.form.card)
    chat.press("Cancel")
    assert chat.dialog is None


def test_settings_without_the_store_say_so(chat: ClassicChatHost, store: Store) -> None:
    """A save that did not happen is said in the dialog."""
    chat.slash_command("/settings")
    chat.press("Save")
    chat.slash_command("/settings")
    store.spoil()
    chat.press("Save")
    assert [SAYS.store_unavailable()] == paragraphs(chat.form.card)


def test_a_save_delivered_twice_is_answered_the_same(chat: ClassicChatHost) -> None:
    """The same click twice saves the same."""
    chat.slash_command("/settings")
    first, second = chat.deliver_twice(lambda: chat.press("Save"), together=True)
    assert first.response == second.response


# What needs the add-on form


@pytest.mark.parametrize(
    "ask",
    [
        lambda chat: chat.slash_command("/meet", "Budget"),
        lambda chat: chat.say("meet", mention=True),
        lambda chat: chat.slash_command("/schedule", "Budget"),
        lambda chat: chat.say("schedule Budget", mention=True),
        lambda chat: chat.quick_command(1),
        lambda chat: chat.quick_command(2),
    ],
    ids=["/meet", "meet", "/schedule", "schedule", "quick meet", "quick schedule"],
)
def test_what_needs_a_users_token_says_so(
    stage: Stage, chat: ClassicChatHost, ask: Callable[[ClassicChatHost], Exchange]
) -> None:
    """Nothing is begun that could not be done, and only who asked is told why."""
    assert [SAYS.needs_addon()] == words_of(ask(chat))
    assert [] == stage.called()


@pytest.mark.parametrize("label", [SAYS.start_meet(), SAYS.schedule()])
def test_the_helps_buttons_say_so_too(stage: Stage, chat: ClassicChatHost, label: str) -> None:
    """The help offers all that the app can do; what it cannot do here is said when asked for."""
    chat.slash_command("/help")
    assert [SAYS.needs_addon()] == words_of(chat.click(label))
    assert [] == stage.called()


def test_a_meet_of_the_add_on_form_says_so(stage: Stage, chat: ClassicChatHost) -> None:
    """The buttons of a Meet that was posted as an add-on cannot be carried out any more."""
    assert chat.space is not None
    addon = stage.chat().in_space(chat.space)
    addon.slash_command("/meet")
    [posted] = addon.messages[-1:]
    stage.called()
    for label in (SAYS.change_settings(), SAYS.end_call()):
        assert [SAYS.needs_addon()] == words_of(chat.click(label, posted))
    assert [] == stage.called()


# Events that need little


@pytest.mark.parametrize("function", ["", "/chat/settings/save", "/chat/settings"])
def test_a_cancelled_dialog_is_let_go(stage: Stage, rows: Rows, function: str) -> None:
    """Closing a dialog by its cross saves nothing, whatever the event names as its function."""
    event = saving(stage, function)
    event["dialogEventType"] = "CANCEL_DIALOG"
    before = rows.exists()
    reply = post(stage.function, "/chat", event, chat_headers(stage))
    dialog = {"type": "DIALOG", "dialogAction": {"actionStatus": {"statusCode": "OK"}}}
    assert {"actionResponse": dialog} == reply.json
    assert before == rows.exists()


def test_a_dialog_closed_by_its_cross_is_forgotten(chat: ClassicChatHost) -> None:
    """Classic Chat tells of the cross, and the app has nothing against it."""
    chat.slash_command("/settings")
    cancelled = chat.form.close()
    assert cancelled is not None
    assert 200 == cancelled.status
    assert chat.dialog is None


@pytest.mark.parametrize("kind", ["WIDGET_UPDATED", "WIDGET_UPDATE", "APP_HOME", "SOMETHING_NEW"])
def test_what_asks_for_nothing_is_answered_with_nothing(stage: Stage, kind: str) -> None:
    """Events that the app has no use for, known to it or not, get the empty answer."""
    with log_lines() as lines:
        reply = post(stage.function, "/chat", classic_event(stage, kind), chat_headers(stage))
    assert (200, {}) == (reply.status, reply.json)
    assert [] == lines.errors()


def test_a_form_of_the_app_home_is_carried_out(stage: Stage) -> None:
    """`SUBMIT_FORM` tells its inputs in `commonEventObject`, and saves like a click."""
    event = saving(stage)
    event["type"] = "SUBMIT_FORM"
    event["commonEventObject"] = event.pop("common")
    reply = post(stage.function, "/chat", event, chat_headers(stage))
    assert SAYS.saved() in str(reply.json)
    sidebar = stage.host()
    sidebar.open_home()
    assert Three(recording=True) == three(sidebar.card)


@pytest.mark.parametrize("name", ["invokedFunction", "actionMethodName"])
def test_a_click_is_known_by_either_name_of_its_function(stage: Stage, name: str) -> None:
    """Classic Chat tells the function twice; one of both suffices."""
    event = saving(stage)
    if name == "invokedFunction":
        del event["action"]
    else:
        del event["common"]["invokedFunction"]
    reply = post(stage.function, "/chat", event, chat_headers(stage))
    assert SAYS.saved() in str(reply.json)


@pytest.mark.parametrize(
    "function",
    ["/calendar/defaults/save", "/health", "/chat", "/nothing", "//chat/settings/save", "save"],
)
def test_a_click_leads_to_chats_actions_only(stage: Stage, rows: Rows, function: str) -> None:
    """A function that is none of Chat's, whatever it names, leads to the help and does nothing."""
    event = saving(stage, function)
    event["common"]["invokedFunction"] = function
    event["action"]["actionMethodName"] = function
    for named in (function, stage.function.url + function):
        event["common"]["invokedFunction"] = event["action"]["actionMethodName"] = named
        reply = post(stage.function, "/chat", event, chat_headers(stage))
        assert (200, True) == (reply.status, "/meet [title]" in str(reply.json))
    assert not rows.exists()
