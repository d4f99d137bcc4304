"""An event of Calendar's sidebar on its way through a handler."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from addon.sidebar.answer import Asked
from addon.store.mint_records import FOR_EVENTS
from addon.store.remembered import owner_of
from addon.turn import Turn
from meeting.arranging import Arranger
from meeting.looking import Spot
from meeting.minter import WAIT_SECONDS


@dataclass(frozen=True)
class SidebarTurn(Turn):
    """What a handler of the sidebar works with.

    Attributes:
        spot: the event that is open in Calendar, if one is.
        asked: what Calendar waits for.
        over: a problem is shown over the clicked card, not in its place.
    """

    spot: Spot | None
    asked: Asked
    over: bool

    @property
    def whereabouts(self) -> str:
        """See `Turn.whereabouts`: the calendar that is open."""
        return self.spot.calendar_id if self.spot else ""

    @cached_property
    def arranger(self) -> Arranger:
        """Changes events and spaces as the user."""
        minter = self._minter(owner_of(self.user.sub), FOR_EVENTS, WAIT_SECONDS)
        return Arranger(self._calendar, minter, self.observer)
