"""What a person does in Calendar's sidebar and in Chat, and what it costs the warm function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from bench.figures import Spread, sequential_rounds
from bench.process import with_cpu
from sandbox.addon import AddOn
from sandbox.google.meet.meetings import Space
from sandbox.google.server import Call, GoogleServer
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.exchange import Exchange

ASK_REPLACE = "Replace with my Meet…"
"""The button before the one that replaces."""

DEFAULTS = "Defaults for new meetings"
"""The menu's way to the defaults."""

RECORDS = "meetings.space.readonly"
"""What only those grant who want to see what was recorded."""

Click = Callable[[], Exchange]


class Person:
    """Ana with her Calendar and Chat, and Bo, whose Meets are on some of her events.

    Attributes:
        host: Ana's Calendar.
        reader: the same, once she has let the add-on see what was recorded.
        chat: Ana's Chat, with a space open that she shares with Bo and the app.
        google: the stand-in.
    """

    def __init__(self, google: GoogleServer, addon: AddOn) -> None:
        self.google = google
        self._addon = addon
        self._others = count()
        self._ana = google.world.add_user("ana@example.com", display_name="Ana")
        self._bo = google.world.add_user("bo@example.com", display_name="Bo")
        every = addon.deployment.scopes
        usual = [scope for scope in every if not scope.endswith(RECORDS)]
        self._usual = usual
        self.host = addon.calendar_of(self._ana, granted=usual)
        self.reader = addon.calendar_of(self._ana)
        self.chat = addon.chat_of(self._ana)
        room = google.world.chat.add_space("Team", [self._ana, self._bo])
        google.world.chat.join(room, self.chat.app)
        self.chat.in_space(room)

    def new_event(self, conference: Space | None = None, *, draft: bool = False) -> str:
        """Put another event with a guest into Ana's calendar."""
        return self.google.world.calendar.add_event(
            self._ana.email, attendees=[self._bo.email], conference=conference, draft=draft
        )

    def own_meet(self) -> Space:
        """A Meet that Calendar made for Ana."""
        return self.google.world.meet.make_meet(self._ana)

    def foreign_meet(self) -> Space:
        """A Meet that Calendar made for Bo."""
        return self.google.world.meet.make_meet(self._bo)

    def somebody_with(self, meetings: int, meets: int) -> CalendarHost:
        """Another person's Calendar, with meetings to come that are to be recorded.

        Args:
            meetings: how many there are.
            meets: how many of them have a Meet, which is not.
        """
        world = self.google.world
        user = world.add_user(f"host{next(self._others)}@example.com")
        for number in range(meetings):
            start = datetime.now(UTC) + timedelta(hours=1 + number / 10)
            world.calendar.add_event(
                user.email,
                attendees=[self._bo.email],
                start=start.isoformat(),
                end=(start + timedelta(minutes=30)).isoformat(),
                conference=world.meet.make_meet(user) if number < meets else None,
            )
        host = self._addon.calendar_of(user, granted=self._usual)
        host.universal_action(DEFAULTS)
        host.set_switch("recording", True)
        host.press_primary()
        return host

    def open(self, event_id: str) -> Exchange:
        """Ana opens an event."""
        return self.host.open_event(self._ana.email, event_id)

    def read(self, event_id: str) -> Exchange:
        """Ana opens an event to see what there is of its call."""
        return self.reader.open_event(self._ana.email, event_id)

    def held_event(self) -> str:
        """An event whose call is over."""
        space = self.google.world.meet.make_meet(self._ana, recording=True)
        held = self.google.world.meet.start_conference(space, [self._ana])
        self.google.world.meet.end_conference(held)
        return self.new_event(space)

    def save(self, event_id: str) -> None:
        """Ana saves a draft."""
        self.google.world.calendar.save_draft(event_id)

    def fill_in_schedule(self) -> None:
        """Ana opens the dialog for an event from Chat, and names Bo as its guest."""
        self.chat.slash_command("/schedule", "Budget")
        self.chat.form.set_input("addresses", self._bo.email)


@dataclass(frozen=True)
class Scenario:
    """A click and what leads up to it.

    Attributes:
        prepare: leads up to the click and returns it.
        target: the most that its median may take, in multiples of a Google call.
    """

    name: str
    prepare: Callable[[Person], Click]
    target: float | None = None


@dataclass(frozen=True)
class ClickCost:
    """What one scenario cost.

    Attributes:
        milliseconds: from sending the event to having the answer.
        rounds: Google calls that had to wait for one another, in the run with the fewest: where
            many go out at once, a busy machine may part some that need not wait.
        calls: the Google calls of one click.
        cpu_milliseconds: the worker's own CPU time for each click.
        connections: TCP connections to Google opened by all the clicks together.
    """

    scenario: Scenario
    milliseconds: Spread
    rounds: int
    calls: tuple[str, ...]
    cpu_milliseconds: float
    connections: int


class UnlikeRunsError(Exception):
    """Two runs of a scenario called Google differently: there is no one figure for it."""


def _home(person: Person) -> Click:
    return person.host.open_home


def _home_with_many(person: Person) -> Click:
    return person.somebody_with(20, 12).open_home


def _set_up(person: Person) -> Click:
    host = person.somebody_with(10, 0)
    host.open_home()
    return host.press_primary


def _open(person: Person) -> Click:
    event_id = person.new_event()
    return lambda: person.open(event_id)


def _open_with_meet(person: Person) -> Click:
    event_id = person.new_event(person.own_meet())
    return lambda: person.open(event_id)


def _read_records(person: Person) -> Click:
    event_id = person.held_event()
    return lambda: person.read(event_id)


def _refresh(person: Person) -> Click:
    event_id = person.new_event(draft=True)
    person.open(event_id)
    person.save(event_id)
    return person.host.press_primary


def _create(person: Person) -> Click:
    person.open(person.new_event())
    person.host.set_switch("recording", True)
    return person.host.press_primary


def _update(person: Person) -> Click:
    person.open(person.new_event(person.own_meet()))
    person.host.set_switch("transcription", True)
    return person.host.press_primary


def _replace(person: Person) -> Click:
    person.open(person.new_event(person.foreign_meet()))
    person.host.press(ASK_REPLACE)
    return person.host.press_secondary


def _save_defaults(person: Person) -> Click:
    person.host.universal_action(DEFAULTS)
    return person.host.press_primary


def _meet(person: Person) -> Click:
    return lambda: person.chat.slash_command("/meet", "Budget")


def _schedule(person: Person) -> Click:
    person.fill_in_schedule()
    return person.chat.form.press_primary


SCENARIOS = (
    Scenario("home", _home),
    Scenario("home, 20 to come, 12 Meets", _home_with_many, 2.3),
    Scenario("10 set up at once", _set_up, 4.0),
    Scenario("event open, Meet known", _open_with_meet),
    Scenario("event open, no Meet", _open),
    Scenario("event open, records shown", _read_records, 2.3),
    Scenario("refresh after saving", _refresh),
    Scenario("create and attach", _create),
    Scenario("update settings", _update),
    Scenario("replace, confirmed", _replace),
    Scenario("defaults saved", _save_defaults),
    Scenario("Chat: /meet", _meet, 1.3),
    Scenario("Chat: /schedule, submitted", _schedule),
)


def measure(scenario: Scenario, person: Person, worker: int, runs: int) -> ClickCost:
    """Play a scenario once to warm up and then `runs` times.

    Raises:
        UnlikeRunsError: the runs called Google differently.
    """
    google = person.google
    scenario.prepare(person)()
    latency, google.faults.latency = google.faults.latency, 0.0
    milliseconds: list[float] = []
    seen: set[tuple[str, ...]] = set()
    rounds: list[int] = []
    cpu, connections = 0.0, 0
    for _ in range(runs):
        click = scenario.prepare(person)
        google.calls.clear()
        google.faults.latency = latency
        connections -= google.connections
        exchange, used = with_cpu(worker, click)
        milliseconds.append(exchange.milliseconds)
        cpu += used
        connections += google.connections
        google.faults.latency = 0.0
        rounds.append(_rounds(google.calls))
        seen.add(tuple(sorted(call.method_id for call in google.calls)))
    google.faults.latency = latency
    if len(seen) > 1:
        raise UnlikeRunsError(f"{scenario.name}: {seen}")
    (calls,) = seen
    return ClickCost(scenario, Spread.of(milliseconds), min(rounds), calls, cpu / runs, connections)


def _rounds(calls: list[Call]) -> int:
    return sequential_rounds((call.started, call.ended or call.started) for call in calls)
