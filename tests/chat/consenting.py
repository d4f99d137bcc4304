"""What consent scenarios of Chat share."""

from __future__ import annotations

from addon.permissions.scopes import EMAIL, Scope
from sandbox.hosts.chat.host import ChatHost
from tests.faults.test_consent import without
from tests.stage import Json, Stage


def grant_all(asked: list[str]) -> list[str]:
    """The user grants whatever is asked."""
    return asked


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
