"""Google Chat's memory: spaces, who is in them, and the messages that each person sees."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sandbox.google.identity import subject
from sandbox.google.people.accounts import User
from sandbox.google.shared import ID_LETTERS, Shared

JsonObject = dict[str, Any]

_SPACE_ID_LENGTH = 11
_MESSAGE_ID_LENGTH = 11


class SpaceType(StrEnum):
    """Kinds of conversations, by the names of chat.v1."""

    DIRECT_MESSAGE = "DIRECT_MESSAGE"
    GROUP_CHAT = "GROUP_CHAT"
    SPACE = "SPACE"


@dataclass(frozen=True)
class App:
    """A Chat app as people meet it.

    Attributes:
        name: `users/…`.
        display_name: its name in Chat.
        avatar_url: its picture.
    """

    name: str
    display_name: str
    avatar_url: str = ""


Author = User | App


@dataclass(frozen=True)
class Membership:
    """Somebody's or an app's place in a space."""

    member: Author
    role: str
    created: datetime


@dataclass
class ChatSpace:
    """A conversation.

    Attributes:
        name: `spaces/S`.
        type: what kind it is.
        display_name: the title of a named space, else empty.
        created: when it began.
        last_active: when the last message was posted.
        domain: the Workspace domain that owns it.
        members: by `users/…`, in the order they came.
        messages: all of them, the private ones included.
    """

    name: str
    type: SpaceType
    display_name: str
    created: datetime
    last_active: datetime
    domain: str
    members: dict[str, Membership] = field(default_factory=dict)
    messages: list[ChatMessage] = field(default_factory=list)

    @property
    def id(self) -> str:
        """What follows `spaces/`."""
        return self.name.removeprefix("spaces/")

    @property
    def uri(self) -> str:
        """Where Chat shows it."""
        kind = "dm" if self.type is SpaceType.DIRECT_MESSAGE else "room"
        return f"https://chat.google.com/{kind}/{self.id}?cls=11"

    @property
    def people(self) -> list[User]:
        """The human members."""
        found = (membership.member for membership in self.members.values())
        return [member for member in found if isinstance(member, User)]

    def has(self, member: Author) -> bool:
        """Whether somebody, or an app, is in it."""
        return user_name(member) in self.members


@dataclass
class ChatMessage:
    """A message.

    Attributes:
        name: `spaces/S/messages/T.M`; the first of a thread has `T == M`.
        space: where it stands.
        sender: who wrote it.
        created: when.
        thread: `spaces/S/threads/T`.
        text: its plain text.
        cards: its `cardsV2`.
        accessory_widgets: the buttons below it.
        fallback_text: what stands for the cards where they cannot be shown.
        viewer: the only person who sees it besides the app; None for everybody.
        annotations: mentions and commands in the text.
        argument_text: the text without the app's mention or the command; None where nothing is
            left of it.
        command_id: the slash command it invokes.
        updated: when it was last changed; None while it never was.
        client_id: another id, which the app gave it.
    """

    name: str
    space: ChatSpace
    sender: Author
    created: datetime
    thread: str
    text: str = ""
    cards: list[JsonObject] = field(default_factory=list)
    accessory_widgets: list[JsonObject] = field(default_factory=list)
    fallback_text: str = ""
    viewer: User | None = None
    annotations: list[JsonObject] = field(default_factory=list)
    argument_text: str | None = None
    command_id: int | None = None
    updated: datetime | None = None
    client_id: str | None = None

    @property
    def card(self) -> JsonObject:
        """The first card; empty without any."""
        return self.cards[0].get("card", {}) if self.cards else {}

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread that another message began."""
        thread, _, own = self.name.rpartition("/")[2].partition(".")
        return thread != own

    def visible_to(self, person: Author) -> bool:
        """Whether somebody sees it."""
        return self.viewer is None or isinstance(person, App) or self.viewer.email == person.email


class Conversations:
    """The spaces and messages of Google Chat.

    Every method may be called from any thread.

    Attributes:
        thread_keys: threads by space, project and the key that the project's app gave them.
    """

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._spaces: dict[str, ChatSpace] = {}
        self._apps: dict[str, App] = {}
        self._of_projects: dict[str, App] = {}
        self._requests: dict[tuple[str, str], ChatMessage] = {}
        self.thread_keys: dict[tuple[str, str, str], str] = {}

    # apps and spaces

    def app(self, display_name: str, avatar_url: str = "", *, project: str = "addon") -> App:
        """The Chat app of this name, and of this project; the same for everybody who uses it."""
        with self._shared.transaction():
            name = f"users/{subject(f'{display_name}@chat-apps')}"
            app = self._apps.setdefault(display_name, App(name, display_name, avatar_url))
            self._of_projects[project] = app
            return app

    def app_of(self, project: str) -> App | None:
        """The Chat app of a project, which its service accounts act as; None without one."""
        return self._of_projects.get(project)

    @property
    def spaces(self) -> list[ChatSpace]:
        """All conversations, the oldest first."""
        return list(self._spaces.values())

    def space(self, name: str) -> ChatSpace | None:
        """The conversation `spaces/S`, if there is one."""
        return self._spaces.get(name)

    def direct_message(self, user: User, other: Author) -> ChatSpace:
        """The one conversation of two, made where there is none yet.

        An app is no member of it before it is added.
        """
        with self._shared.transaction():
            name = f"spaces/{_pair_id(user_name(user), user_name(other))}"
            space = self._spaces.get(name)
            if space is None:
                people = [user] if isinstance(other, App) else [user, other]
                space = self._new(SpaceType.DIRECT_MESSAGE, "", people, name)
            return space

    def add_space(self, display_name: str, people: Iterable[User]) -> ChatSpace:
        """Somebody makes a named space; the first of the people manages it."""
        with self._shared.transaction():
            return self._new(SpaceType.SPACE, display_name, people)

    def add_group_chat(self, people: Iterable[User]) -> ChatSpace:
        """Somebody begins a conversation with several others, without a name."""
        with self._shared.transaction():
            return self._new(SpaceType.GROUP_CHAT, "", people)

    def join(self, space: ChatSpace, member: Author) -> None:
        """Somebody or an app becomes a member."""
        with self._shared.transaction():
            manages = not space.members and space.type is SpaceType.SPACE
            role = "ROLE_MANAGER" if manages else "ROLE_MEMBER"
            space.members[user_name(member)] = Membership(member, role, self._shared.clock.now())
            self._shared.changed("chat_space", space.name)

    def leave(self, space: ChatSpace, member: Author) -> None:
        """Somebody or an app is a member no longer."""
        with self._shared.transaction():
            space.members.pop(user_name(member), None)
            self._shared.changed("chat_space", space.name)

    # messages

    def post(  # all by name
        self,
        space: ChatSpace,
        sender: Author,
        text: str = "",
        *,
        cards: Iterable[JsonObject] = (),
        accessory_widgets: Iterable[JsonObject] = (),
        fallback_text: str = "",
        viewer: User | None = None,
        thread: str | None = None,
        annotations: Iterable[JsonObject] = (),
        argument_text: str | None = None,
        command_id: int | None = None,
        client_id: str | None = None,
    ) -> ChatMessage:
        """Somebody or an app posts a message.

        Args:
            space: where.
            sender: who.
            text: the plain text.
            cards: `cardsV2`.
            accessory_widgets: the buttons below it.
            fallback_text: what stands for the cards where they cannot be shown.
            viewer: the only person who sees it.
            thread: `spaces/S/threads/T` to answer in; a new thread by default.
            annotations: mentions and commands in the text.
            argument_text: the text without the app's mention or the command.
            command_id: the slash command it invokes.
            client_id: another id for it, unique in the space.
        """
        with self._shared.transaction():
            own = self._shared.letters(ID_LETTERS, _MESSAGE_ID_LENGTH)
            root = thread.rpartition("/")[2] if thread else own
            message = ChatMessage(
                name=f"{space.name}/messages/{root}.{own}",
                space=space,
                sender=sender,
                created=self._shared.clock.now(),
                thread=f"{space.name}/threads/{root}",
                text=text,
                cards=list(cards),
                accessory_widgets=list(accessory_widgets),
                fallback_text=fallback_text,
                viewer=viewer,
                annotations=list(annotations),
                argument_text=argument_text,
                command_id=command_id,
                client_id=client_id,
            )
            space.messages.append(message)
            space.last_active = message.created
            self._shared.changed("chat_message", message.name)
            return message

    def posted_before(self, sender: Author, request_id: str) -> ChatMessage | None:
        """What the sender posted with a request id (`requestId` of chat.v1)."""
        return self._requests.get((user_name(sender), request_id))

    def remember(self, sender: Author, request_id: str, message: ChatMessage) -> None:
        """Keep what the sender posted with a request id."""
        self._requests[user_name(sender), request_id] = message

    def change(
        self,
        message: ChatMessage,
        *,
        text: str | None = None,
        cards: Iterable[JsonObject] | None = None,
        accessory_widgets: Iterable[JsonObject] | None = None,
        fallback_text: str | None = None,
    ) -> None:
        """A message gets other content; what is None stays."""
        with self._shared.transaction():
            if text is not None:
                message.text = text
            if cards is not None:
                message.cards = list(cards)
            if accessory_widgets is not None:
                message.accessory_widgets = list(accessory_widgets)
            if fallback_text is not None:
                message.fallback_text = fallback_text
            message.updated = self._shared.clock.now()
            self._shared.changed("chat_message", message.name)

    def message(self, name: str) -> ChatMessage | None:
        """The message `spaces/S/messages/T.M`, or `…/messages/client-…`, if there is one."""
        place, _, own = name.partition("/messages/")
        space = self._spaces.get(place)
        found = space.messages if space else []
        return next((it for it in found if it.name == name or it.client_id == own), None)

    def _new(
        self, kind: SpaceType, title: str, people: Iterable[User], name: str | None = None
    ) -> ChatSpace:
        members = list(people)
        now = self._shared.clock.now()
        space = ChatSpace(
            name=name or f"spaces/{self._shared.letters(ID_LETTERS, _SPACE_ID_LENGTH)}",
            type=kind,
            display_name=title,
            created=now,
            last_active=now,
            domain=members[0].domain,
        )
        self._spaces[space.name] = space
        for person in members:
            self.join(space, person)
        return space


def user_name(who: Author) -> str:
    """`users/…`: for people the same id as the `sub` of their ID token (hosts.md 2.9)."""
    return who.name if isinstance(who, App) else f"users/{who.sub}"


def domain_id(domain: str) -> str:
    """A stable id of a Workspace domain."""
    return hashlib.sha256(domain.encode()).hexdigest()[:7]


def _pair_id(first: str, second: str) -> str:
    both = "+".join(sorted((first, second)))
    return hashlib.sha256(both.encode()).hexdigest()[:_SPACE_ID_LENGTH]
