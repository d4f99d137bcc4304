"""Change settings and End call: for a posted Meet's host, and for nobody else."""

from __future__ import annotations

from typing import Literal

import pytest

from sandbox.google.chat.conversations import ChatMessage
from sandbox.google.meet.meetings import Space
from sandbox.google.people.accounts import ALL, Feature
from sandbox.hosts.chat.host import ChatHost
from tests.support.calls import AT_ONCE, END, PATCH_SPACE, READ_SPACE
from tests.support.cards import footer, paragraphs
from tests.support.chat import (
    as_recorded,
    card_of,
    dialog_words,
    forging,
    in_dm,
    in_room,
    labels,
    of_bo,
    own,
    records,
    set_switches,
    shown,
    written,
)
from tests.support.stage import Json, Stage
from tests.support.state import only_space
from tests.support.switches import (
    MASK,
    OFF,
    ON,
    Three,
    all_three,
    artifacts,
    each_combination,
    has,
    three,
)
from tests.support.words import SAYS

ALL_LEAVES = ",".join(MASK.values())
MEET_BUTTONS = [SAYS.join(), SAYS.change_settings(), SAYS.end_call()]
BOTH = pytest.mark.parametrize("button", [SAYS.change_settings(), SAYS.end_call()])
REFUSED = {
    SAYS.change_settings(): "Only Ana, who hosts this Meet, can change its settings.",
    SAYS.end_call(): "Only Ana, who hosts this Meet, can end its call.",
}
"""What somebody else reads who presses."""
UNNAMED = {
    SAYS.change_settings(): "Only the host of this Meet can change its settings.",
    SAYS.end_call(): "Only the host of this Meet can end its call.",
}
"""The same where the card says that it is theirs, and Meet that it is not."""


@pytest.fixture
def chat(stage: Stage) -> ChatHost:
    """Ana's Chat, in a room with Bo, after `/meet Budget`."""
    made = in_room(stage)
    made.slash_command("/meet", "Budget")
    stage.called()
    return made


def meet_message(chat: ChatHost) -> ChatMessage:
    """The newest message with a Meet that the person sees."""
    found = [message for message in own(chat) if SAYS.end_call() in labels(message.card)]
    return found[-1]


def call_in(space: Space) -> bool:
    """Whether a call is running in a space."""
    return space.active_conference is not None


# Change settings


@each_combination
def test_settings_are_changed_by_leaf_masks_alone(
    stage: Stage, chat: ChatHost, wanted: Three
) -> None:
    """The dialog's switches go to the canonical space by one PATCH, and show in the same card."""
    space = only_space(stage)
    stage.world.meet.edit_space(space, recording=not wanted.recording)
    chat.click(SAYS.change_settings())
    set_switches(chat, wanted)
    exchange = chat.press(SAYS.save())
    opened, read, patch = stage.google.calls
    assert [READ_SPACE, READ_SPACE, PATCH_SPACE] == [
        call.method_id for call in (opened, read, patch)
    ]
    assert f"/v2/{space.name}" == patch.path
    assert (all_three(wanted), {"alt": "json", "updateMask": ALL_LEAVES}) == (
        patch.body,
        patch.query,
    )
    assert wanted == has(space)
    assert as_recorded(wanted) == records(card_of(exchange))


def test_changing_updates_the_posted_card_for_everybody(stage: Stage, chat: ChatHost) -> None:
    """The message stays where it is; its card says what holds now, and its buttons still work."""
    bo = of_bo(stage, chat)
    before, message = shown(chat), meet_message(chat)
    first = written(message.card)[:3]
    for wanted in (Three(recording=True), ON, OFF):
        chat.click(SAYS.change_settings())
        set_switches(chat, wanted)
        exchange = chat.press(SAYS.save())
        assert {"updateMessageAction"} == set(
            (exchange.response or {})["hostAppDataAction"]["chatDataAction"]
        )
        assert chat.dialog is None
        assert before == shown(chat) == shown(bo)
        assert first == written(meet_message(bo).card)[:3]
        assert as_recorded(wanted) == records(meet_message(bo).card)
        assert MEET_BUTTONS == labels(meet_message(bo).card)


def test_the_dialog_shows_what_meet_has_now(stage: Stage, chat: ChatHost) -> None:
    """What was changed elsewhere meanwhile shows, not what the card says."""
    stage.world.meet.edit_space(only_space(stage), recording=True, smart_notes=True)
    chat.click(SAYS.change_settings())
    assert Three(recording=True, smart_notes=True) == three(chat.form.card)
    assert "This meeting" == chat.form.card["header"]["title"]
    assert "<b>Budget</b>" == dialog_words(chat)[0]
    assert [SAYS.save(), "Cancel"] == footer(chat.form.card)
    assert [READ_SPACE] == stage.called()


def test_closing_the_dialog_changes_nothing(stage: Stage, chat: ChatHost) -> None:
    """Cancel leaves Meet and the card as they were, and says nothing."""
    message = meet_message(chat).card
    chat.click(SAYS.change_settings())
    set_switches(chat, ON)
    chat.press("Cancel")
    assert (None, None) == (chat.dialog, chat.notification)
    assert [READ_SPACE] == stage.called()
    assert message == meet_message(chat).card


def test_a_feature_refused_meanwhile_is_said_in_the_card(stage: Stage, chat: ChatHost) -> None:
    """What the host's account lacks is left out of the PATCH, and the card says so."""
    stage.ana.features = set(ALL - {Feature.TRANSCRIPTION})
    chat.click(SAYS.change_settings())
    set_switches(chat, ON)
    stage.called()
    exchange = chat.press(SAYS.save())
    full, partial = stage.google.calls_of(PATCH_SPACE)
    assert ALL_LEAVES == full.query["updateMask"]
    assert artifacts(recording="ON", smart_notes="ON") == partial.body
    assert f"{MASK['recording']},{MASK['smart_notes']}" == partial.query["updateMask"]
    left = Three(recording=True, smart_notes=True)
    assert as_recorded(left) == records(card_of(exchange))


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"status": 503, "headers": AT_ONCE, "times": 4}, SAYS.outcome_unknown()),
        ({"status": 429, "headers": {"Retry-After": "60"}}, SAYS.try_again_in_chat()),
    ],
)
def test_trouble_while_changing_shows_in_the_dialog(
    stage: Stage, chat: ChatHost, fault: Json, words: str
) -> None:
    """What Google refuses is told in the dialog, and the posted card stays as it is."""
    before, card = shown(chat), meet_message(chat).card
    chat.click(SAYS.change_settings())
    set_switches(chat, ON)
    stage.google.faults.order(PATCH_SPACE, **fault)
    chat.press(SAYS.save())
    assert [words] == dialog_words(chat)
    assert (before, card) == (shown(chat), meet_message(chat).card)


def test_a_title_comes_back_as_text(stage: Stage) -> None:
    """A title with HTML in it is still the same after the settings were changed."""
    chat = in_dm(stage)
    before = card_of(chat.slash_command("/meet", 'Q&A "<b>" 🙂'))["header"]
    for _ in range(2):
        chat.click(SAYS.change_settings())
        assert before == card_of(chat.press(SAYS.save()))["header"]


# End call


def test_ending_asks_first_then_ends_the_call(stage: Stage, chat: ChatHost) -> None:
    """End call asks in a dialog; pressed there, the running call ends for everybody."""
    space = only_space(stage)
    held = stage.world.meet.start_conference(space, [stage.ana, stage.bo])
    before, card = shown(chat), meet_message(chat).card
    chat.click(SAYS.end_call())
    assert SAYS.end_title() == chat.form.card["header"]["title"]
    assert ["<b>Budget</b>", SAYS.end_explanation()] == paragraphs(chat.form.card)
    assert [SAYS.end_call(), "Cancel"] == footer(chat.form.card)
    assert call_in(space)
    assert END not in stage.called()

    chat.press(SAYS.end_call())
    [end] = stage.google.calls
    assert (END, f"/v2/{space.name}:endActiveConference", {}) == (
        end.method_id,
        end.path,
        end.body,
    )
    assert (None, SAYS.call_ended()) == (chat.dialog, chat.notification)
    assert not call_in(space)
    assert held.ended is not None
    assert all(person.left for person in held.participants)
    assert (before, card) == (shown(chat), meet_message(chat).card)


def test_thinking_better_of_it_leaves_the_call_running(stage: Stage, chat: ChatHost) -> None:
    """Cancel in the dialog ends nothing."""
    stage.world.meet.start_conference(only_space(stage), [stage.ana])
    chat.click(SAYS.end_call())
    chat.press("Cancel")
    assert (None, None) == (chat.dialog, chat.notification)
    assert END not in stage.called()
    assert call_in(only_space(stage))


def test_where_no_call_runs_there_is_nothing_to_end(chat: ChatHost) -> None:
    """That nobody is in the call is no error, and nothing else is told."""
    chat.click(SAYS.end_call())
    chat.press(SAYS.end_call())
    assert (None, "Nobody is in the call.") == (chat.dialog, chat.notification)


def test_a_call_that_ended_with_a_lost_answer_has_ended(stage: Stage, chat: ChatHost) -> None:
    """Where Google's first answer is lost and the second says that none runs, one has ended."""
    held = stage.world.meet.start_conference(only_space(stage), [stage.ana])
    chat.click(SAYS.end_call())
    stage.google.faults.order(END, drop="after")
    chat.press(SAYS.end_call())
    assert (None, "The call has ended.") == (chat.dialog, chat.notification)
    assert held.ended is not None


def test_a_new_call_can_be_ended_again(stage: Stage, chat: ChatHost) -> None:
    """The link keeps working, and so does the button."""
    for _ in range(2):
        held = stage.world.meet.start_conference(only_space(stage), [stage.bo])
        chat.click(SAYS.end_call())
        chat.press(SAYS.end_call())
        assert SAYS.call_ended() == chat.notification
        assert held.ended is not None


# Others


@BOTH
def test_others_are_told_that_only_the_host_can(stage: Stage, chat: ChatHost, button: str) -> None:
    """Bo's press reaches nobody at Google, and only Bo reads why."""
    bo = of_bo(stage, chat)
    stage.world.meet.start_conference(only_space(stage), [stage.ana])
    before = shown(chat)
    bo.click(button)
    assert [REFUSED[button]] == dialog_words(bo)
    assert [SAYS.close()] == labels(bo.form.card)
    assert [] == stage.called()
    assert before == shown(chat) == shown(bo)
    assert chat.dialog is None
    bo.press(SAYS.close())
    assert bo.dialog is None
    assert call_in(only_space(stage))


@BOTH
def test_others_are_refused_without_any_prompt(stage: Stage, chat: ChatHost, button: str) -> None:
    """Who has granted nothing is not asked to, only to be refused then."""
    bo = stage.chat(stage.bo, granted=[]).in_space(chat.space or "")
    bo.click(button)
    assert [REFUSED[button]] == dialog_words(bo)
    assert [] == bo.consents


@BOTH
@pytest.mark.parametrize("answers", ["config-less", "403"])
def test_a_forged_host_opens_nothing(
    stage: Stage, chat: ChatHost, button: str, answers: Literal["config-less", "403"]
) -> None:
    """Whoever the button is made to name as host, Meet says who is: nothing else is called."""
    stage.world.knobs.get_by_non_owner = answers
    stage.world.meet.start_conference(only_space(stage), [stage.ana])
    bo = of_bo(stage, chat)
    forging(bo, host=f"users/{stage.bo.sub}")
    bo.click(button)
    assert [UNNAMED[button]] == dialog_words(bo)
    assert [READ_SPACE] == stage.called()
    assert call_in(only_space(stage))


@BOTH
@pytest.mark.parametrize("host", [None, "", "users/", "users/1"])
def test_without_its_host_a_button_does_nothing(
    stage: Stage, chat: ChatHost, button: str, host: str | None
) -> None:
    """A button that names nobody, or nobody there is, is refused before Meet is asked."""
    for person in (chat, of_bo(stage, chat)):
        forging(person, host=host)
        person.click(button, meet_message(person))
        assert [REFUSED[button]] == dialog_words(person)
    assert [] == stage.called()


@BOTH
def test_nobody_puts_a_meet_of_theirs_on_anothers_card(
    stage: Stage, chat: ChatHost, button: str
) -> None:
    """A click on Ana's card that names a Meet of Bo's is refused before Meet is asked."""
    message = meet_message(chat)
    bo = of_bo(stage, chat)
    bo.slash_command("/meet", "Mine")
    stage.called()
    forging(bo, space=stage.world.meet.spaces[-1].name, host=f"users/{stage.bo.sub}")
    bo.click(button, message)
    assert [UNNAMED[button]] == dialog_words(bo)
    assert [] == stage.called()


def opened_by_bo(stage: Stage, chat: ChatHost, button: str) -> tuple[ChatHost, ChatMessage]:
    """Bo's Chat with the dialog of a Meet of Bo's own open, which then names Ana's space."""
    space = only_space(stage)
    bo = of_bo(stage, chat)
    bo.slash_command("/meet", "Mine")
    message = bo.messages[-1]
    bo.click(button, message)
    stage.called()
    forging(bo, space=space.name, host=f"users/{stage.bo.sub}")
    return bo, message


def test_a_forged_space_is_not_changed(stage: Stage, chat: ChatHost) -> None:
    """A Save that names another Meet than its card's is refused before Meet is asked."""
    bo, message = opened_by_bo(stage, chat, SAYS.change_settings())
    card = message.card
    set_switches(bo, ON)
    bo.press(SAYS.save())
    assert [UNNAMED[SAYS.change_settings()]] == dialog_words(bo)
    assert [] == stage.called()
    assert [OFF, OFF] == [has(space) for space in stage.world.meet.spaces]
    assert card == message.card


def test_a_forged_space_is_not_ended(stage: Stage, chat: ChatHost) -> None:
    """An End call that names another Meet than its card's is refused before Meet is asked."""
    theirs = stage.world.meet.spaces[0]
    stage.world.meet.start_conference(theirs, [stage.ana])
    bo, _ = opened_by_bo(stage, chat, SAYS.end_call())
    bo.press(SAYS.end_call())
    assert [UNNAMED[SAYS.end_call()]] == dialog_words(bo)
    assert [] == stage.called()
    assert call_in(theirs)


@BOTH
@pytest.mark.parametrize(
    "name",
    [None, "", "spaces/", "spaces/a/b", "../spaces/x", "spaces/x?alt=media", "spaces/x\n", "🙂"],
)
def test_what_is_no_space_is_not_asked_for(
    stage: Stage, chat: ChatHost, button: str, name: str | None
) -> None:
    """A name that Meet never gives reaches Meet in no URL."""
    forging(chat, space=name)
    chat.click(button)
    assert [UNNAMED[button]] == dialog_words(chat)
    assert [] == stage.called()


@pytest.mark.parametrize("title", ["<b>&", "x" * 40_000, "🙂" * 30_000])
def test_a_forged_title_stays_text_and_short(chat: ChatHost, title: str) -> None:
    """Whatever title comes back, the card that is shown to everybody is sound."""
    chat.click(SAYS.change_settings())
    forging(chat, title=title)
    shown = card_of(chat.press(SAYS.save()))["header"]["title"]
    assert "<\u2060b>&\u2060" == shown if title == "<b>&" else len(shown) == 200


def test_a_meet_that_changed_hands_is_its_new_hosts(stage: Stage, chat: ChatHost) -> None:
    """Once Meet knows another owner, the one whom the card names is refused."""
    only_space(stage).owner = stage.bo.email
    chat.click(SAYS.change_settings())
    assert [UNNAMED[SAYS.change_settings()]] == dialog_words(chat)
    assert [READ_SPACE] == stage.called()
