"""Setting up several meetings, and what comes in between: presses, others' edits, a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Semaphore

import pytest

from sandbox import AddOn
from sandbox.google.faults import Call, Gate
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.wire import Json
from tests.support.calls import CREATE_SPACE, LIST, PATCH_EVENT, READ_EVENT, calls_of
from tests.support.cards import footer, lines, paragraphs
from tests.support.clock import WORKS, Clock
from tests.support.coming import home, listed, meeting, wants
from tests.support.held import counted
from tests.support.people import ANA, BO
from tests.support.process import running
from tests.support.sidebar import opened
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.store import Rows
from tests.support.switches import RECORDED, has
from tests.support.words import SAYS

SOON = 10.0
SHORT = 11.0
"""Seconds in which no meeting is begun any more."""
TITLES = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")


def planned(stage: Stage, count: int = 4) -> dict[str, str]:
    """Meetings of Ana's that are to be recorded: their events by their titles."""
    wants(stage)
    return {title: meeting(stage, title, 1 + at) for at, title in enumerate(TITLES[:count])}


def meets(stage: Stage, events: dict[str, str]) -> list[str | None]:
    """The Meet links of events."""
    return [link(stage, ANA, each) for each in events.values()]


def each_has_its_own(stage: Stage, events: dict[str, str]) -> bool:
    """Whether every meeting has a recorded Meet, each another, and no other was made."""
    spaces = stage.world.meet.spaces
    assert [RECORDED] * len(events) == [has(space) for space in spaces]
    return sorted(space.uri for space in spaces) == sorted(map(str, meets(stage, events)))


@contextmanager
def changes(stage: Stage, count: int) -> Iterator[None]:
    """Wait until the world has changed so often since the context was entered."""
    happened = Semaphore(0)
    end = stage.world.subscribe(lambda *_: happened.release())
    try:
        yield
        assert all(happened.acquire(timeout=SOON) for _ in range(count))
    finally:
        end()


def becomes(host: CalendarHost) -> dict[str, str]:
    """What became of each meeting, by its title."""
    return {title: below for _, title, below in lines(host.card)}


@pytest.mark.own_stage
def test_a_second_press_of_the_card_joins_in_the_first_ones_work(stage: Stage) -> None:
    """While the Meets are being made they are waited for; both presses tell of all four."""
    events = planned(stage)
    first, second = home(stage), home(stage)
    gates = [stage.google.faults.hold(CREATE_SPACE) for _ in events]
    with ThreadPoolExecutor() as pool:
        one = pool.submit(first.press_primary)
        assert all(gate.reached.wait(SOON) for gate in gates)
        reading = stage.google.faults.hold(LIST)
        other = pool.submit(second.press_primary)
        assert reading.reached.wait(SOON)
        reading.open()
        for gate in gates:
            gate.open()
        one.result(SOON)
        other.result(SOON)
    assert [SAYS.were_set_up(4, 4)] * 2 == [
        host.card["header"]["title"] for host in (first, second)
    ]
    assert 4 == len(calls_of(stage, CREATE_SPACE))
    assert each_has_its_own(stage, events)
    assert "still to be set up" not in str(home(stage).card)


@pytest.mark.own_stage
def test_a_sidebar_opened_meanwhile_tells_what_is_under_way(stage: Stage) -> None:
    """What is done by then is not counted, and what is not is ticked."""
    events = planned(stage)
    host = home(stage)
    gates = [stage.google.faults.hold(PATCH_EVENT) for _ in events]
    with ThreadPoolExecutor() as pool:
        press = pool.submit(host.press_primary)
        assert all(gate.reached.wait(SOON) for gate in gates)
        with changes(stage, 1):
            gates[0].open()
        meanwhile = home(stage)
        assert SAYS.left_to_set_up(3) in paragraphs(meanwhile.card)
        assert ["Set up 3 with my defaults"] == footer(meanwhile.card)
        for gate in gates:
            gate.open()
        press.result(SOON)
    assert {"Recording"} == {state for state, _ in listed(home(stage)).values()}
    assert each_has_its_own(stage, events)


@pytest.mark.own_stage
def test_what_a_press_had_no_time_for_is_found_done_by_another(stage: Stage, clock: Clock) -> None:
    """Its card says what was still to do, the sidebar nothing of it; to go on does no harm."""
    events = planned(stage)
    first, second = home(stage), home(stage)
    clock.spent = WORKS - SHORT
    second.press_primary()
    clock.spent = 0.0
    first.press_primary()
    assert SAYS.were_set_up(4, 4) == first.card["header"]["title"]
    assert ["Go on with 4", "Coming meetings"] == footer(second.card)
    assert "still to be set up" not in str(home(stage).card)
    second.press_primary()
    assert SAYS.none_ticked() == second.notification
    assert each_has_its_own(stage, events)


def of_event(event_id: str) -> Callable[[Call], bool]:
    """Whether a call is about an event."""
    return lambda call: call.path.endswith(event_id)


@pytest.mark.own_stage
def test_somebodys_edit_while_the_link_is_attached_stays(stage: Stage) -> None:
    """Calendar says 412; that event is read again and gets the Meet that was made for it."""
    events = planned(stage)
    host = home(stage)
    stage.google.faults.order(
        PATCH_EVENT,
        when=of_event(events["Second"]),
        then=lambda: stage.world.calendar.edit_event(ANA, events["Second"], summary="Moved on"),
    )
    stage.called()
    host.press_primary()
    assert SAYS.were_set_up(4, 4) == host.card["header"]["title"]
    assert ["First", "Moved on", "Third", "Fourth"] == list(becomes(host))
    assert {LIST: 1, READ_EVENT: 1, PATCH_EVENT: 5, CREATE_SPACE: 4} == counted(stage)
    assert each_has_its_own(stage, events)


@pytest.mark.own_stage
def test_somebodys_call_that_comes_while_the_link_is_attached_stays(stage: Stage) -> None:
    """That meeting is left out with the reason, and the others are set up."""
    events = planned(stage)
    host = home(stage)
    theirs = stage.world.meet.make_meet(BO)
    stage.google.faults.order(
        PATCH_EVENT,
        when=of_event(events["Second"]),
        then=lambda: stage.world.calendar.edit_event(ANA, events["Second"], conference=theirs),
    )
    host.press_primary()
    assert SAYS.were_set_up(3, 4) == host.card["header"]["title"]
    assert SAYS.left_out_call() == becomes(host)["Second"]
    assert theirs.uri == link(stage, ANA, events["Second"])
    assert [True, False, True, True] == [
        below != SAYS.left_out_call() for below in becomes(host).values()
    ]


@pytest.mark.own_stage
def test_what_is_cancelled_between_list_and_press_is_left_out(stage: Stage) -> None:
    """By its name, as far as it is known; the Meet that was made for it goes to the next event."""
    events = planned(stage)
    host = home(stage)
    stage.world.calendar.edit_event(ANA, events["Second"], status="cancelled")
    host.press_primary()
    assert SAYS.were_set_up(3, 4) == host.card["header"]["title"]
    assert ["Coming meetings"] == footer(host.card)
    # It may have gone to one of the three that were not yet that far.
    another = stage.world.calendar.add_event(ANA)
    opened(stage, another).press_primary()
    three = [link(stage, ANA, events[each]) for each in events if each != "Second"]
    assert {*three, link(stage, ANA, another)} == {each.uri for each in stage.world.meet.spaces}
    assert 4 == len(stage.world.meet.spaces)


def drawn(host: CalendarHost, ago: timedelta) -> None:
    """Have the clicks to come say that their card was drawn so long ago."""

    def tamper(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        told = event["commonEventObject"]["parameters"]
        told["drawn"] = (datetime.fromisoformat(told["drawn"]) - ago).isoformat()
        return event, headers

    host.installation.tamper = tamper


@pytest.mark.own_stage
@pytest.mark.parametrize("ago", [timedelta(minutes=1), timedelta(minutes=-1)], ids=["old", "ahead"])
def test_of_an_older_list_nothing_is_made_before_it_is_read(stage: Stage, ago: timedelta) -> None:
    """Nor of one that claims to be of a time to come: no space is made in vain."""
    events = planned(stage)
    host = home(stage)
    drawn(host, ago)
    stage.world.calendar.edit_event(ANA, events.pop("Second"), status="cancelled")
    host.press_primary()
    assert SAYS.were_set_up(3, 4) == host.card["header"]["title"]
    assert each_has_its_own(stage, events)


def crash(stage: Stage, struck: str, lost: int, passing: int = 0) -> None:
    """Ana presses on her home card, and the process that works for her is killed meanwhile.

    Args:
        struck: of this method calls are under way then.
        lost: so many of them come to nothing.
        passing: the others have been carried out, whether or not the answer came.
    """
    settings = {**stage.google.settings(), "ADDON_STORE": f"sqlite:{stage.store}"}
    faults, gates = stage.google.faults, [Gate() for _ in range(lost)]
    with (
        ThreadPoolExecutor() as pool,
        running(settings) as process,
        AddOn(process.url, stage.google) as addon,
    ):
        host = addon.calendar_of(stage.ana, strict=False)
        host.open_home()
        for gate in gates:
            faults.order(struck, then=gate.wait, drop="before")
        others = [faults.hold(struck) for _ in range(passing)]
        press = pool.submit(host.press_primary)
        assert all(gate.reached.wait(SOON) for gate in (*gates, *others))
        with changes(stage, passing):
            for gate in others:
                gate.open()
        process.die()
        assert press.result(SOON).status is None
        for gate in gates:
            gate.open()


@pytest.mark.own_stage
def test_after_a_crash_the_sidebar_goes_on_where_the_press_was(stage: Stage) -> None:
    """Three of six have their Meets: the others are told of, and get those that were made."""
    events = planned(stage, 6)
    crash(stage, PATCH_EVENT, 3, passing=3)
    assert (6, 3) == (len(stage.world.meet.spaces), meets(stage, events).count(None))
    host = home(stage)
    assert SAYS.left_to_set_up(3) in paragraphs(host.card)
    assert ["Set up 3 with my defaults"] == footer(host.card)
    host.press_primary()
    assert SAYS.were_set_up(3, 3) == host.card["header"]["title"]
    assert each_has_its_own(stage, events)
    assert "still to be set up" not in str(home(stage).card)


@pytest.mark.own_stage
def test_after_a_crash_while_meets_are_made_each_is_made_once(stage: Stage) -> None:
    """What the dead process had begun counts for half a minute; then all are to be had anew."""
    events = planned(stage)
    crash(stage, CREATE_SPACE, 4)
    host = home(stage)
    assert SAYS.left_to_set_up(4) in paragraphs(host.card)
    Rows(stage.store).let_pass(timedelta(seconds=31))
    host.press_primary()
    assert SAYS.were_set_up(4, 4) == host.card["header"]["title"]
    assert each_has_its_own(stage, events)
    assert "still to be set up" not in str(home(stage).card)


def test_what_google_no_longer_knows_the_user_for_stays_to_be_done(stage: Stage) -> None:
    """The next press brings another token: nothing is left out or forgotten for want of one."""
    events = planned(stage, 3)
    host = home(stage)
    stage.google.faults.order(CREATE_SPACE, status=401)
    host.press_primary()
    assert SAYS.were_set_up(2, 3) == host.card["header"]["title"]
    assert (2, [SAYS.still_to_do(1)]) == (len(lines(host.card)), paragraphs(host.card))
    assert ["Go on with 1", "Coming meetings"] == footer(host.card)
    assert SAYS.left_to_set_up(1) in paragraphs(home(stage).card)
    host.press_primary()
    assert SAYS.were_set_up(1, 1) == host.card["header"]["title"]
    assert each_has_its_own(stage, events)


def test_by_meets_own_quota_the_rest_is_made_a_minute_later(stage: Stage) -> None:
    """Who goes on at once is told that it is still to do; nothing is asked for twice."""
    wants(stage)
    events = {f"M{at:02}": meeting(stage, f"M{at:02}", 1 + at / 10) for at in range(14)}
    stage.world.quotas.enabled = True
    host = home(stage)
    host.press_primary()
    assert SAYS.were_set_up(10, 14) == host.card["header"]["title"]
    stage.called()
    host.press_primary()
    assert SAYS.were_set_up(0, 4) == host.card["header"]["title"]
    assert (["Go on with 4", "Coming meetings"], [SAYS.still_to_do(4)]) == (
        footer(host.card),
        paragraphs(host.card),
    )
    assert {LIST: 1, CREATE_SPACE: 4} == counted(stage)
    stage.world.clock.advance(timedelta(minutes=1))
    host.press_primary()
    assert SAYS.were_set_up(4, 4) == host.card["header"]["title"]
    assert each_has_its_own(stage, events)
