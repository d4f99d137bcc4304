"""Dates and times as the user writes them, in their time zone."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import (
    format_interval,
    format_skeleton,
    format_time,
    get_timezone_gmt,
    get_timezone_location,
)

from meeting.model import When

DAY = "yMMMEd"
AREAS = frozenset(
    [
        *("Africa", "America", "Antarctica", "Arctic", "Asia"),
        *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
    ]
)
"""In the names of zones: what a city comes after."""
OFFSET = re.compile(r"([+\u2212-])(\d\d):(\d\d)")


def find_zone(name: str, offset_ms: int | None = None) -> tzinfo | None:
    """The zone of that IANA name, else one of that fixed offset from UTC, else `None`."""
    if name:
        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            pass
    try:
        return None if offset_ms is None else timezone(timedelta(milliseconds=offset_ms))
    except (ValueError, OverflowError):
        return None


def format_day(when: When, locale: Locale, zone: tzinfo | None) -> str:
    """The day on which an event starts, in the user's zone or else the event's own."""
    start = when.start
    if isinstance(start, datetime):
        with suppress(OverflowError):
            start = start.astimezone(zone or find_zone(when.time_zone) or start.tzinfo)
    return _date(_day(start), locale)


def format_start(when: When, locale: Locale, zone: tzinfo | None) -> str:
    """Weekday and time at which an event starts; of a day-long one the weekday."""
    start = when.start
    if isinstance(start, datetime):
        with suppress(OverflowError):
            start = start.astimezone(zone or find_zone(when.time_zone) or start.tzinfo)
        weekday = format_skeleton("E", start, fuzzy=True, locale=locale)
        return f"{weekday} {_time(start, locale)}"
    return format_skeleton("E", start, fuzzy=True, locale=locale)


def format_clock(moment: datetime, locale: Locale, zone: tzinfo | None) -> str:
    """The time of day, in the user's zone or else in UTC."""
    return _time(moment.astimezone(zone or UTC), locale)


def format_when(
    when: When,
    locale: Locale,
    zone: tzinfo | None,
    *,
    named: bool = False,
    begun: bool = False,
) -> str:
    """Start and end on one line: as short as they can be said without doubt.

    Args:
        zone: the user's. Without it the event's own is used and named.
        named: name the zone in any case.
        begun: leave the end out.
    """
    if isinstance(when.start, datetime) and isinstance(when.end, datetime):
        shown = zone or find_zone(when.time_zone) or when.start.tzinfo or UTC
        try:
            start, end = when.start.astimezone(shown), when.end.astimezone(shown)
            line = _format_moment(start, locale) if begun else _format_times(start, end, locale)
            return line if zone and not named else _with_zone(line, when.start, shown, locale)
        except OverflowError:
            # At either end of the calendar there is no such moment in another zone.
            return f"{when.start.isoformat()} – {when.end.isoformat()}"
    last = _day(when.end) - timedelta(days=1)
    first = _day(when.start)
    if last <= first:
        return _date(first, locale)
    return format_interval(first, last, DAY, locale=locale)


def _format_times(start: datetime, end: datetime, locale: Locale) -> str:
    # Not `format_interval`: it cannot extract the day periods of some languages.
    if start.date() == end.date():
        return _join(start, f"{_time(start, locale)} – {_time(end, locale)}", locale)
    return f"{_format_moment(start, locale)} – {_format_moment(end, locale)}"


def _format_moment(moment: datetime, locale: Locale) -> str:
    return _join(moment, _time(moment, locale), locale)


def _with_zone(line: str, moment: datetime, zone: tzinfo, locale: Locale) -> str:
    """The line with the zone as readers know it: its distance to UTC, and a city."""
    offset = get_timezone_gmt(moment.astimezone(zone), width="long", locale=locale)
    city = _city(zone, locale)
    return f"{line} ({OFFSET.sub(_short, offset)}{f', {city}' if city else ''})"


def _short(offset: re.Match[str]) -> str:
    sign, hours, minutes = offset.groups()
    if minutes != "00":
        return f"{sign}{int(hours)}:{minutes}"
    return f"{sign}{int(hours)}" if int(hours) else ""


def _city(zone: tzinfo, locale: Locale) -> str:
    """The city that a zone is named for; some are named for none."""
    area = zone.key.partition("/")[0] if isinstance(zone, ZoneInfo) else ""
    if area not in AREAS:
        return ""
    city = get_timezone_location(zone, locale=locale, return_city=True)
    return city.rpartition("/")[2]


def _join(moment: datetime, times: str, locale: Locale) -> str:
    pattern = str(locale.datetime_formats["medium"])
    return pattern.replace("{1}", _date(moment, locale)).replace("{0}", times)


def _time(moment: datetime, locale: Locale) -> str:
    return format_time(moment, "short", tzinfo=moment.tzinfo, locale=locale)


def _date(moment: date, locale: Locale) -> str:
    return format_skeleton(DAY, moment, fuzzy=True, locale=locale)


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
