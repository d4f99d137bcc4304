"""What can go wrong with a meeting, named for what the user can do next.

Whatever Google refuses is one of these; the words that go with each stand in `cards/notice.py`.
Google's own words are for the log alone.
"""

from __future__ import annotations

from meeting.model import Artifact
from meeting.rules import Rule


class Problem(Exception):
    """Something the user is told about, with a next step.

    Attributes:
        maybe_done: the refused request may have been carried out when it was first sent, and its
            answer lost: nobody may be told that nothing was done.
    """

    maybe_done = False


class TryAgain(Problem):
    """Google was busy or out of reach and nothing was changed: the same click may work later."""


class OutcomeUnknown(Problem):
    """The answer to a change was lost: it may or may not have been made; pressing again is safe."""


class StillWorking(Problem):
    """Another press of the same button is still at work: its result shows after a refresh."""


class EventKeepsChanging(Problem):
    """Somebody else changed the event at every try: look at it, then press again."""


class NoLongerItsMeet(Problem):
    """The Meet of the clicked card was set, but the event has it no more: look at the event."""


class SetUnseen(Problem):
    """The Meet of the clicked card was set, but the event could not be read: look again."""


class SaveEventFirst(Problem):
    """Calendar does not have the event yet."""


class AskOrganizer(Problem):
    """The caller may not change the event; its organizer can."""


class AskCreator(AskOrganizer):
    """Something of what was written into the event may only be written by its creator."""


class NotShown(AskOrganizer):
    """Calendar does not let the caller see the event."""


class OutOfReach(NotShown):
    """Calendar tells the caller nothing of a calendar that is not their own."""


class AlreadyScheduled(Problem):
    """The event was made by an earlier press, otherwise than it is wanted now."""


class MeetMissing(Problem):
    """An event was made, but it has no Meet yet.

    Attributes:
        why: what kept it from getting one.
        as_typed: all that was typed last has been written into it.
    """

    def __init__(self, why: Problem, *, as_typed: bool = True) -> None:
        super().__init__(why)
        self.why = why
        self.as_typed = as_typed


class NotTheHost(Problem):
    """Meet does not let the caller change the space's settings."""


class HostOnly(Problem):
    """Only the host of a Meet may do that, and the caller is not."""


class ReopenAddon(Problem):
    """The access token is missing or no longer accepted: opening again brings a new one."""


class AskAdministrator(Problem):
    """A Google API is switched off for the add-on's project.

    Attributes:
        service: the API's name, as Google's console shows it.
    """

    def __init__(self, service: str) -> None:
        super().__init__(service)
        self.service = service


class SettingsNotSet(Problem):
    """The event has its Meet, but its settings could not be changed: press again."""


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
    """

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class MeetUnavailable(Problem):
    """The caller's account has no Meet: no licence, or it is switched off (google-apis.md 9.1)."""


class LinksNotAllowed(Problem):
    """The calendar takes no Meet links: its owner's administrator decides that."""


class InvitationLimit(Problem):
    """The caller has invited too many guests; that takes hours to pass (google-apis.md 9.1)."""


class UsageLimit(Problem):
    """The caller's account has reached a limit of Calendar's; that takes hours to pass."""


class AddressesHidden(Problem):
    """Google does not tell the caller who is in a conversation, or under which address."""


class AddressRefused(Problem):
    """Calendar does not take a guest's address: correct it."""


class EventGone(Problem):
    """The event has been deleted."""


class CalendarUnavailable(Problem):
    """The caller's own calendar is not there for them: Calendar is switched off, or too new."""


class GrantNotAccepted(Problem):
    """Google misses permissions that the host calls granted, and asking again changes nothing."""


class MeetNotMade(Problem):
    """Calendar was asked for a Meet and could not make one: host it oneself, or try later."""


class StoreUnavailable(Problem):
    """The add-on's own store cannot be reached."""


class ScopesMissing(Problem):
    """Google says that the token lacks a scope, whatever the host claimed to be granted.

    Attributes:
        event_is_there: an event was made before, and has no Meet yet.
        meet_is_there: it has, and what is to be set of that is missing.
    """

    event_is_there = False
    meet_is_there = False


class EventChanged(Problem):
    """Calendar answered 412: the event is not what it was when read. Read it again."""


class AlreadyThere(Problem):
    """Calendar has an event of that id already: it was made by an earlier try."""


class NoCall(Problem):
    """No call is running in the space."""


class CallHidden(Problem):
    """Meet shows the caller nothing of a call: it is not theirs to see, or was too long ago."""


class SpaceGone(Problem):
    """Meet knows no such space, or hides it."""


class FeatureUnavailable(Problem):
    """The caller's edition or administrator does not allow something (google-apis.md 2.6).

    Attributes:
        artifact: the one that Google named; `None` for another feature.
        rule: likewise.
    """

    def __init__(self, artifact: Artifact | None, rule: Rule | None = None) -> None:
        super().__init__(artifact)
        self.artifact = artifact
        self.rule = rule
