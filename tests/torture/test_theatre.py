"""A story of the torture is played with the real function, in a process whose time is hurried."""

from __future__ import annotations

import subprocess
import sys
import time

from tests.support.stage import ROOT

SECONDS = 60.0


def _told(story: int) -> list[str]:
    command = [sys.executable, "-W", "ignore", "-m", "torture", "--story", str(story), "--tell"]
    played = subprocess.run(  # noqa: S603  # our own command
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    assert "" == played.stderr
    return played.stdout.splitlines()


def test_a_story_is_played_without_waiting_for_its_pauses() -> None:
    """A story presses, calls Google and has answers; its pauses and deadlines take no time."""
    started = time.monotonic()
    told = _told(50008)

    assert SECONDS > time.monotonic() - started
    assert {"1.", "30."} <= {line.partition(" ")[0] for line in told}
    assert any(" calls meet.spaces.create: " in line for line in told)
    assert any(" is answered: 200 " in line for line in told)
    assert not any(" is answered: None" in line for line in told)
