"""What reaches a method of an API, and what it answers; no transport here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.google import errors
from sandbox.google.discovery import Method, checked_body
from sandbox.google.people.accounts import AccessToken, User
from sandbox.google.world import World

JsonObject = dict[str, Any]


@dataclass(frozen=True)
class Request:
    """An authenticated request to a method that Google has.

    Attributes:
        world: what the method reads and changes.
        method: the method, from its discovery document.
        token: whose request it is and what they granted.
        params: path parameters, decoded.
        query: query parameters.
        body: the JSON body, `{}` without one.
        headers: headers by lower-case name.
    """

    world: World
    method: Method
    token: AccessToken
    params: Mapping[str, str]
    query: Mapping[str, str]
    body: JsonObject
    headers: Mapping[str, str]

    @property
    def user(self) -> User:
        """Who asks."""
        return self.token.user

    def checked_body(self) -> JsonObject:
        """The body in its usual form, once it fits the method's schema.

        Methods call this after their permission checks (the order is [I], google-apis.md 6).

        Raises:
            ApiError: 400 that names the field.
        """
        return checked_body(self.method, self.body)

    def flag(self, name: str) -> bool:
        """A boolean query parameter, false by default."""
        return self.query.get(name) == "true"

    def number(self, name: str, default: int) -> int:
        """An integer query parameter."""
        return int(self.query.get(name, default))

    def insufficient_scope(self, *accepted: str) -> errors.ApiError:
        """The refusal of the token's scopes, naming those that would do."""
        return errors.insufficient_scope(
            self.method.api, self.method.rpc, accepted or self.method.scopes
        )


@dataclass(frozen=True)
class Answer:
    """What a method answers.

    Attributes:
        body: JSON, or None for an answer without a body.
        status: the HTTP status.
        headers: headers beyond the usual ones.
        content: what is sent in place of the body's JSON, where something is.
    """

    body: JsonObject | None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None


Handler = Callable[[Request], JsonObject | Answer]


def page(
    items: list[JsonObject], request: Request, name: str, *, usual: int, most: int, size: str
) -> JsonObject:
    """One page of a list.

    Args:
        items: the whole list.
        request: where `pageToken` and the page size come from.
        name: what the list is called in the answer; an empty one is left out.
        usual: the page size where the request asks for none.
        most: the largest page.
        size: the query parameter with the page size.
    """
    wanted = request.number(size, 0)
    length = min(wanted, most) if wanted > 0 else usual
    token = request.query.get("pageToken", "0")
    if not token.isdigit():
        raise errors.bad_payload(request.method.api, "Invalid page token.", "page_token")
    start = int(token)
    shown: JsonObject = {name: items[start : start + length]} if items[start:] else {}
    if len(items) > start + length:
        shown["nextPageToken"] = str(start + length)
    return shown
