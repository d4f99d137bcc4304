"""A page with cards out of a file, each in a frame of the size of Calendar's sidebar.

`python -m workbench.drawing.album FILE --port 8091` draws a JSON object of cards by their names;
`?only=NAME` shows one of them, `?dark=1` in the dark, `?prefix=…` those whose names begin so.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from html import escape
from pathlib import Path

from nicegui import ui

from sandbox.hosts.parts import initial_form
from sandbox.hosts.wire import Json
from workbench.drawing import Handlers, draw_card

WIDTH, HEIGHT = 300, 600
STYLE = f"""
    .gw-album {{ display: flex; flex-wrap: wrap; gap: 12px; }}
    .gw-album > section {{ width: {WIDTH}px; min-height: {HEIGHT}px; }}
    .gw-album > section.gw-alone {{ min-height: 0; }}
"""


def main() -> None:
    """Serve the album on this machine."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--port", type=int, default=8091)
    arguments = parser.parse_args()
    cards: dict[str, Json] = json.loads(arguments.file.read_text(encoding="utf-8"))

    @ui.page("/")
    def album(only: str = "", prefix: str = "", dark: int = 0) -> None:
        ui.dark_mode(value=bool(dark))
        ui.add_css(STYLE)
        ui.add_head_html('<script>document.documentElement.lang = "en"</script>')
        ui.html("Cards", sanitize=escape, tag="h1")
        with ui.element("div").classes("gw-album"):
            for name, card in cards.items():
                if only in {"", name} and name.startswith(prefix):
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
        draw_card(
            card,
            form=initial_form(card),
            handlers=Handlers(
                on_action=_nothing,
                on_link=lambda _: None,
                on_card=lambda _: None,
                on_dynamic_link=lambda _: None,
                on_change=lambda _: None,
                suggest=_nobody,
            ),
            menu=[("Help", lambda: None)],
        )


async def _nothing(_action: Json) -> None:
    """Do nothing: nobody is behind these cards."""


async def _nobody(_found: Json, _query: str) -> list[Json]:
    return []


if __name__ == "__main__":
    main()
