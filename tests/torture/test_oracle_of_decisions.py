"""The oracle of the torture sees what is turned on though the organization has set it off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sandbox.google.meet.meetings import RECORDING, Space
from tests.torture.false_addon import ANA, FalseAddon, card, false_google, ready
from torture import violations
from torture.weather import TroubledGoogle

ASKED = {"recording": ["on"]}
MASK = f"config.{RECORDING}"
NOT_RECORDED = "Will not be recorded, transcribed or noted."


@pytest.fixture(scope="module")
def google() -> Iterator[TroubledGoogle]:
    """A stand-in for all tests of the module, each with a world of its own."""
    with false_google() as made:
        yield made


@pytest.fixture
def addon(google: TroubledGoogle) -> Iterator[FalseAddon]:
    """A false add-on of an organization that has set recording off."""
    google.weather.begin(())
    made = FalseAddon(google, set_off=["recording"])
    yield made
    made.close()


def _with_meet(addon: FalseAddon, *, recording: bool) -> Space:
    space = addon.world.meet.make_meet(ANA, recording=recording)
    with addon.oracle.others():
        addon.world.calendar.edit_event(ANA, addon.event_id, conference=space)
    return space


def _set(addon: FalseAddon, space: Space, value: str) -> None:
    config = {"artifactConfig": {"recordingConfig": {"autoRecordingGeneration": value}}}
    addon.call("PATCH", f"/v2/{space.name}?updateMask={MASK}", {"config": config})


def test_what_is_made_as_decided_is_right_whatever_was_sent(addon: FalseAddon) -> None:
    """A forged switch is no choice, and none that is ignored."""
    with addon.press("create", ASKED):
        space = addon.make_space("OFF")
        addon.attach(space)
        addon.says(ready(space, NOT_RECORDED))

    assert [] == addon.seen


def test_what_is_made_otherwise_is_wrong(addon: FalseAddon) -> None:
    """Whether it was chosen or not."""
    for form in ({}, ASKED):
        with addon.press("meet", form, name=str(form)):
            addon.make_space("ON")

    assert [violations.DECIDED] * 2 == addon.seen


def test_what_is_turned_on_is_wrong_and_what_is_set_right_is_not(addon: FalseAddon) -> None:
    """Also where nobody has moved the switch since the card was drawn, which had none."""
    space = _with_meet(addon, recording=True)
    with addon.press("update"):
        _set(addon, space, "OFF")
        addon.says(card("The settings are updated"))
    assert [] == addon.seen
    with addon.press("update", ASKED):
        _set(addon, space, "ON")
    assert violations.DECIDED == addon.seen[-1]


def test_what_others_turn_on_is_theirs(addon: FalseAddon) -> None:
    """A press leaves it, or sets it right."""
    space = _with_meet(addon, recording=False)
    with addon.oracle.others():
        space.settings[RECORDING] = "ON"
    with addon.press("open"):
        addon.says(card("Planning"))

    assert [] == addon.seen


def test_what_an_administrator_keeps_on_is_nobodys_press(addon: FalseAddon) -> None:
    """It is on whatever Meet is told."""
    addon.kept[ANA] = {"recording": "ON"}
    with addon.press("meet", name="Plan"):
        addon.make_space("ON")

    assert [] == addon.seen
