"""Filters of list methods: conditions joined by AND, and by OR, which binds closer (AIP-160)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sandbox.google import errors

MOMENT = frozenset({"=", "<", ">", "<=", ">=", "IS NULL"})
"""What a field that is a moment may be compared by."""

_CONDITION = re.compile(
    r'\s*([a-z_.]+)\s*(?:(IS\s+NULL)|(!=|>=|<=|=|<|>)\s*(?:"([^"]*)"|([^\s"()]+)))\s*'
)


@dataclass(frozen=True)
class Condition:
    """One comparison.

    Attributes:
        field: what is compared, in snake_case.
        operator: `=`, `!=`, `<`, `>`, `<=`, `>=` or `IS NULL`.
        value: what it is compared with; empty for `IS NULL`.
    """

    field: str
    operator: str
    value: str

    def fits(self, moment: datetime | None) -> bool:
        """Whether a moment is as the condition wants it; a missing one only where it is null."""
        if self.operator == "IS NULL":
            return moment is None
        if moment is None:
            return False
        other = datetime.fromisoformat(self.value)
        return {
            "=": moment == other,
            "<": moment < other,
            ">": moment > other,
            "<=": moment <= other,
            ">=": moment >= other,
        }[self.operator]


Alternatives = tuple[Condition, ...]


def parse(
    api: str, text: str | None, fields: Mapping[str, Collection[str]]
) -> tuple[Alternatives, ...]:
    """The conditions of a filter: one of each group must hold.

    Args:
        api: whose filter it is.
        text: the filter; nothing is wanted without one.
        fields: the operators of each field; one that knows `<` is a moment, see `MOMENT`.

    Raises:
        ApiError: 400 for a filter that does not fit.
    """
    if not (text or "").strip():
        return ()
    groups = []
    for part in re.split(r"\s+AND\s+", (text or "").strip()):
        inner = part[1:-1] if part.startswith("(") and part.endswith(")") else part
        found = [_CONDITION.fullmatch(each) for each in re.split(r"\s+OR\s+", inner)]
        groups.append(tuple(_condition(api, match, fields) for match in found))
    return tuple(groups)


def _condition(
    api: str, match: re.Match[str] | None, fields: Mapping[str, Collection[str]]
) -> Condition:
    if match is None:
        raise invalid(api)
    name, is_null, operator, quoted, bare = match.groups()
    operator = "IS NULL" if is_null else operator
    value = bare if quoted is None else quoted
    if operator not in fields.get(name, ()):
        raise invalid(api)
    if "<" in fields[name] and not is_null and not _is_moment(value):
        raise invalid(api)
    return Condition(name, operator, value or "")


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def invalid(api: str) -> errors.ApiError:
    """The refusal of a filter that does not fit (text [I])."""
    return errors.bad_payload(api, "Invalid filter.", "filter")
