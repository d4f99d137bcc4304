"""What a scenario reads off cards, requests and the store, and the few steps that all share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from typing import Any, NamedTuple

import pytest

from sandbox.google.calendar.conference_data import MEET_ICON
from sandbox.google.faults import Call
from sandbox.google.meet.meetings import Space
from sandbox.hosts.calendar.player import CalendarHost
from tests.stage import Stage

Json = dict[str, Any]

ANA = "ana@example.com"
BO = "bo@example.com"
OWNED = "https://www.googleapis.com/auth/calendar.events.owned"
ALL_EVENTS = "https://www.googleapis.com/auth/calendar.events"
LOCALE = "https://www.googleapis.com/auth/script.locale"

READ_EVENT = "calendar.events.get"
READ_ROLE = READ_ENTRIES = "calendar.events.list"
READ_SPACE = "meet.spaces.get"
CREATE_SPACE = "meet.spaces.create"
PATCH_SPACE = "meet.spaces.patch"
PATCH_EVENT = "calendar.events.patch"

MASK = {
    "recording": "config.artifactConfig.recordingConfig.autoRecordingGeneration",
    "transcription": "config.artifactConfig.transcriptionConfig.autoTranscriptionGeneration",
    "smart_notes": "config.artifactConfig.smartNotesConfig.autoSmartNotesGeneration",
}
NOTIFY = [
    ("none", "To nobody", True),
    ("external", "To guests without Google Calendar", False),
    ("all", "To all guests", False),
]
"""Whom Calendar mails, to choose from: the value, its words, and nobody to begin with."""
MAIL_EXPLAINED = (
    "Guests who use Google Calendar see it there. The others learn of it by e-mail only."
)
MAILED_ALL = "Calendar e-mails the guests about it."
MAILED_EXTERNAL = "Calendar e-mails the guests without Google Calendar about it."
REFUSED = (
    "Google refused this for a reason that the add-on does not know. Try once more. "
    "If it is refused again, tell whoever runs the add-on: the log holds the reason."
)
REOPEN = (
    "If you have this event open for editing, reopen it before you save, "
    "so that Calendar does not overwrite the link."
)
NULLED = ("notes", "parameters", "createRequest", "signature")
"""Members of conference data that belong to one call: `null` in whatever is attached."""
READABLE = {"+15550100": "+1 5550100", "+442079460123": "+44 20 7946 0123"}
"""Numbers as people write them."""
CHANGED = "The event changed in the meantime. Nothing was done. This is how it stands now."


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
EIGHT = [Three(*switches) for switches in product([False, True], repeat=3)]
each_combination = pytest.mark.parametrize("wanted", EIGHT, ids=lambda three: "-".join(three.words))


# Cards


def widgets(card: Json) -> Iterator[Json]:
    """Every widget of a card in order."""
    for section in card["sections"]:
        yield from section["widgets"]


def switches(card: Json) -> dict[str, bool]:
    """The switches of a card and how they stand."""
    controls = (widget.get("decoratedText", {}).get("switchControl") for widget in widgets(card))
    return {control["name"]: control["selected"] for control in controls if control}


def three(card: Json) -> Three:
    """How the three switches of a card stand."""
    stand = switches(card)
    return Three(stand["recording"], stand["transcription"], stand["smart_notes"])


def paragraphs(card: Json) -> list[str]:
    """The paragraphs of a card."""
    return [
        widget["textParagraph"]["text"] for widget in widgets(card) if "textParagraph" in widget
    ]


def lines(card: Json) -> list[tuple[str, str, str]]:
    """The lines of a card that are no switches: label above, text, line below."""
    found = (widget["decoratedText"] for widget in widgets(card) if "decoratedText" in widget)
    return [
        (line.get("topLabel", ""), line["text"], line.get("bottomLabel", ""))
        for line in found
        if "switchControl" not in line
    ]


def results(card: Json) -> dict[str, str]:
    """What a card says of the three artifacts."""
    names = {"Recording", "Transcript", "Notes"}
    return {above: text for above, text, _ in lines(card) if above in names}


def footer(card: Json) -> list[str]:
    """The labels of the footer, the main action first."""
    fixed = card.get("fixedFooter", {})
    return [fixed[name]["text"] for name in ("primaryButton", "secondaryButton") if name in fixed]


class Offer(NamedTuple):
    """An entry of a list to choose from."""

    value: str
    text: str
    selected: bool


def offers(card: Json, name: str) -> list[Offer]:
    """What a list of a card offers; nothing where the card does not have it."""
    return [
        Offer(item["value"], item["text"], item.get("selected", False))
        for widget in widgets(card)
        if (found := widget.get("selectionInput")) and found["name"] == name
        for item in found["items"]
    ]


def choose(host: CalendarHost, wanted: Three) -> None:
    """Set the three switches of the visible card."""
    for name, on in wanted._asdict().items():
        host.set_switch(name, on)


# Requests


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


def conference(space: Space) -> Json:
    """A space as the conference data of an event, with all that Meet tells of dialing in."""
    shown = space.resource(with_config=True, with_conference=False)
    phones = [
        {
            "entryPointType": "phone",
            "uri": f"tel:{phone['phoneNumber']}",
            "label": READABLE[phone["phoneNumber"]],
            "pin": phone["pin"],
            "regionCode": phone["regionCode"],
        }
        for phone in shown.get("phoneAccess", [])
    ]
    gateways = [
        {
            "entryPointType": "sip",
            "uri": gateway["uri"],
            "label": gateway["uri"].removeprefix("sip:"),
            "accessCode": gateway["sipAccessCode"],
        }
        for gateway in shown.get("gatewaySipAccess", [])
    ]
    return {
        "conferenceId": space.code,
        "conferenceSolution": {
            "key": {"type": "hangoutsMeet"},
            "name": "Google Meet",
            "iconUri": MEET_ICON,
        },
        "entryPoints": [
            {
                "entryPointType": "video",
                "uri": f"https://meet.google.com/{space.code}",
                "label": f"meet.google.com/{space.code}",
            },
            *phones,
            *gateways,
        ],
    }


def attachment(space: Space) -> Json:
    """The body that attaches a space to an event: every member that there is, or `null`."""
    return {"conferenceData": {**conference(space), **dict.fromkeys(NULLED)}}


def calls_of(stage: Stage, method_id: str) -> list[Call]:
    """The calls of one method so far."""
    return stage.google.calls_of(method_id)


def event_path(calendar_id: str, event_id: str) -> str:
    """The path of an event below the API's root."""
    return f"/calendar/v3/calendars/{calendar_id.replace('@', '%40')}/events/{event_id}"


# Google's state


def has(space: Space) -> Three:
    """What Meet makes by itself in a space."""
    config = space.config["artifactConfig"]
    return Three(
        config["recordingConfig"]["autoRecordingGeneration"] == "ON",
        config["transcriptionConfig"]["autoTranscriptionGeneration"] == "ON",
        config["smartNotesConfig"]["autoSmartNotesGeneration"] == "ON",
    )


def link(stage: Stage, calendar_id: str, event_id: str) -> str | None:
    """The Meet link of an event as Calendar has it."""
    shown: str | None = stage.world.calendar.event(calendar_id, event_id, calendar_id).get(
        "hangoutLink"
    )
    return shown


# The store


def stored(stage: Stage) -> list[tuple[str, str]]:
    """Owner and name of every document in the store of a stage."""
    if not stage.store.exists():
        return []
    with closing(sqlite3.connect(stage.store)) as database:
        rows = database.execute("SELECT owner, name FROM documents ORDER BY owner, name")
        return [(str(owner), str(name)) for owner, name in rows]
