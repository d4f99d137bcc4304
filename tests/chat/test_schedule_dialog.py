"""The dialog of `/schedule`: what it offers, what it complains of, and what it keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.hosts.chat.host import ChatHost
from tests.support.calls import INSERT, calls_of
from tests.support.cards import footer, switches
from tests.support.chat import (
    card_of,
    dialog_words,
    forging_inputs,
    in_dm,
    in_room,
    inputs,
    labels,
    of_bo,
    own,
    posted,
    save_defaults,
    selected,
)
from tests.support.schedule import (
    MADE,
    START,
    complaints,
    corrections,
    event_id_of,
    fill,
    kept,
    milliseconds,
    planned,
    pressed,
    values,
)
from tests.support.stage import Json, Stage
from tests.support.switches import OFF, ON, Three, three
from tests.support.words import SAYS

ZONES = ["Europe/Madrid", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC"]
LENGTHS = ["15", "30", "45", "60", "90", "120"]


# What it offers


def test_the_dialog_has_everything_that_an_event_needs(stage: Stage) -> None:
    """Title, start, length, guests by picker and by address, the switches, and the two buttons."""
    chat = in_room(stage)
    chat.slash_command("/schedule")
    held = inputs(chat.form.card)
    assert ["title", "start", "length", "guests", "addresses", "notify"] == list(held)
    assert "DATE_AND_TIME" == held["start"]["type"]
    assert ("DROPDOWN", LENGTHS) == (
        held["length"]["type"],
        [item["value"] for item in held["length"]["items"]],
    )
    assert ("MULTI_SELECT", {"commonDataSource": "USER"}) == (
        held["guests"]["type"],
        held["guests"]["platformDataSource"],
    )
    assert {
        "invite_members": False,
        "tell_guests": False,
        "recording": False,
        "transcription": False,
        "smart_notes": False,
    } == switches(chat.form.card)
    assert [SAYS.schedule(), "Cancel"] == footer(chat.form.card)
    assert [] == stage.called()


def test_the_dialog_asks_whom_to_mail_an_invitation(stage: Stage) -> None:
    """Those who learn of it in no other way, unless all or nobody is chosen; below, why."""
    chat = in_room(stage)
    chat.slash_command("/schedule")
    notify = inputs(chat.form.card)["notify"]
    assert ("DROPDOWN", "E-mail an invitation", ["external"]) == (
        notify["type"],
        notify["label"],
        selected(notify),
    )
    assert {
        "none": "To nobody",
        "external": "To guests without Google Calendar",
        "all": "To all guests",
    } == {item["value"]: item["text"] for item in notify["items"]}
    explained = (
        "Guests who use Google Calendar see it there. The others learn of it by e-mail only."
    )
    assert explained == dialog_words(chat)[0]


def test_the_dialog_says_what_an_empty_title_becomes(stage: Stage) -> None:
    """Below the title stands what the event is called without one, and so it is."""
    chat = in_room(stage)
    chat.slash_command("/schedule")
    hint = inputs(chat.form.card)["title"]["hintText"]
    assert "Without a title the event is called “Meeting”." == hint
    fill(chat, start=START)
    assert "Meeting" == card_of(pressed(chat))["header"]["title"]
    [insert] = calls_of(stage, INSERT)
    assert "Meeting" == (insert.body or {})["summary"]


def test_the_dialog_says_where_the_records_go(stage: Stage) -> None:
    """They are the host's; of the guests those in the organization find them at the event."""
    chat = in_room(stage)
    chat.slash_command("/schedule")
    assert [
        (
            "Files go to your Google Drive; guests in your organization find them attached to the "
            "event."
        ),
    ] == dialog_words(chat)[1:]


@pytest.mark.parametrize("title", ["Plan", "Q&A <b>", 'Say "hi" 🙂', "x" * 1024])
def test_the_commands_words_are_the_title(stage: Stage, title: str) -> None:
    """What follows `/schedule` stands in the dialog as it was typed."""
    chat = in_room(stage)
    chat.slash_command("/schedule", title)
    assert title == inputs(chat.form.card)["title"]["value"]


def test_without_words_the_title_is_empty(stage: Stage) -> None:
    """`/schedule` alone leaves the title to be typed."""
    chat = in_room(stage)
    chat.slash_command("/schedule")
    assert "value" not in inputs(chat.form.card)["title"]


def test_the_switches_stand_as_my_defaults(stage: Stage) -> None:
    """The dialog begins with the saved defaults."""
    chat = in_room(stage)
    for wanted in (ON, Three(transcription=True), OFF):
        save_defaults(chat, wanted)
        chat.slash_command("/schedule")
        assert wanted == three(chat.form.card)


@pytest.mark.parametrize("zone", ZONES)
def test_the_start_is_a_coming_half_hour_in_my_zone(stage: Stage, zone: str) -> None:
    """The picker shows moments in the user's zone by itself: it gets an instant, no offset."""
    chat = in_room(stage, time_zone=zone)
    before = datetime.now(UTC)
    chat.slash_command("/schedule")
    picker = inputs(chat.form.card)["start"]
    start = datetime.fromtimestamp(int(picker["valueMsEpoch"]) / 1000, UTC)
    assert "timezoneOffsetDate" not in picker
    assert 0 == start.timestamp() % 1800
    assert timedelta(minutes=10) <= start - before <= timedelta(minutes=41)


@pytest.mark.parametrize(
    ("locale", "words"), [("en", "30 minutes"), ("en-GB", "30 minutes"), ("de", "30 Minuten")]
)
def test_lengths_are_written_as_i_read_them(stage: Stage, locale: str, words: str) -> None:
    """Numbers and units come in the user's language, as dates do."""
    chat = in_room(stage, locale=locale)
    chat.slash_command("/schedule")
    length = inputs(chat.form.card)["length"]
    assert ["30"] == selected(length)
    assert words == length["items"][1]["text"]


def test_in_a_direct_message_there_is_nobody_else_to_invite(stage: Stage) -> None:
    """With the app alone there are no members to invite."""
    chat = in_dm(stage)
    chat.slash_command("/schedule")
    assert "invite_members" not in switches(chat.form.card)


def test_each_dialog_is_for_an_event_of_its_own(stage: Stage) -> None:
    """Two dialogs carry two event ids, of the kind that Calendar takes."""
    chat = in_room(stage)
    ids = set()
    for _ in range(2):
        chat.slash_command("/schedule")
        ids.add(event_id_of(chat))
        assert set(event_id_of(chat)) <= set("0123456789abcdefghijklmnopqrstuv")
    assert 2 == len(ids)


def test_closing_makes_nothing(stage: Stage) -> None:
    """Cancel leaves calendar and conversation as they were."""
    chat = planned(in_room(stage))
    chat.press("Cancel")
    assert (None, []) == (chat.dialog, own(chat))
    assert [] == stage.called()


# What it complains of

ADDRESSES_201 = ", ".join(f"guest{number}@example.com" for number in range(201))
COMPLAINTS: list[tuple[str, Json, list[str]]] = [
    ("past", {"start": datetime(2020, 1, 1, 9, tzinfo=UTC)}, [SAYS.start_past()]),
    ("1969", {"start": datetime(1969, 1, 1, 9, tzinfo=UTC)}, [SAYS.start_past()]),
    (
        "unreadable",
        {"addresses": "bo@example.com, cy@, <b>dee</b>"},
        [SAYS.unreadable_address("cy@"), SAYS.unreadable_address("<b>dee</b>")],
    ),
    ("too many", {"addresses": ADDRESSES_201}, [SAYS.too_many_guests(203, 200)]),
    ("title", {"title": "x" * 1025}, [SAYS.title_too_long(1024)]),
    ("emoji title", {"title": "🙂" * 1025}, [SAYS.title_too_long(1024)]),
    (
        "all",
        {
            "title": "&" * 1025,
            "start": datetime(2020, 1, 1, 9, tzinfo=UTC),
            "addresses": f"{ADDRESSES_201}, nobody",
        },
        [
            SAYS.title_too_long(1024),
            SAYS.start_past(),
            SAYS.unreadable_address("nobody"),
            SAYS.too_many_guests(203, 200),
        ],
    ),
]


def everything(chat: ChatHost, **changes: object) -> None:
    """Fill in every input of the open dialog, with changes."""
    filled = {
        "title": 'Q&A "<b>" 🙂',
        "start": START,
        "length": "90",
        "addresses": "Cy@example.com; dee@example.com",
        "invite_members": True,
        "notify": "external",
    }
    fill(
        chat,
        wanted=Three(transcription=True),
        picked=("bo@example.com", "users/123456789012345678901"),
        **{**filled, **changes},  # type: ignore[arg-type]  # as each input takes it
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [each[1:] for each in COMPLAINTS],
    ids=[each[0] for each in COMPLAINTS],
)
def test_a_complaint_keeps_what_was_typed(stage: Stage, changes: Json, words: list[str]) -> None:
    """What is wrong is said in the dialog, which holds all that was typed; nothing is made."""
    chat = in_room(stage)
    bo = of_bo(stage, chat)
    chat.slash_command("/schedule")
    everything(chat, **changes)
    kept(chat, lambda: pressed(chat))
    assert words == complaints(chat)
    assert [] == stage.called()
    assert [] == own(chat) == own(bo)


@pytest.mark.parametrize(
    "changes",
    [each[1] for each in COMPLAINTS],
    ids=[each[0] for each in COMPLAINTS],
)
def test_once_corrected_it_is_sent(stage: Stage, changes: Json) -> None:
    """Corrected in the redrawn dialog, the same event is made, with the rest as first typed."""
    chat = planned(in_room(stage), length="90", wanted=ON, notify="none")
    event_id = event_id_of(chat)
    fill(chat, **changes)
    pressed(chat)
    usual = {"title": "Plan", "start": START, "addresses": "bo@example.com"}
    fill(chat, **{name: usual[name] for name in changes})  # type: ignore[arg-type]  # as above
    pressed(chat)
    assert chat.dialog is None
    assert MADE == stage.called()
    made = stage.world.calendar.event("ana@example.com", event_id, "ana@example.com")
    assert ("Plan", "2031-05-14T13:00:00+02:00") == (made["summary"], made["end"]["dateTime"])
    assert 1 == len(own(chat))


def test_without_a_start_one_is_asked_for(stage: Stage) -> None:
    """A start that was emptied is missed, and the picker is empty still."""
    chat = planned(in_room(stage))
    forging_inputs(chat, start=None)
    pressed(chat)
    assert [SAYS.start_missing()] == complaints(chat)
    assert values(chat.form.card)["start"] is None
    assert [] == stage.called()

    chat.installation.tamper = None
    fill(chat, start=START)
    pressed(chat)
    assert MADE == stage.called()


@pytest.mark.parametrize(
    "written",
    ["", "soon", "NaN", "Infinity", "1e400", 1e300, "-1e300", 253402300800000, [], {}, None],
)
def test_a_start_that_is_no_moment_is_missed(stage: Stage, written: object) -> None:
    """What no calendar has as a moment counts as no start at all."""
    chat = planned(in_room(stage))
    forging_inputs(chat, start={"dateTimeInput": {"msSinceEpoch": written}})
    pressed(chat)
    assert [SAYS.start_missing()] == complaints(chat)
    assert [] == stage.called()


MOMENT = milliseconds(START)


@pytest.mark.parametrize(
    "written",
    [MOMENT, str(MOMENT), float(MOMENT), f"{MOMENT:.12e}", "1.9365174E12"],
)
def test_a_start_may_be_written_in_many_ways(stage: Stage, written: object) -> None:
    """A number, a string and an exponent are the same moment."""
    chat = planned(in_room(stage))
    forging_inputs(
        chat, start={"dateTimeInput": {"msSinceEpoch": written, "hasDate": True, "hasTime": True}}
    )
    pressed(chat)
    [insert] = calls_of(stage, INSERT)
    assert "2031-05-14T11:30:00+02:00" == (insert.body or {})["start"]["dateTime"]


def test_a_start_of_this_very_moment_is_in_the_past(stage: Stage) -> None:
    """An event cannot begin before the button is pressed."""
    chat = planned(in_room(stage), start=datetime.now(UTC))
    pressed(chat)
    assert [SAYS.start_past()] == complaints(chat)


@pytest.mark.parametrize("length", ["0", "-30", "7", "1e3", "x", ""])
def test_a_forged_length_is_the_usual_one(stage: Stage, length: str) -> None:
    """A length that the dialog does not offer counts as half an hour."""
    chat = planned(in_room(stage))
    forging_inputs(chat, length={"stringInputs": {"value": [length]}})
    pressed(chat)
    [insert] = calls_of(stage, INSERT)
    assert "2031-05-14T12:00:00+02:00" == (insert.body or {})["end"]["dateTime"]


@pytest.mark.parametrize(
    "written",
    [
        "bo@example.com",
        " bo@example.com ,",
        "bo@example.com;cy@example.com",
        "bo@example.com cy@example.com\tdee@example.com",
        "bo@example.com,\n,; cy@example.com",
        "o'neil+x@mail.example.co.uk",
        "bø@exämple.com",
        "Bo <bo@example.com>, Cy Dee <cy@example.com>",
        "<bo@example.com>",
    ],
)
def test_addresses_are_separated_as_people_do(stage: Stage, written: str) -> None:
    """Commas, semicolons and white space separate addresses; they may come with names."""
    chat = planned(in_room(stage), addresses=written)
    pressed(chat)
    [insert] = calls_of(stage, INSERT)
    expected = re.findall(r"[^\s,;<>]+@[^\s,;<>]+", written)
    assert expected == [each["email"] for each in (insert.body or {})["attendees"]]


@pytest.mark.parametrize(
    "unreadable",
    [
        *(
            "bo",
            "bo@",
            "@example.com",
            "bo@example",
            "b@@example.com",
            "<bo@example.com",
            "a@b@c.d",
        ),
        *("kim at customer.example", "kim bo@example.com", "Kim Lee <kim at customer.example>"),
    ],
)
def test_what_is_no_address_is_named(stage: Stage, unreadable: str) -> None:
    """What stands between commas and is no address is quoted back once, below its field's name."""
    chat = planned(in_room(stage), addresses=f"cy@example.com, {unreadable}")
    kept(chat, lambda: pressed(chat))
    field = "More guests, by e-mail address"
    assert [(field, SAYS.unreadable_address(unreadable))] == corrections(chat)


def test_many_unreadable_addresses_do_not_flood_the_dialog(stage: Stage) -> None:
    """A text that is no list at all leads to a few complaints, none of them endless."""
    chat = planned(in_room(stage), addresses=", ".join(["&" * 3000, *["nonsense"] * 500]))
    kept(chat, lambda: pressed(chat))
    words = complaints(chat)
    assert 5 == len(words)
    assert max(len(each) for each in words) < 700


def test_complaints_are_repeated_until_all_is_well(stage: Stage) -> None:
    """The dialog of one event may be corrected as often as it takes."""
    chat = planned(in_room(stage), title="x" * 1025, addresses="nobody")
    event_id = event_id_of(chat)
    for name, value in (("title", "Plan"), ("addresses", "no body"), ("addresses", "")):
        pressed(chat)
        assert complaints(chat)
        chat.form.set_input(name, value)
    pressed(chat)
    assert [event_id] == [(call.body or {})["id"] for call in calls_of(stage, INSERT)]


# Where no dialog can be opened at once


@pytest.mark.parametrize(
    "ask",
    [
        lambda chat: chat.say("schedule Plan & more", mention=True),
        lambda chat: chat.say("/schedule Plan & more", mention=True),
    ],
)
def test_the_opening_button_keeps_the_title(
    stage: Stage, ask: Callable[[ChatHost], object]
) -> None:
    """A mention is answered with a private button; the dialog it opens has the title."""
    chat = in_room(stage)
    ask(chat)
    assert stage.ana == own(chat)[-1].viewer
    assert [SAYS.open_dialog()] == labels(own(chat)[-1].card)
    chat.click(SAYS.open_dialog())
    assert "Plan & more" == inputs(chat.form.card)["title"]["value"]
    fill(chat, start=START)
    assert SAYS.schedule_summary() == posted(pressed(chat))["fallbackText"]
    assert MADE == stage.called()


def test_dialogs_are_read_by_their_opener_alone(stage: Stage) -> None:
    """Bo's dialog knows nothing of what Ana typed in hers."""
    chat = planned(in_room(stage), "Secret")
    bo = of_bo(stage, chat)
    bo.slash_command("/schedule")
    assert "" == values(bo.form.card)["title"]
    assert SAYS.notify_explanation() == dialog_words(bo)[0]
