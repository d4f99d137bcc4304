"""What `/schedule` makes: exact calls, the event as Calendar has it, and the posted card."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.host.chat_host import ChatHost
from sandbox.host.inferred import Milliseconds
from sandbox.people import ALL, Feature, PolicyDefaults
from tests.chat.conversing import (
    INSERT,
    card_of,
    in_dm,
    in_room,
    labels,
    of_bo,
    own,
    posted,
)
from tests.chat.planning import START, event_id_of, event_of, planned, pressed
from tests.faults.acting import SAYS, only_space
from tests.scenarios.reading import (
    CREATE_SPACE,
    OFF,
    ON,
    PATCH_EVENT,
    Three,
    all_three,
    artifacts,
    attachment,
    calls_of,
    each_combination,
    event_path,
    has,
    lines,
    results,
)
from tests.stage import Json, Stage

ANA = "ana@example.com"
MADE = [INSERT, CREATE_SPACE, PATCH_EVENT]
DAY = "Wed, May 14, 2031"
THIN = "\N{NARROW NO-BREAK SPACE}"


def inserted(stage: Stage) -> Json:
    """The body of the one event that was inserted."""
    [insert] = calls_of(stage, INSERT)
    return insert.body or {}


def test_the_event_is_made_then_given_its_meet(stage: Stage) -> None:
    """Three calls: insert with a client-made id, create, attach with the event's ETag."""
    chat = planned(
        in_room(stage), wanted=Three(recording=True), addresses="bo@example.com", email_guests=True
    )
    event_id = event_id_of(chat)
    pressed(chat)
    insert, create, patch = stage.google.calls
    assert MADE == [call.method_id for call in (insert, create, patch)]
    assert "/calendar/v3/calendars/ana%40example.com/events" == insert.path
    assert {
        "id": event_id,
        "summary": "Plan",
        "start": {"dateTime": "2031-05-14T11:30:00+02:00", "timeZone": "Europe/Madrid"},
        "end": {"dateTime": "2031-05-14T12:00:00+02:00", "timeZone": "Europe/Madrid"},
        "attendees": [{"email": "bo@example.com"}],
    } == insert.body
    assert {"alt": "json", "conferenceDataVersion": "1", "sendUpdates": "none"} == insert.query
    assert all_three(Three(recording=True)) == create.body

    space = only_space(stage)
    assert event_path(ANA, event_id) == patch.path
    assert attachment(space) == patch.body
    assert {"alt": "json", "conferenceDataVersion": "1", "sendUpdates": "all"} == patch.query
    assert patch.if_match is not None
    event = event_of(stage, event_id)
    assert (space.uri, "Plan") == (event["hangoutLink"], event["summary"])


@each_combination
def test_the_meet_has_the_switches_of_the_dialog(stage: Stage, wanted: Three) -> None:
    """What the dialog says is what Meet gets, whatever the defaults are."""
    chat = planned(in_room(stage), wanted=wanted)
    exchange = pressed(chat)
    assert [all_three(wanted)] == [call.body for call in calls_of(stage, CREATE_SPACE)]
    assert wanted == has(only_space(stage))
    assert wanted.words == list(results(card_of(exchange)).values())


@pytest.mark.parametrize(
    ("guests", "emailed", "send_updates"),
    [
        ("bo@example.com, cy@example.com", True, "all"),
        ("bo@example.com", False, "none"),
        ("", True, "none"),
        ("", False, "none"),
        ("ana@example.com", True, "none"),
    ],
)
def test_guests_get_one_mail_with_the_link_or_none(
    stage: Stage, guests: str, emailed: bool, send_updates: str
) -> None:
    """Calendar e-mails guests once, when the Meet is in the event, and only if asked to."""
    chat = planned(in_room(stage), addresses=guests, email_guests=emailed)
    event_id = event_id_of(chat)
    pressed(chat)
    assert ["none", send_updates] == [
        call.query["sendUpdates"] for call in stage.google.calls if "sendUpdates" in call.query
    ]
    mails = stage.world.notifications
    assert [(event_id, "patch")] * (send_updates == "all") == [
        (mail.event_id, mail.action) for mail in mails
    ]
    if mails:
        assert {"bo@example.com", "cy@example.com"} == set(mails[0].to)


ZONED = [
    ("Europe/Madrid", "2031-05-14T11:30:00+02:00"),
    ("America/New_York", "2031-05-14T05:30:00-04:00"),
    ("Asia/Kathmandu", "2031-05-14T15:15:00+05:45"),
    ("Pacific/Auckland", "2031-05-14T21:30:00+12:00"),
    ("America/St_Johns", "2031-05-14T07:00:00-02:30"),
    ("UTC", "2031-05-14T09:30:00+00:00"),
]


@pytest.mark.parametrize(("zone", "start"), ZONED)
def test_the_event_is_in_my_zone(stage: Stage, zone: str, start: str) -> None:
    """Start and end are written with the offset of the user's zone at that time, and its name."""
    pressed(planned(in_room(stage, time_zone=zone)))
    body = inserted(stage)
    assert {"dateTime": start, "timeZone": zone} == body["start"]
    length = datetime.fromisoformat(body["end"]["dateTime"]) - datetime.fromisoformat(start)
    assert timedelta(minutes=30) == length


def zoned(chat: ChatHost, zone: Json | None) -> None:
    """Have Chat tell another time zone, or none."""

    def tamper(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        event["commonEventObject"].pop("timeZone", None)
        if zone is not None:
            event["commonEventObject"]["timeZone"] = zone
        return event, headers

    chat.installation.tamper = tamper


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        (None, {"dateTime": "2031-05-14T09:30:00+00:00", "timeZone": "UTC"}),
        ({}, {"dateTime": "2031-05-14T09:30:00+00:00", "timeZone": "UTC"}),
        ({"id": "Mars/Olympus"}, {"dateTime": "2031-05-14T09:30:00+00:00", "timeZone": "UTC"}),
        ({"offset": 5_400_000}, {"dateTime": "2031-05-14T11:00:00+01:30"}),
        ({"id": "Mars/Olympus", "offset": 5_400_000}, {"dateTime": "2031-05-14T11:00:00+01:30"}),
    ],
)
def test_without_a_known_zone_the_moment_is_right(
    stage: Stage, zone: Json | None, start: Json
) -> None:
    """Where Chat tells no zone that is known, the event still starts at that moment."""
    chat = in_room(stage)
    zoned(chat, zone)
    assert own(chat) == []
    pressed(planned(chat))
    assert start == inserted(stage)["start"]
    assert 1 == len(own(chat))


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        # Clocks go back at 03:00 (01:00 UTC) on 26 October 2031, forward on 30 March.
        (datetime(2031, 10, 26, 0, 45, tzinfo=UTC), "30", "2031-10-26T02:15:00+01:00"),
        (datetime(2031, 10, 26, 0, 0, tzinfo=UTC), "120", "2031-10-26T03:00:00+01:00"),
        (datetime(2031, 10, 26, 1, 15, tzinfo=UTC), "30", "2031-10-26T02:45:00+01:00"),
        (datetime(2031, 3, 30, 0, 45, tzinfo=UTC), "30", "2031-03-30T03:15:00+02:00"),
    ],
)
def test_a_length_is_a_length_when_clocks_change(
    stage: Stage, start: datetime, length: str, expected: str
) -> None:
    """An event across the night when clocks change lasts as long as was chosen."""
    pressed(planned(in_room(stage), start=start, length=length))
    end = inserted(stage)["end"]["dateTime"]
    assert expected == end
    assert timedelta(minutes=int(length)) == datetime.fromisoformat(end) - start


@pytest.mark.parametrize("length", ["15", "30", "45", "60", "90", "120"])
def test_an_event_is_as_long_as_was_chosen(stage: Stage, length: str) -> None:
    """Each length that the dialog offers is kept."""
    pressed(planned(in_room(stage), length=length))
    end = datetime.fromisoformat(inserted(stage)["end"]["dateTime"])
    assert timedelta(minutes=int(length)) == end - START


@pytest.mark.parametrize("written", list(Milliseconds))
def test_chats_two_ways_to_write_a_moment_are_one(stage: Stage, written: Milliseconds) -> None:
    """`msSinceEpoch` as a number and as a string is the same start."""
    pressed(planned(in_room(stage, milliseconds=written)))
    assert "2031-05-14T11:30:00+02:00" == inserted(stage)["start"]["dateTime"]


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ('Q&A <b> "x" 🙂', 'Q&A <b> "x" 🙂'),
        ("  Plan  ", "Plan"),
        ("", "Meeting"),
        ("   ", "Meeting"),
        ("🙂" * 1024, "🙂" * 1024),
    ],
)
def test_the_title_is_the_summary(stage: Stage, title: str, summary: str) -> None:
    """Calendar gets the title as it was typed; an event without one has a plain name."""
    pressed(planned(in_room(stage), title=title))
    assert summary == inserted(stage)["summary"]


@pytest.mark.parametrize("setting", ["true", "false"])
def test_calendar_adds_no_meet_of_its_own(stage: Stage, setting: str) -> None:
    """Who has Calendar add a Meet to each new event gets one all the same, with the switches."""
    stage.ana.settings["autoAddHangouts"] = setting
    chat = planned(in_room(stage), wanted=ON, addresses="bo@example.com")
    event_id = event_id_of(chat)
    pressed(chat)
    assert MADE == stage.called()
    assert ON == has(only_space(stage))
    assert only_space(stage).uri == event_of(stage, event_id)["hangoutLink"]


# The posted card


def test_the_posted_card_tells_everybody_of_the_event(stage: Stage) -> None:
    """Title, organizer, time, link, guests and the three; Join and Open in Calendar."""
    chat = planned(
        in_room(stage), wanted=Three(transcription=True), addresses="bo@example.com cy@example.com"
    )
    event_id = event_id_of(chat)
    exchange = pressed(chat)
    space = only_space(stage)
    assert [
        ("Hosted by Ana", "<b>Plan</b>", f"{DAY}, 11:30{THIN}AM – 12:00{THIN}PM"),
        ("Link", space.uri, ""),
        ("", "2 guests", ""),
        ("Recording", "Off", ""),
        ("Transcript", "On", ""),
        ("Notes", "Off", ""),
    ] == lines(card_of(exchange))
    assert [SAYS.join(), SAYS.open_in_calendar()] == labels(card_of(exchange))
    assert SAYS.schedule_summary() == posted(exchange)["fallbackText"]
    assert "privateMessageViewer" not in posted(exchange)
    assert chat.dialog is None
    bo = of_bo(stage, chat)
    assert own(chat) == own(bo)
    [joined] = bo.click(SAYS.join()).links
    [opened] = bo.click(SAYS.open_in_calendar()).links
    assert (space.uri, event_of(stage, event_id)["htmlLink"]) == (joined.url, opened.url)


def test_an_event_without_guests_says_nothing_of_guests(stage: Stage) -> None:
    """Where nobody is invited there is no line about it."""
    exchange = pressed(planned(in_dm(stage)))
    assert ["Hosted by Ana", "Link", "Recording", "Transcript", "Notes"] == [
        above for above, _, _ in lines(card_of(exchange))
    ]


@pytest.mark.parametrize(
    ("locale", "zone", "expected"),
    [
        (
            "en-US",
            "America/New_York",
            f"{DAY}, 5:30{THIN}AM – 6:00{THIN}AM",
        ),
        ("en-GB", "Europe/London", "Wed, 14 May 2031, 10:30 – 11:00"),
        ("de", "Europe/Berlin", "Mi., 14. Mai 2031, 11:30 – 12:00"),
        ("es-ES", "Europe/Madrid", "mié, 14 may 2031, 11:30 – 12:00"),
    ],
)
def test_the_card_has_the_date_as_its_poster_writes_it(
    stage: Stage, locale: str, zone: str, expected: str
) -> None:
    """One card serves everybody: it has the language and zone of who posted it."""
    chat = in_room(stage, locale=locale, time_zone=zone)
    exchange = pressed(planned(chat))
    assert expected == lines(card_of(exchange))[0][2]
    assert expected == lines(own(of_bo(stage, chat))[-1].card)[0][2]


def test_a_title_shows_as_text(stage: Stage) -> None:
    """HTML in a title is no HTML in the card."""
    exchange = pressed(planned(in_room(stage), title="Q&A <b>now</b>"))
    assert "<b>Q&amp;A &lt;b&gt;now&lt;/b&gt;</b>" == lines(card_of(exchange))[0][1]


def test_a_feature_that_the_host_lacks_is_left_out_and_said(stage: Stage) -> None:
    """The event is made with what the account allows, and the card says what is missing."""
    stage.ana.features = set(ALL - {Feature.SMART_NOTES})
    exchange = pressed(planned(in_room(stage), wanted=ON))
    assert [all_three(ON), artifacts(recording="ON", transcription="ON")] == [
        call.body for call in calls_of(stage, CREATE_SPACE)
    ]
    assert ["On", "On", SAYS.refused()] == list(results(card_of(exchange)).values())


def test_what_policy_keeps_on_is_told_as_on(stage: Stage) -> None:
    """Everybody learns that a call is recorded, also where nobody asked for it."""
    stage.ana.features = set()
    stage.ana.policy_defaults = PolicyDefaults(recording="ON")
    exchange = pressed(planned(in_room(stage), wanted=OFF))
    stands = results(card_of(exchange))["Recording"]
    assert ("On" if has(only_space(stage)).recording else "Off") == stands


# Pressed again


def test_pressed_twice_it_is_one_event_with_one_meet(stage: Stage) -> None:
    """A second press of the same dialog finds the event and its Meet, and gives the same answer."""
    chat = planned(in_room(stage), wanted=ON, addresses="bo@example.com", email_guests=True)
    event_id, dialog = event_id_of(chat), chat.form
    cards = [card_of(dialog.press(SAYS.schedule())) for _ in range(2)]
    assert 1 == len(stage.world.spaces)
    assert only_space(stage).uri == event_of(stage, event_id)["hangoutLink"]
    assert 1 == len(stage.world.notifications)
    assert cards[0] == cards[1]
    assert 1 == len(calls_of(stage, PATCH_EVENT))


def test_pressed_again_after_a_change_the_meet_follows(stage: Stage) -> None:
    """The later press of one dialog has its way with the switches; the event stays one."""
    chat = planned(in_room(stage), wanted=ON)
    dialog = chat.form
    dialog.press(SAYS.schedule())
    dialog.set_switch("recording", on=False)
    exchange = dialog.press(SAYS.schedule())
    assert Three(transcription=True, smart_notes=True) == has(only_space(stage))
    assert "Off" == results(card_of(exchange))["Recording"]


def test_two_dialogs_are_two_events(stage: Stage) -> None:
    """Scheduling the same once more makes another event with another Meet."""
    chat = in_room(stage)
    ids = []
    for _ in range(2):
        planned(chat)
        ids.append(event_id_of(chat))
        pressed(chat)
    links = [event_of(stage, event_id)["hangoutLink"] for event_id in ids]
    assert [space.uri for space in stage.world.spaces] == links
    assert 2 == len(set(links))


def test_the_sidebar_knows_the_event(stage: Stage) -> None:
    """The event that Chat made opens in the sidebar as one with a Meet of the user's."""
    chat = planned(in_room(stage), wanted=Three(smart_notes=True))
    event_id = event_id_of(chat)
    pressed(chat)
    host = stage.host()
    host.open_event(ANA, event_id)
    assert "event" == host.card["name"]
    assert "Update settings" in labels(host.card)
