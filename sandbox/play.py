"""Plays one person's morning with the add-on in the terminal: `python -m sandbox.play`."""

import argparse
import json
import signal
import sys
import tempfile
import textwrap
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sandbox.function import CLIENT_ID, DEPLOYMENT, SERVICE_ACCOUNT, FunctionProcess, NotReadyError
from sandbox.google import GoogleServer
from sandbox.host.calendar_host import CalendarHost
from sandbox.people import User

WIDTH = 72
ZONE = "Europe/Madrid"
ANA = "ana@example.com"
BO = "bo@example.com"


class Play:
    """Ana's morning: her defaults, an event without a Meet, and one that has a Meet already."""

    def __init__(self, google: GoogleServer, function_url: str) -> None:
        self._google = google
        world = google.world
        self._ana: User = world.add_user(ANA, display_name="Ana", time_zone=ZONE)
        world.add_user(BO, display_name="Bo", time_zone=ZONE)
        tomorrow = datetime.now(ZoneInfo(ZONE)).replace(
            hour=10, minute=0, second=0, microsecond=0
        ) + timedelta(days=1)
        half_an_hour = timedelta(minutes=30)
        self._budget = world.add_event(
            ANA,
            summary="Budget review",
            start=tomorrow,
            end=tomorrow + half_an_hour,
            attendees=[BO],
        )
        self._weekly = world.add_event(
            ANA,
            summary="Design weekly",
            start=tomorrow + half_an_hour,
            end=tomorrow + 2 * half_an_hour,
            attendees=[BO],
            conference=world.make_meet(self._ana),
        )
        self._host = CalendarHost(
            google,
            DEPLOYMENT,
            function_url,
            self._ana,
            service_account=SERVICE_ACCOUNT,
            client_id=CLIENT_ID,
            time_zone=ZONE,
        )

    def play(self) -> None:
        """The morning, scene by scene."""
        with self._host as host:
            self._scene("Ana opens the sidebar", host.open_home())

            host.set_switch("recording", True)
            host.set_switch("smart_notes", True)
            self._scene("Ana turns on recording and notes and presses Save", host.press_primary())

            opened = host.open_event(ANA, self._budget)
            self._scene("Ana opens “Budget review”, which has no Meet", opened)

            self._scene("Ana presses Create Meet", host.press_primary())
            self._show_event("Budget review", self._budget)

            opened = host.open_event(ANA, self._weekly)
            self._scene("Ana opens “Design weekly”; Calendar had made its Meet", opened)

            host.set_switch("transcription", True)
            self._scene(
                "Ana turns on the transcript and presses Update settings", host.press_primary()
            )
            self._show_event("Design weekly", self._weekly)

    def _scene(self, what: str, exchange: Exchange) -> None:
        print(f"\n▶ {what}\n")
        print(self._host.text())
        if exchange.notification:
            print(f"  ⚑ {exchange.notification}")
        calls = ", ".join(call.method_id.replace(".", " ", 1) for call in self._google.calls)
        self._google.calls.clear()
        took = f"{exchange.milliseconds:.0f} ms; Google calls: {calls or 'none'}"
        print(textwrap.indent(textwrap.fill(took, WIDTH - 2), "  "))

    def _show_event(self, title: str, event_id: str) -> None:
        event = self._google.world.event(ANA, event_id, self._ana)
        shown = {key: event.get(key) for key in ("id", "summary", "hangoutLink", "conferenceData")}
        space = self._google.world.space_by_code(event["conferenceData"]["conferenceId"])
        print(f"\n  “{title}” as Calendar has it now:\n")
        print(textwrap.indent(json.dumps(shown, indent=2, ensure_ascii=False), "  "))
        if space is not None:
            artifacts = space.config["artifactConfig"]
            print(f"\n  and {space.name} as Meet has it:\n")
            print(textwrap.indent(json.dumps(artifacts, indent=2), "  "))


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
        store = f"sqlite:{Path(folder) / 'addon.db'}"
        log = Path(folder) / "function.log"
        settings = {**google.settings(), "ADDON_STORE": store}
        try:
            with (
                log.open("wb") as written,
                FunctionProcess(settings, port=options.port, log=written) as function,
            ):
                Play(google, function.url).play()
                if options.keep_running:
                    _keep_running(google, function, stopped)
        except NotReadyError as error:
            sys.stderr.write(f"{error}\n{log.read_text()}")
            return 1
    return 0


def _keep_running(
    google: GoogleServer, function: FunctionProcess, stopped: threading.Event
) -> None:
    print(
        f"\nStill running, until Ctrl-C:\n"
        f"  the add-on              {function.url}  (try {function.url}/health)\n"
        f"  the stand-in for Google {google.url}",
        flush=True,
    )
    stopped.wait()
    print()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
