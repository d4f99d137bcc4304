"""The part with isolation: a hundred users at once, each of whom sees what is theirs alone."""

from __future__ import annotations

import json
import random
import re
import tempfile
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import urllib3

from sandbox.addon import ROOT, AddOn
from sandbox.google.server import GoogleServer
from sandbox.google.world import World
from sandbox.hosts.delivery import Reply
from sandbox.hosts.installation import Installation
from torture.reading import read_answer
from torture.report import Figures

Json = dict[str, Any]

USERS = 100
SECONDS = 60.0
THREADS = 64
LATENCY_SECONDS = 0.02
"""Of each of Google's answers, so that many are on their way at once."""
MARK = re.compile(r"secret-(\d+)-")
SWITCHES = ("recording", "transcription", "smart_notes")


@dataclass
class Person:
    """A user, and what their hosts send.

    Attributes:
        number: is in everything that is theirs.
        requests: the URL, the body and the headers of each, and whether a title is in its answer.
        link: of their Meet.
    """

    number: int
    link: str
    requests: list[tuple[str, bytes, dict[str, str], bool]] = field(default_factory=list)

    @property
    def defaults(self) -> dict[str, bool]:
        """What they saved as their defaults."""
        return {name: bool(self.number >> bit & 1) for bit, name in enumerate(SWITCHES)}


def _person(google: GoogleServer, addon: AddOn, number: int) -> Person:
    world = google.world
    user = world.add_user(f"user{number}@example.com", display_name=f"secret-{number}-name")
    host = addon.calendar_of(user, strict=False)
    chat = addon.chat_of(user, strict=False)
    space = world.meet.make_meet(user, recording=bool(number & 1), transcription=bool(number & 2))
    with_meet = world.calendar.add_event(
        user.email, summary=f"secret-{number}-met", conference=space
    )
    without = world.calendar.add_event(user.email, summary=f"secret-{number}-planned")
    person = Person(number, space.uri)
    recording = False

    def watch(installation: Installation) -> None:
        real = installation.post

        def keep(url: str, event: Json, headers: dict[str, str]) -> Reply:
            title = "calendar" in event
            if recording:
                person.requests.append((url, json.dumps(event).encode(), headers, title))
            return real(url, event, headers)

        installation.post = keep  # type: ignore[method-assign]

    for installation in (host.installation, chat.installation):
        watch(installation)
    chat.open_dm()
    host.universal_action("Defaults for new meetings")
    for name, on in person.defaults.items():
        host.set_switch(name, on)
    host.press_primary()
    recording = True
    host.universal_action("Defaults for new meetings")
    host.open_event(user.email, with_meet)
    host.press_primary()
    host.open_event(user.email, without)
    chat.slash_command("/settings")
    chat.slash_command("/meet", f"secret-{number}-call")
    return person


@dataclass
class Seen:
    """What came back.

    Attributes:
        strange: what was somebody else's.
        missing: answers without what is the user's own.
    """

    answers: int = 0
    strange: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def torture(seed: int) -> Figures:
    """A hundred users, on all threads, for a minute."""
    figures = Figures("isolation")
    with tempfile.TemporaryDirectory() as folder, GoogleServer() as google:
        google.world = World(seed=seed)
        store = {"ADDON_STORE": f"sqlite:{Path(folder) / 'addon.db'}", "THREADS": str(THREADS)}
        log = (Path(folder) / "log").open("wb")
        with log, AddOn(ROOT, google, settings=store, log=log) as addon:
            people = [_person(google, addon, number) for number in range(USERS)]
            google.faults.latency = LATENCY_SECONDS
            seen = _crowd(people, seed)
    figures.say("users", USERS)
    figures.say("answers", seen.answers)
    figures.must_be("answers at all", seen.answers, met=seen.answers > USERS)
    figures.must_be_zero("answers with another user's data", len(seen.strange))
    figures.must_be_zero("answers without one's own", len(seen.missing))
    for each in (*seen.strange[:5], *seen.missing[:5]):
        figures.tell(f"isolation: {each}")
    return figures


def _crowd(people: list[Person], seed: int) -> Seen:
    seen, lock = Seen(), threading.Lock()
    pool = urllib3.PoolManager(maxsize=THREADS, retries=False)
    links = {person.link: person.number for person in people}
    ends = time.monotonic() + SECONDS

    def stand(place: int) -> None:
        chance = random.Random(f"isolation {seed} {place}")  # noqa: S311  # repeatable
        while time.monotonic() < ends:
            person = chance.choice(people)
            url, body, headers, titled = chance.choice(person.requests)
            answer = pool.request(
                "POST", url, body=body, headers={**headers, "Content-Type": "application/json"}
            )
            strange, missing = judge(
                person.number, person.defaults, answer.data, links, titled=titled
            )
            with lock:
                seen.answers += 1
                seen.strange += strange
                seen.missing += missing

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(stand, range(THREADS)))
    pool.clear()
    return seen


def judge(
    user: int,
    defaults: Mapping[str, bool],
    answer: bytes,
    links: Mapping[str, int],
    *,
    titled: bool,
) -> tuple[list[str], list[str]]:
    """What in an answer is somebody else's, and what of the user's own is missing.

    Args:
        user: their number; `defaults` is what they saved.
        links: whose Meet is where.
        titled: whether the answer is about an event of theirs.
    """
    text = answer.decode()
    whose = {int(number) for number in MARK.findall(text)}
    whose |= {number for link, number in links.items() if link in text}
    strange = [f"user {user} saw user {each}'s" for each in whose - {user}]
    missing = []
    if titled and user not in whose:
        missing.append(f"user {user}: nothing of theirs in {text[:200]}")
    for reading in read_answer(json.loads(answer)):
        if not titled and reading.switches:
            shown = {name: reading.switches.get(name, False) for name in SWITCHES}
            if shown != defaults:
                strange.append(f"user {user} saw other defaults: {shown}")
    return strange, missing
