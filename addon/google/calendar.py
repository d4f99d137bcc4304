"""The Calendar API v3 as the domain's `Calendar` port."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import urllib3
from googleapiclient.discovery import Resource

from addon.caller import Caller
from addon.conferences import meeting_code, parse_conference
from addon.google.answers import calendar_problem
from addon.google.calling import Sender, build_api
from addon.loose import mapping, objects, text
from addon.meeting.errors import (
    AskOrganizer,
    LinkNotKept,
    Refused,
    SaveEventFirst,
    ScopesMissing,
)
from addon.meeting.model import (
    Access,
    CalendarEvent,
    Draft,
    EventKind,
    Person,
    Space,
    When,
)

READ_SECONDS = 6.0
WRITE_SECONDS = 6.0
READERS = {"none", "freeBusyReader", "reader"}
WRITERS = {"writerWithoutPrivateAccess", "writer", "owner"}


def build_calendar(endpoint: str | None) -> Resource:
    """The Calendar API's events; `endpoint` includes the service path, or is `None` for Google's.

    Asking the client for a collection builds its methods anew, which takes milliseconds: it is
    done here, once.
    """
    return build_api("calendar", "v3", endpoint).events()


class CalendarClient:
    """Calendar as one caller."""

    def __init__(self, events: Resource, pool: urllib3.PoolManager, caller: Caller) -> None:
        self._events = events
        self._sender = Sender(pool, caller, calendar_problem)

    def event(self, calendar_id: str, event_id: str) -> CalendarEvent:
        """See `addon.meeting.ports.Calendar.event`."""
        request = self._events.get(calendarId=calendar_id, eventId=event_id)
        return parse_event(calendar_id, self._sender.send(request, seconds=READ_SECONDS))

    def access(self, calendar_id: str) -> Access:
        """See `addon.meeting.ports.Calendar.access`.

        `events.list` tells the caller's role under the scopes that the add-on has anyway, and
        with this field mask none of the events. Whether a real calendar answers so was never
        measured, so a refusal only means that the role is unknown.

        Raises:
            TryAgain: Calendar is busy or out of reach.
        """
        request = self._events.list(calendarId=calendar_id, maxResults=1, fields="accessRole")
        try:
            role = self._sender.send(request, seconds=READ_SECONDS).get("accessRole")
        except (AskOrganizer, SaveEventFirst, ScopesMissing, Refused):
            return Access.UNKNOWN
        if role in READERS:
            return Access.READ
        return Access.WRITE if role in WRITERS else Access.UNKNOWN

    def attach(self, event: CalendarEvent, space: Space, *, email_guests: bool) -> CalendarEvent:
        """See `addon.meeting.ports.Calendar.attach`.

        Doubling the request is harmless: after the first has taken effect, `If-Match` stops the
        second. Body and parameters: google-apis.md 4.2 and 4.3.

        Raises:
            LinkNotKept: the event came back with another link.
        """
        request = self._events.patch(
            calendarId=event.calendar_id,
            eventId=event.id,
            body={
                "conferenceData": {
                    "conferenceId": space.code,
                    "conferenceSolution": {
                        "key": {"type": "hangoutsMeet"},
                        "name": "Google Meet",
                    },
                    "entryPoints": [
                        {
                            "entryPointType": "video",
                            "uri": space.uri,
                            "label": space.uri.removeprefix("https://"),
                        }
                    ],
                }
            },
            conferenceDataVersion=1,
            sendUpdates="all" if email_guests else "none",
        )
        request.headers["If-Match"] = event.etag
        answer = self._sender.send(request, seconds=WRITE_SECONDS)
        attached = parse_event(event.calendar_id, answer)
        code = attached.conference.code if attached.conference else ""
        if {code, meeting_code(answer.get("hangoutLink"))} != {space.code}:
            # Calendar drops conference data silently in some cases (google-apis.md 4.2).
            raise LinkNotKept(space.uri)
        return attached

    def insert(self, calendar_id: str, draft: Draft) -> CalendarEvent:
        """See `addon.meeting.ports.Calendar.insert`.

        With `conferenceDataVersion=1` and no conference, Calendar does not add a Meet of its own
        accord (the user's `autoAddHangouts`, google-apis.md 4.4).
        """
        request = self._events.insert(
            calendarId=calendar_id,
            body={"id": draft.id, **_drafted(draft)},
            conferenceDataVersion=1,
            sendUpdates="none",
        )
        return parse_event(calendar_id, self._sender.send(request, seconds=WRITE_SECONDS))

    def amend(self, event: CalendarEvent, draft: Draft) -> CalendarEvent:
        """See `addon.meeting.ports.Calendar.amend`."""
        request = self._events.patch(
            calendarId=event.calendar_id,
            eventId=event.id,
            body=_drafted(draft),
            sendUpdates="none",
        )
        request.headers["If-Match"] = event.etag
        answer = self._sender.send(request, seconds=WRITE_SECONDS)
        return parse_event(event.calendar_id, answer)


def _drafted(draft: Draft) -> dict[str, Any]:
    return {
        "summary": draft.title,
        "start": _event_time(draft.start, draft.time_zone),
        "end": _event_time(draft.end, draft.time_zone),
        "attendees": [{"email": address} for address in draft.guests],
    }


def _event_time(moment: datetime, time_zone: str) -> dict[str, str]:
    written = {"dateTime": moment.isoformat()}
    return {**written, "timeZone": time_zone} if time_zone else written


def parse_event(calendar_id: str, body: Mapping[str, Any]) -> CalendarEvent:
    """Read an Event resource; whatever is missing takes the value that Calendar documents."""
    organizer = mapping(body.get("organizer"))
    email = text(organizer.get("email"))
    guests = [
        guest
        for guest in objects(body.get("attendees"))
        if not guest.get("self") and not guest.get("resource")
    ]
    kind = body.get("eventType", EventKind.DEFAULT.value)
    return CalendarEvent(
        calendar_id=calendar_id,
        id=text(body.get("id")),
        etag=text(body.get("etag")),
        title=text(body.get("summary")),
        when=_when(body),
        kind=EventKind(kind) if kind in set(EventKind) else EventKind.UNKNOWN,
        cancelled=body.get("status") == "cancelled",
        locked=body.get("locked") is True,
        organizer=Person(email, text(organizer.get("displayName"))),
        organizer_is_here=organizer.get("self") is True
        or email.casefold() == calendar_id.casefold(),
        guests_can_modify=body.get("guestsCanModify") is True,
        guests=len(guests),
        invited=frozenset(text(guest.get("email")).casefold() for guest in guests),
        series_id=text(body.get("recurringEventId")),
        recurring=bool(body.get("recurrence")),
        conference=parse_conference(body.get("conferenceData"), body.get("hangoutLink")),
        link=text(body.get("htmlLink")),
    )


def _when(body: Mapping[str, Any]) -> When | None:
    start, end = mapping(body.get("start")), mapping(body.get("end"))
    try:
        return When(_moment(start), _moment(end), text(start.get("timeZone")))
    except ValueError:
        return None


def _moment(moment: Mapping[str, Any]) -> datetime | date:
    if "dateTime" in moment:
        return datetime.fromisoformat(text(moment["dateTime"]))
    return date.fromisoformat(text(moment.get("date")))
