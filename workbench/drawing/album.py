"""A page with cards out of a file, each in the frame that its host has for it.

`python -m workbench.drawing.album FILE --port 8091` draws a JSON object of cards by their names, or
with `--chat` one of what Chat shows: `{"card": …, "where": "message" or "dialog", "private": …}`.
`?only=NAME` shows one of them, `?dark=1` in the dark, `?prefix=…` those whose names begin so.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from html import escape
from pathlib import Path

from nicegui import ui

from sandbox.hosts.parts import initial_form
from sandbox.hosts.wire import Host, Json
from workbench.chat_frames import dialog_frame, message_frame
from workbench.drawing import Handlers, draw_card

APP = "Records for Google Meet"
CHAT_STYLE = Path(__file__).parents[1] / "style.css"
WIDTH, HEIGHT = 300, 600
STYLE = f"""
    .gw-album {{ display: flex; flex-wrap: wrap; gap: 12px; }}
    .gw-album > section {{ width: {WIDTH}px; min-height: {HEIGHT}px; }}
    .gw-album > section.gw-alone {{ min-height: 0; }}
    .gw-album > section.gw-of-chat {{ width: auto; min-height: 0; padding: 8px; }}
    .gw-of-chat > .wb-message {{ width: 508px; }}
"""


def main() -> None:
    """Serve the album on this machine."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--port", type=int, default=8091)
    parser.add_argument("--chat", action="store_true")
    arguments = parser.parse_args()
    cards: dict[str, Json] = json.loads(arguments.file.read_text(encoding="utf-8"))

    @ui.page("/")
    def album(only: str = "", prefix: str = "", dark: int = 0) -> None:
        ui.dark_mode(value=bool(dark))
        if arguments.chat:
            ui.add_css(CHAT_STYLE.read_text(encoding="utf-8"))
        ui.add_css(STYLE)
        ui.add_head_html('<script>document.documentElement.lang = "en"</script>')
        ui.html("Cards", sanitize=escape, tag="h1")
        with ui.element("div").classes("gw-album"):
            for name, card in cards.items():
                if only not in {"", name} or not name.startswith(prefix):
                    continue
                if arguments.chat:
                    _draw_of_chat(name, card)
                else:
                    _draw(name, card, alone=bool(only))

    ui.run(
        host="127.0.0.1",
        port=arguments.port,
        title="Cards",
        tailwind=False,
        show=False,
        reload=False,
    )


def _draw(name: str, card: Json, *, alone: bool) -> None:
    with ui.element("section").classes("gw-alone" if alone else "") as place:
        place.props["aria-label"] = name
        draw_card(card, form=initial_form(card), handlers=Handlers(), menu=[("Help", lambda: None)])


def _draw_of_chat(name: str, shown: Json) -> None:
    card = shown["card"]
    with ui.element("section").classes("gw-of-chat") as place:
        place.props["aria-label"] = name
        if shown["where"] == "dialog":
            with dialog_frame(APP, "en", lambda: None):
                _draw_in(card, Host.CHAT_DIALOG)
            return
        with (
            ui.element("div").classes("wb-message"),
            message_frame(APP, "en", app=True, private=shown["private"]),
        ):
            _draw_in(card, Host.CHAT_MESSAGE)


def _draw_in(card: Json, host: Host) -> None:
    draw_card(card, form=initial_form(card), handlers=Handlers(), host=host, heading_level=3)


if __name__ == "__main__":
    main()
