"""What every drawing function needs: the card, its form, and where clicks and changes go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from inspect import isawaitable

from nicegui import ui

from sandbox.hosts.parts import Form, empty_inputs, fill, set_switch
from sandbox.hosts.wire import Host, Json, member
from workbench.drawing.notes import Notes
from workbench.words import Word

Handler = Callable[[Json], Awaitable[object] | object]
"""Gets a member of an `OnClick`; may be a coroutine function, while which the card shows a bar."""

Suggest = Callable[[Json, str], Awaitable[Sequence[Json]]]
"""Gets a `selectionInput` or `textInput` and what was typed; returns `SelectionItem`s or
`SuggestionItem`s."""

MenuEntry = tuple[str, Callable[[], object]]
"""A label, and what choosing it does."""


def _ignore(_: Json) -> None:
    """Do nothing with a click."""


@dataclass(frozen=True)
class Handlers:
    """What happens when a person uses a card.

    Attributes:
        on_action: gets the `Action` of whatever was pressed.
        on_change_action: gets every `onChangeAction`; `on_action` does when None.
        on_link: gets an `OpenLink`; also `{"url": …}` for a link inside a text.
        on_card: gets the card that an `onClick.card` pushes without a request.
        on_dynamic_link: gets the `Action` of an `openDynamicLinkAction`.
        on_change: gets the name of an input when the form holds its new value.
        suggest: asked for the items of selections that have a data source (people, spaces, the
            add-on's own) and for the completions of `autoCompleteAction`; none when None.
    """

    on_action: Handler = _ignore
    on_change_action: Handler | None = None
    on_link: Handler = _ignore
    on_card: Handler = _ignore
    on_dynamic_link: Handler = _ignore
    on_change: Callable[[str], object] = lambda _name: None
    suggest: Suggest | None = None


@dataclass
class Canvas:
    """One card being drawn.

    Attributes:
        card: what the host reads of it (`workbench.drawing.readable`).
        form: what its inputs hold.
        host: the surface that shows it.
        handlers: what happens when it is used.
        notes: the complaints still to be shown.
        zone: the person's time zone, for pickers.
        heading_level: the level of the card's title; sections are one below.
        language: the language that the host is set to.
        busy: shown while an action runs.
        marks: by the name of an input: shows whether it is missing.
        pressed: each `OnClick` that is being done.
    """

    card: Json
    form: Form
    host: Host
    handlers: Handlers
    notes: Notes
    zone: tzinfo = UTC
    heading_level: int = 2
    language: str = "en"
    busy: ui.element | None = None
    marks: dict[str, Callable[[bool], object]] = field(default_factory=dict)
    pressed: list[Json] = field(default_factory=list)

    def say(self, word: Word, **values: object) -> str:
        """A word of the host's own, in its language."""
        return word.of(self.language, **values)

    async def press(self, on_click: Json) -> None:
        """Do what an `OnClick` says, unless the form lacks what its action requires.

        What is pressed again while it is still being done is done once.
        """
        if on_click in self.pressed:
            return
        self.pressed.append(on_click)
        try:
            await self._press(on_click)
        finally:
            self.pressed.remove(on_click)

    async def _press(self, on_click: Json) -> None:
        match on_click:
            case {"action": dict() as action}:
                await self.fire(action)
            case {"openLink": dict() as link}:
                await _settled(self.handlers.on_link(link))
            case {"openDynamicLinkAction": dict() as action}:
                await self._run(self.handlers.on_dynamic_link, action)
            case {"card": dict() as card}:
                await _settled(self.handlers.on_card(card))

    async def fire(self, action: Json) -> None:
        """Fire an action, or mark the inputs that it needs and that are empty (hosts.md 8)."""
        missing = empty_inputs(self.card, self.form, action)
        for name, mark in self.marks.items():
            mark(name in missing)
        if not missing:
            await self._run(self.handlers.on_action, action)

    async def follow(self, url: str) -> None:
        """Open a link that stands in a text."""
        await _settled(self.handlers.on_link({"url": url}))

    def write(
        self, kind: str, found: Json, value: str | Collection[str] | datetime | timedelta | None
    ) -> None:
        """Write an input's value into the form, and tell whoever wants to know.

        Args:
            kind: which of `sandbox.hosts.parts.INPUT_KINDS` it is.
            found: the input.
            value: what `sandbox.hosts.parts.fill` takes; None for an input that holds nothing.
        """
        name = found["name"]
        if value is None:
            self.form.pop(name, None)
        else:
            fill(self.form, kind, found, value)
        if name in self.form and name in self.marks:
            self.marks[name](False)
        self.handlers.on_change(name)

    async def turn(self, switch: Json, *, on: bool) -> None:
        """Turn a switch of the card on or off."""
        set_switch(self.form, self.card, switch["name"], switch["value"], on=on)
        self.handlers.on_change(switch["name"])
        await self.fire_change(switch)

    async def fire_change(self, found: Json) -> None:
        """Fire the `onChangeAction` of an input, if it has one."""
        action = member(found, "onChangeAction")
        if action is not None:
            await self._run(self.handlers.on_change_action or self.handlers.on_action, action)

    async def suggestions(self, found: Json, query: str) -> Sequence[Json]:
        """What a data source offers for what was typed."""
        if self.handlers.suggest is None:
            return []
        return await self.handlers.suggest(found, query)

    async def _run(self, handler: Handler, action: Json) -> None:
        outcome = handler(action)
        if not isawaitable(outcome):
            return
        busy = self.busy if action.get("loadIndicator") != "NONE" else None
        if busy is not None:
            busy.set_visibility(True)
        try:
            await outcome
        finally:
            if busy is not None and not busy.is_deleted:
                busy.set_visibility(False)


async def _settled(outcome: Awaitable[object] | object) -> None:
    if isawaitable(outcome):
        await outcome
