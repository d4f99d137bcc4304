"""Days and times as a host writes and reads them in the languages that it can be set to."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time

from babel import Locale
from babel.dates import (
    ParseError,
    format_date,
    format_interval,
    format_skeleton,
    format_time,
    parse_date,
    parse_time,
)

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
"""What CLDR writes before AM and PM; nobody types it, and not every font has it."""


def clock(moment: datetime | time, language: str) -> str:
    """A time of the day, of whatever zone it is in."""
    shown = moment.time() if isinstance(moment, datetime) else moment
    return format_time(shown, "short", locale=language).replace(NARROW_SPACE, " ")


def clocks(start: datetime, end: datetime, language: str) -> str:
    """From when to when."""
    return f"{clock(start, language)} – {clock(end, language)}"


def read_clock(text: str, language: str) -> time | None:
    """What somebody typed as a time, `16:00` in any language; None while it is none."""
    with suppress(ParseError, ValueError, IndexError):
        return parse_time(text, locale=language)
    return None


def day_number(day: date, language: str) -> str:
    """A day in digits, as it stands in a field."""
    return format_skeleton("yMd", day, locale=language)


def read_day(text: str, language: str) -> date | None:
    """What somebody typed as a day, `2027-01-31` in any language; None while it is none."""
    with suppress(ParseError, ValueError, IndexError):
        return parse_date(text, locale=language)
    return None


def day(moment: date, language: str) -> str:
    """A day of this year or one close to it, with its weekday."""
    return format_skeleton("MMMEd", moment, locale=language)


def weekday(moment: date, language: str) -> str:
    """A weekday, short."""
    return format_date(moment, "EEE", locale=language)


def months(first: date, last: date, language: str) -> str:
    """The month of some days, or from which month to which they are."""
    if (first.year, first.month) == (last.year, last.month):
        return format_skeleton("yMMMM", first, locale=language)
    return format_interval(first, last, "yMMM", locale=language)


def names_of_days_and_months(language: str) -> dict[str, object]:
    """What Quasar's calendar calls days and months, and on which day its weeks begin."""
    locale = Locale.parse(language)
    sunday_first = (6, 0, 1, 2, 3, 4, 5)

    def names(kind: str, width: str) -> list[str]:
        known = (locale.days if kind == "days" else locale.months)["stand-alone"][width]
        return [known[index] for index in (sunday_first if kind == "days" else range(1, 13))]

    return {
        "days": names("days", "wide"),
        "daysShort": names("days", "abbreviated"),
        "months": names("months", "wide"),
        "monthsShort": names("months", "abbreviated"),
        "firstDayOfWeek": (locale.first_week_day + 1) % 7,
    }
