"""Chat v1: spaces, members and messages, for people with their own token and for the app.

What others than members get, and whether members tell addresses, is not established: see `Knobs`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from sandbox.google import errors, filters
from sandbox.google.api import Handler, Request, page
from sandbox.google.chat.conversations import (
    App,
    Author,
    ChatMessage,
    ChatSpace,
    Membership,
    SpaceType,
    domain_id,
    user_name,
)
from sandbox.google.clock import rfc3339
from sandbox.google.filters import Alternatives, Condition
from sandbox.google.people.accounts import User

JsonObject = dict[str, Any]

_USUAL_MEMBERS, _MOST_MEMBERS = 100, 1000
_USUAL_MESSAGES, _MOST_MESSAGES = 25, 1000
_MESSAGE_BYTES = 32_000
_MEMBER_FILTER = {"role": ("=",), "member.type": ("=", "!=")}
_MEMBER_VALUES = {"role": ("ROLE_MEMBER", "ROLE_MANAGER"), "member.type": ("HUMAN", "BOT")}
_MESSAGE_FILTER = {"create_time": filters.MOMENT - {"IS NULL"}, "thread.name": ("=",)}
_CLIENT_ID = re.compile(r"client-[a-z0-9-]{1,56}")
_REPLYING = ("REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD", "REPLY_MESSAGE_OR_FAIL")
_APP_ONLY = ("cardsV2", "cards", "accessoryWidgets", "privateMessageViewer", "actionResponse")


def get_space(request: Request) -> JsonObject:
    """`spaces.get`: for members."""
    return _space(_joined(request, request.params["name"]))


def list_members(request: Request) -> JsonObject:
    """`spaces.members.list`: people and apps, for members; by type and role where asked."""
    space = _joined(request, request.params["parent"])
    wanted = _member_filter(request)
    found = [member for member in space.members.values() if _fits(member, wanted)]
    if request.number("pageSize", 0) < 0:
        raise errors.bad_payload("chat", "Page size must not be negative.", "page_size")
    listed = [_membership(request, space, membership) for membership in found]
    return page(
        listed,
        request,
        "memberships",
        usual=_USUAL_MEMBERS,
        most=_MOST_MEMBERS,
        size="pageSize",
    )


def create_message(request: Request) -> JsonObject:
    """`spaces.messages.create`: plain text in the name of the person, or any message of the app's.

    A `requestId` repeats it. A `messageId` is another name for the message; a `threadKey` one for
    its thread, for the app.
    """
    space = _joined(request, request.params["parent"])
    body = request.checked_body()
    if request.token.is_app:
        _require_message(request, body)
    else:
        _require_plain_text(body)
    sender = _caller(request)
    client_id = request.query.get("messageId")
    chat = request.world.chat
    if client_id and not _CLIENT_ID.fullmatch(client_id):
        raise errors.bad_payload("chat", "Invalid message ID.", "message_id")
    request_id = request.query.get("requestId")
    earlier = chat.posted_before(sender, request_id) if request_id else None
    if earlier:
        return _message(request, earlier)
    if client_id and chat.message(f"{space.name}/messages/{client_id}"):
        raise errors.meet(409, "Requested entity already exists", status="ALREADY_EXISTS")
    message = chat.post(
        space,
        sender,
        body.get("text", ""),
        cards=body.get("cardsV2", ()),
        accessory_widgets=body.get("accessoryWidgets", ()),
        fallback_text=body.get("fallbackText", ""),
        viewer=_viewer(space, body),
        thread=_thread(request, space, body.get("thread") or {}),
        client_id=client_id,
    )
    if request_id:
        chat.remember(sender, request_id, message)
    key = _thread_key(request, body.get("thread") or {})
    if key and _replies(request):
        chat.thread_keys[space.name, request.token.project, key] = message.thread
    return _message(request, message)


def _replies(request: Request) -> bool:
    """Whether a new message may join a thread; by default it starts one (chat.v1)."""
    return request.query.get("messageReplyOption") in _REPLYING


def _thread_key(request: Request, thread: JsonObject) -> str | None:
    return thread.get("threadKey") or request.query.get("threadKey")


def _thread(request: Request, space: ChatSpace, thread: JsonObject) -> str | None:
    """The thread that a new message joins, None where it starts one."""
    if not _replies(request):
        return None
    name, key = thread.get("name"), _thread_key(request, thread)
    if name:
        if any(message.thread == name for message in space.messages):
            return str(name)
        if request.query["messageReplyOption"] == "REPLY_MESSAGE_OR_FAIL":
            raise errors.usual(404)
        return None
    return request.world.chat.thread_keys.get((space.name, request.token.project, key or ""))


def get_message(request: Request) -> JsonObject:
    """`spaces.messages.get`: for members who see the message."""
    return _message(request, _seen(request, request.params["name"]))


def list_messages(request: Request) -> JsonObject:
    """`spaces.messages.list`: what the person sees, the oldest first."""
    space = _joined(request, request.params["parent"])
    wanted = filters.parse("chat", request.query.get("filter"), _MESSAGE_FILTER)
    if sum(group[0].field == "thread.name" for group in wanted) > 1 or any(
        len(group) > 1 for group in wanted
    ):
        raise filters.invalid("chat")
    seen = [
        message
        for message in space.messages
        if message.visible_to(_caller(request)) and _is_wanted(message, wanted)
    ]
    if request.query.get("orderBy", "").upper().endswith("DESC"):
        seen.reverse()
    return page(
        [_message(request, message) for message in seen],
        request,
        "messages",
        usual=_USUAL_MESSAGES,
        most=_MOST_MESSAGES,
        size="pageSize",
    )


def patch_message(request: Request) -> JsonObject:
    """`spaces.messages.patch`: the text of one's own message."""
    message = _seen(request, request.params["name"])
    if message.sender != _caller(request):
        raise errors.usual(403)
    body = request.checked_body()
    mask = set(filter(None, request.query.get("updateMask", "").split(",")))
    if not mask <= {"text", "*"} or not mask:
        raise errors.bad_payload("chat", "update_mask can only name text.", "update_mask")
    _require_plain_text(body)
    request.world.chat.change(message, text=body["text"])
    return _message(request, message)


def _caller(request: Request) -> Author:
    """Who asks: a person, or the app of the token's project."""
    if not request.token.is_app:
        return request.user
    app = request.world.chat.app_of(request.token.project)
    if app is None:
        raise errors.usual(404)
    return app


def _joined(request: Request, name: str) -> ChatSpace:
    """The space, if who asks is in it; others cannot tell whether there is one."""
    space = request.world.chat.space(name)
    if space is None:
        raise errors.usual(request.world.knobs.chat_space_missing)
    if not space.has(_caller(request)):
        raise errors.usual(request.world.knobs.chat_space_not_joined)
    return space


def _seen(request: Request, name: str) -> ChatMessage:
    _joined(request, name.partition("/messages/")[0])
    message = request.world.chat.message(name)
    if message is None or not message.visible_to(_caller(request)):
        raise errors.usual(404)
    return message


def _require_message(request: Request, body: JsonObject) -> None:
    """A message that an app may post.

    Raises:
        ApiError: it may not, or there is nothing in it, or too much.
    """
    if not request.world.knobs.app_messages_taken:
        raise errors.usual(403)
    if not any(body.get(name) for name in ("text", "cardsV2", "accessoryWidgets")):
        raise errors.bad_payload("chat", "Message cannot be empty.", "message.text")
    if "actionResponse" in body:
        raise errors.bad_payload("chat", "actionResponse is for answers.", "action_response")
    private = "privateMessageViewer" in body
    if private and ("accessoryWidgets" in body or "attachment" in body):
        raise errors.bad_payload("chat", "Not in a private message.", "accessory_widgets")
    if len(json.dumps(body, ensure_ascii=False).encode()) > _MESSAGE_BYTES:
        raise errors.bad_payload("chat", "Message is too long.", "message")


def _viewer(space: ChatSpace, body: JsonObject) -> User | None:
    """Who alone sees a new message; somebody in the space."""
    name = (body.get("privateMessageViewer") or {}).get("name")
    if name is None:
        return None
    found = next((person for person in space.people if user_name(person) == name), None)
    if found is None:
        raise errors.usual(403)
    return found


def _require_plain_text(body: JsonObject) -> None:
    for name in _APP_ONLY:
        if name in body:
            raise errors.bad_payload(
                "chat", f"{name} needs app authentication; a person's message is text.", name
            )
    text = body.get("text")
    if not text:
        raise errors.bad_payload("chat", "Message cannot be empty.", "message.text")
    if len(text.encode()) > _MESSAGE_BYTES:
        raise errors.bad_payload("chat", "Message is too long.", "message.text")


def _member_filter(request: Request) -> tuple[Alternatives, ...]:
    """The filter of members; a field may stand on one side of an AND only."""
    wanted = filters.parse("chat", request.query.get("filter"), _MEMBER_FILTER)
    fields = [{condition.field for condition in group} for group in wanted]
    known = all(
        condition.value in _MEMBER_VALUES[condition.field]
        for group in wanted
        for condition in group
    )
    if not known or sum(map(len, fields)) > len(set().union(*fields)):
        raise filters.invalid("chat")
    return wanted


def _fits(membership: Membership, wanted: Iterable[Alternatives]) -> bool:
    values = {
        "role": membership.role,
        "member.type": "BOT" if isinstance(membership.member, App) else "HUMAN",
    }

    def holds(condition: Condition) -> bool:
        return (values[condition.field] == condition.value) == (condition.operator == "=")

    return all(any(map(holds, group)) for group in wanted)


def _is_wanted(message: ChatMessage, wanted: Iterable[Alternatives]) -> bool:
    def holds(condition: Condition) -> bool:
        if condition.field == "thread.name":
            return message.thread == condition.value
        return condition.fits(message.created)

    return all(holds(condition) for group in wanted for condition in group)


def _membership(request: Request, space: ChatSpace, membership: Membership) -> JsonObject:
    name = user_name(membership.member)
    return {
        "name": f"{space.name}/members/{name.removeprefix('users/')}",
        "state": "JOINED",
        "role": membership.role,
        "member": _user(request, membership.member),
        "createTime": rfc3339(membership.created),
    }


def _user(request: Request, who: Author) -> JsonObject:
    if isinstance(who, App):
        app = {"name": who.name, "displayName": who.display_name, "type": "BOT"}
        return {**app, "avatarUrl": who.avatar_url} if who.avatar_url else app
    told: JsonObject = {
        "name": user_name(who),
        "displayName": who.display_name,
        "domainId": domain_id(who.domain),
        "type": "HUMAN",
        "avatarUrl": who.picture,
    }
    if request.world.knobs.chat_users_tell_email:
        told["email"] = who.email
    return told


def _space(space: ChatSpace) -> JsonObject:
    is_direct = space.type is SpaceType.DIRECT_MESSAGE
    shown: JsonObject = {
        "name": space.name,
        "type": "DM" if is_direct else "ROOM",
        "spaceType": space.type.value,
        "spaceThreadingState": "THREADED_MESSAGES",
        "spaceHistoryState": "HISTORY_ON",
        "createTime": rfc3339(space.created),
        "lastActiveTime": rfc3339(space.last_active),
        "membershipCount": {"joinedDirectHumanUserCount": len(space.people)},
        "spaceUri": space.uri,
    }
    if space.display_name:
        shown["displayName"] = space.display_name
    if is_direct and len(space.people) == 1:
        shown["singleUserBotDm"] = True
    return shown


def _message(request: Request, message: ChatMessage) -> JsonObject:
    shown: JsonObject = {
        "name": message.name,
        "sender": _user(request, message.sender),
        "createTime": rfc3339(message.created),
        "thread": _told_thread(request, message),
        "space": {"name": message.space.name},
    }
    optional = {
        "text": message.text,
        "formattedText": message.text,
        "argumentText": message.argument_text,
        "cardsV2": message.cards,
        "accessoryWidgets": message.accessory_widgets,
        "clientAssignedMessageId": message.client_id,
        "threadReply": message.is_reply,
        "lastUpdateTime": message.updated and rfc3339(message.updated),
        "privateMessageViewer": message.viewer and _user(request, message.viewer),
    }
    return shown | {name: value for name, value in optional.items() if value}


def _told_thread(request: Request, message: ChatMessage) -> JsonObject:
    """A message's thread, with its key for the app that set it."""
    told: JsonObject = {"name": message.thread}
    for (space, project, key), name in request.world.chat.thread_keys.items():
        own = (space, project) == (message.space.name, request.token.project)
        if own and name == message.thread:
            told["threadKey"] = key
    return told


METHODS: dict[str, Handler] = {
    "chat.spaces.get": get_space,
    "chat.spaces.members.list": list_members,
    "chat.spaces.messages.create": create_message,
    "chat.spaces.messages.get": get_message,
    "chat.spaces.messages.list": list_messages,
    "chat.spaces.messages.patch": patch_message,
}
