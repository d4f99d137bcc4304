"""Setting rules on a space, with each that the account may not set left out and said."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from enum import Enum

from meeting.errors import FeatureUnavailable, OutcomeUnknown, Problem, Refused, ScopesMissing
from meeting.model import Space
from meeting.rules import UNDER_MODERATION, Rule, Rules, Value, differences
from meeting.values import dataclass

Change = Callable[[Rules], Space]


class RuleState(Enum):
    """How a rule stands after a change.

    `SET`: as wanted. `REFUSED`: the account may not. `KEPT`: Meet took the change and shows
    something else. `UNKNOWN`: Meet took it and does not say. `FAILED`: it was not set, for another
    reason. `UNCERTAIN`: whether it was set is not certain. `NEEDED`: it is not turned off, since
    what was chosen needs it.
    """

    SET = "set"
    REFUSED = "refused"
    KEPT = "kept"
    UNKNOWN = "unknown"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    NEEDED = "needed"


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


def set_rules(change: Change, space: Space, wanted: Rules, *, beside: bool) -> Ruled:
    """Set the rules that a space does not have as wanted, in one call if Meet takes them all.

    Args:
        beside: something else was done already: whatever keeps them from being set is a result.

    Raises:
        ScopesMissing: even then.
        Problem: nothing else was done; see `Meet.regulate`.
    """
    asked = differences(space.rules, wanted)
    there = {rule: value for rule, value in wanted.said.items() if space.rules[rule] == value}
    tried = _negotiate(change, asked, beside=beside)
    space = tried.space or space
    told = Rules.of({**there, **asked.said})
    return Ruled(space, _results(space.rules, told, wanted, tried))


@dataclass(frozen=True)
class _Tried:
    """What came of the calls.

    Attributes:
        space: as the last one that went through returned it.
        refused: rules that the account may not set.
        failed: those that were not set for another reason.
        uncertain: those whose answer was lost.
    """

    space: Space | None = None
    refused: frozenset[Rule] = frozenset()
    failed: frozenset[Rule] = frozenset()
    uncertain: frozenset[Rule] = frozenset()


def _negotiate(change: Change, asked: Rules, *, beside: bool) -> _Tried:
    """Set what Meet takes.

    It names one feature for each refusal and changes nothing then (google-apis.md 2.6). If that
    tells no rule, or it refuses for another reason, each is sent by itself.

    Raises as `set_rules`.
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
                return _one_by_one(change, asked.only(left), refused, beside=beside)
        except Problem as problem:
            if isinstance(problem, Refused) and len(left) > 1:
                return _one_by_one(change, asked.only(left), refused, beside=beside)
            if not beside or isinstance(problem, ScopesMissing):
                raise
            return _given_up(problem, left, left, _Tried(refused=refused))
    return _Tried(refused=refused)


def _one_by_one(change: Change, asked: Rules, refused: frozenset[Rule], *, beside: bool) -> _Tried:
    """Set each by itself, until one meets trouble that is not its own.

    Raises as `set_rules`.
    """
    changed, failed = None, frozenset[Rule]()
    rules = [*asked.said]
    for position, rule in enumerate(rules):
        if rule in refused | failed:
            continue
        try:
            changed = change(asked.only([rule]))
        except FeatureUnavailable:
            refused |= _lost_with(rule)
        except Refused:
            failed |= _lost_with(rule)
        except Problem as problem:
            if (changed is None and not beside) or isinstance(problem, ScopesMissing):
                raise
            left = [each for each in rules[position:] if each not in refused]
            return _given_up(problem, [rule], left, _Tried(changed, refused, failed))
    return _Tried(changed, refused, failed)


def _given_up(
    problem: Problem, sent: Collection[Rule], left: Collection[Rule], tried: _Tried
) -> _Tried:
    """Nothing more is tried, since the rest would meet the same.

    Args:
        sent: what met the problem.
        left: that, and what was to follow.
    """
    lost = frozenset(sent) if isinstance(problem, OutcomeUnknown) else frozenset[Rule]()
    return replace(tried, failed=tried.failed.union(left) - lost, uncertain=lost)


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
        if rule in tried.uncertain:
            return RuleState.UNCERTAIN
        return RuleState.UNKNOWN if has[rule] is None else RuleState.KEPT

    results = [
        RuleResult(rule, value, state(rule, value), implied=wanted[rule] != value)
        for rule, value in told.said.items()
    ]
    if wanted.moderation is False and told.moderation is None:
        results.append(RuleResult(Rule.MODERATION, wanted.moderation, RuleState.NEEDED))
    return tuple(results)
