"""What each documented error of Google's means for the person whose press it met."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from sandbox.google.errors import Documented


class Meaning(Enum):
    """What stands against it."""

    BUSY = "too much at once: passes within a minute, nothing was done"
    BROKEN = "Google's own trouble: passes, and a change may have been made"
    SESSION = "the access token is not taken"
    SCOPES = "the token lacks a permission"
    SWITCHED_OFF = "the API is not enabled for the project"
    LIMIT = "the account's limit, for hours"
    NOT_YOURS = "somebody else's"
    MISSING = "not found"
    EXISTS = "there already"
    GONE = "deleted"
    CHANGED = "not what it was when read"
    NO_LINKS = "the calendar takes no Meet links"
    ADDRESS = "a guest's address is not taken"
    FEATURE = "the account lacks a feature"
    HIDDEN = "Meet shows no such space"
    DENIED = "no, without a reason"
    NO_CALL = "no call is running"
    OTHER = "nothing that anybody could foresee"


PASSING = frozenset({Meaning.BUSY, Meaning.BROKEN})
"""What passes by waiting for a minute, and is tried again."""

# By the beginning of the error's name; what is in no row means what its status says.
_NAMED: Mapping[Meaning, tuple[str, ...]] = {
    Meaning.SCOPES: ("insufficient scopes",),
    Meaning.SWITCHED_OFF: ("accessNotConfigured", "SERVICE_DISABLED"),
    Meaning.BUSY: ("userRateLimitExceeded", "rateLimitExceeded"),
    Meaning.LIMIT: ("quotaExceeded",),
    Meaning.NOT_YOURS: (
        "forbiddenForNonCreator",
        "forbiddenForNonOrganizer",
        "requiredAccessLevel",
    ),
    Meaning.NO_LINKS: ("invalid: Invalid conference type value.",),
    Meaning.ADDRESS: ("invalid: Invalid attendee email.", "required: Missing attendee email."),
    Meaning.FEATURE: ("FEATURE_UNAVAILABLE_TO_USER",),
    Meaning.HIDDEN: ("resource ",),
    Meaning.DENIED: ("PERMISSION_DENIED (403)",),
    Meaning.NO_CALL: ("FAILED_PRECONDITION (400)",),
    Meaning.EXISTS: ("duplicate", "conflict"),
    Meaning.OTHER: ("Method not found", "fullSyncRequired", "updatedMinTooLongAgo"),
}
_OF_STATUS: Mapping[int, Meaning] = {
    401: Meaning.SESSION,
    404: Meaning.MISSING,
    410: Meaning.GONE,
    412: Meaning.CHANGED,
    429: Meaning.BUSY,
    500: Meaning.BROKEN,
    502: Meaning.BROKEN,
    503: Meaning.BROKEN,
    504: Meaning.BROKEN,
}


def meaning_of(documented: Documented) -> Meaning:
    """What a documented error means."""
    if documented.name == "forbidden":
        return Meaning.NOT_YOURS
    for meaning, names in _NAMED.items():
        if documented.name.startswith(names):
            return meaning
    return _OF_STATUS.get(documented.status, Meaning.OTHER)
