"""Watches the stand-in's world while it is tortured, and says what went wrong.

Every write of the add-on's is judged when it happens, against what was pressed and what others did
before; every answer when it comes, against what Meet and Calendar have.
"""

from __future__ import annotations

import copy
import re
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.events import Event
from sandbox.faults import Call
from sandbox.host.delivery import Reply
from sandbox.meetings import RECORDING, SMART_NOTES, TRANSCRIPTION
from sandbox.schema import SchemaError, check_card, check_message
from sandbox.world import Change, World
from torture import words
from torture.reading import Reading, cards_in, messages_in, read_answer, read_form
from torture.weather import LOSE_THE_ANSWER, Happened

Json = dict[str, Any]

SETTINGS = {
    "recording": RECORDING,
    "transcription": TRANSCRIPTION,
    "smart_notes": SMART_NOTES,
}
WATCHED = ("summary", "description", "start", "end", "attendees", "status", "conferenceData")
SLOWEST_MILLISECONDS = 25_000.0
SECRETS = re.compile(r"ya29\.|eyJ[A-Za-z0-9]|[\w.+-]+@[\w-]+\.\w")
_ROUTE = re.compile(r"^/\S+ ")
_VARIES = re.compile(r"https?://\S+|\d+|\[.*|\{.*")
GIVES_A_MEET = {"create", "replace", "schedule"}
SETS_DEFAULTS = {"defaults", "forget", "menu"}

SEND_UPDATES = {"none": "none", "external": "externalOnly", "all": "all"}
NEW_EVENT = "a new event"

# The kinds of what is counted; all shall be zero.
LOST_EDIT = "others' edits lost"
REPLACED = "conferences replaced or removed unasked"
EXTRA_SPACE = "spaces beyond one for each intention"
BLIND_CREATE = "a create repeated blindly"
TWICE = "events made twice"
INVALID = "answers that are no valid card"
SLOW = "answers over 25 s"
STATUS = "answers other than 200"
NO_LINK = "“ready” without the link on the event"
UNTRUE_STATE = "On for Off or Off for On"
UNTRUE_NOTHING = "“nothing was done” though it was"
UNTRUE = "other words that are not so"
OVERRULED = "settings of another press's Meet changed"
IGNORED = "choices ignored"
ERRORS = "ERROR lines in the log"
LEAKS = "tokens or addresses in the log"
HANGS = "work that never ends"

KINDS = (
    LOST_EDIT,
    REPLACED,
    EXTRA_SPACE,
    BLIND_CREATE,
    TWICE,
    INVALID,
    SLOW,
    STATUS,
    NO_LINK,
    UNTRUE_STATE,
    UNTRUE_NOTHING,
    UNTRUE,
    OVERRULED,
    IGNORED,
    ERRORS,
    LEAKS,
    HANGS,
)


@dataclass(frozen=True)
class Violation:
    """Something that must not be.

    Attributes:
        kind: one of `KINDS`.
        what: what exactly, for a person to read.
        step: the index of the step in which it was seen.
    """

    kind: str
    what: str
    step: int = -1

    @property
    def key(self) -> str:
        """What is one fault and what another: all that is said of it, but for what varies."""
        varies = _ROUTE if self.kind == ERRORS else _VARIES
        return f"{self.kind}: {varies.sub('…', self.what)}"


@dataclass(frozen=True)
class Intent:
    """What somebody wants with a press.

    Attributes:
        kind: `open`, `create`, `update`, `replace`, `schedule`, `meet`, `defaults` and so on.
        user: their address.
        event: the id of the opened event, or empty.
        agreed: links of the conference that they agreed to replace, as it stood when they did.
        name: tells dialogs and commands from each other.
    """

    kind: str
    user: str
    event: str = ""
    agreed: tuple[str, ...] = ()
    name: str = ""

    def __str__(self) -> str:
        about = f" on {self.event}" if self.event else f" ({self.name})" if self.name else ""
        return f"{self.user.partition('@')[0]}: {self.kind}{about}"

    @property
    def series(self) -> str:
        """The event, or the series that it is an occurrence of."""
        return self.event.partition("_")[0]


@dataclass
class Press:
    """One delivery of a press.

    Attributes:
        form: what was chosen.
        began: the moment it began, on the oracle's own count.
        together: whether another delivery of it cannot be told from it.
        wrote: what it changed that others can see.
        last_write: by space, when it last changed it.
        lost_creates: how many spaces it made whose answer never reached it.
        looked: the moment it last read the opened event at first, 0 before; `looking` as long as
            it has called for nothing else.
        mailed: whom Calendar e-mailed about its changes, in Calendar's words.
        killed: the function was killed before it was answered.
        silent: it put a Meet on an event with other guests without a word to them.
    """

    intent: Intent
    form: Mapping[str, list[str]]
    began: int
    together: bool = False
    wrote: list[str] = field(default_factory=list)
    last_write: dict[str, int] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    lost_creates: int = 0
    looked: int = 0
    looking: bool = True
    mailed: set[str] = field(default_factory=set)
    silent: bool = False
    answered: bool = False
    killed: bool = False

    @property
    def notify(self) -> str:
        """Who was chosen to be e-mailed, in Calendar's words."""
        if self.is_on("email_guests"):
            return "all"
        return SEND_UPDATES.get(next(iter(self.form.get("notify", [])), ""), "none")

    def is_on(self, name: str) -> bool:
        """Whether a switch was on."""
        return "on" in self.form.get(name, [])


@dataclass
class _Written:
    """What the add-on last wrote to an event that it made, and what was typed then."""

    fields: Json
    typed: Mapping[str, list[str]]


class Oracle:
    """Watches one story.

    Args:
        world: what it watches.
        remembers: whether the function's store knows the Meet with a link.
    """

    def __init__(self, world: World, remembers: Callable[[str], bool] = lambda _: True) -> None:
        self.violations: list[Violation] = []
        self.step = -1
        self.told: list[str] = []
        self.presses = 0
        self.store_troubled = False
        self._world = world
        self._remembers = remembers
        self._at_work: list[Press] = []
        self._local = threading.local()
        self._lock = threading.RLock()
        self._clock = 0
        self._active: dict[str, list[Press]] = defaultdict(list)
        self._events: dict[str, Event] = {}
        self._snaps: dict[str, dict[str, Json]] = {}
        self._links: dict[str, list[tuple[int, set[str]]]] = defaultdict(list)
        self._states: dict[str, list[tuple[int, dict[str, str]]]] = defaultdict(list)
        self._generation: Counter[str] = Counter()
        self._attached: dict[str, int] = {}
        self._forgot: Counter[str] = Counter()
        self._edited: Counter[str] = Counter()
        self._made: dict[str, list[str]] = defaultdict(list)
        self._maker: dict[str, str] = {}
        self._written: dict[str, _Written] = {}
        self._spaces: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._excused: set[tuple[str, ...]] = set()
        self._defaults: dict[str, dict[str, bool] | None] = {}
        for calendar_id in list(world.calendars):
            for entry in world.entries(calendar_id):
                self._see(entry.event)
        for space in world.spaces:
            self._states[space.id].append((0, dict(space.settings)))
        self._unsubscribe = world.subscribe(self._changed)

    def close(self) -> None:
        """Stop watching."""
        self._unsubscribe()

    def report(self, kind: str, what: str) -> None:
        """Something is wrong."""
        self.tell(f"WRONG, {kind}: {what}")
        with self._lock:
            self.violations.append(Violation(kind, what, self.step))

    def tell(self, line: str) -> None:
        """Something happens, for whoever reads the story."""
        with self._lock:
            self.told.append(f"{self.step + 1}. {line}")

    def links_on(self, event_id: str, press: Press) -> tuple[str, ...]:
        """The links that an event has had since a press began."""
        with self._lock:
            return tuple(self._links_since(event_id.partition("_")[0], press.began))

    def made_by(self, name: str) -> list[str]:
        """The events that one dialog made."""
        with self._lock:
            return list(self._made[name])

    # who acts

    @contextmanager
    def others(self) -> Iterator[None]:
        """What happens in the context somebody does in Calendar's or Meet's own pages."""
        before = getattr(self._local, "editing", False)
        self._local.editing = True
        try:
            yield
        finally:
            self._local.editing = before

    def begins(self, intent: Intent, request: Json, *, together: bool = False) -> Press:
        """A press is delivered."""
        with self._lock:
            self.presses += 1
            self._clock += 1
            press = Press(intent, read_form(request), self._clock, together)
            self._at_work.append(press)
            active = self._active[_token(request)]
            active.append(press)
            if len(active) > 1:
                for each in active:
                    each.together = True
            self.tell(f"{intent} with {_choices(press.form)}")
            if intent.kind == "forget":
                self._forgot[intent.user] += 1
            return press

    def ends(self, press: Press, request: Json, reply: Reply) -> None:
        """Its answer is there; its work may go on."""
        with self._lock:
            active = self._active[_token(request)]
            if len(active) > 1:
                active.remove(press)
            if self.store_troubled:
                self._excused.add(self._key(press))
            press.answered = True
        if press.killed and reply.status is None:
            self.tell(f"  {press.intent.kind} is never answered")
            return
        said = [each.text.replace("\n", " · ")[:160] for each in read_answer(reply.body)]
        self.tell(f"  {press.intent.kind} is answered: {reply.status} {' | '.join(said)}")
        self._judge_answer(press, reply)

    def killed(self) -> None:
        """The function is killed: whoever waits for it gets no answer, which is no fault."""
        with self._lock:
            self.tell("  the function is killed")
            for press in self._at_work:
                press.killed = not press.answered
                if press.intent.kind in SETS_DEFAULTS or press.is_on("remember"):
                    self._defaults[press.intent.user] = None

    def goes_on(self) -> None:
        """Another life begins. A Meet that the dead one made and did not store is lost.

        Nobody can find it again, so another one may be made for the same press.
        """
        with self._lock:
            self.tell("  the function starts again")
            for press in self._at_work:
                for space_id in press.made:
                    space = self._world.space(space_id)
                    known = space and (
                        self._remembers(space.uri) or self._is_on_an_event(space.uri)
                    )
                    if not known:
                        for made in self._spaces.values():
                            made[:] = [each for each in made if each != space_id]
            self._at_work.clear()

    def called(self, token: str) -> None:
        """Google is called, in this thread, with an access token."""
        with self._lock:
            active = self._active.get(token)
            self._local.press = active[-1] if active else None
        self._local.new_spaces, self._local.written = [], []

    def answered(self, happened: Happened) -> None:
        """The call was handled."""
        press: Press | None = getattr(self._local, "press", None)
        if press is None:
            return
        call, lost = happened.call, happened.trouble in LOSE_THE_ANSWER
        new: list[str] = getattr(self._local, "new_spaces", [])
        how = happened.trouble or call.status or "dropped"
        self.tell(f"  {press.intent.kind} calls {call.method_id}: {how}")
        with self._lock:
            read = call.path.rpartition("/")[2] if call.method_id == "calendar.events.get" else ""
            if not read and not call.method_id.startswith("calendar.events.list"):
                press.looking = False
            if read and read == press.intent.event and press.looking:
                press.looked = self._clock
            hides = call.method_id.startswith("meet.") or (
                # An event that is not found may never have been made: a Meet is made first.
                press.intent.kind == "schedule" and call.method_id == "calendar.events.get"
            )
            if hides and happened.trouble[:2] in {"40", "od"}:
                self._excused.add(self._key(press))
            if new:
                slow = happened.trouble.startswith("too slow")
                self._judge_new_space(press, new[0], lost=lost, slow=slow)
            self._judge_mail(press, call)

    # what is written

    def _changed(self, change: Change) -> None:
        editing = getattr(self._local, "editing", False)
        press: Press | None = None if editing else getattr(self._local, "press", None)
        with self._lock:
            self._clock += 1
            if change.kind == "space":
                self._space_changed(change.id, press)
            elif change.kind == "event":
                self._event_changed(change.id, press, editing=editing)

    def _space_changed(self, space_id: str, press: Press | None) -> None:
        space = self._world.space(space_id)
        if space is None:
            return
        states = self._states[space_id]
        new = not states
        before = states[-1][1] if states else None
        states.append((self._clock, dict(space.settings)))
        if press is None:
            return
        press.last_write[space_id] = self._clock
        if new:
            self._local.new_spaces = [*getattr(self._local, "new_spaces", []), space_id]
        elif before != space.settings and self._is_on_an_event(space.uri):
            press.wrote.append(f"the settings of {space.code}")
            self._judge_settings(press, space_id, space.uri)

    def _judge_settings(self, press: Press, space_id: str, uri: str) -> None:
        """Who loses to another press of the same kind leaves alone what that one has set."""
        if press.together or press.intent.kind not in GIVES_A_MEET:
            return
        same = space_id in self._spaces.get(self._key(press), ())
        late = 0 < press.looked < self._attached.get(uri, 0)
        if same and late and not _gave_a_meet(press):
            self.report(OVERRULED, f"{press.intent.kind} set a Meet that another press attached")

    def _is_on_an_event(self, uri: str) -> bool:
        return any(uri in _links(snap) for snap in self._snaps.values())

    def _event_changed(self, event_id: str, press: Press | None, *, editing: bool) -> None:
        event = self._events.get(event_id) or self._find(event_id)
        if event is None:
            return
        old = self._snaps.get(event_id)
        new = self._see(event)
        if editing or press is None:
            self._edited[event_id] = self._clock
            if old is not None and (_links(old) != _links(new) or not self._lives(event_id)):
                self._generation[event_id] += 1
            return
        self._local.written = [*getattr(self._local, "written", []), event_id]
        if old is None:
            self._judge_new_event(press, event_id, new)
        else:
            self._judge_write(press, event_id, old, new)

    def _see(self, event: Event) -> dict[str, Json]:
        snap = {"": _watched(event.fields)}
        for suffix, record in event.exceptions.items():
            # What was taken off one occurrence is not the series' there.
            snap[suffix] = {name: None for name in WATCHED if name in record.fields}
            snap[suffix] |= _watched(record.fields)
        self._events[event.id] = event
        self._snaps[event.id] = snap
        self._links[event.id].append((self._clock, set(_links(snap))))
        return snap

    def _find(self, event_id: str) -> Event | None:
        for calendar_id in list(self._world.calendars):
            try:
                return self._world.find(calendar_id, event_id).event
            except LookupError:
                continue
        return None

    def _judge_new_event(self, press: Press, event_id: str, new: dict[str, Json]) -> None:
        press.wrote.append(NEW_EVENT)
        intent = press.intent
        if intent.kind != "schedule":
            self.report(TWICE, f"an event was made by {intent.kind}")
            return
        living = [each for each in self._made[intent.name] if self._lives(each)]
        if living:
            self.report(TWICE, "one dialog made a second event while its first is there")
        self._made[intent.name].append(event_id)
        self._maker[event_id] = intent.name
        self._written[event_id] = _Written(new[""], press.form)
        for name in _otherwise(new[""], press):
            self.report(IGNORED, f"an event is made with another {name} than was typed")

    def _lives(self, event_id: str) -> bool:
        return self._snaps[event_id][""].get("status") != "cancelled"

    def _judge_write(
        self, press: Press, event_id: str, old: dict[str, Json], new: dict[str, Json]
    ) -> None:
        for suffix, after in new.items():
            before = old.get(suffix, {})
            if before == after:
                continue
            where = f"occurrence {suffix}" if suffix else "the event"
            changed = [name for name in WATCHED if before.get(name) != after.get(name)]
            press.wrote += [f"{name} of {where}" for name in changed]
            if "conferenceData" in changed:
                shown = before if "conferenceData" in before else old.get("", {})
                self._judge_conference(press, event_id, suffix, _uri(shown), _uri(after))
            rest = [name for name in changed if name != "conferenceData"]
            self._judge_fields(press, event_id, rest, before, after)

    def _judge_conference(
        self, press: Press, event_id: str, suffix: str, before: str, after: str
    ) -> None:
        intent = press.intent
        if before == after:
            return
        self._attached[after] = self._clock
        if not after:
            self.report(REPLACED, f"{intent.kind} took {before} off")
            return
        expected = intent.series if intent.event else ""
        if intent.kind == "schedule":
            expected = event_id if self._maker.get(event_id) == intent.name else ""
        if intent.kind not in GIVES_A_MEET or event_id != expected:
            self.report(REPLACED, f"{intent.kind} put a link on an event that it is not about")
        elif before and not (intent.kind == "replace" and before in intent.agreed):
            self.report(REPLACED, f"{intent.kind} put a Meet in the place of another conference")
        space = self._world.space_by_code(after.rpartition("/")[2])
        by_organizer = press.form.get("host") == ["organizer"]
        if space is not None and space.owner != intent.user and not by_organizer:
            self.report(REPLACED, f"{intent.kind} put somebody else's Meet on the event")
        opened = intent.event.partition("_")[2]
        if opened and not suffix and "event" in press.form.get("applies_to", []):
            self.report(IGNORED, "“only this event” was chosen and the series written")
        if opened and suffix and "series" in press.form.get("applies_to", []):
            self.report(IGNORED, "“every event” was chosen and one event written")

    def _judge_fields(
        self, press: Press, event_id: str, names: Sequence[str], before: Json, after: Json
    ) -> None:
        written = self._written.get(event_id)
        mine = written is not None and self._maker.get(event_id) == press.intent.name
        for name in names:
            if name == "description" and press.is_on("tell_guests"):
                # A line of the add-on's beside what others wrote.
                if str(before.get(name, "")) not in str(after.get(name, "")):
                    self.report(LOST_EDIT, f"{press.intent.kind} wrote over others' description")
            elif written is None or not mine or press.intent.kind != "schedule":
                self.report(LOST_EDIT, f"{press.intent.kind} changed {name}")
            elif name == "attendees":
                self._judge_guests(press, written, before, after)
            elif before.get(name) != written.fields.get(name) and not _retyped(
                name, written.typed, press.form
            ):
                self.report(LOST_EDIT, f"a second press of Schedule wrote over others' {name}")
        if written is not None and mine and names:
            fields = {**written.fields, **{name: after.get(name) for name in names}}
            self._written[event_id] = _Written(fields, press.form)

    def _judge_guests(self, press: Press, written: _Written, before: Json, after: Json) -> None:
        mine = {guest["email"] for guest in written.fields.get("attendees") or []}
        had = {guest["email"]: guest for guest in before.get("attendees") or []}
        has = {guest["email"]: guest for guest in after.get("attendees") or []}
        lost = set(had) - mine - set(has) - {press.intent.user}
        if lost:
            self.report(LOST_EDIT, "a second press of Schedule took a guest off whom others added")
        retyped = _retyped("attendees", written.typed, press.form)
        if (set(has) & mine) - set(had) and not retyped:
            self.report(LOST_EDIT, "a second press of Schedule put a guest back")
        for email in set(had) & set(has):
            answer = had[email].get("responseStatus", "needsAction")
            if answer not in {"needsAction", has[email].get("responseStatus", "needsAction")}:
                self.report(LOST_EDIT, "a second press of Schedule lost a guest's answer")

    # what is made

    def _key(self, press: Press) -> tuple[str, ...]:
        """What one space suffices for."""
        intent = press.intent
        forgot = str(self._forgot[intent.user])
        if intent.kind in {"create", "replace"}:
            opened = intent.event.partition("_")[2]
            chosen = press.form.get("applies_to", [])
            target = "" if "series" in chosen else opened
            generation = str(self._generation[intent.series])
            return (intent.user, intent.series, target, generation, forgot)
        if intent.kind == "schedule":
            events = self._made[intent.name]
            # Where somebody deletes the event or its Meet, another one is wanted.
            generation = str(sum(self._generation[each] for each in events))
            return (intent.user, intent.name, generation, forgot)
        return (intent.user, intent.kind, intent.name, forgot)

    def _judge_new_space(self, press: Press, space_id: str, *, lost: bool, slow: bool) -> None:
        key, kind = self._key(press), press.intent.kind
        if kind not in GIVES_A_MEET | {"meet"}:
            self.report(EXTRA_SPACE, f"{kind} made a space")
        if press.lost_creates and not press.together:
            self.report(BLIND_CREATE, f"{kind} made another space after a lost answer")
        press.made.append(space_id)
        if lost:
            # Of a slow answer it cannot be told here whether it was waited for.
            press.lost_creates += not slow
            return
        made = self._spaces[key]
        made.append(space_id)
        excused = key in self._excused or self.store_troubled
        if len(made) > (2 if excused else 1):
            others = ", though another one was made for it" if len(made) == 2 else " yet again"
            self.report(EXTRA_SPACE, f"{kind} made a space{others}")

    def _judge_mail(self, press: Press, call: Call) -> None:
        if call.method_id.rpartition(".")[2] not in {"patch", "insert", "update"}:
            return
        mails = call.query.get("sendUpdates", "none")
        if mails not in {"none", press.notify}:
            self.report(IGNORED, f"guests are e-mailed ({mails}), which was not chosen")
        written: list[str] = getattr(self._local, "written", [])
        for event_id in written:
            if mails != "none":
                press.mailed.add(mails)
            elif not press.mailed and self._has_others(event_id, press.intent.user):
                press.silent = any("conferenceData" in e or e == NEW_EVENT for e in press.wrote)

    def _has_others(self, event_id: str, user: str) -> bool:
        """Whether all of an event's occurrences have guests besides its user and its calendar."""
        master = self._snaps[event_id][""]
        homes = {user, self._events[event_id].home}
        lists = [
            snap.get("attendees") or [] if "attendees" in snap else master.get("attendees") or []
            for snap in self._snaps[event_id].values()
        ]
        return all(any(guest["email"] not in homes for guest in each) for each in lists)

    # what is said

    def _judge_answer(self, press: Press, reply: Reply) -> None:
        kind = press.intent.kind
        if reply.status != 200:
            self.report(STATUS, f"{kind} was answered with {reply.status}")
            return
        if reply.milliseconds > SLOWEST_MILLISECONDS:
            self.report(SLOW, f"{kind} took {reply.milliseconds / 1000:.0f} s")
        if isinstance(reply.body, dict):
            self._judge_shape(kind, reply.body)
        readings = read_answer(reply.body)
        with self._lock:
            for reading in readings:
                self._judge_nothing(press, reading)
                self._judge_link(press, reading)
                self._judge_chosen(press, reading)
                self._judge_told_mail(press, reading)
                self._judge_every(press, reading)
                self._judge_states(press, reading)
                self._judge_schedule(press, reading)
            self._judge_defaults(press, readings)

    def _judge_shape(self, kind: str, body: Json) -> None:
        try:
            for card in cards_in(body):
                check_card(card)
            for message in messages_in(body):
                check_message(message)
        except SchemaError as error:
            self.report(INVALID, f"{kind}: {error}")

    def _judge_nothing(self, press: Press, reading: Reading) -> None:
        if reading.says(words.UNEXPECTED):
            self.report(ERRORS, f"{press.intent.kind} says that something went wrong in the add-on")
        claim = reading.says(*words.NOTHING, words.STOPPED)
        wrote = press.wrote
        if claim == words.STOPPED:
            wrote = [each for each in wrote if each != NEW_EVENT]
        if claim and wrote and not press.together:
            self.report(UNTRUE_NOTHING, f"{press.intent.kind} says “{claim}” and wrote {wrote}")

    def _judge_link(self, press: Press, reading: Reading) -> None:
        if reading.title not in {words.CREATED, words.REPLACED}:
            return
        link, intent = reading.facts.get(words.LINK, ""), press.intent
        if link not in self._links_since(intent.series, press.began):
            self.report(
                NO_LINK, f"{intent.kind} says “{reading.title}” and the event has no such link"
            )

    def _judge_chosen(self, press: Press, reading: Reading) -> None:
        """What is told as done is what was chosen; of `/meet`, what was saved as defaults."""
        kind, chosen = press.intent.kind, {name: press.is_on(name) for name in SETTINGS}
        if kind == "meet":
            known = self._defaults.get(press.intent.user)
            if known is None or not press.made or press.together or self.store_troubled:
                return
            chosen = known
        elif kind not in GIVES_A_MEET | {"update"} or not reading.says(*words.DONE):
            return
        for name in words.ARTIFACTS.values():
            told = _told(reading, name)
            if told in {"On", "Off"} and chosen[name] != (told == "On"):
                self.report(IGNORED, f"{kind}: {name} was chosen otherwise than “{told}”")

    def _judge_told_mail(self, press: Press, reading: Reading) -> None:
        if press.together:
            return
        told = words.EMAILED.get(reading.says(*words.EMAILED), "")
        # A call whose answer is late has not been heard of here, and a doubled press mails once.
        attached = max((self._attached.get(link, 0) for link in reading.links), default=0)
        if told and (told != press.notify or attached < press.began):
            self.report(UNTRUE, f"{press.intent.kind} says that guests are e-mailed: {told}")
        done = reading.says(words.CREATED, words.REPLACED, words.SCHEDULED)
        if done and press.silent and not press.mailed and press.notify != "none":
            self.report(IGNORED, f"guests are not e-mailed, though {press.notify} was chosen")
        if done and press.mailed and not told and not reading.says(words.SCHEDULED):
            self.report(UNTRUE, f"{press.intent.kind} does not say that guests are e-mailed")

    def _judge_every(self, press: Press, reading: Reading) -> None:
        series = press.intent.series
        if not reading.says(words.EVERY_EVENT) or self._edited[series] >= press.began:
            return
        snaps = self._snaps.get(series, {})
        apart = [
            suffix
            for suffix, snap in snaps.items()
            if suffix and "conferenceData" in snap and snap.get("status") != "cancelled"
            if _uri(snap) != _uri(snaps[""])
        ]
        if apart:
            self.report(UNTRUE, "a Meet is told to be every event's, and some have another")

    def _links_since(self, event_id: str, moment: int) -> set[str]:
        """The links that an event had at any time since; somebody may take one off meanwhile."""
        earlier = [links for when, links in self._links[event_id] if when < moment]
        later = [links for when, links in self._links[event_id] if when >= moment]
        return set().union(*earlier[-1:], *later)

    def _judge_states(self, press: Press, reading: Reading) -> None:
        if len(reading.links) != 1:
            return
        space = self._world.space_by_code(reading.links[0].rpartition("/")[2])
        if space is None:
            return
        since = press.last_write.get(space.id, press.began)
        states = self._states_since(space.id, press.began if press.together else since)
        for name, path in SETTINGS.items():
            told = _told(reading, name)
            has = {state[path] for state in states}
            if (told in words.ON and "ON" not in has) or (told in words.OFF and "OFF" not in has):
                self.report(
                    UNTRUE_STATE, f"{press.intent.kind} says “{told}” of {name}, Meet: {has}"
                )
            shown = reading.switches.get(name)
            shows_meet = words.UPDATE in reading.labels and shown is not None
            if shows_meet and ("ON" if shown else "OFF") not in has:
                self.report(UNTRUE_STATE, f"a switch shows {name} otherwise than Meet has it")

    def _states_since(self, space_id: str, moment: int) -> list[dict[str, str]]:
        states = self._states[space_id]
        earlier = [state for when, state in states if when <= moment]
        return [*earlier[-1:], *(state for when, state in states if when > moment)]

    def _judge_schedule(self, press: Press, reading: Reading) -> None:
        intent = press.intent
        if reading.says(words.MEET_NOW) and not any(self._exists(link) for link in reading.links):
            self.report(UNTRUE, f"{intent.kind} posts a Meet that does not exist")
        if intent.kind in {"meet", "schedule"} and reading.says(words.NOT_HOST):
            self.report(UNTRUE, f"{intent.kind} is told to be somebody else's Meet")
        if intent.kind != "schedule":
            return
        events = self._made[intent.name]
        if reading.says(words.SCHEDULED):
            seen = {link for each in events for link in self._links_since(each, press.began)}
            if not set(reading.links) <= seen or not reading.links:
                self.report(NO_LINK, "an event is told as scheduled that has no such link")
        living = [each for each in events if self._lives(each)]
        if reading.says(words.WITHOUT_MEET):
            bare = [each for each in events if not _links(self._snaps[each])]
            if not events:
                self.report(UNTRUE, "an event is told to be there that was never made")
            elif not bare and not press.together and _gave_a_meet(press):
                self.report(UNTRUE, "an event is told to be without its Meet, which it has")
        unchanged = bool(living) and all(self._is_as_written(each) for each in living)
        if reading.says(words.EVENT_GONE) and unchanged and not press.together:
            self.report(UNTRUE, "an event is told to be gone or changed, which it is not")

    def _is_as_written(self, event_id: str) -> bool:
        return self._written[event_id].fields == {
            **self._snaps[event_id][""],
            "conferenceData": self._written[event_id].fields.get("conferenceData"),
        }

    def _exists(self, link: str) -> bool:
        return self._world.space_by_code(link.rpartition("/")[2]) is not None

    def _judge_defaults(self, press: Press, readings: Sequence[Reading]) -> None:
        user, kind = press.intent.user, press.intent.kind
        said = "\n".join(reading.text for reading in readings)
        chosen = {name: press.is_on(name) for name in SETTINGS}
        touches = kind in SETS_DEFAULTS or press.is_on("remember")
        if touches or press.together or self.store_troubled:
            self._defaults[user] = None
        if words.SAVED in said or words.REMEMBERED in said:
            self._defaults[user] = None if press.together else chosen
        elif words.RESET in said or words.FORGOTTEN in said:
            self._defaults[user] = dict.fromkeys(SETTINGS, False)
        known = self._defaults.get(user)
        for reading in readings:
            is_form = words.CREATE in reading.labels or (
                words.DEFAULTS in reading.texts and words.SAVE in reading.labels
            )
            if known is None or not is_form or words.STORE_DOWN in said:
                continue
            shown = {name: reading.switches.get(name, False) for name in SETTINGS}
            if shown != known:
                self.report(UNTRUE, "the defaults that are shown are not those that were saved")

    # afterwards

    def judge_log(self, lines: Sequence[str]) -> None:
        """What the function wrote to its log in this step."""
        for line in lines:
            if '"severity": "ERROR"' in line or '"severity": "CRITICAL"' in line:
                self.report(ERRORS, _place(line))
            elif not line.startswith("{") and line.strip():
                self.report(ERRORS, line.strip()[:200])
            if SECRETS.search(line):
                self.report(LEAKS, line[:300])


def _gave_a_meet(press: Press) -> bool:
    return any("conferenceData" in each for each in press.wrote)


def _place(line: str) -> str:
    """An error's route, type and last line of ours."""
    import json  # noqa: PLC0415  # beside its only use

    fields = json.loads(line)
    trace = [str(each).strip() for each in fields.get("error", [])]
    kinds = [each for each in trace if ":" not in each]
    ends = [each for each in trace if ":" in each][-1:]
    return " ".join([str(fields.get("message", "")), *kinds[:1], *ends])[:200]


def _choices(form: Mapping[str, list[str]]) -> str:
    return (
        ", ".join(f"{name} {'+'.join(values)[:40]}" for name, values in form.items()) or "nothing"
    )


def _token(request: Json) -> str:
    authorization = request.get("authorizationEventObject")
    token = authorization.get("userOAuthToken") if isinstance(authorization, dict) else None
    return str(token or "")


def _watched(fields: Json) -> Json:
    return {name: copy.deepcopy(fields[name]) for name in WATCHED if fields.get(name) is not None}


def _uri(fields: Mapping[str, Any]) -> str:
    points = (fields.get("conferenceData") or {}).get("entryPoints") or []
    return next((str(p["uri"]) for p in points if p.get("entryPointType") == "video"), "")


def _links(snap: Mapping[str, Json]) -> set[str]:
    return {uri for fields in snap.values() if (uri := _uri(fields))}


def _told(reading: Reading, name: str) -> str | None:
    return next(
        (
            reading.facts[label]
            for label, each in words.ARTIFACTS.items()
            if each == name and label in reading.facts
        ),
        None,
    )


def _otherwise(made: Mapping[str, Any], press: Press) -> list[str]:
    """What of a new event is not as it was typed."""
    form = press.form
    title, length = (next(iter(form.get(name, [])), "").strip() for name in ("title", "length"))
    start, end = (_milliseconds(made.get(name)) for name in ("start", "end"))
    asked = {each.strip() for each in ",".join(form.get("addresses", [])).split(",")}
    asked = {each for each in asked | {*form.get("guests", [])} if "@" in each}
    invited = {guest["email"] for guest in made.get("attendees") or []}
    right = {
        "title": not title or made.get("summary") == title,
        "start": not form.get("start") or str(start) == form["start"][0],
        "length": not length.isdigit() or end - start == int(length) * 60_000,
        "list of guests": asked - {press.intent.user} <= invited,
    }
    return [name for name, is_right in right.items() if not is_right]


def _milliseconds(moment: Any) -> int:  # noqa: ANN401  # an EventDateTime
    return int(datetime.fromisoformat(str(moment["dateTime"])).timestamp() * 1000)


_INPUTS = {
    "summary": ("title",),
    "start": ("start",),
    "end": ("start", "length"),
    "attendees": ("guests", "addresses", "invite_members"),
}


def _retyped(name: str, before: Mapping[str, list[str]], now: Mapping[str, list[str]]) -> bool:
    """Whether somebody typed a member otherwise than at the press before."""
    return any(before.get(each) != now.get(each) for each in _INPUTS.get(name, ()))
