"""What Google's refusals mean. Order and bodies: google-apis.md 1.1, 2.6, 4.5 and 5."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

from addon.loose import mapping, objects, text
from addon.meeting.errors import (
    AlreadyThere,
    AskAdministrator,
    AskOrganizer,
    EventChanged,
    FeatureUnavailable,
    NoCall,
    Refused,
    ReopenAddon,
    SaveEventFirst,
    ScopesMissing,
    SpaceGone,
)
from addon.meeting.model import Artifact

# The smart-notes name was never seen in a published answer (google-apis.md 2.6), so features are
# told by a part of their name.
FEATURE_PARTS: tuple[tuple[str, Artifact], ...] = (
    ("transcri", Artifact.TRANSCRIPTION),
    ("record", Artifact.RECORDING),
    ("note", Artifact.SMART_NOTES),
)
RATE_REASONS = {
    "RATE_LIMIT_EXCEEDED",
    "rateLimitExceeded",
    "userRateLimitExceeded",
    "quotaExceeded",
}
BUSY_STATUSES = {429, 500, 502, 503, 504}


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
        return self.status in BUSY_STATUSES or (
            self.status == 403 and bool(self.reasons & RATE_REASONS)
        )


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


def general_problem(refusal: Refusal, service: str) -> Exception | None:
    """What a refusal means whichever API it comes from, or `None`.

    Args:
        service: the API's name, for where the refusal does not tell it.
    """
    reasons = refusal.reasons
    if reasons & {"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"}:
        return ScopesMissing()
    if reasons & {"SERVICE_DISABLED", "accessNotConfigured"}:
        return AskAdministrator(text(refusal.metadata.get("service")) or service)
    if refusal.status == 401:
        return ReopenAddon()
    return None


def calendar_problem(refusal: Refusal) -> Exception:
    """What a refusal by Calendar means."""
    general = general_problem(refusal, "calendar-json.googleapis.com")
    if general:
        return general
    if refusal.status == 412:
        return EventChanged()
    if refusal.status == 409:
        return AlreadyThere()
    if refusal.reasons & {"forbiddenForNonOrganizer", "requiredAccessLevel"}:
        return AskOrganizer()
    if refusal.status in {404, 410}:
        return SaveEventFirst()
    return Refused(refusal.status, refusal.message)


def people_problem(refusal: Refusal) -> Exception:
    """What a refusal by the Chat or the People API means."""
    general = general_problem(refusal, "chat.googleapis.com, people.googleapis.com")
    return general or Refused(refusal.status, refusal.message)


def meet_problem(refusal: Refusal) -> Exception:
    """What a refusal by Meet means."""
    general = general_problem(refusal, "meet.googleapis.com")
    if general:
        return general
    if "FEATURE_UNAVAILABLE_TO_USER" in refusal.reasons:
        artifact = _feature(refusal)
        if artifact:
            return FeatureUnavailable(artifact, refusal.message)
        return Refused(refusal.status, refusal.message)
    if refusal.status == 400 and "no active conference" in refusal.message:
        return NoCall()
    if refusal.status == 404 or (refusal.status == 403 and "resource" in refusal.message):
        return SpaceGone()
    return Refused(refusal.status, refusal.message)


def _feature(refusal: Refusal) -> Artifact | None:
    named = f"{refusal.metadata.get('feature_name', '')} {refusal.message}".casefold()
    return next((artifact for part, artifact in FEATURE_PARTS if part in named), None)


def _error(content: bytes) -> Mapping[str, Any]:
    try:
        body = json.loads(content)
    except ValueError:
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
