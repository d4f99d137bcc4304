"""Rules as settings of a space: where each stands below `config` (google-apis.md 2.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from addon.wire.lenient import mapping, text
from meeting.rules import Door, Rule, Rules, Value

# Where each stands, and what Meet calls it when it is on and off.
PLACES: Mapping[Rule, tuple[str, str, str]] = {
    Rule.MODERATION: ("moderation", "ON", "OFF"),
    Rule.RESTRICT_CHAT: ("moderationRestrictions.chatRestriction", "HOSTS_ONLY", "NO_RESTRICTION"),
    Rule.RESTRICT_PRESENT: (
        "moderationRestrictions.presentRestriction",
        "HOSTS_ONLY",
        "NO_RESTRICTION",
    ),
    Rule.RESTRICT_REACTIONS: (
        "moderationRestrictions.reactionRestriction",
        "HOSTS_ONLY",
        "NO_RESTRICTION",
    ),
    Rule.JOIN_AS_VIEWER: ("moderationRestrictions.defaultJoinAsViewerType", "ON", "OFF"),
    Rule.ATTENDANCE: ("attendanceReportGenerationType", "GENERATE_REPORT", "DO_NOT_GENERATE"),
}
ACCESS = "accessType"

# A part of what Meet calls a feature that it refuses; only that of access was ever published, so
# the others are told by a part of their name (google-apis.md 2.6). The longer ones come first.
FEATURE_PARTS: tuple[tuple[str, Rule], ...] = (
    ("accesstype", Rule.ACCESS),
    ("attendance", Rule.ATTENDANCE),
    ("chatrestriction", Rule.RESTRICT_CHAT),
    ("presentrestriction", Rule.RESTRICT_PRESENT),
    ("reactionrestriction", Rule.RESTRICT_REACTIONS),
    ("viewer", Rule.JOIN_AS_VIEWER),
    ("moderation", Rule.MODERATION),
)


def rules_patch(rules: Rules) -> tuple[dict[str, Any], str]:
    """The body and the mask of leaves that set these rules, and nothing else."""
    config: dict[str, Any] = {}
    paths = []
    for rule, value in rules.said.items():
        path, written = _written(rule, value)
        paths.append(f"config.{path}")
        *parents, leaf = path.split(".")
        place = config
        for parent in parents:
            place = place.setdefault(parent, {})
        place[leaf] = written
    return {"config": config}, ",".join(paths)


def read_rules(config: Mapping[str, Any]) -> Rules:
    """The rules that a space's `config` tells; each level is optional."""
    values: dict[str, object] = {Rule.ACCESS: text(config.get(ACCESS))}
    for rule, (path, on, off) in PLACES.items():
        *parents, leaf = path.split(".")
        place = config
        for parent in parents:
            place = mapping(place.get(parent))
        values[rule] = {on: True, off: False}.get(text(place.get(leaf)))
    return Rules.of(values)


def refused_rule(said: str) -> Rule | None:
    """Which rule a refusal is about.

    Args:
        said: the feature's name and the message, in small letters.
    """
    return next((rule for part, rule in FEATURE_PARTS if part in said), None)


def _written(rule: Rule, value: Value) -> tuple[str, str]:
    if isinstance(value, Door):
        return ACCESS, value.value
    path, on, off = PLACES[rule]
    return path, on if value else off
