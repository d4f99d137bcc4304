"""Who may do what, from Chat: the same section and the same defaults as in the sidebar."""

from __future__ import annotations

import pytest

from sandbox.google.people.accounts import Feature
from sandbox.hosts.chat.host import ChatHost
from tests.support.calls import AT_ONCE, CREATE_SPACE, INSERT, PATCH_SPACE, READ_SPACE, calls_of
from tests.support.cards import paragraphs
from tests.support.chat import card_of, in_dm, in_room, posted
from tests.support.rules import OFF, USUAL, leaves, regulated, rules_of, section_of, shown
from tests.support.schedule import fill
from tests.support.stage import Json, Stage
from tests.support.state import only_space
from tests.support.switches import MASK, Three, has
from tests.support.words import SAYS

NOT_FOR_ACCOUNT = "Your account may not set this in Google Meet: Who may join without asking."


def patches(stage: Stage) -> list[tuple[str, Json | None]]:
    """The masks and bodies of the changes to spaces so far."""
    return [(call.query["updateMask"], call.body) for call in calls_of(stage, PATCH_SPACE)]


def save_by_default(stage: Stage, chat: ChatHost) -> None:
    """Ana's new Meets are for everybody, with a report, from now on; calls so far are forgotten."""
    chat.slash_command("/settings")
    chat.form.set_input("access", "OPEN")
    chat.form.set_switch("attendance", True)
    chat.press(SAYS.save())
    assert SAYS.saved() == chat.notification
    stage.called()


@pytest.fixture
def chat(stage: Stage) -> ChatHost:
    """Ana's Chat, in a room with Bo, after `/meet Budget`."""
    made = in_room(stage)
    made.slash_command("/meet", "Budget")
    stage.called()
    return made


# Defaults


def test_the_settings_dialog_has_the_section_of_the_home_card(stage: Stage) -> None:
    """What is saved in Chat shows in the sidebar, folded in both."""
    chat = in_room(stage)
    chat.slash_command("/settings")
    assert "Who may do what" == section_of(chat.form.card)["header"]
    save_by_default(stage, chat)
    home = stage.host()
    home.universal_action("Defaults for new meetings")
    expected = {**dict.fromkeys(OFF, False), "access": "OPEN", "attendance": True}
    assert expected == shown(home.card)
    chat.slash_command("/settings")
    assert expected == shown(chat.form.card)
    assert [] == stage.called()


def test_a_dialog_that_does_not_send_the_section_keeps_what_is_saved(stage: Stage) -> None:
    """Where the host leaves out what nobody unfolded, only the switches are saved."""
    chat = in_room(stage)
    save_by_default(stage, chat)
    stage.world.knobs.folded_inputs_sent = False
    chat.slash_command("/settings")
    chat.form.set_switch("recording", True)
    chat.press(SAYS.save())
    chat.slash_command("/settings")
    assert ("OPEN", True) == (shown(chat.form.card)["access"], shown(chat.form.card)["attendance"])


@pytest.mark.parametrize("title", ["", "Budget"])
def test_a_meet_made_now_has_the_rules_of_the_defaults(stage: Stage, title: str) -> None:
    """They follow the Meet in one call with what differs."""
    chat = in_room(stage)
    save_by_default(stage, chat)
    chat.slash_command("/meet", title)
    assert [
        (
            leaves("access", "attendance"),
            regulated(access="OPEN", attendance="GENERATE_REPORT"),
        )
    ] == patches(stage)
    assert [CREATE_SPACE, PATCH_SPACE] == stage.called()
    assert {**USUAL, "access": "OPEN", "attendance": "GENERATE_REPORT"} == (
        rules_of(only_space(stage))
    )


def test_a_scheduled_meet_has_them_too(stage: Stage) -> None:
    """The guests' one mail goes out first; then the rules are set."""
    chat = in_room(stage)
    save_by_default(stage, chat)
    chat.slash_command("/schedule", "Budget")
    fill(chat)
    chat.press(SAYS.schedule())
    assert [leaves("access", "attendance")] == [mask for mask, _ in patches(stage)]
    assert [CREATE_SPACE, INSERT, PATCH_SPACE] == stage.called()


@pytest.mark.parametrize("command", ["/meet", "/schedule"])
def test_without_defaults_nothing_more_is_called(stage: Stage, command: str) -> None:
    """What nobody chose is Meet's to say."""
    chat = in_room(stage)
    chat.slash_command(command, "Budget")
    if chat.dialog is not None:
        fill(chat)
        chat.press(SAYS.schedule())
    assert [] == patches(stage)


def test_what_the_account_may_not_set_is_told_its_host(stage: Stage) -> None:
    """The Meet is posted with its recording; alone with the app, its message says what lacks."""
    chat = in_dm(stage)
    save_by_default(stage, chat)
    stage.ana.features.discard(Feature.ACCESS_TYPE)
    exchange = chat.slash_command("/meet", "Budget")
    assert [NOT_FOR_ACCOUNT] == paragraphs(card_of(exchange))
    assert {**USUAL, "attendance": "GENERATE_REPORT"} == rules_of(only_space(stage))


def test_rules_that_fail_keep_no_meet_from_being_posted(stage: Stage) -> None:
    """Whatever becomes of them, the Meet is there, and its host reads what is not certain."""
    chat = in_dm(stage)
    save_by_default(stage, chat)
    stage.google.faults.order(PATCH_SPACE, status=500, headers=AT_ONCE, times=4)
    exchange = chat.slash_command("/meet", "Budget")
    assert [
        (
            "Meet did not confirm this: Who may join without asking and Attendance report. "
            "The Meet's settings show how it stands."
        )
    ] == paragraphs(card_of(exchange))


def test_rules_that_meet_does_not_take_are_told_its_host(stage: Stage) -> None:
    """What certainly is not set is not called uncertain."""
    chat = in_dm(stage)
    save_by_default(stage, chat)
    stage.google.faults.order(PATCH_SPACE, status=400, times=3)
    exchange = chat.slash_command("/meet", "Budget")
    assert [
        (
            "Meet did not take this: Who may join without asking and Attendance report. "
            "You can try again in the Meet's settings."
        )
    ] == paragraphs(card_of(exchange))


# This meeting


def test_a_posted_meets_dialog_shows_what_it_has(stage: Stage, chat: ChatHost) -> None:
    """The section is folded, and costs no call."""
    stage.world.meet.edit_space(only_space(stage), accessType="RESTRICTED", moderation="ON")
    chat.click(SAYS.change_settings())
    assert {**dict.fromkeys(OFF, False), "access": "RESTRICTED", "moderation": True} == (
        shown(chat.form.card)
    )
    assert [READ_SPACE] == stage.called()


def test_a_rule_alone_is_one_patch_with_its_leaf(stage: Stage, chat: ChatHost) -> None:
    """Only what is chosen otherwise than the dialog showed it is written."""
    chat.click(SAYS.change_settings())
    chat.form.set_switch("attendance", True)
    stage.world.meet.edit_space(only_space(stage), moderation="ON")
    exchange = chat.press(SAYS.save())
    assert [(leaves("attendance"), regulated(attendance="GENERATE_REPORT"))] == patches(stage)
    assert {**USUAL, "attendance": "GENERATE_REPORT", "moderation": "ON"} == (
        rules_of(only_space(stage))
    )
    assert posted(exchange)


def test_a_refused_rule_holds_no_artifact_up(stage: Stage, chat: ChatHost) -> None:
    """Artifacts first, then the rules; what the account may not set is told its host alone."""
    stage.ana.features.discard(Feature.ACCESS_TYPE)
    chat.click(SAYS.change_settings())
    chat.form.set_switch("recording", True)
    chat.form.set_input("access", "OPEN")
    chat.press(SAYS.save())
    assert [",".join(MASK.values()), leaves("access")] == [mask for mask, _ in patches(stage)]
    assert Three(recording=True) == has(only_space(stage))


def test_host_management_that_stays_on_is_told_its_host(stage: Stage) -> None:
    """Turned off beside a restriction that needs it, it stays on, and the message says why."""
    chat = in_dm(stage)
    chat.slash_command("/meet", "Budget")
    stage.world.meet.edit_space(only_space(stage), moderation="ON")
    chat.click(SAYS.change_settings())
    chat.form.set_switch("moderation", False)
    chat.form.set_switch("restrict_chat", True)
    exchange = chat.press(SAYS.save())
    assert ("ON", "HOSTS_ONLY") == (
        rules_of(only_space(stage))["moderation"],
        rules_of(only_space(stage))["restrict_chat"],
    )
    assert "Host management stays on, since what you chose needs it." in (
        paragraphs(card_of(exchange))
    )
