"""Create Meet: what is sent, what the event has afterwards, and what the result says."""

from __future__ import annotations

import pytest

from sandbox.google.people.accounts import PolicyDefaults
from sandbox.hosts.wire import Json
from tests.support.calls import (
    CREATE_SPACE,
    PATCH_EVENT,
    PATCH_SPACE,
    READ_EVENT,
    READ_SPACE,
    calls_of,
    event_path,
)
from tests.support.cards import (
    STARTS,
    anchor,
    buttons,
    did,
    footer,
    lines,
    meet_line,
    paragraphs,
    remarks,
    results,
    switches,
)
from tests.support.conferences import attachment, conference
from tests.support.people import ANA, BO
from tests.support.sidebar import defaults, opened, told
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.store import stored
from tests.support.switches import OFF, ON, Three, all_three, choose, each_combination, has, three
from tests.support.words import ASKS, CHANGED, MAILED_ALL, MAILED_EXTERNAL, REOPEN

MIXED = Three(recording=True, smart_notes=True)
REMEMBERED = "These switches are your defaults now."


@each_combination
def test_create_makes_a_meet_with_exactly_these_settings(stage: Stage, wanted: Three) -> None:
    """One space is made with all three set explicitly, and attached to the event as it was."""
    event = stage.world.calendar.add_event(ANA)
    etag = stage.world.calendar.event(ANA, event, ANA)["etag"]
    host = opened(stage, event)
    choose(host, wanted)
    host.press_primary()

    [space] = stage.world.meet.spaces
    assert (ANA, "api:addon", wanted) == (space.owner, space.origin, has(space))
    [create] = calls_of(stage, CREATE_SPACE)
    assert (all_three(wanted), {"alt": "json"}) == (create.body, create.query)
    [patch] = calls_of(stage, PATCH_EVENT)
    assert event_path(ANA, event) == patch.path
    assert attachment(space) == patch.body
    assert {"alt": "json", "conferenceDataVersion": "1", "sendUpdates": "none"} == patch.query
    assert etag == patch.if_match
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT] == stage.called()

    assert "result" == host.card["name"]
    assert "Your Meet is ready" == did(host.card)
    assert wanted.words == list(results(host.card).values())
    assert [meet_line(space.uri)] == lines(host.card)
    assert [STARTS] * any(wanted) == [said for said in paragraphs(host.card) if said == STARTS]
    assert [REOPEN] == remarks(host.card)
    assert ["Change settings", "Join"] == footer(host.card)


def test_the_event_has_the_meet_and_is_otherwise_as_before(stage: Stage) -> None:
    """Calendar shows the link to everybody; title, time and guests stay as they were."""
    event = stage.world.calendar.add_event(ANA, attendees=[BO], description="Bring <b>cake</b>")
    before = stage.world.calendar.event(ANA, event, ANA)
    opened(stage, event).press_primary()

    [space] = stage.world.meet.spaces
    after = stage.world.calendar.event(ANA, event, ANA)
    assert space.uri == after["hangoutLink"]
    assert conference(space) == after["conferenceData"]
    changed = {"conferenceData", "hangoutLink", "etag", "updated"}
    assert {k: v for k, v in before.items() if k not in changed} == {
        k: v for k, v in after.items() if k not in changed
    }
    assert space.uri == link(stage, BO, event)


def test_the_defaults_are_pressed_as_they_are_shown(stage: Stage) -> None:
    """Pressing without touching a switch makes a Meet with the user's defaults."""
    host = stage.host()
    host.open_home()
    choose(host, MIXED)
    host.press_primary()
    opened(stage, stage.world.calendar.add_event(ANA)).press_primary()
    assert [MIXED] == [has(space) for space in stage.world.meet.spaces]


def test_off_is_off_where_the_organization_starts_with_on(stage: Stage) -> None:
    """What is off is sent as OFF, so that a policy's default does not turn it on."""
    stage.ana.policy_defaults = PolicyDefaults(recording="ON", smart_notes="ON")
    host = opened(stage, stage.world.calendar.add_event(ANA))
    host.press_primary()
    assert [OFF] == [has(space) for space in stage.world.meet.spaces]
    assert {"Recording": "Off", "Transcript": "Off", "Notes": "Off"} == results(host.card)


@pytest.mark.parametrize(
    ("notify", "send_updates", "mailed", "said"),
    [
        (None, "none", [], [REOPEN]),
        ("none", "none", [], [REOPEN]),
        ("external", "externalOnly", [("cy@elsewhere.test",)], [MAILED_EXTERNAL, REOPEN]),
        ("all", "all", [(BO, "cy@elsewhere.test")], [MAILED_ALL, REOPEN]),
    ],
)
def test_guests_get_mail_only_if_asked(
    stage: Stage,
    notify: str | None,
    send_updates: str,
    mailed: list[tuple[str, ...]],
    said: list[str],
) -> None:
    """The list of whom to mail decides `sendUpdates`, and the result says who gets any."""
    host = opened(stage, stage.world.calendar.add_event(ANA, attendees=[BO, "cy@elsewhere.test"]))
    if notify:
        host.set_input("notify", notify)
    host.press_primary()
    [patch] = calls_of(stage, PATCH_EVENT)
    assert send_updates == patch.query["sendUpdates"]
    assert mailed == [sent.to for sent in stage.world.calendar.notifications]
    assert said == remarks(host.card)


def test_remembered_switches_are_the_defaults_from_then_on(stage: Stage) -> None:
    """With `remember` the pressed switches start the next meeting, and the result says so."""
    host = opened(stage, stage.world.calendar.add_event(ANA))
    choose(host, MIXED)
    host.set_switch("remember", True)
    host.press_primary()
    assert [REMEMBERED, REOPEN] == remarks(host.card)
    assert MIXED == defaults(stage)
    assert MIXED == three(opened(stage, stage.world.calendar.add_event(ANA)).card)


def test_defaults_stay_as_they_are_without_remember(stage: Stage) -> None:
    """Without `remember` an event's switches change nothing for the next one."""
    home = stage.host()
    home.open_home()
    choose(home, MIXED)
    home.press_primary()
    host = opened(stage, stage.world.calendar.add_event(ANA))
    choose(host, ON)
    host.press_primary()
    assert [ON] == [has(space) for space in stage.world.meet.spaces]
    assert MIXED == defaults(stage)


def test_the_store_holds_no_address_and_no_event(stage: Stage) -> None:
    """The notes of a made Meet name neither the calendar nor the event."""
    event = stage.world.calendar.add_event(ANA, summary="Secret plan")
    opened(stage, event).press_primary()
    notes = stored(stage)
    assert {f"user:{stage.ana.sub}"} == {owner for owner, _ in notes}
    assert ["minted", "wishes"] == [name.partition("-")[0] for _, name in notes]
    written = stage.store.read_bytes()
    assert [] == [word for word in (ANA, event, "Secret plan") if word.encode() in written]


def test_change_settings_leads_to_the_new_meets_card(stage: Stage) -> None:
    """After the result the event's card shows the settings of the Meet, to be updated."""
    host = opened(stage, stage.world.calendar.add_event(ANA))
    choose(host, MIXED)
    host.press_primary()
    stage.called()
    host.press_primary()
    assert ["Update settings", "Join"] == footer(host.card)
    assert MIXED == three(host.card)
    assert [READ_EVENT, READ_SPACE] == sorted(stage.called())


def test_join_opens_the_meet(stage: Stage) -> None:
    """Join on the result opens the link without asking the add-on."""
    host = opened(stage, stage.world.calendar.add_event(ANA))
    host.press_primary()
    stage.called()
    [opened_link] = host.press_secondary().links
    assert stage.world.meet.spaces[0].uri == opened_link.url
    assert [] == stage.called()


def test_the_result_replaces_the_card_it_came_from(stage: Stage) -> None:
    """There is no way back to a card that offers Create Meet once more."""
    host = opened(stage, stage.world.calendar.add_event(ANA))
    exchange = host.press_primary()
    assert ["result"] == [shown.card["name"] for shown in host.stack.cards]
    assert exchange.response is not None
    assert exchange.response["stateChanged"] is True


def test_a_guest_who_may_change_the_event_becomes_the_host(stage: Stage) -> None:
    """On somebody else's editable event the Meet is the caller's and shows for the organizer."""
    event = stage.world.calendar.add_event(BO, attendees=[ANA], guests_can_modify=True)
    opened(stage, event).press_primary()
    [space] = stage.world.meet.spaces
    assert ANA == space.owner
    assert space.uri == link(stage, BO, event)


def test_a_press_that_comes_after_the_hosts_own_meet_sets_that_one(stage: Stage) -> None:
    """If Calendar's own button was quicker, its Meet gets the switches and none is made."""
    event = stage.world.calendar.add_event(ANA)
    host = opened(stage, event)
    meanwhile = stage.world.meet.make_meet(stage.ana)
    stage.world.calendar.edit_event(ANA, event, conference=meanwhile)
    choose(host, MIXED)
    host.press_primary()
    assert [meanwhile] == stage.world.meet.spaces
    assert MIXED == has(meanwhile)
    assert [READ_EVENT, READ_SPACE, PATCH_SPACE] == sorted(stage.called())
    assert {"Recording": "On", "Transcript": "Off", "Notes": "On"} == results(host.card)


def test_a_press_that_comes_after_somebody_elses_meet_does_nothing(stage: Stage) -> None:
    """If somebody else put a Meet there meanwhile, it stays and the card shows it."""
    event = stage.world.calendar.add_event(ANA)
    host = opened(stage, event)
    meanwhile = stage.world.meet.make_meet(stage.bo)
    stage.world.calendar.edit_event(ANA, event, conference=meanwhile)
    host.press_primary()
    assert [READ_EVENT, READ_SPACE] == sorted(stage.called())
    assert meanwhile.uri == link(stage, ANA, event)
    assert CHANGED == host.notification
    assert ([], ["Join", ASKS]) == (footer(host.card), buttons(host.card))


@pytest.mark.parametrize(
    ("change", "buttons"),
    [
        ({"status": "cancelled"}, []),
        ({"locked": True}, []),
        ({"event_type": "focusTime"}, []),
    ],
    ids=["cancelled", "locked", "focus time"],
)
def test_a_press_on_an_event_that_allows_no_meet_any_more(
    stage: Stage, change: dict[str, object], buttons: list[str]
) -> None:
    """An event that was cancelled, locked or turned into another kind is left alone.

    The Meet that was made while it was read goes to the next event.
    """
    event = stage.world.calendar.add_event(ANA)
    host = opened(stage, event)
    stage.world.calendar.edit_event(ANA, event, **change)
    host.press_primary()
    assert [READ_EVENT, CREATE_SPACE] == stage.called()
    assert buttons == footer(host.card)
    assert CHANGED == host.notification
    assert link(stage, ANA, event) is None

    [spare] = stage.world.meet.spaces
    another = stage.world.calendar.add_event(ANA)
    opened(stage, another).press_primary()
    assert [spare] == stage.world.meet.spaces
    assert spare.uri == link(stage, ANA, another)


@pytest.mark.parametrize("config", [{}, {"artifactConfig": {}}], ids=["none", "empty"])
def test_what_meet_does_not_say_of_a_new_space_is_unknown(
    stage: Stage, config: dict[str, Json]
) -> None:
    """Where Meet's answer tells no settings, what was turned on is told as unknown, not as on."""
    event_id = stage.world.calendar.add_event(ANA)
    host = opened(stage, event_id)
    space = stage.world.meet.make_meet(ANA)
    shown = space.resource(with_config=True, with_conference=False)
    stage.google.faults.order(CREATE_SPACE, status=200, body={**shown, "config": config})
    choose(host, MIXED)
    host.press_primary()
    assert {"Recording": "Unknown", "Notes": "Unknown"} == results(host.card)
    below = {above: words for above, _, words in lines(host.card)}
    assert "Meet took the change but did not say how it stands." == below["Recording"]
    assert space.uri == link(stage, ANA, event_id)


def test_a_calendar_that_keeps_no_link_is_told(stage: Stage) -> None:
    """If Calendar takes the change but not the link, the user gets the link to paste."""
    event = stage.world.calendar.add_event(ANA)
    host = opened(stage, event)
    unchanged = stage.world.calendar.event(ANA, event, ANA)
    stage.google.faults.order(PATCH_EVENT, status=200, body=unchanged)
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert [
        (
            "A Meet was made, but Calendar did not keep its link on the event. Try again to "
            f"use the same Meet, or paste the link yourself: {anchor(space.uri)}"
        )
    ] == told(host)
    assert ["Try again", "Refresh"] == footer(host.card)
    assert [READ_EVENT, CREATE_SPACE, PATCH_EVENT, READ_EVENT] == stage.called()
    host.press_secondary()
    assert {"recording", "transcription", "smart_notes", "remember"} == set(switches(host.card))
    host.press_primary()
    assert [space] == stage.world.meet.spaces
    assert space.uri == link(stage, ANA, event)
