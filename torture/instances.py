"""The part with two instances: one press on two processes that share a store makes one Meet."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sandbox.addon import AddOn
from sandbox.google.server import GoogleServer
from sandbox.google.world import World
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.delivery import Reply
from sandbox.hosts.installation import Installation
from sandbox.process import free_port
from torture.mortal import Nursery
from torture.report import Figures
from torture.words import ASK_REPLACE

ROUNDS = 8
LONG_ROUNDS = 200
LATENCY_SECONDS = 0.01
"""Of each call of Google's, so that the presses meet."""
ANA, BO = "ana@example.com", "bo@example.com"


class Pair:
    """Two instances of one function, and Ana's hosts, whose presses go to both."""

    def __init__(self, google: GoogleServer, url: str, other: str) -> None:
        self._google, self._url, self._other = google, url, other
        self._posts = 0
        self._worlds = 0

    @contextmanager
    def stage(self) -> Iterator[tuple[World, CalendarHost, ChatHost]]:
        """A new world with Ana's Calendar and Chat."""
        self._worlds += 1
        self._google.world = world = World(seed=self._worlds)  # nothing is as in another round
        ana, bo = (world.add_user(email) for email in (ANA, BO))
        with AddOn(self._url, self._google) as addon:
            calendar = addon.calendar_of(ana, strict=False)
            chat = addon.chat_of(ana, strict=False)
            self._spread(calendar.installation)
            room = world.chat.add_space("Team", [ana, bo])
            world.chat.join(room, chat.app)
            chat.in_space(room)
            yield world, calendar, chat

    def twice(self, chat: ChatHost, action: Callable[[], object]) -> None:
        """Have Chat deliver what a person does to both, at the same moment."""
        chat.deliver_twice(action, together=True, also_to=self._other)

    def _spread(self, installation: Installation) -> None:
        """Send each second request to the other instance, as a load balancer may."""
        real = installation.post

        def post(url: str, event: dict[str, Any], headers: dict[str, str]) -> Reply:
            self._posts += 1
            there = url.replace(self._url, self._other) if self._posts % 2 else url
            return real(there, event, headers)

        installation.post = post  # type: ignore[method-assign]


def _create(pair: Pair) -> str:
    with pair.stage() as (world, calendar, _):
        event_id = world.calendar.add_event(ANA, attendees=[BO])
        calendar.open_event(ANA, event_id)
        calendar.press_twice()
        return _judge(world, event_id)


def _replace(pair: Pair) -> str:
    with pair.stage() as (world, calendar, _):
        event_id = world.calendar.add_event(
            ANA, attendees=[BO], conference=world.meet.make_meet(BO)
        )
        calendar.open_event(ANA, event_id)
        calendar.press(ASK_REPLACE)
        calendar.press_twice(calendar.card["fixedFooter"]["secondaryButton"])
        return _judge(world, event_id)


def _schedule(pair: Pair) -> str:
    with pair.stage() as (world, _, chat):
        chat.slash_command("/schedule", "Budget")
        pair.twice(chat, chat.form.press_primary)
        events = world.calendar.entries(ANA)
        if len(events) != 1:
            return f"{len(events)} events"
        return _judge(world, events[0].id)


def _meet(pair: Pair) -> str:
    with pair.stage() as (world, _, chat):
        pair.twice(chat, lambda: chat.slash_command("/meet"))
        made = _made(world)
        return "" if len(made) == 1 else f"{len(made)} Meets"


def _made(world: World) -> list[str]:
    return [space.uri for space in world.meet.spaces if space.origin.startswith("api:")]


def _judge(world: World, event_id: str) -> str:
    fields = world.calendar.find(ANA, event_id).fields()
    points = (fields.get("conferenceData") or {}).get("entryPoints") or [{}]
    made = _made(world)
    if len(made) != 1:
        return f"{len(made)} Meets"
    return "" if points[0].get("uri") in made else "an event without its Meet"


SCENES: dict[str, Callable[[Pair], str]] = {
    "create": _create,
    "replace": _replace,
    "schedule": _schedule,
    "/meet": _meet,
}


def torture(*, long: bool = False) -> Figures:
    """The same presses on both, again and again, for each store that is at hand."""
    figures = Figures("instances")
    rounds = LONG_ROUNDS if long else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        store = {"ADDON_STORE": f"sqlite:{Path(folder) / 'addon.db'}"}
        _play(figures, "one SQLite file", store, rounds)
    with _firestore() as settings:
        if settings is None:
            figures.say("one Firestore", "not here")
        else:
            _play(figures, "one Firestore", settings, rounds)
    return figures


def _play(figures: Figures, name: str, store: dict[str, str], rounds: int) -> None:
    wrong = 0
    with GoogleServer() as google:
        google.faults.latency = LATENCY_SECONDS
        with Nursery({**google.settings(), **store}) as nursery:
            nursery.start()
            port = free_port()
            nursery.start(port=port)
            pair = Pair(google, nursery.url, f"http://127.0.0.1:{port}")
            for scene, play in SCENES.items():
                for _ in range(rounds):
                    problem = play(pair)
                    if problem:
                        wrong += 1
                        figures.tell(f"two instances on {name}, {scene}: {problem}")
    figures.say(f"presses on both, {name}", rounds * len(SCENES))
    figures.must_be_zero(f"not one Meet, {name}", wrong)


@contextmanager
def _firestore() -> Iterator[dict[str, str] | None]:
    """The settings of a Firestore emulator that is started for this, where one is installed."""
    from tools.emulator import Emulator, NoEmulator  # noqa: PLC0415  # only here

    emulator = None
    with suppress(NoEmulator):
        emulator = Emulator.start()
    if emulator is None:
        yield None
        return
    try:
        yield {
            "ADDON_STORE": "firestore",
            "GOOGLE_CLOUD_PROJECT": "demo-torture",
            "FIRESTORE_EMULATOR_HOST": emulator.address,
        }
    finally:
        emulator.end()
