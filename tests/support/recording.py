"""Somebody with things to hide, and what the function writes to standard error meanwhile."""

from __future__ import annotations

import contextlib
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sandbox.google.people.accounts import User
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.wire import Json
from tests.support.stage import Stage, staged

PROJECT = "records-demo"
TRACE = "105445aa7843bc8bf206b12000100000"
TITLE = "Merger with Initech"
GUEST = "hidden.guest@example.com"
TEAM = "c_hushhush@group.calendar.google.com"
VENDOR = "https://sooma.example.com/j/987654321"
LEAK = f'"{TITLE}" of {GUEST} on {TEAM} with ya29.leaked-token-as-long-as-they-are'
"""What Google might say in a refusal; it quotes what is somebody's own."""


@dataclass
class Recorded:
    """A stage, a person with things to hide, and what the function wrote."""

    stage: Stage
    person: User
    stream: io.StringIO
    store: Path

    def host(self) -> CalendarHost:
        """The person's Calendar, whose requests carry a trace."""
        host = self.stage.host(self.person)

        def trace(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
            return event, {**headers, "X-Cloud-Trace-Context": f"{TRACE}/1;o=1"}

        host.installation.tamper = trace
        return host

    def event(self, calendar_id: str = "", **fields: object) -> tuple[str, str]:
        """Where an event with a telling title and guest is: its calendar and id."""
        place = calendar_id or self.person.email
        details: Json = {"summary": TITLE, "attendees": [GUEST], **fields}
        return place, self.stage.world.calendar.add_event(place, **details)

    def opened(self, **fields: object) -> CalendarHost:
        """The person's Calendar with such an event open."""
        host = self.host()
        host.open_event(*self.event("", **fields))
        return host

    def spoil_defaults(self, host: CalendarHost, words: str) -> None:
        """Save the person's defaults, then put something in their place that was never written."""
        host.open_home()
        host.press_primary()
        with closing(sqlite3.connect(self.store)) as database, database:
            database.execute("UPDATE documents SET data = ?", (words,))

    def written(self) -> list[Json]:
        """The lines, each of them read as JSON."""
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]

    def last(self) -> Json:
        """The last line."""
        return self.written()[-1]

    def leaks(self) -> list[str]:
        """What was written of all that must not be."""
        text = self.stream.getvalue()
        return [secret for secret in self._secrets() if secret in text]

    def _secrets(self) -> Iterator[str]:
        yield from (TITLE, GUEST, TEAM, VENDOR, "Initech", "ya29.", "eyJ", "hushhush", "@")
        yield from (self.person.email, self.person.sub, self.person.display_name, "Secretia")
        for space in self.stage.world.meet.spaces:
            yield from (space.code, space.id)
        for host in self.stage.hosts:
            for exchange in host.exchanges:
                if exchange.request is not None:
                    yield from _private(exchange.request)


def _private(request: Json) -> Iterator[str]:
    authorization = request["authorizationEventObject"]
    for name in ("systemIdToken", "userIdToken", "userOAuthToken"):
        if name in authorization:
            yield authorization[name]
            yield authorization[name].rpartition(".")[2]
    if "id" in request.get("calendar", {}):
        yield request["calendar"]["id"]


@contextlib.contextmanager
def recording(folder: Path, store: str = "addon.db", project: str = PROJECT) -> Iterator[Recorded]:
    """A stage whose function writes to memory instead of standard error."""
    stream = io.StringIO()
    settings = {"ADDON_STORE": f"sqlite:{folder / store}", "GOOGLE_CLOUD_PROJECT": project}
    with contextlib.redirect_stderr(stream), staged(settings) as stage:
        person = stage.world.add_user("secretia@example.com", display_name="Secretia Person")
        yield Recorded(stage, person, stream, folder / store)
