"""Requests made from an earlier one are those that the client library makes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from googleapiclient.http import HttpRequest
from hypothesis import given
from hypothesis import strategies as st

from addon.google.calendar import Events
from addon.google.meet import Spaces
from addon.google.prepared import Prepared

EVENTS = Events("http://google.example.com/calendar/v3/")
SPACES = Spaces(None)
SPELLED = "any-event any-calendar/{eventId}%2F?#&+é😀@:~"
ids = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(
    ["any-event", "any-calendar", "primary", SPELLED]
)
names = st.from_regex(r"spaces/[A-Za-z0-9_-]+", fullmatch=True)
bodies = st.dictionaries(st.text(), st.text() | st.booleans() | st.none(), max_size=3)


def same(made: HttpRequest, expected: HttpRequest) -> None:
    """Two requests are the same wherever they differ between calls."""
    parts = ("uri", "method", "body", "body_size", "headers", "methodId", "postproc", "resumable")
    assert {part: getattr(expected, part) for part in parts} == {
        part: getattr(made, part) for part in parts
    }


@given(ids, ids)
def test_reading_an_event(calendar_id: str, event_id: str) -> None:
    """Whatever an id holds, each other's example included."""
    asked: dict[str, Any] = {"calendarId": calendar_id, "eventId": event_id}
    same(EVENTS.get(**asked), EVENTS.all.get(**asked))
    assert EVENTS.get(**asked).headers is not EVENTS.get(**asked).headers


@given(ids, ids, bodies, st.sampled_from(["all", "none"]))
def test_patching_an_event(
    calendar_id: str, event_id: str, body: dict[str, object], updates: str
) -> None:
    """With what the query says, and with any body."""
    asked: dict[str, Any] = {"calendarId": calendar_id, "eventId": event_id, "body": body}
    asked |= {"sendUpdates": updates, "conferenceDataVersion": 1}
    same(EVENTS.patch(**asked), EVENTS.all.patch(**asked))


@given(ids, st.datetimes(timezones=st.timezones()), st.sampled_from([None, "", "a b&c"]))
def test_listing_events(calendar_id: str, start: datetime, page: str | None) -> None:
    """What changes may stand in the query, too; what is not given is left out."""
    asked: dict[str, Any] = {"calendarId": calendar_id, "timeMin": start.isoformat()}
    asked |= {"timeMax": calendar_id, "singleEvents": True, "maxResults": 20, "pageToken": page}
    same(EVENTS.list_between(**asked), EVENTS.all.list(**asked))


@given(names, bodies, st.sampled_from(["config.accessType", "config.a.b,config.c"]))
def test_spaces(name: str, body: dict[str, object], mask: str) -> None:
    """Made, read, and changed."""
    same(SPACES.create(body=body), SPACES.all.create(body=body))
    same(SPACES.get(name=name), SPACES.all.get(name=name))
    asked: dict[str, Any] = {"name": name, "updateMask": mask, "body": body}
    same(SPACES.patch(**asked), SPACES.all.patch(**asked))


@pytest.mark.parametrize("name", ["spaces", "spaces/a/members", "", "space"])
def test_a_name_that_cannot_be_a_spaces_is_not_sent(name: str) -> None:
    """Nor does the library make a request of it."""
    with pytest.raises(ValueError, match="no name"):
        SPACES.get(name=name)
    with pytest.raises(TypeError):
        SPACES.all.get(name=name)


def test_what_the_library_does_not_take_is_not_taken() -> None:
    """A misspelled parameter, and a missing one."""
    with pytest.raises(TypeError):
        EVENTS.get(calendarId="primary", eventId="e", sendUpdate="all")
    with pytest.raises(KeyError):
        EVENTS.get(calendarId="primary")


def test_few_of_them_are_kept() -> None:
    """However many queries there are."""
    prepared = Prepared(SPACES.all, "patch", name="spaces/any-space")
    for number in range(300):
        request = prepared(name="spaces/a", updateMask=f"config.a{number}", body={})
        assert request.uri.endswith(f"spaces/a?updateMask=config.a{number}&alt=json")
