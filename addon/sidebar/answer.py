"""Outcomes as Calendar's sidebar understands them (hosts.md 2)."""

from __future__ import annotations

from typing import Any

from addon.permissions.outcomes import AskForScopes
from addon.sidebar.asked import Asked
from addon.sidebar.outcomes import GoBack, Leave, Outcome, Show, ShowOnTop

Json = dict[str, Any]

LEAVE: dict[Leave, list[Json]] = {
    Leave.NONE: [],
    Leave.TOP: [{"pop": True}],
    Leave.ALL: [{"popToRoot": True}],
}


def render(outcome: Outcome, asked: Asked) -> Json:
    """The JSON object to answer with."""
    if isinstance(outcome, AskForScopes):
        return {"requesting_google_scopes": {"scopes": list(outcome.scopes)}}
    action: Json = {"navigations": _navigations(outcome, asked)}
    if isinstance(outcome, Show) and outcome.notification:
        action["notification"] = {"text": outcome.notification}
    if asked is not Asked.CLICK:
        return {"action": action}
    answer: Json = {"renderActions": {"action": action}}
    if isinstance(outcome, Show) and outcome.stale:
        answer["stateChanged"] = True
    return answer


def _navigations(outcome: Show | ShowOnTop | GoBack, asked: Asked) -> list[Json]:
    match outcome:
        case Show() if asked is Asked.CARD:
            return [{"pushCard": outcome.card}]
        case Show():
            return [*LEAVE[outcome.leave], {"updateCard": outcome.card}]
        case ShowOnTop():
            return [{"pushCard": outcome.card}]
        case GoBack():
            return [{"pop": True}]
