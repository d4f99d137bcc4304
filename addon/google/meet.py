"""The Meet REST API v2 as the domain's `Meet` port."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import urllib3

from addon.google.answers import meet_problem
from addon.google.caller import Caller
from addon.google.calling import NO_SPACE, Sender, asking_for_none, build_api
from addon.google.meet_rules import read_rules, rules_patch
from addon.google.prepared import Prepared
from addon.wire.lenient import mapping, objects, text, web_link
from meeting.errors import OutcomeUnknown, SpaceGone, TryAgain
from meeting.model import Artifact, Phone, Sip, Space
from meeting.rules import Rules

SPACE_NAME = re.compile(r"spaces/[^/]+")
READ_SECONDS = 6.0
WRITE_SECONDS = 8.0
ATTACH_RESERVE_SECONDS = 6.0

# Where each artifact's setting stands below `config.artifactConfig` (google-apis.md 2.2).
SETTINGS: Mapping[Artifact, tuple[str, str]] = {
    Artifact.RECORDING: ("recordingConfig", "autoRecordingGeneration"),
    Artifact.TRANSCRIPTION: ("transcriptionConfig", "autoTranscriptionGeneration"),
    Artifact.SMART_NOTES: ("smartNotesConfig", "autoSmartNotesGeneration"),
}


class Spaces:
    """The Meet API's spaces, to be made once as `addon.google.calendar.Events`.

    Args:
        endpoint: the API's root, or `None` for Google's.
    """

    def __init__(self, endpoint: str | None) -> None:
        self.all = build_api("meet", "v2", endpoint).spaces()
        self.create = Prepared(self.all, "create")
        self.get = Prepared(self.all, "get", name="spaces/any-space")
        self.patch = Prepared(self.all, "patch", name="spaces/any-space")


class MeetClient:
    """Meet as one caller."""

    def __init__(self, spaces: Spaces, pool: urllib3.PoolManager, caller: Caller) -> None:
        self._spaces = spaces
        self._sender = Sender(pool, caller, meet_problem)

    def space(self, code: str) -> Space | None:
        """See `meeting.ports.Meet.space`."""
        return self.named(f"spaces/{code}")

    def named(self, space_name: str) -> Space | None:
        """See `meeting.ports.Meet.named`. A hidden space answers 403 (google-apis.md 2.5)."""
        request = self._spaces.get(name=space_name)
        try:
            space = _space(self._sender.send(request, seconds=READ_SECONDS))
        except SpaceGone:
            return None
        if not space.name or not space.code:
            raise TryAgain
        return space

    def reach(self) -> None:
        """Find out whether Meet answers at all, by asking for a space that there is not.

        Raises:
            Problem: why not.
        """
        with asking_for_none():
            self.named(NO_SPACE)

    def create(self, wanted: Mapping[Artifact, bool]) -> Space:
        """See `meeting.ports.Meet.create`."""
        request = self._spaces.create(body=_body(wanted))
        space = _space(self._sender.send_once(request, reserve=ATTACH_RESERVE_SECONDS))
        if not space.name or not space.code:
            raise OutcomeUnknown
        return space

    def configure(self, space_name: str, wanted: Mapping[Artifact, bool]) -> Space:
        """See `meeting.ports.Meet.configure`. Leaf masks only (google-apis.md 2.4)."""
        mask = ",".join(
            f"config.artifactConfig.{SETTINGS[artifact][0]}.{SETTINGS[artifact][1]}"
            for artifact in wanted
        )
        return self._patch(space_name, _body(wanted), mask)

    def regulate(self, space_name: str, rules: Rules) -> Space:
        """See `meeting.ports.Meet.regulate`."""
        return self._patch(space_name, *rules_patch(rules))

    def end_call(self, space_name: str) -> None:
        """See `meeting.ports.Meet.end_call`. Ending twice ends once."""
        request = self._spaces.all.endActiveConference(name=space_name, body={})
        self._sender.send(request, seconds=WRITE_SECONDS)

    def _patch(self, space_name: str, body: Mapping[str, Any], mask: str) -> Space:
        request = self._spaces.patch(name=space_name, body=body, updateMask=mask)
        space = _space(self._sender.send(request, seconds=WRITE_SECONDS))
        if not space.name or not space.code:
            raise OutcomeUnknown
        return space


def _body(wanted: Mapping[Artifact, bool]) -> dict[str, Any]:
    if not wanted:
        return {}
    return {
        "config": {
            "artifactConfig": {
                SETTINGS[artifact][0]: {SETTINGS[artifact][1]: "ON" if on else "OFF"}
                for artifact, on in wanted.items()
            }
        }
    }


def _space(body: Mapping[str, Any]) -> Space:
    """Every level of `config` is optional (google-apis.md 2.2); no `config` means not the host."""
    name, code = text(body.get("name")), text(body.get("meetingCode"))
    return Space(
        name=name if SPACE_NAME.fullmatch(name) else "",
        code=code,
        uri=web_link(body.get("meetingUri")) or f"https://meet.google.com/{code}",
        config=_config(mapping(body["config"])) if "config" in body else None,
        phones=tuple(
            Phone(number, text(each.get("pin")), text(each.get("regionCode")))
            for each in objects(body.get("phoneAccess"))
            if (number := text(each.get("phoneNumber")))
        ),
        sip=next(
            (
                Sip(uri, text(each.get("sipAccessCode")))
                for each in objects(body.get("gatewaySipAccess"))
                if (uri := text(each.get("uri")))
            ),
            None,
        ),
        call=text(mapping(body.get("activeConference")).get("conferenceRecord")),
        rules=read_rules(mapping(body.get("config"))),
    )


def _config(config: Mapping[str, Any]) -> dict[Artifact, bool]:
    artifacts = mapping(config.get("artifactConfig"))
    values = {
        artifact: text(mapping(artifacts.get(group)).get(setting))
        for artifact, (group, setting) in SETTINGS.items()
    }
    return {key: value == "ON" for key, value in values.items() if value in {"ON", "OFF"}}
