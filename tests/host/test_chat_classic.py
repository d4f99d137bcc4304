"""Chat's player in the dialect of classic Chat apps."""

from __future__ import annotations

from typing import Any

import pytest
from flask import jsonify
from google.auth import jwt

from sandbox.hosts.chat.classic_host import ClassicChatHost, ClassicToken
from sandbox.hosts.exchange import HostRefusal
from sandbox.hosts.installation import Header
from tests.host.chat_stage import (
    COMMON,
    HELLO,
    NOW_TEXT,
    ChatStage,
    button,
    buttons,
    page,
    person,
    posted,
    with_card,
)
from tests.support.people import ANA

Json = dict[str, Any]

CLASSIC_COMMON = {name: value for name, value in COMMON.items() if name != "platform"}
CHAT = "chat@system.gserviceaccount.com"


def responding(kind: str, **content: object) -> Json:
    """An answer with an `actionResponse`."""
    return {"actionResponse": {"type": kind, **content}}


def dialog(card: Json) -> Json:
    """An answer that shows a card in a dialog."""
    return responding("DIALOG", dialogAction={"dialog": {"body": card}})


def status(code: str, **message: str) -> Json:
    """An answer that ends a dialog."""
    return responding("DIALOG", dialogAction={"actionStatus": {"statusCode": code, **message}})


def form() -> Json:
    """A dialog with one input and a button."""
    return page(
        {"textInput": {"name": "title", "label": "Title"}},
        buttons(button("Save", "save", parameters=[{"key": "step", "value": "2"}])),
    )


def opened(stage: ChatStage) -> ClassicChatHost:
    """Ana's Chat with a dialog that a command opened."""
    stage.answers(dialog(form()))
    host = stage.classic().in_space(stage.room(ANA))
    host.slash_command("/plan")
    return host


def test_slash_command_is_a_message(stage: ChatStage) -> None:
    """A slash command arrives as a message of the one endpoint, without any token of the user."""
    stage.answers({"text": "Hi"})
    host = stage.classic().in_space(stage.room(ANA))
    host.slash_command("/meet", "Budget")
    event = stage.addon.last.body
    message = event["message"]
    redirect = event["configCompleteRedirectUrl"]
    assert redirect.startswith("https://chat.google.com/api/bot_config_complete?token=")
    assert {
        "type": "MESSAGE",
        "eventTime": NOW_TEXT,
        "user": person(stage.user(ANA)),
        "space": message["space"],
        "message": message,
        "thread": {"name": message["thread"]["name"]},
        "appCommandMetadata": {"appCommandId": 1, "appCommandType": "SLASH_COMMAND"},
        "configCompleteRedirectUrl": redirect,
        "common": CLASSIC_COMMON,
    } == event
    assert ({"commandId": 1}, " Budget") == (message["slashCommand"], message["argumentText"])
    assert "Google-Dynamite" == stage.addon.last.headers["User-Agent"]
    assert ["/meet Budget", "Hi"] == [it.text for it in host.messages]


def test_endpoint_token_is_an_id_token(stage: ChatStage) -> None:
    """One kind of token is Google's, for Chat's account and the endpoint's URL."""
    stage.answers({})
    stage.classic().in_space(stage.room(ANA)).slash_command("/meet")
    token = stage.addon.last.headers["Authorization"].removeprefix("Bearer ")
    claims = jwt.decode(
        token, certs=stage.signer.certificates(), audience=f"{stage.addon.url}/chat"
    )
    assert (CHAT, "https://accounts.google.com") == (claims["email"], claims["iss"])


def test_project_token_is_signed_by_chat(stage: ChatStage) -> None:
    """The other kind is Chat's own, for the project's number."""
    stage.answers({})
    host = stage.classic(token=ClassicToken.PROJECT_NUMBER, project_number="42")
    host.in_space(stage.room(ANA)).slash_command("/meet")
    token = stage.addon.last.headers["Authorization"].removeprefix("Bearer ")
    claims = jwt.decode(token, certs=stage.signer.chat_certificates(), audience="42")
    assert CHAT == claims["iss"]


@pytest.mark.parametrize(
    ("header", "ending"),
    [(Header.SIGNATURE_REMOVED, "SIGNATURE_REMOVED_BY_GOOGLE"), (Header.MISSING, "")],
)
def test_header_arrives_as_ordered(stage: ChatStage, header: Header, ending: str) -> None:
    """The header can lose its signature or be missing, and the event can be changed."""
    stage.answers({})
    host = stage.classic().in_space(stage.room(ANA))
    host.installation.header = header
    host.installation.tamper = lambda event, headers: (event | {"token": "x"}, headers)
    host.slash_command("/meet")
    given = stage.addon.last.headers.get("Authorization", "")
    assert ending == given.rpartition(".")[2]
    assert "x" == stage.addon.last.body["token"]


def test_mention_adds_in_one_event(stage: ChatStage) -> None:
    """Being added by a mention is one event that has the message."""
    stage.answers({"text": "Hello"})
    host = stage.classic().in_space(stage.room(ANA, with_app=False))
    assert 1 == len(host.add_to_space(by_mention="help"))
    event = stage.addon.last.body
    assert ("ADDED_TO_SPACE", " help") == (event["type"], event["message"]["argumentText"])
    assert {"hostApp": "CHAT"} == event["common"]


def test_other_events_have_their_types(stage: ChatStage) -> None:
    """Mentions, quick commands, adding and removing have types of their own."""
    stage.answers({})
    host = stage.classic().in_space(stage.room(ANA, with_app=False))
    host.add_to_space(by_command="/meet")
    host.say("hi", mention=True)
    host.quick_command(3)
    quick = stage.addon.last.body
    host.remove_from_space()
    host.add_to_space()
    assert [
        "ADDED_TO_SPACE",
        "MESSAGE",
        "APP_COMMAND",
        "REMOVED_FROM_SPACE",
        "ADDED_TO_SPACE",
    ] == [it.body["type"] for it in stage.addon.received]
    assert {"appCommandId": 3, "appCommandType": "QUICK_COMMAND"} == quick["appCommandMetadata"]
    assert "message" not in quick


def test_message_action_is_a_command_with_its_message(stage: ChatStage) -> None:
    """A command from a message's menu has the type of quick commands, and the message."""
    stage.answers({})
    host = stage.classic().in_space(stage.room(ANA))
    host.say("Remember this")
    host.message_action(21, host.messages[-1])
    event = stage.addon.last.body
    assert ("APP_COMMAND", "Remember this") == (event["type"], event["message"]["text"])
    assert {"appCommandId": 21, "appCommandType": "MESSAGE_ACTION"} == event["appCommandMetadata"]


def test_click_names_its_function(stage: ChatStage) -> None:
    """A click has the function's name twice, parameters as list and as map, and the message."""
    card = page(buttons(button("Go", "approve", parameters=[{"key": "id", "value": "7"}])))
    stage.answers({"text": "Old", "cardsV2": with_card(card)})
    host = stage.classic().in_space(stage.room(ANA))
    host.slash_command("/meet")
    stage.answers({**responding("UPDATE_MESSAGE"), "text": "New"})
    exchange = host.click("Go")
    event = stage.addon.last.body
    assert f"{stage.addon.url}/chat" == exchange.url
    assert "CARD_CLICKED" == event["type"]
    assert {
        "actionMethodName": "approve",
        "parameters": [{"key": "id", "value": "7"}],
    } == event["action"]
    assert {
        **CLASSIC_COMMON,
        "invokedFunction": "approve",
        "parameters": {"id": "7"},
    } == event["common"]
    assert "BOT" == event["message"]["sender"]["type"]
    assert ["/meet", "New"] == [it.text for it in host.messages]


def test_dialog_is_submitted_and_ends(stage: ChatStage) -> None:
    """A dialog sends its form; the status OK closes it with its message."""
    host = opened(stage)
    assert "REQUEST_DIALOG" == stage.addon.last.body["dialogEventType"]
    host.form.set_input("title", "Review")
    stage.answers(status("OK", userFacingMessage="Saved"))
    host.press("Save")
    event = stage.addon.last.body
    assert (True, "SUBMIT_DIALOG") == (event["isDialogEvent"], event["dialogEventType"])
    assert {"title": {"stringInputs": {"value": ["Review"]}}} == event["common"]["formInputs"]
    assert host.dialog is None
    assert "Saved" == host.notification


def test_bare_status_closes_too(stage: ChatStage) -> None:
    """Samples write the status as a bare code."""
    host = opened(stage)
    stage.answers(responding("DIALOG", dialogAction={"actionStatus": "OK"}))
    host.press("Save")
    assert host.dialog is None


def test_failed_status_keeps_the_dialog(stage: ChatStage) -> None:
    """Another status leaves the dialog open."""
    host = opened(stage)
    stage.answers(status("INVALID_ARGUMENT", userFacingMessage="No title"))
    exchange = host.press("Save")
    assert host.dialog is not None
    assert "No title" == exchange.notification


def test_suggestions_are_a_widget_update(stage: ChatStage) -> None:
    """Typing into a selection is an event of its own, answered by items."""
    choice = {"name": "room", "type": "MULTI_SELECT", "externalDataSource": {"function": "find"}}
    stage.answers(dialog(page({"selectionInput": choice})))
    host = stage.classic().in_space(stage.room(ANA))
    host.slash_command("/plan")
    item = {"text": "Blue room", "value": "r1"}
    stage.answers(responding("UPDATE_WIDGET", updatedWidget={"suggestions": {"items": [item]}}))
    host.form.suggest("room", "bl")
    event = stage.addon.last.body
    assert "WIDGET_UPDATED" == event["type"]
    assert {"autocomplete_widget_query": "bl"} == event["common"]["parameters"]
    assert {"room": (item,)} == host.form.suggested


def test_answers_have_to_be_objects(stage: ChatStage) -> None:
    """A list is no message."""
    stage.answers(lambda _: jsonify([]))
    host = stage.classic(strict=False).in_space(stage.room(ANA))
    exchange = host.slash_command("/meet")
    assert ["is no JSON object"] == [complaint.reason for complaint in exchange.complaints]


def test_cross_is_told(stage: ChatStage) -> None:
    """A classic app hears of a dialog that is closed by its cross."""
    host = opened(stage)
    stage.answers({})
    host.form.close()
    assert "CANCEL_DIALOG" == stage.addon.last.body["dialogEventType"]


def test_config_prompt_leads_back(stage: ChatStage) -> None:
    """A request for configuration is a private prompt, whose redirect sends the event again."""
    stage.answers(responding("REQUEST_CONFIG", url="https://example.com/a"))
    host = stage.classic().in_space(stage.room(ANA))
    host.slash_command("/meet")
    assert "https://example.com/a" == host.prompt
    first = stage.addon.last.body
    stage.answers({"text": "Ready"})
    host.follow(first["configCompleteRedirectUrl"])
    assert first == stage.addon.last.body
    assert "Ready" == host.messages[-1].text


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (posted(text="x"), "hostAppDataAction: belongs to add-ons"),
        ({"action": {"navigations": []}}, "action: belongs to add-ons"),
        ({"renderActions": {}}, "renderActions: belongs to add-ons"),
        ({"requesting_google_scopes": {}}, "requestingGoogleScopes: belongs to add-ons"),
        ({"actionResponse": {"type": "NEW_MESSAGE"}}, "has neither text nor cards"),
        ({"text": "x" * 32_000}, "32011 bytes, 32000 allowed"),
        ({"txt": "x"}, "ClassicAnswer has no such member"),
        ({**responding("UPDATE_MESSAGE"), "text": "x"}, "updates need a click"),
        (dialog(HELLO), "a dialog opens only where Chat asked for one"),
        (responding("REQUEST_CONFIG", url="http://example.com"), "is no https URL"),
        ({**responding("REQUEST_CONFIG", url="https://e.com"), "text": "x"}, "is ignored"),
        (responding("UPDATE_USER_MESSAGE_CARDS"), "no link preview"),
        (responding("OTHER"), "is none of NEW_MESSAGE"),
        (
            {"cardsV2": [{"card": {**HELLO, "fixedFooter": {}}}]},
            "not available in a Chat message",
        ),
    ],
)
def test_wrong_answers_to_a_command_are_refused(
    stage: ChatStage, answer: Json, reason: str
) -> None:
    """A classic app answers a command with a message in the classic form."""
    stage.answers(answer)
    host = stage.classic().in_space(stage.room(ANA))
    with pytest.raises(HostRefusal, match=reason):
        host.slash_command("/meet")
    assert ["/meet"] == [it.text for it in host.messages]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({}, "could not load dialog"),
        ({"text": "x"}, "could not load dialog"),
        (dialog({"sections": [{"widgets": []}]}), "widgets: is missing"),
        (dialog(page({"textParagraph": {"text": "<p>"}})), "<p> is not in the HTML subset"),
        ({**dialog(HELLO), "text": "x"}, "is ignored"),
    ],
)
def test_wrong_dialogs_are_refused(stage: ChatStage, answer: Json, reason: str) -> None:
    """A dialog is a whole card and nothing besides."""
    stage.answers(answer)
    host = stage.classic().in_space(stage.room(ANA))
    with pytest.raises(HostRefusal, match=reason):
        host.slash_command("/plan")
    assert host.dialog is None
