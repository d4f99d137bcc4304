"""What Chat says of a dialog, sent to a URL of Calendar's."""

from __future__ import annotations

import json
import re

import pytest

from addon.routes import ROUTES
from sandbox.hosts.cards import CardRules
from sandbox.hosts.responses import read_response
from sandbox.hosts.wire import Host
from tests.edge.shapes import calendar_object, common_object
from tests.support.log import log_lines
from tests.support.people import ANA, BO
from tests.support.requests import post, signed
from tests.support.stage import Json, Stage

RULES = CardRules(Host.CALENDAR, ("https://meet.google.com/",))
PATHS = [route.path for route in ROUTES if route.path.startswith("/calendar/")]
AS_THE_APP = "chat.spaces.get"
CANCELLED: list[Json] = [
    {"buttonClickedPayload": {"dialogEventType": "CANCEL_DIALOG", "isDialogEvent": True}},
    {"dialogEventType": "CANCEL_DIALOG", "type": "CARD_CLICKED"},
]


def answered(stage: Stage, path: str, chat: Json | None) -> tuple[Json, list[str]]:
    """What an event of Ana's without a Meet gets for an answer, and the calls, sorted."""
    event_id = stage.world.calendar.add_event(ANA, event_id="planned", attendees=[BO])
    event, headers = signed(stage, path)
    event["commonEventObject"] = common_object()
    event["calendar"] = calendar_object(event_id, ANA, "")
    if chat is not None:
        event["chat"] = chat
    with log_lines() as lines:
        reply = post(stage.function, path, event, headers)
    assert [] == lines.errors()
    assert 200 == reply.status
    assert () == read_response(reply.json, RULES).complaints
    written = json.dumps(reply.json)
    for space in stage.world.meet.spaces:
        written = written.replace(space.code, "a-code")
    # Each form of a new meeting has an event's id of its own.
    written = re.sub(r'"[0-9a-f]{32}"', '"an-id"', written)
    # So has each list of meetings the moment at which it was drawn.
    written = re.sub(r'"\d{4}-\d\d-\d\dT[^"]*\+00:00"', '"a-moment"', written)
    # Reads of one round come in any order; the app's own token may be of the world before, and
    # what is asked with it asked again then.
    called = stage.called()
    others = [each for each in called if each != AS_THE_APP]
    return json.loads(written), sorted([*others, *({AS_THE_APP} & {*called})])


@pytest.mark.parametrize("cancelled", CANCELLED, ids=["add-on", "classic"])
@pytest.mark.parametrize("path", PATHS)
def test_a_cancelled_dialog_is_an_ordinary_click_in_calendar(
    stage: Stage, path: str, cancelled: Json
) -> None:
    """A `chat` member says nothing to Calendar: the answer and the calls are as without it."""
    plain = answered(stage, path, None)
    stage.renew()
    assert plain == answered(stage, path, cancelled)
