"""After a call: recordings, transcripts and notes of an event's calls on its card."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from addon.permissions.scopes import RECORDS
from meeting.model import Switches
from sandbox.google.errors import insufficient_scope, permission_denied
from sandbox.google.meet.meetings import Conference
from tests.support.calls import AT_ONCE, READ_ENTRIES, READ_EVENT, READ_SPACE, calls_of
from tests.support.cards import buttons, lines, paragraphs
from tests.support.consent import declines, needed, permission_lines
from tests.support.held import (
    CALLS,
    EIGHT,
    EVERYTHING,
    FILES,
    NOTES,
    RECORDINGS,
    TRANSCRIPTS,
    ago,
    counted,
    in_rounds,
    met_at,
    most_at_once,
    opens,
    set_ago,
)
from tests.support.people import ANA, BO
from tests.support.stage import Stage
from tests.support.switches import ON
from tests.support.words import SAYS

SHOW = "Show recordings and notes"
WHO, EARLIER, MORE = "Who attended", "Earlier calls", "More"
NOTHING = "No recording, transcript or notes."
ALL: dict[str, Any] = {"recording": True, "transcription": True, "smart_notes": True}
DRIVE, DOCS = "https://drive.google.com/file/d/", "https://docs.google.com/document/d/"
HALF_AN_HOUR = "30 minutes"
HIDDEN = "Meet does not show you all that there is of this call."
OUT_OF_REACH = "Google does not show recordings and notes at the moment. Try again later."


def files(held: Conference) -> list[str]:
    """Where the files of a call are."""
    return [
        f"{DRIVE if made.kind == 'recordings' else DOCS}{made.document}/view"
        for made in held.artifacts
    ]


def ready(held: Conference, length: str = HALF_AN_HOUR) -> list[tuple[str, str, str]]:
    """What a card says of a call of which everything is there."""
    names = ("Recording", "Transcript", "Notes")
    return [(name, f"{length}, ready", file) for name, file in zip(names, files(held), strict=True)]


def recorded(stage: Stage, **span: float) -> tuple[str, Conference]:
    """An event of Ana's that was so long ago, and its call of half an hour with everything on."""
    with ago(stage, **span) as world:
        space = world.meet.make_meet(ANA, **ALL)
        event_id = met_at(world, space)
        return event_id, world.meet.hold_conference(space, [ANA, BO])


def test_what_was_recorded_stands_on_the_card_with_its_state_length_and_link(stage: Stage) -> None:
    """It takes two rounds: the calls are listed beside the event, their files then together."""
    event_id, held = recorded(stage, hours=2)
    host = stage.host(granted=EVERYTHING)
    in_rounds(stage, lambda: host.open_event(ANA, event_id), [READ_EVENT, READ_SPACE, CALLS], FILES)
    assert ready(held) == opens(host.card)
    assert [WHO] == buttons(host.card)
    assert SAYS.over() in paragraphs(host.card)
    assert SAYS.will_be(Switches(*ON)) not in paragraphs(host.card)
    assert HALF_AN_HOUR == host.card["sections"][1]["widgets"][0]["decoratedText"]["bottomLabel"]


def test_only_the_events_own_meet_is_asked_about(stage: Stage) -> None:
    """The list is of the code that the host shows, and the files of its calls alone."""
    event_id, held = recorded(stage, hours=2)
    stage.world.meet.hold_conference(stage.world.meet.make_meet(ANA), [ANA])
    stage.host(granted=EVERYTHING).open_event(ANA, event_id)
    [listed] = calls_of(stage, CALLS)
    assert {
        "filter": f'space.meeting_code = "{held.space.code}"',
        "pageSize": "100",
        "alt": "json",
    } == listed.query
    assert {held.name} == {
        call.path.removeprefix("/v2/").rpartition("/")[0]
        for kind in FILES
        for call in calls_of(stage, kind)
    }


def test_records_appear_one_by_one(stage: Stage) -> None:
    """First all are being prepared; each is ready when its file is there."""
    event_id, held = recorded(stage, minutes=31)
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    assert [] == opens(host.card)
    prepared = [line for line in lines(host.card) if line[2].endswith("being prepared")]
    assert [
        ("", "Recording", "30 minutes, being prepared"),
        ("", "Transcript", "30 minutes, being prepared"),
        ("", "Notes", "30 minutes, being prepared"),
    ] == prepared
    for count, made in enumerate(held.artifacts, start=1):
        made.ready = held.ended
        host.refresh()
        assert ready(held)[:count] == opens(host.card)


def test_an_event_that_lies_ahead_shows_nothing_of_calls(stage: Stage) -> None:
    """Where no call was, nothing is said, with the permission or without."""
    event_id = stage.world.calendar.add_event(ANA, conference=stage.world.meet.make_meet(ANA))
    for granted in (EVERYTHING, EVERYTHING - {RECORDS.url}):
        host = stage.host(granted=granted)
        host.open_event(ANA, event_id)
        assert [] == buttons(host.card)
        assert 2 == len(host.card["sections"][0]["widgets"])


def test_a_call_without_records_says_so(stage: Stage) -> None:
    """Lists with nothing in them are `{}`, and the card says that there is nothing."""
    with ago(stage, hours=2) as world:
        space = world.meet.make_meet(ANA)
        event_id = met_at(world, space)
        world.meet.hold_conference(space, [ANA])
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    assert NOTHING in paragraphs(host.card)
    assert [] == opens(host.card)


def test_a_guest_who_was_there_sees_them_too(stage: Stage) -> None:
    """Who took part and may change nothing reads the same of the call."""
    with ago(stage, hours=2) as world:
        space = world.meet.make_meet(BO, **ALL)
        event_id = world.calendar.add_event(
            BO, start=world.clock.now().isoformat(), attendees=[ANA], conference=space
        )
        held = world.meet.hold_conference(space, [BO, ANA])
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    assert ready(held) == opens(host.card)


def test_who_was_not_there_is_shown_nothing(stage: Stage) -> None:
    """Meet lists no call to who neither hosts nor took part: nothing is claimed then."""
    with ago(stage, hours=2) as world:
        space = world.meet.make_meet(BO, **ALL)
        event_id = world.calendar.add_event(
            BO, start=world.clock.now().isoformat(), attendees=[ANA], conference=space
        )
        world.meet.hold_conference(space, [BO])
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    assert ["Join"] == buttons(host.card)
    assert [] == opens(host.card)


# The permission


def test_without_the_permission_a_button_offers_them(stage: Stage) -> None:
    """Nothing is asked of Google for it, and no prompt comes by itself."""
    event_id, _ = recorded(stage, hours=2)
    host = stage.host()
    host.open_event(ANA, event_id)
    assert sorted([READ_EVENT, READ_SPACE]) == sorted(stage.called())
    assert [SHOW] == buttons(host.card)
    assert [] == host.consents


def test_pressing_it_asks_and_then_shows_them(stage: Stage) -> None:
    """For a Meet that Calendar made, Google is asked for one permission, and they show."""
    event_id, held = recorded(stage, hours=2)
    host = stage.host()
    host.open_event(ANA, event_id)
    host.press(SHOW)
    assert [[RECORDS.url]] == host.consents
    assert ready(held) == opens(host.card)


def test_for_a_meet_that_the_add_on_made_no_further_permission_is_asked(stage: Stage) -> None:
    """The permission to make Meets tells of their calls, too."""
    event_id, held = recorded(stage, hours=2)
    held.space.origin = "api:addon"
    host = stage.host()
    host.open_event(ANA, event_id)
    host.press(SHOW)
    assert [] == host.consents
    assert ready(held) == opens(host.card)


def test_declining_harms_nothing(stage: Stage) -> None:
    """What it is for is said once, and the event's card lies below as it was."""
    event_id, _ = recorded(stage, hours=2)
    host = stage.host(consent=declines)
    host.open_event(ANA, event_id)
    before = host.card
    host.press(SHOW)
    assert permission_lines(RECORDS) == needed(host.card)
    host.back()
    assert before == host.card
    host.press_primary()
    assert "result" == host.card["name"]


def test_a_token_that_lacks_what_the_host_claims_leads_to_the_button(stage: Stage) -> None:
    """Google knows better: the card shows without, and offers to ask."""
    event_id, _ = recorded(stage, hours=2)
    host = stage.host(granted=EVERYTHING)
    stage.google.faults.order(CALLS, error=insufficient_scope("meet", "list", [RECORDS.url]))
    host.open_event(ANA, event_id)
    assert [SHOW] == buttons(host.card)


# Trouble


def test_when_meet_cannot_tell_the_card_shows_without(stage: Stage) -> None:
    """One line says that recordings and notes are out of reach; everything else is there."""
    event_id, _ = recorded(stage, hours=2)
    stage.google.faults.order(CALLS, status=503, headers=AT_ONCE, times=4)
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    assert OUT_OF_REACH in paragraphs(host.card)
    host.press_primary()
    assert "result" == host.card["name"]


@pytest.mark.parametrize("status", [403, 404])
def test_files_of_a_call_that_are_not_yours_to_see_are_named_so(stage: Stage, status: int) -> None:
    """The card says so of the one call, and shows those of the other."""
    with ago(stage, hours=2) as world:
        space = world.meet.make_meet(ANA, **ALL)
        event_id = met_at(world, space)
        first = world.meet.hold_conference(space, [ANA])
        second = world.meet.hold_conference(space, [ANA])
    for kind in FILES:
        stage.google.faults.order(
            kind,
            status=status,
            body=permission_denied("ConferenceRecord").body if status == 403 else None,
            when=lambda call: first.name in call.path,
        )
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    assert ready(second) == opens(host.card)
    assert HIDDEN in paragraphs(host.card)


@pytest.mark.parametrize(("status", "said"), [(404, HIDDEN), (503, OUT_OF_REACH)])
def test_a_list_that_fails_leaves_the_others(stage: Stage, status: int, said: str) -> None:
    """Meet hides the notes, or is busy: recording and transcript are there, and it says so."""
    event_id, held = recorded(stage, days=2)
    stage.google.faults.order(NOTES, status=status, headers=AT_ONCE, times=4)
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    assert ready(held)[:2] == opens(host.card)
    assert [said] == paragraphs({"sections": [host.card["sections"][1]]})
    assert not any("but did not" in text for _, text, _ in lines(host.card))


# What was asked for and is not there


def test_what_was_to_be_recorded_and_was_not_is_named_after_a_day(stage: Stage) -> None:
    """The host never came: the causes that Google documents stand below what is missing."""
    with ago(stage, days=2) as world:
        space = world.meet.make_meet(ANA, recording=True, smart_notes=True)
        event_id = met_at(world, space)
        world.meet.hold_conference(space, [BO], length=timedelta(minutes=14))
    set_ago(stage, event_id, days=3)
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    missing = host.card["sections"][2]
    assert [
        ("", "The call was to be recorded, but was not.", ""),
        ("", "Gemini was to take notes, but did not.", ""),
    ] == lines({"sections": [missing]})
    assert [
        (
            "Meet starts this only when somebody who may record joins: you, or a colleague of "
            "yours. Whoever may record can also stop it."
        ),
        (
            "A file needs space in your Google Drive and in your organization's, and the right "
            "to make new files there."
        ),
        "Google recommends notes for calls of at least 15 minutes.",
    ] == paragraphs({"sections": [missing]})


def test_a_file_that_never_came_is_told_otherwise(stage: Stage) -> None:
    """What was started and has no file a day after is not said to have never begun."""
    event_id, held = recorded(stage, days=2)
    for made in held.artifacts[:2]:
        made.ready = None
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    missing = {"sections": [host.card["sections"][2]]}
    assert [
        ("", "The recording was started, but its file never appeared.", ""),
        ("", "The transcript was started, but its file never appeared.", ""),
    ] == lines(missing)
    said = (
        "A file needs space in your Google Drive and in your organization's, and the right to "
        "make new files there."
    )
    assert [said] == paragraphs(missing)


def test_within_a_day_nothing_is_called_missing(stage: Stage) -> None:
    """Files may take a day (google-apis.md 2.8), and what was off is not missed."""
    with ago(stage, hours=23) as world:
        space = world.meet.make_meet(ANA, recording=True)
        event_id = met_at(world, space)
        world.meet.hold_conference(space, [BO])
    set_ago(stage, event_id, days=3)
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    assert not any("but was not" in text for _, text, _ in lines(host.card))
    assert NOTHING in paragraphs(host.card)


def test_an_event_to_which_nobody_came_says_so_to_its_host(stage: Stage) -> None:
    """Meet lists the host every call of the last 30 days, so none means none."""
    with ago(stage, days=2) as world:
        event_id = met_at(world, world.meet.make_meet(ANA, **ALL))
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    assert "Nobody joined: Meet knows of no call of this event." in paragraphs(host.card)


def test_after_thirty_days_it_says_where_files_are(stage: Stage) -> None:
    """Meet has deleted its record of the call, not what was made of it."""
    event_id, _ = recorded(stage, days=32)
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    assert (
        "Meet lists calls for 30 days only. What was made of this one is in the Google Drive of "
        "its host."
    ) in paragraphs(host.card)
    assert [] == opens(host.card)


# Several calls, and series


def test_the_newest_two_calls_stand_on_the_card_and_the_others_behind_a_button(
    stage: Stage,
) -> None:
    """Earlier calls come a page at a time, each page asked for by when the last one ended."""
    with ago(stage, hours=8) as world:
        space = world.meet.make_meet(ANA, **ALL)
        event_id = met_at(world, space)
        held = [world.meet.hold_conference(space, [ANA]) for _ in range(8)][::-1]
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    assert [line for call in held[:2] for line in ready(call)] == opens(host.card)
    assert [WHO, WHO, EARLIER] == buttons(host.card)
    stage.called()
    host.press(EARLIER)
    assert [line for call in held[2:7] for line in ready(call)] == opens(host.card)
    assert EIGHT >= most_at_once(stage)
    assert {CALLS: 1, **dict.fromkeys(FILES, 5)} == counted(stage)
    host.press_primary()
    assert ready(held[7]) == opens(host.card)
    assert [WHO] == buttons(host.card)
    assert "fixedFooter" not in host.card


def test_each_occurrence_of_a_series_has_its_own_calls(stage: Stage) -> None:
    """Those that overlap its time are on its card, ended late or not; those before are earlier."""
    with ago(stage, days=14) as world:
        space = world.meet.make_meet(ANA, **ALL)
        start = world.clock.now()
        weekly = world.calendar.add_event(
            ANA,
            start=start.isoformat(),
            end=(start + timedelta(minutes=60)).isoformat(),
            recurrence=["RRULE:FREQ=WEEKLY;COUNT=4"],
            conference=space,
        )
        first = world.meet.hold_conference(space, [ANA], length=timedelta(minutes=90))
        world.clock.advance(timedelta(days=7, minutes=-100))
        second = world.meet.hold_conference(space, [ANA])
    host = stage.host(granted=EVERYTHING)
    stage.called()
    for week, own, offered in (
        (0, ready(first, "90 minutes"), [WHO]),
        (1, ready(second), [WHO, EARLIER]),
    ):
        day = (start + timedelta(days=7 * week)).strftime("%Y%m%dT%H%M%SZ")
        in_rounds(
            stage,
            lambda day=day: host.open_event(ANA, f"{weekly}_{day}"),  # type: ignore[misc]
            [READ_EVENT, READ_EVENT, READ_ENTRIES, READ_SPACE, CALLS],
            FILES,
        )
        assert own == opens(host.card)
        assert offered == buttons(host.card)
    coming = (start + timedelta(days=21)).strftime("%Y%m%dT%H%M%SZ")
    host.open_event(ANA, f"{weekly}_{coming}")
    assert [] == opens(host.card)
    assert [SAYS.part(), EARLIER] == buttons(host.card)
    host.press(EARLIER)
    assert [*ready(second), *ready(first, "90 minutes")] == opens(host.card)


def test_links_lead_to_googles_files_alone(stage: Stage) -> None:
    """What Meet sends as a link and is none of Drive's or Docs' is made of the file's id."""
    event_id, held = recorded(stage, hours=2)
    [recording, transcript, _] = held.artifacts
    odd = {"exportUri": "https://evil.example.com/", "file": recording.document}
    stage.google.faults.order(
        RECORDINGS,
        status=200,
        body={"recordings": [{"state": "FILE_GENERATED", "driveDestination": odd}]},
    )
    stage.google.faults.order(
        TRANSCRIPTS,
        status=200,
        body={"transcripts": [{"state": "FILE_GENERATED", "docsDestination": {"document": "<a>"}}]},
    )
    host = stage.host(granted=EVERYTHING)
    host.open_event(ANA, event_id)
    assert [("Recording", "Ready", files(held)[0]), ready(held)[2]] == opens(host.card)
    assert ("", "Transcript", "Being prepared") in lines(host.card)
    assert transcript.document not in str(host.card)
