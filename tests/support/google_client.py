"""Talks to the stand-in for Google over plain HTTP, as one person with one access token."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
import urllib3
from google.oauth2.credentials import Credentials

from sandbox.google.clock import Clock
from sandbox.google.server import GoogleServer
from sandbox.google.world import World

JsonObject = dict[str, Any]

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Reply:
    """An answer as it came over the wire."""

    status: int
    body: Any
    headers: dict[str, str]


class Client:
    """One person's HTTP client."""

    def __init__(self, google: GoogleServer, token: str) -> None:
        self._url = google.url
        self._token = token
        self._pool = urllib3.PoolManager(retries=False)

    def __call__(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        if_match: str | None = None,
        if_none_match: str | None = None,
        **query: str,
    ) -> Reply:
        """Send a request; the answer's body is parsed where there is one."""
        headers = {
            "Authorization": f"Bearer {self._token}",
            "If-Match": if_match,
            "If-None-Match": if_none_match,
        }
        answer = self._pool.request(
            method,
            f"{self._url}{path}?{urlencode(query)}",
            body=None if body is None else json.dumps(body).encode(),
            headers={k: v for k, v in headers.items() if v is not None},
        )
        parsed = json.loads(answer.data) if answer.data else None
        return Reply(answer.status, parsed, dict(answer.headers))

    def close(self) -> None:
        """Close the connections."""
        self._pool.clear()


class Stage:
    """A running stand-in with Ana and Bo, and clients that are closed at the end."""

    def __init__(self, google: GoogleServer) -> None:
        self.google = google
        self.world = google.world
        self.ana = self.world.add_user("ana@example.com")
        self.bo = self.world.add_user("bo@example.com")
        self._clients: list[Client] = []

    def client(self, email: str, *scopes: str, project: str = "addon") -> Client:
        """A client of somebody who granted scopes."""
        token = self.world.people.issue_token(email, scopes, project=project)
        return self.client_with(token)

    def client_with(self, token: str) -> Client:
        """A client that sends any text as its token."""
        client = Client(self.google, token)
        self._clients.append(client)
        return client

    def close(self) -> None:
        """Close all clients."""
        for client in self._clients:
            client.close()


@contextmanager
def staged() -> Iterator[Stage]:
    """A stage on which time stands still at NOW."""
    with GoogleServer(World(clock=Clock(NOW))) as google:
        stage = Stage(google)
        try:
            yield stage
        finally:
            stage.close()


@pytest.fixture
def stage() -> Iterator[Stage]:
    """Google with Ana and Bo."""
    with staged() as stage:
        yield stage


def authorized(token: str) -> Credentials:
    """Credentials for google-api-python-client that are a token and nothing else."""
    return Credentials(token)  # type: ignore[no-untyped-call]
