"""Judges the press that sets up several meetings: what it writes, says, and leaves to be done."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from torture import words
from torture.chronicle import Chronicle
from torture.presses import SETTINGS, SEVERAL, Press, target_of
from torture.reading import Reading, goes_on
from torture.violations import REPLACED, UNTRUE, UNTRUE_NOTHING, UNTRUE_STATE

Json = dict[str, object]
_DONE = re.compile(r"(\d+) of (\d+) meetings? (?:is|are) set up")
_GO_ON = re.compile(r"Go on with (\d+)")


@dataclass(frozen=True)
class Left:
    """What a press left to be set up.

    Attributes:
        boxes: among these it is.
        count: how many.
        known: nothing came in between that may have changed it.
    """

    boxes: tuple[str, ...] = ()
    count: int = 0
    known: bool = True


class Several:
    """Judges the presses of a story that set up several meetings.

    Args:
        seen: what happened.
    """

    def __init__(self, seen: Chronicle) -> None:
        self._seen = seen
        self._left: dict[str, Left] = defaultdict(Left)
        self._at_work: dict[str, list[Press]] = defaultdict(list)

    def begins(self, press: Press, request: Json) -> None:
        """A press is delivered: which meetings it is about."""
        if press.intent.kind != SEVERAL:
            return
        press.goes_on = goes_on(request)
        left = self._left[press.intent.user]
        press.asked = left.boxes if press.goes_on else tuple(press.form.get("meetings", []))
        at_work = self._at_work[press.intent.user]
        at_work.append(press)
        if len(at_work) > 1 or self._seen.store_troubled:
            self._doubt(press)

    def never_comes(self, press: Press) -> None:
        """A press is cut short: what it left may be noted or not."""
        if press.intent.kind == SEVERAL:
            self._doubt(press)
            self._ends(press)

    def _doubt(self, press: Press) -> None:
        former = self._left[press.intent.user]
        boxes = tuple(dict.fromkeys((*former.boxes, *press.asked)))
        self._left[press.intent.user] = Left(boxes, former.count, known=False)

    def _ends(self, press: Press) -> bool:
        """Whether no other such press of theirs was at work."""
        at_work = self._at_work[press.intent.user]
        alone = at_work == [press]
        at_work[:] = [each for each in at_work if each is not press]
        return alone

    def judge_conference(
        self, press: Press, event_id: str, suffix: str, before: str, after: str
    ) -> None:
        """Judge what became of an event's conference."""
        if event_id not in press.targets or suffix:
            self._seen.report(REPLACED, f"{SEVERAL} put a link on an event that it is not about")
        if before:
            self._seen.report(REPLACED, f"{SEVERAL} put a Meet in place of another conference")
        space = self._seen.space(after)
        if space is not None and space.owner != press.intent.user:
            self._seen.report(REPLACED, f"{SEVERAL} put somebody else's Meet on the event")

    def judge_answer(self, press: Press, readings: list[Reading]) -> None:
        """Judge the answer as a whole, each of its lines, and what it says is left."""
        if press.intent.kind != SEVERAL:
            return
        sure = self._ends(press) and not press.together and not self._seen.store_troubled
        left = self._left[press.intent.user]
        found = next(((each, told) for each in readings if (told := _DONE.search(each.text))), None)
        none = any(words.NONE_TICKED in each.text for each in readings)
        if press.goes_on and sure and left.known and none and left.count:
            self._seen.report(UNTRUE, f"{left.count} meetings were left to do, and are forgotten")
        if found is None:
            self._doubt(press)
            return
        reading, told = found
        done, count = int(told[1]), int(told[2])
        lines = [line for line in reading.lines if line[2]]
        go_on = next((each for each in map(_GO_ON.fullmatch, reading.labels) if each), None)
        still = int(go_on[1]) if go_on else 0
        asked = left.count if press.goes_on else len(press.asked)
        if count != asked and sure and (left.known or not press.goes_on):
            self._seen.report(
                UNTRUE, f"{asked} meetings were to be set up, and {count} are told of"
            )
        # What an earlier press left, and this one was not about, is counted with its own.
        others = len(lines) + still - count
        known = sure and left.known
        most = 0 if press.goes_on else left.count if known else len(left.boxes)
        if not 0 <= others <= most:
            self._seen.report(UNTRUE, f"{count} meetings are told of, and {len(lines)} + {still}")
        if done != sum(line[2] in words.WILL_BE for line in lines):
            self._seen.report(UNTRUE, f"{done} meetings are told to be set up in the title alone")
        for _, title, words_below in lines:
            self._judge_line(press, title, words_below)
        boxes = press.asked
        if others > 0 or not sure:
            boxes = tuple(dict.fromkeys((*left.boxes, *boxes)))
        self._left[press.intent.user] = Left(boxes if still or not sure else (), still, known=sure)

    def _judge_line(self, press: Press, title: str, told: str) -> None:
        """Judge what is said of one meeting; several may have the same title."""
        targets = {target_of(box): box.partition(" ")[0] for box in press.asked}
        if any(self._seen.edited[target] >= press.began for target in targets):
            # Under which title each was read cannot be told.
            titled = list(targets)
        else:
            titled = [
                target
                for target, opened in targets.items()
                if title in {self._seen.title(target, opened), words.SOME_MEETING}
            ]
        if not titled:
            self._seen.report(UNTRUE, "a meeting is told of that was not to be set up")
        elif told in words.WILL_BE:
            if not any(self._is_so(press, each, words.WILL_BE[told]) for each in titled):
                self._seen.report(
                    UNTRUE_STATE, f"{SEVERAL} says “{told}” of a meeting that has no such Meet"
                )
        elif told == words.LEFT_OUT_CALL:
            if not any(self._has_a_call(press, each) for each in titled):
                self._seen.report(UNTRUE, "a meeting is told to have a call, which it has not")
        elif any(claim in told for claim in words.NOTHING) and all(
            each in press.wrote_to for each in titled
        ):
            self._seen.report(UNTRUE_NOTHING, f"{SEVERAL} says “{told}” and wrote")

    def _is_so(self, press: Press, target: str, told: tuple[str, str, str]) -> bool:
        """Whether an event has had a Meet of the user's, set like that, since they pressed."""
        for link in self._seen.links_since(target, press.began):
            space = self._seen.space(link)
            if space is None or space.owner != press.intent.user:
                continue
            states = self._seen.states_since(space.id, press.began)
            named = dict(zip(words.ARTIFACTS.values(), told, strict=True))
            if all(
                any(state[SETTINGS[name]] == on.upper() for state in states)
                for name, on in named.items()
            ):
                return True
        return False

    def _has_a_call(self, press: Press, target: str) -> bool:
        """Whether an event has had a call that is not the user's since they pressed."""
        own = {
            link
            for link in self._seen.links_since(target, press.began)
            if (space := self._seen.space(link)) and space.owner == press.intent.user
        }
        return bool(self._seen.links_since(target, press.began) - own)
