"""What is so at Google: spaces, and the events' links to them."""

from __future__ import annotations

from sandbox.google.meet.meetings import Space
from tests.support.people import ANA
from tests.support.stage import Stage


def link(stage: Stage, calendar_id: str, event_id: str) -> str | None:
    """The Meet link of an event as Calendar has it."""
    shown: str | None = stage.world.calendar.event(calendar_id, event_id, calendar_id).get(
        "hangoutLink"
    )
    return shown


def has_link_of(stage: Stage, event_id: str, space: Space) -> bool:
    """Whether Calendar has a space's link on an event of Ana's."""
    return link(stage, ANA, event_id) == space.uri


def only_space(stage: Stage) -> Space:
    """The one space that there is."""
    [space] = stage.world.meet.spaces
    return space
