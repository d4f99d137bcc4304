"""Google's error answers, word for word (google-apis.md 1.1, 2.4 to 2.7 and 4.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.google.people.accounts import Feature

JsonObject = dict[str, Any]

ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo"
BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"
SERVICES = {
    "calendar": "calendar-json.googleapis.com",
    "meet": "meet.googleapis.com",
    "chat": "chat.googleapis.com",
    "people": "people.googleapis.com",
}
_PRODUCTS = {"calendar": "Calendar", "meet": "Meet", "chat": "Chat", "people": "People"}
_REALM = 'Bearer realm="https://accounts.google.com/"'

# reason: (HTTP status, domain, message, locationType, location), google-apis.md 4.5
_CALENDAR: dict[str, tuple[int, str, str, str | None, str | None]] = {
    "timeRangeEmpty": (
        400,
        "calendar",
        "The specified time range is empty.",
        "parameter",
        "timeMax",
    ),
    "invalid": (400, "global", "Invalid Value", None, None),
    "invalidParameter": (400, "global", "Invalid Value", None, None),
    "required": (400, "global", "Required", None, None),
    "parseError": (400, "global", "Parse Error", None, None),
    "authError": (401, "global", "Invalid Credentials", "header", "Authorization"),
    "userRateLimitExceeded": (403, "usageLimits", "User Rate Limit Exceeded", None, None),
    "rateLimitExceeded": (403, "usageLimits", "Rate Limit Exceeded", None, None),
    "quotaExceeded": (403, "usageLimits", "Calendar usage limits exceeded.", None, None),
    "forbidden": (403, "global", "Forbidden", None, None),
    "forbiddenForNonCreator": (
        403,
        "calendar",
        "Shared properties can only be changed by the creator of the event.",
        None,
        None,
    ),
    "forbiddenForNonOrganizer": (
        403,
        "calendar",
        "Shared properties can only be changed by the organizer of the event.",
        None,
        None,
    ),
    "requiredAccessLevel": (
        403,
        "calendar",
        "You need to have writer access to this calendar.",
        None,
        None,
    ),
    "forbiddenForServiceAccounts": (
        403,
        "calendar",
        "Service accounts cannot invite attendees without Domain-Wide Delegation of Authority.",
        None,
        None,
    ),
    "notFound": (404, "global", "Not Found", None, None),
    "duplicate": (409, "global", "The requested identifier already exists.", None, None),
    "conflict": (409, "global", "Conflict", None, None),
    "deleted": (410, "global", "Resource has been deleted", None, None),
    "fullSyncRequired": (
        410,
        "calendar",
        "Sync token is no longer valid, a full sync is required.",
        "parameter",
        "syncToken",
    ),
    "updatedMinTooLongAgo": (
        410,
        "calendar",
        "The requested minimum modification time lies too far in the past.",
        "parameter",
        "updatedMin",
    ),
    "conditionNotMet": (412, "global", "Precondition Failed", "header", "If-Match"),
    "backendError": (500, "global", "Backend Error", None, None),
}

_STATUS_NAMES = {
    400: ("INVALID_ARGUMENT", "Request contains an invalid argument."),
    401: ("UNAUTHENTICATED", "Request had invalid authentication credentials."),
    403: ("PERMISSION_DENIED", "The caller does not have permission"),
    404: ("NOT_FOUND", "Requested entity was not found."),
    409: ("ABORTED", "The operation was aborted."),
    412: ("FAILED_PRECONDITION", "Precondition check failed."),
    429: ("RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota)."),
    500: ("INTERNAL", "Internal error encountered."),
    501: ("UNIMPLEMENTED", "Operation is not implemented, or supported, or enabled."),
    503: ("UNAVAILABLE", "The service is currently unavailable."),
    504: ("DEADLINE_EXCEEDED", "The request timed out."),
}

_CALENDAR_BY_STATUS = {
    400: "invalid",
    401: "authError",
    403: "rateLimitExceeded",
    404: "notFound",
    409: "conflict",
    410: "deleted",
    412: "conditionNotMet",
    429: "rateLimitExceeded",
}


class ApiError(Exception):
    """An error answer.

    Attributes:
        status: the HTTP status.
        body: the JSON body, None for an answer without one.
        headers: headers beyond the usual ones.
    """

    def __init__(
        self, status: int, body: JsonObject | None, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(status, body)
        self.status = status
        self.body = body
        self.headers = headers or {}


def calendar(reason: str, message: str | None = None, *, status: int | None = None) -> ApiError:
    """A Calendar error by its reason; message and status where they differ from the table."""
    usual, domain, text, location_type, location = _CALENDAR[reason]
    code = status or usual
    entry = {"domain": domain, "reason": reason, "message": message or text}
    if location_type and location:
        entry |= {"locationType": location_type, "location": location}
    return ApiError(code, {"error": {"errors": [entry], "code": code, "message": message or text}})


def meet(
    code: int, message: str, *, status: str | None = None, details: Iterable[JsonObject] = ()
) -> ApiError:
    """An error in the envelope of Meet and the other newer APIs (AIP-193)."""
    error: JsonObject = {
        "code": code,
        "message": message,
        "status": status or _STATUS_NAMES[code][0],
    }
    if details := list(details):
        error["details"] = details
    return ApiError(code, {"error": error})


def usual(status: int) -> ApiError:
    """An error of the newer APIs with the words that usually go with its status."""
    return meet(status, _STATUS_NAMES[status][1])


def permission_denied(resource: str) -> ApiError:
    """Meet's 403 for what the caller may not use, which also hides whether it exists."""
    return meet(403, f"Permission denied on resource {resource} (or it might not exist)")


def feature_unavailable(feature: str) -> ApiError:
    """Meet's refusal of a feature that the user's edition or admin withholds.

    Args:
        feature: a `Feature`, or another name for one.
    """
    return meet(
        403,
        f"{feature} is not available to the user.",
        details=[
            {
                "@type": ERROR_INFO,
                "reason": "FEATURE_UNAVAILABLE_TO_USER",
                "domain": "meet.googleapis.com",
                "metadata": {"feature_name": str(feature)},
            }
        ],
    )


def no_active_conference() -> ApiError:
    """Meet's answer to ending a call that does not run."""
    return meet(
        400, "There is no active conference for the given space.", status="FAILED_PRECONDITION"
    )


def unauthenticated(api: str, rpc: str, *, expired: bool) -> ApiError:
    """401 for a missing, unknown or expired access token.

    Args:
        api: `calendar`, `meet`, `chat` or `people`.
        rpc: the method as Google's error details name it.
        expired: whether the token was good once.
    """
    if api == "calendar":
        error = calendar("authError")
    else:
        error = meet(
            401,
            "Request had invalid authentication credentials. Expected OAuth 2 access token, login"
            " cookie or other valid authentication credential. See"
            " https://developers.google.com/identity/sign-in/web/devconsole-project.",
            details=[
                {
                    "@type": ERROR_INFO,
                    "reason": "ACCESS_TOKEN_EXPIRED"
                    if expired
                    else "ACCESS_TOKEN_TYPE_UNSUPPORTED",
                    "domain": "googleapis.com",
                    "metadata": {"service": SERVICES[api], "method": rpc},
                }
            ],
        )
    error.headers["WWW-Authenticate"] = f'{_REALM}, error="invalid_token"'
    return error


def insufficient_scope(api: str, rpc: str, accepted: Iterable[str]) -> ApiError:
    """403 for a token none of whose scopes the method accepts."""
    error: JsonObject = {
        "code": 403,
        "message": "Request had insufficient authentication scopes.",
    }
    if api == "calendar":
        error["errors"] = [
            {
                "message": "Insufficient Permission",
                "domain": "global",
                "reason": "insufficientPermissions",
            }
        ]
    error |= {
        "status": "PERMISSION_DENIED",
        "details": [
            {
                "@type": ERROR_INFO,
                "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                "domain": "googleapis.com",
                "metadata": {"service": SERVICES[api], "method": rpc},
            }
        ],
    }
    challenge = f'{_REALM}, error="insufficient_scope", scope="{" ".join(accepted)}"'
    return ApiError(403, {"error": error}, {"WWW-Authenticate": challenge})


def service_disabled(api: str, project: str) -> ApiError:
    """403 for an API that the caller's project has not enabled."""
    service = SERVICES[api]
    message = (
        f"Google {_PRODUCTS[api]} API has not been used in project {project} before or it is"
        f" disabled. Enable it by visiting https://console.developers.google.com/apis/api/{service}"
        f"/overview?project={project} then retry. If you enabled this API recently, wait a few"
        " minutes for the action to propagate to our systems and retry."
    )
    error: JsonObject = {"code": 403, "message": message}
    if api == "calendar":
        error["errors"] = [
            {"message": message, "domain": "usageLimits", "reason": "accessNotConfigured"}
        ]
    error |= {
        "status": "PERMISSION_DENIED",
        "details": [
            {
                "@type": ERROR_INFO,
                "reason": "SERVICE_DISABLED",
                "domain": "googleapis.com",
                "metadata": {"service": service, "consumer": f"projects/{project}"},
            }
        ],
    }
    return ApiError(403, {"error": error})


def quota_exceeded(api: str, metric: str, limit: str, project: str, *, user: bool) -> ApiError:
    """The answer to one request too many in a minute.

    Args:
        api: `calendar`, `meet`, `chat` or `people`.
        metric: the quota metric, e.g. `meet.googleapis.com/reduced_write_requests`.
        limit: the limit's name.
        project: the calling project.
        user: whether it is the limit per user (of the project) that is reached.
    """
    if api == "calendar":
        return calendar("userRateLimitExceeded" if user else "rateLimitExceeded")
    service = SERVICES[api]
    return meet(
        429,
        f"Quota exceeded for quota metric '{metric}' and limit '{limit}' of service '{service}'"
        f" for consumer 'project_number:{project}'.",
        details=[
            {
                "@type": ERROR_INFO,
                "reason": "RATE_LIMIT_EXCEEDED",
                "domain": "googleapis.com",
                "metadata": {"service": service, "consumer": f"projects/{project}"},
            }
        ],
    )


def method_not_found() -> ApiError:
    """404 for a path that no method has, or a preview the project is not enrolled in."""
    return meet(404, "Method not found.")


def not_played(method_id: str) -> ApiError:
    """501 for a method that Google has and the stand-in does not."""
    return meet(501, f"The stand-in for Google does not play {method_id}.")


def bad_payload(api: str, message: str, field: str = "") -> ApiError:
    """400 for a request that does not fit the API's schema.

    Args:
        api: `calendar`, `meet`, `chat` or `people`.
        message: what does not fit.
        field: the path of the field that does not fit.
    """
    violation = {"field": field, "description": message} if field else {"description": message}
    error: JsonObject = {"code": 400, "message": message}
    if api == "calendar":
        error["errors"] = [{"message": message, "domain": "global", "reason": "badRequest"}]
    error |= {
        "status": "INVALID_ARGUMENT",
        "details": [{"@type": BAD_REQUEST, "fieldViolations": [violation]}],
    }
    return ApiError(400, {"error": error})


def bad_mask(path: str) -> ApiError:
    """400 for an update mask that names something other than settable leaves (text [I])."""
    return meet(
        400,
        "Request contains an invalid argument.",
        details=[
            {
                "@type": BAD_REQUEST,
                "fieldViolations": [
                    {"field": "update_mask", "description": f"Invalid path in mask: {path}"}
                ],
            }
        ],
    )


def for_status(api: str, status: int) -> JsonObject | None:
    """The body an API usually sends with a status; None where it sends none."""
    if status < 400:  # only errors have a body of their own
        return None
    if api != "calendar":
        name, message = _STATUS_NAMES.get(status, ("UNKNOWN", "Unknown error."))
        return meet(status, message, status=name).body
    reason = _CALENDAR_BY_STATUS.get(status, "backendError")
    return calendar(reason, status=status).body


@dataclass(frozen=True)
class Documented:
    """An error answer that Google documents or somebody has captured.

    Attributes:
        name: what tells it from the others of its API.
        api: `calendar`, `meet`, `chat` or `people`.
        error: the answer.
    """

    name: str
    api: str
    error: ApiError

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.error.status

    @property
    def body(self) -> JsonObject:
        """The JSON body."""
        return self.error.body or {}


_RPCS = {
    "calendar": "calendar.v3.Events.Patch",
    "meet": "google.apps.meet.v2.SpacesService.UpdateSpace",
    "chat": "google.chat.v1.ChatService.ListMemberships",
    "people": "google.people.v1.PeopleService.GetPeople",
}
_SCOPES = {
    "calendar": "https://www.googleapis.com/auth/calendar.events",
    "meet": "https://www.googleapis.com/auth/meetings.space.settings",
    "chat": "https://www.googleapis.com/auth/chat.memberships.readonly",
    "people": "https://www.googleapis.com/auth/directory.readonly",
}
_PROJECT = "000000000000"
# Calendar's words for a body that it does not take (google-apis.md 4.5, 9.1, 9.7).
_CALENDAR_MESSAGES = {
    "invalid": (
        "Invalid conference type value.",
        "Invalid conference data.",
        "Invalid resource id value.",
        "Invalid start time.",
        "Invalid end time.",
        "Invalid attendee email.",
        "Invalid recurrence rule.",
        "Bad Request",
    ),
    "required": (
        "Missing start time.",
        "Missing end time.",
        "Missing time zone definition for start time.",
        "Missing attendee email.",
    ),
}
_RESOURCES = ("Space", "Member", "ConferenceRecord")


def _at_the_front_door(api: str) -> Iterator[Documented]:
    """What every API answers before a method is reached, and when it breaks down."""
    rpc = _RPCS[api]
    yield Documented("invalid token", api, unauthenticated(api, rpc, expired=False))
    if api != "calendar":
        yield Documented("expired token", api, unauthenticated(api, rpc, expired=True))
    yield Documented("insufficient scopes", api, insufficient_scope(api, rpc, [_SCOPES[api]]))
    disabled = "accessNotConfigured" if api == "calendar" else "SERVICE_DISABLED"
    yield Documented(disabled, api, service_disabled(api, _PROJECT))
    yield Documented("Method not found", api, method_not_found())
    unknown = 'Invalid JSON payload received. Unknown name "x": Cannot find field.'
    yield Documented("unknown field", api, bad_payload(api, unknown))
    for status in (503, 504):
        yield Documented(f"{_STATUS_NAMES[status][0]} ({status})", api, usual(status))


def _of_calendar() -> Iterator[Documented]:
    for reason in _CALENDAR:
        if reason != "authError":
            yield Documented(reason, "calendar", calendar(reason))
    for reason, messages in _CALENDAR_MESSAGES.items():
        for message in messages:
            yield Documented(f"{reason}: {message}", "calendar", calendar(reason, message))
    for reason in ("rateLimitExceeded", "userRateLimitExceeded"):
        yield Documented(f"{reason} (429)", "calendar", calendar(reason, status=429))


def _of_newer(api: str) -> Iterator[Documented]:
    """What the APIs in the newer envelope have in common."""
    for status in (400, 403, 404, 409, 429, 500, 501):
        yield Documented(f"{_STATUS_NAMES[status][0]} ({status})", api, usual(status))
    exists = meet(409, "Requested entity already exists", status="ALREADY_EXISTS")
    yield Documented("ALREADY_EXISTS (409)", api, exists)
    metric = f"{SERVICES[api]}/write_requests"
    exceeded = quota_exceeded(api, metric, "Write requests per minute", _PROJECT, user=True)
    yield Documented("RATE_LIMIT_EXCEEDED (429)", api, exceeded)


def _of_meet() -> Iterator[Documented]:
    for resource in _RESOURCES:
        yield Documented(f"resource {resource}", "meet", permission_denied(resource))
    for feature in (*Feature, "updateAutoNotes"):
        name = f"FEATURE_UNAVAILABLE_TO_USER: {feature}"
        yield Documented(name, "meet", feature_unavailable(feature))
    yield Documented("FAILED_PRECONDITION (400)", "meet", no_active_conference())
    wrong = (
        "Invalid value at 'space.config.moderation'"
        ' (type.googleapis.com/google.apps.meet.v2.SpaceConfig.Moderation), "MODERATION_ON"'
    )
    yield Documented("bad enum", "meet", bad_payload("meet", wrong, "space.config.moderation"))
    yield Documented("bad mask", "meet", bad_mask("config.artifactConfig"))


DOCUMENTED: tuple[Documented, ...] = (
    *(each for api in SERVICES for each in _at_the_front_door(api)),
    *_of_calendar(),
    *_of_meet(),
    *(each for api in ("meet", "chat", "people") for each in _of_newer(api)),
)
"""Every error body of google-apis.md 1.1, 2.4 to 2.6, 4.5 and 9.1, to be ordered as a fault:
`google.faults.order(method_id, status=each.status, body=each.body)`."""
