"""Buttons, and the menus that they open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from html import escape

from nicegui import ui

from sandbox.hosts.wire import Json, member, members
from workbench.drawing.canvas import Canvas
from workbench.drawing.icons import draw_icon
from workbench.drawing.rich_text import plain
from workbench.words import Word

_CLASSES: Mapping[str, str] = {
    "OUTLINED": "gw-outlined",
    "FILLED": "gw-filled",
    "FILLED_TONAL": "gw-tonal",
    "BORDERLESS": "gw-borderless",
}
_LINEAR_BELOW = 0.04045
_BLACK_TEXT_FROM = 0.179
"""The relative luminance from which black is read better than white on a colour."""

_STEP = """event => {
    const items = [...event.currentTarget.querySelectorAll("[role=menuitem]:not(.disabled)")];
    const step = event.key === "ArrowDown" ? 1 : -1;
    const here = items.indexOf(document.activeElement);
    items.at(here < 0 && step < 0 ? -1 : (here + step) % items.length)?.focus();
}"""


def draw_button_list(canvas: Canvas, content: Json, _path: str) -> None:
    """Draw a `buttonList`: buttons in a row that wraps."""
    with ui.element("div").classes("gw-buttons"):
        for button in members(content, "buttons"):
            draw_button(canvas, button)


def draw_button(canvas: Canvas, button: Json, default_type: str = "OUTLINED") -> ui.button | None:
    """Draw a `Button`; nothing where it has no `onClick`.

    Args:
        canvas: the card.
        button: the button.
        default_type: its look where it asks for none.
    """
    on_click = member(button, "onClick")
    if on_click is None:
        return None
    text, alt, icon = button.get("text", ""), button.get("altText", ""), member(button, "icon")
    color = member(button, "color")
    kind = "FILLED" if color is not None else button.get("type", default_type)
    drawn = ui.button(color=None).props("flat no-caps").classes(f"gw-button {_CLASSES[kind]}")
    if color is not None:
        drawn.style(css_colors(color))
    with drawn:
        if icon is not None:
            draw_icon({**icon, "altText": ""} if text or alt else icon)
        if text:
            ui.html(text, sanitize=escape, tag="span")
        else:
            drawn.classes("gw-icon-only")
        menu = member(on_click, "overflowMenu")
        if menu is not None:
            _draw_overflow(canvas, menu)
            drawn.props["aria-haspopup"] = "menu"
    said = alt or plain(text) or (icon or {}).get("altText")
    name = said or canvas.say(Word.UNTITLED_BUTTON)
    if name != text:
        drawn.props["aria-label"] = name
    drawn.set_enabled(not button.get("disabled"))
    if menu is None:
        drawn.on_click(partial(canvas.press, on_click))
    return drawn


def draw_menu() -> ui.menu:
    """A menu for the current slot, gone through with the arrow keys."""
    menu = ui.menu().props("transition-duration=0").classes("gw-popup")
    for key in ("down", "up"):
        menu.on(f"keydown.{key}.prevent", js_handler=_STEP)
    return menu


def _draw_overflow(canvas: Canvas, menu: Json) -> None:
    with draw_menu():
        for item in members(menu, "items"):
            if item:
                draw_menu_item(
                    item["text"],
                    partial(canvas.press, item["onClick"]),
                    icon=member(item, "startIcon"),
                    disabled=bool(item.get("disabled")),
                )


def draw_menu_item(
    label: str,
    on_click: Callable[[], object],
    *,
    icon: Json | None = None,
    disabled: bool = False,
) -> ui.menu_item:
    """Draw an entry of a menu that is open in the current slot."""
    with ui.menu_item(on_click=on_click).props("role=menuitem").classes("gw-menu-item") as item:
        if icon is not None:
            draw_icon({**icon, "altText": ""})
        ui.html(label, sanitize=escape, tag="span")
    item.set_enabled(not disabled)
    return item


def draw_clickable(canvas: Canvas, on_click: Json | None, name: str = "") -> ui.element:
    """A container that is a button where there is something to press.

    Args:
        canvas: the card.
        on_click: its `OnClick`, if it has one.
        name: what screen readers say where the contents do not say it.
    """
    if on_click is None:
        return ui.element("div")
    drawn = ui.element("button").props("type=button").classes("gw-clickable")
    if name:
        drawn.props["aria-label"] = name
    menu = member(on_click, "overflowMenu")
    if menu is not None:
        drawn.props["aria-haspopup"] = "menu"
        with drawn:
            _draw_overflow(canvas, menu)
        return drawn
    return drawn.on("click", partial(canvas.press, on_click), [])


def css_colors(color: Json) -> str:
    """A `Color` as a background, with the text colour that is read best on it.

    Alpha is ignored (hosts.md 8).
    """
    parts = [min(max(float(color.get(name, 0)), 0), 1) for name in ("red", "green", "blue")]
    linear = [
        part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    text = "#000" if luminance >= _BLACK_TEXT_FROM else "#fff"
    return f"background: {css_color(color)} !important; color: {text} !important"


def css_color(color: Json) -> str:
    """A `Color` in CSS."""
    parts = (min(max(float(color.get(name, 0)), 0), 1) for name in ("red", "green", "blue"))
    return f"rgb({', '.join(str(round(part * 255)) for part in parts)})"
