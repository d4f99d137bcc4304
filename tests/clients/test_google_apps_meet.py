"""Ana's meetings with google-apps-meet, Google's own client, over REST."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

import pytest
from google.api_core.exceptions import BadRequest, Forbidden
from google.apps import meet_v2
from google.apps.meet_v2.services.conference_records_service.transports import (
    ConferenceRecordsServiceRestTransport,
)
from google.apps.meet_v2.services.spaces_service.transports import SpacesServiceRestTransport
from google.protobuf.field_mask_pb2 import FieldMask

from sandbox.google.discovery import Discovery
from tests.support.google_client import Stage, authorized

SCOPES = ["meetings.space.created", "meetings.space.settings", "meetings.space.readonly"]
Config = meet_v2.SpaceConfig
RECORDING = "config.artifact_config.recording_config.auto_recording_generation"


@dataclass
class Clients:
    """Both services of the client."""

    spaces: meet_v2.SpacesServiceClient
    records: meet_v2.ConferenceRecordsServiceClient


@pytest.fixture
def meet(stage: Stage) -> Iterator[Clients]:
    """Ana's clients."""
    credentials = authorized(stage.world.people.issue_token("ana@example.com", SCOPES))
    host = stage.google.url
    to_spaces = SpacesServiceRestTransport(host=host, credentials=credentials)
    to_records = ConferenceRecordsServiceRestTransport(host=host, credentials=credentials)
    with (
        meet_v2.SpacesServiceClient(transport=to_spaces) as spaces,
        meet_v2.ConferenceRecordsServiceClient(transport=to_records) as records,
    ):
        yield Clients(spaces, records)


def recording(value: int, **more: object) -> Config:
    """A config that says something about recording, and what else is given."""
    return Config(
        artifact_config=Config.ArtifactConfig(
            recording_config=Config.ArtifactConfig.RecordingConfig(auto_recording_generation=value)
        ),
        **more,
    )


def test_a_space_is_made_found_and_changed(stage: Stage, meet: Clients) -> None:
    """Enums that the client sends as numbers are set, and read back as the same enums."""
    on = Config.ArtifactConfig.AutoGenerationType.ON
    off = Config.ArtifactConfig.AutoGenerationType.OFF
    config = recording(on, access_type=Config.AccessType.RESTRICTED)
    made = meet.spaces.create_space(request={"space": meet_v2.Space(config=config)})
    [space] = stage.world.meet.spaces
    assert (space.name, space.uri) == (made.name, made.meeting_uri)
    assert "RESTRICTED" == space.config["accessType"]
    found = meet.spaces.get_space(name=f"spaces/{made.meeting_code}")
    assert made == found
    assert on == found.config.artifact_config.recording_config.auto_recording_generation
    changed = meet.spaces.update_space(
        space=meet_v2.Space(name=made.name, config=recording(off)),
        update_mask=FieldMask(paths=[RECORDING, "config.access_type"]),
    )
    assert off == changed.config.artifact_config.recording_config.auto_recording_generation
    assert Config.AccessType.TRUSTED == changed.config.access_type


def test_refusals_are_the_clients_own_types(stage: Stage, meet: Clients) -> None:
    """Every kind of refusal is told by its status and its words."""
    space = stage.world.meet.make_meet("ana@example.com", origin="api:addon")
    with pytest.raises(Forbidden, match="Permission denied on resource Space"):
        meet.spaces.get_space(name="spaces/none")
    with pytest.raises(BadRequest, match="There is no active conference"):
        meet.spaces.end_active_conference(name=space.name)
    with pytest.raises(BadRequest):
        meet.spaces.update_space(
            space=meet_v2.Space(name=space.name), update_mask=FieldMask(paths=["config"])
        )
    stage.ana.features.clear()
    on = recording(Config.ArtifactConfig.AutoGenerationType.ON)
    with pytest.raises(Forbidden) as refused:
        meet.spaces.create_space(request={"space": meet_v2.Space(config=on)})
    assert "FEATURE_UNAVAILABLE_TO_USER" == refused.value.reason
    assert {"feature_name": "updateAutoRecordingGeneration"} == refused.value.metadata


def test_a_call_leaves_records(stage: Stage, meet: Clients) -> None:
    """A running call is ended; who was there and what was kept can be listed."""
    space = stage.world.meet.make_meet(
        "ana@example.com", origin="api:addon", recording=True, transcription=True
    )
    held = stage.world.meet.start_conference(space, ["ana@example.com"], anonymous=["Guest"])
    stage.world.meet.say(held, "ana@example.com", "Good morning")
    running = meet.records.list_conference_records(request={"filter": "end_time IS NULL"})
    assert [held.name] == [record.name for record in running]
    present = {"parent": held.name, "filter": "latest_end_time IS NULL"}
    assert 2 == len(list(meet.records.list_participants(request=present)))
    meet.spaces.end_active_conference(name=space.name)
    assert [] == list(meet.records.list_participants(request=present))
    people = list(meet.records.list_participants(parent=held.name))
    assert {"Ana", "Guest"} == {
        person.signedin_user.display_name or person.anonymous_user.display_name for person in people
    }
    [session] = meet.records.list_participant_sessions(parent=people[0].name)
    assert session == meet.records.get_participant_session(name=session.name)
    [kept] = meet.records.list_recordings(parent=held.name)
    assert meet_v2.Recording.State.ENDED == kept.state
    [transcript] = meet.records.list_transcripts(parent=held.name)
    [entry] = meet.records.list_transcript_entries(parent=transcript.name)
    assert "Good morning" == entry.text
    assert [] == list(meet.records.list_conference_records(request={"filter": "end_time IS NULL"}))


def test_lists_are_paged(stage: Stage, meet: Clients) -> None:
    """The client walks through the pages by itself."""
    space = stage.world.meet.make_meet("ana@example.com")
    held = [stage.world.meet.hold_conference(space, ["ana@example.com"]).name for _ in range(5)]
    found = meet.records.list_conference_records(request={"page_size": 2})
    assert held[::-1] == [record.name for record in found]
    assert 3 == len(stage.google.calls_of("meet.conferenceRecords.list"))


def test_the_discovery_document_lists_enums_by_their_numbers() -> None:
    """The stand-in counts an enum's values in the document; the published types say the same."""
    [create] = [m for m in Discovery(("meet", "v2")).methods if m.id == "meet.spaces.create"]

    def listed(schema: str, member: str) -> list[str]:
        names: list[str] = create.schema(schema)["properties"][member]["enum"]
        return names

    restrictions = Config.ModerationRestrictions
    published: dict[tuple[str, str], Iterable[Enum]] = {
        ("SpaceConfig", "accessType"): Config.AccessType,
        ("SpaceConfig", "entryPointAccess"): Config.EntryPointAccess,
        ("SpaceConfig", "moderation"): Config.Moderation,
        ("SpaceConfig", "attendanceReportGenerationType"): Config.AttendanceReportGenerationType,
        ("ModerationRestrictions", "chatRestriction"): restrictions.RestrictionType,
        ("ModerationRestrictions", "defaultJoinAsViewerType"): restrictions.DefaultJoinAsViewerType,
        ("RecordingConfig", "autoRecordingGeneration"): Config.ArtifactConfig.AutoGenerationType,
        ("Recording", "state"): meet_v2.Recording.State,
    }
    assert {place: listed(*place) for place in published} == {
        place: [value.name for value in sorted(values, key=lambda value: value.value)]
        for place, values in published.items()
    }
