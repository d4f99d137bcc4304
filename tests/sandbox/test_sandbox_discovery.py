"""Requests are matched to the methods of the discovery documents."""
# asserts read `expected == actual`

from __future__ import annotations

import pytest

from sandbox.google.discovery import Discovery, Match


@pytest.fixture(scope="module")
def discovery() -> Discovery:
    """The methods of all three APIs."""
    return Discovery(("calendar", "v3"), ("meet", "v2"), ("chat", "v1"))


@pytest.mark.parametrize(
    ("http_method", "path", "method_id", "params"),
    [
        ("POST", "/v2/spaces", "meet.spaces.create", {}),
        ("GET", "/v2/spaces/abc-defg-hij", "meet.spaces.get", {"name": "spaces/abc-defg-hij"}),
        (
            "POST",
            "/v2/spaces/x:endActiveConference",
            "meet.spaces.endActiveConference",
            {"name": "spaces/x"},
        ),
        (
            "POST",
            "/v2/spaces/x/members:batchUpdate",
            "meet.spaces.members.batchUpdate",
            {"parent": "spaces/x"},
        ),
        (
            "GET",
            "/calendar/v3/calendars/c_1%40group.calendar.google.com/events/e1",
            "calendar.events.get",
            {"calendarId": "c_1@group.calendar.google.com", "eventId": "e1"},
        ),
        (
            "GET",
            "/calendar/v3/calendars/a%2Fb/events",
            "calendar.events.list",
            {"calendarId": "a/b"},
        ),
        (
            "POST",
            "/calendar/v3/calendars/primary/events/import",
            "calendar.events.import",
            {"calendarId": "primary"},
        ),
        (
            "POST",
            "/v1/spaces/AAA/messages",
            "chat.spaces.messages.create",
            {"parent": "spaces/AAA"},
        ),
    ],
)
def test_a_path_leads_to_its_method(
    discovery: Discovery, http_method: str, path: str, method_id: str, params: dict[str, str]
) -> None:
    """Ids are decoded, names keep their slashes, and custom verbs are their own methods."""
    match = discovery.find(http_method, path)
    assert isinstance(match, Match)
    assert (method_id, params) == (match.method.id, match.params)


@pytest.mark.parametrize(
    ("http_method", "path"),
    [
        ("DELETE", "/v2/spaces/x"),
        ("GET", "/v2/spaces"),
        ("GET", "/v2beta/spaces/x"),
        ("GET", "/v2/spaces/x/y"),
        ("POST", "/v2/spaces/x:explode"),
        ("GET", "/calendar/v3/calendars/a/b/events"),
    ],
)
def test_other_paths_lead_nowhere(discovery: Discovery, http_method: str, path: str) -> None:
    """Spaces cannot be deleted or listed, and unknown verbs are no ids."""
    assert discovery.find(http_method, path) is None


@pytest.mark.parametrize(
    ("http_method", "path", "rpc"),
    [
        ("PATCH", "/v2/spaces/x", "google.apps.meet.v2.SpacesService.UpdateSpace"),
        (
            "POST",
            "/v2/spaces/x:endActiveConference",
            "google.apps.meet.v2.SpacesService.EndActiveConference",
        ),
        (
            "GET",
            "/v2/conferenceRecords",
            "google.apps.meet.v2.ConferenceRecordsService.ListConferenceRecords",
        ),
        ("GET", "/calendar/v3/users/me/calendarList", "calendar.v3.CalendarList.List"),
        ("POST", "/v1/spaces/x/messages", "google.chat.v1.ChatService.CreateMessage"),
    ],
)
def test_methods_have_the_names_of_googles_error_details(
    discovery: Discovery, http_method: str, path: str, rpc: str
) -> None:
    """A refusal of scopes names the method as Google does."""
    match = discovery.find(http_method, path)
    assert isinstance(match, Match)
    assert rpc == match.method.rpc
