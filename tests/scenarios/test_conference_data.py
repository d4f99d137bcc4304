"""What is written into an event, and that nothing of an earlier conference stays there."""

from __future__ import annotations

from typing import Literal

import pytest

from sandbox.google import errors
from sandbox.google.people.accounts import USUAL_PHONE, Phone
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.wire import Json
from tests.support.calls import CREATE_SPACE, PATCH_EVENT, READ_EVENT, READ_SPACE, calls_of
from tests.support.cards import buttons, did, footer, lines, meet_line, remarks, results
from tests.support.conferences import attachment, conference
from tests.support.people import ANA, BO
from tests.support.sidebar import agree_to_replace, ask_to_replace, opened, press_again, told
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.switches import ON, choose, has
from tests.support.words import ASKS, CHANGED, MAILED_ALL, REOPEN, SAYS

Reading = Literal["merge", "replace", "merge without null"]
READINGS: list[Reading] = ["merge", "replace", "merge without null"]
each_reading = pytest.mark.parametrize("reading", READINGS)
CLEARING = {"conferenceData": None}
LONDON = Phone("+442079460123", "GB", "en")
WEBLEX: Json = {
    "conferenceId": "88512345678",
    "conferenceSolution": {
        "key": {"type": "addOn"},
        "name": "Weblex",
        "iconUri": "https://weblex.example.com/icon.png",
    },
    "entryPoints": [
        {"entryPointType": "video", "uri": "https://weblex.example.com/j/1", "passcode": "4711"},
        {"entryPointType": "phone", "uri": "tel:+15550199", "passcode": "4711", "pin": "88512"},
        {"entryPointType": "sip", "uri": "sip:88512@weblex.example.com", "accessCode": "4711"},
        {"entryPointType": "more", "uri": "https://weblex.example.com/numbers"},
    ],
    "notes": "Passcode: 4711",
    "parameters": {"addOnParameters": {"parameters": {"realMeetingId": "1"}}},
}
"""Another vendor's conference with all that one may have."""


def of_bos(stage: Stage, *left_out: str) -> Json:
    """A Meet that Calendar made for Bo, with its request, its signature and its numbers."""
    made = stage.world.calendar.calendar_conference(stage.world.meet.make_meet(stage.bo))
    assert {"createRequest", "signature"} <= set(made)
    return {name: value for name, value in made.items() if name not in left_out}


def earlier(stage: Stage, kind: str) -> Json:
    """The conference that is to be replaced."""
    if kind == "vendor":
        return WEBLEX
    return of_bos(stage, *(["createRequest"] if kind == "Calendar's, signed only" else []))


def replaced(stage: Stage, event_id: str, notify: str = "") -> CalendarHost:
    """Ana has agreed to replace the event's conference; calls of the look are forgotten."""
    host = opened(stage, event_id)
    ask_to_replace(host)
    stage.called()
    if notify:
        host.set_input("notify", notify)
    agree_to_replace(host)
    return host


def data(stage: Stage, event_id: str) -> Json | None:
    """The conference data of an event of Ana's."""
    found: Json | None = stage.world.calendar.event(ANA, event_id, ANA).get("conferenceData")
    return found


# Nothing of the earlier conference


@each_reading
@pytest.mark.parametrize("kind", ["vendor", "Calendar's", "Calendar's, signed only"])
def test_a_replaced_conference_leaves_nothing_behind(
    stage: Stage, kind: str, reading: Reading
) -> None:
    """However Calendar patches, neither notes, passcode, parameters, icon nor request stay."""
    stage.world.knobs.patch_objects = reading
    event_id = stage.world.calendar.add_event(ANA, attendees=[BO], conference=earlier(stage, kind))
    host = replaced(stage, event_id, notify="all")
    space = stage.world.meet.spaces[-1]
    assert ANA == space.owner
    assert conference(space) == data(stage, event_id)
    assert space.uri == link(stage, ANA, event_id) == link(stage, BO, event_id)
    assert SAYS.replaced() == did(host.card)
    assert [meet_line(space.uri)] == lines(host.card)

    patches = calls_of(stage, PATCH_EVENT)
    bodies = [attachment(space)]
    if reading == "merge without null":
        bodies += [CLEARING, attachment(space)]
    assert bodies == [patch.body for patch in patches]
    mail = [patch.query["sendUpdates"] for patch in patches]
    assert ["all", *["none"] * (len(bodies) - 1)] == mail
    assert [(BO,)] == [sent.to for sent in stage.world.calendar.notifications]


@each_reading
def test_what_calendar_has_besides_the_conference_stays(stage: Stage, reading: Reading) -> None:
    """Replacing changes the conference alone, even where it is cleared on the way."""
    stage.world.knobs.patch_objects = reading
    event_id = stage.world.calendar.add_event(
        ANA, attendees=[BO], description="Bring <b>cake</b>", location="Room 1", conference=WEBLEX
    )
    before = stage.world.calendar.event(ANA, event_id, ANA)
    replaced(stage, event_id)
    after = stage.world.calendar.event(ANA, event_id, ANA)
    changed = {"conferenceData", "hangoutLink", "etag", "updated"}
    assert {k: v for k, v in before.items() if k not in changed} == {
        k: v for k, v in after.items() if k not in changed
    }


def test_an_edit_between_clearing_and_attaching_is_kept(stage: Stage) -> None:
    """If the event changes once it was cleared, it is read again and gets the one Meet."""
    stage.world.knobs.patch_objects = "merge without null"
    event_id = stage.world.calendar.add_event(ANA, conference=WEBLEX)
    host = opened(stage, event_id)
    ask_to_replace(host)
    stage.called()
    stage.google.faults.order(
        PATCH_EVENT,
        when=lambda _: len(calls_of(stage, PATCH_EVENT)) == 3,
        then=lambda: stage.world.calendar.edit_event(ANA, event_id, summary="Edited"),
    )
    agree_to_replace(host)
    [space] = stage.world.meet.spaces
    assert conference(space) == data(stage, event_id)
    assert "Edited" == stage.world.calendar.event(ANA, event_id, ANA)["summary"]
    assert SAYS.replaced() == did(host.card)
    attaching = [PATCH_EVENT, PATCH_EVENT]
    called = [READ_EVENT, CREATE_SPACE, PATCH_EVENT, *attaching, READ_EVENT, *attaching]
    assert called == stage.called()


def test_a_conference_put_there_after_clearing_is_not_cleared_away(stage: Stage) -> None:
    """What somebody put there meanwhile stays; the agreed one is gone, so that is not denied."""
    stage.world.knobs.patch_objects = "merge without null"
    event_id = stage.world.calendar.add_event(ANA, conference=WEBLEX)
    other = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    host = opened(stage, event_id)
    ask_to_replace(host)
    stage.google.faults.order(
        PATCH_EVENT,
        when=lambda _: len(calls_of(stage, PATCH_EVENT)) == 3,
        then=lambda: stage.world.calendar.edit_event(ANA, event_id, conference=other),
    )
    agree_to_replace(host)
    assert other == data(stage, event_id)
    assert [SAYS.event_keeps_changing()] == told(host)
    assert CHANGED != host.notification
    host.press_primary()
    assert ([], [ASKS]) == (footer(host.card), buttons(host.card))


@pytest.mark.parametrize("kept", [False, True], ids=["made now", "kept"])
def test_an_edit_before_the_clearing_leaves_what_the_press_did(stage: Stage, *, kept: bool) -> None:
    """The Meet was attached before somebody edited the event: it is this press's, mail and all."""
    stage.world.knobs.patch_objects = "merge without null"
    event_id = stage.world.calendar.add_event(ANA, conference=WEBLEX, attendees=[BO])
    host = opened(stage, event_id)
    ask_to_replace(host)
    if kept:
        stage.google.faults.order(PATCH_EVENT, error=errors.calendar("forbidden"))
        agree_to_replace(host)
        host.back()
    choose(host, ON)
    host.set_input("notify", "all")
    stage.google.faults.order(
        PATCH_EVENT,
        when=lambda call: call.body == CLEARING,
        then=lambda: stage.world.calendar.edit_event(ANA, event_id, summary="Renamed"),
    )
    agree_to_replace(host)
    [space] = stage.world.meet.spaces
    assert SAYS.replaced() == did(host.card)
    assert [MAILED_ALL, REOPEN] == remarks(host.card)
    assert ON.words == list(results(host.card).values())
    assert ON == has(space)
    assert space.uri == link(stage, ANA, event_id)


def test_a_conference_put_there_before_the_clearing_is_not_cleared_away(stage: Stage) -> None:
    """It stays, and nobody is told that nothing was done: the agreed one had been replaced."""
    stage.world.knobs.patch_objects = "merge without null"
    event_id = stage.world.calendar.add_event(ANA, conference=WEBLEX)
    other = stage.world.calendar.vendor_conference("Sooma", "https://sooma.example.com/j/1")
    host = opened(stage, event_id)
    ask_to_replace(host)
    stage.google.faults.order(
        PATCH_EVENT,
        when=lambda call: call.body == CLEARING,
        then=lambda: stage.world.calendar.edit_event(ANA, event_id, conference=other),
    )
    agree_to_replace(host)
    assert [SAYS.outcome_unknown()] == told(host)
    assert CHANGED != host.notification
    assert other == data(stage, event_id)


def test_a_clearing_that_fails_halfway_loses_no_space(stage: Stage) -> None:
    """If taking off the rest is refused, it is unknown what the event has: its Meet stays."""
    stage.world.knobs.patch_objects = "merge without null"
    event_id = stage.world.calendar.add_event(ANA, conference=WEBLEX)
    host = opened(stage, event_id)
    ask_to_replace(host)
    stage.google.faults.order(PATCH_EVENT, status=400, when=lambda call: call.body == CLEARING)
    agree_to_replace(host)
    [space] = stage.world.meet.spaces
    assert [SAYS.outcome_unknown()] == told(host)
    host.open_event(ANA, event_id)
    assert ["Update settings", "Join"] == footer(host.card)
    assert space.uri == link(stage, ANA, event_id)


@each_reading
def test_a_first_meet_is_written_once(stage: Stage, reading: Reading) -> None:
    """Where there was no conference, one patch is enough in every reading."""
    stage.world.knobs.patch_objects = reading
    event_id = stage.world.calendar.add_event(ANA)
    opened(stage, event_id).press_primary()
    [space] = stage.world.meet.spaces
    assert [attachment(space)] == [patch.body for patch in calls_of(stage, PATCH_EVENT)]
    assert conference(space) == data(stage, event_id)


# The answer to the attachment


@pytest.mark.parametrize("answered", ["at once", "later"])
def test_a_link_that_is_answered_later_is_no_trouble(
    stage: Stage, answered: Literal["at once", "later"]
) -> None:
    """The conference data tells that the Meet is there; nothing more is read for the link."""
    stage.world.knobs.hangout_link_answered = answered
    event_id = stage.world.calendar.add_event(ANA)
    host = opened(stage, event_id)
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()
    assert SAYS.created() == did(host.card)
    assert [meet_line(space.uri)] == lines(host.card)
    assert space.uri == link(stage, ANA, event_id)


# Dialing in


def points(stage: Stage, event_id: str) -> list[tuple[str, str, str]]:
    """Kind, address and label of each way into an event's conference."""
    found = data(stage, event_id)
    assert found is not None
    return [
        (point["entryPointType"], point["uri"], point.get("label", ""))
        for point in found["entryPoints"]
    ]


def with_dial_in(stage: Stage) -> None:
    """Ana's organization has two numbers and a gateway for room systems."""
    stage.ana.phones = (USUAL_PHONE, LONDON)
    stage.ana.sip_gateway = "gw.example.com"


@pytest.mark.parametrize("before", [None, "vendor", "Calendar's"])
def test_numbers_and_gateway_go_into_the_event(stage: Stage, before: str | None) -> None:
    """What Meet tells of dialing in stands in the event, and nothing of the earlier numbers."""
    with_dial_in(stage)
    old = earlier(stage, before) if before else None
    event_id = stage.world.calendar.add_event(ANA, conference=old)
    if old:
        replaced(stage, event_id)
    else:
        opened(stage, event_id).press_primary()
    space = stage.world.meet.spaces[-1]
    [sip] = space.resource(with_config=True, with_conference=False)["gatewaySipAccess"]
    assert [
        ("video", space.uri, f"meet.google.com/{space.code}"),
        ("phone", "tel:+15550100", "+1 5550100"),
        ("phone", "tel:+442079460123", "+44 20 7946 0123"),
        ("sip", sip["uri"], sip["uri"].removeprefix("sip:")),
    ] == points(stage, event_id)
    assert conference(space) == data(stage, event_id)


@pytest.mark.parametrize("before", [None, "vendor", "Calendar's"])
def test_numbers_that_calendar_drops_are_no_trouble(stage: Stage, before: str | None) -> None:
    """Where Calendar keeps no numbers of a client's, the Meet is there all the same."""
    with_dial_in(stage)
    stage.world.knobs.attached_phones = "dropped"
    old = earlier(stage, before) if before else None
    event_id = stage.world.calendar.add_event(ANA, conference=old)
    if old:
        host = replaced(stage, event_id)
    else:
        host = opened(stage, event_id)
        host.press_primary()
    space = stage.world.meet.spaces[-1]
    assert [attachment(space)] == [patch.body for patch in calls_of(stage, PATCH_EVENT)]
    assert ["video", "sip"] == [kind for kind, _, _ in points(stage, event_id)]
    assert "result" == host.card["name"]
    assert [meet_line(space.uri)] == lines(host.card)


def test_without_dial_in_only_the_link_is_written(stage: Stage) -> None:
    """An account without numbers gets an event with the link alone."""
    stage.ana.phones = ()
    event_id = stage.world.calendar.add_event(ANA)
    opened(stage, event_id).press_primary()
    [space] = stage.world.meet.spaces
    assert [("video", space.uri, f"meet.google.com/{space.code}")] == points(stage, event_id)


def test_a_space_of_an_earlier_press_brings_its_numbers(stage: Stage) -> None:
    """The Meet that a failed press left is attached with its dial-in by the next one."""
    with_dial_in(stage)
    event_id = stage.world.calendar.add_event(ANA)
    host = opened(stage, event_id)
    stage.google.faults.order(PATCH_EVENT, error=errors.calendar("forbidden"))
    host.press_primary()
    press_again(host)
    [space] = stage.world.meet.spaces
    assert [attachment(space)] * 2 == [patch.body for patch in calls_of(stage, PATCH_EVENT)]
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT, READ_EVENT, READ_SPACE, PATCH_EVENT] == (
        stage.called()
    )
    assert conference(space) == data(stage, event_id)


# A request that Calendar is still answering


@pytest.mark.parametrize("told_how", ["told", "left out"])
def test_a_request_without_a_status_is_waited_for(
    stage: Stage, told_how: Literal["told", "left out"]
) -> None:
    """Whether its status is told or not, a link in the making is no event without a Meet."""
    stage.world.knobs.create_request_status = told_how
    event_id = stage.world.calendar.add_event(
        ANA, conference=stage.world.calendar.pending_conference(reads=1)
    )
    host = stage.host()
    host.open_event(ANA, event_id)
    assert ["Refresh"] == footer(host.card)
    assert [READ_EVENT] == stage.called()
    host.press_primary()
    assert ["Update settings", "Join"] == footer(host.card)
    assert [READ_EVENT, READ_SPACE] == stage.called()
