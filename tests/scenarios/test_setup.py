"""Whether everything is in place for a person, and the text for those who answer for it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection

import pytest

from addon import VERSION
from sandbox.google import errors
from sandbox.google.people.accounts import Feature
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.wire import Json
from tests.support.calls import READ_ENTRIES, READ_SPACE
from tests.support.cards import buttons, footer, lines, paragraphs, widgets
from tests.support.people import ANA, BO
from tests.support.policy import ASK_IT, CONTACT, RECORDING_OFF
from tests.support.requests import post, signed
from tests.support.stage import SCOPE, USUAL, Stage
from tests.support.store import Store, stored
from tests.support.switches import ON, choose
from tests.support.words import SAYS

LIST, SPACE = READ_ENTRIES, "chat.spaces.get"
WELL = "<b>Everything works.</b>"
NOT_WELL = "<b>Not everything works. What is missing stands below.</b>"
WORKS = [
    ("Google Calendar API", "Works", ""),
    ("Google Meet REST API", "Works", ""),
    ("Google Chat API", "Works", ""),
    ("Your defaults", "Works", ""),
]
VERSION_LINE = ("Version", VERSION, "")


def checked(stage: Stage, granted: Collection[str] = USUAL) -> CalendarHost:
    """Calendar, after its menu's entry was chosen."""
    host = stage.host(granted=granted)
    host.universal_action("Check my setup")
    assert "check" == host.card["name"]
    return host


def copied(host: CalendarHost) -> list[str]:
    """The lines of the text for IT."""
    host.press_primary()
    assert "copy" == host.card["name"]
    [written] = [each["textInput"] for each in widgets(host.card) if "textInput" in each]
    assert "MULTIPLE_LINE" == written["type"]
    return str(written["value"]).split("\n")


def given(card: Json, heading: str) -> list[str]:
    """What is listed below a heading."""
    found = [text for text in paragraphs(card) if text.startswith(f"<b>{heading}</b>")]
    return found[0].split("<br>")[1:] if found else []


def test_all_that_works_is_said_to(stage: Stage) -> None:
    """Each service answers, in one round; nothing is asked for, made, read of anybody or kept."""
    host = checked(stage)
    assert [WELL] == paragraphs(host.card)[:1]
    assert [*WORKS, VERSION_LINE] == lines(host.card)
    assert "Meet has refused you nothing lately." in paragraphs(host.card)
    assert "Your organization has decided nothing: the switches are yours." in paragraphs(host.card)
    assert [] == given(host.card, "Missing")
    assert "• Create Meets, which you host." in given(host.card, "Given")
    assert ["• See your calls in Meet, to list their recordings, notes and participants."] == given(
        host.card, "Asked for only when needed"
    )
    assert ["Copy for IT", "Check again"] == footer(host.card)
    assert {LIST, SPACE, READ_SPACE} == set(stage.called())
    assert [] == host.consents
    assert [] == stored(stage)


def test_nothing_granted_is_said_and_nobody_is_asked(stage: Stage) -> None:
    """Without permissions only what needs none is tried; the rest is named, with a button."""
    host = checked(stage, [])
    assert [NOT_WELL] == paragraphs(host.card)[:1]
    untried = "Not tried: a permission is missing."
    assert [
        ("Google Calendar API", untried, ""),
        ("Google Meet REST API", untried, ""),
        WORKS[2],
        ("Your defaults", untried, ""),
        VERSION_LINE,
    ] == lines(host.card)
    assert "• Create Meets, which you host." in given(host.card, "Missing")
    assert [] == given(host.card, "Given")
    assert {SPACE} == set(stage.called())
    assert [] == host.consents
    assert ["Give permission"] == buttons(host.card)
    host.press("Give permission")
    [asked] = host.consents
    assert f"{SCOPE}meetings.space.created" in asked
    host.universal_action("Check my setup")
    assert [WELL] == paragraphs(host.card)[:1]


@pytest.mark.parametrize(
    ("api", "named"),
    [
        ("calendar", "Google Calendar API"),
        ("meet", "Google Meet REST API"),
        ("chat", "Google Chat API"),
    ],
)
def test_an_api_that_is_off_is_named(stage: Stage, api: str, named: str) -> None:
    """Its line has the words for the administrator, the others work; so has the text, by names."""
    stage.google.faults.order(
        {"calendar": LIST, "meet": READ_SPACE, "chat": SPACE}[api],
        error=errors.service_disabled(api, "meet-records"),
        times=2,
    )
    host = checked(stage)
    assert [NOT_WELL] == paragraphs(host.card)[:1]
    found = dict(line[:2] for line in lines(host.card))
    assert (
        "A Google service that the add-on needs is switched off. Send this to your IT team: "
        f"“Enable the {named} in the project of the Meet add-on.”"
    ) == found.pop(named)
    assert {"Works"} == {found[name] for name in {each[0] for each in WORKS} - {named}}
    text = copied(host)
    assert f"{named}: AskAdministrator" in text
    said = text[text.index(f"{named}: AskAdministrator") + 1]
    assert re.match("403 .*(SERVICE_DISABLED|accessNotConfigured)", said)
    assert 1 == len([line for line in text if line[:1].isdigit() and not line.endswith(" UTC")])


@pytest.mark.parametrize("status", [400, 403, 404])
def test_an_answer_about_the_name_is_an_answer(stage: Stage, status: int) -> None:
    """Of a space that there is not a service may say what it likes: it works."""
    said = {"error": {"code": status, "message": "Request contains an invalid argument."}}
    if status != 400:
        said["error"]["message"] = "Permission denied on resource Space (or it may not exist)."
    for method in (READ_SPACE, SPACE):
        stage.google.faults.order(method, status=status, body=said, times=2)
    assert [*WORKS, VERSION_LINE] == lines(checked(stage).card)
    stage.google.faults.clear()


def test_a_chat_app_that_is_not_configured_is_named(stage: Stage) -> None:
    """Chat says so with a 404, which would else only mean that there is no such conversation."""
    body = {"error": {"code": 404, "message": "Google Chat app not found.", "status": "NOT_FOUND"}}
    stage.google.faults.order(SPACE, status=404, body=body)
    host = checked(stage)
    assert [NOT_WELL] == paragraphs(host.card)[:1]
    assert (
        "“Enable the Google Chat API"
        in dict(line[:2] for line in lines(host.card))["Google Chat API"]
    )


@pytest.mark.own_stage
def test_a_store_that_is_down_is_said(stage: Stage) -> None:
    """The card comes all the same, with what else there is."""
    checked(stage).open_home()
    Store(stage.store).spoil()
    host = checked(stage)
    assert [NOT_WELL] == paragraphs(host.card)[:1]
    assert (
        "Your defaults",
        SAYS.store_unavailable(),
        "",
    ) in lines(host.card)
    assert "Meet has refused you nothing lately." not in paragraphs(host.card)
    assert {"store: StoreUnavailable", "refused by Meet: not known"} <= {*copied(host)}


def test_what_the_account_was_refused_is_said(stage: Stage) -> None:
    """What Meet refused stands with its reason, in the text by the API's name and with its day."""
    stage.ana.features -= {Feature.TRANSCRIPTION}
    host = stage.host()
    host.open_event(ANA, stage.world.calendar.add_event(ANA))
    choose(host, ON)
    host.press_primary()
    host = checked(stage)
    [line] = [each for each in lines(host.card) if each[0] == "Not available"]
    assert "Transcript" == line[1]
    [told] = [each for each in copied(host) if each.startswith("refused by Meet: ")]
    assert re.fullmatch(r"refused by Meet: transcription \d{4}-\d\d-\d\d", told)


def test_the_policy_in_force_is_shown(stage: Stage) -> None:
    """Each rule stands with what it is for; the text names neither the words nor the contact."""
    policy: Json = {
        "defaults": {"transcription": True},
        "locked": {"smart_notes": "off"},
        "external": {"recording": "off"},
        "words": [{"contains": "<Interview>", "locked": {"recording": "on"}}],
        "contact": CONTACT,
    }
    with stage.under(policy):
        host = checked(stage)
        assert [
            ("On until you choose", "Transcript", ""),
            ("", "Notes: off, set by your organization", ""),
            (
                "With outside guests",
                "Recording: off, set by your organization",
                "",
            ),
            (
                "Titles with “&lt;Interview&gt;”",
                "Recording: on, set by your organization",
                "",
            ),
        ] == lines(host.card)[len(WORKS) : -1]
        assert ASK_IT in paragraphs(host.card)
        text = copied(host)
    assert [
        "policy defaults: transcription",
        "policy locked: smart_notes=off",
        "policy external: recording=off",
        "policy words: recording=on",
        "policy contact: set",
    ] == text[-5:]


def test_a_default_that_is_locked_off_is_none(stage: Stage) -> None:
    """What can be on with nobody is not told to begin as on."""
    with stage.under({"defaults": {"recording": True}, "locked": {"recording": "off"}}):
        host = checked(stage)
        assert [("", RECORDING_OFF, "")] == lines(host.card)[len(WORKS) : -1]


def test_a_user_whom_google_does_not_name_is_told_to_open_anew(stage: Stage) -> None:
    """The scope is granted and no ID token came: whatever needs the account would fail."""
    event, headers = signed(stage, "/calendar/setup")
    event["authorizationEventObject"].pop("userIdToken")
    card = json.dumps(post(stage.function, "/calendar/setup", event, headers).json)
    assert NOT_WELL in card
    assert SAYS.reopen_addon() in card


def test_the_text_for_it_names_nobody_and_no_meeting(stage: Stage) -> None:
    """After a day with meetings, refusals and trouble it holds names of neither, and no link."""
    event = stage.world.calendar.add_event(ANA, summary="Layoffs", attendees=[BO])
    host = stage.host()
    host.open_event(ANA, event)
    host.press_primary()
    [space] = stage.world.meet.spaces
    message = f"Permission denied on {ANA} spaces/{space.name} {space.code} “Layoffs”"
    denied = {"error": {"code": 403, "message": message, "status": "PERMISSION_DENIED"}}
    stage.google.faults.order(LIST, status=403, body=denied, times=2)
    host = checked(stage)
    text = "\n".join(copied(host))
    assert "Google Calendar API: Refused" in text
    for name in ("Layoffs", "ana", "bo@", "example.com", space.code, space.name):
        assert name not in text
    assert "meetings.space.created: given" in text
    assert "meetings.space.readonly: not given yet" in text


def test_the_text_closes_onto_the_card(stage: Stage) -> None:
    """What it says was looked at anew; its button leads back."""
    host = checked(stage)
    stage.called()
    text = copied(host)
    assert [f"Records for Google Meet {VERSION}"] == text[:1]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", text[1])
    assert [f"{name}: ok" for name in ("Google Calendar API", "Google Meet REST API")] == text[2:4]
    assert [LIST, SPACE, READ_SPACE] == sorted(stage.called())
    assert ["Close"] == footer(host.card)
    host.press_primary()
    assert "check" == host.card["name"]


def test_a_slow_google_holds_the_card_up_for_five_seconds_only(stage: Stage) -> None:
    """A service that does not answer in time is said to be busy; the card is not lost with it."""
    busy = {"Retry-After": "60"}
    stage.google.faults.order(LIST, status=503, headers=busy)
    host = checked(stage)
    assert (
        "Google Calendar API",
        "Google is busy or cannot be reached. Nothing was changed. Try again in a minute.",
        "",
    ) in lines(host.card)
