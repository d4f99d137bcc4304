"""The README's pictures, made from the running workbench."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.workbench.seeing import environment
from tests.workbench.serving import ROOT

NAMES = ["chat.png", "event.png", "home.png", "result.png"]
SECONDS = 120


def test_same_again(tmp_path: Path) -> None:
    """Made twice, the pictures are the same, byte for byte."""
    folders = [tmp_path / "first", tmp_path / "again"]
    for folder in folders:
        command = [sys.executable, "-m", "workbench.pictures", str(folder)]
        subprocess.run(command, cwd=ROOT, env=environment(), check=True, timeout=SECONDS)  # noqa: S603
    first, again = ({file.name: file.read_bytes() for file in each.iterdir()} for each in folders)

    assert NAMES == sorted(first)
    assert first == again
