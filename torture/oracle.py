"""Watches the stand-in's world while it is tortured, and says what went wrong.

Every write of the add-on's is judged when it happens, against what was pressed and what others did
before; every answer when it comes, against what Meet and Calendar have.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sandbox.google.meet.meetings import Space
from sandbox.google.shared import Change
from sandbox.google.world import World
from sandbox.hosts.delivery import Reply
from torture.answers import Answers
from torture.chronicle import Chronicle, links_in, uri_of
from torture.cohosting import Cohosting
from torture.deciding import Deciding
from torture.logs import faults_in
from torture.making import Making
from torture.presses import Intent, Press, choices, token_of
from torture.reading import read_answer, read_form, read_rules, read_shown
from torture.ruling import Ruling
from torture.several import Several
from torture.violations import Violation
from torture.weather import LOSE_THE_ANSWER, Happened
from torture.writes import Writes

Json = dict[str, Any]


class Oracle:
    """Watches one story.

    Args:
        world: what it watches.
        remembers: whether the function's store knows the Meet with a link.
        kept: by user, what their administrator keeps ON or OFF (`torture.people.Company`).
        set_off: the names of the switches that the organization has set off.

    Attributes:
        presses: how many were delivered.
    """

    def __init__(
        self,
        world: World,
        remembers: Callable[[str], bool] = lambda _: True,
        kept: Mapping[str, Mapping[str, str]] | None = None,
        set_off: Collection[str] = (),
    ) -> None:
        self.presses = 0
        self._seen = Chronicle(world)
        self._making = Making(self._seen)
        self._several = Several(self._seen)
        self._ruling = Ruling(self._seen)
        self._cohosting = Cohosting(self._seen)
        self._deciding = Deciding(self._seen, {} if kept is None else kept, set_off)
        self._writes = Writes(self._seen, self._several)
        self._answers = Answers(
            self._seen,
            {} if kept is None else kept,
            self._ruling,
            self._cohosting,
            self._several,
        )
        self._remembers = remembers
        self._local = threading.local()
        self._at_work: list[Press] = []
        self._dead = False
        self._active: dict[str, list[Press]] = defaultdict(list)
        self._unsubscribe = world.subscribe(self._changed)

    @property
    def violations(self) -> list[Violation]:
        """What must not be, as it was seen."""
        return self._seen.violations

    @property
    def told(self) -> list[str]:
        """All that happened, a line each."""
        return self._seen.told

    def step(self, index: int) -> None:
        """The next step begins; nothing of the last one is at work any more."""
        self._seen.step, self._seen.store_troubled = index, False
        self._at_work.clear()

    def store_has_trouble(self) -> None:
        """What is stored in this step may be lost."""
        self._seen.store_troubled = True

    def close(self) -> None:
        """Stop watching."""
        self._unsubscribe()

    def report(self, kind: str, what: str) -> None:
        """Something is wrong."""
        self._seen.report(kind, what)

    def tell(self, line: str) -> None:
        """Something happens, for whoever reads the story."""
        self._seen.tell(line)

    def links_on(self, event_id: str, press: Press) -> tuple[str, ...]:
        """The links that an event has had since a press began."""
        with self._seen.lock:
            return tuple(self._seen.links_since(event_id.partition("_")[0], press.began))

    def meet_of(self, fields: Json) -> Space | None:
        """The Meet on an event with these fields."""
        return self._seen.space(uri_of(fields))

    def made_by(self, name: str) -> list[str]:
        """The events that one dialog made."""
        with self._seen.lock:
            return list(self._seen.made[name])

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
        with self._seen.lock:
            self.presses += 1
            self._seen.clock += 1
            press = Press(
                intent,
                self._deciding.chosen(read_form(request)),
                self._seen.clock,
                together,
                read_shown(request),
                read_rules(request),
                decided=self._deciding.off,
            )
            self._several.begins(press, request)
            self._making.asks(press)
            self._writes.begins(press)
            press.killed = self._dead  # it was on its way
            self._at_work.append(press)
            active = self._active[token_of(request)]
            active.append(press)
            if len(active) > 1:
                for each in active:
                    each.together = True
            self.tell(f"{intent} with {choices(press.form)}")
            if intent.kind == "forget":
                self._making.forgets(intent.user)
            return press

    def ends(self, press: Press, request: Json, reply: Reply) -> None:
        """Its answer is there; its work may go on."""
        with self._seen.lock:
            active = self._active[token_of(request)]
            if len(active) > 1:
                active.remove(press)
            if self._seen.store_troubled:
                self._making.excuse(press)
            press.answered = True
        if press.killed and reply.status is None:
            self.tell(f"  {press.intent.kind} is never answered")
            return
        said = [each.text.replace("\n", " · ")[:160] for each in read_answer(reply.body)]
        self.tell(f"  {press.intent.kind} is answered: {reply.status} {' | '.join(said)}")
        self._answers.judge(press, reply)

    def killed(self) -> None:
        """The function is killed: whoever waits for it gets no answer, which is no fault."""
        with self._seen.lock:
            self.tell("  the function is killed")
            self._dead = True
            for press in self._at_work:
                press.killed = not press.answered
                self._answers.never_comes(press)

    def goes_on(self) -> None:
        """Another life begins. A Meet that the dead one made and did not store is lost.

        Nobody can find it again, so another one may be made for the same press.
        """
        with self._seen.lock:
            self.tell("  the function starts again")
            self._dead = False
            for press in self._at_work:
                self._making.lose(press, self._remembers)
            self._at_work.clear()

    def called(self, token: str) -> None:
        """Google is called, in this thread, with an access token."""
        with self._seen.lock:
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
        with self._seen.lock:
            read = call.path.rpartition("/")[2] if call.method_id == "calendar.events.get" else ""
            if not read and not call.method_id.startswith("calendar.events.list"):
                press.looking = False
            if read and read == press.intent.event and press.looking:
                press.looked = self._seen.clock
            hides = call.method_id.startswith("meet.") or (
                # An event that is not found may never have been made: a Meet is made first.
                press.intent.kind == "schedule" and call.method_id == "calendar.events.get"
            )
            if hides and happened.trouble[:2] in {"40", "od"}:
                self._making.excuse(press)
            if new:
                slow = happened.trouble.startswith("too slow")
                self._making.judge_new(press, new[0], lost=lost, slow=slow)
            self._writes.judge_mail(press, call, getattr(self._local, "written", []))

    def _changed(self, change: Change) -> None:
        editing = getattr(self._local, "editing", False)
        press: Press | None = None if editing else getattr(self._local, "press", None)
        with self._seen.lock:
            self._seen.clock += 1
            if change.kind == "space":
                self._space_changed(change.id, press)
            elif change.kind == "event":
                self._event_changed(change.id, press, editing=editing)

    def _space_changed(self, space_id: str, press: Press | None) -> None:
        space = self._seen.world.meet.space(space_id)
        if space is None:
            return
        before = self._seen.sees_space(space_id, space.settings)
        roles = self._seen.sees_members(space)
        if press is None:
            return
        self._cohosting.judge_write(press, *roles)
        if roles[0] != roles[1]:
            press.wrote.append(f"the co-hosts of {space.code}")
        if before == space.settings:
            return
        press.last_write[space_id] = self._seen.clock
        self._deciding.judge_write(press, space, before, space.settings)
        if before is None:
            self._local.new_spaces = [*getattr(self._local, "new_spaces", []), space_id]
            return
        self._ruling.judge_write(press, space, before, space.settings)
        events = self._seen.events_with(space.uri)
        for event_id in events:
            press.wrote_to.setdefault(event_id, []).append("its settings")
        if events:
            press.wrote.append(f"the settings of {space.code}")
            self._making.judge_settings(press, space_id, space.uri)

    def _event_changed(self, event_id: str, press: Press | None, *, editing: bool) -> None:
        found = self._seen.sees_event(event_id)
        if found is None:
            return
        old, new = found
        if editing or press is None:
            self._seen.edited[event_id] = self._seen.clock
            gone = not self._seen.lives(event_id)
            if old is not None and (links_in(old) != links_in(new) or gone):
                self._seen.generation[event_id] += 1
            return
        self._local.written = [*getattr(self._local, "written", []), event_id]
        if old is None:
            self._writes.judge_new(press, event_id, new)
        else:
            self._writes.judge(press, event_id, old, new)
            for link in links_in(new) - links_in(old):
                self._making.placed(press, event_id, link)

    def judge_log(self, lines: Sequence[str]) -> None:
        """Judge what the function wrote to its log in this step."""
        for kind, what in faults_in(lines):
            self.report(kind, what)
