"""Cards in Chat as a person uses them: in a message and in a dialog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from sandbox.google.chat.conversations import ChatMessage, user_name
from sandbox.google.knobs import Knobs
from sandbox.google.people.accounts import User
from sandbox.hosts.card_text import card_text
from sandbox.hosts.events import Interaction
from sandbox.hosts.exchange import Exchange
from sandbox.hosts.parts import (
    NoSuchPartError,
    Pressable,
    button_pressables,
    inputs,
)
from sandbox.hosts.shown import ShownCard
from sandbox.hosts.surface import Surface
from sandbox.hosts.wire import Json, member, members

QUERY_PARAMETER = "autocomplete_widget_query"
USUAL_MOST_SELECTED = 3


class Actor(Protocol):
    """Who carries what is done in a card to the app."""

    @property
    def knobs(self) -> Knobs:
        """How Chat behaves now."""

    def act(
        self, surface: CardSurface, action: Json, interaction: Interaction, *, changed: bool
    ) -> Exchange:
        """Fire an action of a card."""

    def suggest(self, surface: CardSurface, action: Json, interaction: Interaction) -> Exchange:
        """Asks for the items of a selection."""

    def note(self, exchange: Exchange) -> Exchange:
        """Records what happened without asking the app."""

    def person(self, who: User | str) -> User:
        """Somebody by address."""

    def forget(self, dialog: ChatDialog) -> Exchange | None:
        """Close a dialog by its cross."""


class CardSurface(Surface):
    """A card on the screen with what its form holds.

    Args:
        actor: carries what is done to the app.
        card: the card.
        message: the message that holds the card, or that the dialog came from.
        extra: buttons that belong to it but stand outside, such as accessory widgets.

    Attributes:
        shown: the card and its form.
        message: the message.
        suggested: the items that the app suggested, by input.
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

    def text(self) -> str:
        """The card as readable text, with the values its form holds now."""
        return card_text(self.card, self.shown.form)

    def pressables(self) -> Iterator[Pressable]:
        """Yield what can be pressed."""
        yield from super().pressables()
        for widget in self._extra:
            for button in members(member(widget, "buttonList"), "buttons"):
                yield from button_pressables(button)

    def pick(self, name: str, *people: User | str) -> Exchange | None:
        """Choose people in a people picker, in place of those chosen before.

        Args:
            name: the picker's name.
            people: users, addresses, or `users/…`.

        Raises:
            NoSuchPartError: there is no such picker, or it does not take so many.
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
        """Type into a selection whose items the app suggests (hosts.md 1.7.6); see `suggested`."""
        found = self._input(name)
        sources = [source.get("remoteDataSource") for source in members(found, "dataSourceConfigs")]
        action = member(found, "externalDataSource") or next(filter(None, sources), None)
        if action is None:
            raise NoSuchPartError(f"the app suggests nothing for {name!r}")
        told = self.shown.interaction(action, folded=self._knobs.folded_inputs_sent)
        interaction = replace(told, parameters={**told.parameters, QUERY_PARAMETER: query})
        self.suggested.pop(name, None)
        return self._actor.suggest(self, {**action, "name": name}, interaction)

    def _visible(self) -> ShownCard:
        return self.shown

    @property
    def _knobs(self) -> Knobs:
        return self._actor.knobs

    def _act(self, action: Json, interaction: Interaction, changed: bool, /) -> Exchange:
        return self._actor.act(self, action, interaction, changed=changed)

    def _note(self, exchange: Exchange) -> Exchange:
        return self._actor.note(exchange)

    def _input(self, name: str) -> Json:
        for _, found in inputs(self.card):
            if found.get("name") == name:
                return found
        raise NoSuchPartError(f"no input is named {name!r}")


class ChatDialog(CardSurface):
    """An open dialog; `message` is the message whose button opened it.

    Attributes:
        notification: what shows when it closes.
    """

    notification: str | None = None

    def show(self, card: Json, *, update: bool) -> None:
        """Show another page.

        Args:
            card: the page.
            update: whether the app called it an update of the shown one.
        """
        knobs = self._actor.knobs
        keeps = update and knobs.updated_dialog_keeps_values
        self.shown = self.shown.redrawn(card, knobs) if keeps else ShownCard.fresh(card)

    def close(self) -> Exchange | None:
        """Close it by its cross; return the exchange, where Chat tells the app."""
        return self._actor.forget(self)
