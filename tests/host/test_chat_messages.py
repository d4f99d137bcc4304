"""Messages of Chat's player: what is posted, who sees it, and what Chat refuses."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.hosts.chat.answers import MESSAGE_BYTES, message_bytes
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import HostRefusal, OpenedLink
from sandbox.hosts.parts import NoSuchPartError
from tests.host.chat_stage import (
    HELLO,
    ChatStage,
    button,
    buttons,
    closing,
    dialog,
    page,
    posted,
    updated,
    with_card,
)
from tests.support.people import ANA, BO, CY

Json = dict[str, Any]


def talking(stage: ChatStage, answer: Json, **options: Any) -> ChatHost:  # noqa: ANN401  # as the host takes them
    """Ana's Chat after a command that was answered."""
    stage.answers(answer)
    host = stage.host(**options).in_space(stage.room(ANA, BO))
    host.slash_command("/meet")
    return host


def go(stage: ChatStage, label: str = "Go") -> Json:
    """A button that calls the app."""
    return button(label, f"{stage.addon.url}/go")


def test_click_updates_its_own_message(stage: ChatStage) -> None:
    """An update replaces text, cards and buttons of the clicked message, for everybody."""
    host = talking(stage, posted(text="Old", cardsV2=with_card(page(buttons(go(stage))))))
    stage.answers(updated(cardsV2=with_card(HELLO)), "/go")
    host.click("Go")
    bo = stage.host(BO).in_space(host.messages[0].space)
    message = bo.messages[-1]
    assert ("", HELLO) == (message.text, message.card)
    assert message.updated is not None


def test_click_can_post(stage: ChatStage) -> None:
    """A click may be answered by another message."""
    host = talking(stage, posted(cardsV2=with_card(page(buttons(go(stage))))))
    stage.answers(posted(text="More"), "/go")
    host.click("Go")
    assert ["/meet", "", "More"] == [message.text for message in host.messages]


def test_private_messages_are_for_their_viewer(stage: ChatStage) -> None:
    """A message with a viewer is seen by nobody else, and its clicks say so."""
    viewer = {"name": f"users/{stage.user(ANA).sub}"}
    card = page(buttons(go(stage)))
    host = talking(stage, posted(cardsV2=with_card(card), privateMessageViewer=viewer))
    bo = stage.host(BO).in_space(host.messages[0].space)
    assert [2, 1] == [len(it.messages) for it in (host, bo)]
    stage.answers({}, "/go")
    host.click("Go")
    assert viewer["name"] == stage.payload["message"]["privateMessageViewer"]["name"]
    with pytest.raises(NoSuchPartError, match="no message with a card"):
        bo.click("Go")


def test_updates_keep_who_sees_the_message(stage: ChatStage) -> None:
    """An update may name the viewer that the message has, and no other."""
    ana, bo = ({"name": f"users/{stage.user(email).sub}"} for email in (ANA, BO))
    card = page(buttons(go(stage)))
    host = talking(stage, posted(cardsV2=with_card(card), privateMessageViewer=ana))
    stage.answers(updated(text="To Bo", cardsV2=with_card(card), privateMessageViewer=bo), "/go")
    with pytest.raises(HostRefusal, match="who sees a message cannot be changed"):
        host.click("Go")
    stage.answers(updated(text="To Ana", privateMessageViewer=ana), "/go")
    host.click("Go")
    message = host.messages[-1]
    assert ("To Ana", stage.user(ANA)) == (message.text, message.viewer)


def test_answers_stay_in_the_thread_of_a_reply(stage: ChatStage) -> None:
    """A message in a thread is answered there; one that begins a thread, beside it."""
    host = talking(stage, posted(text="Beside"))
    root, answer = host.messages
    assert root.thread != answer.thread
    host.slash_command("/meet", thread=root.thread)
    reply, answered = host.messages[-2:]
    assert root.thread == reply.thread == answered.thread
    assert (False, True) == (root.is_reply, reply.is_reply)


def test_answers_can_name_their_thread(stage: ChatStage) -> None:
    """A thread in the answer is where it goes."""
    host = talking(stage, {})
    thread = host.messages[0].thread
    stage.answers(posted(text="There", thread={"name": thread}))
    host.say("hi", mention=True)
    assert thread == host.messages[-1].thread


def test_newest_card_is_clicked(stage: ChatStage) -> None:
    """Without a message the newest one with a card is meant; an older one can be named."""
    host = talking(stage, posted(cardsV2=with_card(page(buttons(go(stage, "First"))))))
    first = host.messages[-1]
    stage.answers(posted(cardsV2=with_card(page(buttons(go(stage, "Second"))))))
    host.slash_command("/meet")
    with pytest.raises(NoSuchPartError, match="0 parts are labelled 'First'; there are 'Second'"):
        host.click("First")
    stage.answers({}, "/go")
    host.click("First", first)
    assert first.name == stage.payload["message"]["name"]


def test_all_cards_and_buttons_of_a_message_can_be_clicked(stage: ChatStage) -> None:
    """Several cards and the buttons below them belong to one message."""
    cards = [
        {"cardId": "a", "card": page(buttons(go(stage, "One")))},
        {"cardId": "b", "card": page(buttons(go(stage, "Two")))},
    ]
    below = [buttons(go(stage, "Below"))]
    stage.answers({}, "/go")
    host = talking(stage, posted(cardsV2=cards, accessoryWidgets=below))
    for label in ("One", "Two", "Below"):
        host.click(label)
    assert 4 == len(stage.addon.received)


def test_links_open_without_a_request(stage: ChatStage) -> None:
    """A link of a card is opened by Chat itself, whatever the deployment's prefixes."""
    link = "https://calendar.google.com/event?eid=1"
    join = {"text": "Open", "onClick": {"openLink": {"url": link}}}
    host = talking(stage, posted(cardsV2=with_card(page(buttons(join)))))
    assert (OpenedLink(link),) == host.click("Open").links
    assert 1 == len(stage.addon.received)


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ({}, "has neither text nor cards"),
        ({"text": "", "cardsV2": []}, "has neither text nor cards"),
        ({"text": "x", "actionResponse": {}}, "belongs to classic Chat apps"),
        ({"text": "x", "privateMessageViewer": {"name": "users/1"}}, "is nobody in this space"),
        ({"text": "x", "thread": {"name": "spaces/S/threads/T"}}, "is no thread of this space"),
        ({"cardsV2": [{"cardId": "a", "card": HELLO}] * 2}, "2 cards have the id 'a'"),
        ({"cardsV2": [{"card": {**HELLO, "fixedFooter": {}}}]}, "not available in a Chat message"),
        ({"cardsV2": [{"card": {**HELLO, "cardActions": []}}]}, "not available in a Chat message"),
        (
            {"cardsV2": with_card(page(buttons(button("Go", "/go"))))},
            "'/go' is no absolute https URL",
        ),
        ({"text": "x" * MESSAGE_BYTES}, "32011 bytes, 32000 allowed"),
    ],
)
def test_bad_messages_are_refused(stage: ChatStage, message: Json, reason: str) -> None:
    """Chat posts nothing of a message that it does not accept."""
    stage.answers(posted(**message))
    host = stage.host().in_space(stage.room(ANA))
    with pytest.raises(HostRefusal, match=reason):
        host.slash_command("/meet")
    assert ["/meet"] == [it.text for it in host.messages]


def test_size_counts_bytes_of_cards_too() -> None:
    """The limit is on the whole message in UTF-8."""
    assert len('{"text":"é"}') + 1 == message_bytes({"text": "é"})
    assert message_bytes({"cardsV2": with_card(HELLO)}) > message_bytes(HELLO)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (updated(text="x"), "updates need a click"),
        (dialog(HELLO), "a dialog opens only where Chat asked for one"),
        (closing(), "no dialog is open that could close"),
        ({"action": {"notification": {"text": "Hi"}}}, "no dialog is open that could close"),
        (
            {"hostAppDataAction": {"chatDataAction": {"createMessageAction": {}}}},
            "message: is missing",
        ),
        ({"hostAppDataAction": {"chatDataAction": {}}}, "needs exactly one of"),
        (
            {
                "hostAppDataAction": {
                    "chatDataAction": {
                        "createMessageAction": {"message": {"text": "x"}},
                        "updateMessageAction": {"message": {"text": "x"}},
                    }
                }
            },
            "needs exactly one of",
        ),
        (
            {
                "hostAppDataAction": {
                    "chatDataAction": {"updateInlinePreviewAction": {"cardsV2": with_card(HELLO)}}
                }
            },
            "no link preview",
        ),
        ({"text": "classic"}, "no response type has text"),
        ({"autoComplete": {"items": []}}, "not available"),
        (
            {"action": {"modifyOperations": [{"updateWidget": {}}]}},
            "suggestions answer typing into a selection",
        ),
    ],
)
def test_wrong_answers_to_a_command_are_refused(
    stage: ChatStage, answer: Json, reason: str
) -> None:
    """A command without a dialog is answered by a message or by nothing."""
    with pytest.raises(HostRefusal, match=reason):
        talking(stage, answer)


def test_other_peoples_messages_cannot_be_updated(stage: ChatStage) -> None:
    """Only the app's own message can be changed by a click."""
    host = talking(stage, {})
    card = page(buttons(go(stage)))
    foreign = stage.world.chat.post(
        host.messages[0].space, stage.world.chat.app("Other"), cards=with_card(card)
    )
    stage.answers(updated(text="Mine now"), "/go")
    with pytest.raises(HostRefusal, match="updates need a click on a message of the app"):
        host.click("Go")
    assert "" == foreign.text


def test_removed_app_can_say_nothing(stage: ChatStage) -> None:
    """The answer to a removal is empty."""
    stage.answers(posted(text="Bye"))
    host = stage.host().in_space(stage.room(ANA))
    with pytest.raises(HostRefusal, match="the app is no member any longer"):
        host.remove_from_space()


def test_strangers_cannot_open_a_space(stage: ChatStage) -> None:
    """A person opens the conversations they are in."""
    room = stage.room(ANA, BO)
    with pytest.raises(NoSuchPartError, match=r"cy@example\.com is not in"):
        stage.host(CY).in_space(room.name)
    with pytest.raises(NoSuchPartError, match="no conversation is open"):
        stage.host().say("Hello")


def test_conversation_reads_like_one(stage: ChatStage) -> None:
    """The text shows who wrote what, cards, private messages and the open dialog."""
    viewer = {"name": f"users/{stage.user(ANA).sub}"}
    answer = posted(text="Done", accessoryWidgets=[buttons(go(stage))], privateMessageViewer=viewer)
    host = talking(stage, answer)
    stage.answers(dialog(page({"textInput": {"name": "t", "label": "Title"}})))
    host.slash_command("/plan")
    bar = "─" * 70
    assert (
        "Ana (you): /meet\n"
        "\n"
        "Tiny (only you see this): Done\n"
        "( Go )\n"
        "\n"
        "Ana (you): /plan\n"
        "\n"
        f"╭{bar}╮\n"
        f"│ {'Title: …':68} │\n"
        f"╰{bar}╯"
    ) == host.text()
