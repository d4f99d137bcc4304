"""When the instances of a series take place."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from sandbox.recurrence import RuleError, instance_suffix, occurrences

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (["RRULE:FREQ=DAILY;COUNT=3"], ["20261123", "20261124", "20261125"]),
        (["RRULE:FREQ=DAILY;INTERVAL=2;UNTIL=20261127"], ["20261123", "20261125", "20261127"]),
        (
            ["RRULE:FREQ=WEEKLY;BYDAY=TU,MO;COUNT=4"],
            ["20261123", "20261124", "20261130", "20261201"],
        ),
        (["RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2"], ["20261123", "20261207"]),
        (["RRULE:FREQ=MONTHLY;COUNT=2"], ["20261123", "20261223"]),
        (["RRULE:FREQ=YEARLY;COUNT=2"], ["20261123", "20271123"]),
        (
            ["RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20261124"],
            ["20261123", "20261125"],
        ),
        (["RRULE:FREQ=DAILY;BYDAY=MO,FR;COUNT=3"], ["20261123", "20261127", "20261130"]),
    ],
)
def test_rules_give_their_days(lines: list[str], days: list[str]) -> None:
    """Every supported rule yields the days that RFC 5545 says."""
    assert days == [instance_suffix(day) for day in occurrences(MONDAY, lines)]


def test_a_month_without_the_day_is_left_out() -> None:
    """A monthly series on the 31st skips shorter months."""
    found = occurrences(date(2026, 10, 31), ["RRULE:FREQ=MONTHLY;COUNT=3"])
    assert ["20261031", "20261231", "20270131"] == [instance_suffix(day) for day in found]


def test_local_time_is_kept_across_the_change_of_clocks() -> None:
    """A meeting at nine in Berlin stays at nine when summer time ends."""
    start = datetime(2026, 10, 19, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    lines = ["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;TZID=Europe/Berlin:20261102T090000"]
    assert ["20261019T070000Z", "20261026T080000Z"] == [
        instance_suffix(moment) for moment in occurrences(start, lines)
    ]


@pytest.mark.parametrize(
    "line",
    ["RRULE:FREQ=HOURLY", "RRULE:FREQ=MONTHLY;BYDAY=1MO", "RRULE:nonsense", "RDATE:20261123"],
)
def test_other_rules_are_errors(line: str) -> None:
    """A rule that is not understood is never guessed at."""
    with pytest.raises(RuleError):
        list(occurrences(MONDAY, [line]))
