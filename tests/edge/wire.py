"""Requests made by hand: events that Google signed, for what no host would send."""

from __future__ import annotations

import http.client
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sandbox.addon import CLIENT_ID, SERVICE_ACCOUNT
from sandbox.google.identity import subject
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.events import Interaction
from sandbox.hosts.parts import Form
from tests.stage import Function, Stage

Json = dict[str, Any]


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


def system_token(stage: Stage, audience: str, **changes: object) -> str:
    """The add-on's system token with claims replaced, or left out where they are None."""
    claims = {"aud": audience, "email": SERVICE_ACCOUNT, "sub": subject(SERVICE_ACCOUNT)}
    return stage.google.signer.token(claims, changes)


def user_token(stage: Stage, **changes: object) -> str:
    """Ana's ID token with claims replaced, or left out where they are None."""
    claims = {"aud": CLIENT_ID, "email": stage.ana.email, "sub": stage.ana.sub}
    return stage.google.signer.token(claims, changes)


class Lines(logging.Handler):
    """The add-on's log records while the context lasts."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.records.append(record)

    def fields(self) -> list[Json]:
        """What the lines say besides their message."""
        return [getattr(record, "fields", {}) for record in self.records]

    def errors(self) -> list[str]:
        """The messages of what went wrong in the add-on itself."""
        return [r.getMessage() for r in self.records if r.levelno >= logging.ERROR]


@contextmanager
def log_lines() -> Iterator[Lines]:
    """Listen to the add-on's log."""
    lines, logger = Lines(), logging.getLogger("addon")
    logger.addHandler(lines)
    try:
        yield lines
    finally:
        logger.removeHandler(lines)
