"""People, spaces and messages as Chat puts them into events (hosts.md 1.7.1)."""

from __future__ import annotations

from datetime import UTC, datetime

from sandbox.google.chat.conversations import (
    App,
    Author,
    ChatMessage,
    ChatSpace,
    SpaceType,
    domain_id,
    user_name,
)
from sandbox.google.knobs import Knobs
from sandbox.hosts.chat.happenings import Happening
from sandbox.hosts.events import told_mail
from sandbox.hosts.wire import Json, member

PERMANENT = {"state": "PERMANENT"}
HISTORY_ON = "HISTORY_ON"


def moment_text(moment: datetime) -> str:
    """A moment as events tell it: UTC, microseconds, `Z`."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def user_json(who: Author, knobs: Knobs) -> Json:
    """A person or an app."""
    if isinstance(who, App):
        return app_json(who)
    return {
        "name": user_name(who),
        "displayName": who.display_name,
        "avatarUrl": f"https://lh3.googleusercontent.com/a/{who.sub}",
        "email": told_mail(who, knobs),
        "type": "HUMAN",
        "domainId": domain_id(who.domain),
    }


def app_json(app: App) -> Json:
    """An app."""
    return _filled(
        {
            "name": app.name,
            "displayName": app.display_name,
            "avatarUrl": app.avatar_url,
            "type": "BOT",
        }
    )


def space_json(space: ChatSpace, knobs: Knobs) -> Json:
    """A space; whether it is a conversation of one person with an app shows in its members."""
    is_direct = space.type is SpaceType.DIRECT_MESSAGE
    typed = knobs.direct_told == "type"
    return _filled(
        {
            "name": space.name,
            "type": typed and ("DM" if is_direct else "ROOM"),
            "displayName": space.display_name,
            "singleUserBotDm": typed and is_direct and len(space.people) == 1,
            "spaceThreadingState": "THREADED_MESSAGES",
            "spaceType": space.type.value,
            "spaceHistoryState": HISTORY_ON,
            "lastActiveTime": moment_text(space.last_active),
            "membershipCount": {"joinedDirectHumanUserCount": len(space.people)},
            "customer": "" if is_direct else f"customers/C{domain_id(space.domain)}",
            "spaceUri": space.uri,
        }
    )


def message_json(message: ChatMessage, knobs: Knobs) -> Json:
    """A message."""
    command = None if message.command_id is None else {"commandId": message.command_id}
    viewer = None if message.viewer is None else user_json(message.viewer, knobs)
    return _filled(
        {
            "name": message.name,
            "sender": user_json(message.sender, knobs),
            "createTime": moment_text(message.created),
            "lastUpdateTime": message.updated and moment_text(message.updated),
            "text": message.text,
            "formattedText": formatted_text(message),
            "argumentText": knobs.argument_text_told and message.argument_text,
            "annotations": message.annotations,
            "thread": {"name": message.thread, "retentionSettings": PERMANENT},
            "space": space_json(message.space, knobs),
            "slashCommand": command,
            "cardsV2": message.cards,
            "accessoryWidgets": message.accessory_widgets,
            "privateMessageViewer": viewer,
            "retentionSettings": PERMANENT,
            "messageHistoryState": HISTORY_ON,
            "markupSyntax": "MARKUP_SYNTAX_CHAT",
        }
    )


def clicked_json(message: ChatMessage, knobs: Knobs) -> Json:
    """A message in which something was pressed; live ones have two members more (hosts.md 12.2)."""
    shown = message_json(message, knobs)
    if message.cards:
        shown |= _filled({"fallbackText": message.fallback_text or _title(message.card)})
    return {**shown, "threadReply": True}


def _title(card: Json) -> object:
    return (member(card, "header") or {}).get("title")


def formatted_text(message: ChatMessage) -> str:
    """The text with `<users/…>` in place of each mention."""
    text = message.text
    for annotation in reversed(message.annotations):
        if annotation["type"] == "USER_MENTION":
            start = annotation.get("startIndex", 0)
            mentioned = annotation["userMention"]["user"]["name"]
            text = f"{text[:start]}<{mentioned}>{text[start + annotation['length'] :]}"
    return text


def command_metadata(happening: Happening, knobs: Knobs) -> Json:
    """The `appCommandMetadata` of a command under its name; empty where the message tells it."""
    if happening.command_is_in_message and knobs.command_told == "message":
        return {}
    metadata = {
        "appCommandId": happening.command_id,
        "appCommandType": happening.command_type,
    }
    return {"appCommandMetadata": metadata}


def mention(app: App, kind: str) -> Json:
    """The annotation of an app's mention at the beginning of a text.

    Args:
        app: the app.
        kind: `MENTION`, or `ADD` where the mention adds it to the space.
    """
    return {
        "type": "USER_MENTION",
        "startIndex": 0,
        "length": len(f"@{app.display_name}"),
        "userMention": {"user": app_json(app), "type": kind},
    }


def invocation(app: App, name: str, command_id: int, kind: str, *, opens_dialog: bool) -> Json:
    """The annotation of a slash command at the beginning of a text.

    Args:
        app: the app.
        name: the command's name, with the slash.
        command_id: its id.
        kind: `INVOKE`, or `ADD` where the command adds the app to the space.
        opens_dialog: whether "Open a dialog" is ticked.
    """
    command: Json = {
        "bot": app_json(app),
        "type": kind,
        "commandName": name,
        "commandId": command_id,
    }
    if opens_dialog:
        command["triggersDialog"] = True
    return {
        "type": "SLASH_COMMAND",
        "startIndex": 0,
        "length": len(name),
        "slashCommand": command,
    }


def _filled(value: Json) -> Json:
    """Without empty members, as proto JSON writes a message."""
    return {name: inner for name, inner in value.items() if inner}
