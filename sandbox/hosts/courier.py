"""Carries what a person does to the add-on: consent prompts, redelivery and the record of it all.

Calendar and Chat have the same courier. What differs is the dialect that they speak: what their
events and answers are made of.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from sandbox.google.knobs import Knobs
from sandbox.hosts.delivery import Reply, is_success
from sandbox.hosts.exchange import Exchange, HostRefusal, OpenedLink, too_many_prompts
from sandbox.hosts.parts import NoSuchPartError
from sandbox.hosts.wire import Complaint, Json

MEETING_SECONDS = 10

Consent = Callable[[list[str]], Collection[str]]
Witness = Callable[[Exchange], object]
Parcel = tuple[str, Json, dict[str, str]]
"""Where an event is POSTed, the event, and its headers."""


class Addressed(Protocol):
    """Something to POST, kept so that it can be sent again after a consent prompt."""

    @property
    def url(self) -> str:
        """Where it is POSTed."""


class Answered(Protocol):
    """What the courier needs to know of an answer."""

    @property
    def scopes(self) -> tuple[str, ...] | None:
        """The scopes to ask the person for; None where it asks for none."""

    @property
    def notification(self) -> str | None:
        """The line that it asks to show."""

    @property
    def links(self) -> tuple[OpenedLink, ...]:
        """The links that the host opens for it."""

    @property
    def complaints(self) -> tuple[Complaint, ...]:
        """What the host does not accept about it."""


CallT = TypeVar("CallT", bound=Addressed)
CallT_contra = TypeVar("CallT_contra", bound=Addressed, contravariant=True)
AnswerT = TypeVar("AnswerT", bound=Answered)
AnswerT_co = TypeVar("AnswerT_co", bound=Answered, covariant=True)


class Dialect(Protocol[CallT_contra, AnswerT_co]):
    """How an app is spoken to: by Calendar, by Chat, or by Chat as a classic app."""

    @property
    def forgives(self) -> bool:
        """Whether the host does what it can of an answer with complaints, or nothing of it."""

    def event(self, call: CallT_contra) -> tuple[Json, dict[str, str]]:
        """The event with the present grants, freshly signed, and its headers."""

    def read(self, body: object, call: CallT_contra) -> AnswerT_co:
        """What a response asks for, with what the host does not accept of it."""


class Line(Protocol):
    """The way events reach the app, and the grants that go with them."""

    granted: frozenset[str]

    @property
    def knobs(self) -> Knobs:
        """How the host behaves now."""

    def post(self, url: str, event: Json, headers: dict[str, str]) -> Reply:
        """POST an event."""

    def close(self) -> None:
        """Close the connections."""


@dataclass
class Repeat:
    """How events are delivered while each is delivered twice.

    Attributes:
        together: whether both copies arrive at the same time.
        also_to: base URL of another instance of the app, which gets the second copy.
        lost: whether the first answer is lost on its way.
        pairs: the exchanges of both copies of each event.
    """

    together: bool
    also_to: str | None
    lost: bool
    pairs: list[tuple[Exchange, Exchange]] = field(default_factory=list)


class Courier(Generic[CallT, AnswerT]):
    """Sends calls and settles their answers.

    Args:
        dialect: how the app is spoken to.
        line: how events reach it.
        addon_url: the app's base URL.
        consent: asked for a list of scopes, answers with those the person grants; grants all when
            None.
        strict: whether a complaint raises `HostRefusal` instead of only being recorded.
        apply: does what an accepted answer asks for.

    Attributes:
        consents: what each consent prompt asked for.
        exchanges: everything that happened, in order.
        witness: hears of each exchange before anything is made of it.
    """

    def __init__(
        self,
        dialect: Dialect[CallT, AnswerT],
        line: Line,
        *,
        addon_url: str,
        consent: Consent | None,
        strict: bool,
        apply: Callable[[CallT, AnswerT], None],
    ) -> None:
        self.consents: list[list[str]] = []
        self.exchanges: list[Exchange] = []
        self.witness: Witness | None = None
        self._dialect = dialect
        self._line = line
        self._addon_url = addon_url.rstrip("/")
        self._consent: Consent = consent or (lambda asked: asked)
        self._strict = strict
        self._apply = apply
        self._repeat: Repeat | None = None

    def record(self, exchange: Exchange) -> Exchange:
        """Records an exchange.

        Raises:
            HostRefusal: the courier is strict and there are complaints.
        """
        self.exchanges.append(exchange)
        if self.witness is not None:
            self.witness(exchange)
        if self._strict and exchange.complaints:
            raise HostRefusal(exchange)
        return exchange

    def send(self, call: CallT) -> Exchange:
        """Send a call, twice where that is ordered, and apply what is answered."""
        event, headers = self._dialect.event(call)
        repeat = self._repeat
        if repeat is None:
            return self._settle(call, event, self._line.post(call.url, event, headers))
        second_url = self._other_instance(call.url, repeat)
        if repeat.together:
            reply, later = self._post_together(
                [(call.url, event, headers), (second_url, event, headers)]
            )
            first = self._settle(call, event, reply, applied=not repeat.lost)
        else:
            reply = self._line.post(call.url, event, headers)
            first = self._settle(call, event, reply, applied=not repeat.lost)
            later = self._line.post(second_url, event, headers)
        second = self._settle(call, event, later)
        repeat.pairs.append((first, second))
        return second

    def send_both(self, call: CallT) -> tuple[Exchange, Exchange]:
        """Send a call as two events at the same moment, then apply the answers in order."""
        events = [self._dialect.event(call) for _ in range(2)]
        replies = self._post_together([(call.url, *event) for event in events])
        first, second = (
            self._settle(call, event, reply)
            for (event, _), reply in zip(events, replies, strict=True)
        )
        return first, second

    def repeat(
        self, action: Callable[[], object], *, together: bool, also_to: str | None, lost: bool
    ) -> tuple[Exchange, Exchange]:
        """Have each event that an action sends delivered twice; see `Player.deliver_twice`.

        Raises:
            NoSuchPartError: the action sent nothing.
        """
        repeat = self._repeat = Repeat(together, also_to, lost)
        try:
            action()
        finally:
            self._repeat = None
        if not repeat.pairs:
            raise NoSuchPartError("nothing was sent")
        return repeat.pairs[-1]

    def _post_together(self, parcels: list[Parcel]) -> list[Reply]:
        start = threading.Barrier(len(parcels), timeout=MEETING_SECONDS)

        def post(parcel: Parcel) -> Reply:
            start.wait()
            return self._line.post(*parcel)

        with ThreadPoolExecutor(max_workers=len(parcels)) as pool:
            return list(pool.map(post, parcels))

    def _other_instance(self, url: str, repeat: Repeat) -> str:
        if repeat.also_to is None:
            return url
        return repeat.also_to.rstrip("/") + url.removeprefix(self._addon_url)

    def _settle(self, call: CallT, event: Json, reply: Reply, *, applied: bool = True) -> Exchange:
        """Judge a reply and do what it asks for; send the call again after consent."""
        rounds = self._line.knobs.consent_rounds
        for rounds_left in range(rounds, -1, -1):
            answer = self._dialect.read(reply.body, call)
            found = list(reply.complaints or answer.complaints)
            if answer.scopes is not None and rounds_left == 0:
                found.append(Complaint("", too_many_prompts(rounds)))
            exchange = self.record(
                Exchange(
                    url=call.url,
                    request=event,
                    response=reply.body if isinstance(reply.body, dict) else None,
                    status=reply.status,
                    milliseconds=reply.milliseconds,
                    complaints=tuple(found),
                    links=answer.links,
                    notification=answer.notification,
                )
            )
            if answer.scopes is None or found or not applied:
                break
            granted_some = self._ask_for(answer.scopes)
            if not granted_some and not self._line.knobs.prompt_repeats_declined:
                return exchange
            event, headers = self._dialect.event(call)
            reply = self._line.post(call.url, event, headers)
        if applied and is_success(reply.status) and (self._dialect.forgives or not found):
            self._apply(call, answer)
        return exchange

    def _ask_for(self, scopes: tuple[str, ...]) -> bool:
        """Prompts for scopes; returns whether any was granted."""
        asked = list(scopes)
        self.consents.append(asked)
        given = frozenset(self._consent(asked)) & frozenset(asked)
        self._line.granted |= given
        return bool(given)
