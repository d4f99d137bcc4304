"""What Calendar waits for."""

from __future__ import annotations

from enum import Enum


class Asked(Enum):
    """What the host waits for.

    `CARD`: a trigger's or universal action's card. `CHANGE`: the event-update trigger's, which
    redraws the card that is there. `CLICK`: a button's answer.
    """

    CARD = "card"
    CHANGE = "change"
    CLICK = "click"
