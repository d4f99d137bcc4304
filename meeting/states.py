"""Which of the states of an opened event is true, and what it allows. Pure."""

from __future__ import annotations

from enum import Enum

from meeting.model import Access, CalendarEvent, ConferenceKind, EventKind, Space
from meeting.values import dataclass


class Obstacle(Enum):
    """Why the caller may not change an event."""

    SOMEONE_ELSES = "someone else's"
    READ_ONLY = "read only"
    LOCKED = "locked"


@dataclass(frozen=True)
class NotSaved:
    """Calendar does not have the event yet."""


@dataclass(frozen=True)
class Cancelled:
    """The event was cancelled."""


@dataclass(frozen=True)
class NotOrdinary:
    """Focus time, a birthday and the like: no Meet goes there."""

    kind: EventKind


@dataclass(frozen=True)
class PublicCalendar:
    """The event lies on a calendar that Google fills: no Meet goes there.

    Attributes:
        birthdays: of contacts; else holidays and the like.
    """

    birthdays: bool


@dataclass(frozen=True)
class NotChangeable:
    """The caller may look at the event, but not change it."""

    obstacle: Obstacle


@dataclass(frozen=True)
class NoConference:
    """Nothing in the conference slot."""


@dataclass(frozen=True)
class HostedByCaller:
    """A Meet whose settings are the caller's to change, whoever may change the event.

    Attributes:
        obstacle: why the event is not the caller's to change, if it is not.
    """

    space: Space
    obstacle: Obstacle | None = None


@dataclass(frozen=True)
class HostedByOther:
    """A Meet whose settings only somebody else may change."""

    space: Space | None


@dataclass(frozen=True)
class OtherVendor:
    """Another vendor's conference."""


@dataclass(frozen=True)
class LinkPending:
    """Calendar is still making the link."""


State = (
    NotSaved
    | Cancelled
    | NotOrdinary
    | PublicCalendar
    | NotChangeable
    | NoConference
    | HostedByCaller
    | HostedByOther
    | OtherVendor
    | LinkPending
)


def judge(event: CalendarEvent, space: Space | None, access: Access) -> State:
    """Say which state an event is in; the first that is true, in the order of what stops most.

    Args:
        event: as Calendar has it now.
        space: what Meet shows the caller of the event's space, if anything.
        access: what the caller may do on the event's calendar.
    """
    if event.cancelled:
        return Cancelled()
    if event.kind is not EventKind.DEFAULT:
        return NotOrdinary(event.kind)
    obstacle = obstacle_to(event, access)
    if obstacle:
        # The settings depend on the space alone, which no event has a say in.
        if space is not None and space.hosted_by_caller:
            return HostedByCaller(space, obstacle)
        return NotChangeable(obstacle)
    return _conference_state(event, space)


def _conference_state(event: CalendarEvent, space: Space | None) -> State:
    if event.conference is None:
        return NoConference()
    if event.conference.kind is ConferenceKind.PENDING:
        return LinkPending()
    if event.conference.kind is ConferenceKind.OTHER:
        return OtherVendor()
    if space is not None and space.hosted_by_caller:
        return HostedByCaller(space)
    return HostedByOther(space)


def obstacle_to(event: CalendarEvent, access: Access) -> Obstacle | None:
    """Why the caller may not change an event, if so. Who may: google-apis.md 4.4."""
    if event.locked:
        return Obstacle.LOCKED
    if access is Access.READ:
        return Obstacle.READ_ONLY
    if event.organizer_is_here or event.guests_can_modify:
        return None
    return Obstacle.SOMEONE_ELSES
