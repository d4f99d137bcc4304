"""The stand-in's Calendar API, over HTTP."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from googleapiclient.discovery import build

from sandbox.google.calendar.book import Notification
from tests.sandbox.calendar_words import (
    BAD_TYPE,
    EVENTS,
    ICON,
    NO_WRITER,
    NOT_FOUND,
    NOT_ORGANIZER,
    OWNED,
    STALE,
    attachment,
    error,
    path,
    request_meet,
)
from tests.support.google_client import Client, JsonObject, Reply, Stage, authorized
from tests.support.people import TEAM


@pytest.fixture
def bo(stage: Stage) -> Client:
    """Bo, who granted everything about events."""
    return stage.client("bo@example.com", EVENTS)


def test_an_event_reads_as_calendar_gives_it(stage: Stage, ana: Client) -> None:
    """Every field of an event stands where Calendar puts it, times in the calendar's zone."""
    event = stage.world.calendar.add_event(
        "ana@example.com", event_id="planning1", start=datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    )
    reply = ana("GET", path("ana@example.com", event))
    assert {
        "kind": "calendar#event",
        "etag": '"3590323200004000"',
        "id": "planning1",
        "status": "confirmed",
        "htmlLink": (
            "https://www.google.com/calendar/event?eid=cGxhbm5pbmcxIGFuYUBleGFtcGxlLmNvbQ"
        ),
        "created": "2026-11-20T08:00:00.000Z",
        "updated": "2026-11-20T08:00:00.002Z",
        "summary": "Planning",
        "creator": {"email": "ana@example.com", "self": True},
        "organizer": {"email": "ana@example.com", "self": True},
        "start": {"dateTime": "2026-11-23T10:30:00+01:00", "timeZone": "Europe/Berlin"},
        "end": {"dateTime": "2026-11-23T11:30:00+01:00", "timeZone": "Europe/Berlin"},
        "iCalUID": "planning1@google.com",
        "sequence": 0,
        "reminders": {"useDefault": True},
        "eventType": "default",
    } == reply.body
    assert reply.headers["ETag"] == reply.body["etag"]


def test_a_guest_reads_the_same_event_from_the_own_calendar(stage: Stage, bo: Client) -> None:
    """A guest's copy has the same id; self is worked out for the calendar it is read from."""
    event = stage.world.calendar.add_event("ana@example.com", attendees=["bo@example.com"])
    shown = bo("GET", path("primary", event), fields="organizer,creator,attendees").body
    assert {
        "organizer": {"email": "ana@example.com"},
        "creator": {"email": "ana@example.com"},
        "attendees": [
            {"email": "ana@example.com", "responseStatus": "accepted", "organizer": True},
            {"email": "bo@example.com", "responseStatus": "needsAction", "self": True},
        ],
    } == shown


def test_guests_may_be_hidden_from_each_other(stage: Stage, bo: Client) -> None:
    """With guestsCanSeeOtherGuests false a guest sees the organizer and themselves."""
    event = stage.world.calendar.add_event(
        "ana@example.com",
        attendees=["bo@example.com", "cy@example.com"],
        guestsCanSeeOtherGuests=False,
    )
    shown = bo("GET", path("primary", event)).body["attendees"]
    assert ["ana@example.com", "bo@example.com"] == [guest["email"] for guest in shown]


@pytest.mark.parametrize("calendar_id", ["bo@example.com", "nobody@example.com"])
def test_what_is_out_of_reach_is_not_found(stage: Stage, ana: Client, calendar_id: str) -> None:
    """Somebody else's calendar and no calendar at all are both 404, like an unknown event."""
    event = stage.world.calendar.add_event("bo@example.com")
    for reply in (ana("GET", path(calendar_id, event)), ana("GET", path("primary", "nothing1"))):
        assert (404, NOT_FOUND) == (reply.status, reply.body)


def test_a_draft_is_not_found_until_it_is_saved(stage: Stage, ana: Client) -> None:
    """An unsaved event answers 404 to reads and writes; saved, it has the same id."""
    event = stage.world.calendar.add_draft("ana@example.com", summary="New")
    before = [
        ana("GET", path("primary", event)),
        ana("PATCH", path("primary", event), {"summary": "Mine"}),
    ]
    stage.world.calendar.save_draft(event)
    assert [NOT_FOUND, NOT_FOUND] == [reply.body for reply in before]
    assert "New" == ana("GET", path("primary", event)).body["summary"]


def test_owned_scope_works_on_calendars_that_the_user_owns(stage: Stage) -> None:
    """`calendar.events.owned` reads and writes the own calendar and no shared one."""
    stage.world.calendar.add_calendar(TEAM, "bo@example.com", roles={"ana@example.com": "writer"})
    own, shared = (
        stage.world.calendar.add_event("ana@example.com"),
        stage.world.calendar.add_event(TEAM),
    )
    ana = stage.client("ana@example.com", OWNED)
    assert 200 == ana("PATCH", path("ana@example.com", own), {"summary": "Mine"}).status
    assert (404, NOT_FOUND) == (
        (reply := ana("PATCH", path(TEAM, shared), {"summary": "Mine"})).status,
        reply.body,
    )
    stage.world.knobs.owned_scope_on_foreign_calendar = 403
    assert (
        "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
        == ana("GET", path(TEAM, shared)).body["error"]["details"][0]["reason"]
    )
    assert 200 == stage.client("ana@example.com", EVENTS)("GET", path(TEAM, shared)).status


def test_a_missing_scope_is_refused_with_the_ones_that_would_do(stage: Stage) -> None:
    """The 403 carries both of Google's envelopes and the header for the client."""
    reply = stage.client("ana@example.com", "calendar.addons.execute")(
        "GET", "/calendar/v3/users/me/calendarList/primary"
    )
    assert {
        "error": {
            "code": 403,
            "message": "Request had insufficient authentication scopes.",
            "errors": [
                {
                    "message": "Insufficient Permission",
                    "domain": "global",
                    "reason": "insufficientPermissions",
                }
            ],
            "status": "PERMISSION_DENIED",
            "details": [
                {
                    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                    "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                    "domain": "googleapis.com",
                    "metadata": {
                        "service": "calendar-json.googleapis.com",
                        "method": "calendar.v3.CalendarList.Get",
                    },
                }
            ],
        }
    } == reply.body
    accepted = ("", ".app.created", ".calendarlist", ".calendarlist.readonly", ".readonly")
    scopes = " ".join(f"https://www.googleapis.com/auth/calendar{name}" for name in accepted)
    assert (
        f'Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="{scopes}"'
        == reply.headers["WWW-Authenticate"]
    )


def test_a_bad_token_is_an_auth_error(stage: Stage) -> None:
    """Calendar's 401 names the header."""
    reply = stage.client_with("nonsense")("GET", path("primary", "planning1"))
    body = error(401, "global", "authError", "Invalid Credentials", "header", "Authorization")
    assert (401, body) == (reply.status, reply.body)


def test_attaching_a_meet_keeps_what_was_given(stage: Stage, ana: Client) -> None:
    """An attached Meet sets the link; Calendar adds the icon and no phone, signature or more."""
    event = stage.world.calendar.add_event("ana@example.com")
    space = stage.world.meet.make_meet("ana@example.com", origin="api:addon")
    before = ana("GET", path("primary", event)).body
    reply = ana(
        "PATCH",
        path("primary", event),
        attachment(space),
        if_match=before["etag"],
        conferenceDataVersion="1",
        sendUpdates="none",
    )
    given = attachment(space)["conferenceData"]
    assert {
        **before,
        "etag": reply.body["etag"],
        "updated": reply.body["updated"],
        "hangoutLink": space.uri,
        "conferenceData": {
            **given,
            "conferenceSolution": {**given["conferenceSolution"], "iconUri": ICON},
        },
    } == reply.body
    assert before["etag"] != reply.body["etag"]
    assert reply.body == ana("GET", path("primary", event)).body
    assert [] == stage.world.calendar.notifications


def test_googles_own_client_attaches_a_meet(stage: Stage) -> None:
    """The same attach works through google-api-python-client, If-Match included."""
    event = stage.world.calendar.add_event("ana@example.com")
    space = stage.world.meet.make_meet("ana@example.com")
    token = stage.world.people.issue_token("ana@example.com", [OWNED])
    with build(
        "calendar",
        "v3",
        credentials=authorized(token),
        client_options={"api_endpoint": f"{stage.google.url}/calendar/v3/"},
        static_discovery=True,
        cache_discovery=False,
    ) as calendar:
        ids = {"calendarId": "ana@example.com", "eventId": event}
        current = calendar.events().get(**ids).execute()
        patch = calendar.events().patch(
            **ids, body=attachment(space), conferenceDataVersion=1, sendUpdates="none"
        )
        patch.headers["If-Match"] = current["etag"]
        changed = patch.execute()
    assert space.uri == changed["hangoutLink"]
    [_, call] = stage.google.calls
    assert (
        "calendar.events.patch",
        {"conferenceDataVersion": "1", "sendUpdates": "none", "alt": "json"},
        attachment(space),
        current["etag"],
        "/calendar/v3/calendars/ana%40example.com/events/" + event,
    ) == (call.method_id, call.query, call.body, call.if_match, call.path)


def test_without_a_conference_id_none_comes_back(stage: Stage, ana: Client) -> None:
    """Calendar does not work out the conference id from the link."""
    event = stage.world.calendar.add_event("ana@example.com")
    body = attachment(stage.world.meet.make_meet("ana@example.com"))
    del body["conferenceData"]["conferenceId"]
    shown = ana("PATCH", path("primary", event), body, conferenceDataVersion="1").body
    assert "conferenceId" not in shown["conferenceData"]


@pytest.mark.parametrize("query", [{}, {"conferenceDataVersion": "0"}])
def test_without_version_1_the_conference_is_dropped_in_silence(
    stage: Stage, ana: Client, query: JsonObject
) -> None:
    """The rest of the patch is applied with 200 and the event's own conference stays."""
    event = stage.world.calendar.add_event("ana@example.com")
    body = {**attachment(stage.world.meet.make_meet("ana@example.com")), "summary": "New title"}
    reply = ana("PATCH", path("primary", event), body, **query)
    assert (200, "New title") == (reply.status, reply.body["summary"])
    assert {"conferenceData", "hangoutLink"}.isdisjoint(reply.body)


def test_a_stale_etag_changes_nothing(stage: Stage, ana: Client) -> None:
    """After somebody else's edit a write bound to the old ETag is 412."""
    event = stage.world.calendar.add_event("ana@example.com")
    old = ana("GET", path("primary", event)).body["etag"]
    stage.world.calendar.edit_event("ana@example.com", event, summary="Theirs")
    for method in ("PATCH", "DELETE"):
        body = {"summary": "Mine"} if method == "PATCH" else None
        reply = ana(method, path("primary", event), body, if_match=old)
        assert (412, STALE) == (reply.status, reply.body)
    assert (
        "Theirs"
        == stage.world.calendar.event("ana@example.com", event, "ana@example.com")["summary"]
    )


def test_an_unchanged_event_is_304(stage: Stage, ana: Client) -> None:
    """A read bound to the current ETag has no body."""
    event = stage.world.calendar.add_event("ana@example.com")
    etag = ana("GET", path("primary", event)).body["etag"]
    reply = ana("GET", path("primary", event), if_none_match=etag)
    assert (304, None) == (reply.status, reply.body)


def test_a_guest_may_not_change_what_is_shared(stage: Stage, bo: Client) -> None:
    """A guest's patch of the title or the conference is refused, whether or not it is a PUT."""
    event = stage.world.calendar.add_event("ana@example.com", attendees=["bo@example.com"])
    body = attachment(stage.world.meet.make_meet("bo@example.com"))
    replies = [
        bo("PATCH", path("primary", event), body, conferenceDataVersion="1"),
        bo("PATCH", path("primary", event), {"summary": "Mine"}),
        bo(
            "PUT",
            path("primary", event),
            {**bo("GET", path("primary", event)).body, "location": "Here"},
        ),
    ]
    assert [(403, NOT_ORGANIZER)] * 3 == [(reply.status, reply.body) for reply in replies]


def test_a_guest_may_answer_and_set_private_things(stage: Stage, ana: Client, bo: Client) -> None:
    """The own answer reaches everybody; colours and private properties stay on the own copy."""
    event = stage.world.calendar.add_event("ana@example.com", attendees=["bo@example.com"])
    guests = bo("GET", path("primary", event)).body["attendees"]
    guests[1]["responseStatus"] = "accepted"
    private = {"colorId": "5", "extendedProperties": {"private": {"a": "b"}}}
    reply = bo("PATCH", path("primary", event), {"attendees": guests, **private})
    assert (200, "5", {"private": {"a": "b"}}) == (
        reply.status,
        reply.body["colorId"],
        reply.body["extendedProperties"],
    )
    organizers = ana("GET", path("primary", event)).body
    assert "accepted" == organizers["attendees"][1]["responseStatus"]
    assert {"colorId", "extendedProperties"}.isdisjoint(organizers)


def test_guests_can_modify_where_the_organizer_lets_them(stage: Stage, bo: Client) -> None:
    """With guestsCanModify a guest attaches a conference."""
    event = stage.world.calendar.add_event(
        "ana@example.com", attendees=["bo@example.com"], guests_can_modify=True
    )
    space = stage.world.meet.make_meet("bo@example.com")
    reply = bo("PATCH", path("primary", event), attachment(space), conferenceDataVersion="1")
    assert (200, space.uri) == (reply.status, reply.body["hangoutLink"])


def test_a_reader_may_not_write(stage: Stage, bo: Client) -> None:
    """On a calendar that somebody may only read, writes name the access that is missing."""
    stage.world.calendar.add_calendar(TEAM, "ana@example.com", roles={"bo@example.com": "reader"})
    event = stage.world.calendar.add_event(TEAM)
    assert 200 == bo("GET", path(TEAM, event)).status
    for reply in (
        bo("PATCH", path(TEAM, event), {"summary": "Mine"}),
        bo("DELETE", path(TEAM, event)),
        bo("POST", path(TEAM), {}),
    ):
        assert (403, NO_WRITER) == (reply.status, reply.body)


def test_free_busy_access_shows_times_alone(stage: Stage, bo: Client) -> None:
    """Somebody who may see free and busy gets no title."""
    stage.world.calendar.share_calendar("ana@example.com", "bo@example.com", "freeBusyReader")
    event = stage.world.calendar.add_event("ana@example.com")
    shown = bo("GET", path("ana@example.com", event)).body
    assert ({"start", "end"} <= set(shown), False) == (True, "summary" in shown)


def test_a_locked_event_refuses_even_its_owner(stage: Stage, ana: Client) -> None:
    """Main fields and, behind a knob, the conference of a locked event stay as they are."""
    event = stage.world.calendar.add_event("ana@example.com", locked=True)
    body = attachment(stage.world.meet.make_meet("ana@example.com"))
    assert True is ana("GET", path("primary", event)).body["locked"]
    assert NOT_ORGANIZER == ana("PATCH", path("primary", event), {"summary": "Mine"}).body
    patched = ana("PATCH", path("primary", event), body, conferenceDataVersion="1")
    assert NOT_ORGANIZER == patched.body
    stage.world.knobs.locked_refuses_conference = False
    patched = ana("PATCH", path("primary", event), body, conferenceDataVersion="1")
    assert 200 == patched.status


def test_calendar_makes_a_meet_on_request(stage: Stage, ana: Client) -> None:
    """A create request mints a space that belongs to the organizer and Meet knows."""
    event = stage.world.calendar.add_event("ana@example.com")
    reply = ana("PATCH", path("primary", event), request_meet(), conferenceDataVersion="1")
    [space] = stage.world.meet.spaces
    assert ("ana@example.com", "calendar") == (space.owner, space.origin)
    assert space.uri == reply.body["hangoutLink"]
    data = reply.body["conferenceData"]
    assert {
        "createRequest": {
            "requestId": "r1",
            "conferenceSolutionKey": {"type": "hangoutsMeet"},
            "status": {"statusCode": "success"},
        },
        "entryPoints": [
            {
                "entryPointType": "video",
                "uri": space.uri,
                "label": f"meet.google.com/{space.code}",
            },
            {
                "entryPointType": "more",
                "uri": f"https://tel.meet/{space.code}?pin={data['entryPoints'][1]['pin']}",
                "pin": data["entryPoints"][1]["pin"],
            },
            {
                "entryPointType": "phone",
                "uri": "tel:+44-20-3873-7654",
                "label": "+44 20 3873 7654",
                "pin": data["entryPoints"][2]["pin"],
                "regionCode": "GB",
            },
        ],
        "conferenceSolution": {
            "key": {"type": "hangoutsMeet"},
            "name": "Google Meet",
            "iconUri": ICON,
        },
        "conferenceId": space.code,
        "signature": data["signature"],
    } == data
    meet = stage.client("ana@example.com", "meetings.space.settings")
    assert space.name == meet("GET", f"/v2/spaces/{space.code}").body["name"]


def test_the_same_request_id_is_ignored(stage: Stage, ana: Client) -> None:
    """A repeated create request leaves the conference alone; another id makes another."""
    event = stage.world.calendar.add_event("ana@example.com")
    links = [
        ana("PATCH", path("primary", event), request_meet(name), conferenceDataVersion="1").body[
            "hangoutLink"
        ]
        for name in ("r1", "r1", "r2")
    ]
    assert (True, True, 2) == (
        links[0] == links[1],
        links[1] != links[2],
        len(stage.world.meet.spaces),
    )


def test_a_request_may_stay_pending_for_a_while(stage: Stage, ana: Client) -> None:
    """Pending answers carry no entry points; the ETag changes once the Meet is there."""
    stage.world.knobs.create_request_pending_reads = 2
    event = stage.world.calendar.add_event("ana@example.com")
    replies = [ana("PATCH", path("primary", event), request_meet(), conferenceDataVersion="1")]
    replies += [ana("GET", path("primary", event)) for _ in range(3)]

    def state(reply: Reply) -> tuple[str, bool]:
        data = reply.body["conferenceData"]
        return data["createRequest"]["status"]["statusCode"], "entryPoints" in data

    assert [("pending", False)] * 3 + [("success", True)] == [state(reply) for reply in replies]
    assert 2 == len({reply.body["etag"] for reply in replies})


def test_a_pending_conference_can_be_there_from_the_start(stage: Stage, ana: Client) -> None:
    """An event on which Calendar is still making the link gets it after the given reads."""
    event = stage.world.calendar.add_event(
        "ana@example.com", conference=stage.world.calendar.pending_conference(1)
    )
    links = [ana("GET", path("primary", event)).body.get("hangoutLink") for _ in range(2)]
    assert [None, stage.world.meet.spaces[0].uri] == links


def test_a_request_can_fail(stage: Stage, ana: Client) -> None:
    """Behind its knob, Calendar gives up and says so on the event."""
    stage.world.knobs.create_request_fails = True
    event = stage.world.calendar.add_event("ana@example.com")
    reply = ana("PATCH", path("primary", event), request_meet(), conferenceDataVersion="1")
    assert "failure" == reply.body["conferenceData"]["createRequest"]["status"]["statusCode"]
    assert "hangoutLink" not in reply.body


def test_a_calendar_without_meet_refuses_the_type(stage: Stage, ana: Client) -> None:
    """Where Meet is not among the allowed solutions, asking for one is an invalid value."""
    stage.world.calendar.add_calendar(TEAM, "ana@example.com", allowed_conference_types=[])
    event = stage.world.calendar.add_event(TEAM)
    reply = ana("PATCH", path(TEAM, event), request_meet(), conferenceDataVersion="1")
    assert (400, BAD_TYPE) == (reply.status, reply.body)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"conferenceId": "abc-defg-hij"},
        {"conferenceSolution": {"key": {"type": "hangoutsMeet"}}},
        {
            "conferenceSolution": {"key": {"type": "hangoutsMeet"}},
            "entryPoints": [{"entryPointType": "more", "uri": "https://tel.meet/x"}],
        },
        {
            "conferenceSolution": {"key": {"type": "hangoutsMeet"}},
            "entryPoints": [{"entryPointType": "video", "uri": "https://meet.google.com/x"}] * 2,
        },
    ],
)
def test_incomplete_conference_data_is_refused(stage: Stage, ana: Client, data: JsonObject) -> None:
    """A conference needs a solution and entry points of which at most one is video."""
    event = stage.world.calendar.add_event("ana@example.com")
    reply = ana(
        "PATCH", path("primary", event), {"conferenceData": data}, conferenceDataVersion="1"
    )
    assert (400, "invalid") == (reply.status, reply.body["error"]["errors"][0]["reason"])


def test_null_clears_the_conference(stage: Stage, ana: Client) -> None:
    """Clearing takes the data and the link away, with version 1 alone."""
    space = stage.world.meet.make_meet("ana@example.com")
    event = stage.world.calendar.add_event("ana@example.com", conference=space)
    body = {"conferenceData": None}
    kept = ana("PATCH", path("primary", event), body).body
    cleared = ana("PATCH", path("primary", event), body, conferenceDataVersion="1").body
    assert space.uri == kept["hangoutLink"]
    assert {"conferenceData", "hangoutLink"}.isdisjoint(cleared)


def test_another_vendors_conference_has_no_hangout_link(stage: Stage, ana: Client) -> None:
    """An add-on's conference keeps its name and its own link; a Meet may replace it."""
    vendor = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/123")
    event = stage.world.calendar.add_event("ana@example.com", conference=vendor)
    before = ana("GET", path("primary", event)).body
    space = stage.world.meet.make_meet("ana@example.com")
    after = ana("PATCH", path("primary", event), attachment(space), conferenceDataVersion="1").body
    assert (vendor, False) == (before["conferenceData"], "hangoutLink" in before)
    assert (space.uri, space.code) == (
        after["hangoutLink"],
        after["conferenceData"]["conferenceId"],
    )


def test_put_replaces_the_event(stage: Stage, ana: Client) -> None:
    """What a PUT leaves out is gone, the conference under version 1 too."""
    space = stage.world.meet.make_meet("ana@example.com")
    event = stage.world.calendar.add_event("ana@example.com", conference=space, location="Here")
    whole = ana("GET", path("primary", event)).body
    times = {name: whole[name] for name in ("start", "end", "summary")}
    same = ana("PUT", path("primary", event), whole, conferenceDataVersion="1").body
    old_version = ana("PUT", path("primary", event), times).body
    new_version = ana("PUT", path("primary", event), times, conferenceDataVersion="1").body
    assert whole == same
    assert (space.uri, False) == (old_version["hangoutLink"], "location" in old_version)
    assert "hangoutLink" not in new_version


def test_an_insert_with_a_known_id_is_a_duplicate(stage: Stage, ana: Client) -> None:
    """A client's own id makes an insert safe to repeat."""
    body = {
        "id": "planning1",
        "summary": "Planning",
        "start": {"dateTime": "2026-11-23T10:00:00+01:00"},
        "end": {"dateTime": "2026-11-23T11:00:00+01:00"},
        **request_meet(),
    }
    made = ana("POST", path("primary"), body, conferenceDataVersion="1")
    again = ana("POST", path("primary"), body, conferenceDataVersion="1")
    assert (200, "planning1", stage.world.meet.spaces[0].uri) == (
        made.status,
        made.body["id"],
        made.body["hangoutLink"],
    )
    duplicate = error(409, "global", "duplicate", "The requested identifier already exists.")
    assert (409, duplicate, 1) == (again.status, again.body, len(stage.world.meet.spaces))


@pytest.mark.parametrize(
    ("setting", "query", "spaces"),
    [
        ("true", {}, 1),
        ("true", {"conferenceDataVersion": "1"}, 0),
        ("false", {}, 0),
    ],
)
def test_a_setting_adds_a_meet_unless_the_client_knows_of_conferences(
    stage: Stage, ana: Client, setting: str, query: dict[str, str], spaces: int
) -> None:
    """`autoAddHangouts` is ignored where `conferenceDataVersion` is above 0."""
    stage.world.people.user("ana@example.com").settings["autoAddHangouts"] = setting
    body = {
        "start": {"dateTime": "2026-11-23T10:00:00+01:00"},
        "end": {"dateTime": "2026-11-23T11:00:00+01:00"},
    }
    made = ana("POST", path("primary"), body, **query)
    assert spaces == len(stage.world.meet.spaces)
    assert [space.uri for space in stage.world.meet.spaces] == [
        made.body[name] for name in ("hangoutLink",) if name in made.body
    ]


@pytest.mark.parametrize(
    ("change", "body"),
    [
        ({"end": None}, error(400, "global", "required", "Missing end time.")),
        ({"id": "X"}, error(400, "global", "invalid", "Invalid resource id value.")),
        (
            {"end": {"dateTime": "2026-11-23T09:00:00+01:00"}},
            error(
                400,
                "calendar",
                "timeRangeEmpty",
                "The specified time range is empty.",
                "parameter",
                "timeMax",
            ),
        ),
        (
            {"recurrence": ["RRULE:FREQ=WEEKLY"]},
            error(400, "global", "required", "Missing time zone definition for start time."),
        ),
        (
            {"start": {"dateTime": "2026-11-23T10:00:00"}},
            error(400, "global", "required", "Missing time zone definition for start time."),
        ),
        (
            {"end": {"dateTime": "2026-11-23T11:00:00"}},
            error(400, "global", "required", "Missing time zone definition for end time."),
        ),
        (
            {"start": {"dateTime": "2026-11-23T10:00:00+01:00", "date": "2026-11-23"}},
            error(400, "global", "invalid", "Invalid start time."),
        ),
        (
            {"attendees": [{"email": "bo@example.com"}, {"email": "nonsense"}]},
            error(400, "global", "invalid", "Invalid attendee email."),
        ),
    ],
)
def test_an_invalid_insert_is_refused(ana: Client, change: JsonObject, body: JsonObject) -> None:
    """Times, ids and rules are checked before anything is made."""
    event = {
        "start": {"dateTime": "2026-11-23T10:00:00+01:00"},
        "end": {"dateTime": "2026-11-23T11:00:00+01:00"},
        **change,
    }
    reply = ana("POST", path("primary"), event)
    assert (400, body) == (reply.status, reply.body)


def test_an_unknown_field_or_parameter_is_refused(ana: Client, stage: Stage) -> None:
    """Bodies and queries are held to the discovery document."""
    event = stage.world.calendar.add_event("ana@example.com")
    body = ana("PATCH", path("primary", event), {"conferenceDate": {}})
    query = ana("PATCH", path("primary", event), {}, conferenceVersion="1")
    value = ana("PATCH", path("primary", event), {}, sendUpdates="some")
    assert [400, 400, 400] == [body.status, query.status, value.status]
    assert (
        "Invalid JSON payload received. Unknown name \"conferenceDate\" at 'event': Cannot find"
        " field."
    ) == body.body["error"]["message"]


def test_an_invite_is_mailed_as_asked(stage: Stage, ana: Client) -> None:
    """SendUpdates names who hears of a change; by default nobody does."""
    event = stage.world.calendar.add_event(
        "ana@example.com", attendees=["bo@example.com", "cy@example.org"]
    )
    ana("PATCH", path("primary", event), {"summary": "A"})
    ana("PATCH", path("primary", event), {"summary": "B"}, sendUpdates="all")
    ana("PATCH", path("primary", event), {"summary": "C"}, sendUpdates="externalOnly")
    assert [
        Notification(event, "all", "patch", ("bo@example.com", "cy@example.org")),
        Notification(event, "externalOnly", "patch", ("cy@example.org",)),
    ] == stage.world.calendar.notifications


def test_deleting_cancels_for_everybody(stage: Stage, ana: Client, bo: Client) -> None:
    """A deleted event reads as cancelled on every calendar, and is 410 when deleted again."""
    event = stage.world.calendar.add_event("ana@example.com", attendees=["bo@example.com"])
    assert (204, None) == (
        (reply := ana("DELETE", path("primary", event))).status,
        reply.body,
    )
    assert "cancelled" == bo("GET", path("primary", event)).body["status"]
    again = ana("DELETE", path("primary", event))
    gone = error(410, "global", "deleted", "Resource has been deleted")
    assert (410, gone) == (again.status, again.body)


def test_a_guest_deletes_the_own_copy(stage: Stage, ana: Client, bo: Client) -> None:
    """A guest's delete leaves the organizer's event alone."""
    event = stage.world.calendar.add_event("ana@example.com", attendees=["bo@example.com"])
    assert 204 == bo("DELETE", path("primary", event)).status
    assert ("confirmed", "cancelled") == (
        ana("GET", path("primary", event)).body["status"],
        bo("GET", path("primary", event)).body["status"],
    )


def test_a_guest_deletes_one_instance(stage: Stage, bo: Client) -> None:
    """Taking one instance off the own calendar leaves the others there."""
    series = stage.world.calendar.add_event(
        "ana@example.com",
        start=date(2026, 11, 23),
        recurrence=["RRULE:FREQ=DAILY;COUNT=3;WKST=MO", "EXDATE;VALUE=DATE:20261124"],
        attendees=["bo@example.com"],
    )
    bo("DELETE", path("primary", f"{series}_20261123"))
    assert ["cancelled", None, "confirmed", "confirmed"] == [
        bo("GET", path("primary", name)).body.get("status")
        for name in (f"{series}_20261123", f"{series}_20261124", f"{series}_20261125", series)
    ]


def test_attachments_change_where_the_client_supports_them(stage: Stage, ana: Client) -> None:
    """Without supportsAttachments a patch leaves the files alone."""
    file = {"fileUrl": "https://drive.google.com/file/d/1", "title": "Plan"}
    event = stage.world.calendar.add_event("ana@example.com", attachments=[file])
    kept = ana("PATCH", path("primary", event), {"attachments": []}).body
    gone = ana("PATCH", path("primary", event), {"attachments": []}, supportsAttachments="true")
    assert ([file], []) == (kept["attachments"], gone.body["attachments"])


def test_instances_follow_their_series_until_changed(stage: Stage, ana: Client) -> None:
    """A Meet on the series shows on instances; a change of one instance stays there."""
    series = stage.world.calendar.add_event(
        "ana@example.com",
        start=datetime(2026, 11, 23, 9, tzinfo=UTC),
        recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
    )
    second = f"{series}_20261130T090000Z"
    ana("PATCH", path("primary", second), {"summary": "Just this one"})
    space = stage.world.meet.make_meet("ana@example.com")
    ana("PATCH", path("primary", series), attachment(space), conferenceDataVersion="1")
    shown = ana("GET", path("primary", second)).body
    assert {
        "id": second,
        "recurringEventId": series,
        "summary": "Just this one",
        "hangoutLink": space.uri,
        "originalStartTime": {
            "dateTime": "2026-11-30T10:00:00+01:00",
            "timeZone": "Europe/Berlin",
        },
    }.items() <= shown.items()
    assert "recurrence" not in shown
    assert "Planning" == ana("GET", path("primary", series)).body["summary"]
    assert NOT_FOUND == ana("GET", path("primary", f"{series}_20261201T090000Z")).body


def test_a_meet_on_one_instance_is_an_exception(stage: Stage, ana: Client) -> None:
    """Attaching to an instance leaves the series and the other instances alone."""
    series = stage.world.calendar.add_event(
        "ana@example.com", start=date(2026, 11, 23), recurrence=["RRULE:FREQ=DAILY;COUNT=3"]
    )
    space = stage.world.meet.make_meet("ana@example.com")
    one = f"{series}_20261124"
    ana("PATCH", path("primary", one), attachment(space), conferenceDataVersion="1")
    assert [space.uri, None, None] == [
        ana("GET", path("primary", name)).body.get("hangoutLink")
        for name in (one, series, f"{series}_20261125")
    ]
    assert {"date": "2026-11-24"} == ana("GET", path("primary", one)).body["start"]


def test_a_list_tells_the_access_role_and_expands_series(stage: Stage, ana: Client) -> None:
    """A list carries the caller's role, and with singleEvents the instances in a range."""
    series = stage.world.calendar.add_event(
        "ana@example.com",
        start=datetime(2026, 11, 23, 9, tzinfo=UTC),
        recurrence=["RRULE:FREQ=WEEKLY;BYDAY=MO,TU"],
    )
    single = stage.world.calendar.add_event(
        "ana@example.com", start=datetime(2026, 11, 24, 7, tzinfo=UTC)
    )
    stage.world.calendar.add_event("ana@example.com", status="cancelled")
    assert {"accessRole": "owner"} == ana("GET", path("primary"), fields="accessRole").body
    listed = ana(
        "GET",
        path("primary"),
        singleEvents="true",
        orderBy="startTime",
        timeMin="2026-11-23T00:00:00Z",
        timeMax="2026-11-25T00:00:00Z",
    ).body
    assert [f"{series}_20261123T090000Z", single, f"{series}_20261124T090000Z"] == [
        item["id"] for item in listed["items"]
    ]
    found = ana("GET", path("primary"), iCalUID=f"{series}@google.com").body["items"]
    assert [series] == [item["id"] for item in found]


def test_lists_come_in_pages_and_then_only_changes(stage: Stage, ana: Client) -> None:
    """Page tokens walk through a list; the sync token at its end yields what changed since."""
    events = [stage.world.calendar.add_event("ana@example.com") for _ in range(3)]
    first = ana("GET", path("primary"), maxResults="2").body
    rest = ana("GET", path("primary"), maxResults="2", pageToken=first["nextPageToken"]).body
    assert events == [item["id"] for item in [*first["items"], *rest["items"]]]
    stage.world.calendar.edit_event("ana@example.com", events[1], summary="New")
    changed = ana("GET", path("primary"), syncToken=rest["nextSyncToken"]).body
    assert [events[1]] == [item["id"] for item in changed["items"]]
    full = error(
        410,
        "calendar",
        "fullSyncRequired",
        "Sync token is no longer valid, a full sync is required.",
        "parameter",
        "syncToken",
    )
    assert full == ana("GET", path("primary"), syncToken="old").body


def test_calendars_and_settings(stage: Stage) -> None:
    """The list entry tells role and zone, the calendar its conference types, settings values."""
    ana = stage.client("ana@example.com", "calendar.readonly")
    entry = ana("GET", "/calendar/v3/users/me/calendarList/ana%40example.com").body
    calendar = ana("GET", "/calendar/v3/calendars/primary").body
    setting = ana("GET", "/calendar/v3/users/me/settings/timezone").body
    assert ("owner", True, "Europe/Berlin") == (
        entry["accessRole"],
        entry["primary"],
        entry["timeZone"],
    )
    assert {"allowedConferenceSolutionTypes": ["hangoutsMeet"]} == calendar["conferenceProperties"]
    assert {
        "kind": "calendar#setting",
        "etag": '"0"',
        "id": "timezone",
        "value": "Europe/Berlin",
    } == setting
    assert NOT_FOUND == ana("GET", "/calendar/v3/users/me/settings/weekStart").body
    names = [s["id"] for s in ana("GET", "/calendar/v3/users/me/settings").body["items"]]
    assert ["timezone", "locale"] == names


def test_events_of_a_shared_calendar_are_organized_by_the_calendar(
    stage: Stage, bo: Client
) -> None:
    """A writer's Meet request on a shared calendar makes a Meet of the calendar's owner."""
    stage.world.calendar.add_calendar(
        TEAM, "ana@example.com", roles={"bo@example.com": "writer"}, summary="Team"
    )
    event = stage.world.calendar.add_event(TEAM)
    shown = bo("PATCH", path(TEAM, event), request_meet(), conferenceDataVersion="1").body
    assert {"email": TEAM, "self": True, "displayName": "Team"} == shown["organizer"]
    assert ["ana@example.com"] == [space.owner for space in stage.world.meet.spaces]


def test_an_invitation_from_outside_lies_on_the_guests_calendar(stage: Stage, ana: Client) -> None:
    """An event of an organizer without an account here cannot be changed by the guest."""
    event = stage.world.calendar.add_event(
        "ana@example.com", organizer="dee@example.org", attendees=["ana@example.com"]
    )
    shown = ana("GET", path("primary", event)).body
    assert {"email": "dee@example.org"} == shown["organizer"]
    assert NOT_ORGANIZER == ana("PATCH", path("primary", event), {"summary": "Mine"}).body


def test_times_can_be_asked_for_in_another_zone(stage: Stage, ana: Client) -> None:
    """TimeZone changes how times are written and nothing else."""
    event = stage.world.calendar.add_event(
        "ana@example.com", start=datetime(2026, 11, 23, 9, tzinfo=UTC)
    )
    shown = ana("GET", path("primary", event), timeZone="Asia/Tokyo").body
    assert "2026-11-23T18:00:00+09:00" == shown["start"]["dateTime"]
    assert 400 == ana("GET", path("primary", event), timeZone="Nowhere/At-All").status


def test_attendees_can_be_cut_short(stage: Stage, ana: Client) -> None:
    """MaxAttendees keeps the caller and says that others were left out."""
    event = stage.world.calendar.add_event(
        "ana@example.com", attendees=["bo@example.com", "cy@example.com"]
    )
    shown = ana("GET", path("primary", event), maxAttendees="1").body
    assert (["ana@example.com"], True) == (
        [guest["email"] for guest in shown["attendees"]],
        shown["attendeesOmitted"],
    )


def test_listeners_hear_of_changes_after_they_are_made(stage: Stage, ana: Client) -> None:
    """A listener may look at the world, and hears nothing once it has left."""
    event = stage.world.calendar.add_event("ana@example.com")
    heard: list[Any] = []

    def listen(change: object) -> None:
        heard.append(
            (change, stage.world.calendar.event("ana@example.com", event, "ana@example.com"))
        )

    leave = stage.world.subscribe(listen)
    ana("PATCH", path("primary", event), {"summary": "New"})
    leave()
    ana("PATCH", path("primary", event), {"summary": "Newer"})
    assert [("event", event, "New")] == [
        (change.kind, change.id, shown["summary"]) for change, shown in heard
    ]


def test_calendars_quota_is_a_user_rate_limit(stage: Stage, ana: Client) -> None:
    """With quotas on, one request too many in a minute is Calendar's 403."""
    stage.world.quotas.enabled = True
    event = stage.world.calendar.add_event("ana@example.com")
    statuses = [ana("GET", path("primary", event)).status for _ in range(601)]
    body = error(403, "usageLimits", "userRateLimitExceeded", "User Rate Limit Exceeded")
    assert ({200}, 403, body) == (
        set(statuses[:600]),
        statuses[600],
        ana("GET", path("primary", event)).body,
    )
    stage.world.clock.advance(timedelta(minutes=1))
    assert 200 == ana("GET", path("primary", event)).status
