"""Whom Calendar e-mails: chosen from a list, and offered only where somebody could get mail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from sandbox.hosts.wire import Json
from tests.support.calls import PATCH_EVENT, calls_of
from tests.support.cards import offers, paragraphs, remarks, widgets
from tests.support.people import ANA, BO
from tests.support.sidebar import agree_to_replace, ask_to_replace, opened
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.words import FILES, MAIL_EXPLAINED, MAILED_ALL, NOTIFY, REOPEN

HOUR = timedelta(hours=1)
both_mailings = pytest.mark.parametrize("past_mailed", [False, True])


def past(stage: Stage, *, all_day: bool = False, **fields: object) -> dict[str, Any]:
    """The times of an event that is over, with other fields."""
    now = stage.world.clock.now()
    if all_day:
        days = (now - timedelta(days=3), now - timedelta(days=2))
        start, end = (day.date().isoformat() for day in days)
    else:
        start, end = ((now - ago * HOUR).isoformat() for ago in (2, 1))
    return {"start": start, "end": end, **fields}


def test_the_list_of_whom_to_mail_is_a_list(stage: Stage) -> None:
    """It is a dropdown with its label, and what the choice means stands below it."""
    host = opened(stage, stage.world.calendar.add_event(ANA, attendees=[BO]))
    shown = list(widgets(host.card))
    [place] = [
        number
        for number, widget in enumerate(shown)
        if widget.get("selectionInput", {}).get("name") == "notify"
    ]
    picker = shown[place]["selectionInput"]
    assert ("DROPDOWN", "E-mail the Meet link") == (picker["type"], picker["label"])
    assert {"textParagraph": {"text": MAIL_EXPLAINED}} == shown[place + 1]


def test_the_list_is_folded_away_until_it_is_wanted(stage: Stage) -> None:
    """Of its section, the card's last, only the switch above it is seen before it is opened."""
    host = opened(stage, stage.world.calendar.add_event(ANA, attendees=[BO]))
    folded = host.card["sections"][-1]
    assert (True, 1) == (folded["collapsible"], folded["uncollapsibleWidgetsCount"])
    names = [next(iter(widget)) for widget in folded["widgets"]]
    assert ["decoratedText"] * 2 + ["selectionInput", "textParagraph"] == names[:4]
    switched = [each["decoratedText"]["switchControl"]["name"] for each in folded["widgets"][:2]]
    assert ["remember", "tell_guests"] == switched


def test_the_list_says_how_many_guests_there_are(stage: Stage) -> None:
    """Whom `all` means is counted, neither Ana nor a room among them."""
    room = {"email": "room@resource.calendar.google.com", "resource": True}
    guests: list[str | Json] = [BO, "cy@elsewhere.test", room]
    host = opened(stage, stage.world.calendar.add_event(ANA, attendees=guests))
    assert "To all 2 guests" == offers(host.card, "notify")[-1].text


@pytest.mark.parametrize("forged", ["", "ALL", "everybody", "externalOnly", "on"])
def test_a_value_that_the_list_does_not_have_mails_nobody(stage: Stage, forged: str) -> None:
    """A made-up choice counts as none."""
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO])
    host = opened(stage, event_id)
    action = host.card["fixedFooter"]["primaryButton"]["onClick"]["action"]

    def choose(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        inputs = event["commonEventObject"].setdefault("formInputs", {})
        inputs["notify"] = {"stringInputs": {"value": [forged]}}
        return event, headers

    host.installation.tamper = choose
    host.click(action)
    [patch] = calls_of(stage, PATCH_EVENT)
    assert "none" == patch.query["sendUpdates"]
    assert [] == stage.world.calendar.notifications
    assert [REOPEN] == remarks(host.card)


# An event that is over


@both_mailings
@pytest.mark.parametrize("all_day", [False, True], ids=["hours", "days"])
def test_nothing_is_offered_for_an_event_that_is_over(
    stage: Stage, all_day: bool, past_mailed: bool
) -> None:
    """Of a past event nobody is told, so there is no list, and the result promises nothing."""
    stage.world.knobs.past_events_mailed = past_mailed
    times = past(stage, all_day=all_day, attendees=[BO])
    event_id = stage.world.calendar.add_event(ANA, **times)
    host = opened(stage, event_id)
    assert [] == offers(host.card, "notify")
    assert ["This event is over.", FILES] == paragraphs(host.card)
    host.press_primary()
    assert [REOPEN] == remarks(host.card)
    [patch] = calls_of(stage, PATCH_EVENT)
    assert "none" == patch.query["sendUpdates"]
    assert [] == stage.world.calendar.notifications
    assert stage.world.meet.spaces[0].uri == link(stage, ANA, event_id)


def test_nothing_is_offered_when_replacing_in_an_event_that_is_over(stage: Stage) -> None:
    """The question whether to replace has no list either."""
    sooma = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    times = past(stage, attendees=[BO], conference=sooma)
    host = opened(stage, stage.world.calendar.add_event(ANA, **times))
    ask_to_replace(host)
    assert [] == offers(host.card, "notify")
    agree_to_replace(host)
    assert [REOPEN] == remarks(host.card)
    assert [] == stage.world.calendar.notifications


@both_mailings
def test_an_event_that_ends_before_the_press_is_not_mailed_about(
    stage: Stage, past_mailed: bool
) -> None:
    """Chosen while the event was to come, mail goes to nobody once it is over, as is said."""
    stage.world.knobs.past_events_mailed = past_mailed
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO])
    host = opened(stage, event_id)
    host.set_input("notify", "all")
    stage.world.calendar.edit_event(ANA, event_id, **past(stage))
    host.press_primary()
    [patch] = calls_of(stage, PATCH_EVENT)
    assert "none" == patch.query["sendUpdates"]
    assert [REOPEN] == remarks(host.card)
    assert [] == stage.world.calendar.notifications


def test_a_running_event_is_not_over(stage: Stage) -> None:
    """As long as the event has not ended, mail is offered and told."""
    now = stage.world.clock.now()
    event_id = stage.world.calendar.add_event(
        ANA, start=(now - HOUR).isoformat(), end=(now + HOUR).isoformat(), attendees=[BO]
    )
    host = opened(stage, event_id)
    assert NOTIFY == offers(host.card, "notify")
    host.set_input("notify", "all")
    host.press_primary()
    assert [MAILED_ALL, REOPEN] == remarks(host.card)
    assert [(BO,)] == [sent.to for sent in stage.world.calendar.notifications]


def test_a_series_that_goes_on_is_not_over(stage: Stage) -> None:
    """A recurring event that began in the past may be mailed about."""
    now = stage.world.clock.now()
    event_id = stage.world.calendar.add_event(
        ANA,
        start=(now - 2 * HOUR).isoformat(),
        end=(now - HOUR).isoformat(),
        recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
        attendees=[BO],
    )
    assert NOTIFY == offers(opened(stage, event_id).card, "notify")
