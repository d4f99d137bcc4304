"""When the instances of a series take place."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from sandbox.google.calendar.recurrence import RuleError, instance_suffix, occurrences

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
        (["RRULE:FREQ=MONTHLY;BYDAY=4MO;COUNT=2"], ["20261123", "20261228"]),
        (["RRULE:FREQ=MONTHLY;BYDAY=-1MO;COUNT=2"], ["20261130", "20261228"]),
        (["RRULE:FREQ=MONTHLY;BYMONTHDAY=24,-1;COUNT=3"], ["20261124", "20261130", "20261224"]),
        (["RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2TU;COUNT=1"], ["20270309"]),
        (
            ["RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2"],
            ["20261130", "20261231"],
        ),
        (
            [
                "EXDATE;VALUE=DATE:20261126",
                "RDATE;VALUE=DATE:20261124,20261202",
                "RRULE:FREQ=DAILY;UNTIL=20261129;INTERVAL=3",
            ],
            ["20261123", "20261124", "20261129", "20261202"],
        ),
        (["RRULE:FREQ=DAILY;COUNT=4", "EXRULE:FREQ=DAILY;INTERVAL=2"], ["20261124", "20261126"]),
        (["RRULE:FREQ=DAILY;UNTIL=20261124T000000Z"], ["20261123", "20261124"]),
        (["RDATE;VALUE=DATE:20261201"], ["20261123", "20261201"]),
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
    ("lines", "moments"),
    [
        (["RRULE:FREQ=HOURLY;INTERVAL=12;COUNT=2"], ["20261023T070000Z", "20261023T190000Z"]),
        (
            ["RRULE:FREQ=DAILY;UNTIL=20261025T080000Z", "EXDATE:20261024T070000Z"],
            ["20261023T070000Z", "20261025T080000Z"],
        ),
        (
            ["RRULE:FREQ=DAILY;COUNT=2", "RDATE;TZID=America/New_York:20261026T090000"],
            ["20261023T070000Z", "20261024T070000Z", "20261026T130000Z"],
        ),
        (
            ["RRULE:FREQ=DAILY;COUNT=1", "RDATE;VALUE=DATE:20261030"],
            ["20261023T070000Z", "20261030T080000Z"],
        ),
        (
            ["RRULE:FREQ=DAILY;COUNT=1", "RDATE;VALUE=PERIOD:20261026T100000Z/PT1H"],
            ["20261023T070000Z", "20261026T100000Z"],
        ),
    ],
)
def test_moments_count_in_their_own_zones(lines: list[str], moments: list[str]) -> None:
    """Ends, exceptions and additions are read in UTC, in a zone they name, or in the series'."""
    start = datetime(2026, 10, 23, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    assert moments == [instance_suffix(moment) for moment in occurrences(start, lines)]


def test_series_that_begin_at_one_moment_keep_their_own_zones() -> None:
    """Nine in Berlin is seven in UTC in October, and not after it."""
    lines = ["RRULE:FREQ=MONTHLY;COUNT=2"]
    found = [
        [instance_suffix(moment) for moment in occurrences(start, lines)]
        for start in (
            datetime(2026, 10, 20, 9, tzinfo=ZoneInfo("Europe/Berlin")),
            datetime(2026, 10, 20, 7, tzinfo=ZoneInfo("UTC")),
        )
    ]
    assert [
        ["20261020T070000Z", "20261120T080000Z"],
        ["20261020T070000Z", "20261120T070000Z"],
    ] == found


@pytest.mark.parametrize(
    "line",
    [
        "RRULE:FREQ=HOURLY",
        "RRULE:FREQ=DAILY;BYHOUR=9",
        "RRULE:FREQ=FORTNIGHTLY",
        "RRULE:FREQ=DAILY;INTERVAL=0",
        "RRULE:FREQ=DAILY;COUNT=0",
        "RRULE:FREQ=DAILY;COUNT=2;UNTIL=20261130",
        "RRULE:FREQ=DAILY;UNTIL=tomorrow",
        "RRULE:FREQ=DAILY;BYEASTER=1",
        "RRULE:FREQ=WEEKLY;BYDAY=XX",
        "RRULE:COUNT=2",
        "RRULE:nonsense",
        "RRULE:",
        "RDATE:soon",
        "EXDATE;TZID=Nowhere:20261123T090000",
        "DTSTART:20261123",
    ],
)
def test_what_is_no_rule_is_an_error(line: str) -> None:
    """A line that RFC 5545 does not allow for an all-day event is never guessed at."""
    with pytest.raises(RuleError):
        list(occurrences(MONDAY, [line]))
