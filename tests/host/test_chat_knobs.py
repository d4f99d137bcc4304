"""What Chat's player tells and does under the readings that are not its defaults."""

from __future__ import annotations

from typing import Any

import pytest
from google.auth import jwt

from sandbox.google.knobs import Knobs
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import HostRefusal
from tests.host.chat_stage import (
    CLIENT,
    EMAIL,
    HELLO,
    ChatStage,
    button,
    buttons,
    dialog,
    page,
    posted,
    updated,
    with_card,
)
from tests.support.people import ANA, BO

Json = dict[str, Any]

TITLE: Json = {"textInput": {"name": "title", "label": "Title"}}


def chatting(stage: ChatStage, answer: Json, **options: Any) -> ChatHost:  # noqa: ANN401  # as the host takes them
    """Ana's Chat in a room with the app, which answers so."""
    stage.answers(answer)
    return stage.host(**options).in_space(stage.room(ANA, BO))


def form(stage: ChatStage) -> Json:
    """A dialog with a title and a button."""
    save = {"primaryButton": button("Save", f"{stage.addon.url}/chat")}
    return dialog(page(TITLE, fixedFooter=save))


def test_words_may_be_told_with_their_command_alone(stage: ChatStage) -> None:
    """Without `argumentText` the words have to be taken out of the text."""
    stage.world.knobs.argument_text_told = False
    chatting(stage, {}).slash_command("/meet", "Budget")
    message = stage.payload["message"]
    assert ("/meet Budget", False) == (message["text"], "argumentText" in message)


def test_a_command_may_be_told_in_its_message_alone(stage: ChatStage) -> None:
    """A slash command may come without metadata; a quick command has nothing else."""
    stage.world.knobs.command_told = "message"
    host = chatting(stage, {})
    host.slash_command("/meet")
    slash = stage.payload
    host.quick_command(3)
    assert ({"commandId": 1}, False) == (
        slash["message"]["slashCommand"],
        "appCommandMetadata" in slash,
    )
    assert {"appCommandId": 3, "appCommandType": "QUICK_COMMAND"} == stage.payload[
        "appCommandMetadata"
    ]


def test_a_classic_command_may_be_told_in_its_message_alone(stage: ChatStage) -> None:
    """Classic events may leave the metadata out, too."""
    stage.world.knobs.command_told = "message"
    stage.answers({})
    stage.classic().in_space(stage.room(ANA)).slash_command("/meet")
    event = stage.addon.last.body
    assert ({"commandId": 1}, False) == (
        event["message"]["slashCommand"],
        "appCommandMetadata" in event,
    )


def test_a_direct_message_may_be_told_by_its_space_type(stage: ChatStage) -> None:
    """Neither `type` nor `singleUserBotDm` need be there."""
    stage.world.knobs.direct_told = "space type"
    stage.answers({})
    stage.host().open_dm()
    space = stage.payload["space"]
    assert "DIRECT_MESSAGE" == space["spaceType"]
    assert {"type", "singleUserBotDm"}.isdisjoint(space)


def test_hosts_may_know_somebody_by_an_alias(stage: ChatStage) -> None:
    """The address in the ID token and in Chat's user may be none that a calendar has."""
    stage.world.knobs.user_mail = "alias"
    chatting(stage, {}).slash_command("/meet")
    event, ana = stage.addon.last.body, stage.user(ANA)
    token = event["authorizationEventObject"]["userIdToken"]
    claims = jwt.decode(token, certs=stage.signer.certificates(), audience=CLIENT)
    assert (ana.alias, ana.sub) == (claims["email"], claims["sub"])
    user = {"name": f"users/{ana.sub}", "email": ana.alias}
    assert user == {name: event["chat"]["user"][name] for name in user}
    assert user == {name: stage.payload["message"]["sender"][name] for name in user}
    assert ana.alias not in stage.world.calendar.calendars


def test_a_declined_prompt_may_be_the_end(stage: ChatStage) -> None:
    """Under the other reading the event comes again only if something was granted."""
    stage.world.knobs.prompt_repeats_declined = False
    asking = {"requesting_google_scopes": {"scopes": [EMAIL]}}
    declined = chatting(stage, asking, granted=(), consent=lambda _: [])
    declined.slash_command("/meet")
    assert [1, [[EMAIL]]] == [len(stage.addon.received), declined.consents]
    stage.answers(lambda _: asking if len(stage.addon.received) == 2 else posted(text="Made"))
    granted = stage.host(granted=()).in_space(stage.room(ANA))
    granted.slash_command("/meet")
    assert "Made" == granted.messages[-1].text


def test_an_event_may_be_repeated_once(stage: ChatStage) -> None:
    """Under the other reading a second prompt for one action is one too many."""
    stage.world.knobs.consent_rounds = 1
    host = chatting(stage, {"requesting_google_scopes": {"scopes": [EMAIL]}}, granted=())
    with pytest.raises(HostRefusal, match="more than once"):
        host.slash_command("/meet")
    assert 2 == len(stage.addon.received)


def test_pressing_may_leave_what_was_filled_in(stage: ChatStage) -> None:
    """An action without `persistValues` may clear nothing."""
    card = page(TITLE, buttons(button("Go", f"{stage.addon.url}/go")))
    host = chatting(stage, posted(cardsV2=with_card(card)))
    host.slash_command("/meet")
    stage.answers({}, "/go")
    kept = []
    for resets in (False, True):
        stage.world.knobs.redraw_resets_form = resets
        host.card().set_input("title", "Review")
        host.click("Go")
        kept.append(dict(host.card().shown.form))
    assert [{"title": ("Review",)}, {}] == kept


def test_a_commands_dialog_may_carry_the_commands_message(stage: ChatStage) -> None:
    """Clicks in a dialog that a command opened may tell its message, which nobody can update."""
    stage.world.knobs.dialog_carries_message = True
    host = chatting(stage, form(stage))
    host.slash_command("/plan")
    command = host.messages[-1]
    stage.answers(updated(text="x"))
    with pytest.raises(HostRefusal, match="updates need a click on a message of the app"):
        host.press("Save")
    assert command.name == stage.payload["message"]["name"]


def test_an_updated_dialog_may_keep_its_values(stage: ChatStage) -> None:
    """`updateCard` may keep what was filled in; `pushCard` never does."""
    stage.world.knobs.updated_dialog_keeps_values = True
    stage.world.knobs.redraw_resets_form = False
    host = chatting(stage, form(stage))
    host.slash_command("/plan")
    held = []
    for step in ("updateCard", "pushCard"):
        host.form.set_input("title", "Review")
        stage.answers(dialog(form(stage)["action"]["navigations"][0]["pushCard"], step))
        host.press("Save")
        held.append(dict(host.form.shown.form))
    assert [{"title": ("Review",)}, {}] == held


def test_a_submit_may_be_answered_by_nothing(stage: ChatStage) -> None:
    """`{}` may be accepted; the dialog stays."""
    stage.world.knobs.submit_needs_an_answer = False
    host = chatting(stage, form(stage))
    host.slash_command("/plan")
    stage.answers({})
    assert () == host.press("Save").complaints
    assert host.dialog is not None


def test_a_click_on_a_card_needs_an_answer(stage: ChatStage) -> None:
    """`{}` to a click on a message is shown as a failure, unless that is set otherwise."""
    go = page(buttons(button("Go", f"{stage.addon.url}/go")))
    host = chatting(stage, posted(cardsV2=with_card(go)))
    host.slash_command("/meet")
    stage.answers({}, "/go")
    assert () == host.click("Go").complaints
    stage.world.knobs.click_needs_an_answer = Knobs().click_needs_an_answer
    with pytest.raises(HostRefusal, match="unable to process your request"):
        host.click("Go")
    stage.answers(posted(text="Done"), "/go")
    assert () == host.click("Go").complaints
    assert "Done" == host.messages[-1].text


def test_a_dialogs_command_may_be_answered_by_a_message(stage: ChatStage) -> None:
    """What opens a dialog may post instead."""
    stage.world.knobs.dialog_request_needs_a_dialog = False
    host = chatting(stage, posted(text="Done"))
    host.slash_command("/plan")
    assert ["/plan", "Done"] == [message.text for message in host.messages]


def test_an_update_may_replace_what_it_names(stage: ChatStage) -> None:
    """Under the other reading what `updateMessageAction` leaves out stays."""
    stage.world.knobs.update_replaces_message = False
    go = page(buttons(button("Go", f"{stage.addon.url}/go")))
    host = chatting(stage, posted(text="Old", cardsV2=with_card(go), fallbackText="Go"))
    host.slash_command("/meet")
    stage.answers(updated(cardsV2=with_card(HELLO)), "/go")
    host.click("Go")
    message = host.messages[-1]
    assert ("Old", HELLO, "Go") == (message.text, message.card, message.fallback_text)


def test_an_answer_may_begin_a_thread(stage: ChatStage) -> None:
    """Under the other reading an answer to a reply stands beside its thread."""
    stage.world.knobs.replies_stay_in_threads = False
    host = chatting(stage, posted(text="Beside"))
    host.slash_command("/meet")
    root = host.messages[0].thread
    host.slash_command("/meet", thread=root)
    assert root != host.messages[-1].thread


def test_a_failed_status_may_close_the_dialog(stage: ChatStage) -> None:
    """Under the other reading any status ends a classic dialog."""
    stage.world.knobs.failed_status_keeps_dialog = False
    stage.answers(
        {
            "actionResponse": {
                "type": "DIALOG",
                "dialogAction": {"dialog": {"body": page(TITLE, buttons(button("Go", "go")))}},
            }
        }
    )
    host = stage.classic().in_space(stage.room(ANA))
    host.slash_command("/plan")
    failed = {"actionStatus": {"statusCode": "INVALID_ARGUMENT", "userFacingMessage": "No title"}}
    stage.answers({"actionResponse": {"type": "DIALOG", "dialogAction": failed}})
    host.press("Go")
    assert (None, "No title") == (host.dialog, host.notification)
