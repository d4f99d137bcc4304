"""HTTP at the edge: the body in, JSON out, and the short errors of the contract."""

from __future__ import annotations

import json
from typing import Any

import flask

LARGEST_BODY = 1024 * 1024


class Rejected(Exception):
    """A request that is not answered with a card.

    Attributes:
        code: the HTTP status.
        message: short, with nothing that helps an attacker.
        reason: what the log may say besides.
    """

    def __init__(self, code: int, message: str, reason: str = "") -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.reason = reason


def read_body(request: flask.Request) -> dict[str, Any]:
    """The request's JSON object.

    Raises:
        Rejected: it is too large, or none.
    """
    if (request.content_length or 0) > LARGEST_BODY:
        raise Rejected(413, "The request is larger than 1 MiB.")
    content = _read(request)
    if len(content) > LARGEST_BODY:
        raise Rejected(413, "The request is larger than 1 MiB.")
    try:
        body = json.loads(content.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise Rejected(400, "The request is not a JSON object.")
    return body


def _read(request: flask.Request) -> bytes:
    """The body, up to the first byte too many."""
    try:
        return request.stream.read(LARGEST_BODY + 1)
    except Exception as error:
        # Each server has its own errors for a body that breaks off or is framed badly.
        raise Rejected(400, "The request is not complete.") from error


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def written(body: dict[str, Any]) -> bytes:
    """JSON as it goes out: as short as UTF-8 is, whatever language it is in."""
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")


def answer(body: dict[str, Any]) -> flask.Response:
    """A JSON answer with status 200."""
    return flask.Response(written(body), 200, mimetype="application/json")


def reject(rejected: Rejected) -> flask.Response:
    """The answer to a rejected request.

    It is streamed because functions-framework would otherwise read the rest of the request's
    body into memory before sending it.
    """
    body = json.dumps({"error": {"code": rejected.code, "message": rejected.message}})
    return flask.Response(iter([body]), rejected.code, mimetype="application/json")
