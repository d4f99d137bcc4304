"""A host's EventObject, read once (hosts.md 1). What is malformed counts as absent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from addon.wire.lenient import mapping, text, texts, whole_number
from meeting.values import dataclass

NO_MOMENT_MS = 253_370_764_800_000
"""The year 9999: what is as far away is on no calendar."""
BEARER = re.compile(r"[A-Za-z0-9._~+/-]+=*")


@dataclass(frozen=True)
class Authorization:
    """`authorizationEventObject`: who sent the event, for whom, and what they have granted.

    Attributes:
        scopes: what the host says is granted; `None` if it does not say although it may be asked.
    """

    system_token: str = field(repr=False)
    user_token: str = field(repr=False)
    access_token: str = field(repr=False)
    scopes: frozenset[str] | None


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
    """

    locale: str
    time_zone: TimeZone
    parameters: Mapping[str, str]
    form: Mapping[str, list[str]]
    moments: Mapping[str, int] = field(default_factory=dict)

    def is_on(self, name: str) -> bool:
        """Whether a switch is on: its value is sent only then (hosts.md 1.4)."""
        return "on" in self.form.get(name, [])


def read_event(value: object) -> HostEvent:
    """Read the part that all hosts have in common, in add-ons and classic Chat apps alike."""
    common = mapping(value)
    zone, inputs = mapping(common.get("timeZone")), mapping(common.get("formInputs"))
    return HostEvent(
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
    )


def parse_authorization(body: Mapping[str, Any]) -> Authorization:
    """Read the part that says who sent the event, before anything else of it is."""
    authorization = mapping(body.get("authorizationEventObject"))
    access_token = _bearer(authorization.get("userOAuthToken"))
    told = authorization.get("authorizedScopes")
    return Authorization(
        text(authorization.get("systemIdToken")),
        text(authorization.get("userIdToken")),
        access_token,
        frozenset(texts(told)) if isinstance(told, list) or not access_token else None,
    )


def _bearer(value: object) -> str:
    """An access token, if it is one that a header can carry (RFC 6750, 2.1)."""
    token = text(value)
    return token if BEARER.fullmatch(token) else ""


def _milliseconds(value: Mapping[str, Any]) -> int | None:
    moment = whole_number(value.get("msSinceEpoch"))
    return moment if moment is not None and abs(moment) < NO_MOMENT_MS else None
