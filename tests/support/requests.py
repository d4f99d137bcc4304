"""Requests made by hand: events that Google signed, for what no host would send."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.events import Interaction
from sandbox.hosts.parts import Form
from tests.support.stage import Function, Json, Stage


@dataclass(frozen=True)
class Reply:
    """A status and the bytes that came with it."""

    status: int
    content: bytes
    content_type: str = ""

    @property
    def json(self) -> Json:
        """The body, which must be a JSON object."""
        body = json.loads(self.content)
        assert isinstance(body, dict)
        return body


def send(
    function: Function,
    method: str,
    target: str,
    body: Any = None,  # noqa: ANN401  # bytes, or an iterable of them to be sent in chunks
    headers: dict[str, str] | None = None,
) -> Reply:
    """Send a request to exactly this target, which no client library tidies up.

    Args:
        target: below `ADDON_URL`.
    """
    parts = urlsplit(function.url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        connection.request(method, parts.path + target, body, headers or {})
        answer = connection.getresponse()
        return Reply(answer.status, answer.read(), answer.headers.get("Content-Type", ""))
    finally:
        connection.close()


def post(function: Function, path: str, event: Json, headers: dict[str, str]) -> Reply:
    """POST an event."""
    return send(function, "POST", path, json.dumps(event).encode(), headers)


def signed(
    stage: Stage,
    path: str,
    *,
    form: Form | None = None,
    parameters: dict[str, str] | None = None,
    calendar: Json | None = None,
    host: CalendarHost | None = None,
) -> tuple[Json, dict[str, str]]:
    """An event for a path as Calendar would send it for Ana, and its headers."""
    interaction = None
    if form is not None or parameters is not None:
        interaction = Interaction(parameters or {}, form or {})
    return (host or stage.host()).installation.event(
        stage.function.url + path,
        "CALENDAR",
        with_locale=True,
        interaction=interaction,
        context={"calendar": calendar} if calendar else None,
    )
