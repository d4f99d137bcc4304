"""Checking the tokens of classic Chat apps, in both forms (hosts.md 5.3)."""

from __future__ import annotations

from addon.identity.certificates import Certificates
from addon.identity.tokens import ISSUERS, Unauthenticated, bearer_token, read_claims

CHAT_ACCOUNT = "chat@system.gserviceaccount.com"


class ChatVerifier:
    """Checks that Chat sent a classic event.

    Args:
        google: certificates of Google's ID tokens, for apps that authenticate by their URL.
        chat: certificates of Chat's own account, for those that do by their project's number.
        endpoint: the URL that is registered with Chat, compared exactly.
        project_number: of the app's project; empty refuses tokens of that form.
    """

    def __init__(
        self, google: Certificates, chat: Certificates, *, endpoint: str, project_number: str
    ) -> None:
        self._google = google
        self._chat = chat
        self._endpoint = endpoint
        self._project_number = project_number

    def verify(self, authorization: str | None) -> None:
        """Check the token of an `Authorization` header.

        Raises:
            Unauthenticated: it is of neither form.
        """
        token = bearer_token(authorization)
        try:
            self._verify_url_form(token)
        except Unauthenticated:
            if not self._project_number:
                raise
            read_claims(self._chat, token, [self._project_number], {CHAT_ACCOUNT})

    def _verify_url_form(self, token: str) -> None:
        claims = read_claims(self._google, token, [self._endpoint], ISSUERS)
        verified = claims.get("email_verified") is True
        if not verified or claims.get("email") != CHAT_ACCOUNT:
            raise Unauthenticated("account")
