"""Stories as data: who presses what, and what goes wrong meanwhile; made from a seed.

Everything that a step leaves to chance comes from a seed of its own, so a story from which steps
or troubles are taken away plays the rest as before.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

PEOPLE = (
    *("organizer", "delegate", "colleague", "newcomer", "outsider"),
    *(f"member {number}" for number in range(1, 8)),
)
"""Who acts; `torture.people` draws them from two dozen. The members act in crowded stories only."""
WEIGHTS = (6, 5, 2, 2, 1)
"""How often each of the first does something."""
CROWDED = 6
"""Each so many stories there is a crowd: many press on the same event, or in the conversation."""

GOOGLE = {
    "calendar.events.get": 5,
    "calendar.events.patch": 6,
    "calendar.events.insert": 3,
    "calendar.events.list": 1,
    "meet.spaces.create": 5,
    "meet.spaces.get": 3,
    "meet.spaces.patch": 4,
    "meet.spaces.endActiveConference": 1,
    "chat.spaces.members.list": 1,
    "people.people.getBatchGet": 1,
}
"""Which calls have trouble, and how often in comparison."""

LIKELY = {
    "create": ("calendar.events.patch", "meet.spaces.create", "calendar.events.get"),
    "update": ("meet.spaces.patch", "meet.spaces.get", "calendar.events.get"),
    "replace": ("calendar.events.patch", "meet.spaces.create", "meet.spaces.get"),
    "press again": ("calendar.events.patch", "meet.spaces.patch", "calendar.events.get"),
    "same event elsewhere": ("calendar.events.patch", "meet.spaces.patch", "meet.spaces.create"),
    "set up several": ("calendar.events.patch", "meet.spaces.create", "calendar.events.get"),
    "part": ("calendar.events.patch", "meet.spaces.create", "calendar.events.get"),
    "choose co-hosts": (
        "meet.spaces.members.create",
        "meet.spaces.members.list",
        "meet.spaces.members.delete",
        "meet.spaces.members.patch",
    ),
    "set again": ("meet.spaces.patch", "meet.spaces.get", "calendar.events.get"),
    "open event": ("calendar.events.get", "meet.spaces.get", "calendar.events.list"),
    "choose scope": ("calendar.events.get", "calendar.events.list", "calendar.events.patch"),
    "check again": ("calendar.events.get", "meet.spaces.create", "meet.spaces.patch"),
    "all press": ("calendar.events.patch", "meet.spaces.create", "calendar.events.get"),
    "all command": ("meet.spaces.create",),
    "/meet": ("meet.spaces.create",),
    "say": ("meet.spaces.create",),
    "press offered Meet": ("meet.spaces.create",),
    "press in help": ("meet.spaces.create",),
    "quick command": ("meet.spaces.create",),
    "change posted Meet": ("meet.spaces.patch", "meet.spaces.get"),
    "/schedule": ("calendar.events.insert", "meet.spaces.create", "calendar.events.patch"),
    "press Schedule again": (
        "calendar.events.insert",
        "calendar.events.get",
        "calendar.events.patch",
        "meet.spaces.patch",
    ),
}
"""Which calls a press makes, so that most troubles find one."""

KILLED, KILLED_DONE = KILLS = ("killed", "killed done")
"""The function is killed, and another one starts on the same store (`torture.lives`)."""

TROUBLES = {
    "401": 1,
    "403": 2,
    "403 space": 2,
    "403 feature": 1,
    "403 rate": 1,
    "404": 3,
    "409": 1,
    "412": 2,
    "429": 2,
    "429 soon": 2,
    "429 late": 1,
    "500": 2,
    "503": 2,
    "503 done": 2,
    "odd refusal": 1,
    "dropped": 3,
    "dropped done": 5,
    "slow": 2,
    "too slow": 2,
    "too slow done": 2,
    "cut": 1,
    "empty": 1,
    "no JSON": 1,
    "list": 1,
    "odd": 1,
    "deep": 1,
    "not kept": 2,  # by calls that attach a conference
    KILLED: 3,
    KILLED_DONE: 5,
}
"""What goes wrong with a call; "done" says that the change was made all the same."""

STORE_TROUBLES = {"down": 3, "lost": 2, "slow": 2, KILLED: 2, KILLED_DONE: 2}
"""The store refuses; does it and seems to refuse; takes its time; is not or is the last thing."""

LOST = ("dropped done", "503 done", "too slow done", "cut", "no JSON")
HIDDEN = ("404", "403 space", "403", "edit: other vendor", "edit: remove conference")
REFUSED = ("404", "403", "429", "dropped", "too slow")
BARE = 0.3
"""How likely `/schedule` is to end with an event that has no Meet."""
PASSING = 0.5
"""How likely an unlucky second press is told that its event is not there, which passes."""
PASSING_AT = (
    ("calendar.events.get", 1),
    ("calendar.events.get", 2),
    ("calendar.events.get", 2),
    ("calendar.events.patch", 1),
)
"""Where; the second look at the event follows the one that found it there."""
UNLUCKY = 0.2
"""How likely a change is made, its answer lost, and what it did hidden from the next look."""

EDITS = {
    "rename": 4,
    "describe": 1,
    "clear description": 1,
    "add to description": 2,
    "write on the last line": 2,
    "move": 2,
    "add guest": 4,
    "remove guest": 1,
    "answer": 6,
    "remove conference": 2,
    "other vendor": 2,
    "other Meet": 2,
    "set in Meet": 3,
    "co-host in Meet": 1,
    "delete": 2,
}
"""What others do to an event in Calendar's own pages, or to its Meet in Meet's."""

PRESSES = {
    "open home": 1,
    "open event": 4,
    "create": 12,
    "update": 4,
    "replace": 6,
    "press again": 10,
    "same event elsewhere": 5,
    "set up several": 6,
    "part": 5,
    "choose co-hosts": 4,
    "set again": 3,
    "other button": 2,
    "choose scope": 3,
    "check again": 1,
    "menu": 2,
    "save defaults": 3,
    "give permission": 1,
    "edit": 8,
    "change unsaved event": 2,
    "/meet": 4,
    "change posted Meet": 3,
    "end call": 1,
    "/schedule": 7,
    "press Schedule again": 12,
    "/settings": 2,
    "say": 3,
    "press offered Meet": 1,
    "press in help": 1,
    "quick command": 2,
    "close dialog": 1,
    "give permission in Chat": 1,
    "leave and join": 1,
    "all press": 1,
    "all command": 1,
}
"""What a person can press; `torture.acting` does it. Others' edits between presses are among it."""

CROWD_PRESSES = {
    "all press": 5,
    "all command": 3,
    "create": 4,
    "update": 2,
    "replace": 4,
    "press again": 4,
    "edit": 4,
    "/schedule": 2,
    "change posted Meet": 2,
}
"""What is pressed in a crowd."""

FEW_GRANTS = (2, 3, 4)
"""Indices of people who have not granted everything before."""
ORGANIZER = 0
OF_ORGANIZERS = {"set up several", "set again", "part"}
"""What is mostly done by the organizer, whose events most are."""
ASKED_FOR_PERMISSION = {"give permission", "give permission in Chat"}

FOLLOWS = {
    "/schedule": ("edit", "press Schedule again", "press Schedule again"),
    "press Schedule again": ("edit", "press Schedule again"),
    "create": ("press again", "same event elsewhere", "edit"),
    "replace": ("press again", "same event elsewhere", "edit"),
    "press again": ("press again", "same event elsewhere", "edit"),
    "same event elsewhere": ("press again", "edit"),
}
"""What somebody is likely to do next, where the first time may have failed."""
FOLLOWING = 0.6

NOT_KEPT = "not kept"
"""Calendar takes a write and drops its conference without a word (google-apis.md 4.2)."""
CORRECTED = ("edit", "press Schedule again", "edit", "press Schedule again", "press Schedule again")
"""What follows where an event was made without its Meet."""

DELIVERIES = {"once": 12, "then again": 2, "again meanwhile": 3, "together": 1}
"""How a press reaches the function; "together" alone may end otherwise when it is repeated."""


@dataclass(frozen=True)
class Trouble:
    """Something that happens at a call.

    Attributes:
        where: a method of Google's, or `store`.
        nth: at which call of it in the step, from 1; for Google's, of each path.
        what: of `TROUBLES` or `STORE_TROUBLES`; `edit: …` for somebody's edit just before the
            call is handled; `again` for the same press delivered once more at that moment, in
            every second case from another window, with other switches.
        lasting: whether it goes on to the end of the step.
        seed: what else it needs.
    """

    where: str
    nth: int
    what: str
    lasting: bool = False
    seed: int = 0

    def __str__(self) -> str:
        onwards = " and every later one" if self.lasting else ""
        return f"at {self.where} #{self.nth}{onwards}: {self.what}"


@dataclass(frozen=True)
class Step:
    """One thing that somebody does.

    Attributes:
        person: an index into `PEOPLE`.
        does: one of `PRESSES`.
        seed: of all its choices.
        delivery: one of `DELIVERIES`.
    """

    person: int
    does: str
    seed: int
    delivery: str = "once"
    troubles: tuple[Trouble, ...] = ()

    def __str__(self) -> str:
        how = "" if self.delivery == "once" else f" (delivered {self.delivery})"
        lines = [f"{PEOPLE[self.person]}: {self.does}{how}", *map(str, self.troubles)]
        return "\n      ".join(lines)


@dataclass(frozen=True)
class Story:
    """Steps in a world that is made from the seed, too."""

    seed: int
    steps: tuple[Step, ...] = field(default=())

    def without_steps(self, kept: Sequence[Step]) -> Story:
        """The same story with these steps only."""
        return replace(self, steps=tuple(kept))


def is_crowded(seed: int) -> bool:
    """Whether many press at once in the story with a seed."""
    return seed % CROWDED == CROWDED - 1


def make_story(seed: int, length: int, *, faults: float = 0.5) -> Story:
    """A story of so many steps.

    Args:
        faults: how likely a step has trouble at all.
    """
    chance = random.Random(f"story {seed}")  # noqa: S311  # repeatable, no secret
    steps: list[Step] = []
    person, usual, next_ones = 0, "edit", list[str]()
    crowded = is_crowded(seed)
    weights = [1] * len(PEOPLE) if crowded else WEIGHTS
    for _ in range(length):
        if next_ones:
            does = next_ones.pop(0)
        elif usual in FOLLOWS and chance.random() < FOLLOWING:
            does = chance.choice(FOLLOWS[usual])
        else:
            person = chance.choices(range(len(weights)), weights)[0]
            does = _pick(chance, CROWD_PRESSES if crowded else PRESSES)
            if does in ASKED_FOR_PERMISSION:
                person = chance.choice(FEW_GRANTS)
            elif does in OF_ORGANIZERS and chance.random() < 0.7:
                person = ORGANIZER
        steps.append(_step(chance, faults, person, does))
        if does == "/schedule" and any(each.what == NOT_KEPT for each in steps[-1].troubles):
            next_ones = list(CORRECTED)
        # An edit comes in between: what follows is what would have followed without it.
        usual = usual if does == "edit" else does
    return Story(seed, tuple(steps))


def _step(chance: random.Random, faults: float, person: int, does: str) -> Step:
    step = Step(person, does, chance.getrandbits(32))
    if does == "edit":
        return step
    troubles: list[Trouble] = []
    bare = does == "/schedule" and chance.random() < BARE
    if bare:
        refused = Trouble("calendar.events.patch", 1, chance.choice(REFUSED), lasting=True)
        troubles = [Trouble("calendar.events.insert", 1, NOT_KEPT), refused]
    if not bare and chance.random() < faults:
        troubles += [_trouble(chance, does) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
    if not bare and chance.random() < UNLUCKY:
        troubles += _unlucky(chance, does)
    if chance.random() < 0.2:
        troubles.append(_edit(chance, does))
    delivery = _pick(chance, DELIVERIES)
    if delivery == "again meanwhile":
        where, seed = _where(chance, does), chance.getrandbits(32)
        troubles.append(Trouble(where, chance.choice((1, 1, 2)), "again", seed=seed))
    return replace(step, delivery=delivery, troubles=tuple(troubles))


def _where(chance: random.Random, does: str) -> str:
    likely = LIKELY.get(does, ())
    return chance.choice(likely) if likely and chance.random() < 0.8 else _pick(chance, GOOGLE)


def _trouble(chance: random.Random, does: str) -> Trouble:
    lasting = chance.random() < 0.25
    nth = chance.choice((1, 1, 1, 2, 3))
    if chance.random() < 0.12:
        where, nth, what = "store", nth + chance.randrange(3), _pick(chance, STORE_TROUBLES)
    else:
        where, what = _where(chance, does), _pick(chance, TROUBLES)
    lasting = lasting and what not in KILLS  # one death is enough
    return Trouble(where, nth, what, lasting, chance.getrandbits(16))


def _unlucky(chance: random.Random, does: str) -> list[Trouble]:
    if does == "press Schedule again" and chance.random() < PASSING:
        where, nth = chance.choice(PASSING_AT)
        return [Trouble(where, nth, "404", lasting=chance.random() < 0.3)]
    writes = [each for each in LIKELY.get(does, ()) if not each.endswith((".get", ".list"))]
    if not writes:
        return []
    read = chance.choice(("calendar.events.get", "meet.spaces.get"))
    return [
        Trouble(chance.choice(writes), 1, chance.choice(LOST)),
        Trouble(read, chance.choice((1, 2, 2)), chance.choice(HIDDEN), seed=chance.getrandbits(32)),
    ]


def _edit(chance: random.Random, does: str) -> Trouble:
    what = f"edit: {_pick(chance, EDITS)}"
    where = _where(chance, does)
    return Trouble(where, chance.choice((1, 1, 2)), what, seed=chance.getrandbits(32))


def _pick(chance: random.Random, weights: dict[str, int]) -> str:
    return chance.choices(tuple(weights), tuple(weights.values()))[0]
