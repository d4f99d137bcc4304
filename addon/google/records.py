"""The Meet REST API v2's conference records as the domain's `Records` port (google-apis.md 2.8)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import urllib3
from googleapiclient.discovery import Resource
from googleapiclient.http import HttpRequest

from addon.google.answers import records_problem
from addon.google.caller import Caller
from addon.google.calling import Sender, build_api
from addon.wire.lenient import mapping, moment, objects, text, web_link, whole_number
from meeting.errors import CallHidden, TryAgain
from meeting.model import Artifact
from meeting.records import Attendee, Call, Calls, Entrance, Progress, Record, Stay
from meeting.values import dataclass

READ_SECONDS = 6.0
LARGEST_PAGE = 100
PEOPLE_A_PAGE = 250
MOST_PAGES = 8
CALL_NAME = re.compile(r"conferenceRecords/[A-Za-z0-9_-]+")
ATTENDEE_NAME = re.compile(r"conferenceRecords/[A-Za-z0-9_-]+/participants/[A-Za-z0-9_-]+")
QUOTABLE = re.compile(r"[A-Za-z0-9_/-]+")
"""What may stand in a filter between quotes."""

LISTS: Mapping[Artifact, tuple[str, str, str, str]] = {
    Artifact.RECORDING: (
        "recordings",
        "driveDestination",
        "file",
        "https://drive.google.com/file/d/{}/view",
    ),
    Artifact.TRANSCRIPTION: (
        "transcripts",
        "docsDestination",
        "document",
        "https://docs.google.com/document/d/{}/view",
    ),
    Artifact.SMART_NOTES: (
        "smartNotes",
        "docsDestination",
        "document",
        "https://docs.google.com/document/d/{}/view",
    ),
}
"""For each artifact its list, where its file stands, what holds the file's id, and its link."""
FILES = ("https://drive.google.com/", "https://docs.google.com/")
"""Where `deployment.json` lets cards lead to (hosts.md 6.1)."""
ENTRANCES: Mapping[str, Entrance] = {
    "signedinUser": Entrance.ACCOUNT,
    "anonymousUser": Entrance.ANONYMOUS,
    "phoneUser": Entrance.PHONE,
}


@dataclass(frozen=True)
class RecordResources:
    """The API's collections, each made once: asking for one builds its methods anew."""

    calls: Resource
    artifacts: Mapping[Artifact, Resource]
    participants: Resource
    sessions: Resource


def build_records(endpoint: str | None) -> RecordResources:
    """The Meet API's conference records; `endpoint` is the API's root, or `None` for Google's."""
    calls = build_api("meet", "v2", endpoint).conferenceRecords()
    participants = calls.participants()
    return RecordResources(
        calls,
        {artifact: getattr(calls, parts[0])() for artifact, parts in LISTS.items()},
        participants,
        participants.participantSessions(),
    )


class RecordsClient:
    """What Meet keeps of calls, as one caller."""

    def __init__(
        self,
        resources: Callable[[], RecordResources],
        pool: urllib3.PoolManager,
        caller: Caller,
    ) -> None:
        self._resources = resources
        self._sender = Sender(pool, caller, records_problem)

    def calls(
        self,
        *,
        code: str = "",
        space: str = "",
        since: datetime | None = None,
        before: datetime | None = None,
        most: int,
        page: str = "",
    ) -> Calls:
        """See `meeting.ports.Records.calls`. Pages without a call are passed over."""
        conditions = [
            f'{field} = "{_quotable(value)}"'
            for field, value in (("space.meeting_code", code), ("space.name", space))
            if value
        ]
        conditions += [f'start_time >= "{_written(since)}"'] if since else []
        conditions += [f'start_time < "{_written(before)}"'] if before else []
        found: list[Mapping[str, Any]] = []
        for _ in range(MOST_PAGES):
            answer = self._get(
                self._resources().calls.list(
                    filter=" AND ".join(conditions) or None,
                    pageSize=min(most, LARGEST_PAGE),
                    pageToken=page or None,
                )
            )
            found, page = (
                objects(answer.get("conferenceRecords")),
                text(answer.get("nextPageToken")),
            )
            if found or not page:
                break
        calls = (_call(each) for each in found)
        return Calls(tuple(call for call in calls if call is not None), page)

    def call(self, name: str) -> Call:
        """See `meeting.ports.Records.call`."""
        found = _call(self._get(self._resources().calls.get(name=_named(name))))
        if found is None:
            raise TryAgain
        return found

    def records(self, call: str, artifact: Artifact) -> list[Record]:
        """See `meeting.ports.Records.records`."""
        artifacts = self._resources().artifacts[artifact]
        answer = self._get(artifacts.list(parent=_named(call), pageSize=LARGEST_PAGE))
        return [_record(artifact, each) for each in objects(answer.get(LISTS[artifact][0]))]

    def present(self, call: str) -> int:
        """See `meeting.ports.Records.present`.

        Whether the total heeds the filter is not documented, so it counts only where one page
        does not hold them all.
        """
        answer = self._get(
            self._resources().participants.list(
                parent=_named(call),
                filter="latest_end_time IS NULL",
                pageSize=PEOPLE_A_PAGE,
                fields="participants/name,nextPageToken,totalSize",
            )
        )
        there = len(objects(answer.get("participants")))
        if not text(answer.get("nextPageToken")):
            return there
        return max(there, whole_number(answer.get("totalSize")) or 0)

    def attendees(self, call: str) -> list[Attendee]:
        """See `meeting.ports.Records.attendees`."""
        participants = self._resources().participants
        found = self._all(
            lambda page: participants.list(
                parent=_named(call), pageSize=PEOPLE_A_PAGE, pageToken=page or None
            ),
            "participants",
        )
        return [_attendee(each) for each in found]

    def stays(self, attendee: str) -> list[Stay]:
        """See `meeting.ports.Records.stays`."""
        sessions = self._resources().sessions
        if not ATTENDEE_NAME.fullmatch(attendee):
            raise CallHidden
        found = self._all(
            lambda page: sessions.list(
                parent=attendee, pageSize=PEOPLE_A_PAGE, pageToken=page or None
            ),
            "participantSessions",
        )
        stays = ((moment(each.get("startTime")), moment(each.get("endTime"))) for each in found)
        return [Stay(start, end) for start, end in stays if start is not None]

    def _all(self, request: Callable[[str], HttpRequest], name: str) -> Sequence[Mapping[str, Any]]:
        """What all pages of a list hold, as far as that can be read."""
        found: list[Mapping[str, Any]] = []
        page = ""
        for _ in range(MOST_PAGES):
            answer = self._get(request(page))
            found += objects(answer.get(name))
            page = text(answer.get("nextPageToken"))
            if not page:
                break
        return found

    def _get(self, request: HttpRequest) -> Mapping[str, Any]:
        return self._sender.send(request, seconds=READ_SECONDS)


def _named(call: str) -> str:
    """The name of a call, which may have come back from a browser."""
    if not CALL_NAME.fullmatch(call):
        raise CallHidden
    return call


def _quotable(value: str) -> str:
    if not QUOTABLE.fullmatch(value):
        raise CallHidden
    return value


def _written(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _call(body: Mapping[str, Any]) -> Call | None:
    name, start = text(body.get("name")), moment(body.get("startTime"))
    if start is None or not CALL_NAME.fullmatch(name):
        return None
    return Call(name, text(body.get("space")), start, moment(body.get("endTime")))


def _record(artifact: Artifact, body: Mapping[str, Any]) -> Record:
    _, place, member, link_of = LISTS[artifact]
    destination = mapping(body.get(place))
    link, file = web_link(destination.get("exportUri")), text(destination.get(member))
    if not link.startswith(FILES):
        link = link_of.format(file) if QUOTABLE.fullmatch(file) else ""
    end, state = moment(body.get("endTime")), text(body.get("state"))
    if link:
        progress = Progress.READY
    else:
        running = state == "STARTED" and end is None
        progress = Progress.RUNNING if running else Progress.PREPARING
    return Record(artifact, progress, moment(body.get("startTime")), end, link)


def _attendee(body: Mapping[str, Any]) -> Attendee:
    kind = next((name for name in ENTRANCES if name in body), "anonymousUser")
    return Attendee(
        text(body.get("name")),
        text(mapping(body.get(kind)).get("displayName")),
        ENTRANCES[kind],
        moment(body.get("earliestStartTime")),
        moment(body.get("latestEndTime")),
    )
