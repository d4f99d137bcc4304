"""Serves the page on 127.0.0.1 until Ctrl-C."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI
from nicegui import ui

from workbench.guard import Guard
from workbench.page import add_page
from workbench.stage import Stage

CLOSING_SECONDS = 1
RECONNECT_SECONDS = 15


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], object]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_ready()


def serve(stage: Stage, listener: socket.socket) -> None:
    """Serve until this process is interrupted or asked to end; says where everything is.

    Args:
        stage: what is shown.
        listener: a socket that listens on 127.0.0.1.
    """
    add_page(stage)
    app = FastAPI(openapi_url=None)
    app.post("/reset", status_code=204)(stage.reset)
    ui.run_with(
        app,
        title="Workbench",
        language="en-US",
        show_welcome_message=False,
        tailwind=False,
        binding_refresh_interval=None,
        reconnect_timeout=RECONNECT_SECONDS,
    )
    server = _Server(
        uvicorn.Config(
            Guard(app, listener.getsockname()[1]),
            log_level="warning",
            timeout_graceful_shutdown=CLOSING_SECONDS,
        ),
        on_ready=lambda: print(
            f"  the add-on              {stage.addon.url}\n"
            f"  the stand-in for Google {stage.google.url}\n"
            "Ready; Ctrl-C ends it.",
            flush=True,
        ),
    )
    # uvicorn ends on these, then raises them again for whoever was there before it.
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: None)
    server.run(sockets=[listener])
