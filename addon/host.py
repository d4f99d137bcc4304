"""A host as the add-on meets it: how it is verified, read, told of trouble, and answered.

`T` is what the host's handlers work with, `O` what they may decide: a handler under another
host's URL, or an outcome of another host's, is an error of types.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import field
from enum import Enum
from typing import Any, Generic, Protocol, TypeVar

from addon.google.caller import Caller
from addon.identity.tokens import User, Verifier
from addon.log import RequestLine
from addon.permissions.scopes import NeedsScopes, Scope, presumed
from addon.turn import Turn
from addon.wire.host_event import parse_authorization
from meeting.errors import Problem
from meeting.values import dataclass

Json = dict[str, Any]

T = TypeVar("T", bound=Turn)
O = TypeVar("O")  # noqa: E741 - for "outcome"


class Registered(Enum):
    """Where `deployment.json` names a route."""

    NOT = "only cards name it"
    HOMEPAGE = "homepageTrigger"
    EVENT_OPEN = "eventOpenTrigger"
    EVENT_UPDATE = "eventUpdateTrigger"
    DEFAULTS = "universal action: defaults"
    SETUP = "universal action: check the setup"
    HELP = "universal action: help"
    CHAT = "Chat's configuration"


@dataclass(frozen=True)
class Route(Generic[T, O]):
    """One URL.

    Attributes:
        path: below `ADDON_URL`.
        needs: the scopes without which the handler is not called.
    """

    path: str
    handle: Callable[[T], O]
    needs: tuple[Scope, ...] = ()
    registered: Registered = Registered.NOT


@dataclass(frozen=True)
class Admitted:
    """For whom a verified request is, and what they let the add-on do.

    Attributes:
        user: if that is known.
        access_token: the user's own OAuth token; may be empty.
        scopes: what the host says is granted, or what may be if it does not say.
        scopes_told: whether it says so.
    """

    user: User | None
    access_token: str = field(repr=False)
    scopes: Collection[str]
    scopes_told: bool = True


class Host(Protocol[T, O]):
    """One kind of host, while it waits for the answer to a request."""

    def admit(self, body: Mapping[str, Any], authorization: str | None) -> Admitted:
        """Verify a request.

        Raises:
            Unauthenticated: Google did not send it, or not to this add-on.
        """

    def parse(self, body: Mapping[str, Any], user: User | None, caller: Caller) -> T:
        """Read what a verified request tells. What is malformed counts as absent."""

    def route(self, turn: T) -> Route[T, O]:
        """Which of the host's routes is meant."""

    def lacking(self, turn: T, needed: NeedsScopes) -> O:
        """What to do about missing scopes.

        Raises:
            StoreUnavailable: it cannot be known whether the user was asked before.
            GrantNotAccepted: asking again would change nothing.
        """

    def trouble(self, turn: T, problem: Problem | None) -> O:
        """How to tell of a problem; `None` is a fault of the add-on itself."""

    def note(self, outcome: O, line: RequestLine) -> None:
        """Say in the log what was decided."""

    def render(self, outcome: O, turn: T) -> Json:
        """The JSON object to answer with."""


def admit(verifier: Verifier, body: Mapping[str, Any], authorization: str | None) -> Admitted:
    """The way in of every add-on request, whichever host it is from.

    Raises:
        Unauthenticated: Google did not send it, or not to this add-on.
    """
    granted = parse_authorization(body)
    verifier.verify_sender(granted.system_token, authorization)
    user = verifier.verify_user(granted.user_token) if granted.user_token else None
    if granted.scopes is None:
        return Admitted(user, granted.access_token, presumed(identified=bool(user)), False)
    return Admitted(user, granted.access_token, granted.scopes)
