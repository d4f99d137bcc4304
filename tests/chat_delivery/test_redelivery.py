"""Chat delivers at least once: what is delivered twice is done once and answered the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.hosts.chat.host import ChatHost
from tests.support.calls import CREATE_SPACE, END, PATCH_SPACE
from tests.support.chat import in_dm, in_room, of_bo, own, save_defaults
from tests.support.deliveries import LATER, WAYS, Twins, Way, again, answers, scheduling
from tests.support.people import ANA, BO
from tests.support.stage import SCOPE, Stage
from tests.support.store import Rows
from tests.support.switches import ON, has

FORGOTTEN = timedelta(minutes=10)
"""How long the store remembers what was made for a message."""

STARTS: dict[str, Callable[[ChatHost], Callable[[], object]]] = {
    "command": lambda chat: lambda: chat.slash_command("/meet", "Budget"),
    "bare command": lambda chat: lambda: chat.slash_command("/meet"),
    "mention": lambda chat: lambda: chat.say("meet", mention=True),
}
"""What makes a Meet, besides the help's button."""

each_way = pytest.mark.parametrize("way", WAYS, ids=str)


def events_of_ana(stage: Stage) -> list[str]:
    """The titles of the events in Ana's calendar."""
    return [
        entry.event.fields["summary"] for entry in stage.world.calendar.entries(stage.ana.email)
    ]


@each_way
@pytest.mark.parametrize("start", STARTS)
def test_a_message_delivered_twice_makes_one_meet(pair: Twins, way: Way, start: str) -> None:
    """A command or mention, twice, at whichever instance, makes one Meet and gets one answer."""
    chat = in_room(pair.stage)
    first, second = answers(*pair.twice(chat, way, STARTS[start](chat)))
    assert first == second
    [space] = pair.stage.world.meet.spaces
    assert space.uri in first
    assert [CREATE_SPACE] == pair.stage.called()


@each_way
def test_a_click_delivered_twice_makes_one_meet(pair: Twins, way: Way) -> None:
    """The help's button that starts a Meet makes one however often its click arrives."""
    chat = in_room(pair.stage)
    chat.slash_command("/help")
    first, second = answers(*pair.twice(chat, way, lambda: chat.click("Start a Meet")))
    assert first == second
    assert [CREATE_SPACE] == pair.stage.called()


@each_way
def test_a_dialog_asked_for_twice_is_the_same(pair: Twins, way: Way) -> None:
    """`/schedule` delivered twice opens the dialog of one event, not of two."""
    chat = in_room(pair.stage)
    first, second = answers(*pair.twice(chat, way, lambda: chat.slash_command("/schedule")))
    assert first == second


@each_way
def test_a_press_delivered_twice_makes_one_event(pair: Twins, way: Way) -> None:
    """Scheduling twice makes one event with one Meet, and its guests are told of it once."""
    stage, chat = pair.stage, scheduling(pair.stage)
    first, second = answers(*pair.twice(chat, way, lambda: chat.press("Schedule")))
    assert first == second
    [space] = stage.world.meet.spaces
    assert space.uri in first
    assert ["Budget"] == events_of_ana(stage)
    assert 1 == len(stage.world.calendar.notifications)
    assert 1 == stage.called().count(CREATE_SPACE)


@each_way
def test_a_change_delivered_twice_is_the_same_change(pair: Twins, way: Way) -> None:
    """Settings saved twice, of the user and of a Meet, are answered the same both times."""
    chat = in_room(pair.stage)
    chat.slash_command("/settings")
    chat.form.set_switch("recording", True)
    first, second = answers(*pair.twice(chat, way, lambda: chat.press("Save")))
    assert first == second

    chat.slash_command("/meet")
    chat.click("Change settings")
    chat.form.set_switch("smart_notes", True)
    first, second = answers(*pair.twice(chat, way, lambda: chat.press("Save")))
    assert first == second
    # Whoever looks once it is so has nothing to write; of two at once the later may have to.
    assert pair.stage.called().count(PATCH_SPACE) in ({1, 2} if way.together else {1})
    [space] = pair.stage.world.meet.spaces
    assert (True, False, True) == has(space)


@each_way
def test_a_call_ended_twice_is_ended(pair: Twins, way: Way) -> None:
    """Ending a call twice ends it once, both answers close the dialog, and each says what is so."""
    stage, chat = pair.stage, in_room(pair.stage)
    chat.slash_command("/meet")
    [space] = stage.world.meet.spaces
    stage.world.meet.start_conference(space)
    chat.click("End call")
    both = pair.twice(chat, way, lambda: chat.press("End call"))
    assert {"The call has ended.", "Nobody is in the call."} == {
        (each.response or {})["action"]["notification"]["text"] for each in both
    }
    assert chat.dialog is None
    assert [END] * 2 == stage.called()


@pytest.mark.parametrize("start", STARTS)
def test_a_message_delivered_again_minutes_later_makes_no_second_meet(
    stage: Stage, rows: Rows, start: str
) -> None:
    """As long as Chat may deliver again, the answer stays the same and Google is not called."""
    chat = in_room(stage)
    STARTS[start](chat)()
    stage.called()
    rows.let_pass(LATER)
    [answer] = answers(chat.exchanges[-1])
    assert answer == again(stage, chat.exchanges[-1]).content.decode()
    assert [] == stage.called()


def test_a_press_delivered_again_minutes_later_makes_no_second_event(
    stage: Stage, rows: Rows
) -> None:
    """The event is found by its id, hours later, too."""
    chat = scheduling(stage)
    chat.press("Schedule")
    stage.called()
    rows.let_pass(timedelta(hours=5))
    [answer] = answers(chat.exchanges[-1])
    assert answer == again(stage, chat.exchanges[-1]).content.decode()
    assert CREATE_SPACE not in stage.called()
    assert ["Budget"] == events_of_ana(stage)


def test_defaults_saved_in_between_do_not_change_what_was_made(stage: Stage) -> None:
    """The Meet of a message stays as it was made and was answered, whatever is saved since."""
    chat = in_room(stage)
    chat.slash_command("/meet")
    made = chat.exchanges[-1]
    save_defaults(chat, ON)
    stage.called()
    assert answers(made) == [again(stage, made).content.decode()]
    assert [] == stage.called()


def test_what_is_remembered_of_a_conversation_has_an_end(stage: Stage, rows: Rows) -> None:
    """Nothing is stored about a conversation for longer than Chat may deliver again."""
    chat = in_room(stage)
    chat.slash_command("/meet")
    latest = datetime.now(UTC) + FORGOTTEN
    ends = [end for owner, _, end in rows.all() if owner.startswith("chat:")]
    assert 1 == len(ends)
    assert all(end is not None and end <= latest for end in ends)


def test_two_messages_make_two_meets(stage: Stage) -> None:
    """The same command given twice is meant twice."""
    chat = in_room(stage)
    for _ in range(2):
        chat.slash_command("/meet", "Budget")
    assert [CREATE_SPACE] * 2 == stage.called()
    assert 2 == len({space.uri for space in stage.world.meet.spaces})


def test_two_clicks_make_two_meets(stage: Stage) -> None:
    """The help's button pressed twice is meant twice."""
    chat = in_room(stage)
    chat.slash_command("/help")
    [help_] = own(chat)[-1:]
    for _ in range(2):
        chat.click("Start a Meet", help_)
    assert [CREATE_SPACE] * 2 == stage.called()


def test_everybody_gets_their_own_meet(stage: Stage) -> None:
    """What one person's message made is not given to another, nor to another conversation."""
    chat = in_room(stage)
    bos, dm = of_bo(stage, chat), in_dm(stage)
    for each in (chat, bos, dm):
        each.slash_command("/meet")
    assert [CREATE_SPACE] * 3 == stage.called()
    assert [ANA, BO, ANA] == [space.owner for space in stage.world.meet.spaces]


@pytest.mark.parametrize("missing", ["userinfo.email", "meetings.space.created"])
def test_the_event_after_consent_is_no_duplicate(stage: Stage, missing: str) -> None:
    """What Chat sends again by itself after a consent prompt is carried out, once."""
    chat = in_room(stage)
    chat.installation.granted -= {SCOPE + missing}
    chat.slash_command("/meet", "Budget")
    assert [[SCOPE + missing]] == chat.consents
    [space] = stage.world.meet.spaces
    assert [CREATE_SPACE] == stage.called()
    assert space.uri in answers(chat.exchanges[-1])[0]


@each_way
def test_consent_and_redelivery_make_one_meet(pair: Twins, way: Way) -> None:
    """A command that is delivered twice and needs consent, too, makes one Meet."""
    chat = in_room(pair.stage)
    chat.installation.granted -= {SCOPE + "meetings.space.created"}
    pair.twice(chat, way, lambda: chat.slash_command("/meet"))
    assert [CREATE_SPACE] == pair.stage.called()
