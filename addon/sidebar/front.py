"""Calendar's sidebar as the add-on meets it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from addon.google.caller import Caller
from addon.host import Admitted, admit
from addon.identity.tokens import User
from addon.kept_form import once_more, with_form
from addon.log import RequestLine
from addon.permissions import asking
from addon.permissions.outcomes import Declined
from addon.permissions.scopes import LOCALE, MAIN_JOB, NeedsScopes, Scope, missing
from addon.services import Services
from addon.sidebar.answer import render
from addon.sidebar.asked import Asked
from addon.sidebar.opened import parse_opened
from addon.sidebar.outcomes import Outcome, Show, ShowOnTop
from addon.sidebar.route import SidebarRoute
from addon.sidebar.turn import SidebarTurn
from addon.wire.host_event import read_event
from cards.actions import Action, Parameter
from cards.notice import permission_card, problem_card, welcome_card
from meeting.errors import Problem

Json = dict[str, Any]


class Sidebar:
    """Calendar's sidebar, which has called a route."""

    def __init__(self, services: Services, route: SidebarRoute) -> None:
        self._services = services
        self._route = route

    def admit(self, body: Mapping[str, Any], authorization: str | None) -> Admitted:
        """See `Host.admit`."""
        return admit(self._services.verifier, body, authorization)

    def parse(self, body: Mapping[str, Any], user: User | None, caller: Caller) -> SidebarTurn:
        """See `Host.parse`."""
        return SidebarTurn(
            with_form(read_event(body.get("commonEventObject"))),
            user,
            caller,
            self._services,
            spot=parse_opened(body),
            asked=self._route.asked,
            over=self._route.over,
        )

    def route(self, _turn: SidebarTurn) -> SidebarRoute:
        """See `Host.route`. Each has a URL of its own."""
        return self._route

    def lacking(self, turn: SidebarTurn, needed: NeedsScopes) -> Outcome:
        """See `Host.lacking`. A clicked card stays below, with what was chosen on it."""
        if turn.asked is not Asked.CLICK and missing(self._route.needs, turn.caller.scopes):
            # Nothing is asked by itself: the card says first what it is for.
            every = dict.fromkeys([*MAIN_JOB, LOCALE, *needed.scopes])
            wanted = missing(every, turn.caller.scopes)
            return Show(self._welcome(turn, wanted), "welcome")
        asked = asking.ask(turn, needed.scopes, attempt=needed.attempt)
        if not isinstance(asked, Declined):
            return asked
        below = turn.over or Parameter.BELOW in turn.event.parameters
        card = permission_card(turn.kit, asked.scopes, asked.attempt, card_below=below)
        return ShowOnTop(card, asked.label) if turn.over else Show(card, asked.label)

    def _welcome(self, turn: SidebarTurn, wanted: Sequence[Scope]) -> Json:
        named, shown = ([scope.name for scope in each] for each in (wanted, self._route.needs))
        return welcome_card(turn.kit, named, shown, asking.new_attempt())

    def trouble(self, turn: SidebarTurn, problem: Problem | None) -> Outcome:
        """See `Host.trouble`."""
        again = self._again(turn)
        card = problem_card(turn.kit, problem, refresh=turn.spot is not None, again=again)
        if turn.over:
            return ShowOnTop(card, "problem")
        return Show(card, "problem")

    def _again(self, turn: SidebarTurn) -> Json | None:
        """The same click once more: the card that it was on lies below, its form comes along."""
        sent = once_more(turn.event) if turn.over and self._route.repeatable else None
        return None if sent is None else turn.kit.click(Action(self._route.path), sent)

    def note(self, outcome: Outcome, line: RequestLine) -> None:
        """See `Host.note`."""
        line.outcome = outcome.label

    def render(self, outcome: Outcome, turn: SidebarTurn) -> Json:
        """See `Host.render`."""
        return render(outcome, turn.asked)
