"""Cards in Chat as a person uses them: in a message and in a dialog."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from sandbox.google.chat.conversations import ChatMessage, user_name
from sandbox.google.knobs import Knobs
from sandbox.google.people.accounts import User
from sandbox.hosts.calendar.stack import ShownCard
from sandbox.hosts.card_text import card_text
from sandbox.hosts.events import Interaction
from sandbox.hosts.exchange import Exchange, OpenedLink
from sandbox.hosts.filling import InputValue, fill_input, turn_switch
from sandbox.hosts.parts import (
    NoSuchPartError,
    Pressable,
    button_pressables,
    empty_inputs,
    find,
    inputs,
    pressables,
)
from sandbox.hosts.wire import Json, member, members

QUERY_PARAMETER = "autocomplete_widget_query"
USUAL_MOST_SELECTED = 3


class Actor(Protocol):
    """Who carries what is done in a card to the app."""

    @property
    def knobs(self) -> Knobs:
        """How Chat behaves now."""

    def act(
        self, surface: "CardSurface", action: Json, interaction: Interaction, *, changed: bool
    ) -> Exchange:
        """Fires an action of a card."""

    def suggest(self, surface: "CardSurface", action: Json, interaction: Interaction) -> Exchange:
        """Asks for the items of a selection."""

    def note(self, exchange: Exchange) -> Exchange:
        """Records what happened without asking the app."""

    def person(self, who: User | str) -> User:
        """Somebody by address."""

    def forget(self, dialog: "ChatDialog") -> Exchange | None:
        """Closes a dialog by its cross."""


class CardSurface:
    """A card on the screen with what its form holds.

    Args:
        actor: Carries what is done to the app.
        card: The card.
        message: The message that holds the card, or that the dialog came from.
        extra: Buttons that belong to it but stand outside, such as accessory widgets.

    Attributes:
        shown: The card and its form.
        message: The message.
        suggested: The items that the app suggested, by input.
    """

    def __init__(
        self,
        actor: Actor,
        card: Json,
        message: ChatMessage | None = None,
        extra: Iterable[Json] = (),
    ) -> None:
        self.shown = ShownCard.fresh(card)
        self.message = message
        self.suggested: dict[str, tuple[Json, ...]] = {}
        self._actor = actor
        self._extra = tuple(extra)

    @property
    def card(self) -> Json:
        """The card as the app sent it."""
        return self.shown.card

    def text(self) -> str:
        """The card as readable text, with the values its form holds now."""
        return card_text(self.card, self.shown.form)

    def pressables(self) -> Iterator[Pressable]:
        """Yields what can be pressed."""
        yield from pressables(self.card)
        for widget in self._extra:
            for button in members(member(widget, "buttonList"), "buttons"):
                yield from button_pressables(button)

    def press(self, label: str) -> Exchange:
        """Presses a button, chip, menu item or clickable text.

        Raises:
            NoSuchPartError: There is none or several with this label, or it is disabled.
        """
        return self._press(find(self.pressables(), label))

    def press_primary(self) -> Exchange:
        """Presses the footer's primary button."""
        return self._press(self._footer_button("primaryButton"))

    def press_secondary(self) -> Exchange:
        """Presses the footer's secondary button."""
        return self._press(self._footer_button("secondaryButton"))

    def set_switch(self, name: str, on: bool, value: str | None = None) -> Exchange | None:
        """Turns a switch on or off; returns the exchange, if it has an `onChangeAction`."""
        return self._changed(turn_switch(self.shown, name, on=on, value=value))

    def set_input(self, name: str, value: InputValue) -> Exchange | None:
        """Fills in an input; returns the exchange, if it has an `onChangeAction`.

        Args:
            name: The input's name.
            value: A text; the value or values of selected items; for a picker an aware datetime,
                or the time after midnight.
        """
        return self._changed(fill_input(self.shown, name, value))

    def pick(self, name: str, *people: User | str) -> Exchange | None:
        """Chooses people in a people picker, in the place of those chosen before.

        Args:
            name: The picker's name.
            people: Users, addresses, or `users/…`.

        Raises:
            NoSuchPartError: There is no such picker, or it does not take so many.
        """
        picker = self._input(name)
        source = member(picker, "platformDataSource") or {}
        if source.get("commonDataSource") != "USER":
            raise NoSuchPartError(f"{name!r} is no people picker")
        most = picker.get("multiSelectMaxSelectedItems", USUAL_MOST_SELECTED)
        if len(people) > most:
            raise NoSuchPartError(f"{name!r} takes {most} people, not {len(people)}")
        chosen = [
            who
            if isinstance(who, str) and who.startswith("users/")
            else user_name(self._actor.person(who))
            for who in people
        ]
        return self.set_input(name, chosen)

    def suggest(self, name: str, query: str) -> Exchange:
        """Types into a selection whose items the app suggests (hosts.md 1.7.6); see `suggested`."""
        found = self._input(name)
        sources = [source.get("remoteDataSource") for source in members(found, "dataSourceConfigs")]
        action = member(found, "externalDataSource") or next(filter(None, sources), None)
        if action is None:
            raise NoSuchPartError(f"the app suggests nothing for {name!r}")
        told = self.shown.interaction(action)
        interaction = replace(told, parameters={**told.parameters, QUERY_PARAMETER: query})
        self.suggested.pop(name, None)
        return self._actor.suggest(self, {**action, "name": name}, interaction)

    def _press(self, found: Pressable) -> Exchange:
        if found.disabled:
            raise NoSuchPartError(f"{found.label!r} is disabled")
        match found.on_click:
            case {"action": dict() as action}:
                missing = empty_inputs(self.card, self.shown.form, action)
                if missing:
                    return self._actor.note(Exchange(missing=missing))
                return self.fire(action, changed=False)
            case {"openLink": dict() as link}:
                return self._actor.note(Exchange(links=(OpenedLink.parse(link),)))
            case _:
                raise NoSuchPartError(f"{found.label!r} opens a menu or does nothing")

    def _changed(self, found: Json) -> Exchange | None:
        action = member(found, "onChangeAction")
        return None if action is None else self.fire(action, changed=True)

    def fire(self, action: Json, *, changed: bool) -> Exchange:
        """Fires an action as if a widget of the card had it, pressed or changed."""
        interaction = self.shown.interaction(action)
        if self._actor.knobs.redraw_resets_form and not action.get("persistValues"):
            self.shown.reset()
        return self._actor.act(self, action, interaction, changed=changed)

    def _input(self, name: str) -> Json:
        for _, found in inputs(self.card):
            if found.get("name") == name:
                return found
        raise NoSuchPartError(f"no input is named {name!r}")

    def _footer_button(self, name: str) -> Pressable:
        button = member(member(self.card, "fixedFooter"), name)
        if button is None:
            raise NoSuchPartError(f"the card has no {name}")
        return next(button_pressables(button))


class ChatDialog(CardSurface):
    """An open dialog; `message` is the message whose button opened it.

    Attributes:
        notification: What shows when it closes.
    """

    notification: str | None = None

    def show(self, card: Json, *, update: bool) -> None:
        """Shows another page.

        Args:
            card: The page.
            update: Whether the app called it an update of the shown one.
        """
        knobs = self._actor.knobs
        keeps = update and knobs.updated_dialog_keeps_values
        self.shown = self.shown.redrawn(card, knobs) if keeps else ShownCard.fresh(card)

    def close(self) -> Exchange | None:
        """Closes it by its cross; returns the exchange, where Chat tells the app."""
        return self._actor.forget(self)
