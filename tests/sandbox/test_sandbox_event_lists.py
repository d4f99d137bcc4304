"""What lists of events and calendars answer, as clients that keep in step with them need it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.sandbox.calendar_words import EVENTS, error, path
from tests.support.google_client import Client, JsonObject, Stage
from tests.support.people import TEAM

LIST = "/calendar/v3/users/me/calendarList"
FULL_SYNC = error(
    410,
    "calendar",
    "fullSyncRequired",
    "Sync token is no longer valid, a full sync is required.",
    "parameter",
    "syncToken",
)


@pytest.fixture
def bo(stage: Stage) -> Client:
    """Bo, who lists his calendars."""
    return stage.client("bo@example.com", "calendar.readonly")


def series(stage: Stage, **fields: Any) -> str:  # noqa: ANN401  # as add_event
    """Ana's meeting at ten in Berlin on three days that begin with the 23rd of November."""
    return stage.world.calendar.add_event(
        "ana@example.com",
        start=datetime(2026, 11, 23, 9, tzinfo=UTC),
        recurrence=["RRULE:FREQ=DAILY;COUNT=3"],
        **fields,
    )


def ids(answer: JsonObject) -> list[str]:
    """The ids of a list's items."""
    return [item["id"] for item in answer["items"]]


def test_changed_and_cancelled_instances_stand_beside_their_series(
    stage: Stage, ana: Client
) -> None:
    """Without `singleEvents` a cancelled instance is told in few words, asked for or not."""
    event = series(stage)
    moved, gone = f"{event}_20261124T090000Z", f"{event}_20261125T090000Z"
    ana("PATCH", path("primary", moved), {"summary": "Moved"})
    ana("DELETE", path("primary", gone))
    items = ana("GET", path("primary")).body["items"]
    assert [event, moved, gone] == [item["id"] for item in items]
    assert (event, "Moved") == (items[1]["recurringEventId"], items[1]["summary"])
    assert {
        "kind": "calendar#event",
        "etag": items[2]["etag"],
        "id": gone,
        "status": "cancelled",
        "recurringEventId": event,
        "originalStartTime": {
            "dateTime": "2026-11-25T10:00:00+01:00",
            "timeZone": "Europe/Berlin",
        },
    } == items[2]


def test_single_events_leave_out_what_is_cancelled(stage: Stage, ana: Client) -> None:
    """With `singleEvents` a cancelled instance is told only to who asks for deleted ones."""
    event = series(stage)
    first, second, third = (f"{event}_202611{day}T090000Z" for day in (23, 24, 25))
    ana("DELETE", path("primary", second))
    usual = ana("GET", path("primary"), singleEvents="true").body
    everything = ana("GET", path("primary"), singleEvents="true", showDeleted="true").body
    instances = ana("GET", path("primary", f"{event}/instances")).body
    assert [first, third] == ids(usual) == ids(instances)
    assert [first, second, third] == ids(everything)
    assert "Planning" == everything["items"][1]["summary"]


@pytest.mark.parametrize("single", ["false", "true"])
def test_a_sync_tells_of_changed_instances(stage: Stage, ana: Client, single: str) -> None:
    """After a full list only the instances that changed come, deleted ones included."""
    event = series(stage)
    stage.world.calendar.add_event("ana@example.com")
    token = ana("GET", path("primary"), singleEvents=single).body["nextSyncToken"]
    moved, gone = f"{event}_20261124T090000Z", f"{event}_20261125T090000Z"
    ana("PATCH", path("primary", moved), {"summary": "Moved"})
    ana("DELETE", path("primary", gone))
    changed = ana("GET", path("primary"), singleEvents=single, syncToken=token).body
    assert [moved, gone] == ids(changed)
    again = ana("GET", path("primary"), singleEvents=single, syncToken=changed["nextSyncToken"])
    assert [] == again.body["items"]


def test_a_guest_who_left_one_instance_sees_it_cancelled(stage: Stage, ana: Client) -> None:
    """What differs on one calendar alone is an entry of that calendar's list alone."""
    event = series(stage, attendees=["bo@example.com"])
    gone = f"{event}_20261124T090000Z"
    bo = stage.client("bo@example.com", EVENTS)
    bo("DELETE", path("primary", gone))
    assert [event, gone] == ids(bo("GET", path("primary")).body)
    assert [event] == ids(ana("GET", path("primary")).body)


def test_a_cancelled_series_takes_its_instances_with_it(stage: Stage, ana: Client) -> None:
    """Once the series is gone, its exceptions are no entries any more."""
    event = series(stage)
    ana("PATCH", path("primary", f"{event}_20261124T090000Z"), {"summary": "Moved"})
    ana("DELETE", path("primary", event))
    assert [] == ana("GET", path("primary")).body["items"]
    assert [event] == ids(ana("GET", path("primary"), showDeleted="true").body)


@pytest.mark.parametrize(
    "beside",
    [
        {"iCalUID": "x"},
        {"orderBy": "updated"},
        {"privateExtendedProperty": "a=b"},
        {"q": "x"},
        {"sharedExtendedProperty": "a=b"},
        {"timeMin": "2026-11-20T00:00:00Z"},
        {"timeMax": "2026-11-20T00:00:00Z"},
        {"updatedMin": "2026-11-20T00:00:00Z"},
        {"showDeleted": "false"},
    ],
)
def test_a_sync_token_stands_alone(ana: Client, beside: dict[str, str]) -> None:
    """Parameters that would break a client's state are refused beside a sync token."""
    token = ana("GET", path("primary")).body["nextSyncToken"]
    reply = ana("GET", path("primary"), syncToken=token, **beside)
    assert (400, "invalid") == (reply.status, reply.body["error"]["errors"][0]["reason"])
    assert 200 == ana("GET", path("primary"), syncToken=token, singleEvents="true").status


@pytest.mark.parametrize(
    ("original", "day"),
    [
        ("2026-11-24T10:00:00+01:00", "24"),
        ("2026-11-24T09:00:00Z", "24"),
        ("2026-11-24T10:00:00", "24"),
        ("2026-11-24T11:00:00+01:00", None),
    ],
)
def test_one_instance_is_found_by_its_original_start(
    stage: Stage, ana: Client, original: str, day: str | None
) -> None:
    """`originalStart` names an instance by when it was meant to begin, moved or not."""
    event = series(stage)
    wanted = f"{event}_20261124T090000Z"
    start = {"dateTime": "2026-11-24T15:00:00+01:00"}
    end = {"dateTime": "2026-11-24T16:00:00+01:00"}
    ana("PATCH", path("primary", wanted), {"start": start, "end": end})
    found = ana("GET", path("primary", f"{event}/instances"), originalStart=original).body
    assert ([wanted] if day else []) == ids(found)


def test_a_day_of_an_all_day_series_is_found_by_its_date(stage: Stage, ana: Client) -> None:
    """A day is named by its date; nonsense is refused."""
    event = stage.world.calendar.add_event(
        "ana@example.com", start=date(2026, 11, 23), recurrence=["RRULE:FREQ=DAILY;COUNT=3"]
    )
    instances = path("primary", f"{event}/instances")
    assert [f"{event}_20261125"] == ids(ana("GET", instances, originalStart="2026-11-25").body)
    assert 400 == ana("GET", instances, originalStart="Wednesday").status


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("planning", True),
        ("LAB", True),
        ("bo@example.com", True),
        ("cy gray", True),
        ("ana@", True),
        ("lab planning", True),
        ("lab dinner", False),
    ],
)
def test_a_search_looks_at_places_and_people(
    stage: Stage, ana: Client, words: str, found: bool
) -> None:
    """All words must be somewhere in title, text, place, and the names of who takes part."""
    guests: list[str | JsonObject] = ["bo@example.com"]
    guests.append({"email": "cy@example.org", "displayName": "Cy Gray"})
    stage.world.calendar.add_event("ana@example.com", location="Lab 2", attendees=guests)
    assert found == bool(ana("GET", path("primary"), q=words).body["items"])


def test_only_oneself_is_left_of_too_many_attendees(stage: Stage, ana: Client) -> None:
    """Above `maxAttendees` the caller alone is told, however many were asked for."""
    guests = ["bo@example.com", "cy@example.org"]
    event = stage.world.calendar.add_event("ana@example.com", attendees=guests)
    cut = ana("GET", path("primary", event), maxAttendees="2").body
    whole = ana("GET", path("primary", event), maxAttendees="3").body
    assert ["ana@example.com"] == [guest["email"] for guest in cut["attendees"]]
    assert (True, 3, False) == (
        cut["attendeesOmitted"],
        len(whole["attendees"]),
        "attendeesOmitted" in whole,
    )


def test_the_sequence_grows_with_changes_of_time(stage: Stage, ana: Client) -> None:
    """Guests are asked anew when an event moves, and not when its title changes."""
    event = series(stage)
    one = f"{event}_20261124T090000Z"
    later = {
        "start": {"dateTime": "2026-11-24T15:00:00+01:00"},
        "end": {"dateTime": "2026-11-24T16:00:00+01:00"},
    }
    answers = [
        ana("PATCH", path("primary", event), {"summary": "B"}),
        ana("PATCH", path("primary", one), later),
        ana("PATCH", path("primary", event), {"recurrence": ["RRULE:FREQ=DAILY;COUNT=4"]}),
        ana("GET", path("primary", one)),
    ]
    assert [0, 1, 1, 2] == [reply.body["sequence"] for reply in answers]


def test_a_list_of_calendars_can_be_kept_in_step(stage: Stage, bo: Client) -> None:
    """A sync tells what was shared and what was taken back since, and nothing else."""
    stage.world.calendar.add_calendar(TEAM, "ana@example.com", roles={"bo@example.com": "reader"})
    full = bo("GET", LIST).body
    assert {"bo@example.com", TEAM} == set(ids(full))
    stage.world.calendar.share_calendar("ana@example.com", "bo@example.com", "writer")
    stage.world.calendar.share_calendar(TEAM, "bo@example.com", None)
    changed = bo("GET", LIST, syncToken=full["nextSyncToken"]).body
    assert [("ana@example.com", "writer", None), (TEAM, None, True)] == [
        (item["id"], item.get("accessRole"), item.get("deleted")) for item in changed["items"]
    ]
    assert [] == bo("GET", LIST, syncToken=changed["nextSyncToken"]).body["items"]
    ana = stage.client("ana@example.com", "calendar.readonly")
    assert [] == ana("GET", LIST, syncToken=full["nextSyncToken"]).body["items"]


def test_a_list_of_calendars_ends_with_its_sync_token(stage: Stage, bo: Client) -> None:
    """Pages before the last have none; a token of another kind is gone."""
    stage.world.calendar.add_calendar(TEAM, "bo@example.com")
    first = bo("GET", LIST, maxResults="1").body
    last = bo("GET", LIST, maxResults="1", pageToken=first["nextPageToken"]).body
    assert (False, True) == ("nextSyncToken" in first, "nextSyncToken" in last)
    old = bo("GET", LIST, syncToken="of another age")
    assert (410, FULL_SYNC) == (old.status, old.body)
    for beside in ({"minAccessRole": "owner"}, {"showHidden": "false"}):
        assert 400 == bo("GET", LIST, syncToken=last["nextSyncToken"], **beside).status


def test_the_own_calendar_tells_what_it_mails(bo: Client) -> None:
    """The primary calendar's entry has its notification settings."""
    told = bo("GET", f"{LIST}/primary").body["notificationSettings"]["notifications"]
    assert {"type": "eventCreation", "method": "email"} in told
