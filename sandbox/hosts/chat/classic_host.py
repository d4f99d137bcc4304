"""Plays one person's Google Chat around a classic Chat app (hosts.md 4 and 5.3)."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from sandbox.google.identity import signature_removed
from sandbox.google.knobs import Knobs
from sandbox.google.people.accounts import User
from sandbox.hosts.chat.classic_dialect import ClassicDialect
from sandbox.hosts.chat.configuration import read_chat_configuration
from sandbox.hosts.chat.happenings import Happening
from sandbox.hosts.chat.player import ChatPlayer
from sandbox.hosts.delivery import Delivery, Reply
from sandbox.hosts.events import Client, common_event_object
from sandbox.hosts.installation import Google, Header, Tamper
from sandbox.hosts.wire import Json

USER_AGENT = "Google-Dynamite"
PROJECT_NUMBER = "1234567890"


class ClassicToken(Enum):
    """What the configuration page calls the authentication audience."""

    ENDPOINT_URL = "HTTP endpoint URL"
    PROJECT_NUMBER = "Project Number"


class ClassicInstallation:
    """Signs and POSTs events of a classic Chat app.

    Args:
        google: the stand-in for Google.
        client: the person's browser.
        token: which token proves that Chat calls.
        project_number: the app's Cloud project.
        timeout: seconds that the app has to answer.

    Attributes:
        granted: nothing, always: people grant classic apps no scopes this way.
        header: how the `Authorization` header arrives.
        tamper: changes an event and its headers just before they are sent; for forgeries.
    """

    def __init__(
        self,
        google: Google,
        *,
        client: Client,
        token: ClassicToken,
        project_number: str,
        timeout: float,
    ) -> None:
        self.google = google
        self.granted: frozenset[str] = frozenset()
        self.header = Header.INTACT
        self.tamper: Tamper | None = None
        self._client = client
        self._token = token
        self._project_number = project_number
        self._delivery = Delivery(timeout)

    @property
    def knobs(self) -> Knobs:
        """How Chat behaves now."""
        return self.google.world.knobs

    def event(self, url: str, happening: Happening, context: Json) -> tuple[Json, dict[str, str]]:
        """The event with its `common` part, and signed headers."""
        common = common_event_object(
            "CHAT",
            self._client,
            happening.moment,
            self.knobs,
            with_locale=happening.with_locale,
            interaction=happening.interaction,
        )
        del common["platform"]
        if happening.function:
            common["invokedFunction"] = happening.function
        event = {**context, "common": common}
        headers = self._headers(url)
        return self.tamper(event, headers) if self.tamper else (event, headers)

    def post(self, url: str, event: Json, headers: dict[str, str]) -> Reply:
        """POST an event; safe to call from several threads."""
        return self._delivery.post(url, event, headers, self.knobs.numbers)

    def close(self) -> None:
        """Close the connections to the app."""
        self._delivery.close()

    def _headers(self, url: str) -> dict[str, str]:
        headers = {"User-Agent": USER_AGENT}
        if self.header is Header.MISSING:
            return headers
        signer = self.google.signer
        if self._token is ClassicToken.ENDPOINT_URL:
            token = signer.chat_token(url)
        else:
            token = signer.chat_project_token(self._project_number)
        if self.header is Header.SIGNATURE_REMOVED:
            token = signature_removed(token)
        return {**headers, "Authorization": f"Bearer {token}"}


class ClassicChatHost(ChatPlayer):
    """Google Chat of one person, with the app as a classic Chat app.

    Args:
        google: the stand-in for Google.
        chat_file: `chat.json`, what the Chat API's configuration page holds.
        addon_url: what `${ADDON_URL}` stands for, without a trailing slash.
        user: the person.
        token: which token proves that Chat calls.
        project_number: the app's Cloud project, the audience of the one kind.
        locale: the language of the person's Chat.
        time_zone: the IANA zone of the person's Chat.
        strict: whether a complaint raises `HostRefusal` instead of only being recorded.
        timeout: seconds that the app has to answer.

    Attributes:
        installation: the switches for forged events.
    """

    def __init__(
        self,
        google: Google,
        chat_file: Path,
        addon_url: str,
        user: User,
        *,
        token: ClassicToken = ClassicToken.ENDPOINT_URL,
        project_number: str = PROJECT_NUMBER,
        locale: str = "en",
        time_zone: str = "Europe/Madrid",
        strict: bool = True,
        timeout: float = 30,
    ) -> None:
        config = read_chat_configuration(chat_file, addon_url)
        self.installation = ClassicInstallation(
            google,
            client=Client(locale, time_zone),
            token=token,
            project_number=project_number,
            timeout=timeout,
        )
        app = google.world.chat.app(config.app_name, config.avatar_url)
        super().__init__(
            world=google.world,
            user=user,
            app=app,
            config=config,
            addon_url=addon_url,
            dialect=ClassicDialect(self.installation, config, app),
            line=self.installation,
            consent=None,
            strict=strict,
        )
