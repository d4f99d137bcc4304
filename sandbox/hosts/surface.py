"""What a person does in a card, whichever host shows it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

from sandbox.google.knobs import Knobs
from sandbox.hosts.events import Interaction
from sandbox.hosts.exchange import Exchange, OpenedLink
from sandbox.hosts.filling import InputValue, fill_input, turn_switch
from sandbox.hosts.parts import (
    NoSuchPartError,
    Pressable,
    button_pressables,
    empty_inputs,
    find,
    pressables,
)
from sandbox.hosts.shown import ShownCard
from sandbox.hosts.wire import Json, member


class Surface(ABC):
    """Where a card is shown, pressed and filled in.

    Whoever inherits says which card is visible and who carries what is done to the add-on.
    """

    @property
    def card(self) -> Json:
        """The visible card as the add-on sent it.

        Raises:
            NoSuchPartError: no card is visible.
        """
        return self._visible().card

    def pressables(self) -> Iterator[Pressable]:
        """Yield what can be pressed."""
        return pressables(self.card)

    def press(self, target: str | Json) -> Exchange:
        """Press a button, chip, menu item or clickable text.

        Args:
            target: its label, or the button itself.

        Raises:
            NoSuchPartError: there is none or several with this label, or it is disabled.
        """
        return self._press(self._find(target))

    def press_primary(self) -> Exchange:
        """Press the footer's primary button."""
        return self._press(self._footer_button("primaryButton"))

    def press_secondary(self) -> Exchange:
        """Press the footer's secondary button."""
        return self._press(self._footer_button("secondaryButton"))

    def set_switch(self, name: str, on: bool, value: str | None = None) -> Exchange | None:
        """Turn a switch on or off.

        Args:
            name: the switch's name.
            on: how it shall stand.
            value: its value, where several switches share the name.

        Returns:
            The exchange, if the switch has an `onChangeAction`.
        """
        return self._changed(turn_switch(self._visible(), name, on=on, value=value))

    def set_input(self, name: str, value: InputValue) -> Exchange | None:
        """Fills in an input.

        Args:
            name: the input's name.
            value: A text; the value or values of selected items; for a picker an aware datetime,
                or the time after midnight.

        Returns:
            The exchange, if the input has an `onChangeAction`.
        """
        return self._changed(fill_input(self._visible(), name, value))

    def fire(self, action: Json, *, changed: bool) -> Exchange:
        """Fire an `Action` as if a widget of the card had it, pressed or changed."""
        return self._act(action, self._sent_by(action), changed)

    # What the host adds.

    @abstractmethod
    def _visible(self) -> ShownCard:
        """The card with what its form holds; raises NoSuchPartError where none is visible."""

    @abstractmethod
    def _act(self, action: Json, interaction: Interaction, changed: bool, /) -> Exchange:
        """Carry an action to the add-on."""

    @abstractmethod
    def _note(self, exchange: Exchange) -> Exchange:
        """Records what happened without asking the add-on."""

    @property
    @abstractmethod
    def _knobs(self) -> Knobs:
        """How the host behaves now."""

    def _press_otherwise(self, found: Pressable) -> Exchange:
        """Press what neither sends an action nor opens a link."""
        raise NoSuchPartError(f"{found.label!r} opens a menu or does nothing")

    # How it is done.

    def _press(self, found: Pressable) -> Exchange:
        if found.disabled:
            raise NoSuchPartError(f"{found.label!r} is disabled")
        match found.on_click:
            case {"action": dict() as action}:
                missing = empty_inputs(self.card, self._visible().form, action)
                if missing:
                    return self._note(Exchange(missing=missing))
                return self.fire(action, changed=False)
            case {"openLink": dict() as link}:
                return self._note(Exchange(links=(OpenedLink.parse(link),)))
            case _:
                return self._press_otherwise(found)

    def _changed(self, found: Json) -> Exchange | None:
        action = member(found, "onChangeAction")
        untold = found.get("type") == "RADIO_BUTTON" and not self._knobs.radio_change_told
        return None if action is None or untold else self.fire(action, changed=True)

    def _sent_by(self, action: Json) -> Interaction:
        """What an action sends; the form is forgotten then, where the host does so."""
        shown = self._visible()
        interaction = shown.interaction(action, folded=self._knobs.folded_inputs_sent)
        if self._knobs.redraw_resets_form and not action.get("persistValues"):
            shown.reset()
        return interaction

    def _find(self, target: str | Json) -> Pressable:
        if isinstance(target, str):
            return find(self.pressables(), target)
        return next(button_pressables(target))

    def _footer_button(self, name: str) -> Pressable:
        button = member(member(self.card, "fixedFooter"), name)
        if button is None:
            raise NoSuchPartError(f"the card has no {name}")
        return next(button_pressables(button))
