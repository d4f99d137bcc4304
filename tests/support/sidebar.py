"""Steps in Calendar's sidebar that scenarios share, and what its cards say of trouble."""

from __future__ import annotations

from typing import Any

from sandbox.google.meet.meetings import Space
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.exchange import Exchange
from tests.support.cards import headline, paragraphs
from tests.support.people import ANA
from tests.support.stage import Stage
from tests.support.switches import Three, three
from tests.support.words import SAYS


def opened(
    stage: Stage,
    event_id: str,
    calendar_id: str = ANA,
    **options: Any,  # noqa: ANN401  # as CalendarHost
) -> CalendarHost:
    """Ana's Calendar with an event open; the calls that took are forgotten."""
    host = stage.host(**options)
    host.open_event(calendar_id, event_id)
    stage.called()
    return host


def viewed(stage: Stage, event_id: str, calendar_id: str = ANA) -> CalendarHost:
    """Ana's Calendar with an event open whose card came without a prompt; its calls are kept."""
    host = stage.host()
    host.open_event(calendar_id, event_id)
    assert "event" == host.card["name"]
    assert [] == host.consents
    return host


def defaults(stage: Stage) -> Three:
    """Ana's defaults as her card of defaults shows them."""
    host = stage.host()
    host.universal_action("Defaults for new meetings")
    return three(host.card)


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
    assert "problem" == host.card["name"]
    host.back()
    host.press_primary()


def ask_to_replace(host: CalendarHost) -> Exchange:
    """Press the event card's button for replacing its call."""
    return host.press(SAYS.replace())


def agree_to_replace(host: CalendarHost) -> Exchange:
    """Agree to what the card asks: its main button keeps the old call."""
    assert "replace" == host.card["name"]
    return host.press_secondary()


def told(host: CalendarHost) -> list[str]:
    """What the problem card says, below its headline and besides what Refresh is for."""
    assert "problem" == host.card["name"]
    assert SAYS.problem_title() == headline(host.card)
    aside = {f"<b>{SAYS.problem_title()}</b>", SAYS.press_refresh()}
    return [words for words in paragraphs(host.card) if words not in aside]


def press_on(host: CalendarHost) -> Exchange:
    """Press what the card is for: its main button, or the one that replaces."""
    return agree_to_replace(host) if host.card["name"] == "replace" else host.press_primary()


def try_again(host: CalendarHost) -> Exchange:
    """Press the problem card's own button for the same press once more."""
    assert "problem" == host.card["name"]
    return host.press(SAYS.again())
