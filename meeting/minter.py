"""Making a space at most once for what it is for."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace

from meeting.applying import negotiate
from meeting.deadline import Deadline
from meeting.errors import (
    LinksNotAllowed,
    OutcomeUnknown,
    Problem,
    ScopesMissing,
    SettingsNotSet,
    SpaceGone,
    StillWorking,
    StoreUnavailable,
)
from meeting.minting import Minted
from meeting.model import Artifact, Space, Switches
from meeting.ports import Meet, MintRecords
from meeting.rules import Rules
from meeting.ruling import Ruled, set_rules

EVENTS = "event"
"""The place of spaces that are made for events."""
WAIT_SECONDS = 8.0
PATIENT_WAIT_SECONDS = 25.0
"""For work that may outlast its answer: longer than anybody waits for that."""
POLL_SECONDS = 0.2


class Minter:
    """Makes spaces as one caller, until a deadline.

    What a space is for is told by a place and a name in it: `EVENTS` and an event's lasting id, or
    a person and what they asked for in a conversation.

    Args:
        wait: how many seconds another press that is making the same space is waited for.
        lacking: tells what Meet refused the account lately.
    """

    def __init__(
        self,
        meet: Meet,
        records: MintRecords,
        deadline: Deadline,
        wait: float,
        lacking: Callable[[], Collection[Artifact]] = frozenset,
    ) -> None:
        self._meet = meet
        self._records = records
        self._deadline = deadline
        self._wait = wait
        self._lacking = lacking
        self._fresh: set[str] = set()

    def mint(self, calendar_id: str, event: str, wanted: Switches) -> Minted:
        """The one space for an event: made now as wanted, or by an earlier press, left as it is.

        Whether a kept space may be set is known only once its event has it, and no other: see
        `bring`.

        Args:
            calendar_id: where the link will stand; some calendars take none.
            event: its lasting id, the same on whichever calendar it was opened.

        Raises:
            StillWorking: another press is making it, for longer than could be waited.
            StoreUnavailable: nothing was made, for want of a place to remember it.
            LinksNotAllowed: nothing was made: the calendar took no link before.
            Problem: see `Meet.create`.
        """
        if self._records.refuses(calendar_id):
            raise LinksNotAllowed
        kept = self._claim(EVENTS, event)
        if kept is None:
            with self._claimed(EVENTS, event):
                return self._make_for(event, wanted)
        if kept.space.name in self._fresh:
            # Made a moment ago, by this very press: a 404 would be one that passes.
            return kept
        kept = self._records.adopt(EVENTS, event)
        if kept is None:
            # Whoever made it has just given it up.
            return self.mint(calendar_id, event, wanted)
        # It may have been changed or lost since.
        space = self._meet.named(kept.space.name)
        if space is None or not space.hosted_by_caller:
            self._records.release(EVENTS, event)
            return self.mint(calendar_id, event, wanted)
        return replace(kept, space=space, kept=True)

    def adopt(
        self, key: str, minted: Minted, calendar_id: str, event: str, wanted: Switches
    ) -> Minted:
        """A space that was made ahead, for the event that needs it; as `mint` from then on.

        Args:
            key: what was taken for the event's lasting id when it was made.
        """
        if key != event:
            self.spare(key, minted)
            return self.mint(calendar_id, event, wanted)
        if minted.wanted == wanted or minted.kept:
            return minted
        # Nobody has its link yet: what was not known of the event before is set first.
        space, refused = self.set(minted.space, wanted)
        minted = Minted(space, wanted, refused)
        self.keep(EVENTS, event, minted)
        return minted

    def spare(self, event: str, minted: Minted) -> None:
        """The event does not need the space that was made for it: the next one may.

        A space of an earlier press stays that event's, and so does one that another press has taken
        over: it may be attaching it. So does one where there is a spare already.
        """
        if minted.space.name not in self._fresh:
            return
        with suppress(StoreUnavailable):
            # Of what cannot be kept nobody has the link.
            if self._records.forsake(EVENTS, event) and not self._records.keep_spare(minted):
                self._records.keep(EVENTS, event, minted)

    def bring(self, minted: Minted, wanted: Switches) -> Minted:
        """Set a space, whose event has it now, as it is wanted, if it was not made so.

        It was kept, a policy turned on what was not asked for, or the event is another one since.

        Raises:
            SettingsNotSet: the event has it all the same.
            ScopesMissing: likewise.
        """
        has = minted.space.config
        unasked = set(self._lacking()) - minted.refused
        unwanted = any((has or {}).get(each) and not wanted[each] for each in unasked)
        otherwise = minted.wanted != wanted
        if has == wanted.as_config() or not (minted.kept or unwanted or otherwise):
            return minted
        try:
            space, refused = self.set(minted.space, wanted)
        except ScopesMissing as missing:
            missing.meet_is_there = True
            raise
        except OutcomeUnknown as unknown:
            space, refused = self._set_all_the_same(minted.space, wanted, unknown), frozenset()
        except Problem as problem:
            raise SettingsNotSet from problem
        if space is minted.space:
            # Nothing was changed, since Meet refused all three: it stands as it was read.
            return replace(minted, wanted=wanted, refused=refused)
        return replace(minted, space=space, wanted=wanted, refused=refused)

    def _set_all_the_same(self, space: Space, wanted: Switches, unknown: OutcomeUnknown) -> Space:
        """The space, if a change whose answer was lost has been made.

        Raises:
            SettingsNotSet: it has not, or Meet does not tell.
        """
        try:
            found = self._meet.named(space.name)
        except Problem:
            raise SettingsNotSet from unknown
        if found is None or found.config != wanted.as_config():
            raise SettingsNotSet from unknown
        return found

    def mint_once(self, place: str, name: str, wanted: Switches) -> Minted:
        """The one space for this: made now, or as it was made when this was asked for before.

        Raises as `mint`.
        """
        made = self._claim(place, name)
        if made is None:
            with self._claimed(place, name):
                made = self._make(place, name, wanted)
        return made

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

    def note_refusal(self, calendar_id: str) -> None:
        """The calendar takes no Meet links: make none in vain for its other events."""
        with suppress(StoreUnavailable):
            self._records.refuse(calendar_id)

    def set(self, space: Space, wanted: Switches) -> tuple[Space, frozenset[Artifact]]:
        """Set artifacts on a space; it as it is then, and what was refused.

        Raises:
            SpaceGone: no such space, or not the caller's.
            Problem: see `Meet.configure`.
        """
        # What may be on although the account lacks it is to be turned off.
        off = {each for each in self._lacking() if (space.config or {}).get(each) is False}
        changed, refused = negotiate(
            lambda asked: self._meet.configure(space.name, asked), wanted.as_config(), off
        )
        return changed or space, refused

    def rule(self, space: Space, wanted: Rules, *, beside: bool) -> Ruled:
        """Set the rules that a space does not have as wanted; nothing where there are none.

        They are written after the artifacts and not at the same time: what Meet makes of two
        changes of one space at once is not known, and each answer tells the whole space.

        Args:
            beside: something else was done already: that they could not be set is a result.

        Raises:
            ScopesMissing: even then.
            SpaceGone: no such space, or not the caller's.
            Problem: see `Meet.regulate`.
        """
        if not wanted.said:
            return Ruled(space, ())
        try:
            return set_rules(
                lambda rules: self._meet.regulate(space.name, rules), space, wanted, beside=beside
            )
        except ScopesMissing as missing:
            missing.meet_is_there = beside
            raise

    def adjust(
        self, space: Space, wanted: Switches, rules: Rules
    ) -> tuple[Ruled, frozenset[Artifact]]:
        """Set what a space does not have as wanted; it as it is then, and what was refused.

        What it has so already is not written: somebody else may be changing it meanwhile.

        Raises as `set` and `rule`; once the artifacts are set, rules that are not are a result.
        """
        if space.config == wanted.as_config():
            return self.rule(space, rules, beside=False), frozenset()
        changed, refused = self.set(space, wanted)
        return self.rule(changed, rules, beside=True), refused

    def change(
        self, shown: Space, artifacts: Mapping[Artifact, bool], rules: Rules
    ) -> tuple[Ruled, frozenset[Artifact]]:
        """Set what is chosen otherwise than a space was shown, and nothing else of it.

        Raises as `adjust`.
        """
        if not artifacts:
            return self.rule(shown, rules, beside=False), frozenset()
        changed, refused = negotiate(
            lambda asked: self._meet.configure(shown.name, asked), artifacts
        )
        return self.rule(changed or shown, rules, beside=True), refused

    def settle(self, event: str, minted: Minted) -> None:
        """The space is on its event: only a doubled press may still come for it."""
        with suppress(StoreUnavailable):
            # A record that stays longer than needed does no harm.
            self._records.settle(EVENTS, event, minted)

    def _claim(self, place: str, name: str) -> Minted | None:
        """The space that another press made, or `None` when it is this one's to make."""
        patience = self._deadline.anew(min(self._wait, self._deadline.remaining()))
        while True:
            claim = self._records.claim(place, name)
            if claim.granted:
                return None
            if claim.minted:
                return claim.minted
            if not patience.remaining():
                raise StillWorking
            time.sleep(POLL_SECONDS)

    @contextmanager
    def _claimed(self, place: str, name: str) -> Iterator[None]:
        """Give the claim back if nothing comes of it."""
        try:
            yield
        except BaseException:
            with suppress(StoreUnavailable):
                # An unreleased claim runs out by itself.
                self._records.release(place, name)
            raise

    def _make(self, place: str, name: str, wanted: Switches) -> Minted:
        space, refused = negotiate(self._meet.create, wanted.as_config(), self._lacking())
        minted = Minted(space or self._meet.create({}), wanted, refused)
        self._fresh.add(minted.space.name)
        self.keep(place, name, minted)
        return minted

    def _make_for(self, event: str, wanted: Switches) -> Minted:
        """The caller's spare space, set as wanted, or a new one."""
        spare = self._records.take_spare()
        minted = self._set_spare(spare, wanted) if spare else None
        if minted is None:
            return self._make(EVENTS, event, wanted)
        self._fresh.add(minted.space.name)
        self.keep(EVENTS, event, minted)
        return minted

    def _set_spare(self, spare: Minted, wanted: Switches) -> Minted | None:
        """The spare space as it is wanted; `None` if Meet no longer has it."""
        try:
            space, refused = self.set(spare.space, wanted)
            # Where Meet refused all three, or did not say, it stands as nobody has told.
            untold = space is spare.space or not space.hosted_by_caller
            told = self._meet.named(space.name) if untold else space
        except SpaceGone:
            return None
        except BaseException:
            with suppress(StoreUnavailable):
                self._records.keep_spare(spare)
            raise
        return Minted(told, wanted, refused) if told and told.hosted_by_caller else None
