"""A server for what no API of Google's would answer: any bytes, as fast or slow as wanted."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

Answer = Callable[[str], Iterable[bytes]]


def page(status: str, body: bytes, *headers: str) -> list[bytes]:
    """A whole HTTP answer."""
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return ["\r\n".join([*head, "", ""]).encode() + body]


class RawGoogle:
    """Answers every request with whatever a function gives for its first line.

    Args:
        answer: from the request line to the pieces of the answer, sent as they come.

    Attributes:
        url: its root.
        requests: everything that was received, a text for each request.
        closing: set when the server ends: an answer may wait for it.
    """

    def __init__(self, answer: Answer) -> None:
        self.requests: list[str] = []
        self.closing = threading.Event()
        self._answer = answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept)]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.closing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(5)
            head = self._receive(connection)
            if not head:
                return
            self.requests.append(head)
            for piece in self._answer(head.partition("\r\n")[0]):
                connection.sendall(piece)

    @staticmethod
    def _receive(connection: socket.socket) -> str:
        """The head of a request; the bodies are small, so they come with it."""
        received = b""
        while b"\r\n\r\n" not in received:
            part = connection.recv(65536)
            if not part:
                return ""
            received += part
        return received.decode("latin-1")
