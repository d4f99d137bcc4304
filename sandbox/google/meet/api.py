"""Meet v2: what each method checks and does (google-apis.md 2 and 6).

A space answers in this order: scope, existence (masked as 403), the form of the name, ownership,
body and mask, features; then the change is applied.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sandbox.google import errors, filters
from sandbox.google.api import Handler, Request, page
from sandbox.google.filters import Alternatives, Condition
from sandbox.google.meet.meetings import (
    GATES,
    SETTING_PATHS,
    Artifact,
    Conference,
    Member,
    Participant,
    Session,
    Settings,
    Space,
    default_settings,
    flatten,
)
from sandbox.google.people.accounts import ADDRESS, Feature

JsonObject = dict[str, Any]

_CREATED = "meetings.space.created"
_READONLY = "meetings.space.readonly"
_SETTINGS = "meetings.space.settings"
_MAX_BATCH = 500
_CONFERENCE_FILTER = {
    "space.meeting_code": ("=",),
    "space.name": ("=",),
    "start_time": filters.MOMENT,
    "end_time": filters.MOMENT,
}
_PARTICIPANT_FILTER = {"earliest_start_time": filters.MOMENT, "latest_end_time": filters.MOMENT}
_SESSION_FILTER = {"start_time": filters.MOMENT, "end_time": filters.MOMENT}


def create_space(request: Request) -> JsonObject:
    """`spaces.create`: the caller, whose account has Meet, becomes the owner of a new space."""
    if not request.user.meet:
        raise errors.permission_denied("Space")
    body = request.checked_body()
    config = body.get("config") or {}
    if (
        request.world.knobs.create_needs_settings
        and "artifactConfig" in config
        and not request.token.has(_SETTINGS)
    ):
        raise request.insufficient_scope()
    settings = flatten(config)
    _require_features(request, settings)
    space = request.world.meet.make_meet(
        request.user, origin=f"api:{request.token.project}", **config
    )
    space.unseen_reads = request.world.knobs.new_space_unseen_reads
    return _shown(request, space)


def get_space(request: Request) -> JsonObject:
    """`spaces.get`: by canonical name or by meeting code."""
    world = request.world
    key = _key(request.params["name"])
    space = world.meet.space(key) or world.meet.space_by_code(key)
    if space is None or not _in_reach(request, space, _READONLY, _SETTINGS):
        raise errors.permission_denied("Space")
    if space.unseen_reads:
        space.unseen_reads -= 1
        raise errors.meet(404, "Requested entity was not found.")
    if space.owner != request.user.email and world.knobs.get_by_non_owner == "403":
        raise errors.permission_denied("Space")
    return _shown(request, space)


def patch_space(request: Request) -> JsonObject:
    """`spaces.patch`: the owner changes settings named by leaf masks."""
    space = _own_space(request, request.params["name"], _SETTINGS)
    body = request.checked_body()
    changes = _masked(request, space, flatten(body.get("config") or {}))
    _require_features(request, changes)
    request.world.meet.change_space(space, changes)
    shown = _shown(request, space)
    if not request.world.knobs.patch_tells_settings:
        shown.pop("config", None)
    return shown


def end_active_conference(request: Request) -> JsonObject:
    """`spaces.endActiveConference`."""
    space = _own_space(request, request.params["name"])
    request.checked_body()
    held = request.world.meet.conference(space.active_conference or "")
    if held is None:
        raise errors.no_active_conference()
    request.world.meet.end_conference(held)
    return {}


def create_member(request: Request) -> JsonObject:
    """`spaces.members.create`."""
    space = _space_with_members(request, request.params["parent"])
    body = request.checked_body()
    email = body.get("email") or ""
    if not ADDRESS.fullmatch(email) or email in request.world.people.not_google:
        raise errors.meet(400, "Request contains an invalid argument.")
    if email in {member.email for member in space.members.values()}:
        raise errors.meet(409, "Requested entity already exists", status="ALREADY_EXISTS")
    member = request.world.meet.add_member(space, email, body.get("role") or "ROLE_UNSPECIFIED")
    return member.resource(space.name)


def list_members(request: Request) -> JsonObject:
    """`spaces.members.list`."""
    space = _space_with_members(request, request.params["parent"])
    members = [member.resource(space.name) for member in space.members.values()]
    return page(members, request, "members", usual=250, most=500, size="pageSize")


def get_member(request: Request) -> JsonObject:
    """`spaces.members.get`."""
    space, member = _member(request, request.params["name"])
    return member.resource(space.name)


def patch_member(request: Request) -> JsonObject:
    """`spaces.members.patch`."""
    space, member = _member(request, request.params["name"])
    body = request.checked_body()
    _change_member(request, space, member, body, request.query.get("updateMask"))
    return member.resource(space.name)


def delete_member(request: Request) -> JsonObject:
    """`spaces.members.delete`."""
    space, member = _member(request, request.params["name"])
    request.world.meet.remove_member(space, member.id)
    return {}


def batch_update_members(request: Request) -> JsonObject:
    """`spaces.members.batchUpdate`: all of the changes or none."""
    space = _space_with_members(request, request.params["parent"])
    body = request.checked_body()
    wanted = body.get("requests") or []
    if not 0 < len(wanted) <= _MAX_BATCH:
        raise errors.meet(400, "Request contains an invalid argument.")
    mask = body.get("updateMask")
    members = []
    for single in wanted:
        if single.get("updateMask") not in {None, mask}:
            raise errors.bad_mask(single["updateMask"])
        member_id = (single.get("member") or {}).get("name", "").rpartition("/")[2]
        if member_id not in space.members:
            raise errors.permission_denied("Member")
        members.append(space.members[member_id])
    for member, single in zip(members, wanted, strict=True):
        _change_member(request, space, member, single["member"], mask)
    return {"members": [member.resource(space.name) for member in members]}


def list_conferences(request: Request) -> JsonObject:
    """`conferenceRecords.list`: the caller's, newest first."""
    wanted = filters.parse("meet", request.query.get("filter"), _CONFERENCE_FILTER)
    found = [
        held.resource()
        for held in reversed(request.world.meet.conferences)
        if _may_see(request, held) and _is_wanted(request, held, wanted)
    ]
    return page(found, request, "conferenceRecords", usual=25, most=100, size="pageSize")


def get_conference(request: Request) -> JsonObject:
    """`conferenceRecords.get`."""
    return _conference(request, request.params["name"]).resource()


def list_participants(request: Request) -> JsonObject:
    """`conferenceRecords.participants.list`; the total only where `fields` asks for it."""
    held = _conference(request, request.params["parent"])
    wanted = filters.parse("meet", request.query.get("filter"), _PARTICIPANT_FILTER)
    everybody = [
        person.resource(held.name)
        for person in reversed(held.participants)
        if _was_there(person, wanted)
    ]
    shown = page(everybody, request, "participants", usual=100, most=250, size="pageSize")
    if "totalSize" in request.query.get("fields", ""):
        shown["totalSize"] = len(everybody)
    return shown


def get_participant(request: Request) -> JsonObject:
    """`conferenceRecords.participants.get`."""
    held, person = _participant(request, request.params["name"])
    return person.resource(held.name)


def list_sessions(request: Request) -> JsonObject:
    """`conferenceRecords.participants.participantSessions.list`, the last one first."""
    _, person = _participant(request, request.params["parent"])
    wanted = filters.parse("meet", request.query.get("filter"), _SESSION_FILTER)
    parent = request.params["parent"]
    sessions = [
        session.resource(parent)
        for session in reversed(person.sessions)
        if _was_there(session, wanted)
    ]
    return page(sessions, request, "participantSessions", usual=100, most=250, size="pageSize")


def get_session(request: Request) -> JsonObject:
    """`conferenceRecords.participants.participantSessions.get`."""
    _, person = _participant(request, request.params["name"])
    parent, _, session_id = request.params["name"].partition("/participantSessions/")
    for session in person.sessions:
        if session.id == session_id:
            return session.resource(parent)
    raise errors.permission_denied("ParticipantSession")


def list_artifacts(request: Request) -> JsonObject:
    """`conferenceRecords.{recordings,transcripts,smartNotes}.list`, the oldest first."""
    held = _conference(request, request.params["parent"])
    kind = request.method.id.split(".")[-2]
    now = request.world.clock.now()
    found = [art.resource(held.name, now) for art in held.artifacts if art.kind == kind]
    return page(found, request, kind, usual=10, most=100, size="pageSize")


def get_artifact(request: Request) -> JsonObject:
    """`conferenceRecords.{recordings,transcripts,smartNotes}.get`."""
    held, artifact = _artifact(request, request.params["name"])
    return artifact.resource(held.name, request.world.clock.now())


def list_entries(request: Request) -> JsonObject:
    """`conferenceRecords.transcripts.entries.list`."""
    _, artifact = _artifact(request, request.params["parent"])
    return page(artifact.entries, request, "transcriptEntries", usual=10, most=100, size="pageSize")


def get_entry(request: Request) -> JsonObject:
    """`conferenceRecords.transcripts.entries.get`."""
    _, artifact = _artifact(request, request.params["name"])
    for entry in artifact.entries:
        if entry["name"] == request.params["name"]:
            return entry
    raise errors.permission_denied("TranscriptEntry")


_RECORDS = "meet.conferenceRecords"
METHODS: dict[str, Handler] = {
    "meet.spaces.create": create_space,
    "meet.spaces.get": get_space,
    "meet.spaces.patch": patch_space,
    "meet.spaces.endActiveConference": end_active_conference,
    "meet.spaces.members.create": create_member,
    "meet.spaces.members.list": list_members,
    "meet.spaces.members.get": get_member,
    "meet.spaces.members.patch": patch_member,
    "meet.spaces.members.delete": delete_member,
    "meet.spaces.members.batchUpdate": batch_update_members,
    f"{_RECORDS}.list": list_conferences,
    f"{_RECORDS}.get": get_conference,
    f"{_RECORDS}.participants.list": list_participants,
    f"{_RECORDS}.participants.get": get_participant,
    f"{_RECORDS}.participants.participantSessions.list": list_sessions,
    f"{_RECORDS}.participants.participantSessions.get": get_session,
    f"{_RECORDS}.recordings.list": list_artifacts,
    f"{_RECORDS}.recordings.get": get_artifact,
    f"{_RECORDS}.transcripts.list": list_artifacts,
    f"{_RECORDS}.transcripts.get": get_artifact,
    f"{_RECORDS}.transcripts.entries.list": list_entries,
    f"{_RECORDS}.transcripts.entries.get": get_entry,
    f"{_RECORDS}.smartNotes.list": list_artifacts,
    f"{_RECORDS}.smartNotes.get": get_artifact,
}


def _key(name: str) -> str:
    return name.removeprefix("spaces/")


def _in_reach(request: Request, space: Space, *wide_scopes: str) -> bool:
    """Whether the token reaches the space: the created scope alone only what its app made."""
    return request.token.has(*wide_scopes) or space.origin == f"api:{request.token.project}"


def _own_space(request: Request, name: str, *wide_scopes: str) -> Space:
    """The caller's space by its canonical name; a meeting code is refused like a stranger."""
    space = request.world.meet.space(_key(name))
    if (
        space is None
        or space.owner != request.user.email
        or not _in_reach(request, space, *wide_scopes)
    ):
        raise errors.permission_denied("Space")
    return space


def _space_with_members(request: Request, parent: str) -> Space:
    """A space that the caller owns and the calling app created; others have no members here."""
    space = request.world.meet.space(_key(parent))
    if space is None:
        raise errors.permission_denied("Space")
    own = space.owner == request.user.email
    if not own or space.origin != f"api:{request.token.project}":
        raise errors.permission_denied("Member")
    return space


def _member(request: Request, name: str) -> tuple[Space, Member]:
    parent, _, member_id = name.partition("/members/")
    space = _space_with_members(request, parent)
    if member_id not in space.members:
        raise errors.permission_denied("Member")
    return space, space.members[member_id]


def _change_member(
    request: Request, space: Space, member: Member, body: JsonObject, mask: str | None
) -> None:
    paths = set(mask.split(",")) if mask else set(body) & {"role"}
    for path in sorted(paths - {"role", "*"}):
        raise errors.bad_mask(path)
    if paths:
        request.world.meet.change_member(space, member, body.get("role") or "ROLE_UNSPECIFIED")


def _shown(request: Request, space: Space) -> JsonObject:
    own = space.owner == request.user.email
    held = request.world.meet.conference(space.active_conference or "")
    takes_part = held is not None and request.user in held.users()
    return space.resource(with_config=own, with_conference=own or takes_part)


def _masked(request: Request, space: Space, present: Settings) -> Settings:
    """The settings that a PATCH changes; a masked one that the body lacks gets its default."""
    mask = request.query.get("updateMask")
    knobs = request.world.knobs
    if not mask:
        return present if knobs.missing_mask == "present" else {}
    defaults = default_settings(request.world.meet.policy_of(space))
    paths: set[str] = set()
    for path in mask.split(","):
        paths |= _leaves(path, strict=knobs.strict_parent_mask)
    return {path: present.get(path, defaults[path]) for path in SETTING_PATHS if path in paths}


def _leaves(path: str, *, strict: bool) -> set[str]:
    if path == "*":
        return set(SETTING_PATHS)
    below = path.removeprefix("config.")
    if path.startswith("config.") and below in SETTING_PATHS:
        return {below}
    parents = {leaf for leaf in SETTING_PATHS if f"config.{leaf}".startswith(path + ".")}
    if strict or not parents:
        raise errors.bad_mask(path)
    return parents


def _require_features(request: Request, settings: Settings) -> None:
    """Refuse the first setting that the user's edition or admin withholds."""
    off_too = request.world.knobs.off_refused_without_feature
    for path, feature, harmless in GATES:
        asked = settings.get(path)
        if asked is None or feature in request.user.features:
            continue
        if asked != harmless or off_too:
            smart_notes = request.world.knobs.smart_notes_feature
            raise errors.feature_unavailable(
                smart_notes if feature is Feature.SMART_NOTES else feature
            )


def _may_see(request: Request, held: Conference) -> bool:
    takes_part = held.space.owner == request.user.email or request.user in held.users()
    return takes_part and _in_reach(request, held.space, _READONLY)


def _conference(request: Request, name: str) -> Conference:
    held = request.world.meet.conference(name.split("/")[1])
    if held is None or not _may_see(request, held):
        raise errors.permission_denied("ConferenceRecord")
    return held


def _participant(request: Request, name: str) -> tuple[Conference, Participant]:
    held = _conference(request, name)
    person_id = name.split("/")[3]
    for person in held.participants:
        if person.id == person_id:
            return held, person
    raise errors.permission_denied("Participant")


def _artifact(request: Request, name: str) -> tuple[Conference, Artifact]:
    held = _conference(request, name)
    _, _, kind, artifact_id, *_ = name.split("/")
    for artifact in held.artifacts:
        if (artifact.kind, artifact.id) == (kind, artifact_id):
            return held, artifact
    raise errors.permission_denied(kind[0].upper() + kind[1:].removesuffix("s"))


def _is_wanted(request: Request, held: Conference, groups: Iterable[Alternatives]) -> bool:
    """Whether a conference fits a filter over its space and times."""

    def holds(condition: Condition) -> bool:
        match condition.field:
            case "space.name":
                return request.world.meet.space(condition.value) is held.space
            case "space.meeting_code":
                return request.world.meet.space_by_code(condition.value) is held.space
            case "start_time":
                return condition.fits(held.started)
        return condition.fits(held.ended)

    return all(any(map(holds, group)) for group in groups)


def _was_there(person: Participant | Session, groups: Iterable[Alternatives]) -> bool:
    """Whether a participant, or a session of theirs, fits a filter over when they were there."""

    def holds(condition: Condition) -> bool:
        return condition.fits(person.joined if "start_time" in condition.field else person.left)

    return all(any(map(holds, group)) for group in groups)
