"""Occurrences with a call of their own: counted, named by their dates, and left as they are."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from sandbox.google import errors
from sandbox.google.meet.meetings import Space
from sandbox.hosts.calendar.player import CalendarHost
from tests.scenarios.series import (
    BOTH,
    GOES_FOR_ALL,
    GOES_FOR_MOST,
    SHARED,
    WILL_GO_FOR_ALL,
    WILL_GO_FOR_MOST,
    choices,
)
from tests.support.calls import (
    AT_ONCE,
    CREATE_SPACE,
    PATCH_EVENT,
    READ_ENTRIES,
    READ_EVENT,
    READ_SPACE,
    calls_of,
)
from tests.support.cards import footer, paragraphs, remarks
from tests.support.people import ANA
from tests.support.sidebar import opened
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.switches import ON, choose, has
from tests.support.words import FILES, NO_MEET, REOPEN, SAYS

WEEKS = 8
DAYS = [f"2036{day}T083000Z" for day in ("1202", "1209", "1216", "1223", "1230")] + [
    f"2037{day}T083000Z" for day in ("0106", "0113", "0120")
]
DATES = [
    "Tue, Dec 2, 2036",
    "Tue, Dec 9, 2036",
    "Tue, Dec 16, 2036",
    "Tue, Dec 23, 2036",
    "Tue, Dec 30, 2036",
    "Tue, Jan 6, 2037",
    "Tue, Jan 13, 2037",
    "Tue, Jan 20, 2037",
]
SHARED_BY_MOST = "Events of the series share this Meet, so its settings apply to all of them."
IMPORTED = "040000008200E00074C5B7101A82E008@outlook.example"
ONE = (
    ["Tue, Dec 16, 2036"],
    "The series, except 1 event that stands apart",
    "1 event stands apart from the series and stays as it is: Tue, Dec 16, 2036.",
)
THREE = (
    ["Tue, Dec 9, 2036", "Tue, Dec 16, 2036", "Tue, Dec 23, 2036"],
    "The series, except 3 events that stand apart",
    (
        "3 events stand apart from the series and stay as they are: "
        "Tue, Dec 9, 2036; Tue, Dec 16, 2036; Tue, Dec 23, 2036."
    ),
)
SEVEN = (
    DATES[1:],
    "The series, except 7 events that stand apart",
    f"7 events stand apart from the series and stay as they are: {'; '.join(DATES[1:6])}; ….",
)
each_count = pytest.mark.parametrize(
    ("days", "label", "said"), [ONE, THREE, SEVEN], ids=["one", "three", "seven"]
)


def add_series(stage: Stage, conference: Space | None = None, **fields: object) -> str:
    """A weekly event, eight times."""
    return stage.world.calendar.add_event(
        ANA,
        start="2036-12-02T09:30:00+01:00",
        recurrence=[f"RRULE:FREQ=WEEKLY;COUNT={WEEKS}"],
        conference=conference,
        **fields,  # type: ignore[arg-type]  # further fields of an event
    )


def occurrence(series: str, date: str) -> str:
    """The id of the event on a date."""
    return f"{series}_{DAYS[DATES.index(date)]}"


def set_apart(stage: Stage, series: str, dates: list[str]) -> dict[str, Space]:
    """Give events of a series a Meet of their own, of Bo's; by their dates."""
    spaces = {date: stage.world.meet.make_meet(stage.bo) for date in dates}
    for date, space in spaces.items():
        stage.world.calendar.edit_event(ANA, occurrence(series, date), conference=space)
    return spaces


def links(stage: Stage, series: str) -> dict[str, str | None]:
    """The links of all events, by their dates."""
    return {date: link(stage, ANA, occurrence(series, date)) for date in DATES}


@each_count
def test_a_meet_for_the_series_leaves_those_apart(
    stage: Stage, days: list[str], label: str, said: str
) -> None:
    """The choice counts them, the card names their dates, and the result says what it goes for."""
    series = add_series(stage)
    apart = set_apart(stage, series, days)
    host = opened(stage, occurrence(series, DATES[0]))
    assert [("series", label, True), ("event", "Only this event", False)] == choices(host)
    assert [NO_MEET, FILES, said] == paragraphs(host.card)
    choose(host, ON)
    host.press_primary()

    space = stage.world.meet.spaces[-1]
    assert ON == has(space)
    assert [said, REOPEN] == remarks(host.card)
    expected = {date: apart[date].uri if date in apart else space.uri for date in DATES}
    assert expected == links(stage, series)
    looked = [READ_EVENT, READ_EVENT, READ_ENTRIES, CREATE_SPACE]
    called = stage.called()
    assert looked == sorted(called[:4])
    assert [PATCH_EVENT, READ_ENTRIES] == called[4:]


@each_count
def test_a_series_opened_as_a_whole_says_so_too(
    stage: Stage, days: list[str], label: str, said: str
) -> None:
    """Without a choice, the card and the result still say which events stay as they are."""
    del label
    series = add_series(stage)
    set_apart(stage, series, days)
    host = opened(stage, series)
    assert [] == choices(host)
    assert [NO_MEET, WILL_GO_FOR_MOST, said, FILES] == paragraphs(host.card)
    host.press_primary()
    assert [said, REOPEN] == remarks(host.card)


@each_count
def test_settings_of_a_shared_meet_go_for_those_that_share_it(
    stage: Stage, days: list[str], label: str, said: str
) -> None:
    """On the card of the Meet that most events have, and on the result of an update."""
    del label
    space = stage.world.meet.make_meet(ANA)
    series = add_series(stage, space)
    set_apart(stage, series, days)
    host = opened(stage, occurrence(series, DATES[0]))
    assert [SHARED_BY_MOST, said, FILES] == remarks(host.card)
    host.press_primary()
    assert [said] == remarks(host.card)
    assert [READ_EVENT, READ_EVENT, READ_ENTRIES, READ_SPACE] == sorted(
        stage.called(), key=[READ_EVENT, READ_ENTRIES, READ_SPACE].index
    )


def test_an_event_whose_meet_was_taken_away_stands_apart(stage: Stage) -> None:
    """An occurrence that has no call, as its series has one, is counted as well."""
    series = add_series(stage, stage.world.meet.make_meet(ANA))
    stage.world.calendar.edit_event(ANA, occurrence(series, DATES[2]), conference=None)
    host = opened(stage, occurrence(series, DATES[0]))
    assert [SHARED_BY_MOST, ONE[2], FILES] == remarks(host.card)


@pytest.mark.parametrize(
    "change",
    [{"summary": "Moved"}, {"start": "2036-12-16T12:00:00+01:00"}, {"status": "cancelled"}],
    ids=["title", "time", "cancelled"],
)
def test_only_another_call_sets_an_event_apart(stage: Stage, change: dict[str, object]) -> None:
    """Another title or time, and a cancelled event, leave `every event` true."""
    series = add_series(stage)
    stage.world.calendar.edit_event(ANA, occurrence(series, DATES[2]), **change)
    host = opened(stage, occurrence(series, DATES[0]))
    assert BOTH == choices(host)
    assert [NO_MEET, FILES] == paragraphs(host.card)
    host.press_primary()
    assert [GOES_FOR_ALL, REOPEN] == remarks(host.card)


def test_what_is_over_is_not_counted(stage: Stage) -> None:
    """An event of the past with its own Meet says nothing about those to come."""
    start = stage.world.clock.now().astimezone(UTC).replace(microsecond=0) - timedelta(weeks=2)
    series = stage.world.calendar.add_event(
        ANA, start=start.isoformat(), recurrence=["RRULE:FREQ=WEEKLY;COUNT=6"], time_zone="UTC"
    )
    past = f"{series}_{start:%Y%m%dT%H%M%SZ}"
    stage.world.calendar.edit_event(ANA, past, conference=stage.world.meet.make_meet(stage.bo))
    host = opened(stage, series)
    assert [NO_MEET, WILL_GO_FOR_ALL, FILES] == paragraphs(host.card)


# Series that were imported


def test_an_imported_series_is_listed_by_its_own_uid(stage: Stage) -> None:
    """The uid is the event's own; the one that Calendar usually gives finds nothing."""
    series = add_series(stage, iCalUID=IMPORTED)
    set_apart(stage, series, ONE[0])
    host = stage.host()
    host.open_event(ANA, occurrence(series, DATES[0]))
    assert ONE[1] == choices(host)[0].text
    assert [NO_MEET, FILES, ONE[2]] == paragraphs(host.card)
    asked = [call.query["iCalUID"] for call in calls_of(stage, READ_ENTRIES)]
    assert [f"{series}@google.com", IMPORTED] == asked


def test_an_imported_series_opened_as_a_whole_takes_one_list(stage: Stage) -> None:
    """Opened itself, the series tells its uid before the list is asked for."""
    series = add_series(stage, iCalUID=IMPORTED)
    set_apart(stage, series, ONE[0])
    host = stage.host()
    host.open_event(ANA, series)
    assert [NO_MEET, WILL_GO_FOR_MOST, ONE[2], FILES] == paragraphs(host.card)
    assert [IMPORTED] == [call.query["iCalUID"] for call in calls_of(stage, READ_ENTRIES)]


# Entries that cannot be listed


def hide_entries(stage: Stage, times: int) -> None:
    """Have Calendar refuse the list."""
    stage.google.faults.order(READ_ENTRIES, error=errors.calendar("forbidden"), times=times)


def unknown(host: CalendarHost) -> None:
    """The card does not claim that every event is meant."""
    assert [("series", "The series", True), ("event", "Only this event", False)] == choices(host)
    assert [NO_MEET, FILES] == paragraphs(host.card)


def test_where_entries_cannot_be_listed_nothing_is_claimed(stage: Stage) -> None:
    """Neither card nor result says `every event` where that is not known; the Meet is made."""
    series = add_series(stage)
    set_apart(stage, series, ONE[0])
    hide_entries(stage, times=9)
    host = opened(stage, occurrence(series, DATES[0]))
    unknown(host)
    host.press_primary()
    assert [GOES_FOR_MOST, REOPEN] == remarks(host.card)
    assert stage.world.meet.spaces[-1].uri == link(stage, ANA, occurrence(series, DATES[0]))


def test_an_imported_series_whose_own_list_is_hidden_is_unknown(stage: Stage) -> None:
    """That the usual uid finds nothing tells nothing of a series that has another one."""
    series = add_series(stage, iCalUID=IMPORTED)
    set_apart(stage, series, ONE[0])
    stage.google.faults.order(
        READ_ENTRIES,
        error=errors.calendar("forbidden"),
        when=lambda call: call.query["iCalUID"] == IMPORTED,
    )
    unknown(opened(stage, occurrence(series, DATES[0])))


def test_a_list_that_is_busy_stops_nobody(stage: Stage) -> None:
    """After four tries the card is shown without it."""
    series = add_series(stage)
    stage.google.faults.order(READ_ENTRIES, status=503, headers=AT_ONCE, times=4)
    host = stage.host()
    host.open_event(ANA, occurrence(series, DATES[0]))
    unknown(host)
    assert ["Create Meet for the series"] == footer(host.card)
    assert 4 == stage.called().count(READ_ENTRIES)


def test_a_shared_meet_whose_entries_cannot_be_listed(stage: Stage) -> None:
    """The settings are said to go for those that share it, without a number."""
    series = add_series(stage, stage.world.meet.make_meet(ANA))
    hide_entries(stage, times=1)
    host = opened(stage, occurrence(series, DATES[0]))
    assert [SHARED_BY_MOST, FILES] == remarks(host.card)
    host.press_secondary()
    host.refresh()
    assert [SHARED, FILES] == remarks(host.card)


def test_a_list_in_pages_is_read_to_its_end(stage: Stage) -> None:
    """The token of a page leads to the next; an event apart on the last page is counted."""
    series = add_series(stage)
    set_apart(stage, series, ONE[0])
    stage.google.faults.order(
        READ_ENTRIES, status=200, body={"items": [], "nextPageToken": "page-2"}
    )
    # The stand-in takes no token that it did not give; the second page is made up as well.
    entry = stage.world.calendar.event(ANA, occurrence(series, ONE[0][0]), ANA)
    stage.google.faults.order(READ_ENTRIES, status=200, body={"items": [entry]})
    host = stage.host()
    host.open_event(ANA, occurrence(series, DATES[0]))
    assert ONE[1] == choices(host)[0].text
    assert [None, "page-2"] == [
        call.query.get("pageToken") for call in calls_of(stage, READ_ENTRIES)
    ]


def test_a_list_that_does_not_end_is_no_whole_one(stage: Stage) -> None:
    """Where more pages follow than are read, nothing is claimed of every event."""
    series = add_series(stage)
    page = {"items": [], "nextPageToken": "another"}
    stage.google.faults.order(READ_ENTRIES, status=200, body=page, times=99)
    host = opened(stage, occurrence(series, DATES[0]))
    unknown(host)
    host.press_primary()
    assert [GOES_FOR_MOST, REOPEN] == remarks(host.card)


def test_words_of_other_languages_count_too(stage: Stage) -> None:
    """The dates are written as the user writes them."""
    series = add_series(stage)
    set_apart(stage, series, THREE[0])
    host = stage.host(locale="en-GB", time_zone="Europe/London")
    host.open_event(ANA, occurrence(series, DATES[0]))
    days = "Tue, 9 Dec 2036; Tue, 16 Dec 2036; Tue, 23 Dec 2036"
    said = f"3 events stand apart from the series and stay as they are: {days}."
    assert [NO_MEET, FILES, said] == paragraphs(host.card)
    assert SAYS.this_event() == choices(host)[1].text
