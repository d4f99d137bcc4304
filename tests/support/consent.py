"""Permissions: what is granted, how people answer prompts, and how cards ask."""

from __future__ import annotations

from collections.abc import Callable, Collection

from addon.permissions.scopes import (
    EMAIL,
    SCOPES,
    Scope,
)
from sandbox.hosts.chat.host import ChatHost
from tests.support.cards import footer, headline, remarks
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
    assert SAYS.permission_title() == headline(card)
    explanation, listed = remarks(card)
    assert SAYS.permission_explanation() == explanation
    return listed.split("<br>")


def welcomed(card: Json) -> list[str]:
    """What a newcomer's card says is about to be asked for."""
    assert "welcome" == card["name"]
    assert SAYS.welcome_title() == headline(card)
    explanation, listed = remarks(card)
    assert SAYS.welcome_explanation() == explanation
    assert [SAYS.welcome_confirm()] == footer(card)
    return listed.split("<br>")


def permission_lines(*scopes: Scope) -> list[str]:
    """How a card lists scopes: marked as a list where there are several."""
    mark = "• " if len(scopes) > 1 else ""
    return [mark + SAYS.permission_needed(scope.name) for scope in scopes]


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
