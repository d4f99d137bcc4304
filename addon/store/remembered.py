"""What is remembered: each kind of note with its owner, its lifetime, and what it is.

The table of what is kept in docs/admin.md is made from this one.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from enum import Enum

from meeting.values import dataclass


class Owner(Enum):
    """Whose notes they are; the values say what distinguishes owners."""

    ACCOUNT = "the id of your account"
    CONVERSATION = "a hash of the conversation, without your name"
    NOBODY = "a hash, without your account"


ANONYMOUS = "anonymous"
"""Under whom everything is stored that is `Owner.NOBODY`'s."""


def owner_of(sub: str) -> str:
    """Under whom everything about a user is stored, by the `sub` of their ID token."""
    return f"user:{sub}"


def owner_in(space: str) -> str:
    """Under whom everything about a conversation is stored, by its resource name in Chat."""
    return f"chat:{_hashed(space)}"


@dataclass(frozen=True)
class Kind:
    """A kind of note.

    Attributes:
        name: of the document, or what names of documents begin with.
        what: it is, told to whom it is about.
        lifetime: at most; `None` until it is deleted.
        served: how long it stays once it has served, if that ends it earlier.
    """

    name: str
    owner: Owner
    what: str
    lifetime: timedelta | None
    served: timedelta | None = None

    def of(self, *whom: str) -> str:
        """The name of one note: hashed, so that the store holds no address and nothing to escape.

        Args:
            whom: what tells it from others of its kind and owner.
        """
        told = "\n".join(whom)
        return f"{self.name}-{_hashed(told)}"


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:40]


DEFAULTS = Kind(
    "preferences",
    Owner.ACCOUNT,
    "your defaults: the three switches, others for meetings with guests outside your organization "
    "if you chose some, what you chose of who may do what, and whether guests are told",
    None,
)
ATTACHED = timedelta(minutes=1)
"""How long it is known which Meet an event was given: so long no second press makes another one.

Short, so that a host who takes the Meet out of the event and presses again gets a new link.
"""

MINTED = Kind(
    "minted",
    Owner.ACCOUNT,
    "for each Meet made for an event: the space, its link, settings and dial-in",
    timedelta(days=30),
    served=ATTACHED,
)
REFUSED = Kind(
    MINTED.name,
    Owner.ACCOUNT,
    "that a calendar takes no Meet links",
    # Short, since that can be changed.
    timedelta(hours=1),
)
LACKING = Kind(
    "lacking",
    Owner.ACCOUNT,
    "which records Meet refused your account, and when",
    timedelta(days=30),
)
SPARE = Kind(
    "spare",
    Owner.ACCOUNT,
    "one Meet that was made for an event and then not needed, for your next event: the space, its "
    "link, settings and dial-in",
    timedelta(days=30),
)
WISHES = Kind(
    "wishes",
    Owner.ACCOUNT,
    "for each Meet that you set: what it was set to and when, so that it can be told when that "
    "changes, and what a call was to leave behind",
    timedelta(days=180),
)
SETTING_UP = Kind(
    "settingup",
    Owner.ACCOUNT,
    "which of several meetings, by the ids of their events, are still to be set up",
    timedelta(days=1),
)
ASKED = Kind("asked", Owner.ACCOUNT, "that a permission was asked for", timedelta(days=1))
PRESSED = Kind(
    "pressed",
    Owner.ACCOUNT,
    "what a press of the schedule dialog wrote, as digests that tell a change and no more, and "
    "whether guests were to be e-mailed",
    timedelta(days=1),
)
MINTED_IN_CHAT = Kind(
    MINTED.name,
    Owner.CONVERSATION,
    "which Meet belongs to which message: the space, its link, settings and dial-in",
    # Chat delivers again within a few minutes (hosts.md 7.3).
    timedelta(minutes=10),
)
UNFINISHED = Kind(
    "unfinished",
    Owner.CONVERSATION,
    "to which message a Meet belongs whose making outlasted its answer",
    timedelta(minutes=10),
)
FOLLOWED = Kind(
    "followed",
    Owner.CONVERSATION,
    "whether what outlasted its answer was posted by the app or for another asking",
    timedelta(minutes=10),
)
ASKED_UNKNOWN = Kind(
    ASKED.name,
    Owner.NOBODY,
    "that a permission was asked for, of one who is known by a calendar or by Chat's name only",
    timedelta(minutes=1),
)
ASKED_NOBODY = Kind(
    ASKED.name,
    Owner.NOBODY,
    "the same, of one who is not known at all",
    # Hardly longer than a prompt takes to decline, since whoever comes next is held for them and
    # shown the card in place of the prompt.
    timedelta(seconds=15),
)

KINDS: tuple[Kind, ...] = (
    DEFAULTS,
    MINTED,
    REFUSED,
    LACKING,
    SPARE,
    WISHES,
    SETTING_UP,
    ASKED,
    PRESSED,
    MINTED_IN_CHAT,
    UNFINISHED,
    FOLLOWED,
    ASKED_UNKNOWN,
    ASKED_NOBODY,
)
