"""Recurring events: the Meet belongs to the series unless the host says otherwise."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sandbox.google import errors
from sandbox.hosts.wire import Json
from tests.scenarios.series import (
    ALONE,
    BOTH,
    GOES_FOR_ALL,
    LEFT_OUT,
    SHARED,
    add_series,
    choices,
    links,
    occurrence,
)
from tests.support.calls import (
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_ENTRIES,
    READ_EVENT,
    READ_SPACE,
    calls_of,
    event_path,
)
from tests.support.cards import footer, paragraphs, remarks
from tests.support.people import ANA, BO
from tests.support.sidebar import agree_to_replace, ask_to_replace, opened
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.switches import ON, Three, choose, has, three
from tests.support.words import FILES, NO_MEET, REOPEN, SAYS

MIXED = Three(recording=True, smart_notes=True)
LOOKED = [READ_EVENT, READ_EVENT, READ_ENTRIES]
"""Reading an occurrence, its series and what stands apart from it, in order of their names."""


def test_an_occurrence_is_looked_at_together_with_its_series(stage: Stage) -> None:
    """The host tells the series, so both are read in one round, and a choice is offered."""
    series = add_series(stage)
    host = stage.host()
    gate = stage.google.faults.hold(READ_EVENT)
    stage.google.faults.order(READ_EVENT, then=gate.open)
    host.open_event(ANA, occurrence(series))
    assert BOTH == choices(host)
    assert LOOKED == sorted(stage.called())


def test_the_entries_of_a_series_are_read_without_what_is_private(stage: Stage) -> None:
    """One list by the series' uid tells its changed events: when each is, and its call."""
    series = add_series(stage)
    host = stage.host()
    host.open_event(ANA, occurrence(series))
    [listed] = calls_of(stage, READ_ENTRIES)
    assert "/calendar/v3/calendars/ana%40example.com/events" == listed.path
    assert {
        "alt": "json",
        "iCalUID": f"{series}@google.com",
        "maxResults": "2500",
        "fields": (
            "items(id,status,recurringEventId,recurrence,originalStartTime,start,end,"
            "conferenceData,hangoutLink),nextPageToken"
        ),
    } == listed.query


def test_a_meet_goes_to_the_whole_series(stage: Stage) -> None:
    """By default the series is written, every event has the Meet, and the result says so."""
    series = add_series(stage, attendees=[BO])
    etag = stage.world.calendar.event(ANA, series, ANA)["etag"]
    host = opened(stage, occurrence(series))
    choose(host, MIXED)
    host.press_primary()
    [space] = stage.world.meet.spaces
    [patch] = calls_of(stage, PATCH_EVENT)
    assert (event_path(ANA, series), etag) == (patch.path, patch.if_match)
    assert MIXED == has(space)
    assert [space.uri] * 3 == links(stage, series)
    assert space.uri == link(stage, BO, occurrence(series, 2))
    assert [GOES_FOR_ALL, REOPEN] == remarks(host.card)


def test_a_meet_may_go_to_one_event_only(stage: Stage) -> None:
    """With `only this event` the occurrence is written and the others stay without."""
    series = add_series(stage)
    host = opened(stage, occurrence(series))
    host.set_input("applies_to", "event")
    host.press_primary()
    [space] = stage.world.meet.spaces
    [patch] = calls_of(stage, PATCH_EVENT)
    assert event_path(ANA, occurrence(series)) == patch.path
    assert [None, space.uri, None] == links(stage, series)
    assert [REOPEN] == remarks(host.card)


def test_the_series_is_never_silently_one_event(stage: Stage) -> None:
    """If the series cannot be read once it was chosen, nothing is made and the card comes anew."""
    series = add_series(stage)
    host = opened(stage, occurrence(series))
    path = event_path(ANA, series)
    stage.google.faults.order(
        READ_EVENT, error=errors.calendar("notFound"), when=lambda call: call.path == path
    )
    host.press_primary()
    assert SAYS.event_changed() == host.notification
    assert ([], ["Create Meet"]) == (choices(host), footer(host.card))
    assert sorted([*LOOKED, CREATE_SPACE]) == sorted(stage.called())

    host.press_primary()
    assert SAYS.event_changed() == host.notification
    assert BOTH == choices(host)
    # What was made for nothing serves again.
    assert sorted([*LOOKED, PATCH_SPACE]) == sorted(stage.called())

    host.press_primary()
    [space] = stage.world.meet.spaces
    assert [space.uri] * 3 == links(stage, series)
    assert GOES_FOR_ALL in paragraphs(host.card)


def test_one_event_and_its_series_get_separate_meets(stage: Stage) -> None:
    """After one event got its own Meet, the series' one is another, and both stay."""
    series = add_series(stage)
    host = opened(stage, occurrence(series))
    host.set_input("applies_to", "event")
    host.press_primary()
    opened(stage, occurrence(series, 0)).press_primary()
    own, shared = stage.world.meet.spaces
    assert [shared.uri, own.uri, shared.uri] == links(stage, series)


def test_an_edited_occurrence_follows_its_series_if_the_meet_does(stage: Stage) -> None:
    """A new title alone does not part an occurrence from the series' Meet."""
    series = add_series(stage)
    stage.world.calendar.edit_event(ANA, occurrence(series), summary="Moved")
    host = opened(stage, occurrence(series))
    assert BOTH == choices(host)
    host.press_primary()
    assert [stage.world.meet.spaces[0].uri] * 3 == links(stage, series)
    assert [GOES_FOR_ALL, REOPEN] == remarks(host.card)


def test_an_occurrence_without_the_series_meet_gets_its_own(stage: Stage) -> None:
    """Where only this event had its Meet removed, there is no choice, and only it is written."""
    space = stage.world.meet.make_meet(stage.ana)
    series = add_series(stage, conference=space)
    stage.world.calendar.edit_event(ANA, occurrence(series), conference=None)
    host = opened(stage, occurrence(series))
    assert [] == choices(host)
    assert ["Create Meet for this event"] == footer(host.card)
    host.press_primary()
    own = stage.world.meet.spaces[1]
    assert [space.uri, own.uri, space.uri] == links(stage, series)
    assert [REOPEN] == remarks(host.card)


def test_an_occurrence_that_does_not_follow_is_told(stage: Stage) -> None:
    """If the series gets its Meet but the opened event keeps none, the result says so."""
    series = add_series(stage, conference=stage.world.meet.make_meet(stage.ana))
    stage.world.calendar.edit_event(ANA, occurrence(series), conference=None)
    stage.world.calendar.edit_event(ANA, series, conference=None)
    host = opened(stage, occurrence(series))
    host.press_primary()
    space = stage.world.meet.spaces[1]
    assert [space.uri, None, space.uri] == links(stage, series)
    assert [
        "1 event stands apart from the series and stays as it is: Tue, Dec 9, 2036.",
        LEFT_OUT,
        REOPEN,
    ] == remarks(host.card)


def test_an_update_from_an_occurrence_applies_to_all(stage: Stage) -> None:
    """The settings belong to the Meet that all share: the card and the result say so."""
    space = stage.world.meet.make_meet(stage.ana)
    series = add_series(stage, conference=space)
    host = opened(stage, occurrence(series))
    assert [SHARED, FILES] == remarks(host.card)
    assert [] == choices(host)
    choose(host, ON)
    host.press_primary()
    assert ON == has(space)
    assert [GOES_FOR_ALL] == remarks(host.card)
    assert 1 == stage.called().count(PATCH_SPACE)
    assert [] == calls_of(stage, PATCH_EVENT)


def test_an_occurrences_own_meet_is_updated_alone(stage: Stage) -> None:
    """An occurrence with a Meet of its own has its own settings, and nothing is said of all."""
    shared, own = (stage.world.meet.make_meet(stage.ana) for _ in range(2))
    series = add_series(stage, conference=shared)
    stage.world.calendar.edit_event(ANA, occurrence(series), conference=own)
    host = opened(stage, occurrence(series))
    assert [ALONE, FILES] == remarks(host.card)
    assert ["Update settings", "Join"] == footer(host.card)
    choose(host, ON)
    host.press_primary()
    assert (Three(), ON) == (has(shared), has(own))
    assert [] == remarks(host.card)


def test_the_series_itself_says_that_all_share_the_meet(stage: Stage) -> None:
    """Opened as a whole, the series is written itself and its card says that it goes for all."""
    series = add_series(stage)
    host = opened(stage, series)
    assert [] == choices(host)
    host.press_primary()
    assert [stage.world.meet.spaces[0].uri] * 3 == links(stage, series)
    host.press_primary()
    assert [SHARED, FILES] == remarks(host.card)


@pytest.mark.parametrize("chosen", ["series", "event"])
def test_replacing_goes_where_creating_goes(stage: Stage, chosen: str) -> None:
    """The question offers the same choice between the series and the one event."""
    theirs = stage.world.meet.make_meet(stage.bo)
    series = add_series(stage, conference=theirs)
    host = opened(stage, occurrence(series))
    ask_to_replace(host)
    assert BOTH == choices(host)
    host.set_input("applies_to", chosen)
    agree_to_replace(host)
    new = stage.world.meet.spaces[1].uri
    others = new if chosen == "series" else theirs.uri
    assert [others, new, others] == links(stage, series)


def test_a_forged_choice_counts_as_the_series(stage: Stage) -> None:
    """A value that the card does not offer is taken as the default."""
    series = add_series(stage)
    host = opened(stage, occurrence(series))

    def forge(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        made_up = {"stringInputs": {"value": ["everything"]}}
        event["commonEventObject"]["formInputs"] = {"applies_to": made_up}
        return event, headers

    host.installation.tamper = forge
    host.press_primary()
    [patch] = calls_of(stage, PATCH_EVENT)
    assert event_path(ANA, series) == patch.path


@pytest.mark.parametrize("status", [403, 404])
def test_an_occurrence_whose_series_cannot_be_read_stands_alone(stage: Stage, status: int) -> None:
    """Without a view of the series there is no choice, and only the occurrence is written."""
    series = add_series(stage)
    body = {"error": {"code": status, "message": "No.", "errors": []}}
    stage.google.faults.order(
        READ_EVENT,
        status=status,
        body=body,
        times=9,
        when=lambda call: call.path == event_path(ANA, series),
    )
    host = opened(stage, occurrence(series))
    assert [] == choices(host)
    host.press_primary()
    [patch] = calls_of(stage, PATCH_EVENT)
    assert event_path(ANA, occurrence(series)) == patch.path
    assert [REOPEN] == remarks(host.card)


def without_hint(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
    """The host's event without the series and the conference."""
    hints = ("recurringEventId", "conferenceData")
    event["calendar"] = {k: v for k, v in event["calendar"].items() if k not in hints}
    return event, headers


@pytest.mark.parametrize(
    ("with_meet", "reads", "words"),
    [(False, LOOKED, [NO_MEET, FILES]), (True, [*LOOKED, READ_SPACE], [SHARED, FILES])],
)
def test_a_series_that_the_host_does_not_tell_is_found_too(
    stage: Stage, with_meet: bool, reads: list[str], words: list[str]
) -> None:
    """Without hints from the host, series and space are read after the event."""
    space = stage.world.meet.make_meet(stage.ana, **MIXED._asdict()) if with_meet else None
    series = add_series(stage, conference=space)
    host = stage.host()
    host.installation.tamper = without_hint
    host.open_event(ANA, occurrence(series))
    assert words == remarks(host.card)
    assert (MIXED if with_meet else Three()) == three(host.card)
    assert bool(choices(host)) is not with_meet
    assert reads == sorted(stage.called())


def test_no_read_outlasts_its_answer(stage: Stage) -> None:
    """The series is waited for even where the space beside it could not be read."""
    series = add_series(stage, conference=stage.world.meet.make_meet(stage.ana))
    host = stage.host()
    host.installation.tamper = without_hint
    stage.google.faults.order(READ_SPACE, status=403)
    path = event_path(ANA, series)
    stage.google.faults.order(READ_EVENT, delay=0.2, when=lambda call: call.path == path)
    host.open_event(ANA, occurrence(series))
    assert "problem" == host.card["name"]
    assert [*LOOKED, READ_SPACE] == sorted(call.method_id for call in stage.google.calls)
    assert [True] * 4 == [call.ended is not None for call in stage.google.calls]


@pytest.mark.parametrize(
    "change",
    [{"status": "cancelled"}, {"conference": "pending"}],
    ids=["cancelled", "link in the making"],
)
def test_one_occurrence_may_be_in_another_state(stage: Stage, change: Mapping[str, object]) -> None:
    """What is true of one occurrence only is shown there, and the others stay as they are."""
    series = add_series(stage)
    pending = stage.world.calendar.pending_conference()
    values = {k: pending if v == "pending" else v for k, v in change.items()}
    stage.world.calendar.edit_event(ANA, occurrence(series), **values)
    assert footer(opened(stage, occurrence(series)).card) in ([], ["Refresh"])
    assert ["Create Meet for the series"] == footer(opened(stage, occurrence(series, 0)).card)


def test_a_doubled_press_on_two_occurrences_makes_one_meet_for_the_series(stage: Stage) -> None:
    """What was made for the series through one event is found through another."""
    series = add_series(stage)
    first, second = (opened(stage, occurrence(series, number)) for number in (0, 2))
    first.press_primary()
    second.press_primary()
    [space] = stage.world.meet.spaces
    assert [space.uri] * 3 == links(stage, series)
    assert 1 == stage.called().count(CREATE_SPACE)
