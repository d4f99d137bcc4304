"""Outcomes as Chat understands them from an add-on (hosts.md 2.5 to 2.9)."""

from __future__ import annotations

from typing import Any

from addon.chat.event import ChatEvent
from addon.chat.outcomes import ChatOutcome, CloseDialog, Dialog, Post, Redraw, Silence
from addon.permissions.outcomes import AskForScopes

Json = dict[str, Any]

CARD_ID = "records"


def render_chat(outcome: ChatOutcome, event: ChatEvent) -> Json:
    """The JSON object to answer with."""
    match outcome:
        case AskForScopes():
            return {"requesting_google_scopes": {"scopes": list(outcome.scopes)}}
        case Post():
            return _data({"createMessageAction": {"message": _answered(outcome, event)}})
        case Redraw():
            return _data({"updateMessageAction": {"message": message(outcome)}})
        case Dialog():
            return {"action": {"navigations": [{"pushCard": outcome.card}]}}
        case CloseDialog():
            action: Json = {"navigations": [{"endNavigation": {"action": "CLOSE_DIALOG"}}]}
            if outcome.notification:
                action["notification"] = {"text": outcome.notification}
            return {"action": action}
        case Silence():
            return {}


def message(outcome: Post | Redraw) -> Json:
    """A Chat message of one card, the same in both dialects."""
    return {
        "fallbackText": outcome.summary,
        "cardsV2": [{"cardId": CARD_ID, "card": outcome.card}],
    }


def post_message(outcome: Post, event: ChatEvent) -> Json:
    """The message that the app posts by itself, as an answer would.

    Between one person and the app everything is private, without being called so.
    """
    posted = _in_thread(outcome, event)
    if outcome.private and not event.direct:
        posted["privateMessageViewer"] = {"name": event.user}
    return posted


def _answered(outcome: Post, event: ChatEvent) -> Json:
    posted = _in_thread(outcome, event)
    if outcome.private:
        posted["privateMessageViewer"] = {"name": event.user}
    return posted


def _in_thread(outcome: Post, event: ChatEvent) -> Json:
    posted = message(outcome)
    if event.thread:
        posted["thread"] = {"name": event.thread}
    return posted


def _data(action: Json) -> Json:
    return {"hostAppDataAction": {"chatDataAction": action}}
