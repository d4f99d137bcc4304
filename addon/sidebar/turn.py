"""An event of Calendar's sidebar on its way through a handler."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import cached_property

from addon.sidebar.answer import Asked
from addon.store.lacking_notes import Lacking
from addon.store.mint_records import FOR_EVENTS
from addon.store.remembered import owner_of
from addon.turn import Turn
from cards.actions import Parameter
from cards.widgets import LONGEST_TITLE, LONGEST_WHEN, About, Kit
from cards.words import shorten
from meeting.arranging import Arranger
from meeting.looking import Spot
from meeting.minter import WAIT_SECONDS
from meeting.model import Artifact, Switches
from meeting.rules import Rules


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
    def kit(self) -> Kit:
        """The same, for the event of the clicked card: its title and time came back with it."""
        told = self.event.parameters
        if Parameter.TITLE not in told:
            return super().kit
        about = About(
            shorten(told[Parameter.TITLE], LONGEST_TITLE),
            shorten(told.get(Parameter.WHEN, ""), LONGEST_WHEN),
        )
        return replace(super().kit, about=about)

    def save_defaults(
        self, chosen: Switches, lacking: Lacking, rules: Rules | None
    ) -> tuple[Switches, Rules]:
        """Make what is chosen the user's defaults; what has no switch stays as it was.

        Args:
            lacking: what Meet refused them before the clicked card was drawn.
            rules: `None` leaves those that are saved.

        Returns:
            Their defaults.

        Raises:
            StoreUnavailable: nothing is saved.
        """
        if lacking or rules is None:
            former, saved = self.preferences.load_all(self.user.sub)
            kept = {each.value: former[each] for each in lacking if not chosen[each]}
            chosen = Switches.of(chosen.as_dict() | kept)
            rules = saved if rules is None else rules
        self.preferences.save(self.user.sub, chosen, rules)
        return chosen, rules

    def arranger(self, lacking: Callable[[], Collection[Artifact]]) -> Arranger:
        """Changes events and spaces as the user.

        Args:
            lacking: tells what Meet refused them lately.
        """
        minter = self._minter(owner_of(self.user.sub), FOR_EVENTS, WAIT_SECONDS, lacking)
        return Arranger(self._calendar, minter, self.observer)
