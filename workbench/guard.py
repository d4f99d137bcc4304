"""Lets only this machine's own pages in: no foreign Host, no foreign Origin, websockets too."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

NAMES = ("127.0.0.1", "localhost")
REFUSED = "Only pages of this workbench, on this machine, are answered.\n"
POLICY_VIOLATION = 1008


class Guard:
    """Refuses with 403 what does not come from the workbench's own pages.

    A page elsewhere in the same browser could otherwise drive the workbench: by a request to
    127.0.0.1 with its own Origin, or by a name of its own that leads to 127.0.0.1.

    Args:
        app: what is guarded.
        port: the port that it is served on.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = frozenset(f"{name}:{port}" for name in NAMES)
        self._origins = frozenset(f"http://{host}" for host in self._hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] == "lifespan" or self._is_own(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse(REFUSED, 403)(scope, receive, send)
        else:
            # Before it is accepted, closing a websocket answers its request with 403.
            await WebSocketClose(POLICY_VIOLATION)(scope, receive, send)

    def _is_own(self, scope: Scope) -> bool:
        hosts = list(_header(scope, b"host"))
        origins = list(_header(scope, b"origin"))
        return len(hosts) == 1 and hosts[0] in self._hosts and self._origins.issuperset(origins)


def _header(scope: Scope, name: bytes) -> Iterator[str]:
    return (value.decode("latin-1").lower() for key, value in scope["headers"] if key == name)
