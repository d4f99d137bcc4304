"""Builds the EventObjects that hosts POST to an add-on (hosts.md 1.2 to 1.8)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sandbox.host.deployment import EMAIL, EXECUTE, LOCALE, READ_EVENT, WRITE_EVENT, Deployment
from sandbox.host.inferred import (
    SEND_EMPTY_CALENDAR,
    SET_CAPABILITIES_NEED_WRITE,
    Milliseconds,
)
from sandbox.host.parts import Form, Moment, Value
from sandbox.host.wire import Json, member, members

ATTENDEE_FIELDS = (
    "email",
    "displayName",
    "responseStatus",
    "optional",
    "organizer",
    "self",
    "resource",
    "comment",
    "additionalGuests",
)
ENTRY_POINT_FIELDS = (
    "entryPointType",
    "uri",
    "label",
    "accessCode",
    "meetingCode",
    "passcode",
    "password",
    "pin",
    "regionCode",
    "entryPointFeatures",
)

Conference = Json | Literal["saved"] | None
"""An event's conference: as Calendar has it saved, none, or this `conferenceData`."""


@dataclass(frozen=True)
class Client:
    """The browser in which the host runs.

    Attributes:
        locale: Like `en-US`.
        time_zone: An IANA name.
        platform: `WEB`; Calendar add-ons run nowhere else (hosts.md 0.1).
    """

    locale: str = "en-US"
    time_zone: str = "Europe/Madrid"
    platform: str = "WEB"


@dataclass(frozen=True)
class Tokens:
    """The tokens that go into one event.

    Attributes:
        system_id: ID token of the add-on's service account, for the URL that is called.
        user_id: ID token of the person.
        access: Access token that carries the granted scopes.
    """

    system_id: str
    user_id: str
    access: str


@dataclass(frozen=True)
class Interaction:
    """What a person did in a card.

    Attributes:
        parameters: The action's parameters.
        form: What the inputs of the displayed card hold.
    """

    parameters: Mapping[str, str]
    form: Form


@dataclass(frozen=True)
class OpenEvent:
    """An event in Calendar's editor.

    Attributes:
        calendar_id: The calendar of the opened copy.
        event_id: The event, or the instance of a recurring one.
        saved: The event as `events.get` shows it to the person; None while it is not saved.
        conference: What the editor has as the conference.
        attendees: What the editor has as the guests; None for the saved ones.
    """

    calendar_id: str
    event_id: str
    saved: Json | None = None
    conference: Conference = "saved"
    attendees: tuple[Json, ...] | None = None

    @property
    def shown_attendees(self) -> list[Json]:
        """The guests in the editor."""
        if self.attendees is None:
            return members(self.saved, "attendees")
        return list(self.attendees)

    @property
    def shown_conference(self) -> Json:
        """The `conferenceData` in the editor; empty without any."""
        if self.conference == "saved":
            return member(self.saved, "conferenceData") or {}
        return self.conference or {}


def common_event_object(
    host_app: str,
    client: Client,
    moment: datetime,
    *,
    with_locale: bool,
    interaction: Interaction | None = None,
    milliseconds: Milliseconds = Milliseconds.NUMBER,
) -> Json:
    """The `commonEventObject` of hosts.md 1.3.

    Args:
        host_app: `CALENDAR` or `CHAT`.
        client: Where the person sits.
        moment: When it happens; decides the offset of the time zone.
        with_locale: Whether the host tells locale and time zone.
        interaction: What was done in a card; None for a trigger.
        milliseconds: How `msSinceEpoch` is written.
    """
    common: Json = {"hostApp": host_app, "platform": client.platform}
    if with_locale:
        common["userLocale"] = client.locale
        common["timeZone"] = time_zone(client.time_zone, moment)
    if interaction is not None:
        inputs = form_inputs(interaction.form, milliseconds)
        common |= _filled({"formInputs": inputs, "parameters": dict(interaction.parameters)})
    return common


def time_zone(name: str, moment: datetime) -> Json:
    """The zone and its offset from UTC at `moment`, in milliseconds."""
    offset = moment.astimezone(ZoneInfo(name)).utcoffset() or timedelta()
    return {"id": name, "offset": offset // timedelta(milliseconds=1)}


def tells_locale(deployment: Deployment, granted: Collection[str]) -> bool:
    """Whether Calendar sends locale and time zone (hosts.md 1.3)."""
    return deployment.use_locale_from_app and LOCALE in granted


def form_inputs(form: Form, milliseconds: Milliseconds = Milliseconds.NUMBER) -> Json:
    """The `formInputs` of hosts.md 1.4: one level, exactly one kind for each name."""
    return {name: _input(value, milliseconds) for name, value in form.items()}


def _input(value: Value, milliseconds: Milliseconds) -> Json:
    if not isinstance(value, Moment):
        return {"stringInputs": {"value": list(value)}}
    if value.kind == "TIME_ONLY":
        hours, minutes = divmod(value.milliseconds // 60_000, 60)
        return {"timeInput": {"hours": hours, "minutes": minutes}}
    number = value.milliseconds
    since = {"msSinceEpoch": str(number) if milliseconds is Milliseconds.STRING else number}
    if value.kind == "DATE_ONLY":
        return {"dateInput": since}
    return {"dateTimeInput": {**since, "hasDate": True, "hasTime": True}}


def authorization_event_object(
    deployment: Deployment, granted: Collection[str], tokens: Tokens
) -> Json:
    """The `authorizationEventObject` of hosts.md 1.5, with what the grants allow.

    Before any consent only the system ID token is there.
    """
    scopes = [scope for scope in deployment.scopes if scope in granted]
    authorization: Json = {"systemIdToken": tokens.system_id}
    if EMAIL in scopes:
        authorization["userIdToken"] = tokens.user_id
    if scopes:
        authorization["userOAuthToken"] = tokens.access
        authorization["authorizedScopes"] = scopes
    return authorization


def calendar_event_object(
    opened: OpenEvent, deployment: Deployment, granted: Collection[str]
) -> Json | None:
    """The `calendar` object of hosts.md 1.6, with what the manifest and the grants allow.

    Args:
        opened: The event in the editor.
        deployment: Its `currentEventAccess` gates metadata and what people wrote.
        granted: The scopes the person granted.

    Returns:
        The object, or None where the host tells nothing of the event.
    """
    if deployment.event_access is None or EXECUTE not in granted:
        return {} if SEND_EMPTY_CALENDAR else None
    saved = opened.saved or {}
    calendar: Json = {"id": opened.event_id, "calendarId": opened.calendar_id}
    calendar |= _filled(
        {
            "recurringEventId": saved.get("recurringEventId"),
            "organizer": _picked(member(saved, "organizer") or {}, ("email",)),
        }
    )
    if deployment.may_read_event and READ_EVENT in granted:
        writable = deployment.may_write_event and WRITE_EVENT in granted
        calendar |= _filled(
            {
                "attendees": [_picked(guest, ATTENDEE_FIELDS) for guest in opened.shown_attendees],
                "conferenceData": _conference_data(opened.shown_conference),
                "capabilities": _capabilities(saved, writable=writable),
            }
        )
    return calendar


def _conference_data(conference: Json) -> Json:
    """A saved conference as the host tells it; one that is still being made is not told."""
    solution = member(conference, "conferenceSolution") or {}
    entry_points = members(conference, "entryPoints")
    return _filled(
        {
            "conferenceId": conference.get("conferenceId"),
            "conferenceSolution": _picked(solution, ("name", "iconUri", "key")),
            "entryPoints": [_picked(entry, ENTRY_POINT_FIELDS) for entry in entry_points],
            "notes": conference.get("notes"),
            "parameters": conference.get("parameters"),
        }
    )


def _capabilities(event: Json, *, writable: bool) -> Json:
    organizes = bool((member(event, "organizer") or {}).get("self", not event))
    may_change = (organizes or bool(event.get("guestsCanModify"))) and not event.get("locked")
    may_set = may_change and (writable or not SET_CAPABILITIES_NEED_WRITE)
    may_invite = organizes or event.get("guestsCanInviteOthers", True)
    return _filled(
        {
            "canSeeAttendees": organizes or event.get("guestsCanSeeOtherGuests", True),
            "canAddAttendees": may_invite and (writable or not SET_CAPABILITIES_NEED_WRITE),
            "canSeeConferenceData": True,
            "canSetConferenceData": may_set,
            "canAddAttachments": may_set,
        }
    )


def _picked(value: Json, names: tuple[str, ...]) -> Json:
    return _filled({name: value.get(name) for name in names})


def _filled(value: Json) -> Json:
    """Without false, zero and empty members, as proto JSON writes a message (hosts.md 1.6)."""
    return {name: inner for name, inner in value.items() if inner}
