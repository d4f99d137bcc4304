"""Judges what Meets are made, and set: one suffices for each intention."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

from torture.chronicle import Chronicle
from torture.presses import GIVES_A_MEET, Press
from torture.violations import BLIND_CREATE, EXTRA_SPACE, OVERRULED


class Making:
    """Judges the Meets of a story.

    Args:
        seen: what happened.
    """

    def __init__(self, seen: Chronicle) -> None:
        self._seen = seen
        self._forgot: Counter[str] = Counter()
        self._spaces: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._excused: set[tuple[str, ...]] = set()

    def forgets(self, user: str) -> None:
        """Somebody has everything about them deleted."""
        self._forgot[user] += 1

    def excuse(self, press: Press) -> None:
        """A press was told something of its Meet that is not so: one spare is let pass."""
        self._excused.add(self.key(press))

    def lose(self, press: Press, remembers: Callable[[str], bool]) -> None:
        """The process that made a Meet is gone.

        What it had not stored, and not put on an event, is lost: nobody can find it again.
        """
        for space_id in press.made:
            space = self._seen.world.meet.space(space_id)
            if space and (remembers(space.uri) or self._seen.is_on_an_event(space.uri)):
                continue
            for made in self._spaces.values():
                made[:] = [each for each in made if each != space_id]

    def key(self, press: Press) -> tuple[str, ...]:
        """What one space suffices for."""
        intent = press.intent
        forgot = str(self._forgot[intent.user])
        if intent.kind in {"create", "replace"}:
            opened = intent.event.partition("_")[2]
            chosen = press.form.get("applies_to", [])
            target = "" if "series" in chosen else opened
            # Whose Meet another user of the add-on replaced may want another one, too.
            others = [each for each in self._seen.replacers[intent.series] if each != intent.user]
            generation = str(self._seen.generation[intent.series] + len(others))
            # A Meet that Calendar makes for the organizer is another one than the user's own.
            whose = "organizer's" if "organizer" in press.form.get("host", []) else "own"
            return (intent.user, intent.series, target, generation, forgot, whose)
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
        key, kind = self.key(press), press.intent.kind
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
