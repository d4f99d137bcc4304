"""The `calendar` part of a host's event (hosts.md 1.6). What is malformed counts as absent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from addon.wire.conferences import parse_conference
from addon.wire.lenient import mapping, text
from meeting.looking import Spot

LONGEST_ID = 2048
"""An event's has 1024 characters at most, an occurrence's a moment more (google-apis.md 4.4)."""


def parse_opened(body: Mapping[str, Any]) -> Spot | None:
    """Which event is open in Calendar, if an EventObject tells."""
    calendar = mapping(body.get("calendar"))
    calendar_id, event_id = text(calendar.get("calendarId")), text(calendar.get("id"))
    series_id = text(calendar.get("recurringEventId"))
    if not calendar_id or not event_id or max(map(len, (calendar_id, event_id))) > LONGEST_ID:
        return None
    return Spot(
        calendar_id,
        event_id,
        conference=parse_conference(calendar.get("conferenceData")),
        series_id=series_id if len(series_id) <= LONGEST_ID else "",
        organizer=text(mapping(calendar.get("organizer")).get("email")),
        settable=mapping(calendar.get("capabilities")).get("canSetConferenceData") is True,
    )
