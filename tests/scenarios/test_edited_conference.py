"""An editor that has another conference than the saved event: nothing is put under its Save."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.wire import Json
from tests.support.calls import CREATE_SPACE, PATCH_EVENT, PATCH_SPACE
from tests.support.cards import buttons, footer, headline, lines, paragraphs, switches
from tests.support.people import ANA, BO
from tests.support.sidebar import agree_to_replace, ask_to_replace
from tests.support.stage import Stage
from tests.support.words import ASKS, CHANGED

UNSAVED = (
    "This event has changes that aren't saved yet; saving them later would overwrite the Meet. "
    "Save the event, then open it again."
)
WRITES = {CREATE_SPACE, PATCH_EVENT, PATCH_SPACE}


def sooma(stage: Stage, number: int = 1) -> Json:
    """Another vendor's conference."""
    return stage.world.calendar.vendor_conference("Sooma", f"https://sooma.example.com/j/{number}")


def meet_of_bos(stage: Stage) -> Json:
    """A Meet of Bo's as Calendar writes it."""
    return stage.world.calendar.calendar_conference(stage.world.meet.make_meet(BO))


Pair = tuple[Json | None, Json]
"""What is saved as an event's conference, and what its editor has instead."""
PAIRS: dict[str, Callable[[Stage], Pair]] = {
    "a Meet where none is saved": lambda stage: (None, meet_of_bos(stage)),
    "a vendor's where none is saved": lambda stage: (None, sooma(stage)),
    "a vendor's for a Meet": lambda stage: (meet_of_bos(stage), sooma(stage)),
    "a Meet for a vendor's": lambda stage: (sooma(stage), meet_of_bos(stage)),
    "another Meet": lambda stage: (meet_of_bos(stage), meet_of_bos(stage)),
    "another of the vendor's": lambda stage: (sooma(stage), sooma(stage, 2)),
}
each_pair = pytest.mark.parametrize("pair", PAIRS)


def only_to_be_saved(host: CalendarHost) -> None:
    """The card says to save the event, and offers to look again and nothing else."""
    assert ("event", "Planning") == (host.card["name"], headline(host.card))
    assert [UNSAVED] == paragraphs(host.card)
    assert ["Refresh"] == footer(host.card)
    assert ([], [], {}) == (lines(host.card), buttons(host.card), switches(host.card))


@each_pair
def test_an_editor_with_another_conference_is_to_be_saved_first(stage: Stage, pair: str) -> None:
    """However it came there, neither Create nor Replace is offered; saved, the event shows."""
    saved, edited = PAIRS[pair](stage)
    event_id = stage.world.calendar.add_event(ANA, conference=saved)
    host = stage.host()
    host.open_event(ANA, event_id, conference=edited)
    only_to_be_saved(host)
    assert WRITES.isdisjoint(stage.called())

    stage.world.calendar.edit_event(ANA, event_id, conference=edited)
    host.press_primary()
    assert ([], ASKS) == (footer(host.card), buttons(host.card)[-1])


@pytest.mark.parametrize("conference", [None, "pending"])
def test_an_editor_that_shows_none_says_nothing(stage: Stage, conference: str | None) -> None:
    """A host need not tell the conference, and one in the making is none yet: Create is offered."""
    made = stage.world.calendar.pending_conference() if conference else None
    event_id = stage.world.calendar.add_event(ANA)
    other = stage.world.calendar.add_event(ANA, conference=made)
    pending = stage.world.calendar.event(ANA, other, ANA).get("conferenceData")
    host = stage.host()
    host.open_event(ANA, event_id, conference=pending)
    assert ["Create Meet"] == footer(host.card)


def edit(host: CalendarHost, conference: Json) -> None:
    """From here on the editor has this conference, of which Calendar told the add-on nothing."""

    def tell(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        event["calendar"]["conferenceData"] = conference
        return event, headers

    host.installation.tamper = tell


def nothing_done(stage: Stage, host: CalendarHost, event_id: str, before: Json) -> None:
    """The press changed nothing, which is said, and the event is to be saved first."""
    assert WRITES.isdisjoint(stage.called())
    assert before == stage.world.calendar.event(ANA, event_id, ANA)
    assert CHANGED == host.notification
    only_to_be_saved(host)
    assert 1 == len(host.stack.cards)


def test_a_press_of_create_does_nothing_then(stage: Stage) -> None:
    """The card was there before the conference came into the editor: its button makes none."""
    event_id = stage.world.calendar.add_event(ANA)
    before = stage.world.calendar.event(ANA, event_id, ANA)
    host = stage.host()
    host.open_event(ANA, event_id)
    edit(host, meet_of_bos(stage))
    host.press_primary()
    nothing_done(stage, host, event_id, before)


def test_a_press_of_replace_does_nothing_then(stage: Stage) -> None:
    """Neither the question is asked, nor does an agreement from before replace anything."""
    event_id = stage.world.calendar.add_event(ANA, conference=sooma(stage))
    before = stage.world.calendar.event(ANA, event_id, ANA)
    host = stage.host()
    host.open_event(ANA, event_id)
    ask_to_replace(host)
    edit(host, sooma(stage, 2))
    agree_to_replace(host)
    nothing_done(stage, host, event_id, before)

    host.installation.tamper = None
    host.open_event(ANA, event_id)
    edit(host, sooma(stage, 2))
    ask_to_replace(host)
    nothing_done(stage, host, event_id, before)
