"""An event of Calendar's with every field of hosts.md 1."""

from __future__ import annotations

from tests.support.stage import Json


def calendar_object(event_id: str, calendar_id: str, code: str) -> Json:
    """The `calendar` object with every field of hosts.md 1.6."""
    return {
        "id": event_id,
        "recurringEventId": event_id,
        "calendarId": calendar_id,
        "organizer": {"email": "ana@example.com"},
        "attendees": [
            {
                "email": "bo@example.com",
                "displayName": "Bo",
                "responseStatus": "accepted",
                "optional": True,
                "organizer": True,
                "self": True,
                "resource": True,
                "comment": "late",
                "additionalGuests": 1,
            }
        ],
        "conferenceData": {
            "conferenceId": code,
            "conferenceSolution": {
                "name": "Google Meet",
                "iconUri": "https://example.com/icon.png",
                "key": {"type": "hangoutsMeet"},
            },
            "entryPoints": [
                {
                    "entryPointType": "video",
                    "uri": f"https://meet.google.com/{code}",
                    "label": f"meet.google.com/{code}",
                    "pin": "123",
                    "regionCode": "US",
                    "entryPointFeatures": ["toll"],
                }
            ],
            "notes": "<b>notes</b>",
            "parameters": {"addOnParameters": {"parameters": {"k": "v"}}},
        },
        "capabilities": {
            "canSeeAttendees": True,
            "canAddAttendees": True,
            "canSeeConferenceData": True,
            "canSetConferenceData": True,
            "canAddAttachments": True,
        },
    }


def common_object() -> Json:
    """The `commonEventObject` with every field of hosts.md 1.3 and the cards' own inputs."""
    return {
        "hostApp": "CALENDAR",
        "platform": "WEB",
        "userLocale": "en-US",
        "timeZone": {"id": "Europe/Madrid", "offset": 7200000},
        "formInputs": {
            "recording": {"stringInputs": {"value": ["on"]}},
            "transcription": {"stringInputs": {"value": ["on"]}},
            "applies_to": {"stringInputs": {"value": ["series"]}},
            "remember": {"stringInputs": {"value": ["on"]}},
            "when": {"dateTimeInput": {"msSinceEpoch": "1767225600000", "hasDate": True}},
            "day": {"dateInput": {"msSinceEpoch": 1767225600000}},
            "start": {"timeInput": {"hours": 9, "minutes": 30}},
        },
        "parameters": {"replacing": "abc-defg-hij", "scopes": "calendar.events", "attempt": "1"},
        "invokedFunction": "x",
    }
