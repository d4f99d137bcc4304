"""What Meet refused an account, in Chat's dialogs: told in the place of its switch."""

from __future__ import annotations

from datetime import UTC, datetime

from sandbox.google.people.accounts import ALL, Feature
from sandbox.hosts.chat.host import ChatHost
from tests.support.calls import CREATE_SPACE, PATCH_SPACE, calls_of
from tests.support.cards import lines, switches
from tests.support.chat import in_room, own, save_defaults
from tests.support.people import BO
from tests.support.rules import leaves, rules_of, shown
from tests.support.schedule import START, milliseconds, planned, pressed, values
from tests.support.sidebar import defaults
from tests.support.stage import Json, Stage
from tests.support.state import only_space
from tests.support.store import stored
from tests.support.switches import ON, Three, artifacts, three
from tests.support.words import SAYS

LEFT = {"recording", "smart_notes"}


def refused(stage: Stage) -> ChatHost:
    """Ana has wanted all three for a Meet, and Meet has refused her the transcript."""
    chat = in_room(stage)
    save_defaults(chat, ON)
    stage.ana.features = set(ALL) - {Feature.TRANSCRIPTION}
    chat.slash_command("/meet")
    stage.function.settle()
    stage.called()
    stage.google.calls.clear()
    return chat


def not_available(card: Json) -> list[str]:
    """What the card names as not available, and that it says since when."""
    today = SAYS.lacking(datetime.now(UTC).date())
    told = [(text, below) for above, text, below in lines(card) if SAYS.refused() == above]
    assert {below for _, below in told} <= {today}
    return [text for text, _ in told]


def noted(stage: Stage) -> bool:
    """Whether a refusal is remembered."""
    return "lacking" in [name for _, name in stored(stage)]


def test_the_defaults_keep_what_has_no_switch(stage: Stage) -> None:
    """What Meet refused is a line; saving the others leaves it as it was saved."""
    chat = refused(stage)
    chat.slash_command("/settings")
    assert (LEFT, ["Transcript"]) == (set(switches(chat.form.card)), not_available(chat.form.card))
    chat.form.set_switch("recording", False)
    chat.press(SAYS.save())
    assert Three(transcription=True, smart_notes=True) == saved(stage)


def saved(stage: Stage) -> Three:
    """Ana's defaults, once everything is offered."""
    host = stage.host()
    host.open_home()
    host.press(SAYS.check_again())
    return three(host.card)


def test_check_again_among_the_defaults(stage: Stage) -> None:
    """The switch comes back as it was saved, the others stay as they were left."""
    chat = refused(stage)
    chat.slash_command("/settings")
    chat.form.set_switch("recording", False)
    chat.press(SAYS.check_again())
    assert Three(transcription=True, smart_notes=True) == three(chat.form.card)
    assert ([], False) == (not_available(chat.form.card), noted(stage))
    chat.press(SAYS.save())
    assert Three(transcription=True, smart_notes=True) == defaults(stage)


def test_check_again_while_scheduling(stage: Stage) -> None:
    """Nothing that was typed is lost, and the press that follows asks Meet anew, for one event."""
    chat = planned(refused(stage), "Budget", addresses=BO, length="45", notify="all")
    there = set(switches(chat.form.card))
    assert ({*LEFT, "invite_members", "tell_guests"}, ["Transcript"]) == (
        there,
        not_available(chat.form.card),
    )
    chat.form.set_switch("smart_notes", False)
    chat.press(SAYS.check_again())
    assert {
        "title": "Budget",
        "start": str(milliseconds(START)),
        "length": ["45"],
        "guests": [],
        "addresses": BO,
        "notify": ["all"],
        "invite_members": False,
        "tell_guests": False,
        "recording": True,
        "transcription": True,
        "smart_notes": False,
    } == values(chat.form.card)
    stage.ana.features = set(ALL)
    pressed(chat)
    [call] = calls_of(stage, CREATE_SPACE)
    assert artifacts(recording="ON", transcription="ON", smart_notes="OFF") == call.body
    assert 1 == len(stage.world.calendar.entries(stage.ana.email))


def test_what_is_not_wanted_is_not_asked_for(stage: Stage) -> None:
    """Turning off what the account lacks would be refused, and cost a call."""
    pressed(planned(refused(stage)))
    [call] = calls_of(stage, CREATE_SPACE)
    assert artifacts(recording="ON", smart_notes="ON") == call.body


def test_check_again_for_one_meeting(stage: Stage) -> None:
    """The dialog of a Meet keeps what is chosen, and its host may try anew."""
    chat = refused(stage)
    [message] = [message for message in own(chat) if message.viewer is None]
    chat.click(SAYS.change_settings(), message)
    assert (LEFT, ["Transcript"]) == (set(switches(chat.form.card)), not_available(chat.form.card))
    chat.form.set_switch("recording", False)
    chat.press(SAYS.check_again())
    assert Three(smart_notes=True) == three(chat.form.card)
    chat.form.set_switch("transcription", True)
    chat.press(SAYS.save())
    assert 2 == len(calls_of(stage, PATCH_SPACE))
    assert noted(stage)


def test_check_again_keeps_who_may_do_what(stage: Stage) -> None:
    """What is chosen stays chosen; what somebody else changed meanwhile shows and stays theirs."""
    chat = refused(stage)
    [message] = [message for message in own(chat) if message.viewer is None]
    space = only_space(stage)
    chat.click(SAYS.change_settings(), message)
    chat.form.set_switch("attendance", True)
    stage.world.meet.edit_space(space, accessType="OPEN")
    chat.press(SAYS.check_again())
    there = shown(chat.form.card)
    assert ("OPEN", True) == (there["access"], there["attendance"])
    chat.press(SAYS.save())
    masks = [call.query["updateMask"] for call in calls_of(stage, PATCH_SPACE)]
    assert [leaves("attendance")] == [mask for mask in masks if "artifactConfig" not in mask]
    assert ("OPEN", "GENERATE_REPORT") == (rules_of(space)["access"], rules_of(space)["attendance"])


def test_check_again_where_the_section_is_not_sent(stage: Stage) -> None:
    """Folded and not sent, it shows what the Meet has, and changes nothing."""
    chat = refused(stage)
    stage.world.knobs.folded_inputs_sent = False
    [message] = [message for message in own(chat) if message.viewer is None]
    space = only_space(stage)
    stage.world.meet.edit_space(space, accessType="RESTRICTED")
    chat.click(SAYS.change_settings(), message)
    chat.press(SAYS.check_again())
    assert "RESTRICTED" == shown(chat.form.card)["access"]
    chat.press(SAYS.save())
    assert "RESTRICTED" == rules_of(space)["access"]
