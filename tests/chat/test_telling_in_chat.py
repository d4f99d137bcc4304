"""Scheduled from Chat: the line in the event's description that tells guests what is recorded."""

from __future__ import annotations

import pytest

from cards.languages import LANGUAGES, text_for
from meeting.model import Switches
from sandbox.google import errors
from sandbox.hosts.chat.host import ChatHost
from tests.support.calls import (
    AT_ONCE,
    INSERT,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    READ_SPACE,
    calls_of,
)
from tests.support.cards import paragraphs, switches
from tests.support.chat import in_dm, in_room, own
from tests.support.people import ANA, BO
from tests.support.schedule import (
    MADE,
    START,
    event_id_of,
    event_of,
    fill,
    inserted,
    meetless,
    planned,
    pressed,
)
from tests.support.sidebar import opened
from tests.support.stage import Json, Stage
from tests.support.state import only_space
from tests.support.switches import OFF, ON, Three, has
from tests.support.words import SAYS

ALL_OF_IT = "This call will be recorded, transcribed and noted (Records for Google Meet)."
RECORDED = "This call will be recorded (Records for Google Meet)."
FAILED = "The event's description could not be changed. Check what it tells guests."


def description(stage: Stage, event_id: str) -> str:
    """The event's description as Calendar has it."""
    return str(event_of(stage, event_id).get("description", ""))


def telling(chat: ChatHost, wanted: Three = ON, addresses: str = BO) -> ChatHost:
    """The dialog filled in, with the guests to be told."""
    return planned(chat, wanted=wanted, addresses=addresses, tell_guests=True)


def changed(chat: ChatHost, wanted: Three) -> None:
    """Change the settings of the posted Meet."""
    chat.click(SAYS.change_settings())
    for name, on in wanted._asdict().items():
        chat.form.set_switch(name, on)
    chat.form.press_primary()


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_the_event_is_made_with_the_line(stage: Stage, language: str) -> None:
    """Two calls, as without: the guests' one invitation has it, in the host's language."""
    chat = telling(in_room(stage, locale=language))
    event_id = event_id_of(chat)
    pressed(chat)
    line = text_for(language).guest_line(Switches(*ON))
    assert (MADE, line) == (stage.called(), description(stage, event_id))


@pytest.mark.parametrize(
    ("wanted", "addresses", "tell"), [(ON, BO, False), (OFF, BO, True), (ON, "", True)]
)
def test_where_there_is_nothing_or_nobody_to_tell(
    stage: Stage, wanted: Three, addresses: str, tell: bool
) -> None:
    """Unasked, with nothing recorded, and without guests the event has no description."""
    chat = planned(in_room(stage), wanted=wanted, addresses=addresses, tell_guests=tell)
    pressed(chat)
    assert "description" not in inserted(stage)


def test_the_switch_stands_as_it_was_remembered(stage: Stage) -> None:
    """What was remembered in the sidebar goes for Chat, too."""
    host = opened(stage, stage.world.calendar.add_event(ANA, attendees=[BO]))
    for name in ("tell_guests", "remember"):
        host.set_switch(name, True)
    host.press_primary()
    chat = in_room(stage)
    chat.slash_command("/schedule", "Plan")
    assert True is switches(chat.form.card)["tell_guests"]


def test_what_is_to_be_corrected_keeps_the_choice(stage: Stage) -> None:
    """A dialog that comes back has the switch as it was put."""
    chat = telling(in_room(stage), addresses="nobody")
    pressed(chat)
    assert True is switches(chat.form.card)["tell_guests"]


def test_a_second_press_tells_of_the_settings_of_that_one(stage: Stage) -> None:
    """The first made the event without its Meet: the line comes with the link, and is true."""
    chat = telling(in_room(stage), Three(recording=True), addresses="")
    event_id = event_id_of(chat)
    stage.google.faults.order(INSERT, **meetless(stage, chat))
    pressed(chat)
    stage.world.calendar.edit_event(ANA, event_id, attendees=[BO], description="Agenda")
    stage.called()
    fill(chat, wanted=ON, addresses=BO)
    pressed(chat)
    assert f"Agenda\n\n{ALL_OF_IT}" == description(stage, event_id)
    assert ON == has(only_space(stage))


def test_a_press_whose_answer_was_lost_is_told_once(stage: Stage) -> None:
    """The event is there with its line; the next press of the dialog keeps that true."""
    chat = telling(in_room(stage), Three(recording=True))
    event_id = event_id_of(chat)
    stage.google.faults.order(INSERT, drop="after")
    stage.google.faults.order(INSERT, status=503, headers=AT_ONCE, times=9)
    pressed(chat)
    stage.google.faults.clear()
    if chat.dialog is not None:
        fill(chat, wanted=ON)
        pressed(chat)
    expected = ALL_OF_IT if ON == has(only_space(stage)) else RECORDED
    assert expected == description(stage, event_id)


def test_a_change_from_the_message_keeps_the_line_true(stage: Stage) -> None:
    """Of others' words nothing changes, and the message is drawn anew as ever."""
    chat = telling(in_room(stage))
    event_id = event_id_of(chat)
    pressed(chat)
    stage.world.calendar.edit_event(ANA, event_id, description=f"Agenda\n\n{ALL_OF_IT}\nPS")
    stage.called()
    changed(chat, Three(recording=True))
    assert [READ_SPACE, READ_EVENT, READ_SPACE, PATCH_SPACE, PATCH_EVENT] == stage.called()
    assert f"Agenda\n\n{RECORDED}\nPS" == description(stage, event_id)
    changed(chat, OFF)
    assert "Agenda\nPS" == description(stage, event_id)


def test_a_change_from_the_message_adds_no_line(stage: Stage) -> None:
    """Where guests were not told before, Calendar is read and not written to."""
    chat = planned(in_room(stage), wanted=ON, addresses=BO)
    event_id = event_id_of(chat)
    pressed(chat)
    stage.called()
    changed(chat, Three(recording=True))
    assert [READ_SPACE, READ_EVENT, READ_SPACE, PATCH_SPACE] == stage.called()
    assert "" == description(stage, event_id)


@pytest.mark.parametrize("fate", ["another Meet", "cancelled", "deleted"])
def test_an_event_that_lost_the_meet_is_left_alone(stage: Stage, fate: str) -> None:
    """The Meet is set all the same."""
    chat = telling(in_room(stage))
    event_id = event_id_of(chat)
    pressed(chat)
    space = only_space(stage)
    if fate == "another Meet":
        stage.world.calendar.edit_event(ANA, event_id, conference=stage.world.meet.make_meet(BO))
    elif fate == "cancelled":
        stage.world.calendar.edit_event(ANA, event_id, status="cancelled")
    else:
        stage.google.faults.order(READ_EVENT, error=errors.calendar("notFound"), times=9)
    changed(chat, OFF)
    assert OFF == has(space)
    assert [] == calls_of(stage, PATCH_EVENT)


def test_who_is_alone_with_the_app_reads_that_it_failed(stage: Stage) -> None:
    """The message itself says so."""
    chat = telling(in_dm(stage))
    event_id = event_id_of(chat)
    pressed(chat)
    stage.google.faults.order(PATCH_EVENT, status=403, times=9)
    changed(chat, OFF)
    [message] = own(chat)
    assert FAILED in paragraphs(message.card)
    assert ALL_OF_IT == description(stage, event_id)


def test_in_a_room_only_the_host_reads_that_it_failed(stage: Stage) -> None:
    """A message that nobody else sees follows."""
    chat = telling(in_room(stage))
    pressed(chat)
    stage.google.faults.order(PATCH_EVENT, status=403, times=9)
    changed(chat, OFF)
    stage.function.settle()
    private = [message for message in own(chat) if message.viewer]
    assert [[FAILED]] == [paragraphs(message.card) for message in private]


def test_an_insert_that_drops_the_description_is_made_good(stage: Stage) -> None:
    """A 200 is no proof: what is missing is written once more."""
    chat = telling(in_room(stage))
    event_id = event_id_of(chat)

    made: Json = {}

    def without_it() -> None:
        stage.world.calendar.add_event(
            ANA, event_id=event_id, attendees=[BO], conference=only_space(stage), start=START
        )
        made.update(event_of(stage, event_id))

    stage.google.faults.order(INSERT, then=without_it, status=200, body=made)
    pressed(chat)
    [patch] = calls_of(stage, PATCH_EVENT)
    assert {"description": ALL_OF_IT} == patch.body
    assert ALL_OF_IT == description(stage, event_id)
