"""What all tabs of the workbench share: the stand-in for Google, the real function, the people."""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from sandbox.addon import ROOT, AddOn
from sandbox.google.calendar.conference_data import meeting_code
from sandbox.google.clock import Clock
from sandbox.google.meet.meetings import Conference, Space
from sandbox.google.people.accounts import User
from sandbox.google.server import GoogleServer
from sandbox.google.shared import Change
from sandbox.google.world import World
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.deployment import Deployment
from sandbox.hosts.wire import Json
from workbench.last_week import PAST
from workbench.seed import Seeded, seed
from workbench.trouble import Orders

MEETING = timedelta(minutes=30)
FILES = 3
"""So many a call has at most, which come one after the other."""
STAGE = "stage"
RESET = Change(STAGE, "reset")
TROUBLE = Change(STAGE, "trouble")

Consent = Callable[[list[str]], Collection[str]]
Listener = Callable[[Change], None]


@dataclass(frozen=True)
class Seat:
    """Who sits in front of a browser, and how it is set.

    Attributes:
        email: the person.
        locale: the language, as a host writes it.
        zone: the IANA time zone.
    """

    email: str
    locale: str
    zone: str


class Stage:
    """The stand-in and the function, from the `with` statement or `start` to `close`.

    Args:
        seed_number: makes ids and meeting codes repeatable.
        moment: where the stand-in's time stands still; real time when None.
        policy: what the organization has decided, as the function's setting has it.

    Attributes:
        google: the stand-in.
        addon: the function's process, and its hosts.
        deployment: what the hosts know about the add-on.
        orders: the trouble that stands.
        seeded: what the present world began with.
        grants: the scopes that each person granted, by address.
        store_is_down: whether the add-on's store is out of reach.
    """

    def __init__(
        self, *, seed_number: int = 0, moment: datetime | None = None, policy: str = ""
    ) -> None:
        self._seed_number = seed_number
        self._moment = moment
        self._listeners: list[Listener] = []
        self._lock = threading.Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="workbench-")
        self._store = Path(self._folder.name) / "addon.db"
        self._log = (Path(self._folder.name) / "function.log").open("wb")
        self.google = GoogleServer(self._new_world())
        self.orders = Orders(self.google.faults)
        self.seeded: Seeded = seed(self.world)
        self.addon = AddOn(
            ROOT,
            self.google,
            settings={
                "ADDON_STORE": f"sqlite:{self._store}",
                "THREADS": "64",
                "ADDON_POLICY": policy,
            },
            log=self._log,
        )
        self.deployment: Deployment = self.addon.deployment
        self.grants: dict[str, frozenset[str]] = {}
        self.store_is_down = False

    @property
    def world(self) -> World:
        """The state behind the stand-in; another one after a reset."""
        return self.google.world

    @property
    def now(self) -> datetime:
        """The stand-in's present."""
        return self.world.clock.now()

    def start(self) -> Self:
        """Start serving.

        Raises:
            NotReadyError: the function ended, or did not answer in time.
        """
        self.google.start()
        self.world.subscribe(self._tell)
        self.addon.start()
        return self

    def close(self) -> None:
        """End the function, then the stand-in; nothing is left behind."""
        self.addon.close()
        self.google.close()
        self._log.close()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def log_text(self) -> str:
        """What the function has written so far."""
        return (Path(self._folder.name) / "function.log").read_text(errors="replace")

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call the listener, on any thread, after every change; returns what ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    # people

    def user(self, email: str) -> User:
        """Somebody's account."""
        return self.world.people.user(email)

    def granted(self, email: str) -> frozenset[str]:
        """The scopes that somebody granted: all of them at first."""
        return self.grants.get(email, frozenset(self.deployment.scopes))

    def calendar_host(self, seat: Seat, consent: Consent) -> CalendarHost:
        """Calendar in somebody's browser."""
        return self.addon.calendar_of(
            self.user(seat.email),
            locale=seat.locale,
            time_zone=seat.zone,
            granted=self.granted(seat.email),
            consent=consent,
            strict=False,
        )

    def chat_host(self, seat: Seat, consent: Consent) -> ChatHost:
        """Chat in somebody's browser."""
        return self.addon.chat_of(
            self.user(seat.email),
            locale=seat.locale,
            time_zone=seat.zone,
            granted=self.granted(seat.email),
            consent=consent,
            strict=False,
        )

    # trouble

    def set_store_down(self, down: bool) -> None:
        """Put the add-on's store out of its reach, or back."""
        aside = self._store.with_suffix(".aside")
        with self._lock:
            if down and not self.store_is_down:
                if self._store.exists():
                    self._store.rename(aside)
                self._store.mkdir()  # a folder where the database should be
            elif self.store_is_down and not down:
                self._store.rmdir()
                if aside.exists():
                    aside.rename(self._store)
            self.store_is_down = down
        self._tell(TROUBLE)

    def trouble_changed(self) -> None:
        """Tell every tab that faults were ordered or cleared."""
        self._tell(TROUBLE)

    # meetings

    def hold_conference(self, space: Space, joined: Collection[User]) -> Conference:
        """Hold a whole conference; its files come while the time passes on.

        Args:
            space: where.
            joined: who takes part; the space's owner comes first, so that artifacts start.
        """
        world = self.world
        people = sorted(joined, key=lambda person: person.email != space.owner)
        held = world.meet.start_conference(space, people)
        for person in people:
            world.meet.say(held, person, f"Hello, {person.display_name} here.")
        world.clock.advance(MEETING)
        world.meet.end_conference(held)
        self._tell(Change("conference", held.id))
        return held

    def prepare_files(self, held: Conference) -> None:
        """Let the time pass until the next of a conference's files is there."""
        self.world.clock.advance(self.world.knobs.artifact_delay / FILES)
        self._tell(Change("conference", held.id))

    def event_of(self, space: Space) -> Json | None:
        """The event that a space belongs to."""
        with self.world.transaction():
            for calendar_id in self.world.calendar.calendars:
                for entry in self.world.calendar.entries(calendar_id):
                    fields = entry.fields()
                    if meeting_code(fields.get("conferenceData")) == space.code:
                        return fields
        return None

    def reset(self) -> None:
        """Begin anew: the seeded world, nothing stored, everything granted, no trouble."""
        if self.store_is_down:
            self.set_store_down(False)
        self._store.unlink(missing_ok=True)
        self.google.faults.clear()
        self.google.faults.latency = 0.0
        self.google.calls.clear()
        self.grants.clear()
        self.google.world = self._new_world()
        self.seeded = seed(self.world)
        self.world.subscribe(self._tell)
        self._tell(RESET)

    def _new_world(self) -> World:
        return World(clock=Clock(self._moment, ahead=-PAST), seed=self._seed_number)

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)
