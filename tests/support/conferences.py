"""A Meet as the conference of an event, as the add-on writes it."""

from __future__ import annotations

from datetime import UTC, datetime

from sandbox.google.calendar.conference_data import MEET_ICON
from sandbox.google.meet.meetings import Space
from tests.support.stage import Json

NULLED = ("notes", "parameters", "createRequest", "signature")
"""Members of conference data that belong to one call: `null` in whatever is attached."""
READABLE = {"+15550100": "+1 5550100", "+442079460123": "+44 20 7946 0123"}
"""Numbers as people write them."""


def conference(space: Space) -> Json:
    """A space as the conference data of an event, with all that Meet tells of dialing in."""
    shown = space.resource(with_config=True, with_conference=False)
    phones = [
        {
            "entryPointType": "phone",
            "uri": f"tel:{phone['phoneNumber']}",
            "label": READABLE[phone["phoneNumber"]],
            "pin": phone["pin"],
            "regionCode": phone["regionCode"],
        }
        for phone in shown.get("phoneAccess", [])
    ]
    gateways = [
        {
            "entryPointType": "sip",
            "uri": gateway["uri"],
            "label": gateway["uri"].removeprefix("sip:"),
            "accessCode": gateway["sipAccessCode"],
        }
        for gateway in shown.get("gatewaySipAccess", [])
    ]
    return {
        "conferenceId": space.code,
        "conferenceSolution": {
            "key": {"type": "hangoutsMeet"},
            "name": "Google Meet",
            "iconUri": MEET_ICON,
        },
        "entryPoints": [
            {
                "entryPointType": "video",
                "uri": f"https://meet.google.com/{space.code}",
                "label": f"meet.google.com/{space.code}",
            },
            *phones,
            *gateways,
        ],
    }


def attachment(space: Space, maker: str = "") -> Json:
    """The body that attaches a space to an event: every member that there is, or `null`.

    Args:
        maker: who puts it into somebody else's event, and is remembered there.
    """
    body = {"conferenceData": {**conference(space), **dict.fromkeys(NULLED)}}
    return {**body, **made_by(space.code, maker)} if maker else body


def made_by(conference: str, maker: str) -> Json:
    """The member of an event that says who had its conference made, and today."""
    today = datetime.now(UTC).date().isoformat()
    return {"extendedProperties": {"shared": {"recordsForMeet": f"{conference} {today} {maker}"}}}
