"""Requests about events, and the answers to them, as Calendar's API writes them."""

from __future__ import annotations

from sandbox.google.meet.meetings import Space
from tests.support.google_client import JsonObject

EVENTS = "calendar.events"
OWNED = "calendar.events.owned"
ICON = (
    "https://fonts.gstatic.com/s/i/productlogos/meet_2020q4/v6/web-512dp/"
    "logo_meet_2020q4_color_2x_web_512dp.png"
)


def error(code: int, domain: str, reason: str, message: str, *location: str) -> JsonObject:
    """Calendar's error body."""
    entry = {"domain": domain, "reason": reason, "message": message}
    if location:
        entry |= {"locationType": location[0], "location": location[1]}
    return {"error": {"errors": [entry], "code": code, "message": message}}


NOT_FOUND = error(404, "global", "notFound", "Not Found")
NOT_ORGANIZER = error(
    403,
    "calendar",
    "forbiddenForNonOrganizer",
    "Shared properties can only be changed by the organizer of the event.",
)
NO_WRITER = error(
    403,
    "calendar",
    "requiredAccessLevel",
    "You need to have writer access to this calendar.",
)
STALE = error(412, "global", "conditionNotMet", "Precondition Failed", "header", "If-Match")
BAD_TYPE = error(400, "global", "invalid", "Invalid conference type value.")


def path(calendar_id: str, event_id: str = "") -> str:
    """The path of a calendar's events, or of one of them."""
    events = f"/calendar/v3/calendars/{calendar_id.replace('@', '%40')}/events"
    return f"{events}/{event_id}" if event_id else events


def attachment(space: Space) -> JsonObject:
    """The conference data that attaches a Meet, and nothing else."""
    return {
        "conferenceData": {
            "conferenceId": space.code,
            "conferenceSolution": {"key": {"type": "hangoutsMeet"}, "name": "Google Meet"},
            "entryPoints": [
                {
                    "entryPointType": "video",
                    "uri": space.uri,
                    "label": f"meet.google.com/{space.code}",
                }
            ],
        }
    }


def request_meet(request_id: str = "r1") -> JsonObject:
    """The conference data that asks Calendar for a Meet."""
    return {
        "conferenceData": {
            "createRequest": {
                "requestId": request_id,
                "conferenceSolutionKey": {"type": "hangoutsMeet"},
            }
        }
    }
