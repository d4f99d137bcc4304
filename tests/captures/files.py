"""Host events as others captured or published them: the files, and what stands in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sandbox.hosts.wire import member
from tests.support.chat_events import PAYLOADS
from tests.support.stage import Json

EVENTS = Path(__file__).parent / "events"
PLACEHOLDER = re.compile(r"@[A-Z]+@")
GAP = re.compile(r"[\s,:]*")


@dataclass(frozen=True)
class Capture:
    """One file of `events`; the README says what its members mean.

    Attributes:
        name: the file's name without its ending.
        source: where the shape was seen.
        url: where the event goes, below `ADDON_URL`.
        grants: what the user has granted.
        expect: what a right answer is, by its name in `tests.captures.expectations`.
        says: words that the answer must hold.
        avoids: words that it must not hold.
        text: the event as the file spells it.
    """

    name: str
    source: str
    url: str
    grants: str
    expect: str
    says: tuple[str, ...]
    avoids: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        """For the test's name."""
        return self.name

    @property
    def classic(self) -> bool:
        """Whether it comes from a classic Chat app."""
        return self.grants == "classic"

    @property
    def in_chat(self) -> bool:
        """Whether it goes to one of Chat's URLs."""
        return self.url == "/chat" or self.url.startswith("/chat/")

    def filled(self, values: Mapping[str, str]) -> str:
        """The event's text with its placeholders filled in; each number stays as it is spelled."""
        text = self.text
        for placeholder, value in values.items():
            text = text.replace(placeholder, value)
        assert not PLACEHOLDER.search(text), self.name
        return text


@dataclass(frozen=True)
class Told:
    """What an event of Chat says, in the terms that both dialects share.

    Attributes:
        kind: its payload's name, or the `type` of a classic event; empty where it is of none.
        payload: what stands in the payload, or in the classic event itself.
        message: the message that was written, or that holds the card.
        space: the conversation.
        user: who acted.
        command: the kind of command, if one was given.
        dialog: where in a dialog's life it stands.
    """

    kind: str
    payload: Json
    message: Json
    space: Json
    user: Json
    command: str
    dialog: str


def read_captures() -> list[Capture]:
    """All files, by name."""
    return [_read(file) for file in sorted(EVENTS.glob("*.json"))]


def told(event: Json) -> Told:
    """What an event says of Chat; without any kind where it does not come from there."""
    chat = member(event, "chat")
    if chat is None:
        kind = event.get("type")
        payload, outer = (event, event) if isinstance(kind, str) else ({}, {})
    else:
        kind = next((name for name in PAYLOADS if member(chat, name) is not None), "")
        payload, outer = member(chat, str(kind)) or {}, chat
    message = member(payload, "message") or {}
    places = (payload, outer, message)
    step = payload.get("dialogEventType")
    metadata = member(payload, "appCommandMetadata") or {}
    return Told(
        kind=kind if isinstance(kind, str) else "",
        payload=payload,
        message=message,
        space=next((found for place in places if (found := member(place, "space"))), {}),
        user=member(outer, "user") or {},
        command=str(metadata.get("appCommandType") or ""),
        dialog=step if isinstance(step, str) and step != "TYPE_UNSPECIFIED" else "",
    )


def _read(file: Path) -> Capture:
    members = dict(_members(file.read_text(encoding="utf-8")))
    values: Json = {name: json.loads(text) for name, text in members.items() if name != "event"}
    unknown = values.keys() - {"source", "url", "grants", "expect", "says", "avoids", "note"}
    assert not unknown, f"{file.name}: {unknown}"
    return Capture(
        name=file.stem,
        source=values["source"],
        url=values["url"],
        grants=values["grants"],
        expect=values["expect"],
        says=tuple(values.get("says", ())),
        avoids=tuple(values.get("avoids", ())),
        text=members["event"],
    )


def _members(text: str) -> Iterator[tuple[str, str]]:
    """The members of the JSON object that `text` is: name, and value as it is spelled."""
    decoder = json.JSONDecoder()
    at = _after_gap(text, text.index("{") + 1)
    while text[at] != "}":
        name, at = decoder.raw_decode(text, at)
        start = _after_gap(text, at)
        _, at = decoder.raw_decode(text, start)
        yield name, text[start:at]
        at = _after_gap(text, at)


def _after_gap(text: str, at: int) -> int:
    gap = GAP.match(text, at)
    return at if gap is None else gap.end()
