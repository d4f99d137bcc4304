"""Every URL of the add-on in one table: who calls it, what it needs, who handles it.

`deployment.json` registers the triggers and universal actions from here; cards can only name
the actions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from addon.chat import meet, receiving, schedule, settings
from addon.chat.outcomes import ChatOutcome
from addon.permissions.scopes import EMAIL, MEET_CREATE, OPEN_EVENT, Scope
from addon.sidebar import event, home
from addon.sidebar.answer import Asked
from addon.sidebar.outcomes import Outcome
from addon.turn import Turn
from cards.actions import Action

HEALTH = "/health"
CHAT = "/chat"

Handler = Callable[[Turn], Outcome | ChatOutcome]


class Host(Enum):
    """Whose events a route takes."""

    CALENDAR = "Calendar"
    CHAT = "Chat"


class Registered(Enum):
    """Where `deployment.json` names a route."""

    NOT = "only cards name it"
    HOMEPAGE = "homepageTrigger"
    EVENT_OPEN = "eventOpenTrigger"
    EVENT_UPDATE = "eventUpdateTrigger"
    DEFAULTS = "universal action: defaults"
    HELP = "universal action: help"
    CHAT = "Chat's configuration"


class Trouble(Enum):
    """Where a problem is shown: in the place of the card, or over the clicked one."""

    INSTEAD = "instead"
    ON_TOP = "on top"


def audiences(addon_url: str) -> list[str]:
    """What Google's tokens for the add-on may be meant for: its URL, or one that it serves.

    Which of them a host names is inferred (hosts.md 5.1).
    """
    return [addon_url, *(addon_url + route.path for route in ROUTES)]


@dataclass(frozen=True)
class Route:
    """One URL.

    Attributes:
        path: below `ADDON_URL`.
        asked: what Calendar waits for; it means nothing to Chat, and `trouble` neither.
        needs: the scopes without which the handler is not called.
    """

    path: str
    handle: Handler
    asked: Asked = Asked.CLICK
    needs: tuple[Scope, ...] = ()
    host: Host = Host.CALENDAR
    registered: Registered = Registered.NOT
    trouble: Trouble = Trouble.INSTEAD


def _click(
    action: Action,
    handle: Handler,
    *needs: Scope,
    trouble: Trouble = Trouble.ON_TOP,
) -> Route:
    return Route(action.value, handle, Asked.CLICK, needs, trouble=trouble)


def _in_chat(action: Action, handle: Handler, *needs: Scope) -> Route:
    return Route(action.value, handle, needs=needs, host=Host.CHAT)


ROUTES: tuple[Route, ...] = (
    Route("/calendar/home", home.show_home, Asked.CARD, (EMAIL,), registered=Registered.HOMEPAGE),
    Route(
        "/calendar/event",
        event.show_event,
        Asked.CARD,
        OPEN_EVENT,
        registered=Registered.EVENT_OPEN,
    ),
    Route(
        "/calendar/event/changed",
        event.show_changed_event,
        Asked.CHANGE,
        OPEN_EVENT,
        registered=Registered.EVENT_UPDATE,
    ),
    Route(
        "/calendar/defaults", home.show_home, Asked.CARD, (EMAIL,), registered=Registered.DEFAULTS
    ),
    Route("/calendar/help", home.show_help, Asked.CARD, registered=Registered.HELP),
    _click(Action.SAVE_DEFAULTS, home.save_defaults, EMAIL),
    _click(Action.RESET_DEFAULTS, home.reset_defaults, EMAIL),
    _click(Action.ASK_FORGET, home.ask_forget, EMAIL),
    _click(Action.FORGET, home.forget, EMAIL),
    _click(Action.REFRESH, event.show_event, *OPEN_EVENT, trouble=Trouble.INSTEAD),
    _click(Action.CREATE, event.create, *OPEN_EVENT, MEET_CREATE),
    _click(Action.UPDATE, event.update, *OPEN_EVENT),
    _click(Action.ASK_REPLACE, event.ask_replace, *OPEN_EVENT),
    _click(Action.REPLACE, event.replace, *OPEN_EVENT, MEET_CREATE),
    _click(Action.GRANT, event.grant, trouble=Trouble.INSTEAD),
    _click(Action.BACK, home.go_back),
    Route(CHAT, receiving.receive, host=Host.CHAT, registered=Registered.CHAT),
    _in_chat(Action.CHAT_MEET, receiving.start_from_button),
    _in_chat(Action.CHAT_MEET_SETTINGS, meet.ask_settings),
    _in_chat(Action.CHAT_UPDATE_MEET, meet.update_meet),
    _in_chat(Action.CHAT_ASK_END, meet.ask_end),
    _in_chat(Action.CHAT_END, meet.end_call),
    _in_chat(Action.CHAT_SCHEDULE, schedule.open_schedule, EMAIL),
    _in_chat(Action.CHAT_SUBMIT_SCHEDULE, schedule.submit_schedule, EMAIL),
    _in_chat(Action.CHAT_SETTINGS, settings.open_settings, EMAIL),
    _in_chat(Action.CHAT_SAVE_SETTINGS, settings.save_settings, EMAIL),
    _in_chat(Action.CHAT_GRANT, receiving.grant),
    _in_chat(Action.CHAT_CLOSE, receiving.close),
)
