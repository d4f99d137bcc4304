"""The function is killed in the middle of a press, and another one goes on with its store."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.support.stage import ROOT
from torture.story import KILLED, KILLED_DONE

SECONDS = 60.0
RULES = "meet.spaces.patch: 200"
"""What follows the link: some of who may do what is chosen on the card."""
PLAY = """
import json, sys
from torture import hurry
hurry.install()
from torture.story import Step, Story, Trouble
from torture.theatre import open_theatre
played = []
with open_theatre() as theatre:
    for trouble in json.loads(sys.argv[1]):
        killed = Step(0, "create", 8, troubles=(Trouble(*trouble),))
        story = theatre.play(Story(3, (killed, Step(0, "press again", 6))))
        played.append([story.told, [str(each) for each in story.violations]])
print(json.dumps(played))
"""
KILLS = [
    ("meet.spaces.create", 1, KILLED),
    ("meet.spaces.create", 1, KILLED_DONE),
    ("calendar.events.patch", 1, KILLED),
    ("calendar.events.patch", 1, KILLED_DONE),
    ("store", 3, KILLED_DONE),
]


@pytest.fixture(scope="module")
def played() -> list[tuple[list[str], list[str]]]:
    """What happens where a press of Create is killed and repeated, and what is wrong with it."""
    command = [sys.executable, "-W", "ignore", "-c", PLAY, json.dumps(KILLS)]
    done = subprocess.run(  # noqa: S603  # our own command
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    assert "" == done.stderr
    return [(told, violations) for told, violations in json.loads(done.stdout)]


def _calls(told: list[str], step: int) -> list[str]:
    """The calls of a step that change something, and how each ended."""
    mark = f"{step}.   create calls "
    calls = [line.removeprefix(mark) for line in told if line.startswith(mark)]
    return [call for call in calls if call.partition(":")[0].endswith(("create", "patch"))]


@pytest.mark.parametrize(
    ("number", "before", "after"),
    [
        (
            0,
            ["meet.spaces.create: killed"],
            ["meet.spaces.create: 200", "calendar.events.patch: 200", RULES],
        ),
        (
            1,
            ["meet.spaces.create: killed done"],
            ["meet.spaces.create: 200", "calendar.events.patch: 200", RULES],
        ),
        (
            2,
            ["meet.spaces.create: 200", "calendar.events.patch: killed"],
            ["calendar.events.patch: 200", RULES],
        ),
        (3, ["meet.spaces.create: 200", "calendar.events.patch: killed done"], [RULES]),
        (4, [], ["meet.spaces.create: 200", "calendar.events.patch: 200", RULES]),
    ],
    ids=[f"{what} at {where}" for where, _, what in KILLS],
)
def test_nothing_is_heard_of_the_killed_and_the_next_goes_on(
    played: list[tuple[list[str], list[str]]], number: int, before: list[str], after: list[str]
) -> None:
    """Once killed it calls nobody and answers nobody; what it had stored is used."""
    told, violations = played[number]

    assert [] == violations
    assert before == _calls(told, 1)
    silent = told.index("1.   create is never answered")
    assert "1.   the function starts again" == told[silent + 1]
    assert after == _calls(told, 2)
    [answered] = [line for line in told if line.startswith("2.   create is answered: 200 Talk ")]
    assert "Your Meet is ready" in answered
