"""The home card: defaults for new meetings, and everything stored about a person."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.wire import Json
from tests.support.calls import PATCH_EVENT
from tests.support.cards import footer, lines, paragraphs, switches
from tests.support.consent import ALL_EVENTS
from tests.support.people import ANA, BO
from tests.support.stage import Stage
from tests.support.store import stored
from tests.support.switches import EIGHT, OFF, ON, Three, choose, three

RESET = "Turn all defaults off…"
FORGET = "Delete everything stored about me…"
MIXED = Three(recording=True, smart_notes=True)


def save(host: CalendarHost, wanted: Three) -> None:
    """Save defaults on the home card."""
    host.open_home()
    choose(host, wanted)
    host.press_primary()


def shown_to(host: CalendarHost) -> Three:
    """The defaults that somebody's home card shows."""
    host.universal_action("Defaults for new meetings")
    return three(host.card)


def test_a_new_user_has_all_defaults_off(stage: Stage) -> None:
    """Without meetings the home card is three switches, off; it stores nothing."""
    host = stage.host()
    host.open_home()
    assert "home" == host.card["name"]
    assert {"recording": False, "transcription": False, "smart_notes": False} == switches(host.card)
    assert ["Save"] == footer(host.card)
    assert ["Coming meetings", RESET, FORGET] == [
        action["actionLabel"] for action in host.card["cardActions"]
    ]
    assert ["calendar.events.list"] == stage.called()
    assert [] == stored(stage)


def test_the_card_says_where_results_go_and_who_gets_them(stage: Stage) -> None:
    """Below the switches stands once what becomes of the files: the user's Drive, the guests."""
    host = stage.host()
    host.open_home()
    assert [
        (
            "Files go to your Google Drive; guests in your organization find them attached to the "
            "event."
        ),
    ] == paragraphs(host.card)
    assert [] == lines(host.card)


def test_saved_defaults_are_shown_again_everywhere(stage: Stage) -> None:
    """Each combination is confirmed, and shown in this and in another session of the user."""
    host, elsewhere = stage.host(), stage.host()
    for wanted in EIGHT:
        save(host, wanted)
        assert "Your defaults are saved." == host.notification
        assert wanted == three(host.card)
        assert wanted == shown_to(host)
        assert wanted == shown_to(elsewhere)
    assert {"calendar.events.list"} == set(stage.called())


def test_defaults_belong_to_one_account(stage: Stage) -> None:
    """Ana's defaults are stored as one document of hers, and Bo's stay off."""
    save(stage.host(), ON)
    assert [(f"user:{stage.ana.sub}", "preferences")] == stored(stage)
    assert OFF == shown_to(stage.host(stage.bo))


def test_defaults_outlive_a_new_address(stage: Stage) -> None:
    """Defaults are kept by account: a renamed one keeps them."""
    save(stage.host(), ON)
    stage.ana.email = "ana.maria@example.com"
    assert ON == shown_to(stage.host())


def test_a_later_save_takes_the_place_of_an_earlier_one(stage: Stage) -> None:
    """Switches that were turned off again are off."""
    host = stage.host()
    save(host, ON)
    save(host, Three(transcription=True))
    assert Three(transcription=True) == shown_to(stage.host())


def test_only_the_value_of_our_switch_turns_a_default_on(stage: Stage) -> None:
    """A forged form value other than `on` counts as off."""
    host = stage.host()
    host.open_home()

    def forge(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        event["commonEventObject"]["formInputs"] = {
            "recording": {"stringInputs": {"value": ["true"]}},
            "transcription": {"stringInputs": {"value": ["ON"]}},
            "smart_notes": {"stringInputs": {"value": ["", "on"]}},
        }
        return event, headers

    host.installation.tamper = forge
    host.press_primary()
    assert Three(smart_notes=True) == three(host.card)


def test_reset_turns_all_defaults_off(stage: Stage) -> None:
    """Resetting from the menu asks first, is confirmed and leaves no defaults behind."""
    host = stage.host()
    save(host, ON)
    host.card_action(RESET)
    assert "reset" == host.card["name"]
    assert "Turn all defaults off?" == host.card["header"]["title"]
    assert [
        (
            "New meetings then start with all three switches off, and Meet decides who may do "
            "what. Meetings that already have "
            "a Meet stay as they are."
        )
    ] == paragraphs(host.card)
    assert ["Turn off", "Cancel"] == footer(host.card)
    assert 1 == len(stored(stage))
    host.press_primary()
    assert "All defaults are off now." == host.notification
    assert ["home"] == [shown.card["name"] for shown in host.stack.cards]
    assert OFF == three(host.card)
    assert OFF == shown_to(stage.host())
    assert [] == stored(stage)


def test_cancelling_the_reset_keeps_the_defaults(stage: Stage) -> None:
    """Cancel leads back to the home card with everything as it was."""
    host = stage.host()
    save(host, MIXED)
    host.card_action(RESET)
    host.press_secondary()
    assert ("home", MIXED) == (host.card["name"], three(host.card))
    assert MIXED == shown_to(stage.host())


def test_deleting_everything_asks_first(stage: Stage) -> None:
    """The menu's entry only asks; nothing is deleted yet."""
    host = stage.host()
    save(host, ON)
    host.card_action(FORGET)
    assert "forget" == host.card["name"]
    assert ["Delete", "Keep"] == footer(host.card)
    assert "your defaults" in paragraphs(host.card)[0]
    assert 1 == len(stored(stage))


def test_keep_keeps(stage: Stage) -> None:
    """Keep leads back to the home card with everything as it was."""
    host = stage.host()
    save(host, MIXED)
    host.card_action(FORGET)
    host.press_secondary()
    assert "home" == host.card["name"]
    assert MIXED == three(host.card)
    assert MIXED == shown_to(stage.host())


def test_delete_deletes_everything_about_the_user_only(stage: Stage) -> None:
    """Defaults and the notes of made Meets are gone; another user's stay."""
    host, bo = stage.host(), stage.host(stage.bo)
    save(host, ON)
    save(bo, MIXED)
    made, lost = (stage.world.calendar.add_event(ANA) for _ in range(2))
    host.open_event(ANA, made)
    host.press_primary()
    host.open_event(ANA, lost)
    stage.google.faults.order(PATCH_EVENT, status=403)
    host.press_primary()
    mine = f"user:{stage.ana.sub}"
    kinds = [name.partition("-")[0] for owner, name in stored(stage) if owner == mine]
    assert ["minted", "minted", "preferences", "wishes", "wishes"] == kinds

    host.close_event()
    host.card_action(FORGET)
    host.press_primary()
    assert "home" == host.card["name"]
    assert "Everything stored about you is deleted." == host.notification
    assert OFF == three(host.card)
    assert [(f"user:{stage.bo.sub}", "preferences")] == stored(stage)
    assert MIXED == shown_to(bo)


def test_what_was_asked_and_declined_is_forgotten_too(stage: Stage) -> None:
    """The notes of declined permissions go with the rest."""
    stage.world.calendar.share_calendar(BO, ANA, "reader")
    host = stage.host(consent=lambda _: [])
    host.installation.granted -= {ALL_EVENTS}
    host.open_event(BO, stage.world.calendar.add_event(BO))
    assert ["asked"] == [name.partition("-")[0] for _, name in stored(stage)]
    host.close_event()
    host.card_action(FORGET)
    host.press_primary()
    assert [] == stored(stage)


def test_deleting_leaves_the_home_card_as_the_only_one(stage: Stage) -> None:
    """After deleting there is no way back to the question."""
    host = stage.host()
    save(host, ON)
    host.card_action(FORGET)
    host.press_primary()
    assert ["home"] == [shown.card["name"] for shown in host.stack.cards]


def test_the_universal_action_opens_the_defaults(stage: Stage) -> None:
    """From an open event the menu leads to the home card, and back to the event."""
    event = stage.world.calendar.add_event(ANA)
    host = stage.host()
    host.open_event(ANA, event)
    stage.called()
    host.universal_action("Defaults for new meetings")
    assert "home" == host.card["name"]
    choose(host, MIXED)
    host.press_primary()
    assert MIXED == three(host.card)
    assert [] == stage.called()
    host.back()
    assert "event" == host.card["name"]
    host.refresh()
    assert MIXED == three(host.card)


def test_later_meetings_are_a_press_away_from_the_defaults(stage: Stage) -> None:
    """Where none lies before the end of the next working day, those of the weeks can be seen."""
    start = datetime.now(UTC) + timedelta(days=7)
    stage.world.calendar.add_event(ANA, summary="Far off", start=start.isoformat(), attendees=[BO])
    host = stage.host()
    host.open_home()
    assert "home" == host.card["name"]
    host.card_action("Coming meetings")
    assert "Coming meetings" == host.card["header"]["title"]
    host.press("Next week")
    assert "Far off: No Meet" in json.dumps(host.card)


@pytest.mark.parametrize("granted", [None, ()], ids=["all granted", "nothing granted"])
def test_help_needs_nothing(stage: Stage, granted: tuple[str, ...] | None) -> None:
    """Help is shown whatever was granted, without a question or a call."""
    host = stage.host(granted=granted)
    host.universal_action("Help")
    assert "help" == host.card["name"]
    assert [] == host.consents
    assert [] == stage.called()


def test_new_meetings_start_with_the_defaults(stage: Stage) -> None:
    """An event without a Meet shows the saved switches."""
    event = stage.world.calendar.add_event(ANA)
    host = stage.host()
    save(host, MIXED)
    host.open_event(ANA, event)
    assert MIXED == three(host.card)
    assert ["Create Meet"] == footer(host.card)
