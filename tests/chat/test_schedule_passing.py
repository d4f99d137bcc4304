"""Schedule pressed again while at each of its steps Calendar fails, or others edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sandbox.google import errors
from sandbox.google.faults import Call
from sandbox.hosts.chat.surface import ChatDialog
from tests.chat.second_press import guests_of, linked, of_others, without_its_link
from tests.support.calls import CREATE_SPACE, INSERT, PATCH_EVENT, READ_EVENT, READ_SPACE, calls_of
from tests.support.chat import in_room
from tests.support.log import log_lines
from tests.support.people import ANA, BO, CY, DEE, EVE
from tests.support.schedule import MADE, event_id_of, event_of, fill, planned, pressed
from tests.support.stage import Stage
from tests.support.state import only_space
from tests.support.store import Store
from tests.support.switches import ON
from tests.support.words import SAYS

Begin = Callable[[Stage], ChatDialog]


def complete(stage: Stage) -> ChatDialog:
    """The event has its Meet; the dialog is pressed once more."""
    chat = planned(in_room(stage), addresses=f"{BO}, {CY}", wanted=ON)
    dialog = chat.form
    dialog.press_primary()
    assert MADE == stage.called()
    return dialog


def as_before(stage: Stage) -> ChatDialog:
    """The event has no Meet yet, and nothing is typed otherwise."""
    return without_its_link(stage).form


def retyped(stage: Stage) -> ChatDialog:
    """The event has no Meet yet; another title and another guest are typed."""
    chat = without_its_link(stage)
    fill(chat, title="My plan", addresses=f"{BO}, {CY}, {EVE}")
    return chat.form


@dataclass(frozen=True)
class Step:
    """One of the calls of a second press that say which event they are about.

    Attributes:
        begin: what comes before.
        method: the call's id.
        number: which of the calls of that method it is, from 0.
    """

    begin: Begin
    method: str
    number: int

    def __str__(self) -> str:
        """For the test's name."""
        return f"{self.begin.__name__}, {self.method.rpartition('.')[2]} {self.number}"


STEPS = [
    *(Step(complete, READ_EVENT, number) for number in range(2)),
    *(Step(as_before, READ_EVENT, number) for number in range(2)),
    Step(as_before, PATCH_EVENT, 0),
    *(Step(retyped, READ_EVENT, number) for number in range(3)),
    *(Step(retyped, PATCH_EVENT, number) for number in range(2)),
]


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("step", STEPS, ids=str)
def test_a_404_that_passes_makes_no_second_event(stage: Stage, step: Step, times: int) -> None:
    """Wherever it comes, the dialog keeps its event, and pressing on finishes that one.

    Nothing is said to be deleted, and others' edits stay.
    """
    dialog = step.begin(stage)
    event_id = event_in(dialog)
    of_others(stage, event_id)
    stage.google.calls.clear()

    def its_turn(call: Call) -> bool:
        return len(stage.google.calls_of(call.method_id)) > step.number

    error = errors.calendar("notFound")
    stage.google.faults.order(step.method, error=error, times=times, when=its_turn)
    with log_lines() as log:
        for _ in range(times + 2):
            dialog.press_primary()
            words = str(dialog.card["sections"][0])
            assert SAYS.event_gone() not in words
            assert SAYS.event_deleted() not in words
            assert event_id == event_in(dialog)
    assert [] == log.errors()
    assert 0 == stage.google.faults.open_orders
    assert [event_id] == [entry.event.id for entry in stage.world.calendar.entries(ANA)]
    assert {event_id} >= {(call.body or {})["id"] for call in calls_of(stage, INSERT)}
    event = linked(stage, event_id)
    added = {EVE: "needsAction"} if step.begin is retyped else {}
    assert {BO: "accepted", CY: "declined", DEE: "tentative", **added} == guests_of(event)
    title = "My plan" if step.begin is retyped else "Their plan"
    assert title == event["summary"]


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_edits_in_the_middle_of_a_press_stay(stage: Stage, step: Step) -> None:
    """Whenever others edit, guests and answers of theirs stay, and so does a title of theirs.

    Unless another one was typed since the press before, and is written after they edited.
    """
    dialog = step.begin(stage)
    event_id = event_in(dialog)
    stage.google.calls.clear()
    titles: list[str] = []

    def edit() -> None:
        titles.append(event_of(stage, event_id)["summary"])
        of_others(stage, event_id)

    def its_turn(call: Call) -> bool:
        return len(stage.google.calls_of(call.method_id)) > step.number

    stage.google.faults.order(step.method, when=its_turn, then=edit)
    with log_lines() as log:
        for _ in range(3):
            dialog.press_primary()
            assert event_id == event_in(dialog)
    assert [] == log.errors()
    [before] = titles
    event = linked(stage, event_id)
    added = {EVE: "needsAction"} if step.begin is retyped and before == "Plan" else {}
    assert {BO: "accepted", CY: "declined", DEE: "tentative", **added} == guests_of(event)
    title = "My plan" if added else "Their plan"
    assert title == event["summary"]


@pytest.mark.parametrize("times", [1, 4])
def test_a_correction_whose_answer_is_lost_is_not_made_twice(stage: Stage, times: int) -> None:
    """What was written all the same is others' to change from then on."""
    dialog = retyped(stage)
    event_id = event_in(dialog)
    stage.google.faults.order(PATCH_EVENT, drop="after", times=times)
    # Twice: the numbers to dial in are left out once.
    stage.google.faults.order(
        PATCH_EVENT, status=400, times=2, when=lambda call: "conferenceData" in (call.body or {})
    )
    dialog.press_primary()
    assert 0 == stage.google.faults.open_orders
    event = event_of(stage, event_id)
    assert ("My plan", False) == (event["summary"], "conferenceData" in event)
    assert SAYS.event_without_meet() in str(dialog.card["sections"][0])

    of_others(stage, event_id)
    dialog.press_primary()
    event = linked(stage, event_id)
    assert "Their plan" == event["summary"]
    assert {BO: "accepted", CY: "declined", DEE: "tentative"} == guests_of(event)


def test_a_meet_that_the_press_has_just_made_is_not_made_again(stage: Stage) -> None:
    """Calendar drops its link, and Meet denies it for a moment: the same Meet is put there."""
    chat = planned(in_room(stage), addresses=f"{BO}, {CY}", wanted=ON)
    event_id, taken = event_id_of(chat), dict[str, object]()

    def insert() -> None:
        stage.world.calendar.add_event(ANA, event_id=event_id, summary="Plan", attendees=[BO, CY])
        taken.update(event_of(stage, event_id))

    stage.google.faults.order(INSERT, then=insert, status=200, body=taken)
    stage.google.faults.order(READ_SPACE, status=404, times=2)
    stage.called()
    pressed(chat)

    assert [CREATE_SPACE, INSERT, READ_EVENT, PATCH_EVENT] == stage.called()
    assert only_space(stage).uri == event_of(stage, event_id)["hangoutLink"]


def test_a_correction_is_not_denied_where_the_store_fails_after_it(stage: Stage) -> None:
    """What was typed otherwise is written; then nobody says that nothing was done."""
    dialog, store = retyped(stage), Store(stage.store)
    event_id = event_in(dialog)
    stage.google.calls.clear()

    def after_the_correction(call: Call) -> bool:
        return call.method_id == READ_EVENT and bool(stage.google.calls_of(PATCH_EVENT))

    stage.google.faults.order("*", when=after_the_correction, then=store.spoil)
    dialog.press_primary()

    assert 0 == stage.google.faults.open_orders
    assert "My plan" == event_of(stage, event_id)["summary"]
    words = str(dialog.card["sections"][0])
    assert SAYS.event_without_meet() in words
    assert SAYS.store_unavailable() not in words

    store.mend()
    dialog.press_primary()
    assert "My plan" == linked(stage, event_id)["summary"]


def test_guests_whom_others_added_are_told_as_chosen(stage: Stage) -> None:
    """Who typed no guests and wants guests e-mailed wants that of those who came meanwhile, too."""
    chat = without_its_link(stage, addresses="", notify="all")
    chat.form.press_primary()

    [attach] = calls_of(stage, PATCH_EVENT)
    assert "all" == attach.query["sendUpdates"]


def event_in(dialog: ChatDialog) -> str:
    """The id that a dialog gives the event."""
    action = dialog.card["fixedFooter"]["primaryButton"]["onClick"]["action"]
    parameters = {each["key"]: str(each["value"]) for each in action["parameters"]}
    return parameters["event"]
