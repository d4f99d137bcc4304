"""Google's error answers, word for word (google-apis.md 1.1, 2.4 to 2.7 and 4.5)."""

from collections.abc import Iterable
from typing import Any

from sandbox.people import Feature

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


def feature_unavailable(feature: Feature) -> ApiError:
    """Meet's refusal of a feature that the user's edition or admin withholds."""
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
