"""Google's methods, what is sent to them, and which of them were called."""

from __future__ import annotations

from sandbox.google.faults import Call
from tests.support.stage import Stage

READ_EVENT = "calendar.events.get"
LIST = READ_ROLE = READ_ENTRIES = "calendar.events.list"
READ_SPACE = "meet.spaces.get"
CREATE_SPACE = "meet.spaces.create"
PATCH_SPACE = "meet.spaces.patch"
PATCH_EVENT = "calendar.events.patch"
MEMBERS = "chat.spaces.members.list"
PEOPLE = "people.people.getBatchGet"
INSERT = "calendar.events.insert"
END = "meet.spaces.endActiveConference"
AT_ONCE = {"Retry-After": "0"}


def calls_of(stage: Stage, method_id: str) -> list[Call]:
    """The calls of one method so far."""
    return stage.google.calls_of(method_id)


def event_path(calendar_id: str, event_id: str) -> str:
    """The path of an event below the API's root."""
    return f"/calendar/v3/calendars/{calendar_id.replace('@', '%40')}/events/{event_id}"
