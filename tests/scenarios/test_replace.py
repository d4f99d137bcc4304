"""Replacing a conference that the caller does not host: asked first, and never a third one."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sandbox.google.meet.meetings import Space
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.wire import Json
from tests.support.calls import (
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    READ_SPACE,
    calls_of,
)
from tests.support.cards import (
    buttons,
    did,
    footer,
    headline,
    offers,
    remarks,
    results,
    switches,
)
from tests.support.conferences import attachment, conference
from tests.support.people import ANA, BO
from tests.support.sidebar import agree_to_replace, ask_to_replace
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.switches import OFF, ON, Three, all_three, choose, has, three
from tests.support.words import (
    ASKS,
    CHANGED,
    MAIL_EXPLAINED,
    MAILED_ALL,
    MAILED_EXTERNAL,
    NOTIFY,
    REOPEN,
    SAYS,
)

MIXED = Three(recording=True, smart_notes=True)
WRITES = {CREATE_SPACE, PATCH_SPACE, PATCH_EVENT}
BECOME_HOST = (
    "You become the host instead of somebody else, and files go to your Google Drive. What was "
    "switched on in the old Meet does not carry over. Guests who kept its link will not find you "
    "there."
)
KEEPS = {"vendor": ("Keep Sooma", "Replace the Sooma link?")}
EXPLAINED = {
    "vendor": (
        "A new Meet takes its place. You host it, and files go to your Google Drive. Guests who "
        "kept the old link will not find you there."
    )
}
kinds = pytest.mark.parametrize("kind", ["meet", "vendor", "lookup"])


def sooma(stage: Stage, number: int = 1) -> Json:
    """Another vendor's conference."""
    return stage.world.calendar.vendor_conference("Sooma", f"https://sooma.example.com/j/{number}")


def foreign(stage: Stage, kind: str) -> Space | Json:
    """A conference that Ana does not host."""
    if kind == "meet":
        return stage.world.meet.make_meet(stage.bo)
    if kind == "vendor":
        return sooma(stage)
    return {
        "entryPoints": [
            {"entryPointType": "video", "uri": "https://meet.google.com/lookup/planning"}
        ],
        "conferenceSolution": {"key": {"type": "hangoutsMeet"}, "name": "Google Meet"},
    }


def asked(stage: Stage, event_id: str, calendar_id: str = ANA) -> CalendarHost:
    """Ana has pressed `Replace` on an event's card and is asked; calls so far are forgotten."""
    host = stage.host()
    host.open_event(calendar_id, event_id)
    assert ([], ASKS) == (footer(host.card), buttons(host.card)[-1])
    ask_to_replace(host)
    assert "replace" == host.card["name"]
    assert WRITES.isdisjoint(stage.called())
    return host


def made_by_addon(stage: Stage) -> list[Space]:
    """The spaces that the add-on made."""
    return [space for space in stage.world.meet.spaces if space.origin == "api:addon"]


@kinds
def test_replacing_asks_first_and_keep_keeps(stage: Stage, kind: str) -> None:
    """The question says what happens; its main button leads back with nothing asked of Google."""
    event = stage.world.calendar.add_event(ANA, attendees=[BO], conference=foreign(stage, kind))
    before = stage.world.calendar.event(ANA, event, ANA)
    host = asked(stage, event)
    keep, title = KEEPS.get(kind, ("Keep", "Replace this call?"))
    assert ([keep, "Replace"], title) == (footer(host.card), headline(host.card))
    assert [EXPLAINED.get(kind, BECOME_HOST), MAIL_EXPLAINED] == remarks(host.card)
    assert {*OFF._asdict(), "remember", "tell_guests"} == set(switches(host.card))
    assert NOTIFY == offers(host.card, "notify")
    host.press_primary()
    assert ("event", ASKS) == (host.card["name"], buttons(host.card)[-1])
    assert [] == stage.called()
    assert before == stage.world.calendar.event(ANA, event, ANA)


@kinds
def test_replace_puts_a_meet_of_the_callers_in_its_place(stage: Stage, kind: str) -> None:
    """Confirmed, one space is made with the chosen switches and attached over the old link."""
    event = stage.world.calendar.add_event(ANA, conference=foreign(stage, kind))
    etag = stage.world.calendar.event(ANA, event, ANA)["etag"]
    host = asked(stage, event)
    choose(host, MIXED)
    agree_to_replace(host)

    [space] = made_by_addon(stage)
    assert (ANA, MIXED) == (space.owner, has(space))
    [create], [patch] = calls_of(stage, CREATE_SPACE), calls_of(stage, PATCH_EVENT)
    assert all_three(MIXED) == create.body
    assert (attachment(space), etag) == (patch.body, patch.if_match)
    assert {"alt": "json", "conferenceDataVersion": "1", "sendUpdates": "none"} == patch.query
    reads = [READ_EVENT, READ_SPACE] if kind == "meet" else [READ_EVENT]
    called = stage.called()
    assert reads == sorted(called[: len(reads)])
    assert [CREATE_SPACE, PATCH_EVENT] == called[len(reads) :]

    after = stage.world.calendar.event(ANA, event, ANA)
    assert space.uri == after["hangoutLink"]
    assert conference(space) == after["conferenceData"]
    assert "Your new Meet is ready" == did(host.card)
    assert {"Recording": "On", "Transcript": "Off", "Notes": "On"} == results(host.card)
    assert [REOPEN] == remarks(host.card)
    assert ["result"] == [shown.card["name"] for shown in host.stack.cards]


def test_the_question_starts_with_the_defaults_and_may_change_them(stage: Stage) -> None:
    """The switches are the user's defaults; `remember` saves those that were pressed."""
    host = stage.host()
    host.open_home()
    choose(host, MIXED)
    host.press_primary()
    event = stage.world.calendar.add_event(ANA, conference=sooma(stage))
    host = asked(stage, event)
    assert MIXED == three(host.card)
    choose(host, ON)
    host.set_switch("remember", True)
    agree_to_replace(host)
    host.close_event()
    assert ON == three(host.card)


@pytest.mark.parametrize(
    ("notify", "send_updates", "mailed", "said"),
    [
        ("none", "none", [], [REOPEN]),
        ("external", "externalOnly", [("cy@elsewhere.test",)], [MAILED_EXTERNAL, REOPEN]),
        ("all", "all", [(BO, "cy@elsewhere.test")], [MAILED_ALL, REOPEN]),
    ],
)
def test_guests_are_mailed_about_a_new_link_if_asked(
    stage: Stage, notify: str, send_updates: str, mailed: list[tuple[str, ...]], said: list[str]
) -> None:
    """The question has the list of whom to mail, which decides `sendUpdates`."""
    guests = [BO, "cy@elsewhere.test"]
    event = stage.world.calendar.add_event(ANA, attendees=guests, conference=sooma(stage))
    host = asked(stage, event)
    host.set_input("notify", notify)
    agree_to_replace(host)
    [patch] = calls_of(stage, PATCH_EVENT)
    assert send_updates == patch.query["sendUpdates"]
    assert mailed == [sent.to for sent in stage.world.calendar.notifications]
    assert said == remarks(host.card)


def test_a_guest_who_may_change_the_event_may_replace(stage: Stage) -> None:
    """On somebody else's editable event the organizer's Meet gives way to the caller's."""
    event = stage.world.calendar.add_event(
        BO, attendees=[ANA], guests_can_modify=True, conference=foreign(stage, "meet")
    )
    host = asked(stage, event)
    agree_to_replace(host)
    assert [SAYS.you_host(BO), REOPEN] == remarks(host.card)
    [space] = made_by_addon(stage)
    assert (ANA, space.uri) == (space.owner, link(stage, BO, event))


@pytest.mark.parametrize(
    ("before", "meanwhile"),
    [
        ("meet", "another Meet"),
        ("meet", "another Sooma"),
        ("vendor", "another Meet"),
        ("vendor", "another Sooma"),
        ("vendor", "nothing"),
        ("meet", "cancelled"),
    ],
)
def test_what_came_between_asking_and_confirming_is_not_overwritten(
    stage: Stage, before: str, meanwhile: str
) -> None:
    """Agreed was to replace the one that was shown: any other stays, and is shown as it is."""
    event = stage.world.calendar.add_event(ANA, conference=foreign(stage, before))
    host = asked(stage, event)
    changes: dict[str, dict[str, object]] = {
        "another Meet": {"conference": stage.world.meet.make_meet(stage.bo)},
        "another Sooma": {"conference": sooma(stage, 2)},
        "nothing": {"conference": None},
        "cancelled": {"status": "cancelled"},
    }
    stage.world.calendar.edit_event(ANA, event, **changes[meanwhile])
    now = stage.world.calendar.event(ANA, event, ANA)
    agree_to_replace(host)
    assert WRITES.isdisjoint(stage.called())
    assert now == stage.world.calendar.event(ANA, event, ANA)
    assert CHANGED == host.notification
    assert "event" == host.card["name"]
    assert (["Create Meet"] if meanwhile == "nothing" else []) == footer(host.card)
    offered = {"another Meet": ["Join", ASKS], "another Sooma": [ASKS]}
    assert offered.get(meanwhile, []) == buttons(host.card)
    assert 1 == len(host.stack.cards)


def test_a_meet_of_the_callers_own_that_came_between_gets_the_switches(stage: Stage) -> None:
    """If the caller put a Meet there meanwhile, that is what they wanted: it is only set."""
    event = stage.world.calendar.add_event(ANA, conference=sooma(stage))
    host = asked(stage, event)
    own = stage.world.meet.make_meet(stage.ana)
    stage.world.calendar.edit_event(ANA, event, conference=own)
    choose(host, MIXED)
    agree_to_replace(host)
    assert [] == made_by_addon(stage)
    assert (MIXED, own.uri) == (has(own), link(stage, ANA, event))
    assert PATCH_EVENT not in stage.called()


def test_asking_about_a_conference_that_is_gone_shows_the_event(stage: Stage) -> None:
    """If there is nothing to replace by the time of the question, none is asked."""
    event = stage.world.calendar.add_event(ANA, conference=sooma(stage))
    host = stage.host()
    host.open_event(ANA, event)
    stage.world.calendar.edit_event(ANA, event, conference=None)
    ask_to_replace(host)
    assert ["Create Meet"] == footer(host.card)
    assert CHANGED == host.notification


# What a client makes up


def forge(
    stage: Stage, host: CalendarHost, path: str, parameters: Mapping[str, str] | None = None
) -> None:
    """Fire an action that the visible card does not have, or with other parameters."""
    listed = [{"key": key, "value": value} for key, value in (parameters or {}).items()]
    host.click({"function": stage.function.url + path, "parameters": listed})


@pytest.mark.parametrize(
    "replacing",
    ["", "abc-defg-hij", "https://sooma.example.com/j/2", "Sooma", "*"],
)
def test_a_forged_agreement_replaces_nothing(stage: Stage, replacing: str) -> None:
    """A `replacing` parameter that does not name the event's conference does nothing."""
    event = stage.world.calendar.add_event(ANA, conference=sooma(stage))
    host = asked(stage, event)
    before = stage.world.calendar.event(ANA, event, ANA)
    parameters = {"replacing": replacing} if replacing else None
    forge(stage, host, "/calendar/event/replace/confirm", parameters)
    assert [READ_EVENT] == stage.called()
    assert before == stage.world.calendar.event(ANA, event, ANA)
    assert CHANGED == host.notification


@pytest.mark.parametrize(
    ("path", "reads"),
    [
        ("/calendar/event/create", [READ_EVENT, READ_SPACE]),
        ("/calendar/event/update", [READ_EVENT, READ_SPACE]),
    ],
)
def test_no_other_button_replaces(stage: Stage, path: str, reads: list[str]) -> None:
    """Neither Create nor Update, fired where the card has neither, touches another's Meet."""
    space = stage.world.meet.make_meet(stage.bo)
    event = stage.world.calendar.add_event(ANA, conference=space)
    host = stage.host()
    host.open_event(ANA, event)
    stage.called()
    forge(stage, host, path, {"replacing": space.code})
    assert reads == sorted(stage.called())
    assert space.uri == link(stage, ANA, event)
    assert (CHANGED, ["Join", ASKS]) == (host.notification, buttons(host.card))


@pytest.mark.parametrize("action", ["create", "update", "replace", "replace/confirm"])
def test_no_button_changes_an_event_that_is_not_the_callers(stage: Stage, action: str) -> None:
    """On somebody else's event every action, forged, only shows the event as it is."""
    space = stage.world.meet.make_meet(stage.bo)
    event = stage.world.calendar.add_event(BO, attendees=[ANA], conference=space)
    host = stage.host()
    host.open_event(ANA, event)
    stage.called()
    forge(stage, host, f"/calendar/event/{action}", {"replacing": space.code})
    assert [READ_EVENT, READ_SPACE] == sorted(stage.called())
    assert space.uri == link(stage, BO, event)
    assert [] == footer(host.card)


def test_made_up_parameters_have_no_effect(stage: Stage) -> None:
    """Ids, codes and people in the parameters of a press change nothing about it."""
    event, other = stage.world.calendar.add_event(ANA), stage.world.calendar.add_event(ANA)
    theirs = stage.world.meet.make_meet(stage.bo)
    host = stage.host()
    host.open_event(ANA, event)
    made_up = {
        "id": other,
        "eventId": other,
        "calendarId": BO,
        "code": theirs.code,
        "space": theirs.name,
        "email": BO,
        "sub": stage.bo.sub,
        "recording": "on",
        "etag": "*",
        "sendUpdates": "all",
    }
    forge(stage, host, "/calendar/event/create", made_up)
    [space] = made_by_addon(stage)
    assert (ANA, OFF) == (space.owner, has(space))
    assert (space.uri, None) == (link(stage, ANA, event), link(stage, ANA, other))
    assert [] == stage.world.calendar.notifications


def test_a_hint_of_somebody_elses_code_opens_nothing(stage: Stage) -> None:
    """A code forged into the host's event is only looked at, never changed or shown."""
    theirs = stage.world.meet.make_meet(stage.bo, recording=True)
    own = stage.world.meet.make_meet(stage.ana)
    event = stage.world.calendar.add_event(ANA, conference=own)
    host = stage.host()
    host.open_event(ANA, event, conference=stage.world.calendar.calendar_conference(theirs))
    choose(host, ON)
    host.press_primary()
    assert (Three(recording=True), ON) == (has(theirs), has(own))
