"""What accounts have, or lack: dial-in, and Meet itself."""

from __future__ import annotations

from sandbox.google.people.accounts import Phone
from tests.sandbox.calendar_words import BAD_TYPE, EVENTS, attachment, path, request_meet
from tests.support.google_client import Client, JsonObject, Stage
from tests.support.people import TEAM

CREATED = "meetings.space.created"
SETTINGS = "meetings.space.settings"
TIMES = {
    "start": {"dateTime": "2026-11-23T10:00:00+01:00"},
    "end": {"dateTime": "2026-11-23T11:00:00+01:00"},
}
VERSION = {"conferenceDataVersion": "1"}


def dial_in(space: JsonObject) -> JsonObject:
    """What a space says about dialling in."""
    return {name: space[name] for name in ("phoneAccess", "gatewaySipAccess") if name in space}


def test_a_space_tells_how_to_dial_in(stage: Stage) -> None:
    """Create, get and patch answer the numbers and the gateway of the owner's account alike."""
    phones = [Phone("+15550100", "US", "en"), Phone("+4930555010", "DE", "de")]
    stage.world.add_user("dee@example.com", phones=phones, sip_gateway="gw.example.com")
    dee = stage.client("dee@example.com", CREATED, SETTINGS)
    made = dee("POST", "/v2/spaces", {}).body
    pins = [phone["pin"] for phone in made["phoneAccess"]]
    code = made["gatewaySipAccess"][0]["sipAccessCode"]
    assert {
        "phoneAccess": [
            {"phoneNumber": "+15550100", "pin": pins[0], "regionCode": "US", "languageCode": "en"},
            {
                "phoneNumber": "+4930555010",
                "pin": pins[1],
                "regionCode": "DE",
                "languageCode": "de",
            },
        ],
        "gatewaySipAccess": [{"uri": f"sip:{code}@gw.example.com", "sipAccessCode": code}],
    } == dial_in(made)
    assert (2, True, 13) == (len(set(pins)), all(map(str.isdigit, pins)), len(code))
    got = dee("GET", f"/v2/{made['name']}").body
    body = {"config": {"accessType": "OPEN"}}
    patched = dee("PATCH", f"/v2/{made['name']}", body, updateMask="config.accessType").body
    assert [dial_in(made)] * 2 == [dial_in(got), dial_in(patched)]


def test_an_account_may_have_no_dial_in(stage: Stage) -> None:
    """Without the licence a space has neither member."""
    stage.world.add_user("dee@example.com", phones=())
    assert {} == dial_in(stage.client("dee@example.com", CREATED)("POST", "/v2/spaces", {}).body)


def test_an_account_without_meet_makes_no_space(stage: Stage) -> None:
    """Creation is refused with the words that otherwise hide a space (google-apis.md 9.1)."""
    stage.world.add_user("dee@example.com", meet=False)
    reply = stage.client("dee@example.com", CREATED)("POST", "/v2/spaces", {})
    assert {
        "error": {
            "code": 403,
            "message": "Permission denied on resource Space (or it might not exist)",
            "status": "PERMISSION_DENIED",
        }
    } == reply.body
    assert (403, []) == (reply.status, stage.world.meet.spaces)


def test_the_calendar_of_an_account_without_meet_makes_none_either(stage: Stage) -> None:
    """A create request is refused, and the setting that adds links adds none."""
    stage.world.add_user("dee@example.com", meet=False, settings={"autoAddHangouts": "true"})
    dee = stage.client("dee@example.com", EVENTS)
    asked = dee("POST", path("primary"), {**TIMES, **request_meet()}, **VERSION)
    plain = dee("POST", path("primary"), TIMES)
    assert (400, BAD_TYPE) == (asked.status, asked.body)
    assert (200, False, []) == (plain.status, "hangoutLink" in plain.body, stage.world.meet.spaces)


def test_a_calendar_without_meet_takes_none_that_exists(stage: Stage, ana: Client) -> None:
    """Attaching is refused like a create request, to a new event and to an old one."""
    stage.world.calendar.add_calendar(TEAM, "ana@example.com", allowed_conference_types=[])
    event = stage.world.calendar.add_event(TEAM)
    body = attachment(stage.world.meet.make_meet("ana@example.com"))
    for reply in (
        ana("PATCH", path(TEAM, event), body, **VERSION),
        ana("POST", path(TEAM), {**TIMES, **body}, **VERSION),
        ana("PUT", path(TEAM, event), {**TIMES, **body}, **VERSION),
    ):
        assert (400, BAD_TYPE) == (reply.status, reply.body)
    assert [event] == [entry.id for entry in stage.world.calendar.entries(TEAM)]
