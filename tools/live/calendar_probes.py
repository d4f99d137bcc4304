"""What the scratch event shows of Calendar's API (google-apis.md 4.2, 9.1, 9.2)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from addon.wire.lenient import mapping, text
from tools.live import calls
from tools.live.client import Answer, Client, Unanswered
from tools.live.findings import Findings
from tools.live.scratch import (
    PHONE,
    Meet,
    Scratch,
    attachment,
    conference,
    entry_points,
    phone,
    unknown_meet,
)

READS = 8
"""How often the event is read for a Meet that Calendar is still making."""
_FIRST_PAUSE = 0.2
_NOTES = "A note of make live"

_REQUEST_ROWS = ("create_request_status", "create_request_pending_reads", "create_request_fails")
_ATTACH_ROWS = (
    "patch_objects",
    "hangout_link_answered",
    "attached_phones",
    "put_without_conference_removes",
    "attach_checks_code",
)
ROWS = (*_REQUEST_ROWS, *_ATTACH_ROWS)
"""The rows that need the scratch event."""


class CalendarProbes:
    """The probes that need the scratch event.

    Args:
        client: Google.
        findings: where they tell what they find.
        scratch: what was made.
        pause: waits for some seconds between reads.
    """

    def __init__(
        self,
        client: Client,
        findings: Findings,
        scratch: Scratch,
        pause: Callable[[float], object],
    ) -> None:
        self._client = client
        self._findings = findings
        self._scratch = scratch
        self._pause = pause

    def insert(self, event: Mapping[str, Any]) -> bool:
        """Make the scratch event; whether it is there."""
        self._scratch.inserted = True
        answer = self._client.send(calls.INSERT, {"id": self._scratch.event, **event})
        if not answer.ok:
            self._scratch.inserted = False
            why = answer.hindrance or f"the scratch event was refused: {answer.said}"
            self._findings.not_tried(ROWS, why)
        return answer.ok

    def request_meet(self) -> None:
        """Have Calendar make a Meet, and see how it tells that it does."""
        try:
            self._request_meet()
        except (Unanswered, KeyboardInterrupt):
            self._scratch.unsure += 1
            raise

    def _request_meet(self) -> None:
        request = {
            "requestId": uuid.uuid4().hex,
            "conferenceSolutionKey": {"type": "hangoutsMeet"},
        }
        answer = self._send(calls.REQUEST, {"conferenceData": {"createRequest": request}})
        if not answer.ok:
            why = answer.hindrance or f"the create request was refused: {answer.said}"
            self._findings.not_tried(_REQUEST_ROWS, why)
            return
        if not _pending(answer):
            self._findings.saw("create_request_pending_reads", 0, answer)
            self._ended(answer)
            return
        status = _status(answer)
        if status in {"pending", ""}:
            told = "told" if status else "left out"
            self._findings.saw("create_request_status", told, answer)
        self._await_meet(answer)

    def _await_meet(self, first: Answer) -> None:
        """Read until the Meet is there, or it has failed, or for too long."""
        name = "create_request_pending_reads"
        seconds = _FIRST_PAUSE
        for reads in range(READS):
            answer = self._read()
            if not _pending(answer):
                # The table's other reading is the documented one: it takes some reads.
                self._findings.saw(name, 2, first, f"it took {reads} reads that were pending")
                self._ended(answer)
                return
            self._pause(seconds)
            seconds *= 2
        self._scratch.unsure += 1
        self._findings.fits_none(name, first, f"it was not done after {READS} reads")
        self._findings.not_tried("create_request_fails", f"it was not done after {READS} reads")

    def _ended(self, answer: Answer) -> None:
        """A create request is over."""
        data = conference(answer.body)
        links = entry_points(data, "video")
        if links:
            self._scratch.spaces += 1
            code = text(data.get("conferenceId")) or links[0].rpartition("/")[2]
            self._scratch.made = Meet(code, links[0])
            self._findings.saw("create_request_fails", False, answer)
        elif _status(answer) == "failure":
            self._findings.saw("create_request_fails", True, answer)
        else:
            why = "it ended without a Meet, and without telling so"
            self._findings.fits_none("create_request_fails", answer, why)

    def attach(self) -> None:
        """Attach a Meet, and put another in its place."""
        meet = self._scratch.minted or self._scratch.made
        if meet is None:
            self._findings.not_tried(_ATTACH_ROWS, "there is no Meet of one's own to attach")
            return
        plain = attachment(meet, notes=_NOTES)
        with_phone = attachment(meet, notes=_NOTES)
        with_phone["conferenceData"]["entryPoints"].append(phone())
        refused = None
        answer = self._send(calls.ATTACH, with_phone)
        if answer.status == 400:
            refused, answer = answer, self._send(calls.ATTACH, plain)
        if not answer.ok:
            why = answer.hindrance or f"attaching a Meet was refused: {answer.said}"
            self._findings.not_tried(_ATTACH_ROWS, why)
            return
        read = self._read()
        kept = conference(read.body)
        if meet.uri not in entry_points(kept, "video"):
            self._findings.not_tried(_ATTACH_ROWS, "Calendar did not keep the Meet")
            return
        self._judge_link(answer, read)
        if refused:
            self._findings.saw("attached_phones", "refused", refused)
        else:
            phones = "kept" if PHONE in entry_points(kept, "phone") else "dropped"
            self._findings.saw("attached_phones", phones, read)
        if kept.get("notes") == _NOTES:
            self._replace(self._scratch.made or meet)
        else:
            self._findings.not_tried("patch_objects", "Calendar did not keep the notes")

    def _judge_link(self, answer: Answer, read: Answer) -> None:
        name = "hangout_link_answered"
        if "hangoutLink" in answer.body:
            self._findings.saw(name, "at once", answer)
        elif "hangoutLink" in read.body:
            self._findings.saw(name, "later", answer)
        else:
            self._findings.fits_none(name, read, "a read has none, either")

    def _replace(self, other: Meet) -> None:
        """Whether what a patch leaves unsaid stays, and what it says is `null`."""
        name = "patch_objects"
        answer = self._send(calls.REPLACE, attachment(other))
        if not answer.ok:
            why = answer.hindrance or f"replacing the Meet was refused: {answer.said}"
            self._findings.not_tried(name, why)
            return
        read = self._read()
        if "notes" not in conference(read.body):
            self._findings.saw(name, "replace", read)
            return
        answer = self._send(calls.FORGET, attachment(other, notes=None))
        if not answer.ok:
            self._findings.not_tried(name, answer.hindrance or f"`null` was refused: {answer.said}")
            return
        read = self._read()
        kept = "notes" in conference(read.body)
        self._findings.saw(name, "merge without null" if kept else "merge", read)

    def put(self, event: Mapping[str, Any]) -> None:
        """Put the event anew without its conference."""
        name = "put_without_conference_removes"
        if not conference(self._read().body):
            return
        answer = self._send(calls.PUT, event)
        if not answer.ok:
            self._findings.not_tried(name, answer.hindrance or f"refused: {answer.said}")
            return
        read = self._read()
        self._findings.saw(name, not conference(read.body), read)

    def attach_unknown(self) -> None:
        """Attach a Meet that does not exist, once a real one was attached alike."""
        name = "attach_checks_code"
        if self._findings.undecided("attached_phones"):
            return
        unknown = unknown_meet()
        answer = self._send(calls.ATTACH_UNKNOWN, attachment(unknown))
        if answer.ok and unknown.uri not in entry_points(conference(self._read().body), "video"):
            self._findings.fits_none(name, answer, "it was accepted and then left out")
            return
        self._findings.judge(name, answer, {200: False, 400: True})

    def _send(self, call: calls.Call, body: Mapping[str, Any]) -> Answer:
        return self._client.send(call, body, event=self._scratch.event)

    def _read(self) -> Answer:
        """The event as it is. What could not be read counts as unanswered: it says nothing."""
        answer = self._client.send(calls.READ, event=self._scratch.event)
        if not answer.ok:
            raise Unanswered(calls.READ)
        return answer


def _status(answer: Answer) -> str:
    """How far a create request is; empty where that is not told."""
    request = mapping(conference(answer.body).get("createRequest"))
    return text(mapping(request.get("status")).get("statusCode"))


def _pending(answer: Answer) -> bool:
    """Whether Calendar is still making a Meet, be it told or not."""
    data = conference(answer.body)
    ended = {"success", "failure"}
    return "createRequest" in data and not data.get("entryPoints") and _status(answer) not in ended
