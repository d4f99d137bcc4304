"""Setting rules on a space, with each that the account may not set left out and said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from meeting.errors import FeatureUnavailable, Problem, Refused
from meeting.model import Space
from meeting.rules import UNDER_MODERATION, Rule, Rules, Value, differences

Change = Callable[[Rules], Space]


class RuleState(Enum):
    """How a rule stands after a change.

    `SET`: as wanted. `REFUSED`: the account may not. `KEPT`: Meet took the change and shows
    something else. `UNKNOWN`: Meet took it and does not say. `FAILED`: whether it was set is not
    certain.
    """

    SET = "set"
    REFUSED = "refused"
    KEPT = "kept"
    UNKNOWN = "unknown"
    FAILED = "failed"


@dataclass(frozen=True)
class RuleResult:
    """How a rule stands after a change.

    Attributes:
        implied: nobody chose it; what was chosen needs it.
    """

    rule: Rule
    value: Value
    state: RuleState
    implied: bool = False


@dataclass(frozen=True)
class Ruled:
    """A space after its rules were set.

    Attributes:
        results: of each rule that was wanted, or that something wanted needs.
    """

    space: Space
    results: tuple[RuleResult, ...] = ()


def set_rules(change: Change, space: Space, wanted: Rules) -> Ruled:
    """Set the rules that a space does not have as wanted, in one call if Meet takes them all.

    Raises:
        Problem: see `Meet.regulate`.
    """
    asked = differences(space.rules, wanted)
    there = {rule: value for rule, value in wanted.said.items() if space.rules[rule] == value}
    tried = _negotiate(change, asked)
    space = tried.space or space
    told = Rules.of({**there, **asked.said})
    return Ruled(space, _results(space.rules, told, wanted, tried))


def try_rules(change: Change, space: Space, wanted: Rules) -> Ruled:
    """The same beside something that is done: whatever keeps them from being set is a result."""
    try:
        return set_rules(change, space, wanted)
    except Problem:
        asked = differences(space.rules, wanted)
        failed = (
            RuleResult(rule, value, RuleState.FAILED, implied=wanted[rule] != value)
            for rule, value in asked.said.items()
        )
        return Ruled(space, tuple(failed))


@dataclass(frozen=True)
class _Tried:
    """What came of the calls.

    Attributes:
        space: as the last one that went through returned it.
        refused: rules that the account may not set.
        failed: those that Meet refused for another reason.
    """

    space: Space | None = None
    refused: frozenset[Rule] = frozenset()
    failed: frozenset[Rule] = frozenset()


def _negotiate(change: Change, asked: Rules) -> _Tried:
    """Set what Meet takes.

    It names one feature for each refusal and changes nothing then (google-apis.md 2.6). If that
    tells no rule, or it refuses for another reason, each is sent by itself.

    Raises:
        Problem: that was no matter of one rule, or the only one.
    """
    refused: frozenset[Rule] = frozenset()
    while left := [rule for rule in asked.said if rule not in refused]:
        try:
            return _Tried(change(asked.only(left)), refused)
        except FeatureUnavailable as refusal:
            if refusal.rule in left:
                refused |= _lost_with(refusal.rule)
            elif len(left) == 1:
                refused |= set(left)
            else:
                return _one_by_one(change, asked.only(left), refused)
        except Refused:
            if len(left) == 1:
                raise
            return _one_by_one(change, asked.only(left), refused)
    return _Tried(refused=refused)


def _one_by_one(change: Change, asked: Rules, refused: frozenset[Rule]) -> _Tried:
    changed, failed = None, frozenset[Rule]()
    for rule in asked.said:
        if rule in refused | failed:
            continue
        try:
            changed = change(asked.only([rule]))
        except FeatureUnavailable:
            refused |= _lost_with(rule)
        except Refused:
            failed |= _lost_with(rule)
    return _Tried(changed, refused, failed)


def _lost_with(rule: Rule) -> frozenset[Rule]:
    """A refused rule, and those that act only with it."""
    return frozenset({rule, *(UNDER_MODERATION if rule is Rule.MODERATION else ())})


def _results(has: Rules, told: Rules, wanted: Rules, tried: _Tried) -> tuple[RuleResult, ...]:
    """Compare what Meet says it has with what was asked for; a 200 alone is no proof."""

    def state(rule: Rule, value: Value) -> RuleState:
        if has[rule] == value:
            return RuleState.SET
        if rule in tried.refused:
            return RuleState.REFUSED
        if rule in tried.failed:
            return RuleState.FAILED
        return RuleState.UNKNOWN if has[rule] is None else RuleState.KEPT

    return tuple(
        RuleResult(rule, value, state(rule, value), implied=wanted[rule] != value)
        for rule, value in told.said.items()
    )
