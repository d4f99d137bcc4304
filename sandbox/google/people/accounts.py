"""Users, what their edition lets them do, and the access tokens they granted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
SCOPE_PREFIX = "https://www.googleapis.com/auth/"


class Feature(StrEnum):
    """What an edition or an admin's policy may withhold, by Meet's names (google-apis.md 2.6).

    The names for smart notes and attendance are inferred [I].
    """

    ACCESS_TYPE = "updateAccessType"
    RECORDING = "updateAutoRecordingGeneration"
    TRANSCRIPTION = "updateAutoTranscriptionGeneration"
    SMART_NOTES = "updateAutoSmartNotesGeneration"
    ATTENDANCE = "updateAttendanceReportGeneration"


ALL = frozenset(Feature)


@dataclass
class PolicyDefaults:
    """What a new space of a user gets where the request says nothing (google-apis.md 2.6)."""

    access_type: str = "TRUSTED"
    moderation: str = "OFF"
    recording: str = "OFF"
    transcription: str = "OFF"
    smart_notes: str = "OFF"
    attendance: str = "DO_NOT_GENERATE"


@dataclass(frozen=True)
class Phone:
    """A number that people dial to join meetings.

    Attributes:
        number: in E.164 format.
        region: the country's code.
        language: of the voice that answers.
    """

    number: str
    region: str
    language: str


USUAL_PHONE = Phone("+15550100", "US", "en")


@dataclass
class User:
    """Somebody with a Google account.

    Attributes:
        email: the address, which is also the id of the primary calendar.
        sub: the stable account id, 21 digits.
        display_name: the name others see.
        features: what the edition and the admin allow.
        policy_defaults: settings that new spaces start with.
        settings: the Calendar settings that differ from Google's defaults.
        meet: whether the account has Meet at all.
        phones: what people dial to join the user's meetings; none without the add-on licence.
        sip_gateway: address of the gateway for room systems, empty without one.
    """

    email: str
    sub: str
    display_name: str
    features: set[Feature] = field(default_factory=lambda: set(ALL))
    policy_defaults: PolicyDefaults = field(default_factory=PolicyDefaults)
    settings: dict[str, str] = field(default_factory=dict)
    meet: bool = True
    phones: tuple[Phone, ...] = (USUAL_PHONE,)
    sip_gateway: str = ""

    @property
    def alias(self) -> str:
        """Another address of theirs, which no calendar has."""
        return f"also.{self.email}"

    @property
    def domain(self) -> str:
        """What follows the `@` of the address."""
        return self.email.rpartition("@")[2]

    @property
    def picture(self) -> str:
        """Where Google serves the account's picture."""
        return f"https://lh3.googleusercontent.com/a/{self.sub}"


@dataclass(frozen=True)
class AccessToken:
    """What one OAuth access token stands for.

    Attributes:
        user: who granted it; a service account for an app that acts by itself.
        is_app: the latter.
    """

    user: User
    scopes: frozenset[str]
    project: str
    expired: bool = False
    is_app: bool = False

    def has(self, *names: str) -> bool:
        """Whether one of the scopes, named without the common prefix, was granted."""
        return not self.scopes.isdisjoint(full_scopes(names))


def full_scopes(names: Iterable[str]) -> frozenset[str]:
    """Scopes as URLs; names such as `calendar.events` get the common prefix."""
    plain = {"openid", "email", "profile"}
    return frozenset(
        name if "://" in name or name in plain else SCOPE_PREFIX + name for name in names
    )
