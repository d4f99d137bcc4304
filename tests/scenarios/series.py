"""Series, and what a scenario reads off their cards."""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.google.calendar.book import Conferencing
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.cards import Offer, offers
from tests.support.people import ANA
from tests.support.stage import Stage
from tests.support.state import link

DAYS = ("20361202T083000Z", "20361209T083000Z", "20361216T083000Z")
"""Years ahead: what is over counts for nothing."""
SHARED = "All events of this series have this Meet, so its settings apply to all."
GOES_FOR_ALL = "All events of this series have this Meet."
GOES_FOR_MOST = "The events of this series that follow it have this Meet."
WILL_GO_FOR_ALL = "All events of this series get the Meet."
WILL_GO_FOR_MOST = "The events of this series that follow it get the Meet."
ALONE = "This event has its own Meet, apart from its series."
LEFT_OUT = (
    "This event was once edited apart from its series, so the series' Meet does not show "
    "here. Open it again to give it a Meet of its own."
)
BOTH = [("series", "Every event in the series", True), ("event", "Only this event", False)]
"""The choice for an occurrence of a series that has no event apart."""


def add_series(
    stage: Stage, conference: Conferencing = None, attendees: Iterable[str] = (), **fields: object
) -> str:
    """A weekly event, three times."""
    return stage.world.calendar.add_event(
        ANA,
        start="2036-12-02T09:30:00+01:00",
        recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
        conference=conference,
        attendees=attendees,
        **fields,  # type: ignore[arg-type]  # further fields of an event
    )


def occurrence(series: str, number: int = 1) -> str:
    """The id of one of its events."""
    return f"{series}_{DAYS[number]}"


def choices(host: CalendarHost) -> list[Offer]:
    """What the card offers to apply a Meet to, and what is chosen."""
    return offers(host.card, "applies_to")


def links(stage: Stage, series: str) -> list[str | None]:
    """The links of the three events."""
    return [link(stage, ANA, occurrence(series, number)) for number in range(3)]
