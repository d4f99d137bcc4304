"""Runs the play: `python -m workbench.terminal`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sandbox.addon import ROOT, AddOn
from sandbox.google.server import GoogleServer
from sandbox.process import NotReadyError
from workbench.terminal.calendar_morning import play_calendar
from workbench.terminal.call_and_after import play_call
from workbench.terminal.chat_morning import play_chat
from workbench.terminal.set_and_changed import play_setting
from workbench.terminal.telling import ZONE


def main(arguments: Sequence[str]) -> int:
    """Play, and end."""
    argparse.ArgumentParser(prog="workbench.terminal", description=__doc__).parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, GoogleServer() as google:
        log = Path(folder) / "function.log"
        ana = google.world.add_user("ana@example.com", display_name="Ana", time_zone=ZONE)
        bo = google.world.add_user("bo@example.com", display_name="Bo", time_zone=ZONE)
        try:
            with log.open("wb") as written, AddOn(ROOT, google, log=written) as addon:
                play_calendar(google, addon, ana, bo)
                play_chat(google, addon, ana, bo)
                retro = play_setting(google, addon, ana, bo)
                play_call(google, addon, ana, bo, retro)
        except NotReadyError as error:
            sys.stderr.write(f"{error}\n{log.read_text()}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
