"""The meetings to come: as a scenario has them, and as the home card lists them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sandbox.google.calendar.book import Conferencing
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.cards import offers
from tests.support.people import ANA, BO
from tests.support.stage import Stage
from tests.support.switches import RECORDED, Three, choose
from tests.support.words import SAYS


def at(hours: float) -> str:
    """A moment so many hours from now."""
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat()


def wants(stage: Stage, wanted: Three = RECORDED) -> None:
    """Ana's defaults."""
    host = stage.host()
    host.universal_action("Defaults for new meetings")
    choose(host, wanted)
    host.press_primary()
    assert SAYS.saved() == host.notification
    stage.called()
    stage.google.calls.clear()


def meeting(
    stage: Stage,
    summary: str,
    hours: float,
    conference: Conferencing = None,
    attendees: Iterable[str] = (BO,),
    **fields: object,
) -> str:
    """A meeting of Ana's that begins so many hours from now."""
    return stage.world.calendar.add_event(
        ANA,
        summary=summary,
        start=at(hours),
        end=at(hours + 0.5),
        conference=conference,
        attendees=attendees,
        **fields,  # type: ignore[arg-type]  # as add_event
    )


def home(stage: Stage) -> CalendarHost:
    """Ana's home card; the calls that it took are kept."""
    host = stage.host()
    host.open_home()
    return host


def listed(host: CalendarHost) -> dict[str, tuple[str, bool]]:
    """By the title of each meeting listed how it stands, and whether it is ticked."""
    found = {}
    for offer in offers(host.card, "meetings"):
        name, _, state = offer.text.partition(": ")
        found[name.rpartition(" ")[2]] = (state, offer.selected)
    return found
