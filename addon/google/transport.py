"""One pooled, thread-safe HTTP transport under google-api-python-client.

httplib2, the client's own transport, is not thread-safe and opens a connection for each of its
objects; urllib3's pool is shared by every thread of the process.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import httplib2
import urllib3
from urllib3.connection import HTTPConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.util.ssl_ import create_urllib3_context

CONNECTIONS_PER_HOST = 64
CONNECT_SECONDS = 3.0
SOCKET_OPTIONS = [
    *HTTPConnection.default_socket_options,
    # So that a connection which died while the instance was idle is seen to be dead.
    (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
]
MOST_BYTES = 4 * 1024 * 1024


class NotSent(Exception):
    """The request never left: no connection could be made."""


class NoAnswer(Exception):
    """The request left, and no complete answer came in time."""


class _SharedTls(urllib3.PoolManager):
    """Loads the certificate authorities once.

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
        return super()._new_pool(scheme, host, port, context)


def new_pool() -> urllib3.PoolManager:
    """The pool of connections that a process shares. It opens none until it is used."""
    return _SharedTls(num_pools=8, maxsize=CONNECTIONS_PER_HOST, socket_options=SOCKET_OPTIONS)


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
        ends = time.monotonic() + self._seconds
        try:
            response = self._pool.request(
                method,
                uri,
                body=body,
                headers={**(headers or {}), "authorization": f"Bearer {self._access_token}"},
                timeout=urllib3.Timeout(
                    connect=min(CONNECT_SECONDS, self._seconds),
                    read=self._seconds,
                    total=self._seconds,
                ),
                retries=False,
                redirect=False,
                preload_content=False,
            )
            content = read_within(response, ends)
        except (NewConnectionError, ConnectTimeoutError) as error:
            raise NotSent from error
        except (HTTPError, OSError) as error:
            raise NoAnswer from error
        return httplib2.Response({"status": response.status, **response.headers}), content

    def close(self) -> None:
        """Nothing to close: the connections belong to the pool."""


def read_within(response: urllib3.BaseHTTPResponse, ends: float) -> bytes:
    """Read a whole body, however slowly it trickles in, until a moment of the monotonic clock.

    Raises:
        NoAnswer: it took longer, or was larger than any answer of Google's should be.
    """
    parts: list[bytes] = []
    size = 0
    try:
        while True:
            _wait_until(response, ends)
            part = response.read1(65536)  # what has come so far; `read` would wait for all of it
            if not part:
                break
            parts.append(part)
            size += len(part)
            if size > MOST_BYTES:
                raise NoAnswer
    except BaseException:
        response.close()
        raise
    response.release_conn()
    return b"".join(parts)


def _wait_until(response: urllib3.BaseHTTPResponse, ends: float) -> None:
    """Let the next read from the network wait no longer than until `ends`."""
    seconds = ends - time.monotonic()
    if seconds <= 0:
        raise NoAnswer
    sock = getattr(response.connection, "sock", None)
    if sock is not None:
        sock.settimeout(seconds)
