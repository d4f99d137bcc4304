"""One verified host event on its way through a handler, with what the handler works with."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from dataclasses import field, replace
from datetime import datetime
from functools import cached_property
from typing import ClassVar

from addon.google.calendar import CalendarClient
from addon.google.caller import Caller
from addon.google.meet import MeetClient
from addon.google.members import MembersClient
from addon.google.records import RecordsClient
from addon.identity.tokens import User
from addon.services import Services
from addon.store.lacking_notes import Lacking, LackingNotes
from addon.store.mint_records import Lifetimes, StoredMintRecords
from addon.store.preferences import Preferences, Saved
from addon.store.wishes import Wishes
from addon.wire.host_event import HostEvent
from cards.actions import Input, Parameter
from cards.guest_lines import guest_lines
from cards.languages import text_for
from cards.widgets import Kit, read_locks
from meeting.errors import ReopenAddon, StoreUnavailable
from meeting.lately import Lately
from meeting.looking import Observer
from meeting.minter import Minter
from meeting.model import Artifact, CalendarEvent, Notify, Space, Switches
from meeting.policy import NO_LOCKS, Locks, Policy
from meeting.recalling import Recaller
from meeting.rules import NO_RULES, Rules
from meeting.telling import Teller
from meeting.values import dataclass
from meeting.wish import Wish

PASSING_SECONDS = 5.0
"""So long a card waits for what it also shows of calls."""


@dataclass(frozen=True)
class Defaults:
    """What is known of a user before they choose.

    Attributes:
        switches: their defaults.
        store_down: these are the built-in ones, for want of theirs.
        lacking: what Meet refused their account lately.
        rules: what they chose of who may do what.
        tell: they have guests told in events' descriptions.
        outside: the switches for meetings with guests outside the organization, if others.
    """

    switches: Switches
    store_down: bool = False
    lacking: Lacking = field(default_factory=dict)
    rules: Rules = NO_RULES
    tell: bool = False
    outside: Switches | None = None

    def usual(self, *, outside: bool) -> Switches:
        """The switches for a meeting.

        Args:
            outside: it may have guests outside the organization.
        """
        return self.switches if self.outside is None or not outside else self.outside


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
        return Kit(text, self.services.settings.addon_url, policy=self.policy)

    @property
    def policy(self) -> Policy:
        """What the organization has decided."""
        return self.services.settings.policy

    @cached_property
    def preferences(self) -> Preferences:
        """The store of defaults."""
        return Preferences(self.services.documents, self.policy.defaults)

    @cached_property
    def lacking_notes(self) -> LackingNotes:
        """The store of what Meet refused the user."""
        return LackingNotes(self.services.documents, self.user.sub)

    @cached_property
    def observer(self) -> Observer:
        """Looks at events as the user."""
        return self.observer_knowing(lambda _: None)

    def observer_knowing(self, known: Callable[[str], CalendarEvent | None]) -> Observer:
        """The same, with events that were just read; see `Observer`."""
        readers, email = self.services.readers, self.user.email
        return Observer(self.calendar, self.meet, email, readers, self.policy, known=known)

    @cached_property
    def teller(self) -> Teller:
        """Writes into descriptions what guests are told, as the user and in their language."""
        return Teller(self.calendar, guest_lines(self.kit.text))

    def chosen_tell(self) -> bool | None:
        """Whether the displayed card has guests told; `None` where it has no switch for that."""
        if Parameter.TELLS not in self.event.parameters:
            return None
        return self.event.is_on(Input.TELL_GUESTS)

    def chosen(self) -> Switches:
        """The three switches as the displayed card has them, or what it has in their place."""
        locks = self.shown_locks()
        return Switches.of(
            {each.value: locks.get(each, self.event.is_on(each)) for each in Artifact}
        )

    def shown_locks(self) -> Mapping[Artifact, bool]:
        """What the displayed card says to be set by the organization."""
        return read_locks(self.event.parameters.get(Parameter.LOCKED, ""))

    def defaults(self) -> Defaults:
        """The user's defaults, or the built-in ones when the store is down."""
        try:
            saved = self.preferences.load_all(self.user.sub)
            return Defaults(
                saved.switches,
                lacking=self.lacking_notes.load(),
                rules=saved.rules,
                tell=saved.tell,
                outside=saved.outside,
            )
        except StoreUnavailable:
            return Defaults(self.policy.defaults, store_down=True)

    def save_defaults(
        self,
        chosen: Switches,
        lacking: Lacking,
        rules: Rules | None,
        tell: bool | None = None,
        locks: Locks = NO_LOCKS,
        *,
        outside: bool = False,
    ) -> Saved:
        """Make what is chosen the user's defaults; what has no switch stays as it was.

        Args:
            lacking: what Meet refused them before the clicked card was drawn.
            rules: `None` leaves those that are saved.
            tell: whether guests are told; `None` where that had no switch.
            locks: what the organization has decided of what was chosen, besides what it has for
                every Meet.
            outside: it was chosen for a meeting that may have guests outside the organization: it
                becomes the defaults for those, if they are others.

        Returns:
            Their defaults.

        Raises:
            StoreUnavailable: nothing is saved.
        """
        decided = {*self.shown_locks(), *self.policy.locked.decided, *locks.decided}
        former = self.preferences.load_all(self.user.sub)
        others = former.outside if outside else None
        left = {each for each in lacking if not chosen[each]} | decided
        chosen = (former.switches if others is None else others).where(left, chosen)
        saved = Saved(
            chosen if others is None else former.switches,
            former.rules if rules is None else rules,
            tell=former.tell if tell is None else tell,
            outside=former.outside if others is None else chosen,
            chosen=former.chosen or others is None,
        )
        self.preferences.save(self.user.sub, saved)
        return saved

    def save_outside_defaults(self, lacking: Lacking) -> Saved:
        """Make what the displayed card has the user's defaults for guests outside.

        Args:
            lacking: what Meet refused them before the clicked card was drawn.

        Raises:
            StoreUnavailable: nothing is saved.
        """
        former, chosen = self.preferences.load_all(self.user.sub), self.chosen()
        left = {each for each in lacking if not chosen[each]} | self.shown_locks().keys()
        others = former.switches if former.outside is None else former.outside
        saved = replace(former, outside=others.where(left, chosen))
        self.preferences.save(self.user.sub, saved)
        return saved

    def drop_outside_defaults(self) -> Saved:
        """Have the user's defaults be the same for everybody's meetings.

        Raises:
            StoreUnavailable: nothing is saved.
        """
        saved = replace(self.preferences.load_all(self.user.sub), outside=None)
        self.preferences.save(self.user.sub, saved)
        return saved

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
    def members(self) -> MembersClient:
        """Members of spaces as the user."""
        return MembersClient(self.services.meet, self.services.pool, self.caller)

    @cached_property
    def records(self) -> RecordsClient:
        """Meet's records of calls as the user."""
        return RecordsClient(self.services.records, self.services.pool, self.caller)

    @cached_property
    def in_passing(self) -> Caller:
        """The user, for what a card is shown without if that takes too long."""
        deadline = self.caller.deadline
        sooner = deadline.anew(min(PASSING_SECONDS, deadline.remaining()))
        return replace(self.caller, deadline=sooner)

    def lately(self, caller: Caller) -> Lately:
        """Looks the user's last calls up.

        Args:
            caller: the user, with the time that there is for it.
        """
        services = self.services
        records = RecordsClient(services.records, services.pool, caller)
        return Lately(
            records,
            CalendarClient(services.calendar, services.pool, caller),
            MeetClient(services.meet, services.pool, caller),
            Recaller(records, services.readers, permitted=True),
            services.readers,
        )

    @cached_property
    def calendar(self) -> CalendarClient:
        """Calendar as the user."""
        return CalendarClient(self.services.calendar, self.services.pool, self.caller)

    @contextmanager
    def lacking_ahead(self) -> Iterator[Future[Lacking]]:
        """What Meet refused the user lately, read meanwhile like `defaults_ahead`."""
        job = self.services.readers.submit(self.lacking)
        try:
            yield job
        finally:
            wait([job])

    @cached_property
    def _wishes(self) -> Wishes:
        return Wishes(self.services.documents, self.user.sub)

    @contextmanager
    def wish_ahead(self, code: str) -> Iterator[Future[Wish]]:
        """What the user set a Meet to, read meanwhile like `defaults_ahead`."""
        job = self.services.readers.submit(self.wish, code)
        try:
            yield job
        finally:
            wait([job])

    def wish(self, code: str) -> Wish:
        """The same; nothing where that cannot be read, or no code is known."""
        try:
            return self.load_wish(code)
        except StoreUnavailable:
            return Wish()

    def load_wish(self, code: str) -> Wish:
        """The same.

        Raises:
            StoreUnavailable: it cannot be read.
        """
        return self._wishes.load(code) if code else Wish()

    def wished_since(self, code: str) -> Mapping[Artifact, datetime]:
        """What the user set a Meet to make, each with when they did, as far as that is known."""
        try:
            return self._wishes.since(code)
        except StoreUnavailable:
            return {}

    def note_wish(self, space: Space) -> None:
        """Remember how a Meet of the user's stands now, by their wish."""
        with suppress(StoreUnavailable):
            # Nobody is told then if somebody changes it; it is as wished all the same.
            self.keep_wish(space)

    def keep_wish(self, space: Space) -> None:
        """The same.

        Raises:
            StoreUnavailable: it is not remembered.
        """
        if space.code and space.config is not None:
            self._wishes.note(space.code, Wish(space.config, space.rules))

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
