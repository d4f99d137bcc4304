"""What one's own spaces show of Meet's API (google-apis.md 2.1 to 2.6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from addon.google.meet import SETTINGS
from addon.wire.lenient import mapping, text
from meeting.model import Artifact
from tools.live import calls
from tools.live.client import Answer, Client, Unanswered
from tools.live.findings import Findings
from tools.live.scratch import Meet, Scratch

_MASK_ROWS = ("strict_parent_mask", "missing_mask")
_FEATURE_ROWS = ("off_refused_without_feature", "smart_notes_feature")
ROWS = ("create_needs_settings", *_MASK_ROWS, *_FEATURE_ROWS)
"""The rows that need a space."""


class MeetProbes:
    """The probes that need a space of Meet's API, or one that Calendar made."""

    def __init__(self, client: Client, findings: Findings, scratch: Scratch) -> None:
        self._client = client
        self._findings = findings
        self._scratch = scratch
        self._settings_taken: Answer | None = None
        self._moderation = "OFF"
        self._on: list[Artifact] = []
        self._reaches = False

    def create(self) -> None:
        """Make a space, with settings or else without."""
        answer = self._create(calls.CREATE, _artifacts("OFF"))
        if answer.ok or answer.lacks_feature:
            self._settings_taken = answer
        first = answer
        if answer.lacks_scope or answer.lacks_feature:
            answer = self._create(calls.CREATE_PLAIN, {})
        if not answer.ok:
            why = answer.hindrance or f"no space could be made: {answer.said}"
            self._findings.not_tried(ROWS, why)
            return
        if first.lacks_scope:
            # It did without: what the token lacks is asked for the settings alone.
            self._findings.saw("create_needs_settings", True, first)
            self._client.lacking.discard(calls.CREATE.scope)
        minted = _meet(answer)
        if not minted.code or not minted.name:
            self._findings.not_tried(ROWS, "the answer to the new space does not name it")
            return
        self._scratch.minted = minted
        config = mapping(answer.body.get("config"))
        self._moderation = text(config.get("moderation")) or self._moderation

    def look_at_made(self) -> None:
        """See by the space that Calendar made whether the token carries the settings scope."""
        made = self._scratch.made
        if made is None:
            return
        shown = self._client.send(calls.GET_MADE, code=made.code)
        self._reaches = shown.ok
        refused = shown
        if shown.ok:
            config = mapping(shown.body.get("config"))
            body = {"config": {"moderation": text(config.get("moderation")) or "OFF"}}
            refused = self._client.send(calls.PATCH_MADE, body, space=_id(_meet(shown)))
        if self._settings_taken and refused.status == 403 and not refused.refusal.busy:
            # A token with the settings scope reaches it: this one was not needed to create.
            self._findings.saw("create_needs_settings", False, self._settings_taken)

    def turn(self) -> None:
        """Turn each artifact on, to see which features the account lacks."""
        minted = self._scratch.minted
        if minted is None:
            return
        for artifact in Artifact:
            answer = self._turn(minted, artifact, "ON")
            if answer.ok:
                self._on.append(artifact)
            elif answer.lacks_feature:
                self._lacking(minted, artifact, answer)
            else:
                why = answer.hindrance or f"turning a setting on was refused: {answer.said}"
                self._findings.not_tried(_FEATURE_ROWS, why)

    def _lacking(self, minted: Meet, artifact: Artifact, refused: Answer) -> None:
        if artifact is Artifact.SMART_NOTES:
            self._name(refused)
        if self._findings.undecided("off_refused_without_feature"):
            answer = self._turn(minted, artifact, "OFF")
            readings = {200: False} | ({403: True} if answer.lacks_feature else {})
            self._findings.judge("off_refused_without_feature", answer, readings)

    def _name(self, refused: Answer) -> None:
        """What smart notes are called; the add-on tells it by a part of the name."""
        name = "smart_notes_feature"
        told = f"it is called {refused.feature or 'nothing'}"
        if refused.feature == "updateAutoSmartNotesGeneration":
            self._findings.saw(name, refused.feature, refused, told)
        elif "note" in refused.feature.casefold():
            self._findings.saw(name, "updateAutoNotes", refused, told)
        else:
            self._findings.fits_none(name, refused, told)

    def masks(self) -> None:
        """Send a mask that is no leaf, and none."""
        minted = self._scratch.minted
        if minted is None:
            return
        answer = self._client.send(calls.PARENT, _artifacts("OFF"), space=_id(minted))
        # A feature that is withheld is only looked at once the mask was taken.
        readings = {200: False, 400: True} | ({403: False} if answer.lacks_feature else {})
        self._findings.judge("strict_parent_mask", answer, readings)
        other = "OFF" if self._moderation == "ON" else "ON"
        body = {"config": {"moderation": other}}
        answer = self._client.send(calls.NO_MASK, body, space=_id(minted))
        if not answer.ok:
            why = answer.hindrance or f"setting moderation was refused: {answer.said}"
            self._findings.not_tried("missing_mask", why)
            return
        applied = mapping(answer.body.get("config")).get("moderation") == other
        self._findings.saw("missing_mask", "present" if applied else "nothing", answer)

    def restore(self) -> None:
        """Turn off what was turned on."""
        minted = self._scratch.minted
        if minted is None:
            return
        paths = ["config.moderation"]
        paths += [f"config.artifactConfig.{'.'.join(SETTINGS[artifact])}" for artifact in self._on]
        config = {"moderation": self._moderation, **_artifacts("OFF", self._on)["config"]}
        self._client.send(
            calls.RESTORE, {"config": config}, space=_id(minted), paths=",".join(paths)
        )

    def others(self, code: str) -> None:
        """Read a Meet that somebody else hosts."""
        name = "get_by_non_owner"
        answer = self._client.send(calls.GET_OTHERS, code=code)
        if answer.ok and "config" in answer.body:
            self._findings.not_tried(name, "you host that Meet yourself: give another's code")
        elif answer.status == 403 and not self._reaches:
            why = "the token may lack meetings.space.settings, without which no Meet is reached"
            self._findings.not_tried(name, answer.hindrance or why)
        else:
            self._findings.judge(name, answer, {200: "config-less", 403: "403"})

    def _create(self, call: calls.Call, body: Mapping[str, Any]) -> Answer:
        try:
            answer = self._client.send(call, body)
        except (Unanswered, KeyboardInterrupt):
            self._scratch.unsure += 1
            raise
        if answer.ok:
            self._scratch.spaces += 1
        return answer

    def _turn(self, minted: Meet, artifact: Artifact, value: str) -> Answer:
        return self._client.send(
            calls.TURN,
            _artifacts(value, [artifact]),
            space=_id(minted),
            setting=".".join(SETTINGS[artifact]),
        )


def _artifacts(value: str, artifacts: list[Artifact] | None = None) -> dict[str, Any]:
    """A body that sets artifacts, all by default, to `ON` or `OFF`."""
    chosen = list(Artifact) if artifacts is None else artifacts
    below = {SETTINGS[each][0]: {SETTINGS[each][1]: value} for each in chosen}
    return {"config": {"artifactConfig": below} if below else {}}


def _meet(answer: Answer) -> Meet:
    code = text(answer.body.get("meetingCode"))
    uri = text(answer.body.get("meetingUri")) or f"https://meet.google.com/{code}"
    return Meet(code, uri, text(answer.body.get("name")))


def _id(meet: Meet) -> str:
    return meet.name.removeprefix("spaces/")
