"""Making an event that has its Meet."""

from __future__ import annotations

import re

from addon.meeting.arranging import Arranged, Arranger, Order
from addon.meeting.errors import (
    AlreadyScheduled,
    AlreadyThere,
    EventChanged,
    EventKeepsChanging,
    MeetMissing,
    Problem,
)
from addon.meeting.looking import Situation, Spot
from addon.meeting.model import CalendarEvent, Draft
from addon.meeting.ports import Calendar

LONGEST_TITLE = 1024
MOST_GUESTS = 200
ADDRESS = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\"]+\.[^@\s,;<>()\".]+")
SEPARATORS = re.compile(r"[,;\n]+")
NAMED = re.compile(r"[^<>]*<([^<>]*)>")
EVENT_ID = re.compile(r"[0-9a-v]{5,64}")
"""What Calendar takes for an id that a client makes (google-apis.md 4.4)."""


def split_addresses(written: str) -> tuple[list[str], list[str]]:
    """The addresses in a line that somebody typed, and what is none.

    They may be apart by commas, semicolons or blanks, and stand as `Name <address>`.
    """
    parts: list[str] = []
    for entry in SEPARATORS.split(written):
        named = NAMED.fullmatch(entry.strip())
        parts.extend([named[1].strip()] if named else entry.split())
    return (
        [part for part in parts if ADDRESS.fullmatch(part)],
        [part for part in parts if not ADDRESS.fullmatch(part)],
    )


class Scheduler:
    """Makes events as one caller, on their own calendar."""

    def __init__(self, calendar: Calendar, arranger: Arranger, email: str) -> None:
        self._calendar = calendar
        self._arranger = arranger
        self._email = email

    def schedule(self, draft: Draft) -> Arranged | Situation:
        """Make the event, then give it its Meet; what is there already is gone on with.

        Guests hear of it once the link is in the event, if they are to be e-mailed at all.

        Returns:
            What was arranged, or how the event stands if somebody changed it meanwhile.

        Raises:
            AlreadyScheduled: an earlier press made it otherwise, and its guests have been told.
            MeetMissing: the event was made and could not be given a Meet.
            Problem: see `addon.meeting.errors`.
        """
        made = self._made(draft)
        order = Order(wanted=draft.wanted, email_guests=draft.email_guests)
        try:
            return self._arranger.create(Spot(self._email, draft.id), order, made)
        except Problem as problem:
            raise MeetMissing(problem) from problem

    def _made(self, draft: Draft) -> CalendarEvent | None:
        """The event as drafted; `None` when it has to be read anew.

        What an earlier press made is brought in step with what is typed now, as long as it has
        no Meet: until then its guests have not been told of it.
        """
        try:
            return self._calendar.insert(self._email, draft)
        except AlreadyThere:
            there = self._calendar.event(self._email, draft.id)
        if describes(there, draft) or there.cancelled:
            return None
        if there.conference is not None or not draft.pressed_before:
            raise AlreadyScheduled
        try:
            return self._calendar.amend(there, draft)
        except EventChanged as error:
            raise EventKeepsChanging from error


def describes(event: CalendarEvent, draft: Draft) -> bool:
    """Whether an event is as drafted, but for its Meet."""
    when = event.when
    return (
        when is not None
        and (event.title, when.start, when.end) == (draft.title, draft.start, draft.end)
        and event.invited == {guest.casefold() for guest in draft.guests}
    )
