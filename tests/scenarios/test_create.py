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
from tests.support.cards import footer, lines, paragraphs, results, switches
from tests.support.conferences import attachment, conference
from tests.support.people import ANA, BO
from tests.support.sidebar import defaults, opened
from tests.support.stage import Stage
from tests.support.state import link
from tests.support.store import stored
from tests.support.switches import OFF, ON, Three, all_three, choose, each_combination, has, three
from tests.support.words import CHANGED, MAILED_ALL, MAILED_EXTERNAL, REOPEN

MIXED = Three(recording=True, smart_notes=True)
REMEMBERED = "These switches are your defaults now."
STARTS = "Meet starts it when somebody who may start it joins."


@each_combination
def test_create_makes_a_meet_with_exactly_these_settings(stage: Stage, wanted: Three) -> None:
    """One space is made with all three set explicitly, and attached to the event as it was."""
    event = stage.world.calendar.add_event(ANA)
    etag = stage.world.calendar.event(ANA, event, ANA)["etag"]
    host = opened(stage, event)
    choose(host, wanted)
    host.press_primary()

    [space] = stage.world.meet.spaces
    assert (space.owner, space.origin, has(space)) == (ANA, "api:addon", wanted)
    [create] = calls_of(stage, CREATE_SPACE)
    assert (create.body, create.query) == (all_three(wanted), {"alt": "json"})
    [patch] = calls_of(stage, PATCH_EVENT)
    assert patch.path == event_path(ANA, event)
    assert patch.body == attachment(space)
    assert patch.query == {"alt": "json", "conferenceDataVersion": "1", "sendUpdates": "none"}
    assert patch.if_match == etag
    assert stage.called() == [READ_EVENT, CREATE_SPACE, PATCH_EVENT]

    assert host.card["name"] == "result"
    assert host.card["header"]["title"] == "Your Meet is ready"
    assert lines(host.card) == [
        ("Link", space.uri, ""),
        ("Meeting code", space.code, ""),
        *(
            (name, "On" if on else "Off", STARTS if on else "")
            for name, on in zip(("Recording", "Transcript", "Notes"), wanted, strict=True)
        ),
    ]
    assert paragraphs(host.card) == [REOPEN]
    assert footer(host.card) == ["Join", "Change settings"]


def test_the_event_has_the_meet_and_is_otherwise_as_before(stage: Stage) -> None:
    """Calendar shows the link to everybody; title, time and guests stay as they were."""
    event = stage.world.calendar.add_event(ANA, attendees=[BO], description="Bring <b>cake</b>")
    before = stage.world.calendar.event(ANA, event, ANA)
    opened(stage, event).press_primary()

    [space] = stage.world.meet.spaces
    after = stage.world.calendar.event(ANA, event, ANA)
    assert after["hangoutLink"] == space.uri
    assert after["conferenceData"] == conference(space)
    changed = {"conferenceData", "hangoutLink", "etag", "updated"}
    assert {k: v for k, v in after.items() if k not in changed} == {
        k: v for k, v in before.items() if k not in changed
    }
    assert link(stage, BO, event) == space.uri


def test_the_defaults_are_pressed_as_they_are_shown(stage: Stage) -> None:
    """Pressing without touching a switch makes a Meet with the user's defaults."""
    host = stage.host()
    host.open_home()
    choose(host, MIXED)
    host.press_primary()
    opened(stage, stage.world.calendar.add_event(ANA)).press_primary()
    assert [has(space) for space in stage.world.meet.spaces] == [MIXED]


def test_off_is_off_where_the_organization_starts_with_on(stage: Stage) -> None:
    """What is off is sent as OFF, so that a policy's default does not turn it on."""
    stage.ana.policy_defaults = PolicyDefaults(recording="ON", smart_notes="ON")
    host = opened(stage, stage.world.calendar.add_event(ANA))
    host.press_primary()
    assert [has(space) for space in stage.world.meet.spaces] == [OFF]
    assert results(host.card) == {"Recording": "Off", "Transcript": "Off", "Notes": "Off"}


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
    assert patch.query["sendUpdates"] == send_updates
    assert [sent.to for sent in stage.world.calendar.notifications] == mailed
    assert paragraphs(host.card) == said


def test_remembered_switches_are_the_defaults_from_then_on(stage: Stage) -> None:
    """With `remember` the pressed switches start the next meeting, and the result says so."""
    host = opened(stage, stage.world.calendar.add_event(ANA))
    choose(host, MIXED)
    host.set_switch("remember", True)
    host.press_primary()
    assert paragraphs(host.card) == [REMEMBERED, REOPEN]
    assert defaults(stage) == MIXED
    assert three(opened(stage, stage.world.calendar.add_event(ANA)).card) == MIXED


def test_defaults_stay_as_they_are_without_remember(stage: Stage) -> None:
    """Without `remember` an event's switches change nothing for the next one."""
    home = stage.host()
    home.open_home()
    choose(home, MIXED)
    home.press_primary()
    host = opened(stage, stage.world.calendar.add_event(ANA))
    choose(host, ON)
    host.press_primary()
    assert [has(space) for space in stage.world.meet.spaces] == [ON]
    assert defaults(stage) == MIXED


def test_the_store_holds_no_address_and_no_event(stage: Stage) -> None:
    """The note of a made Meet names neither the calendar nor the event."""
    event = stage.world.calendar.add_event(ANA, summary="Secret plan")
    opened(stage, event).press_primary()
    [(owner, name)] = stored(stage)
    assert owner == f"user:{stage.ana.sub}"
    assert name.startswith("minted-")
    written = stage.store.read_bytes()
    assert [word for word in (ANA, event, "Secret plan") if word.encode() in written] == []


def test_change_settings_leads_to_the_new_meets_card(stage: Stage) -> None:
    """After the result the event's card shows the settings of the Meet, to be updated."""
    host = opened(stage, stage.world.calendar.add_event(ANA))
    choose(host, MIXED)
    host.press_primary()
    stage.called()
    host.press_secondary()
    assert footer(host.card) == ["Update settings", "Join"]
    assert three(host.card) == MIXED
    assert sorted(stage.called()) == [READ_EVENT, READ_SPACE]


def test_join_opens_the_meet(stage: Stage) -> None:
    """Join on the result opens the link without asking the add-on."""
    host = opened(stage, stage.world.calendar.add_event(ANA))
    host.press_primary()
    stage.called()
    [opened_link] = host.press_primary().links
    assert opened_link.url == stage.world.meet.spaces[0].uri
    assert stage.called() == []


def test_the_result_replaces_the_card_it_came_from(stage: Stage) -> None:
    """There is no way back to a card that offers Create Meet once more."""
    host = opened(stage, stage.world.calendar.add_event(ANA))
    exchange = host.press_primary()
    assert [shown.card["name"] for shown in host.stack.cards] == ["result"]
    assert exchange.response is not None
    assert exchange.response["stateChanged"] is True


def test_a_guest_who_may_change_the_event_becomes_the_host(stage: Stage) -> None:
    """On somebody else's editable event the Meet is the caller's and shows for the organizer."""
    event = stage.world.calendar.add_event(BO, attendees=[ANA], guests_can_modify=True)
    opened(stage, event).press_primary()
    [space] = stage.world.meet.spaces
    assert space.owner == ANA
    assert link(stage, BO, event) == space.uri


def test_a_press_that_comes_after_the_hosts_own_meet_sets_that_one(stage: Stage) -> None:
    """If Calendar's own button was quicker, its Meet gets the switches and none is made."""
    event = stage.world.calendar.add_event(ANA)
    host = opened(stage, event)
    meanwhile = stage.world.meet.make_meet(stage.ana)
    stage.world.calendar.edit_event(ANA, event, conference=meanwhile)
    choose(host, MIXED)
    host.press_primary()
    assert stage.world.meet.spaces == [meanwhile]
    assert has(meanwhile) == MIXED
    assert sorted(stage.called()) == [READ_EVENT, READ_SPACE, PATCH_SPACE]
    assert results(host.card) == {"Recording": "On", "Transcript": "Off", "Notes": "On"}


def test_a_press_that_comes_after_somebody_elses_meet_does_nothing(stage: Stage) -> None:
    """If somebody else put a Meet there meanwhile, it stays and the card shows it."""
    event = stage.world.calendar.add_event(ANA)
    host = opened(stage, event)
    meanwhile = stage.world.meet.make_meet(stage.bo)
    stage.world.calendar.edit_event(ANA, event, conference=meanwhile)
    host.press_primary()
    assert sorted(stage.called()) == [READ_EVENT, READ_SPACE]
    assert link(stage, ANA, event) == meanwhile.uri
    assert host.notification == CHANGED
    assert footer(host.card) == ["Replace with a Meet I host"]


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
    """An event that was cancelled, locked or turned into another kind is left alone."""
    event = stage.world.calendar.add_event(ANA)
    host = opened(stage, event)
    stage.world.calendar.edit_event(ANA, event, **change)
    host.press_primary()
    assert stage.called() == [READ_EVENT]
    assert footer(host.card) == buttons
    assert host.notification == CHANGED
    assert stage.world.meet.spaces == []


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
    assert results(host.card) == {"Recording": "Unknown", "Transcript": "Off", "Notes": "Unknown"}
    below = {above: words for above, _, words in lines(host.card)}
    assert below["Recording"] == "Meet took the change but did not say how it stands."
    assert link(stage, ANA, event_id) == space.uri


def test_a_calendar_that_keeps_no_link_is_told(stage: Stage) -> None:
    """If Calendar takes the change but not the link, the user gets the link to paste."""
    event = stage.world.calendar.add_event(ANA)
    host = opened(stage, event)
    unchanged = stage.world.calendar.event(ANA, event, ANA)
    stage.google.faults.order(PATCH_EVENT, status=200, body=unchanged)
    host.press_primary()
    [space] = stage.world.meet.spaces
    assert host.card["name"] == "problem"
    assert paragraphs(host.card) == [
        (
            "A Meet was made, but Calendar did not keep its link on the event. Press again to "
            f"retry with the same Meet, or paste the link yourself: {space.uri}"
        )
    ]
    assert stage.called() == [READ_EVENT, CREATE_SPACE, PATCH_EVENT, READ_EVENT]
    host.press_primary()
    assert set(switches(host.card)) == {"recording", "transcription", "smart_notes", "remember"}
    host.press_primary()
    assert stage.world.meet.spaces == [space]
    assert link(stage, ANA, event) == space.uri
