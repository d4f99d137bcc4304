"""What is chosen on the card of the usual defaults, below a card that was opened over it."""

from __future__ import annotations

from dataclasses import replace

from addon.kept_form import with_kept_form
from addon.rules_form import sent_rules
from addon.turn import Defaults, Turn
from cards.actions import Parameter
from cards.widgets import written_locks
from meeting.model import Switches
from meeting.rules import Rules


def chosen_below(turn: Turn, defaults: Defaults) -> tuple[Switches, Rules]:
    """How switches and rules stood there; what has no switch is as it is saved.

    Args:
        defaults: the user's.
    """
    told = turn.event.parameters.get(Parameter.FORM_BELOW)
    kept = with_kept_form(replace(turn.event, parameters={Parameter.FORM.value: told or ""}))
    if told is None or kept is None:
        return defaults.switches, defaults.rules
    # What the card above has in the place of switches is not this one's.
    decided = turn.policy.locked
    parameters = {**kept.parameters, Parameter.LOCKED.value: written_locks(decided)}
    back = replace(turn, event=replace(kept, parameters=parameters))
    sent = sent_rules(back.event)
    left = {*defaults.lacking, *decided.decided}
    return defaults.switches.where(left, back.chosen()), defaults.rules if sent is None else sent
