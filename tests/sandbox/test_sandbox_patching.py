"""What a patch does to nested objects, in each reading of `Knobs.patch_objects`."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.google.calendar.patching import Reading
from sandbox.google.knobs import Knobs
from sandbox.google.world import World
from tests.sandbox.calendar_words import ICON, attachment, error, path
from tests.support.google_client import Client, JsonObject, Stage

CLOCK = {"dateTime": "2026-11-23T10:00:00+01:00", "timeZone": "Europe/Berlin"}
LATER = {"dateTime": "2026-11-23T11:00:00+01:00", "timeZone": "Europe/Berlin"}
LEFT_OVER = ("createRequest", "signature", "notes", "parameters")
ZOOM: JsonObject = {
    "conferenceId": "88512345678",
    "conferenceSolution": {
        "key": {"type": "addOn"},
        "name": "Zoom Meeting",
        "iconUri": "https://lh3.example.com/zoom.png",
    },
    "entryPoints": [
        {"entryPointType": "video", "uri": "https://zoom.example.com/j/1", "passcode": "4711"},
        {"entryPointType": "phone", "uri": "tel:+15550100", "passcode": "4711"},
    ],
    "notes": "Passcode: 4711",
    "parameters": {"addOnParameters": {"parameters": {"realMeetingId": "1"}}},
}


def patch_conference(
    ana: Client, world: World, old: JsonObject, **more: object
) -> tuple[JsonObject, JsonObject]:
    """Attach a Meet over a conference; returns what was sent and what is there then."""
    event = world.calendar.add_event("ana@example.com", conference=old)
    body = attachment(world.meet.make_meet("ana@example.com"))
    body["conferenceData"] |= more
    reply = ana("PATCH", path("primary", event), body, conferenceDataVersion="1")
    assert 200 == reply.status
    return body["conferenceData"], reply.body["conferenceData"]


def test_a_merge_keeps_what_the_patch_does_not_name(stage: Stage, ana: Client) -> None:
    """The old vendor's notes, parameters and icon stay; a list is replaced as a whole."""
    assert "merge" == Knobs().patch_objects
    sent, kept = patch_conference(ana, stage.world, ZOOM)
    assert {
        **ZOOM,
        **sent,
        "conferenceSolution": {
            **sent["conferenceSolution"],
            "iconUri": ZOOM["conferenceSolution"]["iconUri"],
        },
    } == kept


def test_a_merge_keeps_a_create_request_and_its_signature(stage: Stage, ana: Client) -> None:
    """A new link over a Meet of Calendar's own stands beside the old request."""
    old = stage.world.calendar.calendar_conference(stage.world.meet.make_meet("ana@example.com"))
    sent, kept = patch_conference(ana, stage.world, old)
    assert {
        "createRequest": old["createRequest"],
        "signature": old["signature"],
        **sent,
        "conferenceSolution": {**sent["conferenceSolution"], "iconUri": ICON},
    } == kept


@pytest.mark.parametrize(
    ("reading", "left"),
    [("merge", set()), ("replace", set()), ("merge without null", {"notes", "parameters"})],
)
def test_null_removes_a_member_unless_it_changes_nothing(
    stage: Stage, ana: Client, reading: Reading, left: set[str]
) -> None:
    """Naming what must go works in every reading but the one in which null is no value."""
    stage.world.knobs.patch_objects = reading
    nulls = dict.fromkeys(LEFT_OVER)
    sent, kept = patch_conference(ana, stage.world, ZOOM, **nulls)
    assert {name for name, value in sent.items() if value is not None} | left == set(kept)


def test_a_replaced_object_is_what_the_patch_says(stage: Stage, ana: Client) -> None:
    """In the reading "replace" nothing of the old conference is left."""
    stage.world.knobs.patch_objects = "replace"
    sent, kept = patch_conference(ana, stage.world, ZOOM)
    solution = {**sent["conferenceSolution"], "iconUri": ICON}
    assert {**sent, "conferenceSolution": solution} == kept


@pytest.mark.parametrize("reading", ["merge", "replace", "merge without null"])
def test_null_for_the_whole_conference_clears_it(
    stage: Stage, ana: Client, reading: Reading
) -> None:
    """`conferenceData: null` takes everything away in every reading."""
    stage.world.knobs.patch_objects = reading
    event = stage.world.calendar.add_event("ana@example.com", conference=ZOOM)
    body = {"conferenceData": None}
    reply = ana("PATCH", path("primary", event), body, conferenceDataVersion="1")
    assert (200, False) == (reply.status, "conferenceData" in reply.body)


@pytest.mark.parametrize(
    ("reading", "day", "message"),
    [
        ("merge", {}, "Invalid start time."),
        ("merge", {"date": None}, None),
        ("replace", {}, None),
        ("merge without null", {}, "Invalid start time."),
        ("merge without null", {"date": None}, "Invalid start time."),
    ],
)
def test_a_day_left_beside_a_time_is_no_start(
    stage: Stage, ana: Client, reading: Reading, day: JsonObject, message: str | None
) -> None:
    """Making an all-day event a timed one takes a removed `date`, where objects are merged."""
    stage.world.knobs.patch_objects = reading
    event = stage.world.calendar.add_event("ana@example.com", start="2026-11-23")
    body = {"start": {**CLOCK, **day}, "end": {**LATER, **day}}
    reply = ana("PATCH", path("primary", event), body)
    wanted: Any = (
        (200, CLOCK) if message is None else (400, error(400, "global", "invalid", message))
    )
    assert wanted == (reply.status, reply.body["start"] if message is None else reply.body)


def test_a_time_left_beside_a_day_is_no_end(stage: Stage, ana: Client) -> None:
    """The end is held to the same."""
    event = stage.world.calendar.add_event("ana@example.com")
    body = {"start": {"date": "2026-11-23", "dateTime": None}, "end": {"date": "2026-11-24"}}
    reply = ana("PATCH", path("primary", event), body)
    assert (400, error(400, "global", "invalid", "Invalid end time.")) == (reply.status, reply.body)


def test_null_members_of_a_new_event_are_absent(stage: Stage, ana: Client) -> None:
    """An insert and a PUT take null for nothing said."""
    body = {"start": {**CLOCK, "date": None}, "end": {**LATER, "date": None}, "location": None}
    space = stage.world.meet.make_meet("ana@example.com")
    data = attachment(space)["conferenceData"] | {"signature": None}
    made = ana("POST", path("primary"), {**body, "conferenceData": data}, conferenceDataVersion="1")
    put = ana("PUT", path("primary", made.body["id"]), {**body, "summary": "B"})
    assert (200, CLOCK, False) == (
        made.status,
        made.body["start"],
        "signature" in made.body["conferenceData"],
    )
    assert (200, CLOCK, "B", space.uri) == (
        put.status,
        put.body["start"],
        put.body["summary"],
        put.body["hangoutLink"],
    )
