"""Conference data as Calendar writes it, in its API and in host events alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from addon.wire.lenient import mapping, objects, text
from meeting.model import Conference, ConferenceKind

MEETING_CODE = re.compile(r"[a-z]{3}-[a-z]{4}-[a-z]{3}")
MEET_HOST = "meet.google.com"
OF_ONE_CALL = ("notes", "parameters", "createRequest")
"""Members of conference data that mean nothing for another call."""


def meeting_code(uri: object) -> str:
    """The meeting code in a Meet link, or empty: `lookup/` links hold none (google-apis.md 4.2)."""
    try:
        parts = urlsplit(text(uri))
    except ValueError:
        return ""
    if parts.scheme != "https" or parts.hostname != MEET_HOST:
        return ""
    code = parts.path.strip("/").casefold()
    return code if MEETING_CODE.fullmatch(code) else ""


def parse_conference(value: object, hangout_link: object = None) -> Conference | None:
    """Read conference data from an event or from a host's event object.

    The order in which a code is looked for is that of google-apis.md 4.2. A failed request for
    a link is no conference; one whose status is left out is still being answered.
    """
    data = mapping(value)
    entry_points = objects(data.get("entryPoints"))
    solution = mapping(data.get("conferenceSolution"))
    if not entry_points and not hangout_link and not solution:
        requested = mapping(data.get("createRequest"))
        status = mapping(requested.get("status")).get("statusCode", "pending")
        pending = bool(requested) and status == "pending"
        return Conference(ConferenceKind.PENDING) if pending else None
    video = next((text(part.get("uri")) for part in entry_points if _is_video(part)), "")
    code = meeting_code(video) or _code(data.get("conferenceId")) or meeting_code(hangout_link)
    kind = mapping(solution.get("key")).get("type")
    name, uri = text(solution.get("name")), video or text(hangout_link)
    if kind == "hangoutsMeet" or (kind is None and code):
        return Conference(ConferenceKind.MEET, code, name, uri)
    return Conference(ConferenceKind.OTHER, "", name, uri)


def members_of_one_call(value: object) -> frozenset[str]:
    """What of conference data, if it is there, belongs to that very call.

    Calendar may sign the next one anew, so a signature is told by what it is.
    """
    data = mapping(value)
    signature = text(data.get("signature"))
    signed = {f"signature {signature}"} if signature else set()
    return frozenset({name for name in OF_ONE_CALL if data.get(name)} | signed)


def request_id(value: object) -> str:
    """The id of the request that Calendar made or makes a conference for, or empty."""
    return text(mapping(mapping(value).get("createRequest")).get("requestId"))


def _is_video(entry_point: Mapping[str, Any]) -> bool:
    return entry_point.get("entryPointType") == "video"


def _code(value: object) -> str:
    code = text(value).casefold()
    return code if MEETING_CODE.fullmatch(code) else ""
