"""The way of a request, from the first byte to the answer: read this to know the add-on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import flask

from addon.chat.classic import is_classic
from addon.chat.outcomes import CloseDialog, Dialog
from addon.fronts import Admitted, AnyOutcome, Chat, ClassicChat, Front, Sidebar
from addon.google.caller import Caller
from addon.identity.tokens import Unauthenticated
from addon.log import RequestLine
from addon.permissions.scopes import OPEN_EVENT, NeedsScopes, require
from addon.routes import CHAT, HEALTH, ROUTES, Host, Route, audiences
from addon.services import build_services
from addon.settings import Settings
from addon.turn import Turn
from addon.wire.http import Rejected, answer, read_body, reject
from meeting.deadline import Deadline
from meeting.errors import Problem, ScopesMissing

ANSWER_SECONDS = 19.0
"""When Google is no longer waited for: the contract's 25 s less the store and the way back."""


class Addon:
    """The add-on behind its HTTP endpoint."""

    def __init__(self, settings: Settings) -> None:
        self._routes = {route.path: route for route in ROUTES}
        self._services = build_services(settings, audiences(settings.addon_url), CHAT)
        self._sidebar = Sidebar(self._services.verifier)
        self._chat = Chat(self._services.verifier)
        self._classic_chat = ClassicChat(self._services.chat_verifier)
        self._base_url = settings.addon_url
        self._prefix = urlsplit(settings.addon_url).path
        self._project = settings.project

    def answer(self, request: flask.Request) -> flask.Response:
        """Answer a request, and say in one log line what became of it."""
        line = RequestLine(request.headers.get("X-Cloud-Trace-Context"), self._project)
        try:
            return self._answer(request, line)
        except Rejected as rejected:
            line.rejected(rejected.code, rejected.reason)
            return reject(rejected)
        except Exception as error:  # even telling of a fault failed: say nothing, but answer
            line.failure(error)
            return answer({})
        finally:
            line.write()

    def close(self) -> None:
        """Give connections and threads back."""
        self._services.close()

    def _answer(self, request: flask.Request, line: RequestLine) -> flask.Response:
        """Verify, parse, route, handle, render."""
        deadline = Deadline(ANSWER_SECONDS)
        path = request.path.removeprefix(self._prefix)
        if path == HEALTH:
            _allow(request, "GET")
            return answer({"status": "ok"})
        route = self._route(request, path)
        line.route = route.path

        body = read_body(request)
        front = self._front(route, body)
        admitted = _admit(front, body, request.headers.get("Authorization"))
        event = admitted.event
        granted = event.authorization
        caller = Caller(
            granted.access_token, admitted.scopes, deadline, line.tally, granted.scopes_told
        )
        turn = Turn(event, admitted.user, caller, self._services)
        route = self._clicked(route, admitted.clicked)
        outcome = _handle(front, route, turn, line)
        return answer(front.render(outcome, turn, route))

    def _front(self, route: Route, body: Mapping[str, Any]) -> Front:
        """Which host sent a request, by its URL and, for Chat's one URL, its format."""
        if route.host is Host.CALENDAR:
            return self._sidebar
        return self._classic_chat if route.path == CHAT and is_classic(body) else self._chat

    def _clicked(self, route: Route, named: str) -> Route:
        """The route of a click that came to Chat's one URL and names its handler in the body."""
        if route.path != CHAT:
            return route
        meant = self._routes.get(named.removeprefix(self._base_url))
        return meant if meant is not None and meant.host is Host.CHAT else route

    def _route(self, request: flask.Request, path: str) -> Route:
        route = self._routes.get(path)
        if route is None:
            raise Rejected(404, "There is nothing here.")
        _allow(request, "POST")
        return route


def _admit(front: Front, body: Mapping[str, Any], authorization: str | None) -> Admitted:
    """Check that Google sent this and for whom, then parse it."""
    try:
        return front.admit(body, authorization)
    except Unauthenticated as error:
        raise Rejected(401, "The request is not authenticated.", error.reason) from error


def _allow(request: flask.Request, method: str) -> None:
    if request.method != method:
        raise Rejected(405, f"Only {method} is allowed here.")


def _handle(front: Front, route: Route, turn: Turn, line: RequestLine) -> AnyOutcome:
    """Call the handler; whatever goes wrong becomes something to show."""
    try:
        outcome = _outcome(front, route, turn)
    except Problem as problem:
        line.problem(problem)
        return front.trouble(turn, route, problem)
    except Exception as error:  # the user gets a card and the log the place, whatever it was
        line.failure(error)
        return front.trouble(turn, route, None)
    line.outcome = outcome.label
    if isinstance(outcome, Dialog) and outcome.problem is not None:
        line.problem(outcome.problem)
    return outcome


def _outcome(front: Front, route: Route, turn: Turn) -> AnyOutcome:
    if route.host is Host.CHAT and turn.chat.dialog_cancelled:
        return CloseDialog("", "dialog cancelled")
    try:
        require(route.needs, turn.caller.scopes)
        return route.handle(turn)
    except NeedsScopes as needed:
        return front.lacking(turn, route, needed)
    except ScopesMissing:
        # The routes that need nothing by themselves look at an open event.
        return front.lacking(turn, route, NeedsScopes(route.needs or OPEN_EVENT))
