"""Permissions: what is granted, how people answer prompts, and how cards ask."""

from __future__ import annotations

from collections.abc import Callable, Collection

from addon.permissions.scopes import (
    EMAIL,
    SCOPES,
    Scope,
)
from sandbox.hosts.chat.host import ChatHost
from tests.support.stage import Json, Stage
from tests.support.words import SAYS

OWNED = "https://www.googleapis.com/auth/calendar.events.owned"
ALL_EVENTS = "https://www.googleapis.com/auth/calendar.events"
LOCALE = "https://www.googleapis.com/auth/script.locale"
Answer = Callable[[list[str]], Collection[str]]


def declines(asked: list[str]) -> list[str]:
    """The user grants nothing."""
    del asked
    return []


def grant_all(asked: list[str]) -> list[str]:
    """The user grants whatever is asked."""
    return asked


def grants(*scopes: Scope) -> Answer:
    """The user grants these and nothing else."""
    return lambda _: {scope.url for scope in scopes}


def in_turn(*answers: Answer) -> Answer:
    """The user answers one prompt after the other."""
    left = iter(answers)

    def answer(asked: list[str]) -> Collection[str]:
        return next(left)(asked)

    return answer


def urls(*scopes: Scope) -> list[str]:
    """Scopes as a prompt names them."""
    return [scope.url for scope in scopes]


def without(*scopes: Scope) -> list[str]:
    """What is granted when these are not, nor any that would do in their place."""
    lacking = {scope.name for scope in scopes}
    return [
        scope.url for scope in SCOPES if scope.name not in lacking and scope.covers not in lacking
    ]


def needed(card: Json) -> list[str]:
    """What a permission card says is missing."""
    assert "permission" == card["name"]
    explanation, *lines = [
        widget["textParagraph"]["text"] for widget in card["sections"][0]["widgets"]
    ]
    assert SAYS.permission_explanation() == explanation
    return lines


def permission_lines(*scopes: Scope) -> list[str]:
    """How a permission card lists scopes."""
    return [SAYS.permission_needed(scope.name) for scope in scopes]


def lacking(chat: ChatHost, *scopes: Scope) -> None:
    """Take scopes away, as a user can in the account's settings."""
    chat.installation.granted = frozenset(without(*scopes))


def weakened(stage: Stage, chat: ChatHost) -> None:
    """Have the token carry less than Chat says is granted."""

    def tamper(event: Json, headers: dict[str, str]) -> tuple[Json, dict[str, str]]:
        token = stage.world.people.issue_token(stage.ana, [EMAIL.url])
        event["authorizationEventObject"]["userOAuthToken"] = token
        return event, headers

    chat.installation.tamper = tamper
