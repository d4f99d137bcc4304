"""One verified host event on its way through a handler, with what the handler works with."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from addon.google.calendar import CalendarClient
from addon.google.caller import Caller
from addon.google.meet import MeetClient
from addon.identity.tokens import User
from addon.services import Services
from addon.store.lacking_notes import Lacking, LackingNotes
from addon.store.mint_records import Lifetimes, StoredMintRecords
from addon.store.preferences import Preferences
from addon.wire.host_event import HostEvent
from cards.actions import Input, Parameter
from cards.guest_lines import guest_lines
from cards.languages import text_for
from cards.widgets import Kit
from meeting.errors import ReopenAddon, StoreUnavailable
from meeting.looking import Observer
from meeting.minter import Minter
from meeting.model import Artifact, Notify, Switches
from meeting.telling import Teller


@dataclass(frozen=True)
class Defaults:
    """What is known of a user before they choose.

    Attributes:
        switches: their defaults.
        store_down: these are the built-in ones, for want of theirs.
        lacking: what Meet refused their account lately.
        tell: they have guests told in events' descriptions.
    """

    switches: Switches
    store_down: bool = False
    lacking: Lacking = field(default_factory=dict)
    tell: bool = False


def chosen_notify(event: HostEvent) -> Notify:
    """Whom the displayed card says to e-mail; nobody where it does not say."""
    chosen = event.form.get(Input.NOTIFY, [])
    return next((each for each in Notify if each.value in chosen), Notify.NOBODY)


@dataclass(frozen=True)
class Turn(ABC):
    """A host event, whom it is for, and the services: what every host's handlers work with.

    Attributes:
        tells_locale: whether the host tells language and time zone without a scope for it.
        signed_in: the user, if their ID token came along.
    """

    tells_locale: ClassVar[bool] = False

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
    @abstractmethod
    def whereabouts(self) -> str:
        """What tells a user whose ID token is missing; empty if nothing does."""

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
    def lacking_notes(self) -> LackingNotes:
        """The store of what Meet refused the user."""
        return LackingNotes(self.services.documents, self.user.sub)

    @cached_property
    def observer(self) -> Observer:
        """Looks at events as the user."""
        return Observer(self._calendar, self.meet, self.user.email, self.services.readers)

    @cached_property
    def teller(self) -> Teller:
        """Writes into descriptions what guests are told, as the user and in their language."""
        return Teller(self._calendar, guest_lines(self.kit.text))

    def chosen_tell(self) -> bool | None:
        """Whether the displayed card has guests told; `None` where it has no switch for that."""
        if Parameter.TELLS not in self.event.parameters:
            return None
        return self.event.is_on(Input.TELL_GUESTS)

    def chosen(self) -> Switches:
        """The three switches as the displayed card has them."""
        return Switches.of({artifact: self.event.is_on(artifact) for artifact in Artifact})

    def defaults(self) -> Defaults:
        """The user's defaults, or the built-in ones when the store is down."""
        try:
            switches, tell = self.preferences.load_with_telling(self.user.sub)
            return Defaults(switches, lacking=self.lacking_notes.load(), tell=tell)
        except StoreUnavailable:
            return Defaults(Switches(), store_down=True)

    def save_defaults(
        self, chosen: Switches, lacking: Lacking, tell: bool | None = None
    ) -> Switches:
        """Make what is chosen the user's defaults; what has no switch stays as it was.

        Args:
            lacking: what Meet refused them before the clicked card was drawn.
            tell: whether guests are told; `None` where that had no switch.

        Returns:
            Their defaults.

        Raises:
            StoreUnavailable: nothing is saved.
        """
        if lacking:
            former = self.preferences.load(self.user.sub)
            chosen = former.where({each for each in lacking if not chosen[each]}, chosen)
        self.preferences.save(self.user.sub, chosen, tell=tell)
        return chosen

    @contextmanager
    def defaults_ahead(self) -> Iterator[Future[Defaults]]:
        """The same, begun now; the context waits for it at its end: no read outlasts its answer."""
        job = self.services.readers.submit(self.defaults)
        try:
            yield job
        finally:
            wait([job])

    @cached_property
    def meet(self) -> MeetClient:
        """Meet as the user."""
        return MeetClient(self.services.meet, self.services.pool, self.caller)

    @cached_property
    def _calendar(self) -> CalendarClient:
        return CalendarClient(self.services.calendar, self.services.pool, self.caller)

    @contextmanager
    def lacking_ahead(self) -> Iterator[Future[Lacking]]:
        """What Meet refused the user lately, read meanwhile like `defaults_ahead`."""
        job = self.services.readers.submit(self.lacking)
        try:
            yield job
        finally:
            wait([job])

    def note_refused(self, refused: Collection[Artifact], known: Lacking) -> None:
        """Remember what Meet has just refused, unless it is known."""
        if not set(refused) <= set(known):
            with suppress(StoreUnavailable):
                # It is refused anew then, and told anew.
                self.lacking_notes.note(refused, known)

    def lacking(self) -> Lacking:
        """What Meet refused the user lately; nothing where that cannot be read."""
        try:
            return self.lacking_notes.load()
        except StoreUnavailable:
            return {}

    def _minter(
        self,
        owner: str,
        lifetimes: Lifetimes,
        wait: float,
        lacking: Callable[[], Collection[Artifact]],
    ) -> Minter:
        records = StoredMintRecords(self.services.documents, owner, lifetimes)
        return Minter(self.meet, records, self.caller.deadline, wait, lacking)
