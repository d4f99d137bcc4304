"""An event of Calendar's sidebar on its way through a handler."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cached_property

from addon.google.records import RecordsClient
from addon.permissions.scopes import RECORDS, missing
from addon.sidebar.asked import Asked
from addon.store.mint_records import FOR_EVENTS
from addon.store.remembered import owner_of
from addon.turn import Turn
from cards.actions import Parameter
from cards.widgets import LONGEST_TITLE, LONGEST_WHEN, About, Kit
from cards.words import shorten
from meeting.arranging import Arranger
from meeting.looking import Observer, Spot
from meeting.minter import WAIT_SECONDS, Minter
from meeting.model import Artifact
from meeting.recalling import Recaller
from meeting.requesting import Requester
from meeting.scheduling import Scheduler
from meeting.values import dataclass


@dataclass(frozen=True)
class SidebarTurn(Turn):
    """What a handler of the sidebar works with.

    Attributes:
        spot: the event that is open in Calendar, if one is.
        asked: what Calendar waits for.
        over: a problem is shown over the clicked card, not in its place.
    """

    spot: Spot | None
    asked: Asked
    over: bool

    @property
    def whereabouts(self) -> str:
        """See `Turn.whereabouts`: the calendar that is open."""
        return self.spot.calendar_id if self.spot else ""

    @cached_property
    def kit(self) -> Kit:
        """The same, for the event of the clicked card: its title and time came back with it."""
        told = self.event.parameters
        if not {Parameter.TITLE, Parameter.WHEN} & told.keys():
            return super().kit
        about = About(
            # A host may leave out what is empty.
            shorten(told.get(Parameter.TITLE, ""), LONGEST_TITLE),
            shorten(told.get(Parameter.WHEN, ""), LONGEST_WHEN),
        )
        return replace(super().kit, about=about)

    @property
    def requester(self) -> Requester:
        """Has Calendar make Meets for others' events, as the user."""
        return Requester(self.calendar, self.observer, self.caller.deadline)

    @property
    def sees_calls(self) -> bool:
        """Whether calls may be listed, as far as the host tells: nobody is asked for it unasked."""
        return self.caller.scopes_told and not missing([RECORDS], self.caller.scopes)

    def through_gate(self) -> SidebarTurn:
        """The same for many requests to Google, of which so many go out at the same time."""
        gate = self.services.gates.of(self.user.sub)
        return replace(self, caller=replace(self.caller, gate=gate))

    def recaller(self, *, permitted: bool) -> Recaller:
        """Looks up what became of events' Meets, for cards that are shown without it, too."""
        services = self.services
        records = RecordsClient(services.records, services.pool, self.in_passing)
        return Recaller(
            records, services.readers, permitted=permitted, wished_since=self.wished_since
        )

    def arranger(
        self, lacking: Callable[[], Collection[Artifact]], observer: Observer | None = None
    ) -> Arranger:
        """Changes events and spaces as the user.

        Args:
            lacking: tells what Meet refused them lately.
            observer: looks at the events, if not the usual one.
        """
        return self._arranger(self._events_minter(lacking), observer)

    def scheduler(self, lacking: Callable[[], Collection[Artifact]]) -> Scheduler:
        """Makes events as the user; its argument as `arranger`'s."""
        minter = self._events_minter(lacking)
        arranger, locks_of = self._arranger(minter), self.observer.locks_of
        return Scheduler(self.calendar, minter, arranger, self.teller, locks_of)

    def _events_minter(self, lacking: Callable[[], Collection[Artifact]]) -> Minter:
        return self._minter(owner_of(self.user.sub), FOR_EVENTS, WAIT_SECONDS, lacking)

    def _arranger(self, minter: Minter, observer: Observer | None = None) -> Arranger:
        observer, pool = observer or self.observer, self.services.readers
        return Arranger(self.calendar, minter, observer, self.teller, pool)
