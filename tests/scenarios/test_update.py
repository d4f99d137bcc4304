"""Update settings: the Meet that an event has is changed in place, Calendar is not."""

from __future__ import annotations

import pytest

from meeting.model import Switches
from sandbox.google.meet.meetings import SMART_NOTES, Space
from sandbox.google.people.accounts import ALL, Feature
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.wire import Json
from tests.support.calls import PATCH_SPACE, READ_EVENT, calls_of
from tests.support.cards import (
    STARTS,
    buttons,
    did,
    footer,
    headline,
    lines,
    meet_line,
    paragraphs,
    remarks,
    results,
)
from tests.support.people import ANA, BO
from tests.support.sidebar import opened
from tests.support.stage import Stage
from tests.support.switches import (
    MASK,
    OFF,
    ON,
    Three,
    all_three,
    choose,
    each_combination,
    has,
    three,
)
from tests.support.words import ASKS, CHANGED, SAYS

MIXED = Three(recording=True, smart_notes=True)
ALL_LEAVES = ",".join(MASK.values())


def opened_with(stage: Stage, space: Space) -> CalendarHost:
    """Ana's Calendar with an event open that has this Meet, its calls so far forgotten."""
    return opened(stage, stage.world.calendar.add_event(ANA, conference=space))


def answered(space: Space, **config: Json) -> Json:
    """A Space as Meet answers, with this `config`."""
    shown = space.resource(with_config=True, with_conference=True)
    return {**shown, "config": config}


@each_combination
def test_update_sets_all_three_on_the_canonical_name(stage: Stage, wanted: Three) -> None:
    """Leaf masks and explicit values go to `spaces/{space}`, and Calendar is not written to."""
    opposite = {name: not on for name, on in wanted._asdict().items()}
    space = stage.world.meet.make_meet(stage.ana, origin="calendar", **opposite)
    host = opened_with(stage, space)
    choose(host, wanted)
    host.press_primary()

    [patch] = calls_of(stage, PATCH_SPACE)
    assert f"/v2/{space.name}" == patch.path
    assert all_three(wanted) == patch.body
    assert {"alt": "json", "updateMask": ALL_LEAVES} == patch.query
    called = stage.called()
    # Its answer tells of the space what it would be read for.
    assert [READ_EVENT, PATCH_SPACE] == called
    assert wanted == has(space)

    assert "The settings are updated" == did(host.card)
    assert wanted.words == list(results(host.card).values())
    assert [meet_line(space.uri)] == lines(host.card)
    assert [] == remarks(host.card)
    assert ["Change settings", "Join"] == footer(host.card)


@pytest.mark.parametrize("origin", ["api:addon", "api:other"])
def test_a_meet_that_an_app_made_is_updated_the_same_way(stage: Stage, origin: str) -> None:
    """It does not matter which app made the Meet, as long as the caller hosts it."""
    space = stage.world.meet.make_meet(stage.ana, origin=origin)
    host = opened_with(stage, space)
    choose(host, MIXED)
    host.press_primary()
    assert MIXED == has(space)
    assert [READ_EVENT, PATCH_SPACE] == stage.called()


def test_the_meets_other_settings_stay(stage: Stage) -> None:
    """Access and moderation, set elsewhere, are not touched."""
    space = stage.world.meet.make_meet(stage.ana, accessType="RESTRICTED", moderation="ON")
    before = {k: v for k, v in space.config.items() if k != "artifactConfig"}
    host = opened_with(stage, space)
    choose(host, ON)
    host.press_primary()
    assert ON == has(space)
    assert before == {k: v for k, v in space.config.items() if k != "artifactConfig"}


def test_nobody_gets_mail_and_the_event_stays_as_it_is(stage: Stage) -> None:
    """With guests, too, an update leaves the event's ETag and everybody's inbox alone."""
    space = stage.world.meet.make_meet(stage.ana)
    event_id = stage.world.calendar.add_event(ANA, conference=space, attendees=[BO])
    before = stage.world.calendar.event(ANA, event_id, ANA)
    host = stage.host()
    host.open_event(ANA, event_id)
    choose(host, ON)
    host.press_primary()
    assert before == stage.world.calendar.event(ANA, event_id, ANA)
    assert [] == stage.world.calendar.notifications


@pytest.mark.parametrize(
    ("remember", "expected", "said"),
    [(True, ON, ["These switches are your defaults now."]), (False, MIXED, [])],
)
def test_an_update_is_remembered_only_if_asked(
    stage: Stage, remember: bool, expected: Three, said: list[str]
) -> None:
    """`remember` makes the pressed switches the defaults; without it they stay."""
    home = stage.host()
    home.open_home()
    choose(home, MIXED)
    home.press_primary()
    host = opened_with(stage, stage.world.meet.make_meet(stage.ana))
    choose(host, ON)
    host.set_switch("remember", remember)
    host.press_primary()
    assert said == remarks(host.card)
    home.open_home()
    assert expected == three(home.card)


def test_the_result_says_what_meet_says(stage: Stage) -> None:
    """A 200 is no proof: what Meet returns as set is shown, not what was asked for."""
    space = stage.world.meet.make_meet(stage.ana)
    host = opened_with(stage, space)
    choose(host, Three(recording=True, transcription=True))
    body = answered(
        space,
        artifactConfig={
            "recordingConfig": {"autoRecordingGeneration": "ON"},
            "transcriptionConfig": {"autoTranscriptionGeneration": "OFF"},
            "smartNotesConfig": {"autoSmartNotesGeneration": "ON"},
        },
    )
    stage.google.faults.order(PATCH_SPACE, status=200, body=body)
    host.press_primary()
    assert {
        "Recording": "On",
        "Transcript": "Could not be turned on",
        # Nobody pressed for that: it may be somebody else's wish.
        "Notes": "On",
    } == results(host.card)
    assert [
        meet_line(space.uri),
        (
            "Transcript",
            "Could not be turned on",
            (
                "Meet took the change but shows it as off. Your Google Workspace administrator "
                "can say why."
            ),
        ),
    ] == lines(host.card)


@pytest.mark.parametrize(
    "config",
    [{}, {"artifactConfig": {}}, {"artifactConfig": {"transcriptionConfig": {}}}],
    ids=["no artifacts", "empty artifacts", "an empty artifact"],
)
def test_what_meet_leaves_out_is_not_told_as_on(stage: Stage, config: dict[str, Json]) -> None:
    """Every level of Meet's answer is optional; nothing is told as on without Meet's word."""
    space = stage.world.meet.make_meet(stage.ana)
    host = opened_with(stage, space)
    stage.google.faults.order(PATCH_SPACE, status=200, body=answered(space, **config))
    choose(host, Three(recording=True))
    host.press_primary()
    assert {"Recording": "Unknown"} == results(host.card)


# What is said to have been done


@each_combination
def test_what_was_so_already_is_not_told_as_a_change(stage: Stage, wanted: Three) -> None:
    """Pressed with the switches as they stand, nothing is written, and the card says so."""
    space = stage.world.meet.make_meet(stage.ana, **wanted._asdict())
    host = opened_with(stage, space)
    host.press_primary()
    assert [] == calls_of(stage, PATCH_SPACE)
    assert "The settings were already so" == headline(host.card)
    sentence = [SAYS.will_be(Switches(*wanted)), *([STARTS] if any(wanted) else [])]
    assert [f"<b>{headline(host.card)}</b>", *sentence] == paragraphs(host.card)
    assert [meet_line(space.uri)] == lines(host.card)
    assert wanted == has(space)


LACKS = ("Not available", "Recording", SAYS.refused_because())


@pytest.mark.parametrize(
    ("had", "wanted", "said"),
    [
        (Three(), Three(recording=True), "Nothing was changed"),
        (Three(smart_notes=True), Three(recording=True, smart_notes=True), "Nothing was changed"),
        (Three(), Three(recording=True, smart_notes=True), "The settings are updated"),
        (
            Three(smart_notes=True),
            Three(recording=True),
            "The settings are updated. Nothing will be recorded.",
        ),
    ],
    ids=["alone", "beside what was so", "beside a change", "beside what was turned off"],
)
def test_what_was_refused_is_no_change(stage: Stage, had: Three, wanted: Three, said: str) -> None:
    """Whether something was changed is told by what Meet has, not by what was pressed."""
    stage.ana.features = set(ALL) - {Feature.RECORDING}
    space = stage.world.meet.make_meet(stage.ana, **had._asdict())
    host = opened_with(stage, space)
    choose(host, wanted)
    host.press_primary()
    assert said == headline(host.card)
    assert [meet_line(space.uri), LACKS] == lines(host.card)
    assert wanted._replace(recording=False) == has(space)


def test_settings_changed_in_meet_show_after_refresh(stage: Stage) -> None:
    """What the host changed in Meet's own pages shows when the event is opened again."""
    space = stage.world.meet.make_meet(stage.ana)
    host = opened_with(stage, space)
    assert OFF == three(host.card)
    stage.world.meet.edit_space(space, transcription=True)
    host.refresh()
    assert Three(transcription=True) == three(host.card)


def test_a_meet_replaced_meanwhile_is_not_updated(stage: Stage) -> None:
    """If the event has somebody else's Meet by now, nothing is done and the card shows it."""
    space = stage.world.meet.make_meet(stage.ana)
    event = stage.world.calendar.add_event(ANA, conference=space)
    host = stage.host()
    host.open_event(ANA, event)
    stage.world.calendar.edit_event(
        ANA, event, conference=stage.world.meet.make_meet(stage.bo, recording=True)
    )
    stage.called()
    choose(host, ON)
    host.press_primary()
    assert OFF == has(space)
    assert PATCH_SPACE not in stage.called()
    assert CHANGED == host.notification
    assert ([], ["Join", ASKS]) == (footer(host.card), buttons(host.card))


def test_a_meet_removed_meanwhile_is_not_updated(stage: Stage) -> None:
    """If the event has no Meet any more, nothing is done and the card offers to create one."""
    space = stage.world.meet.make_meet(stage.ana)
    event = stage.world.calendar.add_event(ANA, conference=space)
    host = stage.host()
    host.open_event(ANA, event)
    stage.world.calendar.edit_event(ANA, event, conference=None)
    stage.called()
    choose(host, ON)
    host.press_primary()
    assert OFF == has(space)
    assert [READ_EVENT] == stage.called()
    assert CHANGED == host.notification
    assert ["Create Meet"] == footer(host.card)


def test_a_host_who_is_none_any_more_is_told(stage: Stage) -> None:
    """If Meet refuses the change as somebody else's space, the card is theirs from then on."""
    space = stage.world.meet.make_meet(stage.ana)
    host = opened_with(stage, space)

    def hand_over() -> None:
        space.owner = BO

    stage.google.faults.order(PATCH_SPACE, then=hand_over)
    choose(host, ON)
    host.press_primary()
    assert OFF == has(space)
    assert SAYS.event_changed() == host.notification
    assert ([], ["Join", ASKS]) == (footer(host.card), buttons(host.card))
    assert ["event"] == [shown.card["name"] for shown in host.stack.cards]


def test_what_somebody_else_switched_meanwhile_stays(stage: Stage) -> None:
    """Only what was chosen otherwise than the card showed it is written."""
    space = stage.world.meet.make_meet(ANA)
    host = opened(stage, stage.world.calendar.add_event(ANA, conference=space))
    space.settings[SMART_NOTES] = "ON"
    host.set_switch("recording", True)
    host.press_primary()
    assert Three(recording=True, smart_notes=True) == has(space)


def test_another_meet_in_its_place_is_left_alone(stage: Stage) -> None:
    """A press for one Meet does not set the one that the event has by now."""
    event = stage.world.calendar.add_event(ANA, conference=stage.world.meet.make_meet(ANA))
    host = opened(stage, event)
    other = stage.world.meet.make_meet(ANA, recording=True)
    stage.world.calendar.edit_event(ANA, event, conference=other)
    host.press_primary()
    assert SAYS.event_changed() == host.notification
    assert Three(recording=True) == has(other)
