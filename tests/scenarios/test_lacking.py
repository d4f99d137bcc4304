"""What Meet refused an account: remembered, told in the place of its switch, not asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from meeting.model import Switches
from sandbox.google.people.accounts import ALL, Feature, PolicyDefaults
from sandbox.hosts.calendar.player import CalendarHost
from tests.scenarios.series import add_series, occurrence
from tests.support.calls import (
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    READ_SPACE,
    calls_of,
)
from tests.support.cards import (
    buttons,
    footer,
    headline,
    lines,
    meet_line,
    offers,
    paragraphs,
    results,
    switches,
)
from tests.support.people import ANA, BO
from tests.support.rules import USUAL, rules_of, shown
from tests.support.sidebar import opened
from tests.support.stage import Json, Stage
from tests.support.store import Rows, stored
from tests.support.switches import MASK, OFF, ON, Three, artifacts, choose, has, three
from tests.support.words import SAYS

EVERY = {"recording", "transcription", "smart_notes"}
CHECK = "Check again"
NOTE = "lacking"


def line(listed: str, *, days_ago: int = 0) -> tuple[str, str, str]:
    """How a card tells what the account lacks."""
    day = datetime.now(UTC).date() - timedelta(days=days_ago)
    return ("Not available", listed, SAYS.lacking(day))


def selected(card: Json, name: str) -> list[str]:
    """What is chosen in a list of a card."""
    return [offer.value for offer in offers(card, name) if offer.selected]


def without(stage: Stage, *features: Feature) -> None:
    """Take features away from Ana's account."""
    stage.ana.features = set(ALL) - set(features)


def refused(stage: Stage, *features: Feature) -> CalendarHost:
    """Ana has wanted all three, and Meet has refused her these; her calls are forgotten."""
    without(stage, *features)
    host = opened(stage, stage.world.calendar.add_event(ANA))
    choose(host, ON)
    host.press_primary()
    assert "result" == host.card["name"]
    stage.called()
    stage.google.calls.clear()
    return host


def note(stage: Stage) -> dict[str, str]:
    """What is noted of Ana's account, and of which day."""
    with closing(sqlite3.connect(stage.store)) as database:
        rows = database.execute("SELECT data FROM documents WHERE name = ?", (NOTE,)).fetchall()
    [(data,)] = rows
    found: dict[str, str] = json.loads(data)
    return found


def date_back(stage: Stage, **days_ago: int) -> None:
    """Have the note say that things were refused so many days ago."""
    today = datetime.now(UTC).date()
    data = {name: (today - timedelta(days=days)).isoformat() for name, days in days_ago.items()}
    with closing(sqlite3.connect(stage.store)) as database, database:
        database.execute("UPDATE documents SET data = ? WHERE name = ?", (json.dumps(data), NOTE))


def choose_what_is_there(host: CalendarHost) -> None:
    """Turn on every switch of the three that the card has."""
    for name in EVERY & set(switches(host.card)):
        host.set_switch(name, True)


# The next card


def test_the_next_event_has_a_line_in_the_place_of_the_switch(stage: Stage) -> None:
    """What was refused is told with the day; the other two are there to choose."""
    refused(stage, Feature.RECORDING)
    host = opened(stage, stage.world.calendar.add_event(ANA))
    assert {"transcription", "smart_notes", "remember"} == set(switches(host.card))
    assert [line("Recording")] == lines(host.card)
    assert [CHECK] == buttons(host.card)
    assert ["Create Meet"] == footer(host.card)


def test_what_is_known_to_be_refused_is_not_asked_for(stage: Stage) -> None:
    """One call makes the Meet, without the artifact; the result says how it is."""
    refused(stage, Feature.RECORDING)
    host = opened(stage, stage.world.calendar.add_event(ANA))
    choose_what_is_there(host)
    host.press_primary()
    [create] = calls_of(stage, CREATE_SPACE)
    assert artifacts(transcription="ON", smart_notes="ON") == create.body
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()
    assert {"Recording": "Off", "Transcript": "On", "Notes": "On"} == results(host.card)
    assert [meet_line(stage.world.meet.spaces[-1].uri)] == lines(host.card)


def test_an_update_leaves_it_out_as_well(stage: Stage) -> None:
    """The mask of the one update has the two that there are switches for."""
    refused(stage, Feature.SMART_NOTES)
    space = stage.world.meet.make_meet(ANA)
    host = opened(stage, stage.world.calendar.add_event(ANA, conference=space))
    assert [meet_line(space.uri), line("Notes")] == lines(host.card)
    choose_what_is_there(host)
    host.press_primary()
    [patch] = calls_of(stage, PATCH_SPACE)
    assert artifacts(recording="ON", transcription="ON") == patch.body
    assert f"{MASK['recording']},{MASK['transcription']}" == patch.query["updateMask"]
    assert Three(recording=True, transcription=True) == has(space)


def test_without_any_feature_a_plain_meet_is_made_in_one_call(stage: Stage) -> None:
    """With nothing left to choose there is one line for all, and Create makes a plain Meet."""
    refused(stage, Feature.RECORDING, Feature.TRANSCRIPTION, Feature.SMART_NOTES)
    host = opened(stage, stage.world.calendar.add_event(ANA))
    assert {"remember"} == set(switches(host.card))
    assert [line("Recording, Transcript, and Notes")] == lines(host.card)
    host.press_primary()
    assert [{}] == [call.body for call in calls_of(stage, CREATE_SPACE)]
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()
    assert SAYS.created(nothing=True) == headline(host.card)
    assert OFF == has(stage.world.meet.spaces[-1])


def test_what_the_meet_has_on_keeps_its_switch(stage: Stage) -> None:
    """An artifact that is on, by a policy or from earlier, is to be seen and turned off."""
    refused(stage, Feature.RECORDING)
    space = stage.world.meet.make_meet(ANA, recording=True)
    host = opened(stage, stage.world.calendar.add_event(ANA, conference=space))
    assert {*EVERY, "remember"} == set(switches(host.card))
    assert [meet_line(space.uri)] == lines(host.card)
    host.set_switch("recording", False)
    host.press_primary()
    assert OFF == has(space)
    assert artifacts(recording="OFF") == calls_of(stage, PATCH_SPACE)[0].body


def test_what_a_policy_turns_on_by_itself_is_turned_off(stage: Stage) -> None:
    """Not asked for, it came on all the same: it is set off once the event has the Meet."""
    refused(stage, Feature.RECORDING)
    stage.ana.policy_defaults = PolicyDefaults(recording="ON")
    host = opened(stage, stage.world.calendar.add_event(ANA))
    host.set_switch("transcription", True)
    host.press_primary()
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT, PATCH_SPACE] == stage.called()
    assert Three(transcription=True) == has(stage.world.meet.spaces[-1])
    assert {"Recording": "Off", "Transcript": "On", "Notes": "Off"} == results(host.card)


def test_what_a_policy_keeps_on_is_told(stage: Stage) -> None:
    """If Meet refuses that, too, the result says that it is on."""
    refused(stage, Feature.RECORDING)
    stage.ana.policy_defaults = PolicyDefaults(recording="ON")
    stage.world.knobs.off_refused_without_feature = True
    host = opened(stage, stage.world.calendar.add_event(ANA))
    host.press_primary()
    assert Three(recording=True) == has(stage.world.meet.spaces[-1])
    assert [
        ("Recording", "Could not be turned off", "Your organization keeps recording on.")
    ] == lines(host.card)[1:]


def test_what_is_on_though_it_was_refused_is_not_lacking(stage: Stage) -> None:
    """A policy does what the user may not: its switch stays, so that it can be turned off."""
    stage.ana.policy_defaults = PolicyDefaults(recording="ON")
    host = refused(stage, Feature.RECORDING)
    assert dict.fromkeys(("Recording", "Transcript", "Notes"), "On") == results(host.card)
    assert NOTE not in [name for _, name in stored(stage)]
    host = opened(stage, stage.world.calendar.add_event(ANA))
    assert {*EVERY, "remember"} == set(switches(host.card))


def test_the_defaults_say_it_too(stage: Stage) -> None:
    """On the home card the same line stands in the place of the switch."""
    refused(stage, Feature.TRANSCRIPTION)
    host = stage.host()
    host.open_home()
    assert {"recording", "smart_notes"} == set(switches(host.card))
    assert [line("Transcript")] == lines(host.card)
    assert [
        CHECK,
        SAYS.new_meeting(),
        SAYS.outside_defaults(),
        SAYS.show_records(),
    ] == buttons(host.card)
    host.set_switch("recording", True)
    host.press_primary()
    assert {"recording": True, "smart_notes": False} == switches(host.card)
    assert [line("Transcript")] == lines(host.card)


@pytest.mark.parametrize("place", ["the defaults", "a new Meet", "a Meet's settings"])
def test_the_default_of_what_has_no_switch_stays(stage: Stage, place: str) -> None:
    """Saved are the switches that the card has; once checked again, the third is as it was."""
    home = stage.host()
    home.open_home()
    choose(home, ON)
    home.press_primary()
    refused(stage, Feature.RECORDING)
    host = stage.host()
    if place == "the defaults":
        host.open_home()
    else:
        own = stage.world.meet.make_meet(ANA) if place == "a Meet's settings" else None
        host.open_event(ANA, stage.world.calendar.add_event(ANA, conference=own))
        host.set_switch("remember", True)
    host.set_switch("transcription", False)
    host.set_switch("smart_notes", True)
    host.press_primary()
    home.open_home()
    assert {"transcription": False, "smart_notes": True} == switches(home.card)
    home.press(CHECK)
    assert Three(recording=True, smart_notes=True) == three(home.card)


def test_nobody_elses_account_is_concerned(stage: Stage) -> None:
    """The note is kept under Ana's account; Bo has his three switches."""
    refused(stage, Feature.RECORDING)
    owners = [owner for owner, name in stored(stage) if name == NOTE]
    assert [f"user:{stage.ana.sub}"] == owners
    host = stage.host(stage.bo)
    host.open_home()
    assert (EVERY, []) == (set(switches(host.card)), lines(host.card))


def test_what_is_refused_later_is_noted_beside_it(stage: Stage) -> None:
    """One line tells both; each is noted of its own day, and the line tells the latest."""
    refused(stage, Feature.RECORDING)
    date_back(stage, recording=9)
    host = opened(stage, stage.world.calendar.add_event(ANA))
    assert [line("Recording", days_ago=9)] == lines(host.card)
    without(stage, Feature.RECORDING, Feature.SMART_NOTES)
    choose_what_is_there(host)
    host.press_primary()
    assert {"Recording": "Off", "Transcript": "On", "Notes": "Not available"} == (
        results(host.card)
    )
    assert [artifacts(transcription="ON", smart_notes="ON"), artifacts(transcription="ON")] == [
        call.body for call in calls_of(stage, CREATE_SPACE)
    ]
    today = datetime.now(UTC).date()
    days = {"recording": (today - timedelta(days=9)).isoformat(), "smart_notes": today.isoformat()}
    assert days == note(stage)
    host = opened(stage, stage.world.calendar.add_event(ANA))
    assert [line("Recording", days_ago=9), line("Notes")] == lines(host.card)


# Checking again


@pytest.mark.parametrize("allowed", [True, False], ids=["allowed by now", "still refused"])
def test_check_again_brings_the_switch_back(stage: Stage, *, allowed: bool) -> None:
    """The note is gone, and the next press asks Meet anew; a refusal is noted anew."""
    refused(stage, Feature.RECORDING)
    if allowed:
        without(stage)
    host = opened(stage, stage.world.calendar.add_event(ANA))
    host.press(CHECK)
    assert {*EVERY, "remember"} == set(switches(host.card))
    assert ([], []) == (lines(host.card), buttons(host.card))
    assert 1 == len(host.stack.cards)
    assert NOTE not in [name for _, name in stored(stage)]
    stage.called()

    choose(host, ON)
    host.press_primary()
    calls = [CREATE_SPACE] if allowed else [CREATE_SPACE, CREATE_SPACE]
    assert [READ_EVENT, *calls, PATCH_EVENT] == stage.called()
    assert ("On" if allowed else "Not available") == results(host.card)["Recording"]
    assert (NOTE in [name for _, name in stored(stage)]) is not allowed


def test_check_again_on_an_event_with_a_meet_shows_what_it_has(stage: Stage) -> None:
    """Event and Meet are read anew."""
    refused(stage, Feature.RECORDING)
    space = stage.world.meet.make_meet(ANA, transcription=True)
    host = opened(stage, stage.world.calendar.add_event(ANA, conference=space))
    host.press(CHECK)
    assert Three(transcription=True) == three(host.card)
    assert [READ_EVENT, READ_SPACE] == sorted(stage.called())


def test_check_again_keeps_what_is_chosen(stage: Stage) -> None:
    """Only the switch that comes back stands as it does in the defaults."""
    host = stage.host()
    host.open_home()
    host.set_switch("recording", True)
    host.press_primary()
    refused(stage, Feature.RECORDING)
    host = opened(stage, occurrence(add_series(stage, attendees=[BO])))
    host.set_switch("transcription", True)
    host.set_switch("remember", True)
    host.set_input("notify", "external")
    host.set_input("applies_to", "event")
    assert "Create Meet for this event" == footer(host.card)[0]
    host.press(CHECK)
    assert Three(recording=True, transcription=True) == three(host.card)
    assert "Create Meet for this event" == footer(host.card)[0]
    assert (["external"], ["event"], True) == (
        selected(host.card, "notify"),
        selected(host.card, "applies_to"),
        switches(host.card)["remember"],
    )


def test_check_again_before_a_meet_is_replaced_stays_there(stage: Stage) -> None:
    """The question is asked anew, with the switches as they were left."""
    refused(stage, Feature.RECORDING)
    space = stage.world.meet.make_meet(BO)
    host = opened(stage, stage.world.calendar.add_event(ANA, conference=space))
    host.press(SAYS.replace())
    host.set_switch("transcription", True)
    host.press(CHECK)
    assert ("replace", 2) == (host.card["name"], len(host.stack.cards))
    assert Three(transcription=True) == three(host.card)


def test_check_again_on_a_meet_keeps_what_is_chosen(stage: Stage) -> None:
    """Its switches stay as they were left, the sentence says what Meet has."""
    refused(stage, Feature.RECORDING)
    space = stage.world.meet.make_meet(ANA, transcription=True)
    host = opened(stage, stage.world.calendar.add_event(ANA, conference=space))
    host.set_switch("transcription", False)
    host.set_switch("smart_notes", True)
    host.press(CHECK)
    assert Three(smart_notes=True) == three(host.card)
    assert SAYS.will_be(Switches(transcription=True)) == paragraphs(host.card)[0]


@pytest.mark.parametrize("sent", [True, False])
def test_check_again_on_a_meet_keeps_who_may_do_what(stage: Stage, *, sent: bool) -> None:
    """What is chosen stays chosen, and what somebody else changed meanwhile shows."""
    refused(stage, Feature.RECORDING)
    stage.world.knobs.folded_inputs_sent = sent
    space = stage.world.meet.make_meet(ANA, moderation="ON")
    host = opened(stage, stage.world.calendar.add_event(ANA, conference=space))
    if sent:
        host.set_switch("attendance", True)
    stage.world.meet.edit_space(space, accessType="OPEN")
    host.press(CHECK)
    there = shown(host.card)
    assert ("OPEN", True, sent) == (there["access"], there["moderation"], there["attendance"])
    host.press_primary()
    assert {
        **USUAL,
        "access": "OPEN",
        "moderation": "ON",
        "attendance": "GENERATE_REPORT" if sent else "DO_NOT_GENERATE",
    } == rules_of(space)


def test_check_again_on_what_has_changed_shows_how_it_is(stage: Stage) -> None:
    """A Meet that came meanwhile is not shown as if it were set as the card was."""
    refused(stage, Feature.RECORDING)
    event = stage.world.calendar.add_event(ANA)
    host = opened(stage, event)
    host.set_switch("transcription", True)
    meet = stage.world.meet.make_meet(ANA, smart_notes=True)
    stage.world.calendar.edit_event(ANA, event, conference=meet)
    host.press(CHECK)
    assert Three(smart_notes=True) == three(host.card)
    assert SAYS.event_changed() == host.notification


@pytest.mark.parametrize("over_an_event", [True, False])
def test_check_again_among_the_defaults_stays_there(stage: Stage, *, over_an_event: bool) -> None:
    """The home card has its three switches again, also where it lies over an event's card."""
    refused(stage, Feature.RECORDING)
    host = stage.host()
    if over_an_event:
        host.open_event(ANA, stage.world.calendar.add_event(ANA))
        host.universal_action("Defaults for new meetings")
    else:
        host.open_home()
    stage.called()
    host.set_switch("smart_notes", True)
    host.press(CHECK)
    assert ("home", EVERY) == (host.card["name"], set(switches(host.card)))
    assert Three(smart_notes=True) == three(host.card)
    assert [] == stage.called()


def test_deleting_everything_deletes_the_note(stage: Stage) -> None:
    """What is stored about a person holds what Meet refused them."""
    refused(stage, Feature.RECORDING)
    assert NOTE in [name for _, name in stored(stage)]
    host = stage.host()
    host.open_home()
    host.card_action(SAYS.forget())
    host.press_primary()
    assert [] == stored(stage)
    assert (EVERY, []) == (set(switches(host.card)), lines(host.card))


# Afterwards


def test_a_note_of_thirty_days_ago_no_longer_counts(stage: Stage) -> None:
    """What was refused then may be allowed by now: its switch is back, beside a later line."""
    refused(stage, Feature.RECORDING, Feature.TRANSCRIPTION)
    date_back(stage, recording=30, transcription=28)
    host = opened(stage, stage.world.calendar.add_event(ANA))
    assert {"recording", "smart_notes", "remember"} == set(switches(host.card))
    assert [line("Transcript", days_ago=28)] == lines(host.card)


def test_the_note_ends_by_itself(stage: Stage, rows: Rows) -> None:
    """After thirty days the store has nothing of it any more to tell."""
    refused(stage, Feature.RECORDING)
    rows.let_pass(timedelta(days=29))
    host = opened(stage, stage.world.calendar.add_event(ANA))
    assert [line("Recording")] == lines(host.card)
    rows.let_pass(timedelta(days=1))
    host.refresh()
    assert {*EVERY, "remember"} == set(switches(host.card))


@pytest.mark.parametrize("noted", ['{"recording": "soon"}', '{"recording": 7}', "[]", '{"x": "y"}'])
def test_a_note_that_says_nothing_is_none(stage: Stage, noted: Iterable[str]) -> None:
    """Whatever else stands there, the three switches are there."""
    refused(stage, Feature.RECORDING)
    with closing(sqlite3.connect(stage.store)) as database, database:
        database.execute("UPDATE documents SET data = ? WHERE name = ?", (noted, NOTE))
    host = opened(stage, stage.world.calendar.add_event(ANA))
    assert {*EVERY, "remember"} == set(switches(host.card))
