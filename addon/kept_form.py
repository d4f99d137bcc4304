"""What is chosen on a card, carried by a button that comes back to it."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlencode

from addon.wire.host_event import HostEvent
from cards.actions import Input, Parameter
from meeting.model import Artifact
from meeting.rules import Rule

CHOSEN = frozenset({*Artifact, *Rule, Input.REMEMBER, Input.NOTIFY, Input.APPLIES_TO, Input.HOST})
"""The inputs of the cards of one meeting."""
LONGEST_FORM = 500


def form_of(event: HostEvent) -> str:
    """What is chosen on the clicked card, for a button to carry."""
    form = {name: values[:1] for name, values in event.form.items() if name in CHOSEN}
    return urlencode(form, doseq=True)


def with_form(event: HostEvent) -> HostEvent:
    """The event with the form that a button has brought along, if it has none of its own."""
    return event if event.form else with_kept_form(event) or event


def with_kept_form(event: HostEvent) -> HostEvent | None:
    """The event with the form that a button has brought along, of a card below; else `None`."""
    kept = event.parameters.get(Parameter.FORM)
    if kept is None:
        return None
    return replace(event, form=parse_qs(kept[:LONGEST_FORM], keep_blank_values=True))
