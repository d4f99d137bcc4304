"""The part with crashes: the function is killed at every step of a press, started again, pressed.

At each call of Google's, before it is handled and before it is answered, and at each use of the
store, before it and after its commit.
"""

from __future__ import annotations

import sqlite3
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandbox.addon import AddOn
from sandbox.google.faults import Call, Fault, Faults
from sandbox.google.server import GoogleServer
from sandbox.google.world import World
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import Exchange
from torture.mortal import Nursery
from torture.report import Figures
from torture.words import ASK_REPLACE

MOST_STEPS = 40
FEW_READS = 8
"""Uses of the store that only read commit nothing: up to so many are tried all the same."""
LATER_SECONDS = 300.0
"""After which nothing that the dead had begun counts any more."""
MAKING = "meet.spaces.create"
MOST_LOST = 1
"""Of the uses of the store in a scene: the one that remembers the Meet."""
ANA, BO = "ana@example.com", "bo@example.com"


class Scythe(Faults):
    """Kills at the nth call, before it is handled or before it is answered."""

    def __init__(self, kill: Callable[[], None]) -> None:
        super().__init__()
        self._kill = kill
        self._count = 0
        self._at = 0
        self._handled = False
        self._guard = threading.Lock()
        self.met = ""

    def aim(self, at: int, *, handled: bool) -> None:
        """At which call from now on, from 1; never for 0."""
        self._count, self._at, self._handled, self.met = 0, at, handled, ""

    def take(self, call: Call) -> Fault | None:
        """See `Faults.take`."""
        with self._guard:
            self._count += 1
            struck = self._count == self._at
        if not struck:
            return super().take(call)
        self.met = call.method_id
        if self._handled:
            return Fault("*", drop="after", answer_delay=0.001)
        self._kill()
        return Fault("*", drop="before")

    def wait(self, seconds: float) -> None:
        """The call was handled and is not answered yet."""
        if self.met and self._handled and seconds == 0.001:
            self._kill()


@dataclass
class Scene:
    """A press that is cut short and repeated.

    Attributes:
        prepare: leads up to the press, in a new world; returns the press, and what to count.
    """

    name: str
    prepare: Callable[[Stage], tuple[Callable[[], Exchange], Judge]]


@dataclass
class Stage:
    """A world, its people, and the hosts of Ana's."""

    google: GoogleServer
    calendar: CalendarHost
    chat: ChatHost

    @property
    def world(self) -> World:
        """The state behind the stand-in."""
        return self.google.world


Judge = Callable[[int], list[str]]
"""What is wrong, if so many Meets were lost with the process that had made them."""


def _uri(world: World, calendar_id: str, event_id: str) -> str:
    fields = world.calendar.find(calendar_id, event_id).fields()
    points = (fields.get("conferenceData") or {}).get("entryPoints") or [{}]
    return str(points[0].get("uri", ""))


def _made(world: World) -> list[str]:
    return [space.uri for space in world.meet.spaces if space.origin.startswith("api:")]


def _judge_event(stage: Stage, event_id: str, lost: int) -> list[str]:
    uri, made = _uri(stage.world, ANA, event_id), _made(stage.world)
    found = [] if uri in made else ["the event does not have the Meet that was made"]
    return found if len(made) <= 1 + lost else [*found, f"{len(made)} Meets were made"]


def _create(stage: Stage) -> tuple[Callable[[], Exchange], Judge]:
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO])

    def press() -> Exchange:
        stage.calendar.open_event(ANA, event_id)
        stage.calendar.set_switch("recording", True)
        return stage.calendar.press_primary()

    return press, lambda lost: _judge_event(stage, event_id, lost)


def _replace(stage: Stage) -> tuple[Callable[[], Exchange], Judge]:
    meet = stage.world.meet.make_meet(BO)
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO], conference=meet)

    def press() -> Exchange:
        opened = stage.calendar.open_event(ANA, event_id)
        if _uri(stage.world, ANA, event_id) != meet.uri:
            return opened  # the killed press had put the new one there
        stage.calendar.press(ASK_REPLACE)
        return stage.calendar.press_secondary()

    return press, lambda lost: _judge_event(stage, event_id, lost)


def _schedule(stage: Stage) -> tuple[Callable[[], Exchange], Judge]:
    room = stage.world.chat.add_space(
        "Team", [stage.world.people.user(ANA), stage.world.people.user(BO)]
    )
    stage.world.chat.join(room, stage.chat.app)
    stage.chat.in_space(room)
    stage.chat.slash_command("/schedule", "Budget")
    stage.chat.form.set_input("addresses", BO)

    def press() -> Exchange:
        return stage.chat.form.press_primary()

    def judge(lost: int) -> list[str]:
        events = stage.world.calendar.entries(ANA)
        if len(events) != 1:
            return [f"{len(events)} events were made"]
        return _judge_event(stage, events[0].id, lost)

    return press, judge


SCENES = (Scene("create", _create), Scene("replace", _replace), Scene("schedule", _schedule))


@dataclass(frozen=True)
class Death:
    """Where a process is killed.

    Attributes:
        at: the number of the call, or of the use of the store.
        where: `before` or `after` a call of Google's, or `store before` or `store after` a use.
    """

    where: str
    at: int

    def loses(self, struck: str) -> bool:
        """Whether a Meet may be lost: it was made, and not yet stored.

        Between the two nothing can be done for it; later it is remembered.
        """
        return self.where == "store before" or (self.where, struck) == ("after", MAKING)


def torture() -> Figures:
    """Kill at every step of every scene."""
    figures = Figures("crashes")
    deaths, lost, losing = 0, list[str](), Counter[str]()
    with _open_theatre() as theatre:
        for scene in SCENES:
            for where in ("before", "after", "store before", "store after"):
                for at in range(1, MOST_STEPS):
                    struck, loses, problems = _die(theatre, scene, Death(where, at))
                    if not struck and where != "store after":
                        break
                    if not struck and at > FEW_READS:
                        break
                    deaths += bool(struck)
                    losing[scene.name] += where == "store before" and loses
                    told = f"{scene.name}, killed {where} {struck} (#{at})"
                    lost += [f"{told}: {each}" for each in problems]
    lost += [
        f"{name}: {times} uses of the store before which a Meet was lost"
        for name, times in losing.items()
        if times > MOST_LOST
    ]
    figures.say("kills", deaths)
    figures.must_be("kills at all", deaths, met=deaths > 0)
    figures.must_be_zero("not one Meet and one event", len(lost))
    for each in lost:
        figures.tell(each)
    return figures


def _die(theatre: Theatre, scene: Scene, death: Death) -> tuple[str, bool, list[str]]:
    """Play a scene once.

    Returns:
        Where it was struck, empty if it never came so far; whether a Meet was lost with the
        process; and what is wrong.
    """
    nursery, scythe = theatre.nursery, theatre.scythe
    store = death.where.startswith("store")
    scythe.aim(0, handled=False)
    nursery.start()
    with theatre.stage() as stage:
        press, judge = scene.prepare(stage)
        if store:
            nursery.kill()
            nursery.start(die_at=f"{death.at}{'+' if death.where == 'store after' else ''}")
        else:
            scythe.aim(death.at, handled=death.where == "after")
        with suppress(LookupError):
            press()
        struck = scythe.met or ("" if nursery.lives() else "a use of the store")
        scythe.aim(0, handled=False)
        nursery.kill()
        if not struck:
            return "", False, []
        lost = sum(not theatre.remembers(uri) for uri in _made(stage.world))
        theatre.let_pass(LATER_SECONDS)
        nursery.start()
        try:
            answered = press()
            problems = judge(lost if death.loses(struck) else 0)
        finally:
            nursery.kill()
        if answered.status != 200:
            problems.append(f"the repeated press was answered with {answered.status}")
        return struck, bool(lost), problems


@dataclass
class Theatre:
    """Where presses are cut short."""

    google: GoogleServer
    nursery: Nursery
    scythe: Scythe
    store: Path

    @contextmanager
    def stage(self) -> Iterator[Stage]:
        """A new world, and nothing stored."""
        self.store.unlink(missing_ok=True)
        self.google.world = world = World()
        ana, _ = (world.add_user(email) for email in (ANA, BO))
        with AddOn(self.nursery.url, self.google) as addon:
            calendar = addon.calendar_of(ana, strict=False)
            yield Stage(self.google, calendar, addon.chat_of(ana, strict=False))

    def remembers(self, uri: str) -> bool:
        """Whether a Meet is in the store: then it must be used."""
        rows = self._database("SELECT * FROM documents")
        return any(uri in str(row) for row in rows)

    def let_pass(self, seconds: float) -> None:
        """Make all that is stored older."""
        self._database("UPDATE documents SET expires = expires - ?", seconds)

    def _database(self, sql: str, *values: float) -> list[Any]:
        if not self.store.exists():
            return []
        with (
            suppress(sqlite3.OperationalError),  # nothing was stored yet
            closing(sqlite3.connect(self.store)) as database,
            database,
        ):
            return database.execute(sql, values).fetchall()
        return []


@contextmanager
def _open_theatre() -> Iterator[Theatre]:
    with ExitStack() as stack:
        store = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "addon.db"
        google = stack.enter_context(GoogleServer())
        settings = {**google.settings(), "ADDON_STORE": f"sqlite:{store}"}
        nursery = stack.enter_context(Nursery(settings))
        google.faults = scythe = Scythe(nursery.kill)
        yield Theatre(google, nursery, scythe, store)
