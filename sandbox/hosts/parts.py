"""Finds the parts of a card that a person can use, and what its form holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sandbox.hosts.wire import Json, member, members

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
REQUIRED_SELECTIONS = ("DROPDOWN", "MULTI_SELECT")
DATA_SOURCES = ("platformDataSource", "externalDataSource", "dataSourceConfigs")
INPUT_KINDS = ("textInput", "selectionInput", "dateTimePicker")


class NoSuchPartError(LookupError):
    """The visible card has no such button, switch, input or menu entry."""


@dataclass(frozen=True)
class Moment:
    """The value of a picker, in the kind its widget has.

    Attributes:
        kind: `DATE_AND_TIME`, `DATE_ONLY` or `TIME_ONLY`.
        milliseconds: an instant since the epoch, a date at 00:00 UTC, or a time after midnight.
    """

    kind: str
    milliseconds: int


Value = tuple[str, ...] | Moment
Form = dict[str, Value]
"""What the inputs of a card hold, by name; an input that holds nothing is absent."""


@dataclass(frozen=True)
class Pressable:
    """A part of a card with an `onClick`.

    Attributes:
        label: what the person sees on it.
        on_click: its `OnClick`.
        disabled: whether it is greyed out.
    """

    label: str
    on_click: Json
    disabled: bool = False


def widgets(card: Json) -> Iterator[Json]:
    """Yield every widget of a card, those inside columns included."""
    for section in members(card, "sections"):
        for widget in members(section, "widgets"):
            yield widget
            for column in members(member(widget, "columns"), "columnItems"):
                yield from members(column, "widgets")


def widget_count(card: Json) -> int:
    """How many widgets the sections of a card hold."""
    return sum(len(members(section, "widgets")) for section in members(card, "sections"))


def pressables(card: Json) -> Iterator[Pressable]:
    """Yield what can be pressed in the body of a card, then in its footer."""
    for widget in widgets(card):
        yield from _widget_pressables(widget)
    footer = member(card, "fixedFooter")
    for name in ("primaryButton", "secondaryButton"):
        yield from button_pressables(member(footer, name))


def card_actions(card: Json) -> Iterator[Pressable]:
    """Yield the entries of a card's menu."""
    for action in members(card, "cardActions"):
        yield Pressable(action.get("actionLabel", ""), member(action, "onClick") or {})


def button_pressables(button: Json | None) -> Iterator[Pressable]:
    """Yield a button, and the entries of its overflow menu; nothing without a button."""
    if button is None:
        return
    on_click = member(button, "onClick") or {}
    label = button.get("text") or button.get("altText") or ""
    yield Pressable(label, on_click, bool(button.get("disabled")))
    for item in members(member(on_click, "overflowMenu"), "items"):
        inner = member(item, "onClick") or {}
        yield Pressable(item.get("text", ""), inner, bool(item.get("disabled")))


def _widget_pressables(widget: Json) -> Iterator[Pressable]:
    for button in members(member(widget, "buttonList"), "buttons"):
        yield from button_pressables(button)
    for chip in members(member(widget, "chipList"), "chips"):
        if member(chip, "onClick"):
            yield Pressable(chip.get("label", ""), chip["onClick"], bool(chip.get("disabled")))
    decorated = member(widget, "decoratedText")
    if decorated is not None:
        if member(decorated, "onClick"):
            yield Pressable(decorated.get("text", ""), decorated["onClick"])
        yield from button_pressables(member(decorated, "button"))
    image = member(widget, "image")
    if image is not None and member(image, "onClick"):
        yield Pressable(image.get("altText", ""), image["onClick"])


def switches(card: Json) -> Iterator[Json]:
    """Yield the `switchControl`s of a card."""
    for widget in widgets(card):
        switch = member(member(widget, "decoratedText"), "switchControl")
        if switch is not None:
            yield switch


def inputs(card: Json) -> Iterator[tuple[str, Json]]:
    """Yield the inputs of a card other than switches: their kind and the widget itself."""
    for widget in widgets(card):
        for kind in INPUT_KINDS:
            found = member(widget, kind)
            if found is not None:
                yield kind, found


def folded_names(card: Json) -> Iterator[set[str]]:
    """Yield the names of the inputs that each collapsible section hides until it is unfolded."""
    for section in members(card, "sections"):
        if section.get("collapsible"):
            shown = max(section.get("uncollapsibleWidgetsCount", 0), 0)
            hidden: Json = {"sections": [{"widgets": members(section, "widgets")[shown:]}]}
            yield {*input_names(hidden), *switch_names(hidden)}


def switch_names(card: Json) -> list[str]:
    """The names of a card's switches; several switches may share one (hosts.md 1.4)."""
    return [switch["name"] for switch in switches(card) if isinstance(switch.get("name"), str)]


def input_names(card: Json) -> list[str]:
    """The names of a card's other inputs, which have to be unique (hosts.md 8.4)."""
    return [found["name"] for _, found in inputs(card) if isinstance(found.get("name"), str)]


def initial_form(card: Json) -> Form:
    """What the inputs of a card hold before anybody touches them; malformed ones hold nothing."""
    form: Form = {}
    for switch in switches(card):
        name, value = switch.get("name"), switch.get("value", "")
        if switch.get("selected") and isinstance(name, str) and isinstance(value, str):
            set_switch(form, card, name, value, on=True)
    for kind, found in inputs(card):
        value = _initial_value(kind, found)
        if value and isinstance(found.get("name"), str):
            form[found["name"]] = value
    return form


def unfilled_texts(card: Json, form: Mapping[str, Value]) -> tuple[str, ...]:
    """The text inputs of a card that hold nothing."""
    texts = (found.get("name") for kind, found in inputs(card) if kind == "textInput")
    return tuple(name for name in texts if isinstance(name, str) and name not in form)


def set_switch(form: Form, card: Json, name: str, value: str, *, on: bool) -> None:
    """Turn one switch on or off in `form`; values of one name keep the order of the card."""
    held = form.get(name, ())
    wanted = set(held if isinstance(held, tuple) else ()) - {value}
    if on:
        wanted.add(value)
    known = [switch.get("value", "") for switch in switches(card) if switch.get("name") == name]
    kept = tuple(known_value for known_value in known if known_value in wanted)
    if kept:
        form[name] = kept
    else:
        form.pop(name, None)


def selected_values(form: Mapping[str, Value], name: str) -> Sequence[str]:
    """The strings that `form` holds under `name`; none where it holds a moment or nothing."""
    value = form.get(name, ())
    return value if isinstance(value, tuple) else ()


def _initial_value(kind: str, found: Json) -> Value | None:
    match kind:
        case "textInput":
            text = found.get("value")
            return (text,) if isinstance(text, str) and text else None
        case "selectionInput":
            chosen = [item for item in members(found, "items") if item.get("selected")]
            values = [item.get("value", "") for item in chosen]
            held = tuple(value for value in values if isinstance(value, str))
            return held[:1] if found.get("type") in ("RADIO_BUTTON", "DROPDOWN") else held
        case _:
            try:
                return Moment(_picker_kind(found), int(found["valueMsEpoch"]))
            except (KeyError, TypeError, ValueError):
                return None


def picker_value(picker: Json, when: datetime | timedelta) -> Moment:
    """What a picker holds for `when`.

    Args:
        picker: A `dateTimePicker`.
        when: an aware datetime for a date and time; a datetime for a date, whose day counts; the
            time after midnight for a time.
    """
    kind = _picker_kind(picker)
    if isinstance(when, timedelta):
        since = when
    elif kind == "DATE_ONLY":
        since = datetime(when.year, when.month, when.day, tzinfo=UTC) - EPOCH
    else:
        since = when - EPOCH
    return Moment(kind, since // timedelta(milliseconds=1))


def _picker_kind(picker: Json) -> str:
    return str(picker.get("type", "DATE_AND_TIME"))


def fill(
    form: Form, kind: str, found: Json, value: str | Collection[str] | datetime | timedelta
) -> None:
    """Fills in an input.

    Args:
        form: the form to change.
        kind: which of `INPUT_KINDS` it is.
        found: the input itself.
        value: A text; the value or values of selected items; what `picker_value` takes.

    Raises:
        NoSuchPartError: there is no item with such a value.
        TypeError: the value is not of the input's kind.
    """
    name = found["name"]
    is_moment = isinstance(value, datetime | timedelta)
    if is_moment != (kind == "dateTimePicker"):
        raise TypeError(f"{name!r} is a {kind}")
    if isinstance(value, datetime | timedelta):
        form[name] = picker_value(found, value)
        return
    values = (value,) if isinstance(value, str) else tuple(value)
    if kind == "selectionInput" and not has_data_source(found):
        unknown = {*values} - {item.get("value") for item in members(found, "items")}
        if unknown:
            raise NoSuchPartError(f"{name!r} has no item {', '.join(sorted(unknown))}")
    if any(values):
        form[name] = values
    else:
        form.pop(name, None)


def has_data_source(found: Json) -> bool:
    """Whether the items of a selection come from elsewhere than the card (hosts.md 8)."""
    return any(name in found for name in DATA_SOURCES)


def platform_sources(found: Json) -> tuple[bool, bool]:
    """Whether Chat itself offers people, and spaces, for a selection (hosts.md 8)."""
    configs = members(found, "dataSourceConfigs")
    sources = [member(place, "platformDataSource") or {} for place in (found, *configs)]
    chats = [member(member(source, "hostAppDataSource"), "chatDataSource") for source in sources]
    return (
        any(source.get("commonDataSource") == "USER" for source in sources),
        any(member(chat, "spaceDataSource") is not None for chat in chats),
    )


def find(candidates: Iterable[Pressable], label: str) -> Pressable:
    """The one part with this label.

    Raises:
        NoSuchPartError: there is none, or more than one.
    """
    seen = list(candidates)
    found = [part for part in seen if part.label == label]
    if len(found) != 1:
        labels = ", ".join(repr(part.label) for part in seen)
        raise NoSuchPartError(f"{len(found)} parts are labelled {label!r}; there are {labels}")
    return found[0]


def empty_inputs(card: Json, form: Form, action: Json) -> tuple[str, ...]:
    """The inputs that an action requires and that hold nothing (hosts.md 8)."""
    wanted = action.get("requiredWidgets", ())
    return tuple(
        found["name"]
        for kind, found in inputs(card)
        if (kind != "selectionInput" or found.get("type") in REQUIRED_SELECTIONS)
        and (action.get("allWidgetsAreRequired") or found["name"] in wanted)
        and found["name"] not in form
    )
