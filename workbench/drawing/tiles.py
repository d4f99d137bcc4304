"""Grids and lists of chips."""

from __future__ import annotations

from collections.abc import Mapping

from nicegui import ui

from sandbox.hosts.wire import Json, member, members
from workbench.drawing.buttons import css_color, draw_clickable
from workbench.drawing.canvas import Canvas
from workbench.drawing.icons import draw_icon, draw_image
from workbench.drawing.texts import draw_plain

ITEM_ID = "grid_item_identifier"
"""The parameter that tells which item of a grid was pressed: inferred, as Apps Script calls it so
(hosts.md 8)."""

_CROPS: Mapping[str, str] = {
    "SQUARE": "aspect-ratio: 1",
    "CIRCLE": "aspect-ratio: 1; border-radius: 50%",
    "RECTANGLE_4_3": "aspect-ratio: 4 / 3",
}


def draw_grid(canvas: Canvas, content: Json, _path: str) -> None:
    """Draw a `grid`; pressing an item adds its id to the action's parameters."""
    if content.get("title"):
        draw_plain(content["title"], "gw-group-label", "div")
    columns = max(content.get("columnCount", 2), 1)
    on_click = member(content, "onClick")
    with ui.element("div").classes("gw-grid") as grid:
        grid.style(f"grid-template-columns: repeat({columns}, minmax(0, 1fr))")
        for item in members(content, "items"):
            _draw_item(canvas, item, on_click, member(content, "borderStyle"))


def _draw_item(canvas: Canvas, item: Json, on_click: Json | None, border: Json | None) -> None:
    image = member(item, "image")
    press = None if on_click is None else _with_item(on_click, item.get("id", ""))
    name = item.get("title") or (image or {}).get("altText") or item.get("id", "Item")
    with draw_clickable(canvas, press, name).classes("gw-tile") as tile:
        tile.style(_border(border))
        if item.get("layout") == "TEXT_ABOVE":
            tile.classes("gw-text-above")
        if image is not None and image.get("imageUri"):
            crop = member(image, "cropStyle") or {}
            drawn = draw_image(image["imageUri"], image.get("altText", ""))
            drawn.style(f"{_crop(crop)}; {_border(member(image, 'borderStyle'))}")
        with ui.element("span").classes("gw-tile-text"):
            if item.get("title"):
                draw_plain(item["title"], "gw-text gw-one-line")
            if item.get("subtitle"):
                draw_plain(item["subtitle"], "gw-label gw-one-line")


def _with_item(on_click: Json, item_id: str) -> Json:
    action = member(on_click, "action")
    if action is None:
        return on_click
    parameters = [*members(action, "parameters"), {"key": ITEM_ID, "value": item_id}]
    return {"action": {**action, "parameters": parameters}}


def _crop(crop: Json) -> str:
    if crop.get("type") == "RECTANGLE_CUSTOM" and crop.get("aspectRatio", 0) > 0:
        return f"aspect-ratio: {float(crop['aspectRatio'])}"
    return _CROPS.get(crop.get("type", ""), "")


def _border(border: Json | None) -> str:
    if border is None:
        return ""
    radius = f"border-radius: {int(border.get('cornerRadius', 0))}px"
    if border.get("type") != "STROKE":
        return radius
    color = member(border, "strokeColor")
    return f"{radius}; border: 1px solid {css_color(color) if color else 'var(--gw-divider)'}"


def draw_chip_list(canvas: Canvas, content: Json, _path: str) -> None:
    """Draw a `chipList`."""
    scrolls = content.get("layout") == "HORIZONTAL_SCROLLABLE"
    with ui.element("div").classes("gw-chips gw-scrolling" if scrolls else "gw-chips"):
        for chip in members(content, "chips"):
            if chip.get("label") or chip.get("icon"):
                _draw_chip(canvas, chip)


def _draw_chip(canvas: Canvas, chip: Json) -> None:
    icon, label = member(chip, "icon"), chip.get("label", "")
    name = chip.get("altText") or label or (icon or {}).get("altText", "")
    with draw_clickable(canvas, member(chip, "onClick"), name).classes("gw-chip") as drawn:
        if icon is not None:
            draw_icon({**icon, "altText": ""} if label else icon)
        if label:
            draw_plain(label)
    if chip.get("disabled"):
        drawn.props("disabled")
