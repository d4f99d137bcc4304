"""When the instances of a recurring event take place (RFC 5545, the part that calendars use)."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

Moment = datetime | date

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"}
_MONTHS = 12
_MAX_INSTANCES = 1000


class RuleError(ValueError):
    """A recurrence that the stand-in does not understand."""


def occurrences(start: Moment, lines: list[str]) -> Iterator[Moment]:
    """The starts of all instances in order, at most 1000.

    Args:
        start: start of the first instance; aware with its zone, or a date for all-day events.
        lines: the event's `recurrence`.

    Raises:
        RuleError: when a line or a part of the rule is not supported.
    """
    rule = _rule(lines)
    left_out = set(_listed("EXDATE", lines))
    limit = min(int(rule.get("COUNT", _MAX_INSTANCES)), _MAX_INSTANCES)
    until = _stamp(rule["UNTIL"]) if "UNTIL" in rule else None
    for moment, _ in zip(_candidates(start, rule), range(limit), strict=False):
        if until and instance_suffix(moment) > until:
            return
        if instance_suffix(moment) not in left_out:
            yield moment


def instance_suffix(moment: Moment) -> str:
    """What follows the series id in the id of an instance (google-apis.md 4.4)."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return moment.strftime("%Y%m%d")


def _rule(lines: list[str]) -> dict[str, str]:
    rules = [line.removeprefix("RRULE:") for line in lines if line.startswith("RRULE:")]
    if len(rules) != 1 or not all(line.startswith(("RRULE:", "EXDATE")) for line in lines):
        raise RuleError(lines)
    try:
        rule = dict(part.split("=", 1) for part in rules[0].split(";"))
    except ValueError:
        raise RuleError(lines) from None
    if set(rule) - _PARTS or not re.fullmatch(r"(\d+)?", rule.get("COUNT", "")):
        raise RuleError(lines)
    return rule


def _listed(name: str, lines: list[str]) -> Iterator[str]:
    for line in lines:
        if line.startswith(name):
            _, _, values = line.partition(":")
            zone = re.search(r"TZID=([^;:]+)", line.partition(":")[0])
            for value in values.split(","):
                yield _stamp(value, ZoneInfo(zone[1]) if zone else None)


def _stamp(value: str, zone: ZoneInfo | None = None) -> str:
    if re.fullmatch(r"\d{8}(T\d{6}Z)?", value):
        return value
    if not re.fullmatch(r"\d{8}T\d{6}", value):
        raise RuleError(value)
    local = datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=zone or UTC)
    return instance_suffix(local)


def _candidates(start: Moment, rule: dict[str, str]) -> Iterator[Moment]:
    every = int(rule.get("INTERVAL", "1"))
    days = [day for day in rule.get("BYDAY", "").split(",") if day]
    if set(days) - set(_WEEKDAYS):
        raise RuleError(rule)
    match rule.get("FREQ"):
        case "DAILY":
            found = (start + timedelta(days=every * n) for n in count())
            return (day for day in found if not days or _WEEKDAYS[day.weekday()] in days)
        case "WEEKLY":
            return _weekly(start, every, days)
        case "MONTHLY" if not days:
            return _monthly(start, every)
        case "YEARLY" if not days:
            return _monthly(start, every * _MONTHS)
    raise RuleError(rule)


def _weekly(start: Moment, every: int, days: list[str]) -> Iterator[Moment]:
    wanted = sorted(_WEEKDAYS.index(day) for day in days) or [start.weekday()]
    monday = start - timedelta(days=start.weekday())
    for week in count():
        for weekday in wanted:
            moment = monday + timedelta(days=7 * every * week + weekday)
            if moment >= start:
                yield moment


def _monthly(start: Moment, every: int) -> Iterator[Moment]:
    for step in range(_MAX_INSTANCES):
        months = start.month - 1 + step * every
        year, month = start.year + months // _MONTHS, months % _MONTHS + 1
        try:
            yield start.replace(year=year, month=month)
        except ValueError:
            continue  # the month has no such day; RFC 5545 leaves it out
