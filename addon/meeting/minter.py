"""Making a space at most once for what it is for."""

from __future__ import annotations

import time
from contextlib import suppress

from addon.deadline import Deadline
from addon.meeting.applying import negotiate
from addon.meeting.errors import SpaceGone, StillWorking, StoreUnavailable
from addon.meeting.minting import Minted
from addon.meeting.model import Artifact, Space, Switches
from addon.meeting.ports import Meet, MintRecords

WAIT_SECONDS = 8.0
PATIENT_WAIT_SECONDS = 25.0
"""For work that may outlast its answer: longer than anybody waits for that."""
POLL_SECONDS = 0.2


class Minter:
    """Makes spaces as one caller, until a deadline.

    What a space is for is told by a place and a name in it: a calendar and its event.

    Args:
        wait: how many seconds another press that is making the same space is waited for.
    """

    def __init__(self, meet: Meet, records: MintRecords, deadline: Deadline, wait: float) -> None:
        self._meet = meet
        self._records = records
        self._deadline = deadline
        self._wait = wait

    def mint(self, place: str, name: str, wanted: Switches) -> Minted:
        """The one space for this: made now, or by an earlier press and then set as wanted.

        Raises:
            StillWorking: another press is making it, for longer than could be waited.
            StoreUnavailable: nothing was made, for want of a place to remember it.
            Problem: see `Meet.create`.
        """
        kept = self._claim(place, name)
        if kept is None:
            return self._make(place, name, wanted)
        # Whatever was set then, the space may have been changed or lost since.
        try:
            space, refused = self.set(kept.space, wanted)
        except SpaceGone:
            self._records.release(place, name)
            return self.mint(place, name, wanted)
        if space is kept.space:
            # Nothing was changed, since Meet refused all three: ask how they stand.
            space = self._meet.named(space.name) or space
        changed = Minted(space, wanted, refused)
        self.keep(place, name, changed)
        return changed

    def mint_once(self, place: str, name: str, wanted: Switches) -> Minted:
        """The one space for this: made now, or as it was made when this was asked for before.

        Raises as `mint`.
        """
        return self._claim(place, name) or self._make(place, name, wanted)

    def known(self, place: str, name: str) -> Minted | None:
        """The space that was made for this, if one was and is still remembered.

        Raises:
            StoreUnavailable: that cannot be told.
        """
        return self._records.known(place, name)

    def keep(self, place: str, name: str, minted: Minted) -> None:
        """Remember a space for this, too."""
        with suppress(StoreUnavailable):
            # It is there all the same: using it is the surest way not to lose it.
            self._records.keep(place, name, minted)

    def set(self, space: Space, wanted: Switches) -> tuple[Space, dict[Artifact, str]]:
        """Set artifacts on a space; it as it is then, and the reasons of refusals.

        Raises:
            SpaceGone: no such space, or not the caller's.
            Problem: see `Meet.configure`.
        """
        changed, refused = negotiate(lambda asked: self._meet.configure(space.name, asked), wanted)
        return changed or space, refused

    def settle(self, place: str, name: str, minted: Minted) -> None:
        """The space is where it belongs: only a doubled press may still come for it."""
        with suppress(StoreUnavailable):
            # A record that stays longer than needed does no harm.
            self._records.settle(place, name, minted)

    def _claim(self, place: str, name: str) -> Minted | None:
        """The space that another press made, or `None` when it is this one's to make."""
        give_up = time.monotonic() + min(self._wait, self._deadline.remaining())
        while True:
            claim = self._records.claim(place, name)
            if claim.granted:
                return None
            if claim.minted:
                return claim.minted
            if time.monotonic() > give_up:
                raise StillWorking
            time.sleep(POLL_SECONDS)

    def _make(self, place: str, name: str, wanted: Switches) -> Minted:
        try:
            space, refused = negotiate(self._meet.create, wanted)
            minted = Minted(space or self._meet.create({}), wanted, refused)
        except BaseException:
            with suppress(StoreUnavailable):
                # An unreleased claim runs out by itself.
                self._records.release(place, name)
            raise
        self.keep(place, name, minted)
        return minted
