"""The six kinds of `selectionInput`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from nicegui import events, ui

from sandbox.hosts.parts import has_data_source, selected_values
from sandbox.hosts.wire import Json, members
from workbench.drawing.canvas import Canvas
from workbench.drawing.icons import is_shown
from workbench.drawing.inputs import marker
from workbench.drawing.rich_text import plain
from workbench.words import Word

MAX_SELECTED = 3
MIN_QUERY_OF_SOURCE = 3
"""Defaults of MULTI_SELECT (hosts.md 7)."""

_FIELD = "outlined hide-bottom-space popup-content-class=gw-popup transition-duration=0"
_OPTION = """
<q-item v-bind="props.itemProps">
  <q-item-section avatar v-if="props.opt.icon"><img class="gw-face" :src="props.opt.icon" alt=""
    referrerpolicy="no-referrer">
  </q-item-section>
  <q-item-section>
    <q-item-label>{{ props.opt.label }}</q-item-label>
    <q-item-label caption v-if="props.opt.caption">{{ props.opt.caption }}</q-item-label>
  </q-item-section>
</q-item>
"""
_NO_OPTION = """
<q-item><q-item-section class="gw-none">
{{ props.inputValue.length >= %d ? %s : %s }}
</q-item-section></q-item>
"""
_NAME_LIST = """() => requestAnimationFrame(() => {
    const field = getElement(%d).$el.querySelector("[aria-controls]");
    document.getElementById(field.getAttribute("aria-controls"))?.setAttribute("aria-label", %s);
})"""
_TELL_QUERY = "(query, update) => { update(() => {}); emit(query); }"


def draw_selection_input(canvas: Canvas, content: Json, _path: str) -> None:
    """Draw a `selectionInput` of any type; one that names none is a list of checkboxes."""
    match content.get("type", "CHECK_BOX"):
        case "RADIO_BUTTON":
            _draw_radio(canvas, content)
        case "DROPDOWN" if not has_data_source(content):
            _draw_dropdown(canvas, content)
        case "DROPDOWN":
            _draw_search(canvas, content, multiple=False)
        case "MULTI_SELECT":
            _draw_search(canvas, content, multiple=True)
        case kind:
            _draw_boxes(canvas, content, is_switch=kind == "SWITCH")


def _label(content: Json) -> str:
    return plain(content.get("label", ""))


def _draw_boxes(canvas: Canvas, content: Json, *, is_switch: bool) -> None:
    chosen = set(selected_values(canvas.form, content["name"]))
    items = members(content, "items")

    def turner(value: str) -> Callable[[events.ValueChangeEventArguments[Any]], object]:
        async def turn(event: events.ValueChangeEventArguments[Any]) -> None:
            (chosen.add if event.value else chosen.discard)(value)
            order = [item.get("value", "") for item in items]
            await _write(canvas, content, [known for known in order if known in chosen])

        return turn

    with ui.element("div").classes("gw-choices") as group:
        group.props["role"] = "group"
        group.props["aria-label"] = _label(content) or content["name"]
        _draw_label(content)
        for item in items:
            text, value = item.get("text", ""), item.get("value", "")
            make = ui.switch if is_switch else ui.checkbox
            drawn = make(text, value=value in chosen, on_change=turner(value))
            drawn.classes("gw-switch-item" if is_switch else "gw-choice")
            drawn.props["aria-label"] = text


def _draw_radio(canvas: Canvas, content: Json) -> None:
    async def choose(event: events.ValueChangeEventArguments[Any]) -> None:
        await _write(canvas, content, [event.value])

    with ui.element("div").classes("gw-choices"):
        _draw_label(content)
        drawn = ui.radio(_options(content), value=_chosen(canvas, content), on_change=choose)
        drawn.classes("gw-choice").props["aria-label"] = _label(content) or content["name"]


def _draw_dropdown(canvas: Canvas, content: Json) -> None:
    async def choose(event: events.ValueChangeEventArguments[Any]) -> None:
        await _write(canvas, content, [event.value])

    drawn = ui.select(
        _options(content),
        label=_label(content) or None,
        value=_chosen(canvas, content),
        on_change=choose,
    )
    drawn.props(_FIELD).classes("gw-field")
    _name(drawn, _label(content) or content["name"])
    canvas.marks[content["name"]] = marker(canvas, drawn)


def _draw_search(canvas: Canvas, content: Json, *, multiple: bool) -> None:
    """Draw a selection that is searched by typing; its items may come from elsewhere."""
    from_source = has_data_source(content)
    own = [_option(item) for item in members(content, "items")]
    known = {option["value"]: option for option in own}
    minimum = _min_query(content) if from_source else content.get("multiSelectMinQueryLength", 0)

    async def search(event: events.GenericEventArguments) -> None:
        query = str(event.args or "")
        found = [option for option in own if query.casefold() in option["label"].casefold()]
        if from_source and len(query) >= minimum:
            found += [_option(item) for item in await canvas.suggestions(content, query)]
        known.update((option["value"], option) for option in found)
        if not drawn.is_deleted:
            drawn.props["options"] = found if len(query) >= minimum else []

    async def choose(event: events.GenericEventArguments) -> None:
        options: Sequence[Json] = event.args if multiple else [event.args] if event.args else []
        drawn.props["model-value"] = options if multiple else event.args
        await _write(canvas, content, [option["value"] for option in options])

    held = [
        known.get(value, {"value": value, "label": value})
        for value in selected_values(canvas.form, content["name"])
    ]
    drawn = ui.element("q-select").classes("gw-field gw-search")
    drawn.props(f"{_FIELD} use-input")
    drawn.props("input-debounce=150 virtual-scroll-slice-size=100")
    drawn.props["options"] = own if not from_source else []
    drawn.props["model-value"] = held if multiple else next(iter(held), None)
    drawn.props["label"] = _label(content) or None
    _name(drawn, _label(content) or content["name"])
    if multiple:
        drawn.props("multiple use-chips")
        drawn.props["max-values"] = content.get("multiSelectMaxSelectedItems", MAX_SELECTED)
    else:
        drawn.props("hide-selected fill-input")
    drawn.add_slot("option", _OPTION)
    asks_for = Word.TYPE_MORE if minimum > 1 else Word.TYPE_TO_SEARCH
    drawn.add_slot(
        "no-option",
        _NO_OPTION
        % (
            max(minimum, 1),
            _in_template(canvas.say(Word.NO_MATCHES)),
            _in_template(canvas.say(asks_for, count=minimum)),
        ),
    )
    drawn.on("filter", search, js_handler=_TELL_QUERY)
    drawn.on("update:model-value", choose, js_handler="(value) => emit(value)")

    def mark(missing: bool) -> None:
        drawn.props["error"] = missing
        drawn.props["error-message"] = canvas.say(Word.NEEDED) if missing else ""

    canvas.marks[content["name"]] = mark


def _in_template(words: str) -> str:
    """Words as a string inside a template of Vue's."""
    return escape(json.dumps(words, ensure_ascii=False), quote=False)


def _min_query(content: Json) -> int:
    """How much is typed before a data source is asked."""
    asked = [config.get("minCharactersTrigger") for config in members(content, "dataSourceConfigs")]
    given = [content.get("multiSelectMinQueryLength"), *asked]
    return next((int(length) for length in given if length is not None), MIN_QUERY_OF_SOURCE)


async def _write(canvas: Canvas, content: Json, values: Sequence[str]) -> None:
    canvas.write("selectionInput", content, [value for value in values if value])
    await canvas.fire_change(content)


def _name(select: ui.element, name: str) -> None:
    """Names a select and, whenever it opens, its list, to which Quasar gives no name."""
    select.props["aria-label"] = name
    select.on("popup-show", js_handler=_NAME_LIST % (select.id, json.dumps(name)))


def _draw_label(content: Json) -> None:
    if _label(content):
        ui.html(_label(content), sanitize=escape).classes("gw-group-label")


def _options(content: Json) -> dict[str, str]:
    return {item.get("value", ""): item.get("text", "") for item in members(content, "items")}


def _option(item: Json) -> Json:
    icon = str(item.get("startIconUri", ""))
    return {
        "value": item.get("value", ""),
        "label": item.get("text", ""),
        "caption": item.get("bottomText", ""),
        "icon": icon if is_shown(icon) else "",
    }


def _chosen(canvas: Canvas, content: Json) -> str | None:
    held, known = selected_values(canvas.form, content["name"]), _options(content)
    return next((value for value in held if value in known), None)
