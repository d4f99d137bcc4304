"""What happened in the stand-in's world so far: whatever a judgement looks back on."""

from __future__ import annotations

import copy
import threading
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.google.calendar.events import Event
from sandbox.google.meet.meetings import Space
from sandbox.google.world import World
from torture.violations import Violation

Json = dict[str, Any]

WATCHED = ("summary", "description", "start", "end", "attendees", "status", "conferenceData")


@dataclass
class Written:
    """What the add-on last wrote to an event that it made, and what was typed then."""

    fields: Json
    typed: Mapping[str, list[str]]


class Chronicle:
    """What happened in one story.

    Args:
        world: where.

    Attributes:
        lock: guards all of it.
        clock: counts what happens.
        step: the index of the step that is played.
        store_troubled: whether the store has had trouble in it.
        violations: what must not be, as it was seen.
        told: everything, a line each.
        snaps: of each event what is watched of it, by occurrence; its own by the empty one.
        generation: how often others took an event's conference off, or the event.
        replacers: by event, who replaced a conference of it through the add-on.
        attached: by link, the moment it was put on an event by the add-on.
        edited: by event, the moment others last edited it.
        made: by dialog, the events that it made; `maker` is the dialog of each.
        written: by event that the add-on made, what it last wrote.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.lock = threading.RLock()
        self.clock = 0
        self.step = -1
        self.store_troubled = False
        self.violations: list[Violation] = []
        self.told: list[str] = []
        self.snaps: dict[str, dict[str, Json]] = {}
        self.generation: Counter[str] = Counter()
        self.replacers: dict[str, list[str]] = defaultdict(list)
        self.attached: dict[str, int] = {}
        self.edited: Counter[str] = Counter()
        self.made: dict[str, list[str]] = defaultdict(list)
        self.maker: dict[str, str] = {}
        self.written: dict[str, Written] = {}
        self._events: dict[str, Event] = {}
        self._links: dict[str, list[tuple[int, set[str]]]] = defaultdict(list)
        self._states: dict[str, list[tuple[int, dict[str, str]]]] = defaultdict(list)
        self._members: dict[str, list[tuple[int, dict[str, str]]]] = defaultdict(list)
        for calendar_id in list(world.calendar.calendars):
            for entry in world.calendar.entries(calendar_id):
                self._see(entry.event)
        for space in world.meet.spaces:
            self._states[space.id].append((0, dict(space.settings)))
            self._members[space.id].append((0, _roles(space)))

    def report(self, kind: str, what: str) -> None:
        """Something is wrong."""
        self.tell(f"WRONG, {kind}: {what}")
        with self.lock:
            self.violations.append(Violation(kind, what, self.step))

    def tell(self, line: str) -> None:
        """Something happens, for whoever reads the story."""
        with self.lock:
            self.told.append(f"{self.step + 1}. {line}")

    def sees_event(self, event_id: str) -> tuple[dict[str, Json] | None, dict[str, Json]] | None:
        """An event was written: how it was before, if it was, and how it is; `None` for none."""
        event = self._events.get(event_id) or self._find(event_id)
        if event is None:
            return None
        old = self.snaps.get(event_id)
        return old, self._see(event)

    def sees_space(self, space_id: str, settings: Mapping[str, str]) -> Mapping[str, str] | None:
        """A space was written: its settings before, `None` for a new one."""
        states = self._states[space_id]
        before = states[-1][1] if states else None
        states.append((self.clock, dict(settings)))
        return before

    def sees_members(self, space: Space) -> tuple[dict[str, str], dict[str, str]]:
        """A space was written: the roles in it by address, before and now."""
        known = self._members[space.id]
        before, now = known[-1][1] if known else {}, _roles(space)
        if before != now:
            known.append((self.clock, now))
        return before, now

    def members_since(self, space_id: str, moment: int) -> list[dict[str, str]]:
        """The roles that there were in a space at any time since, by address."""
        return _since(self._members[space_id], moment) or [{}]

    def lives(self, event_id: str) -> bool:
        """Whether an event is there."""
        return self.snaps[event_id][""].get("status") != "cancelled"

    def events_with(self, uri: str) -> list[str]:
        """The events, and series, that a link is on."""
        return [event_id for event_id, snap in self.snaps.items() if uri in links_in(snap)]

    def is_on_an_event(self, uri: str) -> bool:
        """Whether a link is."""
        return bool(self.events_with(uri))

    def space(self, link: str) -> Space | None:
        """The Meet with a link."""
        return self.world.meet.space_by_code(link.rpartition("/")[2])

    def exists(self, link: str) -> bool:
        """Whether there is a Meet with that link."""
        return self.space(link) is not None

    def home(self, event_id: str) -> str:
        """The calendar of an event's organizer."""
        return self._events[event_id].home

    def title(self, event_id: str, opened: str) -> str:
        """The title of an event, or of one of a series."""
        snaps = self.snaps.get(event_id, {})
        fields = {**snaps.get("", {}), **snaps.get(opened.partition("_")[2], {})}
        return str(fields.get("summary") or "")

    def has_others(self, event_id: str, user: str) -> bool:
        """Whether all of an event's occurrences have guests besides its user and its calendar."""
        master = self.snaps[event_id][""]
        homes = {user, self._events[event_id].home}
        lists = [
            snap.get("attendees") or [] if "attendees" in snap else master.get("attendees") or []
            for snap in self.snaps[event_id].values()
        ]
        return all(any(guest["email"] not in homes for guest in each) for each in lists)

    def links_since(self, event_id: str, moment: int) -> set[str]:
        """The links that an event had at any time since; somebody may take one off meanwhile."""
        earlier = [links for when, links in self._links[event_id] if when < moment]
        later = [links for when, links in self._links[event_id] if when >= moment]
        return set().union(*earlier[-1:], *later)

    def states_since(self, space_id: str, moment: int) -> list[dict[str, str]]:
        """The settings that a space had at any time since."""
        return _since(self._states[space_id], moment)

    def _see(self, event: Event) -> dict[str, Json]:
        snap = {"": _watched(event.fields)}
        for suffix, record in event.exceptions.items():
            # What was taken off one occurrence is not the series' there.
            snap[suffix] = {name: None for name in WATCHED if name in record.fields}
            snap[suffix] |= _watched(record.fields)
        self._events[event.id] = event
        self.snaps[event.id] = snap
        self._links[event.id].append((self.clock, set(links_in(snap))))
        return snap

    def _find(self, event_id: str) -> Event | None:
        for calendar_id in list(self.world.calendar.calendars):
            try:
                return self.world.calendar.find(calendar_id, event_id).event
            except LookupError:
                continue
        return None


def uri_of(fields: Mapping[str, Any]) -> str:
    """The link of an event's conference; empty for none."""
    points = (fields.get("conferenceData") or {}).get("entryPoints") or []
    return next((str(p["uri"]) for p in points if p.get("entryPointType") == "video"), "")


def links_in(snap: Mapping[str, Json]) -> set[str]:
    """The links on an event and on its occurrences."""
    return {uri for fields in snap.values() if (uri := uri_of(fields))}


def _since(known: Sequence[tuple[int, dict[str, str]]], moment: int) -> list[dict[str, str]]:
    """What was so at a moment, and what came after it."""
    earlier = [each for when, each in known if when <= moment]
    return [*earlier[-1:], *(each for when, each in known if when > moment)]


def _roles(space: Space) -> dict[str, str]:
    return {member.email: member.role for member in space.members.values()}


def _watched(fields: Json) -> Json:
    return {name: copy.deepcopy(fields[name]) for name in WATCHED if fields.get(name) is not None}
