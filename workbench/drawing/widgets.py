"""The table of widgets, and the widgets that hold other widgets."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nicegui import ui

from sandbox.hosts.wire import Json, join, member, members
from workbench.drawing.buttons import draw_button_list
from workbench.drawing.canvas import Canvas
from workbench.drawing.inputs import draw_date_time_picker, draw_text_input
from workbench.drawing.selections import draw_selection_input
from workbench.drawing.texts import (
    draw_decorated_text,
    draw_divider,
    draw_image_widget,
    draw_text_paragraph,
)
from workbench.drawing.tiles import draw_chip_list, draw_grid

_CARD_WIDTH = 220


def draw_widgets(canvas: Canvas, widgets: list[Json], path: str) -> None:
    """Draw widgets one below the other.

    Args:
        canvas: the card.
        widgets: the widgets.
        path: where their list stands.
    """
    for index, widget in enumerate(widgets):
        draw_widget(canvas, widget, join(path, index))


def draw_widget(canvas: Canvas, widget: Json, path: str) -> None:
    """Draw a widget, then what is wrong with it."""
    aligned = widget.get("horizontalAlignment", "START").lower()
    with ui.element("div").classes(f"gw-widget gw-align-{aligned}"):
        for kind, draw in WIDGETS.items():
            content = member(widget, kind)
            if content is not None:
                draw(canvas, content, join(path, kind))
                break
        canvas.notes.draw(path)


def draw_columns(canvas: Canvas, content: Json, path: str) -> None:
    """Draw `columns` side by side; they stand below each other where the card is narrow."""
    with ui.element("div").classes("gw-columns"):
        for index, column in enumerate(members(content, "columnItems")):
            size = column.get("horizontalSizeStyle", "FILL_AVAILABLE_SPACE").lower()
            across = column.get("horizontalAlignment", "START").lower()
            down = column.get("verticalAlignment", "TOP").lower()
            classes = f"gw-column gw-{size} gw-align-{across} gw-down-{down}"
            with ui.element("div").classes(classes):
                where = join(join(join(path, "columnItems"), index), "widgets")
                draw_widgets(canvas, members(column, "widgets"), where)


def draw_carousel(canvas: Canvas, content: Json, path: str) -> None:
    """Draw a `carousel`: cards side by side, with a button for each direction."""
    cards = members(content, "carouselCards")
    with ui.element("div").classes("gw-carousel") as carousel:
        carousel.props["role"] = "group"
        carousel.props["aria-roledescription"] = "carousel"
        carousel.props["aria-label"] = "Carousel"
        with ui.element("div").classes("gw-slides") as slides:
            slides.props["tabindex"] = 0
            for index, card in enumerate(cards):
                with ui.element("div").classes("gw-slide") as slide:
                    slide.props["role"] = "group"
                    slide.props["aria-label"] = f"{index + 1} of {len(cards)}"
                    where = join(join(path, "carouselCards"), index)
                    draw_widgets(canvas, members(card, "widgets"), join(where, "widgets"))
                    with ui.element("div").classes("gw-slide-footer"):
                        footer = join(where, "footerWidgets")
                        draw_widgets(canvas, members(card, "footerWidgets"), footer)
        with ui.element("div").classes("gw-arrows"):
            _draw_arrow("Previous", "chevron_left", slides, -_CARD_WIDTH)
            _draw_arrow("Next", "chevron_right", slides, _CARD_WIDTH)


def _draw_arrow(name: str, icon: str, slides: ui.element, distance: int) -> None:
    arrow = ui.button(icon=icon, color=None).props("flat round dense").classes("gw-icon-button")
    arrow.props["aria-label"] = name
    arrow.on(
        "click", js_handler=f"() => getHtmlElement({slides.id}).scrollBy({{left: {distance}}})"
    )


WIDGETS: Mapping[str, Callable[[Canvas, Json, str], object]] = {
    "textParagraph": draw_text_paragraph,
    "image": draw_image_widget,
    "decoratedText": draw_decorated_text,
    "buttonList": draw_button_list,
    "textInput": draw_text_input,
    "selectionInput": draw_selection_input,
    "dateTimePicker": draw_date_time_picker,
    "divider": draw_divider,
    "grid": draw_grid,
    "columns": draw_columns,
    "carousel": draw_carousel,
    "chipList": draw_chip_list,
}
