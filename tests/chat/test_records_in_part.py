"""`/records` where Meet tells a part only: what was read is shown, and nothing else is denied."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from addon.permissions.scopes import RECORDS
from sandbox.google.errors import insufficient_scope, permission_denied
from sandbox.google.meet.meetings import Conference
from sandbox.google.world import World
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import Exchange
from tests.support.calls import AT_ONCE, calls_of
from tests.support.cards import buttons, lines, paragraphs
from tests.support.chat import card_of, in_dm
from tests.support.clock import WORKS, Clock
from tests.support.held import CALLS, EVERYTHING, NOTES, ago, counted, met_at, opens
from tests.support.people import ANA
from tests.support.stage import Stage
from tests.support.words import SAYS

ALL: dict[str, Any] = {"recording": True, "transcription": True, "smart_notes": True}


def planned(world: World, title: str) -> str:
    """A meeting of Ana's to which nobody comes: the code of its Meet."""
    space = world.meet.make_meet(ANA, **ALL)
    world.calendar.edit_event(ANA, met_at(world, space), summary=title)
    return space.code


def hold(world: World, title: str) -> Conference:
    """A meeting of Ana's takes place."""
    space = world.meet.make_meet(ANA, **ALL)
    world.calendar.edit_event(ANA, met_at(world, space), summary=title)
    return world.meet.hold_conference(space, [ANA])


def titles(exchange: Exchange | None) -> list[str]:
    """The calls that a message lists."""
    found = [text for _, text, _ in lines(card_of(exchange)) if text.startswith("<b>")]
    return [text.removeprefix("<b>").removesuffix("</b>") for text in found]


def asked(stage: Stage, words: str = "") -> ChatHost:
    """Ana's direct message with the app, in which she asked for her calls."""
    chat = in_dm(stage, granted=EVERYTHING)
    stage.called()
    chat.slash_command("/records", words)
    return chat


def test_one_busy_list_leaves_the_rest_of_the_message(stage: Stage) -> None:
    """The notes of one call cannot be read: its other files are there, and the other call."""
    with ago(stage, days=1) as world:
        hold(world, "Planning")
        held = hold(world, "Review")
    stage.google.faults.order(
        NOTES, status=503, headers=AT_ONCE, times=4, when=lambda call: held.name in call.path
    )
    card = card_of(asked(stage).exchanges[-1])
    assert ["Recording", "Transcript", "Recording", "Transcript", "Notes"] == [
        text for text, _, _ in opens(card)
    ]
    assert [SAYS.records_unavailable()] == paragraphs(card)


@pytest.mark.parametrize(
    ("status", "said"), [(403, []), (404, []), (503, [SAYS.records_unavailable()])]
)
def test_one_meet_that_is_not_told_hides_no_other(
    stage: Stage, status: int, said: list[str]
) -> None:
    """Of two meetings with the same words the other shows; what is only busy is told so."""
    with ago(stage, days=1) as world:
        hold(world, "Planning here")
        hidden = hold(world, "Planning there")
    stage.google.faults.order(
        CALLS,
        status=status,
        body=permission_denied("ConferenceRecord").body if status == 403 else None,
        headers=AT_ONCE,
        times=4,
        when=lambda call: hidden.space.code in call.query["filter"],
    )
    chat = asked(stage, "planning")
    assert ["Planning here"] == titles(chat.exchanges[-1])
    assert said == paragraphs(card_of(chat.exchanges[-1]))


def test_where_the_only_meet_is_busy_it_says_so(stage: Stage) -> None:
    """No call is denied that may be there."""
    with ago(stage, days=1) as world:
        hold(world, "Planning")
    stage.google.faults.order(CALLS, status=503, headers=AT_ONCE, times=4)
    assert [SAYS.try_again_in_chat()] == paragraphs(card_of(asked(stage, "plan").exchanges[-1]))


def test_a_permission_that_google_misses_is_asked_for(stage: Stage) -> None:
    """That is no meeting's matter: nothing is shown in its place."""
    with ago(stage, days=1) as world:
        hold(world, "Planning here")
        lacking = hold(world, "Planning there")
    stage.google.faults.order(
        CALLS,
        error=insufficient_scope("meet", "list", [RECORDS.url]),
        when=lambda call: lacking.space.code in call.query["filter"],
    )
    assert ["Planning there", "Planning here"] == titles(asked(stage, "planning").exchanges[-1])


def test_a_call_is_found_behind_any_number_of_meetings_without_one(stage: Stage) -> None:
    """All Meets with the words are asked about, until five calls and one more are found."""
    with ago(stage, days=3) as world:
        held = [hold(world, "Budget, the old one") for _ in range(2)]
        for _ in range(17):
            planned(world, "Budget")
            world.clock.advance(timedelta(minutes=1))
    chat = asked(stage, "budget")
    assert ["Budget, the old one"] * len(held) == titles(chat.exchanges[-1])
    assert [] == buttons(card_of(chat.exchanges[-1]))
    assert len(held) + 17 == counted(stage)[CALLS]


def test_more_goes_on_where_the_last_message_ended(stage: Stage) -> None:
    """Each call once, the newest first, and nothing is asked about that is not needed."""
    with ago(stage, days=3) as world:
        for number in range(20):
            hold(world, f"Budget {number}")
    chat = asked(stage, "budget")
    assert 8 == counted(stage)[CALLS]
    seen = titles(chat.exchanges[-1])
    for expected in (5, 5, 5):
        chat.click("More")
        found = titles(chat.exchanges[-1])
        assert expected == len(found)
        seen += found
    assert [f"Budget {number}" for number in range(19, -1, -1)] == seen
    assert [] == buttons(card_of(chat.exchanges[-1]))


@pytest.mark.own_stage
def test_when_time_is_up_it_says_that_there_is_more_to_look_through(
    stage: Stage, clock: Clock
) -> None:
    """Nothing is denied: the button looks on, and finds what lies behind; or says that none is."""
    with ago(stage, days=3) as world:
        for title in ("Budget", "Rehearsal"):
            hold(world, title)
        for title in ("Budget", "Rehearsal", "Review"):
            for _ in range(8):
                planned(world, title)
                world.clock.advance(timedelta(minutes=1))
        for _ in range(8):
            planned(world, "Review")
            world.clock.advance(timedelta(minutes=1))
    for words, said in (
        ("budget", []),
        ("review", ["None of your other calls in the last 30 days has “review” in its title."]),
    ):
        stage.google.faults.order(CALLS, then=lambda: clock.forward(WORKS / 2))
        chat = asked(stage, words)
        assert [
            f"Not all meetings with “{words}” in their title have been looked through yet."
        ] == paragraphs(card_of(chat.exchanges[-1]))
        assert ["More"] == buttons(card_of(chat.exchanges[-1]))
        chat.click("More")
        assert said == paragraphs(card_of(chat.exchanges[-1]))
        assert ([] if said else ["Budget"]) == titles(chat.exchanges[-1])
        assert [] == buttons(card_of(chat.exchanges[-1]))


def test_an_empty_page_denies_nothing_that_follows(stage: Stage) -> None:
    """Meet may send a page without a call and say where others follow: these are read."""
    with ago(stage, days=1) as world:
        held = hold(world, "Planning")
    told = {
        "name": held.name,
        "space": held.space.name,
        "startTime": "2026-11-20T12:00:00Z",
        "endTime": "2026-11-20T12:30:00Z",
    }
    stage.google.faults.order(CALLS, status=200, body={"nextPageToken": "following"})
    stage.google.faults.order(CALLS, status=200, body={"conferenceRecords": [told]})
    chat = asked(stage)
    assert ["Planning"] == titles(chat.exchanges[-1])
    assert [None, "following"] == [call.query.get("pageToken") for call in calls_of(stage, CALLS)]


def test_where_nothing_follows_after_all_no_call_is_denied_that_was_shown(stage: Stage) -> None:
    """What the button was to show has been dropped from Meet's list since."""
    with ago(stage, days=3) as world:
        for number in range(6):
            hold(world, f"Meeting {number}")
    chat = asked(stage)
    stage.google.faults.order(CALLS, status=200, body={"conferenceRecords": []})
    chat.click("More")
    assert [SAYS.no_earlier_calls()] == paragraphs(card_of(chat.exchanges[-1]))
