"""Who may do what in a Meet: who may join, what hosts alone may do, who is told who came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from meeting.values import dataclass


class Door(StrEnum):
    """Who may join without asking; the values are Meet's own (google-apis.md 2.2)."""

    OPEN = "OPEN"
    TRUSTED = "TRUSTED"
    RESTRICTED = "RESTRICTED"


class Rule(StrEnum):
    """A rule; the value is the name of its input on every card."""

    ACCESS = "access"
    MODERATION = "moderation"
    RESTRICT_CHAT = "restrict_chat"
    RESTRICT_PRESENT = "restrict_present"
    RESTRICT_REACTIONS = "restrict_reactions"
    JOIN_AS_VIEWER = "join_as_viewer"
    ATTENDANCE = "attendance"


Value = Door | bool

RULES = tuple(Rule)
SWITCHES = tuple(rule for rule in RULES if rule is not Rule.ACCESS)
UNDER_MODERATION = (
    Rule.RESTRICT_CHAT,
    Rule.RESTRICT_PRESENT,
    Rule.RESTRICT_REACTIONS,
    Rule.JOIN_AS_VIEWER,
)
"""What acts only under host management, and ends with it (google-apis.md 2.2)."""


@dataclass(frozen=True)
class Rules:
    """The rules of a Meet, or wishes for them; `None` is not known, not said, left as it is."""

    access: Door | None = None
    moderation: bool | None = None
    restrict_chat: bool | None = None
    restrict_present: bool | None = None
    restrict_reactions: bool | None = None
    join_as_viewer: bool | None = None
    attendance: bool | None = None

    def __getitem__(self, rule: Rule) -> Value | None:
        """How a rule stands."""
        value: Value | None = getattr(self, rule)
        return value

    @property
    def said(self) -> dict[Rule, Value]:
        """Those that are said, by their names."""
        return {rule: value for rule in RULES if (value := self[rule]) is not None}

    def as_dict(self) -> dict[str, Value]:
        """The same, to be kept or carried."""
        return {rule.value: value for rule, value in self.said.items()}

    @property
    def chosen(self) -> Rules:
        """What of a form is a wish: a switch that is off chooses nothing."""
        return Rules.of({rule: value for rule, value in self.said.items() if value is not False})

    def only(self, kept: Iterable[Rule]) -> Rules:
        """Some of them."""
        kept = set(kept)
        return Rules.of({rule: value for rule, value in self.said.items() if rule in kept})

    @classmethod
    def of(cls, values: Mapping[Any, object]) -> Rules:
        """Rules from a mapping by name; what is none of theirs counts as not said."""
        if not values:
            return NO_RULES
        switches = {rule.value: on for rule in SWITCHES if isinstance(on := values.get(rule), bool)}
        door = values.get(Rule.ACCESS)
        return cls(access=next((each for each in Door if each == door), None), **switches)


NO_RULES = Rules()
"""Nothing is known, said or wanted."""


def differences(has: Rules, wanted: Rules) -> Rules:
    """What of the wishes a Meet does not have, with what they need to act.

    A wish for something that acts only under host management is one for that, too.
    """
    values = wanted.said
    if not has.moderation and any(values.get(rule) for rule in UNDER_MODERATION):
        values[Rule.MODERATION] = True
    if values.get(Rule.MODERATION) is False and any(values.get(rule) for rule in UNDER_MODERATION):
        del values[Rule.MODERATION]
    return Rules.of({rule: value for rule, value in values.items() if has[rule] != value})


def changes(shown: Rules, chosen: Rules) -> Rules:
    """What was chosen otherwise than a card showed it.

    What the card did not know counts as off, as its switch stood.
    """
    return Rules.of(
        {
            rule: value
            for rule, value in chosen.said.items()
            if value != (shown[rule] if shown[rule] is not None else False)
        }
    )


def amended(kept: Rules, changed: Rules) -> Rules:
    """Wishes that were kept, with what was chosen otherwise since.

    Host management that is turned off leaves no wish that would bring it back.
    """
    values = {**kept.said, **changed.said}
    if changed.moderation is False and not any(changed[rule] for rule in UNDER_MODERATION):
        values |= dict.fromkeys(UNDER_MODERATION, False)
    return Rules.of(values).chosen
