"""The README's pictures, made from the running workbench."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser

from tests.workbench.desk import ROOT, Workbench
from tests.workbench.pages import environment
from workbench.pictures import PAPER, Photographer

NAMES = ["chat.png", "event.png", "home.png", "result.png"]
SECONDS = 120


def test_same_again(tmp_path: Path, browser: Browser, workbench: Workbench) -> None:
    """Made in another browser of another workbench, those of a meeting are the same.

    Byte for byte: the one of what is to come alone is another each day.
    """
    made, again = tmp_path / "made", tmp_path / "again"
    command = [sys.executable, "-m", "workbench.pictures", str(made)]
    # Both at once: each waits for its browser half of the time.
    with subprocess.Popen(command, cwd=ROOT, env=environment()) as taking:  # noqa: S603
        with browser.new_page(**PAPER) as page:
            Photographer(page, again).take_meeting(workbench.url)
        assert 0 == taking.wait(SECONDS)
    first, second = (
        {file.name: file.read_bytes() for file in folder.iterdir()} for folder in (made, again)
    )

    assert NAMES == sorted(first)
    del first["home.png"]
    assert first == second
