"""Consent to schedule: asked when Schedule is pressed; declined, nothing typed is lost."""

from __future__ import annotations

import pytest

from addon.permissions.scopes import (
    CHAT_MEMBERS,
    DIRECTORY,
    EMAIL,
    MEET_CREATE,
    MEET_SETTINGS,
    OWN_EVENTS,
    Scope,
)
from tests.support.calls import INSERT
from tests.support.chat import dialog_words, in_room, of_bo, own
from tests.support.consent import (
    declines,
    grant_all,
    in_turn,
    lacking,
    permission_lines,
    urls,
    weakened,
    without,
)
from tests.support.schedule import complaints, fill, kept, planned, pressed
from tests.support.stage import Stage
from tests.support.state import only_space
from tests.support.switches import ON, has
from tests.support.words import SAYS

pytestmark = pytest.mark.usefixtures("hidden_addresses")

FIRST = [CHAT_MEMBERS, DIRECTORY, OWN_EVENTS, MEET_SETTINGS]


@pytest.mark.parametrize("scope", FIRST, ids=lambda scope: scope.name)
def test_scheduling_asks_for_what_is_missing_and_goes_on(stage: Stage, scope: Scope) -> None:
    """One prompt, then the event is made with everything that was typed."""
    chat = in_room(stage, consent=grant_all)
    planned(chat, "Plan", addresses="cy@example.com", invite_members=True, wanted=ON)
    lacking(chat, scope)
    pressed(chat)
    assert [urls(scope)] == chat.consents
    assert chat.dialog is None
    [insert] = stage.google.calls_of(INSERT)
    body = insert.body or {}
    assert ("Plan", ["cy@example.com", "bo@example.com"]) == (
        body["summary"],
        [each["email"] for each in body["attendees"]],
    )
    assert ON == has(only_space(stage))


@pytest.mark.parametrize("scope", FIRST, ids=lambda scope: scope.name)
def test_scheduling_declined_names_what_is_missing(stage: Stage, scope: Scope) -> None:
    """Declined, the dialog says so; no event is made, and nobody else hears of it."""
    chat = in_room(stage, consent=declines)
    bo = of_bo(stage, chat)
    planned(chat, invite_members=True, wanted=ON, addresses="cy@example.com")
    lacking(chat, scope)
    kept(chat, lambda: pressed(chat))
    assert [SAYS.permission_explanation(), *permission_lines(scope)] == complaints(chat)
    assert [urls(scope)] == chat.consents
    assert INSERT not in stage.called()
    assert [] == stage.world.meet.spaces
    assert [] == own(chat) == own(bo)


@pytest.mark.parametrize("scope", FIRST, ids=lambda scope: scope.name)
def test_scheduling_again_asks_again(stage: Stage, scope: Scope) -> None:
    """Each press prompts once more; granted at last, the event is made as it was typed."""
    chat = in_room(stage, consent=in_turn(declines, declines, grant_all))
    planned(chat, invite_members=True)
    lacking(chat, scope)
    for _ in range(2):
        kept(chat, lambda: pressed(chat))
        assert [SAYS.permission_explanation(), *permission_lines(scope)] == complaints(chat)
    pressed(chat)
    assert [urls(scope)] * 3 == chat.consents
    assert chat.dialog is None
    assert 1 == len(stage.world.meet.spaces)


def test_declining_to_tell_the_members_leaves_the_other_guests(stage: Stage) -> None:
    """Who will not have the members listed turns the switch off, and the event is made."""
    chat = in_room(stage, granted=without(CHAT_MEMBERS), consent=declines)
    planned(chat, invite_members=True, addresses="cy@example.com")
    pressed(chat)
    fill(chat, invite_members=False)
    pressed(chat)
    assert chat.dialog is None
    assert 1 == len(chat.consents)
    assert 1 == len(stage.world.meet.spaces)


@pytest.mark.parametrize("scope", [CHAT_MEMBERS, DIRECTORY], ids=lambda scope: scope.name)
def test_members_and_directory_are_asked_for_only_when_needed(stage: Stage, scope: Scope) -> None:
    """Who types addresses is never asked who is in the conversation or the organization."""
    chat = in_room(stage, granted=without(scope), consent=declines)
    pressed(planned(chat, addresses="bo@example.com"))
    assert [] == chat.consents
    assert chat.dialog is None


def test_picked_people_need_the_directory_alone(stage: Stage) -> None:
    """People of the picker are looked up; the conversation's members are not."""
    chat = in_room(stage, granted=without(CHAT_MEMBERS, DIRECTORY), consent=grant_all)
    pressed(planned(chat, picked=("bo@example.com",)))
    assert [urls(DIRECTORY)] == chat.consents
    assert chat.dialog is None


def test_a_complaint_comes_before_any_prompt(stage: Stage) -> None:
    """What is wrong with the input is said without asking for permissions first."""
    chat = in_room(stage, granted=[EMAIL.url], consent=declines)
    planned(chat, addresses="nobody")
    pressed(chat)
    assert f"<b>{SAYS.correct_this()}</b>" == dialog_words(chat)[0]
    assert [] == chat.consents


def test_a_weak_token_in_a_dialog_is_asked_for_once(stage: Stage) -> None:
    """One prompt for what an event takes; then the dialog says how to mend it, and stays."""
    chat = planned(in_room(stage), addresses="bo@example.com")
    weakened(stage, chat)
    kept(chat, lambda: pressed(chat))
    assert [urls(EMAIL, OWN_EVENTS, MEET_CREATE, MEET_SETTINGS)] == chat.consents
    assert [SAYS.grant_not_accepted()] == complaints(chat)
    assert [] == stage.world.meet.spaces
    assert [] == stage.world.calendar.entries("ana@example.com")
