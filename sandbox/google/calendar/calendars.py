"""Calendars and who may do what on them."""

from __future__ import annotations

from dataclasses import dataclass, field

# From the least to the most.
ROLES = ("freeBusyReader", "reader", "writerWithoutPrivateAccess", "writer", "owner")


@dataclass
class Calendar:
    """A calendar: a user's primary one, or one that is shared.

    Attributes:
        id: the id; a primary calendar's is its owner's address.
        owner: the owner's address.
        summary: the title.
        time_zone: the calendar's zone.
        roles: access role by address, besides the owner's.
        allowed_conference_types: the conference solutions that may be created.
        revision: milliseconds of the last change.
        shared: by address, milliseconds of the last change of its role.
    """

    id: str
    owner: str
    summary: str
    time_zone: str
    roles: dict[str, str] = field(default_factory=dict)
    allowed_conference_types: list[str] = field(default_factory=lambda: ["hangoutsMeet"])
    revision: int = 0
    shared: dict[str, int] = field(default_factory=dict)

    @property
    def primary(self) -> bool:
        """Whether it is somebody's primary calendar."""
        return self.id == self.owner

    def role_of(self, email: str) -> str | None:
        """A user's access role, None without any."""
        return "owner" if email == self.owner else self.roles.get(email)

    def revision_for(self, email: str) -> int:
        """The last change that shows in somebody's list of calendars."""
        return max(self.revision, self.shared.get(email, 0))
