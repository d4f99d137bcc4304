"""A stage for the tests of Chat's player: a world, a tiny app, and people with Chat open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sandbox.addon import AddOn
from sandbox.google.chat.conversations import ChatSpace, domain_id
from sandbox.google.clock import Clock
from sandbox.google.identity import Signer
from sandbox.google.people.accounts import User
from sandbox.google.world import World
from sandbox.hosts.chat.classic_host import ClassicChatHost
from sandbox.hosts.chat.host import ChatHost
from tests.support.people import ANA, BO, CY
from tests.support.tiny_addon import TinyAddon, running_addon

Json = dict[str, Any]

SCOPE = "https://www.googleapis.com/auth/"
EMAIL = f"{SCOPE}userinfo.email"
CREATED = f"{SCOPE}meetings.space.created"
MEMBERS = f"{SCOPE}chat.memberships.readonly"
SCOPES = [EMAIL, CREATED, MEMBERS]

ROBOT = "service-1@gcp-sa-gsuiteaddons.iam.gserviceaccount.com"
CLIENT = "1-addon.apps.googleusercontent.com"
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
NOW_TEXT = "2026-11-20T09:00:00.000000Z"

COMMON = {
    "hostApp": "CHAT",
    "platform": "WEB",
    "userLocale": "en",
    "timeZone": {"id": "Europe/Madrid", "offset": 3_600_000},
}
UNTOLD = {"hostApp": "CHAT", "platform": "WEB"}
"""`commonEventObject` where Chat tells neither locale nor time zone."""

DEPLOYMENT = {
    "oauthScopes": SCOPES,
    "addOns": {
        "common": {"name": "Tiny", "logoUrl": "https://www.example.com/logo.png"},
        "calendar": {},
    },
}
CONFIGURATION: Json = {
    "appName": "Tiny",
    "avatarUrl": "https://www.example.com/avatar.png",
    "description": "Meets in Chat",
    "endpointUrl": "${ADDON_URL}/chat",
    "commands": [
        {"id": 1, "type": "SLASH_COMMAND", "name": "/meet", "description": "Meet now"},
        {
            "id": 2,
            "type": "SLASH_COMMAND",
            "name": "/plan",
            "description": "Plan",
            "opensDialog": True,
        },
        {"id": 3, "type": "QUICK_COMMAND", "name": "Meet now", "description": "Meet now"},
    ],
}
HELLO = {"sections": [{"widgets": [{"textParagraph": {"text": "Hello"}}]}]}


@dataclass
class ChatStage:
    """A world with Ana, Bo and Cy, and an app that answers as told.

    Attributes:
        addon: the app.
        signer: the keys behind all tokens.
        world: the state.
        folder: where the configuration files lie.
        players: hands out people's Chat.
    """

    addon: TinyAddon
    signer: Signer
    folder: Path
    world: World = field(default_factory=lambda: World(clock=Clock(NOW)))
    players: AddOn = field(init=False)

    def __post_init__(self) -> None:
        # `{}` is what the app says where a test is about something else than its answer.
        self.world.knobs.click_needs_an_answer = False
        self.players = AddOn(
            self.addon.url, self, folder=self.folder, service_account=ROBOT, client_id=CLIENT
        )
        for email in (ANA, BO, CY):
            self.world.add_user(email)
        (self.folder / "deployment.json").write_text(json.dumps(DEPLOYMENT))
        (self.folder / "chat.json").write_text(json.dumps(CONFIGURATION))

    def user(self, email: str) -> User:
        """Somebody."""
        return self.world.people.user(email)

    def host(self, email: str = ANA, **options: Any) -> ChatHost:  # noqa: ANN401  # as the host takes them
        """Somebody's Chat."""
        return self.players.chat_of(self.user(email), **options)

    def classic(self, email: str = ANA, **options: Any) -> ClassicChatHost:  # noqa: ANN401  # as the host takes them
        """Somebody's Chat with a classic app."""
        return self.players.classic_chat_of(self.user(email), **options)

    def room(self, *emails: str, with_app: bool = True) -> ChatSpace:
        """A named space with these people."""
        room = self.world.chat.add_space("Team", [self.user(email) for email in emails])
        if with_app:
            self.world.chat.join(room, self.world.chat.app("Tiny", CONFIGURATION["avatarUrl"]))
        return room

    def answers(self, answer: Any, path: str = "/chat") -> None:  # noqa: ANN401  # as the app takes them
        """What the app answers from now on."""
        self.addon.answers[path] = answer

    @property
    def sent(self) -> Json:
        """The newest event, without the tokens."""
        return without_tokens(self.addon.last.body)

    @property
    def payload(self) -> Json:
        """The payload of the newest event."""
        chat = self.addon.last.body["chat"]
        (name,) = (key for key in chat if key.endswith("Payload"))
        payload: Json = chat[name]
        return payload


@contextmanager
def chat_stage(signer: Signer, folder: Path) -> Iterator[ChatStage]:
    """A stage that lasts as long as the context; Chat is closed at its end."""
    with running_addon() as addon:
        stage = ChatStage(addon, signer, folder)
        try:
            yield stage
        finally:
            stage.players.close()


def without_tokens(event: Json) -> Json:
    """The event without `authorizationEventObject`, which differs each time."""
    return {key: value for key, value in event.items() if key != "authorizationEventObject"}


def posted(**message: object) -> Json:
    """An answer that posts a message."""
    return {"hostAppDataAction": {"chatDataAction": {"createMessageAction": {"message": message}}}}


def updated(**message: object) -> Json:
    """An answer that changes the clicked message."""
    return {"hostAppDataAction": {"chatDataAction": {"updateMessageAction": {"message": message}}}}


def page(*widgets: Json, **parts: object) -> Json:
    """A card with one section."""
    return {"sections": [{"widgets": list(widgets)}], **parts}


def dialog(card: Json, step: str = "pushCard") -> Json:
    """An answer that shows a card in a dialog."""
    return {"action": {"navigations": [{step: card}]}}


def closing(text: str = "Saved") -> Json:
    """An answer that closes the dialog with a notification."""
    return {
        "action": {
            "navigations": [{"endNavigation": {"action": "CLOSE_DIALOG"}}],
            "notification": {"text": text},
        }
    }


def button(label: str, function: str, **action: object) -> Json:
    """A button that calls the app."""
    return {"text": label, "onClick": {"action": {"function": function, **action}}}


def buttons(*items: Json) -> Json:
    """A widget with buttons."""
    return {"buttonList": {"buttons": list(items)}}


def with_card(card: Json, card_id: str = "c1") -> list[Json]:
    """The `cardsV2` with one card."""
    return [{"cardId": card_id, "card": card}]


def person(user: User) -> Json:
    """Somebody as events tell them."""
    return {
        "name": f"users/{user.sub}",
        "displayName": user.display_name,
        "avatarUrl": f"https://lh3.googleusercontent.com/a/{user.sub}",
        "email": user.email,
        "type": "HUMAN",
        "domainId": domain_id("example.com"),
    }
