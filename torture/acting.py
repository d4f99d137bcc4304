"""What people press, as one table.

A feature that is new joins by a row of `torture.story.PRESSES` and one in `torture.sidebar` or
`torture.chatting`. Switches and inputs are taken from the card that is shown, so what they are
called matters to nobody.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress

from sandbox.hosts.exchange import HostRefusal
from sandbox.hosts.parts import NoSuchPartError
from torture import chatting, sidebar
from torture.cast import Cast
from torture.story import EDITS, Step


def _edit(cast: Cast, step: Step, chance: random.Random) -> None:
    """Somebody else edits an event."""
    cast.storm(step)
    cast.edit(chance.choices(tuple(EDITS), tuple(EDITS.values()))[0], chance.getrandbits(32))


PRESSES: dict[str, Callable[[Cast, Step, random.Random], None]] = {
    **sidebar.PRESSES,
    **chatting.PRESSES,
    "edit": _edit,
}


def play(cast: Cast, step: Step) -> None:
    """Do what a step says, under its troubles."""
    chance = random.Random(step.seed)  # noqa: S311  # repeatable, no secret
    with cast.playing(step), suppress(NoSuchPartError, HostRefusal):
        PRESSES[step.does](cast, step, chance)
