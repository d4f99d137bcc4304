"""Making an event that has its Meet."""

from __future__ import annotations

import re

from addon.meeting.arranging import Arranged, Arranger, Order
from addon.meeting.errors import AlreadyThere
from addon.meeting.looking import Situation, Spot
from addon.meeting.model import CalendarEvent, Draft
from addon.meeting.ports import Calendar

LONGEST_TITLE = 1024
MOST_GUESTS = 200
ADDRESS = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\"]+\.[^@\s,;<>()\".]+")
SEPARATORS = re.compile(r"[\s,;]+")
EVENT_ID = re.compile(r"[0-9a-v]{5,64}")
"""What Calendar takes for an id that a client makes (google-apis.md 4.4)."""


def split_addresses(written: str) -> tuple[list[str], list[str]]:
    """The addresses in a line that somebody typed, and what is none."""
    parts = [part for part in SEPARATORS.split(written) if part]
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
            Problem: see `addon.meeting.errors`.
        """
        order = Order(wanted=draft.wanted, email_guests=draft.email_guests)
        spot = Spot(self._email, draft.id)
        try:
            made: CalendarEvent | None = self._calendar.insert(self._email, draft)
        except AlreadyThere:
            made = None
        return self._arranger.create(spot, order, made)
