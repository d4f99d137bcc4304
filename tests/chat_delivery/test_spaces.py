"""The app comes to a space and goes: what it says, and what it keeps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import Exchange
from tests.support.calls import CREATE_SPACE
from tests.support.chat import in_dm, in_room, of_bo, own, room
from tests.support.deliveries import again
from tests.support.log import log_lines
from tests.support.stage import Stage, messages_in
from tests.support.store import Rows, Store

ADDED_BY: dict[str, Callable[[ChatHost], tuple[Exchange, ...]]] = {
    "bare mention": lambda chat: chat.add_to_space(by_mention=""),
    "mention with a command": lambda chat: chat.add_to_space(by_mention="meet"),
    "mention with other words": lambda chat: chat.add_to_space(by_mention="hello there"),
    "command": lambda chat: chat.add_to_space(by_command="/meet", text="Budget"),
    "command with a dialog": lambda chat: chat.add_to_space(by_command="/settings"),
    "unknown command": lambda chat: chat.add_to_space(by_command=77),
}


def outside(stage: Stage) -> ChatHost:
    """Ana's Chat with a space open that the app is not in."""
    return stage.chat().in_space(stage.world.chat.add_space("Team", [stage.ana, stage.bo]))


@pytest.mark.parametrize("how", ADDED_BY)
def test_what_adds_the_app_is_answered_once(stage: Stage, how: str) -> None:
    """The announcement is answered with nothing, what follows it with something, empty or not."""
    chat = outside(stage)
    announced, followed = ADDED_BY[how](chat)
    assert {} == announced.response
    assert followed.response
    assert len(messages_in(followed)) == len(own(chat))


def test_being_added_alone_is_greeted(stage: Stage) -> None:
    """Added without a word, the app tells everybody what it does."""
    chat = outside(stage)
    [added] = chat.add_to_space()
    assert [None] == [message.viewer for message in own(chat)]
    assert [message.name for message in own(chat)] == [m.name for m in own(of_bo(stage, chat))]
    assert "/meet" in str(added.response)


def test_a_direct_message_is_greeted(stage: Stage) -> None:
    """Opening the app's direct message for the first time shows what it does."""
    chat = stage.chat()
    added = chat.open_dm()
    assert added is not None
    assert "/schedule" in str(added.response)


def test_being_removed_deletes_what_was_stored(stage: Stage, rows: Rows) -> None:
    """Of that space nothing stays in the store; of others, and of people, everything does."""
    chat = in_room(stage)
    chat.slash_command("/settings")
    chat.press("Save")
    before = rows.all()
    assert [] == rows.of_conversations()
    chat.slash_command("/meet")
    chat.say("meet", mention=True)
    of_bo(stage, chat).slash_command("/meet")
    [gone] = rows.of_conversations()
    team = chat.space
    chat.in_space(room(stage)).slash_command("/meet")
    in_dm(stage).slash_command("/meet")
    kept = [row for row in rows.all() if row[0] != gone]
    assert 2 == len({row[0] for row in kept} - {row[0] for row in before})

    assert team is not None
    removed = chat.in_space(team).remove_from_space()
    assert {} == removed.response
    assert kept == rows.all()


def test_being_removed_twice_is_as_good(stage: Stage, rows: Rows) -> None:
    """The removal delivered again finds nothing more to delete."""
    chat = in_room(stage)
    chat.slash_command("/meet")
    for exchange in chat.deliver_twice(chat.remove_from_space):
        assert {} == exchange.response
    assert [] == rows.of_conversations()


def test_being_removed_says_nothing_even_without_the_store(stage: Stage, store: Store) -> None:
    """There is nobody to tell that the store is down; the log tells it."""
    chat = in_room(stage)
    chat.slash_command("/meet")
    store.spoil()
    with log_lines() as lines:
        removed = chat.remove_from_space()
    assert {} == removed.response
    assert ["StoreUnavailable"] == [line["outcome"] for line in lines.fields()]


def test_after_coming_back_a_message_is_new(stage: Stage, rows: Rows) -> None:
    """Added again, the app starts anew: nothing of before is found."""
    chat = in_room(stage)
    chat.slash_command("/meet")
    made = chat.exchanges[-1]
    chat.remove_from_space()
    chat.add_to_space()
    assert [] == rows.of_conversations()
    stage.called()
    again(stage, made)
    assert [CREATE_SPACE] == stage.called()
