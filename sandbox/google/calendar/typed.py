"""What somebody types into Calendar's own pages, as Calendar stores it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sandbox.google.calendar.events import default_times, moment_field, parse_moment
from sandbox.google.calendar.recurrence import Moment

JsonObject = dict[str, Any]
When = Moment | str | JsonObject | None

_FIELD_NAMES = {
    "event_type": "eventType",
    "guests_can_modify": "guestsCanModify",
}


def by_calendars_names(fields: dict[str, Any]) -> JsonObject:
    """Fields by the names that Calendar gives them."""
    return {_FIELD_NAMES.get(name, name): value for name, value in fields.items()}


def moment_of(value: When, zone: str) -> JsonObject:
    """A moment, a day, or their ISO form as an EventDateTime.

    Raises:
        TypeError: for None.
    """
    if isinstance(value, dict):
        return value
    if isinstance(value, str):
        key = "dateTime" if "T" in value else "date"
        value = parse_moment({key: value}, zone)
    if value is None:
        raise TypeError(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        value = parse_moment({"dateTime": value.isoformat()}, zone)
    return moment_field(value, zone)


def times_of(start: When, end: When, now: datetime, zone: str) -> tuple[JsonObject, JsonObject]:
    """Both ends of an event; tomorrow at ten, and an hour or a day, where nothing is said."""
    usual_start, usual_end = default_times(now, zone)
    if start is None:
        return moment_of(usual_start, zone), moment_of(end or usual_end, zone)
    first = moment_of(start, zone)
    if end is not None:
        return first, moment_of(end, zone)
    moment = parse_moment(first, zone)
    length = timedelta(hours=1) if isinstance(moment, datetime) else timedelta(days=1)
    return first, moment_of(moment + length, zone)


def guests_of(attendees: Iterable[str | JsonObject], organizer: str) -> list[JsonObject]:
    """Guests as EventAttendees; the organizer is put first, as Calendar's pages do."""
    guests = [
        {
            "responseStatus": "needsAction",
            **({"email": guest} if isinstance(guest, str) else guest),
        }
        for guest in attendees
    ]
    if guests and organizer not in {guest["email"] for guest in guests}:
        guests.insert(0, {"email": organizer, "responseStatus": "accepted"})
    return guests
