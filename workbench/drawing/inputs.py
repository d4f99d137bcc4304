"""Inputs that are typed into: texts, dates and times."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any

from nicegui import events, ui
from nicegui.elements.mixins.validation_element import ValidationElement

from sandbox.hosts.parts import EPOCH, Moment, selected_values
from sandbox.hosts.wire import Json, member, members
from workbench.drawing.canvas import Canvas
from workbench.drawing.pickers import Picker, draw_day, draw_time
from workbench.drawing.rich_text import plain
from workbench.words import Word

_QUERY_PAUSE = 0.3
"""Seconds after which a person who stopped typing is taken to wait for completions."""

_DAY = 24 * 60
"""Minutes."""

_FORMATS: Mapping[str, tuple[str, Word]] = {
    "INTEGER": (r"[+-]?\d+", Word.NOT_A_WHOLE_NUMBER),
    "FLOAT": (r"[+-]?(\d+(\.\d*)?|\.\d+)", Word.NOT_A_NUMBER),
    "EMAIL": (r"[^@\s]+@[^@\s]+\.[^@\s]+", Word.NOT_AN_ADDRESS),
}
_KEYBOARDS: Mapping[str, str] = {"INTEGER": "numeric", "FLOAT": "decimal", "EMAIL": "email"}


def draw_text_input(canvas: Canvas, content: Json, _path: str) -> None:
    """Draw a `textInput`, with its suggestions, its hint and what is wrong with its value."""
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
        validation=lambda text: format_error(canvas, validation, text or ""),
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
    canvas.marks[content["name"]] = marker(canvas, drawn)
    if suggests or asks:
        _draw_completions(canvas, drawn, content, [item.get("text", "") for item in suggests])


def format_error(canvas: Canvas, validation: Json, text: str) -> str | None:
    """What is wrong with a text according to a `Validation`; an empty one is never wrong."""
    known = _FORMATS.get(validation.get("inputType", ""))
    if not text or known is None or re.fullmatch(known[0], text.strip()):
        return None
    return canvas.say(known[1])


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
    """Draw a `dateTimePicker`: a date, a time, or both side by side."""
    kind = content.get("type", "DATE_AND_TIME")
    label = plain(content.get("label", "")) or content["name"]
    zone = _zone(canvas, content)
    held = canvas.form.get(content["name"])
    start = _shown(held, zone) if isinstance(held, Moment) else None
    days, hours = _draw_pickers(canvas, kind, label, start)
    told = held

    def write() -> None:
        canvas.write("dateTimePicker", content, _moment(days, hours, zone))

    async def tell() -> None:
        nonlocal told
        now = canvas.form.get(content["name"])
        if now != told:
            told = now
            await canvas.fire_change(content)

    fields = [*(day.field for day in days), *(hour.field for hour in hours)]
    for field in fields:
        field.props("outlined").classes("gw-field")
        field.on_value_change(write)
        # Only left or confirmed, is it said: the first digit of a year is a year, too.
        field.on("blur", tell, [])
        field.on("keydown.enter", tell, [])

    def mark(missing: bool) -> None:
        for field in fields:
            marker(canvas, field)(missing and not field.value)

    canvas.marks[content["name"]] = mark


def _draw_pickers(
    canvas: Canvas, kind: str, label: str, start: datetime | None
) -> tuple[list[Picker[date]], list[Picker[time]]]:
    """Draw the field for a day, the one for a time, or both."""
    days: list[Picker[date]] = []
    hours: list[Picker[time]] = []
    with ui.element("div").classes("gw-moment") as group:
        if kind == "DATE_AND_TIME":
            group.props["role"] = "group"
            group.props["aria-label"] = label
        if kind != "TIME_ONLY":
            days.append(draw_day(label, start.date() if start else None, canvas.language))
        if kind != "DATE_ONLY":
            shown = label if kind == "TIME_ONLY" else canvas.say(Word.TIME)
            hours.append(draw_time(shown, start.time() if start else None, canvas.language))
    for day, hour in zip(days, hours, strict=False):
        day.field.props["aria-label"] = f"{label}: {canvas.say(Word.DATE)}"
        hour.field.props["aria-label"] = f"{label}: {canvas.say(Word.TIME)}"
    return days, hours


def _zone(canvas: Canvas, content: Json) -> tzinfo:
    if content.get("type", "DATE_AND_TIME") != "DATE_AND_TIME":
        return UTC
    offset = content.get("timezoneOffsetDate")
    if offset is None or abs(offset) >= _DAY:
        return canvas.zone
    return timezone(timedelta(minutes=offset))


def _shown(held: Moment, zone: tzinfo) -> datetime | None:
    try:
        return (EPOCH + timedelta(milliseconds=held.milliseconds)).astimezone(zone)
    except OverflowError:
        return None


def _moment(
    days: Sequence[Picker[date]], hours: Sequence[Picker[time]], zone: tzinfo
) -> datetime | timedelta | None:
    """What the fields say together; None while they do not say it."""
    hour = hours[0].value if hours else time()
    if hour is None:
        return None
    if days:
        day = days[0].value
        return None if day is None else datetime.combine(day, hour, zone)
    return timedelta(hours=hour.hour, minutes=hour.minute)


def marker(canvas: Canvas, field: ValidationElement[Any]) -> Callable[[bool], None]:
    """Show whether a field that an action requires is empty."""
    required = canvas.say(Word.NEEDED)

    def mark(missing: bool) -> None:
        if missing or field.error == required:
            field.error = required if missing else None

    return mark
