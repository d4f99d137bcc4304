"""One verified host event on its way through a handler, with what the handler works with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from addon.chat.event import NOTHING, ChatEvent
from addon.google.calendar import CalendarClient
from addon.google.caller import Caller
from addon.google.meet import MeetClient
from addon.google.people import PeopleClient
from addon.identity.tokens import User
from addon.services import Services
from addon.store.mint_records import (
    FOR_CONVERSATIONS,
    FOR_EVENTS,
    FOR_PATIENT_WORK,
    Lifetimes,
    StoredMintRecords,
)
from addon.store.preferences import Preferences, owner_of
from addon.wire.host_event import HostEvent
from cards.actions import Input
from cards.languages import text_for
from cards.widgets import Kit
from meeting.arranging import Arranger
from meeting.errors import ReopenAddon, StoreUnavailable
from meeting.looking import Observer
from meeting.minter import PATIENT_WAIT_SECONDS, WAIT_SECONDS, Minter
from meeting.model import Artifact, Notify, Switches
from meeting.scheduling import Scheduler


@dataclass(frozen=True)
class Defaults:
    """A user's defaults; `store_down` says that they are the built-in ones for want of theirs."""

    switches: Switches
    store_down: bool = False


def chosen_notify(event: HostEvent) -> Notify:
    """Whom the displayed card says to e-mail; nobody where it does not say."""
    chosen = event.form.get(Input.NOTIFY, [])
    return next((each for each in Notify if each.value in chosen), Notify.NOBODY)


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

    @property
    def chat(self) -> ChatEvent:
        """What happened in Chat; nothing of note if the event is not from there."""
        return self.event.chat or NOTHING

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
        return Observer(self._calendar, self.meet, self.user.email, self.services.readers)

    @cached_property
    def arranger(self) -> Arranger:
        """Changes events and spaces as the user."""
        minter = self._minter(owner_of(self.user.sub), FOR_EVENTS, WAIT_SECONDS)
        return Arranger(self._calendar, minter, self.observer)

    def chosen(self) -> Switches:
        """The three switches as the displayed card has them."""
        return Switches.of({artifact: self.event.is_on(artifact) for artifact in Artifact})

    def defaults(self) -> Defaults:
        """The user's defaults, or the built-in ones when the store is down."""
        try:
            return Defaults(self.preferences.load(self.user.sub))
        except StoreUnavailable:
            return Defaults(Switches(), store_down=True)

    @contextmanager
    def defaults_ahead(self) -> Iterator[Future[Defaults]]:
        """The same, begun now; the context waits for it at its end: no read outlasts its answer."""
        job = self.services.readers.submit(self.defaults)
        try:
            yield job
        finally:
            wait([job])

    @cached_property
    def instant_minter(self) -> Minter:
        """Makes spaces as the user, remembered for the conversation."""
        return self._minter(self.conversation, FOR_CONVERSATIONS, PATIENT_WAIT_SECONDS)

    @cached_property
    def scheduler(self) -> Scheduler:
        """Makes events as the user."""
        minter = self._minter(owner_of(self.user.sub), FOR_PATIENT_WORK, PATIENT_WAIT_SECONDS)
        arranger = Arranger(self._calendar, minter, self.observer)
        return Scheduler(self._calendar, minter, arranger)

    @cached_property
    def people(self) -> PeopleClient:
        """Looks people up as the user."""
        members, people = self.services.people()
        return PeopleClient(members, people, self.services.pool, self.caller)

    @property
    def conversation(self) -> str:
        """The owner of what is stored about the conversation."""
        return f"chat:{hashlib.sha256(self.chat.space.encode()).hexdigest()[:40]}"

    @cached_property
    def meet(self) -> MeetClient:
        """Meet as the user."""
        return MeetClient(self.services.meet, self.services.pool, self.caller)

    @cached_property
    def _calendar(self) -> CalendarClient:
        return CalendarClient(self.services.calendar, self.services.pool, self.caller)

    def _minter(self, owner: str, lifetimes: Lifetimes, wait: float) -> Minter:
        records = StoredMintRecords(self.services.documents, owner, lifetimes)
        return Minter(self.meet, records, self.caller.deadline, wait)
