"""A host's EventObject, read once (hosts.md 1). What is malformed counts as absent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from addon.chat.event import ChatEvent, parse_chat
from addon.permissions.scopes import EMAIL, SCOPES
from addon.wire.conferences import parse_conference
from addon.wire.lenient import mapping, text, texts, whole_number
from meeting.looking import Spot

NO_MOMENT_MS = 253_370_764_800_000
"""The year 9999: what is as far away is on no calendar."""
BEARER = re.compile(r"[A-Za-z0-9._~+/-]+=*")


@dataclass(frozen=True)
class Authorization:
    """`authorizationEventObject`: who sent the event, for whom, and what they have granted.

    Attributes:
        scopes: what the host says is granted, or what can be if it does not say.
        scopes_told: whether it says so.
    """

    system_token: str = field(repr=False)
    user_token: str = field(repr=False)
    access_token: str = field(repr=False)
    scopes: frozenset[str]
    scopes_told: bool = True


@dataclass(frozen=True)
class TimeZone:
    """The user's time zone: an IANA id, and the offset from UTC in milliseconds as a fallback."""

    id: str = ""
    offset_ms: int | None = None


@dataclass(frozen=True)
class HostEvent:
    """What a host sent.

    Attributes:
        locale: of the user, such as `en-US`; may be empty.
        parameters: of the button. They come back from the user's browser: never trust them.
        form: the values of each input of the displayed card by name, equally untrusted.
        moments: the values of date and time inputs, in milliseconds since the epoch, likewise.
        spot: the event that is open in Calendar, if one is.
        chat: what happened in Chat, if the event comes from there.
    """

    authorization: Authorization
    locale: str
    time_zone: TimeZone
    parameters: Mapping[str, str]
    form: Mapping[str, list[str]]
    moments: Mapping[str, int] = field(default_factory=dict)
    spot: Spot | None = None
    chat: ChatEvent | None = None

    def is_on(self, name: str) -> bool:
        """Whether a switch is on: its value is sent only then (hosts.md 1.4)."""
        return "on" in self.form.get(name, [])


def parse_event(body: Mapping[str, Any]) -> HostEvent:
    """Read an EventObject."""
    return read_event(
        mapping(body.get("commonEventObject")),
        parse_authorization(body),
        spot=_spot(mapping(body.get("calendar"))),
        chat=parse_chat(body),
    )


def read_event(
    common: Mapping[str, Any],
    authorization: Authorization,
    *,
    spot: Spot | None = None,
    chat: ChatEvent | None = None,
) -> HostEvent:
    """Read the part that all hosts have in common, in add-ons and classic Chat apps alike."""
    zone, inputs = mapping(common.get("timeZone")), mapping(common.get("formInputs"))
    return HostEvent(
        authorization=authorization,
        locale=text(common.get("userLocale")),
        time_zone=TimeZone(text(zone.get("id")), whole_number(zone.get("offset"))),
        parameters={key: text(value) for key, value in mapping(common.get("parameters")).items()},
        form={
            name: texts(mapping(mapping(value).get("stringInputs")).get("value"))
            for name, value in inputs.items()
        },
        moments={
            name: moment
            for name, value in inputs.items()
            if (moment := _milliseconds(mapping(mapping(value).get("dateTimeInput")))) is not None
        },
        spot=spot,
        chat=chat,
    )


def parse_authorization(body: Mapping[str, Any]) -> Authorization:
    """Read the part that says who sent the event, before anything else of it is."""
    authorization = mapping(body.get("authorizationEventObject"))
    user_token = text(authorization.get("userIdToken"))
    access_token = _bearer(authorization.get("userOAuthToken"))
    told = authorization.get("authorizedScopes")
    if isinstance(told, list) or not access_token:
        scopes = frozenset(texts(told))
    else:
        scopes = _presumed(identified=bool(user_token))
    return Authorization(
        text(authorization.get("systemIdToken")),
        user_token,
        access_token,
        scopes,
        scopes_told=isinstance(told, list) or not access_token,
    )


def _presumed(*, identified: bool) -> frozenset[str]:
    """What may be granted where a host does not say it (hosts.md 12.2).

    Google says of each call what its token lacks; only the ID token cannot be asked for otherwise
    than by its scope.
    """
    return frozenset(scope.url for scope in SCOPES if identified or scope is not EMAIL)


def _bearer(value: object) -> str:
    """An access token, if it is one that a header can carry (RFC 6750, 2.1)."""
    token = text(value)
    return token if BEARER.fullmatch(token) else ""


def _spot(calendar: Mapping[str, Any]) -> Spot | None:
    calendar_id, event_id = text(calendar.get("calendarId")), text(calendar.get("id"))
    if not calendar_id or not event_id:
        return None
    conference = parse_conference(calendar.get("conferenceData"))
    return Spot(
        calendar_id,
        event_id,
        code=conference.code if conference else "",
        series_id=text(calendar.get("recurringEventId")),
    )


def _milliseconds(value: Mapping[str, Any]) -> int | None:
    moment = whole_number(value.get("msSinceEpoch"))
    return moment if moment is not None and abs(moment) < NO_MOMENT_MS else None
