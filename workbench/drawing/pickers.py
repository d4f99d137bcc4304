"""Fields for a day and for a time, in the language of their host.

The browser's own fields speak the browser's language, whatever the page is set to.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from functools import partial
from typing import Generic, TypeVar

from nicegui import events, ui

from workbench.drawing.buttons import draw_menu, draw_menu_item
from workbench.moments import (
    clock,
    day_number,
    names_of_days_and_months,
    read_clock,
    read_day,
)
from workbench.words import Word

M = TypeVar("M", date, time)

_NOON = time(12)
_SCROLL = "() => document.querySelector('.gw-now')?.scrollIntoView({block: 'center'})"
_HALF_HOURS = [time(minutes // 60, minutes % 60) for minutes in range(0, 24 * 60, 30)]


class Picker(Generic[M]):
    """A field that is typed into, with a button that offers days or times to choose from.

    Attributes:
        field: the field.
    """

    def __init__(
        self,
        label: str,
        value: M | None,
        *,
        show: Callable[[M, str], str],
        read: Callable[[str, str], M | None],
        wrong: Word,
        language: str,
    ) -> None:
        self._language = language
        self._show: Callable[[M, str], str] = show
        self._read: Callable[[str, str], M | None] = read
        self._wrong = wrong.of(language)
        self.field = ui.input(label, value=self._text(value), validation=self._complaint)
        self.field.props("stack-label hide-bottom-space autocomplete=off")
        self.field.on("blur", self._tidy, [])
        self.field.on("keydown.enter", self._tidy, [])

    @property
    def value(self) -> M | None:
        """What it says; None while that is nothing that can be understood."""
        return self._read(self.field.value or "", self._language)

    def set(self, value: M | None) -> None:
        """Have it say something, unless that is what it says already."""
        if value != self.value:
            self.field.value = self._text(value)

    def _text(self, value: M | None) -> str:
        return "" if value is None else self._show(value, self._language)

    def _complaint(self, text: str | None) -> str | None:
        return self._wrong if text and self._read(text, self._language) is None else None

    def _tidy(self) -> None:
        if self.value is not None:
            self.field.value = self._text(self.value)


def draw_day(label: str, value: date | None, language: str) -> Picker[date]:
    """Draw a field for a day, with a month to choose from."""
    picker = Picker(
        label, value, show=day_number, read=read_day, wrong=Word.NOT_A_DATE, language=language
    )

    def offer(menu: ui.menu) -> None:
        def choose(event: events.ValueChangeEventArguments[str | None]) -> None:
            if event.value:
                picker.set(date.fromisoformat(event.value))
            menu.close()

        shown = picker.value
        with menu:
            month = ui.date(shown.isoformat() if shown else None, on_change=choose)
            month.props("minimal").props["locale"] = names_of_days_and_months(language)

    _draw_offer(picker.field, "o_calendar_today", Word.CHOOSE_DATE.of(language), offer)
    return picker


def draw_time(label: str, value: time | None, language: str) -> Picker[time]:
    """Draw a field for a time, with every half hour to choose from."""
    picker = Picker(
        label, value, show=clock, read=read_clock, wrong=Word.NOT_A_TIME, language=language
    )

    def offer(menu: ui.menu) -> None:
        shown = picker.value or _NOON
        with menu:
            for hour in _HALF_HOURS:
                item = draw_menu_item(clock(hour, language), partial(picker.set, hour))
                if (hour.hour, hour.minute // 30) == (shown.hour, shown.minute // 30):
                    item.classes("gw-now")

    _draw_offer(picker.field, "o_schedule", Word.CHOOSE_TIME.of(language), offer)
    return picker


def _draw_offer(field: ui.input, icon: str, name: str, offer: Callable[[ui.menu], object]) -> None:
    """Draw the button in a field; what it offers is made when it is pressed."""
    with field.add_slot("append"):
        button = ui.button(icon=icon, color=None).props("flat round dense size=sm")
        button.classes("gw-icon-button")
        button.props["aria-label"] = name
        button.props["aria-haspopup"] = "true"
    menu = draw_menu()
    menu.props(f"no-parent-event target=#{field.html_id}")
    menu.on("show", js_handler=_SCROLL)

    def show() -> None:
        menu.clear()
        offer(menu)
        menu.open()

    button.on_click(show)
