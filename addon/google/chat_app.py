"""Messages in Chat in the app's own name, with the function's own service account.

Chat takes an account of the app's project for the app (hosts.md 12.6). The account's token is the
metadata server's to give: `google.auth` would ask it likewise, but may take a developer's own
credentials before, and waits for longer than anybody here does.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any
from urllib.parse import quote

import urllib3
from googleapiclient.discovery import Resource
from googleapiclient.http import HttpRequest
from urllib3.exceptions import HTTPError

from addon.google.answers import people_problem
from addon.google.caller import Caller, Tally
from addon.google.calling import NO_SPACE, Sender, asking_for_none, build_api
from addon.google.transport import NoAnswer, read_whole, within
from addon.wire.lenient import mapping, text, whole_number
from meeting.deadline import Deadline
from meeting.errors import AddressesHidden, Refused, ReopenAddon, TryAgain

SCOPE = "https://www.googleapis.com/auth/chat.bot"
TOKEN_PATH = "/computeMetadata/v1/instance/service-accounts/default/token"  # noqa: S105 - a path
TOKEN_SECONDS = 3.0
SPARE_SECONDS = 60.0
"""A token that ends sooner is not used any more."""
POST_SECONDS = 10.0
DEADLINE_SECONDS = 40.0
"""For all tries of one message: nobody waits for its answer."""


class AppMessages:
    """Posts messages as the app.

    Args:
        host: of the metadata server.
        endpoint: root of the Chat API, or `None` for Google's.
    """

    def __init__(self, pool: urllib3.PoolManager, host: str, endpoint: str | None) -> None:
        self._pool = pool
        self._host = host
        self._endpoint = endpoint
        self._lock = threading.Lock()
        self._token, self._ends = "", 0.0

    def post(self, space: str, message: Mapping[str, Any], once: str, tally: Tally) -> None:
        """Post a message, however often this is tried or called for `once` only one time.

        Args:
            once: tells this message from all others (`requestId` of chat.v1).

        Raises:
            Problem: it is not there, or not known to be.
        """
        options = {"messageReplyOption": "REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD"}
        request = self._messages.create(
            parent=space,
            requestId=once,
            body=dict(message),
            **(options if message.get("thread") else {}),
        )
        self._send(request, Deadline(DEADLINE_SECONDS), tally)

    def reach(self, deadline: Deadline, tally: Tally) -> None:
        """Find out whether Chat would take a message, by asking for a space that there is not.

        Raises:
            Problem: why not.
        """
        request = self._conversations.get(name=NO_SPACE)
        with suppress(AddressesHidden), asking_for_none():
            self._send(request, deadline, tally)

    def _send(self, request: HttpRequest, deadline: Deadline, tally: Tally) -> None:
        try:
            self._send_once(request, deadline, tally)
        except ReopenAddon:
            # The token was taken back before its time.
            with self._lock:
                self._ends = 0.0
            self._send_once(request, deadline, tally)

    def _send_once(self, request: HttpRequest, deadline: Deadline, tally: Tally) -> None:
        caller = Caller(self._current(), (), deadline, tally)
        Sender(self._pool, caller, people_problem).send(request, seconds=POST_SECONDS)

    @cached_property
    def _conversations(self) -> Resource:
        return build_api("chat", "v1", self._endpoint).spaces()

    @cached_property
    def _messages(self) -> Resource:
        conversations = self._conversations
        return conversations.messages()

    def _current(self) -> str:
        with self._lock:
            if time.monotonic() > self._ends:
                self._token, seconds = self._fetch()
                self._ends = time.monotonic() + seconds - SPARE_SECONDS
            return self._token

    def _fetch(self) -> tuple[str, int]:
        """A new token, and for how many seconds it is one.

        Raises:
            TryAgain: the metadata server does not answer.
            Refused: it gives none.
        """
        try:
            response = self._pool.request(
                "GET",
                f"http://{self._host}{TOKEN_PATH}?scopes={quote(SCOPE, safe='')}",
                headers={"Metadata-Flavor": "Google"},
                timeout=within(TOKEN_SECONDS),
                retries=False,
                redirect=False,
                preload_content=False,
            )
            answer = mapping(json.loads(read_whole(response)))
        except (HTTPError, OSError, NoAnswer) as error:
            raise TryAgain from error
        except (ValueError, RecursionError) as error:
            raise Refused(200) from error
        token = text(answer.get("access_token"))
        if response.status != 200 or not token:
            raise Refused(response.status)
        return token, whole_number(answer.get("expires_in")) or 0
