"""An add-on as one person has installed it: grants, tokens, and the way events reach it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import Enum
from typing import Protocol

from sandbox.google.identity import Signer, signature_removed
from sandbox.google.knobs import Knobs
from sandbox.google.people.accounts import User
from sandbox.google.world import World
from sandbox.hosts.delivery import Delivery, Reply
from sandbox.hosts.deployment import Deployment
from sandbox.hosts.events import (
    Client,
    Interaction,
    Tokens,
    authorization_event_object,
    common_event_object,
    told_mail,
)
from sandbox.hosts.wire import Json

Tamper = Callable[[Json, dict[str, str]], tuple[Json, dict[str, str]]]


class Google(Protocol):
    """What a host needs of Google, which need not listen on a port."""

    @property
    def world(self) -> World:
        """Its users, events, conversations and tokens."""

    @property
    def signer(self) -> Signer:
        """Its keys."""


class Header(Enum):
    """How the `Authorization` header reaches the function (hosts.md 5.4)."""

    INTACT = "intact"
    SIGNATURE_REMOVED = "signature removed"
    MISSING = "missing"


class Installation:
    """Builds, signs and POSTs events for one person.

    Args:
        google: the stand-in for Google.
        deployment: the add-on's deployment.
        addon_url: the add-on's base URL, without a trailing slash.
        user: the person.
        client: the person's browser.
        service_account: e-mail of the project's add-on service account.
        client_id: audience of the person's ID token.
        granted: scopes granted before; all of the deployment's when None.
        timeout: seconds that the add-on has to answer.

    Attributes:
        granted: the scopes granted so far.
        header: how the `Authorization` header arrives.
        tamper: changes an event and its headers just before they are sent; for forgeries.
    """

    def __init__(
        self,
        google: Google,
        deployment: Deployment,
        *,
        addon_url: str,
        user: User,
        client: Client,
        service_account: str,
        client_id: str,
        granted: Collection[str] | None,
        timeout: float,
    ) -> None:
        self.google = google
        self.deployment = deployment
        self.user = user
        self.granted = frozenset(deployment.scopes if granted is None else granted)
        self.header = Header.INTACT
        self.tamper: Tamper | None = None
        self._addon_url = addon_url.rstrip("/")
        self._client = client
        self._service_account = service_account
        self._client_id = client_id
        self._delivery = Delivery(timeout)

    @property
    def knobs(self) -> Knobs:
        """How the host behaves now."""
        return self.google.world.knobs

    def close(self) -> None:
        """Close the connections to the add-on."""
        self._delivery.close()

    def event(
        self,
        url: str,
        host_app: str,
        *,
        with_locale: bool,
        interaction: Interaction | None = None,
        context: Json | None = None,
    ) -> tuple[Json, dict[str, str]]:
        """An event with the present grants, freshly signed, and the headers to send it with.

        Args:
            url: where it will be POSTed.
            host_app: `CALENDAR` or `CHAT`.
            with_locale: whether the host tells locale and time zone.
            interaction: what was done in a card; None for a trigger.
            context: the host's own object under its name, e.g. `{"calendar": {...}}`.
        """
        tokens = self._tokens(url)
        event: Json = {
            "commonEventObject": common_event_object(
                host_app,
                self._client,
                self.google.world.clock.now(),
                self.knobs,
                with_locale=with_locale,
                interaction=interaction,
            ),
            "authorizationEventObject": authorization_event_object(
                self.deployment, self.granted, tokens, self.knobs
            ),
            **(context or {}),
        }
        headers = self._headers(tokens)
        return self.tamper(event, headers) if self.tamper else (event, headers)

    def post(self, url: str, event: Json, headers: dict[str, str]) -> Reply:
        """POST an event; safe to call from several threads."""
        return self._delivery.post(url, event, headers, self.knobs.numbers)

    def _tokens(self, url: str) -> Tokens:
        audience = self._addon_url if self.knobs.audience == "base URL" else url
        signer = self.google.signer
        return Tokens(
            system_id=signer.system_token(audience, email=self._service_account),
            user_id=signer.user_token(
                audience=self._client_id,
                sub=self.user.sub,
                email=told_mail(self.user, self.knobs),
            ),
            access=self.google.world.people.issue_token(self.user, sorted(self.granted)),
        )

    def _headers(self, tokens: Tokens) -> dict[str, str]:
        kind = self.deployment.authorization_header
        if kind == "NONE" or self.header is Header.MISSING:
            return {}
        token = tokens.user_id if kind == "USER_ID_TOKEN" else tokens.system_id
        if self.header is Header.SIGNATURE_REMOVED:
            token = signature_removed(token)
        return {"Authorization": f"Bearer {token}"}
