"""What Google's samples answer and its schemas allow meets no complaint (hosts.md 12.3)."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.hosts.card_text import card_text
from sandbox.hosts.cards import CardRules, check_card
from sandbox.hosts.deployment import parse_deployment
from sandbox.hosts.responses import Kind, read_response
from sandbox.hosts.wire import Host
from tests.host.chat_stage import (
    HELLO,
    ChatStage,
    button,
    buttons,
    dialog,
    page,
    person,
    posted,
    with_card,
)
from tests.support.people import ANA

Json = dict[str, Any]

TITLE: Json = {"textInput": {"name": "title", "label": "Title"}}
GO = "https://example.com/go"


def test_null_members_are_absent(stage: ChatStage) -> None:
    """A member that is null counts as absent, in a message as in a card, and is not shown."""
    row = {
        "decoratedText": {"text": "Story", "startIcon": None, "button": None, "bottomLabel": None}
    }
    stage.answers(posted(text=None, cardsV2=with_card(page(row)), thread=None))
    host = stage.host().in_space(stage.room(ANA))
    host.slash_command("/meet")
    assert page({"decoratedText": {"text": "Story"}}) == host.messages[-1].card


def test_a_required_member_cannot_be_null(stage: ChatStage) -> None:
    """What has to be there is missing where it is null."""
    stage.answers(posted(cardsV2=with_card(page({"textParagraph": {"text": None}}))))
    host = stage.host(strict=False).in_space(stage.room(ANA))
    found = host.slash_command("/meet").complaints
    assert ["text: is missing"] == [str(it).rpartition("textParagraph.")[2] for it in found]


@pytest.mark.parametrize("dialect", ["add-on", "classic"])
def test_a_viewer_can_be_a_whole_user(stage: ChatStage, dialect: str) -> None:
    """`privateMessageViewer` may be the event's own user with everything that was told of them."""
    message = {"text": "Hi", "privateMessageViewer": person(stage.user(ANA))}
    stage.answers(posted(**message) if dialect == "add-on" else message)
    host = stage.host() if dialect == "add-on" else stage.classic()
    host.in_space(stage.room(ANA)).slash_command("/meet")
    assert stage.user(ANA) == host.messages[-1].viewer


def test_a_classic_dialog_can_come_with_a_status(stage: ChatStage) -> None:
    """`dialogAction` may hold a dialog and the status OK: the dialog shows."""
    action = {"dialog": {"body": page(TITLE)}, "actionStatus": {"statusCode": "OK"}}
    stage.answers({"actionResponse": {"type": "DIALOG", "dialogAction": action}})
    host = stage.classic().in_space(stage.room(ANA))
    host.slash_command("/plan")
    assert page(TITLE) == host.form.card


def test_unfilled_texts_are_told_in_both_dialects(stage: ChatStage) -> None:
    """A text input that nobody filled in can be read without looking whether it is there."""
    save = buttons(button("Save", f"{stage.addon.url}/chat"))
    stage.answers(dialog(page(TITLE, save)))
    host = stage.host().in_space(stage.room(ANA))
    host.slash_command("/plan")
    stage.answers({"action": {"navigations": [{"endNavigation": {"action": "CLOSE_DIALOG"}}]}})
    host.press("Save")
    told = [stage.addon.last.body["commonEventObject"]]
    body = {"dialog": {"body": page(TITLE, save)}}
    stage.answers({"actionResponse": {"type": "DIALOG", "dialogAction": body}})
    classic = stage.classic().in_space(stage.room(ANA))
    classic.slash_command("/plan")
    stage.answers({"actionResponse": {"type": "DIALOG", "dialogAction": {"actionStatus": "OK"}}})
    classic.press("Save")
    told.append(stage.addon.last.body["common"])
    empty = {"title": {"stringInputs": {"value": [""]}}}
    assert [empty, empty] == [common["formInputs"] for common in told]


def test_a_cards_name_is_ignored_in_a_message(stage: ChatStage) -> None:
    """A card of a message may have a name."""
    stage.answers(posted(cardsV2=with_card({"name": "Avatar", **HELLO})))
    host = stage.host().in_space(stage.room(ANA))
    assert () == host.slash_command("/meet").complaints


@pytest.mark.parametrize("command", ["/meet", "Meet now"])
def test_classic_commands_have_metadata(stage: ChatStage, command: str) -> None:
    """A classic app finds slash commands and quick commands in the same place."""
    stage.answers({})
    host = stage.classic().in_space(stage.room(ANA))
    slash = command.startswith("/")
    (host.slash_command if slash else host.quick_command)(command)
    expected = {"appCommandId": 1, "appCommandType": "SLASH_COMMAND"}
    if not slash:
        expected = {"appCommandId": 3, "appCommandType": "QUICK_COMMAND"}
    assert expected == stage.addon.last.body["appCommandMetadata"]


def test_parameters_are_coerced_to_strings(stage: ChatStage) -> None:
    """Numbers and booleans as parameters come back as the strings that spell them."""
    values = {"page": 2, "ratio": 0.5, "retry": True, "name": "x"}
    parameters = [{"key": key, "value": value} for key, value in values.items()]
    go = button("Go", f"{stage.addon.url}/go", parameters=parameters)
    stage.answers(posted(cardsV2=with_card(page(buttons(go)))))
    stage.answers({}, "/go")
    host = stage.host().in_space(stage.room(ANA))
    host.slash_command("/meet")
    host.click("Go")
    told = stage.addon.last.body["commonEventObject"]["parameters"]
    assert {"page": "2", "ratio": "0.5", "retry": "true", "name": "x"} == told


def test_a_sidebar_can_begin_with_a_bare_card() -> None:
    """A card at the root of a response is pushed, with material icons and wide buttons in it."""
    send = {
        "text": "Send",
        "type": "FILLED",
        "icon": {"materialIcon": {"name": "send"}},
        "onClick": {"action": {"function": f"{GO}?send=true"}},
        "width": {"type": "TYPE_FILL_CONTAINER"},
    }
    chat = {
        "text": "Open",
        "icon": {"iconUrl": "https://example.com/logo.svg"},
        "onClick": {"openLink": {"url": "https://chat.google.com/dm/x"}},
    }
    rows: list[Json] = [{"decoratedText": {"button": send}}, {"decoratedText": {"button": chat}}]
    deployment = parse_deployment(
        {"addOns": {"common": {"name": "Tiny", "logoUrl": "https://e.com/l.png"}, "calendar": {}}}
    )
    answer = read_response(page(*rows), CardRules(Host.CALENDAR, deployment.open_link_prefixes))
    assert (Kind.BARE_CARD, ()) == (answer.kind, answer.complaints)
    assert ({"pushCard": page(*rows)},) == answer.navigations


@pytest.mark.parametrize("answer", [{}, {"text": ""}])
def test_a_removed_classic_app_can_say_an_empty_word(stage: ChatStage, answer: Json) -> None:
    """After its removal an app may answer nothing, or a message without a word."""
    stage.answers(answer)
    host = stage.classic().in_space(stage.room(ANA))
    assert () == host.remove_from_space().complaints
    assert () == host.messages


@pytest.mark.parametrize("dialect", ["add-on", "classic"])
def test_typing_into_a_selection_can_be_answered_by_nothing(stage: ChatStage, dialect: str) -> None:
    """An app that has nothing to suggest answers an empty object."""
    source = {"function": f"{stage.addon.url}/chat"}
    room = {"selectionInput": {"name": "room", "externalDataSource": source}}
    addon = dialect == "add-on"
    body = {"actionResponse": {"type": "DIALOG", "dialogAction": {"dialog": {"body": page(room)}}}}
    stage.answers(dialog(page(room)) if addon else body)
    host = (stage.host() if addon else stage.classic()).in_space(stage.room(ANA))
    host.slash_command("/plan")
    stage.answers({})
    assert () == host.form.suggest("room", "bl").complaints
    assert {} == host.form.suggested


def test_grid_items_can_be_aligned() -> None:
    """An item of a grid may say where its text stands."""
    item = {"title": "One", "textAlignment": "CENTER"}
    grid = {"grid": {"title": "Grid", "columnCount": 2, "items": [item]}}
    assert [] == check_card(page(grid), CardRules(Host.CALENDAR))


def test_selections_are_drawn_as_what_they_are() -> None:
    """A selection without a type is check boxes; a dropdown shows what is chosen."""
    items = [
        {"text": "Low", "value": "l", "selected": True},
        {"text": "High", "value": "h", "selected": True},
    ]
    drawn = card_text(
        page(
            {"selectionInput": {"name": "impact", "items": items}},
            {"selectionInput": {"name": "one", "label": "One", "type": "DROPDOWN", "items": items}},
            {"selectionInput": {"name": "none", "type": "DROPDOWN", "items": []}},
        )
    )
    lines = [line.strip("│╭╮╰╯─ ") for line in drawn.splitlines()]
    assert ["[x] Low", "[x] High", "One", "Low ▾", "… ▾"] == [line for line in lines if line]
