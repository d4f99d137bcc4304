"""When the instances of a recurring event take place (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rruleset, rrulestr

Moment = datetime | date

_PARTS = {
    "FREQ",
    "UNTIL",
    "COUNT",
    "INTERVAL",
    "BYSECOND",
    "BYMINUTE",
    "BYHOUR",
    "BYDAY",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
}
_PARTS_OF_A_DAY = {"BYSECOND", "BYMINUTE", "BYHOUR"}
_OF_A_DAY = {"SECONDLY", "MINUTELY", "HOURLY"}
_MAX_INSTANCES = 1000
_CACHED_SERIES = 512


class RuleError(ValueError):
    """A recurrence that is none by RFC 5545."""


def occurrences(start: Moment, lines: list[str]) -> Iterator[Moment]:
    """The starts of all instances in order, at most 1000.

    Local time is what recurs: a meeting at nine stays at nine when the clocks change.

    Args:
        start: start of the first instance; aware with its zone, or a date for all-day events.
        lines: the event's `recurrence`: RRULE, EXRULE, RDATE and EXDATE.

    Raises:
        RuleError: when a line is not one of these, or says nothing that RFC 5545 allows.
    """
    if not isinstance(start, datetime):
        for moment in islice(_series(start, tuple(lines), None), _MAX_INSTANCES):
            yield moment.date()
        return
    zone = start.tzinfo if isinstance(start.tzinfo, ZoneInfo) else ZoneInfo("UTC")
    local = start.astimezone(zone).replace(tzinfo=None)
    for moment in islice(_series(local, tuple(lines), zone), _MAX_INSTANCES):
        yield moment.replace(tzinfo=zone)


def instance_suffix(moment: Moment) -> str:
    """What follows the series id in the id of an instance (google-apis.md 4.4)."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return moment.strftime("%Y%m%d")


@lru_cache(maxsize=_CACHED_SERIES)
def _series(start: Moment, lines: tuple[str, ...], zone: ZoneInfo | None) -> rruleset:
    """The instances in local time without a zone; those of all-day events are at midnight."""
    first = start if isinstance(start, datetime) else datetime.combine(start, time())
    found = rruleset(cache=True)
    for line in lines:
        try:
            _add(found, line, first, zone)
        except (ValueError, TypeError, KeyError, AttributeError, OSError):
            raise RuleError(line) from None
    if not any(line.startswith("RRULE") for line in lines):
        found.rdate(first)
    return found


def _add(found: rruleset, line: str, first: datetime, zone: ZoneInfo | None) -> None:
    name, _, value = line.partition(":")
    kind, *parameters = name.split(";")
    match kind:
        case "RRULE":
            found.rrule(_rule(value, first, zone))
        case "EXRULE":
            found.exrule(_rule(value, first, zone))
        case "RDATE":
            for moment in _days(value, parameters, first, zone):
                found.rdate(moment)
        case "EXDATE":
            for moment in _days(value, parameters, first, zone):
                found.exdate(moment)
        case _:
            raise RuleError(kind)


def _rule(value: str, first: datetime, zone: ZoneInfo | None) -> object:
    rule = dict(part.split("=", 1) for part in value.split(";"))
    all_day = zone is None and (rule["FREQ"] in _OF_A_DAY or _PARTS_OF_A_DAY & set(rule))
    endless_step = any(not int(rule.get(name, 1)) > 0 for name in ("INTERVAL", "COUNT"))
    if set(rule) - _PARTS or {"UNTIL", "COUNT"} <= set(rule) or all_day or endless_step:
        raise RuleError(value)
    if "UNTIL" in rule:
        rule["UNTIL"] = _local(rule["UNTIL"], zone, zone).strftime("%Y%m%dT%H%M%S")
    return rrulestr(";".join(f"{name}={part}" for name, part in rule.items()), dtstart=first)


def _days(
    value: str, parameters: list[str], first: datetime, zone: ZoneInfo | None
) -> Iterator[datetime]:
    """The moments of an RDATE or EXDATE; a day stands for the series' time on that day."""
    named = dict(parameter.split("=", 1) for parameter in parameters)
    own_zone = ZoneInfo(named["TZID"]) if "TZID" in named else zone
    for stamp in value.split(","):
        begin = stamp.partition("/")[0]  # a PERIOD counts from its start
        moment = _local(begin, own_zone, zone)
        yield moment if "T" in begin else datetime.combine(moment, first.time())


def _local(stamp: str, own_zone: ZoneInfo | None, zone: ZoneInfo | None) -> datetime:
    """The local time of a DATE or DATE-TIME; only the day counts for all-day events."""
    found = re.fullmatch(r"(\d{8})(T\d{6})?(Z?)", stamp)
    if found is None:
        raise RuleError(stamp)
    if zone is None or not found[2]:
        return datetime.strptime(found[1], "%Y%m%d")  # noqa: DTZ007  # local time, whatever zone
    moment = datetime.strptime(found[1] + found[2], "%Y%m%dT%H%M%S")  # noqa: DTZ007  # as above
    return (
        moment.replace(tzinfo=UTC if found[3] else own_zone).astimezone(zone).replace(tzinfo=None)
    )
