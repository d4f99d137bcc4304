"""Who may do what, as a card's form comes back."""

from __future__ import annotations

from collections.abc import Callable

from addon.wire.host_event import HostEvent
from cards.actions import Parameter
from cards.rules import read
from meeting.rules import NO_RULES, SWITCHES, Rule, Rules, amended, changes


def sent_rules(event: HostEvent) -> Rules | None:
    """How the inputs of the section stand; `None` if the host did not send them.

    Whether a host sends the inputs of a section that is folded is not known; one that does sends
    the selection, which never stands on nothing.
    """
    if not any(rule in event.form for rule in Rule):
        return None
    told: dict[str, object] = {rule: event.is_on(rule) for rule in SWITCHES}
    told[Rule.ACCESS] = next(iter(event.form.get(Rule.ACCESS, [])), None)
    return Rules.of(told)


def shown_rules(event: HostEvent) -> Rules:
    """How they stood when the clicked card was drawn."""
    return read(event.parameters.get(Parameter.RULES)) or NO_RULES


def wished_rules(event: HostEvent) -> Rules:
    """What is wished for a Meet that is to be made: what is on; as drawn, if nothing was sent."""
    sent = sent_rules(event)
    return shown_rules(event) if sent is None else sent.chosen


def changed_rules(event: HostEvent) -> Rules:
    """What is to be changed of a Meet that is there: what stands otherwise than it was drawn.

    What somebody else changed meanwhile, and this form did not, is left to them.
    """
    sent, shown = sent_rules(event), read(event.parameters.get(Parameter.RULES))
    if sent is None:
        return NO_RULES
    return sent if shown is None else changes(shown, sent)


def rules_over(event: HostEvent, has: Rules) -> Rules:
    """What is chosen, on a card that is drawn anew over what a Meet has by then."""
    return Rules.of({**has.said, **changed_rules(event).said})


def default_rules(event: HostEvent, saved: Callable[[], Rules], *, of_meet: bool) -> Rules | None:
    """What becomes of the defaults if those of the clicked card are to be used again.

    How a Meet that is there stands is no default that anybody chose: of its card only what was
    changed goes into what is saved.

    Args:
        of_meet: the card shows what a Meet has.

    Returns:
        `None` if nothing becomes of them.
    """
    sent = sent_rules(event)
    if sent is None:
        return None
    if not of_meet:
        return sent.chosen
    changed = changed_rules(event) if Parameter.RULES in event.parameters else NO_RULES
    return amended(saved(), changed) if changed.said else None
