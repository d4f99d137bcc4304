"""Whether a click costs the same however much there is: users stored, guests, events apart."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from addon.store.remembered import ANONYMOUS
from bench.clicks import DEFAULTS
from bench.figures import percentile
from bench.process import workers
from bench.side import (
    OURS,
    THREADS,
    Click,
    Side,
    change,
    clicked,
    create,
    create_on,
    open_on,
    open_without,
    see_nothing_ahead,
    somebody,
)
from sandbox.addon import ROOT, AddOn
from sandbox.google.server import GoogleServer
from tools.emulator import Emulator, NoEmulator

STORED_USERS = (1, 1_000, 100_000)
GUESTS = (0, 2_000)
APART = (0, 300)
PROJECT = "demo-bench"
HOME, OPEN, CREATE = "home", "open", "create"
MARK = "."
"""Comes before the number in the documents of further users."""
INSERT = "INSERT INTO documents (owner, name, data, expires) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True)
class Took:
    """The medians of one click.

    Attributes:
        calls: how long it took, in multiples of a Google call.
        cpu: the function's own, in milliseconds.
    """

    calls: float
    cpu: float


@dataclass(frozen=True)
class Sized:
    """What clicks cost at one size.

    Attributes:
        name: what there is so much of.
        took: by the click's name.
        remark: why there is nothing, where there is nothing.
    """

    name: str
    took: Mapping[str, Took]
    remark: str = ""


def measure_sizes(
    runs: int, latency: float, users: tuple[int, ...] = STORED_USERS
) -> tuple[Sized, ...]:
    """Measure ours at each size: `runs` times, after once to warm up.

    Args:
        latency: seconds of each Google call.
        users: how many are stored, ascending.
    """
    with tempfile.TemporaryDirectory() as made, GoogleServer() as google:
        folder = Path(made)
        store = folder / "addon.db"
        sized = []
        with _ours(google, folder, {"ADDON_STORE": f"sqlite:{store}"}) as side:
            _use(side)
            clicks = {HOME: see_nothing_ahead, OPEN: open_without, CREATE: create}
            # Guests come later: the stand-in looks for a series among all events with theirs.
            for apart in APART:
                event = _in_a_series(side, apart)
                name = f"a series with {apart} events apart"
                sized.append(_at(name, side, _on(event), runs, latency))
            for guests in GUESTS:
                event = _with_guests(side, guests)
                sized.append(_at(f"{guests:,} guests", side, _on(event), runs, latency))
            for before, number in zip((1, *users), users, strict=False):
                _fill(store, before, number)
                sized.append(_at(f"{number:,} stored users", side, clicks, runs, latency))
        sized.append(_in_firestore(google, folder, clicks, runs, latency))
        return tuple(sized)


def _in_firestore(
    google: GoogleServer,
    folder: Path,
    clicks: Mapping[str, Callable[[Side], Click]],
    runs: int,
    latency: float,
) -> Sized:
    name = "Firestore's emulator"
    try:
        emulator = Emulator.start()
    except NoEmulator as missing:
        return Sized(name, {}, f"not measured: {missing}")
    settings = {
        "ADDON_STORE": "firestore",
        "FIRESTORE_EMULATOR_HOST": emulator.address,
        "GOOGLE_CLOUD_PROJECT": PROJECT,
    }
    try:
        with _ours(google, folder, settings) as side:
            return _at(name, side, clicks, runs, latency)
    finally:
        emulator.end()


@contextmanager
def _ours(google: GoogleServer, folder: Path, settings: Mapping[str, str]) -> Iterator[Side]:
    with (folder / "log").open("ab") as log:
        threads = {"THREADS": THREADS}
        with AddOn(ROOT, google, settings={**threads, **settings}, log=log) as addon:
            user, host = somebody(google, addon, f"ana@{settings['ADDON_STORE'][:6]}.example.com")
            (worker,) = workers(addon.pid or 0)
            yield Side(OURS, google, addon, host, user, worker)


def _at(
    name: str,
    side: Side,
    clicks: Mapping[str, Callable[[Side], Click]],
    runs: int,
    latency: float,
) -> Sized:
    return Sized(name, {each: _took(side, kind, runs, latency) for each, kind in clicks.items()})


def _took(side: Side, kind: Callable[[Side], Click], runs: int, latency: float) -> Took:
    calls, cpu = [], []
    for run in range(runs + 1):
        took = clicked(side, kind, latency)
        if run:
            calls.append(took.milliseconds / 1000 / latency)
            cpu.append(took.cpu)
    return Took(percentile(calls, 0.5), percentile(cpu, 0.5))


def _use(side: Side) -> None:
    """Leave behind in the store what a user leaves there."""
    for kind in (create, change):
        press, _ = kind(side)
        press()
    side.host.universal_action(DEFAULTS)
    side.host.press_primary()


def _fill(store: Path, before: int, users: int) -> None:
    """Have so many users in the store instead of so many: each with what the first one left."""
    with closing(sqlite3.connect(store)) as database, database:
        rows = database.execute("SELECT owner, name, data, expires FROM documents").fetchall()
        first = [row for row in rows if MARK not in row[0] + row[1]]
        database.executemany(
            INSERT, (_of(row, number) for number in range(before, users) for row in first)
        )


def _of(row: tuple[str, str, str, float], number: int) -> tuple[str, str, str, float]:
    owner, name, data, expires = row
    if owner == ANONYMOUS:
        return owner, f"{name}{MARK}{number}", data, expires
    return f"{owner}{MARK}{number}", name, data, expires


def _on(event: Callable[[], str]) -> dict[str, Callable[[Side], Click]]:
    return {
        OPEN: lambda side: open_on(side, event()),
        CREATE: lambda side: create_on(side, side.user, side.host, event()),
    }


def _with_guests(side: Side, guests: int) -> Callable[[], str]:
    everybody = [f"guest{number}@example.com" for number in range(guests)]
    calendar = side.google.world.calendar
    return lambda: calendar.add_event(side.user.email, attendees=everybody)


def _in_a_series(side: Side, apart: int) -> Callable[[], str]:
    """Makes a series of which so many events have another Meet; its first event, which has none."""
    world = side.google.world
    other = world.meet.make_meet(world.add_user(f"host{apart}@example.com"))
    start = datetime(2036, 12, 1, 9, tzinfo=UTC)
    days = [start + timedelta(days=number) for number in range(apart + 1)]

    def make() -> str:
        series = world.calendar.add_event(
            side.user.email,
            start=start.isoformat(),
            end=(start + timedelta(minutes=30)).isoformat(),
            time_zone="UTC",
            recurrence=[f"RRULE:FREQ=DAILY;COUNT={apart + 2}"],
        )
        first, *rest = (f"{series}_{day:%Y%m%dT%H%M%SZ}" for day in days)
        for each in rest:
            world.calendar.edit_event(side.user.email, each, conference=other)
        return first

    return make
