"""What must not be: the kinds of it, which all shall be counted as zero."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROUTE = re.compile(r"^/\S+ ")
_VARIES = re.compile(r"https?://\S+|\d+|\[.*|\{.*")

LOST_EDIT = "others' edits lost"
REPLACED = "conferences replaced or removed unasked"
EXTRA_SPACE = "spaces beyond one for each intention"
BLIND_CREATE = "a create repeated blindly"
TWICE = "events made twice"
INVALID = "answers that are no valid card"
SLOW = "answers over 25 s"
STATUS = "answers other than 200"
NO_LINK = "“ready” without the link on the event"
UNTRUE_STATE = "On for Off or Off for On"
UNTRUE_NOTHING = "“nothing was done” though it was"
UNTRUE = "other words that are not so"
RULED = "who may do what set unasked"
COHOSTED = "co-hosts added or removed unasked"
DECIDED = "settings otherwise than the organization's"
OVERRULED = "settings of another press's Meet changed"
IGNORED = "choices ignored"
ERRORS = "ERROR lines in the log"
LEAKS = "tokens or addresses in the log"
HANGS = "work that never ends"

KINDS = (
    LOST_EDIT,
    REPLACED,
    EXTRA_SPACE,
    BLIND_CREATE,
    TWICE,
    INVALID,
    SLOW,
    STATUS,
    NO_LINK,
    UNTRUE_STATE,
    UNTRUE_NOTHING,
    UNTRUE,
    RULED,
    COHOSTED,
    DECIDED,
    OVERRULED,
    IGNORED,
    ERRORS,
    LEAKS,
    HANGS,
)


@dataclass(frozen=True)
class Violation:
    """Something that must not be.

    Attributes:
        kind: one of `KINDS`.
        what: what exactly, for a person to read.
        step: the index of the step in which it was seen.
    """

    kind: str
    what: str
    step: int = -1

    @property
    def key(self) -> str:
        """What is one fault and what another: all that is said of it, but for what varies."""
        varies = _ROUTE if self.kind == ERRORS else _VARIES
        return f"{self.kind}: {varies.sub('…', self.what)}"
