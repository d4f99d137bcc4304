"""The stand-in's Chat API, over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from googleapiclient.discovery import build

from sandbox.conversations import ChatSpace
from sandbox.world import User
from tests.sandbox.google_client import Stage, authorized

JsonObject = dict[str, Any]

MEMBERS = "chat.memberships.readonly"
MESSAGES = "chat.messages"
NOW = "2026-11-20T08:00:00.000Z"


def room(stage: Stage, *people: User, app: bool = False) -> ChatSpace:
    """A named space."""
    made = stage.world.chat.add_space("Team", people)
    if app:
        stage.world.chat.join(made, stage.world.chat.app("Tiny"))
    return made


def test_members_are_people_and_the_app_without_addresses(stage: Stage) -> None:
    """A member lists everybody with ids and names; people's ids are those of their tokens."""
    space = room(stage, stage.ana, stage.bo, app=True)
    reply = stage.client("ana@example.com", MEMBERS)("GET", f"/v1/{space.name}/members")
    app = stage.world.chat.app("Tiny").name
    domain = reply.body["memberships"][0]["member"]["domainId"]

    def membership(name: str, role: str, **member: str) -> JsonObject:
        return {
            "name": f"{space.name}/members/{name.removeprefix('users/')}",
            "state": "JOINED",
            "role": role,
            "member": {"name": name, **member},
            "createTime": NOW,
        }

    assert [
        membership(
            f"users/{stage.ana.sub}",
            "ROLE_MANAGER",
            displayName="Ana",
            domainId=domain,
            type="HUMAN",
        ),
        membership(
            f"users/{stage.bo.sub}", "ROLE_MEMBER", displayName="Bo", domainId=domain, type="HUMAN"
        ),
        membership(app, "ROLE_MEMBER", displayName="Tiny", type="BOT"),
    ] == reply.body["memberships"]


def test_members_may_tell_addresses(stage: Stage) -> None:
    """Where Google tells addresses to members, a knob does too."""
    stage.world.knobs.chat_users_tell_email = True
    space = room(stage, stage.ana)
    reply = stage.client("ana@example.com", MEMBERS)("GET", f"/v1/{space.name}/members")
    assert "ana@example.com" == reply.body["memberships"][0]["member"]["email"]


def test_members_come_in_pages_and_by_type(stage: Stage) -> None:
    """Pages hold 100 members unless asked otherwise, and a filter picks people or apps."""
    people = [stage.ana, *(stage.world.add_user(f"p{n}@example.com") for n in range(149))]
    space = room(stage, *people, app=True)
    client = stage.client("ana@example.com", "chat.memberships")
    path = f"/v1/{space.name}/members"
    first = client("GET", path).body
    second = client("GET", path, pageToken=first["nextPageToken"]).body
    assert [100, 51] == [len(first["memberships"]), len(second["memberships"])]
    assert "nextPageToken" not in second
    humans = client("GET", path, filter='member.type = "HUMAN"', pageSize="5000").body
    assert 150 == len(humans["memberships"])
    assert 400 == client("GET", path, filter="people").status
    assert 400 == client("GET", path, pageSize="-1").status


@pytest.mark.parametrize(
    ("scopes", "status", "message"),
    [
        (["chat.spaces"], 403, "Request had insufficient authentication scopes."),
        ([MEMBERS], 403, "The caller does not have permission"),
    ],
)
def test_members_are_for_members_with_the_scope(
    stage: Stage, scopes: list[str], status: int, message: str
) -> None:
    """Neither another scope nor a person outside the space gets the list."""
    space = room(stage, stage.ana)
    reply = stage.client("bo@example.com", *scopes)("GET", f"/v1/{space.name}/members")
    assert status == reply.status
    assert message == reply.body["error"]["message"]
    assert "PERMISSION_DENIED" == reply.body["error"]["status"]


def test_missing_spaces_are_not_found(stage: Stage) -> None:
    """A space that does not exist is 404, and a knob can say the same of others' spaces."""
    client = stage.client("bo@example.com", MEMBERS)
    assert 404 == client("GET", "/v1/spaces/none/members").status
    stage.world.knobs.chat_space_not_joined = 404
    assert 404 == client("GET", f"/v1/{room(stage, stage.ana).name}/members").status


def test_wrong_methods_are_named_as_google_names_them(stage: Stage) -> None:
    """The error of an unknown token names Chat's method."""
    reply = stage.client_with("unknown")("GET", "/v1/spaces/S/members")
    assert 401 == reply.status
    assert {
        "service": "chat.googleapis.com",
        "method": "google.chat.v1.ChatService.ListMemberships",
    } == reply.body["error"]["details"][0]["metadata"]


def test_space_is_told_to_members(stage: Stage) -> None:
    """`spaces.get` tells kind, title and how many people are in it."""
    space = room(stage, stage.ana, stage.bo)
    reply = stage.client("ana@example.com", "chat.spaces.readonly")("GET", f"/v1/{space.name}")
    assert {
        "name": space.name,
        "type": "ROOM",
        "spaceType": "SPACE",
        "spaceThreadingState": "THREADED_MESSAGES",
        "spaceHistoryState": "HISTORY_ON",
        "createTime": NOW,
        "lastActiveTime": NOW,
        "membershipCount": {"joinedDirectHumanUserCount": 2},
        "spaceUri": space.uri,
        "displayName": "Team",
    } == reply.body


def test_direct_message_with_an_app_is_told_as_such(stage: Stage) -> None:
    """The conversation of one person with an app is a DM of its own kind."""
    space = stage.world.chat.direct_message(stage.ana, stage.world.chat.app("Tiny"))
    body = stage.client("ana@example.com", "chat.spaces")("GET", f"/v1/{space.name}").body
    assert ("DM", "DIRECT_MESSAGE", True) == (
        body["type"],
        body["spaceType"],
        body["singleUserBotDm"],
    )
    assert space is stage.world.chat.direct_message(stage.ana, stage.world.chat.app("Tiny"))


def test_message_is_posted_once_for_a_request_id(stage: Stage) -> None:
    """A person's text is posted in their name, and a repeated request id repeats the answer."""
    space = room(stage, stage.ana)
    client = stage.client("ana@example.com", MESSAGES)
    path = f"/v1/{space.name}/messages"
    first = client("POST", path, {"text": "Hi"}, requestId="r1")
    second = client("POST", path, {"text": "Hi"}, requestId="r1")
    assert first.body == second.body
    assert ["Hi"] == [message.text for message in space.messages]
    assert f"users/{stage.ana.sub}" == first.body["sender"]["name"]
    reply = client("POST", path, {"text": "Re", "thread": first.body["thread"]})
    assert first.body["thread"] == reply.body["thread"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "x", "cardsV2": []},
        {"text": "x" * 32_001},
        {"text": "x", "txet": "y"},
    ],
)
def test_person_can_only_write_text(stage: Stage, body: JsonObject) -> None:
    """A person's token posts neither cards, nor nothing, nor too much."""
    space = room(stage, stage.ana)
    client = stage.client("ana@example.com", MESSAGES)
    assert 400 == client("POST", f"/v1/{space.name}/messages", body).status
    assert [] == space.messages


def test_private_messages_are_for_their_viewer(stage: Stage) -> None:
    """Reading and listing leave out what only somebody else sees."""
    space = room(stage, stage.ana, stage.bo)
    app = stage.world.chat.app("Tiny")
    private = stage.world.chat.post(space, app, "Psst", viewer=stage.ana)
    stage.world.chat.post(space, stage.bo, "Hello")
    read = "chat.messages.readonly"
    ana, bo = (stage.client(f"{name}@example.com", read) for name in ("ana", "bo"))
    path = f"/v1/{space.name}/messages"
    assert ["Psst", "Hello"] == [m["text"] for m in ana("GET", path).body["messages"]]
    assert ["Hello"] == [m["text"] for m in bo("GET", path).body["messages"]]
    newest = ana("GET", path, orderBy="create_time DESC").body["messages"]
    assert ["Hello", "Psst"] == [m["text"] for m in newest]
    assert 404 == bo("GET", f"/v1/{private.name}").status
    shown = ana("GET", f"/v1/{private.name}").body
    assert f"users/{stage.ana.sub}" == shown["privateMessageViewer"]["name"]


def test_people_change_their_own_text(stage: Stage) -> None:
    """A message's writer changes its text; nobody else and nothing else."""
    space = room(stage, stage.ana, stage.bo)
    message = stage.world.chat.post(space, stage.ana, "Helo")
    ana, bo = (stage.client(f"{name}@example.com", MESSAGES) for name in ("ana", "bo"))
    path = f"/v1/{message.name}"
    assert "Hello" == ana("PATCH", path, {"text": "Hello"}, updateMask="text").body["text"]
    assert 403 == bo("PATCH", path, {"text": "Bye"}, updateMask="text").status
    assert 400 == ana("PATCH", path, {"text": "Bye"}, updateMask="cards_v2").status
    assert "Hello" == message.text


def test_listeners_hear_of_messages(stage: Stage) -> None:
    """Whoever subscribed to the world hears of spaces and messages."""
    heard: list[tuple[str, str]] = []
    stop: Callable[[], None] = stage.world.subscribe(lambda it: heard.append((it.kind, it.id)))
    space = room(stage, stage.ana)
    message = stage.world.chat.post(space, stage.ana, "Hi")
    stage.world.chat.change(message, text="Ho")
    stop()
    assert [
        ("chat_space", space.name),
        ("chat_message", message.name),
        ("chat_message", message.name),
    ] == heard


def test_googles_own_client_reads_members(stage: Stage) -> None:
    """google-api-python-client finds its way."""
    space = room(stage, stage.ana)
    token = stage.world.issue_token("ana@example.com", [MEMBERS])
    with build(
        "chat",
        "v1",
        credentials=authorized(token),
        client_options={"api_endpoint": stage.google.url},
        static_discovery=True,
    ) as chat:
        answer = chat.spaces().members().list(parent=space.name).execute()
    assert [f"users/{stage.ana.sub}"] == [it["member"]["name"] for it in answer["memberships"]]


def test_conversations_without_a_name(stage: Stage) -> None:
    """Two people have one direct message, several have a group chat; neither has a title."""
    chat = stage.world.chat
    cy = stage.world.add_user("cy@example.com")
    pair = chat.direct_message(stage.ana, stage.bo)
    group = chat.add_group_chat([stage.ana, stage.bo, cy])
    assert pair is chat.direct_message(stage.bo, stage.ana)
    assert [pair, group] == chat.spaces
    client = stage.client("ana@example.com", "chat.spaces.readonly")
    told = [client("GET", f"/v1/{space.name}").body for space in chat.spaces]
    assert ["DIRECT_MESSAGE", "GROUP_CHAT"] == [space["spaceType"] for space in told]
    assert not any("displayName" in space or "singleUserBotDm" in space for space in told)


def test_people_who_left_are_no_members(stage: Stage) -> None:
    """After leaving, the space and its messages are out of reach."""
    space = room(stage, stage.ana, stage.bo)
    stage.world.chat.leave(space, stage.bo)
    assert [stage.ana] == space.people
    client = stage.client("bo@example.com", MEMBERS)
    assert 403 == client("GET", f"/v1/{space.name}/members").status
