"""The play in the terminal: a morning, and one meeting's life, with the real function."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.support.stage import ROOT
from tests.support.words import SAYS
from tests.workbench.pages import environment

SECONDS = 60
SCENE = re.compile(r"^▶ (.+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def scenes() -> dict[str, str]:
    """What is seen in each scene, by what somebody did."""
    played = subprocess.run(
        [sys.executable, "-m", "workbench.terminal"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert (0, "") == (played.returncode, played.stderr)
    _, *parts = SCENE.split(played.stdout)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _said(scene: str) -> str:
    """What a scene's card says, without its frame."""
    return " ".join(re.sub(r"[│╭╮╰╯├┤─]", " ", scene).split())


def test_a_morning_is_played(scenes: dict[str, str]) -> None:
    """What comes next, the defaults, a Meet that is made, and one that is set."""
    opened = _said(scenes["Ana opens the sidebar again: both meetings are ticked"])
    assert 2 == opened.count("[x]")
    assert "Set up 2 with my defaults" in opened
    assert SAYS.created() in _said(scenes["Ana presses Create Meet"])
    updated = _said(scenes["Ana turns on the transcript, presses Update settings"])
    assert SAYS.updated() in updated


def test_a_meeting_lives_from_its_setting_up_to_its_records(scenes: dict[str, str]) -> None:
    """What somebody changed is shown as it was and is, set again or kept; files come later."""
    life = list(scenes)[list(scenes).index("Ana sets “Retrospective” up, with a transcript, too") :]
    said = [_said(scenes[each]) for each in life]
    expected = [
        "Will be recorded, transcribed and noted.",
        "The transcript is off now, you had it on. ( Set it again ) ( Keep it so )",
        "The settings are updated Will be recorded, transcribed and noted.",
        "Otherwise than you set it Host management ( Set it again ) ( Keep it so )",
        "⚑ Kept as it is now.",
    ]
    assert [] == [words for words, scene in zip(expected, said, strict=False) if words not in scene]
    assert [f"A little later, {number} of 3 files there" for number in (1, 2, 3)] == life[7:10]
    assert ["Ana presses Who attended", "Ana types /records retro"] == life[10:]
    assert "Bo" in said[10]
