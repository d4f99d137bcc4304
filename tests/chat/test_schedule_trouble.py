"""When Google fails while an event is scheduled: the dialog stays, pressing again finishes it."""

from __future__ import annotations

import pytest

from sandbox.google import errors
from tests.support.calls import (
    CREATE_SPACE,
    INSERT,
    MEMBERS,
    PATCH_EVENT,
    PATCH_SPACE,
    PEOPLE,
    calls_of,
)
from tests.support.chat import as_recorded, card_of, in_room, of_bo, own, records
from tests.support.log import log_lines, outcomes
from tests.support.people import ANA, BO
from tests.support.schedule import (
    MADE,
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
from tests.support.switches import ON, Three, has
from tests.support.words import SAYS

pytestmark = pytest.mark.usefixtures("hidden_addresses")

NOW = {"Retry-After": "0"}
LATER = {"Retry-After": "100"}
"""Longer than is ever waited for."""
STEPS = [MEMBERS, PEOPLE, CREATE_SPACE, INSERT]
WRITES = [CREATE_SPACE, INSERT]
MIXED = Three(recording=True, smart_notes=True)


def finished(stage: Stage, event_id: str) -> None:
    """There is one event with one Meet, as it was ordered, and one mail about it."""
    event, space = event_of(stage, event_id), only_space(stage)
    assert (space.uri, MIXED) == (event["hangoutLink"], has(space))
    assert [("insert", (BO,))] == [
        (mail.action, mail.to) for mail in stage.world.calendar.notifications
    ]
    assert {event_id} == {(call.body or {})["id"] for call in calls_of(stage, INSERT)}
    assert [] == calls_of(stage, PATCH_EVENT)


def words_of(step: str, fault: Json) -> str:
    """What the dialog says of trouble at a step."""
    match fault["status"]:
        case 400:
            return SAYS.refused_by_google()
        case 401:
            return SAYS.send_again()
        case 503 if step in WRITES:
            return SAYS.outcome_unknown()
    return SAYS.try_again_in_chat()


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
    planned(chat, invite_members=True, wanted=MIXED, notify="all")
    event_id = event_id_of(chat)
    # Numbers to dial in may be what Calendar does not take: it is asked once more without them.
    twice = step == INSERT and fault["status"] == 400
    stage.google.faults.order(step, **fault, times=2 if twice else 1)
    with log_lines() as log:
        kept(chat, lambda: pressed(chat))
    assert [words_of(step, fault)] == complaints(chat)
    assert ["WARNING"] == [severity for severity, _ in outcomes(log)]
    assert [] == own(chat) == own(bo)
    assert [] == stage.world.calendar.entries(ANA)
    assert [] == stage.world.calendar.notifications

    exchange = pressed(chat)
    assert chat.dialog is None
    finished(stage, event_id)
    assert as_recorded(MIXED) == records(card_of(exchange))
    assert 1 == len(own(bo))


@pytest.mark.parametrize("step", WRITES)
@pytest.mark.parametrize("lost", ["before", "after"])
def test_an_answer_that_is_lost_makes_nothing_twice(stage: Stage, step: str, lost: str) -> None:
    """Whether a write took effect or not before the line broke, there is one event and one Meet."""
    chat = planned(in_room(stage), invite_members=True, wanted=MIXED, notify="all")
    event_id = event_id_of(chat)
    stage.google.faults.order(step, drop=lost)  # type: ignore[arg-type]  # before or after
    pressed(chat)
    assert (step == CREATE_SPACE) == (chat.dialog is not None)
    if chat.dialog is not None:
        assert [SAYS.outcome_unknown()] == complaints(chat)
        assert [] == stage.world.calendar.entries(ANA)
        pressed(chat)
    assert chat.dialog is None
    event = event_of(stage, event_id)
    linked = [space for space in stage.world.meet.spaces if space.uri == event["hangoutLink"]]
    assert [MIXED] == [has(space) for space in linked]
    assert [("insert", (BO,))] == [
        (mail.action, mail.to) for mail in stage.world.calendar.notifications
    ]
    assert 1 == len(own(chat))
    if step != CREATE_SPACE:
        finished(stage, event_id)


@pytest.mark.parametrize("step", STEPS)
def test_a_busy_moment_is_waited_out(stage: Stage, step: str) -> None:
    """What may be repeated is, by itself; a Meet is not made blindly again."""
    chat = planned(in_room(stage), invite_members=True, wanted=MIXED, notify="all")
    event_id = event_id_of(chat)
    stage.google.faults.order(step, status=429, headers=NOW)
    pressed(chat)
    if step == CREATE_SPACE:
        assert [SAYS.try_again_in_chat()] == complaints(chat)
        pressed(chat)
    assert chat.dialog is None
    finished(stage, event_id)


# Refusals, each with its words

REFUSALS = [
    (
        CREATE_SPACE,
        errors.permission_denied("Space"),
        "MeetUnavailable",
        (
            "Google Meet is not available to your account, so nothing was made. "
            "Your Google Workspace administrator can switch it on."
        ),
    ),
    (
        INSERT,
        errors.calendar("invalid", "Invalid conference type value."),
        "LinksNotAllowed",
        (
            "This calendar takes no Google Meet links, so none was put into it. "
            "Your Google Workspace administrator can allow them."
        ),
    ),
    (
        INSERT,
        errors.calendar("quotaExceeded"),
        "InvitationLimit",
        (
            "Calendar does not let your account invite more guests at present. It can take hours "
            "until that has passed. Try again later, or with fewer guests."
        ),
    ),
    (
        INSERT,
        errors.calendar("invalid", "Invalid attendee email."),
        "AddressRefused",
        "Calendar does not accept the address of a guest. Check the addresses.",
    ),
    (
        INSERT,
        errors.calendar("notFound"),
        "CalendarUnavailable",
        (
            "Google Calendar is not available to your account. "
            "Your Google Workspace administrator can switch it on."
        ),
    ),
]


@pytest.mark.parametrize(
    ("step", "error", "outcome", "words"), REFUSALS, ids=[each[2] for each in REFUSALS]
)
def test_a_refusal_has_its_words_and_leaves_nothing_behind(
    stage: Stage, step: str, error: errors.ApiError, outcome: str, words: str
) -> None:
    """The dialog says what stands against it; no event is there, nobody is told, no step doubled.

    In the log it is a warning by its name: the add-on did nothing wrong.
    """
    chat = in_room(stage)
    bo = of_bo(stage, chat)
    planned(chat, addresses=BO, wanted=ON, notify="all")
    stage.google.faults.order(step, error=error)
    with log_lines() as log:
        kept(chat, lambda: pressed(chat))
    assert [words] == complaints(chat)
    assert [("WARNING", outcome)] == outcomes(log)
    assert MADE[: MADE.index(step) + 1] == stage.called()
    assert [] == stage.world.calendar.entries(ANA)
    assert [] == stage.world.calendar.notifications
    assert [] == own(chat) == own(bo)


@pytest.mark.parametrize(
    "error",
    [errors.calendar("quotaExceeded"), errors.calendar("invalid", "Invalid attendee email.")],
    ids=["limit", "address"],
)
def test_once_the_guests_are_corrected_the_same_meet_is_used(
    stage: Stage, error: errors.ApiError
) -> None:
    """The space that was made for the refused event is the one that the event then has."""
    chat = planned(in_room(stage), addresses=f"{BO} cy@example.com", wanted=ON, notify="all")
    event_id = event_id_of(chat)
    stage.google.faults.order(INSERT, error=error)
    pressed(chat)
    stage.called()
    fill(chat, addresses=BO)
    pressed(chat)
    assert chat.dialog is None
    calls = [call.method_id for call in stage.google.calls if call.method_id != PATCH_SPACE]
    assert CREATE_SPACE not in calls
    assert INSERT == calls[-1]
    assert only_space(stage).uri == event_of(stage, event_id)["hangoutLink"]
    assert [("insert", (BO,))] == [
        (mail.action, mail.to) for mail in stage.world.calendar.notifications
    ]


def test_a_calendar_that_takes_no_links_costs_one_space(stage: Stage) -> None:
    """It is remembered, so that the next press, of another dialog, too, makes no space in vain."""
    stage.world.calendar.calendars[ANA].allowed_conference_types = []
    chat = planned(in_room(stage), addresses=BO)
    kept(chat, lambda: pressed(chat))
    assert [SAYS.links_not_allowed()] == complaints(chat)
    assert MADE == stage.called()
    planned(chat, "Another")
    kept(chat, lambda: pressed(chat))
    assert [SAYS.links_not_allowed()] == complaints(chat)
    assert [] == stage.called()
    assert [] == stage.world.calendar.entries(ANA)


def test_an_account_without_meet_makes_no_event(stage: Stage) -> None:
    """Where no Meet can be made the calendar is not written to."""
    stage.ana.meet = False
    chat = planned(in_room(stage), addresses=BO)
    kept(chat, lambda: pressed(chat))
    assert [SAYS.meet_unavailable()] == complaints(chat)
    assert [CREATE_SPACE] == stage.called()
    assert [] == stage.world.calendar.entries(ANA)


def test_what_google_says_is_not_passed_on(stage: Stage) -> None:
    """Google's own words stand nowhere in the dialog; the log has them, without anybody's own."""
    chat = planned(in_room(stage))
    refusal = errors.calendar("invalid", "Bad <b>time</b> & zone.")
    stage.google.faults.order(INSERT, error=refusal, times=2)
    with log_lines() as log:
        kept(chat, lambda: pressed(chat))
    assert [SAYS.refused_by_google()] == complaints(chat)
    assert "zone." not in str(chat.exchanges[-1].response)
    [line] = log.fields()
    assert ["400 invalid Bad <b>time</b> & zone."] * 2 == line["googleRefusals"]
    assert [("WARNING", "Refused")] == outcomes(log)


# Forged


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
    event_id = stage.world.calendar.add_event(
        "ana@example.com", summary="Private", event_id="private1"
    )
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
