"""What the players of Calendar and Chat have in common: one person in front of a host."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic, Self

from sandbox.hosts.courier import AnswerT, CallT, Consent, Courier, Dialect, Line, Witness
from sandbox.hosts.exchange import Exchange


class Player(ABC, Generic[CallT, AnswerT]):
    """One person in front of a host, from the `with` statement or the start to `close`.

    Args:
        dialect: how the app is spoken to.
        line: how events reach it.
        addon_url: the app's base URL.
        consent: asked for a list of scopes, answers with those the person grants; grants all when
            None.
        strict: whether a complaint raises `HostRefusal` instead of only being recorded.
    """

    def __init__(
        self,
        dialect: Dialect[CallT, AnswerT],
        line: Line,
        *,
        addon_url: str,
        consent: Consent | None,
        strict: bool,
    ) -> None:
        self._line = line
        self._courier = Courier(
            dialect, line, addon_url=addon_url, consent=consent, strict=strict, apply=self._apply
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections to the app."""
        self._line.close()

    @property
    def granted(self) -> frozenset[str]:
        """The scopes granted so far."""
        return self._line.granted

    @property
    def consents(self) -> list[list[str]]:
        """What each consent prompt asked for."""
        return self._courier.consents

    @property
    def exchanges(self) -> list[Exchange]:
        """Everything that happened, in order."""
        return self._courier.exchanges

    def deliver_twice(
        self,
        action: Callable[[], object],
        *,
        together: bool = False,
        also_to: str | None = None,
        lost: bool = False,
    ) -> tuple[Exchange, Exchange]:
        """Have the very same event delivered twice, as Chat may and Calendar might (hosts.md 7.3).

        The host applies each answer that it gets, so two answers that post are two messages.

        Args:
            action: what the person does, e.g. `lambda: host.slash_command("/meet")`.
            together: whether both arrive at the same time; else the second follows the first's
                answer.
            also_to: base URL of another instance of the app, which gets the second.
            lost: whether the first answer is lost on its way, and only the second is applied.

        Returns:
            The exchanges of both deliveries (of the last event, where the action sends several).

        Raises:
            NoSuchPartError: the action sent nothing.
        """
        return self._courier.repeat(action, together=together, also_to=also_to, lost=lost)

    def show_exchanges_to(self, witness: Witness) -> None:
        """Let somebody judge each exchange as it happens; what they raise reaches the caller."""
        self._courier.witness = witness

    @abstractmethod
    def _apply(self, call: CallT, answer: AnswerT) -> None:
        """Do what an answer asks for."""
