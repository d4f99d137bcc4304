"""What is remembered of a space between making it and seeing it attached.

A space cannot be deleted and `spaces.create` has no request id (google-apis.md 2.3), so the
space that was made for an event is stored before it is attached, and every later press on that
event uses it.
"""

from __future__ import annotations

from meeting.model import Artifact, Space, Switches
from meeting.values import dataclass


@dataclass(frozen=True)
class Minted:
    """A space made for an event.

    Attributes:
        space: as Meet returned it.
        wanted: the switches it was made with.
        refused: what Meet refused.
        kept: an earlier press made it; it is still as that one wanted it.
    """

    space: Space
    wanted: Switches
    refused: frozenset[Artifact] = frozenset()
    kept: bool = False


@dataclass(frozen=True)
class Claim:
    """The answer to a claim.

    Attributes:
        granted: the space is this caller's to make.
        minted: the space that was already made for the event. Neither granted nor minted means
            that another press is making it now.
    """

    granted: bool = False
    minted: Minted | None = None
