"""Plays one person's Google Chat around an add-on that extends it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sandbox.google.people.accounts import User
from sandbox.hosts.chat.addon_dialect import AddonDialect
from sandbox.hosts.chat.configuration import read_chat_configuration
from sandbox.hosts.chat.player import ChatPlayer
from sandbox.hosts.courier import Consent
from sandbox.hosts.deployment import read_deployment
from sandbox.hosts.events import Client
from sandbox.hosts.installation import Google, Installation


class ChatHost(ChatPlayer):
    """Google Chat of one person, with the add-on.

    Several people share a conversation when their hosts share the world.

    Args:
        google: the stand-in for Google.
        deployment_file: `deployment.json`; Chat takes the scopes from it.
        chat_file: `chat.json`, what the Chat API's configuration page holds.
        addon_url: what `${ADDON_URL}` stands for, without a trailing slash.
        user: the person.
        service_account: e-mail of the project's add-on service account.
        client_id: audience of the person's ID token.
        locale: the language of the person's Chat.
        time_zone: the IANA zone of the person's Chat.
        granted: scopes granted before; all of the deployment's when None.
        consent: asked for a list of scopes, answers with those the person grants; grants all when
            None.
        strict: whether a complaint raises `HostRefusal` instead of only being recorded.
        timeout: seconds that the add-on has to answer (hosts.md 7).

    Attributes:
        installation: the grants so far, and the switches for forged events.
    """

    def __init__(
        self,
        google: Google,
        deployment_file: Path,
        chat_file: Path,
        addon_url: str,
        user: User,
        *,
        service_account: str,
        client_id: str,
        locale: str = "en",
        time_zone: str = "Europe/Madrid",
        granted: Collection[str] | None = None,
        consent: Consent | None = None,
        strict: bool = True,
        timeout: float = 30,
    ) -> None:
        config = read_chat_configuration(chat_file, addon_url)
        self.installation = Installation(
            google,
            read_deployment(deployment_file, addon_url),
            addon_url=addon_url,
            user=user,
            client=Client(locale, time_zone),
            service_account=service_account,
            client_id=client_id,
            granted=granted,
            timeout=timeout,
        )
        app = google.world.chat.app(config.app_name, config.avatar_url)
        super().__init__(
            world=google.world,
            user=user,
            app=app,
            config=config,
            addon_url=addon_url,
            dialect=AddonDialect(self.installation, config, app),
            line=self.installation,
            consent=consent,
            strict=strict,
        )
