"""Google's signing side: certificates, ID tokens, and the forgeries a verifier must refuse."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from google.auth import crypt
from google.auth import jwt as google_jwt

Claims = dict[str, Any]

ISSUER = "https://accounts.google.com"
CHAT_ACCOUNT = "chat@system.gserviceaccount.com"
"""Who signs, or is named in, the tokens of classic Chat apps (hosts.md 5.3)."""

LIFETIME_SECONDS = 3600
SIGNATURE_REMOVED = "SIGNATURE_REMOVED_BY_GOOGLE"


class Key:
    """An RSA key with the self-signed certificate that publishes it.

    Attributes:
        kid: the key id, as it stands in a token's header and in the certificate map.
        certificate: the certificate in PEM.
        signer: google-auth's signer for the key.
    """

    def __init__(self) -> None:
        private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.certificate = _certificate(private)
        self.kid = hashlib.sha1(self.certificate.encode(), usedforsecurity=False).hexdigest()
        self.signer = crypt.RSASigner(private, self.kid)


class Signer:
    """Signs ID tokens as Google does and publishes the certificates to check them with.

    Args:
        key: the first key; made when it is first needed by default, which takes some 50 ms.
        chat_key: the key of classic Chat's account; the same goes for it.
    """

    def __init__(self, key: Key | None = None, chat_key: Key | None = None) -> None:
        self._lock = threading.Lock()
        self._keys: list[Key] = [key] if key else []
        self._chat_key = chat_key

    def certificates(self) -> dict[str, str]:
        """The published keys: key id to PEM certificate, the form of `/oauth2/v1/certs`."""
        self._current()
        return {key.kid: key.certificate for key in self._keys}

    def rotate(self, *, keep_old: bool = True) -> str:
        """Sign with a new key from now on and return its id.

        Args:
            keep_old: whether the older keys stay published, as Google leaves them for a while.
        """
        key = Key()
        with self._lock:
            self._keys = [*(self._keys if keep_old else []), key]
        return key.kid

    def system_token(self, audience: str, *, email: str, **changes: object) -> str:
        """The ID token of an add-on's service account (hosts.md 5.1 and 12.2).

        Args:
            audience: the URL that Google calls.
            email: the project's add-on service account.
            changes: claims to replace, or to leave out where the value is None.
        """
        own = subject(email)
        return self.token({"aud": audience, "azp": own, "email": email, "sub": own}, changes)

    def user_token(self, *, audience: str, sub: str, email: str, **changes: object) -> str:
        """The ID token of the user who acts (hosts.md 5.2).

        Args:
            audience: the add-on's OAuth client id.
            sub: the user's stable id.
            email: the user's address.
            changes: claims to replace, or to leave out where the value is None.
        """
        return self.token({"aud": audience, "azp": audience, "email": email, "sub": sub}, changes)

    def chat_token(self, audience: str, **changes: object) -> str:
        """The ID token of a classic Chat app's endpoint (hosts.md 5.3, first form).

        Args:
            audience: the endpoint's URL.
            changes: claims to replace, or to leave out where the value is None.
        """
        claims = {"email": CHAT_ACCOUNT, "azp": CHAT_ACCOUNT, "sub": subject(CHAT_ACCOUNT)}
        return self.token({"aud": audience, **claims}, changes)

    def chat_project_token(self, project_number: str, **changes: object) -> str:
        """The token that Chat's account signs by itself (hosts.md 5.3, second form).

        Args:
            project_number: the app's Cloud project.
            changes: claims to replace, or to leave out where the value is None.
        """
        now = int(time.time())
        claims: Claims = {
            "iss": CHAT_ACCOUNT,
            "aud": project_number,
            "iat": now,
            "exp": now + LIFETIME_SECONDS,
            **changes,
        }
        return _signed(self._chat().signer, claims)

    def chat_certificates(self) -> dict[str, str]:
        """The published key of Chat's account: key id to PEM certificate."""
        key = self._chat()
        return {key.kid: key.certificate}

    def token(self, claims: Claims, changes: dict[str, object] | None = None) -> str:
        """Sign claims, after adding issuer and times and applying the changes."""
        now = int(time.time())
        full = {
            "iss": ISSUER,
            "email_verified": True,
            "iat": now,
            "exp": now + LIFETIME_SECONDS,
            **claims,
            **(changes or {}),
        }
        return _signed(self._current().signer, full)

    def _chat(self) -> Key:
        with self._lock:
            if self._chat_key is None:
                self._chat_key = Key()
            return self._chat_key

    def _current(self) -> Key:
        with self._lock:
            if not self._keys:
                self._keys.append(Key())
            return self._keys[-1]


def _signed(signer: crypt.RSASigner, claims: Claims) -> str:
    """A token of the claims that have a value."""
    kept = {name: value for name, value in claims.items() if value is not None}
    encoded: bytes = google_jwt.encode(signer, kept)
    return encoded.decode()


def subject(email: str) -> str:
    """A stable account id of 21 digits for an address."""
    return f"1{int(hashlib.sha256(email.encode()).hexdigest(), 16) % 10**20:020d}"


def unsigned(token: str) -> str:
    """The same claims under `alg: none`, without a signature."""
    header, claims = _parts(token)
    return f"{_encode({**header, 'alg': 'none'})}.{_encode(claims)}."


def hmac_signed(token: str, public_pem: str) -> str:
    """The same claims under HS256, with a public certificate used as the shared secret."""
    header, claims = _parts(token)
    signed = f"{_encode({**header, 'alg': 'HS256'})}.{_encode(claims)}"
    digest = hmac.new(public_pem.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{_base64(digest)}"


def resigned(token: str) -> str:
    """The same header and claims, key id included, signed by somebody else's key."""
    signed = token.rpartition(".")[0]
    return f"{signed}.{_base64(_somebodys().signer.sign(signed.encode()))}"


@cache
def _somebodys() -> Key:
    return Key()


def signature_removed(token: str) -> str:
    """The token as Cloud Run forwards it after its own check (hosts.md 5.4)."""
    return f"{token.rpartition('.')[0]}.{SIGNATURE_REMOVED}"


def _certificate(private: rsa.RSAPrivateKey) -> str:
    name = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, "federated-signon.system.gserviceaccount.com")]
    )
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=16))
        .sign(private, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def _parts(token: str) -> tuple[Claims, Claims]:
    header, claims, _ = token.split(".")
    return _decode(header), _decode(claims)


def _decode(part: str) -> Claims:
    decoded: Claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return decoded


def _encode(value: Claims) -> str:
    return _base64(json.dumps(value, separators=(",", ":")).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
