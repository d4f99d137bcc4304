"""Everything the stand-in for Google remembers, in four books, apart from how it is talked to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from sandbox.google.calendar.book import CalendarBook
from sandbox.google.chat.conversations import Conversations
from sandbox.google.clock import Clock
from sandbox.google.identity import subject
from sandbox.google.knobs import Knobs
from sandbox.google.meet.book import MeetBook
from sandbox.google.people.accounts import ALL, USUAL_PHONE, Feature, Phone, PolicyDefaults, User
from sandbox.google.people.directory import Directory
from sandbox.google.quotas import Quotas
from sandbox.google.shared import Change, Listener, Shared

__all__ = ["Change", "World"]


class World:
    """Accounts, calendars, Meet and Chat, each in its own book, shared by all APIs.

    Every public method of it and of its books may be called from any thread. Several steps that
    belong together go into one `transaction`.

    Args:
        clock: the time; real time by default.
        knobs: what is not established about Google.
        seed: makes ids and meeting codes repeatable.

    Attributes:
        people: accounts and their tokens.
        calendar: calendars and events.
        meet: spaces and the conferences held in them.
        chat: Google Chat's spaces and messages.
        quotas: Google's limits per minute.
        disabled_apis: pairs of project and API (`calendar`, `meet`) that are not enabled.
    """

    def __init__(
        self, *, clock: Clock | None = None, knobs: Knobs | None = None, seed: int = 0
    ) -> None:
        self._shared = Shared(clock or Clock(), knobs or Knobs(), seed)
        self.clock = self._shared.clock
        self.knobs = self._shared.knobs
        self.quotas = Quotas(self.clock)
        self.disabled_apis: set[tuple[str, str]] = set()
        self.people = Directory(self._shared)
        self.meet = MeetBook(self._shared, self.people)
        self.calendar = CalendarBook(self._shared, self.people, self.meet)
        self.chat = Conversations(self._shared)

    def transaction(self) -> AbstractContextManager[None]:
        """Hold the world still; listeners hear of changes after the outermost one ends."""
        return self._shared.transaction()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call the listener after every change; returns what ends that."""
        return self._shared.subscribe(listener)

    def add_user(
        self,
        email: str,
        *,
        display_name: str | None = None,
        features: Iterable[Feature] = ALL,
        policy_defaults: PolicyDefaults | None = None,
        time_zone: str = "Europe/Berlin",
        settings: dict[str, str] | None = None,
        meet: bool = True,
        phones: Iterable[Phone] = (USUAL_PHONE,),
        sip_gateway: str = "",
    ) -> User:
        """Add a Google account with its primary calendar.

        Args:
            email: the address.
            display_name: the name, made from the address by default.
            features: what edition and admin allow.
            policy_defaults: what new spaces start with.
            time_zone: of the user's calendar and settings.
            settings: further Calendar settings, e.g. `locale`.
            meet: whether the account has Meet; without it nothing makes one for it.
            phones: numbers by which people join the user's meetings.
            sip_gateway: address of a gateway for room systems, e.g. `gw.example.com`.
        """
        with self.transaction():
            user = User(
                email=email,
                sub=subject(email),
                display_name=display_name or email.partition("@")[0].title(),
                features=set(features),
                policy_defaults=policy_defaults or PolicyDefaults(),
                settings={"timezone": time_zone, "locale": "en", **(settings or {})},
                meet=meet,
                phones=tuple(phones),
                sip_gateway=sip_gateway,
            )
            self.people.add(user)
            self.calendar.add_primary(user)
            return user

    def next_revision(self) -> int:
        """Milliseconds since 1970, always more than the last time."""
        return self._shared.next_revision()
