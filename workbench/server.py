"""Serves the page on 127.0.0.1 until Ctrl-C."""

import signal

import uvicorn
from fastapi import FastAPI
from nicegui import ui

from workbench.guard import Guard
from workbench.page import add_page
from workbench.stage import Stage

CLOSING_SECONDS = 1


def serve(stage: Stage, port: int) -> None:
    """Serve until this process is interrupted or asked to end."""
    add_page(stage)
    app = FastAPI(openapi_url=None)
    ui.run_with(app, title="Workbench", show_welcome_message=False, tailwind=False)
    server = uvicorn.Server(
        uvicorn.Config(
            Guard(app, port),
            host="127.0.0.1",
            port=port,
            log_level="warning",
            timeout_graceful_shutdown=CLOSING_SECONDS,
        )
    )
    # uvicorn ends on these, then raises them again for whoever was there before it.
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: None)
    server.run()
