"""What an organization's policy lets come out, as the contract says it, as simply as can be.

Nothing of the function is known here, and no text is searched: which words of a policy a title
holds, and whether somebody is invited from outside, is known from how both were made up.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from tests.support.stage import Json
from tests.support.switches import Three

CALLED = {"recording": "Recording", "transcription": "Transcript", "smart_notes": "Notes"}
IS = {
    "recording": ("Recording is", "it"),
    "transcription": ("The transcript is", "it"),
    "smart_notes": ("Notes are", "them"),
}
Locked = Mapping[str, str]
"""By the names of switches, `on` or `off`."""
Decided = Mapping[str, bool]
"""By the names of switches, what nobody may choose otherwise."""


class WordRule(NamedTuple):
    """What holds for titles with a word, and how the policy spells that."""

    word: str
    spelt: str
    locked: Locked


class Policy(NamedTuple):
    """A policy; `None` is a member that is left out."""

    defaults: Mapping[str, bool] | None = None
    locked: Locked | None = None
    external: Locked | None = None
    words: tuple[WordRule, ...] | None = None
    contact: str | None = None

    @property
    def written(self) -> Json:
        """The policy as its setting has it."""
        members = self._asdict()
        if self.words is not None:
            members["words"] = [
                {"contains": rule.spelt, "locked": rule.locked} for rule in self.words
            ]
        return {name: value for name, value in members.items() if value is not None}

    def usual(self, saved: Saved | None, *, outside: bool = False) -> Three:
        """How the switches stand for somebody before they choose.

        Args:
            outside: the meeting may have guests outside the organization.
        """
        if saved is None:
            return Three(**(self.defaults or {}))
        return saved.usual if saved.outside is None or not outside else saved.outside

    def decides(self, meeting: Meeting) -> Decided:
        """What is decided for a meeting: off wins."""
        rules = [
            self.locked or {},
            (meeting.outside and self.external) or {},
            *(rule.locked for rule in self.words or () if rule.word in meeting.words),
        ]
        said = {name: {rule[name] for rule in rules if name in rule} for name in CALLED}
        return {name: "off" not in values for name, values in said.items() if values}


class Meeting(NamedTuple):
    """What a policy asks of a meeting.

    Attributes:
        words: those that its title holds.
        outside: somebody is invited who is, or may be, outside the organizer's domain.
    """

    words: frozenset[str] = frozenset()
    outside: bool = False


NO_POLICY = Policy()


class Saved(NamedTuple):
    """Somebody's own defaults, and those for meetings with guests outside, if others."""

    usual: Three
    outside: Three | None = None


def both(one: Decided, other: Decided) -> Decided:
    """What is decided where two meetings share a Meet: off wins."""
    return {
        name: one.get(name, True) and other.get(name, True)
        for name in CALLED
        if name in one or name in other
    }


def allowed(decided: Decided, wanted: Three) -> Three:
    """What may come out of it where somebody wants this."""
    return wanted._replace(**decided)


def locked_lines(decided: Decided) -> list[str]:
    """What stands in the places of switches."""
    return [
        f"{called}: {'on' if decided[name] else 'off'}, set by your organization"
        for name, called in CALLED.items()
        if name in decided
    ]


def drift_lines(decided: Decided, stands: Three) -> list[str]:
    """What is told of a Meet that stands otherwise."""
    return [
        f"{IS[name][0]} {_word(on=on)}, your organization has set {IS[name][1]} {_word(on=not on)}."
        for name, on in stands._asdict().items()
        if decided.get(name, on) is not on
    ]


def free(decided: Decided, stand: Three) -> dict[str, bool]:
    """The switches that a card has, and how they stand."""
    return {name: on for name, on in stand._asdict().items() if name not in decided}


def asks(policy: Policy, decided: Collection[str]) -> list[str]:
    """Whom to ask, where anything is decided and the policy names somebody."""
    if not policy.contact or not decided:
        return []
    return [f"Questions: {policy.contact}"]


def _word(*, on: bool) -> str:
    return "on" if on else "off"
