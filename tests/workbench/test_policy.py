"""An organization's policy, played in the workbench before anybody deploys it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.support.policy import ASK_IT, INTERVIEWS, RECORDING_OFF
from tests.workbench.desk import ENDING_SECONDS, ROOT, Workbench

POLICY = INTERVIEWS | {"defaults": {"recording": True}, "contact": "it@example.com"}


def test_policy_is_played(page: Page, tmp_path: Path) -> None:
    """A title decides on its event's card; of others the policy tells how the switches begin."""
    file = tmp_path / "policy.json"
    file.write_text(json.dumps(POLICY))
    with Workbench("--policy", str(file)) as workbench:
        desk = workbench.open(page)
        desk.open_event("Interview prep")
        expect(desk.card.get_by_text(RECORDING_OFF)).to_be_visible()
        expect(desk.card.get_by_text(ASK_IT)).to_be_visible()
        record = desk.card.get_by_role("switch", name="Record the call")
        expect(record).to_have_count(0)
        workbench.open(page).open_event("Budget review")
        expect(record).to_be_checked()
        assert (0, "") == workbench.interrupt()


def test_what_is_no_policy_is_told(tmp_path: Path) -> None:
    """In one line that names what is wrong, and one for a file that is not there."""
    file = tmp_path / "policy.json"
    file.write_text('{"locked": {"recording": "never"}}')
    command = [sys.executable, "-m", "workbench", "--port", "0", "--policy"]
    for path, status, complaint in (
        (file, 1, 'ADDON_POLICY locked.recording must be "on" or "off"'),
        (tmp_path / "none.json", 2, f"{tmp_path / 'none.json'} cannot be read"),
    ):
        ended = subprocess.run(  # noqa: S603  # our own command, no shell
            [*command, str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=ENDING_SECONDS,
        )
        assert status == ended.returncode
        assert ended.stderr.endswith(f"{complaint}\n")
