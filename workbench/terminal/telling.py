"""How a scene is told: what somebody did, what they see then, and what it took."""

from __future__ import annotations

import json
import textwrap

from sandbox.google.people.accounts import User
from sandbox.google.server import GoogleServer
from sandbox.hosts.exchange import Exchange

WIDTH = 72
ZONE = "Europe/Madrid"


class Teller:
    """Prints scenes.

    Args:
        google: whose calls are told with each scene.
    """

    def __init__(self, google: GoogleServer) -> None:
        self._google = google

    def scene(self, what: str, exchange: Exchange, seen: str) -> None:
        """Tell what somebody did and what they see then."""
        print(f"\n▶ {what}\n")
        print(seen)
        if exchange.notification:
            print(f"  ⚑ {exchange.notification}")
        names = [call.method_id.replace(".", " ", 1) for call in self._google.calls]
        self._google.calls.clear()
        took = f"{exchange.milliseconds:.0f} ms; Google calls: {', '.join(names) or 'none'}"
        print(textwrap.indent(textwrap.fill(took, WIDTH - 2), "  "))

    def event(self, calendar_id: str, event_id: str, viewer: User) -> None:
        """Tell how Calendar has an event, and Meet its space."""
        event = self._google.world.calendar.event(calendar_id, event_id, viewer)
        parts = ("id", "summary", "start", "attendees", "hangoutLink", "conferenceData")
        shown = {part: event[part] for part in parts if part in event}
        space = self._google.world.meet.space_by_code(event["conferenceData"]["conferenceId"])
        print(f"\n  “{event['summary']}” as Calendar has it now:\n")
        print(textwrap.indent(json.dumps(shown, indent=2, ensure_ascii=False), "  "))
        if space is not None:
            artifacts = space.config["artifactConfig"]
            print(f"\n  and {space.name} as Meet has it:\n")
            print(textwrap.indent(json.dumps(artifacts, indent=2), "  "))
