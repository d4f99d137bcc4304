"""One verified host event on its way through a handler, with what the handler works with."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property

from addon.caller import Caller, User
from addon.google.calendar import CalendarClient
from addon.google.meet import MeetClient
from addon.hosts.event import HostEvent
from addon.meeting.arranging import Arranger
from addon.meeting.errors import ReopenAddon, StoreUnavailable
from addon.meeting.looking import Observer
from addon.meeting.minter import Minter
from addon.meeting.model import Artifact, Switches
from addon.services import Services
from addon.store.mint_records import StoredMintRecords
from addon.store.preferences import Preferences, owner_of
from cards.languages import text_for
from cards.widgets import Kit


@dataclass(frozen=True)
class Defaults:
    """A user's defaults; `store_down` says that they are the built-in ones for want of theirs."""

    switches: Switches
    store_down: bool = False


@dataclass(frozen=True)
class Turn:
    """A host event, whom it is for, and the services.

    Attributes:
        signed_in: the user, if their ID token came along.
    """

    event: HostEvent
    signed_in: User | None
    caller: Caller
    services: Services

    @property
    def user(self) -> User:
        """The user.

        Raises:
            ReopenAddon: the host sent no ID token although the scope for it is granted.
        """
        if self.signed_in is None:
            raise ReopenAddon
        return self.signed_in

    @cached_property
    def kit(self) -> Kit:
        """The user's words and the way back to the add-on."""
        zone = self.event.time_zone
        text = text_for(self.event.locale, zone.id, zone.offset_ms)
        return Kit(text, self.services.settings.addon_url)

    @cached_property
    def preferences(self) -> Preferences:
        """The store of defaults."""
        return Preferences(self.services.documents)

    @cached_property
    def observer(self) -> Observer:
        """Looks at events as the user."""
        return Observer(self._calendar, self._meet, self.user.email, self.services.readers)

    @cached_property
    def arranger(self) -> Arranger:
        """Changes events and spaces as the user."""
        return Arranger(self._calendar, self.minter, self.observer)

    @cached_property
    def minter(self) -> Minter:
        """Makes spaces as the user."""
        records = StoredMintRecords(self.services.documents, owner_of(self.user.sub))
        return Minter(self._meet, records, self.caller.deadline)

    def chosen(self) -> Switches:
        """The three switches as the displayed card has them."""
        return Switches.of({artifact: self.event.is_on(artifact) for artifact in Artifact})

    def defaults(self) -> Defaults:
        """The user's defaults, or the built-in ones when the store is down."""
        try:
            return Defaults(self.preferences.load(self.user.sub))
        except StoreUnavailable:
            return Defaults(Switches(), store_down=True)

    def defaults_ahead(self) -> Future[Defaults]:
        """The same, begun now and awaited later."""
        return self.services.readers.submit(self.defaults)

    @cached_property
    def _calendar(self) -> CalendarClient:
        return CalendarClient(self.services.calendar, self.services.pool, self.caller)

    @cached_property
    def _meet(self) -> MeetClient:
        return MeetClient(self.services.meet, self.services.pool, self.caller)
