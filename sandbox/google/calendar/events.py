"""Events as Calendar stores them: one master, a view for each calendar, and instances."""

from __future__ import annotations

import base64
import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.google.calendar.conference_data import Pending
from sandbox.google.calendar.recurrence import Moment, instance_suffix, occurrences
from sandbox.google.clock import rfc3339

JsonObject = dict[str, Any]

# What belongs to one calendar's copy of an event and not to the event itself.
COPY_FIELDS = frozenset({"reminders", "colorId", "transparency", "visibility", "eventLabelId"})
_LINK = "https://www.google.com/calendar/event?eid="


@dataclass
class Record:
    """Fields that are written together.

    Attributes:
        fields: Calendar's names to values; None stands for a field that was removed.
        revision: milliseconds since 1970 of the last change, always increasing.
        pending: a conference that is still being made.
        sequence: how often the time was changed.
    """

    fields: JsonObject = field(default_factory=dict)
    revision: int = 0
    pending: Pending | None = None
    sequence: int = 0


@dataclass
class Copy(Record):
    """What one calendar keeps for itself about an event."""

    deleted: bool = False


@dataclass(kw_only=True)
class Event(Record):
    """An event, or a series of them.

    Attributes:
        id: the id, the same on every calendar.
        home: the calendar of the organizer; its id is the organizer's address.
        organizer_name: the organizer's name, where one is known.
        creator: address of whoever made the event.
        created: when it was made.
        also_on: further calendars that hold a copy although their owner is no guest.
        draft: whether it is still unsaved in somebody's editor.
        copies: by calendar id and, for what belongs to one instance, the suffix of its id.
        exceptions: changed instances by the suffix of their ids.
    """

    id: str
    home: str
    creator: str
    created: datetime
    organizer_name: str = ""
    also_on: set[str] = field(default_factory=set)
    draft: bool = False
    copies: dict[tuple[str, str | None], Copy] = field(default_factory=dict)
    exceptions: dict[str, Record] = field(default_factory=dict)

    def guests(self) -> Iterator[str]:
        """Addresses of the attendees, of exceptions too."""
        for record in (self, *self.exceptions.values()):
            for attendee in record.fields.get("attendees") or []:
                yield attendee["email"]

    def starts(self, zone: str) -> Iterator[Moment]:
        """The starts of the instances."""
        start = parse_moment(self.fields["start"], zone)
        return occurrences(start, self.fields.get("recurrence") or [])


@dataclass
class Entry:
    """An event, or one instance of a series, as it stands on one calendar.

    Attributes:
        event: the event or series.
        calendar_id: the calendar it is read from.
        zone: that calendar's time zone.
        instance: start of the instance, None for the event itself.
    """

    event: Event
    calendar_id: str
    zone: str
    instance: Moment | None = None

    @property
    def suffix(self) -> str | None:
        """What follows the series id in the id of an instance."""
        return None if self.instance is None else instance_suffix(self.instance)

    @property
    def id(self) -> str:
        """The event id."""
        return f"{self.event.id}_{self.suffix}" if self.suffix else self.event.id

    @property
    def record(self) -> Record:
        """Where a change of shared fields is written; an instance becomes an exception."""
        if self.suffix is None:
            return self.event
        return self.event.exceptions.setdefault(self.suffix, Record())

    @property
    def copy(self) -> Copy:
        """Where a change that only this calendar sees is written."""
        return self.event.copies.setdefault((self.calendar_id, self.suffix), Copy())

    @property
    def is_organizers(self) -> bool:
        """Whether this is the organizer's own copy."""
        return self.calendar_id == self.event.home

    @property
    def revision(self) -> int:
        """The last change that shows here."""
        return max(self._shared_revision(), *(own.revision for own in self._copies()))

    @property
    def etag(self) -> str:
        """The ETag with its quotes: milliseconds of the last change, doubled a thousandfold."""
        return f'"{self.revision * 2000}"'

    @property
    def pending(self) -> Record | None:
        """The record whose conference is still being made."""
        own = self._exception()
        if own and "conferenceData" in own.fields:
            return own if own.pending else None
        return self.event if self.event.pending else None

    def over(self, now: datetime) -> bool:
        """Whether the event, or the last one of the series, has ended."""
        fields = self.fields()
        start, end = (parse_moment(fields[name], self.zone) for name in ("start", "end"))
        starts = self.event.starts(self.zone) if fields.get("recurrence") else (start,)
        return all(moment_instant(first + (end - start), self.zone) <= now for first in starts)

    def fields(self) -> JsonObject:
        """All fields as they stand here, without those that were removed."""
        shared = copy.deepcopy(self.event.fields)
        if self.instance is not None:
            shared |= self._instance_fields(shared)
        for kept in self._copies():
            own = copy.deepcopy(kept.fields)
            private = own.pop("extendedProperties", None)
            if private:
                properties = shared.get("extendedProperties") or {}
                shared["extendedProperties"] = {**properties, **private}
            shared |= own
            if kept.deleted:
                shared["status"] = "cancelled"
        return {name: value for name, value in shared.items() if value is not None}

    def resource(self, zone: str | None = None) -> JsonObject:
        """The Event as `events.get` gives it on this calendar.

        Args:
            zone: time zone of the times, the calendar's own by default.
        """
        fields = self.fields()
        for name in ("start", "end", "originalStartTime"):
            if name in fields:
                fields[name] = show_moment(fields[name], zone or self.zone, self.zone)
        if "attendees" in fields:
            fields["attendees"] = self._attendees(fields)
        own = self._exception()
        return {
            "kind": "calendar#event",
            "etag": self.etag,
            "id": self.id,
            "htmlLink": _LINK + self._eid(),
            "created": rfc3339(self.event.created),
            "updated": rfc3339(datetime.fromtimestamp(self._shared_revision() / 1000, UTC)),
            "creator": self._person(self.event.creator),
            "organizer": self._organizer(),
            "iCalUID": f"{self.event.id}@google.com",
            "sequence": self.event.sequence + (own.sequence if own else 0),
            "reminders": {"useDefault": True},
            **fields,
        }

    def _eid(self) -> str:
        named = base64.urlsafe_b64encode(f"{self.id} {self.calendar_id}".encode())
        return named.decode().rstrip("=")

    def _copies(self) -> list[Copy]:
        """What the calendar keeps about the series and then about the instance."""
        suffixes = (None,) if self.suffix is None else (None, self.suffix)
        none = Copy()
        return [self.event.copies.get((self.calendar_id, suffix), none) for suffix in suffixes]

    def _exception(self) -> Record | None:
        return self.event.exceptions.get(self.suffix) if self.suffix else None

    def _shared_revision(self) -> int:
        own = self._exception()
        return max(self.event.revision, own.revision if own else 0)

    def _instance_fields(self, series: JsonObject) -> JsonObject:
        assert self.instance is not None  # noqa: S101  # only called for instances
        first = parse_moment(series["start"], self.zone)
        length = parse_moment(series["end"], self.zone) - first
        own = self._exception()
        return {
            "recurrence": None,
            "recurringEventId": self.event.id,
            "start": moment_field(self.instance, series["start"].get("timeZone")),
            "end": moment_field(self.instance + length, series["end"].get("timeZone")),
            "originalStartTime": moment_field(self.instance, series["start"].get("timeZone")),
            **(copy.deepcopy(own.fields) if own else {}),
        }

    def _person(self, email: str) -> JsonObject:
        return {"email": email, "self": True} if email == self.calendar_id else {"email": email}

    def _organizer(self) -> JsonObject:
        person = self._person(self.event.home)
        name = self.event.organizer_name
        return {**person, "displayName": name} if name else person

    def _attendees(self, fields: JsonObject) -> list[JsonObject]:
        hidden = fields.get("guestsCanSeeOtherGuests") is False and not self.is_organizers
        shown = []
        for attendee in fields["attendees"]:
            email = attendee["email"]
            if hidden and email not in {self.calendar_id, self.event.home}:
                continue
            marks = {"organizer": email == self.event.home, "self": email == self.calendar_id}
            shown.append({**attendee, **{k: True for k, v in marks.items() if v}})
        return shown


def parse_moment(value: JsonObject, zone: str) -> Moment:
    """The moment or day of an EventDateTime.

    Args:
        value: the EventDateTime.
        zone: the zone of a time that names neither zone nor offset.

    Raises:
        ValueError: when it is no time, or names an unknown zone.
        KeyError: when it holds neither a date nor a time.
    """
    if value.get("date"):
        return date.fromisoformat(value["date"])
    try:
        own_zone = ZoneInfo(value.get("timeZone") or zone)
    except (KeyError, OSError):
        raise ValueError(value) from None
    moment = datetime.fromisoformat(value["dateTime"])
    return moment.astimezone(own_zone) if moment.tzinfo else moment.replace(tzinfo=own_zone)


def moment_field(moment: Moment, zone: str | None) -> JsonObject:
    """An EventDateTime for a moment or a day."""
    if not isinstance(moment, datetime):
        return {"date": moment.isoformat()}
    shown = {"dateTime": moment.isoformat(timespec="seconds")}
    return {**shown, "timeZone": zone} if zone else shown


def show_moment(value: JsonObject, zone: str, fallback: str) -> JsonObject:
    """An EventDateTime as answered: the time in the asked zone, its own zone beside it."""
    moment = parse_moment(value, fallback)
    if not isinstance(moment, datetime):
        return {"date": moment.isoformat()}
    local = moment.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
    return {
        "dateTime": local.replace("+00:00", "Z"),
        "timeZone": value.get("timeZone") or fallback,
    }


def instant(value: JsonObject, zone: str) -> datetime:
    """The moment of an EventDateTime for comparisons; a day begins at midnight in the zone."""
    return moment_instant(parse_moment(value, zone), zone)


def moment_instant(moment: Moment, zone: str) -> datetime:
    """The moment itself; a day begins at midnight in the zone."""
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time(), ZoneInfo(zone))


def default_times(now: datetime, zone: str) -> tuple[datetime, datetime]:
    """Tomorrow from ten to eleven in a zone."""
    day = (now.astimezone(ZoneInfo(zone)) + timedelta(days=1)).date()
    start = datetime.combine(day, time(10), ZoneInfo(zone))
    return start, start + timedelta(hours=1)
