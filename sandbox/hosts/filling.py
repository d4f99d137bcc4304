"""What a person does to the inputs of a shown card before pressing anything."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sandbox.hosts import parts
from sandbox.hosts.parts import NoSuchPartError, inputs, switches
from sandbox.hosts.shown import ShownCard
from sandbox.hosts.wire import Json

InputValue = str | Collection[str] | datetime | timedelta


def turn_switch(shown: ShownCard, name: str, *, on: bool, value: str | None = None) -> Json:
    """Turn a switch on or off.

    Args:
        shown: the card.
        name: the switch's name.
        on: how it shall stand.
        value: its value, where several switches share the name.

    Returns:
        The switch.

    Raises:
        NoSuchPartError: there is none, or several, of this name.
    """
    found = [
        switch
        for switch in switches(shown.card)
        if switch.get("name") == name and value in (None, switch.get("value"))
    ]
    if len(found) != 1:
        raise NoSuchPartError(f"{len(found)} switches are named {name!r}")
    parts.set_switch(shown.form, shown.card, name, found[0].get("value", ""), on=on)
    shown.touched.add(name)
    return found[0]


def fill_input(shown: ShownCard, name: str, value: InputValue) -> Json:
    """Fills in an input.

    Args:
        shown: the card.
        name: the input's name.
        value: A text; the value or values of selected items; for a picker an aware datetime, or
            the time after midnight.

    Returns:
        The input.

    Raises:
        NoSuchPartError: there is none of this name, or it has no such item.
        TypeError: the value is not of the input's kind.
    """
    for kind, found in inputs(shown.card):
        if found.get("name") == name:
            parts.fill(shown.form, kind, found, value)
            shown.touched.add(name)
            return found
    raise NoSuchPartError(f"no input is named {name!r}")
