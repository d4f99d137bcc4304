"""A card as readable text, for the terminal and for tests."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from html.parser import HTMLParser

from sandbox.hosts.parts import (
    EPOCH,
    Form,
    Moment,
    has_data_source,
    initial_form,
    selected_values,
)
from sandbox.hosts.wire import Json, member, members

WIDTH = 72
MARGINS = 4
INDENT = "    "
_DECORATED_TEXTS = (
    ("topLabel", "topLabelText"),
    ("text", "contentText"),
    ("bottomLabel", "bottomLabelText"),
)


def card_text(
    card: Json, form: Form | None = None, menu: Iterable[str] = (), width: int = WIDTH
) -> str:
    """Draw a card of `google.apps.card.v1`.

    Args:
        card: the card.
        form: what its inputs hold now; what the card proposes when None.
        menu: what the host's menu has after the card's own entries: the universal actions.
        width: columns of the drawing, the frame included.

    Returns:
        Lines that are all `width` columns wide, without a final newline.
    """
    held = initial_form(card) if form is None else form
    blocks = [
        list(_header(card, width - MARGINS)),
        *(list(_section(section, held, width - MARGINS)) for section in members(card, "sections")),
        list(_footer(card, width - MARGINS)),
        list(_menu(card, menu, width - MARGINS)),
    ]
    return _framed([block for block in blocks if block], width)


def buttons_text(buttons: Iterable[Json], width: int = WIDTH) -> str:
    """Draw buttons that stand outside a card."""
    return "\n".join(_flowing([_button(button) for button in buttons], width))


def plain(text: str) -> str:
    """Text of a card without its HTML: `<br>` breaks the line, links show where they lead."""
    reader = _PlainText()
    reader.feed(text)
    reader.close()
    return "".join(reader.parts)


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns; words that are longer are cut."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if line and columns(line) + 1 + columns(word) > width:
                lines.append(line)
                line = ""
            line = f"{line} {word}" if line else word
            while columns(line) > width:
                cut = _fitting(line, width)
                lines.append(line[:cut])
                line = line[cut:]
        lines.append(line)
    return lines


def columns(text: str) -> int:
    """How many columns a terminal needs for `text`."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fitting(text: str, width: int) -> int:
    """How many characters of `text` fit into `width` columns, at least one."""
    used = 0
    for index, character in enumerate(text):
        used += _columns(character)
        if used > width:
            return max(index, 1)
    return len(text)


def _framed(blocks: list[list[str]], width: int) -> str:
    bar = "─" * (width - 2)
    lines = [f"╭{bar}╮"]
    for index, block in enumerate(blocks):
        if index:
            lines.append(f"├{bar}┤")
        lines += [f"│ {line}{' ' * (width - MARGINS - columns(line))} │" for line in block]
    return "\n".join([*lines, f"╰{bar}╯"])


def _header(card: Json, width: int) -> Iterator[str]:
    header = member(card, "header") or {}
    for name in ("title", "subtitle"):
        if header.get(name):
            yield from wrapped(header[name], width)


def _section(section: Json, form: Form, width: int) -> Iterator[str]:
    blocks = []
    if section.get("header"):
        blocks.append(wrapped(plain(section["header"]).upper(), width))
    blocks += [list(_widget(widget, form, width)) for widget in members(section, "widgets")]
    for index, block in enumerate(block for block in blocks if block):
        if index:
            yield ""
        yield from block


def _widget(widget: Json, form: Form, width: int) -> Iterator[str]:
    for kind, draw in _DRAWN.items():
        content = member(widget, kind)
        if content is not None:
            yield from draw(content, form, width)


def _paragraph(content: Json, _form: Form, width: int) -> Iterator[str]:
    yield from wrapped(plain(content.get("text", "")), width)


def _button_list(content: Json, _form: Form, width: int) -> Iterator[str]:
    yield from _flowing([_button(button) for button in members(content, "buttons")], width)


def _chip_list(content: Json, _form: Form, width: int) -> Iterator[str]:
    yield from _flowing([_button(chip, "label") for chip in members(content, "chips")], width)


def _text_input(content: Json, form: Form, width: int) -> Iterator[str]:
    label = content.get("label") or content.get("hintText", "")
    value = " ".join(selected_values(form, content.get("name", "")))
    yield from wrapped(f"{label}: {value or '…'}", width)


def _picker(content: Json, form: Form, width: int) -> Iterator[str]:
    value = _moment(form.get(content.get("name", "")))
    yield from wrapped(f"{content.get('label', '')}: {value}", width)


def _divider(_content: Json, _form: Form, width: int) -> Iterator[str]:
    yield "─" * width


def _image(content: Json, _form: Form, width: int) -> Iterator[str]:
    yield from wrapped(f"[image: {content.get('altText', 'without a text')}]", width)


def _columns_of_widgets(content: Json, form: Form, width: int) -> Iterator[str]:
    for column in members(content, "columnItems"):
        for inner in members(column, "widgets"):
            yield from _widget(inner, form, width)


def _grid(content: Json, _form: Form, width: int) -> Iterator[str]:
    for item in members(content, "items"):
        text = ": ".join(filter(None, (item.get("title"), item.get("subtitle"))))
        yield from _hanging("• ", text, width)


def _carousel(content: Json, form: Form, width: int) -> Iterator[str]:
    for card in members(content, "carouselCards"):
        for name in ("widgets", "footerWidgets"):
            for inner in members(card, name):
                yield from _widget(inner, form, width)


def _decorated_text(content: Json, form: Form, width: int) -> Iterator[str]:
    top, text, bottom = (
        plain(content.get(name) or (member(content, chats) or {}).get("text", ""))
        for name, chats in _DECORATED_TEXTS
    )
    switch = member(content, "switchControl")
    button = member(content, "button")
    if top:
        yield from wrapped(top, width)
    if switch is not None:
        on = switch.get("value", "") in selected_values(form, switch.get("name", ""))
        yield from _hanging("[x] " if on else "[ ] ", text, width)
        if bottom:
            yield from _hanging(INDENT, bottom, width)
        return
    yield from wrapped(text, width)
    if bottom:
        yield from wrapped(bottom, width)
    if button is not None:
        yield from wrapped(_button(button), width)


def _selection(content: Json, form: Form, width: int) -> Iterator[str]:
    chosen = selected_values(form, content.get("name", ""))
    if has_data_source(content):
        yield from wrapped(f"{content.get('label', '')}: {', '.join(chosen) or '…'}", width)
        return
    if content.get("label"):
        yield from wrapped(content["label"], width)
    kind = content.get("type", "CHECK_BOX")
    if kind == "DROPDOWN":
        picked = [item for item in members(content, "items") if item.get("value", "") in chosen]
        text = ", ".join(plain(item.get("text", "")) for item in picked)
        yield from wrapped(f"{text or '…'} ▾", width)
        return
    left, right = ("(", ")") if kind == "RADIO_BUTTON" else ("[", "]")
    mark = "x" if left == "[" else "•"
    for item in members(content, "items"):
        sign = mark if item.get("value", "") in chosen else " "
        yield from _hanging(f"{left}{sign}{right} ", plain(item.get("text", "")), width)


def _moment(value: object) -> str:
    if not isinstance(value, Moment):
        return "…"
    since = timedelta(milliseconds=value.milliseconds)
    form = {"DATE_ONLY": "%Y-%m-%d", "TIME_ONLY": "%H:%M"}.get(value.kind, "%Y-%m-%d %H:%M UTC")
    return (EPOCH + since).strftime(form)


def _button(button: Json, label: str = "text") -> str:
    text = button.get(label) or button.get("altText") or "?"
    return f"( {text} · off )" if button.get("disabled") else f"( {text} )"


def _footer(card: Json, width: int) -> Iterator[str]:
    footer = member(card, "fixedFooter")
    buttons = [
        _button(button)
        for name in ("secondaryButton", "primaryButton")
        if (button := member(footer, name)) is not None
    ]
    for line in _flowing(buttons, width):
        yield " " * (width - columns(line)) + line


def _menu(card: Json, menu: Iterable[str], width: int) -> Iterator[str]:
    labels = [action.get("actionLabel", "") for action in members(card, "cardActions")]
    labels += menu
    entries = [f"{label} ·" for label in labels[:-1]] + labels[-1:]
    for index, line in enumerate(_flowing(entries, width - 2, gap=" ")):
        yield f"{'  ' if index else '⋮ '}{line}"


def _flowing(items: list[str], width: int, gap: str = "  ") -> Iterator[str]:
    """Lines with as many items as fit, none of them broken unless it is too wide by itself."""
    line = ""
    for item in items:
        if line and columns(f"{line}{gap}{item}") > width:
            yield line
            line = ""
        line = f"{line}{gap}{item}" if line else item
    if line:
        yield from wrapped(line, width) if columns(line) > width else [line]


def _hanging(first: str, text: str, width: int) -> Iterator[str]:
    """`text` after `first`; the following lines stand below the beginning of the text."""
    indent = columns(first)
    for index, line in enumerate(wrapped(text, width - indent)):
        yield (first if index == 0 else " " * indent) + line


_DRAWN: Mapping[str, Callable[[Json, Form, int], Iterator[str]]] = {
    "textParagraph": _paragraph,
    "decoratedText": _decorated_text,
    "buttonList": _button_list,
    "chipList": _chip_list,
    "textInput": _text_input,
    "selectionInput": _selection,
    "dateTimePicker": _picker,
    "divider": _divider,
    "image": _image,
    "columns": _columns_of_widgets,
    "carousel": _carousel,
    "grid": _grid,
}


class _PlainText(HTMLParser):
    """Collects text; a link is followed by its address unless that is what it shows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._link = ""
        self._link_start = 0

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.parts.append("\n")
        elif tag == "a":
            self._link = dict(attrs).get("href") or ""
            self._link_start = len(self.parts)

    def handle_endtag(self, tag: str) -> None:
        if tag != "a" or not self._link:
            return
        shown = "".join(self.parts[self._link_start :])
        if shown not in (self._link, self._link.removeprefix("https://")):
            self.parts.append(f" ({self._link})")
        self._link = ""
