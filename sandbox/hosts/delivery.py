"""Carries one event to an add-on over HTTP and its answer back (hosts.md 1.1 and 7.3)."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import NoReturn

import urllib3

from sandbox.hosts.wire import Complaint, Json

MAX_CONNECTIONS = 16
HEADERS: Mapping[str, str] = {
    "User-Agent": "Google-gsuiteaddons",
    "Accept": "application/json",
    "Accept-Encoding": "gzip, br",
    "Content-Type": "application/json; charset=utf-8",
}
"""What every request of an add-on's host has (hosts.md 12.2)."""


@dataclass(frozen=True)
class Reply:
    """What came back.

    Attributes:
        status: the HTTP status; None where no answer came.
        body: the parsed JSON; None where it is none.
        milliseconds: how long it took.
        complaints: what a host does not accept: no answer in time, not 2xx, no JSON object.
    """

    status: int | None
    body: object
    milliseconds: float
    complaints: tuple[Complaint, ...]


class Delivery:
    """POSTs events; safe to use from several threads.

    Args:
        timeout: seconds that the add-on has to answer.
    """

    def __init__(self, timeout: float = 30) -> None:
        self._timeout = timeout
        self._pool = urllib3.PoolManager(maxsize=MAX_CONNECTIONS, retries=False)

    def close(self) -> None:
        """Close the connections."""
        self._pool.clear()

    def post(self, url: str, event: Json, headers: Mapping[str, str], numbers: str) -> Reply:
        """POST `event` to `url` once: a host does not follow redirects and do not retry.

        Args:
            url: where.
            event: the event, its numbers as Python has them.
            headers: what the request has besides `HEADERS`, or instead of them.
            numbers: how the event's numbers are written, as `Knobs.numbers` names it.
        """
        started = time.perf_counter()
        try:
            response = self._pool.request(
                "POST",
                url,
                body=body_text(event, numbers).encode(),
                headers={**HEADERS, **headers},
                timeout=urllib3.Timeout(total=self._timeout),
                redirect=False,
            )
        except urllib3.exceptions.HTTPError as error:
            complaint = Complaint("", f"no answer from {url}: {type(error).__name__}")
            return Reply(None, None, _since(started), (complaint,))
        body, complaints = _parsed(response.data, response.headers.get("Content-Type", ""))
        if not is_success(response.status):
            complaints = [Complaint("", f"answered with HTTP {response.status}")]
        return Reply(response.status, body, _since(started), tuple(complaints))


def body_text(value: object, numbers: str) -> str:
    """JSON with every number written in one way; true and false are no numbers (hosts.md 12.1)."""
    match value:
        case bool():
            return json.dumps(value)
        case float() if not isfinite(value):
            return json.dumps(value)
        case int() | float():
            return _WRITTEN[numbers](value)
        case dict():
            inner = (f"{json.dumps(key)}: {body_text(it, numbers)}" for key, it in value.items())
            return f"{{{', '.join(inner)}}}"
        case list() | tuple():
            return f"[{', '.join(body_text(it, numbers) for it in value)}]"
        case _:
            return json.dumps(value)


def _double(number: float) -> str:
    return f"{number}.0" if isinstance(number, int) else json.dumps(number)


def _exponent(number: float) -> str:
    digits, _, power = f"{Decimal(str(number)):E}".partition("E")
    return f"{digits.rstrip('0').rstrip('.') if '.' in digits else digits}E{int(power)}"


_WRITTEN: Mapping[str, Callable[[float], str]] = {
    "double": _double,
    "exponent": _exponent,
    "integer": json.dumps,
    "string": lambda number: json.dumps(str(number)),
}


def is_success(status: int | None) -> bool:
    """Whether a status is 2xx."""
    return status is not None and status // 100 == 2  # the first digit


def _parsed(data: bytes, content_type: str) -> tuple[object, list[Complaint]]:
    complaints = []
    if content_type.partition(";")[0].strip().lower() != "application/json":
        complaints.append(Complaint("", f"is {content_type or 'of no type'}, not application/json"))
    try:
        body = json.loads(data, parse_constant=_refuse_constant)
    except ValueError:
        return None, [*complaints, Complaint("", "is not JSON")]
    if not isinstance(body, dict):
        complaints.append(Complaint("", "is no JSON object"))
    return body, complaints


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
