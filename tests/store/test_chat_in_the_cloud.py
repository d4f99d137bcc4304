"""Chat's deliveries with Firestore, on two instances of the function."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from google.cloud import firestore as cloud

from tests.support.calls import CREATE_SPACE
from tests.support.chat import in_room, own
from tests.support.deliveries import LATER, WAYS, Twins, Way, again, answers, scheduling, twins
from tests.support.stage import staged

FORGOTTEN = timedelta(minutes=10)


@pytest.fixture
def pair(firestore: str) -> Iterator[Twins]:
    """Two instances of the function behind one URL, with one Firestore."""
    with staged({"ADDON_STORE": firestore}) as stage, twins(stage, firestore) as made:
        yield made


def of_conversations() -> list[cloud.DocumentSnapshot[Any]]:
    """The documents about conversations."""
    found = cloud.Client().collection_group("records").stream()
    return [each for each in found if each.reference.parent.parent.id.startswith("chat:")]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_message_delivered_twice_makes_one_meet(pair: Twins, way: Way) -> None:
    """A command, twice, at whichever instance, makes one Meet and gets one answer."""
    chat = in_room(pair.stage)
    first, second = answers(*pair.twice(chat, way, lambda: chat.slash_command("/meet", "Budget")))
    assert first == second
    assert [CREATE_SPACE] == pair.stage.called()


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_press_delivered_twice_makes_one_event(pair: Twins, way: Way) -> None:
    """Scheduling twice makes one event with one Meet, and its guests are told of it once."""
    chat = scheduling(pair.stage)
    first, second = answers(*pair.twice(chat, way, lambda: chat.press("Schedule")))
    assert first == second
    assert 1 == pair.stage.called().count(CREATE_SPACE)
    assert 1 == len(pair.stage.world.calendar.entries(pair.stage.ana.email))
    assert 1 == len(pair.stage.world.calendar.notifications)


def test_a_message_delivered_again_minutes_later_makes_no_second_meet(pair: Twins) -> None:
    """What is remembered of a message has an end, and holds until Chat delivers no more."""
    stage, chat = pair.stage, in_room(pair.stage)
    chat.slash_command("/meet", "Budget")
    [made] = of_conversations()
    end = made.get("expireAt")
    assert datetime.now(UTC) + LATER < end <= datetime.now(UTC) + FORGOTTEN
    made.reference.update({"expireAt": end - LATER})
    stage.called()
    assert answers(chat.exchanges[-1]) == [again(stage, chat.exchanges[-1]).content.decode()]
    assert [] == stage.called()
    made.reference.update({"expireAt": datetime.now(UTC)})
    again(stage, chat.exchanges[-1])
    assert [CREATE_SPACE] == stage.called()


def test_being_removed_deletes_what_was_stored(pair: Twins) -> None:
    """Of that space nothing stays in Firestore; of another one everything does."""
    chat, other = in_room(pair.stage), in_room(pair.stage)
    for _ in range(2):
        chat.slash_command("/meet")
    other.slash_command("/meet")
    assert 3 == len(of_conversations())
    assert {} == chat.remove_from_space().response
    [kept] = of_conversations()
    other.remove_from_space()
    assert not kept.reference.get().exists
    assert 2 == sum(message.viewer is None for message in own(chat))
