"""Carries what happens in Chat to the app: consent prompts, redelivery and the record of it all."""

import threading
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol

from sandbox.google.knobs import Knobs
from sandbox.hosts.chat.answers import ChatAnswer
from sandbox.hosts.chat.happenings import Happening
from sandbox.hosts.chat.surface import CardSurface
from sandbox.hosts.delivery import Reply, is_success
from sandbox.hosts.exchange import Exchange, HostRefusal, too_many_prompts
from sandbox.hosts.wire import Complaint, Json

MEETING_SECONDS = 10

Consent = Callable[[list[str]], Collection[str]]


class Dialect(Protocol):
    """How an app is spoken to: as an add-on or as a classic Chat app."""

    @property
    def added_with_message(self) -> bool:
        """Whether being added by a message is one event instead of two."""

    @property
    def sends_cancel(self) -> bool:
        """Whether the app hears of a dialog that is closed by its cross."""

    def url(self, happening: Happening) -> str:
        """Where it is POSTed."""

    def context(self, happening: Happening) -> Json:
        """The part of the event that stays the same when it is sent again."""

    def event(self, url: str, happening: Happening, context: Json) -> tuple[Json, dict[str, str]]:
        """The event, freshly signed, and its headers."""

    def read(self, body: object, happening: Happening) -> ChatAnswer:
        """What a response asks for, with what Chat does not accept of it."""


class Line(Protocol):
    """The way events reach the app, and the grants that go with them."""

    granted: frozenset[str]

    @property
    def knobs(self) -> Knobs:
        """How Chat behaves now."""

    def post(self, url: str, event: Json, headers: dict[str, str]) -> Reply:
        """POSTs an event."""

    def close(self) -> None:
        """Closes the connections."""


@dataclass(frozen=True)
class Call:
    """A happening on its way, kept so that it can be sent again after a prompt.

    Attributes:
        happening: What happened.
        url: Where it is POSTed.
        context: What stays the same when it is sent again.
        surface: The card it was done in.
        input_name: The selection that asks for items.
    """

    happening: Happening
    url: str
    context: Json
    surface: CardSurface | None = None
    input_name: str = ""


@dataclass
class Repeat:
    """How events are delivered while each is delivered twice.

    Attributes:
        together: Whether both copies arrive at the same time.
        also_to: Base URL of another instance of the app, which gets the second copy.
        lost: Whether the first answer is lost on its way.
        pairs: The exchanges of both copies of each event.
    """

    together: bool
    also_to: str | None
    lost: bool
    pairs: list[tuple[Exchange, Exchange]] = field(default_factory=list)


class Courier:
    """Sends calls and settles their answers.

    Args:
        dialect: How the app is spoken to.
        line: How events reach it.
        addon_url: The app's base URL.
        consent: Asked for a list of scopes, answers with those the person grants; grants all when
            None.
        strict: Whether a complaint raises `HostRefusal` instead of only being recorded.
        apply: Does what an accepted answer asks for.

    Attributes:
        consents: What each consent prompt asked for.
        exchanges: Everything that happened, in order.
        repeat: How events are delivered twice; None where they are delivered once.
        witness: Hears of each exchange before anything is made of it.
    """

    def __init__(
        self,
        dialect: Dialect,
        line: Line,
        *,
        addon_url: str,
        consent: Consent | None,
        strict: bool,
        apply: Callable[[Call, ChatAnswer], None],
    ) -> None:
        self.consents: list[list[str]] = []
        self.exchanges: list[Exchange] = []
        self.repeat: Repeat | None = None
        self.witness: Callable[[Exchange], object] | None = None
        self._dialect = dialect
        self._line = line
        self._addon_url = addon_url.rstrip("/")
        self._consent: Consent = consent or (lambda asked: asked)
        self._strict = strict
        self._apply = apply

    def record(self, exchange: Exchange) -> Exchange:
        """Records an exchange.

        Raises:
            HostRefusal: The courier is strict and there are complaints.
        """
        self.exchanges.append(exchange)
        if self.witness is not None:
            self.witness(exchange)
        if self._strict and exchange.complaints:
            raise HostRefusal(exchange)
        return exchange

    def send(self, call: Call) -> Exchange:
        """Sends a call, twice where that is ordered, and applies what is answered."""
        event, headers = self._dialect.event(call.url, call.happening, call.context)
        repeat = self.repeat
        if repeat is None:
            return self._settle(call, event, self._line.post(call.url, event, headers))
        second_url = self._other_instance(call.url, repeat)
        if repeat.together:
            reply, later = self._post_together((call.url, second_url), event, headers)
            first = self._settle(call, event, reply, applied=not repeat.lost)
        else:
            reply = self._line.post(call.url, event, headers)
            first = self._settle(call, event, reply, applied=not repeat.lost)
            later = self._line.post(second_url, event, headers)
        second = self._settle(call, event, later)
        repeat.pairs.append((first, second))
        return second

    def _post_together(
        self, urls: tuple[str, str], event: Json, headers: dict[str, str]
    ) -> list[Reply]:
        start = threading.Barrier(len(urls), timeout=MEETING_SECONDS)

        def post(url: str) -> Reply:
            start.wait()
            return self._line.post(url, event, headers)

        with ThreadPoolExecutor(max_workers=len(urls)) as pool:
            return list(pool.map(post, urls))

    def _other_instance(self, url: str, repeat: Repeat) -> str:
        if repeat.also_to is None:
            return url
        return repeat.also_to.rstrip("/") + url.removeprefix(self._addon_url)

    def _settle(self, call: Call, event: Json, reply: Reply, *, applied: bool = True) -> Exchange:
        """Judges a reply and does what it asks for; sends the event again after consent."""
        rounds = self._line.knobs.consent_rounds
        for rounds_left in range(rounds, -1, -1):
            answer = self._dialect.read(reply.body, call.happening)
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
                    notification=answer.notification,
                )
            )
            if answer.scopes is None or found or not applied:
                break
            asked = list(answer.scopes)
            self.consents.append(asked)
            given = frozenset(self._consent(asked)) & frozenset(asked)
            self._line.granted |= given
            if not given and not self._line.knobs.prompt_repeats_declined:
                return exchange
            event, headers = self._dialect.event(call.url, call.happening, call.context)
            reply = self._line.post(call.url, event, headers)
        if applied and is_success(reply.status) and not found:
            self._apply(call, answer)
        return exchange
