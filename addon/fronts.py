"""The hosts as the add-on meets them: how each is verified, read, told of trouble, and answered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from addon.chat.answer import render_chat
from addon.chat.classic import clicked_function, parse_classic, render_classic
from addon.chat.event import Happening
from addon.chat.outcomes import ChatOutcome, Dialog, Post, Silence
from addon.chat.telling import tell
from addon.identity.chat_tokens import ChatVerifier
from addon.identity.tokens import User, Verifier
from addon.permissions import asking
from addon.permissions.outcomes import Declined
from addon.permissions.scopes import EMAIL, NeedsScopes
from addon.routes import Route, Trouble
from addon.sidebar.answer import render
from addon.sidebar.outcomes import GoBack, Outcome, Show, ShowOnTop
from addon.turn import Turn
from addon.wire.host_event import HostEvent, parse_authorization, parse_event
from addon.wire.http import written
from cards.actions import Parameter
from cards.chat import permission_dialog, permission_message
from cards.notice import chat_problem_words, permission_card, problem_card
from meeting.errors import OutcomeUnknown, Problem

Json = dict[str, Any]
AnyOutcome = Outcome | ChatOutcome

LARGEST_MESSAGE = 32_000
"""Bytes of a message with its cards that Chat takes (hosts.md 7)."""
OLD_HANDLER = "__action_method_name__"
"""Names the handler in clicks on cards from before an app became an add-on (hosts.md 1.3)."""


@dataclass(frozen=True)
class Admitted:
    """A verified event.

    Attributes:
        user: for whom it is, if that is known.
        scopes: what they have granted.
        clicked: URL of the handler that a click names in its body, or empty: a classic app's, and
            one from before an app became an add-on, go to the app's one URL.
    """

    event: HostEvent
    user: User | None
    scopes: Collection[str]
    clicked: str = ""


class Front(Protocol):
    """One kind of host."""

    def admit(self, body: Mapping[str, Any], authorization: str | None) -> Admitted:
        """Verify and parse a request.

        Raises:
            Unauthenticated: Google did not send it, or not to this add-on.
        """

    def lacking(self, turn: Turn, route: Route, needed: NeedsScopes) -> AnyOutcome:
        """What to do about missing scopes.

        Raises:
            StoreUnavailable: it cannot be known whether the user was asked before.
            GrantNotAccepted: asking again would change nothing.
        """

    def trouble(self, turn: Turn, route: Route, problem: Problem | None) -> AnyOutcome:
        """How to tell of a problem; `None` is a fault of the add-on itself."""

    def render(self, outcome: AnyOutcome, turn: Turn, route: Route) -> Json:
        """The JSON object to answer with."""


def _admit(verifier: Verifier, body: Mapping[str, Any], authorization: str | None) -> Admitted:
    """The way in of every add-on request, whichever host it is from."""
    granted = parse_authorization(body)
    verifier.verify_sender(granted.system_token, authorization)
    user = verifier.verify_user(granted.user_token) if granted.user_token else None
    return Admitted(parse_event(body), user, granted.scopes)


class Sidebar:
    """Calendar's sidebar."""

    def __init__(self, verifier: Verifier) -> None:
        self._verifier = verifier

    def admit(self, body: Mapping[str, Any], authorization: str | None) -> Admitted:
        """See `Front.admit`."""
        return _admit(self._verifier, body, authorization)

    def lacking(self, turn: Turn, route: Route, needed: NeedsScopes) -> AnyOutcome:
        """See `Front.lacking`. A clicked card stays below, with what was chosen on it."""
        asked = asking.ask(turn, needed.scopes, attempt=needed.attempt)
        if not isinstance(asked, Declined):
            return asked
        on_top = route.trouble is Trouble.ON_TOP
        below = on_top or Parameter.BELOW in turn.event.parameters
        card = permission_card(turn.kit, asked.scopes, asked.attempt, card_below=below)
        return ShowOnTop(card, asked.label) if on_top else Show(card, asked.label)

    def trouble(self, turn: Turn, route: Route, problem: Problem | None) -> AnyOutcome:
        """See `Front.trouble`."""
        on_top = route.trouble is Trouble.ON_TOP
        refresh = turn.event.spot is not None
        card = problem_card(turn.kit, problem, refresh=refresh, card_below=on_top)
        if on_top:
            return ShowOnTop(card, "problem")
        return Show(card, "problem")

    def render(self, outcome: AnyOutcome, turn: Turn, route: Route) -> Json:
        """See `Front.render`."""
        del turn
        if not isinstance(outcome, Outcome):
            raise TypeError(f"{type(outcome).__name__} is nothing for Calendar")
        return render(outcome, route.asked)


class Chat:
    """Google Chat, to an add-on."""

    def __init__(self, verifier: Verifier) -> None:
        self._verifier = verifier

    def admit(self, body: Mapping[str, Any], authorization: str | None) -> Admitted:
        """See `Front.admit`."""
        admitted = _admit(self._verifier, body, authorization)
        clicked = admitted.event.parameters.get(OLD_HANDLER, "")
        return replace(admitted, clicked=clicked)

    def lacking(self, turn: Turn, route: Route, needed: NeedsScopes) -> AnyOutcome:
        """See `Front.lacking`. Whom it concerns alone is told."""
        del route
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

    def trouble(self, turn: Turn, route: Route, problem: Problem | None) -> AnyOutcome:
        """See `Front.trouble`. Nobody else sees it."""
        del route
        text = turn.kit.text
        if isinstance(problem, OutcomeUnknown) and turn.chat.in_dialog:
            # Of a Meet that is there: only commands make one.
            return tell(turn, text.outcome_unknown())
        return tell(turn, chat_problem_words(text, problem))

    def render(self, outcome: AnyOutcome, turn: Turn, route: Route) -> Json:
        """See `Front.render`."""
        del route
        answer = render_chat(_for_chat(outcome, turn), turn.chat)
        if len(written(answer)) > LARGEST_MESSAGE:
            return render_chat(_for_chat(_too_long(turn), turn), turn.chat)
        return answer


class ClassicChat:
    """Google Chat, to an app that is no add-on: it vouches for the user, whose token is missing."""

    def __init__(self, verifier: ChatVerifier) -> None:
        self._verifier = verifier

    def admit(self, body: Mapping[str, Any], authorization: str | None) -> Admitted:
        """See `Front.admit`. Who acted is known by Chat's word, as if by an ID token."""
        self._verifier.verify(authorization)
        event = parse_classic(body)
        sub = event.chat.user.removeprefix("users/") if event.chat else ""
        if not sub:
            return Admitted(event, None, frozenset(), clicked_function(body))
        return Admitted(event, User(sub, ""), {EMAIL.url}, clicked_function(body))

    def lacking(self, turn: Turn, route: Route, needed: NeedsScopes) -> AnyOutcome:
        """See `Front.lacking`. Scopes cannot be had: say so."""
        del route, needed
        return tell(turn, turn.kit.text.needs_addon())

    def trouble(self, turn: Turn, route: Route, problem: Problem | None) -> AnyOutcome:
        """See `Front.trouble`."""
        del route
        return tell(turn, chat_problem_words(turn.kit.text, problem))

    def render(self, outcome: AnyOutcome, turn: Turn, route: Route) -> Json:
        """See `Front.render`."""
        del route
        answer = render_classic(_for_chat(outcome, turn), turn.chat)
        if len(written(answer)) > LARGEST_MESSAGE:
            return render_classic(_for_chat(_too_long(turn), turn), turn.chat)
        return answer


def _too_long(turn: Turn) -> ChatOutcome:
    """In the place of an answer that Chat would not show at all."""
    return tell(turn, turn.kit.text.too_long(), "too long")


def _for_chat(outcome: AnyOutcome, turn: Turn) -> ChatOutcome:
    """The outcome as Chat can be told it; what is for one person is for nobody if they are unknown.

    Raises:
        TypeError: it is one of Calendar's.
    """
    if isinstance(outcome, Show | ShowOnTop | GoBack):
        raise TypeError(f"{type(outcome).__name__} is nothing for Chat")
    if isinstance(outcome, Post) and outcome.private and not turn.chat.user:
        return Silence(outcome.label)
    return outcome
