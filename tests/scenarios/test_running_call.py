"""During a call: the card says that it is running, and its host can end it."""

from __future__ import annotations

import pytest

from addon.permissions.scopes import MEET_CREATE
from sandbox.google.meet.meetings import Conference
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import AT_ONCE, END, READ_EVENT, READ_SPACE, calls_of
from tests.support.cards import buttons, footer, headline, lines, paragraphs
from tests.support.consent import declines, needed, permission_lines, without
from tests.support.held import (
    ATTENDEES,
    CALL,
    CALLS,
    EVERYTHING,
    FILES,
    ago,
    in_rounds,
    met_at,
)
from tests.support.people import ANA, BO
from tests.support.stage import Stage
from tests.support.words import SAYS

OURS = "api:addon"
END_IT = "End call for everyone"
RUNS = "A call is running in this Meet."


def running(stage: Stage, owner: str = ANA, origin: str = OURS) -> tuple[str, Conference]:
    """An event of Ana's that is under way, and the call in its Meet, with two people in it."""
    with ago(stage, minutes=10) as world:
        space = world.meet.make_meet(owner, origin=origin, recording=True)
        event_id = met_at(world, space, minutes=60)
        return event_id, world.meet.start_conference(space, [ANA, BO], anonymous=["Guest"])


def first_line(host: CalendarHost) -> str:
    """What the card says first, without its marks."""
    _, text, _ = lines(host.card)[0]
    assert [text] == [said for _, said, _ in lines({"sections": host.card["sections"][:1]})]
    return text.removeprefix("<b>").removesuffix("</b>")


def said_of(held: Conference, people: str) -> str:
    """That the call is running, in Ana's English and zone."""
    words = SAYS.call_running(held.started, 3)
    assert words.endswith("with 3 people.")
    return words.replace("3 people", people)


def test_a_running_call_stands_first_with_since_when_and_how_many(stage: Stage) -> None:
    """Who is in it is counted beside the files: two rounds, at most eight calls in each."""
    event_id, held = running(stage)
    host = stage.host(granted=EVERYTHING)
    in_rounds(
        stage,
        lambda: host.open_event(ANA, event_id),
        [READ_EVENT, READ_SPACE, CALLS],
        [*FILES, ATTENDEES],
    )
    assert said_of(held, "3 people") == first_line(host)
    assert ("", "Recording", "Running") in lines(host.card)
    assert END_IT in buttons(host.card)


def test_who_has_left_is_not_counted(stage: Stage) -> None:
    """The number is of those who are there now."""
    event_id, held = running(stage)
    stage.world.meet.leave(held, held.participants[-1])
    stage.world.meet.leave(held, held.participants[0])
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    assert said_of(held, "1 person") == first_line(host)


def test_hundreds_are_counted_by_meet(stage: Stage) -> None:
    """Where a page does not hold all who are there, its total says how many they are."""
    with ago(stage, minutes=10) as world:
        space = world.meet.make_meet(ANA)
        event_id = met_at(world, space, minutes=60)
        crowd = [f"Guest {number}" for number in range(499)]
        held = world.meet.start_conference(space, [ANA], anonymous=crowd)
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    assert said_of(held, "500 people") == first_line(host)
    [call] = calls_of(stage, ATTENDEES)
    assert ("250", "latest_end_time IS NULL") == (call.query["pageSize"], call.query["filter"])


def test_without_the_permission_a_meet_of_the_add_ons_tells_the_same(stage: Stage) -> None:
    """Meet names its host the running call, and the permission to make Meets tells of it."""
    event_id, held = running(stage)
    host = stage.host()
    in_rounds(
        stage,
        lambda: host.open_event(ANA, event_id),
        [READ_EVENT, READ_SPACE],
        [CALL, ATTENDEES],
    )
    assert said_of(held, "3 people") == first_line(host)


def test_without_any_permission_it_says_just_that_one_is_running(stage: Stage) -> None:
    """Of a Meet that Calendar made, nothing more can be told."""
    event_id, _ = running(stage, origin="calendar")
    host = stage.host()
    host.open_event(ANA, event_id)
    assert RUNS == first_line(host)


def test_a_guest_reads_that_it_is_running_and_cannot_end_it(stage: Stage) -> None:
    """Who is in somebody else's call is told of it, without the button."""
    event_id, held = running(stage, owner=BO)
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    assert said_of(held, "3 people") == first_line(host)
    assert END_IT not in buttons(host.card)


@pytest.mark.parametrize("method", [ATTENDEES, CALL])
def test_what_cannot_be_found_out_is_left_out(stage: Stage, method: str) -> None:
    """The sentence says as much as Meet tells."""
    event_id, held = running(stage)
    stage.google.faults.order(method, status=403, headers=AT_ONCE)
    host = stage.host()
    host.open_event(ANA, event_id)
    since = SAYS.call_running(held.started, None)
    assert (since if method == ATTENDEES else RUNS) == first_line(host)


def test_ending_asks_first_and_disconnects_everybody(stage: Stage) -> None:
    """The canonical space is named once, and the card shows the event without a running call."""
    event_id, held = running(stage)
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    host.press(END_IT)
    assert "End the call for everybody?" == headline(host.card)
    assert [
        (
            "Everybody who is in the call is disconnected. The link keeps working: whoever opens "
            "it starts a new call."
        )
    ] == paragraphs(host.card)[1:]
    assert ["End call", "Cancel"] == footer(host.card)
    assert held.ended is None
    host.press_primary()
    [call] = calls_of(stage, END)
    assert (f"/v2/{held.space.name}:endActiveConference", {}) == (call.path, call.body)
    assert held.ended is not None
    assert "The call has ended." == host.notification
    assert "event" == host.card["name"]
    assert END_IT not in buttons(host.card)


def test_thinking_better_of_it_leaves_the_call_running(stage: Stage) -> None:
    """Cancel goes back to the card below, and nothing was asked of Meet."""
    event_id, held = running(stage)
    host = stage.host()
    host.open_event(ANA, event_id)
    before = host.card
    host.press(END_IT)
    host.press_secondary()
    assert before == host.card
    assert [] == calls_of(stage, END)
    assert held.ended is None


def test_a_call_that_has_ended_meanwhile_is_as_good(stage: Stage) -> None:
    """The line says that nobody is in it."""
    event_id, held = running(stage)
    host = stage.host()
    host.open_event(ANA, event_id)
    host.press(END_IT)
    stage.world.meet.end_conference(held)
    host.press_primary()
    assert "Nobody is in the call." == host.notification
    assert END_IT not in buttons(host.card)


def test_a_call_that_ended_with_a_lost_answer_has_ended(stage: Stage) -> None:
    """Ending is repeated, and what the second try finds is what the first one did."""
    event_id, held = running(stage)
    host = stage.host()
    host.open_event(ANA, event_id)
    host.press(END_IT)
    stage.google.faults.order(END, drop="after")
    host.press_primary()
    assert held.ended is not None
    assert "The call has ended." == host.notification


def test_a_meet_that_calendar_made_says_where_to_end_its_call(stage: Stage) -> None:
    """With the permission that there is, Google ends calls of the add-on's own Meets alone."""
    event_id, held = running(stage, origin="calendar")
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    host.press(END_IT)
    host.press_primary()
    assert (
        "Google lets the add-on end a call only for the Meet's host, and only where the add-on "
        "made the Meet. In Meet itself, its host can end it."
    ) == host.notification
    assert held.ended is None
    assert END_IT in buttons(host.card)


@pytest.mark.parametrize("space", ["", "spaces/", "spaces/a/b", "../spaces/x", None])
def test_what_is_no_space_is_not_asked_to_end(stage: Stage, space: str | None) -> None:
    """A click that a browser made up ends nothing."""
    event_id, held = running(stage)
    host = stage.host()
    host.open_event(ANA, event_id)
    parameters = [] if space is None else [{"key": "space", "value": space}]
    url = f"{stage.function.url}/calendar/call/end/confirm"
    host.click({"function": url, "parameters": parameters})
    assert [] == calls_of(stage, END)
    assert held.ended is None


def test_ending_needs_the_permission_to_make_meets(stage: Stage) -> None:
    """Declined, it is named, and the call goes on."""
    event_id, held = running(stage)
    host = stage.host(granted=without(MEET_CREATE), consent=declines)
    host.open_event(ANA, event_id)
    host.press(END_IT)
    host.press_primary()
    assert permission_lines(MEET_CREATE) == needed(host.card)
    assert held.ended is None
