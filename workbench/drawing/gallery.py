"""A page with every widget and every mistake: `python -m workbench.drawing.gallery --port 8090`.

`?host=message` and `?host=dialog` show it as Chat does, `?dark=1` in the dark, `?only=Texts` one
card of it.
"""

from __future__ import annotations

import asyncio
import json
import struct
import zlib
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from html import escape

from fastapi import HTTPException, Request, Response
from nicegui import app, ui

from sandbox.hosts.cards import CardRules, check_card
from sandbox.hosts.parts import Form, Moment, initial_form
from sandbox.hosts.wire import Host, Json
from workbench.drawing import Handlers, draw_accessories, draw_card, draw_peek
from workbench.drawing.samples import GO_ON, PEOPLE, WAIT, call, samples, sidebar

HOSTS: Mapping[str, Host] = {
    "calendar": Host.CALENDAR,
    "message": Host.CHAT_MESSAGE,
    "dialog": Host.CHAT_DIALOG,
}
WIDTHS: Mapping[Host, int] = {Host.CALENDAR: 300, Host.CHAT_MESSAGE: 400, Host.CHAT_DIALOG: 480}
COLORS: Mapping[str, bytes] = {
    "red": b"\xc5\x50\x46",
    "green": b"\x3c\x82\x5a",
    "blue": b"\x42\x6e\xbe",
}
LINK_PREFIXES = ("https://meet.google.com/",)
PICTURE_SIZE = (64, 24)
STYLE = """
    .gw-gallery { padding: 8px; font: 14px Roboto, sans-serif; }
    .gw-gallery h1 { font-size: 20px; line-height: 28px; }
    .gw-gallery-cards { display: flex; flex-wrap: wrap; gap: 24px; align-items: flex-start; }
    .gw-log { display: block; font: 11px monospace; overflow-wrap: anywhere; margin-bottom: 4px; }
    body:not(.body--dark) { background: #eef1f6; }
"""


def main() -> None:
    """Serve the gallery on this machine."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8090)
    arguments = parser.parse_args()
    app.add_api_route("/pictures/{name}", picture)
    ui.page("/")(gallery)
    ui.run(
        host="127.0.0.1",
        port=arguments.port,
        title="Cards",
        tailwind=False,
        binding_refresh_interval=None,
        show=False,
        reload=False,
    )


def gallery(request: Request, host: str = "calendar", only: str = "", dark: int = 0) -> None:
    """Draw the page.

    Args:
        request: tells where pictures are served.
        host: one of `HOSTS`.
        only: the name of the one card to draw; all when empty.
        dark: whether it is drawn in the dark.
    """
    surface = HOSTS[host]
    ui.dark_mode(value=bool(dark))
    ui.add_css(STYLE)
    ui.add_head_html('<script>document.documentElement.lang = "en"</script>')
    with ui.element("div").classes("gw-gallery"):
        ui.html(f"Cards in {surface.value}", sanitize=escape, tag="h1")
        with ui.element("div").classes("gw-gallery-cards"):
            for name, card in samples(surface, f"{request.base_url}pictures/"):
                if only in ("", name):
                    _draw_sample(name, card, surface)
            if only in ("", "Outside cards"):
                _draw_outside(surface)


def picture(name: str) -> Response:
    """A picture in one colour."""
    if name not in COLORS:
        raise HTTPException(404)
    width, height = PICTURE_SIZE
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + COLORS[name] * width) * height)
    parts = (_chunk(b"IHDR", size), _chunk(b"IDAT", rows), _chunk(b"IEND", b""))
    return Response(b"\x89PNG\r\n\x1a\n" + b"".join(parts), media_type="image/png")


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


def _draw_sample(name: str, card: Json, surface: Host) -> None:
    form = initial_form(card)
    is_sidebar = surface is Host.CALENDAR
    rules = CardRules(surface, LINK_PREFIXES if is_sidebar else None)
    with ui.element("section").style(f"width: {WIDTHS[surface]}px") as place:
        place.props["aria-label"] = name
        handlers = _Log(form).handlers
        draw_card(
            card,
            form=form,
            handlers=handlers,
            host=surface,
            complaints=check_card(card, rules),
            menu=[("Help", lambda: handlers.on_link({"url": "help"}))] if is_sidebar else [],
        )


def _draw_outside(surface: Host) -> None:
    with ui.element("section").style(f"width: {WIDTHS[surface]}px") as place:
        place.props["aria-label"] = "Outside cards"
        handlers = _Log({}).handlers
        if surface is Host.CALENDAR:
            draw_peek(sidebar(), on_open=lambda: handlers.on_link({"url": "peek"}))
        else:
            buttons = {"buttonList": {"buttons": [{"text": "Accessory", "onClick": call("aside")}]}}
            draw_accessories([buttons], handlers=handlers)


class _Log:
    """Shows what a card's form holds and what its handlers heard last."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._heard: Json = {}
        self._gone_on = asyncio.Event()
        self._shown = ui.html("", sanitize=escape, tag="output").classes("gw-log")
        self._shown.props["aria-label"] = "Heard"
        self._show()

    @property
    def handlers(self) -> Handlers:
        """Handlers that write down what they hear."""
        return Handlers(
            on_action=self._act,
            on_link=lambda link: self._hear({"link": link}),
            on_card=lambda card: self._hear({"card": card["header"]["title"]}),
            on_dynamic_link=lambda action: self._hear({"dynamicLink": action}),
            on_change=lambda name: self._hear({"changed": name}),
            suggest=self._suggest,
        )

    def _hear(self, heard: Json) -> None:
        self._heard = heard
        self._show()

    async def _act(self, action: Json) -> None:
        self._hear({"action": action})
        if action == call(WAIT)["action"]:
            await self._gone_on.wait()
        if action == call(GO_ON)["action"]:
            self._gone_on.set()

    async def _suggest(self, _found: Json, query: str) -> Sequence[Json]:
        names = [name for name in PEOPLE if query.casefold() in name.casefold()]
        return [
            {
                "text": name,
                "value": f"users/{name.lower()}",
                "bottomText": f"{name.lower()}@example.com",
            }
            for name in names
        ]

    def _show(self) -> None:
        form = {
            name: asdict(value) if isinstance(value, Moment) else value
            for name, value in self._form.items()
        }
        self._shown.content = json.dumps({"form": form, "heard": self._heard}, ensure_ascii=False)


if __name__ == "__main__":
    main()
