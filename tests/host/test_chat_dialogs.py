"""Dialogs of Chat's player: how they open, what they send and how they close."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import pytest

from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.chat.surface import ChatDialog
from sandbox.hosts.exchange import HostRefusal
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

GUESTS: Json = {
    "selectionInput": {
        "name": "guests",
        "label": "Guests",
        "type": "MULTI_SELECT",
        "multiSelectMaxSelectedItems": 2,
        "platformDataSource": {"commonDataSource": "USER"},
    }
}
TITLE: Json = {"textInput": {"name": "title", "label": "Title"}}


def footer(stage: ChatStage, **action: object) -> Json:
    """A footer whose primary button saves."""
    return {"primaryButton": button("Save", f"{stage.addon.url}/chat", **action)}


def opened(stage: ChatStage, *widgets: Json, **options: Any) -> tuple[ChatHost, ChatDialog]:  # noqa: ANN401  # as the host takes them
    """Ana's Chat with a dialog that a command opened."""
    stage.answers(dialog(page(*(widgets or (TITLE,)), fixedFooter=footer(stage))))
    host = stage.host(**options).in_space(stage.room(ANA, BO))
    host.slash_command("/plan")
    return host, host.form


def card_message(stage: ChatStage) -> ChatHost:
    """Ana's Chat with a message whose button opens a dialog."""
    change = button("Change", f"{stage.addon.url}/chat", interaction="OPEN_DIALOG")
    stage.answers(posted(text="Before", cardsV2=with_card(page(buttons(change)))))
    host = stage.host().in_space(stage.room(ANA, BO))
    host.slash_command("/meet")
    return host


def test_command_opens_a_dialog_and_submits_it(stage: ChatStage) -> None:
    """A submit carries form and parameters, without a message: no message holds the dialog."""
    host, form = opened(
        stage, TITLE, buttons(button("Next", f"{stage.addon.url}/chat", parameters=[]))
    )
    form.set_input("title", "Review")
    stage.answers(closing("Saved"))
    exchange = host.press("Save")
    assert {"title": {"stringInputs": {"value": ["Review"]}}} == stage.sent["commonEventObject"][
        "formInputs"
    ]
    assert {"space", "isDialogEvent", "dialogEventType"} == stage.payload.keys()
    assert (True, "SUBMIT_DIALOG") == (
        stage.payload["isDialogEvent"],
        stage.payload["dialogEventType"],
    )
    assert host.dialog is None
    assert "Saved" == host.notification == exchange.notification


def test_button_opens_a_dialog_that_knows_its_message(stage: ChatStage) -> None:
    """A dialog that a message's button opened carries the message, and can change it."""
    host = card_message(stage)
    stage.answers(dialog(page(TITLE, fixedFooter=footer(stage))))
    host.click("Change")
    message = host.messages[-1]
    assert (message.name, "REQUEST_DIALOG") == (
        stage.payload["message"]["name"],
        stage.payload["dialogEventType"],
    )
    stage.answers(updated(text="After"))
    host.press("Save")
    assert (message.name, "SUBMIT_DIALOG") == (
        stage.payload["message"]["name"],
        stage.payload["dialogEventType"],
    )
    assert (None, "After", []) == (host.dialog, message.text, message.cards)


def test_submit_can_post_and_closes(stage: ChatStage) -> None:
    """A message as the answer to a submit is posted, and the dialog closes."""
    host, _ = opened(stage)
    stage.answers(posted(text="Made"))
    host.press("Save")
    assert host.dialog is None
    assert ["/plan", "Made"] == [message.text for message in host.messages]


@pytest.mark.parametrize("step", ["pushCard", "updateCard"])
def test_pages_start_with_what_the_card_says(stage: ChatStage, step: str) -> None:
    """What was typed does not carry over to the next page; the app has to put it there."""
    host, form = opened(stage)
    form.set_input("title", "Review")
    stage.answers(dialog(page({"textInput": {**TITLE["textInput"], "value": "Kept"}}), step))
    host.press("Save")
    assert form is host.dialog
    assert {"title": ("Kept",)} == form.shown.form


@pytest.mark.parametrize("end", [{"action": "CLOSE_DIALOG"}, "CLOSE_DIALOG"])
def test_both_forms_of_ending_close(stage: ChatStage, end: object) -> None:
    """The object and the bare string close the dialog."""
    host, _ = opened(stage)
    stage.answers({"action": {"navigations": [{"endNavigation": end}]}})
    host.press("Save")
    assert (None, None) == (host.dialog, host.notification)


def test_people_picker_sends_ids(stage: ChatStage) -> None:
    """People are chosen by account or address and sent as `users/…`."""
    host, form = opened(stage, GUESTS)
    form.pick("guests", stage.user(BO), CY)
    stage.answers(closing())
    host.press("Save")
    ids = [f"users/{stage.user(email).sub}" for email in (BO, CY)]
    assert {"guests": {"stringInputs": {"value": ids}}} == stage.sent["commonEventObject"][
        "formInputs"
    ]


def test_people_picker_has_a_limit(stage: ChatStage) -> None:
    """More people than the picker takes cannot be chosen, and other inputs take none."""
    _, form = opened(stage, GUESTS, TITLE)
    with pytest.raises(NoSuchPartError, match="takes 2 people, not 3"):
        form.pick("guests", ANA, BO, CY)
    with pytest.raises(NoSuchPartError, match="no people picker"):
        form.pick("title", BO)
    assert {} == form.shown.form


@pytest.mark.parametrize(
    ("numbers", "written", "hours", "minutes"),
    [("double", 1_767_225_600_000, 9, 30), ("string", "1767225600000", "9", "30")],
)
def test_pickers_send_milliseconds(
    stage: ChatStage,
    numbers: Literal["double", "string"],
    written: object,
    hours: object,
    minutes: object,
) -> None:
    """A date is midnight UTC, an instant counts from the epoch, a time is hours and minutes."""
    stage.world.knobs.numbers = numbers
    kinds = {"when": "DATE_AND_TIME", "day": "DATE_ONLY", "start": "TIME_ONLY"}
    pickers = [{"dateTimePicker": {"name": name, "type": kind}} for name, kind in kinds.items()]
    host, form = opened(stage, *pickers)
    form.set_input("when", datetime(2026, 1, 1, tzinfo=UTC))
    form.set_input("day", datetime(2026, 1, 1, 23, tzinfo=UTC))
    form.set_input("start", timedelta(hours=9, minutes=30))
    stage.answers(closing())
    host.press("Save")
    assert {
        "when": {"dateTimeInput": {"msSinceEpoch": written, "hasDate": True, "hasTime": True}},
        "day": {"dateInput": {"msSinceEpoch": written}},
        "start": {"timeInput": {"hours": hours, "minutes": minutes}},
    } == stage.sent["commonEventObject"]["formInputs"]


def test_switches_send_on_or_nothing(stage: ChatStage) -> None:
    """A switch that is on sends its value, one that is off nothing."""
    switches = [
        {
            "decoratedText": {
                "text": name,
                "switchControl": {"name": name, "value": "on", "selected": name == "recording"},
            }
        }
        for name in ("recording", "transcription", "smart_notes")
    ]
    host, form = opened(stage, *switches)
    form.set_switch("recording", on=False)
    form.set_switch("smart_notes", on=True)
    stage.answers(closing())
    form.press_primary()
    assert {"smart_notes": {"stringInputs": {"value": ["on"]}}} == stage.sent["commonEventObject"][
        "formInputs"
    ]
    assert host.dialog is None


def test_change_actions_are_told_at_once(stage: ChatStage) -> None:
    """A switch with an action asks the app, which may leave the dialog as it is."""
    control = {
        "name": "all",
        "value": "on",
        "onChangeAction": {"function": f"{stage.addon.url}/chat", "persistValues": True},
    }
    _, form = opened(stage, {"decoratedText": {"text": "All", "switchControl": control}})
    stage.answers({})
    exchange = form.set_switch("all", on=True)
    assert exchange is not None
    assert "SUBMIT_DIALOG" == stage.payload["dialogEventType"]
    assert {"all": ("on",)} == form.shown.form


def test_required_inputs_stop_the_click(stage: ChatStage) -> None:
    """Nothing is sent while a required input is empty."""
    stage.answers(dialog(page(TITLE, fixedFooter=footer(stage, requiredWidgets=["title"]))))
    host = stage.host().in_space(stage.room(ANA))
    host.slash_command("/plan")
    assert ("title",) == host.press("Save").missing
    assert 1 == len(stage.addon.received)


def test_suggestions_come_from_the_app(stage: ChatStage) -> None:
    """Typing into a selection asks the app, with what was typed, and offers its items."""
    url = f"{stage.addon.url}/find"
    choice = {
        "selectionInput": {
            "name": "room",
            "type": "MULTI_SELECT",
            "externalDataSource": {"function": url},
        }
    }
    host, form = opened(stage, choice)
    item = {"text": "Blue room", "value": "r1"}
    widget = {"updateWidget": {"selectionInputWidgetSuggestions": {"suggestions": [item]}}}
    stage.answers({"action": {"modifyOperations": [widget]}}, "/find")
    form.suggest("room", "bl")
    assert {"autocomplete_widget_query": "bl"} == stage.sent["commonEventObject"]["parameters"]
    assert {"space"} == stage.sent["chat"]["widgetUpdatedPayload"].keys()
    assert {"room": (item,)} == form.suggested
    assert form is host.dialog


def test_what_is_not_there_cannot_be_used(stage: ChatStage) -> None:
    """Buttons that are off, inputs that are missing and footers without a button are named."""
    off = {**button("Off", f"{stage.addon.url}/chat"), "disabled": True}
    _, form = opened(stage, TITLE, buttons(off))
    with pytest.raises(NoSuchPartError, match="'Off' is disabled"):
        form.press("Off")
    with pytest.raises(NoSuchPartError, match="no secondaryButton"):
        form.press_secondary()
    with pytest.raises(NoSuchPartError, match="no input is named 'guests'"):
        form.pick("guests", BO)
    with pytest.raises(NoSuchPartError, match="suggests nothing for 'title'"):
        form.suggest("title", "x")


def test_dialog_reads_like_a_card(stage: ChatStage) -> None:
    """The text of a dialog shows what was filled in."""
    _, form = opened(stage)
    form.set_input("title", "Review")
    assert "│ Title: Review " in form.text()


def test_closing_by_the_cross_is_told(stage: ChatStage) -> None:
    """A dialog that is closed by its cross is told to the endpoint, and may be answered by {}."""
    host, form = opened(stage)
    stage.answers({})
    exchange = form.close()
    assert exchange is not None
    assert f"{stage.addon.url}/chat" == exchange.url
    assert "CANCEL_DIALOG" == stage.payload["dialogEventType"]
    assert host.dialog is None


def test_closing_by_the_cross_may_tell_nobody(stage: ChatStage) -> None:
    """Under the other reading an add-on does not hear of a dialog closed by its cross."""
    stage.world.knobs.cancel_told = False
    host, form = opened(stage)
    assert form.close() is None
    assert 1 == len(stage.addon.received)
    with pytest.raises(NoSuchPartError, match="no dialog is open"):
        host.press("Save")


@pytest.mark.parametrize("answer", [{}, posted(text="Sorry"), closing()])
def test_dialog_commands_need_a_dialog(stage: ChatStage, answer: Json) -> None:
    """Anything else than a dialog makes Chat say that it could not load it."""
    stage.answers(answer)
    host = stage.host().in_space(stage.room(ANA))
    with pytest.raises(HostRefusal, match="could not load dialog"):
        host.slash_command("/plan")
    assert host.dialog is None
    assert ["/plan"] == [message.text for message in host.messages]


def test_slow_dialogs_do_not_open(stage: ChatStage) -> None:
    """A dialog is answered in time or not at all."""
    stage.answers(lambda _: stage.addon.url and {"never": "json"})
    host = stage.host(timeout=0.000_001).in_space(stage.room(ANA))
    with pytest.raises(HostRefusal, match="no answer from"):
        host.slash_command("/plan")
    assert host.dialog is None


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({}, "could not load dialog"),
        (updated(text="x"), "updates need a click on a message of the app"),
        ({"action": {"navigations": [{"pushCard": HELLO}] * 2}}, "a dialog takes one navigation"),
        ({"action": {"navigations": [{"pop": True}]}}, "not available in a Chat dialog"),
        (dialog({"name": "x", **HELLO}), "name: not available in a Chat dialog"),
        (dialog(page(fixedFooter={})), "primaryButton: is missing"),
        ({"actionResponse": {"type": "DIALOG"}}, "belongs to classic Chat apps"),
        ({**dialog(HELLO), **posted(text="x")}, "exclude each other"),
        (
            {"action": {"link": {"url": "https://example.com/"}, "navigations": []}},
            "Chat follows no links",
        ),
    ],
)
def test_wrong_submit_answers_are_refused(stage: ChatStage, answer: Json, reason: str) -> None:
    """A submit of a command's dialog is answered by a page, an end or a new message."""
    host, form = opened(stage)
    stage.answers(answer)
    with pytest.raises(HostRefusal, match=reason):
        host.press("Save")
    assert form is host.dialog


def test_lenient_host_records_and_changes_nothing(stage: ChatStage) -> None:
    """A host that is not strict keeps what it refuses on record and shows nothing of it."""
    host, form = opened(stage, strict=False)
    stage.answers(dialog({"sections": [{"widgets": [{"textInput": {"label": "x"}}]}]}))
    exchange = host.press("Save")
    assert ["is missing"] == [complaint.reason for complaint in exchange.complaints]
    assert form is host.dialog
    assert TITLE == form.card["sections"][0]["widgets"][0]
