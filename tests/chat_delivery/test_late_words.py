"""What becomes of an event that outlasts its answer is told as it is: the dialog may be closed.

No button is named that is not there, and nothing is offered that must fail.
"""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.google import errors
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.chat.surface import ChatDialog
from tests.support.calls import INSERT, PATCH_SPACE, READ_EVENT
from tests.support.cards import anchor, paragraphs
from tests.support.chat import in_room, of_bo, own
from tests.support.late import outlasting
from tests.support.people import ANA
from tests.support.schedule import event_of, meetless, planned
from tests.support.stage import Json, Stage
from tests.support.state import only_space
from tests.support.switches import OFF, ON
from tests.support.words import SAYS

pytestmark = pytest.mark.own_stage

AGAIN = "To try again, send “/schedule”."
WITHOUT_MEET = "The event is in your calendar, without a Meet."
UNKNOWN = (
    "Google didn't answer, so it is unknown whether the event was made. Look in Calendar before "
    "you schedule it again."
)
LOOK_FOR_MEET = (
    "The event is in your calendar, but it is unknown whether it has its Meet. Look at it in "
    "Calendar."
)
LOOK_AT_SETTINGS = (
    "The event has its Meet, but it is not certain that it has these settings. Look at it in "
    "Calendar."
)
ALREADY = "The event has been made as you had typed it before. Change it in Calendar."
PASTE = (
    "The event is in your calendar, but Calendar did not keep the link of its Meet. You can paste "
    "it there: "
)
LATER = {"Retry-After": "100"}
"""Longer than is ever waited for."""


def told(stage: Stage, chat: ChatHost) -> list[str]:
    """What the app has told Ana, and nobody else, of her event."""
    message = own(chat)[-1]
    assert stage.ana == message.viewer
    assert [] == [each for each in own(of_bo(stage, chat)) if each.viewer]
    assert "Plan" == message.card["header"]["title"]
    return paragraphs(message.card)


def without_meet(stage: Stage, chat: ChatHost, **patch: Any) -> None:  # noqa: ANN401  # as order's
    """Press Schedule; Calendar takes the event without its Meet, too late for the answer."""
    taken = meetless(stage, chat, **patch)
    outlasting(stage, INSERT, lambda: chat.press("Schedule"), **taken)


def made_before(stage: Stage, chat: ChatHost) -> ChatDialog:
    """The dialog of an event that has been made with its Meet."""
    dialog = chat.form
    chat.press("Schedule")
    assert chat.dialog is None
    assert event_of(stage, event_id_in(dialog))["hangoutLink"] == only_space(stage).uri
    return dialog


def event_id_in(dialog: ChatDialog) -> str:
    """The id that a dialog gives its event."""
    action = dialog.card["fixedFooter"]["primaryButton"]["onClick"]["action"]
    return next(str(each["value"]) for each in action["parameters"] if each["key"] == "event")


REFUSED: list[tuple[Json, str]] = [
    ({"status": 503, "headers": LATER}, UNKNOWN),
    ({"status": 429, "headers": LATER}, SAYS.try_again_in_chat()),
    ({"error": errors.calendar("quotaExceeded")}, SAYS.invitation_limit()),
    ({"error": errors.calendar("notFound")}, SAYS.calendar_unavailable()),
]


@pytest.mark.parametrize(("fault", "words"), REFUSED, ids=["503", "429", "quota", "404"])
def test_an_event_that_was_not_made(stage: Stage, fault: Json, words: str) -> None:
    """Its reason is told, and where it is known that nothing was made, how to try again."""
    chat = planned(in_room(stage), wanted=ON)
    outlasting(stage, INSERT, lambda: chat.press("Schedule"), **fault)
    assert [words, *([] if words == UNKNOWN else [AGAIN])] == told(stage, chat)
    assert [] == stage.world.calendar.entries(ANA)


MEETLESS: list[tuple[Json, list[str]]] = [
    ({"status": 503, "headers": LATER}, [LOOK_FOR_MEET]),
    ({"status": 412, "times": 3}, [WITHOUT_MEET]),
    ({"error": errors.calendar("forbidden")}, [SAYS.event_not_allowed(), WITHOUT_MEET]),
    (
        {"error": errors.insufficient_scope("calendar", "UpdateEvent", [])},
        [SAYS.grant_not_accepted(), WITHOUT_MEET],
    ),
]


@pytest.mark.parametrize(
    ("fault", "words"), MEETLESS, ids=["lost", "keeps changing", "forbidden", "scopes"]
)
def test_an_event_without_its_meet(stage: Stage, fault: Json, words: list[str]) -> None:
    """That the event is there is said, and where its Meet is not, without a button to press."""
    chat = planned(in_room(stage), wanted=ON)
    without_meet(stage, chat, **fault)
    assert words == told(stage, chat)
    [entry] = stage.world.calendar.entries(ANA)
    assert "hangoutLink" not in event_of(stage, entry.event.id)


def test_an_event_whose_link_is_not_kept(stage: Stage) -> None:
    """The link of the Meet that was made is there to be pasted."""
    chat = planned(in_room(stage), wanted=ON)
    without_meet(stage, chat)
    assert [f"{PASTE}{anchor(only_space(stage).uri)}"] == told(stage, chat)


def test_an_event_that_is_there_as_it_was_typed_before(stage: Stage) -> None:
    """Pressed again with another length once the guests have been told, it stays as it is."""
    chat = planned(in_room(stage), addresses="cy@example.com")
    dialog = made_before(stage, chat)
    dialog.set_input("length", "60")
    before = event_of(stage, event_id_in(dialog))
    outlasting(stage, READ_EVENT, dialog.press_primary)
    assert [ALREADY] == told(stage, chat)
    assert before == event_of(stage, event_id_in(dialog))


def test_an_event_whose_settings_are_not_certain(stage: Stage) -> None:
    """Pressed again with other switches, which Meet does not set, it says where to look."""
    chat = planned(in_room(stage), wanted=OFF)
    dialog = made_before(stage, chat)
    for name in ON._asdict():
        dialog.set_switch(name, on=True)
    denied = errors.permission_denied("Space")
    outlasting(stage, PATCH_SPACE, dialog.press_primary, error=denied)
    assert [LOOK_AT_SETTINGS] == told(stage, chat)


@pytest.mark.parametrize("continued", [False, True])
def test_an_event_whose_rules_lack_a_permission(stage: Stage, *, continued: bool) -> None:
    """The event has its Meet: to send the command again would make a second one."""
    host = stage.host()
    host.universal_action("Defaults for new meetings")
    host.set_switch("attendance", True)
    host.press_primary()
    chat = planned(in_room(stage), wanted=ON)
    refused = errors.insufficient_scope("meet", "UpdateSpace", [])
    stage.google.faults.order(PATCH_SPACE, error=refused)
    if continued:
        without_meet(stage, chat, times=1)
    else:
        outlasting(stage, INSERT, lambda: chat.press("Schedule"))
    assert [LOOK_AT_SETTINGS] == told(stage, chat)
    [entry] = stage.world.calendar.entries(ANA)
    assert only_space(stage).uri == event_of(stage, entry.event.id)["hangoutLink"]
