"""What the organization has decided, in Google Chat."""

from __future__ import annotations

import json

import pytest

from sandbox.hosts.chat.host import ChatHost
from tests.support.calls import AT_ONCE, CREATE_SPACE, INSERT, PATCH_SPACE, READ_EVENT, calls_of
from tests.support.cards import lines, paragraphs, switches
from tests.support.chat import (
    as_recorded,
    card_of,
    dialog_words,
    in_dm,
    in_room,
    labels,
    own,
    records,
    save_defaults,
    set_switches,
)
from tests.support.people import ANA, BO
from tests.support.policy import (
    ASK_IT,
    INTERVIEWS,
    NO_RECORDING,
    OTHERWISE,
    OUTSIDERS,
    RECORDING,
    RECORDING_OFF,
    RECORDING_ON,
    TRANSCRIPT_OFF,
    force,
)
from tests.support.schedule import event_id_of, fill, meetless, planned, pressed
from tests.support.stage import Json, Stage
from tests.support.state import only_space
from tests.support.switches import OFF, ON, Three, all_three, has
from tests.support.words import SAYS

OUTSIDE = "eve@other.example"
NOT_RECORDED = Three(transcription=True, smart_notes=True)


def said(card: Json) -> list[str]:
    """What the lines of a dialog say that are no switches and no links."""
    return [text for _, text, _ in lines(card) if not text.startswith("<a")]


def wants_all(stage: Stage) -> None:
    """Ana's defaults are all on."""
    save_defaults(in_dm(stage), ON)


# A Meet now


@pytest.mark.parametrize("title", ["Interview Bo", "x" * 3000 + " interview"])
def test_a_meet_now_obeys_its_title(stage: Stage, title: str) -> None:
    """Whatever the defaults are; in a direct message the reason stands on its message."""
    wants_all(stage)
    with stage.under(INTERVIEWS | OUTSIDERS):
        chat = in_dm(stage)
        card = card_of(chat.slash_command("/meet", title))
        assert as_recorded(NOT_RECORDED) == records(card)
        assert [RECORDING_OFF] == paragraphs(card)
        free = card_of(chat.slash_command("/meet", "Planning"))
        assert (as_recorded(ON), []) == (records(free), paragraphs(free))
    assert [all_three(NOT_RECORDED), all_three(ON)] == [
        call.body for call in calls_of(stage, CREATE_SPACE)
    ]


def test_in_a_room_the_reason_is_its_hosts(stage: Stage) -> None:
    """Everybody reads what is recorded; why is said to nobody else."""
    wants_all(stage)
    with stage.under(NO_RECORDING):
        chat = in_room(stage)
        card = card_of(chat.slash_command("/meet", "Plan"))
        assert (as_recorded(NOT_RECORDED), []) == (records(card), paragraphs(card))


def test_what_is_on_unasked_is_explained(stage: Stage) -> None:
    """Whoever never turned it on reads who did, and whom to ask."""
    with stage.under(RECORDING):
        card = card_of(in_dm(stage).slash_command("/meet"))
    assert as_recorded(Three(recording=True)) == records(card)
    assert [RECORDING_ON, ASK_IT] == paragraphs(card)


# Its settings


def open_settings(chat: ChatHost) -> None:
    """Open the settings of the Meet that was posted: other messages may have followed it."""
    [posted] = [each for each in own(chat) if SAYS.change_settings() in labels(each.card)]
    chat.click(SAYS.change_settings(), posted)


def test_its_settings_have_the_line(stage: Stage) -> None:
    """In the switch's place; what stands otherwise is told, and set right by saving."""
    chat = in_room(stage)
    chat.slash_command("/meet", "Plan")
    space = only_space(stage)
    space.settings["artifactConfig.recordingConfig.autoRecordingGeneration"] = "ON"
    with stage.under(NO_RECORDING):
        chat.click(SAYS.change_settings())
        assert {"transcription": False, "smart_notes": False} == switches(chat.form.card)
        assert ["Recording is on, your organization has set it off.", RECORDING_OFF] == said(
            chat.form.card
        )
        assert {OTHERWISE, ASK_IT} <= {*dialog_words(chat)}
        exchange = chat.press(SAYS.save())
        assert as_recorded(OFF) == records(card_of(exchange))
    assert OFF == has(space)


FORGERIES: list[dict[str, str]] = [
    {},
    {"title": "Planning"},
    {"title": ""},
    {"scheduled": "{}"},
    {"scheduled": json.dumps({"id": "0123456789abcdef", "count": 0}), "title": "Planning"},
]


@pytest.mark.parametrize("forged", FORGERIES, ids=str)
@pytest.mark.parametrize("title", ["Interview", "x" * 3000 + " interview"])
def test_no_forgery_gets_around_a_title(stage: Stage, title: str, forged: dict[str, str]) -> None:
    """The title that Chat has kept on the message decides, then as later."""
    with stage.under(INTERVIEWS):
        chat = in_room(stage)
        chat.slash_command("/meet", title)
        for _ in range(2):
            open_settings(chat)
            force(chat, ON, **forged)
            chat.press(SAYS.save())
            assert NOT_RECORDED == has(only_space(stage))
    assert {False} == {
        call.body["config"]["artifactConfig"]["recordingConfig"]["autoRecordingGeneration"] == "ON"
        for call in calls_of(stage, PATCH_SPACE)
        if call.body
    }


def test_where_chat_keeps_nothing_all_that_may_be_is_decided(stage: Stage) -> None:
    """A click that comes without its message's card tells neither title nor event."""
    with stage.under(INTERVIEWS | OUTSIDERS):
        chat = in_room(stage)
        chat.slash_command("/meet", "Plan")
        chat.click(SAYS.change_settings())
        assert [] == said(chat.form.card)

        def cut(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
            event["chat"]["buttonClickedPayload"]["message"].pop("cardsV2", None)
            return event, headers

        set_switches(chat, ON)
        before = own(chat)[-1].card
        chat.installation.tamper = cut
        chat.press(SAYS.save())
        assert before == own(chat)[-1].card
        assert SAYS.updated() == chat.notification
    assert Three(smart_notes=True) == has(only_space(stage))


def test_a_free_title_is_free(stage: Stage) -> None:
    """Guests are not known of a Meet for now: only its title decides."""
    with stage.under(INTERVIEWS | OUTSIDERS):
        chat = in_room(stage)
        chat.slash_command("/meet", "Plan")
        open_settings(chat)
        set_switches(chat, ON)
        assert as_recorded(ON) == records(card_of(chat.press(SAYS.save())))
    assert ON == has(only_space(stage))


# An event


def test_the_dialog_has_the_line(stage: Stage) -> None:
    """By the title that followed the command; what is made is as decided."""
    with stage.under(INTERVIEWS | {"contact": "it@example.com"}):
        chat = planned(in_room(stage), "Interview")
        assert [RECORDING_OFF] == said(chat.form.card)
        assert ASK_IT in dialog_words(chat)
        force(chat, ON)
        card = card_of(pressed(chat))
        assert as_recorded(NOT_RECORDED) == records(card)
    assert [all_three(NOT_RECORDED)] == [call.body for call in calls_of(stage, CREATE_SPACE)]


def test_what_is_typed_decides(stage: Stage) -> None:
    """A title and guests that were typed after the dialog opened, and the reason is told."""
    with stage.under(INTERVIEWS | OUTSIDERS):
        chat = planned(in_dm(stage), "Plan", wanted=ON, addresses=f"{BO}, {OUTSIDE}")
        card = card_of(pressed(chat))
        assert as_recorded(Three(smart_notes=True)) == records(card)
        assert [RECORDING_OFF, TRANSCRIPT_OFF] == paragraphs(card)
        chat = planned(chat, "Plan", wanted=ON)
        fill(chat, title="The interview")
        assert as_recorded(NOT_RECORDED) == records(card_of(pressed(chat)))


def test_what_was_a_line_is_no_choice(stage: Stage) -> None:
    """What the dialog said already is not explained a second time."""
    with stage.under(RECORDING):
        card = card_of(pressed(planned(in_dm(stage), "Plan")))
    assert as_recorded(Three(recording=True)) == records(card)
    assert [] == paragraphs(card)


def test_a_second_press_obeys_the_event_as_it_is(stage: Stage) -> None:
    """Somebody renames what an earlier press made, before it has its Meet."""
    with stage.under(INTERVIEWS):
        chat = planned(in_room(stage), "Plan", wanted=ON)
        event_id = event_id_of(chat)
        stage.google.faults.order(INSERT, **meetless(stage, chat))
        pressed(chat)
        assert [ON] == [has(space) for space in stage.world.meet.spaces]
        stage.world.calendar.edit_event(ANA, event_id, summary="Interview")
        card = card_of(pressed(chat))
        assert as_recorded(NOT_RECORDED) == records(card)
    assert [NOT_RECORDED] == [has(space) for space in stage.world.meet.spaces]


@pytest.mark.parametrize("forged", FORGERIES, ids=str)
def test_its_settings_are_judged_by_the_event(stage: Stage, forged: dict[str, str]) -> None:
    """As Calendar has it now: somebody outside was invited since; nothing else is believed."""
    with stage.under(OUTSIDERS):
        chat = in_room(stage)
        pressed(planned(chat, "Plan", wanted=ON, addresses=BO))
        assert ON == has(only_space(stage))
        [event] = [entry.id for entry in stage.world.calendar.entries(ANA)]
        stage.world.calendar.edit_event(ANA, event, attendees=[{"email": OUTSIDE}])
        chat.click(SAYS.change_settings())
        assert [RECORDING_OFF, TRANSCRIPT_OFF] == [
            text for text in said(chat.form.card) if "set by" in text
        ]
        force(chat, ON, **forged)
        chat.press(SAYS.save())
    assert Three(smart_notes=True) == has(only_space(stage))


def test_an_event_that_is_gone_decides_all(stage: Stage) -> None:
    """Of a Meet whose event cannot be found nothing is known."""
    with stage.under(OUTSIDERS | INTERVIEWS):
        chat = in_room(stage)
        pressed(planned(chat, "Plan", wanted=ON))
        [event] = [entry.id for entry in stage.world.calendar.entries(ANA)]
        stage.world.calendar.edit_event(ANA, event, conference=None)
        chat.click(SAYS.change_settings())
        assert {"smart_notes"} == set(switches(chat.form.card))


# Defaults


def test_settings_have_the_line_and_the_organizations_defaults(stage: Stage) -> None:
    """As in the sidebar; what was decided is nobody's default."""
    with stage.under(NO_RECORDING | {"defaults": {"recording": True, "smart_notes": True}}):
        chat = in_dm(stage)
        chat.slash_command("/settings")
        assert [RECORDING_OFF] == said(chat.form.card)
        assert {"transcription": False, "smart_notes": True} == switches(chat.form.card)
        chat.form.set_switch("transcription", on=True)
        chat.press("Save")
    chat = in_dm(stage)
    chat.slash_command("/settings")
    assert {"recording": True, "transcription": True, "smart_notes": True} == switches(
        chat.form.card
    )


# Trouble


def test_an_event_that_cannot_be_read_is_not_judged(stage: Stage) -> None:
    """While Calendar is busy nothing is set, and nobody is said to have set anything."""
    with stage.under(OUTSIDERS):
        chat = planned(in_room(stage), "Budget", addresses=BO)
        set_switches(chat, ON)
        pressed(chat)
        space = only_space(stage)
        chat.click(SAYS.change_settings())
        chat.form.set_switch("smart_notes", on=False)
        stage.google.faults.order(READ_EVENT, times=9, status=503, headers=AT_ONCE)
        stage.google.calls.clear()
        chat.form.press_primary()
        busy = "Google is busy or can't be reached. Try again in a minute."
        assert [busy] == dialog_words(chat)[:1]
        assert [] == calls_of(stage, PATCH_SPACE)
        chat.click(SAYS.change_settings())
        assert OTHERWISE not in json.dumps(chat.form.card)
        assert {} == switches(chat.form.card)
        stage.google.faults.clear()
        assert ON == has(space)


def test_an_event_that_is_gone_has_all_rules(stage: Stage) -> None:
    """Nobody can tell any more who was invited: what may be decided is."""
    with stage.under(OUTSIDERS):
        chat = planned(in_room(stage), "Budget", addresses=BO)
        set_switches(chat, ON)
        pressed(chat)
        [entry] = stage.world.calendar.entries(ANA)
        stage.world.calendar.edit_event(ANA, entry.event.id, status="cancelled")
        chat.click(SAYS.change_settings())
        assert {"smart_notes"} == set(switches(chat.form.card))
