"""Tokens that Google signed, and what becomes of them in bad hands (hosts.md 5)."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable

from sandbox.addon import CLIENT_ID, SERVICE_ACCOUNT
from sandbox.google.identity import resigned, signature_removed, subject, unsigned
from tests.support.stage import Json, Stage


def system_token(stage: Stage, audience: str, **changes: object) -> str:
    """The add-on's system token with claims replaced, or left out where they are None."""
    claims = {"aud": audience, "email": SERVICE_ACCOUNT, "sub": subject(SERVICE_ACCOUNT)}
    return stage.google.signer.token(claims, changes)


def user_token(stage: Stage, **changes: object) -> str:
    """Ana's ID token with claims replaced, or left out where they are None."""
    claims = {"aud": CLIENT_ID, "email": stage.ana.email, "sub": stage.ana.sub}
    return stage.google.signer.token(claims, changes)


REFUSED = {"error": {"code": 401, "message": "The request is not authenticated."}}
NOW = int(time.time())
"""When the tests began: they may take longer than some minutes."""
DAY = 86_400
OTHER_PROJECT = "service-9999999999@gcp-sa-gsuiteaddons.iam.gserviceaccount.com"


def encoded(value: object) -> str:
    """A part of a token."""
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def with_header(header: object) -> Callable[[str], str]:
    """The same claims under another header, with the signature of the old one."""

    def change(token: str) -> str:
        _, claims, signature = token.split(".")
        return f"{encoded(header)}.{claims}.{signature}"

    return change


def with_claims(claims: object) -> Callable[[str], str]:
    """Other claims under the same header and signature."""

    def change(token: str) -> str:
        header, _, signature = token.split(".")
        return f"{header}.{encoded(claims)}.{signature}"

    return change


CLAIMS: dict[str, Json] = {
    "no audience": {"aud": None},
    "empty audience": {"aud": ""},
    "another audience": {"aud": "https://other.example.com"},
    "audience is a list": {"aud": ["https://other.example.com"]},
    "expired": {"exp": NOW - 60, "iat": NOW - 3600},
    "expired long ago": {"exp": 1, "iat": 0},
    "never expires": {"exp": None},
    "expires in words": {"exp": "tomorrow"},
    "expiry is a list": {"exp": [NOW + 60]},
    "issued in the future": {"iat": NOW + DAY, "exp": NOW + DAY + 3600},
    "never issued": {"iat": None},
    "issued in words": {"iat": "yesterday"},
    "no issuer": {"iss": None},
    "another issuer": {"iss": "https://accounts.example.com"},
    "issuer with a slash": {"iss": "https://accounts.google.com/"},
    "issuer below another": {"iss": "https://accounts.google.com.example.com"},
    "issuer is a list": {"iss": ["https://accounts.google.com"]},
}
"""Wrong in the token of the add-on's account and in a user's alike, though Google signed it."""

SYSTEM_CLAIMS: dict[str, Json] = {
    "another project's account": {"email": OTHER_PROJECT},
    "account in capitals": {"email": SERVICE_ACCOUNT.upper()},
    "account with more behind": {"email": f"{SERVICE_ACCOUNT}.example.com"},
    "account with a space": {"email": f"{SERVICE_ACCOUNT} "},
    "no account": {"email": None},
    "account is a list": {"email": [SERVICE_ACCOUNT]},
    "account not verified": {"email_verified": False},
    "account perhaps verified": {"email_verified": None},
    "account verified in words": {"email_verified": "true"},
    "account verified by number": {"email_verified": 1},
}

USER_CLAIMS: dict[str, Json] = {
    "no subject": {"sub": None},
    "empty subject": {"sub": ""},
    "subject is a number": {"sub": 115},
    "subject is an object": {"sub": {"id": "115"}},
}

REWORKED: dict[str, Callable[[str], str]] = {
    "signed by somebody else": resigned,
    "alg none": unsigned,
    "signature removed": signature_removed,
    "no signature": lambda token: token.rpartition(".")[0] + ".",
    "two parts": lambda token: token.rpartition(".")[0],
    "four parts": lambda token: f"{token}.e30",
    "signature cut": lambda token: token[:-4],
    "signature not base64": lambda token: token.rpartition(".")[0] + ".ä=!",
    "signature of one character": lambda token: token.rpartition(".")[0] + ".x",
    "too long": lambda token: token + "A" * 9000,
    "space in front": lambda token: f" {token}",
    "other claims": with_claims({"email": SERVICE_ACCOUNT, "email_verified": True}),
    "claims are a list": with_claims([]),
    "claims are null": with_claims(None),
    "claims are nested": with_claims(b"[" * 3000),
    "claims are no UTF-8": with_claims(b'{"a":"\xff"}'),
    "header is a list": with_header([]),
    "header is a number": with_header(1),
    "header is null": with_header(None),
    "header is empty": with_header({}),
    "header is nested": with_header(b"[" * 3000),
    "header is no UTF-8": with_header(b'{"alg":"\xff"}'),
    "header is no JSON": with_header(b"{"),
    "algorithm of another family": with_header({"alg": "ES256", "kid": "1"}),
    "algorithm is a list": with_header({"alg": ["RS256"], "kid": "1"}),
    "algorithm is null": with_header({"alg": None, "kid": None}),
    "key unknown": with_header({"alg": "RS256", "kid": "unknown"}),
    "key is a number": with_header({"alg": "RS256", "kid": 1}),
    "key is a list": with_header({"alg": "RS256", "kid": ["1"]}),
    "key is an object": with_header({"alg": "RS256", "kid": {}}),
    "key is true": with_header({"alg": "RS256", "kid": True}),
    "key is elsewhere": with_header({"alg": "RS256", "x5u": "https://example.com", "jwk": {}}),
}
"""Signed by nobody, or garbage."""
GARBAGE: list[str] = ["x", ".", "..", "...", "a.b.c", "é.é.é", "e30.e30.e30", "\ud800.x.y", "\0"]
NO_TOKENS: list[object] = [None, "", " ", 0, 1, True, [], ["x"], {}, {"a": "b"}]
