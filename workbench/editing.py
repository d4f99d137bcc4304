"""What somebody changes in Calendar's editor before Save is pressed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.google.calendar.events import instant
from sandbox.google.world import World
from sandbox.hosts.events import Conference
from sandbox.hosts.wire import Json, member, members
from workbench.seed import Draft
from workbench.week import CANCELLED

WRITERS = ("writer", "owner")
DEFAULT = "default"
NEEDS_ACTION = "needsAction"


@dataclass
class Edited:
    """An event in the editor; nothing of it is in Calendar before `save`.

    Attributes:
        calendar_id: the calendar of the opened copy.
        event_id: the event, or the instance of a series.
        title: the title.
        start: the start, in the person's zone.
        end: the end.
        all_day: whether it has days and no times.
        guests: the addresses of the guests, without the organizer's.
        conference: the conference: as it is saved, none, or this one.
        saved: the event as Calendar has it; None while it was never saved.
        may_edit: whether the person may change it.
    """

    calendar_id: str
    event_id: str
    title: str
    start: datetime
    end: datetime
    all_day: bool = False
    guests: list[str] = field(default_factory=list)
    conference: Conference = "saved"
    saved: Json | None = None
    may_edit: bool = True

    @property
    def is_meeting(self) -> bool:
        """Whether it can have guests and a conference: focus time has neither."""
        return self.saved is None or self.saved.get("eventType", DEFAULT) in (DEFAULT, None)

    @property
    def organizer(self) -> str:
        """The organizer's address."""
        return str((member(self.saved, "organizer") or {}).get("email", self.calendar_id))

    @property
    def shown_conference(self) -> Json:
        """The conference in the editor; empty without any."""
        if self.conference == "saved":
            return member(self.saved, "conferenceData") or {}
        return self.conference or {}

    @property
    def moved(self) -> bool:
        """Whether it is to be at another time than Calendar has it."""
        return self.saved is None or _times(self.saved, str(self.start.tzinfo)) != (
            self.start,
            self.end,
        )

    @property
    def guests_changed(self) -> bool:
        """Whether guests were added or removed."""
        return self.guests != list(_guests(self.saved, self.organizer))

    @property
    def conference_changed(self) -> bool:
        """Whether the conference was added, removed or switched."""
        return self.conference != "saved"

    @property
    def attendees(self) -> tuple[Json, ...] | None:
        """The guests as the editor has them; None where they are the saved ones."""
        if not self.guests_changed:
            return None
        known = {guest["email"]: guest for guest in members(self.saved, "attendees")}
        addresses = [self.organizer, *self.guests] if self.guests else []
        return tuple(
            known.get(email, {"email": email, "responseStatus": NEEDS_ACTION})
            for email in addresses
        )

    def move(self, start: datetime) -> None:
        """Start at another time, as long as before."""
        self.start, self.end = start, start + (self.end - self.start)

    def add_meet(self, world: World) -> None:
        """Press "Add Google Meet": Calendar makes the Meet at once, the event gets it on Save."""
        self.conference = world.calendar.calendar_conference(world.meet.make_meet(self.organizer))

    def remove_conference(self) -> None:
        """Take the conference away."""
        self.conference = None if self.saved and "conferenceData" in self.saved else "saved"

    def save(self, world: World) -> None:
        """Press Save.

        Raises:
            LookupError: somebody deleted the event meanwhile.
        """
        changes: Json = {}
        if self.title != (self.saved or {}).get("summary", ""):
            changes["summary"] = self.title
        if self.moved and not self.all_day:
            changes |= {"start": self.start, "end": self.end}
        if self.attendees is not None:
            changes["attendees"] = [_written(guest) for guest in self.attendees] or None
        if self.conference != "saved":
            changes["conference"] = self.conference
        with world.transaction():
            if self.saved is None:
                world.calendar.save_draft(self.event_id)
            _present(world, self.calendar_id, self.event_id, self.calendar_id)
            world.calendar.edit_event(self.calendar_id, self.event_id, **changes)


def edit_draft(draft: Draft, zone: str) -> Edited:
    """An event that was never saved, in the editor."""
    own = ZoneInfo(zone)
    start, end = draft.start.astimezone(own), draft.end.astimezone(own)
    return Edited(draft.calendar_id, draft.event_id, draft.title, start, end)


def edit(world: World, email: str, calendar_id: str, event_id: str, zone: str) -> Edited:
    """A saved event in somebody's editor.

    Args:
        world: where it is.
        email: who opens it.
        calendar_id: the calendar of the opened copy.
        event_id: the event, or the instance of a series.
        zone: the person's zone.

    Raises:
        LookupError: there is none, or the person has no access.
    """
    saved = _present(world, calendar_id, event_id, email)
    start, end = _times(saved, zone)
    edited = Edited(
        calendar_id=calendar_id,
        event_id=event_id,
        title=saved.get("summary", ""),
        start=start,
        end=end,
        all_day="date" in saved["start"],
        saved=saved,
    )
    edited.guests = list(_guests(saved, edited.organizer))
    writes = world.calendar.calendars[calendar_id].role_of(email) in WRITERS
    organizes = bool((member(saved, "organizer") or {}).get("self"))
    edited.may_edit = writes and (organizes or bool(saved.get("guestsCanModify")))
    return edited


def refresh(edited: Edited, world: World, email: str) -> None:
    """Take in what Calendar has now; what the person changed stays.

    Raises:
        LookupError: the event is there no longer.
    """
    saved = _present(world, edited.calendar_id, edited.event_id, email)
    old = edited.saved or {}
    if not edited.moved:
        edited.start, edited.end = _times(saved, str(edited.start.tzinfo))
    if not edited.guests_changed:
        edited.guests = list(_guests(saved, edited.organizer))
    if edited.title == old.get("summary", ""):
        edited.title = saved.get("summary", "")
    edited.saved = saved


def default_start(now: datetime, first: date, days: int) -> datetime:
    """The next full hour, on the first of the days that are shown where today is none of them."""
    start = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if 0 <= (start.date() - first).days < days:
        return start
    return datetime.combine(first, start.time(), start.tzinfo)


def _present(world: World, calendar_id: str, event_id: str, email: str) -> Json:
    """An event that was not deleted; the world remembers those, too.

    Raises:
        LookupError: it was, or never was there.
    """
    event = world.calendar.event(calendar_id, event_id, email)
    if event.get("status") == CANCELLED:
        raise LookupError(event_id)
    return event


def _times(saved: Json, zone: str) -> tuple[datetime, datetime]:
    """Start and end of a saved event, in a zone."""
    start, end = (
        instant(saved[name], zone).astimezone(ZoneInfo(zone)) for name in ("start", "end")
    )
    return start, end


def _guests(saved: Json | None, organizer: str) -> Iterator[str]:
    return (guest["email"] for guest in members(saved, "attendees") if guest["email"] != organizer)


def _written(guest: Json) -> Json:
    """A guest as it is stored: who is who is worked out when it is read."""
    return {name: value for name, value in guest.items() if name not in ("organizer", "self")}
