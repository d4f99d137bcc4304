"""The home card's last seven days: a line for each call, and what there is of it behind that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from addon.permissions.scopes import RECORDS
from sandbox.google.world import World
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.calls import AT_ONCE, READ_ENTRIES, READ_SPACE, calls_of
from tests.support.cards import buttons, lines, paragraphs, switches
from tests.support.consent import declines, needed, permission_lines
from tests.support.held import CALL, CALLS, EVERYTHING, FILES, ago, in_rounds, met_at, opens
from tests.support.people import ANA, BO
from tests.support.stage import Stage
from tests.support.switches import ON, choose, three

SHOW = "Show recordings and notes"
NEW = "New meeting"
OUTSIDE = "With outside guests"
HEADER = "The last seven days"
OUT_OF_REACH = "Google does not show recordings and notes at the moment. Try again later."
ALL: dict[str, Any] = {"recording": True, "transcription": True, "smart_notes": True}


def titles(host: CalendarHost) -> list[str]:
    """The calls that the home card lists."""
    [section] = [each for each in host.card["sections"] if each.get("header") == HEADER]
    return [text for _, text, _ in lines({"sections": [section]})]


def hold(world: World, title: str) -> None:
    """A meeting of Ana's takes place."""
    space = world.meet.make_meet(ANA, **ALL)
    event_id = met_at(world, space)
    world.calendar.edit_event(ANA, event_id, summary=title)
    world.meet.hold_conference(space, [ANA])


def home(stage: Stage) -> CalendarHost:
    """Ana's home card, on which she may see her calls."""
    host = stage.host(granted=EVERYTHING)
    host.open_home()
    return host


def test_five_lines_at_most_tell_of_the_last_seven_days(stage: Stage) -> None:
    """By their titles, the newest first, in two rounds; what is older is left out."""
    with ago(stage, days=8) as world:
        hold(world, "Long ago")
        world.clock.advance(timedelta(days=2))
        for number in range(6):
            hold(world, f"Meeting {number}")
    host = stage.host(granted=EVERYTHING)
    in_rounds(stage, host.open_home, [CALLS, READ_ENTRIES, READ_ENTRIES], [READ_SPACE] * 5)
    assert [f"Meeting {number}" for number in (5, 4, 3, 2, 1)] == titles(host)


def test_what_is_asked_for_is_bounded(stage: Stage) -> None:
    """Five calls of seven days, and of the calendar's events no more than names a call."""
    stage.google.calls.clear()
    home(stage)
    [listed] = calls_of(stage, CALLS)
    since = datetime.fromisoformat(listed.query["filter"].split('"')[1])
    assert listed.query["filter"].startswith('start_time >= "')
    assert abs(datetime.now(UTC) - timedelta(days=7) - since) < timedelta(minutes=1)
    assert "5" == listed.query["pageSize"]
    [read] = [call for call in calls_of(stage, READ_ENTRIES) if "orderBy" not in call.query]
    assert (
        "items(summary,start,end,hangoutLink,"
        "conferenceData(conferenceId,conferenceSolution,entryPoints))"
    ) == read.query["fields"]
    assert "true" == read.query["singleEvents"]


def test_a_call_without_an_event_is_called_by_its_code(stage: Stage) -> None:
    """Somebody else's, to which no event of mine belongs, too."""
    with ago(stage, days=1) as world:
        mine, theirs = world.meet.make_meet(ANA), world.meet.make_meet(BO)
        world.meet.hold_conference(mine, [ANA])
        world.meet.hold_conference(theirs, [BO, ANA])
    assert [theirs.code, mine.code] == titles(home(stage))


def test_a_title_is_text(stage: Stage) -> None:
    """What somebody typed is no markup."""
    with ago(stage, days=1) as world:
        hold(world, "<b>Q&A</b>")
    assert ["&lt;b&gt;Q&amp;A&lt;/b&gt;"] == titles(home(stage))


def test_pressing_a_line_shows_what_there_is_of_the_call(stage: Stage) -> None:
    """The card lies on the home card, named for the event, with its files and who attended."""
    with ago(stage, days=1) as world:
        hold(world, "Planning")
    host = home(stage)
    below = host.card
    in_rounds(stage, lambda: host.press("Planning"), [CALL, *FILES])
    assert "Planning" == host.card["header"]["title"]
    assert ["Recording", "Transcript", "Notes"] == [text for text, _, _ in opens(host.card)]
    assert ["Who attended"] == buttons(host.card)
    host.back()
    assert below == host.card


def test_without_calls_it_says_so(stage: Stage) -> None:
    """One line in the place of five."""
    assert "You had no calls in the last seven days." in paragraphs(home(stage).card)


def test_without_the_permission_there_is_a_button(stage: Stage) -> None:
    """Nothing is asked of Google before it is pressed, and then for one permission."""
    with ago(stage, days=1) as world:
        hold(world, "Planning")
    host = stage.host()
    host.open_home()
    assert ([NEW, OUTSIDE, SHOW], [READ_ENTRIES]) == (buttons(host.card), stage.called())
    host.press(SHOW)
    assert [[RECORDS.url]] == host.consents
    assert ["Planning"] == titles(host)


def test_declining_leaves_the_home_card_as_it_was(stage: Stage) -> None:
    """What it is for is said; the defaults below can be saved as ever."""
    host = stage.host(consent=declines)
    host.open_home()
    host.press(SHOW)
    assert permission_lines(RECORDS) == needed(host.card)
    host.back()
    choose(host, ON)
    host.press_primary()
    assert ON == three(host.card)


@pytest.mark.parametrize("status", [404, 503])
def test_when_meet_fails_the_defaults_show_without(stage: Stage, status: int) -> None:
    """One line says so, and everything else is there."""
    stage.google.faults.order(CALLS, status=status, headers=AT_ONCE, times=4)
    host = home(stage)
    assert OUT_OF_REACH in paragraphs(host.card)
    assert 3 == len(switches(host.card))


@pytest.mark.parametrize("method", [READ_ENTRIES, READ_SPACE])
def test_where_titles_cannot_be_had_the_calls_show_all_the_same(stage: Stage, method: str) -> None:
    """By their code, or where that is not to be had either as what they are."""
    with ago(stage, days=1) as world:
        hold(world, "Planning")
    # Another list is that of the meetings to come.
    stage.google.faults.order(method, status=404, when=lambda call: "orderBy" not in call.query)
    [space] = stage.world.meet.spaces
    expected = space.code if method == READ_ENTRIES else "Call without an event"
    assert [expected] == titles(home(stage))


def test_saving_asks_google_nothing(stage: Stage) -> None:
    """After Save, turning all off and deleting, the calls are one press away."""
    with ago(stage, days=1) as world:
        hold(world, "Planning")
    host = home(stage)
    stage.called()
    host.press_primary()
    assert ("Your defaults are saved.", [NEW, OUTSIDE, SHOW]) == (
        host.notification,
        buttons(host.card),
    )
    for entry in ("Turn all defaults off…", "Delete everything stored about me…"):
        host.card_action(entry)
        host.press_primary()
        assert [NEW, OUTSIDE, SHOW] == buttons(host.card)
    assert [] == stage.called()
    host.press(SHOW)
    assert ["Planning"] == titles(host)


def test_with_the_store_down_the_calls_show(stage: Stage, down: Stage) -> None:
    """They come from Meet alone."""
    del stage
    with ago(down, days=1) as world:
        hold(world, "Planning")
    assert ["Planning"] == titles(home(down))
