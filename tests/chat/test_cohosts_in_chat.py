"""A scheduled Meet's co-hosts, picked from Chat among the guests of its event."""

from __future__ import annotations

import pytest

from sandbox.google.meet.meetings import Space
from sandbox.hosts.chat.host import ChatHost
from tests.support.calls import AT_ONCE, INSERT, READ_EVENT, READ_SPACE, calls_of
from tests.support.cards import buttons, footer, lines, offers, paragraphs, switches
from tests.support.chat import dialog_words, forging, in_room
from tests.support.people import ANA, BO, CY, EVE
from tests.support.schedule import planned, pressed
from tests.support.stage import Stage
from tests.support.state import only_space
from tests.support.switches import Three, has
from tests.support.words import SAYS

LIST = "meet.spaces.members.list"
ADD = "meet.spaces.members.create"
REMOVE = "meet.spaces.members.delete"
LOOK = [READ_SPACE, LIST, READ_EVENT]
CHOOSE = "Choose co-hosts"
NOT_GOOGLES = "kim@customer.example"


@pytest.fixture
def chat(stage: Stage) -> ChatHost:
    """Ana's Chat after she scheduled a meeting with Bo, Cy and somebody without Google."""
    made = planned(in_room(stage), "Budget", addresses=f"{BO}, {CY}, {NOT_GOOGLES}")
    pressed(made)
    return made


def choosing(chat: ChatHost) -> ChatHost:
    """The same with the dialog that picks co-hosts."""
    chat.click(SAYS.change_settings())
    chat.press(CHOOSE)
    return chat


def edit(stage: Stage, **changes: object) -> None:
    """Change the event in Calendar."""
    [insert] = calls_of(stage, INSERT)
    assert insert.body is not None
    stage.world.calendar.edit_event(ANA, insert.body["id"], **changes)


def cohosts(space: Space) -> set[str]:
    """Who is a co-host of a space."""
    return {member.email for member in space.members.values() if member.role == "COHOST"}


def picked(chat: ChatHost) -> dict[str, bool]:
    """Who can be picked, and who is."""
    return {offer.value: offer.selected for offer in offers(chat.form.card, "cohosts")}


def save(chat: ChatHost, *emails: str) -> None:
    """Pick these guests and nobody else, and save."""
    chat.form.set_input("cohosts", emails)
    chat.press(SAYS.save())


def test_the_events_guests_can_be_picked(stage: Stage, chat: ChatHost) -> None:
    """Meet, its members and the event are read; the host is not among those to pick."""
    stage.called()
    choosing(chat)
    called = stage.called()
    assert {BO: False, CY: False, NOT_GOOGLES: False} == picked(chat)
    assert "Co-hosts" == chat.form.card["header"]["title"]
    assert ["<b>Budget</b>", SAYS.cohosts_explained(), SAYS.cohosts_need_moderation()] == (
        paragraphs(chat.form.card)
    )
    assert sorted([READ_SPACE, READ_SPACE, *LOOK[1:]]) == sorted(called)


def test_who_is_picked_becomes_a_co_host(stage: Stage, chat: ChatHost) -> None:
    """And who is no longer picked is one no longer; whom Meet does not take is named."""
    space = only_space(stage)
    stage.world.people.not_google.add(NOT_GOOGLES)
    save(choosing(chat), BO, NOT_GOOGLES)
    assert {BO} == cohosts(space)
    assert "The co-hosts are set" == chat.form.card["header"]["title"]
    assert [
        ("Co-hosts", BO, ""),
        ("Not available", NOT_GOOGLES, "Meet takes nobody without a Google Account."),
    ] == lines(chat.form.card)
    chat.press(SAYS.close())
    save(choosing(chat), CY)
    assert {CY} == cohosts(space)


def test_who_is_no_guest_stays_a_co_host(stage: Stage, chat: ChatHost) -> None:
    """Somebody who was made one elsewhere is named, and is neither offered nor removed."""
    space = only_space(stage)
    stage.world.meet.add_member(space, EVE)
    choosing(chat)
    assert ("Also co-hosts", EVE, "They are not guests of this event, and stay co-hosts.") in (
        lines(chat.form.card)
    )
    save(chat, BO)
    assert {BO, EVE} == cohosts(space)


@pytest.mark.parametrize("leaves", ["Cancel", "Save"])
def test_what_was_chosen_in_the_settings_is_not_lost(
    stage: Stage, chat: ChatHost, leaves: str
) -> None:
    """The settings' dialog comes back as it was left, rules and all, and is saved from there."""
    chat.click(SAYS.change_settings())
    chat.form.set_switch("recording", True)
    chat.form.set_input("access", "OPEN")
    chat.press(CHOOSE)
    if leaves == "Save":
        save(chat, BO)
        chat.press(SAYS.change_settings())
    else:
        chat.form.set_input("cohosts", [BO])
        chat.press(leaves)
    assert {"recording"} == {name for name, on in switches(chat.form.card).items() if on}
    assert ["OPEN"] == [each.value for each in offers(chat.form.card, "access") if each.selected]
    chat.press(SAYS.save())
    assert Three(recording=True) == has(only_space(stage))
    assert "OPEN" == only_space(stage).config["accessType"]


def test_a_meet_for_now_has_nobody_to_pick(stage: Stage) -> None:
    """Without an event there are no guests, and nothing is offered."""
    chat = in_room(stage)
    chat.slash_command("/meet", "Budget")
    chat.click(SAYS.change_settings())
    assert [] == buttons(chat.form.card)


def test_an_event_without_guests_has_nobody_to_pick(stage: Stage) -> None:
    """The same of one that was scheduled for its host alone."""
    chat = planned(in_room(stage), "Budget")
    pressed(chat)
    chat.click(SAYS.change_settings())
    assert [] == buttons(chat.form.card)


def test_guests_who_were_removed_meanwhile_are_not_offered(stage: Stage, chat: ChatHost) -> None:
    """The event is asked, not the message; with nobody left the dialog leads back."""
    edit(stage, attendees=[])
    choosing(chat)
    assert SAYS.no_guests() in dialog_words(chat)
    assert ["Cancel"] == footer(chat.form.card)


def test_a_deleted_event_is_told(stage: Stage, chat: ChatHost) -> None:
    """Nothing is offered, and nothing was changed."""
    edit(stage, status="cancelled")
    choosing(chat)
    assert ["The event was made, but has been deleted or changed since."] == dialog_words(chat)


@pytest.mark.parametrize("button", [CHOOSE, "Save"])
def test_nobody_but_the_host_chooses(stage: Stage, chat: ChatHost, button: str) -> None:
    """Whoever the card says hosts it: Meet is believed, and the members are not even read."""
    chat.click(SAYS.change_settings())
    if button == "Save":
        chat.press(CHOOSE)
        chat.form.set_input("cohosts", [BO])
    stage.called()
    only_space(stage).owner = BO
    chat.press(button)
    assert ["Only the host of this Meet can change its settings."] == dialog_words(chat)
    assert [READ_SPACE] == stage.called()


@pytest.mark.parametrize("written", ["", "{}", '{"id": "../x"}'])
def test_a_button_that_tells_no_event_has_nobody_to_pick(
    stage: Stage, chat: ChatHost, written: str
) -> None:
    """What comes back from a browser is not believed: no other event is asked for."""
    chat.click(SAYS.change_settings())
    forging(chat, scheduled=written)
    stage.called()
    chat.press(CHOOSE)
    assert ["The event was made, but has been deleted or changed since."] == dialog_words(chat)
    assert [READ_SPACE] == stage.called()


def test_what_meet_did_not_confirm_can_be_chosen_once_more(stage: Stage, chat: ChatHost) -> None:
    """It is told as not certain, and the button leads back to the choice."""
    choosing(chat)
    stage.google.faults.order(ADD, status=503, headers=AT_ONCE, times=9)
    save(chat, BO)
    assert "Not certain" == chat.form.card["header"]["title"]
    stage.google.faults.clear()
    chat.press(CHOOSE)
    save(chat, BO)
    assert {BO} == cohosts(only_space(stage))
