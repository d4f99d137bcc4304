"""Runs the play: `python -m sandbox.play`."""

import argparse
import signal
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from sandbox.function import FunctionProcess, NotReadyError
from sandbox.google import GoogleServer
from sandbox.play.calendar_morning import play_calendar
from sandbox.play.chat_morning import play_chat
from sandbox.play.telling import ZONE


def main(arguments: Sequence[str]) -> int:
    """Play, and with `--keep-running` leave everything running until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="sandbox.play", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="of the function; any free one when 0")
    parser.add_argument("--keep-running", action="store_true", help="until Ctrl-C, after the play")
    options = parser.parse_args(arguments)
    stopped = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    with tempfile.TemporaryDirectory() as folder, GoogleServer() as google:
        log = Path(folder) / "function.log"
        settings = {**google.settings(), "ADDON_STORE": f"sqlite:{Path(folder) / 'addon.db'}"}
        ana = google.world.add_user("ana@example.com", display_name="Ana", time_zone=ZONE)
        bo = google.world.add_user("bo@example.com", display_name="Bo", time_zone=ZONE)
        try:
            with (
                log.open("wb") as written,
                FunctionProcess(settings, port=options.port, log=written) as function,
            ):
                play_calendar(google, function.url, ana, bo)
                play_chat(google, function.url, ana, bo)
                if options.keep_running:
                    _say_where(google, function)
                    stopped.wait()
        except NotReadyError as error:
            sys.stderr.write(f"{error}\n{log.read_text()}")
            return 1
    return 0


def _say_where(google: GoogleServer, function: FunctionProcess) -> None:
    print(
        f"\nStill running, until Ctrl-C:\n"
        f"  the add-on              {function.url}  (try {function.url}/health)\n"
        f"  the stand-in for Google {google.url}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
