"""What can go wrong with a meeting, named for what the user can do next.

The words that go with each stand in `cards/text.py`.
"""

from __future__ import annotations

from addon.meeting.model import Artifact


class Problem(Exception):
    """Something the user is told about, with a next step."""


class TryAgain(Problem):
    """Google was busy or out of reach and nothing was changed: the same click may work later."""


class OutcomeUnknown(Problem):
    """The answer to a change was lost: it may or may not have been made; pressing again is safe."""


class StillWorking(Problem):
    """Another press of the same button is still at work: its result shows after a refresh."""


class EventKeepsChanging(Problem):
    """Somebody else changed the event at every try: look at it, then press again."""


class SaveEventFirst(Problem):
    """Calendar does not have the event yet."""


class AskOrganizer(Problem):
    """The caller may not change the event; its organizer can."""


class OutOfReach(AskOrganizer):
    """Calendar tells the caller nothing of a calendar that is not their own."""


class AlreadyScheduled(Problem):
    """The event was made by an earlier press, otherwise than it is wanted now."""


class MeetMissing(Problem):
    """An event was made, but it has no Meet yet.

    Attributes:
        why: what kept it from getting one.
    """

    def __init__(self, why: Problem) -> None:
        super().__init__(why)
        self.why = why


class NotTheHost(Problem):
    """Meet does not let the caller change the space's settings."""


class HostOnly(Problem):
    """Only the host of a Meet may do that, and the caller is not."""


class ReopenAddon(Problem):
    """The access token is missing or no longer accepted: opening again brings a new one."""


class AskAdministrator(Problem):
    """A Google API is switched off for the add-on's project.

    Attributes:
        service: the API's host name as Google gave it, or empty.
    """

    def __init__(self, service: str = "") -> None:
        super().__init__(service)
        self.service = service


class LinkNotKept(Problem):
    """Calendar took the change but not the Meet link.

    Attributes:
        uri: the link of the space that was made for the event.
    """

    def __init__(self, uri: str) -> None:
        super().__init__(uri)
        self.uri = uri


class Refused(Problem):
    """Google refused for a reason that the add-on has no better words for.

    Attributes:
        status: the HTTP status.
        reason: Google's message, for the user to read.
    """

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(status, reason)
        self.status = status
        self.reason = reason


class StoreUnavailable(Problem):
    """The add-on's own store cannot be reached."""


class ScopesMissing(Problem):
    """Google says that the token lacks a scope, whatever the host claimed to be granted."""


class EventChanged(Exception):
    """Calendar answered 412: the event is not what it was when read. Read it again."""


class AlreadyThere(Exception):
    """Calendar has an event of that id already: it was made by an earlier try."""


class NoCall(Exception):
    """No call is running in the space."""


class SpaceGone(Exception):
    """Meet knows no such space, or hides it."""


class FeatureUnavailable(Exception):
    """The caller's edition or administrator does not allow an artifact (google-apis.md 2.6).

    Attributes:
        artifact: the one that Google named.
        reason: Google's message.
    """

    def __init__(self, artifact: Artifact, reason: str) -> None:
        super().__init__(artifact, reason)
        self.artifact = artifact
        self.reason = reason
