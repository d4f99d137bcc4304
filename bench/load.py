"""Many people opening an event at the same moment."""

from __future__ import annotations

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import urllib3

from bench.clicks import Person
from bench.figures import percentile

WAVES = 3
TIMEOUT_SECONDS = 20.0


@dataclass(frozen=True)
class Load:
    """How it went.

    Attributes:
        people: how many opened an event at once, several times in a row.
        p50: milliseconds within which half of them had their card; likewise `p95`.
        per_second: cards that the function answered in a second.
    """

    people: int
    p50: float
    p95: float
    per_second: float


def measure_load(person: Person, people: int) -> Load:
    """Send as many event opens as there are people at once, wave after wave; the first warms up.

    The events are made beforehand, so that making and signing them is not measured.
    """
    exchange = person.open(person.new_event(person.own_meet()))
    if exchange.url is None or exchange.request is None:
        raise RuntimeError("opening an event sent nothing")
    url = exchange.url
    event, headers = person.host.installation.event(
        url, "CALENDAR", with_locale=True, context={"calendar": exchange.request["calendar"]}
    )
    body = json.dumps(event).encode()
    start = threading.Barrier(people)
    pool = urllib3.PoolManager(maxsize=people, retries=False)

    def send() -> float:
        start.wait(TIMEOUT_SECONDS)
        sent = time.perf_counter()
        answer = pool.request(
            "POST",
            url,
            body=body,
            headers={**headers, "Content-Type": "application/json"},
            timeout=TIMEOUT_SECONDS,
        )
        if answer.status != 200:
            raise RuntimeError(f"answered with HTTP {answer.status}")
        return (time.perf_counter() - sent) * 1000

    took: list[float] = []
    seconds = 0.0
    with ThreadPoolExecutor(people) as everyone, pool:
        for wave in range(WAVES + 1):
            began = time.perf_counter()
            milliseconds = [job.result() for job in [everyone.submit(send) for _ in range(people)]]
            if wave:
                seconds += time.perf_counter() - began
                took += milliseconds
    return Load(people, percentile(took, 0.5), percentile(took, 0.95), len(took) / seconds)
