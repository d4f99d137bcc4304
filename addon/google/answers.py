"""What Google's refusals mean. Order and bodies: google-apis.md 1.1, 2.6, 4.5 and 5."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from dataclasses import field
from email.utils import parsedate_to_datetime
from typing import Any

from addon.google.meet_rules import refused_rule
from addon.wire.lenient import mapping, objects, text
from meeting.errors import (
    AddressesHidden,
    AddressRefused,
    AlreadyThere,
    AskAdministrator,
    AskCreator,
    AskOrganizer,
    CalendarUnavailable,
    CallHidden,
    EventChanged,
    EventGone,
    FeatureUnavailable,
    InvitationLimit,
    LinksNotAllowed,
    MeetUnavailable,
    NoCall,
    NotShown,
    Problem,
    Refused,
    ReopenAddon,
    SaveEventFirst,
    ScopesMissing,
    SpaceGone,
    UsageLimit,
)
from meeting.model import Artifact
from meeting.values import dataclass

# The smart-notes name was never seen in a published answer (google-apis.md 2.6), so features are
# told by a part of their name.
FEATURE_PARTS: tuple[tuple[str, Artifact], ...] = (
    ("transcri", Artifact.TRANSCRIPTION),
    ("record", Artifact.RECORDING),
    ("note", Artifact.SMART_NOTES),
)
RATE_REASONS = {"RATE_LIMIT_EXCEEDED", "rateLimitExceeded", "userRateLimitExceeded"}
BUSY_STATUSES = {429, 500, 502, 503, 504}
FOR_CREATORS = "forbiddenForNonCreator"
NOT_YOURS = {
    "forbidden",
    FOR_CREATORS,
    "forbiddenForNonOrganizer",
    "requiredAccessLevel",
}
"""Why Calendar does not let somebody see or change an event (google-apis.md 4.5 and 9.1)."""
LIMIT = "quotaExceeded"
"""Although it reads like one, it is no rate: see `InvitationLimit` and `UsageLimit`."""
OF_SYNCHRONIZATION = {"fullSyncRequired", "updatedMinTooLongAgo"}
NO_SUCH_METHOD = "Method not found."
NO_APP = "Chat app not found"
"""What Chat says while its API has no configuration for the app."""
NOT_IMPLEMENTED = 501

# What Calendar's statuses mean to each kind of call; a refused read was not about its content.
CHANGING_AN_EVENT: Mapping[int, type[Problem]] = {
    404: EventGone,
    409: EventChanged,
    410: EventGone,
    412: EventChanged,
}
CALENDAR_STATUSES: Mapping[str, Mapping[int, type[Problem]]] = {
    "get": {404: SaveEventFirst, 410: EventGone},
    "list": {404: SaveEventFirst, 410: EventGone},
    "patch": CHANGING_AN_EVENT,
    "update": CHANGING_AN_EVENT,
    "insert": {404: CalendarUnavailable, 409: AlreadyThere},
}

# Names of the APIs in Google's console, by the first part of what refusals call them.
API_NAMES: Mapping[str, str] = {
    "calendar-json": "Google Calendar API",
    "calendar": "Google Calendar API",
    "meet": "Google Meet REST API",
    "chat": "Google Chat API",
    "people": "People API",
}

ADDRESSES = re.compile(r"\S+@\S+")
QUOTED = re.compile(r"[\"“'][^\"”']*[\"”']")
LONG = re.compile(r"[\w./-]{24,}|\d{6,}|\b\w+/\S+")
CODES = re.compile(r"\b[a-z]{3}-[a-z]{4}-[a-z]{3}\b")
LONGEST_LOGGED = 200
LONGEST_READ = 2000
"""More takes the patterns above too long: they try each place anew."""


@dataclass(frozen=True)
class Refusal:
    """A non-2xx answer, read from either of Google's two envelopes.

    Attributes:
        reasons: `ErrorInfo.reason` and `errors[].reason`, whichever are there.
        metadata: of the first `ErrorInfo`.
        retry_after: seconds that Google asks to wait, if it does.
    """

    status: int
    message: str = ""
    reasons: frozenset[str] = frozenset()
    metadata: Mapping[str, Any] = field(default_factory=dict)
    retry_after: float | None = None

    @property
    def busy(self) -> bool:
        """Whether the same request may succeed a little later."""
        if LIMIT in self.reasons:
            return False
        return self.status in BUSY_STATUSES or (
            self.status == 403 and bool(self.reasons & RATE_REASONS)
        )

    @property
    def unclear(self) -> bool:
        """Whether what was asked may have been done all the same."""
        return self.status >= 500 and self.status != NOT_IMPLEMENTED

    @property
    def for_log(self) -> str:
        """Status, reasons and Google's message without whatever of it may be somebody's own."""
        message = self.message
        if len(message) > LONGEST_READ:
            # Whole words only: a part of an address is not known as one.
            message = message[:LONGEST_READ].rpartition(" ")[0]
        for pattern in (ADDRESSES, QUOTED, LONG, CODES):
            message = pattern.sub("…", message)
        said = [str(self.status), *sorted(self.reasons - {""}), message]
        return " ".join(filter(None, said))[:LONGEST_LOGGED]


def read_refusal(status: int, content: bytes, retry_after: str | None) -> Refusal:
    """Read an error body; one that is not Google's gives a refusal with the status alone."""
    error = _error(content)
    details = objects(error.get("details"))
    infos = [part for part in details if text(part.get("@type")).endswith("ErrorInfo")]
    reasons = [text(part.get("reason")) for part in [*infos, *objects(error.get("errors"))]]
    return Refusal(
        status,
        text(error.get("message")),
        frozenset(reasons),
        mapping(infos[0].get("metadata")) if infos else {},
        _seconds(retry_after),
    )


def general_problem(refusal: Refusal, api: str) -> Problem | None:
    """What a refusal means whichever API it comes from, or `None`.

    Args:
        api: the API's name, for where the refusal does not tell it.
    """
    reasons = refusal.reasons
    if reasons & {"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"}:
        return ScopesMissing()
    if reasons & {"SERVICE_DISABLED", "accessNotConfigured"}:
        named = text(refusal.metadata.get("service")).partition(".")[0]
        return AskAdministrator(API_NAMES.get(named, api))
    if refusal.status == 401:
        return ReopenAddon()
    if refusal.status == 404 and refusal.message == NO_SUCH_METHOD:
        return Refused(refusal.status)
    return None


def calendar_problem(refusal: Refusal, verb: str) -> Problem:
    """What a refusal by Calendar means.

    Args:
        verb: the last part of the method's id.
    """
    general = general_problem(refusal, API_NAMES["calendar"])
    if general:
        return general
    reads = verb in {"get", "list"}
    if LIMIT in refusal.reasons:
        return UsageLimit() if reads else InvitationLimit()
    if FOR_CREATORS in refusal.reasons and not reads:
        return AskCreator()
    if refusal.reasons & NOT_YOURS:
        return NotShown() if reads else AskOrganizer()
    by_status = CALENDAR_STATUSES.get(verb, {})
    if refusal.status in by_status and not refusal.reasons & OF_SYNCHRONIZATION:
        return by_status[refusal.status]()
    return Refused(refusal.status) if reads else _refused_content(refusal)


def _refused_content(refusal: Refusal) -> Problem:
    """Calendar has one reason for all that is invalid, so its words tell what is."""
    if refusal.status == 400 and "conference type" in refusal.message:
        return LinksNotAllowed()
    if refusal.status == 400 and "attendee" in refusal.message:
        return AddressRefused()
    return Refused(refusal.status)


def people_problem(refusal: Refusal, verb: str) -> Problem:
    """What a refusal by the Chat or the People API means; `verb` as in `calendar_problem`."""
    del verb
    general = general_problem(refusal, f"{API_NAMES['chat']}, {API_NAMES['people']}")
    if general:
        return general
    if refusal.status == 404 and NO_APP in refusal.message:
        return AskAdministrator(API_NAMES["chat"])
    return AddressesHidden() if refusal.status in {403, 404} else Refused(refusal.status)


def meet_problem(refusal: Refusal, verb: str) -> Problem:
    """What a refusal by Meet means; `verb` as in `calendar_problem`."""
    general = general_problem(refusal, API_NAMES["meet"])
    if general:
        return general
    if "FEATURE_UNAVAILABLE_TO_USER" in refusal.reasons:
        said = _feature(refusal)
        return FeatureUnavailable(_refused_artifact(said), refused_rule(said))
    ends = verb == "endActiveConference"
    if ends and refusal.status == 400 and "no active conference" in refusal.message:
        return NoCall()
    if refusal.status == 404 or (refusal.status == 403 and "resource" in refusal.message):
        # To create one nothing was named that could be gone: the account has no Meet
        # (google-apis.md 9.1).
        return MeetUnavailable() if verb == "create" else SpaceGone()
    return Refused(refusal.status)


def records_problem(refusal: Refusal, verb: str) -> Problem:
    """What a refusal by Meet to tell of calls means; `verb` as in `calendar_problem`."""
    problem = meet_problem(refusal, verb)
    return CallHidden() if isinstance(problem, SpaceGone) else problem


def _feature(refusal: Refusal) -> str:
    """What a refusal says of the feature that it is about, in small letters."""
    return f"{refusal.metadata.get('feature_name', '')} {refusal.message}".casefold()


def _refused_artifact(said: str) -> Artifact | None:
    return next((artifact for part, artifact in FEATURE_PARTS if part in said), None)


def _error(content: bytes) -> Mapping[str, Any]:
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return mapping(mapping(body).get("error"))


def _seconds(retry_after: str | None) -> float | None:
    """What `Retry-After` says, be it seconds or a date."""
    try:
        if not retry_after:
            return None
        if "," in retry_after:
            return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
        return max(0.0, float(retry_after))
    except ValueError:
        return None
