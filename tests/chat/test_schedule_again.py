"""Schedule pressed again: what others changed meanwhile stays, and nothing is made twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from meeting.model import Notify
from sandbox.google import errors
from sandbox.hosts.chat.host import ChatHost
from tests.chat.second_press import guests_of, linked, of_others, span, without_its_link
from tests.support.calls import (
    CREATE_SPACE,
    INSERT,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    READ_SPACE,
    calls_of,
)
from tests.support.cards import lines, paragraphs
from tests.support.chat import card_of, in_room
from tests.support.log import log_lines, outcomes
from tests.support.people import ANA, BO, CY, DEE, EVE
from tests.support.schedule import (
    MADE,
    START,
    complaints,
    event_id_of,
    event_of,
    fill,
    kept,
    planned,
    pressed,
)
from tests.support.stage import Json, Stage
from tests.support.state import only_space
from tests.support.store import Rows
from tests.support.switches import ON, Three, has
from tests.support.words import SAYS

END = START + timedelta(minutes=30)


# An event without its Meet


def test_another_length_changes_the_length_alone(stage: Stage) -> None:
    """Title and guests that others changed stay, with the guests' answers."""
    chat = without_its_link(stage, notify="none")
    event_id = event_id_of(chat)
    of_others(stage, event_id)
    fill(chat, length="60")
    exchange = pressed(chat)
    assert chat.dialog is None

    amend, attach = calls_of(stage, PATCH_EVENT)
    end = {"dateTime": "2031-05-14T12:30:00+02:00", "timeZone": "Europe/Madrid"}
    assert {"end": end} == amend.body
    assert amend.if_match is not None
    assert ("none", "none") == (amend.query["sendUpdates"], attach.query["sendUpdates"])
    assert ["conferenceData"] == list(attach.body or {})
    event = linked(stage, event_id)
    assert "Their plan" == event["summary"]
    assert {BO: "accepted", CY: "declined", DEE: "tentative"} == guests_of(event)
    assert (START, timedelta(hours=1)) == span(event)
    assert "Their plan" == card_of(exchange)["header"]["title"]
    assert ("3 guests", f"{BO}, {CY}, {DEE}", SAYS.guests_mailed(Notify.NOBODY, 3)) in lines(
        card_of(exchange)
    )


def test_the_same_press_again_only_gives_it_its_meet(stage: Stage) -> None:
    """Where nothing was typed otherwise nothing but the conference is written."""
    chat = without_its_link(stage)
    event_id = event_id_of(chat)
    of_others(stage, event_id)
    pressed(chat)
    assert chat.dialog is None
    [attach] = calls_of(stage, PATCH_EVENT)
    assert ["conferenceData"] == list(attach.body or {})
    assert [] == calls_of(stage, CREATE_SPACE) == calls_of(stage, INSERT)
    event = linked(stage, event_id)
    assert ("Their plan", (START, timedelta(minutes=30))) == (event["summary"], span(event))
    assert {BO: "accepted", CY: "declined", DEE: "tentative"} == guests_of(event)


def test_other_guests_replace_only_those_that_were_typed(stage: Stage) -> None:
    """Whom others invited stays, who was typed before and is not now goes, answers stay."""
    chat = without_its_link(stage)
    event_id = event_id_of(chat)
    of_others(stage, event_id)
    fill(chat, addresses=f"{BO}, {EVE}")
    pressed(chat)
    assert chat.dialog is None
    amend, _ = calls_of(stage, PATCH_EVENT)
    assert ["attendees"] == list(amend.body or {})
    event = linked(stage, event_id)
    assert {BO: "accepted", DEE: "tentative", EVE: "needsAction"} == guests_of(event)
    assert "Their plan" == event["summary"]


def test_another_title_is_the_title(stage: Stage) -> None:
    """What was typed otherwise counts, also where others had changed the same."""
    chat = without_its_link(stage)
    event_id = event_id_of(chat)
    of_others(stage, event_id)
    fill(chat, title="My plan")
    pressed(chat)
    amend, _ = calls_of(stage, PATCH_EVENT)
    assert {"summary": "My plan"} == amend.body
    event = linked(stage, event_id)
    assert ("My plan", (START, timedelta(minutes=30))) == (event["summary"], span(event))
    assert {BO: "accepted", CY: "declined", DEE: "tentative"} == guests_of(event)


def test_everything_typed_otherwise_is_written_at_once(stage: Stage) -> None:
    """One amendment that mails nobody, then the Meet with the mail that was asked for."""
    chat = without_its_link(stage, notify="all")
    event_id = event_id_of(chat)
    start = START + timedelta(days=1)
    fill(chat, title="Other plan", addresses=BO, length="60", start=start)
    pressed(chat)
    amend, attach = calls_of(stage, PATCH_EVENT)
    assert {"summary", "start", "end", "attendees"} == set(amend.body or {})
    assert ("none", "all") == (amend.query["sendUpdates"], attach.query["sendUpdates"])
    event = linked(stage, event_id)
    assert ("Other plan", (start, timedelta(hours=1))) == (event["summary"], span(event))
    assert [(BO,)] == [mail.to for mail in stage.world.calendar.notifications]


@pytest.mark.parametrize("reading", ["merge", "replace", "merge without null"])
@pytest.mark.parametrize("typed", [{"length": "60"}, {"start": START + timedelta(days=1)}], ids=str)
def test_an_event_turned_all_day_gets_its_times(stage: Stage, reading: str, typed: Json) -> None:
    """A start and a length that are typed anew are both written: a day and a time do not mix."""
    stage.world.knobs.patch_objects = reading  # type: ignore[assignment]  # one of its readings
    chat = without_its_link(stage)
    event_id = event_id_of(chat)
    stage.world.calendar.edit_event(ANA, event_id, start=date(2031, 5, 14), end=date(2031, 5, 15))
    fill(chat, **typed)
    pressed(chat)
    assert chat.dialog is None
    length = timedelta(minutes=int(typed.get("length", "30")))
    assert (typed.get("start", START), length) == span(linked(stage, event_id))


def test_an_event_turned_all_day_stays_so_if_no_time_is_typed(stage: Stage) -> None:
    """Another title is no reason to take the day away."""
    chat = without_its_link(stage)
    event_id = event_id_of(chat)
    stage.world.calendar.edit_event(ANA, event_id, start=date(2031, 5, 14), end=date(2031, 5, 15))
    fill(chat, title="My plan")
    pressed(chat)
    event = linked(stage, event_id)
    assert ("My plan", {"date": "2031-05-14"}) == (event["summary"], event["start"])


@pytest.mark.parametrize("moved", [timedelta(days=1), timedelta(days=-1), timedelta(hours=2)])
def test_another_length_keeps_the_start_that_others_chose(stage: Stage, moved: timedelta) -> None:
    """Moved meanwhile, the event has the new length from where it begins now."""
    chat = without_its_link(stage)
    event_id = event_id_of(chat)
    stage.world.calendar.edit_event(ANA, event_id, start=START + moved, end=END + moved)
    fill(chat, length="90")
    pressed(chat)
    assert chat.dialog is None
    assert (START + moved, timedelta(minutes=90)) == span(linked(stage, event_id))


@pytest.mark.parametrize("moved", [timedelta(), timedelta(minutes=-30), timedelta(minutes=30)])
@pytest.mark.parametrize("typed", [timedelta(), timedelta(minutes=-30)])
def test_another_length_counts_whatever_end_it_comes_to(
    stage: Stage, moved: timedelta, typed: timedelta
) -> None:
    """An hour was typed: that its end was typed before, or is the event's, does not make it less.

    A start typed anew is where it begins, else where others have moved it to.
    """
    chat = without_its_link(stage)
    event_id = event_id_of(chat)
    stage.world.calendar.edit_event(ANA, event_id, start=START + moved, end=END + moved)
    fill(chat, length="60", start=START + typed)
    pressed(chat)
    assert chat.dialog is None
    assert (START + (typed or moved), timedelta(hours=1)) == span(linked(stage, event_id))


def test_another_length_is_a_length_when_clocks_change(stage: Stage) -> None:
    """An hour is an hour, also of an event during which the clocks go back."""
    start = datetime(2031, 10, 26, 0, 45, tzinfo=UTC)
    chat = without_its_link(stage, start)
    fill(chat, length="60")
    event_id = event_id_of(chat)
    pressed(chat)
    assert (start, timedelta(hours=1)) == span(linked(stage, event_id))


@pytest.mark.parametrize(
    ("error", "words", "left"),
    [
        (
            errors.calendar("invalid", "Invalid attendee email."),
            SAYS.address_refused(),
            SAYS.event_without_meet(),
        ),
        (
            errors.calendar("quotaExceeded"),
            SAYS.invitation_limit(),
            "The event is in your calendar, without a Meet.",
        ),
        (
            errors.calendar("invalid", "Bad Request"),
            SAYS.refused_by_google(),
            SAYS.event_without_meet(),
        ),
    ],
    ids=["address", "limit", "other"],
)
def test_a_refused_correction_says_that_the_event_is_there(
    stage: Stage, error: errors.ApiError, words: str, left: str
) -> None:
    """What stands against it, and that the event is in the calendar all the same.

    To press again is proposed only where that may help.
    """
    chat = without_its_link(stage)
    event_id = event_id_of(chat)
    fill(chat, addresses=EVE)
    stage.google.faults.order(PATCH_EVENT, error=error)
    with log_lines() as log:
        kept(chat, lambda: pressed(chat))
    assert [words, left] == complaints(chat)
    assert [("WARNING", "MeetMissing")] == outcomes(log)
    assert {BO: "needsAction", CY: "needsAction"} == guests_of(event_of(stage, event_id))

    fill(chat, addresses=f"{BO}, {CY}")
    pressed(chat)
    assert {BO: "needsAction", CY: "needsAction"} == guests_of(linked(stage, event_id))


def test_what_a_second_press_wrote_is_not_written_by_the_third(stage: Stage) -> None:
    """Corrected but still without its Meet, the event is again others' to change."""
    chat = without_its_link(stage)
    event_id = event_id_of(chat)
    fill(chat, title="My plan")
    # Twice: the numbers to dial in are left out once.
    stage.google.faults.order(
        PATCH_EVENT, status=400, times=2, when=lambda call: "conferenceData" in (call.body or {})
    )
    kept(chat, lambda: pressed(chat))
    assert [SAYS.refused_by_google(), SAYS.event_without_meet()] == complaints(chat)
    assert "My plan" == event_of(stage, event_id)["summary"]

    of_others(stage, event_id)
    stage.called()
    pressed(chat)
    assert chat.dialog is None
    [attach] = calls_of(stage, PATCH_EVENT)
    assert ["conferenceData"] == list(attach.body or {})
    assert "Their plan" == linked(stage, event_id)["summary"]


def test_a_correction_that_somebody_forestalls_is_judged_anew(stage: Stage) -> None:
    """What was typed is written to the event as it is by then, and others' edits stay."""
    chat = without_its_link(stage)
    event_id = event_id_of(chat)
    fill(chat, length="60")
    stage.google.faults.order(PATCH_EVENT, then=lambda: of_others(stage, event_id))
    pressed(chat)
    assert chat.dialog is None
    event = linked(stage, event_id)
    assert ("Their plan", (START, timedelta(hours=1))) == (event["summary"], span(event))
    assert {BO: "accepted", CY: "declined", DEE: "tentative"} == guests_of(event)


def test_a_correction_that_another_call_forestalls_is_not_told_to_lack_a_meet(
    stage: Stage,
) -> None:
    """An event that has got a call by then is told to be as it was typed before, and it is."""
    chat = without_its_link(stage)
    event_id = event_id_of(chat)
    conference = another_vendors(stage)
    fill(chat, title="My plan")
    stage.google.faults.order(
        PATCH_EVENT,
        then=lambda: stage.world.calendar.edit_event(ANA, event_id, conference=conference),
    )
    kept(chat, lambda: pressed(chat))
    assert [SAYS.already_scheduled()] == complaints(chat)
    event = event_of(stage, event_id)
    assert ("Plan", conference) == (event["summary"], event["conferenceData"])
    assert 1 == len(calls_of(stage, PATCH_EVENT))


def test_another_call_that_comes_after_the_correction_hides_it_from_nobody(stage: Stage) -> None:
    """Nobody is told that it is as it was typed before, and the title is others' to change."""
    chat = without_its_link(stage)
    event_id = event_id_of(chat)
    sooma = another_vendors(stage)
    fill(chat, title="My plan")
    stage.google.faults.order(
        PATCH_EVENT,
        when=lambda call: "conferenceData" in (call.body or {}),
        then=lambda: stage.world.calendar.edit_event(ANA, event_id, conference=sooma),
    )
    kept(chat, lambda: pressed(chat))
    assert [SAYS.event_maybe_without_meet()] == complaints(chat)
    assert ("My plan", sooma) == (
        event_of(stage, event_id)["summary"],
        event_of(stage, event_id)["conferenceData"],
    )

    stage.world.calendar.edit_event(ANA, event_id, summary="Their plan", conference=None)
    stage.called()
    pressed(chat)
    assert chat.dialog is None
    [attach] = calls_of(stage, PATCH_EVENT)
    assert ["conferenceData"] == list(attach.body or {})
    assert "Their plan" == linked(stage, event_id)["summary"]


def test_an_event_deleted_meanwhile_is_made_anew_with_a_new_id(stage: Stage) -> None:
    """The old id is spent for ever, so the dialog gets another one, and says why."""
    chat = without_its_link(stage)
    event_id = event_id_of(chat)
    stage.world.calendar.edit_event(ANA, event_id, status="cancelled")
    pressed(chat)
    assert ["The event was made, but has been deleted or changed since."] == complaints(chat)
    anew = event_id_of(chat)
    assert event_id != anew
    stage.called()
    pressed(chat)
    assert chat.dialog is None
    assert MADE == stage.called()
    assert stage.world.meet.spaces[-1].uri == event_of(stage, anew)["hangoutLink"]


# An event with its Meet


def complete(stage: Stage, **values: object) -> tuple[ChatHost, str]:
    """Ana's Chat after a press that made everything, and the event's id; calls are forgotten."""
    chat = planned(in_room(stage), addresses=BO, wanted=ON, **values)  # type: ignore[arg-type]
    event_id, dialog = event_id_of(chat), chat.form
    dialog.press_primary()
    assert MADE == stage.called()
    return chat, event_id


@pytest.mark.parametrize(
    "typed",
    [{"title": "Other plan"}, {"length": "60"}, {"addresses": EVE}, {"addresses": ""}],
    ids=str,
)
def test_what_guests_were_told_of_is_changed_in_calendar(stage: Stage, typed: Json) -> None:
    """A later press of a dialog whose event is complete changes neither words, time nor guests."""
    chat = planned(in_room(stage), addresses=BO, notify="all")
    event_id, dialog = event_id_of(chat), chat.form
    pressed(chat)
    before = event_of(stage, event_id)
    stage.called()
    for name, value in typed.items():
        dialog.set_input(name, value)
    dialog.press_primary()
    assert [
        "The event has been made as you had typed it before. Change it in Calendar."
    ] == paragraphs({"sections": dialog.card["sections"][:1]})
    assert before == event_of(stage, event_id)
    assert 1 == len(stage.world.calendar.notifications)
    assert [READ_EVENT] == stage.called()


@pytest.mark.parametrize("passed", [timedelta(minutes=2), timedelta(hours=5)], ids=str)
def test_a_press_long_after_makes_no_second_space(
    stage: Stage, rows: Rows, passed: timedelta
) -> None:
    """When nothing is remembered of the making of the space any more, the event leads to it."""
    chat = planned(in_room(stage), addresses=BO, wanted=ON, notify="all")
    event_id, dialog = event_id_of(chat), chat.form
    first = card_of(dialog.press_primary())
    stage.called()
    rows.let_pass(passed)
    assert first == card_of(dialog.press_primary())
    linked(stage, event_id)
    assert not {CREATE_SPACE, INSERT, PATCH_EVENT} & set(stage.called())
    assert 1 == len(stage.world.calendar.notifications)


def test_others_edits_of_a_complete_event_stay(stage: Stage) -> None:
    """Pressed again with other switches, the Meet follows and the event is not written to."""
    chat = planned(in_room(stage), addresses=f"{BO}, {CY}", wanted=ON)
    event_id, dialog = event_id_of(chat), chat.form
    dialog.press_primary()
    of_others(stage, event_id)
    stage.called()
    dialog.set_switch("recording", on=False)
    exchange = dialog.press_primary()
    assert PATCH_EVENT not in stage.called()
    event = linked(stage, event_id)
    assert "Their plan" == event["summary"]
    assert {BO: "accepted", CY: "declined", DEE: "tentative"} == guests_of(event)
    assert Three(transcription=True, smart_notes=True) == has(only_space(stage))
    assert "Their plan" == card_of(exchange)["header"]["title"]


@pytest.mark.parametrize("long_after", [False, True], ids=["at once", "hours later"])
def test_a_meet_that_was_removed_meanwhile_is_given_again(
    stage: Stage, rows: Rows, long_after: bool
) -> None:
    """Pressed at once the same Meet is put back; later, who took it out gets a new one."""
    chat = planned(in_room(stage), addresses=f"{BO}, {CY}", wanted=ON, notify="all")
    event_id, dialog = event_id_of(chat), chat.form
    dialog.press_primary()
    of_others(stage, event_id)
    stage.world.calendar.edit_event(ANA, event_id, conference=None)
    stage.called()
    if long_after:
        rows.let_pass(timedelta(hours=5))
    dialog.press_primary()
    assert ([CREATE_SPACE] if long_after else [READ_SPACE]) == [
        call.method_id for call in stage.google.calls if call.method_id.startswith("meet.")
    ]
    [attach] = calls_of(stage, PATCH_EVENT)
    assert ["conferenceData"] == list(attach.body or {})
    event = event_of(stage, event_id)
    assert stage.world.meet.spaces[-1].uri == event["hangoutLink"]
    assert (2 if long_after else 1) == len(stage.world.meet.spaces)
    assert "Their plan" == event["summary"]
    assert {BO: "accepted", CY: "declined", DEE: "tentative"} == guests_of(event)


def another_vendors(stage: Stage) -> Json:
    """A conference of another vendor's."""
    return stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")


def somebody_elses(stage: Stage) -> object:
    """A Meet of Bo's."""
    return stage.world.meet.make_meet(BO)


@pytest.mark.parametrize("other", [another_vendors, somebody_elses])
def test_another_call_in_its_place_stays(stage: Stage, other: Callable[[Stage], object]) -> None:
    """What somebody put in place of the Meet is not overwritten by a press."""
    chat = planned(in_room(stage), addresses=BO, wanted=ON)
    event_id, dialog = event_id_of(chat), chat.form
    dialog.press_primary()
    stage.world.calendar.edit_event(ANA, event_id, conference=other(stage))
    before = event_of(stage, event_id)
    stage.called()
    dialog.press_primary()
    words = paragraphs({"sections": dialog.card["sections"][:1]})
    assert [SAYS.already_scheduled()] == words
    assert before == event_of(stage, event_id)
    assert not {CREATE_SPACE, INSERT, PATCH_EVENT, PATCH_SPACE} & set(stage.called())


# Whose address is an alias


def test_guests_hear_of_a_meet_that_takes_the_place_of_one_just_removed(stage: Stage) -> None:
    """If the Meet is taken off while a second press looks, the guests are mailed as was chosen."""
    chat = planned(in_room(stage), addresses=BO, notify="all")
    event_id, dialog = event_id_of(chat), chat.form
    dialog.press(SAYS.schedule())
    stage.google.faults.order(READ_EVENT)
    stage.google.faults.order(
        READ_EVENT, then=lambda: stage.world.calendar.edit_event(ANA, event_id, conference=None)
    )
    dialog.press(SAYS.schedule())
    [attach] = calls_of(stage, PATCH_EVENT)
    assert "all" == attach.query["sendUpdates"]


def test_one_whose_address_is_an_alias_schedules_and_presses_again(stage: Stage) -> None:
    """The token's address need be no calendar's: their own is `primary`, and they are no guest."""
    stage.world.knobs.user_mail = "alias"
    chat = planned(in_room(stage), addresses=f"{stage.ana.alias}, {BO}", notify="all", wanted=ON)
    event_id, dialog = event_id_of(chat), chat.form
    first = card_of(dialog.press_primary())
    assert MADE == stage.called()
    event = linked(stage, event_id)
    assert {BO: "needsAction"} == guests_of(event)
    assert [(BO,)] == [mail.to for mail in stage.world.calendar.notifications]
    assert first == card_of(dialog.press_primary())
    assert not {CREATE_SPACE, INSERT, PATCH_EVENT} & set(stage.called())


def test_one_whose_address_is_an_alias_keeps_others_edits(stage: Stage) -> None:
    """What others changed stays for them, too."""
    stage.world.knobs.user_mail = "alias"
    chat = without_its_link(stage)
    event_id = event_id_of(chat)
    of_others(stage, event_id)
    fill(chat, length="60")
    pressed(chat)
    assert chat.dialog is None
    event = linked(stage, event_id)
    assert ("Their plan", (START, timedelta(hours=1))) == (event["summary"], span(event))
    assert {BO: "accepted", CY: "declined", DEE: "tentative"} == guests_of(event)
