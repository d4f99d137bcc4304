"""Draws a card: header, menu, sections, footer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, tzinfo
from functools import partial
from itertools import chain
from pathlib import Path

from nicegui import ui

from sandbox.hosts.parts import Form, inputs, pressables, switches
from sandbox.hosts.wire import Complaint, Host, Json, join, member, members
from workbench.drawing.buttons import draw_button, draw_menu, draw_menu_item
from workbench.drawing.canvas import Canvas, Handlers, MenuEntry
from workbench.drawing.icons import draw_image
from workbench.drawing.notes import Notes, draw_note
from workbench.drawing.readable import read_message, readable, shown_sections
from workbench.drawing.texts import draw_plain, draw_text
from workbench.drawing.widgets import draw_widget, draw_widgets
from workbench.words import Word

_HOSTS: Mapping[Host, str] = {
    Host.CALENDAR: "gw-calendar",
    Host.CHAT_MESSAGE: "gw-message",
    Host.CHAT_DIALOG: "gw-dialog",
}

ui.add_css(Path(__file__).with_name("card.css"), shared=True)


def draw_card(
    card: Json,
    *,
    form: Form,
    handlers: Handlers,
    host: Host = Host.CALENDAR,
    complaints: Iterable[Complaint] = (),
    path: str = "",
    menu: Sequence[MenuEntry] = (),
    zone: tzinfo = UTC,
    heading_level: int = 2,
    language: str = "en",
) -> ui.element:
    """Draw a card as `host` shows it.

    Args:
        card: A card of `google.apps.card.v1` in lowerCamelCase; anything else in it is left out.
        form: what its inputs hold; written into while the person uses the card.
        handlers: what happens then.
        host: the surface.
        complaints: what is wrong with it; those that are not below `path` are left out.
        path: where the card stands in what was complained about.
        menu: what the host's menu has after the card's own entries: the universal actions.
        zone: the person's time zone, for pickers.
        heading_level: the level of the card's title.
        language: the language that the host is set to.

    Returns:
        The card, an `article` named after its title.
    """
    shown = readable(card, host)
    canvas = Canvas(
        shown, form, host, handlers, Notes(complaints, path), zone, heading_level, language
    )
    with ui.element("article").classes(f"gw-card {_HOSTS[host]}") as drawn:
        drawn.props["aria-label"] = (member(shown, "header") or {}).get("title") or canvas.say(
            Word.CARD
        )
        canvas.busy = _draw_busy(canvas)
        if canvas.notes.strips_card:
            drawn.classes("gw-stripped")
            draw_note(f"{host.value[0].upper()}{host.value[1:]} shows nothing of this card")
        _draw_header(canvas, path, menu)
        sections = shown_sections(shown)
        with ui.element("div").classes(_divided(shown)) as body:
            if not _is_used({"sections": list(sections)}):
                body.props("tabindex=0")  # or nobody could scroll it without a mouse
            for index, section in enumerate(sections):
                _draw_section(canvas, section, join(join(path, "sections"), index))
        _draw_footer(canvas, path)
        canvas.notes.draw(path)
    return drawn


def draw_peek(
    card: Json, *, on_open: Callable[[], object], host: Host = Host.CALENDAR
) -> ui.element:
    """Draw the bar that a contextual card with `displayStyle: PEEK` shows until it is clicked.

    Args:
        card: the card.
        on_open: opens it.
        host: the surface.
    """
    shown = readable(card, host)
    header = member(shown, "peekCardHeader") or member(shown, "header") or {}
    bar = ui.element("button").props("type=button").classes("gw-card gw-peek gw-clickable")
    with bar.on("click", on_open, []):
        _draw_titles(header, None)
        ui.icon("expand_less")
    return bar


def draw_accessories(
    widgets: Sequence[Json], *, handlers: Handlers, language: str = "en"
) -> ui.element:
    """Draw the `accessoryWidgets` below a Chat message: buttons without a card.

    Args:
        widgets: the widgets.
        handlers: what happens when one is pressed.
        language: the language that the host is set to.
    """
    canvas = Canvas({}, {}, Host.CHAT_MESSAGE, handlers, Notes((), ""), language=language)
    with ui.element("div").classes("gw-card gw-accessories") as drawn:
        for index, widget in enumerate(widgets):
            read = read_message(widget, "Widget", canvas.host)
            draw_widget(canvas, read or {}, join("accessoryWidgets", index))
    return drawn


def _draw_busy(canvas: Canvas) -> ui.element:
    bar = ui.element("q-linear-progress").props("indeterminate").classes("gw-busy")
    bar.props["aria-label"] = canvas.say(Word.LOADING)
    bar.set_visibility(False)
    return bar


def _divided(card: Json) -> str:
    plain_sections = card.get("sectionDividerStyle") == "NO_DIVIDER"
    return "gw-sections" if plain_sections else "gw-sections gw-divided"


def _is_used(card: Json) -> bool:
    """Whether there is something to press or to fill in."""
    return any(True for _ in chain(pressables(card), switches(card), inputs(card)))


def _draw_header(canvas: Canvas, path: str, menu: Sequence[MenuEntry]) -> None:
    header = member(canvas.card, "header")
    actions = members(canvas.card, "cardActions")
    with ui.element("div").classes("gw-header"):
        if header is not None:
            _draw_titles(header, canvas.heading_level)
        if actions or menu:
            _draw_menu(canvas, actions, menu)
    for name in ("header", "cardActions"):
        canvas.notes.draw(join(path, name), under=path)


def _draw_titles(header: Json, level: int | None) -> None:
    if header.get("imageUrl"):
        round_ = " gw-round" if header.get("imageType") == "CIRCLE" else ""
        image = draw_image(header["imageUrl"], header.get("imageAltText", ""))
        image.classes(f"gw-header-image{round_}")
    with ui.element("div" if level else "span").classes("gw-titles"):
        draw_plain(header.get("title", ""), "gw-title", f"h{level}" if level else "span")
        if header.get("subtitle"):
            draw_plain(header["subtitle"], "gw-label", "div" if level else "span")


def _draw_menu(canvas: Canvas, actions: list[Json], menu: Sequence[MenuEntry]) -> None:
    opener = ui.button(icon="more_vert", color=None).props("flat round dense")
    opener.classes("gw-icon-button gw-menu-button")
    opener.props["aria-label"] = canvas.say(Word.MORE_OPTIONS)
    opener.props["aria-haspopup"] = "menu"
    with opener, draw_menu():
        for action in actions:
            on_click = member(action, "onClick")
            if on_click is not None:
                draw_menu_item(action["actionLabel"], partial(canvas.press, on_click))
        if actions and menu:
            ui.separator()
        for label, choose in menu:
            draw_menu_item(label, choose)


def _draw_section(canvas: Canvas, section: Json, path: str) -> None:
    widgets = members(section, "widgets")
    where = join(path, "widgets")
    with ui.element("div").classes("gw-section"):
        if section.get("header"):
            level = f"h{canvas.heading_level + 1}"
            draw_text(canvas, section["header"], "gw-section-title", tag=level)
        if not section.get("collapsible"):
            draw_widgets(canvas, widgets, where)
        else:
            always = max(section.get("uncollapsibleWidgetsCount", 0), 0)
            draw_widgets(canvas, widgets[:always], where)
            if widgets[always:]:
                _draw_collapsed(canvas, section, path, always)
        canvas.notes.draw(path)


def _draw_collapsed(canvas: Canvas, section: Json, path: str, first: int) -> None:
    """Draw what shows only after "Show more", and the button for it."""
    control = member(section, "collapseControl") or {}
    with ui.element("div") as rest:
        for index, widget in enumerate(members(section, "widgets")[first:], first):
            draw_widget(canvas, widget, join(join(path, "widgets"), index))
    rest.set_visibility(False)
    aligned = control.get("horizontalAlignment", "CENTER").lower()
    with ui.element("div").classes(f"gw-collapse gw-align-{aligned}"):
        toggle = ui.button(color=None).props("flat no-caps").classes("gw-button gw-borderless")

    def show(is_open: bool) -> None:
        rest.set_visibility(is_open)
        toggle.props["aria-expanded"] = "true" if is_open else "false"
        button = member(control, "collapseButton" if is_open else "expandButton") or {}
        toggle.text = button.get("text") or canvas.say(
            Word.SHOW_LESS if is_open else Word.SHOW_MORE
        )
        toggle.props["icon-right"] = "expand_less" if is_open else "expand_more"

    toggle.props["aria-controls"] = rest.html_id
    toggle.on_click(lambda: show(not rest.visible))
    show(False)


def _draw_footer(canvas: Canvas, path: str) -> None:
    footer = member(canvas.card, "fixedFooter")
    if footer is not None:
        with ui.element("div").classes("gw-footer"):
            for name, look in (("secondaryButton", "BORDERLESS"), ("primaryButton", "FILLED")):
                button = member(footer, name)
                if button is not None:
                    draw_button(canvas, button, look)
    canvas.notes.draw(join(path, "fixedFooter"), under=path)
