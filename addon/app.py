"""The way of a request, from the first byte to the answer: read this to know the add-on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import flask

from addon import consent
from addon.caller import Caller, User
from addon.deadline import Deadline
from addon.hosts.calendar_answer import render
from addon.hosts.event import parse_authorization, parse_event
from addon.http_io import Rejected, answer, read_body, reject
from addon.identity.tokens import Unauthenticated
from addon.log import RequestLine
from addon.meeting.errors import Problem, ScopesMissing
from addon.outcomes import Outcome, Show, ShowOnTop
from addon.routes import HEALTH, ROUTES, Route, Trouble
from addon.scopes import OPEN_EVENT, missing
from addon.services import build_services
from addon.settings import Settings
from addon.turn import Turn
from cards.notice import problem_card

ANSWER_SECONDS = 21.0
"""When Google is no longer waited for: the contract's 25 s less the store and the way back."""


class Addon:
    """The add-on behind its HTTP endpoint."""

    def __init__(self, settings: Settings) -> None:
        self._routes = {route.path: route for route in ROUTES}
        self._services = build_services(settings, self._routes)
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
        user = self._verify(body, request.headers.get("Authorization"))
        event = parse_event(body)
        authorization = event.authorization
        caller = Caller(authorization.access_token, authorization.scopes, deadline, line.tally)
        outcome = _handle(route, Turn(event, user, caller, self._services), line)
        return answer(render(outcome, route.asked))

    def _route(self, request: flask.Request, path: str) -> Route:
        route = self._routes.get(path)
        if route is None:
            raise Rejected(404, "There is nothing here.")
        _allow(request, "POST")
        return route

    def _verify(self, body: Mapping[str, Any], header: str | None) -> User | None:
        """Check that Google sent this, and for whom."""
        authorization = parse_authorization(body)
        verifier = self._services.verifier
        try:
            verifier.verify_sender(authorization.system_token, header)
            token = authorization.user_token
            return verifier.verify_user(token) if token else None
        except Unauthenticated as error:
            raise Rejected(401, "The request is not authenticated.", error.reason) from error


def _allow(request: flask.Request, method: str) -> None:
    if request.method != method:
        raise Rejected(405, f"Only {method} is allowed here.")


def _handle(route: Route, turn: Turn, line: RequestLine) -> Outcome:
    """Call the handler; whatever goes wrong becomes a card."""
    try:
        lacking = missing(route.needs, turn.caller.scopes)
        outcome = consent.ask(turn, lacking) if lacking else route.handle(turn)
    except ScopesMissing:
        # Only an open event leads to a call of Google's; the grant route itself needs nothing.
        outcome = consent.ask(turn, route.needs or OPEN_EVENT)
    except Problem as problem:
        line.problem(problem)
        return _trouble(route, turn, problem)
    except Exception as error:  # the user gets a card and the log the place, whatever it was
        line.failure(error)
        return _trouble(route, turn, None)
    line.outcome = outcome.label
    return outcome


def _trouble(route: Route, turn: Turn, problem: Problem | None) -> Outcome:
    card = problem_card(turn.kit, problem, refresh=turn.event.spot is not None)
    if route.trouble is Trouble.ON_TOP:
        return ShowOnTop(card, "problem")
    return Show(card, "problem")
