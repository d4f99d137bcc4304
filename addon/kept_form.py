"""What a click sent, carried by a button: one that comes back to its card, or clicks once more."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlencode

from addon.wire.host_event import HostEvent
from cards.actions import Input, Parameter
from meeting.model import Artifact
from meeting.rules import Rule

INPUTS = frozenset({*Artifact, *Rule, *Input})
"""The inputs of all cards; a time that was picked is no text, and is not carried."""
LONGEST_FORM = 8000
"""More than twenty ticked meetings with the longest ids that Calendar makes."""


def form_of(event: HostEvent) -> str:
    """What is chosen on the clicked card, for a button to carry."""
    form = {name: values for name, values in event.form.items() if name in INPUTS}
    return urlencode(form, doseq=True)


def once_more(event: HostEvent) -> dict[Parameter, str] | None:
    """All that a click sent, for a button that clicks the same; `None`: no button carries it."""
    form, told = form_of(event), event.parameters
    if event.moments or len(form) > LONGEST_FORM:
        return None
    return {each: told[each] for each in Parameter if each in told} | {Parameter.FORM: form}


def with_form(event: HostEvent) -> HostEvent:
    """The event with the form that a button has brought along, if it has none of its own."""
    return event if event.form else with_kept_form(event) or event


def with_kept_form(event: HostEvent) -> HostEvent | None:
    """The event with the form that a button has brought along, of a card below; else `None`."""
    kept = event.parameters.get(Parameter.FORM)
    if kept is None:
        return None
    return replace(event, form=parse_qs(kept[:LONGEST_FORM], keep_blank_values=True))
