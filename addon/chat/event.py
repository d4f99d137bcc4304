"""The `chat` part of a host's event (hosts.md 1.7). What is malformed counts as absent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from addon.chat.words import first_line, mentions_app, said, slash_command
from addon.wire.lenient import mapping, text, whole_number
from meeting.values import dataclass

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
        meets: the Meet spaces that the clicked card names, each with all that its button carries:
            as Chat has kept it, which no browser can change.
        words: what was written, without mentions of the app and without the command.
        command: id of the command, if one was given.
        about_message: it was given on somebody's message, which `message` then is: its words are
            not meant for the app.
        subject: the first line of that message.
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
    meets: Mapping[str, Mapping[str, str]]
    words: str
    command: int | None
    about_message: bool
    in_dialog: bool
    dialog_cancelled: bool
    then_more: bool
    time: str
    subject: str = ""

    @property
    def delivery(self) -> str:
        """What tells one asking from the next, and is the same when Chat delivers it again.

        A message asks once. Its button may be pressed often, a command be given on it again, and
        a quick command has no message.
        """
        often = self.happening is Happening.CLICK or self.about_message
        written = not often and (self.command or self.words)
        return self.message if self.message and written else f"{self.message} {self.time}"


def parse_chat(body: Mapping[str, Any]) -> ChatEvent:
    """Read the `chat` part of an EventObject."""
    chat = mapping(body.get("chat"))
    happening = next((kind for kind in Happening if isinstance(chat.get(kind.value), dict)), None)
    payload = mapping(chat.get(happening.value)) if happening else {}
    message = mapping(payload.get("message"))
    # Each may tell what the others leave out.
    space = {
        **mapping(chat.get("space")),
        **mapping(message.get("space")),
        **mapping(payload.get("space")),
    }
    user = mapping(chat.get("user"))
    thread = _first(message.get("thread"), payload.get("thread"))
    metadata = mapping(payload.get("appCommandMetadata"))
    about_message = metadata.get("appCommandType") == "MESSAGE_ACTION"
    command = whole_number(metadata.get("appCommandId"))
    if command is None and happening in {Happening.MESSAGE, Happening.COMMAND}:
        command = slash_command(message)
    if command is not None and happening is Happening.MESSAGE:
        happening = Happening.COMMAND
    if is_nobodys(happening, user, message):
        happening = None
    return ChatEvent(
        happening=happening,
        user=name(user.get("name")),
        user_name=name(user.get("displayName")),
        space=name(space.get("name")),
        direct=is_direct(space),
        message=name(message.get("name")),
        thread=reply_thread(message, thread),
        meets=card_meets(message),
        words="" if about_message else said(message),
        command=command,
        about_message=about_message,
        subject=first_line(message) if about_message else "",
        in_dialog=is_dialog(payload),
        dialog_cancelled=payload.get("dialogEventType") == "CANCEL_DIALOG",
        then_more=payload.get("interactionAdd") is True,
        time=moment(chat.get("eventTime")),
    )


def is_nobodys(
    happening: Happening | None, user: Mapping[str, Any], message: Mapping[str, Any]
) -> bool:
    """Whether nobody waits for an answer (hosts.md 12.5).

    That is so for what another app did or wrote, and for a link that Chat could preview, unless
    the app is spoken to besides: it registers no patterns for links.
    """
    if user.get("type") == "BOT":
        return happening is not Happening.REMOVED
    if happening is not Happening.MESSAGE:
        return False
    by_app = mapping(message.get("sender")).get("type") == "BOT"
    return by_app or (bool(mapping(message.get("matchedUrl"))) and not mentions_app(message))


def moment(value: object) -> str:
    """When something happened, as Chat writes it: in older events by its parts (hosts.md 1.7)."""
    parts = mapping(value)
    if not parts:
        return name(value)
    return f"{whole_number(parts.get('seconds')) or 0}.{whole_number(parts.get('nanos')) or 0}"


def name(value: object) -> str:
    """A name as Chat gives it; what is longer is none, and would not fit into a message."""
    found = text(value)
    return found if len(found) <= LONGEST_NAME else ""


def reply_thread(message: Mapping[str, Any], thread: Mapping[str, Any]) -> str:
    """The thread that a message replies in: a root's own name repeats itself (hosts.md 1.7.1)."""
    first, _, second = name(message.get("name")).rpartition("/")[2].partition(".")
    return "" if first == second else name(thread.get("name"))


def card_meets(message: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The Meet spaces in the parameters of a message's buttons, as Chat echoes its cards."""
    return {told["space"]: told for told in _parameters(message.get("cardsV2")) if "space" in told}


def _parameters(value: object) -> Iterator[dict[str, str]]:
    """The parameters of each button."""
    if isinstance(value, dict):
        for part in value.values():
            yield from _parameters(part)
    elif isinstance(value, list):
        named = [part for part in value if isinstance(part, dict) and text(part.get("key"))]
        if named:
            yield {text(part["key"]): text(part.get("value")) for part in named}
        for part in value:
            yield from _parameters(part)


def is_dialog(payload: Mapping[str, Any]) -> bool:
    """Whether the answer is to be a dialog."""
    step = text(payload.get("dialogEventType"))
    return payload.get("isDialogEvent") is True or step in {"REQUEST_DIALOG", "SUBMIT_DIALOG"}


def is_direct(space: Mapping[str, Any]) -> bool:
    """Whether a space is a direct message between one person and the app."""
    return (
        space.get("singleUserBotDm") is True
        or space.get("type") == "DM"
        or space.get("spaceType") == "DIRECT_MESSAGE"
    )


def _first(*values: object) -> Mapping[str, Any]:
    return next((mapping(value) for value in values if mapping(value)), {})
