"""Chat v1 for people with their own token: spaces, members and messages.

What others than members get, and whether members tell addresses, is not established: see `Knobs`.
"""

import re
from typing import Any

from sandbox import errors
from sandbox.api import Handler, Request, page
from sandbox.clock import rfc3339
from sandbox.conversations import (
    App,
    Author,
    ChatMessage,
    ChatSpace,
    Membership,
    SpaceType,
    domain_id,
    user_name,
)

JsonObject = dict[str, Any]

_USUAL_MEMBERS, _MOST_MEMBERS = 100, 1000
_USUAL_MESSAGES, _MOST_MESSAGES = 25, 1000
_MESSAGE_BYTES = 32_000
_MEMBER_FILTER = re.compile(r'\s*member\.type\s*(!?=)\s*"(HUMAN|BOT)"\s*')
_APP_ONLY = ("cardsV2", "cards", "accessoryWidgets", "privateMessageViewer", "actionResponse")


def get_space(request: Request) -> JsonObject:
    """`spaces.get`: for members."""
    return _space(_joined(request, request.params["name"]))


def list_members(request: Request) -> JsonObject:
    """`spaces.members.list`: people and apps, for members; filtered by type where asked."""
    space = _joined(request, request.params["parent"])
    found = list(space.members.values())
    wanted = request.query.get("filter")
    if wanted is not None:
        found = [membership for membership in found if _fits(membership, wanted)]
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
    """`spaces.messages.create`: plain text in the name of the person; `requestId` repeats it."""
    space = _joined(request, request.params["parent"])
    body = request.checked_body()
    _require_plain_text(body)
    thread = (body.get("thread") or {}).get("name")
    content = {"text": body["text"], "thread": thread}
    chat = request.world.chat
    request_id = request.query.get("requestId")
    if request_id:
        message = chat.post_once(space, request.user, request_id, **content)
    else:
        message = chat.post(space, request.user, **content)
    return _message(request, message)


def get_message(request: Request) -> JsonObject:
    """`spaces.messages.get`: for members who see the message."""
    return _message(request, _seen(request, request.params["name"]))


def list_messages(request: Request) -> JsonObject:
    """`spaces.messages.list`: what the person sees, the oldest first."""
    space = _joined(request, request.params["parent"])
    seen = [message for message in space.messages if message.visible_to(request.user)]
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
    if message.sender != request.user:
        raise errors.usual(403)
    body = request.checked_body()
    mask = set(filter(None, request.query.get("updateMask", "").split(",")))
    if not mask <= {"text", "*"} or not mask:
        raise errors.bad_payload("chat", "update_mask can only name text.", "update_mask")
    _require_plain_text(body)
    request.world.chat.change(message, text=body["text"])
    return _message(request, message)


def _joined(request: Request, name: str) -> ChatSpace:
    """The space, if the person is in it; others cannot tell whether there is one."""
    space = request.world.chat.space(name)
    if space is None:
        raise errors.usual(request.world.knobs.chat_space_missing)
    if not space.has(request.user):
        raise errors.usual(request.world.knobs.chat_space_not_joined)
    return space


def _seen(request: Request, name: str) -> ChatMessage:
    _joined(request, name.partition("/messages/")[0])
    message = request.world.chat.message(name)
    if message is None or not message.visible_to(request.user):
        raise errors.usual(404)
    return message


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


def _fits(membership: Membership, wanted: str) -> bool:
    found = _MEMBER_FILTER.fullmatch(wanted)
    if found is None:
        raise errors.bad_payload("chat", f"Invalid filter: {wanted}", "filter")
    kind = "BOT" if isinstance(membership.member, App) else "HUMAN"
    return (kind == found[2]) == (found[1] == "=")


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
        return {"name": who.name, "displayName": who.display_name, "type": "BOT"}
    told: JsonObject = {
        "name": user_name(who),
        "displayName": who.display_name,
        "domainId": domain_id(who.domain),
        "type": "HUMAN",
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
        "thread": {"name": message.thread},
        "space": {"name": message.space.name},
    }
    optional = {
        "text": message.text,
        "argumentText": message.argument_text,
        "cardsV2": message.cards,
        "accessoryWidgets": message.accessory_widgets,
        "lastUpdateTime": message.updated and rfc3339(message.updated),
        "privateMessageViewer": message.viewer and _user(request, message.viewer),
    }
    return shown | {name: value for name, value in optional.items() if value}


METHODS: dict[str, Handler] = {
    "chat.spaces.get": get_space,
    "chat.spaces.members.list": list_members,
    "chat.spaces.messages.create": create_message,
    "chat.spaces.messages.get": get_message,
    "chat.spaces.messages.list": list_messages,
    "chat.spaces.messages.patch": patch_message,
}
