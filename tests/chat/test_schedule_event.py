"""What `/schedule` makes: exact calls, the event as Calendar has it, and the posted card."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest

from sandbox.google.people.accounts import ALL, Feature, Phone, PolicyDefaults
from sandbox.hosts.chat.host import ChatHost
from tests.support.calls import CREATE_SPACE, INSERT, PATCH_EVENT, PATCH_SPACE, calls_of
from tests.support.cards import lines, paragraphs
from tests.support.chat import (
    as_recorded,
    card_of,
    forging_inputs,
    in_dm,
    in_room,
    labels,
    of_bo,
    own,
    posted,
    records,
    written,
)
from tests.support.conferences import conference
from tests.support.people import ANA, BO
from tests.support.schedule import (
    MADE,
    START,
    event_id_of,
    event_of,
    fill,
    inserted,
    planned,
    pressed,
)
from tests.support.stage import Json, Stage
from tests.support.state import only_space
from tests.support.switches import (
    OFF,
    ON,
    Three,
    all_three,
    artifacts,
    each_combination,
    has,
    three,
)
from tests.support.words import SAYS

OUTSIDE = "dee@elsewhere.example"
"""Somebody who does not use Google Calendar."""
DAY = "Wed, May 14, 2031"
THIN = "\N{NARROW NO-BREAK SPACE}"


def test_the_space_is_made_then_the_event_with_it(stage: Stage) -> None:
    """Two calls: create, and one insert with a client-made id, the conference and the mail."""
    chat = planned(
        in_room(stage), wanted=Three(recording=True), addresses="bo@example.com", notify="all"
    )
    event_id = event_id_of(chat)
    pressed(chat)
    create, insert = stage.google.calls
    assert MADE == [call.method_id for call in (create, insert)]
    assert (all_three(Three(recording=True)), {"alt": "json"}) == (create.body, create.query)

    space = only_space(stage)
    assert "/calendar/v3/calendars/primary/events" == insert.path
    assert {
        "id": event_id,
        "summary": "Plan",
        "start": {"dateTime": "2031-05-14T11:30:00+02:00", "timeZone": "Europe/Madrid"},
        "end": {"dateTime": "2031-05-14T12:00:00+02:00", "timeZone": "Europe/Madrid"},
        "attendees": [{"email": "bo@example.com"}],
        "conferenceData": conference(space),
    } == insert.body
    assert {"alt": "json", "conferenceDataVersion": "1", "sendUpdates": "all"} == insert.query
    event = event_of(stage, event_id)
    assert (space.uri, "Plan") == (event["hangoutLink"], event["summary"])


def test_the_invitation_tells_how_to_dial_in(stage: Stage) -> None:
    """Numbers and the gateway that Meet tells of a space stand in the event, with their codes."""
    cy = stage.world.add_user(
        "cy@example.com", phones=[Phone("+12025550143", "US", "en")], sip_gateway="gw.example.com"
    )
    chat = stage.chat(cy)
    chat.open_dm()
    pressed(planned(chat))
    space = only_space(stage)
    told = space.resource(with_config=True, with_conference=False)
    [phone], [sip] = told["phoneAccess"], told["gatewaySipAccess"]
    video, *others = inserted(stage)["conferenceData"]["entryPoints"]
    assert ("video", space.uri) == (video["entryPointType"], video["uri"])
    assert [
        {
            "entryPointType": "phone",
            "uri": "tel:+12025550143",
            "label": "+1 202-555-0143",
            "pin": phone["pin"],
            "regionCode": "US",
        },
        {
            "entryPointType": "sip",
            "uri": sip["uri"],
            "label": sip["uri"].removeprefix("sip:"),
            "accessCode": sip["sipAccessCode"],
        },
    ] == others


@each_combination
def test_the_meet_has_the_switches_of_the_dialog(stage: Stage, wanted: Three) -> None:
    """What the dialog says is what Meet gets, whatever the defaults are."""
    chat = planned(in_room(stage), wanted=wanted)
    exchange = pressed(chat)
    assert [all_three(wanted)] == [call.body for call in calls_of(stage, CREATE_SPACE)]
    assert wanted == has(only_space(stage))
    assert as_recorded(wanted) == records(card_of(exchange))


@pytest.mark.parametrize(
    ("notify", "send_updates", "mailed"),
    [
        ("all", "all", [(BO, OUTSIDE)]),
        ("external", "externalOnly", [(OUTSIDE,)]),
        ("none", "none", []),
        (None, "externalOnly", [(OUTSIDE,)]),
    ],
)
def test_the_guests_one_mail_is_the_invitation(
    stage: Stage, notify: str | None, send_updates: str, mailed: list[tuple[str, ...]]
) -> None:
    """Whom the dialog names gets one mail, that of the insert, in which the Meet already is."""
    chat = planned(in_room(stage), addresses=f"{BO}, {OUTSIDE}")
    if notify is not None:
        fill(chat, notify=notify)
    event_id = event_id_of(chat)
    pressed(chat)
    assert MADE == [call.method_id for call in stage.google.calls]
    [insert] = calls_of(stage, INSERT)
    assert send_updates == insert.query["sendUpdates"]
    assert conference(only_space(stage)) == inserted(stage)["conferenceData"]
    assert [(event_id, send_updates, "insert", to) for to in mailed] == [
        (mail.event_id, mail.send_updates, mail.action, mail.to)
        for mail in stage.world.calendar.notifications
    ]


@pytest.mark.parametrize("notify", ["external", "all"])
@pytest.mark.parametrize("guests", ["", ANA])
def test_without_guests_nobody_is_mailed(stage: Stage, guests: str, notify: str) -> None:
    """An event that nobody else is invited to asks for no mail, whatever was chosen."""
    pressed(planned(in_room(stage), addresses=guests, notify=notify))
    [insert] = calls_of(stage, INSERT)
    assert "none" == insert.query["sendUpdates"]
    assert [] == stage.world.calendar.notifications


@pytest.mark.parametrize("forged", ["", "ALL", "everybody", "<b>", None])
def test_a_forged_choice_mails_nobody(stage: Stage, forged: str | None) -> None:
    """What the dialog does not offer counts as nobody."""
    chat = planned(in_room(stage), addresses=BO, notify="all")
    value = None if forged is None else {"stringInputs": {"value": [forged]}}
    forging_inputs(chat, notify=value)
    pressed(chat)
    [insert] = calls_of(stage, INSERT)
    assert "none" == insert.query["sendUpdates"]
    assert [] == stage.world.calendar.notifications


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
        (None, "2031-05-14T09:30:00+00:00"),
        ({}, "2031-05-14T09:30:00+00:00"),
        ({"id": "Mars/Olympus"}, "2031-05-14T09:30:00+00:00"),
        ({"offset": 5_400_000}, "2031-05-14T11:00:00+01:30"),
        ({"offset": 5_400_000.0}, "2031-05-14T11:00:00+01:30"),
        ({"id": "Mars/Olympus", "offset": 5_400_000}, "2031-05-14T11:00:00+01:30"),
        ({"id": "", "offset": "-3.6E6"}, "2031-05-14T08:30:00-01:00"),
    ],
)
def test_without_a_known_zone_the_event_has_an_offset(
    stage: Stage, zone: Json | None, start: str
) -> None:
    """Where Chat names no zone that is known the moment is right, and none is made up."""
    chat = in_room(stage)
    zoned(chat, zone)
    pressed(planned(chat))
    assert {"dateTime": start} == inserted(stage)["start"]
    assert ["dateTime"] == list(inserted(stage)["end"])
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


@pytest.mark.parametrize("written", ["double", "exponent", "integer", "string"])
def test_chats_ways_to_write_a_moment_are_one(
    stage: Stage, written: Literal["double", "exponent", "integer", "string"]
) -> None:
    """`msSinceEpoch` is the same start however it is written."""
    stage.world.knobs.numbers = written
    pressed(planned(in_room(stage)))
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
    """Title, organizer, time, guests, link and the three, and its buttons; none is the main one."""
    chat = planned(
        in_room(stage), wanted=Three(transcription=True), addresses="bo@example.com cy@example.com"
    )
    event_id = event_id_of(chat)
    exchange = pressed(chat)
    space = only_space(stage)
    assert {"title": "Plan", "subtitle": "Hosted by Ana"} == card_of(exchange)["header"]
    assert [
        ("", f"{DAY}, 11:30{THIN}AM – 12:00{THIN}PM (GMT+2, Madrid)", ""),
        (
            "2 guests",
            "bo@example.com, cy@example.com",
            "Guests without Google Calendar were e-mailed",
        ),
        ("", f'<a href="{space.uri}">meet.google.com/{space.code}</a>', ""),
        ("", "Will be transcribed", ""),
        ("", "Not recorded, no notes by Gemini", ""),
    ] == lines(card_of(exchange))
    assert [
        *(SAYS.join(), SAYS.open_in_calendar()),
        *(SAYS.change_settings(), SAYS.end_call()),
    ] == labels(card_of(exchange))
    assert "FILLED" not in str(card_of(exchange))
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
    assert "uest" not in str(written(card_of(exchange)))
    assert "mailed" not in str(written(card_of(exchange)))


@pytest.mark.parametrize(
    ("locale", "zone", "expected"),
    [
        (
            "en-US",
            "America/New_York",
            f"{DAY}, 5:30{THIN}AM – 6:00{THIN}AM (GMT-4, New York)",
        ),
        ("en-GB", "Europe/London", "Wed, 14 May 2031, 10:30 – 11:00 (GMT+1, London)"),
        ("de", "Europe/Berlin", "Mi., 14. Mai 2031, 11:30 – 12:00 (GMT+2, Berlin)"),
        ("es-ES", "Europe/Madrid", "mié, 14 may 2031, 11:30 – 12:00 (GMT+2, Madrid)"),
        ("fr", "Europe/Paris", "mer. 14 mai 2031, 11:30 – 12:00 (UTC+2, Paris)"),
        ("ja", "Asia/Kathmandu", "2031年5月14日(水) 15:15 – 15:45 (GMT+5:45, Kathmandu)"),
        ("en-GB", "UTC", "Wed, 14 May 2031, 09:30 – 10:00 (GMT)"),
    ],
)
def test_the_card_has_the_date_as_its_poster_writes_it(
    stage: Stage, locale: str, zone: str, expected: str
) -> None:
    """One card serves everybody: it has the language of who posted it, and names the zone."""
    chat = in_room(stage, locale=locale, time_zone=zone)
    exchange = pressed(planned(chat))
    assert expected == lines(card_of(exchange))[0][1]
    assert expected == lines(own(of_bo(stage, chat))[-1].card)[0][1]


def test_a_title_shows_as_text(stage: Stage) -> None:
    """HTML in a title is no HTML in the card's header, whether Chat would read it there or not."""
    exchange = pressed(planned(in_room(stage), title="Q&A <b>now</b>"))
    assert "Q&\u2060A <\u2060b>now<\u2060/b>" == card_of(exchange)["header"]["title"]


def test_a_feature_that_the_host_lacks_is_left_out_and_said(stage: Stage) -> None:
    """The event is made with what the account allows, and the card says what is missing."""
    stage.ana.features = set(ALL - {Feature.SMART_NOTES})
    exchange = pressed(planned(in_room(stage), wanted=ON))
    assert [all_three(ON), artifacts(recording="ON", transcription="ON")] == [
        call.body for call in calls_of(stage, CREATE_SPACE)
    ]
    assert as_recorded(Three(recording=True, transcription=True)) == records(card_of(exchange))


def test_what_policy_keeps_on_is_told_as_on(stage: Stage) -> None:
    """Everybody learns that a call is recorded, also where nobody asked for it."""
    stage.ana.features = set()
    stage.ana.policy_defaults = PolicyDefaults(recording="ON")
    exchange = pressed(planned(in_room(stage), wanted=OFF))
    assert as_recorded(has(only_space(stage))) == records(card_of(exchange))


# Pressed again


def test_pressed_twice_it_is_one_event_with_one_meet(stage: Stage) -> None:
    """A second press of the same dialog finds the event and its Meet, and gives the same answer."""
    chat = planned(in_room(stage), wanted=ON, addresses="bo@example.com", notify="all")
    event_id, dialog = event_id_of(chat), chat.form
    cards = [card_of(dialog.press(SAYS.schedule())) for _ in range(2)]
    assert 1 == len(stage.world.meet.spaces)
    assert only_space(stage).uri == event_of(stage, event_id)["hangoutLink"]
    assert [("insert", (BO,))] == [
        (mail.action, mail.to) for mail in stage.world.calendar.notifications
    ]
    assert cards[0] == cards[1]
    assert 1 == len(calls_of(stage, INSERT))
    assert [] == calls_of(stage, PATCH_EVENT)


def test_pressed_again_after_a_change_the_meet_follows(stage: Stage) -> None:
    """The later press of one dialog has its way with the switches; the event stays one."""
    chat = planned(in_room(stage), wanted=ON)
    dialog = chat.form
    dialog.press(SAYS.schedule())
    dialog.set_switch("recording", on=False)
    exchange = dialog.press(SAYS.schedule())
    assert Three(transcription=True, smart_notes=True) == has(only_space(stage))
    assert as_recorded(has(only_space(stage))) == records(card_of(exchange))


def test_a_meet_of_ones_own_that_meet_denies_is_not_told_as_somebody_elses(stage: Stage) -> None:
    """If the later press may not set the Meet, the user is told of the settings, not of a host."""
    chat = planned(in_room(stage), wanted=ON)
    dialog = chat.form
    dialog.press(SAYS.schedule())
    dialog.set_switch("recording", on=False)
    stage.google.faults.order(PATCH_SPACE, status=404)
    dialog.press(SAYS.schedule())
    corrected = paragraphs({"sections": dialog.card["sections"][:1]})
    assert [SAYS.settings_not_set()] == corrected
    assert ON == has(only_space(stage))


def test_two_dialogs_are_two_events(stage: Stage) -> None:
    """Scheduling the same once more makes another event with another Meet."""
    chat = in_room(stage)
    ids = []
    for _ in range(2):
        planned(chat)
        ids.append(event_id_of(chat))
        pressed(chat)
    links = [event_of(stage, event_id)["hangoutLink"] for event_id in ids]
    assert [space.uri for space in stage.world.meet.spaces] == links
    assert 2 == len(set(links))


def test_the_sidebar_knows_the_event(stage: Stage) -> None:
    """The event that Chat made opens in the sidebar as one with a Meet of the user's."""
    chat = planned(in_room(stage), wanted=Three(smart_notes=True))
    event_id = event_id_of(chat)
    pressed(chat)
    host = stage.host()
    host.open_event(ANA, event_id)
    assert "Update settings" in labels(host.card)
    assert Three(smart_notes=True) == three(host.card)
