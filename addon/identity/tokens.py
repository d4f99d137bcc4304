"""Checking Google's ID tokens. Trust comes from a signature and exact comparisons only."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from google.auth import jwt

from addon.identity.certificates import Certificates, CertificatesUnavailable
from addon.wire.lenient import text
from meeting.values import dataclass

ISSUERS = {"https://accounts.google.com", "accounts.google.com"}
CLOCK_SKEW_SECONDS = 10
LONGEST_TOKEN = 8_192
SIGNATURE_REMOVED = "SIGNATURE_REMOVED_BY_GOOGLE"


class Unauthenticated(Exception):
    """A token is missing or is not what it must be.

    Attributes:
        reason: for the log, holding nothing of the token; kept from the sender.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class User:
    """A user that a verified ID token names.

    Attributes:
        sub: Google's lasting id of the account; preferences are keyed by it.
        email: the address now.
    """

    sub: str
    email: str


class Verifier:
    """Checks the tokens of add-on requests (hosts.md 5.1, 5.2, 5.4).

    Args:
        audiences: the URLs that a system token may be meant for, compared exactly.
        service_account: the address that a system token must name, compared exactly: every
            project's add-on has an account of the same pattern.
        client_id: the audience of user tokens.
    """

    def __init__(
        self,
        certificates: Certificates,
        *,
        audiences: Collection[str],
        service_account: str,
        client_id: str,
    ) -> None:
        self._certificates = certificates
        self._audiences = list(audiences)
        self._service_account = service_account
        self._client_id = client_id

    def verify_sender(self, body_token: str, authorization: str | None) -> None:
        """Check that Google sent a request for this add-on.

        The body's token decides. The header's is the same one, but behind Cloud Run's own check
        it arrives without its signature; when the signature is there it must hold too.

        Raises:
            Unauthenticated: it does not.
        """
        self._verify_system_token(body_token)
        if authorization is not None:
            scheme, _, token = authorization.partition(" ")
            if scheme.casefold() != "bearer":
                raise Unauthenticated("header")
            if token != body_token and token.rpartition(".")[2] != SIGNATURE_REMOVED:
                self._verify_system_token(token)

    def verify_user(self, token: str) -> User:
        """Read the user out of their ID token.

        Raises:
            Unauthenticated: it is not a token of Google's for this add-on.
        """
        claims = self._claims(token, [self._client_id])
        sub, email = text(claims.get("sub")), text(claims.get("email"))
        if not sub:
            raise Unauthenticated("user")
        return User(sub, email)

    def _verify_system_token(self, token: str) -> None:
        claims = self._claims(token, self._audiences)
        verified = claims.get("email_verified") is True
        if not verified or claims.get("email") != self._service_account:
            raise Unauthenticated("account")

    def _claims(self, token: str, audiences: Sequence[str]) -> Mapping[str, Any]:
        return read_claims(self._certificates, token, audiences, ISSUERS)


def read_claims(
    certificates: Certificates, token: str, audiences: Sequence[str], issuers: Collection[str]
) -> Mapping[str, Any]:
    """The claims of a token that is signed, current, and meant for one of the audiences.

    Raises:
        Unauthenticated: it is not.
    """
    if not token or len(token) > LONGEST_TOKEN:
        raise Unauthenticated("no token")
    try:
        claims: Mapping[str, Any] = jwt.decode(
            token,
            certs=certificates.for_key(jwt.decode_header(token).get("kid")),
            audience=list(audiences),
            clock_skew_in_seconds=CLOCK_SKEW_SECONDS,
        )
    except CertificatesUnavailable as error:
        raise Unauthenticated("certificates unavailable") from error
    except Exception as error:
        # A hostile token can raise nearly anything from the decoders below (binascii.Error,
        # UnicodeDecodeError, TypeError …); whatever it is, the request is not trusted.
        raise Unauthenticated("token") from error
    if text(claims.get("iss")) not in issuers:
        raise Unauthenticated("issuer")
    return claims


def bearer_token(authorization: str | None) -> str:
    """The token of an `Authorization` header, or empty."""
    scheme, _, token = (authorization or "").partition(" ")
    return token if scheme.casefold() == "bearer" else ""
