"""The stand-in's Chat API, over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import urllib3
from googleapiclient.discovery import build

from sandbox.google.chat.conversations import ChatSpace
from sandbox.google.people.accounts import User
from tests.support.google_client import Client, Stage, authorized

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


def test_members_are_people_and_the_app(stage: Stage) -> None:
    """A member lists everybody with ids, names and addresses; ids are those of their tokens."""
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

    def person(user: User, role: str) -> JsonObject:
        return membership(
            f"users/{user.sub}",
            role,
            displayName=user.display_name,
            domainId=domain,
            type="HUMAN",
            email=user.email,
            avatarUrl=f"https://lh3.googleusercontent.com/a/{user.sub}",
        )

    assert [
        person(stage.ana, "ROLE_MANAGER"),
        person(stage.bo, "ROLE_MEMBER"),
        membership(app, "ROLE_MEMBER", displayName="Tiny", type="BOT"),
    ] == reply.body["memberships"]


def test_members_may_keep_addresses_to_themselves(stage: Stage) -> None:
    """Behind its knob, members carry no address."""
    stage.world.knobs.chat_users_tell_email = False
    space = room(stage, stage.ana)
    reply = stage.client("ana@example.com", MEMBERS)("GET", f"/v1/{space.name}/members")
    assert "email" not in reply.body["memberships"][0]["member"]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ('role = "ROLE_MANAGER"', ["Ana"]),
        ('role = "ROLE_MANAGER" OR role = "ROLE_MEMBER"', ["Ana", "Bo", "Tiny"]),
        ('member.type = "HUMAN" AND role = "ROLE_MEMBER"', ["Bo"]),
        ('(role = "ROLE_MANAGER" OR role = "ROLE_MEMBER") AND member.type = "BOT"', ["Tiny"]),
        ('member.type != "BOT"', ["Ana", "Bo"]),
    ],
)
def test_members_are_filtered_by_role_and_type(stage: Stage, wanted: str, names: list[str]) -> None:
    """The filters that Google documents as valid pick the members that they name."""
    space = room(stage, stage.ana, stage.bo, app=True)
    client = stage.client("ana@example.com", MEMBERS)
    found = client("GET", f"/v1/{space.name}/members", filter=wanted).body["memberships"]
    assert names == [membership["member"]["displayName"] for membership in found]


@pytest.mark.parametrize(
    "wanted",
    [
        'member.type = "HUMAN" AND member.type = "BOT"',
        'role = "ROLE_MANAGER" AND role = "ROLE_MEMBER"',
        'role != "ROLE_MEMBER"',
        'role = "OWNER"',
        "name IS NULL",
        "people",
    ],
)
def test_invalid_member_filters_are_refused(stage: Stage, wanted: str) -> None:
    """The filters that Google documents as invalid are, like nonsense."""
    space = room(stage, stage.ana)
    client = stage.client("ana@example.com", MEMBERS)
    reply = client("GET", f"/v1/{space.name}/members", filter=wanted)
    assert (400, "INVALID_ARGUMENT") == (reply.status, reply.body["error"]["status"])


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
    assert "Hi" == first.body["formattedText"]


FALLBACK = {"messageReplyOption": "REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD"}
OR_FAIL = {"messageReplyOption": "REPLY_MESSAGE_OR_FAIL"}


@pytest.mark.parametrize(("option", "joins"), [({}, False), (FALLBACK, True), (OR_FAIL, True)])
def test_a_message_joins_a_thread_where_it_asks_to(
    stage: Stage, option: dict[str, str], joins: bool
) -> None:
    """Without `messageReplyOption` a message starts a thread, whatever thread it names."""
    space = room(stage, stage.ana)
    client = stage.client("ana@example.com", MESSAGES)
    path = f"/v1/{space.name}/messages"
    first = client("POST", path, {"text": "Hi"}).body
    reply = client("POST", path, {"text": "Re", "thread": first["thread"]}, **option).body
    assert (joins, joins) == (first["thread"] == reply["thread"], "threadReply" in reply)


def test_a_reply_to_no_thread_fails_or_starts_one(stage: Stage) -> None:
    """Which of the two is the message's choice."""
    space = room(stage, stage.ana)
    client = stage.client("ana@example.com", MESSAGES)
    path = f"/v1/{space.name}/messages"
    body = {"text": "Re", "thread": {"name": f"{space.name}/threads/none"}}
    failed = client("POST", path, body, **OR_FAIL)
    begun = client("POST", path, body, **FALLBACK)
    assert (404, "NOT_FOUND") == (failed.status, failed.body["error"]["status"])
    assert (200, 1) == (begun.status, len(space.messages))
    assert body["thread"] != begun.body["thread"]


def test_a_thread_key_is_the_apps_own_name_for_a_thread(stage: Stage) -> None:
    """A new key starts a thread, the same key joins it, and another app's key is another's."""
    space = room(stage, stage.ana)
    ours = stage.client("ana@example.com", MESSAGES)
    theirs = stage.client("ana@example.com", MESSAGES, project="other")
    path = f"/v1/{space.name}/messages"
    keyed = {"text": "Hi", "thread": {"threadKey": "k1"}}
    first = ours("POST", path, keyed, **OR_FAIL).body["thread"]
    again = ours("POST", path, {"text": "Re"}, threadKey="k1", **FALLBACK).body["thread"]
    other = theirs("POST", path, keyed, **OR_FAIL).body["thread"]
    ignored = ours("POST", path, keyed).body["thread"]
    assert first == again
    assert "k1" == first["threadKey"]
    assert 3 == len({thread["name"] for thread in (first, other, ignored)})
    assert "threadKey" not in ignored


def test_a_message_may_have_an_id_of_the_apps(stage: Stage) -> None:
    """An id that begins with `client-` names the message in every method, once in a space."""
    space = room(stage, stage.ana)
    client = stage.client("ana@example.com", MESSAGES)
    path = f"/v1/{space.name}/messages"
    made = client("POST", path, {"text": "Hi"}, messageId="client-plan-1")
    again = client("POST", path, {"text": "Ho"}, messageId="client-plan-1")
    wrong = client("POST", path, {"text": "Ho"}, messageId="plan-1")
    changed = client("PATCH", f"{path}/client-plan-1", {"text": "Hello"}, updateMask="text").body
    assert "client-plan-1" == made.body["clientAssignedMessageId"]
    assert (409, "ALREADY_EXISTS", 400) == (
        again.status,
        again.body["error"]["status"],
        wrong.status,
    )
    assert (made.body["name"], "Hello") == (changed["name"], changed["text"])
    assert changed == client("GET", f"{path}/client-plan-1").body


@pytest.mark.parametrize(
    ("wanted", "texts"),
    [
        ('create_time > "2026-11-20T08:00:00Z"', ["Two", "Three"]),
        (
            'create_time > "2026-11-20T08:00:00Z" AND create_time < "2026-11-20T10:00:00+01:00"',
            [],
        ),
        ('create_time < "2026-11-20T08:30:00+00:00"', ["One"]),
        ("thread.name = {thread}", ["One", "Three"]),
        ('create_time > "2026-11-20T08:00:00Z" AND thread.name = {thread}', ["Three"]),
    ],
)
def test_messages_are_filtered_by_time_and_thread(
    stage: Stage, wanted: str, texts: list[str]
) -> None:
    """The filters that Google documents as valid pick the messages that they name."""
    space = room(stage, stage.ana)
    first = stage.world.chat.post(space, stage.ana, "One")
    stage.world.clock.advance(timedelta(hours=1))
    stage.world.chat.post(space, stage.ana, "Two")
    stage.world.chat.post(space, stage.ana, "Three", thread=first.thread)
    client = stage.client("ana@example.com", MESSAGES)
    query = wanted.replace("{thread}", first.thread)
    found = client("GET", f"/v1/{space.name}/messages", filter=query).body
    assert texts == [message["text"] for message in found.get("messages", [])]


@pytest.mark.parametrize(
    "wanted",
    [
        "thread.name = spaces/S/threads/1 AND thread.name = spaces/S/threads/2",
        'create_time > "yesterday"',
        'create_time > "2026-11-20T08:00:00"',
        "create_time IS NULL",
        'text = "Hi"',
        'thread.name = spaces/S/threads/1 OR create_time > "2026-11-20T08:00:00Z"',
    ],
)
def test_invalid_message_filters_are_refused(stage: Stage, wanted: str) -> None:
    """A filter that Google does not document is an invalid argument."""
    space = room(stage, stage.ana)
    client = stage.client("ana@example.com", MESSAGES)
    assert 400 == client("GET", f"/v1/{space.name}/messages", filter=wanted).status


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
    token = stage.world.people.issue_token("ana@example.com", [MEMBERS])
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


# The app, with a service account of its project


def app_client(stage: Stage, *scopes: str, project: str = "addon") -> Client:
    """A client with a token of the project's own account."""
    names = scopes or ("chat.bot",)
    return stage.client_with(stage.world.people.issue_app_token(names, project=project))


CARD = [{"cardId": "one", "card": {"header": {"title": "Hello"}}}]


def test_the_app_posts_cards_where_it_is_a_member(stage: Stage) -> None:
    """A message of the app's has cards, and everybody sees it as the app's."""
    space = room(stage, stage.ana, stage.bo, app=True)
    body = {"cardsV2": CARD, "fallbackText": "Hello"}
    reply = app_client(stage)("POST", f"/v1/{space.name}/messages", body)
    [message] = space.messages
    assert (200, message.name) == (reply.status, reply.body["name"])
    assert (stage.world.chat.app("Tiny"), "Hello") == (
        message.sender,
        message.card["header"]["title"],
    )
    assert all(message.visible_to(person) for person in (stage.ana, stage.bo))


def test_the_app_posts_for_one_person(stage: Stage) -> None:
    """With a viewer nobody else sees it; a viewer who is not there is refused."""
    space = room(stage, stage.ana, stage.bo, app=True)
    post = app_client(stage)
    viewer = {"privateMessageViewer": {"name": f"users/{stage.bo.sub}"}}
    assert 200 == post("POST", f"/v1/{space.name}/messages", {"text": "Psst", **viewer}).status
    [message] = space.messages
    assert [False, True] == [message.visible_to(person) for person in (stage.ana, stage.bo)]
    stranger = {"privateMessageViewer": {"name": "users/1"}}
    assert 403 == post("POST", f"/v1/{space.name}/messages", {"text": "Psst", **stranger}).status


def test_a_request_id_makes_one_message_of_the_apps(stage: Stage) -> None:
    """The second time it answers with the first message."""
    space = room(stage, stage.ana, app=True)
    post = app_client(stage)
    names = {
        post("POST", f"/v1/{space.name}/messages", {"text": "Once"}, requestId="r1").body["name"]
        for _ in range(2)
    }
    assert names == {message.name for message in space.messages}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"text": "x" * 33_000}, 400),
        ({"text": "x", "actionResponse": {"type": "NEW_MESSAGE"}}, 400),
        (
            {
                "text": "x",
                "privateMessageViewer": {"name": "users/1"},
                "accessoryWidgets": [{"buttonList": {"buttons": []}}],
            },
            400,
        ),
    ],
)
def test_what_the_app_may_not_post(stage: Stage, body: JsonObject, status: int) -> None:
    """Nothing, too much, what is for answers, and buttons below a private message are refused."""
    space = room(stage, stage.ana, app=True)
    assert status == app_client(stage)("POST", f"/v1/{space.name}/messages", body).status
    assert [] == space.messages


@pytest.mark.parametrize(
    ("scopes", "project", "member", "status"),
    [
        (("chat.bot",), "addon", True, 200),
        (("chat.bot",), "addon", False, 403),
        (("chat.bot",), "another", True, 404),
        (("cloud-platform",), "addon", True, 403),
    ],
)
def test_the_app_posts_only_as_itself(
    stage: Stage, scopes: tuple[str, ...], project: str, member: bool, status: int
) -> None:
    """It takes the scope, the app's own project, and its place in the space."""
    stage.world.chat.app("Tiny")
    space = room(stage, stage.ana, app=member)
    post = app_client(stage, *scopes, project=project)
    assert status == post("POST", f"/v1/{space.name}/messages", {"text": "Hello"}).status


def test_where_add_ons_may_not_post(stage: Stage) -> None:
    """Under the other reading even the app is refused."""
    stage.world.knobs.app_messages_taken = False
    space = room(stage, stage.ana, app=True)
    reply = app_client(stage)("POST", f"/v1/{space.name}/messages", {"text": "Hello"})
    assert 403 == reply.status


# The metadata server


def metadata(stage: Stage, flavor: str = "Google", **query: str) -> urllib3.BaseHTTPResponse:
    """Ask the metadata server for a token of the function's own account."""
    url = f"{stage.google.url}/computeMetadata/v1/instance/service-accounts/default/token"
    headers = {"Metadata-Flavor": flavor}
    with urllib3.PoolManager() as pool:
        return pool.request("GET", url, fields=query, headers=headers)


@pytest.mark.parametrize("heard", [True, False])
def test_the_metadata_server_gives_a_token(stage: Stage, heard: bool) -> None:
    """It has the scope that was asked for, or under the other reading the usual one."""
    stage.world.knobs.metadata_scopes_heard = heard
    scope = "https://www.googleapis.com/auth/chat.bot"
    answer = metadata(stage, scopes=scope)
    assert "Google" == answer.headers["Metadata-Flavor"]
    assert ("Bearer", 3599) == (answer.json()["token_type"], answer.json()["expires_in"])
    token = stage.world.people.token(answer.json()["access_token"])
    assert token is not None
    assert (heard, True) == (scope in token.scopes, token.is_app)


def test_the_metadata_server_answers_google_libraries_alone(stage: Stage) -> None:
    """Without its header it gives nothing away."""
    answer = metadata(stage, flavor="")
    assert 403 == answer.status
    assert b"access_token" not in answer.data
