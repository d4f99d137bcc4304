"""A first delivery that failed, and the same event delivered once more."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.google import errors
from tests.support.calls import AT_ONCE, CREATE_SPACE, INSERT
from tests.support.chat import dialog_words, in_room, own, private_words
from tests.support.deliveries import Twins, Way, answers, scheduling
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.store import Rows, Store
from tests.support.words import SAYS

Trouble = dict[str, Any]

REFUSED: Trouble = {"error": errors.meet(403, "No Meets for you.")}
NO_MEET: Trouble = {"error": errors.permission_denied("Space")}
BUSY: Trouble = {"error": errors.meet(429, "Slow down."), "headers": AT_ONCE}
UNKNOWN: list[Trouble] = [{"status": 503}, {"drop": "before"}, {"drop": "after"}]

scheduling_step = pytest.mark.parametrize("method", [CREATE_SPACE, INSERT])


def only_event(stage: Stage) -> str:
    """The id of the one event in Ana's calendar."""
    [entry] = stage.world.calendar.entries(stage.ana.email)
    return entry.id


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (REFUSED, SAYS.refused_by_google()),
        (BUSY, SAYS.no_meet_made("/meet Budget")),
        (NO_MEET, SAYS.meet_unavailable()),
    ],
    ids=["refused", "busy", "no Meet"],
)
def test_a_message_after_a_refusal_is_tried_again(
    stage: Stage, trouble: Trouble, words: str
) -> None:
    """What Google refused is told privately; the same message delivered again makes the Meet."""
    chat = in_room(stage)
    stage.google.faults.order(CREATE_SPACE, **trouble)
    first, second = chat.deliver_twice(lambda: chat.slash_command("/meet", "Budget"))
    assert [words] == private_words(chat, first)
    [space] = stage.world.meet.spaces
    assert space.uri in answers(second)[0]
    assert [CREATE_SPACE] * 2 == stage.called()


@pytest.mark.parametrize("trouble", UNKNOWN, ids=str)
def test_a_message_after_a_lost_answer_is_tried_again(stage: Stage, trouble: Trouble) -> None:
    """That the outcome is unknown is told privately; delivered again, one Meet is posted."""
    chat = in_room(stage)
    stage.google.faults.order(CREATE_SPACE, **trouble)
    first, second = chat.deliver_twice(lambda: chat.slash_command("/meet", "Budget"))
    assert [SAYS.meet_unknown("/meet Budget")] == private_words(chat, first)
    assert stage.world.meet.spaces[-1].uri in answers(second)[0]
    assert [CREATE_SPACE] * 2 == stage.called()
    assert 1 == sum(message.viewer is None for message in own(chat))


@pytest.mark.parametrize("elsewhere", [False, True], ids=["one instance", "another instance"])
def test_one_of_two_at_once_may_be_refused(pair: Twins, elsewhere: bool) -> None:
    """When Google refuses one of two deliveries at the same time, the other makes the Meet."""
    chat = in_room(pair.stage)
    pair.stage.google.faults.order(CREATE_SPACE, **REFUSED)
    way = Way(together=True, elsewhere=elsewhere)
    pair.twice(chat, way, lambda: chat.slash_command("/meet", "Budget"))
    assert [CREATE_SPACE] * 2 == pair.stage.called()
    assert [False, True] == sorted(message.viewer is None for message in own(chat))


@scheduling_step
def test_a_press_after_a_refusal_goes_on(stage: Stage, method: str) -> None:
    """Whatever step Google refused is said in the dialog; the press delivered again goes on."""
    chat = scheduling(stage)
    times = 2 if method == INSERT else 1  # once more without the numbers to dial in
    stage.google.faults.order(method, error=errors.meet(400, "Not today."), times=times)
    first, second = chat.deliver_twice(lambda: chat.press("Schedule"))
    assert SAYS.refused_by_google() in answers(first)[0]
    assert "Not today." not in answers(first)[0]
    assert "createMessageAction" in answers(second)[0]
    [space] = stage.world.meet.spaces
    assert space.uri == link(stage, stage.ana.email, only_event(stage))
    assert ["insert"] == [mail.action for mail in stage.world.calendar.notifications]


@scheduling_step
def test_a_press_after_a_lost_answer_goes_on(stage: Stage, method: str) -> None:
    """An answer lost at any step leads to one event with one link, the second time at latest."""
    chat = scheduling(stage)
    stage.google.faults.order(method, drop="after")
    chat.deliver_twice(lambda: chat.press("Schedule"))
    uris = [space.uri for space in stage.world.meet.spaces]
    assert uris[-1] == link(stage, stage.ana.email, only_event(stage))
    assert (2 if method == CREATE_SPACE else 1) == len(uris)
    assert 1 == len(stage.world.calendar.notifications)


@pytest.mark.parametrize("words", ["meet", "/meet Budget"])
def test_no_meet_is_made_without_the_store(stage: Stage, store: Store, words: str) -> None:
    """Where nothing can be remembered nothing is made, and only who asked is told."""
    chat = in_room(stage)
    chat.slash_command("/meet")
    stage.called()
    store.spoil()
    failed = chat.say(words, mention=True)
    assert [SAYS.store_unavailable()] == private_words(chat, failed)
    assert [] == stage.called()
    store.mend()
    assert failed is not None
    chat.say(words, mention=True)
    assert [CREATE_SPACE] == stage.called()


def test_no_event_is_made_without_the_store(stage: Stage, store: Store, rows: Rows) -> None:
    """An event whose Meet could not be remembered is not made; what was typed is kept."""
    chat = in_room(stage)
    chat.slash_command("/meet")
    chat.slash_command("/schedule", "Budget")
    stage.called()
    store.spoil()
    chat.press("Schedule")
    assert SAYS.store_unavailable() in dialog_words(chat)
    assert [] == stage.called()
    store.mend()
    before = rows.all()
    chat.press("Schedule")
    assert chat.dialog is None
    assert (
        "Budget"
        == stage.world.calendar.find(stage.ana.email, only_event(stage)).event.fields["summary"]
    )
    assert before != rows.all()
