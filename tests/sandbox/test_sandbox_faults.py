"""Faults made to order, and what the server records."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import urllib3

from sandbox.google import errors
from sandbox.google.clock import Clock
from sandbox.google.people.accounts import Feature
from sandbox.google.server import GoogleServer
from sandbox.google.world import World
from tests.support.google_client import NOW, Client, Stage, staged

CREATED = "meetings.space.created"
EVENT = "/calendar/v3/calendars/primary/events/planning1"


@pytest.fixture
def stage() -> Iterator[Stage]:
    """Google with Ana and Bo."""
    with staged() as stage:
        stage.world.calendar.add_event("ana@example.com", event_id="planning1")
        yield stage


@pytest.fixture
def ana(stage: Stage) -> Client:
    """Ana with everything the add-on asks for."""
    return stage.client("ana@example.com", CREATED, "calendar.events")


def test_a_status_is_answered_as_often_as_ordered(stage: Stage, ana: Client) -> None:
    """An ordered status answers with the API's usual body, changes nothing, and is used up."""
    stage.google.faults.order("meet.spaces.create", status=503, times=2)
    replies = [ana("POST", "/v2/spaces", {}) for _ in range(3)]
    assert [503, 503, 200] == [reply.status for reply in replies]
    assert {
        "error": {
            "code": 503,
            "message": "The service is currently unavailable.",
            "status": "UNAVAILABLE",
        }
    } == replies[0].body
    assert (1, 0) == (len(stage.world.meet.spaces), stage.google.faults.open_orders)


def test_what_is_sent_can_be_spoiled(stage: Stage, ana: Client) -> None:
    """The request takes effect and is recorded; what goes out is made of what would have."""
    seen: list[object] = []

    def spoil(body: dict[str, object]) -> bytes:
        seen.append(body["name"])
        return b'{"name": []}'

    stage.google.faults.order("meet.spaces.create", spoil=spoil)
    stage.google.faults.order("meet.spaces.create", status=503, spoil=lambda _: b'{"error": 5}')
    replies = [ana("POST", "/v2/spaces", {}) for _ in range(2)]
    assert [(200, {"name": []}), (503, {"error": 5})] == [(it.status, it.body) for it in replies]
    assert [space.name for space in stage.world.meet.spaces] == seen
    assert [200, 503] == [call.status for call in stage.google.calls]


@pytest.mark.parametrize(
    "documented", errors.DOCUMENTED, ids=lambda each: f"{each.api}: {each.name}"
)
def test_every_documented_error_can_be_ordered(
    stage: Stage, ana: Client, documented: errors.Documented
) -> None:
    """Each error of Google's is answered word for word, with its status inside its body too."""
    method = {
        "calendar": "calendar.events.get",
        "meet": "meet.spaces.create",
        "chat": "chat.spaces.get",
        "people": "people.people.get",
    }[documented.api]
    stage.google.faults.order(method, status=documented.status, body=documented.body)
    reply = {
        "calendar": lambda: ana("GET", EVENT),
        "meet": lambda: ana("POST", "/v2/spaces", {}),
        "chat": lambda: ana("GET", "/v1/spaces/S"),
        "people": lambda: ana("GET", "/v1/people/me", personFields="names"),
    }[documented.api]()
    assert (documented.status, documented.body) == (reply.status, reply.body)
    assert documented.status == reply.body["error"]["code"]
    assert [] == stage.world.meet.spaces


def test_documented_errors_have_names_of_their_own() -> None:
    """A name and an API name one error, so that a failing test says which."""
    names = [(each.api, each.name) for each in errors.DOCUMENTED]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(
    ("status", "entry"),
    [
        (500, {"domain": "global", "reason": "backendError", "message": "Backend Error"}),
        (
            429,
            {
                "domain": "usageLimits",
                "reason": "rateLimitExceeded",
                "message": "Rate Limit Exceeded",
            },
        ),
    ],
)
def test_calendars_faults_have_calendars_bodies(
    stage: Stage, ana: Client, status: int, entry: dict[str, str]
) -> None:
    """The usual body of a status is that of the API."""
    stage.google.faults.order("*", status=status, headers={"Retry-After": "1"})
    reply = ana("GET", EVENT)
    body = {"error": {"errors": [entry], "code": status, "message": entry["message"]}}
    assert body == reply.body
    assert (status, "1") == (reply.status, reply.headers["Retry-After"])


def test_any_error_of_the_table_can_be_ordered(stage: Stage, ana: Client) -> None:
    """An order may carry a whole error, and be meant for some calls alone."""
    refusal = errors.feature_unavailable(Feature.SMART_NOTES)
    stage.google.faults.order("meet.spaces.create", error=refusal, when=lambda call: not call.body)
    assert 200 == ana("POST", "/v2/spaces", {"config": {}}).status
    reply = ana("POST", "/v2/spaces", {})
    assert (refusal.status, refusal.body) == (reply.status, reply.body)


@pytest.mark.parametrize(("drop", "made"), [("before", 0), ("after", 1)])
def test_a_connection_can_be_dropped_before_or_after_the_change(
    stage: Stage, ana: Client, drop: str, made: int
) -> None:
    """A lost answer leaves the change undone or done, and the call recorded."""
    assert drop in {"before", "after"}
    stage.google.faults.order("meet.spaces.create", drop="after" if made else "before")
    with pytest.raises(urllib3.exceptions.ProtocolError):
        ana("POST", "/v2/spaces", {})
    [call] = stage.google.calls
    assert (made, None, drop) == (len(stage.world.meet.spaces), call.status, call.dropped)


def test_an_edit_can_happen_between_two_calls(stage: Stage, ana: Client) -> None:
    """What is ordered to happen just before a write makes its ETag stale."""
    etag = ana("GET", EVENT).body["etag"]
    stage.google.faults.order(
        "calendar.events.patch",
        then=lambda: stage.world.calendar.edit_event(
            "ana@example.com", "planning1", summary="Theirs"
        ),
    )
    assert 412 == ana("PATCH", EVENT, {"summary": "Mine"}, if_match=etag).status


def test_latency_is_added_to_every_api_call(stage: Stage, ana: Client) -> None:
    """A call takes at least the latency by the server's own record; certificates do not."""
    stage.google.faults.latency = 0.05
    ana("GET", EVENT)
    ana("GET", "/certs")
    [call] = stage.google.calls
    assert call.ended is not None
    assert call.ended - call.started >= 0.05


def test_calls_wait_side_by_side(stage: Stage) -> None:
    """A held request keeps neither the world nor other requests from going on."""
    gate = stage.google.faults.hold("meet.spaces.create")
    first = stage.client("ana@example.com", CREATED)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(first, "POST", "/v2/spaces", {})
        assert gate.reached.wait(5)
        second = stage.client("ana@example.com", CREATED)("POST", "/v2/spaces", {})
        before = len(stage.world.meet.spaces)
        gate.open()
        assert (200, 1, 200) == (second.status, before, waiting.result(5).status)
    assert [None, None] == [call.dropped for call in stage.google.calls]


def test_closing_ends_every_wait() -> None:
    """A server with a held and a delayed request closes at once."""
    google = GoogleServer(World(clock=Clock(NOW))).start()
    stage = Stage(google)
    gate = google.faults.hold("meet.spaces.create")
    google.faults.order("meet.spaces.get", delay=600)
    clients = [stage.client("ana@example.com", CREATED) for _ in range(2)]
    with ThreadPoolExecutor() as pool:
        calls = [
            pool.submit(clients[0], "POST", "/v2/spaces", {}),
            pool.submit(clients[1], "GET", "/v2/spaces/abc-defg-hij"),
        ]
        assert gate.reached.wait(5)
        begun = time.monotonic()
        google.close()
        took = time.monotonic() - begun
        for call in calls:
            call.exception(5)
    stage.close()
    assert took < 5


def test_calls_are_recorded_with_their_connection(stage: Stage, ana: Client) -> None:
    """A client that keeps its connection shows one number, another client another."""
    for _ in range(2):
        ana("GET", EVENT)
    stage.client("bo@example.com", CREATED)("POST", "/v2/spaces", {"config": {}})
    ana_call, _, bo_call = stage.google.calls
    assert [1, 1, 2] == [call.connection for call in stage.google.calls]
    assert 2 == stage.google.connections
    assert ("calendar.events.get", "GET", EVENT, 200, "ana@example.com") == (
        ana_call.method_id,
        ana_call.method,
        ana_call.path,
        ana_call.status,
        ana_call.user,
    )
    assert ({"config": {}}, "bo@example.com", False) == (
        bo_call.body,
        bo_call.user,
        "authorization" in bo_call.headers,
    )
    assert [bo_call] == stage.google.calls_of("meet.spaces.create")


def test_a_dropped_connection_is_replaced_by_a_new_one(stage: Stage, ana: Client) -> None:
    """After a drop the client's next call comes on another connection."""
    stage.google.faults.order("calendar.events.get", drop="before")
    with pytest.raises(urllib3.exceptions.ProtocolError):
        ana("GET", EVENT)
    ana("GET", EVENT)
    assert [1, 2] == [call.connection for call in stage.google.calls]


def test_a_method_that_is_not_played_says_so(stage: Stage) -> None:
    """A method that Google has and the stand-in lacks is 501."""
    ana = stage.client("ana@example.com", "calendar")
    reply = ana("GET", "/calendar/v3/colors")
    assert (501, "The stand-in for Google does not play calendar.colors.get.") == (
        reply.status,
        reply.body["error"]["message"],
    )


@pytest.mark.parametrize("fields", ["id,etag,conferenceData", "id,start/dateTime", "*", "nothing"])
def test_partial_answers(ana: Client, fields: str) -> None:
    """The fields parameter picks what it names and refuses what the schema lacks."""
    whole = ana("GET", EVENT).body
    reply = ana("GET", EVENT, fields=fields)
    expected = {
        "id,etag,conferenceData": {"id": whole["id"], "etag": whole["etag"]},
        "id,start/dateTime": {"id": whole["id"], "start": {"dateTime": whole["start"]["dateTime"]}},
        "*": whole,
        "nothing": errors.calendar("invalidParameter", "Invalid field selection nothing").body,
    }
    assert expected[fields] == reply.body


def test_a_body_that_is_no_json_object_is_refused(stage: Stage, ana: Client) -> None:
    """Both APIs answer 400 to a body they cannot read."""
    assert 400 == ana("POST", "/v2/spaces", ["x"]).status
    assert 400 == ana("PATCH", EVENT, ["x"]).status
    assert [] == stage.world.meet.spaces
