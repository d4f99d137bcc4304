"""The function is killed in the middle of a press, and another one goes on with its store."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.stage import ROOT
from torture.story import KILLED, KILLED_DONE

SECONDS = 60.0
PLAY = """
import json, sys
from torture import hurry
hurry.install()
from torture.story import Step, Story, Trouble
from torture.theatre import open_theatre
where, nth, what = json.loads(sys.argv[1])
killed = Step(0, "create", 8, troubles=(Trouble(where, nth, what),))
with open_theatre() as theatre:
    played = theatre.play(Story(3, (killed, Step(0, "press again", 6))))
print(json.dumps([played.told, [str(each) for each in played.violations]]))
"""


def _played(*trouble: object) -> tuple[list[str], list[str]]:
    """What happens where a press of Create is killed and repeated, and what is wrong with it."""
    command = [sys.executable, "-W", "ignore", "-c", PLAY, json.dumps(trouble)]
    played = subprocess.run(  # noqa: S603  # our own command
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    assert "" == played.stderr
    told, violations = json.loads(played.stdout)
    return told, violations


def _calls(told: list[str], step: int) -> list[str]:
    """The calls of a step that change something, and how each ended."""
    mark = f"{step}.   create calls "
    calls = [line.removeprefix(mark) for line in told if line.startswith(mark)]
    return [call for call in calls if call.partition(":")[0].endswith(("create", "patch"))]


@pytest.mark.parametrize(
    ("trouble", "before", "after"),
    [
        (
            ("meet.spaces.create", 1, KILLED),
            ["meet.spaces.create: killed"],
            ["meet.spaces.create: 200", "calendar.events.patch: 200"],
        ),
        (
            ("meet.spaces.create", 1, KILLED_DONE),
            ["meet.spaces.create: killed done"],
            ["meet.spaces.create: 200", "calendar.events.patch: 200"],
        ),
        (
            ("calendar.events.patch", 1, KILLED),
            ["meet.spaces.create: 200", "calendar.events.patch: killed"],
            ["calendar.events.patch: 200"],
        ),
        (
            ("calendar.events.patch", 1, KILLED_DONE),
            ["meet.spaces.create: 200", "calendar.events.patch: killed done"],
            [],
        ),
        (
            ("store", 2, KILLED_DONE),
            [],
            ["meet.spaces.create: 200", "calendar.events.patch: 200"],
        ),
    ],
    ids=lambda each: " ".join(map(str, each)) if isinstance(each, tuple) else "",
)
def test_nothing_is_heard_of_the_killed_and_the_next_goes_on(
    trouble: tuple[str, int, str], before: list[str], after: list[str]
) -> None:
    """Once killed it calls nobody and answers nobody; what it had stored is used."""
    told, violations = _played(*trouble)

    assert [] == violations
    assert before == _calls(told, 1)
    silent = told.index("1.   create is never answered")
    assert "1.   the function starts again" == told[silent + 1]
    assert after == _calls(told, 2)
    assert any(line.startswith("2.   create is answered: 200 Your Meet is ready") for line in told)
