"""The three switches: as people set them, as cards show them, as Meet is asked for and has them."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import pytest

from sandbox.google.meet.meetings import Space
from sandbox.hosts.calendar.player import CalendarHost
from tests.support.cards import switches
from tests.support.stage import Json

MASK = {
    "recording": "config.artifactConfig.recordingConfig.autoRecordingGeneration",
    "transcription": "config.artifactConfig.transcriptionConfig.autoTranscriptionGeneration",
    "smart_notes": "config.artifactConfig.smartNotesConfig.autoSmartNotesGeneration",
}


class Three(NamedTuple):
    """The three switches, in the order of every card."""

    recording: bool = False
    transcription: bool = False
    smart_notes: bool = False

    @property
    def words(self) -> list[str]:
        """What the result card calls them."""
        return ["On" if on else "Off" for on in self]


OFF = Three()
ON = Three(recording=True, transcription=True, smart_notes=True)
RECORDED = Three(recording=True)
EIGHT = [Three(*switches) for switches in product([False, True], repeat=3)]
each_combination = pytest.mark.parametrize("wanted", EIGHT, ids=lambda three: "-".join(three.words))


def three(card: Json) -> Three:
    """How the three switches of a card stand."""
    stand = switches(card)
    return Three(stand["recording"], stand["transcription"], stand["smart_notes"])


def choose(host: CalendarHost, wanted: Three) -> None:
    """Set the three switches of the visible card."""
    for name, on in wanted._asdict().items():
        host.set_switch(name, on)


def artifacts(**values: str) -> Json:
    """The body that sets artifacts, by the names of their switches, to `ON` or `OFF`."""
    places = {
        "recording": ("recordingConfig", "autoRecordingGeneration"),
        "transcription": ("transcriptionConfig", "autoTranscriptionGeneration"),
        "smart_notes": ("smartNotesConfig", "autoSmartNotesGeneration"),
    }
    config = {places[name][0]: {places[name][1]: value} for name, value in values.items()}
    return {"config": {"artifactConfig": config}}


def all_three(wanted: Three) -> Json:
    """The body that sets all three artifacts explicitly."""
    return artifacts(**{name: "ON" if on else "OFF" for name, on in wanted._asdict().items()})


def has(space: Space) -> Three:
    """What Meet makes by itself in a space."""
    config = space.config["artifactConfig"]
    return Three(
        config["recordingConfig"]["autoRecordingGeneration"] == "ON",
        config["transcriptionConfig"]["autoTranscriptionGeneration"] == "ON",
        config["smartNotesConfig"]["autoSmartNotesGeneration"] == "ON",
    )
