"""A new meeting from the home card: an event with its Meet, as `/schedule` makes one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import pytest

from addon.permissions.scopes import MEET_CREATE
from sandbox.google import errors
from sandbox.google.people.accounts import Feature
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.filling import InputValue
from tests.support.calls import AT_ONCE, CREATE_SPACE, INSERT, PATCH_EVENT, calls_of
from tests.support.cards import (
    buttons,
    did,
    footer,
    lines,
    meet_line,
    paragraphs,
    remarks,
    switches,
)
from tests.support.consent import grant_all, without
from tests.support.people import ANA, BO, CY
from tests.support.schedule import MADE, START, milliseconds
from tests.support.sidebar import told
from tests.support.stage import Json, Stage
from tests.support.state import only_space
from tests.support.store import Store
from tests.support.switches import ON, Three, choose, has, three
from tests.support.words import SAYS

NEW = "New meeting"
NOT_PEOPLE = "kim at customer.example"


def form(stage: Stage) -> CalendarHost:
    """Ana's Calendar with the form of a new meeting; the calls so far are forgotten."""
    host = stage.host()
    host.open_home()
    host.press(NEW)
    assert "new meeting" == host.card["name"]
    stage.called()
    return host


def filled(host: CalendarHost, title: str = "Plan", **values: InputValue) -> CalendarHost:
    """The same with what is typed; the start is far ahead if it is not given."""
    typed: dict[str, InputValue] = {"title": title, "start": START, **values}
    for name, value in typed.items():
        host.set_input(name, value)
    return host


def event_of(stage: Stage) -> Json:
    """The one event that is in Ana's calendar."""
    [entry] = stage.world.calendar.entries(ANA)
    event: Json = stage.world.calendar.event(ANA, entry.event.id, ANA)
    return event


def complaints(host: CalendarHost) -> list[str]:
    """What the form says against what was typed, without markup."""
    said = [text for _, text, _ in lines(host.card) if text.startswith("<b>")]
    return [text.removeprefix("<b>").removesuffix("</b>") for text in said]


def typed(host: CalendarHost) -> Json:
    """What the form's inputs hold."""
    found: Json = {}
    for section in host.card["sections"]:
        for widget in section["widgets"]:
            for kind in ("textInput", "dateTimePicker"):
                if kind in widget:
                    held = widget[kind]
                    found[held["name"]] = held.get("value", held.get("valueMsEpoch"))
    return found


def test_the_form_opens_without_asking_google(stage: Stage) -> None:
    """It has the user's defaults, the next half hour, and the home card below it."""
    host = stage.host()
    host.universal_action("Defaults for new meetings")
    choose(host, Three(recording=True))
    host.press_primary()
    before = datetime.now(UTC)
    host = form(stage)
    assert [] == stage.called()
    start = datetime.fromtimestamp(int(typed(host)["start"]) / 1000, UTC)
    assert before < start <= before + timedelta(minutes=41)
    assert 0 == start.minute % 30
    assert Three(recording=True) == three(host.card)
    assert [SAYS.schedule(), SAYS.cancel()] == footer(host.card)
    host.press_secondary()
    assert "home" == host.card["name"]


def test_an_event_is_made_with_its_meet(stage: Stage) -> None:
    """One space and one event, whose one invitation has the link; the result says what will be."""
    host = filled(form(stage), addresses=f"{BO}, {CY}", length="45", notify="all")
    choose(host, ON)
    host.press_primary()
    [insert] = calls_of(stage, INSERT)
    assert "all" == insert.query["sendUpdates"]
    assert MADE == stage.called()
    space, event = only_space(stage), event_of(stage)
    assert ON == has(space)
    assert ("Plan", space.uri) == (event["summary"], event["hangoutLink"])
    start, end = (datetime.fromisoformat(event[edge]["dateTime"]) for edge in ("start", "end"))
    assert (START, timedelta(minutes=45)) == (start, end - start)
    assert [BO, CY] == [guest["email"] for guest in event["attendees"]]
    assert "result" == host.card["name"]
    assert "Plan" == host.card["header"]["title"]
    assert "Your Meet is ready" == did(host.card)
    assert meet_line(space.uri) in lines(host.card)
    assert ["Calendar e-mails the guests about it."] == remarks(host.card)
    assert ["Open in Calendar", "Join"] == footer(host.card)


def test_times_are_in_the_users_zone(stage: Stage) -> None:
    """The event has the zone that the user's Calendar tells."""
    host = filled(form(stage))
    host.press_primary()
    assert "Europe/Madrid" == event_of(stage)["start"]["timeZone"]
    moment = START.astimezone(ZoneInfo("Europe/Madrid"))
    [insert] = calls_of(stage, INSERT)
    assert moment.isoformat() == (insert.body or {})["start"]["dateTime"]


def test_what_is_wrong_is_said_at_its_field(stage: Stage) -> None:
    """All of it at once, with what was typed kept; Google is not asked."""
    past = datetime(2020, 1, 7, 8, 30, tzinfo=UTC)
    host = filled(form(stage), "x" * 1025, start=past, addresses=NOT_PEOPLE)
    choose(host, Three(smart_notes=True))
    host.press_primary()
    assert [] == stage.called()
    assert [
        "The title can have at most 1024 characters.",
        "The start is in the past.",
        "“kim at customer.example” isn't an e-mail address.",
    ] == complaints(host)
    assert {"title": "x" * 1025, "start": str(milliseconds(past)), "addresses": NOT_PEOPLE} == (
        typed(host)
    )
    assert Three(smart_notes=True) == three(host.card)
    filled(host, addresses=BO).press_primary()
    assert "Plan" == event_of(stage)["summary"]


def test_each_complaint_stands_below_its_field(stage: Stage) -> None:
    """The reader need not look for what is meant."""
    host = filled(form(stage), addresses="nobody")
    host.press_primary()
    [section] = [
        each
        for each in host.card["sections"]
        if any(
            "textInput" in widget and widget["textInput"]["name"] == "addresses"
            for widget in each["widgets"]
        )
    ]
    names = [next(iter(widget)) for widget in section["widgets"]]
    assert ["textInput", "decoratedText"] == names[:2]


@pytest.mark.parametrize("drop", ["before", "after"])
def test_pressed_again_it_makes_no_second_event(
    stage: Stage, drop: Literal["before", "after"]
) -> None:
    """What was lost on the way is found by the next press."""
    host = filled(form(stage), addresses=BO)
    stage.google.faults.order(INSERT, drop=drop)
    stage.google.faults.order(INSERT, status=503, headers=AT_ONCE, times=9)
    host.press_primary()
    stage.google.faults.clear()
    if "result" != host.card["name"]:
        host.press_primary()
    assert "result" == host.card["name"]
    assert only_space(stage).uri == event_of(stage)["hangoutLink"]


TROUBLE: list[tuple[Json, list[str]]] = [
    ({"status": 429, "headers": {"Retry-After": "100"}}, [SAYS.try_again()]),
    ({"error": errors.calendar("quotaExceeded")}, [SAYS.invitation_limit()]),
    ({"error": errors.calendar("notFound")}, [SAYS.calendar_unavailable()]),
    ({"error": errors.calendar("invalid", "Invalid attendee email.")}, [SAYS.address_refused()]),
]


@pytest.mark.parametrize(("fault", "words"), TROUBLE, ids=["busy", "limit", "no calendar", "guest"])
def test_trouble_is_told_above_what_was_typed(stage: Stage, fault: Json, words: list[str]) -> None:
    """Nothing typed is lost, and the next press makes the event with the Meet that is there."""
    host = filled(form(stage), addresses=BO)
    stage.google.faults.order(INSERT, **fault)
    host.press_primary()
    assert words == paragraphs(host.card)[: len(words)]
    assert ("Plan", BO) == (typed(host)["title"], typed(host)["addresses"])
    stage.google.faults.clear()
    host.press_primary()
    assert only_space(stage).uri == event_of(stage)["hangoutLink"]


def test_an_event_that_lacks_its_meet_is_told(stage: Stage) -> None:
    """It is in the calendar, and another press gives it its Meet."""
    host = filled(form(stage))
    action = host.card["fixedFooter"]["primaryButton"]["onClick"]["action"]
    [event_id] = [each["value"] for each in action["parameters"] if each["key"] == "event"]
    taken: Json = {}

    def insert() -> None:
        end = START + timedelta(minutes=30)
        stage.world.calendar.add_event(ANA, event_id=event_id, summary="Plan", start=START, end=end)
        taken.update(event_of(stage))
        stage.google.faults.order(PATCH_EVENT, status=412, times=3)

    stage.google.faults.order(INSERT, then=insert, status=200, body=taken)
    host.press_primary()
    assert [SAYS.event_keeps_changing(), SAYS.event_without_meet()] == paragraphs(host.card)[:2]
    host.press_primary()
    assert only_space(stage).uri == event_of(stage)["hangoutLink"]
    assert "result" == host.card["name"]


def test_with_the_store_down_no_form_comes(stage: Stage) -> None:
    """Whatever was typed would be in vain: it could not be told from another press."""
    host = stage.host()
    host.open_home()
    Store(stage.store).spoil()
    host.press(NEW)
    assert [SAYS.store_unavailable()] == paragraphs(host.card)


def test_with_the_store_down_meanwhile_nothing_is_made(stage: Stage) -> None:
    """What was typed stays, and Google is not asked."""
    host = filled(form(stage))
    Store(stage.store).spoil()
    host.press_primary()
    assert [SAYS.store_unavailable()] == paragraphs(host.card)[:1]
    assert "Plan" == typed(host)["title"]
    assert [] == stage.called()


def test_permissions_are_asked_for_before_anything_is_typed(stage: Stage) -> None:
    """The form comes once all is granted that the event will take."""
    host = stage.host(granted=without(MEET_CREATE), consent=grant_all)
    host.open_home()
    host.press(NEW)
    assert "new meeting" == host.card["name"]
    stage.called()
    filled(host).press_primary()
    assert MADE == stage.called()


def test_what_the_account_lacks_has_no_switch(stage: Stage) -> None:
    """And can be tried once more without losing what was typed."""
    stage.ana.features.remove(Feature.RECORDING)
    host = filled(form(stage))
    choose(host, ON)
    host.press_primary()
    host = form(stage)
    assert "recording" not in switches(host.card)
    filled(host, "Retro", addresses=BO)
    host.press(SAYS.check_again())
    assert "recording" in switches(host.card)
    assert ("Retro", BO) == (typed(host)["title"], typed(host)["addresses"])
    assert SAYS.check_again() not in buttons(host.card)


def test_what_is_typed_waits_below_trouble(stage: Stage) -> None:
    """The time that was picked is carried by no button, so none is offered that would lose it."""
    stage.ana.features.remove(Feature.RECORDING)
    host = filled(form(stage))
    choose(host, ON)
    host.press_primary()
    host = filled(form(stage), "Retro", addresses=BO)
    store = Store(stage.store)
    store.spoil()
    host.press(SAYS.check_again())
    assert [SAYS.store_unavailable()] == told(host)
    assert SAYS.again() not in footer(host.card)
    store.mend()
    host.back()
    host.press(SAYS.check_again())
    assert ("Retro", BO) == (typed(host)["title"], typed(host)["addresses"])


def test_oneself_is_no_guest(stage: Stage) -> None:
    """Whoever types their own address among others is the organizer all the same."""
    filled(form(stage), addresses=f"{ANA.upper()}, {BO}").press_primary()
    [insert] = calls_of(stage, INSERT)
    assert insert.body is not None
    assert [{"email": BO}] == insert.body["attendees"]


def test_without_a_title_it_is_called_a_meeting(stage: Stage) -> None:
    """As the hint at the field says."""
    filled(form(stage), "").press_primary()
    assert "Meeting" == event_of(stage)["summary"]


def test_a_meet_that_cannot_be_made_makes_no_event(stage: Stage) -> None:
    """The space comes first."""
    host = filled(form(stage))
    stage.google.faults.order(CREATE_SPACE, status=400)
    host.press_primary()
    assert [] == stage.world.calendar.entries(ANA)
    assert SAYS.refused_by_google() == paragraphs(host.card)[0]
