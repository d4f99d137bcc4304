"""A `/meet` that outlasts its answer."""

from __future__ import annotations

from sandbox.google.faults import Gate
from sandbox.hosts.chat.host import ChatHost
from sandbox.hosts.exchange import Exchange
from tests.support.calls import CREATE_SPACE
from tests.support.chat import in_room
from tests.support.clock import Clock
from tests.support.late import MOMENT, WORKS
from tests.support.stage import Stage


class Making:
    """Ana's `/meet`, whose making Google holds for longer than an answer may take."""

    def __init__(
        self,
        stage: Stage,
        clock: Clock,
        status: int | None = None,
        chat: ChatHost | None = None,
    ) -> None:
        self.stage = stage
        self.chat = chat or in_room(stage)
        self._clock = clock
        self._gate = Gate()
        stage.google.faults.order(CREATE_SPACE, then=self._gate.wait, status=status)
        self.told = self.ask_in_haste()

    def ask_in_haste(self) -> Exchange:
        """Ask with no time left to wait."""
        self._clock.spent = WORKS - MOMENT
        asked = self.chat.slash_command("/meet", "Budget")
        self._clock.spent = 0.0
        return asked

    def end(self) -> None:
        """Let Google answer."""
        self._gate.open()
