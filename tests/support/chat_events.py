"""Chat's events with every field of hosts.md 1.7 and 4.1, to be spoilt."""

from __future__ import annotations

from sandbox.google.people.accounts import User
from tests.support.stage import Json

PAYLOADS = (
    "messagePayload",
    "appCommandPayload",
    "addedToSpacePayload",
    "removedFromSpacePayload",
    "buttonClickedPayload",
    "widgetUpdatedPayload",
)
CLASSIC_TYPES = (
    "MESSAGE",
    "ADDED_TO_SPACE",
    "REMOVED_FROM_SPACE",
    "CARD_CLICKED",
    "WIDGET_UPDATED",
    "APP_COMMAND",
    "APP_HOME",
    "SUBMIT_FORM",
)
SPACE = "spaces/AAAAshape01"
TIME = "2026-11-20T09:00:00.000000Z"
REDIRECT = "https://chat.google.com/api/bot_config_complete?token=redirect-secret"


def user_object(user: User) -> Json:
    """A person as events tell them."""
    return {
        "name": f"users/{user.sub}",
        "displayName": user.display_name,
        "avatarUrl": "https://lh3.googleusercontent.com/a/1",
        "email": user.email,
        "type": "HUMAN",
        "domainId": "d1",
    }


def space_object() -> Json:
    """A named space."""
    return {
        "name": SPACE,
        "type": "ROOM",
        "spaceType": "SPACE",
        "singleUserBotDm": False,
        "displayName": "Hush hush",
        "spaceThreadingState": "THREADED_MESSAGES",
        "spaceHistoryState": "HISTORY_ON",
        "lastActiveTime": TIME,
        "membershipCount": {"joinedDirectHumanUserCount": 2},
        "customer": "customers/C1",
        "spaceUri": "https://chat.google.com/room/AAAAshape01?cls=11",
    }


def message_object(user: User) -> Json:
    """A message that gives a command."""
    bot = {"name": "users/9", "type": "BOT"}
    invoked = {"bot": bot, "type": "INVOKE", "commandName": "/meet", "commandId": "1"}
    return {
        "name": f"{SPACE}/messages/t1.m1",
        "sender": user_object(user),
        "createTime": TIME,
        "text": "/meet Budget",
        "formattedText": "/meet Budget",
        "argumentText": " meet Budget",
        "annotations": [
            {"type": "SLASH_COMMAND", "startIndex": 0, "length": 5, "slashCommand": invoked}
        ],
        "slashCommand": {"commandId": "1"},
        "thread": {"name": f"{SPACE}/threads/t1", "threadKey": "k"},
        "space": space_object(),
        "cardsV2": [{"cardId": "records", "card": {"header": {"title": "x"}}}],
        "matchedUrl": {"url": "https://example.com"},
        "messageHistoryState": "HISTORY_ON",
    }


def common_object(path: str, space_name: str, host: User) -> Json:
    """`commonEventObject` with all that the cards' inputs and buttons send.

    Args:
        path: the clicked function, or empty.
        space_name: of a Meet of the host's.
    """
    return {
        "hostApp": "CHAT",
        "platform": "WEB",
        "userLocale": "en",
        "timeZone": {"id": "Europe/Madrid", "offset": 3600000},
        "invokedFunction": path,
        "formInputs": {
            "recording": {"stringInputs": {"value": ["on"]}},
            "notify": {"stringInputs": {"value": ["all"]}},
            "invite_members": {"stringInputs": {"value": ["on"]}},
            "title": {"stringInputs": {"value": ["Budget"]}},
            "start": {
                "dateTimeInput": {
                    "msSinceEpoch": 4102444800000,
                    "hasDate": True,
                    "hasTime": True,
                }
            },
            "length": {"stringInputs": {"value": ["45"]}},
            "guests": {"stringInputs": {"value": ["users/1", "cy@example.com"]}},
            "addresses": {"stringInputs": {"value": ["bo@example.com, di@example.com"]}},
        },
        "parameters": {
            "space": space_name,
            "title": "Budget",
            "host": f"users/{host.sub}",
            "event": "0123456789abcdef",
            "scopes": "meetings.space.created",
            "attempt": "1",
            "autocomplete_widget_query": "bu",
        },
    }


def chat_object(kind: str, user: User) -> Json:
    """The `chat` object with a payload of every field."""
    payload: Json = {"space": space_object()}
    if kind not in {"removedFromSpacePayload", "widgetUpdatedPayload"}:
        payload["configCompleteRedirectUri"] = REDIRECT
    if kind in {"messagePayload", "appCommandPayload", "buttonClickedPayload"}:
        payload["message"] = message_object(user)
    if kind == "appCommandPayload":
        payload["appCommandMetadata"] = {"appCommandId": 1, "appCommandType": "SLASH_COMMAND"}
        payload["thread"] = {"name": f"{SPACE}/threads/t1"}
    if kind == "addedToSpacePayload":
        payload["interactionAdd"] = False
    if kind == "buttonClickedPayload":
        payload |= {"isDialogEvent": True, "dialogEventType": "SUBMIT_DIALOG"}
    return {"user": user_object(user), "space": space_object(), "eventTime": TIME, kind: payload}


def classic_object(kind: str, function: str, space_name: str, user: User) -> Json:
    """A classic event of every field.

    Args:
        function: the clicked one, or empty.
        space_name: of a Meet of the user's.
    """
    common = common_object(function, space_name, user)
    event: Json = {
        "type": kind,
        "eventTime": TIME,
        "user": user_object(user),
        "space": space_object(),
        "thread": {"name": f"{SPACE}/threads/t1"},
        "common": common,
        "configCompleteRedirectUrl": REDIRECT,
    }
    if kind in {"MESSAGE", "ADDED_TO_SPACE", "CARD_CLICKED"}:
        event["message"] = message_object(user)
    if kind == "APP_COMMAND":
        event["appCommandMetadata"] = {"appCommandId": 3, "appCommandType": "QUICK_COMMAND"}
    if kind in {"CARD_CLICKED", "SUBMIT_FORM"}:
        event |= {
            "isDialogEvent": True,
            "dialogEventType": "SUBMIT_DIALOG",
            "action": {
                "actionMethodName": function,
                "parameters": [{"key": "title", "value": "Budget"}],
            },
        }
    return event
