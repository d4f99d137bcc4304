"""What the bare functions that ours is measured beside share: the host's event, and the cards.

They draw just enough to be the right answer: title, switches, link, and the one main button.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

Json = dict[str, Any]

HOME, EVENT = "/calendar/home", "/calendar/event"
CREATE, CHANGE = "/calendar/event/create", "/calendar/event/update"
HEALTH = "/health"

SETTINGS = {
    "recording": ("recordingConfig", "autoRecordingGeneration"),
    "transcription": ("transcriptionConfig", "autoTranscriptionGeneration"),
    "smart_notes": ("smartNotesConfig", "autoSmartNotesGeneration"),
}
"""Each switch, and where Meet keeps it in a space's `artifactConfig`."""
MASK = ",".join(f"config.artifactConfig.{group}.{field}" for group, field in SETTINGS.values())
MEET_URL = "https://meet.google.com/"
LISTED = "items(id,summary,start,attendees(email,self)),nextPageToken"


@dataclass(frozen=True)
class Asked:
    """What a host's event asks.

    Attributes:
        token: the user's access token.
        code: the meeting code that the host shows; empty without one.
        space: the space's name that the pressed card told.
        chosen: the switches that are on.
    """

    token: str
    calendar_id: str
    event_id: str
    code: str
    space: str
    chosen: frozenset[str]


def read(event: Mapping[str, Any]) -> Asked:
    """Read a host's event."""
    common, shown = event["commonEventObject"], event.get("calendar", {})
    return Asked(
        token=event["authorizationEventObject"]["userOAuthToken"],
        calendar_id=shown.get("calendarId", ""),
        event_id=shown.get("id", ""),
        code=shown.get("conferenceData", {}).get("conferenceId", ""),
        space=common.get("parameters", {}).get("space", ""),
        chosen=frozenset(common.get("formInputs", {}).keys() & SETTINGS.keys()),
    )


def coming() -> dict[str, str]:
    """The query for a user's meetings until the end of tomorrow."""
    now = datetime.now(UTC)
    return {
        "timeMin": now.isoformat(),
        "timeMax": (now + timedelta(days=2)).isoformat(),
        "singleEvents": "true",
        "orderBy": "startTime",
        "maxAttendees": "5",
        "maxResults": "250",
        "fields": LISTED,
    }


def config(chosen: frozenset[str]) -> Json:
    """A space's configuration with the chosen artifacts on and the others off."""
    artifacts = {
        group: {field: "ON" if name in chosen else "OFF"}
        for name, (group, field) in SETTINGS.items()
    }
    return {"config": {"artifactConfig": artifacts}}


def conference(space: Mapping[str, Any]) -> Json:
    """A space as the body of a patch of its event."""
    link = {"entryPointType": "video", "uri": space["meetingUri"]}
    return {
        "conferenceData": {
            "conferenceId": space["meetingCode"],
            "conferenceSolution": {"key": {"type": "hangoutsMeet"}, "name": "Google Meet"},
            "entryPoints": [link],
        }
    }


def home_card(events: Sequence[Mapping[str, Any]]) -> Json:
    """The meetings with guests that are to come; without any the three switches."""
    lines = [
        _text(f"{event.get('summary', '')} {event['start'].get('dateTime', '')}")
        for event in events
        if any(not guest.get("self") for guest in event.get("attendees", []))
    ]
    return _pushed("home", "Your meetings", lines or _switches(frozenset()))


def event_card(base: str, event: Mapping[str, Any], space: Mapping[str, Any] | None) -> Json:
    """An event's switches, and the button that makes its Meet or sets it.

    Args:
        base: the function's URL.
    """
    if space is None:
        widgets = _switches(frozenset())
        button = _button("Create Meet", base + CREATE)
    else:
        artifacts = space.get("config", {}).get("artifactConfig", {})
        on = frozenset(
            name
            for name, (group, field) in SETTINGS.items()
            if artifacts.get(group, {}).get(field) == "ON"
        )
        widgets = [_text(space["meetingUri"]), *_switches(on)]
        button = _button("Save settings", base + CHANGE, {"space": space["name"]})
    return _pushed("event", event.get("summary", ""), widgets, button)


def result_card(event: Mapping[str, Any], space: Mapping[str, Any], chosen: frozenset[str]) -> Json:
    """What was set, and the link."""
    widgets = [_text(f"On: {', '.join(sorted(chosen)) or 'nothing'}"), _text(space["meetingUri"])]
    card = _card("result", event.get("summary", ""), widgets)
    steps = [{"popToRoot": True}, {"updateCard": card}]
    return {"renderActions": {"action": {"navigations": steps}}, "stateChanged": True}


def _pushed(name: str, title: str, widgets: Sequence[Json], button: Json | None = None) -> Json:
    return {"action": {"navigations": [{"pushCard": _card(name, title, widgets, button)}]}}


def _card(name: str, title: str, widgets: Sequence[Json], button: Json | None = None) -> Json:
    footer = {"fixedFooter": {"primaryButton": button}} if button else {}
    return {
        "name": name,
        "header": {"title": title or "Untitled"},
        "sections": [{"widgets": list(widgets)}],
        **footer,
    }


def _text(words: str) -> Json:
    return {"textParagraph": {"text": words}}


def _switches(on: frozenset[str]) -> list[Json]:
    return [
        {
            "decoratedText": {
                "text": name,
                "switchControl": {"name": name, "value": "on", "selected": name in on},
            }
        }
        for name in SETTINGS
    ]


def _button(label: str, url: str, parameters: Mapping[str, str] = {}) -> Json:
    listed = [{"key": key, "value": value} for key, value in parameters.items()]
    action = {"function": url, "parameters": listed, "persistValues": True}
    return {"text": label, "onClick": {"action": action}}
