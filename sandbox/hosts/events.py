"""Builds the EventObjects that hosts POST to an add-on (hosts.md 1.2 to 1.8)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sandbox.google.knobs import Knobs
from sandbox.google.people.accounts import User
from sandbox.hosts.deployment import EMAIL, EXECUTE, LOCALE, READ_EVENT, WRITE_EVENT, Deployment
from sandbox.hosts.parts import Form, Moment, Value
from sandbox.hosts.wire import Json, member, members

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

OPEN_ID = "openid"
"""The scope that comes with that of the address (hosts.md 12.2)."""

UNKNOWN_ZONE = "Etc/Unknown"
"""A zone that no database has; CLDR calls so what it does not know."""

Conference = Json | Literal["saved"] | None
"""An event's conference: as Calendar has it saved, none, or this `conferenceData`."""


@dataclass(frozen=True)
class Client:
    """The browser in which the host runs.

    Attributes:
        locale: like `en-US`.
        time_zone: an IANA name.
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
        access: access token that carries the granted scopes.
    """

    system_id: str
    user_id: str
    access: str


@dataclass(frozen=True)
class Interaction:
    """What a person did in a card.

    Attributes:
        parameters: the action's parameters.
        form: what the inputs of the displayed card hold.
        unfilled: the text inputs of that card that hold nothing.
    """

    parameters: Mapping[str, str]
    form: Form
    unfilled: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpenEvent:
    """An event in Calendar's editor.

    Attributes:
        calendar_id: the calendar of the opened copy.
        event_id: the event, or the instance of a recurring one.
        saved: the event as `events.get` shows it to the person; None while it is not saved.
        conference: what the editor has as the conference.
        attendees: what the editor has as the guests; None for the saved ones.
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
    knobs: Knobs,
    *,
    with_locale: bool,
    interaction: Interaction | None = None,
) -> Json:
    """The `commonEventObject` of hosts.md 1.3.

    Args:
        host_app: `CALENDAR` or `CHAT`.
        client: where the person sits.
        moment: when it happens; decides the offset of the time zone.
        knobs: how the host tells what it tells.
        with_locale: whether the host tells locale and time zone.
        interaction: what was done in a card; None for a trigger.
    """
    common: Json = {"hostApp": host_app, "platform": client.platform}
    if with_locale:
        common["userLocale"] = client.locale
        if knobs.zone_told != "nothing":
            common["timeZone"] = time_zone(client.time_zone, moment, knobs)
    if interaction is not None:
        unfilled = interaction.unfilled if knobs.empty_inputs_told else ()
        inputs = form_inputs(interaction.form, unfilled)
        common |= _filled({"formInputs": inputs, "parameters": dict(interaction.parameters)})
    return common


def time_zone(name: str, moment: datetime, knobs: Knobs) -> Json:
    """The zone and its offset from UTC at `moment`, in milliseconds."""
    offset = moment.astimezone(ZoneInfo(name)).utcoffset() or timedelta()
    told = UNKNOWN_ZONE if knobs.zone_told == "unknown id" else name
    return {"id": told, "offset": offset // timedelta(milliseconds=1)}


def told_mail(user: User, knobs: Knobs) -> str:
    """The address by which hosts name a person."""
    return user.alias if knobs.user_mail == "alias" else user.email


def tells_locale(deployment: Deployment, granted: Collection[str]) -> bool:
    """Whether Calendar sends locale and time zone (hosts.md 1.3)."""
    return deployment.use_locale_from_app and LOCALE in granted


def form_inputs(form: Form, unfilled: Iterable[str] = ()) -> Json:
    """The `formInputs` of hosts.md 1.4: one level, exactly one kind for each name.

    Args:
        form: what the inputs hold.
        unfilled: text inputs that hold nothing: they are told as one empty text (hosts.md 12.2).
    """
    empty: Form = dict.fromkeys(unfilled, ("",))
    return {name: _input(value) for name, value in {**empty, **form}.items()}


def _input(value: Value) -> Json:
    if not isinstance(value, Moment):
        return {"stringInputs": {"value": list(value)}}
    if value.kind == "TIME_ONLY":
        hours, minutes = divmod(value.milliseconds // 60_000, 60)
        return {"timeInput": {"hours": hours, "minutes": minutes}}
    since = {"msSinceEpoch": value.milliseconds}
    if value.kind == "DATE_ONLY":
        return {"dateInput": since}
    return {"dateTimeInput": {**since, "hasDate": True, "hasTime": True}}


def authorization_event_object(
    deployment: Deployment, granted: Collection[str], tokens: Tokens, knobs: Knobs
) -> Json:
    """The `authorizationEventObject` of hosts.md 1.5 and 12.2, with what the grants allow.

    Before any consent only the system ID token is there.
    """
    scopes = [scope for scope in deployment.scopes if scope in granted]
    authorization: Json = {"systemIdToken": tokens.system_id}
    if EMAIL in scopes:
        authorization["userIdToken"] = tokens.user_id
    if scopes:
        authorization["userOAuthToken"] = tokens.access
        if knobs.scopes_told:
            authorization["authorizedScopes"] = _told_scopes(scopes)
    return authorization


def _told_scopes(scopes: list[str]) -> list[str]:
    return [*scopes, OPEN_ID] if EMAIL in scopes else scopes


def calendar_event_object(
    opened: OpenEvent, deployment: Deployment, granted: Collection[str], knobs: Knobs
) -> Json | None:
    """The `calendar` object of hosts.md 1.6, with what the manifest and the grants allow.

    Args:
        opened: the event in the editor.
        deployment: its `currentEventAccess` gates metadata and what people wrote.
        granted: the scopes the person granted.
        knobs: what the host tells.

    Returns:
        The object, or None where the host tells nothing of the event.
    """
    if deployment.event_access is None or EXECUTE not in granted:
        return {} if knobs.empty_calendar_sent else None
    saved = opened.saved or {}
    calendar: Json = {"id": opened.event_id, "calendarId": opened.calendar_id}
    calendar |= _filled(
        {
            "recurringEventId": saved.get("recurringEventId"),
            "organizer": _picked(member(saved, "organizer") or {}, ("email",)),
        }
    )
    if deployment.may_read_event and READ_EVENT in granted:
        writes = deployment.may_write_event and WRITE_EVENT in granted
        settable = writes or not knobs.set_capabilities_need_write
        calendar |= _filled(
            {
                "attendees": [_picked(guest, ATTENDEE_FIELDS) for guest in opened.shown_attendees],
                "conferenceData": _conference_data(opened.shown_conference),
                "capabilities": _capabilities(saved, settable=settable),
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


def _capabilities(event: Json, *, settable: bool) -> Json:
    organizes = bool((member(event, "organizer") or {}).get("self", not event))
    may_change = (organizes or bool(event.get("guestsCanModify"))) and not event.get("locked")
    may_set = may_change and settable
    may_invite = organizes or event.get("guestsCanInviteOthers", True)
    return _filled(
        {
            "canSeeAttendees": organizes or event.get("guestsCanSeeOtherGuests", True),
            "canAddAttendees": may_invite and settable,
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
