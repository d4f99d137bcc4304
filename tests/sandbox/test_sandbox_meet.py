"""The stand-in's Meet API, over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from sandbox.google.people.accounts import Feature, PolicyDefaults
from tests.support.google_client import JsonObject, Stage, authorized

CREATED = "meetings.space.created"
READONLY = "meetings.space.readonly"
SETTINGS = "meetings.space.settings"
RECORDING = "config.artifactConfig.recordingConfig.autoRecordingGeneration"
NO_SPACE = {
    "error": {
        "code": 403,
        "message": "Permission denied on resource Space (or it might not exist)",
        "status": "PERMISSION_DENIED",
    }
}
NO_MEMBER = {
    "error": {
        "code": 403,
        "message": "Permission denied on resource Member (or it might not exist)",
        "status": "PERMISSION_DENIED",
    }
}


def config(
    recording: str = "OFF", transcription: str = "OFF", smart_notes: str = "OFF"
) -> JsonObject:
    """A whole config with defaults but for the artifacts."""
    return {
        "accessType": "TRUSTED",
        "entryPointAccess": "ALL",
        "moderation": "OFF",
        "moderationRestrictions": {
            "chatRestriction": "NO_RESTRICTION",
            "reactionRestriction": "NO_RESTRICTION",
            "presentRestriction": "NO_RESTRICTION",
            "defaultJoinAsViewerType": "OFF",
        },
        "attendanceReportGenerationType": "DO_NOT_GENERATE",
        "artifactConfig": artifacts(recording, transcription, smart_notes),
    }


def artifacts(recording: str, transcription: str, smart_notes: str) -> JsonObject:
    """An ArtifactConfig."""
    return {
        "recordingConfig": {"autoRecordingGeneration": recording},
        "transcriptionConfig": {"autoTranscriptionGeneration": transcription},
        "smartNotesConfig": {"autoSmartNotesGeneration": smart_notes},
    }


def record(value: str) -> JsonObject:
    """A space that says something about recording alone."""
    return {"config": {"artifactConfig": {"recordingConfig": {"autoRecordingGeneration": value}}}}


def unavailable(feature: str) -> JsonObject:
    """The refusal of a feature."""
    return {
        "error": {
            "code": 403,
            "message": f"{feature} is not available to the user.",
            "status": "PERMISSION_DENIED",
            "details": [
                {
                    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                    "reason": "FEATURE_UNAVAILABLE_TO_USER",
                    "domain": "meet.googleapis.com",
                    "metadata": {"feature_name": feature},
                }
            ],
        }
    }


def test_googles_own_client_creates_resolves_and_patches_a_space(stage: Stage) -> None:
    """The whole life of a space works through google-api-python-client with static discovery."""
    token = stage.world.people.issue_token("ana@example.com", [CREATED, SETTINGS])
    options = {"api_endpoint": stage.google.url}
    with build(
        "meet",
        "v2",
        credentials=authorized(token),
        client_options=options,
        static_discovery=True,
        cache_discovery=False,
    ) as meet:
        made = meet.spaces().create(body=record("ON")).execute()
        found = meet.spaces().get(name=f"spaces/{made['meetingCode']}").execute()
        mask = RECORDING
        changed = (
            meet.spaces().patch(name=found["name"], updateMask=mask, body=record("OFF")).execute()
        )
        with pytest.raises(HttpError) as refused:
            meet.spaces().patch(
                name=f"spaces/{made['meetingCode']}", updateMask=mask, body=record("ON")
            ).execute()
    assert config(recording="ON") == found["config"]
    assert config() == changed["config"]
    assert (403, NO_SPACE["error"]["message"]) == (refused.value.resp.status, refused.value.reason)


def test_a_new_space_belongs_to_the_caller(stage: Stage) -> None:
    """An empty create answers a full space with the owner's policy defaults."""
    stage.ana.policy_defaults = PolicyDefaults(smart_notes="ON")
    reply = stage.client("ana@example.com", CREATED)("POST", "/v2/spaces", {})
    [space] = stage.world.meet.spaces
    assert {
        "name": f"spaces/{space.id}",
        "meetingUri": f"https://meet.google.com/{space.code}",
        "meetingCode": space.code,
        "config": config(smart_notes="ON"),
        "phoneAccess": [
            {
                "phoneNumber": "+15550100",
                "pin": reply.body["phoneAccess"][0]["pin"],
                "regionCode": "US",
                "languageCode": "en",
            }
        ],
    } == reply.body
    assert ("ana@example.com", "api:addon") == (space.owner, space.origin)
    assert (12, "B") == (len(space.id), space.id[-1])


def test_creating_takes_the_created_scope_only(stage: Stage) -> None:
    """The settings scope does not create; the refusal names the method and the right scope."""
    reply = stage.client("ana@example.com", SETTINGS, READONLY)("POST", "/v2/spaces", {})
    assert 403 == reply.status
    assert {
        "error": {
            "code": 403,
            "message": "Request had insufficient authentication scopes.",
            "status": "PERMISSION_DENIED",
            "details": [
                {
                    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                    "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                    "domain": "googleapis.com",
                    "metadata": {
                        "service": "meet.googleapis.com",
                        "method": "google.apps.meet.v2.SpacesService.CreateSpace",
                    },
                }
            ],
        }
    } == reply.body
    assert (
        'Bearer realm="https://accounts.google.com/", error="insufficient_scope",'
        ' scope="https://www.googleapis.com/auth/meetings.space.created"'
    ) == reply.headers["WWW-Authenticate"]
    assert [] == stage.world.meet.spaces


def test_strict_creation_with_artifacts_needs_the_settings_scope(stage: Stage) -> None:
    """Behind its knob, a create with artifactConfig is refused without the settings scope."""
    stage.world.knobs.create_needs_settings = True
    narrow, wide = (
        stage.client("ana@example.com", CREATED),
        stage.client("ana@example.com", CREATED, SETTINGS),
    )
    assert 403 == narrow("POST", "/v2/spaces", record("ON")).status
    assert 200 == narrow("POST", "/v2/spaces", {}).status
    assert 200 == wide("POST", "/v2/spaces", record("ON")).status


def test_a_space_is_found_by_code_in_any_case_and_by_id_in_its_own(stage: Stage) -> None:
    """Codes ignore case; ids do not."""
    space = stage.world.meet.make_meet(stage.ana)
    ana = stage.client("ana@example.com", SETTINGS)
    assert 200 == ana("GET", f"/v2/spaces/{space.code.upper()}").status
    assert 200 == ana("GET", f"/v2/{space.name}").status
    assert (403, NO_SPACE) == (
        (reply := ana("GET", f"/v2/spaces/{space.id.swapcase()}")).status,
        reply.body,
    )


def test_a_code_expires_a_year_after_its_last_use(stage: Stage) -> None:
    """An expired code is unknown, while the canonical name still works."""
    space = stage.world.meet.make_meet(stage.ana)
    ana = stage.client("ana@example.com", SETTINGS)
    stage.world.clock.advance(timedelta(days=365))
    assert NO_SPACE == ana("GET", f"/v2/spaces/{space.code}").body
    assert space.name == ana("GET", f"/v2/{space.name}").body["name"]


def test_others_see_a_space_without_its_settings(stage: Stage) -> None:
    """Somebody who is not the owner gets name, link and code."""
    space = stage.world.meet.make_meet(stage.ana)
    reply = stage.client("bo@example.com", SETTINGS)("GET", f"/v2/spaces/{space.code}")
    assert {
        "name": space.name,
        "meetingUri": space.uri,
        "meetingCode": space.code,
    } == reply.body


def test_others_can_be_refused_a_space(stage: Stage) -> None:
    """Behind its knob, somebody who is not the owner gets the masked 403."""
    stage.world.knobs.get_by_non_owner = "403"
    space = stage.world.meet.make_meet(stage.ana)
    assert NO_SPACE == stage.client("bo@example.com", SETTINGS)("GET", f"/v2/{space.name}").body


@pytest.mark.parametrize(
    ("origin", "status"), [("api:addon", 200), ("api:other", 403), ("calendar", 403)]
)
@pytest.mark.parametrize("method", ["GET", "PATCH"])
def test_the_created_scope_reaches_what_its_project_made(
    stage: Stage, method: str, origin: str, status: int
) -> None:
    """With the created scope alone only the app's own spaces can be read and changed."""
    space = stage.world.meet.make_meet(stage.ana, origin=origin)
    ana = stage.client("ana@example.com", CREATED)
    query = {"updateMask": RECORDING} if method == "PATCH" else {}
    body = record("ON") if method == "PATCH" else None
    assert status == ana(method, f"/v2/{space.name}", body, **query).status


def test_the_settings_scope_changes_a_calendar_made_space(stage: Stage) -> None:
    """The owner patches a Meet that Calendar made by its canonical name."""
    space = stage.world.meet.make_meet(stage.ana)
    reply = stage.client("ana@example.com", SETTINGS)(
        "PATCH", f"/v2/{space.name}", record("ON"), updateMask=RECORDING
    )
    assert (200, config(recording="ON")) == (reply.status, reply.body["config"])


@pytest.mark.parametrize("name", ["code", "stranger's", "unknown"])
def test_a_patch_by_code_by_a_stranger_or_of_nothing_is_the_same_403(
    stage: Stage, name: str
) -> None:
    """A patch says the same to a meeting code, to others than the owner and about no space."""
    names = {
        "code": f"spaces/{stage.world.meet.make_meet(stage.ana).code}",
        "stranger's": stage.world.meet.make_meet(stage.bo).name,
        "unknown": "spaces/AAAAAAAAAAAB",
    }
    ana = stage.client("ana@example.com", SETTINGS, CREATED)
    reply = ana("PATCH", f"/v2/{names[name]}", record("ON"), updateMask=RECORDING)
    assert (403, NO_SPACE) == (reply.status, reply.body)


@pytest.mark.parametrize(
    "mask",
    ["config.artifactConfig", "config", "config.nothing", "meetingUri", "artifactConfig", ""],
)
def test_only_leaves_stand_in_a_mask(stage: Stage, mask: str) -> None:
    """A mask with a parent or an unknown path is an invalid argument and changes nothing."""
    space = stage.world.meet.make_meet(stage.ana)
    reply = stage.client("ana@example.com", SETTINGS)(
        "PATCH", f"/v2/{space.name}", record("ON"), updateMask=mask or f"{RECORDING},x"
    )
    assert (400, "INVALID_ARGUMENT") == (reply.status, reply.body["error"]["status"])
    assert config() == space.config


def test_a_parent_in_a_mask_replaces_the_whole_object_behind_its_knob(stage: Stage) -> None:
    """Lenient masks reset what the body leaves out below the parent."""
    stage.world.knobs.strict_parent_mask = False
    space = stage.world.meet.make_meet(stage.ana, transcription=True)
    stage.client("ana@example.com", SETTINGS)(
        "PATCH", f"/v2/{space.name}", record("ON"), updateMask="config.artifactConfig"
    )
    assert config(recording="ON") == space.config


@pytest.mark.parametrize(("knob", "expected"), [("present", "ON"), ("nothing", "OFF")])
def test_a_patch_without_a_mask_follows_its_knob(stage: Stage, knob: Any, expected: str) -> None:  # noqa: ANN401  # a literal
    """Without a mask either everything present is applied, or nothing."""
    stage.world.knobs.missing_mask = knob
    space = stage.world.meet.make_meet(stage.ana)
    reply = stage.client("ana@example.com", SETTINGS)("PATCH", f"/v2/{space.name}", record("ON"))
    assert (200, config(recording=expected)) == (reply.status, space.config)


def test_a_masked_leaf_without_a_value_falls_back_to_policy(stage: Stage) -> None:
    """A leaf that the mask names and the body lacks gets the owner's default."""
    stage.ana.policy_defaults.recording = "ON"
    space = stage.world.meet.make_meet(stage.ana, recording=False)
    stage.client("ana@example.com", SETTINGS)(
        "PATCH", f"/v2/{space.name}", {"config": {}}, updateMask=RECORDING
    )
    assert config(recording="ON") == space.config


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        (Feature.RECORDING, "updateAutoRecordingGeneration"),
        (Feature.TRANSCRIPTION, "updateAutoTranscriptionGeneration"),
        (Feature.SMART_NOTES, "updateAutoSmartNotesGeneration"),
    ],
)
def test_a_missing_feature_is_named_and_nothing_is_created(
    stage: Stage, missing: Feature, named: str
) -> None:
    """A create that asks for a feature the user lacks is refused as a whole."""
    stage.ana.features.discard(missing)
    body = {"config": {"artifactConfig": artifacts("ON", "ON", "ON")}}
    reply = stage.client("ana@example.com", CREATED, SETTINGS)("POST", "/v2/spaces", body)
    assert (403, unavailable(named), []) == (reply.status, reply.body, stage.world.meet.spaces)


def test_one_feature_is_named_at_a_time(stage: Stage) -> None:
    """Of several missing features the first is named, also by a patch."""
    stage.ana.features.clear()
    space = stage.world.meet.make_meet(stage.ana)
    ana = stage.client("ana@example.com", SETTINGS)
    paths = f"{RECORDING},config.accessType"
    body = {"config": {**record("ON")["config"], "accessType": "OPEN"}}
    reply = ana("PATCH", f"/v2/{space.name}", body, updateMask=paths)
    assert unavailable("updateAccessType") == reply.body
    reply = ana("PATCH", f"/v2/{space.name}", body, updateMask=RECORDING)
    assert unavailable("updateAutoRecordingGeneration") == reply.body


@pytest.mark.parametrize(("refused", "status"), [(False, 200), (True, 403)])
def test_an_explicit_off_without_the_feature_follows_its_knob(
    stage: Stage, refused: bool, status: int
) -> None:
    """Whether OFF needs the feature can be chosen."""
    stage.world.knobs.off_refused_without_feature = refused
    stage.ana.features.discard(Feature.RECORDING)
    ana = stage.client("ana@example.com", CREATED, SETTINGS)
    assert status == ana("POST", "/v2/spaces", record("OFF")).status


def test_an_unknown_field_is_named(stage: Stage) -> None:
    """A field that the schema lacks is refused with the place it stands in."""
    reply = stage.client("ana@example.com", CREATED)("POST", "/v2/spaces", {"config": {"x": 1}})
    message = (
        "Invalid JSON payload received. Unknown name \"x\" at 'space.config': Cannot find field."
    )
    assert {
        "error": {
            "code": 400,
            "message": message,
            "status": "INVALID_ARGUMENT",
            "details": [
                {
                    "@type": "type.googleapis.com/google.rpc.BadRequest",
                    "fieldViolations": [{"field": "space.config", "description": message}],
                }
            ],
        }
    } == reply.body


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            {"config": {"moderation": "MODERATION_ON"}},
            (
                "Invalid value at 'space.config.moderation'"
                ' (type.googleapis.com/google.apps.meet.v2.SpaceConfig.Moderation), "MODERATION_ON"'
            ),
        ),
        (
            {"config": []},
            (
                "Invalid value at 'space.config'"
                " (type.googleapis.com/google.apps.meet.v2.SpaceConfig), []"
            ),
        ),
        ({"name": 5}, "Invalid value at 'space.name' (TYPE_STRING), 5"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named(stage: Stage, body: JsonObject, message: str) -> None:
    """Enums, objects and strings are checked against the schema."""
    reply = stage.client("ana@example.com", CREATED)("POST", "/v2/spaces", body)
    assert (400, message) == (reply.status, reply.body["error"]["message"])


def test_moderation_off_resets_the_restrictions(stage: Stage) -> None:
    """Restrictions are kept while moderation is on and fall back with it."""
    space = stage.world.meet.make_meet(
        stage.ana, moderation="ON", moderationRestrictions={"chatRestriction": "HOSTS_ONLY"}
    )
    before = space.config["moderationRestrictions"]["chatRestriction"]
    stage.client("ana@example.com", SETTINGS)(
        "PATCH",
        f"/v2/{space.name}",
        {"config": {"moderation": "OFF"}},
        updateMask="config.moderation",
    )
    assert ("HOSTS_ONLY", config()) == (before, space.config)


def test_ending_a_call(stage: Stage) -> None:
    """A running conference can be ended once by the owner, by canonical name."""
    space = stage.world.meet.make_meet(stage.ana, origin="api:addon")
    held = stage.world.meet.start_conference(space, [stage.ana])
    ana = stage.client("ana@example.com", CREATED)
    assert {"conferenceRecord": held.name} == ana("GET", f"/v2/{space.name}").body[
        "activeConference"
    ]
    assert NO_SPACE == ana("POST", f"/v2/spaces/{space.code}:endActiveConference", {}).body
    assert {} == ana("POST", f"/v2/{space.name}:endActiveConference", {}).body
    assert {
        "error": {
            "code": 400,
            "message": "There is no active conference for the given space.",
            "status": "FAILED_PRECONDITION",
        }
    } == ana("POST", f"/v2/{space.name}:endActiveConference", {}).body


def test_members_of_a_space_that_the_app_made(stage: Stage) -> None:
    """Co-hosts can be added, listed, changed and removed."""
    space = stage.world.meet.make_meet(stage.ana, origin="api:addon")
    ana = stage.client("ana@example.com", CREATED)
    members = f"/v2/{space.name}/members"
    made = ana("POST", members, {"email": "bo@example.com", "role": "COHOST"}).body
    assert {"email": "bo@example.com", "role": "COHOST", "name": made["name"]} == made
    assert {"members": [made]} == ana("GET", members).body
    assert made == ana("GET", f"/v2/{made['name']}").body
    plain = {"name": made["name"], "email": "bo@example.com"}
    assert (
        plain
        == ana("PATCH", f"/v2/{made['name']}", {"role": "ROLE_UNSPECIFIED"}, updateMask="role").body
    )
    batch = {"requests": [{"member": {"name": made["name"], "role": "COHOST"}}]}
    assert {"members": [made]} == ana("POST", f"{members}:batchUpdate", batch).body
    assert 409 == ana("POST", members, {"email": "bo@example.com"}).status
    assert {} == ana("DELETE", f"/v2/{made['name']}").body
    assert {} == ana("GET", members).body
    assert NO_MEMBER == ana("GET", f"/v2/{made['name']}").body


def test_members_are_refused_elsewhere(stage: Stage) -> None:
    """A Calendar-made space has no members for an app, and a code is no parent."""
    own = stage.world.meet.make_meet(stage.ana)
    ana = stage.client("ana@example.com", CREATED, SETTINGS)
    body = {"email": "bo@example.com"}
    assert NO_MEMBER == ana("POST", f"/v2/{own.name}/members", body).body
    assert NO_SPACE == ana("POST", f"/v2/spaces/{own.code}/members", body).body


def test_an_address_outside_google_is_no_member(stage: Stage) -> None:
    """An address that has no Google account is an invalid argument."""
    space = stage.world.meet.make_meet(stage.ana, origin="api:addon")
    stage.world.people.not_google.add("cy@example.org")
    ana = stage.client("ana@example.com", CREATED)
    for email in ("cy@example.org", "nobody", ""):
        assert 400 == ana("POST", f"/v2/{space.name}/members", {"email": email}).status


def test_a_preview_path_is_no_method(stage: Stage) -> None:
    """A path that no method has answers as for a project outside the preview."""
    reply = stage.client("ana@example.com", CREATED)("GET", "/v2beta/spaces/x/members")
    assert (
        404,
        {"error": {"code": 404, "message": "Method not found.", "status": "NOT_FOUND"}},
    ) == (reply.status, reply.body)


@pytest.mark.parametrize(
    ("expired", "reason"),
    [(True, "ACCESS_TOKEN_EXPIRED"), (False, "ACCESS_TOKEN_TYPE_UNSUPPORTED")],
)
def test_a_bad_token_is_401(stage: Stage, expired: bool, reason: str) -> None:
    """Expired and unknown tokens are unauthenticated, each with its reason."""
    known = stage.world.people.issue_token(stage.ana, [CREATED], expired=True)
    reply = stage.client_with(known if expired else "nonsense")("POST", "/v2/spaces", {})
    assert (401, reason) == (reply.status, reply.body["error"]["details"][0]["reason"])
    assert (
        'Bearer realm="https://accounts.google.com/", error="invalid_token"'
        == reply.headers["WWW-Authenticate"]
    )


def test_a_disabled_api_says_so(stage: Stage) -> None:
    """A project that has not enabled Meet is told where to do so."""
    stage.world.disabled_apis.add(("addon", "meet"))
    reply = stage.client("ana@example.com", CREATED)("POST", "/v2/spaces", {})
    assert (403, "SERVICE_DISABLED", "projects/addon") == (
        reply.status,
        reply.body["error"]["details"][0]["reason"],
        reply.body["error"]["details"][0]["metadata"]["consumer"],
    )


def test_ten_creates_a_minute_are_the_limit_of_a_user(stage: Stage) -> None:
    """With quotas on, the eleventh create in a minute is 429, and a minute later it works."""
    stage.world.quotas.enabled = True
    ana = stage.client("ana@example.com", CREATED)
    statuses = [ana("POST", "/v2/spaces", {}).status for _ in range(11)]
    assert [200] * 10 + [429] == statuses
    reply = ana("POST", "/v2/spaces", {})
    assert "RESOURCE_EXHAUSTED" == reply.body["error"]["status"]
    assert (
        "Quota exceeded for quota metric 'meet.googleapis.com/reduced_write_requests' and limit"
        " 'Requests per minute per user' of service 'meet.googleapis.com' for consumer"
        " 'project_number:addon'."
    ) == reply.body["error"]["message"]
    stage.world.clock.advance(timedelta(minutes=1))
    assert 200 == ana("POST", "/v2/spaces", {}).status


def test_a_conference_leaves_what_the_space_was_set_to(stage: Stage) -> None:
    """Artifacts run with the call, end with it, and have their file a while later."""
    space = stage.world.meet.make_meet(stage.ana, recording=True, smart_notes=True)
    held = stage.world.meet.start_conference(space, [stage.bo])
    ana = stage.client("ana@example.com", READONLY)
    recordings = f"/v2/{held.name}/recordings"
    assert {} == ana("GET", recordings).body
    stage.world.meet.join(held, stage.ana)
    [running] = ana("GET", recordings).body["recordings"]
    stage.world.clock.advance(timedelta(minutes=30))
    stage.world.meet.end_conference(held)
    [ended] = ana("GET", recordings).body["recordings"]
    stage.world.clock.advance(timedelta(minutes=5))
    [ready] = ana("GET", recordings).body["recordings"]
    assert {
        "name": running["name"],
        "state": "STARTED",
        "startTime": "2026-11-20T08:00:00.000Z",
    } == running
    assert {**running, "state": "ENDED", "endTime": "2026-11-20T08:30:00.000Z"} == ended
    file = ready["driveDestination"]["file"]
    assert {
        **ended,
        "state": "FILE_GENERATED",
        "driveDestination": {
            "file": file,
            "exportUri": f"https://drive.google.com/file/d/{file}/view",
        },
    } == ready
    [notes] = ana("GET", f"/v2/{held.name}/smartNotes").body["smartNotes"]
    document = notes["docsDestination"]["document"]
    assert (
        f"https://docs.google.com/document/d/{document}/view"
        == notes["docsDestination"]["exportUri"]
    )
    assert {} == ana("GET", f"/v2/{held.name}/transcripts").body


def test_nothing_is_recorded_when_nobody_with_the_privilege_joins(stage: Stage) -> None:
    """A call of guests alone leaves no recording although the setting is on."""
    space = stage.world.meet.make_meet(stage.ana, recording=True)
    held = stage.world.meet.hold_conference(space, [stage.bo], anonymous=["Guest"])
    ana = stage.client("ana@example.com", READONLY)
    assert {} == ana("GET", f"/v2/{held.name}/recordings").body


def test_conference_records_are_listed_newest_first_and_filtered(stage: Stage) -> None:
    """Owner and participants find their records by space, code and end."""
    first, second = stage.world.meet.make_meet(stage.ana), stage.world.meet.make_meet(stage.ana)
    old = stage.world.meet.hold_conference(first, [stage.ana, stage.bo])
    new = stage.world.meet.start_conference(second, [stage.ana])
    ana = stage.client("ana@example.com", READONLY)
    bo = stage.client("bo@example.com", READONLY)

    def names(query: str) -> list[str]:
        found = ana("GET", "/v2/conferenceRecords", filter=query).body
        return [item["name"] for item in found.get("conferenceRecords", [])]

    assert [new.name, old.name] == names("")
    assert [old.name] == names(f'space.name = "{first.name}"')
    assert [new.name] == names(f'space.meeting_code="{second.code}"')
    assert [new.name] == names("end_time IS NULL")
    assert [old.name] == names(
        f'space.name = "{first.name}" AND start_time>="2026-11-20T08:00:00Z"'
    )
    assert [old.name] == [
        item["name"] for item in bo("GET", "/v2/conferenceRecords").body["conferenceRecords"]
    ]
    assert 403 == bo("GET", f"/v2/{new.name}").status


def test_participants_and_sessions_are_filtered_by_when_they_were_there(stage: Stage) -> None:
    """Who is still in the call, and who came or left when, can be asked for."""
    space = stage.world.meet.make_meet(stage.ana)
    held = stage.world.meet.start_conference(space, [stage.ana])
    stage.world.clock.advance(timedelta(minutes=10))
    gone = stage.world.meet.join(held, stage.bo)
    stage.world.clock.advance(timedelta(minutes=10))
    stage.world.meet.leave(held, gone)
    ana = stage.client("ana@example.com", READONLY)
    people = f"/v2/{held.name}/participants"
    sessions = f"{people}/{gone.id}/participantSessions"

    def names(wanted: str) -> list[str]:
        found = ana("GET", people, filter=wanted).body.get("participants", [])
        return [person["signedinUser"]["displayName"] for person in found]

    assert ["Ana"] == names("latest_end_time IS NULL")
    assert ["Bo"] == names('earliest_start_time > "2026-11-20T08:05:00Z"')
    assert ["Bo"] == names('latest_end_time <= "2026-11-20T08:20:00Z"')
    assert {} == ana("GET", sessions, filter="end_time IS NULL").body
    ended = ana("GET", sessions, filter='end_time = "2026-11-20T08:20:00Z"').body
    assert 1 == len(ended["participantSessions"])
    stage.world.meet.end_conference(held)
    assert [] == names("latest_end_time IS NULL")


@pytest.mark.parametrize(
    ("below", "wanted"),
    [
        ("", "nonsense"),
        ("", 'end_time > "soon"'),
        ("", "space.name IS NULL"),
        ("/participants", "end_time IS NULL"),
        ("/participants", "nonsense"),
        ("/participants/P/participantSessions", "latest_end_time IS NULL"),
    ],
)
def test_a_filter_that_does_not_fit_is_refused(stage: Stage, below: str, wanted: str) -> None:
    """Each list has fields of its own to filter by."""
    held = stage.world.meet.start_conference(stage.world.meet.make_meet(stage.ana), [stage.ana])
    place = f"{held.name}{below}".replace("/P/", f"/{stage.ana.sub}/") if below else ""
    reply = stage.client("ana@example.com", READONLY)(
        "GET", f"/v2/{place or 'conferenceRecords'}", filter=wanted
    )
    assert (400, "INVALID_ARGUMENT") == (reply.status, reply.body["error"]["status"])


def test_participants_and_transcripts_can_be_read(stage: Stage) -> None:
    """Who was there and what was said is found below the record."""
    space = stage.world.meet.make_meet(stage.ana, transcription=True)
    held = stage.world.meet.start_conference(space, [stage.ana], anonymous=["Guest"])
    stage.world.meet.say(held, stage.ana, "Good morning")
    stage.world.meet.end_conference(held)
    ana = stage.client("ana@example.com", READONLY)
    people = ana(
        "GET", f"/v2/{held.name}/participants", fields="participants(signedinUser),totalSize"
    ).body
    assert {
        "participants": [
            {"signedinUser": {"user": f"users/{stage.ana.sub}", "displayName": "Ana"}},
            {},
        ],
        "totalSize": 2,
    } == people
    person = f"{held.name}/participants/{stage.ana.sub}"
    [session] = ana("GET", f"/v2/{person}/participantSessions").body["participantSessions"]
    assert session == ana("GET", f"/v2/{session['name']}").body
    [transcript] = ana("GET", f"/v2/{held.name}/transcripts").body["transcripts"]
    [entry] = ana("GET", f"/v2/{transcript['name']}/entries").body["transcriptEntries"]
    assert ("Good morning", person) == (entry["text"], entry["participant"])
    assert entry == ana("GET", f"/v2/{entry['name']}").body


def test_records_are_deleted_thirty_days_after_the_end(stage: Stage) -> None:
    """An expired record is as if it had never been."""
    held = stage.world.meet.hold_conference(stage.world.meet.make_meet(stage.ana), [stage.ana])
    stage.world.clock.advance(timedelta(days=30))
    ana = stage.client("ana@example.com", READONLY)
    assert {} == ana("GET", "/v2/conferenceRecords").body
    assert 403 == ana("GET", f"/v2/{held.name}").status


def test_coming_again_and_on_another_device_is_one_participant_with_several_sessions(
    stage: Stage,
) -> None:
    """Each stay is a session; the participant has the first minute and, once gone, the last."""
    meet, clock = stage.world.meet, stage.world.clock
    held = meet.start_conference(meet.make_meet(stage.ana), [stage.ana], phones=["+49 ••• 42"])
    bo = meet.join(held, stage.bo)
    clock.advance(timedelta(minutes=5))
    meet.join(held, stage.bo)
    clock.advance(timedelta(minutes=5))
    meet.leave(held, bo, bo.sessions[0])
    ana = stage.client("ana@example.com", READONLY)
    people = f"/v2/{held.name}/participants"
    assert "latestEndTime" not in ana("GET", f"{people}/{bo.id}").body
    meet.leave(held, bo)
    clock.advance(timedelta(minutes=5))
    meet.leave(held, meet.join(held, stage.bo))
    meet.end_conference(held)

    last, first, phone = ana("GET", people).body["participants"]
    assert ("2026-11-20T08:00:00.000Z", "2026-11-20T08:15:00.000Z") == (
        last["earliestStartTime"],
        last["latestEndTime"],
    )
    assert "Ana" == first["signedinUser"]["displayName"]
    assert {"displayName": "+49 ••• 42"} == phone["phoneUser"]
    sessions = ana("GET", f"{people}/{bo.id}/participantSessions").body["participantSessions"]
    assert [
        ("2026-11-20T08:15:00.000Z", "2026-11-20T08:15:00.000Z"),
        ("2026-11-20T08:05:00.000Z", "2026-11-20T08:10:00.000Z"),
        ("2026-11-20T08:00:00.000Z", "2026-11-20T08:10:00.000Z"),
    ] == [(each["startTime"], each["endTime"]) for each in sessions]
    assert sessions[1] == ana("GET", f"/v2/{sessions[1]['name']}").body


def test_hundreds_of_participants_come_in_pages(stage: Stage) -> None:
    """A page has 250 of them at most, whatever is asked for, and the total is exact."""
    strangers = [f"Guest {number}" for number in range(500)]
    held = stage.world.meet.hold_conference(
        stage.world.meet.make_meet(stage.ana), [stage.ana], anonymous=strangers
    )
    ana = stage.client("ana@example.com", READONLY)
    sizes, token = [], None
    while token != "":
        page = ana(
            "GET",
            f"/v2/{held.name}/participants",
            pageSize="300",
            fields="participants(name),nextPageToken,totalSize",
            **({"pageToken": token} if token else {}),
        ).body
        assert 501 == page["totalSize"]
        sizes.append(len(page["participants"]))
        token = page.get("nextPageToken", "")
    assert [250, 250, 1] == sizes
