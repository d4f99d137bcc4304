"""Who may do what, on every card that has the three switches: the section, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from cards.rules_text import RulesText
from cards.text import Text
from cards.widgets import Json, fact, paragraph, section, switch
from meeting.rules import SWITCHES, Door, Rule, Rules
from meeting.ruling import RuleResult, RuleState

AS_IT_IS = "MEET"
"""What the selection sends where nothing was chosen. It always sends something: by that a section
whose switches are all off is told from one whose inputs the host did not send."""


def rules_section(
    text: RulesText, shown: Rules, *, of_meet: bool, more: Iterable[Json | None] = ()
) -> Json | None:
    """The folded section; arguments as for `rule_widgets`.

    Args:
        more: what else belongs there.
    """
    made = section(*_inputs(text, shown, of_meet=of_meet), *more, header=text.rules())
    if made is not None:
        made["collapsible"] = True
    return made


def rule_widgets(text: RulesText, shown: Rules, *, of_meet: bool) -> list[Json]:
    """The same below what a folded section has besides.

    Args:
        shown: how the inputs stand.
        of_meet: they show what a Meet has; else they are wishes, and what is off is none.
    """
    heading = paragraph(f"<b>{text.rules()}</b>")
    return [heading, *_inputs(text, shown, of_meet=of_meet)]


def _inputs(text: RulesText, shown: Rules, *, of_meet: bool) -> list[Json]:
    return [
        _door(text, shown.access, of_meet=of_meet),
        *(
            switch(
                rule.value,
                text.rule(rule),
                selected=shown[rule] is True,
                below=_below(text, rule, of_meet=of_meet),
            )
            for rule in SWITCHES
        ),
    ]


def _below(text: RulesText, rule: Rule, *, of_meet: bool) -> str:
    if rule is Rule.MODERATION:
        return text.under_moderation()
    return text.off_leaves_it() if rule is SWITCHES[-1] and not of_meet else ""


def _door(text: RulesText, door: Door | None, *, of_meet: bool) -> Json:
    options = {each.value: text.door(each) for each in Door}
    if not of_meet or door is None:
        options = {AS_IT_IS: text.door_of_meet(), **options}
    selected = door.value if door else AS_IT_IS
    return {
        "selectionInput": {
            "name": Rule.ACCESS.value,
            "label": text.rule(Rule.ACCESS),
            "type": "DROPDOWN",
            "items": [
                {"text": words, "value": value, "selected": value == selected}
                for value, words in options.items()
            ],
        }
    }


def rule_lines(text: Text, results: Sequence[RuleResult]) -> list[Json]:
    """What was set, in one line; then each rule that stands otherwise, with the reason."""
    lines = []
    done = _in(results, RuleState.SET)
    if done:
        lines.append(fact(text.rule_names(done), above=text.rules_set()))
    if any(each.implied and each.state is RuleState.SET for each in results):
        lines.append(paragraph(text.moderation_implied()))
    if _in(results, RuleState.NEEDED):
        lines.append(paragraph(text.moderation_needed()))
    said = {
        RuleState.REFUSED: (text.refused(), text.refused_because()),
        RuleState.KEPT: (text.rule_kept(), text.rule_kept_because()),
        RuleState.UNKNOWN: (text.unknown(), text.not_told()),
    }
    for each in results:
        if each.state in said:
            above, why = said[each.state]
            lines.append(fact(text.rule(each.rule), above=above, below=why))
    several = {
        RuleState.FAILED: (text.rules_failed(), text.rules_failed_because()),
        RuleState.UNCERTAIN: (text.rules_uncertain(), text.rules_uncertain_because()),
    }
    for state, (above, why) in several.items():
        if found := _in(results, state):
            lines.append(fact(text.rule_names(found), above=above, below=why))
    return lines


def rule_remarks(text: RulesText, results: Sequence[RuleResult]) -> list[str]:
    """What stands otherwise than its host wanted, in sentences, for a conversation."""
    said = {
        text.rules_refused: [RuleState.REFUSED],
        text.rules_otherwise: [RuleState.KEPT],
        text.rules_not_taken: [RuleState.FAILED],
        text.rules_unconfirmed: [RuleState.UNKNOWN, RuleState.UNCERTAIN],
    }
    found = {words: _in(results, *states) for words, states in said.items()}
    needed = [text.moderation_needed()] if _in(results, RuleState.NEEDED) else []
    return [*needed, *(words(rules) for words, rules in found.items() if rules)]


def _in(results: Iterable[RuleResult], *states: RuleState) -> list[Rule]:
    return [result.rule for result in results if result.state in states]


def written(shown: Rules) -> str:
    """The rules that a card shows, for its button to carry."""
    return json.dumps(shown.as_dict(), separators=(",", ":"))


def read(carried: str | None) -> Rules | None:
    """What a button carried; `None` for what none of ours did: it came back from a browser."""
    try:
        told = json.loads(carried or "")
    except (ValueError, RecursionError):
        return None
    return Rules.of(told) if isinstance(told, dict) else None
