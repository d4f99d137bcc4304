"""An organization's policy: what cards say of it, and browsers that do not care."""

from __future__ import annotations

from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.chat.host import ChatHost
from tests.support.stage import Json
from tests.support.switches import Three

CONTACT = "it@example.com"
NO_RECORDING: Json = {"locked": {"recording": "off"}, "contact": CONTACT}
RECORDING: Json = {"locked": {"recording": "on"}, "contact": CONTACT}
INTERVIEWS: Json = {"words": [{"contains": "interview", "locked": {"recording": "off"}}]}
OUTSIDERS: Json = {"external": {"recording": "off", "transcription": "off"}}
ASK_IT = "Questions: it@example.com"
RECORDING_OFF = "Recording: off, set by your organization"
RECORDING_ON = "Recording: on, set by your organization"
TRANSCRIPT_OFF = "Transcript: off, set by your organization"
OTHERWISE = "<b>Your organization has set this Meet otherwise</b>"


def force(host: CalendarHost | ChatHost, wanted: Three, **parameters: str) -> None:
    """Have the clicks to come carry these switches, whatever the card has, as a browser could.

    Args:
        parameters: of the button, besides or instead of its own.
    """

    def tamper(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        common = event["commonEventObject"]
        form = common.setdefault("formInputs", {})
        for name, on in wanted._asdict().items():
            form.pop(name, None)
            if on:
                form[name] = {"stringInputs": {"value": ["on"]}}
        common.get("parameters", {}).pop("locked", None)
        common.setdefault("parameters", {}).update(parameters)
        return event, headers

    host.installation.tamper = tamper
