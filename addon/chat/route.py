"""The URLs that Chat calls, as `addon.routes` lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addon.host import Route

if TYPE_CHECKING:
    # The table is there before anything of Chat is needed.
    from addon.chat.outcomes import ChatOutcome
    from addon.chat.turn import ChatTurn

    ChatRoute = Route[ChatTurn, ChatOutcome]
else:
    ChatRoute = Route
