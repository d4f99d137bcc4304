"""Judges who may do what: only what was chosen is written, and what a card says of it is so."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.google.meet.meetings import Space
from torture import words
from torture.chronicle import Chronicle
from torture.presses import IN_SIDEBAR, SETS_DEFAULTS, SETTINGS, SEVERAL, Press
from torture.reading import Reading
from torture.violations import IGNORED, LOST_EDIT, RULED, UNTRUE, UNTRUE_STATE

PATHS = {
    "access": "accessType",
    "moderation": "moderation",
    "restrict_chat": "moderationRestrictions.chatRestriction",
    "restrict_present": "moderationRestrictions.presentRestriction",
    "restrict_reactions": "moderationRestrictions.reactionRestriction",
    "join_as_viewer": "moderationRestrictions.defaultJoinAsViewerType",
    "attendance": "attendanceReportGenerationType",
}
"""Where each stands below a space's `config`, by the name of its input (google-apis.md 2.2)."""
MEANS = {
    "moderation": ("OFF", "ON"),
    "restrict_chat": ("NO_RESTRICTION", "HOSTS_ONLY"),
    "restrict_present": ("NO_RESTRICTION", "HOSTS_ONLY"),
    "restrict_reactions": ("NO_RESTRICTION", "HOSTS_ONLY"),
    "join_as_viewer": ("OFF", "ON"),
    "attendance": ("DO_NOT_GENERATE", "GENERATE_REPORT"),
}
"""What Meet calls each switch that is off, and one that is on."""
NEED_MODERATION = {"restrict_chat", "restrict_present", "restrict_reactions", "join_as_viewer"}
AS_IT_IS = "MEET"
"""What the selection of who may join sends where nothing was chosen."""
BY_DEFAULT = {"meet", SEVERAL}
SET_NOTHING = {"open", "scope", "check", "keep", "ask", "ask part", "ask cohosts", "cohosts"}
REDRAWN = {"scope", "check"}
"""After these a card shows what was chosen on it, whatever Meet has."""

Chosen = dict[str, str]
"""What was chosen, by the name of its input, as Meet calls it."""


class Ruling:
    """Judges the rules of a story.

    Args:
        seen: what happened.
    """

    def __init__(self, seen: Chronicle) -> None:
        self._seen = seen
        self._defaults: dict[str, Chosen | None] = {}

    def forget(self, user: str) -> None:
        """What somebody's defaults are is not known any more."""
        self._defaults[user] = None

    def judge_write(
        self, press: Press, space: Space, before: Mapping[str, str], after: Mapping[str, str]
    ) -> None:
        """Judge what a press changed about a Meet."""
        kind = press.intent.kind
        changed = {path: value for path, value in after.items() if before.get(path) != value}
        if changed and space.owner != press.intent.user:
            self._seen.report(RULED, f"{kind} set somebody else's Meet")
        if changed and kind in SET_NOTHING:
            self._seen.report(RULED, f"{kind} set a Meet")
        self._judge_rules(press, space, before, changed)
        if kind == "update" and press.shown is not None:
            for name, path in SETTINGS.items():
                left = name not in press.decided and press.is_on(name) is (name in press.shown)
                if path in changed and left and self._stood_still(press, space, path):
                    self._seen.report(LOST_EDIT, f"{kind} changed {name}, which was left as it was")

    def _judge_rules(
        self, press: Press, space: Space, before: Mapping[str, str], changed: Mapping[str, str]
    ) -> None:
        kind, chosen = press.intent.kind, self._chosen(press)
        if kind == "other":
            return
        for name, path in PATHS.items():
            value = changed.get(path)
            if value is None or _is_chosen(name, value, chosen, changed):
                continue
            if kind == "again":
                if any(state[path] == value for state in self._seen.states_since(space.id, 0)[:-1]):
                    continue
                self._seen.report(RULED, f"{kind} set {name} as it never was")
            elif chosen is not None:
                had = before.get(path)
                self._seen.report(RULED, f"{kind} set {name} from {had} to {value}, unasked")

    def _stood_still(self, press: Press, space: Space, path: str) -> bool:
        """Whether nobody changed a setting from a press on until that press did."""
        values = {state[path] for state in self._seen.states_since(space.id, press.began)[:-1]}
        return len(values) == 1 and not press.together

    def _chosen(self, press: Press) -> Chosen | None:
        """What was chosen with a press; `None` where that is not known."""
        kind = press.intent.kind
        if kind in BY_DEFAULT:
            return self._defaults.get(press.intent.user, {})
        if kind == "again":
            return {}
        return changed_rules(press) if kind == "update" else wished_rules(press)

    def judge_answer(self, press: Press, reading: Reading) -> None:
        """Judge what a card says of them."""
        if len(reading.links) == 1:
            space = self._seen.world.meet.space_by_code(reading.links[0].rpartition("/")[2])
            if space is not None:
                self._judge_told(press, reading, space)
                self._judge_shown(press, reading, space)

    def _judge_told(self, press: Press, reading: Reading, space: Space) -> None:
        kind, chosen = press.intent.kind, self._chosen(press)
        if kind not in IN_SIDEBAR or chosen is None:
            return
        implied = {"moderation": "ON"} if NEED_MODERATION & set(chosen) else {}
        for label, name in words.RULES.items():
            if label not in reading.facts.get(words.RULES_SET, ""):
                continue
            value = {**implied, **chosen}.get(name)
            if value is None:
                self._seen.report(UNTRUE, f"{kind} says that {name} is set, which nobody chose")
            elif value not in self._has(press, space, name):
                self._seen.report(UNTRUE, f"{kind} says that {name} is set to {value}")
        if not reading.title.startswith(words.DONE[:4]):
            return
        for name in chosen:
            label = next(each for each, found in words.RULES.items() if found == name)
            if label not in reading.text and words.MODERATION_STAYS not in reading.texts:
                self._seen.report(IGNORED, f"{kind} says nothing of {name}, which was chosen")

    def _judge_shown(self, press: Press, reading: Reading, space: Space) -> None:
        if set(words.UPDATE).isdisjoint(reading.labels) or press.intent.kind in REDRAWN:
            return
        for name, (off, on) in MEANS.items():
            shown = reading.switches.get(name)
            if shown is not None and (on if shown else off) not in self._has(press, space, name):
                self._seen.report(UNTRUE_STATE, f"a switch shows {name} otherwise than Meet has it")
        [door] = reading.selected.get("access", ()) or [AS_IT_IS]
        if door not in {AS_IT_IS, *self._has(press, space, "access")}:
            self._seen.report(UNTRUE_STATE, f"{door} is shown of who may join")

    def _has(self, press: Press, space: Space, name: str) -> set[str]:
        """How a rule stood at any time since the press last changed the Meet."""
        since = press.last_write.get(space.id, press.began)
        states = self._seen.states_since(space.id, press.began if press.together else since)
        return {state[PATHS[name]] for state in states}

    def judge_defaults(self, press: Press, said: str) -> None:
        """Follow what is saved of them."""
        user, kind = press.intent.user, press.intent.kind
        former = self._defaults.get(user, {})
        if (
            kind in SETS_DEFAULTS
            or press.is_on("remember")
            or press.together
            or self._seen.store_troubled
        ):
            self._defaults[user] = None
        if press.together:
            return
        saved = (words.SAVED, words.REMEMBERED, words.REMEMBERED_WITH_RULES)
        if any(each in said for each in saved):
            sent = sent_rules(press)
            self._defaults[user] = former if sent is None else _wishes(sent)
            if kind == "update" and changed_rules(press):
                self._defaults[user] = None
        elif words.RESET in said or words.FORGOTTEN in said:
            self._defaults[user] = {}


def sent_rules(press: Press) -> dict[str, str | bool] | None:
    """How the inputs stood that came along; `None` where none did."""
    if "access" not in press.form:
        return None
    return {name: press.is_on(name) for name in MEANS} | {"access": press.form["access"][0]}


def wished_rules(press: Press) -> Chosen:
    """What is chosen for a Meet that is to be made: what is on; as drawn, if nothing was sent."""
    sent = sent_rules(press)
    return _wishes((press.rules or {}) if sent is None else sent)


def changed_rules(press: Press) -> Chosen:
    """What is chosen for a Meet that is there: what was turned on its card."""
    sent, shown = sent_rules(press), press.rules or {}
    turned = {name: on for name, on in (sent or {}).items() if on != shown.get(name, False)}
    return {name: _as_meet(name, on) for name, on in turned.items() if on != AS_IT_IS}


def _wishes(stands: Mapping[str, str | bool]) -> Chosen:
    return {name: _as_meet(name, on) for name, on in stands.items() if on and on != AS_IT_IS}


def _as_meet(name: str, stands: str | bool) -> str:
    return stands if isinstance(stands, str) else MEANS[name][stands]


def _is_chosen(name: str, value: str, chosen: Chosen | None, changed: Mapping[str, str]) -> bool:
    """Whether a change was chosen, or is what a chosen one needs or brings."""
    wanted = chosen or {}
    if wanted.get(name) == value:
        return True
    if name == "moderation":
        return value == "ON" and any(
            wanted.get(each) == MEANS[each][True] for each in NEED_MODERATION
        )
    ended = changed.get(PATHS["moderation"]) == "OFF"
    return name in NEED_MODERATION and value == MEANS[name][False] and ended
