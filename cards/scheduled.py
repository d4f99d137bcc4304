"""What a message tells of a scheduled event, and its way through the message's own buttons."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from cards.words import shorten
from meeting.model import Notify, When
from meeting.scheduling import EVENT_ID
from meeting.values import dataclass

MOST_NAMED = 5
"""As many guests as are called by name."""
LONGEST_NAME = 80
MOST_COUNTED = 9999
EVENT_PAGES = ("https://www.google.com/calendar/", "https://calendar.google.com/")
"""Where an event's page is: Calendar's sidebar links to no other, and no browser is believed."""
LONGEST_WRITTEN = 4000
"""More than `Scheduled.written` makes of what is cut to size."""


@dataclass(frozen=True)
class Scheduled:
    """An event beside its Meet.

    Attributes:
        guests: what some of them are called: as many as are shown.
        count: how many there are.
        notified: whom Calendar has e-mailed.
        link: the event's page in Calendar, or empty.
        left_out: how many members of the conversation could not be invited.
        id: its id on its host's own calendar, or empty.
    """

    when: When | None
    guests: Sequence[str] = ()
    count: int = 0
    notified: Notify = Notify.NOBODY
    link: str = ""
    left_out: int = 0
    id: str = ""

    def written(self) -> str:
        """All of it, for a button to carry."""
        when = self.when
        return json.dumps(
            {
                "when": [when.start.isoformat(), when.end.isoformat(), when.time_zone]
                if when
                else None,
                "guests": [shorten(name, LONGEST_NAME) for name in self.guests[:MOST_NAMED]],
                "count": self.count,
                "notified": self.notified.value,
                "link": self.link,
                "left_out": self.left_out,
                "id": self.id,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def read(cls, written: str) -> Scheduled | None:
        """What a button carried; `None` for what none of ours did: it came back from a browser."""
        if len(written) > LONGEST_WRITTEN:
            return None
        try:
            told = json.loads(written)
            return cls(
                None if told["when"] is None else _when(*told["when"]),
                tuple(shorten(str(name), LONGEST_NAME) for name in told["guests"][:MOST_NAMED]),
                _count(told["count"]),
                Notify(told["notified"]),
                str(told["link"]) if str(told["link"]).startswith(EVENT_PAGES) else "",
                _count(told["left_out"]),
                # Messages from before it was carried have none.
                event_id if EVENT_ID.fullmatch(event_id := str(told.get("id", ""))) else "",
            )
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return None


def _count(told: object) -> int:
    return max(0, min(int(str(told)), MOST_COUNTED))


def _when(start: str, end: str, time_zone: str) -> When:
    return When(_moment(start), _moment(end), str(time_zone))


def _moment(written: str) -> datetime | date:
    """A date, or a moment with its offset.

    Raises:
        ValueError: it is neither.
    """
    if len(written) == len("2026-12-01"):
        return date.fromisoformat(written)
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError(written)
    return moment
