"""What the domain needs of the outside: a calendar, a Meet, and a memory of what was minted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from meeting.minting import Claim, Minted
from meeting.model import Access, Artifact, CalendarEvent, Draft, Member, Notify, Space
from meeting.records import Attendee, Call, Calls, Planned, Record, Stay
from meeting.rules import Rules


class Calendar(Protocol):
    """Calendar, as the caller."""

    def event(self, calendar_id: str, event_id: str) -> CalendarEvent:
        """Read an event.

        Raises:
            SaveEventFirst: Calendar has no such event for the caller.
            Problem: anything else that kept it from being read.
        """

    def access(self, calendar_id: str) -> Access:
        """Find out what the caller may do on a calendar; `UNKNOWN` where Calendar does not say."""

    def entries(
        self, calendar_id: str, uid: str, *, with_guests: bool = False
    ) -> Sequence[CalendarEvent]:
        """A series and each of its occurrences that was changed apart from it, by their `uid`.

        Args:
            with_guests: with their titles, organizers and guests, too.

        Raises:
            Problem: they could not be read.
        """

    def agenda(
        self, start: datetime, end: datetime, page: str
    ) -> tuple[Sequence[CalendarEvent], str]:
        """List the events of the caller's own calendar that lie between two moments, in order.

        Of a series each event is listed by itself.

        Args:
            page: which page, as the one before named it; empty for the first.

        Returns:
            The events, as far as a list needs them, and the name of the next page, if any.

        Raises:
            Problem: they could not be read.
        """

    def whole(self, start: datetime, end: datetime) -> Sequence[CalendarEvent]:
        """The same events as `event` reads them, as many as one request tells whole.

        Raises:
            Problem: they could not be read.
        """

    def attach(
        self,
        event: CalendarEvent,
        space: Space,
        *,
        notify: Notify,
        maker: str,
        description: str | None = None,
    ) -> CalendarEvent:
        """Put a space's link into the event, if the event is still as it was read.

        Nothing of another conference is left there.

        Args:
            maker: the caller's address, to be remembered on the event if it can be, or empty.
            description: the event's in its old one's place, if Calendar takes it; `None` leaves it.

        Raises:
            EventChanged: the event changed since it was read.
            AskOrganizer: the caller may not change it.
            LinkNotKept: the event came back without the link, or with another.
            Problem: anything else.
        """

    def request(
        self, event: CalendarEvent, request_id: str, *, notify: Notify, maker: str
    ) -> CalendarEvent:
        """Have Calendar make a Meet for the event, if it is still as it was read.

        Args:
            request_id: asking again with the same one makes no second Meet.
            maker: as for `attach`.

        Returns:
            The event; its conference may be pending.

        Raises:
            EventChanged: the event changed since it was read.
            AskOrganizer: the caller may not change it.
            LinksNotAllowed: the calendar takes no Meet.
            Problem: anything else.
        """

    def describe(self, event: CalendarEvent, description: str) -> CalendarEvent:
        """Change an event's description without a word to its guests, if it is as it was read.

        Raises:
            EventChanged: the event changed since it was read.
            Problem: anything else.
        """

    def insert(self, draft: Draft, space: Space, description: str = "") -> CalendarEvent:
        """Make an event with a space's link on the caller's own calendar, and mail its guests.

        Returns:
            The event; whether it kept the link, its conference tells.

        Raises:
            AlreadyThere: there is one of that id.
            CalendarUnavailable: the caller has no calendar.
            Problem: anything else.
        """

    def amend(
        self,
        event: CalendarEvent,
        draft: Draft,
        fields: Collection[str],
        guests: Collection[str] | None,
    ) -> CalendarEvent:
        """Change members of an event without a word to its guests, if it is still as it was read.

        Args:
            fields: which of `title`, `start` and `end` become the draft's.
            guests: everybody who is to be invited then, or `None` to leave the guests alone.

        Raises:
            EventChanged: the event changed since it was read.
            Problem: anything else.
        """


class Titles(Protocol):
    """What the caller's own calendar calls the calls that it has."""

    def planned(self, since: datetime, until: datetime) -> Sequence[Planned]:
        """The events with a Meet on the caller's own calendar between two moments.

        Raises:
            Problem: they could not be read.
        """


class Records(Protocol):
    """What Meet keeps of calls, as the caller, who was in them or hosts them.

    Each method raises `CallHidden` where Meet shows the caller nothing, `ScopesMissing` where a
    permission is missing, and `Problem` for anything else.
    """

    def calls(
        self,
        *,
        code: str = "",
        space: str = "",
        since: datetime | None = None,
        before: datetime | None = None,
        most: int,
        page: str = "",
    ) -> Calls:
        """The caller's calls, the newest first, those that are running among them.

        Args:
            code: of the space with this meeting code alone.
            space: of the space with this canonical name alone.
            since: begun at this moment or later.
            before: begun before this moment.
            most: so many at most.
            page: what an earlier answer said asks for those that follow it.
        """

    def call(self, name: str) -> Call:
        """One call by its canonical name."""

    def records(self, call: str, artifact: Artifact) -> Sequence[Record]:
        """The recordings of a call, or its transcripts, or its notes; the first one first."""

    def present(self, call: str) -> int:
        """How many are in a call at this moment."""

    def attendees(self, call: str) -> Sequence[Attendee]:
        """Everybody who was in a call."""

    def stays(self, attendee: str) -> Sequence[Stay]:
        """Each time that somebody was in a call."""


class Meet(Protocol):
    """Meet, as the caller."""

    def space(self, code: str) -> Space | None:
        """Look a space up by meeting code; `None` when the caller may not see it."""

    def create(self, wanted: Mapping[Artifact, bool]) -> Space:
        """Make a space with the artifacts of `wanted` set explicitly. Never tried twice.

        Raises:
            FeatureUnavailable: nothing was made; leave that artifact out.
            MeetUnavailable: the account has no Meet.
            OutcomeUnknown: no answer came; a space may exist.
            Problem: anything else; nothing was made.
        """

    def configure(self, space_name: str, wanted: Mapping[Artifact, bool]) -> Space:
        """Set the artifacts of `wanted` on a space by its canonical name.

        Raises:
            FeatureUnavailable: nothing was changed; leave that artifact out.
            SpaceGone: no such space, or not the caller's.
            Problem: anything else.
        """

    def regulate(self, space_name: str, rules: Rules) -> Space:
        """Set rules on a space by its canonical name: those that are said, and no others.

        Raises:
            FeatureUnavailable: nothing was changed; leave that rule out.
            SpaceGone: no such space, or not the caller's.
            Problem: anything else.
        """

    def named(self, space_name: str) -> Space | None:
        """Look a space up by its canonical name; `None` when the caller may not see it."""

    def end_call(self, space_name: str) -> None:
        """Disconnect everybody who is in a space's call.

        Raises:
            NoCall: none is running.
            SpaceGone: no such space, or not the caller's.
            Problem: anything else.
        """


class Members(Protocol):
    """Members of spaces, as the caller: those of spaces that this app made (google-apis.md 2.7).

    Each method raises `SpaceGone` where Meet denies that there is such a thing, and `Problem`.
    """

    def members(self, space_name: str) -> Sequence[Member]:
        """The members of a space; `SpaceGone` of one that this app did not make, too."""

    def add(self, space_name: str, email: str) -> None:
        """Make somebody a co-host.

        Raises:
            AlreadyThere: they are a member.
            AddressRefused: Meet does not take the address.
        """

    def promote(self, member_name: str) -> None:
        """Give a member the role of a co-host."""

    def remove(self, member_name: str) -> None:
        """Take somebody out of a space's members."""


class MintRecords(Protocol):
    """Remembers which space was made for what, so that no press makes a second one.

    Each method raises `StoreUnavailable`.
    """

    def claim(self, place: str, name: str) -> Claim:
        """Claim the right to make a space for this; one caller at a time gets it."""

    def known(self, place: str, name: str) -> Minted | None:
        """What was made for this, if anything was."""

    def keep(self, place: str, name: str, minted: Minted) -> None:
        """Store what was made, before it is attached."""

    def settle(self, place: str, name: str, minted: Minted) -> None:
        """The space is attached: remember it only as long as a doubled press may still come."""

    def adopt(self, place: str, name: str) -> Minted | None:
        """Take over what another press made for this: from then on it cannot forsake it.

        Returns:
            `None` when it is no longer there.
        """

    def forsake(self, place: str, name: str) -> bool:
        """Forget what this press made for this; not if another one has taken it over meanwhile.

        Returns:
            Whether it was forgotten: it is the caller's alone from then on.
        """

    def release(self, place: str, name: str) -> None:
        """Give the claim back, or forget a space that no longer exists."""

    def keep_spare(self, minted: Minted) -> bool:
        """Keep a space that nothing needs for what is made next; not if there is a spare one."""

    def take_spare(self) -> Minted | None:
        """The spare space, if there is one; it is the caller's alone from then on."""

    def refuse(self, place: str) -> None:
        """Remember for a while that this calendar takes no Meet links."""

    def refuses(self, place: str) -> bool:
        """Whether it was remembered that this calendar takes no Meet links."""
