"""Sends the calls with the deployer's token; what comes back is told by status, reason, shape."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import urllib3

from addon.google.answers import API_NAMES, Refusal, read_refusal
from addon.google.transport import NoAnswer, NotSent, PooledHttp
from addon.permissions.scopes import Scope
from addon.wire.lenient import mapping, text
from tools.live.calls import Call

SECONDS = 20.0
_REASON = re.compile(r"[A-Za-z_]{1,60}")
_NO_SCOPE = {"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"}
_DISABLED = {"SERVICE_DISABLED", "accessNotConfigured"}
_NO_FEATURE = "FEATURE_UNAVAILABLE_TO_USER"


class TokenRefused(Exception):
    """401: the token is no token, or its hour has passed."""


class Unanswered(Exception):
    """No answer came; what was asked may have been done.

    Attributes:
        call: what was asked.
    """

    def __init__(self, call: Call) -> None:
        super().__init__(call)
        self.call = call


@dataclass(frozen=True)
class Answer:
    """An answer of Google's.

    Attributes:
        body: the JSON object; `{}` where there is none.
        refusal: what a status of 400 or more means.
        call: what was asked.
    """

    call: Call
    status: int
    body: Mapping[str, Any]
    refusal: Refusal

    @property
    def ok(self) -> bool:
        """Whether Google did as asked."""
        return self.status < 300

    @property
    def said(self) -> str:
        """Status and reasons, never a word of the body's text."""
        status = text(mapping(self.body.get("error")).get("status"))
        reasons = [status, *sorted(self.refusal.reasons)]
        return " ".join([str(self.status), *filter(_REASON.fullmatch, reasons)])

    @property
    def lacks_scope(self) -> bool:
        """Whether the token's scopes do not reach."""
        return bool(self.refusal.reasons & _NO_SCOPE)

    @property
    def lacks_feature(self) -> bool:
        """Whether the account's edition or admin withholds a setting (google-apis.md 2.6)."""
        return _NO_FEATURE in self.refusal.reasons

    @property
    def feature(self) -> str:
        """The feature that is withheld, as Meet calls it."""
        name = str(self.refusal.metadata.get("feature_name", ""))
        return name if _REASON.fullmatch(name) else ""

    @property
    def hindrance(self) -> str:
        """Why a refusal says nothing of what was asked; empty for one that does, and for none."""
        if self.lacks_scope:
            return f"the token lacks {self.call.scope.name}"
        if self.refusal.reasons & _DISABLED:
            return f"the {API_NAMES[self.call.api]} is not enabled in the token's project"
        if self.refusal.busy:
            return f"Google is busy ({self.said}); repeat it later"
        return ""


class Client:
    """Google as the owner of a token.

    Attributes:
        lacking: the scopes that were missed.
    """

    def __init__(self, pool: urllib3.PoolManager, token: str, roots: Mapping[str, str]) -> None:
        self._http = PooledHttp(pool, token, SECONDS)
        self._roots = roots
        self.lacking: set[Scope] = set()

    def send(self, call: Call, body: Mapping[str, Any] | None = None, **values: str) -> Answer:
        """Send one call, once.

        Args:
            call: which.
            body: the JSON body.
            values: what is put into its path.

        Raises:
            TokenRefused: the token is not accepted.
            Unanswered: no whole answer came.
        """
        try:
            response, content = self._http.request(
                call.url(self._roots[call.api], values),
                call.method,
                None if body is None else json.dumps(body),
                {"content-type": "application/json"},
            )
        except (NotSent, NoAnswer):
            # The cause holds the request, whose headers hold the token.
            raise Unanswered(call) from None
        if response.status == 401:
            raise TokenRefused
        refused = read_refusal(response.status, content, None)
        answer = Answer(call, response.status, _object(content), refused)
        if answer.lacks_scope:
            self.lacking.add(call.scope)
        return answer


def _object(content: bytes) -> Mapping[str, Any]:
    try:
        return mapping(json.loads(content))
    except (ValueError, RecursionError):
        return {}
