"""What people do in Google's own pages, as the world remembers it."""

# asserts read `expected == actual`
from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sandbox.google.clock import Clock
from sandbox.google.people.accounts import PolicyDefaults
from sandbox.google.world import World
from tests.support.people import ANA, BO

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    """A world with Ana and Bo in which time stands still."""
    world = World(clock=Clock(NOW))
    world.add_user(ANA)
    world.add_user(BO, time_zone="America/New_York")
    return world


def test_the_same_seed_makes_the_same_ids() -> None:
    """Ids, codes and tokens are repeatable, and differ between seeds."""

    def ids(seed: int) -> tuple[str, str, str, str]:
        world = World(clock=Clock(NOW), seed=seed)
        world.add_user(ANA)
        space = world.meet.make_meet(ANA)
        token = world.people.issue_token(ANA, ["calendar.events"])
        return space.id, space.code, token, world.calendar.add_event(ANA)

    assert ids(1) == ids(1)
    assert set(ids(1)).isdisjoint(ids(2))


def test_an_edit_in_the_pages_bumps_the_etag(world: World) -> None:
    """Whoever edits, the event changes on every calendar it is on."""
    event = world.calendar.add_event(ANA, attendees=[BO], conference=world.meet.make_meet(ANA))
    before = world.calendar.event(BO, event, BO)
    world.calendar.edit_event(
        ANA, event, conference=None, start=date(2026, 12, 1), end=date(2026, 12, 2)
    )
    after = world.calendar.event(BO, event, BO)
    assert before["etag"] != after["etag"]
    assert ({"date": "2026-12-01"}, False) == (after["start"], "hangoutLink" in after)


def test_times_are_shown_in_the_zone_of_the_calendar(world: World) -> None:
    """The same meeting is at another hour in New York, and keeps its own zone beside it."""
    event = world.calendar.add_event(ANA, start="2026-11-23T10:00", attendees=[BO])
    assert {
        "dateTime": "2026-11-23T04:00:00-05:00",
        "timeZone": "Europe/Berlin",
    } == world.calendar.event(BO, event, BO)["start"]


def test_a_guest_who_is_taken_off_has_the_event_no_more(world: World) -> None:
    """The guest list decides whose calendars an event is on."""
    event = world.calendar.add_event(ANA, attendees=[BO])
    world.calendar.edit_event(ANA, event, attendees=[])
    with pytest.raises(LookupError):
        world.calendar.event(BO, event, BO)


def test_a_calendar_that_is_no_longer_shared_is_out_of_reach(world: World) -> None:
    """A role can be given and taken away."""
    event = world.calendar.add_event(ANA)
    world.calendar.share_calendar(ANA, BO, "reader")
    assert event == world.calendar.event(ANA, event, BO)["id"]
    world.calendar.share_calendar(ANA, BO, None)
    with pytest.raises(LookupError):
        world.calendar.event(ANA, event, BO)


def test_looking_does_not_count_as_a_read(world: World) -> None:
    """A test may look at a pending event without moving it on."""
    event = world.calendar.add_event(ANA, conference=world.calendar.pending_conference(0))
    states = [
        world.calendar.event(ANA, event, ANA)["conferenceData"]["createRequest"]["status"][
            "statusCode"
        ]
        for _ in range(2)
    ]
    assert ["pending", "pending"] == states


def test_settings_of_a_meet_can_be_given_by_their_short_names(world: World) -> None:
    """A space starts with the owner's policy and what is said on top of it."""
    world.people.user(ANA).policy_defaults = PolicyDefaults(access_type="OPEN", smart_notes="ON")
    space = world.meet.make_meet(ANA, recording=True, transcription="ON")
    world.meet.edit_space(space, transcription=False)
    assert (
        "OPEN",
        {
            "recordingConfig": {"autoRecordingGeneration": "ON"},
            "transcriptionConfig": {"autoTranscriptionGeneration": "OFF"},
            "smartNotesConfig": {"autoSmartNotesGeneration": "ON"},
        },
    ) == (space.config["accessType"], space.config["artifactConfig"])
    assert (space, space, space) == (
        world.meet.space(space.name),
        world.meet.space(space.id),
        world.meet.space_by_code(space.code.upper()),
    )
