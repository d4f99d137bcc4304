"""Inputs that are typed into: texts, dates and times."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any

from nicegui import events, ui
from nicegui.elements.mixins.validation_element import ValidationElement

from sandbox.hosts.parts import EPOCH, Moment, selected_values
from sandbox.hosts.wire import Json, member, members
from workbench.drawing.canvas import Canvas
from workbench.drawing.rich_text import plain

REQUIRED = "This field is required"
_QUERY_PAUSE = 0.3
"""Seconds after which a person who stopped typing is taken to wait for completions."""

_DAY = 24 * 60
"""Minutes."""

_FORMATS: Mapping[str, tuple[str, str]] = {
    "INTEGER": (r"[+-]?\d+", "Enter a whole number"),
    "FLOAT": (r"[+-]?(\d+(\.\d*)?|\.\d+)", "Enter a number"),
    "EMAIL": (r"[^@\s]+@[^@\s]+\.[^@\s]+", "Enter an email address"),
}
_KEYBOARDS: Mapping[str, str] = {"INTEGER": "numeric", "FLOAT": "decimal", "EMAIL": "email"}


def draw_text_input(canvas: Canvas, content: Json, _path: str) -> None:
    """Draws a `textInput`, with its suggestions, its hint and what is wrong with its value."""
    validation = member(content, "validation") or {}
    suggests = members(member(content, "initialSuggestions"), "items")
    asks = member(content, "autoCompleteAction") is not None
    is_long = content.get("type") == "MULTIPLE_LINE" and not suggests
    value = " ".join(selected_values(canvas.form, content["name"]))

    def write(event: events.ValueChangeEventArguments[Any]) -> None:
        canvas.write("textInput", content, event.value or "")

    make = ui.textarea if is_long else ui.input
    label = plain(content.get("label", ""))
    drawn = make(
        label or None,
        value=value,
        on_change=write,
        validation=lambda text: format_error(validation, text or ""),
    )
    drawn.classes("gw-field")
    drawn.props("outlined hide-bottom-space")
    drawn.props["placeholder"] = content.get("placeholderText")
    if content.get("hintText"):
        drawn.props["hint"] = content["hintText"]
        drawn.props["aria-label"] = label or content["hintText"]
    if is_long:
        drawn.props("autogrow")
    if validation.get("characterLimit", 0) > 0:
        drawn.props["maxlength"] = validation["characterLimit"]
        drawn.props("counter")
    keyboard = _KEYBOARDS.get(validation.get("inputType", ""))
    if keyboard:
        drawn.props["inputmode"] = keyboard
    drawn.on("change", lambda: canvas.fire_change(content), [])
    canvas.marks[content["name"]] = marker(drawn)
    if suggests or asks:
        _draw_completions(canvas, drawn, content, [item.get("text", "") for item in suggests])


def format_error(validation: Json, text: str) -> str | None:
    """What is wrong with a text according to a `Validation`; an empty one is never wrong."""
    pattern, words = _FORMATS.get(validation.get("inputType", ""), ("", ""))
    return words if text and pattern and not re.fullmatch(pattern, text.strip()) else None


def _draw_completions(canvas: Canvas, field: ui.element, content: Json, initial: list[str]) -> None:
    choices = ui.element("datalist")
    choices.props["id"] = f"{field.html_id}-datalist"  # the list that NiceGUI's inputs name
    field.props["autocomplete"] = "off"

    def offer(texts: list[str]) -> None:
        choices.clear()
        with choices:
            for text in texts:
                ui.element("option").props["value"] = text

    async def ask(event: events.GenericEventArguments) -> None:
        found = await canvas.suggestions(content, str(event.args or ""))
        if not choices.is_deleted:
            offer([item.get("text", "") for item in found])

    offer(initial)
    if member(content, "autoCompleteAction") is not None:
        field.on("update:value", ask, throttle=_QUERY_PAUSE, leading_events=False)


def draw_date_time_picker(canvas: Canvas, content: Json, _path: str) -> None:
    """Draws a `dateTimePicker`: a date, a time, or both side by side."""
    kind = content.get("type", "DATE_AND_TIME")
    label = plain(content.get("label", "")) or content["name"]
    zone = _zone(canvas, content)
    held = canvas.form.get(content["name"])
    day, hour = _parts(held, zone) if isinstance(held, Moment) else ("", "")
    fields: dict[str, ui.input] = {}
    told = held

    def write() -> None:
        values = {name: field.value or "" for name, field in fields.items()}
        canvas.write("dateTimePicker", content, _moment(values, zone))

    async def tell() -> None:
        nonlocal told
        now = canvas.form.get(content["name"])
        if now != told:
            told = now
            await canvas.fire_change(content)

    with ui.element("div").classes("gw-moment") as group:
        if kind == "DATE_AND_TIME":
            group.props["role"] = "group"
            group.props["aria-label"] = label
        if kind != "TIME_ONLY":
            words = label if kind == "DATE_ONLY" else f"{label}: date"
            fields["date"] = _draw_native("date", label, words, day)
        if kind != "DATE_ONLY":
            words = label if kind == "TIME_ONLY" else f"{label}: time"
            shown = label if kind == "TIME_ONLY" else "Time"
            fields["time"] = _draw_native("time", shown, words, hour)

    for field in fields.values():
        field.on_value_change(write)
        # Only left or confirmed, is it said: the first digit of a year is a year to the browser.
        field.on("blur", tell, [])
        field.on("keydown.enter", tell, [])

    def mark(missing: bool) -> None:
        for field in fields.values():
            marker(field)(missing and not field.value)

    canvas.marks[content["name"]] = mark


def _draw_native(kind: str, label: str, name: str, value: str) -> ui.input:
    field = ui.input(label, value=value).classes("gw-field")
    field.props(f"outlined stack-label hide-bottom-space type={kind}")
    field.props["aria-label"] = name
    return field


def _zone(canvas: Canvas, content: Json) -> tzinfo:
    if content.get("type", "DATE_AND_TIME") != "DATE_AND_TIME":
        return UTC
    offset = content.get("timezoneOffsetDate")
    if offset is None or abs(offset) >= _DAY:
        return canvas.zone
    return timezone(timedelta(minutes=offset))


def _parts(held: Moment, zone: tzinfo) -> tuple[str, str]:
    try:
        when = (EPOCH + timedelta(milliseconds=held.milliseconds)).astimezone(zone)
    except OverflowError:
        return "", ""
    return when.strftime("%Y-%m-%d"), when.strftime("%H:%M")


def _moment(values: Mapping[str, str], zone: tzinfo) -> datetime | timedelta | None:
    """What the fields say together; None while they do not say it."""
    try:
        hour = time.fromisoformat(values.get("time", "00:00"))
        if "date" in values:
            return datetime.combine(date.fromisoformat(values["date"]), hour, zone)
    except ValueError:
        return None
    return timedelta(hours=hour.hour, minutes=hour.minute)


def marker(field: ValidationElement[Any]) -> Callable[[bool], None]:
    """Shows whether a field that an action requires is empty."""

    def mark(missing: bool) -> None:
        if missing or field.error == REQUIRED:
            field.error = REQUIRED if missing else None

    return mark
