"""`/records`: the last calls of who asks, for their eyes alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from addon.permissions.scopes import OWN_EVENTS, RECORDS
from cards.languages import LANGUAGES
from meeting.model import Artifact
from meeting.records import Progress, Record
from sandbox.google.meet.meetings import Conference
from sandbox.google.world import World
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import Exchange
from tests.support.calls import AT_ONCE, READ_ENTRIES, READ_SPACE, calls_of
from tests.support.cards import buttons, lines, paragraphs
from tests.support.chat import card_of, in_dm, in_room, of_bo, only_seen_by, posted
from tests.support.consent import declines, permission_lines, without
from tests.support.held import (
    CALLS,
    EIGHT,
    EVERYTHING,
    FILES,
    ago,
    counted,
    met_at,
    most_at_once,
    opens,
)
from tests.support.people import ANA, BO
from tests.support.stage import Stage
from tests.support.words import SAYS, said_in

START = datetime(2026, 11, 20, 12, tzinfo=UTC)
END = START + timedelta(minutes=30)
ALL: dict[str, Any] = {"recording": True, "transcription": True, "smart_notes": True}


def hold(world: World, title: str) -> Conference:
    """A meeting of Ana's takes place."""
    space = world.meet.make_meet(ANA, **ALL)
    event_id = met_at(world, space)
    world.calendar.edit_event(ANA, event_id, summary=title)
    return world.meet.hold_conference(space, [ANA])


def titles(exchange: Exchange | None) -> list[str]:
    """The calls that a message lists."""
    found = [text for _, text, _ in lines(card_of(exchange)) if text.startswith("<b>")]
    return [text.removeprefix("<b>").removesuffix("</b>") for text in found]


def asked(stage: Stage, words: str = "", **options: Any) -> ChatHost:  # noqa: ANN401  # as ChatHost
    """Ana's direct message with the app, in which she asked for her calls."""
    chat = in_dm(stage, **{"granted": EVERYTHING, **options})
    stage.called()
    chat.slash_command("/records", words)
    return chat


def test_the_last_calls_are_listed_with_what_there_is_of_each(stage: Stage) -> None:
    """By their titles, the newest first; each file with its state and its link."""
    with ago(stage, days=3) as world:
        first = hold(world, "Planning")
        second = hold(world, "Review & <b>more</b>")
        second.artifacts[1].ready = None
    chat = asked(stage)
    assert ["Review &amp; &lt;b&gt;more&lt;/b&gt;", "Planning"] == titles(chat.exchanges[-1])
    card = card_of(chat.exchanges[-1])
    assert "Your last calls" == card["header"]["title"]
    assert ["Recording", "Notes", "Recording", "Transcript", "Notes"] == [
        text for text, _, _ in opens(card)
    ]
    assert ("", "Transcript", "30 minutes, being prepared") in lines(card)
    assert first.artifacts[0].document in opens(card)[2][2]


def test_nobody_else_reads_it(stage: Stage) -> None:
    """In a room the answer is private."""
    with ago(stage, days=1) as world:
        hold(world, "Planning")
    chat = in_room(stage, granted=EVERYTHING)
    bo = of_bo(stage, chat)
    [message] = only_seen_by(chat, lambda: chat.slash_command("/records"), bo)
    assert stage.ana == message.viewer


def test_more_comes_on_demand_and_each_call_once(stage: Stage) -> None:
    """Five in a message; the button asks Meet for those that follow."""
    with ago(stage, days=3) as world:
        for number in range(12):
            hold(world, f"Meeting {number}")
    chat = asked(stage)
    seen = titles(chat.exchanges[-1])
    assert 5 == len(seen)
    assert EIGHT >= most_at_once(stage)
    assert {CALLS: 1, READ_ENTRIES: 1, READ_SPACE: 5, **dict.fromkeys(FILES, 5)} == counted(stage)
    for expected in (5, 2):
        assert ["More"] == buttons(card_of(chat.exchanges[-1]))
        chat.click("More")
        assert expected == len(titles(chat.exchanges[-1]))
        assert {"name": f"users/{stage.ana.sub}"} == posted(chat.exchanges[-1])[
            "privateMessageViewer"
        ]
        seen += titles(chat.exchanges[-1])
    assert [f"Meeting {number}" for number in range(11, -1, -1)] == seen
    assert [] == buttons(card_of(chat.exchanges[-1]))


@pytest.mark.parametrize("words", ["budget", "BUDGET  review", "review bud"])
def test_words_filter_by_title(stage: Stage, words: str) -> None:
    """All of them, in any order and case; only Meets of such events are asked about."""
    with ago(stage, days=3) as world:
        held = hold(world, "Budget review")
        hold(world, "Planning")
    chat = asked(stage, words)
    assert ["Budget review"] == titles(chat.exchanges[-1])
    assert [f'space.meeting_code = "{held.space.code}"'] == [
        call.query["filter"] for call in calls_of(stage, CALLS)
    ]
    assert [] == calls_of(stage, READ_SPACE)


def test_words_that_no_title_has_are_said_back(stage: Stage) -> None:
    """As text, whatever was typed."""
    with ago(stage, days=3) as world:
        hold(world, "Planning")
    chat = asked(stage, "<b>budget</b>")
    assert [
        "None of your calls in the last 30 days has “&lt;b&gt;budget&lt;/b&gt;” in its title."
    ] == paragraphs(card_of(chat.exchanges[-1]))
    assert [READ_ENTRIES] == stage.called()


def test_more_of_what_words_found(stage: Stage) -> None:
    """A series of seven calls comes in two messages."""
    with ago(stage, days=8) as world:
        space = world.meet.make_meet(ANA, **ALL)
        for _ in range(7):
            event_id = met_at(world, space)
            world.calendar.edit_event(ANA, event_id, summary="Standup")
            world.meet.hold_conference(space, [ANA])
            world.clock.advance(timedelta(days=1))
    chat = asked(stage, "standup")
    assert 5 == len(titles(chat.exchanges[-1]))
    chat.click("More")
    assert 2 == len(titles(chat.exchanges[-1]))
    assert [] == buttons(card_of(chat.exchanges[-1]))


def test_a_call_without_an_event_is_called_by_its_code(stage: Stage) -> None:
    """One that was started from Chat, for example."""
    with ago(stage, days=1) as world:
        space = world.meet.make_meet(BO)
        world.meet.hold_conference(space, [BO, ANA])
    assert [space.code] == titles(asked(stage).exchanges[-1])


def test_without_calls_it_says_so(stage: Stage) -> None:
    """Nothing of anybody else's is shown either."""
    with ago(stage, days=1) as world:
        world.meet.hold_conference(world.meet.make_meet(BO), [BO])
    chat = asked(stage)
    assert ["You had no calls in the last 30 days."] == paragraphs(card_of(chat.exchanges[-1]))


def test_the_permission_is_asked_for_when_first_wanted(stage: Stage) -> None:
    """Granted, the command goes on by itself."""
    with ago(stage, days=1) as world:
        hold(world, "Planning")
    chat = asked(stage, granted=without(RECORDS))
    assert [[RECORDS.url]] == chat.consents
    assert ["Planning"] == titles(chat.exchanges[-1])


def test_declined_it_is_told_privately_what_it_is_for(stage: Stage) -> None:
    """And nothing is asked of Google."""
    chat = asked(stage, granted=without(RECORDS), consent=declines)
    assert [SAYS.permission_explanation(), *permission_lines(RECORDS)] == paragraphs(
        card_of(chat.exchanges[-1])
    )
    assert [] == stage.called()


def test_without_the_calendar_calls_are_listed_by_code(stage: Stage) -> None:
    """Titles are a help, no need: only words are looked for in them, and ask for it."""
    with ago(stage, days=1) as world:
        held = hold(world, "Planning")
    chat = asked(stage, granted=without(OWN_EVENTS))
    assert [] == chat.consents
    assert [held.space.code] == titles(chat.exchanges[-1])
    chat.slash_command("/records", "planning")
    assert [[OWN_EVENTS.url]] == chat.consents
    assert ["Planning"] == titles(chat.exchanges[-1])


def test_when_meet_is_busy_it_says_so(stage: Stage) -> None:
    """In words, to who asked."""
    with ago(stage, days=1) as world:
        hold(world, "Planning")
    stage.google.faults.order(CALLS, status=503, headers=AT_ONCE, times=4)
    chat = asked(stage)
    assert ["Google is busy or can't be reached. Try again in a minute."] == paragraphs(
        card_of(chat.exchanges[-1])
    )


def test_a_page_that_a_browser_made_up_is_refused_in_words(stage: Stage) -> None:
    """Meet does not know it; nothing breaks."""
    with ago(stage, days=3) as world:
        for number in range(6):
            hold(world, f"Meeting {number}")
    chat = asked(stage)
    [more] = [
        found.on_click["action"] for found in chat.card().pressables() if found.label == "More"
    ]
    forged = [{"key": "page", "value": "x" * 2000}, {"key": "words", "value": ""}]
    chat.card().fire({**more, "parameters": forged}, changed=False)
    assert [SAYS.refused_by_google()] == paragraphs(card_of(chat.exchanges[-1]))
    [_, asked_for] = calls_of(stage, CALLS)
    assert 1000 == len(asked_for.query["pageToken"])


def test_the_word_alone_does_after_a_mention(stage: Stage) -> None:
    """As every command's."""
    with ago(stage, days=1) as world:
        hold(world, "Planning")
    chat = in_room(stage, granted=EVERYTHING)
    assert ["Planning"] == titles(chat.say("records", mention=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_the_language_of_who_asks(stage: Stage, language: str) -> None:
    """Header, kinds of files, their state and the buttons; titles stay as they were written."""
    with ago(stage, days=3) as world:
        for number in range(6):
            hold(world, f"Meeting {number}")
    chat = asked(stage, locale=language)
    says, card = said_in(language), card_of(chat.exchanges[-1])
    assert says.last_calls() == card["header"]["title"]
    ready = says.record_state(Record(Artifact.RECORDING, Progress.READY, START, END))
    assert {(says.artifact(each), ready) for each in Artifact} == {
        (text, state) for text, state, _ in opens(card)
    }
    assert [says.more()] == buttons(card)
    assert {f"Meeting {number}" for number in range(1, 6)} == set(titles(chat.exchanges[-1]))
