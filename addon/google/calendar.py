"""The Calendar API v3 as the domain's `Calendar` port."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import urllib3

from addon.google.answers import calendar_problem
from addon.google.caller import Caller
from addon.google.calling import Sender, build_api
from addon.google.calls_in_text import call_in_text
from addon.google.conference_body import conference_body, without_dial_in
from addon.google.maker import maker_body, read_maker, read_properties
from addon.google.prepared import Prepared
from addon.wire.conferences import members_of_one_call, parse_conference, request_id
from addon.wire.lenient import mapping, objects, text, web_link
from meeting.errors import (
    AskCreator,
    EventChanged,
    EventKeepsChanging,
    LinkNotKept,
    OutcomeUnknown,
    Problem,
    Refused,
    ReopenAddon,
    TryAgain,
)
from meeting.model import (
    PRIMARY,
    Access,
    CalendarEvent,
    Draft,
    EventKind,
    Notify,
    Person,
    Space,
    When,
)
from meeting.records import Planned

READ_SECONDS = 6.0
WRITE_SECONDS = 6.0
ENTRIES_A_PAGE = 250
OF_A_SERIES_A_PAGE = 2500
"""As many as Calendar tells at once: every page more would be a round more."""
MOST_PAGES = 4
MOST_CLEARINGS = 3
ENTRY_FIELDS = (
    "items(id,status,recurringEventId,recurrence,originalStartTime,start,end,conferenceData,"
    "hangoutLink),nextPageToken"
)
JUDGED_ENTRY_FIELDS = ENTRY_FIELDS.replace(
    "hangoutLink)",
    "hangoutLink,summary,organizer,guestsCanSeeOtherGuests,attendees(email,self,resource),"
    "attendeesOmitted)",
)
"""What an organization may go by, too."""
FEW_GUESTS = 5
"""Of more than that Calendar lists the caller alone, and says that others are left out."""
LISTED_FIELDS = (
    "items(id,status,summary,eventType,locked,recurringEventId,iCalUID,start,end,organizer,"
    "attendees(email,self,resource),attendeesOmitted,conferenceData,hangoutLink,location),"
    "nextPageToken"
)
SOME_GUESTS = 50
"""The same, where events are read whole: one with more is read by itself."""
WHOLE_FIELDS = (
    "items(id,etag,status,summary,description,location,htmlLink,eventType,locked,"
    "recurringEventId,iCalUID,start,end,organizer,guestsCanModify,guestsCanSeeOtherGuests,"
    "attendees(email,self,resource),attendeesOmitted,conferenceData,hangoutLink,"
    "extendedProperties)"
)
MOST_PLANNED = 1000
PLANNED_FIELDS = (
    "items(summary,start,end,hangoutLink,"
    "conferenceData(conferenceId,conferenceSolution,entryPoints))"
)
SEND_UPDATES: Mapping[Notify, str] = {
    Notify.NOBODY: "none",
    Notify.EXTERNAL: "externalOnly",
    Notify.EVERYBODY: "all",
}
KINDS: Mapping[str, EventKind] = {kind.value: kind for kind in EventKind}
READERS = {"none", "freeBusyReader", "reader"}
WRITERS = {"writerWithoutPrivateAccess", "writer", "owner"}


class Events:
    """The Calendar API's events, to be made once.

    Asking the client for a collection builds its methods anew, which takes milliseconds.

    Args:
        endpoint: the API's root with the service path, or `None` for Google's.
    """

    def __init__(self, endpoint: str | None) -> None:
        self.all = build_api("calendar", "v3", endpoint).events()
        path = {"calendarId": "any-calendar", "eventId": "any-event"}
        times = {"timeMin": "any-start", "timeMax": "any-end"}
        self.get = Prepared(self.all, "get", **path)
        self.patch = Prepared(self.all, "patch", **path)
        self.list_between = Prepared(self.all, "list", calendarId="any-calendar", **times)


class CalendarClient:
    """Calendar as one caller."""

    def __init__(self, events: Events, pool: urllib3.PoolManager, caller: Caller) -> None:
        self._events = events
        self._sender = Sender(pool, caller, calendar_problem)

    def event(self, calendar_id: str, event_id: str) -> CalendarEvent:
        """See `meeting.ports.Calendar.event`."""
        request = self._events.get(calendarId=calendar_id, eventId=event_id)
        event = parse_event(calendar_id, self._sender.send(request, seconds=READ_SECONDS))
        if not event.id or not event.etag:
            # No event at all, although it was answered with success.
            raise TryAgain
        return event

    def access(self, calendar_id: str) -> Access:
        """See `meeting.ports.Calendar.access`.

        `events.list` tells the caller's role under the scopes that the add-on has anyway, and
        with this field mask none of the events. Whether a real calendar answers so was never
        measured, so a refusal only means that the role is unknown.

        Raises:
            TryAgain: Calendar is busy or out of reach.
            ReopenAddon: the access token is no longer accepted.
        """
        try:
            role = self._role(calendar_id)
        except (TryAgain, ReopenAddon):
            raise
        except Problem:
            return Access.UNKNOWN
        if role in READERS:
            return Access.READ
        return Access.WRITE if role in WRITERS else Access.UNKNOWN

    def reach(self) -> None:
        """Find out whether Calendar answers at all, reading nothing of anybody's.

        Raises:
            Problem: why not.
        """
        self._role(PRIMARY)

    def _role(self, calendar_id: str) -> str:
        request = self._events.all.list(calendarId=calendar_id, maxResults=1, fields="accessRole")
        return text(self._sender.send(request, seconds=READ_SECONDS).get("accessRole"))

    def entries(
        self, calendar_id: str, uid: str, *, with_guests: bool = False
    ) -> list[CalendarEvent]:
        """See `meeting.ports.Calendar.entries`.

        Without `singleEvents` a series is one entry and each of its changed occurrences another
        (google-apis.md 9.7).

        Raises:
            Problem: there are more than are read.
        """
        found: list[CalendarEvent] = []
        page = ""
        for _ in range(MOST_PAGES):
            request = self._events.all.list(
                calendarId=calendar_id,
                iCalUID=uid,
                maxResults=OF_A_SERIES_A_PAGE,
                pageToken=page or None,
                fields=JUDGED_ENTRY_FIELDS if with_guests else ENTRY_FIELDS,
            )
            answer = self._sender.send(request, seconds=READ_SECONDS)
            found += [parse_event(calendar_id, item) for item in objects(answer.get("items"))]
            page = text(answer.get("nextPageToken"))
            if not page:
                return found
        raise Problem("more entries than are read")

    def agenda(self, start: datetime, end: datetime, page: str) -> tuple[list[CalendarEvent], str]:
        """See `meeting.ports.Calendar.agenda`."""
        answer = self._between(start, end, FEW_GUESTS, LISTED_FIELDS, page)
        found = [parse_event(PRIMARY, item) for item in objects(answer.get("items"))]
        return found, text(answer.get("nextPageToken"))

    def whole(self, start: datetime, end: datetime) -> list[CalendarEvent]:
        """See `meeting.ports.Calendar.whole`."""
        found = objects(self._between(start, end, SOME_GUESTS, WHOLE_FIELDS).get("items"))
        events = [
            parse_event(PRIMARY, item) for item in found if item.get("attendeesOmitted") is not True
        ]
        return [event for event in events if event.id and event.etag]

    def _between(
        self, start: datetime, end: datetime, most_guests: int, fields: str, page: str = ""
    ) -> Mapping[str, Any]:
        """A page of the caller's own events, each of a series by itself, in order."""
        request = self._events.list_between(
            calendarId=PRIMARY,
            timeMin=start.isoformat(),
            timeMax=end.isoformat(),
            singleEvents=True,
            orderBy="startTime",
            maxAttendees=most_guests,
            maxResults=ENTRIES_A_PAGE,
            pageToken=page or None,
            fields=fields,
        )
        return self._sender.send(request, seconds=READ_SECONDS)

    def planned(self, since: datetime, until: datetime) -> list[Planned]:
        """See `meeting.ports.Titles.planned`. One page: the busiest do not have more."""
        request = self._events.list_between(
            calendarId=PRIMARY,
            timeMin=since.isoformat(),
            timeMax=until.isoformat(),
            singleEvents=True,
            maxResults=MOST_PLANNED,
            fields=PLANNED_FIELDS,
        )
        answer = self._sender.send(request, seconds=READ_SECONDS)
        events = [parse_event(PRIMARY, item) for item in objects(answer.get("items"))]
        return [
            Planned(event.conference.code, event.title, event.when.start)
            for event in events
            if event.conference is not None and event.conference.code
            if event.when is not None and isinstance(event.when.start, datetime)
        ]

    def attach(
        self,
        event: CalendarEvent,
        space: Space,
        *,
        notify: Notify,
        maker: str,
        description: str | None = None,
    ) -> CalendarEvent:
        """See `meeting.ports.Calendar.attach`.

        Doubling the request is harmless: after the first has taken effect, `If-Match` stops the
        second. Body and parameters: google-apis.md 4.2 and 4.3.

        Raises:
            LinkNotKept: the event came back with another link, or none.
        """
        marked = maker_body(event.properties, space.code, maker)
        words = {} if description is None else {"description": description}
        attached = self._patch_beside(
            [{**marked, **words}, words, {}],
            lambda beside: self._patch_conference(event, space, notify, beside),
        )
        if not attached.has(space):
            # An answer right after a write may be incomplete (google-apis.md 9.1).
            attached = self._after_write(event)
        if not attached.has(space):
            raise LinkNotKept(space.uri)
        if event.of_one_call & attached.of_one_call:
            return self._attach_anew(attached, space)
        return attached

    def _attach_anew(self, event: CalendarEvent, space: Space) -> CalendarEvent:
        """Take everything of another call off the event, then attach once more.

        For a Calendar that merges and takes no `null` for an answer (google-apis.md 9.1). Guests
        have been told once, if at all.

        Raises:
            EventChanged: the event had the link, and was changed since.
            EventKeepsChanging: it lost the old call, and another was put there meanwhile.
            OutcomeUnknown: the link is on the event, maybe with something of the other call.
            LinkNotKept: the event has no conference now.
        """
        for _ in range(MOST_CLEARINGS):
            try:
                cleared = self._patch(event, {"conferenceData": None}, Notify.NOBODY)
            except EventChanged as changed:
                changed.maybe_done = True
                raise
            except Problem as problem:
                raise OutcomeUnknown from problem
            try:
                return self._patch_conference(cleared, space, Notify.NOBODY, {})
            except EventChanged as changed:
                event = self._after_write(event)
                if event.conference is not None and not event.has(space):
                    # Somebody put another call there: nobody agreed to take that one away.
                    raise EventKeepsChanging from changed
            except Problem as problem:
                raise LinkNotKept(space.uri) from problem
        raise EventKeepsChanging

    def _after_write(self, event: CalendarEvent) -> CalendarEvent:
        """Read an event that was just written.

        Raises:
            OutcomeUnknown: it cannot be read, so what became of the change cannot be told.
        """
        try:
            return self.event(event.calendar_id, event.id)
        except Problem as problem:
            raise OutcomeUnknown from problem

    def describe(self, event: CalendarEvent, description: str) -> CalendarEvent:
        """See `meeting.ports.Calendar.describe`."""
        return self._patch(event, {"description": description}, Notify.NOBODY)

    def insert(self, draft: Draft, space: Space, description: str = "") -> CalendarEvent:
        """See `meeting.ports.Calendar.insert`.

        With `conferenceDataVersion=1` Calendar adds no Meet of its own accord besides (the user's
        `autoAddHangouts`, google-apis.md 4.4).
        """
        try:
            return self._insert(draft, space, description)
        except Refused as refused:
            return self._insert(draft, without_dial_in(space, refused), description)

    def _insert(self, draft: Draft, space: Space, description: str) -> CalendarEvent:
        request = self._events.all.insert(
            calendarId=PRIMARY,
            body={
                "id": draft.id,
                **_drafted(draft),
                **({"description": description} if description else {}),
                "attendees": [{"email": address} for address in draft.guests],
                "conferenceData": _present(conference_body(space)),
            },
            conferenceDataVersion=1,
            sendUpdates=SEND_UPDATES[draft.notify if draft.guests else Notify.NOBODY],
        )
        return parse_event(PRIMARY, self._sender.send(request, seconds=WRITE_SECONDS))

    def amend(
        self,
        event: CalendarEvent,
        draft: Draft,
        fields: Collection[str],
        guests: Collection[str] | None,
    ) -> CalendarEvent:
        """See `meeting.ports.Calendar.amend`.

        The times of an event that was turned all-day are written with the whole event: a patch
        may leave its `date` beside the new `dateTime` (google-apis.md 9.1).
        """
        written = _drafted(draft)
        names = {"title": "summary", "start": "start", "end": "end"}
        body: dict[str, Any] = {names[name]: written[names[name]] for name in fields}
        whole = event.all_day and not {"start", "end"}.isdisjoint(fields)
        raw = self._raw(event) if whole or guests is not None else {}
        if guests is not None:
            body["attendees"] = _attendees(raw, guests)
        if whole:
            return self._update(event, {**raw, **body})
        return self._patch(event, body, Notify.NOBODY)

    def _raw(self, event: CalendarEvent) -> Mapping[str, Any]:
        request = self._events.get(calendarId=event.calendar_id, eventId=event.id)
        return self._sender.send(request, seconds=READ_SECONDS)

    def request(
        self, event: CalendarEvent, request_id: str, *, notify: Notify, maker: str
    ) -> CalendarEvent:
        """See `meeting.ports.Calendar.request` and google-apis.md 4.2."""
        asked = {
            "conferenceData": {
                "createRequest": {
                    "requestId": request_id,
                    "conferenceSolutionKey": {"type": "hangoutsMeet"},
                }
            }
        }
        marked = maker_body(event.properties, request_id, maker)
        return self._patch_beside(
            [marked, {}], lambda beside: self._patch(event, {**asked, **beside}, notify)
        )

    def _patch_beside(
        self,
        choices: Sequence[Mapping[str, Any]],
        patch: Callable[[Mapping[str, Any]], CalendarEvent],
    ) -> CalendarEvent:
        """Patch an event with what is written besides; with less where that may be refused.

        Args:
            choices: the most first, then ever less.
        """
        *more, least = [each for at, each in enumerate(choices) if each not in choices[:at]]
        for beside in more:
            try:
                return patch(beside)
            except (AskCreator, Refused):
                # The next one does without what it may be.
                continue
        return patch(least)

    def _patch_conference(
        self, event: CalendarEvent, space: Space, notify: Notify, beside: Mapping[str, Any]
    ) -> CalendarEvent:
        """Put a space into the event, and what is written `beside` it."""
        try:
            return self._patch(event, {"conferenceData": conference_body(space), **beside}, notify)
        except Refused as refused:
            fewer = without_dial_in(space, refused)
            return self._patch(event, {"conferenceData": conference_body(fewer), **beside}, notify)

    def _update(self, event: CalendarEvent, body: Mapping[str, Any]) -> CalendarEvent:
        """Put a whole event in place of what was read, without a word to its guests."""
        request = self._events.all.update(
            calendarId=event.calendar_id,
            eventId=event.id,
            body=body,
            conferenceDataVersion=1,
            supportsAttachments=True,
            sendUpdates=SEND_UPDATES[Notify.NOBODY],
        )
        request.headers["If-Match"] = event.etag
        return parse_event(event.calendar_id, self._sender.send(request, seconds=WRITE_SECONDS))

    def _patch(
        self, event: CalendarEvent, body: Mapping[str, Any], notify: Notify
    ) -> CalendarEvent:
        request = self._events.patch(
            calendarId=event.calendar_id,
            eventId=event.id,
            body=body,
            conferenceDataVersion=1,
            sendUpdates=SEND_UPDATES[notify],
        )
        request.headers["If-Match"] = event.etag
        return parse_event(event.calendar_id, self._sender.send(request, seconds=WRITE_SECONDS))


def _present(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if value is not None}


def _drafted(draft: Draft) -> dict[str, Any]:
    return {
        "summary": draft.title,
        "start": _event_time(draft.start, draft.time_zone),
        "end": _event_time(draft.end, draft.time_zone),
    }


def _event_time(moment: datetime, time_zone: str) -> dict[str, str]:
    """A time with its offset; without a zone, the calendar's own applies."""
    written = {"dateTime": moment.isoformat()}
    return {**written, "timeZone": time_zone} if time_zone else written


def _attendees(body: Mapping[str, Any], guests: Collection[str]) -> list[Mapping[str, Any]]:
    """The guests of an event, each as they are there with their answers, and new ones."""
    there = [
        guest
        for guest in objects(body.get("attendees"))
        if guest.get("self") or guest.get("resource") or _address(guest) in guests
    ]
    known = {_address(guest) for guest in there}
    return [*there, *({"email": address} for address in guests if address not in known)]


def _address(guest: Mapping[str, Any]) -> str:
    return text(guest.get("email")).casefold()


def parse_event(calendar_id: str, body: Mapping[str, Any]) -> CalendarEvent:
    """Read an Event resource; whatever is missing takes the value that Calendar documents."""
    organizer = mapping(body.get("organizer"))
    email = text(organizer.get("email"))
    guests = [
        guest
        for guest in objects(body.get("attendees"))
        if not guest.get("self") and not guest.get("resource")
    ]
    kind = text(body.get("eventType", EventKind.DEFAULT))
    conference = parse_conference(body.get("conferenceData"), body.get("hangoutLink"))
    requested = request_id(body.get("conferenceData"))
    properties = read_properties(body.get("extendedProperties"))
    here = organizer.get("self") is True or email.casefold() == calendar_id.casefold()
    return CalendarEvent(
        calendar_id=calendar_id,
        id=text(body.get("id")),
        etag=text(body.get("etag")),
        title=text(body.get("summary")),
        when=_when(body),
        kind=KINDS.get(kind, EventKind.UNKNOWN),
        cancelled=body.get("status") == "cancelled",
        locked=body.get("locked") is True,
        organizer=Person(email, text(organizer.get("displayName"))),
        organizer_is_here=here,
        guests_can_modify=body.get("guestsCanModify") is True,
        guests=len(guests) or int(body.get("attendeesOmitted") is True),
        invited=frozenset(text(guest.get("email")).casefold() for guest in guests),
        guests_hidden=body.get("attendeesOmitted") is True
        or (body.get("guestsCanSeeOtherGuests") is False and not here),
        series_id=text(body.get("recurringEventId")),
        recurring=bool(body.get("recurrence")),
        conference=conference,
        link=web_link(body.get("htmlLink")),
        organizer_is_caller=organizer.get("self") is True,
        uid=text(body.get("iCalUID")),
        call_in_text=call_in_text(text(body.get("location")), text(body.get("description"))),
        of_one_call=members_of_one_call(body.get("conferenceData")),
        requested=requested,
        maker=read_maker(properties, conference.code if conference else "", requested),
        properties=properties,
        description=text(body.get("description")),
    )


def _when(body: Mapping[str, Any]) -> When | None:
    start, end = mapping(body.get("start")), mapping(body.get("end"))
    try:
        return When(_moment(start), _moment(end), text(start.get("timeZone")))
    except ValueError:
        return None


def _moment(moment: Mapping[str, Any]) -> datetime | date:
    """A day, or a time that is one whatever zone it is read in.

    Raises:
        ValueError: it is neither.
    """
    if "dateTime" in moment:
        time = datetime.fromisoformat(text(moment["dateTime"]))
        if time.tzinfo is None:
            raise ValueError("no offset")
        return time
    return date.fromisoformat(text(moment.get("date")))
