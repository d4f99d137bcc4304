"""Widgets that show something: text, pictures, lines."""

from __future__ import annotations

from html import escape
from typing import Any

from nicegui import events, ui

from sandbox.hosts.parts import selected_values
from sandbox.hosts.wire import Json, member
from workbench.drawing.buttons import draw_button, draw_clickable
from workbench.drawing.canvas import Canvas
from workbench.drawing.icons import draw_icon, draw_image
from workbench.drawing.rich_text import plain, safe_html, safe_markdown
from workbench.words import Word

_FOLLOW_LINK = """(event) => {
    const link = event.target.closest("a");
    if (link) { event.preventDefault(); event.stopPropagation(); emit(link.href); }
}"""


def draw_text(
    canvas: Canvas, text: str, classes: str, *, tag: str = "div", markdown: bool = False
) -> ui.html:
    """Draw a text in the HTML subset of cards; its links go to `Handlers.on_link`."""
    drawn = ui.html(text, sanitize=safe_markdown if markdown else safe_html, tag=tag)

    async def follow(event: events.GenericEventArguments) -> None:
        await canvas.follow(str(event.args))

    drawn.on("click", follow, js_handler=_FOLLOW_LINK)
    return drawn.classes(f"{classes} gw-markdown" if markdown else classes)


def draw_plain(text: str, classes: str = "", tag: str = "span") -> ui.html:
    """Draw a text that has no markup."""
    return ui.html(text, sanitize=escape, tag=tag).classes(classes)


def draw_text_paragraph(
    canvas: Canvas, content: Json, _path: str, classes: str = "gw-text"
) -> ui.element:
    """Draw a `textParagraph`."""
    drawn = draw_text(
        canvas, content["text"], classes, markdown=content.get("textSyntax") == "MARKDOWN"
    )
    lines = content.get("maxLines", 0)
    if lines > 0:
        drawn.classes("gw-clamped").style(f"-webkit-line-clamp: {lines}")
    return drawn


def draw_image_widget(canvas: Canvas, content: Json, _path: str) -> None:
    """Draw an `image`, as wide as the card."""
    alt = content.get("altText", "")
    with draw_clickable(
        canvas, member(content, "onClick"), alt or canvas.say(Word.PICTURE)
    ).classes("gw-picture"):
        draw_image(content["imageUrl"], alt)


def draw_divider(_canvas: Canvas, _content: Json, _path: str) -> None:
    """Draw a `divider`."""
    ui.element("hr").classes("gw-divider")


def draw_decorated_text(canvas: Canvas, content: Json, _path: str) -> None:
    """Draw a `decoratedText`: icon, up to three lines, and a control at the end."""
    top = _line(content, "topLabel", "topLabelText")
    text = _line(content, "text", "contentText")
    bottom = _line(content, "bottomLabel", "bottomLabelText")
    start = member(content, "startIcon") or member(content, "icon")
    aligned = content.get("startIconVerticalAlignment", "TOP" if bottom or top else "MIDDLE")
    with ui.element("div").classes("gw-row"):
        with draw_clickable(canvas, member(content, "onClick")).classes("gw-row-main"):
            if start is not None:
                draw_icon(start, f"gw-start gw-{aligned.lower()}")
            with ui.element("span").classes("gw-lines"):
                if top:
                    _draw_line(canvas, top, "gw-label")
                wraps = "gw-wrapped" if content.get("wrapText") else "gw-one-line"
                _draw_line(canvas, text, f"gw-text {wraps}")
                if bottom:
                    below = _draw_line(canvas, bottom, "gw-label")
        _draw_end(canvas, content, plain(text.get("text", "")), below.html_id if bottom else "")


def _line(content: Json, name: str, chat_name: str) -> Json:
    """A line as a `TextParagraph`, empty where there is none."""
    if content.get(name):
        return {"text": content[name]}
    return member(content, chat_name) or {}


def _draw_line(canvas: Canvas, line: Json, classes: str) -> ui.html:
    markdown = line.get("textSyntax") == "MARKDOWN"
    drawn = draw_text(canvas, line.get("text", ""), classes, tag="span", markdown=markdown)
    lines = line.get("maxLines", 0)
    if lines > 0:
        drawn.classes("gw-clamped").style(f"-webkit-line-clamp: {lines}")
    return drawn


def _draw_end(canvas: Canvas, content: Json, name: str, described_by: str) -> None:
    match content:
        case {"switchControl": dict() as switch}:
            draw_switch(canvas, switch, name, described_by)
        case {"button": dict() as button}:
            draw_button(canvas, button)
        case {"endIcon": dict() as icon}:
            draw_icon(icon, "gw-end")


def draw_switch(canvas: Canvas, switch: Json, name: str, described_by: str = "") -> None:
    """Draw a `switchControl`.

    Args:
        canvas: the card.
        switch: the switch.
        name: what screen readers call it: the text that it belongs to.
        described_by: the id of the element that says more about it.
    """
    is_on = switch["value"] in selected_values(canvas.form, switch["name"])

    async def turn(event: events.ValueChangeEventArguments[Any]) -> None:
        await canvas.turn(switch, on=bool(event.value))

    make = ui.switch if switch.get("controlType", "SWITCH") == "SWITCH" else ui.checkbox
    drawn = make(value=is_on, on_change=turn).classes("gw-end")
    drawn.props["aria-label"] = name
    if described_by:
        drawn.props["aria-describedby"] = described_by
