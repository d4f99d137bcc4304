"""What Chat's player tells an add-on, member by member, over real HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from google.auth import jwt

from sandbox.hosts.parts import NoSuchPartError
from tests.host.chat_stage import (
    CLIENT,
    COMMON,
    EMAIL,
    NOW_TEXT,
    ROBOT,
    SCOPES,
    UNTOLD,
    ChatStage,
    button,
    buttons,
    page,
    person,
    posted,
    with_card,
)
from tests.support.people import ANA, BO

Json = dict[str, Any]

KEPT = {"state": "PERMANENT"}


def bot(stage: ChatStage) -> Json:
    """The app as events tell it."""
    return {
        "name": stage.world.chat.app("Tiny").name,
        "displayName": "Tiny",
        "avatarUrl": "https://www.example.com/avatar.png",
        "type": "BOT",
    }


def told_room(name: str, people: int = 2) -> Json:
    """The named space as events tell it."""
    key = name.removeprefix("spaces/")
    return {
        "name": name,
        "type": "ROOM",
        "displayName": "Team",
        "spaceThreadingState": "THREADED_MESSAGES",
        "spaceType": "SPACE",
        "spaceHistoryState": "HISTORY_ON",
        "lastActiveTime": NOW_TEXT,
        "membershipCount": {"joinedDirectHumanUserCount": people},
        "customer": "customers/Ca379a6f",
        "spaceUri": f"https://chat.google.com/room/{key}?cls=11",
    }


def told_message(stage: ChatStage, name: str, space: Json, **content: object) -> Json:
    """A message of Ana's as events tell it."""
    thread = name.rpartition("/")[2].partition(".")[0]
    return {
        "name": name,
        "sender": person(stage.user(ANA)),
        "createTime": NOW_TEXT,
        "thread": {"name": f"{space['name']}/threads/{thread}", "retentionSettings": KEPT},
        "space": space,
        "retentionSettings": KEPT,
        "messageHistoryState": "HISTORY_ON",
        "markupSyntax": "MARKUP_SYNTAX_CHAT",
        **content,
    }


def test_slash_command_is_exact(stage: ChatStage) -> None:
    """A slash command tells its id, and once more in the message and its annotation."""
    stage.answers({})
    room = stage.room(ANA, BO)
    host = stage.host().in_space(room)
    exchange = host.slash_command("/meet", "Budget")
    name = host.messages[-1].name
    space = told_room(room.name)
    redirect = stage.payload["configCompleteRedirectUri"]
    assert redirect.startswith("https://chat.google.com/api/bot_config_complete?token=")
    assert {
        "commonEventObject": COMMON,
        "chat": {
            "user": person(stage.user(ANA)),
            "eventTime": NOW_TEXT,
            "appCommandPayload": {
                "appCommandMetadata": {"appCommandId": 1, "appCommandType": "SLASH_COMMAND"},
                "space": space,
                "thread": {"name": host.messages[-1].thread},
                "message": told_message(
                    stage,
                    name,
                    space,
                    text="/meet Budget",
                    formattedText="/meet Budget",
                    argumentText=" Budget",
                    annotations=[
                        {
                            "type": "SLASH_COMMAND",
                            "startIndex": 0,
                            "length": 5,
                            "slashCommand": {
                                "bot": bot(stage),
                                "type": "INVOKE",
                                "commandName": "/meet",
                                "commandId": 1,
                            },
                        }
                    ],
                    slashCommand={"commandId": 1},
                ),
                "configCompleteRedirectUri": redirect,
            },
        },
    } == stage.sent
    assert f"{stage.addon.url}/chat" == exchange.url


def test_command_without_words_has_no_argument(stage: ChatStage) -> None:
    """`argumentText` is absent where nothing follows the command."""
    stage.answers({})
    stage.host().in_space(stage.room(ANA)).slash_command("/meet")
    assert "/meet" == stage.payload["message"]["text"]
    assert "argumentText" not in stage.payload["message"]


def test_dialog_commands_say_so(stage: ChatStage) -> None:
    """A command with "Open a dialog" ticked asks for a dialog, and its annotation says so."""
    stage.answers({})
    host = stage.host(strict=False).in_space(stage.room(ANA))
    host.slash_command("/plan")
    assert (True, "REQUEST_DIALOG") == (
        stage.payload["isDialogEvent"],
        stage.payload["dialogEventType"],
    )
    annotation = stage.payload["message"]["annotations"][0]
    assert annotation["slashCommand"]["triggersDialog"] is True


def test_quick_command_has_no_message(stage: ChatStage) -> None:
    """A quick command comes without a message and a thread."""
    stage.answers({})
    stage.host().in_space(stage.room(ANA)).quick_command("Meet now")
    assert {"appCommandId": 3, "appCommandType": "QUICK_COMMAND"} == stage.payload[
        "appCommandMetadata"
    ]
    assert {"appCommandMetadata", "space", "configCompleteRedirectUri"} == stage.payload.keys()


def test_message_action_is_about_a_message(stage: ChatStage) -> None:
    """A command from a message's menu carries that message, whoever wrote it."""
    stage.answers(posted(text="Noted"))
    room = stage.room(ANA, BO)
    stage.host(BO).in_space(room).say("Remember this")
    host = stage.host().in_space(room)
    host.message_action(21, host.messages[-1])
    assert {"appCommandId": 21, "appCommandType": "MESSAGE_ACTION"} == stage.payload[
        "appCommandMetadata"
    ]
    message = stage.payload["message"]
    assert ("Remember this", BO) == (message["text"], message["sender"]["email"])
    assert {"appCommandMetadata", "space", "message", "configCompleteRedirectUri"} == set(
        stage.payload
    )
    assert ["Remember this", "Noted"] == [it.text for it in host.messages]


@pytest.mark.parametrize("kind", ["SLASH_COMMAND", "QUICK_COMMAND"])
def test_unknown_command_ids_can_be_sent(stage: ChatStage, kind: str) -> None:
    """A command that was configured once may still arrive with its id."""
    stage.answers({})
    host = stage.host().in_space(stage.room(ANA))
    send = host.slash_command if kind == "SLASH_COMMAND" else host.quick_command
    send(99)
    assert {"appCommandId": 99, "appCommandType": kind} == stage.payload["appCommandMetadata"]


def test_unknown_command_names_cannot_be_typed(stage: ChatStage) -> None:
    """A name that is not configured is no command."""
    with pytest.raises(NoSuchPartError, match="no command '/nothing'"):
        stage.host().in_space(stage.room(ANA)).slash_command("/nothing")


def test_mention_keeps_leading_spaces(stage: ChatStage) -> None:
    """A mention is annotated, and cut off the argument with its own characters only."""
    stage.answers({})
    room = stage.room(ANA)
    host = stage.host().in_space(room)
    host.say("meet budget", mention=True)
    message = stage.payload["message"]
    space = told_room(room.name, people=1)
    assert (
        told_message(
            stage,
            message["name"],
            space,
            text="@Tiny meet budget",
            formattedText=f"<{bot(stage)['name']}> meet budget",
            argumentText=" meet budget",
            annotations=[
                {
                    "type": "USER_MENTION",
                    "startIndex": 0,
                    "length": 5,
                    "userMention": {"user": bot(stage), "type": "MENTION"},
                }
            ],
        )
        == message
    )
    assert COMMON == stage.sent["commonEventObject"]
    assert {"user", "eventTime", "messagePayload"} == stage.sent["chat"].keys()


def test_bare_mention_has_no_argument(stage: ChatStage) -> None:
    """`argumentText` is absent where the message is only the mention."""
    stage.answers({})
    stage.host().in_space(stage.room(ANA)).say("", mention=True)
    assert "@Tiny" == stage.payload["message"]["text"]
    assert "argumentText" not in stage.payload["message"]


def test_app_hears_rooms_only_when_mentioned(stage: ChatStage) -> None:
    """Without a mention a message in a room is between its people."""
    host = stage.host().in_space(stage.room(ANA))
    assert host.say("Hello all") is None
    assert [] == stage.addon.received
    assert ["Hello all"] == [message.text for message in host.messages]


def test_direct_message_is_exact(stage: ChatStage) -> None:
    """Opening the direct message adds the app; what is said there is the argument."""
    stage.answers({})
    host = stage.host()
    added = host.open_dm()
    assert added is not None
    assert added.request is not None
    assert {"space", "configCompleteRedirectUri"} == stage.payload.keys()
    assert UNTOLD == stage.sent["commonEventObject"]
    assert host.open_dm() is None
    host.say(" help ")
    message = stage.payload["message"]
    assert (" help ", " help ") == (message["text"], message["argumentText"])
    space = stage.payload["space"]
    key = space["name"].removeprefix("spaces/")
    assert {
        "name": space["name"],
        "type": "DM",
        "singleUserBotDm": True,
        "spaceThreadingState": "THREADED_MESSAGES",
        "spaceType": "DIRECT_MESSAGE",
        "spaceHistoryState": "HISTORY_ON",
        "lastActiveTime": NOW_TEXT,
        "membershipCount": {"joinedDirectHumanUserCount": 1},
        "spaceUri": f"https://chat.google.com/dm/{key}?cls=11",
    } == space


def test_adding_by_mention_is_two_requests(stage: ChatStage) -> None:
    """The add says that more follows; the mention follows; neither tells locale or zone."""
    stage.answers({})
    host = stage.host().in_space(stage.room(ANA, with_app=False))
    added, mentioned = host.add_to_space(by_mention="")
    assert added.request is not None
    assert mentioned.request is not None
    payload = added.request["chat"]["addedToSpacePayload"]
    assert {"space", "interactionAdd", "configCompleteRedirectUri"} == payload.keys()
    assert payload["interactionAdd"] is True
    message = mentioned.request["chat"]["messagePayload"]["message"]
    assert "ADD" == message["annotations"][0]["userMention"]["type"]
    assert "argumentText" not in message
    assert [UNTOLD, UNTOLD] == [
        it["commonEventObject"] for it in (added.request, mentioned.request)
    ]


def test_adding_by_command_is_two_requests(stage: ChatStage) -> None:
    """The command that adds the app follows the add."""
    stage.answers({})
    host = stage.host().in_space(stage.room(ANA, with_app=False))
    host.add_to_space(by_command="/meet", text="Budget")
    kinds = [next(reversed(it.body["chat"])) for it in stage.addon.received]
    assert ["addedToSpacePayload", "appCommandPayload"] == kinds
    annotation = stage.payload["message"]["annotations"][0]
    assert "ADD" == annotation["slashCommand"]["type"]


def test_adding_from_the_menu_is_one_request(stage: ChatStage) -> None:
    """Without a mention or command nothing follows the add."""
    stage.answers(posted(text="Hi"))
    host = stage.host().in_space(stage.room(ANA, with_app=False))
    assert 1 == len(host.add_to_space())
    assert "interactionAdd" not in stage.payload
    assert ["Hi"] == [message.text for message in host.messages]


def test_removal_tells_the_space_alone(stage: ChatStage) -> None:
    """A removed app learns from where; afterwards it cannot be spoken to there."""
    stage.answers({})
    room = stage.room(ANA)
    host = stage.host().in_space(room)
    host.remove_from_space()
    assert {"space": told_room(room.name, people=1)} == stage.payload
    with pytest.raises(NoSuchPartError, match="Tiny is not in"):
        host.say("", mention=True)
    with pytest.raises(NoSuchPartError, match="Tiny is not in"):
        host.slash_command("/meet")


def test_click_is_exact(stage: ChatStage) -> None:
    """A click goes to the card's own URL with parameters, form and the whole message."""
    card = page(
        {"textInput": {"name": "title", "label": "Title"}},
        buttons(
            button("Go", f"{stage.addon.url}/go", parameters=[{"key": "step", "value": "2"}]),
        ),
    )
    stage.answers(posted(cardsV2=with_card(card)))
    stage.answers({}, "/go")
    room = stage.room(ANA)
    host = stage.host().in_space(room)
    host.slash_command("/meet")
    host.card().set_input("title", "Review")
    exchange = host.click("Go")
    assert f"{stage.addon.url}/go" == exchange.url
    message = host.messages[-1]
    assert {
        "commonEventObject": {
            **COMMON,
            "formInputs": {"title": {"stringInputs": {"value": ["Review"]}}},
            "parameters": {"step": "2"},
        },
        "chat": {
            "user": person(stage.user(ANA)),
            "eventTime": NOW_TEXT,
            "buttonClickedPayload": {
                "message": {
                    **told_message(stage, message.name, told_room(room.name, people=1)),
                    "sender": bot(stage),
                    "cardsV2": with_card(card),
                    "threadReply": True,
                },
                "space": told_room(room.name, people=1),
            },
        },
    } == stage.sent


def test_tokens_say_who_calls_and_who_acts(stage: ChatStage) -> None:
    """The system token is for the URL that is called, the user's for the add-on."""
    stage.answers({})
    stage.host(BO).in_space(stage.room(ANA, BO)).slash_command("/meet")
    given = stage.addon.last.body["authorizationEventObject"]
    certificates = stage.signer.certificates()
    system = jwt.decode(
        given["systemIdToken"], certs=certificates, audience=f"{stage.addon.url}/chat"
    )
    acting = jwt.decode(given["userIdToken"], certs=certificates, audience=CLIENT)
    assert ROBOT == system["email"]
    assert (BO, stage.user(BO).sub) == (acting["email"], acting["sub"])
    assert [*SCOPES, "openid"] == given["authorizedScopes"]


def test_before_consent_only_the_system_token_is_sent(stage: ChatStage) -> None:
    """Without grants the add-on learns who acts from nothing but Chat's own user."""
    stage.answers({})
    stage.host(granted=()).in_space(stage.room(ANA)).slash_command("/meet")
    assert {"systemIdToken"} == stage.addon.last.body["authorizationEventObject"].keys()
    assert ANA == stage.sent["chat"]["user"]["email"]


def test_grants_are_the_persons_own(stage: ChatStage) -> None:
    """Each person's Chat has grants of its own."""
    stage.answers({})
    room = stage.room(ANA, BO)
    stage.host(granted=[EMAIL]).in_space(room).slash_command("/meet")
    stage.host(BO).in_space(room).slash_command("/meet")
    granted = [
        it.body["authorizationEventObject"]["authorizedScopes"] for it in stage.addon.received
    ]
    assert [[EMAIL, "openid"], [*SCOPES, "openid"]] == granted
