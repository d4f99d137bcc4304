"""Google Chat as the add-on meets it, in both of its dialects."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from addon.chat.answer import render_chat
from addon.chat.classic import (
    acting_user,
    clicked_function,
    is_classic,
    parse_classic,
    parse_common,
    render_classic,
)
from addon.chat.event import Happening, parse_chat
from addon.chat.outcomes import ChatOutcome, Dialog, Post, Silence
from addon.chat.receiving import leave_closed
from addon.chat.route import ChatRoute
from addon.chat.telling import tell
from addon.chat.turn import ChatTurn
from addon.google.caller import Caller
from addon.host import Admitted, Host, admit
from addon.identity.tokens import User
from addon.log import RequestLine
from addon.permissions import asking
from addon.permissions.outcomes import Declined
from addon.permissions.scopes import EMAIL, NeedsScopes
from addon.services import Services
from addon.wire.host_event import read_event
from addon.wire.http import written
from cards.chat import permission_dialog, permission_message
from cards.chat_problems import chat_problem_words
from meeting.errors import Problem

Json = dict[str, Any]

LARGEST_MESSAGE = 32_000
"""Bytes of a message with its cards that Chat takes (hosts.md 7)."""
OLD_HANDLER = "__action_method_name__"
"""Names the handler in clicks on cards from before an app became an add-on (hosts.md 1.3)."""


class _InChat(ABC):
    """What both dialects share."""

    def __init__(
        self, services: Services, route: ChatRoute, named: Mapping[str, ChatRoute]
    ) -> None:
        self._services = services
        self._route = route
        self._named = named

    def route(self, turn: ChatTurn) -> ChatRoute:
        """See `Host.route`. A click that came to Chat's one URL names its handler in the body.

        Nothing is left to do in a dialog that was closed.
        """
        if turn.chat.dialog_cancelled:
            return ChatRoute(self._route.path, leave_closed)
        path = turn.clicked.removeprefix(self._services.settings.addon_url)
        return self._named.get(path, self._route)

    def note(self, outcome: ChatOutcome, line: RequestLine) -> None:
        """See `Host.note`."""
        line.outcome = outcome.label
        if isinstance(outcome, Dialog | Post) and outcome.problem is not None:
            line.problem(outcome.problem)

    def render(self, outcome: ChatOutcome, turn: ChatTurn) -> Json:
        """See `Host.render`."""
        answer = self._write(_for_chat(outcome, turn), turn)
        if len(written(answer)) > LARGEST_MESSAGE:
            return self._write(_for_chat(_too_long(turn), turn), turn)
        return answer

    @abstractmethod
    def _write(self, outcome: ChatOutcome, turn: ChatTurn) -> Json:
        """An outcome in the dialect."""


class Chat(_InChat):
    """Google Chat, to an add-on."""

    def admit(self, body: Mapping[str, Any], authorization: str | None) -> Admitted:
        """See `Host.admit`."""
        return admit(self._services.verifier, body, authorization)

    def parse(self, body: Mapping[str, Any], user: User | None, caller: Caller) -> ChatTurn:
        """See `Host.parse`."""
        event, chat = read_event(body.get("commonEventObject")), parse_chat(body)
        clicked = event.parameters.get(OLD_HANDLER, "")
        return ChatTurn(event, user, caller, self._services, chat, clicked)

    def lacking(self, turn: ChatTurn, needed: NeedsScopes) -> ChatOutcome:
        """See `Host.lacking`. Whom it concerns alone is told."""
        # Each command asks anew; that its event is repeated after the prompt is recognised.
        chat = turn.chat
        command = chat.delivery if chat.happening in {Happening.COMMAND, Happening.MESSAGE} else ""
        asked = asking.ask(turn, needed.scopes, attempt=needed.attempt or command)
        if not isinstance(asked, Declined):
            return asked
        if turn.chat.in_dialog:
            return Dialog(permission_dialog(turn.kit, asked.scopes, asked.attempt), asked.label)
        card = permission_message(turn.kit, asked.scopes, asked.attempt)
        return Post(card, turn.kit.text.permission_title(), asked.label, private=True)

    def trouble(self, turn: ChatTurn, problem: Problem | None) -> ChatOutcome:
        """See `Host.trouble`. Nobody else sees it."""
        return tell(turn, chat_problem_words(turn.kit.text, problem))

    def _write(self, outcome: ChatOutcome, turn: ChatTurn) -> Json:
        return render_chat(outcome, turn.chat)


class ClassicChat(_InChat):
    """Google Chat, to an app that is no add-on: it vouches for the user, whose token is missing."""

    def admit(self, body: Mapping[str, Any], authorization: str | None) -> Admitted:
        """See `Host.admit`. Who acted is known by Chat's word, as if by an ID token."""
        self._services.chat_verifier.verify(authorization)
        sub = acting_user(body).removeprefix("users/")
        if not sub:
            return Admitted(None, "", frozenset())
        return Admitted(User(sub, ""), "", {EMAIL.url})

    def parse(self, body: Mapping[str, Any], user: User | None, caller: Caller) -> ChatTurn:
        """See `Host.parse`."""
        event, chat, clicked = parse_common(body), parse_classic(body), clicked_function(body)
        return ChatTurn(event, user, caller, self._services, chat, clicked)

    def lacking(self, turn: ChatTurn, _needed: NeedsScopes) -> ChatOutcome:
        """See `Host.lacking`. Scopes cannot be had: say so."""
        return tell(turn, turn.kit.text.needs_addon())

    def trouble(self, turn: ChatTurn, problem: Problem | None) -> ChatOutcome:
        """See `Host.trouble`."""
        return tell(turn, chat_problem_words(turn.kit.text, problem))

    def _write(self, outcome: ChatOutcome, turn: ChatTurn) -> Json:
        return render_classic(outcome, turn.chat)


def in_its_dialect(
    body: Mapping[str, Any], services: Services, route: ChatRoute, named: Mapping[str, ChatRoute]
) -> Host[ChatTurn, ChatOutcome]:
    """Chat in the dialect that a request is in: classic only where all of an app's come together.

    Args:
        named: the routes that a click may name in its body, by path; none where a click has a
            URL of its own.
    """
    dialect = ClassicChat if named and is_classic(body) else Chat
    return dialect(services, route, named)


def _too_long(turn: ChatTurn) -> ChatOutcome:
    """In the place of an answer that Chat would not show at all."""
    return tell(turn, turn.kit.text.too_long(), "too long")


def _for_chat(outcome: ChatOutcome, turn: ChatTurn) -> ChatOutcome:
    """What is for one person is for nobody if they are unknown."""
    if isinstance(outcome, Post) and outcome.private and not turn.chat.user:
        return Silence(outcome.label)
    return outcome
