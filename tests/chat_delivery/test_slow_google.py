"""Chat is answered in time, however slow Google is, and what was begun is found again.

The function has no account of its own here: nothing follows an answer by itself (that stands in
test_following.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sandbox.google.faults import Gate
from sandbox.hosts.exchange import Exchange
from tests.chat_delivery.long_work import Making
from tests.support.calls import CREATE_SPACE, INSERT, MEMBERS, PATCH_SPACE, READ_SPACE
from tests.support.chat import dialog_words, in_room, own, private_words, set_switches
from tests.support.clock import Clock
from tests.support.deliveries import again, answers, finish, scheduling
from tests.support.late import MOMENT, WORKS
from tests.support.people import BO
from tests.support.stage import Stage, messages_in, staged
from tests.support.state import link
from tests.support.store import Rows
from tests.support.switches import ON
from tests.support.words import SAYS

STILL_MAKING = (
    "Google is still creating your Meet. Send “/meet Budget” again in a moment to get it: "
    "you won't get a second one."
)
STILL_SCHEDULING = (
    "Google is still creating the event. Press Schedule again in a moment: "
    "you won't get a second event."
)
CHAT_WAITS = 25.0
LITTLE = 1.5
"""Seconds that are left: enough for one call to be begun, even on a busy machine."""
NEVER = 60.0
SOON = 10.0


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A stage whose function has no account of its own."""
    settings = {"ADDON_STORE": f"sqlite:{tmp_path / 'addon.db'}", "GCE_METADATA_HOST": ""}
    with staged(settings) as made:
        yield made


@pytest.fixture
def making(stage: Stage, clock: Clock) -> Iterator[Making]:
    """A Meet that is not made by the time of its answer."""
    made = Making(stage, clock)
    yield made
    made.end()


def links(exchange: Exchange) -> str:
    """The link in the card that an answer posts for everybody."""
    [message] = messages_in(exchange)
    assert "privateMessageViewer" not in message
    return str(message)


def test_a_meet_that_takes_too_long_is_said_to_privately(making: Making) -> None:
    """What is not finished in time says so, to who asked, and nothing is posted yet."""
    assert [STILL_MAKING] == private_words(making.chat, making.told)
    assert making.told.milliseconds < CHAT_WAITS * 1000 - (WORKS - MOMENT) * 1000
    assert all(message.viewer is not None for message in own(making.chat))


@pytest.mark.parametrize("words", ["meet", "/meet Standup", "/meet Something else"])
def test_asking_again_finds_the_meet(making: Making, words: str) -> None:
    """The next asking, in whatever words, posts the Meet that was being made."""
    making.end()
    found = making.chat.say(words, mention=True)
    [space] = making.stage.world.meet.spaces
    assert found is not None
    assert space.uri in links(found)
    assert [CREATE_SPACE] == making.stage.called()


def test_asking_while_google_still_works_waits_for_the_same(making: Making) -> None:
    """Whoever asks too early is told so again, and the third asking finds the one Meet."""
    second = making.ask_in_haste()
    assert [STILL_MAKING] == private_words(making.chat, second)
    making.end()
    found = making.chat.slash_command("/meet")
    [space] = making.stage.world.meet.spaces
    assert space.uri in links(found)
    assert [CREATE_SPACE] == making.stage.called()


def test_each_delivery_of_what_found_it_finds_it(making: Making) -> None:
    """Both messages that asked for the Meet lead to it when Chat delivers them again."""
    making.end()
    found = making.chat.slash_command("/meet", "Budget")
    [space] = making.stage.world.meet.spaces
    assert answers(found) == [again(making.stage, found).content.decode()]
    assert space.uri in again(making.stage, making.told).content.decode()
    assert [CREATE_SPACE] == making.stage.called()


def test_once_found_the_next_message_makes_another(making: Making) -> None:
    """What was found is finished: from then on a message means a new Meet."""
    making.end()
    making.chat.slash_command("/meet")
    making.chat.slash_command("/meet")
    assert 2 == len({space.uri for space in making.stage.world.meet.spaces})


def test_an_older_message_that_comes_again_does_not_take_the_meet(
    stage: Stage, clock: Clock
) -> None:
    """While a Meet is being made, the answer of a message before it stays what it was."""
    chat = in_room(stage)
    older = chat.slash_command("/meet")
    making = Making(stage, clock, chat=chat)
    assert answers(older) == [again(stage, older).content.decode()]
    making.end()
    found = chat.slash_command("/meet")
    assert stage.world.meet.spaces[-1].uri in links(found)
    assert 2 == len(stage.world.meet.spaces)


@pytest.mark.parametrize("status", [400, 403, 503])
def test_what_failed_behind_the_answer_is_made_anew(
    stage: Stage, clock: Clock, status: int
) -> None:
    """If the work fails after its answer, the next asking makes the Meet."""
    making = Making(stage, clock, status)
    making.end()
    found = making.chat.slash_command("/meet")
    [space] = stage.world.meet.spaces
    assert space.uri in links(found)
    assert [CREATE_SPACE] * 2 == stage.called()


def test_being_removed_meanwhile_leaves_nothing_for_long(making: Making, rows: Rows) -> None:
    """What ends after the removal posts nothing, and what it stores runs out by itself."""
    making.chat.remove_from_space()
    assert [] == rows.of_conversations()
    making.end()
    finish(making.stage)
    latest = datetime.now(UTC) + timedelta(minutes=10)
    assert all(end is not None and end <= latest for _, _, end in rows.all())
    assert all(message.viewer is not None for message in own(making.chat))


def test_a_delivery_waits_for_its_twin(stage: Stage, clock: Clock) -> None:
    """Of two deliveries at once the later one waits as long as the answer may: both say it."""
    chat = in_room(stage)
    gate = stage.google.faults.hold(CREATE_SPACE)
    with ThreadPoolExecutor(1) as pool:
        both = pool.submit(chat.deliver_twice, lambda: chat.slash_command("/meet"), together=True)
        try:
            assert gate.reached.wait(SOON)
            with pytest.raises(NotYet):
                both.result(0.3)
            clock.forward(9.0)
            with pytest.raises(NotYet):
                both.result(0.5)
        finally:
            gate.open()
        first, second = answers(*both.result(SOON))
    assert first == second
    chat.slash_command("/meet")
    assert [CREATE_SPACE] * 2 == stage.called()


@pytest.mark.parametrize("method", [CREATE_SPACE, INSERT])
def test_an_event_that_takes_too_long_is_found_again(
    stage: Stage, clock: Clock, method: str
) -> None:
    """Whatever step takes too long, the dialog says so, and pressing again makes no second."""
    chat = scheduling(stage)
    gate = stage.google.faults.hold(method)
    clock.spent = WORKS - MOMENT
    chat.press("Schedule")
    assert STILL_SCHEDULING in dialog_words(chat)
    assert "Budget" in chat.form.text()
    assert BO in chat.form.text()
    clock.spent = 0.0
    gate.open()
    posted = chat.press("Schedule")
    finish(stage)
    [space] = stage.world.meet.spaces
    [entry] = stage.world.calendar.entries(stage.ana.email)
    assert space.uri == link(stage, stage.ana.email, entry.id)
    assert space.uri in links(posted)
    assert 1 == len(stage.world.calendar.notifications)


@pytest.mark.parametrize("method", [CREATE_SPACE, INSERT])
def test_an_event_that_failed_behind_the_answer_is_gone_on_with(
    stage: Stage, clock: Clock, method: str
) -> None:
    """If the work fails after its answer, pressing again goes on from there."""
    chat, gate = scheduling(stage), Gate()
    stage.google.faults.order(method, then=gate.wait, status=400)
    clock.spent = WORKS - MOMENT
    chat.press("Schedule")
    clock.spent = 0.0
    gate.open()
    posted = chat.press("Schedule")
    [space] = stage.world.meet.spaces
    [entry] = stage.world.calendar.entries(stage.ana.email)
    assert space.uri == link(stage, stage.ana.email, entry.id)
    assert space.uri in links(posted)


def test_a_corrected_event_that_takes_too_long_is_found_again(stage: Stage, clock: Clock) -> None:
    """What was typed otherwise before it took too long is what the next press finds."""
    chat = scheduling(stage)
    stage.google.faults.order(CREATE_SPACE, status=400)
    chat.press("Schedule")
    chat.form.set_input("title", "Other budget")
    gate = stage.google.faults.hold(INSERT)
    clock.spent = WORKS - MOMENT
    chat.press("Schedule")
    assert STILL_SCHEDULING in dialog_words(chat)
    clock.spent = 0.0
    gate.open()
    posted = chat.press("Schedule")
    [space] = stage.world.meet.spaces
    [entry] = stage.world.calendar.entries(stage.ana.email)
    assert ("Other budget", space.uri) == (
        entry.event.fields["summary"],
        link(stage, stage.ana.email, entry.id),
    )
    assert space.uri in links(posted)
    assert 1 == len(stage.world.calendar.notifications)


@pytest.mark.parametrize(
    ("method", "words"),
    [(READ_SPACE, SAYS.try_again_in_chat()), (PATCH_SPACE, SAYS.outcome_unknown())],
    ids=[READ_SPACE, PATCH_SPACE],
)
def test_settings_of_a_meet_do_not_wait_for_a_silent_google(
    stage: Stage, clock: Clock, method: str, words: str
) -> None:
    """Saving a Meet's settings ends in time: not done, or not known to be done."""
    chat = in_room(stage)
    chat.slash_command("/meet")
    chat.click("Change settings")
    set_switches(chat, ON)
    clock.spent = WORKS - LITTLE
    stage.google.faults.order(method, delay=NEVER)
    saved = chat.press("Save")
    assert [words] == dialog_words(chat)
    assert saved.milliseconds < (CHAT_WAITS - WORKS + LITTLE) * 1000


def test_members_are_not_waited_for_either(stage: Stage, clock: Clock) -> None:
    """A list of members that never comes is said in the dialog, with what was typed kept."""
    chat = scheduling(stage)
    chat.form.set_switch("invite_members", True)
    stage.google.faults.order(MEMBERS, delay=NEVER)
    clock.spent = WORKS - LITTLE
    chat.press("Schedule")
    assert SAYS.try_again_in_chat() in dialog_words(chat)
    assert "Budget" in chat.form.text()
    assert [MEMBERS] == stage.called()
