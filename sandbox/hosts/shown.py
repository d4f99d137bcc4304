"""A card on the screen: what the add-on sent, and what its form holds now."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.google.knobs import Knobs
from sandbox.hosts.events import Interaction
from sandbox.hosts.parts import (
    Form,
    folded_names,
    initial_form,
    input_names,
    switch_names,
    unfilled_texts,
)
from sandbox.hosts.wire import Json, coerced, members


@dataclass
class ShownCard:
    """A card with what its form holds now.

    Attributes:
        card: the card as the add-on sent it.
        form: the values of its inputs.
        touched: the inputs that the person changed.
        resets: how often what was filled in has been forgotten.
    """

    card: Json
    form: Form
    touched: set[str] = field(default_factory=set)
    resets: int = 0

    @classmethod
    def fresh(cls, card: Json) -> ShownCard:
        """The card as it is first drawn."""
        return cls(card, initial_form(card))

    def redrawn(self, card: Json, knobs: Knobs) -> ShownCard:
        """`card` in place of this one, keeping what was filled in equivalent inputs."""
        shown = ShownCard.fresh(card)
        names = {*input_names(card), *switch_names(card)}
        kept = (self.touched if knobs.only_touched_values_kept else self.form.keys()) & names
        for name in kept:
            shown.form.pop(name, None)
            if name in self.form:
                shown.form[name] = self.form[name]
        shown.touched = set(kept)
        return shown

    def interaction(self, action: Json, *, folded: bool = True) -> Interaction:
        """What an action of the card sends, as the form stands now.

        Args:
            folded: the inputs of sections that nobody has unfolded, too.
        """
        parameters = {
            item["key"]: coerced(item.get("value", "")) for item in members(action, "parameters")
        }
        unseen = [names for names in folded_names(self.card) if not names & self.touched]
        left_out: set[str] = set() if folded else set().union(*unseen)
        form = {name: value for name, value in self.form.items() if name not in left_out}
        unfilled = [each for each in unfilled_texts(self.card, self.form) if each not in left_out]
        return Interaction(parameters, form, tuple(unfilled))

    def reset(self) -> None:
        """Forget what the person filled in; whoever draws the form keeps the same one."""
        self.form.clear()
        self.form.update(initial_form(self.card))
        self.touched.clear()
        self.resets += 1
