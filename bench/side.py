"""Ours, the usual way and the floor side by side: each starts the same, and is checked alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bench.process import pss_mib, with_cpu, workers
from sandbox.addon import ROOT, AddOn
from sandbox.google.meet.meetings import RECORDING, SMART_NOTES, TRANSCRIPTION, Space
from sandbox.google.people.accounts import User
from sandbox.google.server import GoogleServer
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.exchange import Exchange
from sandbox.hosts.wire import Json

OURS, USUAL, FLOOR = "ours", "usual", "floor"
SOURCES = {OURS: ROOT, USUAL: ROOT / "bench/usual", FLOOR: ROOT / "bench/floor"}
"""The folder with each function's `main.py`."""
THREADS = "64"
"""What deployments set (contract.md)."""
RECORDS = "meetings.space.readonly"
"""What only those grant who want to see what was recorded."""
OFF = {RECORDING: "OFF", TRANSCRIPTION: "OFF", SMART_NOTES: "OFF"}

Press = Callable[[], Exchange]
Check = Callable[[Json], None]
"""Is given the answer."""
Click = tuple[Press, Check]
"""A press, and what says whether it did what it should."""


class WrongResultError(Exception):
    """A function answered, and did not do what was asked."""


def settings_of(store: Path, source: Path) -> dict[str, str]:
    """The environment variables of each function, apart from those that name the stand-in."""
    settings = {"ADDON_STORE": f"sqlite:{store}", "THREADS": THREADS}
    return settings if source == ROOT else {**settings, "PYTHONPATH": str(ROOT)}


@dataclass(frozen=True)
class Side:
    """One function that runs, and its own users at the one stand-in.

    Attributes:
        worker: the process that answers.
    """

    name: str
    google: GoogleServer
    addon: AddOn
    host: CalendarHost
    user: User
    worker: int

    @property
    def memory(self) -> float:
        """MiB of its processes together, shared pages counted once."""
        return pss_mib(self.worker) + pss_mib(self.addon.pid or 0)

    def delay(self, seconds: float) -> None:
        """Have everything that is asked of Google take so long from now on."""
        self.google.faults.latency = self.google.certificate_latency = seconds

    def somebody(self, name: str) -> tuple[User, CalendarHost]:
        """Another user of it."""
        return somebody(self.google, self.addon, f"{name}@{self.name}.example.com")


@contextmanager
def sides(google: GoogleServer, folder: Path) -> Iterator[list[Side]]:
    """All three, started, for as long as the context lasts.

    Args:
        folder: for stores and logs.
    """
    with ExitStack() as stack:
        started = []
        for name, source in SOURCES.items():
            settings = settings_of(folder / f"{name}.db", source)
            log = stack.enter_context((folder / f"{name}.log").open("wb"))
            addon = AddOn(source, google, folder=ROOT, settings=settings, log=log)
            stack.enter_context(addon)
            user, host = somebody(google, addon, f"ana@{name}.example.com")
            (worker,) = workers(addon.pid or 0)
            started.append(Side(name, google, addon, host, user, worker))
        yield started


def somebody(google: GoogleServer, addon: AddOn, email: str) -> tuple[User, CalendarHost]:
    """A new user who has granted what is needed, without the reading of records."""
    user = google.world.add_user(email)
    granted = [scope for scope in addon.deployment.scopes if not scope.endswith(RECORDS)]
    return user, addon.calendar_of(user, granted=granted)


@dataclass(frozen=True)
class Clicked:
    """What a click took: milliseconds until its answer, and of the function's CPU."""

    milliseconds: float
    cpu: float


def clicked(side: Side, kind: Callable[[Side], Click], latency: float) -> Clicked:
    """Prepare a click, do it while Google takes `latency` seconds, and check its result.

    Raises:
        WrongResultError: it did not do what was asked.
    """
    press, check = kind(side)
    side.delay(latency)
    exchange, cpu = with_cpu(side.worker, press)
    side.delay(0)
    check(exchange.response or {})
    return Clicked(exchange.milliseconds, cpu)


def see_nothing_ahead(side: Side) -> Click:
    """Open the sidebar as somebody without a meeting to come."""
    _, host = _new_user(side)

    def check(_: Json) -> None:
        _agree("switches", 3, _switches(host.card))

    return host.open_home, check


def see_what_is_ahead(side: Side) -> Click:
    """Open the sidebar as somebody with a meeting tomorrow; not measured, only checked."""
    user, host = _new_user(side)
    _event(side, user, summary="Budget")

    def check(_: Json) -> None:
        _agree("the meeting is listed", True, "Budget" in json.dumps(host.card))

    return host.open_home, check


def open_without(side: Side) -> Click:
    """Open an event that has no Meet."""
    return open_on(side, _event(side, side.user))


def open_on(side: Side, event_id: str) -> Click:
    """Open an event of the user's that has no Meet."""

    def check(_: Json) -> None:
        _agree("title", "Planning", side.host.card["header"]["title"])
        _agree("switches", 3, _switches(side.host.card))

    return lambda: side.host.open_event(side.user.email, event_id), check


def open_with(side: Side) -> Click:
    """Open an event that has a Meet of the user's, which records."""
    space = side.google.world.meet.make_meet(side.user, recording=True)
    event_id = _event(side, side.user, conference=space)

    def check(_: Json) -> None:
        drawn = json.dumps(side.host.card)
        _agree("title", "Planning", side.host.card["header"]["title"])
        _agree("the link is shown", True, space.code in drawn)
        _agree("recording stands on", True, _is_on(side.host.card, "recording"))

    return lambda: side.host.open_event(side.user.email, event_id), check


def create(side: Side) -> Click:
    """Have a Meet that records made for an event."""
    return create_as(side, side.user, side.host)


def create_as(side: Side, user: User, host: CalendarHost) -> Click:
    """The same as one of its users."""
    return create_on(side, user, host, _event(side, user))


def create_on(side: Side, user: User, host: CalendarHost, event_id: str) -> Click:
    """The same for an event that is there."""
    host.open_event(user.email, event_id)
    host.set_switch("recording", True)

    def check(answer: Json) -> None:
        saved = side.google.world.calendar.event(user.email, event_id, user)
        code = saved.get("conferenceData", {}).get("conferenceId", "")
        space = next((one for one in side.google.world.meet.spaces if one.code == code), None)
        _agree("settings", OFF | {RECORDING: "ON"}, space and _artifacts(space))
        _agree("the link is shown", True, bool(code) and code in json.dumps(answer))

    return host.press_primary, check


def change(side: Side) -> Click:
    """Have an event's Meet transcribe as well."""
    space = side.google.world.meet.make_meet(side.user, recording=True)
    side.host.open_event(side.user.email, _event(side, side.user, conference=space))
    side.host.set_switch("transcription", True)
    return change_of(side, space)


def change_of(side: Side, space: Space) -> Click:
    """The press alone, on the card of an event with this Meet."""

    def check(answer: Json) -> None:
        wanted = OFF | {RECORDING: "ON", TRANSCRIPTION: "ON"}
        _agree("settings", wanted, _artifacts(space))
        _agree("the link is shown", True, space.code in json.dumps(answer))

    return side.host.press_primary, check


_numbers = count()


def _new_user(side: Side) -> tuple[User, CalendarHost]:
    return side.somebody(f"user{next(_numbers)}")


def _event(side: Side, user: User, **fields: object) -> str:
    calendar = side.google.world.calendar
    guest = f"guest@{side.name}.example.com"
    return calendar.add_event(user.email, attendees=[guest], **fields)  # type: ignore[arg-type]


def _artifacts(space: Space) -> dict[str, str]:
    return {path: str(space.settings.get(path)) for path in OFF}


def _widgets(card: Json) -> list[Json]:
    return [widget for section in card["sections"] for widget in section["widgets"]]


def _controls(card: Json) -> dict[str, bool]:
    controls = (widget.get("decoratedText", {}).get("switchControl") for widget in _widgets(card))
    return {one["name"]: bool(one.get("selected")) for one in controls if one}


def _switches(card: Json) -> int:
    return len(_controls(card).keys() & {"recording", "transcription", "smart_notes"})


def _is_on(card: Json, name: str) -> bool:
    return _controls(card).get(name, False)


def _agree(what: str, expected: object, found: object) -> None:
    if expected != found:
        raise WrongResultError(f"{what}: {found} instead of {expected}")
