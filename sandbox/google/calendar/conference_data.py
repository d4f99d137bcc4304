"""The `conferenceData` of events as Calendar makes, keeps and refuses it (google-apis.md 4.2)."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from sandbox.google.meet.meetings import Space

JsonObject = dict[str, Any]

MEET = "hangoutsMeet"
MEET_ICON = (
    "https://fonts.gstatic.com/s/i/productlogos/meet_2020q4/v6/web-512dp/"
    "logo_meet_2020q4_color_2x_web_512dp.png"
)
SOLUTION: JsonObject = {"key": {"type": MEET}, "name": "Google Meet", "iconUri": MEET_ICON}
_TYPES = {"video", "phone", "sip", "more"}
_MAX_URI = 1300
_MAX_LABEL = 512
_MAX_NOTES = 2048


@dataclass
class Pending:
    """A conference that Calendar is still making.

    Attributes:
        reads: how many reads still answer `pending`.
        request_id: the request's id.
    """

    reads: int
    request_id: str


def calendar_made(space: Space, request_id: str) -> JsonObject:
    """What Calendar puts on an event for a Meet that it made itself."""
    digits = str(int(hashlib.sha256(space.id.encode()).hexdigest(), 16))
    long_pin, short_pin = digits[:13], digits[13:20]
    signature = "ADwwud9" + hashlib.sha256(space.name.encode()).hexdigest()[:20]
    return {
        "createRequest": {
            "requestId": request_id,
            "conferenceSolutionKey": {"type": MEET},
            "status": {"statusCode": "success"},
        },
        "entryPoints": [
            {
                "entryPointType": "video",
                "uri": space.uri,
                "label": space.uri.removeprefix("https://"),
            },
            {
                "entryPointType": "more",
                "uri": f"https://tel.meet/{space.code}?pin={long_pin}",
                "pin": long_pin,
            },
            {
                "entryPointType": "phone",
                "uri": "tel:+44-20-3873-7654",
                "label": "+44 20 3873 7654",
                "pin": short_pin,
                "regionCode": "GB",
            },
        ],
        "conferenceSolution": dict(SOLUTION),
        "conferenceId": space.code,
        "signature": signature,
    }


def in_the_making(request_id: str, status: str | None = "pending") -> JsonObject:
    """What stands on an event until Calendar has made the conference.

    Args:
        request_id: the create request's id.
        status: how far it is, None where that is left out.
    """
    request: JsonObject = {
        "requestId": request_id,
        "conferenceSolutionKey": {"type": MEET},
    }
    if status:
        request["status"] = {"statusCode": status}
    return {"createRequest": request}


def failed(request_id: str) -> JsonObject:
    """What stands on an event when Calendar could not make the conference."""
    return in_the_making(request_id, "failure")


def of_vendor(name: str, uri: str) -> JsonObject:
    """A conference of another vendor's add-on."""
    label = uri.removeprefix("https://")
    return {
        "entryPoints": [{"entryPointType": "video", "uri": uri, "label": label}],
        "conferenceSolution": {
            "key": {"type": "addOn"},
            "name": name,
            "iconUri": "https://example.com/icon.png",
        },
        "conferenceId": label.rpartition("/")[2],
    }


def kept(body: JsonObject) -> JsonObject:
    """Attached conference data as Calendar keeps it: what was given, and the Meet icon."""
    solution = body["conferenceSolution"]
    if solution["key"]["type"] == MEET:
        solution = {**SOLUTION, **solution}
    return {**body, "conferenceSolution": solution}


def without_new_phones(body: JsonObject, current: JsonObject) -> JsonObject:
    """Conference data without phone entries that were not there before."""
    before = current.get("entryPoints") or []
    points = [
        point
        for point in body["entryPoints"]
        if point["entryPointType"] != "phone" or point in before
    ]
    return {**body, "entryPoints": points}


def problem(body: JsonObject) -> str | None:
    """Why Calendar cannot attach conference data, None when it can (texts [I])."""
    points = body.get("entryPoints") or []
    counts = Counter(str(point.get("entryPointType")) for point in points)
    checks = {
        "Missing conference solution key.": _solution_type(body) is None,
        "Missing conference entry points.": not points,
        "Invalid conference entry point type.": bool(set(counts) - _TYPES),
        "Too many conference entry points of one type.": any(
            counts[kind] > 1 for kind in ("video", "sip", "more")
        ),
        "Conference needs an entry point other than more.": set(counts) == {"more"},
        "Invalid conference entry point.": any(
            not point.get("uri")
            or len(point["uri"]) > _MAX_URI
            or len(point.get("label") or "") > _MAX_LABEL
            for point in points
        ),
        "Conference notes are too long.": len(body.get("notes") or "") > _MAX_NOTES,
    }
    return next((text for text, wrong in checks.items() if wrong), None)


def _solution_type(body: JsonObject) -> str | None:
    solution = body.get("conferenceSolution") or {}
    kind = (solution.get("key") or {}).get("type")
    return str(kind) if kind else None


def requested_type(body: JsonObject) -> str | None:
    """The solution that a create request asks for."""
    kind = (body["createRequest"].get("conferenceSolutionKey") or {}).get("type")
    return str(kind) if kind else None


def video_uri(data: JsonObject | None) -> str | None:
    """The link of the video entry point of a Google Meet, which is the event's `hangoutLink`."""
    if not data or _solution_type(data) != MEET:
        return None
    points = data.get("entryPoints") or []
    return next((str(p["uri"]) for p in points if p.get("entryPointType") == "video"), None)


def meeting_code(data: JsonObject | None) -> str | None:
    """The meeting code in the video link of a Google Meet."""
    path = (video_uri(data) or "").rpartition("/")[2]
    return path if re.fullmatch(r"[a-z]{3}-[a-z]{4}-[a-z]{3}", path) else None
