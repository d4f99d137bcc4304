"""What somebody wants with a press, and what comes of each delivery of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.google.meet.meetings import RECORDING, SMART_NOTES, TRANSCRIPTION

Json = dict[str, Any]

SETTINGS = {
    "recording": RECORDING,
    "transcription": TRANSCRIPTION,
    "smart_notes": SMART_NOTES,
}
GIVES_A_MEET = {"create", "replace", "part", "schedule"}
IN_SIDEBAR = {"create", "replace", "part", "update"}
SEVERAL = "set up"
"""What is wanted with the press that sets up several meetings."""
SETS_DEFAULTS = {"defaults", "forget", "reset"}
SEND_UPDATES = {"none": "none", "external": "externalOnly", "all": "all"}
NEW_EVENT = "a new event"


@dataclass(frozen=True)
class Intent:
    """What somebody wants with a press.

    Attributes:
        kind: `open`, `create`, `update`, `replace`, `schedule`, `meet`, `defaults` and so on.
        user: their address.
        event: the id of the opened event, or empty.
        agreed: links of the conference that they agreed to replace, or to have another one beside
            it for one event, as it stood when they did.
        name: tells dialogs and commands from each other.
        cohosts: who was shown as a co-host on the clicked card.
    """

    kind: str
    user: str
    event: str = ""
    agreed: tuple[str, ...] = ()
    name: str = ""
    cohosts: tuple[str, ...] = ()

    def __str__(self) -> str:
        about = f" on {self.event}" if self.event else f" ({self.name})" if self.name else ""
        return f"{self.user.partition('@')[0]}: {self.kind}{about}"

    @property
    def series(self) -> str:
        """The event, or the series that it is an occurrence of."""
        return self.event.partition("_")[0]


@dataclass
class Press:
    """One delivery of a press.

    Attributes:
        form: what was chosen.
        began: the moment it began, on the oracle's own count.
        together: whether another delivery of it cannot be told from it.
        shown: which artifacts the clicked card showed as on: what stands so was not chosen.
        rules: who may do what, as the clicked card showed it, by the names of its inputs; `None`
            where it did not carry that along.
        decided: the switches that the organization has set, which nobody chooses.
        asked: the boxes of the meetings that it is to set up, if it is to set up several.
        goes_on: these are what an earlier press left.
        wrote: what it changed that others can see.
        wrote_to: by event, what it changed of that or of the Meet on it.
        last_write: by space, when it last changed it.
        lost_creates: how many spaces it made whose answer never reached it.
        looked: the moment it last read the opened event at first, 0 before; `looking` as long as
            it has called for nothing else.
        mailed: whom Calendar e-mailed about its changes, in Calendar's words.
        killed: the function was killed before it was answered.
        silent: it put a Meet on an event with other guests without a word to them.
    """

    intent: Intent
    form: Mapping[str, list[str]]
    began: int
    together: bool = False
    shown: frozenset[str] | None = None
    rules: Mapping[str, str | bool] | None = None
    decided: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()
    goes_on: bool = False
    wrote: list[str] = field(default_factory=list)
    wrote_to: dict[str, list[str]] = field(default_factory=dict)
    last_write: dict[str, int] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    lost_creates: int = 0
    looked: int = 0
    looking: bool = True
    mailed: set[str] = field(default_factory=set)
    silent: bool = False
    answered: bool = False
    killed: bool = False

    @property
    def notify(self) -> str:
        """Who was chosen to be e-mailed, in Calendar's words."""
        if self.is_on("email_guests"):
            return "all"
        return SEND_UPDATES.get(next(iter(self.form.get("notify", [])), ""), "none")

    def is_on(self, name: str) -> bool:
        """Whether a switch was on."""
        return "on" in self.form.get(name, [])

    @property
    def targets(self) -> list[str]:
        """The events, of a series the series, that it is to give a Meet to."""
        if self.intent.kind == SEVERAL:
            return [target_of(box) for box in self.asked]
        return [self.intent.series] if self.intent.event else []

    @property
    def gave_a_meet(self) -> bool:
        """Whether it put a conference on an event."""
        return any("conferenceData" in each for each in self.wrote)


def target_of(box: str) -> str:
    """The event, or the series, that the box of a meeting stands for."""
    event_id, _, series_id = box.partition(" ")
    return series_id or event_id


def choices(form: Mapping[str, list[str]]) -> str:
    """What was chosen, for a person to read."""
    return (
        ", ".join(f"{name} {'+'.join(values)[:40]}" for name, values in form.items()) or "nothing"
    )


def token_of(request: Json) -> str:
    """The access token that came with a request, which its calls of Google's have, too."""
    authorization = request.get("authorizationEventObject")
    token = authorization.get("userOAuthToken") if isinstance(authorization, dict) else None
    return str(token or "")
