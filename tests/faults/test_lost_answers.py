"""Answers of Google's that never arrive: what is told, and that pressing again is safe."""

from __future__ import annotations

import pytest

from sandbox.google import errors
from sandbox.google.faults import Call, Drop
from sandbox.google.people.accounts import Feature
from tests.support.calls import (
    AT_ONCE,
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    READ_SPACE,
)
from tests.support.cards import did, footer, paragraphs, results
from tests.support.people import ANA, BO
from tests.support.sidebar import (
    agree_to_replace,
    ask_to_replace,
    defaults,
    met,
    opened,
    planned,
    press_again,
    told,
    try_again,
)
from tests.support.stage import Stage
from tests.support.state import has_link_of, link, only_space
from tests.support.switches import OFF, ON, Three, all_three, choose, has, three
from tests.support.words import CHANGED, SAYS

TRIES = 4
each_drop = pytest.mark.parametrize("drop", ["before", "after"])


def lose(stage: Stage, method: str, drop: Drop) -> None:
    """Lose the answer to a call, and have every repetition of it fail as well."""
    stage.google.faults.order(method, drop=drop)
    stage.google.faults.order(method, status=503, headers=AT_ONCE, times=TRIES - 1)


# Making a Meet


@each_drop
def test_a_lost_read_is_repeated(stage: Stage, drop: Drop) -> None:
    """A lost answer to `events.get` is asked for again and leaves no trace."""
    event_id, host = planned(stage)
    stage.google.faults.order(READ_EVENT, drop=drop)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert has_link_of(stage, event_id, only_space(stage))
    called = stage.called()
    assert ([READ_EVENT, READ_EVENT, CREATE_SPACE], [PATCH_EVENT]) == (
        sorted(called[:-1]),
        called[-1:],
    )


@pytest.mark.parametrize(("drop", "lost"), [("before", 0), ("after", 1)])
def test_a_lost_space_is_told_as_unknown(stage: Stage, drop: Drop, lost: int) -> None:
    """A lost answer to `spaces.create` is never repeated by itself; the next press makes one."""
    event_id, host = planned(stage)
    stage.google.faults.order(CREATE_SPACE, drop=drop)
    host.press_primary()
    assert [SAYS.outcome_unknown()] == told(host)
    assert [READ_EVENT, CREATE_SPACE] == stage.called()
    assert lost == len(stage.world.meet.spaces)
    assert link(stage, ANA, event_id) is None

    press_again(host)
    assert SAYS.created() == did(host.card)
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()
    assert lost + 1 == len(stage.world.meet.spaces)
    assert has_link_of(stage, event_id, stage.world.meet.spaces[-1])


@pytest.mark.parametrize(
    ("drop", "then"),
    [("before", [PATCH_EVENT]), ("after", [PATCH_EVENT, READ_EVENT, READ_SPACE])],
)
def test_a_lost_attachment_is_repeated(stage: Stage, drop: Drop, then: list[str]) -> None:
    """A lost answer to the attachment is repeated; had it taken effect, the Meet is recognised."""
    event_id, host = planned(stage)
    choose(host, ON)
    stage.google.faults.order(PATCH_EVENT, drop=drop)
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert {"Recording": "On", "Transcript": "On", "Notes": "On"} == results(host.card)
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT, *then] == stage.called()
    assert has_link_of(stage, event_id, only_space(stage))


def test_an_attachment_that_never_arrives_leaves_its_space_to_the_next_press(
    stage: Stage,
) -> None:
    """After an attachment that failed for good, the next press attaches the same space."""
    event_id, host = planned(stage)
    lose(stage, PATCH_EVENT, "before")
    host.press_primary()
    assert [SAYS.outcome_unknown()] == told(host)
    assert [READ_EVENT, CREATE_SPACE, *[PATCH_EVENT] * TRIES] == stage.called()
    assert link(stage, ANA, event_id) is None

    press_again(host)
    assert SAYS.created() == did(host.card)
    assert [READ_EVENT, READ_SPACE, PATCH_EVENT] == stage.called()
    assert has_link_of(stage, event_id, only_space(stage))


def test_an_attachment_whose_answers_are_all_lost_is_told_as_unknown(stage: Stage) -> None:
    """Nothing says that the event is unchanged when it is not; pressing again finds its Meet."""
    event_id, host = planned(stage)
    lose(stage, PATCH_EVENT, "after")
    host.press_primary()
    assert [SAYS.outcome_unknown()] == told(host)
    assert has_link_of(stage, event_id, only_space(stage))
    stage.called()

    press_again(host)
    assert SAYS.created() == did(host.card)
    assert [READ_EVENT, READ_SPACE] == sorted(stage.called())
    assert has_link_of(stage, event_id, only_space(stage))


def test_other_switches_at_the_next_press_are_set_once_the_space_is_attached(
    stage: Stage,
) -> None:
    """A space kept from a failed press gets the switches of the press whose event takes it."""
    event_id, host = planned(stage)
    stage.google.faults.order(PATCH_EVENT, status=503, headers=AT_ONCE, times=TRIES)
    host.press_primary()
    space = only_space(stage)
    assert OFF == has(space)
    stage.called()

    host.back()
    choose(host, ON)
    host.press_primary()
    assert [all_three(ON)] == [call.body for call in stage.google.calls_of(PATCH_SPACE)]
    assert {"Recording": "On", "Transcript": "On", "Notes": "On"} == results(host.card)
    assert [READ_EVENT, READ_SPACE, PATCH_EVENT, PATCH_SPACE] == stage.called()
    assert has_link_of(stage, event_id, space)
    assert ON == has(only_space(stage))


def test_a_press_that_fails_sets_nothing_on_a_kept_space(stage: Stage) -> None:
    """A kept space stays as it was made until an event has it; then it is set as pressed for."""
    event_id, host = planned(stage)
    stage.google.faults.order(PATCH_EVENT, status=503, headers=AT_ONCE, times=TRIES * 2)
    host.press_primary()
    host.back()
    choose(host, ON)
    stage.called()
    host.press_primary()
    assert [SAYS.outcome_unknown()] == told(host)
    assert [READ_EVENT, READ_SPACE, *[PATCH_EVENT] * TRIES] == stage.called()
    assert OFF == has(only_space(stage))

    press_again(host)
    assert [READ_EVENT, READ_SPACE, PATCH_EVENT, PATCH_SPACE] == stage.called()
    assert has_link_of(stage, event_id, only_space(stage))
    assert ON == has(only_space(stage))


def test_a_kept_space_that_is_gone_is_replaced_by_a_new_one(stage: Stage) -> None:
    """When Meet no longer knows the space of a failed press, a new one is made and attached."""
    event_id, host = planned(stage)
    stage.google.faults.order(PATCH_EVENT, status=503, headers=AT_ONCE, times=TRIES)
    host.press_primary()
    stage.called()

    host.back()
    choose(host, ON)
    stage.google.faults.order(READ_SPACE, error=errors.permission_denied("Space"))
    host.press_primary()
    assert [READ_EVENT, READ_SPACE, CREATE_SPACE, PATCH_EVENT] == stage.called()
    _, new = stage.world.meet.spaces
    assert has_link_of(stage, event_id, new)
    assert ON == has(new)


def test_what_meet_refused_is_still_said_when_the_space_is_attached_later(stage: Stage) -> None:
    """A refusal told at the making of a space is on the card of the press that attaches it."""
    stage.ana.features -= {Feature.SMART_NOTES}
    event_id, host = planned(stage)
    choose(host, ON)
    stage.google.faults.order(PATCH_EVENT, status=503, headers=AT_ONCE, times=TRIES)
    host.press_primary()
    press_again(host)
    assert {"Recording": "On", "Transcript": "On", "Notes": "Not available"} == results(host.card)
    assert has_link_of(stage, event_id, only_space(stage))


def test_an_occurrence_that_cannot_be_looked_at_does_not_undo_the_success(stage: Stage) -> None:
    """Once a series has its Meet, a failed look at the opened occurrence changes nothing."""
    series_id = stage.world.calendar.add_event(
        ANA, start="2026-12-01T10:00:00", recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"]
    )
    host = opened(stage, f"{series_id}_20261208T090000Z")

    def is_after_the_attachment(call: Call) -> bool:
        del call
        return bool(stage.google.calls_of(PATCH_EVENT))

    stage.google.faults.order(
        READ_EVENT, status=503, headers=AT_ONCE, times=TRIES, when=is_after_the_attachment
    )
    host.press_primary()
    assert SAYS.created() == did(host.card)
    assert SAYS.occurrence_left_out() not in paragraphs(host.card)
    assert has_link_of(stage, series_id, only_space(stage))


# The problem's own button


MIXED = Three(recording=True, smart_notes=True)


@pytest.mark.parametrize(
    ("drop", "calls"),
    [("before", [READ_EVENT, READ_SPACE, PATCH_EVENT]), ("after", [READ_EVENT, READ_SPACE])],
)
def test_trying_again_makes_no_second_meet(stage: Stage, drop: Drop, calls: list[str]) -> None:
    """Try again repeats the press with all that was chosen, whatever became of the first one."""
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO])
    host = opened(stage, event_id)
    choose(host, MIXED)
    host.set_input("notify", "all")
    host.set_switch("remember", on=True)
    lose(stage, PATCH_EVENT, drop)
    host.press_primary()
    assert [SAYS.outcome_unknown()] == told(host)
    assert ["Refresh", "Try again"] == footer(host.card)
    stage.called()

    try_again(host)
    assert SAYS.created() == did(host.card)
    assert ["On", "Off", "On"] == list(results(host.card).values())
    assert calls == sorted(stage.called(), key=calls.index)
    assert has_link_of(stage, event_id, only_space(stage))
    assert MIXED == has(only_space(stage))
    assert [(BO,)] == [sent.to for sent in stage.world.calendar.notifications]
    assert SAYS.remembered() in paragraphs(host.card)
    assert MIXED == defaults(stage)


@pytest.mark.parametrize(("drop", "lost"), [("before", 0), ("after", 1)])
def test_trying_again_after_a_lost_space_makes_one_and_no_more(
    stage: Stage, drop: Drop, lost: int
) -> None:
    """A space of which nobody knows is not looked for; each press calls for one at most."""
    event_id, host = planned(stage)
    choose(host, MIXED)
    stage.google.faults.order(CREATE_SPACE, drop=drop, times=2)
    host.press_primary()
    try_again(host)
    assert [SAYS.outcome_unknown()] == told(host)
    assert [READ_EVENT, CREATE_SPACE] * 2 == stage.called()

    try_again(host)
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()
    assert 2 * lost + 1 == len(stage.world.meet.spaces)
    assert has_link_of(stage, event_id, stage.world.meet.spaces[-1])
    assert MIXED == has(stage.world.meet.spaces[-1])


def test_trying_again_replaces_only_what_was_agreed(stage: Stage) -> None:
    """The call that was agreed to be replaced comes along, so another one in its place stays."""
    sooma = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    weblex = stage.world.calendar.vendor_conference("Weblex", "https://weblex.example.com/j/2")
    event_id = stage.world.calendar.add_event(ANA, conference=sooma)
    host = opened(stage, event_id)
    ask_to_replace(host)
    choose(host, MIXED)
    lose(stage, PATCH_EVENT, "before")
    agree_to_replace(host)
    stage.world.calendar.edit_event(ANA, event_id, conference=weblex)
    stage.called()
    try_again(host)
    assert CHANGED == host.notification
    assert [READ_EVENT] == stage.called()
    assert weblex == stage.world.calendar.event(ANA, event_id, ANA)["conferenceData"]

    ask_to_replace(host)
    choose(host, MIXED)
    lose(stage, PATCH_EVENT, "before")
    agree_to_replace(host)
    stage.called()
    try_again(host)
    assert SAYS.replaced() == did(host.card)
    assert [READ_EVENT, READ_SPACE, PATCH_EVENT] == stage.called()
    assert has_link_of(stage, event_id, only_space(stage))
    assert MIXED == has(only_space(stage))


def test_trying_again_reaches_the_one_event_that_was_chosen(stage: Stage) -> None:
    """Of a series, the choice of one event comes along, and the series stays without a Meet."""
    series_id = stage.world.calendar.add_event(
        ANA, start="2026-12-01T10:00:00", recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"]
    )
    event_id = f"{series_id}_20261208T090000Z"
    host = opened(stage, event_id)
    host.set_input("applies_to", "event")
    lose(stage, PATCH_EVENT, "before")
    host.press_primary()
    assert [SAYS.outcome_unknown()] == told(host)
    try_again(host)
    assert SAYS.created() == did(host.card)
    assert has_link_of(stage, event_id, only_space(stage))
    assert link(stage, ANA, series_id) is None


@pytest.mark.parametrize(
    "form", ["", "recording=on", "&&&=;%ff", "recording=%00&notify=no", "x=" + "y" * 20_000]
)
def test_a_forged_form_is_no_more_than_a_form(stage: Stage, form: str) -> None:
    """What comes back from the browser in the place of a form is read as one, odd or cut."""
    # So that the card has no form of its own, as that of a problem has none.
    stage.world.knobs.folded_inputs_sent = False
    _, host = planned(stage)
    function = f"{stage.function.url}/calendar/event/create"
    host.click({"function": function, "parameters": [{"key": "form", "value": form}]})
    assert SAYS.created() == did(host.card)
    assert Three(recording=form == "recording=on") == has(only_space(stage))


# Changing settings


@each_drop
def test_a_lost_look_at_the_space_is_repeated(stage: Stage, drop: Drop) -> None:
    """A lost answer to `spaces.get` is asked for again before the event's card is drawn."""
    space, host = met(stage)
    stage.google.faults.order(READ_SPACE, drop=drop)
    host.refresh()
    assert [READ_EVENT, READ_SPACE, READ_SPACE] == sorted(stage.called())
    assert OFF == three(host.card)
    assert OFF == has(space)


@each_drop
def test_a_lost_change_of_settings_is_repeated(stage: Stage, drop: Drop) -> None:
    """A lost answer to `spaces.patch` is repeated: doubled, it sets the same."""
    space, host = met(stage)
    choose(host, ON)
    stage.google.faults.order(PATCH_SPACE, drop=drop)
    host.press_primary()
    assert SAYS.updated() == did(host.card)
    assert [PATCH_SPACE, PATCH_SPACE] == stage.called()[-2:]
    assert ON == has(space)


@pytest.mark.parametrize(
    ("drop", "meanwhile"),
    [("before", OFF), ("after", ON)],
)
def test_settings_whose_answers_are_all_lost_are_told_as_unknown(
    stage: Stage, drop: Drop, meanwhile: Three
) -> None:
    """Nobody is told that nothing changed when it may have; pressing again sets it for sure."""
    space, host = met(stage)
    choose(host, ON)
    lose(stage, PATCH_SPACE, drop)
    host.press_primary()
    assert [SAYS.outcome_unknown()] == told(host)
    assert TRIES == stage.called().count(PATCH_SPACE)
    assert meanwhile == has(space)

    press_again(host)
    assert SAYS.updated() == did(host.card)
    assert ON == has(space)
    assert [] == stage.google.calls_of(PATCH_EVENT)
