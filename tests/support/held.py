"""Calls that were held before a scenario begins, and how cards tell of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from addon.permissions.scopes import SCOPES
from bench.figures import sequential_rounds
from meeting.model import Artifact
from sandbox.google.clock import Clock
from sandbox.google.meet.meetings import Space
from sandbox.google.world import World
from tests.support.cards import widgets
from tests.support.people import ANA
from tests.support.stage import Json, Stage, people
from tests.support.store import Rows

PATIENCE = 10.0
EIGHT = 8
"""So many requests one click sends at the same time, at most."""
CALLS = "meet.conferenceRecords.list"
CALL = "meet.conferenceRecords.get"
RECORDINGS = "meet.conferenceRecords.recordings.list"
TRANSCRIPTS = "meet.conferenceRecords.transcripts.list"
NOTES = "meet.conferenceRecords.smartNotes.list"
ATTENDEES = "meet.conferenceRecords.participants.list"
STAYS = "meet.conferenceRecords.participants.participantSessions.list"
FILES = [RECORDINGS, NOTES, TRANSCRIPTS]
"""What is asked about each call, in the order of the names."""
EVERYTHING = frozenset(scope.url for scope in SCOPES)
"""Granted by who wants to see what was recorded, too."""


@contextmanager
def ago(stage: Stage, **span: float) -> Iterator[World]:
    """Another world that is so far behind, and catches up with the present at the end."""
    world = World(clock=Clock(ahead=-timedelta(**span)))
    stage.google.world = world
    stage.ana, stage.bo = people(world)
    yield world
    world.clock.advance(datetime.now(UTC) - world.clock.now())


def met_at(world: World, space: Space, minutes: int = 30, owner: str = ANA) -> str:
    """An event that begins at this moment of a world, with a Meet."""
    start = world.clock.now()
    return world.calendar.add_event(
        owner,
        summary="Planning",
        start=start.isoformat(),
        end=(start + timedelta(minutes=minutes)).isoformat(),
        conference=space,
    )


def set_ago(stage: Stage, event_id: str, **span: float) -> None:
    """Ana set an event's Meet to what it has, so long ago."""
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    host.press_primary()
    assert "result" == host.card["name"]
    moment = datetime.now(UTC) - timedelta(**span)
    for artifact in Artifact:
        Rows(stage.store).put("wishes", f"since.{artifact}", moment.isoformat())


def opens(card: Json) -> list[tuple[str, str, str]]:
    """The lines of a card with a button: text, line below, and where the button leads."""
    found = (widget.get("decoratedText", {}) for widget in widgets(card))
    return [
        (line["text"], line.get("bottomLabel", ""), line["button"]["onClick"]["openLink"]["url"])
        for line in found
        if "button" in line
    ]


def in_rounds(stage: Stage, act: Callable[[], object], *rounds: Collection[str]) -> None:
    """Do something that asks Google in these rounds: all of one go out before any is answered.

    Args:
        rounds: the methods of each, in order; the calls of one method at most once in each.
    """
    gates = [[stage.google.faults.hold(method) for method in each] for each in rounds]
    stage.called()
    with ThreadPoolExecutor() as pool:
        job = pool.submit(act)
        for held in gates:
            assert all(gate.reached.wait(PATIENCE) for gate in held)
            for gate in held:
                gate.open()
        job.result()
    assert sorted(method for each in rounds for method in each) == sorted(stage.called())


def counted(stage: Stage) -> dict[str, int]:
    """How often each method was called since the calls were last forgotten."""
    called = stage.called()
    return {method: called.count(method) for method in sorted(set(called))}


def rounds(stage: Stage) -> int:
    """How many calls to Google had to wait for one another, at most; latency tells them apart."""
    return sequential_rounds(
        (call.started, call.ended or call.started) for call in stage.google.calls
    )


def most_at_once(stage: Stage) -> int:
    """How many calls to Google were under way at the same time, at most."""
    moments = [(call.started, 1) for call in stage.google.calls]
    moments += [(call.ended or call.started, -1) for call in stage.google.calls]
    there, most = 0, 0
    for _, step in sorted(moments):
        there += step
        most = max(most, there)
    return most
