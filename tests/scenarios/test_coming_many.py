"""Three hundred events in a week: each meeting is listed once, and nothing is asked in vain."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from meeting.coming import Span
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import AT_ONCE, CREATE_SPACE, LIST, READ_SPACE, calls_of
from tests.support.cards import buttons, footer, offers, paragraphs
from tests.support.coming import at, home, meeting, wants
from tests.support.held import counted
from tests.support.people import ANA, BO
from tests.support.requests import post, signed
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.switches import RECORDED, has
from tests.support.words import SAYS

PAGE = 20
LATER = "Later ones"
NEXT_WEEK = "Next week"


def week(stage: Stage) -> list[str]:
    """Three hundred events: a series, other people's, own ones alone, and the titles to list."""
    stage.world.calendar.add_event(
        ANA,
        summary="Daily",
        start=at(1),
        end=at(1.5),
        recurrence=["RRULE:FREQ=DAILY;COUNT=7"],
        attendees=[BO],
    )
    for number in range(33):
        meeting(stage, f"Alone{number}", 2 + number / 8, attendees=())
        stage.world.calendar.add_event(BO, summary="Bos", start=at(3), end=at(4), attendees=[ANA])
    names = [f"M{number:03}" for number in range(227)]
    for number, name in enumerate(names):
        meeting(stage, name, 1.01 + number / 2, stage.world.meet.make_meet(ANA))
    return ["Daily", *names]


def names(host: CalendarHost) -> list[str]:
    """The titles of the meetings listed; that of a series without what says so."""
    return [
        offer.text.partition(": ")[0].removesuffix(" (series)").rpartition(" ")[2]
        for offer in offers(host.card, "meetings")
    ]


def test_three_hundred_events_are_listed_page_by_page(stage: Stage) -> None:
    """Each meeting once, in their order, a series as one; at most 22 calls a page."""
    wants(stage)
    titles = week(stage)
    assert 300 == 7 + 33 + 33 + len(titles) - 1
    host = home(stage)
    host.press(NEXT_WEEK)
    found = [names(host)]
    while LATER in buttons(host.card):
        stage.called()
        host.press(LATER)
        asked = counted(stage)
        assert {LIST, READ_SPACE} == set(asked)
        assert 2 >= asked[LIST]
        assert PAGE >= asked[READ_SPACE]
        found.append(names(host))
    assert [titles[at : at + PAGE] for at in range(0, len(titles), PAGE)] == found


def test_on_a_later_page_boxes_are_ticked_and_set_up(stage: Stage) -> None:
    """Ticking leaves the page as it is, and what is left leads back to it."""
    wants(stage)
    week(stage)
    host = home(stage)
    host.press(NEXT_WEEK)
    host.press(LATER)
    third = names(host)
    assert ("M019", "M038") == (third[0], third[-1])
    ticked = [offer.value for offer in offers(host.card, "meetings")][:12]
    host.set_input("meetings", ticked)
    assert (third, ["Set up 12 with my defaults"]) == (names(host), footer(host.card))
    host.press_primary()
    assert SAYS.were_set_up(10, 12) == host.card["header"]["title"]
    assert 10 == sum(has(space) == RECORDED for space in stage.world.meet.spaces)


def test_every_page_begins_with_the_same_moment(stage: Stage) -> None:
    """Else what ends between two pages would have the second one leave a meeting out."""
    wants(stage)
    for number in range(50):
        meeting(stage, f"M{number:02}", 1 + number / 10)
    host = home(stage)
    host.press(LATER)
    host.set_input("meetings", [])
    host.press(LATER)
    assert "M40" == names(host)[0]
    begins = [datetime.fromisoformat(call.query["timeMin"]) for call in calls_of(stage, LIST)]
    assert [begins[0]] * 4 == begins


def test_a_page_that_was_open_for_long_begins_anew(stage: Stage) -> None:
    """What a browser sends for its beginning is believed for half a day."""
    wants(stage)
    meeting(stage, "Bare", 1)
    path = "/calendar/coming"
    for since in ("2020-01-01T00:00:00Z", at(1), "yesterday"):
        stage.google.calls.clear()
        page = {"span": "this week", "skip": "20", "since": since}
        post(stage.function, path, *signed(stage, path, parameters=page))
        [read] = calls_of(stage, LIST)
        begins = datetime.fromisoformat(read.query["timeMin"])
        assert abs(datetime.now(UTC) - begins) < timedelta(minutes=1)


def test_what_is_left_of_another_list_is_told_and_gone_on_with(stage: Stage) -> None:
    """Opened again, the sidebar lists the next day alone, and forgets nothing of next week."""
    wants(stage)
    meeting(stage, "Soon", 1, stage.world.meet.make_meet(ANA, recording=True))
    events = [meeting(stage, f"M{number:02}", 150 + number / 10) for number in range(12)]
    host = home(stage)
    host.press(NEXT_WEEK)
    host.press_primary()
    assert SAYS.were_set_up(10, 12) == host.card["header"]["title"]
    again = home(stage)
    assert ["Soon"] == names(again)
    assert SAYS.left_elsewhere(2) in paragraphs(again.card)
    again.press("Go on with 2")
    assert SAYS.were_set_up(2, 2) == again.card["header"]["title"]
    assert all(link(stage, ANA, each) for each in events)
    assert "still to be set up" not in str(home(stage).card)


def left_of_next_week(stage: Stage, soon: int) -> tuple[CalendarHost, list[str]]:
    """So many meetings soon, and twelve of next week that a press began with: two are left.

    Returns:
        The card of what became of the twelve, and their events.
    """
    wants(stage)
    for number in range(soon):
        meeting(stage, f"Soon{number}", 1 + number)
    events = [meeting(stage, f"M{number:02}", 150 + number / 10) for number in range(12)]
    host = home(stage)
    host.press(NEXT_WEEK)
    host.set_input("meetings", [offer.value for offer in offers(host.card, "meetings")][soon:])
    host.press_primary()
    assert SAYS.were_set_up(10, 12) == host.card["header"]["title"]
    return host, events


def test_another_press_forgets_nothing_of_what_was_left(stage: Stage) -> None:
    """Its card leads to that, and so does the one that first told of it."""
    first, events = left_of_next_week(stage, 1)
    second = home(stage)
    assert ["Set up 1 with my defaults"] == footer(second.card)
    second.press_primary()
    assert SAYS.were_set_up(1, 1) == second.card["header"]["title"]
    assert [SAYS.left_elsewhere(2)] == paragraphs(second.card)
    assert ["Go on with 2", "Coming meetings"] == footer(second.card)
    assert SAYS.left_elsewhere(2) in paragraphs(home(stage).card)
    second.press_primary()
    assert SAYS.were_set_up(2, 2) == second.card["header"]["title"]
    assert ["Coming meetings"] == footer(second.card)
    assert all(link(stage, ANA, each) for each in events)
    assert "still to be set up" not in str(home(stage).card)
    first.press_primary()
    assert SAYS.none_ticked() == first.notification


def test_what_two_presses_left_is_gone_on_with_together(stage: Stage) -> None:
    """More than a card lists: ten a press, and the rest is counted each time."""
    wants(stage)
    events = [meeting(stage, f"M{number:02}", 1 + number / 10) for number in range(40)]
    host = home(stage)
    stage.google.faults.order(CREATE_SPACE, times=10, status=429, headers=AT_ONCE)
    host.press_primary()
    assert [SAYS.still_to_do(20)] == paragraphs(host.card)
    host = home(stage)
    host.press(LATER)
    host.press_primary()
    assert SAYS.were_set_up(10, 20) == host.card["header"]["title"]
    assert [SAYS.still_to_do(10), SAYS.left_elsewhere(20)] == paragraphs(host.card)
    for left in (30, 20, 10):
        assert [f"Go on with {left}", "Coming meetings"] == footer(host.card)
        host.press_primary()
        assert SAYS.were_set_up(10, left) == host.card["header"]["title"]
    assert ["Coming meetings"] == footer(host.card)
    assert all(link(stage, ANA, each) for each in events)
    assert 40 == len(stage.world.meet.spaces)


def test_a_hundred_are_remembered_at_most(stage: Stage) -> None:
    """Whatever is pressed: the note does not grow without end, and has the latest."""
    wants(stage)
    meeting(stage, "Alone", 1, stage.world.meet.make_meet(ANA, recording=True))
    for number in range(119):
        meeting(stage, f"M{number:03}", 150 + number / 10)
    stage.google.faults.order(CREATE_SPACE, times=120, status=429, headers=AT_ONCE)
    for page in range(6):
        host = home(stage)
        host.press(NEXT_WEEK)
        for _ in range(page):
            host.press(LATER)
        host.press_primary()
    assert [SAYS.still_to_do(20), SAYS.left_elsewhere(80)] == paragraphs(host.card)
    assert SAYS.left_elsewhere(100) in paragraphs(home(stage).card)


def test_what_was_left_and_is_unticked_is_no_longer_to_be_done(stage: Stage) -> None:
    """The card stops telling of it, and what is left of other lists stays."""
    left_of_next_week(stage, 2)
    host = home(stage)
    stage.google.faults.order(CREATE_SPACE, times=2, status=429, headers=AT_ONCE)
    host.press_primary()
    assert [SAYS.still_to_do(2), SAYS.left_elsewhere(2)] == paragraphs(host.card)
    host = home(stage)
    assert SAYS.left_to_set_up(2) in paragraphs(host.card)
    ticked = [offer.value for offer in offers(host.card, "meetings") if offer.selected]
    host.set_input("meetings", ticked[:1])
    for card in (host.card, home(stage).card):
        assert {SAYS.left_to_set_up(1), SAYS.left_elsewhere(2)} <= {*paragraphs(card)}
    host.set_input("meetings", [])
    assert SAYS.left_elsewhere(2) in paragraphs(home(stage).card)
    assert "ticked below" not in str(home(stage).card)


def test_what_is_left_is_told_where_nothing_else_is_to_come(stage: Stage) -> None:
    """The list stands there in place of the defaults, with a button that goes on."""
    wants(stage)
    soon = meeting(stage, "Soon", 1)
    for number in range(11):
        meeting(stage, f"M{number:02}", 150 + number / 10)
    host = home(stage)
    host.press(NEXT_WEEK)
    host.press_primary()
    stage.world.calendar.edit_event(ANA, soon, status="cancelled")
    again = home(stage)
    assert SAYS.left_elsewhere(2) in paragraphs(again.card)
    assert SAYS.none_coming(Span.NEXT_DAY) in paragraphs(again.card)
    again.press("Go on with 2")
    assert SAYS.were_set_up(2, 2) == again.card["header"]["title"]
