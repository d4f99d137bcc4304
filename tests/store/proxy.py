"""A TCP proxy before a server, which delays answers and cuts connections when it is told to."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

CHUNK = 65536

Verdict = Callable[[bytes], bool]
"""Says of what was sent whether it is passed on; if not, its connection is cut."""


def passes(chunk: bytes) -> bool:
    """Everything is passed on."""
    del chunk
    return True


@dataclass(frozen=True)
class _Line:
    """A client's connection and the one to the server behind it."""

    client: socket.socket
    server: socket.socket

    def cut(self) -> None:
        for end in (self.client, self.server):
            _shut(end)


class Proxy:
    """Forwards bytes both ways, and makes trouble to order.

    Args:
        server: host and port of the server.

    Attributes:
        address: its own host and port.
        connections: how many clients have connected.
        cut_next: how many of the next connections are closed as soon as they are made.
        delay: seconds by which every answer is late.
        on_request: judges what clients send.
        on_answer: judges what the server sends.
    """

    def __init__(self, server: str) -> None:
        host, _, port = server.rpartition(":")
        self._server = (host, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self.connections = 0
        self.cut_next = 0
        self.delay = 0.0
        self.on_request: Verdict = passes
        self.on_answer: Verdict = passes
        self._closing = threading.Event()
        self._lines: list[_Line] = []
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def cut(self) -> None:
        """Cut every connection that is open."""
        lines, self._lines = self._lines, []
        for line in lines:
            line.cut()

    def close(self) -> None:
        """Stop listening, and cut what is open."""
        self._closing.set()
        _shut(self._listener)
        self._threads[0].join()
        self.cut()
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            if self.cut_next > 0:
                self.cut_next -= 1
                client.close()
                continue
            line = _Line(client, socket.create_connection(self._server))
            self._lines.append(line)
            for work in (self._requests, self._replies):
                self._threads.append(threading.Thread(target=work, args=(line,)))
                self._threads[-1].start()

    def _requests(self, line: _Line) -> None:
        with contextlib.suppress(OSError):
            while (chunk := line.client.recv(CHUNK)) and self.on_request(chunk):
                line.server.sendall(chunk)
        line.cut()

    def _replies(self, line: _Line) -> None:
        with contextlib.suppress(OSError):
            while (chunk := line.server.recv(CHUNK)) and self.on_answer(chunk):
                self._closing.wait(self.delay)
                line.client.sendall(chunk)
        line.cut()
        for end in (line.client, line.server):
            end.close()


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def proxied(server: str) -> Iterator[Proxy]:
    """A proxy before a server, for as long as the context lasts."""
    proxy = Proxy(server)
    try:
        yield proxy
    finally:
        proxy.close()
