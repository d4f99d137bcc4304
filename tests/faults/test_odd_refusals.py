"""Refusals and answers in forms that Google does not document, but that have been seen."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from sandbox.host.wire import Json
from sandbox.meetings import Space
from tests.faults.acting import (
    SAYS,
    has_link_of,
    met,
    planned,
    press_again,
    told,
)
from tests.scenarios.reading import (
    ANA,
    CREATE_SPACE,
    OFF,
    ON,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    choose,
    has,
    link,
)
from tests.stage import Stage

ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo"


# An API that is switched off


def legacy(reason: str) -> Json:
    """Calendar's own envelope."""
    entry = {"domain": "usageLimits", "reason": reason, "message": "Access Not Configured."}
    return {"error": {"errors": [entry], "code": 403, "message": "Access Not Configured."}}


def detailed(**info: object) -> Json:
    """The envelope of the newer APIs."""
    return {
        "error": {
            "code": 403,
            "message": "It is disabled.",
            "status": "PERMISSION_DENIED",
            "details": [{"@type": ERROR_INFO, "reason": "SERVICE_DISABLED", **info}],
        }
    }


@pytest.mark.parametrize(
    "body",
    [
        legacy("accessNotConfigured"),
        detailed(),
        detailed(metadata={}),
        detailed(metadata={"service": ["none"]}),
        detailed(metadata="none"),
    ],
    ids=["legacy", "no metadata", "empty metadata", "no text", "no object"],
)
@pytest.mark.parametrize(
    ("method", "service"),
    [(READ_EVENT, "calendar-json.googleapis.com"), (CREATE_SPACE, "meet.googleapis.com")],
)
def test_a_disabled_api_is_named_though_google_does_not(
    stage: Stage, method: str, service: str, body: Json
) -> None:
    """Whoever runs the add-on reads which API to enable, whatever the refusal leaves out."""
    _, host = planned(stage)
    stage.google.faults.order(method, status=403, body=body)
    host.press_primary()
    assert [SAYS.ask_administrator(service)] == told(host)
    assert method == stage.called()[-1]


def test_the_service_that_google_names_is_told(stage: Stage) -> None:
    """Where the refusal names the API, that name is shown."""
    _, host = planned(stage)
    body = detailed(metadata={"service": "other.googleapis.com"})
    stage.google.faults.order(READ_EVENT, status=403, body=body)
    host.press_primary()
    assert [SAYS.ask_administrator("other.googleapis.com")] == told(host)


# Retry-After


def http_date(ahead: timedelta) -> dict[str, str]:
    """`Retry-After` as a date."""
    return {"Retry-After": format_datetime(datetime.now(UTC) + ahead, usegmt=True)}


def test_a_date_to_wait_for_that_is_too_late_ends_the_attempts(stage: Stage) -> None:
    """`Retry-After` may be a date; one that is not within the time is not waited for."""
    _, host = planned(stage)
    stage.google.faults.order(READ_EVENT, status=503, headers=http_date(timedelta(minutes=1)))
    host.press_primary()
    assert [SAYS.try_again()] == told(host)
    assert [READ_EVENT] == stage.called()


def test_a_date_that_is_past_is_not_waited_for(stage: Stage) -> None:
    """A date that is past lets every repetition go at once: less than the own pauses take."""
    _, host = planned(stage)
    past = http_date(-timedelta(days=1))
    stage.google.faults.order(READ_EVENT, status=503, headers=past, times=4)
    host.press_primary()
    assert [SAYS.try_again()] == told(host)
    calls = stage.google.calls_of(READ_EVENT)
    assert 4 == len(calls)
    assert calls[3].started - calls[0].started < (0.25 + 0.5 + 1.0) / 2


def test_a_date_soon_is_waited_for(stage: Stage) -> None:
    """A date in two seconds, which is one or more from now, is waited for."""
    _, host = planned(stage)
    started = time.time()
    headers = http_date(timedelta(seconds=2))
    stage.google.faults.order(READ_EVENT, status=503, headers=headers)
    host.press_primary()
    assert "result" == host.card["name"]
    assert 1 <= time.time() - started


# Errors whose message is no text

no_text = pytest.mark.parametrize(
    "message", [["No."], {"text": "No."}, 7, None], ids=["list", "object", "number", "null"]
)


def refusal(message: object) -> Json:
    """An error body with such a message."""
    return {"error": {"code": 400, "message": message, "status": "INVALID_ARGUMENT"}}


@no_text
def test_a_message_that_is_no_text_is_still_told(stage: Stage, message: object) -> None:
    """An error that the client library cannot read leads to a card, never to a fault."""
    _, host = planned(stage)
    stage.google.faults.order(CREATE_SPACE, status=400, body=refusal(message))
    host.press_primary()
    [words] = told(host)
    assert words in {SAYS.outcome_unknown(), SAYS.refused_by_google("")}
    assert [READ_EVENT, CREATE_SPACE] == stage.called()
    assert [] == stage.world.spaces


def test_a_change_refused_without_a_text_is_not_claimed(stage: Stage) -> None:
    """What cannot be read may have been anything: new settings are told as unknown, or refused."""
    space, host = met(stage)
    choose(host, ON)
    stage.google.faults.order(PATCH_SPACE, status=400, body=refusal(["No."]), times=4)
    host.press_primary()
    assert [SAYS.outcome_unknown()] == told(host)
    assert OFF == has(space)
    press_again(host)
    assert ON == has(space)


# A link that is not kept


def without_link(answer: Json, space: Space, other: Space) -> Json:
    """Calendar's data of the conference, but no link."""
    del other
    return {**answer, "conferenceData": conference(space)}


def with_another_link(answer: Json, space: Space, other: Space) -> Json:
    """The data of the one Meet with the link of another."""
    return {**answer, "conferenceData": conference(space), "hangoutLink": other.uri}


def with_another_conference(answer: Json, space: Space, other: Space) -> Json:
    """The link of the one Meet with the data of another."""
    return {**answer, "conferenceData": conference(other), "hangoutLink": space.uri}


def without_code(answer: Json, space: Space, other: Space) -> Json:
    """A link that holds no code."""
    del other
    nickname = "https://meet.google.com/lookup/planning"
    return {**answer, "conferenceData": conference(space), "hangoutLink": nickname}


def conference(space: Space) -> Json:
    """A Meet's conference data as Calendar answers it."""
    video = {"entryPointType": "video", "uri": space.uri}
    solution = {"key": {"type": "hangoutsMeet"}, "name": "Google Meet"}
    return {
        "conferenceId": space.code,
        "conferenceSolution": solution,
        "entryPoints": [video],
    }


@pytest.mark.parametrize(
    "spoil", [without_link, with_another_link, with_another_conference, without_code]
)
def test_a_200_that_does_not_have_the_link_is_not_taken_for_success(
    stage: Stage, spoil: Callable[[Json, Space, Space], Json]
) -> None:
    """Both the event's link and its conference must be the new Meet's, or it is not kept."""
    event_id, host = planned(stage)
    answer = dict(stage.world.event(ANA, event_id, ANA))
    other = stage.world.make_meet(ANA)
    body: Json = {}

    def fill() -> None:
        body.update(spoil(answer, stage.world.spaces[-1], other))

    stage.google.faults.order(PATCH_EVENT, status=200, body=body, then=fill)
    host.press_primary()
    space = stage.world.spaces[-1]
    assert [SAYS.link_not_kept(space.uri)] == told(host)
    assert link(stage, ANA, event_id) is None

    press_again(host)
    assert "result" == host.card["name"]
    assert has_link_of(stage, event_id, space)
    assert [other, space] == stage.world.spaces
