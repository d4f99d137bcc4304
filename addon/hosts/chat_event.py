"""The `chat` part of a host's event (hosts.md 1.7). What is malformed counts as absent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from addon.loose import mapping, text

LONGEST_NAME = 500


class Happening(Enum):
    """What happened in Chat; the values are the payloads that tell it."""

    MESSAGE = "messagePayload"
    COMMAND = "appCommandPayload"
    ADDED = "addedToSpacePayload"
    REMOVED = "removedFromSpacePayload"
    CLICK = "buttonClickedPayload"
    WIDGET = "widgetUpdatedPayload"


@dataclass(frozen=True)
class ChatEvent:
    """What Chat says of an interaction.

    Attributes:
        happening: `None` when it is of no kind that is known.
        user: resource name of who acted, `users/{sub}`.
        user_name: what they are called.
        space: resource name of the conversation.
        direct: it is a direct message with the app.
        message: resource name of the message that was written, or that holds the clicked card.
        thread: resource name of its thread if it is a reply in one, else empty: an answer to a
            command that only its sender sees would be hidden in that command's thread.
        meets: the Meet spaces that the clicked card names.
        words: what was written, without mentions of the app and without the command.
        command: id of the command, if one was given.
        in_dialog: the answer is to be a dialog: one is asked for, or a click came from one.
        dialog_cancelled: the user closed a dialog.
        then_more: the event that the app was added with follows.
        time: when, as Chat writes it.
    """

    happening: Happening | None
    user: str
    user_name: str
    space: str
    direct: bool
    message: str
    thread: str
    meets: frozenset[str]
    words: str
    command: int | None
    in_dialog: bool
    dialog_cancelled: bool
    then_more: bool
    time: str

    @property
    def delivery(self) -> str:
        """What tells one asking from the next, and is the same when Chat delivers it again.

        A message asks once. Its button may be pressed often, and a quick command has no message.
        """
        written = self.happening is not Happening.CLICK and (self.command or self.words)
        return self.message if self.message and written else f"{self.message} {self.time}"


NOTHING = ChatEvent(None, "", "", "", False, "", "", frozenset(), "", None, False, False, False, "")


def parse_chat(body: Mapping[str, Any]) -> ChatEvent | None:
    """Read the `chat` part of an EventObject, if it has one."""
    if not isinstance(body.get("chat"), dict):
        return None
    chat = mapping(body["chat"])
    happening = next((kind for kind in Happening if isinstance(chat.get(kind.value), dict)), None)
    payload = mapping(chat.get(happening.value)) if happening else {}
    message = mapping(payload.get("message"))
    space = _first(payload.get("space"), message.get("space"), chat.get("space"))
    command = mapping(payload.get("appCommandMetadata"))
    user = mapping(chat.get("user"))
    thread = _first(message.get("thread"), payload.get("thread"))
    return ChatEvent(
        happening=happening,
        user=name(user.get("name")),
        user_name=name(user.get("displayName")),
        space=name(space.get("name")),
        direct=is_direct(space),
        message=name(message.get("name")),
        thread=reply_thread(message, thread),
        meets=card_meets(message),
        words=text(message.get("argumentText")).strip(),
        command=whole_number(command.get("appCommandId")),
        in_dialog=is_dialog(payload),
        dialog_cancelled=payload.get("dialogEventType") == "CANCEL_DIALOG",
        then_more=payload.get("interactionAdd") is True,
        time=name(chat.get("eventTime")),
    )


def name(value: object) -> str:
    """A name as Chat gives it; what is longer is none, and would not fit into a message."""
    found = text(value)
    return found if len(found) <= LONGEST_NAME else ""


def reply_thread(message: Mapping[str, Any], thread: Mapping[str, Any]) -> str:
    """The thread that a message replies in: a root's own name repeats itself (hosts.md 1.7.1)."""
    first, _, second = name(message.get("name")).rpartition("/")[2].partition(".")
    return "" if first == second else name(thread.get("name"))


def card_meets(message: Mapping[str, Any]) -> frozenset[str]:
    """The Meet spaces in the parameters of a message's buttons, as Chat echoes its cards."""
    return frozenset(_parameters(message.get("cardsV2"), "space"))


def _parameters(value: object, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("key") == key:
            yield text(value.get("value"))
        for part in value.values():
            yield from _parameters(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from _parameters(part, key)


def is_dialog(payload: Mapping[str, Any]) -> bool:
    """Whether the answer is to be a dialog."""
    step = text(payload.get("dialogEventType"))
    return payload.get("isDialogEvent") is True or step in {"REQUEST_DIALOG", "SUBMIT_DIALOG"}


def is_direct(space: Mapping[str, Any]) -> bool:
    """Whether a space is a direct message between one person and the app."""
    return space.get("singleUserBotDm") is True or space.get("type") == "DM"


def whole_number(value: object) -> int | None:
    """A whole number that may be written as a string (hosts.md 1.7.7), else `None`."""
    try:
        return int(value) if isinstance(value, int | str) else None
    except ValueError:
        return None


def _first(*values: object) -> Mapping[str, Any]:
    return next((mapping(value) for value in values if mapping(value)), {})
