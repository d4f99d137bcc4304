"""Steps that scenarios of trouble share."""

from __future__ import annotations

from cards.languages import text_for
from sandbox.google.meet.meetings import Space
from sandbox.hosts.calendar.player import CalendarHost
from tests.scenarios.reading import ANA, link, paragraphs
from tests.stage import Stage

SAYS = text_for("en-US", "Europe/Madrid", None)
AT_ONCE = {"Retry-After": "0"}


def opened(stage: Stage, event_id: str, calendar_id: str = ANA) -> CalendarHost:
    """Ana's Calendar with an event open; the calls that took are forgotten."""
    host = stage.host()
    host.open_event(calendar_id, event_id)
    stage.called()
    return host


def planned(stage: Stage) -> tuple[str, CalendarHost]:
    """An event of Ana's without a Meet, open in her Calendar."""
    event_id = stage.world.calendar.add_event(ANA)
    return event_id, opened(stage, event_id)


def met(stage: Stage) -> tuple[Space, CalendarHost]:
    """An event of Ana's with a Meet of hers, open in her Calendar."""
    space = stage.world.meet.make_meet(ANA)
    return space, opened(stage, stage.world.calendar.add_event(ANA, conference=space))


def press_again(host: CalendarHost) -> None:
    """Go back to the card below the problem and press its main action again."""
    assert host.card["name"] == "problem"
    host.back()
    host.press_primary()


def told(host: CalendarHost) -> list[str]:
    """What the problem card says."""
    assert host.card["name"] == "problem"
    return paragraphs(host.card)


def has_link_of(stage: Stage, event_id: str, space: Space) -> bool:
    """Whether Calendar has a space's link on an event of Ana's."""
    return link(stage, ANA, event_id) == space.uri


def only_space(stage: Stage) -> Space:
    """The one space that there is."""
    [space] = stage.world.meet.spaces
    return space
