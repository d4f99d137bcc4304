"""The OAuth scopes: the manifest's list and the administrators' table are made from this."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from cards.actions import Permission
from meeting.errors import ScopesMissing
from meeting.values import dataclass

PREFIX = "https://www.googleapis.com/auth/"


@dataclass(frozen=True)
class Scope:
    """A scope of the manifest.

    Attributes:
        name: without the common prefix.
        why: what the add-on does with it.
        asked: when the user is asked for it.
        covers: another scope of the manifest that this one includes.
    """

    name: Permission
    why: str
    asked: str
    covers: Permission | None = None

    @property
    def url(self) -> str:
        """The scope as Google names it."""
        return PREFIX + self.name


EXECUTE = Scope(
    Permission.EXECUTE,
    "Lets Calendar show the sidebar and say which event is open.",
    "first use",
)
READ_OPEN_EVENT = Scope(
    Permission.READ_OPEN_EVENT,
    "Lets Calendar pass on the open event's conference, so that its Meet is read at once.",
    "first use",
)
LOCALE = Scope(
    Permission.LOCALE,
    "The user's language and time zone, for dates as they read them.",
    "first use; works without",
)
EMAIL = Scope(
    Permission.EMAIL,
    "Who is asking: defaults are kept by account, and a calendar is known as one's own.",
    "first use",
)
OWN_EVENTS = Scope(
    Permission.OWN_EVENTS,
    "Reads the open event and puts the Meet link into it, on calendars that the user owns.",
    "first use",
)
ALL_EVENTS = Scope(
    Permission.ALL_EVENTS,
    "The same on calendars that others own and share with the user.",
    "only when an opened event lies on such a calendar",
    covers=Permission.OWN_EVENTS,
)
MEET_SETTINGS = Scope(
    Permission.MEET_SETTINGS,
    "Reads and sets what a Meet records, transcribes and notes, and who may do what.",
    "first use",
)
MEET_CREATE = Scope(
    Permission.MEET_CREATE,
    "Makes a new Meet that the user hosts, and chooses its co-hosts.",
    "first use",
)

RECORDS = Scope(
    Permission.RECORDS,
    "Lists the user's calls: when they were, their recordings, transcripts and notes, and who "
    "was there. Reads nothing of these files.",
    "when recordings and notes are first wanted",
)
CHAT_MEMBERS = Scope(
    Permission.CHAT_MEMBERS,
    "Lists who is in a conversation, to invite them all.",
    "when everybody in a conversation is to be invited",
)
DIRECTORY = Scope(
    Permission.DIRECTORY,
    "Finds the address of somebody picked in Chat, which names people without one.",
    "when people picked in Chat, or a whole conversation, are to be invited",
)

SCOPES: tuple[Scope, ...] = (
    EXECUTE,
    READ_OPEN_EVENT,
    LOCALE,
    EMAIL,
    OWN_EVENTS,
    ALL_EVENTS,
    MEET_SETTINGS,
    MEET_CREATE,
    RECORDS,
    CHAT_MEMBERS,
    DIRECTORY,
)

OPEN_EVENT = (EXECUTE, READ_OPEN_EVENT, EMAIL, OWN_EVENTS, MEET_SETTINGS)
"""What every view of an event needs."""

COMING = (EMAIL, OWN_EVENTS, MEET_SETTINGS)
"""What listing the meetings to come takes."""

SCHEDULING = (EMAIL, OWN_EVENTS, MEET_CREATE, MEET_SETTINGS)
"""What scheduling a meeting takes: asked for before anything is typed."""

MAIN_JOB = (*OPEN_EVENT, MEET_CREATE)
"""What giving an event of one's own its Meet takes: asked for at once, when the add-on is new."""


class NeedsScopes(Exception):
    """A handler cannot go on before the user has granted scopes.

    Attributes:
        scopes: which.
        attempt: which press of a permission card's button led here; empty for none.
    """

    def __init__(self, scopes: Sequence[Scope], attempt: str = "") -> None:
        super().__init__(scopes)
        self.scopes = scopes
        self.attempt = attempt


def require(needed: Collection[Scope], granted: Collection[str], attempt: str = "") -> None:
    """Go on only with these scopes.

    Raises:
        NeedsScopes: some are missing.
    """
    lacking = missing(needed, granted)
    if lacking:
        raise NeedsScopes(lacking, attempt)


@contextmanager
def needing(needed: Sequence[Scope], granted: Collection[str]) -> Iterator[None]:
    """Do what takes these scopes. If Google misses one that the host calls granted, all count.

    Raises:
        NeedsScopes: some are missing.
    """
    require(needed, granted)
    try:
        yield
    except ScopesMissing as said:
        raise NeedsScopes(needed) from said


def missing(needed: Collection[Scope], granted: Collection[str]) -> list[Scope]:
    """The scopes of `needed` that are neither granted nor covered by one that is."""
    covered = {scope.covers for scope in SCOPES if scope.url in granted}
    return [scope for scope in needed if scope.url not in granted and scope.name not in covered]


def presumed(*, identified: bool) -> frozenset[str]:
    """What may be granted where a host does not say it (hosts.md 12.2).

    Google says of each call what its token lacks; only the ID token cannot be asked for otherwise
    than by its scope.

    Args:
        identified: an ID token came along.
    """
    return frozenset(scope.url for scope in SCOPES if identified or scope is not EMAIL)
