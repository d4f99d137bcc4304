"""The way of a request, from the first byte to the answer: read this to know the add-on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import flask

from addon import VERSION
from addon.google.caller import Caller
from addon.host import Admitted, Host, O, Route, T
from addon.identity.tokens import Unauthenticated
from addon.later import Later
from addon.log import RequestLine
from addon.permissions.scopes import OPEN_EVENT, NeedsScopes, require
from addon.routes import CHAT, CHAT_ROUTES, HEALTH, SIDEBAR_ROUTES, audiences
from addon.services import build_services
from addon.settings import Settings
from addon.wire.http import Rejected, answer, read_body, reject
from meeting.deadline import Deadline
from meeting.errors import Problem, ScopesMissing

if TYPE_CHECKING:
    from addon.chat import fronts
    from addon.sidebar import front
else:
    fronts = Later("addon.chat.fronts")
    front = Later("addon.sidebar.front")

ANSWER_SECONDS = 19.0
"""When Google is no longer waited for: the contract's 25 s less the store and the way back."""


class Addon:
    """The add-on behind its HTTP endpoint.

    Args:
        deadline: makes one of so many seconds for a request that has come in; whatever waits for
            the request goes by its clock.
    """

    def __init__(
        self, settings: Settings, deadline: Callable[[float], Deadline] = Deadline
    ) -> None:
        self._deadline = deadline
        self._sidebar = {route.path: route for route in SIDEBAR_ROUTES}
        self._chat = {route.path: route for route in CHAT_ROUTES}
        self._services = build_services(settings, audiences(settings.addon_url), CHAT)
        self._prefix = urlsplit(settings.addon_url).path
        self._project = settings.project

    def answer(self, request: flask.Request) -> flask.Response:
        """Answer a request, and say in one log line what became of it."""
        deadline = self._deadline(ANSWER_SECONDS)
        line = RequestLine(deadline, request.headers.get("X-Cloud-Trace-Context"), self._project)
        try:
            return self._answer(request, deadline, line)
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

    def _answer(
        self, request: flask.Request, deadline: Deadline, line: RequestLine
    ) -> flask.Response:
        """Find whose URL is called, and serve that host."""
        path = request.path.removeprefix(self._prefix)
        if path == HEALTH:
            _allow(request, "GET")
            return answer({"status": "ok", "version": VERSION})
        if path not in self._sidebar and path not in self._chat:
            raise Rejected(404, "There is nothing here.")
        _allow(request, "POST")
        line.route = path

        body = read_body(request)
        header = request.headers.get("Authorization")
        if path in self._sidebar:
            sidebar = front.Sidebar(self._services, self._sidebar[path])
            return answer(_serve(sidebar, body, header, deadline, line))
        named = self._chat if path == CHAT else {}
        chat = fronts.in_its_dialect(body, self._services, self._chat[path], named)
        return answer(_serve(chat, body, header, deadline, line))


def _serve(
    host: Host[T, O],
    body: Mapping[str, Any],
    authorization: str | None,
    deadline: Deadline,
    line: RequestLine,
) -> dict[str, Any]:
    """Verify, parse, route, handle, render."""
    admitted = _admit(host, body, authorization)
    caller = Caller(
        admitted.access_token, admitted.scopes, deadline, line.tally, admitted.scopes_told
    )
    turn = host.parse(body, admitted.user, caller)
    route = host.route(turn)
    outcome = _handle(host, route, turn, line)
    return host.render(outcome, turn)


def _admit(host: Host[T, O], body: Mapping[str, Any], authorization: str | None) -> Admitted:
    """Check that Google sent this and for whom."""
    try:
        return host.admit(body, authorization)
    except Unauthenticated as error:
        raise Rejected(401, "The request is not authenticated.", error.reason) from error


def _allow(request: flask.Request, method: str) -> None:
    if request.method != method:
        raise Rejected(405, f"Only {method} is allowed here.")


def _handle(host: Host[T, O], route: Route[T, O], turn: T, line: RequestLine) -> O:
    """Call the handler; whatever goes wrong becomes something to show."""
    try:
        outcome = _outcome(host, route, turn)
    except Problem as problem:
        line.problem(problem)
        return host.trouble(turn, problem)
    except Exception as error:  # the user gets a card and the log the place, whatever it was
        line.failure(error)
        return host.trouble(turn, None)
    host.note(outcome, line)
    return outcome


def _outcome(host: Host[T, O], route: Route[T, O], turn: T) -> O:
    try:
        require(route.needs, turn.caller.scopes)
        return route.handle(turn)
    except NeedsScopes as needed:
        return host.lacking(turn, needed)
    except ScopesMissing:
        # The routes that need nothing by themselves look at an open event.
        return host.lacking(turn, NeedsScopes(route.needs or OPEN_EVENT))
