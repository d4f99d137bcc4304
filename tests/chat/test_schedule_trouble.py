"""When Google fails while an event is scheduled: the dialog stays, pressing again finishes it."""

from __future__ import annotations

import pytest

from sandbox import errors
from tests.chat.conversing import (
    INSERT,
    MEMBERS,
    PEOPLE,
    card_of,
    in_room,
    of_bo,
    own,
)
from tests.chat.planning import complaints, event_id_of, event_of, fill, kept, planned, pressed
from tests.faults.acting import SAYS, only_space
from tests.scenarios.reading import (
    CREATE_SPACE,
    ON,
    PATCH_EVENT,
    READ_EVENT,
    Three,
    calls_of,
    has,
    paragraphs,
    results,
)
from tests.stage import Json, Stage

BO = "bo@example.com"
NOW = {"Retry-After": "0"}
LATER = {"Retry-After": "100"}
"""Longer than is ever waited for."""
STEPS = [MEMBERS, PEOPLE, INSERT, CREATE_SPACE, PATCH_EVENT]
WRITES = [INSERT, CREATE_SPACE, PATCH_EVENT]
MIXED = Three(recording=True, smart_notes=True)


def finished(stage: Stage, event_id: str) -> None:
    """There is one event with one Meet, as it was ordered, and one mail about it."""
    event, space = event_of(stage, event_id), only_space(stage)
    assert (space.uri, MIXED) == (event["hangoutLink"], has(space))
    assert [("patch", (BO,))] == [(mail.action, mail.to) for mail in stage.world.notifications]
    assert {event_id} == {(call.body or {})["id"] for call in calls_of(stage, INSERT)}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    "fault",
    [
        {"status": 400},
        {"status": 429, "headers": LATER},
        {"status": 503, "headers": LATER},
        {"status": 401},
    ],
    ids=["400", "429", "503", "401"],
)
def test_a_step_that_fails_keeps_the_dialog(stage: Stage, step: str, fault: Json) -> None:
    """The dialog says what is wrong and keeps everything; pressed again, nothing is doubled."""
    chat = in_room(stage)
    bo = of_bo(stage, chat)
    planned(chat, invite_members=True, wanted=MIXED, email_guests=True)
    event_id = event_id_of(chat)
    stage.google.faults.order(step, **fault)
    kept(chat, lambda: pressed(chat))
    _, *more = complaints(chat)
    assert [SAYS.event_without_meet()] * (step in {CREATE_SPACE, PATCH_EVENT}) == more
    assert [] == own(chat) == own(bo)

    exchange = pressed(chat)
    assert chat.dialog is None
    finished(stage, event_id)
    assert ["On", "Off", "On"] == list(results(card_of(exchange)).values())
    assert 1 == len(own(bo))


@pytest.mark.parametrize("step", WRITES)
@pytest.mark.parametrize("lost", ["before", "after"])
def test_an_answer_that_is_lost_makes_nothing_twice(stage: Stage, step: str, lost: str) -> None:
    """Whether a write took effect or not before the line broke, there is one event and one Meet."""
    chat = planned(in_room(stage), invite_members=True, wanted=MIXED, email_guests=True)
    event_id = event_id_of(chat)
    stage.google.faults.order(step, drop=lost)  # type: ignore[arg-type]  # before or after
    pressed(chat)
    if chat.dialog is not None:
        words = [SAYS.outcome_unknown_in_chat(), SAYS.event_without_meet()]
        assert words == complaints(chat)
        assert CREATE_SPACE == step
        pressed(chat)
    assert chat.dialog is None
    event = event_of(stage, event_id)
    linked = [space for space in stage.world.spaces if space.uri == event["hangoutLink"]]
    assert [MIXED] == [has(space) for space in linked]
    assert 1 == len(stage.world.notifications)
    assert 1 == len(own(chat))
    if step != CREATE_SPACE:
        finished(stage, event_id)


@pytest.mark.parametrize("step", STEPS)
def test_a_busy_moment_is_waited_out(stage: Stage, step: str) -> None:
    """What may be repeated is, by itself; a Meet is not made blindly again."""
    chat = planned(in_room(stage), invite_members=True, wanted=MIXED, email_guests=True)
    event_id = event_id_of(chat)
    stage.google.faults.order(step, status=429, headers=NOW)
    pressed(chat)
    if step == CREATE_SPACE:
        assert [SAYS.try_again_in_chat(), SAYS.event_without_meet()] == complaints(chat)
        pressed(chat)
    finished(stage, event_id)


def test_what_google_says_is_passed_on_as_text(stage: Stage) -> None:
    """Google's own words stand in the dialog, and their HTML does nothing."""
    chat = planned(in_room(stage))
    body = errors.calendar("invalid", "Bad <b>time</b> & zone.").body
    stage.google.faults.order(INSERT, status=400, body=body)
    kept(chat, lambda: pressed(chat))
    assert [SAYS.refused_by_google("Bad <b>time</b> & zone.")] == complaints(chat)


def test_an_event_deleted_meanwhile_is_made_anew_with_a_new_id(stage: Stage) -> None:
    """The old id is spent for ever, so the dialog gets another one, and says why."""
    chat = planned(in_room(stage), wanted=ON)
    event_id = event_id_of(chat)
    stage.google.faults.order(CREATE_SPACE, status=400)
    pressed(chat)
    stage.world.edit_event("ana@example.com", event_id, status="cancelled")
    pressed(chat)
    assert [SAYS.event_gone()] == complaints(chat)
    anew = event_id_of(chat)
    assert event_id != anew
    pressed(chat)
    assert chat.dialog is None
    assert only_space(stage).uri == event_of(stage, anew)["hangoutLink"]


def test_what_is_typed_anew_replaces_what_was_made_without_its_meet(stage: Stage) -> None:
    """Until its guests were told, the event follows the dialog; there is still one of it."""
    chat = planned(in_room(stage), addresses="cy@example.com", email_guests=True)
    event_id = event_id_of(chat)
    stage.google.faults.order(CREATE_SPACE, status=400)
    pressed(chat)
    fill(chat, title="Other plan", addresses=BO, length="60")
    stage.called()
    pressed(chat)
    insert, read, amend, *_ = stage.google.calls
    assert (409, READ_EVENT, PATCH_EVENT) == (insert.status, read.method_id, amend.method_id)
    assert {"summary", "start", "end", "attendees"} == set(amend.body or {})
    assert ("none", True) == (amend.query["sendUpdates"], amend.if_match is not None)
    event = event_of(stage, event_id)
    assert ("Other plan", "2031-05-14T12:30:00+02:00") == (
        event["summary"],
        event["end"]["dateTime"],
    )
    assert only_space(stage).uri == event["hangoutLink"]
    assert [(BO,)] == [mail.to for mail in stage.world.notifications]


def test_what_guests_were_told_of_is_changed_in_calendar(stage: Stage) -> None:
    """A later press of a dialog whose event is complete does not change time or guests."""
    chat = planned(in_room(stage), addresses=BO, email_guests=True)
    event_id, dialog = event_id_of(chat), chat.form
    pressed(chat)
    before = event_of(stage, event_id)
    dialog.set_input("title", "Other plan")
    dialog.press_primary()
    assert [SAYS.already_scheduled()] == paragraphs(dialog.card)[1:]
    assert before == event_of(stage, event_id)
    assert 1 == len(stage.world.notifications)


@pytest.mark.parametrize(
    "forged", ["", "x", "UPPER", "a" * 65, "../../events", "has space", "é" * 8, "a\nbcde"]
)
def test_a_forged_event_id_is_not_used(stage: Stage, forged: str) -> None:
    """An id that Calendar would not take is replaced by a good one."""
    chat = planned(in_room(stage))

    def tamper(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        event["commonEventObject"]["parameters"]["event"] = forged
        return event, headers

    chat.installation.tamper = tamper
    pressed(chat)
    [insert] = calls_of(stage, INSERT)
    used = str((insert.body or {})["id"])
    assert (200, True) == (insert.status, used != forged)


def test_a_forged_event_id_of_ones_own_event_changes_no_words_of_it(stage: Stage) -> None:
    """Naming an existing event gives it its Meet at most: title, time and guests stay."""
    event_id = stage.world.add_event("ana@example.com", summary="Private", event_id="private1")
    before = event_of(stage, event_id)
    chat = planned(in_room(stage), addresses=BO)

    def tamper(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        event["commonEventObject"]["parameters"]["event"] = event_id
        return event, headers

    chat.installation.tamper = tamper
    pressed(chat)
    after = event_of(stage, event_id)
    for field in ("summary", "start", "end", "attendees"):
        assert before.get(field) == after.get(field)
