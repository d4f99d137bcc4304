"""Ana keeps her calendar with gcsa."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from gcsa.attendee import Attendee
from gcsa.conference import ConferenceSolutionCreateRequest, SolutionType
from gcsa.event import Event
from gcsa.google_calendar import GoogleCalendar, SendUpdatesMode
from gcsa.recurrence import DAILY, MONTHLY, TH, Recurrence
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from tests.support.google_client import Stage, authorized

BERLIN = ZoneInfo("Europe/Berlin")
TEN = datetime(2026, 11, 23, 10, tzinfo=BERLIN)
HOUR = timedelta(hours=1)
WEEK = {"time_min": TEN - HOUR, "time_max": TEN + timedelta(days=7), "timezone": "Europe/Berlin"}


@pytest.fixture
def calendar(stage: Stage) -> Iterator[GoogleCalendar]:
    """Ana's calendar; gcsa always talks to Google, so its service is put in place of that."""
    credentials = authorized(stage.world.people.issue_token("ana@example.com", ["calendar"]))
    calendar = GoogleCalendar(credentials=credentials)
    calendar.service.close()
    calendar.service = build(
        "calendar",
        "v3",
        credentials=credentials,
        client_options={"api_endpoint": f"{stage.google.url}/calendar/v3/"},
        static_discovery=True,
    )
    yield calendar
    calendar.service.close()


def test_an_event_is_added_changed_found_and_deleted(
    stage: Stage, calendar: GoogleCalendar
) -> None:
    """The life of one event with a guest, a Meet of Calendar's own and reminders."""
    request = ConferenceSolutionCreateRequest(solution_type=SolutionType.HANGOUTS_MEET)
    made = calendar.add_event(
        Event(
            "Planning",
            start=TEN,
            end=TEN + HOUR,
            timezone="Europe/Berlin",
            location="Lab",
            attendees=[Attendee("bo@example.com")],
            conference_solution=request,
            minutes_before_popup_reminder=15,
        ),
        send_updates=SendUpdatesMode.ALL,
    )
    [space] = stage.world.meet.spaces
    assert [space.uri] == [point.uri for point in made.conference_solution.entry_points][:1]
    assert [("bo@example.com",)] == [mail.to for mail in stage.world.calendar.notifications]
    made.summary = "Planning 2"
    made.start, made.end = TEN + HOUR, TEN + 2 * HOUR
    changed = calendar.update_event(made)
    assert ("Planning 2", TEN + HOUR, 15) == (
        changed.summary,
        changed.start,
        changed.reminders[0].minutes_before_start,
    )
    assert space.uri == changed.conference_solution.entry_points[0].uri
    found = calendar.get_events(query="lab planning", **WEEK)
    assert [made.event_id] == [event.event_id for event in found]
    calendar.delete_event(made)
    assert [] == list(calendar.get_events(**WEEK))
    with pytest.raises(HttpError) as gone:
        calendar.delete_event(made)
    assert 410 == gone.value.resp.status


def test_an_all_day_event_becomes_a_timed_one(calendar: GoogleCalendar) -> None:
    """A PUT says everything, so no day is left beside the time."""
    made = calendar.add_event(Event("Trip", start=date(2026, 11, 24), end=date(2026, 11, 26)))
    assert (date(2026, 11, 24), date(2026, 11, 26)) == (made.start, made.end)
    made.start, made.end, made.timezone = TEN, TEN + HOUR, "Europe/Berlin"
    assert TEN == calendar.update_event(made).start


def test_a_series_has_rules_exceptions_and_additions(calendar: GoogleCalendar) -> None:
    """Days are repeated by rule, added one by one, and left out by rule and one by one."""
    series = calendar.add_event(
        Event(
            "Standup",
            start=TEN,
            timezone="Europe/Berlin",
            recurrence=[
                Recurrence.rule(freq=DAILY, count=6),
                Recurrence.exclude_rule(freq=DAILY, interval=3),
                Recurrence.exclude_times(TEN + timedelta(days=1), timezone="Europe/Berlin"),
                Recurrence.times(TEN + timedelta(days=6), timezone="Europe/Berlin"),
            ],
        )
    )
    week = {**WEEK, "time_max": TEN + timedelta(days=14)}
    starts = [one.start for one in calendar.get_instances(series, **week)]
    assert [TEN + timedelta(days=day) for day in (2, 4, 5)] == starts
    single = calendar.get_events(single_events=True, order_by="startTime", **week)
    assert starts == [event.start for event in single]


def test_an_all_day_series_is_excluded_by_dates(calendar: GoogleCalendar) -> None:
    """The fourth Thursday of a month, but for one."""
    first = date(2026, 11, 26)
    series = calendar.add_event(
        Event(
            "Feast",
            start=first,
            recurrence=[
                Recurrence.rule(freq=MONTHLY, by_week_day=TH(4), count=3),
                Recurrence.exclude_dates(date(2026, 12, 24)),
                Recurrence.dates(date(2026, 12, 31)),
            ],
        )
    )
    half_a_year = {**WEEK, "time_max": TEN + timedelta(days=180)}
    starts = [one.start for one in calendar.get_instances(series, **half_a_year)]
    assert [first, date(2026, 12, 31), date(2027, 1, 28)] == starts


def test_one_instance_is_changed_and_another_deleted(calendar: GoogleCalendar) -> None:
    """The series lists what differs from it beside itself."""
    rule = Recurrence.rule(freq=DAILY, count=3)
    series = calendar.add_event(
        Event("Standup", start=TEN, timezone="Europe/Berlin", recurrence=rule)
    )
    _, second, third = calendar.get_instances(series, **WEEK)
    second.summary = "Standup with cake"
    calendar.update_event(second)
    calendar.delete_event(third)
    listed = [(event.summary, event.other.get("status")) for event in calendar.get_events(**WEEK)]
    assert [
        ("Standup", "confirmed"),
        ("Standup with cake", "confirmed"),
        (None, "cancelled"),
    ] == listed
    left = calendar.get_events(single_events=True, **WEEK)
    assert ["Standup", "Standup with cake"] == [event.summary for event in left]


def test_calendars_and_settings_are_read(stage: Stage, calendar: GoogleCalendar) -> None:
    """The list of calendars, the own one and the settings come in gcsa's own types."""
    stage.world.calendar.share_calendar("bo@example.com", "ana@example.com", "reader")
    listed = {entry.calendar_id: entry.access_role for entry in calendar.get_calendar_list()}
    assert {"ana@example.com": "owner", "bo@example.com": "reader"} == listed
    assert "Europe/Berlin" == calendar.get_calendar("primary").timezone
    assert "Europe/Berlin" == calendar.get_settings().timezone
    assert datetime(2026, 11, 20, 8, tzinfo=UTC) == stage.world.clock.now()
