"""A tiny add-on over real HTTP, for tests of the host that calls it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, jsonify, request
from werkzeug.serving import make_server

Json = dict[str, Any]
Answer = Json | Callable[[Json], Json | Response]


@dataclass
class Received:
    """One request as it arrived."""

    path: str
    headers: dict[str, str]
    body: Json
    text: str


@dataclass
class TinyAddon:
    """Answers each path as told and remembers what it was asked."""

    url: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)

    @property
    def last(self) -> Received:
        """The newest request."""
        return self.received[-1]

    def handle(self, path: str) -> Json | Response:
        """Answers one request."""
        text, body = request.get_data(as_text=True), request.get_json()
        self.received.append(Received(f"/{path}", dict(request.headers), body, text))
        answer = self.answers[f"/{path}"]
        return answer(body) if callable(answer) else answer


@contextmanager
def running_addon() -> Iterator[TinyAddon]:
    """Run a tiny add-on on loopback for as long as the context lasts."""
    addon = TinyAddon()
    app = Flask("tiny_addon")

    @app.post("/<path:path>")
    def handle(path: str) -> Response:
        answer = addon.handle(path)
        return answer if isinstance(answer, Response) else jsonify(answer)

    server = make_server("127.0.0.1", 0, app, threaded=True)
    addon.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield addon
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
