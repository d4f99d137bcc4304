"""An event of Chat's on its way through a handler."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import ClassVar

from addon.chat.event import ChatEvent
from addon.google.people import PeopleClient
from addon.store.mint_records import FOR_CONVERSATIONS, FOR_PATIENT_WORK
from addon.store.remembered import owner_in, owner_of
from addon.turn import Turn
from meeting.arranging import Arranger
from meeting.minter import PATIENT_WAIT_SECONDS, Minter
from meeting.model import Artifact
from meeting.scheduling import Scheduler
from meeting.values import dataclass


@dataclass(frozen=True)
class ChatTurn(Turn):
    """What a handler of Chat's works with.

    Attributes:
        chat: what happened in Chat.
        clicked: URL of the handler that a click names in its body, or empty: a classic app's, and
            one from before an app became an add-on, go to the app's one URL.
    """

    tells_locale: ClassVar[bool] = True
    """See hosts.md 1.3."""

    chat: ChatEvent
    clicked: str = ""

    @property
    def whereabouts(self) -> str:
        """See `Turn.whereabouts`: Chat's name for the user."""
        return self.chat.user

    @property
    def conversation(self) -> str:
        """The owner of what is stored about the conversation."""
        return owner_in(self.chat.space)

    def instant_minter(self, lacking: Callable[[], Collection[Artifact]]) -> Minter:
        """Makes spaces as the user, remembered for the conversation.

        Args:
            lacking: tells what Meet refused them lately.
        """
        return self._minter(self.conversation, FOR_CONVERSATIONS, PATIENT_WAIT_SECONDS, lacking)

    def scheduler(self, lacking: Callable[[], Collection[Artifact]]) -> Scheduler:
        """Makes events as the user; its argument as `instant_minter`'s."""
        owner = owner_of(self.user.sub)
        minter = self._minter(owner, FOR_PATIENT_WORK, PATIENT_WAIT_SECONDS, lacking)
        pool = self.services.readers
        arranger = Arranger(self.calendar, minter, self.observer, self.teller, pool)
        return Scheduler(self.calendar, minter, arranger, self.teller, self.observer.locks_of)

    @cached_property
    def people(self) -> PeopleClient:
        """Looks people up as the user."""
        members, people = self.services.people()
        return PeopleClient(members, people, self.services.pool, self.caller)
