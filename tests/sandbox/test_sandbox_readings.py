"""What the stand-in's APIs do in each reading of what is not known about Google."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.google.calendar.book import Notification
from sandbox.google.people.accounts import Feature
from tests.sandbox.calendar_words import EVENTS, NOT_FOUND, attachment, path, request_meet
from tests.support.google_client import NOW, Client, JsonObject, Stage

CREATED = "meetings.space.created"
SETTINGS = "meetings.space.settings"
TIMES = {
    "start": {"dateTime": "2026-11-23T10:00:00+01:00"},
    "end": {"dateTime": "2026-11-23T11:00:00+01:00"},
}


def test_a_link_may_be_missing_from_the_answer_to_its_write(stage: Stage, ana: Client) -> None:
    """The answers to patch and insert lack `hangoutLink`; a read has it, and other writes."""
    stage.world.knobs.hangout_link_answered = "later"
    event = stage.world.calendar.add_event("ana@example.com")
    space = stage.world.meet.make_meet("ana@example.com")
    version = {"conferenceDataVersion": "1"}
    written = [
        ana("PATCH", path("primary", event), attachment(space), **version),
        ana("POST", path("primary"), {**TIMES, **attachment(space)}, **version),
    ]
    assert [(200, False)] * 2 == [(reply.status, "hangoutLink" in reply.body) for reply in written]
    assert space.uri == ana("GET", path("primary", event)).body["hangoutLink"]
    assert space.uri == ana("PATCH", path("primary", event), {"summary": "B"}).body["hangoutLink"]


@pytest.mark.parametrize(("phones", "kept"), [("kept", ["video", "phone"]), ("dropped", ["video"])])
def test_phone_entries_of_clients_may_vanish(
    stage: Stage, ana: Client, phones: str, kept: list[str]
) -> None:
    """Numbers that a client writes for a Meet are kept, or dropped without a word."""
    stage.world.knobs.attached_phones = phones  # type: ignore[assignment]  # one of its literals
    event = stage.world.calendar.add_event("ana@example.com")
    body = attachment(stage.world.meet.make_meet("ana@example.com"))
    body["conferenceData"]["entryPoints"].append(
        {"entryPointType": "phone", "uri": "tel:+15550100", "pin": "1234", "regionCode": "US"}
    )
    reply = ana("PATCH", path("primary", event), body, conferenceDataVersion="1")
    points = reply.body["conferenceData"]["entryPoints"]
    assert (200, kept) == (reply.status, [point["entryPointType"] for point in points])


def test_phone_entries_of_clients_may_be_refused(stage: Stage, ana: Client) -> None:
    """Numbers that a client writes for a Meet may have the whole write refused."""
    stage.world.knobs.attached_phones = "refused"
    event = stage.world.calendar.add_event("ana@example.com")
    body = attachment(stage.world.meet.make_meet("ana@example.com"))
    assert 200 == ana("PATCH", path("primary", event), body, conferenceDataVersion="1").status
    body["conferenceData"]["entryPoints"].append(
        {"entryPointType": "phone", "uri": "tel:+15550100", "pin": "1234", "regionCode": "US"}
    )
    reply = ana("PATCH", path("primary", event), body, conferenceDataVersion="1")
    assert (400, "Invalid conference entry point.") == (
        reply.status,
        reply.body["error"]["message"],
    )


def test_calendars_own_phone_entries_are_never_dropped(stage: Stage, ana: Client) -> None:
    """Numbers that were there before stay when a client changes something else."""
    stage.world.knobs.attached_phones = "dropped"
    space = stage.world.meet.make_meet("ana@example.com")
    event = stage.world.calendar.add_event("ana@example.com", conference=space)
    body = {"conferenceData": {"notes": "Bring tea"}}
    reply = ana("PATCH", path("primary", event), body, conferenceDataVersion="1")
    points = reply.body["conferenceData"]["entryPoints"]
    assert ["video", "more", "phone"] == [point["entryPointType"] for point in points]


@pytest.mark.parametrize(
    ("told", "status"), [("told", [{"statusCode": "pending"}]), ("left out", [])]
)
def test_a_pending_request_may_have_no_status(
    stage: Stage, ana: Client, told: str, status: list[JsonObject]
) -> None:
    """What is still being made is told by a status, or by the lack of one."""
    stage.world.knobs.create_request_status = told  # type: ignore[assignment]  # one of its literals
    stage.world.knobs.create_request_pending_reads = 1
    event = stage.world.calendar.add_event("ana@example.com")
    reply = ana("PATCH", path("primary", event), request_meet(), conferenceDataVersion="1")
    request = reply.body["conferenceData"]["createRequest"]
    assert status == [request[name] for name in ("status",) if name in request]
    ana("GET", path("primary", event))
    ready = ana("GET", path("primary", event)).body["conferenceData"]["createRequest"]
    assert {"statusCode": "success"} == ready["status"]


@pytest.mark.parametrize(("told", "answer"), [(True, {"accessRole": "owner"}), (False, {})])
def test_a_list_may_not_tell_the_role(
    stage: Stage, ana: Client, told: bool, answer: JsonObject
) -> None:
    """A list that is asked for the caller's role alone answers it, or nothing."""
    stage.world.knobs.role_told = told
    assert answer == ana("GET", path("primary"), fields="accessRole").body


@pytest.mark.parametrize(("mailed", "sent"), [(False, []), (True, [("bo@example.com",)])])
def test_changes_to_what_is_over_may_be_mailed(
    stage: Stage, ana: Client, mailed: bool, sent: list[tuple[str, ...]]
) -> None:
    """An event whose end is past is mailed to nobody unless the knob says otherwise."""
    stage.world.knobs.past_events_mailed = mailed
    event = stage.world.calendar.add_event(
        "ana@example.com", start=NOW - timedelta(hours=1), end=NOW, attendees=["bo@example.com"]
    )
    ana("PATCH", path("primary", event), {"summary": "B"}, sendUpdates="all")
    assert sent == [mail.to for mail in stage.world.calendar.notifications]


@pytest.mark.parametrize(
    ("count", "part", "sent"), [(2, "", 0), (9, "", 1), (9, "_20261118T090000Z", 0)]
)
def test_a_series_is_over_with_its_last_event(
    stage: Stage, ana: Client, count: int, part: str, sent: int
) -> None:
    """A series is mailed as long as one of its events is to come; a past instance is not."""
    event = stage.world.calendar.add_event(
        "ana@example.com",
        start=datetime(2026, 11, 17, 9, tzinfo=UTC),
        time_zone="UTC",
        recurrence=[f"RRULE:FREQ=DAILY;COUNT={count}"],
        attendees=["bo@example.com"],
    )
    ana("PATCH", path("primary", event + part), {"summary": "B"}, sendUpdates="all")
    assert sent == len(stage.world.calendar.notifications)


def test_external_only_mails_whoever_has_no_google_calendar(stage: Stage, ana: Client) -> None:
    """What counts is the guest's calendar, not the domain."""
    stage.world.add_user("dee@example.org")
    guests = ["bo@example.com", "cy@example.com", "dee@example.org", "eve@example.org"]
    event = stage.world.calendar.add_event("ana@example.com", attendees=guests)
    ana("PATCH", path("primary", event), {"summary": "B"}, sendUpdates="externalOnly")
    assert [
        Notification(event, "externalOnly", "patch", ("cy@example.com", "eve@example.org"))
    ] == stage.world.calendar.notifications


def test_an_alias_is_no_calendar(stage: Stage) -> None:
    """Another address of the user's is not found, while `primary` is theirs."""
    stage.world.knobs.user_mail = "alias"
    event = stage.world.calendar.add_event("ana@example.com")
    ana = stage.client("ana@example.com", EVENTS)
    assert NOT_FOUND == ana("GET", path("ana.alias@example.com", event)).body
    assert 200 == ana("GET", path("primary", event)).status


@pytest.mark.parametrize("name", ["updateAutoSmartNotesGeneration", "updateAutoNotes"])
def test_smart_notes_are_refused_by_the_name_of_the_knob(stage: Stage, name: str) -> None:
    """What smart notes are called in a refusal can be chosen."""
    stage.world.knobs.smart_notes_feature = name  # type: ignore[assignment]  # one of its literals
    stage.ana.features.discard(Feature.SMART_NOTES)
    body = {"config": {"artifactConfig": {"smartNotesConfig": {"autoSmartNotesGeneration": "ON"}}}}
    reply = stage.client("ana@example.com", CREATED, SETTINGS)("POST", "/v2/spaces", body)
    detail = reply.body["error"]["details"][0]
    assert (403, f"{name} is not available to the user.", {"feature_name": name}) == (
        reply.status,
        reply.body["error"]["message"],
        detail["metadata"],
    )
