"""The URLs that Calendar calls, as `addon.routes` lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addon.host import Route
from addon.sidebar.asked import Asked
from meeting.values import dataclass

if TYPE_CHECKING:
    # The table is there before anything of the sidebar is needed.
    from addon.sidebar.outcomes import Outcome
    from addon.sidebar.turn import SidebarTurn

    _Route = Route[SidebarTurn, Outcome]
else:
    _Route = Route


@dataclass(frozen=True)
class SidebarRoute(_Route):
    """One URL that Calendar calls.

    Attributes:
        asked: what Calendar waits for.
        over: a problem is shown over the clicked card, not in its place.
        repeatable: what its form holds is little enough for a problem's card to click once more.
    """

    asked: Asked = Asked.CLICK
    over: bool = False
    repeatable: bool = True
