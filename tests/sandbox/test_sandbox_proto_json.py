"""The newer APIs take and give what the JSON form of proto3 allows (google-apis.md 9.7)."""

from __future__ import annotations

import pytest

from tests.support.google_client import Client, JsonObject, Stage

CREATED = "meetings.space.created"
SETTINGS = "meetings.space.settings"
PLAIN: JsonObject = {
    "accessType": "TRUSTED",
    "artifactConfig": {"recordingConfig": {"autoRecordingGeneration": "ON"}},
}
NUMBERED: JsonObject = {
    "accessType": 2,
    "artifactConfig": {"recordingConfig": {"autoRecordingGeneration": 1}},
}
SNAKES: JsonObject = {
    "access_type": "TRUSTED",
    "artifact_config": {"recording_config": {"auto_recording_generation": "ON"}},
}


@pytest.fixture
def ana(stage: Stage) -> Client:
    """Ana, who may make meetings and set them."""
    return stage.client("ana@example.com", CREATED, SETTINGS)


@pytest.mark.parametrize("config", [PLAIN, NUMBERED, SNAKES])
def test_names_and_enums_have_several_forms(stage: Stage, ana: Client, config: JsonObject) -> None:
    """Fields in snake_case and enums as numbers mean what their usual forms mean."""
    reply = ana("POST", "/v2/spaces", {"config": config})
    [space] = stage.world.meet.spaces
    assert (200, "TRUSTED", "ON") == (
        reply.status,
        space.config["accessType"],
        space.config["artifactConfig"]["recordingConfig"]["autoRecordingGeneration"],
    )


@pytest.mark.parametrize("value", [4, -1, True, 1.5, "1"])
def test_a_number_that_no_value_has_is_refused(ana: Client, value: object) -> None:
    """An enum takes its own numbers and nothing else."""
    reply = ana("POST", "/v2/spaces", {"config": {"accessType": value}})
    assert (400, "space.config.access_type") == (
        reply.status,
        reply.body["error"]["details"][0]["fieldViolations"][0]["field"],
    )


def test_enums_are_answered_as_numbers_where_asked(ana: Client) -> None:
    """`$alt=json;enum-encoding=int` answers numbers; plain `alt=json` answers names."""
    encoding = {"$alt": "json;enum-encoding=int"}
    made = ana("POST", "/v2/spaces", {"config": PLAIN}, **encoding).body
    got = ana("GET", f"/v2/{made['name']}", alt="json").body
    ours = [shown["config"]["accessType"] for shown in (made, got)]
    assert [2, "TRUSTED"] == ours
    assert (
        NUMBERED["artifactConfig"]["recordingConfig"]
        == (made["config"]["artifactConfig"]["recordingConfig"])
    )


def test_parameters_have_several_forms(stage: Stage, ana: Client) -> None:
    """System parameters may begin with `$`, others be in snake_case; the unknown are refused."""
    name = stage.world.meet.make_meet(stage.ana).name
    mask = {"update_mask": "config.accessType"}
    body = {"config": {"accessType": "OPEN"}}
    patched = ana("PATCH", f"/v2/{name}", body, **mask, **{"$prettyPrint": "false"})
    picked = ana("GET", f"/v2/{name}", **{"$fields": "meetingCode", "$unique": "gc1"})
    unknown = ana("GET", f"/v2/{name}", alternative="json")
    format_unknown = ana("GET", f"/v2/{name}", **{"$alt": "xml"})
    assert (200, "OPEN") == (patched.status, patched.body["config"]["accessType"])
    assert ["meetingCode"] == list(picked.body)
    assert [400, 400] == [unknown.status, format_unknown.status]


def test_calendar_knows_no_such_forms(stage: Stage) -> None:
    """Calendar's older front takes its own names only."""
    ana = stage.client("ana@example.com", "calendar.events")
    event = stage.world.calendar.add_event("ana@example.com")
    path = f"/calendar/v3/calendars/primary/events/{event}"
    replies = [
        ana("PATCH", path, {"guests_can_modify": True}),
        ana("GET", path, **{"$alt": "json"}),
        ana("GET", path, max_attendees="1"),
    ]
    assert [400, 400, 400] == [reply.status for reply in replies]
