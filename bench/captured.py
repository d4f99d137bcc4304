"""Host events that are signed beforehand, so that what the host does is not measured."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Self

import urllib3

from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.wire import Json

TIMEOUT_SECONDS = 60.0
"""For one answer: a machine that does other things at the same time is slow."""


@dataclass(frozen=True)
class Sent:
    """A request of a host's, ready to be sent."""

    url: str
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Answered:
    """What came back, and after how many milliseconds."""

    milliseconds: float
    body: bytes


class _Kept(Exception):
    """The event is kept instead of being sent."""

    def __init__(self, event: Json, headers: dict[str, str]) -> None:
        super().__init__()
        self.event = event
        self.headers = headers


def keep(host: CalendarHost, url: str, press: Callable[[], object]) -> Sent:
    """What a person's press would send to a URL, which is not sent.

    Raises:
        RuntimeError: the press sends nothing.
    """

    def hold(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        raise _Kept(event, headers)

    host.installation.tamper = hold
    try:
        press()
    except _Kept as kept:
        headers = {**kept.headers, "Content-Type": "application/json; charset=utf-8"}
        return Sent(url, json.dumps(kept.event).encode(), headers)
    finally:
        host.installation.tamper = None
    raise RuntimeError("nothing was sent")


def footer_url(host: CalendarHost) -> str:
    """Where the main button of the visible card leads."""
    url: str = host.card["fixedFooter"]["primaryButton"]["onClick"]["action"]["function"]
    return url


class Crowd:
    """So many people who send at the same time, each over a connection of their own.

    Used as a context manager, which ends their threads.
    """

    def __init__(self, people: int) -> None:
        self.people = people
        self._threads = ThreadPoolExecutor(people)
        self._pool = urllib3.PoolManager(maxsize=people, retries=False, timeout=TIMEOUT_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown()
        self._pool.clear()

    def send(self, each: Sequence[Sequence[Sent]]) -> tuple[float, list[Answered]]:
        """Have everybody send their requests, one after the other, all beginning together.

        Args:
            each: what each of them sends.

        Returns:
            Seconds from the beginning to the last answer, and the answers in the order of `each`.

        Raises:
            RuntimeError: a request was not answered with 200.
        """
        # A server may be closing, at this very moment, what stayed idle since it was last used.
        self._pool.clear()
        start = threading.Barrier(len(each))

        def one(requests: Sequence[Sent]) -> list[Answered]:
            start.wait(TIMEOUT_SECONDS)
            return [self._deliver(request) for request in requests]

        began = time.perf_counter()
        jobs = [self._threads.submit(one, requests) for requests in each]
        answers = [answered for job in jobs for answered in job.result()]
        return time.perf_counter() - began, answers

    def _deliver(self, request: Sent) -> Answered:
        sent = time.perf_counter()
        answer = self._pool.request("POST", request.url, body=request.body, headers=request.headers)
        if answer.status != 200:
            raise RuntimeError(f"answered with HTTP {answer.status}")
        return Answered((time.perf_counter() - sent) * 1000, answer.data)
