"""Many people at the same moment, and many requests one after the other."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from bench.captured import Crowd, Sent, footer_url, keep
from bench.figures import percentile
from bench.side import Check, Side, create_as, open_with, open_without
from sandbox.google.people.accounts import User
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.exchange import Exchange

IN_A_ROW = 2
"""Meets that each makes in a wave."""
CHUNK = 20
"""Requests that each of a crowd sends before somebody looks at the clock."""


@dataclass(frozen=True)
class Creates:
    """Meets that many people have made at the same time.

    Attributes:
        per_second: of each side by its name, in the middle one of the waves.
    """

    people: int
    per_second: dict[str, float]


def measure_creates(sides: Sequence[Side], people: int, waves: int, latency: float) -> Creates:
    """Have as many people as said make Meets, wave after wave, each side in turn.

    Everybody is somebody else. The first wave warms up. What each made is checked.

    Args:
        latency: seconds of each Google call.
    """
    crowds = {side.name: [side.somebody(f"host{n}") for n in range(people)] for side in sides}
    rates: dict[str, list[float]] = {side.name: [] for side in sides}
    with Crowd(people) as crowd:
        for wave in range(waves + 1):
            for side in sides:
                prepared = [_prepared(side, *one) for one in crowds[side.name]]
                side.delay(latency)
                seconds, answers = crowd.send([[sent for sent, _ in each] for each in prepared])
                side.delay(0)
                checks = (check for each in prepared for _, check in each)
                for check, answered in zip(checks, answers, strict=True):
                    check(json.loads(answered.body))
                if wave:
                    rates[side.name].append(len(answers) / seconds)
    return Creates(people, {name: percentile(each, 0.5) for name, each in rates.items()})


def _prepared(side: Side, user: User, host: CalendarHost) -> list[tuple[Sent, Check]]:
    made = []
    for _ in range(IN_A_ROW):
        press, check = create_as(side, user, host)
        made.append((keep(host, footer_url(host), press), check))
    return made


@dataclass(frozen=True)
class Lasting:
    """What becomes of the memory over many requests.

    Attributes:
        early: MiB of all processes after a tenth of them; likewise `late`, after all.
        requests: how many there were in the time that there is.
        seconds: how long they took.
    """

    early: float
    late: float
    requests: int
    seconds: float


def measure_lasting(side: Side, people: int, requests: int, seconds: float) -> Lasting:
    """Open cards again and again without latency; memory after a tenth of them and at the end.

    Args:
        people: who send at the same time.
        requests: how many are wanted.
        seconds: after which no more are sent.
    """
    kinds = cycle(_opened(side))
    rounds = max(10, requests // (people * CHUNK))
    early, sent, began = 0.0, 0, time.perf_counter()
    with Crowd(people) as crowd:
        for number in range(rounds):
            _, answers = crowd.send([list(islice(kinds, CHUNK)) for _ in range(people)])
            sent += len(answers)
            if number + 1 == rounds // 10:
                early = side.memory
            if time.perf_counter() - began > seconds and early:
                break
    return Lasting(early, side.memory, sent, time.perf_counter() - began)


def _opened(side: Side) -> list[Sent]:
    """The home card, an event without a Meet and one with."""
    deployment = side.host.deployment
    kept = [keep(side.host, deployment.home_url or "", side.host.open_home)]
    for kind in (open_without, open_with):
        press, _ = kind(side)
        kept.append(keep(side.host, deployment.event_open_url or "", press))
    return kept


@dataclass(frozen=True)
class Load:
    """How opening an event went for many people at once.

    Attributes:
        people: how many opened an event at once, several times in a row.
        p50: milliseconds within which half of them had their card; likewise `p95`.
        per_second: cards that the function answered in a second.
    """

    people: int
    p50: float
    p95: float
    per_second: float


def measure_load(host: CalendarHost, opened: Exchange, people: int, waves: int = 3) -> Load:
    """Send as many event opens as there are people at once, wave after wave; the first warms up.

    Args:
        opened: an event that the host opened before; it is what they open.

    Raises:
        RuntimeError: opening it sent nothing.
    """
    if opened.url is None:
        raise RuntimeError("opening an event sent nothing")
    sent = keep(host, opened.url, host.refresh)
    took: list[float] = []
    total = 0.0
    with Crowd(people) as crowd:
        for wave in range(waves + 1):
            seconds, answers = crowd.send([[sent]] * people)
            if wave:
                total += seconds
                took += [answered.milliseconds for answered in answers]
    return Load(people, percentile(took, 0.5), percentile(took, 0.95), len(took) / total)
