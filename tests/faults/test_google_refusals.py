"""What Google refuses, and what it answers when it is not itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sandbox.google import errors
from sandbox.google.quotas import Limit
from sandbox.hosts.wire import Json
from tests.support.calls import CREATE_SPACE, PATCH_EVENT, PATCH_SPACE, READ_EVENT, READ_SPACE
from tests.support.cards import buttons, did, footer, remarks
from tests.support.people import ANA
from tests.support.raw_google import RawGoogle, page
from tests.support.sidebar import met, opened, planned, press_again, told
from tests.support.stage import Stage, staged
from tests.support.state import has_link_of, link, only_space
from tests.support.switches import OFF, ON, choose, has
from tests.support.words import ASKS, SAYS

MARKUP = 'Not so, <a href="https://example.com/">{you}</a> & <b>co</b>.'
NO_REASON = SAYS.refused_by_google()


# Tokens and projects


def test_an_expired_token_is_answered_with_the_advice_to_reopen(stage: Stage) -> None:
    """When Google no longer takes the host's token, nothing is repeated and the user is told."""
    event_id, host = planned(stage)

    def expire(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        authorization = event["authorizationEventObject"]
        authorization["userOAuthToken"] = stage.world.people.issue_token(
            stage.ana, authorization["authorizedScopes"], expired=True
        )
        return event, headers

    host.installation.tamper = expire
    host.press_primary()
    assert [SAYS.reopen_addon()] == told(host)
    assert [READ_EVENT, CREATE_SPACE] == stage.called()

    host.installation.tamper = None
    press_again(host)
    assert has_link_of(stage, event_id, only_space(stage))


def test_without_a_token_google_is_not_called(stage: Stage) -> None:
    """An event that carries no access token leads to no call."""
    _, host = planned(stage)

    def remove(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        del event["authorizationEventObject"]["userOAuthToken"]
        return event, headers

    host.installation.tamper = remove
    host.press_primary()
    assert [SAYS.reopen_addon()] == told(host)
    assert [] == stage.called()


@pytest.mark.parametrize("method", [CREATE_SPACE, PATCH_EVENT])
def test_a_token_that_expires_halfway_loses_no_space(stage: Stage, method: str) -> None:
    """When the token expires between two calls, the next press ends with one space."""
    event_id, host = planned(stage)
    api = method.partition(".")[0]
    stage.google.faults.order(method, error=errors.unauthenticated(api, method, expired=True))
    host.press_primary()
    assert [SAYS.reopen_addon()] == told(host)
    press_again(host)
    assert SAYS.created() == did(host.card)
    assert has_link_of(stage, event_id, only_space(stage))


def test_a_token_that_meet_refuses_does_not_change_settings(stage: Stage) -> None:
    """When Meet does not take the token, the switches stay as they were."""
    space, host = met(stage)
    choose(host, ON)
    refusal = errors.unauthenticated("meet", PATCH_SPACE, expired=True)
    stage.google.faults.order(PATCH_SPACE, error=refusal)
    host.press_primary()
    assert [SAYS.reopen_addon()] == told(host)
    assert OFF == has(space)


@pytest.mark.parametrize(
    ("api", "service", "spaces"),
    [("calendar", "Google Calendar API", 1), ("meet", "Google Meet REST API", 0)],
)
def test_a_disabled_api_is_named(stage: Stage, api: str, service: str, spaces: int) -> None:
    """When an API is not enabled for the project, the card names it for whoever runs the add-on.

    What was made while the other one was asked is kept for the next press.
    """
    event_id, host = planned(stage)
    stage.world.disabled_apis.add(("addon", api))
    for _ in range(2):
        host.press_primary()
        assert [SAYS.ask_administrator(service)] == told(host)
        assert PATCH_EVENT not in stage.called()
        assert spaces == len(stage.world.meet.spaces)
        host.back()
    stage.world.disabled_apis.clear()
    host.press_primary()
    assert has_link_of(stage, event_id, only_space(stage))


def test_a_used_up_quota_makes_no_space(stage: Stage) -> None:
    """When the quota for new spaces is used up, the user is told to try again, after one call."""
    _, host = planned(stage)
    stage.world.quotas.enabled = True
    stage.world.quotas.limits["meet.reduced_write"] = Limit(per_project=100, per_user=0)
    host.press_primary()
    assert [SAYS.try_again()] == told(host)
    assert [READ_EVENT, CREATE_SPACE] == stage.called()

    stage.world.quotas.enabled = False
    press_again(host)
    assert SAYS.created() == did(host.card)
    assert 1 == len(stage.world.meet.spaces)


# The event and the space


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("forbiddenForNonOrganizer", SAYS.ask_organizer()),
        ("requiredAccessLevel", SAYS.ask_organizer()),
        ("notFound", SAYS.event_deleted()),
        ("deleted", SAYS.event_deleted()),
    ],
)
def test_a_refused_attachment_is_told_and_its_space_kept(
    stage: Stage, reason: str, words: str
) -> None:
    """When Calendar refuses the attachment the card says who can help; the space is not lost."""
    event_id, host = planned(stage)
    stage.google.faults.order(PATCH_EVENT, error=errors.calendar(reason))
    host.press_primary()
    assert [words] == told(host)
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()

    press_again(host)
    assert [READ_EVENT, READ_SPACE, PATCH_EVENT] == stage.called()
    assert has_link_of(stage, event_id, only_space(stage))


@pytest.mark.parametrize("path", ["dropped", "another link"])
def test_a_link_that_calendar_does_not_keep_is_shown(stage: Stage, path: str) -> None:
    """When Calendar answers 200 without the link, the card gives it and the next press keeps it."""
    event_id, host = planned(stage)
    answer = dict(stage.world.calendar.event(ANA, event_id, ANA))
    if path == "another link":
        other = stage.world.calendar.calendar_conference(stage.world.meet.make_meet(ANA))
        answer |= {"conferenceData": other, "hangoutLink": other["entryPoints"][0]["uri"]}
    stage.google.faults.order(PATCH_EVENT, status=200, body=answer)
    host.press_primary()
    space = stage.world.meet.spaces[-1]
    assert [SAYS.link_not_kept(space.uri)] == told(host)
    assert space.uri in told(host)[0]
    stage.called()

    press_again(host)
    assert [READ_EVENT, READ_SPACE, PATCH_EVENT] == stage.called()
    assert has_link_of(stage, event_id, space)


def test_a_space_that_is_no_longer_the_callers_is_not_changed(stage: Stage) -> None:
    """When Meet hides the space between look and change, the card says that only its host can."""
    space, host = met(stage)
    choose(host, ON)
    stage.google.faults.order(PATCH_SPACE, error=errors.permission_denied("Space"))
    host.press_primary()
    assert [SAYS.not_the_host()] == told(host)
    assert OFF == has(space)


# Reasons that nobody foresaw


@pytest.mark.parametrize("method", [READ_EVENT, PATCH_EVENT, CREATE_SPACE])
def test_an_unknown_reason_is_not_shown(stage: Stage, method: str) -> None:
    """Google's own words are for the log; the user reads whom to ask."""
    for status in (400, 403):
        event_id, host = planned(stage)
        # What an event would not take may be the numbers to dial in: asked again without them.
        times = 2 if (method, status) == (PATCH_EVENT, 400) else 1
        stage.google.faults.order(method, error=errors.meet(status, MARKUP), times=times)
        host.press_primary()
        assert [NO_REASON] == told(host)
        assert times == stage.called().count(method)
        assert link(stage, ANA, event_id) is None


def test_an_unknown_reason_against_new_settings_is_not_shown(stage: Stage) -> None:
    """The same goes for a refused update, and the settings stay."""
    space, host = met(stage)
    choose(host, ON)
    stage.google.faults.order(PATCH_SPACE, error=errors.meet(400, MARKUP))
    host.press_primary()
    assert [NO_REASON] == told(host)
    assert OFF == has(space)


ODD_BODIES: list[Json] = [
    {"error": "invalid_grant", "error_description": "Bad"},
    {"error": {"code": "400", "errors": "none", "details": {"a": 1}}},
    {"error": {"details": [None, 3, {"@type": 7, "reason": ["x"], "metadata": "none"}]}},
    {"unlike": "an error"},
]


def test_a_refusal_in_no_known_form_is_still_a_card(stage: Stage) -> None:
    """An error body that is none of Google's forms counts as a refusal without a reason."""
    for body in ODD_BODIES:
        _, host = planned(stage)
        stage.google.faults.order(READ_EVENT, status=400, body=body)
        host.press_primary()
        assert [NO_REASON] == told(host)


# Answers that are none of Google's


@contextmanager
def raw_meet(tmp_path: Path, *answers: list[bytes]) -> Iterator[tuple[Stage, RawGoogle]]:
    """A stage whose Meet gives one answer after the other."""
    left = iter(answers)
    with (
        RawGoogle(lambda _: next(left)) as meet,
        staged({"ADDON_STORE": f"sqlite:{tmp_path / 'a'}", "MEET_API_ENDPOINT": meet.url}) as stage,
    ):
        yield stage, meet


UNDESCRIBED = [
    b"",
    b"<html>Sign in</html>",
    b"[]",
    b'"spaces"',
    b"null",
    b"\xff\xfe",
    b'{"name": "spaces/',
    b'{"kind": "something else"}',
    b'{"name": 5, "meetingCode": null, "config": []}',
]


def test_a_new_space_that_is_not_described_counts_as_unknown(tmp_path: Path) -> None:
    """A 200 for `spaces.create` that names no space is not repeated, and nothing is attached."""
    answers = [page("200 OK", body, "Content-Type: application/json") for body in UNDESCRIBED]
    with raw_meet(tmp_path, *answers) as (stage, meet):
        for number, _ in enumerate(answers, start=1):
            event_id, host = planned(stage)
            host.press_primary()
            assert [SAYS.outcome_unknown()] == told(host)
            assert number == len(meet.requests)
            assert [READ_EVENT] == stage.called()
            assert link(stage, ANA, event_id) is None


@pytest.mark.parametrize(
    ("status", "headers"), [("200 OK", []), ("502 Bad Gateway", ["Retry-After: 0"])]
)
def test_a_page_instead_of_an_event_is_asked_for_again(
    tmp_path: Path, status: str, headers: list[str]
) -> None:
    """A page of HTML where an event should be is a busy Google, whatever the status says."""
    answer = page(status, b"<html>Bad Gateway</html>", "Content-Type: text/html", *headers)
    with (
        RawGoogle(lambda _: answer) as calendar,
        staged(
            {"ADDON_STORE": f"sqlite:{tmp_path / 'a'}", "CALENDAR_API_ENDPOINT": calendar.url}
        ) as stage,
    ):
        host = opened(stage, stage.world.calendar.add_event(ANA))
        assert [SAYS.read_again()] == told(host)
        assert 4 == len(calendar.requests)


def test_a_redirect_is_not_followed(tmp_path: Path) -> None:
    """The user's token goes to Google's API and nowhere that an answer points to."""
    with RawGoogle(lambda _: page("200 OK", b"{}")) as elsewhere:
        location = f"Location: {elsewhere.url}/v2/spaces"
        statuses = ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
        with raw_meet(tmp_path, *(page(status, b"", location) for status in statuses)) as raw:
            stage, meet = raw
            for _ in statuses:
                _, host = planned(stage)
                host.press_primary()
                assert [NO_REASON] == told(host)
            assert len(statuses) == len(meet.requests)
            assert "authorization: bearer ya29." in meet.requests[0].casefold()
        assert [] == elsewhere.requests


def test_a_server_that_is_not_there_counts_as_busy(tmp_path: Path) -> None:
    """When no connection can be made nothing was sent: the user is told that nothing changed."""
    with RawGoogle(lambda _: []) as gone:
        url = gone.url
    with staged({"ADDON_STORE": f"sqlite:{tmp_path / 'a'}", "MEET_API_ENDPOINT": url}) as stage:
        _, host = planned(stage)
        host.press_primary()
        assert [SAYS.try_again()] == told(host)


def test_a_hidden_space_is_somebody_elses(stage: Stage) -> None:
    """Meet's 403 for a space that is not the caller's is no trouble: the card offers to replace."""
    event_id = stage.world.calendar.add_event(ANA, conference=stage.world.meet.make_meet(ANA))
    stage.google.faults.order(READ_SPACE, error=errors.permission_denied("Space"))
    host = opened(stage, event_id)
    assert "event" == host.card["name"]
    assert [SAYS.settings_out_of_reach()] == remarks(host.card)
    assert ([], ["Join", ASKS]) == (footer(host.card), buttons(host.card))
