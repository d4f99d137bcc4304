"""Who was in a call, from their first to their last minute, and how long in total."""

from __future__ import annotations

from datetime import timedelta

import pytest

from addon.permissions.scopes import RECORDS
from sandbox.google.meet.meetings import Conference
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import AT_ONCE, calls_of
from tests.support.cards import footer, headline, lines, paragraphs
from tests.support.held import (
    ATTENDEES,
    CALL,
    EIGHT,
    EVERYTHING,
    STAYS,
    ago,
    counted,
    met_at,
    most_at_once,
)
from tests.support.people import ANA, BO
from tests.support.sidebar import told
from tests.support.stage import Json, Stage
from tests.support.words import SAYS

WHO, MORE = "Who attended", "More"


def clock(held: Conference, minutes: float) -> str:
    """A moment of a call, in Ana's English and zone."""
    moment = held.started + timedelta(minutes=minutes)
    return SAYS.call_running(moment, None).partition("since ")[2].removesuffix(".")


def people(card: Json) -> list[tuple[str, str, str]]:
    """Who stands on the card: how they came in, what they are called, and when they were there."""
    return lines({"sections": card["sections"][1:]})


def asked(stage: Stage, event_id: str) -> CalendarHost:
    """Ana's Calendar, in which she asked who attended the event's last call."""
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    stage.called()
    host.press(WHO)
    return host


def test_late_comers_and_early_leavers_stand_with_their_minutes(stage: Stage) -> None:
    """In the order in which they came; who had no account or dialled in is marked."""
    with ago(stage, hours=2) as world:
        space = world.meet.make_meet(ANA)
        event_id = met_at(world, space)
        held = world.meet.start_conference(space, [ANA], phones=["+49 ••• 42"])
        world.clock.advance(timedelta(minutes=10))
        bo = world.meet.join(held, BO)
        world.clock.advance(timedelta(minutes=15))
        world.meet.leave(held, bo)
        world.clock.advance(timedelta(minutes=5))
        world.meet.end_conference(held)
    host = asked(stage, event_id)
    start, ten, left, end = (clock(held, minutes) for minutes in (0, 10, 25, 30))
    assert WHO == headline(host.card)
    [(_, count, _)] = lines({"sections": host.card["sections"][:1]})
    assert "3 people attended" == count
    assert [
        ("By phone", "+49 ••• 42", f"{start} – {end}: 30 minutes"),
        ("", "Ana", f"{start} – {end}: 30 minutes"),
        ("", "Bo", f"{ten} – {left}: 15 minutes"),
    ] == people(host.card)
    assert [] == footer(host.card)
    assert {ATTENDEES: 1, CALL: 1, STAYS: 3} == counted(stage)


def test_two_devices_at_once_count_once_and_a_break_not_at_all(stage: Stage) -> None:
    """The total is of the minutes in which somebody was there at all."""
    with ago(stage, hours=3) as world:
        space = world.meet.make_meet(ANA)
        event_id = met_at(world, space)
        held = world.meet.start_conference(space, [BO])
        bo = held.participants[0]
        world.clock.advance(timedelta(minutes=10))
        world.meet.join(held, BO)
        world.clock.advance(timedelta(minutes=10))
        world.meet.leave(held, bo, bo.sessions[0])
        world.clock.advance(timedelta(minutes=10))
        world.meet.leave(held, bo)
        world.clock.advance(timedelta(minutes=20))
        world.meet.join(held, BO)
        world.clock.advance(timedelta(minutes=5))
        world.meet.end_conference(held)
    host = asked(stage, event_id)
    first, last = clock(held, 0), clock(held, 55)
    assert [("", "Bo", f"{first} – {last}: 35 minutes")] == people(host.card)


def test_a_moment_is_less_than_a_minute(stage: Stage) -> None:
    """Who looked in shortly is not said to have been there for no time."""
    with ago(stage, hours=2) as world:
        space = world.meet.make_meet(ANA)
        event_id = met_at(world, space)
        held = world.meet.start_conference(space)
        bo = world.meet.join(held, BO)
        world.clock.advance(timedelta(seconds=30))
        world.meet.leave(held, bo)
        world.meet.end_conference(held)
    [(_, _, when)] = people(asked(stage, event_id).card)
    assert when.endswith(": less than a minute")


def test_whoever_is_still_there_stands_without_an_end(stage: Stage) -> None:
    """Of a call that is running, it is told since when, and how long so far."""
    with ago(stage, minutes=20) as world:
        space = world.meet.make_meet(ANA)
        event_id = met_at(world, space)
        held = world.meet.start_conference(space, [ANA])
    [(_, name, when)] = people(asked(stage, event_id).card)
    assert ("Ana", f"Since {clock(held, 0)}: 20 minutes") == (name, when)


def test_names_are_text(stage: Stage) -> None:
    """A name that somebody typed is no markup, and one that is missing is said to be."""
    with ago(stage, hours=2) as world:
        space = world.meet.make_meet(ANA)
        event_id = met_at(world, space)
        world.meet.hold_conference(space, [ANA], anonymous=["<b>Q&A</b>", ""])
    found = people(asked(stage, event_id).card)
    assert [
        ("Not signed in", "Somebody without a name"),
        ("Not signed in", "&lt;b&gt;Q&amp;A&lt;/b&gt;"),
        ("", "Ana"),
    ] == [(how, name) for how, name, _ in found]


def test_five_hundred_people_come_thirty_at_a_time(stage: Stage) -> None:
    """All are listed in pages of 250 and counted; only those that are seen are looked into."""
    with ago(stage, hours=2) as world:
        space = world.meet.make_meet(ANA)
        event_id = met_at(world, space)
        crowd = [f"Guest {number:03}" for number in range(499)]
        world.meet.hold_conference(space, [ANA], anonymous=crowd)
    host = asked(stage, event_id)
    [(_, count, _)] = lines({"sections": host.card["sections"][:1]})
    assert "500 people attended" == count
    assert "1 to 30 of 500" == paragraphs(host.card)[-1]
    assert ["250", "250"] == [call.query["pageSize"] for call in calls_of(stage, ATTENDEES)]
    assert 30 == len(calls_of(stage, STAYS))
    assert EIGHT >= most_at_once(stage)
    seen = [name for _, name, _ in people(host.card)]
    for page in range(1, 17):
        stage.called()
        host.press_primary()
        assert f"{page * 30 + 1} to {min(page * 30 + 30, 500)} of 500" == paragraphs(host.card)[-1]
        seen += [name for _, name, _ in people(host.card)]
    assert [*sorted(["Ana", *crowd])] == sorted(seen)
    assert [] == footer(host.card)
    host.back()
    assert "451 to 480 of 500" == paragraphs(host.card)[-1]


def test_what_meet_does_not_tell_of_one_leaves_the_others(stage: Stage) -> None:
    """Their first and last minute are known all the same; the total is left out."""
    with ago(stage, hours=2) as world:
        space = world.meet.make_meet(ANA)
        event_id = met_at(world, space)
        held = world.meet.hold_conference(space, [ANA, BO])
    bo = f"/participants/{stage.bo.sub}/"
    stage.google.faults.order(STAYS, status=404, when=lambda call: bo in call.path)
    start, end = clock(held, 0), clock(held, 30)
    assert [
        ("", "Ana", f"{start} – {end}: 30 minutes"),
        ("", "Bo", f"{start} – {end}"),
    ] == people(asked(stage, event_id).card)


def test_when_meet_is_busy_the_same_press_can_be_made_again(stage: Stage) -> None:
    """What is said lies on the card, and Try again asks for the same call."""
    with ago(stage, hours=2) as world:
        space = world.meet.make_meet(ANA)
        event_id = met_at(world, space)
        world.meet.hold_conference(space, [ANA])
    stage.google.faults.order(ATTENDEES, status=503, headers=AT_ONCE, times=4)
    host = asked(stage, event_id)
    assert [SAYS.try_again()] == told(host)
    host.press(SAYS.again())
    assert ["Ana"] == [name for _, name, _ in people(host.card)]


def test_after_thirty_days_meet_says_nothing_of_it(stage: Stage) -> None:
    """A card that stood open for long leads to words that say why."""
    with ago(stage, hours=2) as world:
        space = world.meet.make_meet(ANA)
        event_id = met_at(world, space)
        world.meet.hold_conference(space, [ANA])
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    stage.world.clock.advance(timedelta(days=30))
    host.press(WHO)
    assert [
        (
            "Meet does not show you this call. It shows calls of the last 30 days, to their host "
            "and to those who took part."
        )
    ] == told(host)


@pytest.mark.parametrize("name", ["", "conferenceRecords/", "conferenceRecords/a/b", "../x", "x?y"])
def test_what_is_no_call_is_not_asked_for(stage: Stage, name: str) -> None:
    """A click that a browser made up reaches no address of Google's."""
    event_id = stage.world.calendar.add_event(ANA)
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    stage.called()
    url = f"{stage.function.url}/calendar/call/attendance"
    host.click({"function": url, "parameters": [{"key": "call", "value": name}]})
    assert [SAYS.call_hidden()] == told(host)
    assert [] == stage.called()


def test_a_call_of_a_meet_that_calendar_made_asks_for_the_permission(stage: Stage) -> None:
    """Hidden from the permission to make Meets alone, it shows with the other one."""
    with ago(stage, hours=2) as world:
        space = world.meet.make_meet(ANA)
        event_id = met_at(world, space)
        held = world.meet.hold_conference(space, [ANA])
    host = stage.host()
    host.open_event(ANA, event_id)
    url = f"{stage.function.url}/calendar/call/attendance"
    host.click({"function": url, "parameters": [{"key": "call", "value": held.name}]})
    assert [[RECORDS.url]] == host.consents
    assert ["Ana"] == [name for _, name, _ in people(host.card)]


def test_nobody_waits_for_people_who_were_not_asked_for(stage: Stage) -> None:
    """The event's card reads no attendance of a call that is over."""
    with ago(stage, hours=2) as world:
        space = world.meet.make_meet(ANA)
        event_id = met_at(world, space)
        world.meet.hold_conference(space, [ANA])
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    assert {ATTENDEES, STAYS}.isdisjoint(stage.called())
