"""The main job with Firestore, on two instances of the function."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from sandbox.hosts.calendar.player import CalendarHost
from tests.support.cards import did
from tests.support.people import ANA
from tests.support.sidebar import opened, told
from tests.support.stage import Stage, staged, start_function
from tests.support.words import SAYS

READY = "Your Meet is ready"


@pytest.fixture
def stages(firestore: str) -> Iterator[tuple[Stage, Stage]]:
    """Two instances of the function with one store, for the same people."""
    with staged({"ADDON_STORE": firestore}) as first:
        function = start_function({**first.google.settings(), "ADDON_STORE": firestore})
        second = Stage(first.google, function, first.ana, first.bo)
        yield first, second
        second.close()
        function.close()


def ready(stage: Stage, event_id: str) -> CalendarHost:
    """Ana's Calendar with an event open, and recording turned on."""
    host = opened(stage, event_id)
    host.set_switch("recording", True)
    return host


def codes(stage: Stage, event_id: str) -> tuple[list[str], str]:
    """The codes of all spaces there are, and the one that stands on the event."""
    event = stage.world.calendar.event(ANA, event_id, stage.ana)
    return [space.code for space in stage.world.meet.spaces], event["conferenceData"][
        "conferenceId"
    ]


def test_defaults_saved_on_one_instance_hold_on_another(stages: tuple[Stage, Stage]) -> None:
    """What is saved here is shown there, on the home card and on an event without a Meet."""
    here, there = stages
    home = here.host()
    home.open_home()
    home.set_switch("transcription", True)
    home.press_primary()
    assert "Your defaults are saved." == home.notification
    event_id = here.world.calendar.add_event(ANA)
    other = there.host()
    other.open_event(ANA, event_id)
    assert "[x] Transcribe the call" in other.text()
    other.close_event()
    assert "[x] Transcribe the call" in other.text()


def test_a_meet_is_created_and_remembered(stages: tuple[Stage, Stage]) -> None:
    """Create makes one space with the settings, attaches it, and remembers the switches."""
    here, there = stages
    event_id = here.world.calendar.add_event(ANA)
    host = ready(here, event_id)
    host.set_switch("remember", True)
    here.called()
    host.press_primary()
    assert READY == did(host.card)
    assert ["calendar.events.get", "meet.spaces.create", "calendar.events.patch"] == here.called()
    made, attached = codes(here, event_id)
    assert [attached] == made
    other = there.host()
    other.open_home()
    assert "[x] Record the call" in other.text()


def test_presses_on_two_instances_make_one_space(stages: tuple[Stage, Stage]) -> None:
    """While one instance is making the space, a press on another waits for it and shows it."""
    here, there = stages
    event_id = here.world.calendar.add_event(ANA)
    first, second = ready(here, event_id), ready(there, event_id)
    gate = here.google.faults.hold("meet.spaces.create")
    here.called()
    with ThreadPoolExecutor(2) as pool:
        pressed = pool.submit(first.press_primary)
        assert gate.reached.wait(10)
        reading = here.google.faults.hold("calendar.events.get")
        pressed_too = pool.submit(second.press_primary)
        assert reading.reached.wait(10)
        reading.open()
        gate.open()
        assert [200, 200] == [pressed.result().status, pressed_too.result().status]
    assert [READY] * 2 == [did(first.card), did(second.card)]
    assert 1 == here.called().count("meet.spaces.create")
    made, attached = codes(here, event_id)
    assert [attached] == made


def test_presses_at_the_same_moment_make_one_space(stages: tuple[Stage, Stage]) -> None:
    """Four presses on two instances at once make one space, and all show it."""
    here, there = stages
    event_id = here.world.calendar.add_event(ANA)
    hosts = [ready(stage, event_id) for stage in (here, there, here, there)]
    here.called()
    with ThreadPoolExecutor(4) as pool:
        statuses = [e.status for e in pool.map(lambda host: host.press_primary(), hosts)]
    assert [200] * 4 == statuses
    assert [READY] * 4 == [did(host.card) for host in hosts]
    assert 1 == here.called().count("meet.spaces.create")
    made, attached = codes(here, event_id)
    assert [attached] == made


def test_another_instance_attaches_what_one_could_not(stages: tuple[Stage, Stage]) -> None:
    """A space whose attaching failed is used by the next press, on whichever instance."""
    here, there = stages
    event_id = here.world.calendar.add_event(ANA)
    first, second = ready(here, event_id), ready(there, event_id)
    # Asked once more without the numbers to dial in.
    here.google.faults.order("calendar.events.patch", status=400, times=2)
    first.press_primary()
    assert [SAYS.refused_by_google()] == told(first)
    second.press_primary()
    assert READY == did(second.card)
    made, attached = codes(here, event_id)
    assert [attached] == made


def test_everything_about_a_user_is_deleted(stages: tuple[Stage, Stage]) -> None:
    """Deleting everything on one instance leaves nothing of it on another."""
    here, there = stages
    host = here.host()
    host.open_home()
    host.set_switch("smart_notes", True)
    host.press_primary()
    host.card_action("Delete everything stored about me…")
    host.press_primary()
    assert "Everything stored about you is deleted." == host.notification
    other = there.host()
    other.open_home()
    assert "[x]" not in other.text()
