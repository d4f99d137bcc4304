"""Refusals and answers in forms that Google does not document, but that have been seen."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from sandbox.google.meet.meetings import Space
from sandbox.hosts.wire import Json
from tests.support.calls import CREATE_SPACE, PATCH_EVENT, PATCH_SPACE, READ_EVENT
from tests.support.cards import did, lines, meet_line
from tests.support.people import ANA
from tests.support.sidebar import met, planned, press_again, told
from tests.support.stage import Stage
from tests.support.state import has_link_of, link
from tests.support.switches import OFF, ON, choose, has
from tests.support.words import SAYS

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
    [(READ_EVENT, "Google Calendar API"), (CREATE_SPACE, "Google Meet REST API")],
)
def test_a_disabled_api_is_named_though_google_does_not(
    stage: Stage, method: str, service: str, body: Json
) -> None:
    """Whoever runs the add-on reads which API to enable, whatever the refusal leaves out."""
    _, host = planned(stage)
    stage.google.faults.order(method, status=403, body=body)
    host.press_primary()
    assert [SAYS.ask_administrator(service)] == told(host)
    assert [READ_EVENT, CREATE_SPACE] == stage.called()


def test_the_service_that_google_names_is_told(stage: Stage) -> None:
    """Where the refusal names the API, it is that one, whichever was called."""
    _, host = planned(stage)
    body = detailed(metadata={"service": "people.googleapis.com"})
    stage.google.faults.order(READ_EVENT, status=403, body=body)
    host.press_primary()
    assert [SAYS.ask_administrator("People API")] == told(host)


# A limit that reads like a rate


@pytest.mark.parametrize("status", [403, 429])
def test_a_limit_of_hours_is_no_rate_whatever_its_status(stage: Stage, status: int) -> None:
    """It is not tried again, and not told as something that passes in a minute."""
    _, host = planned(stage)
    body = legacy("quotaExceeded")
    stage.google.faults.order(PATCH_EVENT, status=status, body=body, times=4)
    host.press_primary()
    assert [SAYS.invitation_limit()] == told(host)
    assert 1 == stage.called().count(PATCH_EVENT)


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
    assert [READ_EVENT, CREATE_SPACE] == stage.called()


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
    assert SAYS.created() == did(host.card)
    assert 1 <= time.time() - started


# Errors whose message is no text

no_text = pytest.mark.parametrize(
    ("message", "words"),
    [
        (["No."], SAYS.outcome_unknown()),
        ({"text": "No."}, SAYS.outcome_unknown()),
        (7, SAYS.outcome_unknown()),
        (None, SAYS.refused_by_google()),
    ],
    ids=["list", "object", "number", "null"],
)


def refusal(message: object) -> Json:
    """An error body with such a message."""
    return {"error": {"code": 400, "message": message, "status": "INVALID_ARGUMENT"}}


@no_text
def test_a_message_that_is_no_text_is_still_told(stage: Stage, message: object, words: str) -> None:
    """An error that the client library cannot read counts as no answer, never as a fault."""
    _, host = planned(stage)
    stage.google.faults.order(CREATE_SPACE, status=400, body=refusal(message))
    host.press_primary()
    assert [words] == told(host)
    assert [READ_EVENT, CREATE_SPACE] == stage.called()
    assert [] == stage.world.meet.spaces


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


Spoil = Callable[[Json, Space, Space], Json]


def without_link(answer: Json, space: Space, other: Space) -> Json:
    """Calendar's data of the conference, but no link."""
    del other
    return {**answer, "conferenceData": bare(space)}


def with_another_link(answer: Json, space: Space, other: Space) -> Json:
    """The data of the one Meet with the link of another."""
    return {**answer, "conferenceData": bare(space), "hangoutLink": other.uri}


def without_code(answer: Json, space: Space, other: Space) -> Json:
    """A link that holds no code."""
    del other
    nickname = "https://meet.google.com/lookup/planning"
    return {**answer, "conferenceData": bare(space), "hangoutLink": nickname}


def with_another_conference(answer: Json, space: Space, other: Space) -> Json:
    """The link of the one Meet with the data of another."""
    return {**answer, "conferenceData": bare(other), "hangoutLink": space.uri}


def as_before(answer: Json, space: Space, other: Space) -> Json:
    """The event as if nothing had been written."""
    del space, other
    return answer


def bare(space: Space) -> Json:
    """A Meet's conference data with no more than it must have."""
    video = {"entryPointType": "video", "uri": space.uri}
    solution = {"key": {"type": "hangoutsMeet"}, "name": "Google Meet"}
    return {
        "conferenceId": space.code,
        "conferenceSolution": solution,
        "entryPoints": [video],
    }


def answered(stage: Stage, event_id: str, spoil: Spoil, *, kept: bool) -> Space:
    """Have Calendar answer the attachment otherwise than it should.

    Args:
        spoil: makes the answer of the event before, the Meet just made, and another one.
        kept: whether the event has the new Meet all the same.

    Returns:
        The other Meet.
    """
    answer = dict(stage.world.calendar.event(ANA, event_id, ANA))
    other = stage.world.meet.make_meet(ANA)
    body: Json = {}

    def fill() -> None:
        space = stage.world.meet.spaces[-1]
        if kept:
            stage.world.calendar.edit_event(ANA, event_id, conference=space)
        body.update(spoil(answer, space, other))

    stage.google.faults.order(PATCH_EVENT, status=200, body=body, then=fill)
    return other


@pytest.mark.parametrize("spoil", [without_link, with_another_link, without_code])
def test_the_conference_alone_says_whether_the_link_is_kept(stage: Stage, spoil: Spoil) -> None:
    """An answer whose link is missing or odd is a success if its conference is the new Meet."""
    event_id, host = planned(stage)
    answered(stage, event_id, spoil, kept=True)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert [meet_line(stage.world.meet.spaces[-1].uri)] == lines(host.card)
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()


@pytest.mark.parametrize("spoil", [with_another_conference, as_before])
def test_an_answer_without_the_meet_is_looked_at_once_more(stage: Stage, spoil: Spoil) -> None:
    """An answer right after a write may be behind: the event is read again, and has the Meet."""
    event_id, host = planned(stage)
    answered(stage, event_id, spoil, kept=True)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert [meet_line(stage.world.meet.spaces[-1].uri)] == lines(host.card)
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT, READ_EVENT] == stage.called()


@pytest.mark.parametrize("spoil", [with_another_conference, as_before])
def test_a_200_that_does_not_have_the_meet_is_not_taken_for_success(
    stage: Stage, spoil: Spoil
) -> None:
    """If the event has not the Meet either, the user gets its link; the next press keeps it."""
    event_id, host = planned(stage)
    other = answered(stage, event_id, spoil, kept=False)
    host.press_primary()
    space = stage.world.meet.spaces[-1]
    assert [SAYS.link_not_kept(space.uri)] == told(host)
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT, READ_EVENT] == stage.called()
    assert link(stage, ANA, event_id) is None

    press_again(host)
    assert SAYS.created() == did(host.card)
    assert [meet_line(space.uri)] == lines(host.card)
    assert has_link_of(stage, event_id, space)
    assert [other, space] == stage.world.meet.spaces
