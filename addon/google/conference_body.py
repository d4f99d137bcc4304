"""What is written into an event to give it a Meet.

Whether `events.patch` merges `conferenceData` or replaces it is not known (google-apis.md 9.1), so
every member is named: what must go is `null`, which means the same under both.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from meeting.errors import Refused
from meeting.model import Phone, Space

MEET_ICON = (
    "https://fonts.gstatic.com/s/i/productlogos/meet_2020q4/v6/web-512dp/"
    "logo_meet_2020q4_color_2x_web_512dp.png"
)
"""As on events whose Meet Calendar made (google-apis.md 4.2)."""
MOST_NUMBERS = 500


def conference_body(space: Space) -> dict[str, Any]:
    """A space as all of an event's `conferenceData`, dial-in included (google-apis.md 9.2)."""
    return {
        "conferenceId": space.code,
        "conferenceSolution": {
            "key": {"type": "hangoutsMeet"},
            "name": "Google Meet",
            "iconUri": MEET_ICON,
        },
        "entryPoints": [_video(space), *map(_phone, space.phones), *_sip(space)],
        "notes": None,
        "parameters": None,
        "createRequest": None,
        "signature": None,
    }


def without_dial_in(space: Space, refused: Refused) -> Space:
    """The space to try once more with, where its dial-in may be what Calendar does not take.

    Whether it takes numbers from clients at all is not known (google-apis.md 9.2).

    Raises:
        Refused: as it was, if that cannot be the reason.
    """
    if refused.status != 400 or not (space.phones or space.sip):
        raise refused
    return replace(space, phones=(), sip=None)


def _video(space: Space) -> dict[str, Any]:
    return {
        "entryPointType": "video",
        "uri": space.uri,
        "label": space.uri.removeprefix("https://"),
    }


def _phone(phone: Phone) -> dict[str, Any]:
    return _filled(
        {
            "entryPointType": "phone",
            "uri": f"tel:{phone.number}",
            "label": _readable(phone.number),
            "pin": phone.pin,
            "regionCode": phone.region,
        }
    )


def _sip(space: Space) -> list[dict[str, Any]]:
    """At most one SIP entry may stand in an event (google-apis.md 4.2)."""
    if space.sip is None:
        return []
    label = space.sip.uri.removeprefix("sip:")
    entry = {
        "entryPointType": "sip",
        "uri": space.sip.uri,
        "label": label,
        "accessCode": space.sip.code,
    }
    return [_filled(entry)]


@lru_cache(MOST_NUMBERS)
def _readable(number: str) -> str:
    """A number as people write it: `+1 555-0100`. Meet has few, the same for many Meets."""
    # Reading its tables costs a start more than all else; few requests write a number.
    import phonenumbers  # noqa: PLC0415

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _filled(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if value}
