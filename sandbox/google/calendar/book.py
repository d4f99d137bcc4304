"""Google Calendar's memory: calendars, the events on them, and the mail to guests."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from sandbox.google.calendar import conference_data
from sandbox.google.calendar.calendars import Calendar
from sandbox.google.calendar.conference_data import Pending
from sandbox.google.calendar.events import COPY_FIELDS, Entry, Event, Record
from sandbox.google.calendar.recurrence import instance_suffix
from sandbox.google.calendar.typed import (
    When,
    by_calendars_names,
    guests_of,
    moment_of,
    times_of,
)
from sandbox.google.meet.book import MeetBook
from sandbox.google.meet.meetings import Space
from sandbox.google.people.accounts import User
from sandbox.google.people.directory import Directory
from sandbox.google.shared import Shared

JsonObject = dict[str, Any]

BASE32HEX = "0123456789abcdefghijklmnopqrstuv"
# What makes an event another one for its guests, who are to answer anew.
_MOVING = {"start", "end", "recurrence"}


@dataclass(frozen=True)
class Notification:
    """A mail to guests that Calendar sent.

    Attributes:
        event_id: the event.
        send_updates: `all` or `externalOnly`.
        action: `insert`, `patch`, `update` or `delete`.
        to: the addresses.
    """

    event_id: str
    send_updates: str
    action: str
    to: tuple[str, ...]


Conferencing = JsonObject | Pending | Space | None


class CalendarBook:
    """Calendars and events.

    Every public method may be called from any thread.

    Attributes:
        calendars: by id.
        notifications: the mails that Calendar sent to guests.
    """

    def __init__(self, shared: Shared, people: Directory, meet: MeetBook) -> None:
        self.calendars: dict[str, Calendar] = {}
        self.notifications: list[Notification] = []
        self._shared = shared
        self._people = people
        self._meet = meet
        self._events: dict[str, Event] = {}

    def add_primary(self, user: User) -> None:
        """Add the calendar that comes with an account."""
        with self._shared.transaction():
            self.calendars[user.email] = Calendar(
                user.email,
                user.email,
                user.email,
                user.settings["timezone"],
                allowed_conference_types=[conference_data.MEET] if user.meet else [],
                revision=self._shared.next_revision(),
            )

    def add_calendar(
        self,
        calendar_id: str,
        owner: User | str,
        *,
        roles: dict[str, str] | None = None,
        time_zone: str = "Europe/Berlin",
        summary: str | None = None,
        allowed_conference_types: Iterable[str] = (conference_data.MEET,),
    ) -> Calendar:
        """Add a secondary calendar.

        Args:
            calendar_id: usually ends in `@group.calendar.google.com`.
            owner: whose it is.
            roles: access role by address for others.
            time_zone: the calendar's zone.
            summary: the title, the id by default.
            allowed_conference_types: conference solutions that may be created.
        """
        with self._shared.transaction():
            calendar = Calendar(
                id=calendar_id,
                owner=self._people.user(owner).email,
                summary=summary or calendar_id,
                time_zone=time_zone,
                roles=dict(roles or {}),
                allowed_conference_types=list(allowed_conference_types),
                revision=self._shared.next_revision(),
            )
            self.calendars[calendar_id] = calendar
            self._shared.changed("calendar", calendar_id)
            return calendar

    def share_calendar(self, calendar_id: str, email: str, role: str | None) -> None:
        """Give somebody a role on a calendar, or take it away with None."""
        with self._shared.transaction():
            calendar = self.calendars[calendar_id]
            calendar.roles.pop(email, None)
            if role:
                calendar.roles[email] = role
            calendar.shared[email] = self._shared.next_revision()
            self._shared.changed("calendar", calendar_id)

    def add_event(
        self,
        calendar_id: str,
        *,
        event_id: str | None = None,
        summary: str = "Planning",
        start: When = None,
        end: When = None,
        time_zone: str | None = None,
        attendees: Iterable[str | JsonObject] = (),
        status: str = "confirmed",
        locked: bool = False,
        recurrence: list[str] | None = None,
        conference: Conferencing = None,
        organizer: str | None = None,
        draft: bool = False,
        **fields: object,
    ) -> str:
        """Somebody makes an event in Calendar's own pages.

        Args:
            calendar_id: the calendar, which makes its owner the organizer.
            event_id: the id, made up by default.
            summary: the title.
            start: a moment, a day, their ISO form or an EventDateTime; tomorrow at ten by default.
            end: like start; an hour, or a day, later by default.
            time_zone: the event's zone, the calendar's by default.
            attendees: guests as addresses or EventAttendees; the organizer is put first, as
                Calendar's pages do.
            status: `confirmed`, `tentative` or `cancelled`.
            locked: whether main fields can be changed.
            recurrence: RRULE lines for a series.
            conference: a space, conference data, or what `pending_conference` gives.
            organizer: an address outside this world whose invitation lies on the calendar.
            draft: whether it is unsaved still.
            fields: further fields by Calendar's names, `event_type` or `guests_can_modify`.

        Returns:
            The event id.
        """
        with self._shared.transaction():
            calendar = self.calendars[calendar_id]
            zone = time_zone or calendar.time_zone
            first, last = times_of(start, end, self._shared.clock.now(), zone)
            home = organizer or calendar_id
            event = Event(
                id=event_id or self.new_event_id(),
                home=home,
                organizer_name="" if calendar.primary or organizer else calendar.summary,
                creator=organizer or calendar.owner,
                created=self._shared.clock.now(),
                also_on={calendar_id} - {home},
                draft=draft,
            )
            self._events[event.id] = event
            entry = Entry(event, calendar_id, calendar.time_zone)
            guests = guests_of(attendees, organizer or calendar.owner)
            values: JsonObject = {
                "status": status,
                "summary": summary,
                "start": first,
                "end": last,
                "eventType": "default",
                "locked": locked or None,
                "recurrence": recurrence,
                "attendees": guests or None,
                **by_calendars_names(fields),
            }
            self._write(entry, values)
            self._set_conference(entry, conference)
            return event.id

    def add_draft(self, calendar_id: str, **fields: Any) -> str:  # noqa: ANN401  # as add_event
        """Somebody opens the editor for a new event; the API answers 404 until it is saved.

        Args:
            calendar_id: the calendar.
            fields: as for `add_event`.

        Returns:
            The id that the event will have.
        """
        return self.add_event(calendar_id, draft=True, **fields)

    def save_draft(self, event_id: str) -> None:
        """The editor's Save is pressed."""
        with self._shared.transaction():
            event = self._events[event_id]
            event.draft = False
            event.revision = self._shared.next_revision()
            self._shared.changed("event", event_id)

    def edit_event(self, calendar_id: str, event_id: str, **changes: object) -> None:
        """Somebody changes an event in Calendar's own pages.

        Args:
            calendar_id: the calendar it is edited on.
            event_id: an event, a series or an instance.
            changes: as for `add_event`; None removes a field.

        Raises:
            LookupError: when there is no such event on the calendar.
        """
        with self._shared.transaction():
            entry = self.find(calendar_id, event_id)
            values = by_calendars_names(changes)
            conference = values.pop("conference", _UNCHANGED)
            zone = values.pop("time_zone", None) or entry.zone
            for name in {"start", "end"} & set(values):
                values[name] = moment_of(values[name], zone)
            if values.get("attendees"):
                values["attendees"] = guests_of(values["attendees"], entry.event.home)
            self.write(entry, values)
            if conference is not _UNCHANGED:
                self._set_conference(entry, conference)

    def event(self, calendar_id: str, event_id: str, viewer: User | str) -> JsonObject:
        """The event as `events.get` gives it to somebody on a calendar.

        Looking does not count as a read of a pending conference.

        Raises:
            LookupError: when it is not there, is a draft, or the viewer has no access.
        """
        with self._shared.transaction():
            calendar = self.calendars[calendar_id]
            role = calendar.role_of(self._people.user(viewer).email)
            if role is None:
                raise LookupError(calendar_id)
            return view(self.find(calendar_id, event_id), role)

    def find(self, calendar_id: str, event_id: str) -> Entry:
        """An event, series or instance as it stands on a calendar.

        Raises:
            LookupError: when it is not there, or not saved yet.
        """
        with self._shared.transaction():
            calendar = self.calendars[calendar_id]
            series, _, suffix = event_id.rpartition("_")
            event = self._events.get(event_id) or self._events.get(series)
            if event is None or event.draft or calendar_id not in self._places(event):
                raise LookupError(event_id)
            entry = Entry(event, calendar_id, calendar.time_zone)
            if event.id == event_id:
                return entry
            starts = event.starts(calendar.time_zone) if event.fields.get("recurrence") else ()
            for start in takewhile(lambda moment: instance_suffix(moment) <= suffix, starts):
                if instance_suffix(start) == suffix:
                    entry.instance = start
                    return entry
            raise LookupError(event_id)

    def entries(self, calendar_id: str) -> list[Entry]:
        """All saved events and series on a calendar, cancelled ones too, oldest change first."""
        with self._shared.transaction():
            zone = self.calendars[calendar_id].time_zone
            found = [
                Entry(event, calendar_id, zone)
                for event in self._events.values()
                if not event.draft and calendar_id in self._places(event)
            ]
            return sorted(found, key=lambda entry: entry.revision)

    def instances(self, entry: Entry) -> Iterator[Entry]:
        """The instances of a series in order."""
        for start in entry.event.starts(entry.zone):
            yield Entry(entry.event, entry.calendar_id, entry.zone, start)

    def exceptions(self, entry: Entry) -> list[Entry]:
        """The instances of a series that differ from it on the calendar, in order."""
        with self._shared.transaction():
            own = {suffix for place, suffix in entry.event.copies if place == entry.calendar_id}
            changed = (own | set(entry.event.exceptions)) - {None}
            if not changed:
                return []
            return [one for one in self.instances(entry) if one.suffix in changed]

    def event_exists(self, event_id: str) -> bool:
        """Whether an id is taken, be it by a draft."""
        return event_id in self._events

    def new_event_id(self) -> str:
        """An id as Calendar makes them."""
        with self._shared.lock:
            return self._shared.letters(BASE32HEX, 26)

    def insert(self, event: Event, calendar_id: str, fields: JsonObject) -> Entry:
        """Store a new event that came through the API."""
        with self._shared.transaction():
            self._events[event.id] = event
            entry = Entry(event, calendar_id, self.calendars[calendar_id].time_zone)
            self._write(entry, fields)
            return entry

    def write(self, entry: Entry, changes: JsonObject) -> None:
        """Change fields of an event, a series or an instance; None removes a field."""
        with self._shared.transaction():
            self._write(entry, changes)

    def delete(self, entry: Entry) -> None:
        """Cancel the event for everybody, or on a guest's calendar only there."""
        with self._shared.transaction():
            if entry.is_organizers:
                self._write(entry, {"status": "cancelled"})
                return
            entry.copy.deleted = True
            entry.copy.revision = self._shared.next_revision()
            self._shared.changed("event", entry.event.id)

    def notify(self, entry: Entry, send_updates: str, action: str) -> None:
        """Send mail about a change to the guests that `sendUpdates` names.

        `externalOnly` leaves out whoever uses Google Calendar, which is everybody in this world.
        """
        with self._shared.transaction():
            if entry.over(self._shared.clock.now()) and not self._shared.knobs.past_events_mailed:
                return
            guests = sorted(set(entry.event.guests()) - {entry.event.home})
            if send_updates == "externalOnly":
                guests = [guest for guest in guests if guest not in self._people.users]
            self.notifications.append(Notification(entry.id, send_updates, action, tuple(guests)))

    # conferences on events

    def calendar_conference(self, space: Space) -> JsonObject:
        """Conference data as Calendar makes it for a space of its own."""
        with self._shared.lock:
            return conference_data.calendar_made(space, self._shared.letters(BASE32HEX, 10))

    def vendor_conference(self, name: str, uri: str) -> JsonObject:
        """Conference data of another vendor, e.g. `("Sooma", "https://sooma.example.com/j/1")`."""
        return conference_data.of_vendor(name, uri)

    def pending_conference(self, reads: int = 2) -> Pending:
        """A Meet that Calendar is still making: that many reads answer `pending`."""
        with self._shared.lock:
            return Pending(reads, self._shared.letters(BASE32HEX, 10))

    def read(self, entry: Entry) -> None:
        """Count a read of an event, after which its pending conference may be there."""
        with self._shared.transaction():
            record = entry.pending
            if record is None or record.pending is None:
                return
            if record.pending.reads > 0:
                record.pending.reads -= 1
            else:
                self._settle(entry, record, record.pending.request_id)

    def request_conference(self, entry: Entry, request_id: str, *, caller: str) -> None:
        """Carry out a create request on an event.

        Args:
            entry: the event.
            request_id: the request's id.
            caller: address of who asked.
        """
        with self._shared.transaction():
            entry.record.pending = Pending(
                self._shared.knobs.create_request_pending_reads, request_id
            )
            self._write(
                entry,
                {
                    "conferenceData": self._in_the_making(request_id),
                    "hangoutLink": None,
                },
            )
            if self._shared.knobs.create_request_pending_reads == 0:
                self._settle(entry, entry.record, request_id, caller=caller)

    def _places(self, event: Event) -> set[str]:
        guests = {guest for guest in event.guests() if guest in self.calendars}
        return {event.home} | event.also_on | guests

    def _write(self, entry: Entry, changes: JsonObject) -> None:
        shared = {k: v for k, v in changes.items() if k not in COPY_FIELDS}
        own = {k: v for k, v in changes.items() if k in COPY_FIELDS}
        properties = shared.get("extendedProperties")
        if properties and "private" in properties:
            own["extendedProperties"] = {"private": properties["private"]}
            shared["extendedProperties"] = {
                k: v for k, v in properties.items() if k != "private"
            } or None
        revision = self._shared.next_revision()
        if own:
            entry.copy.fields |= copy.deepcopy(own)
            entry.copy.revision = revision
        if shared:
            record: Record = entry.record
            if record is entry.event:
                shared = {k: v for k, v in shared.items() if v is not None or k in record.fields}
            begun = record is not entry.event or record.revision > 0
            if begun and _MOVING & set(shared):
                record.sequence += 1
            record.fields |= copy.deepcopy(shared)
            record.revision = revision
        self._shared.changed("event", entry.event.id)

    def _set_conference(self, entry: Entry, conference: Conferencing) -> None:
        entry.record.pending = None
        if isinstance(conference, Pending):
            entry.record.pending = copy.copy(conference)
            data: JsonObject | None = self._in_the_making(conference.request_id)
        elif isinstance(conference, Space):
            data = self.calendar_conference(conference)
        else:
            data = conference
        if data is not None or "conferenceData" in entry.fields():
            link = conference_data.video_uri(data)
            self._write(entry, {"conferenceData": data, "hangoutLink": link})

    def _in_the_making(self, request_id: str) -> JsonObject:
        told = self._shared.knobs.create_request_status == "told"
        return conference_data.in_the_making(request_id, "pending" if told else None)

    def _settle(
        self, entry: Entry, record: Record, request_id: str, *, caller: str | None = None
    ) -> None:
        record.pending = None
        if self._shared.knobs.create_request_fails:
            data = conference_data.failed(request_id)
        else:
            home = self.calendars.get(entry.event.home)
            owner = home.owner if home else entry.event.home
            if caller and self._shared.knobs.create_request_owner == "caller":
                owner = caller
            data = conference_data.calendar_made(self._meet.make_meet(owner), request_id)
        target = entry if record is not entry.event else _series(entry)
        link = conference_data.video_uri(data)
        self._write(target, {"conferenceData": data, "hangoutLink": link})


_UNCHANGED: Any = object()


def view(entry: Entry, role: str, zone: str | None = None) -> JsonObject:
    """An event as somebody with an access role sees it; without the right, only when it is."""
    shown = entry.resource(zone)
    private = shown.get("visibility") in {"private", "confidential"}
    hidden = {"reader", "writerWithoutPrivateAccess"}
    if role == "freeBusyReader" or (private and role in hidden):
        names = {"kind", "etag", "id", "status", "start", "end", "iCalUID", "eventType"}
        return {k: v for k, v in shown.items() if k in names} | {"visibility": "private"}
    return shown


def _series(entry: Entry) -> Entry:
    return Entry(entry.event, entry.calendar_id, entry.zone)
