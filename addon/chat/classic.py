"""The dialect of classic Chat apps, which are no add-ons (hosts.md 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from addon.chat.answer import message
from addon.chat.event import (
    ChatEvent,
    Happening,
    is_dialog,
    is_direct,
    is_nobodys,
    moment,
    name,
    reply_thread,
)
from addon.chat.outcomes import ChatOutcome, CloseDialog, Dialog, Post, Redraw, Silence
from addon.chat.words import said, slash_command
from addon.permissions.outcomes import AskForScopes
from addon.wire.host_event import HostEvent, read_event
from addon.wire.lenient import mapping, text, whole_number

Json = dict[str, Any]

HAPPENINGS: Mapping[str, Happening] = {
    "MESSAGE": Happening.MESSAGE,
    "APP_COMMAND": Happening.COMMAND,
    "ADDED_TO_SPACE": Happening.ADDED,
    "REMOVED_FROM_SPACE": Happening.REMOVED,
    "CARD_CLICKED": Happening.CLICK,
    "SUBMIT_FORM": Happening.CLICK,
    "WIDGET_UPDATED": Happening.WIDGET,
    "WIDGET_UPDATE": Happening.WIDGET,
}


def is_classic(body: Mapping[str, Any]) -> bool:
    """Whether an event is of the classic format: that one has a `type`."""
    return isinstance(body.get("type"), str) and "chat" not in body


def acting_user(body: Mapping[str, Any]) -> str:
    """Resource name of who acted: nobody's token comes with a classic event, only Chat's word."""
    return name(mapping(body.get("user")).get("name"))


def parse_common(body: Mapping[str, Any]) -> HostEvent:
    """Read the part that classic events have in common with an add-on's."""
    return read_event(mapping(body.get("common")) or body.get("commonEventObject"))


def parse_classic(body: Mapping[str, Any]) -> ChatEvent:
    """Read what is Chat's own in a classic event."""
    written = mapping(body.get("message"))
    space = mapping(body.get("space")) or mapping(written.get("space"))
    user = mapping(body.get("user"))
    happening = HAPPENINGS.get(text(body.get("type")))
    metadata = mapping(body.get("appCommandMetadata"))
    about_message = metadata.get("appCommandType") == "MESSAGE_ACTION"
    command = whole_number(metadata.get("appCommandId"))
    if command is None and happening in {Happening.MESSAGE, Happening.COMMAND, Happening.ADDED}:
        command = slash_command(written)
    if happening is Happening.ADDED and written:
        happening = Happening.MESSAGE
    if happening is Happening.MESSAGE and command is not None:
        happening = Happening.COMMAND
    if is_nobodys(happening, user, written):
        happening = None
    return ChatEvent(
        happening=happening,
        user=acting_user(body),
        user_name=name(user.get("displayName")),
        space=name(space.get("name")),
        direct=is_direct(space),
        message=name(written.get("name")),
        thread=reply_thread(written, mapping(written.get("thread")) or mapping(body.get("thread"))),
        meets={},
        words="" if about_message else said(written),
        command=command,
        about_message=about_message,
        in_dialog=is_dialog(body),
        dialog_cancelled=body.get("dialogEventType") == "CANCEL_DIALOG",
        then_more=False,
        time=moment(body.get("eventTime")),
    )


def clicked_function(body: Mapping[str, Any]) -> str:
    """The function that a clicked button names, or empty."""
    action, common = mapping(body.get("action")), mapping(body.get("common"))
    return text(common.get("invokedFunction")) or text(action.get("actionMethodName"))


def render_classic(outcome: ChatOutcome, event: ChatEvent) -> Json:
    """The Chat message to answer with.

    Raises:
        TypeError: for scopes, which a classic app cannot ask for.
    """
    match outcome:
        case Post():
            posted = message(outcome)
            if event.thread:
                posted["thread"] = {"name": event.thread}
            if outcome.private:
                posted["privateMessageViewer"] = {"name": event.user}
            return posted
        case Redraw():
            return {"actionResponse": {"type": "UPDATE_MESSAGE"}, **message(outcome)}
        case Dialog():
            return _dialog({"dialog": {"body": outcome.card}})
        case CloseDialog():
            status = {"statusCode": "OK"}
            if outcome.notification:
                status["userFacingMessage"] = outcome.notification
            return _dialog({"actionStatus": status})
        case Silence():
            return {}
        case AskForScopes():
            raise TypeError("a classic Chat app cannot ask for scopes")


def _dialog(action: Json) -> Json:
    return {"actionResponse": {"type": "DIALOG", "dialogAction": action}}
