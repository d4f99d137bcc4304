"""Every kind of Chat event, and every way in which hosts.md says that one may be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.chat_delivery.rules import judge_addon
from tests.support.calls import CREATE_SPACE
from tests.support.chat_events import PAYLOADS, SPACE, chat_object, common_object
from tests.support.log import log_lines
from tests.support.requests import post
from tests.support.stage import Json, Stage
from tests.support.words import SAYS

Change = Callable[[Json], object]

CLOSED = {"action": {"navigations": [{"endNavigation": {"action": "CLOSE_DIALOG"}}]}}


@dataclass
class Door:
    """Chat's URLs, and Ana's authorization for what comes."""

    stage: Stage
    authorization: Json

    def send(self, kind: str, change: Change = lambda _: None, path: str = "/chat") -> Json:
        """POST an event with a payload of a kind, changed first; the answer is judged."""
        event: Json = {
            "commonEventObject": common_object("", "spaces/abc", self.stage.ana),
            "authorizationEventObject": self.authorization,
            "chat": chat_object(kind, self.stage.ana),
        }
        change(event)
        with log_lines() as lines:
            reply = post(self.stage.function, path, event, {})
        assert (200, []) == (reply.status, lines.errors())
        judge_addon(reply.json)
        return reply.json


@pytest.fixture
def door(stage: Stage) -> Door:
    """The front door of an empty stage."""
    event, _ = stage.chat().installation.event(
        f"{stage.function.url}/chat", "CHAT", with_locale=True
    )
    return Door(stage, event["authorizationEventObject"])


def in_payload(kind: str, **members: object) -> Change:
    """Change members of the payload; `None` removes one."""

    def change(event: Json) -> None:
        _set(event["chat"][kind], members)

    return change


def in_message(kind: str, **members: object) -> Change:
    """Change members of the payload's message; `None` removes one."""

    def change(event: Json) -> None:
        _set(event["chat"][kind]["message"], members)

    return change


def _set(holder: Json, members: dict[str, object]) -> None:
    for key, value in members.items():
        if value is None:
            holder.pop(key, None)
        else:
            holder[key] = value


def message_of(answer: Json) -> Json:
    """The message that an answer posts."""
    message: Json = answer["hostAppDataAction"]["chatDataAction"]["createMessageAction"]["message"]
    return message


def test_a_message_is_heard(door: Door) -> None:
    """`messagePayload` with a command's words is answered as the command, in its thread."""
    message = message_of(door.send("messagePayload"))
    assert {"name": f"{SPACE}/threads/t1"} == message["thread"]
    assert [CREATE_SPACE] == door.stage.called()


MENTION = {
    "type": "USER_MENTION",
    "startIndex": 0,
    "length": 8,
    "userMention": {"user": {"name": "users/9", "type": "BOT"}, "type": "MENTION"},
}
BARE: Json = {
    "text": "@Records",
    "argumentText": None,
    "annotations": [MENTION],
    "slashCommand": None,
    "matchedUrl": None,
}
"""A mention of the app and nothing else."""


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"argumentText": ""},
        {"argumentText": "   "},
        {"text": None, "annotations": None},
        {"annotations": [{**MENTION, "startIndex": None}]},
        {"text": "@Records what?", "argumentText": " what?"},
        {"text": "@Records what?"},
        {"text": "🙂 @Records ", "annotations": [{**MENTION, "startIndex": 3}]},
    ],
    ids=str,
)
def test_a_message_without_a_command_gets_help(door: Door, members: Json) -> None:
    """A bare mention or an empty message is never met with silence."""
    change = in_message("messagePayload", **BARE | members)
    message = message_of(door.send("messagePayload", change))
    assert {"name": f"users/{door.stage.ana.sub}"} == message["privateMessageViewer"]
    assert "/meet [title]" in str(message)
    assert [] == door.stage.called()


@pytest.mark.parametrize(
    ("members", "title"),
    [
        ({"text": "@Records /meet Budget"}, "Budget"),
        ({"text": "@Records /meet Budget talk"}, "Budget talk"),
        ({"text": "/meet @Records", "annotations": [{**MENTION, "startIndex": 6}]}, ""),
        ({"text": "meet 🎉🎉 @Records", "annotations": [{**MENTION, "startIndex": 8}]}, "🎉🎉"),
        ({"text": "meet 🎉🎉 @Records", "annotations": [{**MENTION, "startIndex": 10}]}, "🎉🎉"),
        ({"text": "@Records meet", "annotations": [{**MENTION, "startIndex": "0"}]}, ""),
        ({"text": "/meet Budget", "annotations": None}, "Budget"),
        ({"text": "@Records /meet Budget", "annotations": [{**MENTION, "length": 8.0}]}, "Budget"),
        ({"text": "nonsense", "argumentText": " /meet Budget"}, "Budget"),
    ],
    ids=str,
)
def test_words_in_the_text_alone_are_the_command(door: Door, members: Json, title: str) -> None:
    """Without `argumentText` the text counts, less what its annotations say is the mention."""
    change = in_message("messagePayload", **BARE | members)
    message = message_of(door.send("messagePayload", change))
    assert "privateMessageViewer" not in message
    assert (title or SAYS.meet_now()) == message["cardsV2"][0]["card"]["header"]["title"]
    assert [CREATE_SPACE] == door.stage.called()


@pytest.mark.parametrize(
    "members",
    [
        {"annotations": None, "matchedUrl": {"url": "https://meet.google.com/abc-defg-hij"}},
        {
            "annotations": None,
            "argumentText": " meet",
            "matchedUrl": {"url": "https://example.com"},
        },
        {"argumentText": " meet", "sender": {"name": "users/8", "type": "BOT"}},
    ],
    ids=str,
)
def test_nobodys_message_gets_an_empty_answer(door: Door, members: Json) -> None:
    """A link that could be previewed and another app's message: nobody waits for words."""
    assert {} == door.send("messagePayload", in_message("messagePayload", **BARE | members))
    assert [] == door.stage.called()


def test_who_speaks_to_the_app_is_answered_in_spite_of_a_link(door: Door) -> None:
    """A mention of the app beside a link that could be previewed is a message like any other."""
    link = {"argumentText": " meet", "matchedUrl": {"url": "https://example.com"}}
    message = message_of(door.send("messagePayload", in_message("messagePayload", **BARE | link)))
    assert "privateMessageViewer" not in message
    assert [CREATE_SPACE] == door.stage.called()


@pytest.mark.parametrize("number", [1, "1", 1.0, "1E0"])
@pytest.mark.parametrize("kind", ["SLASH_COMMAND", "QUICK_COMMAND", None])
def test_a_command_is_known_by_its_id(door: Door, number: object, kind: str | None) -> None:
    """The id is a whole number however it is written, and how it was given is no matter."""
    metadata = {"appCommandId": number, "appCommandType": kind}
    change = in_payload("appCommandPayload", appCommandMetadata=metadata)
    assert "privateMessageViewer" not in message_of(door.send("appCommandPayload", change))
    assert [CREATE_SPACE] == door.stage.called()


@pytest.mark.parametrize("number", [1, 2, 3, 4, 22, None])
def test_a_command_on_a_message_gets_help(door: Door, number: object) -> None:
    """The app has no message actions: what somebody wrote is not taken for words to it."""
    metadata = {"appCommandId": number, "appCommandType": "MESSAGE_ACTION"}
    change = in_payload("appCommandPayload", appCommandMetadata=metadata)
    message = message_of(door.send("appCommandPayload", change))
    assert {"name": f"users/{door.stage.ana.sub}"} == message["privateMessageViewer"]
    assert SAYS.chat_unknown() in str(message)
    assert [] == door.stage.called()


UNREADABLE: list[object] = [None, "x", 1.5, [1]]


@pytest.mark.parametrize("number", UNREADABLE)
def test_a_command_may_be_told_by_its_message_alone(door: Door, number: object) -> None:
    """Where the metadata has no id, the message's own counts, with its words."""
    metadata = {"appCommandId": number, "appCommandType": "SLASH_COMMAND"}
    change = in_payload("appCommandPayload", appCommandMetadata=metadata)
    assert "privateMessageViewer" not in message_of(door.send("appCommandPayload", change))
    assert [CREATE_SPACE] == door.stage.called()


@pytest.mark.parametrize("number", [0, -1, 6, 1000, *UNREADABLE])
def test_an_unknown_command_gets_help(door: Door, number: object) -> None:
    """Whatever id comes, there is an answer."""
    metadata = {"appCommandId": number, "appCommandType": "QUICK_COMMAND"}
    change = in_payload("appCommandPayload", appCommandMetadata=metadata, message=None)
    assert "/meet [title]" in str(message_of(door.send("appCommandPayload", change)))
    assert [] == door.stage.called()


@pytest.mark.parametrize("step", [{"isDialogEvent": True}, {"dialogEventType": "REQUEST_DIALOG"}])
@pytest.mark.parametrize("number", [2, 3])
def test_a_command_that_opens_a_dialog_does(door: Door, number: int, step: Json) -> None:
    """Either of Chat's two signs of a dialog suffices."""
    change = in_payload(
        "appCommandPayload", appCommandMetadata={"appCommandId": number}, message=None, **step
    )
    answer = door.send("appCommandPayload", change)
    assert "pushCard" in answer["action"]["navigations"][0]


def test_being_added_is_greeted(door: Door) -> None:
    """`addedToSpacePayload` alone is answered for everybody, an administrator's too."""
    for members in ({}, {"space": {"name": SPACE, "adminInstalled": True}}):
        answer = door.send("addedToSpacePayload", in_payload("addedToSpacePayload", **members))
        assert "privateMessageViewer" not in message_of(answer)


@pytest.mark.parametrize(
    ("kind", "members"),
    [
        ("addedToSpacePayload", {"interactionAdd": True}),
        ("removedFromSpacePayload", {}),
        ("widgetUpdatedPayload", {}),
    ],
)
def test_what_needs_no_answer_gets_an_empty_one(door: Door, kind: str, members: Json) -> None:
    """These say nothing that anybody waits for."""
    assert {} == door.send(kind, in_payload(kind, **members))


@pytest.mark.parametrize("members", [{}, {"isDialogEvent": None, "dialogEventType": None}])
def test_a_click_of_an_older_card_gets_help(door: Door, members: Json) -> None:
    """A card from before the app was an add-on has its clicks sent to Chat's own URL."""
    answer = door.send("buttonClickedPayload", in_payload("buttonClickedPayload", **members))
    assert "/meet [title]" in str(answer)
    assert [] == door.stage.called()


def test_an_event_without_a_payload_gets_an_empty_answer(door: Door) -> None:
    """A kind of event that is not known yet does no harm."""

    def change(event: Json) -> None:
        event["chat"]["somethingNewPayload"] = event["chat"].pop("messagePayload")

    assert {} == door.send("messagePayload", change)


@pytest.mark.parametrize("path", ["/chat", "/chat/settings/save", "/chat/schedule/submit"])
def test_a_cancelled_dialog_is_closed(door: Door, path: str) -> None:
    """`CANCEL_DIALOG`, should it come, ends the navigation and saves or makes nothing."""
    change = in_payload("buttonClickedPayload", dialogEventType="CANCEL_DIALOG")
    assert CLOSED == door.send("buttonClickedPayload", change, path)
    assert [] == door.stage.called()


def test_locale_and_time_zone_may_be_missing(door: Door) -> None:
    """Chat tells neither with some events (hosts.md 1.3): English and UTC do."""

    def change(event: Json) -> None:
        del event["commonEventObject"]["userLocale"]
        del event["commonEventObject"]["timeZone"]

    for kind in PAYLOADS:
        door.send(kind, change)
    answer = door.send("buttonClickedPayload", change, "/chat/schedule")
    assert SAYS.schedule_title() in str(answer)


@pytest.mark.parametrize("holder", ["payload", "message", "chat"])
def test_the_space_is_known_wherever_it_is_told(door: Door, holder: str) -> None:
    """The documentation, captures and classic Chat put the space in three places."""

    def change(event: Json) -> None:
        payload = event["chat"]["messagePayload"]
        space = payload.pop("space")
        del payload["message"]["space"], event["chat"]["space"]
        place = {"payload": payload, "message": payload["message"], "chat": event["chat"]}
        place[holder]["space"] = space

    door.send("messagePayload", change)
    door.stage.called()
    door.send("messagePayload")
    assert [] == door.stage.called()
