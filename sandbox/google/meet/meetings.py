"""Meeting spaces, the conferences held in them and what a conference leaves behind."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sandbox.google.clock import rfc3339
from sandbox.google.people.accounts import Feature, Phone, PolicyDefaults, User

JsonObject = dict[str, Any]
Settings = dict[str, str]

CODE_LIFETIME = timedelta(days=365)
RECORD_LIFETIME = timedelta(days=30)
_PIN_LENGTH = 9
_SIP_CODE_LENGTH = 13

RECORDING = "artifactConfig.recordingConfig.autoRecordingGeneration"
TRANSCRIPTION = "artifactConfig.transcriptionConfig.autoTranscriptionGeneration"
SMART_NOTES = "artifactConfig.smartNotesConfig.autoSmartNotesGeneration"
_RESTRICTIONS = {
    "moderationRestrictions.chatRestriction": "NO_RESTRICTION",
    "moderationRestrictions.reactionRestriction": "NO_RESTRICTION",
    "moderationRestrictions.presentRestriction": "NO_RESTRICTION",
    "moderationRestrictions.defaultJoinAsViewerType": "OFF",
}

# Setting, the feature it needs, and the value that asks for nothing (None: every value asks).
# Their order is the order in which a refusal names the first one.
GATES: tuple[tuple[str, Feature, str | None], ...] = (
    ("accessType", Feature.ACCESS_TYPE, None),
    (RECORDING, Feature.RECORDING, "OFF"),
    (TRANSCRIPTION, Feature.TRANSCRIPTION, "OFF"),
    (SMART_NOTES, Feature.SMART_NOTES, "OFF"),
    ("attendanceReportGenerationType", Feature.ATTENDANCE, "DO_NOT_GENERATE"),
)


def default_settings(policy: PolicyDefaults) -> Settings:
    """Every setting of a new space, by its path below `config`, in Google's order."""
    return {
        "accessType": policy.access_type,
        "entryPointAccess": "ALL",
        "moderation": policy.moderation,
        **_RESTRICTIONS,
        "attendanceReportGenerationType": policy.attendance,
        RECORDING: policy.recording,
        TRANSCRIPTION: policy.transcription,
        SMART_NOTES: policy.smart_notes,
    }


SETTING_PATHS = tuple(default_settings(PolicyDefaults()))


def flatten(config: JsonObject, prefix: str = "") -> Settings:
    """The leaves of a SpaceConfig by their paths; unspecified values count as absent."""
    leaves: Settings = {}
    for name, value in config.items():
        if isinstance(value, dict):
            leaves |= flatten(value, f"{prefix}{name}.")
        elif value is not None and not str(value).endswith("_UNSPECIFIED"):
            leaves[prefix + name] = value
    return leaves


def nest(settings: Settings) -> JsonObject:
    """A SpaceConfig made of leaves by their paths."""
    config: JsonObject = {}
    for path, value in settings.items():
        *parents, leaf = path.split(".")
        place = config
        for parent in parents:
            place = place.setdefault(parent, {})
        place[leaf] = value
    return config


@dataclass
class Member:
    """Somebody with a role in a space."""

    id: str
    email: str
    role: str = "ROLE_UNSPECIFIED"

    def resource(self, space_name: str) -> JsonObject:
        """The Member as Meet returns it."""
        shown = {"name": f"{space_name}/members/{self.id}", "email": self.email}
        return shown if self.role == "ROLE_UNSPECIFIED" else {**shown, "role": self.role}


@dataclass
class Space:
    """A meeting space.

    Attributes:
        id: 12 characters, case-sensitive.
        code: the meeting code, 3-4-3 letters.
        owner: the owner's address.
        origin: `calendar`, or `api:` and the project that created it.
        settings: every setting by its path below `config`.
        last_used: what the code's expiry counts from.
        members: co-hosts by member id.
        phones: what people may dial to join.
        sip_gateway: address of the gateway for room systems, empty without one.
        active_conference: id of the conference that runs now.
        unseen_reads: how many reads do not find it yet.
    """

    id: str
    code: str
    owner: str
    origin: str
    settings: Settings
    last_used: datetime
    members: dict[str, Member] = field(default_factory=dict)
    phones: tuple[Phone, ...] = ()
    sip_gateway: str = ""
    active_conference: str | None = None
    unseen_reads: int = 0

    @property
    def name(self) -> str:
        """The canonical resource name."""
        return f"spaces/{self.id}"

    @property
    def uri(self) -> str:
        """The link that people join by."""
        return f"https://meet.google.com/{self.code}"

    @property
    def config(self) -> JsonObject:
        """The settings as Meet's nested SpaceConfig."""
        return nest(self.settings)

    def change(self, settings: Settings) -> None:
        """Apply settings; restrictions fall back when moderation is off (google-apis.md 2.2)."""
        self.settings |= settings
        if self.settings["moderation"] == "OFF":
            self.settings |= _RESTRICTIONS

    def resource(self, *, with_config: bool, with_conference: bool) -> JsonObject:
        """The Space as Meet returns it to somebody who may see that much."""
        shown: JsonObject = {
            "name": self.name,
            "meetingUri": self.uri,
            "meetingCode": self.code,
        }
        if with_config:
            shown |= {"config": self.config, **self._dial_in()}
        if with_conference and self.active_conference:
            record = f"conferenceRecords/{self.active_conference}"
            shown["activeConference"] = {"conferenceRecord": record}
        return shown

    def _dial_in(self) -> JsonObject:
        """The ways in by phone and by room system, where there are any (google-apis.md 9.2)."""
        pin = str(int(hashlib.sha256(self.id.encode()).hexdigest(), 16))
        phones = [
            {
                "phoneNumber": phone.number,
                "pin": pin[position : position + _PIN_LENGTH],
                "regionCode": phone.region,
                "languageCode": phone.language,
            }
            for position, phone in enumerate(self.phones)
        ]
        shown: JsonObject = {"phoneAccess": phones} if phones else {}
        if self.sip_gateway:
            code = pin[-_SIP_CODE_LENGTH:]
            access = {"uri": f"sip:{code}@{self.sip_gateway}", "sipAccessCode": code}
            shown["gatewaySipAccess"] = [access]
        return shown


@dataclass
class Session:
    """One time that somebody was in a conference, on one device."""

    id: str
    joined: datetime
    left: datetime | None = None

    def resource(self, parent: str) -> JsonObject:
        """The ParticipantSession as Meet returns it."""
        shown = {
            "name": f"{parent}/participantSessions/{self.id}",
            "startTime": rfc3339(self.joined),
        }
        return {**shown, "endTime": rfc3339(self.left)} if self.left else shown


@dataclass
class Participant:
    """Somebody in a conference: with an account, anonymous, or by phone.

    Attributes:
        sessions: the times that they were there, the first one first; several devices overlap.
        by_phone: whoever it is has dialled in.
    """

    id: str
    display_name: str
    sessions: list[Session]
    user: User | None = None
    by_phone: bool = False

    @property
    def joined(self) -> datetime:
        """When they came first."""
        return min(session.joined for session in self.sessions)

    @property
    def left(self) -> datetime | None:
        """When they went last; None while they are there."""
        ends = [session.left for session in self.sessions if session.left]
        return max(ends) if len(ends) == len(self.sessions) else None

    def resource(self, parent: str) -> JsonObject:
        """The Participant as Meet returns it."""
        shown: JsonObject = {
            "name": f"{parent}/participants/{self.id}",
            "earliestStartTime": rfc3339(self.joined),
        }
        if self.left:
            shown["latestEndTime"] = rfc3339(self.left)
        if self.user:
            shown["signedinUser"] = {
                "user": f"users/{self.user.sub}",
                "displayName": self.display_name,
            }
        else:
            kind = "phoneUser" if self.by_phone else "anonymousUser"
            shown[kind] = {"displayName": self.display_name}
        return shown


@dataclass
class Artifact:
    """A recording, a transcript or smart notes.

    Attributes:
        kind: the collection: `recordings`, `transcripts` or `smartNotes`.
        document: id of the file that appears in the owner's Drive.
        ready: when the file is generated, once the conference has ended.
        entries: what a transcript holds.
    """

    kind: str
    id: str
    document: str
    started: datetime
    ended: datetime | None = None
    ready: datetime | None = None
    entries: list[JsonObject] = field(default_factory=list)

    def resource(self, parent: str, now: datetime) -> JsonObject:
        """The artifact as Meet returns it at a moment: STARTED, ENDED, then FILE_GENERATED."""
        shown: JsonObject = {
            "name": f"{parent}/{self.kind}/{self.id}",
            "state": "STARTED",
            "startTime": rfc3339(self.started),
        }
        if self.ended:
            shown |= {"state": "ENDED", "endTime": rfc3339(self.ended)}
        if self.ready and self.ready <= now:
            shown["state"] = "FILE_GENERATED"
            shown |= self._destination()
        return shown

    def _destination(self) -> JsonObject:
        if self.kind == "recordings":
            uri = f"https://drive.google.com/file/d/{self.document}/view"
            return {"driveDestination": {"file": self.document, "exportUri": uri}}
        uri = f"https://docs.google.com/document/d/{self.document}/view"
        return {"docsDestination": {"document": self.document, "exportUri": uri}}


@dataclass
class Conference:
    """One call in a space, which Meet's API calls a conference record."""

    id: str
    space: Space
    started: datetime
    ended: datetime | None = None
    participants: list[Participant] = field(default_factory=list)
    artifacts: list[Artifact] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The resource name."""
        return f"conferenceRecords/{self.id}"

    def users(self) -> Iterator[User]:
        """The participants with an account."""
        return (person.user for person in self.participants if person.user)

    def expired(self, now: datetime) -> bool:
        """Whether Meet has deleted the record, 30 days after the end."""
        return self.ended is not None and self.ended + RECORD_LIFETIME <= now

    def resource(self) -> JsonObject:
        """The ConferenceRecord as Meet returns it."""
        shown = {
            "name": self.name,
            "startTime": rfc3339(self.started),
            "space": self.space.name,
        }
        if self.ended:
            shown["endTime"] = rfc3339(self.ended)
            shown["expireTime"] = rfc3339(self.ended + RECORD_LIFETIME)
        return shown
