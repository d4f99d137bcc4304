"""Consent in Chat: asked once, then the command runs; declined, only who declined reads of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from addon.permissions.scopes import (
    EMAIL,
    LOCALE,
    MEET_CREATE,
    MEET_SETTINGS,
    SCOPES,
    Scope,
)
from sandbox.google.chat.conversations import ChatMessage
from sandbox.hosts.chat.host import ChatHost
from tests.support.calls import CREATE_SPACE, END, PATCH_SPACE
from tests.support.cards import footer, paragraphs
from tests.support.chat import (
    card_of,
    dialog_words,
    forging,
    in_dm,
    in_room,
    inputs,
    labels,
    of_bo,
    only_seen_by,
    own,
    private_words,
    set_switches,
)
from tests.support.consent import (
    declines,
    grant_all,
    grants,
    in_turn,
    lacking,
    permission_lines,
    urls,
    weakened,
    without,
)
from tests.support.log import log_lines, outcomes
from tests.support.stage import Json, Stage
from tests.support.state import only_space
from tests.support.switches import OFF, ON, has, three
from tests.support.words import SAYS


def needed(card: Json) -> list[str]:
    """What a permission card or dialog says is missing."""
    explanation, *rest = paragraphs(card)
    assert SAYS.permission_title() == card["header"]["title"]
    assert SAYS.permission_explanation() == explanation
    return rest


# Commands


MEET = (EMAIL, MEET_CREATE, MEET_SETTINGS)
"""What a Meet with its settings takes."""

POSTING: list[tuple[str, Callable[[ChatHost], object]]] = [
    ("/meet", lambda chat: chat.slash_command("/meet")),
    ("mention", lambda chat: chat.say("meet", mention=True)),
    ("quick", lambda chat: chat.quick_command(1)),
]
posting = pytest.mark.parametrize(
    "ask", [each[1] for each in POSTING], ids=[each[0] for each in POSTING]
)


@posting
@pytest.mark.parametrize("scope", MEET, ids=lambda scope: scope.name)
def test_a_meet_is_made_once_its_permission_is_given(
    stage: Stage, ask: Callable[[ChatHost], object], scope: Scope
) -> None:
    """One prompt for what is missing, then the command runs by itself."""
    chat = in_room(stage, granted=without(scope), consent=grant_all)
    ask(chat)
    assert [urls(scope)] == chat.consents
    assert [CREATE_SPACE] == stage.called()
    assert SAYS.end_call() in labels(own(chat)[-1].card)
    assert 1 == len(own(chat))


@posting
@pytest.mark.parametrize("scope", MEET, ids=lambda scope: scope.name)
def test_a_meet_that_may_not_be_made_is_told_privately(
    stage: Stage, ask: Callable[[ChatHost], object], scope: Scope
) -> None:
    """Declined, a card for my eyes only names what is missing; nothing is asked of Google."""
    chat = in_room(stage, granted=without(scope), consent=declines)
    [message] = only_seen_by(chat, lambda: ask(chat), of_bo(stage, chat))
    assert stage.ana == message.viewer
    assert permission_lines(scope) == needed(message.card)
    assert [SAYS.grant()] == labels(message.card)
    assert [urls(scope)] == chat.consents
    assert [] == stage.called()


def test_a_newcomer_is_asked_once_for_all_that_a_meet_needs(stage: Stage) -> None:
    """Who has granted nothing gets one prompt, without the language, which Chat tells anyway."""
    chat = in_room(stage, granted=[], consent=grant_all)
    chat.slash_command("/meet")
    assert [urls(*MEET)] == chat.consents
    assert [CREATE_SPACE] == stage.called()


@pytest.mark.parametrize(
    ("command", "title"),
    [("/settings", SAYS.defaults()), ("/schedule", SAYS.schedule_title())],
)
def test_a_dialog_opens_once_its_permission_is_given(
    stage: Stage, command: str, title: str
) -> None:
    """The prompt comes first, then the command's dialog opens by itself."""
    chat = in_room(stage, granted=without(EMAIL), consent=grant_all)
    chat.slash_command(command)
    assert [urls(EMAIL)] == chat.consents
    assert title == chat.form.card["header"]["title"]


@pytest.mark.parametrize("command", ["/settings", "/schedule"])
def test_a_dialog_that_may_not_open_says_so_in_a_dialog(stage: Stage, command: str) -> None:
    """Declined, the dialog names what is missing, its button asks again, and nobody else knows."""
    chat = in_room(stage, granted=without(EMAIL), consent=in_turn(declines, declines, grant_all))
    bo = of_bo(stage, chat)
    chat.slash_command(command)
    for prompts in (1, 2):
        assert permission_lines(EMAIL) == needed(chat.form.card)
        assert [SAYS.grant(), SAYS.close()] == footer(chat.form.card)
        assert prompts == len(chat.consents)
        chat.press(SAYS.grant())
    assert (None, SAYS.permission_given()) == (chat.dialog, chat.notification)
    assert [] == own(chat) == own(bo)
    assert [] == stage.called()
    chat.slash_command(command)
    assert EMAIL.url in chat.granted
    assert inputs(chat.form.card) or OFF == three(chat.form.card)


def test_opening_a_dialog_needs_ones_account_alone(stage: Stage) -> None:
    """Neither calendars nor Meets nor members are asked for before something is done with them."""
    chat = in_room(stage, granted=[EMAIL.url], consent=declines)
    chat.slash_command("/schedule")
    chat.slash_command("/settings")
    assert [] == chat.consents


def test_the_private_cards_button_asks_again(stage: Stage) -> None:
    """Each press prompts once; given at last, it says so, privately, and the command then works."""
    chat = in_room(
        stage, granted=without(MEET_CREATE), consent=in_turn(declines, declines, grant_all)
    )
    bo = of_bo(stage, chat)
    chat.slash_command("/meet")
    [again] = only_seen_by(chat, lambda: chat.click(SAYS.grant()), bo)
    assert permission_lines(MEET_CREATE) == needed(again.card)
    [thanks] = only_seen_by(chat, lambda: chat.click(SAYS.grant()), bo)
    assert [SAYS.permission_given()] == paragraphs(thanks.card)
    assert [urls(MEET_CREATE)] * 3 == chat.consents
    assert [] == stage.called()
    chat.slash_command("/meet")
    assert [CREATE_SPACE] == stage.called()
    assert 1 == len(own(bo))


def test_the_helps_buttons_ask_as_the_commands_do(stage: Stage) -> None:
    """Start a Meet from the help prompts for what is missing and goes on by itself."""
    chat = in_room(stage, granted=[], consent=grant_all)
    chat.slash_command("/help")
    chat.click(SAYS.start_meet())
    assert [urls(*MEET)] == chat.consents
    assert [CREATE_SPACE] == stage.called()


def test_the_helps_button_declined_is_told_privately(stage: Stage) -> None:
    """Bo's decline at the greeting's button is nobody else's business."""
    chat = in_room(stage)
    chat.remove_from_space()
    chat.add_to_space()
    bo = stage.chat(stage.bo, granted=without(MEET_CREATE), consent=declines)
    bo.in_space(chat.space or "")
    [message] = only_seen_by(bo, lambda: bo.click(SAYS.start_meet()), chat)
    assert stage.bo == message.viewer
    assert permission_lines(MEET_CREATE) == needed(message.card)


def test_one_persons_decline_is_not_anothers(stage: Stage) -> None:
    """What Ana declined is still asked of Bo."""
    chat = in_room(stage, granted=without(MEET_CREATE), consent=declines)
    chat.slash_command("/meet")
    bo = stage.chat(stage.bo, granted=without(MEET_CREATE), consent=grant_all)
    bo.in_space(chat.space or "").slash_command("/meet")
    assert [urls(MEET_CREATE)] == bo.consents
    assert [stage.bo.email] == [space.owner for space in stage.world.meet.spaces]


def test_a_permission_granted_in_part_is_not_asked_for_again(stage: Stage) -> None:
    """Who grants some of what is asked has declined the rest: the card names what is left."""
    chat = in_room(stage, granted=without(EMAIL, MEET_CREATE), consent=grants(EMAIL))
    chat.slash_command("/meet")
    assert [urls(EMAIL, MEET_CREATE)] == chat.consents
    assert permission_lines(MEET_CREATE) == needed(card_of(chat.exchanges[-1]))


# A Meet's buttons


def after_meet(
    stage: Stage, consent: Callable[[list[str]], object]
) -> tuple[ChatHost, ChatMessage]:
    """Ana's Chat after `/meet`; then the permission to make Meets was taken away."""
    chat = in_room(stage, consent=consent)
    chat.slash_command("/meet")
    lacking(chat, MEET_CREATE)
    stage.called()
    return chat, own(chat)[-1]


@pytest.mark.parametrize("button", [SAYS.change_settings(), SAYS.end_call()])
def test_a_meets_buttons_ask_and_go_on(stage: Stage, button: str) -> None:
    """The dialog of a Meet's button opens by itself once the permission is back."""
    chat, message = after_meet(stage, grant_all)
    chat.click(button, message)
    assert [urls(MEET_CREATE)] == chat.consents
    assert 2 == len(footer(chat.form.card))
    assert SAYS.grant() not in footer(chat.form.card)


@pytest.mark.parametrize("button", [SAYS.change_settings(), SAYS.end_call()])
def test_a_meets_buttons_declined_say_so_in_a_dialog(stage: Stage, button: str) -> None:
    """Declined, nothing is asked of Meet, and the posted card stays as it is."""
    chat, message = after_meet(stage, declines)
    card = message.card
    chat.click(button, message)
    assert permission_lines(MEET_CREATE) == needed(chat.form.card)
    assert [] == stage.called()
    assert card == own(chat)[-1].card


def test_saving_a_meets_settings_asks_and_saves(stage: Stage) -> None:
    """Taken away while the dialog is open, the permission is asked for and what was set is kept."""
    chat = in_room(stage, consent=grant_all)
    chat.slash_command("/meet")
    chat.click(SAYS.change_settings())
    set_switches(chat, ON)
    lacking(chat, MEET_CREATE)
    chat.press(SAYS.save())
    assert [urls(MEET_CREATE)] == chat.consents
    assert PATCH_SPACE in stage.called()
    assert ON == has(only_space(stage))


def test_ending_a_call_asks_and_ends(stage: Stage) -> None:
    """The same goes for the second press of End call."""
    chat = in_room(stage, consent=grant_all)
    chat.slash_command("/meet")
    held = stage.world.meet.start_conference(only_space(stage), [stage.ana])
    chat.click(SAYS.end_call())
    lacking(chat, MEET_CREATE)
    chat.press(SAYS.end_call())
    assert [urls(MEET_CREATE)] == chat.consents
    assert END in stage.called()
    assert held.ended is not None


# Hosts and Google that disagree


def test_a_token_with_less_than_chat_claims_is_asked_for_once(stage: Stage) -> None:
    """When Google misses a scope that Chat calls granted, one prompt, then how to mend that."""
    chat = in_room(stage)
    weakened(stage, chat)
    with log_lines() as log:
        exchange = chat.slash_command("/meet")
    assert [urls(*MEET)] == chat.consents
    words = (
        "Google still misses a permission that you have given. Remove the add-on under the "
        "connections of your Google Account, then open it again and give the permissions anew."
    )
    assert [words] == private_words(chat, exchange)
    assert ("WARNING", "GrantNotAccepted") == outcomes(log)[-1]
    assert "ERROR" not in dict(outcomes(log))
    assert [] == stage.world.meet.spaces


def test_a_weak_token_at_a_meets_button_says_so_in_a_dialog(stage: Stage) -> None:
    """The same goes for a posted Meet's buttons."""
    chat = in_room(stage)
    chat.slash_command("/meet")
    weakened(stage, chat)
    chat.click(SAYS.change_settings())
    assert [urls(MEET_CREATE)] == chat.consents
    assert [SAYS.grant_not_accepted()] == dialog_words(chat)
    assert [SAYS.close()] == footer(chat.form.card)


def test_without_an_id_token_nothing_is_guessed(stage: Stage) -> None:
    """Chat's word for who acts is not enough to make a Meet or to show somebody's settings."""
    chat = in_room(stage)

    def unname(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        event["authorizationEventObject"].pop("userIdToken", None)
        return event, headers

    chat.installation.tamper = unname
    assert [SAYS.send_again()] == paragraphs(card_of(chat.slash_command("/meet")))
    chat.slash_command("/settings")
    assert [SAYS.send_again()] == dialog_words(chat)
    assert [] == stage.called()


# Parameters that come back from the browser


@pytest.mark.parametrize(
    ("scopes", "asked"),
    [
        ("drive https://www.googleapis.com/auth/drive", []),
        ("", []),
        ("drive meetings.space.created gmail.readonly", [MEET_CREATE]),
        ("\u0000 \U0001f600 <b>", []),
    ],
)
def test_forged_scopes_ask_for_nothing_of_others(
    stage: Stage, scopes: str, asked: list[Scope]
) -> None:
    """Only scopes of the add-on's that are missing are asked for, whatever the button says."""
    chat = in_dm(stage, granted=without(MEET_CREATE), consent=in_turn(declines, grant_all))
    chat.slash_command("/meet")
    forging(chat, scopes=scopes, attempt="forged")
    chat.click(SAYS.grant())
    assert [urls(each) for each in asked] == chat.consents[1:]


def test_every_scope_has_words(stage: Stage) -> None:
    """Each permission that Chat may lack is named in the card by what it is for."""
    chat = in_dm(stage, granted=[], consent=declines)
    chat.slash_command("/meet")
    forging(chat, scopes=" ".join(scope.name for scope in SCOPES if scope != LOCALE))
    chat.click(SAYS.grant())
    assert len(SCOPES) - 1 == len(needed(own(chat)[-1].card))
