"""Every URL of the add-on in one table: who calls it, what it needs, who handles it.

`deployment.json` registers the triggers and universal actions from here; cards can only name
the actions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from addon.chat.route import ChatRoute
from addon.host import Registered
from addon.later import Later
from addon.permissions.scopes import (
    COMING,
    EMAIL,
    MEET_CREATE,
    OPEN_EVENT,
    RECORDS,
    SCHEDULING,
    Scope,
)
from addon.sidebar.asked import Asked
from addon.sidebar.route import SidebarRoute
from cards.actions import Action

if TYPE_CHECKING:
    from addon.chat import cohosts as chat_cohosts
    from addon.chat import dialogs, meet, receiving, schedule, settings
    from addon.chat import records as chat_records
    from addon.sidebar import cohosts, coming, event, home, new_meeting, records, setup
    from addon.sidebar.outcomes import Outcome
    from addon.sidebar.turn import SidebarTurn
else:
    chat_cohosts = Later("addon.chat.cohosts")
    chat_records = Later("addon.chat.records")
    dialogs = Later("addon.chat.dialogs")
    meet = Later("addon.chat.meet")
    receiving = Later("addon.chat.receiving")
    schedule = Later("addon.chat.schedule")
    settings = Later("addon.chat.settings")
    cohosts = Later("addon.sidebar.cohosts")
    coming = Later("addon.sidebar.coming")
    event = Later("addon.sidebar.event")
    home = Later("addon.sidebar.home")
    new_meeting = Later("addon.sidebar.new_meeting")
    records = Later("addon.sidebar.records")
    setup = Later("addon.sidebar.setup")

HEALTH = "/health"
CHAT = "/chat"

Handler = Callable[["SidebarTurn"], "Outcome"]


def audiences(addon_url: str) -> list[str]:
    """What Google's tokens for the add-on may be meant for: its URL, or one that it serves.

    Which of them a host names is inferred (hosts.md 5.1).
    """
    return [addon_url, *(addon_url + route.path for route in ROUTES)]


def _triggered(
    path: str,
    handle: Handler,
    registered: Registered,
    *needs: Scope,
    asked: Asked = Asked.CARD,
) -> SidebarRoute:
    return SidebarRoute(path, handle, needs, registered, asked)


def _clicked(
    action: Action, handle: Handler, *needs: Scope, over: bool = True, repeatable: bool = True
) -> SidebarRoute:
    """A click's URL. Unless the clicked card goes anyway, a problem is shown over it."""
    return SidebarRoute(action.value, handle, needs, over=over, repeatable=repeatable)


SIDEBAR_ROUTES: tuple[SidebarRoute, ...] = (
    _triggered("/calendar/home", home.show_home, Registered.HOMEPAGE, EMAIL),
    _triggered("/calendar/event", event.show_event, Registered.EVENT_OPEN, *OPEN_EVENT),
    _triggered(
        "/calendar/event/changed",
        event.show_changed_event,
        Registered.EVENT_UPDATE,
        *OPEN_EVENT,
        asked=Asked.CHANGE,
    ),
    _triggered("/calendar/defaults", home.show_defaults, Registered.DEFAULTS, EMAIL),
    _triggered("/calendar/setup", setup.check_setup, Registered.SETUP),
    _triggered("/calendar/help", home.show_help, Registered.HELP),
    _clicked(Action.SAVE_DEFAULTS, home.save_defaults, EMAIL),
    _clicked(Action.SHOW_COMING, coming.show_coming, *COMING),
    _clicked(Action.COUNT_COMING, coming.count_coming, *COMING),
    _clicked(Action.SET_UP, coming.set_up, *COMING, MEET_CREATE),
    _clicked(Action.SHOW_DEFAULTS, home.show_defaults, EMAIL),
    _clicked(Action.OUTSIDE_DEFAULTS, home.show_outside, EMAIL),
    _clicked(Action.SAVE_OUTSIDE, home.save_outside, EMAIL),
    _clicked(Action.SAME_OUTSIDE, home.drop_outside, EMAIL),
    _clicked(Action.NEW_MEETING, new_meeting.open_form, *SCHEDULING),
    _clicked(Action.CHECK_NEW, new_meeting.offer_again, EMAIL),
    _clicked(Action.SCHEDULE, new_meeting.schedule, *SCHEDULING, repeatable=False),
    _clicked(Action.CHECK_SETUP, setup.check_setup),
    _clicked(Action.COPY_SETUP, setup.copy_setup),
    _clicked(Action.ASK_RESET, home.ask_reset, EMAIL),
    _clicked(Action.RESET_DEFAULTS, home.reset_defaults, EMAIL),
    _clicked(Action.ASK_FORGET, home.ask_forget, EMAIL),
    _clicked(Action.FORGET, home.forget, EMAIL),
    _clicked(Action.REFRESH, event.show_event, *OPEN_EVENT, over=False),
    _clicked(Action.CHOOSE_SCOPE, event.choose_scope, *OPEN_EVENT),
    _clicked(Action.CHECK_AGAIN, event.check_again, EMAIL),
    _clicked(Action.CREATE, event.create, *OPEN_EVENT, MEET_CREATE),
    _clicked(Action.UPDATE, event.update, *OPEN_EVENT),
    _clicked(Action.SET_AGAIN, event.set_again, *OPEN_EVENT),
    _clicked(Action.KEEP_AS_IS, event.keep_as_is, *OPEN_EVENT),
    _clicked(Action.SET_RIGHT, event.set_right, *OPEN_EVENT),
    _clicked(Action.ASK_REPLACE, event.ask_replace, *OPEN_EVENT),
    _clicked(Action.REPLACE, event.replace_conference, *OPEN_EVENT, MEET_CREATE),
    _clicked(Action.ASK_PART, event.ask_part, *OPEN_EVENT),
    _clicked(Action.PART, event.part, *OPEN_EVENT, MEET_CREATE),
    _clicked(Action.SHOW_RECORDS, event.show_records, *OPEN_EVENT),
    _clicked(Action.EARLIER, records.show_earlier),
    _clicked(Action.ATTENDANCE, records.show_attendance),
    _clicked(Action.SHOW_CALL, records.show_call),
    _clicked(Action.ASK_END, records.ask_end),
    _clicked(Action.END, event.end_call, *OPEN_EVENT, MEET_CREATE),
    _clicked(Action.SHOW_LAST, home.show_last, EMAIL, RECORDS),
    _clicked(Action.CHOOSE_COHOSTS, cohosts.choose_cohosts, *OPEN_EVENT, MEET_CREATE),
    _clicked(Action.SAVE_COHOSTS, cohosts.save_cohosts, *OPEN_EVENT, MEET_CREATE, repeatable=False),
    _clicked(Action.GRANT, event.grant, over=False),
    _clicked(Action.BACK, home.go_back),
)
CHAT_ROUTES: tuple[ChatRoute, ...] = (
    ChatRoute(CHAT, receiving.receive, registered=Registered.CHAT),
    ChatRoute(Action.CHAT_MEET.value, receiving.start_from_button),
    ChatRoute(Action.CHAT_MEET_SETTINGS.value, meet.ask_settings),
    ChatRoute(Action.CHAT_UPDATE_MEET.value, meet.update_meet),
    ChatRoute(Action.CHAT_COHOSTS.value, chat_cohosts.ask_cohosts, (EMAIL,)),
    ChatRoute(Action.CHAT_SAVE_COHOSTS.value, chat_cohosts.save_cohosts, (EMAIL,)),
    ChatRoute(Action.CHAT_ASK_END.value, meet.ask_end),
    ChatRoute(Action.CHAT_END.value, meet.end_call),
    ChatRoute(Action.CHAT_SCHEDULE.value, schedule.open_schedule, (EMAIL,)),
    ChatRoute(Action.CHAT_SUBMIT_SCHEDULE.value, schedule.submit_schedule, (EMAIL,)),
    ChatRoute(Action.CHAT_SETTINGS.value, settings.open_settings, (EMAIL,)),
    ChatRoute(Action.CHAT_SAVE_SETTINGS.value, settings.save_settings, (EMAIL,)),
    ChatRoute(Action.CHAT_OUTSIDE_DEFAULTS.value, settings.show_outside, (EMAIL,)),
    ChatRoute(Action.CHAT_SAVE_OUTSIDE.value, settings.save_outside, (EMAIL,)),
    ChatRoute(Action.CHAT_SAME_OUTSIDE.value, settings.drop_outside, (EMAIL,)),
    ChatRoute(Action.CHAT_CHECK_AGAIN.value, dialogs.offer_again, (EMAIL,)),
    ChatRoute(Action.CHAT_RECORDS.value, chat_records.list_more),
    ChatRoute(Action.CHAT_GRANT.value, receiving.grant),
    ChatRoute(Action.CHAT_CLOSE.value, receiving.close),
)

ROUTES: tuple[SidebarRoute | ChatRoute, ...] = (*SIDEBAR_ROUTES, *CHAT_ROUTES)
