"""Judges what Meets are made, and set: one suffices for each intention."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

from torture.chronicle import Chronicle
from torture.presses import GIVES_A_MEET, SEVERAL, Press
from torture.violations import BLIND_CREATE, EXTRA_SPACE, OVERRULED

Key = tuple[str, ...]
"""What one space suffices for."""


class Making:
    """Judges the Meets of a story.

    Args:
        seen: what happened.
    """

    def __init__(self, seen: Chronicle) -> None:
        self._seen = seen
        self._forgot: Counter[str] = Counter()
        self._spaces: dict[Key, list[str]] = defaultdict(list)
        self._excused: set[Key] = set()
        self._asked: dict[str, set[Key]] = defaultdict(set)
        self._unplaced: dict[str, list[str]] = defaultdict(list)

    def forgets(self, user: str) -> None:
        """Somebody has everything about them deleted."""
        self._forgot[user] += 1

    def asks(self, press: Press) -> None:
        """A press is delivered; one that sets up several meetings may make a Meet for each."""
        if press.intent.kind == SEVERAL:
            self._asked[press.intent.user] |= self._keys(press)

    def excuse(self, press: Press) -> None:
        """A press was told something of its Meet that is not so: one spare is let pass."""
        self._excused |= self._keys(press)

    def lose(self, press: Press, remembers: Callable[[str], bool]) -> None:
        """The process that made a Meet is gone.

        What it had not stored, and not put on an event, is lost: nobody can find it again.
        """
        for space_id in press.made:
            space = self._seen.world.meet.space(space_id)
            if space and (remembers(space.uri) or self._seen.is_on_an_event(space.uri)):
                continue
            for made in (*self._spaces.values(), *self._unplaced.values()):
                made[:] = [each for each in made if each != space_id]

    def _keys(self, press: Press) -> set[Key]:
        """Each thing that one space suffices for."""
        if press.intent.kind != SEVERAL:
            return {self.key(press)}
        return {self._of_event(press, each) for each in press.targets}

    def _of_event(self, press: Press, event_id: str, target: str = "", whose: str = "own") -> Key:
        user = press.intent.user
        # Whose Meet another user of the add-on replaced may want another one, too.
        others = [each for each in self._seen.replacers[event_id] if each != user]
        generation = str(self._seen.generation[event_id] + len(others))
        return (user, event_id, target, generation, str(self._forgot[user]), whose)

    def key(self, press: Press) -> Key:
        """What one space suffices for."""
        intent = press.intent
        forgot = str(self._forgot[intent.user])
        if intent.kind in {"create", "replace", "part"}:
            opened = intent.event.partition("_")[2]
            chosen = press.form.get("applies_to", [])
            # A Meet that Calendar makes for the organizer is another one than the user's own.
            whose = "organizer's" if "organizer" in press.form.get("host", []) else "own"
            return self._of_event(press, intent.series, "" if "series" in chosen else opened, whose)
        if intent.kind == "schedule":
            events = self._seen.made[intent.name]
            # Where somebody deletes the event or its Meet, another one is wanted.
            generation = str(sum(self._seen.generation[each] for each in events))
            return (intent.user, intent.name, generation, forgot)
        return (intent.user, intent.kind, intent.name, forgot)

    def judge_new(self, press: Press, space_id: str, *, lost: bool, slow: bool) -> None:
        """Judge a space that a press made.

        Args:
            lost: its caller cannot know of it.
            slow: for that the answer came too late.
        """
        kind = press.intent.kind
        if kind == SEVERAL:
            self._judge_one_of_several(press, space_id, lost=lost, slow=slow)
            return
        key = self.key(press)
        if kind not in GIVES_A_MEET | {"meet"}:
            self._seen.report(EXTRA_SPACE, f"{kind} made a space")
        if press.lost_creates and not press.together:
            self._seen.report(BLIND_CREATE, f"{kind} made another space after a lost answer")
        press.made.append(space_id)
        if lost:
            # Of a slow answer it cannot be told here whether it was waited for.
            press.lost_creates += not slow
            return
        made = self._spaces[key]
        made.append(space_id)
        excused = key in self._excused or self._seen.store_troubled
        if len(made) > (2 if excused else 1):
            others = ", though another one was made for it" if len(made) == 2 else " yet again"
            self._seen.report(EXTRA_SPACE, f"{kind} made a space{others}")

    def _judge_one_of_several(self, press: Press, space_id: str, *, lost: bool, slow: bool) -> None:
        """Judge a space of a press for several meetings: for which, its place on one will tell.

        Arguments as for `judge_new`.
        """
        user, kind = press.intent.user, press.intent.kind
        press.made.append(space_id)
        if len(press.made) > len(press.asked) and not press.together:
            self._seen.report(BLIND_CREATE, f"{kind} made more spaces than it had meetings")
        if lost:
            press.lost_creates += not slow
            return
        unplaced = self._unplaced[user]
        unplaced.append(space_id)
        room = sum(
            max(0, (2 if key in self._excused else 1) - len(self._spaces[key]))
            for key in self._asked[user]
        )
        if len(unplaced) > room and not self._seen.store_troubled:
            self._seen.report(EXTRA_SPACE, f"{kind} made a space, though others wait for a place")

    def placed(self, press: Press, event_id: str, link: str) -> None:
        """A press put a link on an event."""
        space = self._seen.space(link)
        if press.intent.kind != SEVERAL or space is None:
            return
        unplaced, key = self._unplaced[press.intent.user], self._of_event(press, event_id)
        made = self._spaces[key]
        if space.id in unplaced:
            unplaced.remove(space.id)
        if space.id not in made:
            made.append(space.id)
            excused = key in self._excused or self._seen.store_troubled
            if len(made) > (2 if excused else 1):
                self._seen.report(EXTRA_SPACE, f"{SEVERAL} attached a second space")

    def judge_settings(self, press: Press, space_id: str, uri: str) -> None:
        """Who loses to another press of the same kind leaves alone what that one has set."""
        if press.together or press.intent.kind not in GIVES_A_MEET:
            return
        same = space_id in self._spaces.get(self.key(press), ())
        late = 0 < press.looked < self._seen.attached.get(uri, 0)
        if same and late and not press.gave_a_meet:
            self._seen.report(
                OVERRULED, f"{press.intent.kind} set a Meet that another press attached"
            )
