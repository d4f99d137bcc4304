"""An add-on in front of the stand-in: its function, and Calendar and Chat as people use them."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Collection, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Self, TypedDict, TypeVar, Unpack

from sandbox.google.people.accounts import User
from sandbox.google.server import GoogleServer
from sandbox.hosts.calendar.player import CalendarHost
from sandbox.hosts.chat.classic_host import ClassicChatHost, ClassicToken
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.courier import Consent
from sandbox.hosts.deployment import Deployment, read_deployment
from sandbox.hosts.installation import Google
from sandbox.process import FunctionProcess

ROOT = Path(__file__).parent.parent
DEPLOYMENT = ROOT / "deployment.json"
CHAT_CONFIGURATION = ROOT / "chat.json"

SERVICE_ACCOUNT = "service-1234567890@gcp-sa-gsuiteaddons.iam.gserviceaccount.com"
CLIENT_ID = "1234567890-abc.apps.googleusercontent.com"


class Options(TypedDict, total=False):
    """What may be said of a person's host; see `CalendarHost` and `ChatHost`."""

    locale: str
    time_zone: str
    granted: Collection[str] | None
    consent: Consent | None
    strict: bool
    timeout: float


class ClassicOptions(TypedDict, total=False):
    """What may be said of a person's Chat with a classic app; see `ClassicChatHost`."""

    token: ClassicToken
    project_number: str
    locale: str
    time_zone: str
    strict: bool
    timeout: float


_AnyPlayer = CalendarHost | ChatHost | ClassicChatHost
PlayerT = TypeVar("PlayerT", bound=_AnyPlayer)


def required_settings(
    url: str, *, service_account: str = SERVICE_ACCOUNT, client_id: str = CLIENT_ID
) -> dict[str, str]:
    """The environment variables that a function at `url` cannot do without (contract.md)."""
    return {
        "ADDON_URL": url,
        "ADDON_SERVICE_ACCOUNT": service_account,
        "ADDON_OAUTH_CLIENT_ID": client_id,
    }


class AddOn:
    """An add-on and those who use it, from the `with` statement or `start` to `close`.

    A function that runs elsewhere need not be started: its players are there at once.

    Args:
        source: the folder with the function's `main.py`, `deployment.json` and `chat.json`, or the
            URL of a function that runs.
        google: the stand-in that the function and its players share.
        folder: where `deployment.json` and `chat.json` are, if not in `source`; by default those
            of this project.
        settings: the function's environment variables on top of `required_settings`, of what
            points it at `google`, and of a store that lasts as long as this. They, `port` and
            `log` are for a function that is started here.
        port: where it listens; any free one when 0.
        log: where its log goes; this process's standard error when None.
        service_account: e-mail of the project's add-on service account.
        client_id: audience of people's ID tokens.

    Attributes:
        url: its `ADDON_URL`.
    """

    def __init__(
        self,
        source: Path | str,
        google: Google,
        *,
        folder: Path | None = None,
        settings: Mapping[str, str] | None = None,
        port: int = 0,
        log: IO[bytes] | None = None,
        service_account: str = SERVICE_ACCOUNT,
        client_id: str = CLIENT_ID,
    ) -> None:
        self._google = google
        self._settings = dict(settings or {})
        self._service_account = service_account
        self._client_id = client_id
        self._players: weakref.WeakSet[_AnyPlayer] = weakref.WeakSet()
        self._made = ExitStack()
        self._process: FunctionProcess | None = None
        if "://" in str(source):
            self.url = str(source).rstrip("/")
            self._folder = folder or ROOT
        else:
            where = Path(source).resolve()
            self._process = FunctionProcess(where, port=port, log=log)
            self.url = self._process.url
            self._folder = folder or where

    @property
    def deployment(self) -> Deployment:
        """What the hosts know about the add-on."""
        return read_deployment(self._deployment_file, self.url)

    @property
    def pid(self) -> int | None:
        """The process that was started; its workers are its children."""
        return self._process.pid if self._process else None

    def start(self) -> Self:
        """Start the function and wait until it is healthy, unless it runs elsewhere.

        Raises:
            NotReadyError: its port is taken, it ended, or it did not answer in time.
        """
        if self._process is not None:
            settings = self._environment()
            self._made.callback(self._process.stop)
            try:
                self._process.start(settings)
            except BaseException:
                self.close()
                raise
        return self

    def close(self) -> None:
        """Close the players that were handed out, and end the function if it was started here."""
        for player in tuple(self._players):
            player.close()
        self._players.clear()
        self._made.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def calendar_of(self, person: User, **options: Unpack[Options]) -> CalendarHost:
        """A person's Google Calendar with the add-on.

        Raises:
            DeploymentError: Calendar cannot use `deployment.json`.
        """
        return self._keep(
            CalendarHost(
                self._google,
                self._deployment_file,
                self.url,
                person,
                service_account=self._service_account,
                client_id=self._client_id,
                **options,
            )
        )

    def chat_of(self, person: User, **options: Unpack[Options]) -> ChatHost:
        """A person's Google Chat with the add-on.

        Raises:
            DeploymentError: Chat cannot take the scopes from `deployment.json`.
            ChatConfigurationError: Chat's configuration page would refuse `chat.json`.
        """
        return self._keep(
            ChatHost(
                self._google,
                self._deployment_file,
                self._chat_file,
                self.url,
                person,
                service_account=self._service_account,
                client_id=self._client_id,
                **options,
            )
        )

    def classic_chat_of(self, person: User, **options: Unpack[ClassicOptions]) -> ClassicChatHost:
        """A person's Google Chat with the function as a classic Chat app.

        Raises:
            ChatConfigurationError: Chat's configuration page would refuse `chat.json`.
        """
        return self._keep(
            ClassicChatHost(self._google, self._chat_file, self.url, person, **options)
        )

    @property
    def _deployment_file(self) -> Path:
        return self._folder / "deployment.json"

    @property
    def _chat_file(self) -> Path:
        return self._folder / "chat.json"

    def _environment(self) -> dict[str, str]:
        settings = required_settings(
            self.url, service_account=self._service_account, client_id=self._client_id
        )
        if isinstance(self._google, GoogleServer):
            settings |= self._google.settings()
        if "ADDON_STORE" not in self._settings:
            folder = self._made.enter_context(tempfile.TemporaryDirectory(prefix="addon-"))
            settings["ADDON_STORE"] = f"sqlite:{Path(folder) / 'addon.db'}"
        return settings | self._settings

    def _keep(self, player: PlayerT) -> PlayerT:
        self._players.add(player)
        return player
