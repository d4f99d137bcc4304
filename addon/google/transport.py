"""One pooled, thread-safe HTTP transport under google-api-python-client.

httplib2, the client's own transport, is not thread-safe and opens a connection for each of its
objects; urllib3's pool is shared by every thread of the process.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import httplib2
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.util.ssl_ import create_urllib3_context

from meeting.deadline import Deadline

CONNECTIONS_PER_HOST = 64
MOST_HOSTS = 16
"""Twice as many as there are: connections to a host beyond would end those to another."""
CONNECT_SECONDS = 3.0
SOCKET_OPTIONS = [
    *HTTPConnection.default_socket_options,
    # So that a connection which died while the instance was idle is seen to be dead.
    (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
]
MOST_BYTES = 4 * 1024 * 1024
MULTIPLE_CHOICES = 300


class NotSent(Exception):
    """The request never left: no connection could be made."""


class NoAnswer(Exception):
    """The request left, and no complete answer came in time."""


class _Until(io.RawIOBase):
    """What comes from a socket until a deadline, however slowly."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline
        self._stream = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        """It is only read."""
        return True

    def readinto(self, buffer: Any) -> int | None:  # noqa: ANN401  # as the base's
        """Read what has come, or wait for more while there is time.

        Raises:
            TimeoutError: nothing came until then.
        """
        seconds = self._deadline.remaining()
        if not seconds:
            raise TimeoutError
        self._sock.settimeout(seconds)
        return self._stream.readinto(buffer)

    def close(self) -> None:
        """Let go of the socket, which its connection goes on using."""
        self._stream.close()
        super().close()


class _PunctualResponse(http.client.HTTPResponse):
    """An answer whose head and body together may take as long as a socket's timeout says.

    Left alone, that timeout begins anew with every byte.
    """

    def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:  # noqa: ANN401  # as the base's
        super().__init__(sock, *args, **options)
        seconds = sock.gettimeout()
        if seconds is not None:
            self.fp.close()
            self.fp = io.BufferedReader(_Until(sock, Deadline(seconds)))


class _PunctualHttp(HTTPConnection):
    response_class = _PunctualResponse


class _PunctualHttps(HTTPSConnection):
    response_class = _PunctualResponse


class _Punctual(urllib3.PoolManager):
    """Holds answers to their time, and loads the certificate authorities once.

    Left alone, urllib3 loads them for each connection: 30 ms of CPU and a megabyte every time.
    """

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        context = create_urllib3_context()
        context.load_default_certs()
        return context

    def _new_pool(
        self, scheme: str, host: str, port: int, request_context: dict[str, Any] | None = None
    ) -> urllib3.HTTPConnectionPool:
        context = dict(request_context or self.connection_pool_kw)
        if scheme == "https":
            context["ssl_context"] = self._tls
        pool = super()._new_pool(scheme, host, port, context)
        pool.ConnectionCls = _PunctualHttps if scheme == "https" else _PunctualHttp
        return pool

    def urlopen(  # type: ignore[override] # as the base's
        self,
        method: str,
        url: str,
        redirect: bool = False,
        **options: Any,  # noqa: ANN401 - as the base's
    ) -> urllib3.BaseHTTPResponse:
        """Send a request, whose host's connections are known from the second one on.

        Left alone, urllib3 works out anew for each request which those are. Nothing is redirected.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        connections = self._known.get(origin)
        if connections is None:
            connections = self._known[origin] = self.connection_from_url(url)
        target = url[len(origin) :] or "/"
        return connections.urlopen(method, target, redirect=redirect, **options)

    @cached_property
    def _known(self) -> dict[str, urllib3.HTTPConnectionPool]:
        return {}

    def clear(self) -> None:
        """See the base."""
        self._known.clear()
        super().clear()


def new_pool() -> urllib3.PoolManager:
    """The pool of connections that a process shares. It opens none until it is used."""
    return _Punctual(
        num_pools=MOST_HOSTS, maxsize=CONNECTIONS_PER_HOST, socket_options=SOCKET_OPTIONS
    )


class PooledHttp:
    """What google-api-python-client calls in place of `httplib2.Http`, for one call.

    Args:
        pool: shared connections.
        access_token: sent as the bearer token.
        seconds: how long the whole exchange may take.
    """

    def __init__(self, pool: urllib3.PoolManager, access_token: str, seconds: float) -> None:
        self._pool = pool
        self._access_token = access_token
        self._seconds = seconds

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: str | bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[httplib2.Response, bytes]:
        """Send one request; redirects are not followed and nothing is sent twice.

        Raises:
            NotSent: no connection could be made.
            NoAnswer: it was sent and the answer did not come, or not whole.
        """
        try:
            response = self._pool.urlopen(
                method,
                uri,
                body=body,
                headers={**(headers or {}), "authorization": f"Bearer {self._access_token}"},
                timeout=within(self._seconds),
                retries=False,
                redirect=False,
                preload_content=False,
            )
            content = read_whole(response)
        except (NewConnectionError, ConnectTimeoutError) as error:
            raise NotSent from error
        except (HTTPError, OSError) as error:
            raise NoAnswer from error
        # Only of a refusal anything but its status is read.
        told = response.headers if response.status >= MULTIPLE_CHOICES else {}
        return httplib2.Response({"status": response.status, **told}), content

    def close(self) -> None:
        """Nothing to close: the connections belong to the pool."""


def within(seconds: float) -> urllib3.Timeout:
    """The time for a whole exchange over `new_pool`, from connecting to the answer's last byte."""
    return urllib3.Timeout(connect=min(CONNECT_SECONDS, seconds), total=seconds)


def read_whole(response: urllib3.BaseHTTPResponse) -> bytes:
    """Read the body of an answer that was not read yet.

    Raises:
        NoAnswer: it was larger than any answer of Google's should be.
        HTTPError: it did not come in time, or not whole.
    """
    parts: list[bytes] = []
    size = 0
    try:
        while part := response.read1(65536):  # what has come so far; `read` would wait for all
            parts.append(part)
            size += len(part)
            if size > MOST_BYTES:
                raise NoAnswer
    except BaseException:
        response.close()
        raise
    response.release_conn()
    return b"".join(parts)
