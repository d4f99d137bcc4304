"""What is begun for an event while it is still being read, so that neither waits for the other.

Whatever then turns out not to be meant for it does no harm: a space that is not needed is the
caller's spare, and settings were chosen for the very Meet that the clicked card showed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future, wait
from contextlib import contextmanager, suppress

from meeting.errors import OutcomeUnknown, Problem
from meeting.looking import USUAL_UID, Spot
from meeting.minter import Minter
from meeting.minting import Minted
from meeting.model import Artifact, Space, Switches
from meeting.rules import NO_RULES, Rules
from meeting.ruling import Ruled, RuleState
from meeting.values import dataclass


def probable_key(spot: Spot, *, series: bool) -> str:
    """The lasting id of what a Meet is wanted for, as far as a host tells before it is read.

    Of events that were made elsewhere than in Calendar it is another one.

    Args:
        series: it is wanted for the whole series.
    """
    if not spot.series_id:
        return f"{spot.event_id}{USUAL_UID}"
    whole = f"{spot.series_id}{USUAL_UID}"
    return whole if series else f"{whole}{spot.event_id.removeprefix(spot.series_id)}"


class Making:
    """A space that is being made for an event."""

    def __init__(self, minter: Minter, key: str, job: Future[Minted]) -> None:
        self._minter = minter
        self._key = key
        self._job = job
        self._needed = False

    def meant_for(self, place: str, event: str, wanted: Switches) -> Minted:
        """The space, since the event turned out to need it.

        Raises as `Minter.mint`, whose arguments these are.
        """
        self._needed = True
        return self._minter.adopt(self._key, self._job.result(), place, event, wanted)

    def end(self) -> None:
        """Wait for it; if the event did not need it, it is the caller's spare."""
        wait([self._job])
        if not self._needed and self._job.exception() is None:
            self._minter.spare(self._key, self._job.result())


@contextmanager
def making(
    pool: Executor, minter: Minter, place: str, key: str, wanted: Switches
) -> Iterator[Making]:
    """Begin to make a space for what is probably the event's lasting id; see `Minter.mint`."""
    begun = Making(minter, key, pool.submit(minter.mint, place, key, wanted))
    try:
        yield begun
    finally:
        begun.end()


@dataclass(frozen=True)
class Change:
    """What is chosen otherwise than the clicked card showed it.

    Attributes:
        shown: the Meet as the card showed it; of the link nothing is known.
        artifacts: what is to be set of them.
        rules: likewise.
    """

    shown: Space
    artifacts: Mapping[Artifact, bool]
    rules: Rules = NO_RULES


class Setting:
    """Settings that are being changed."""

    def __init__(self, change: Change, job: Future[tuple[Ruled, frozenset[Artifact]]]) -> None:
        self._change = change
        self._job = job

    @property
    def shown(self) -> Space:
        """The space that is being changed, as the clicked card showed it."""
        return self._change.shown

    @property
    def answered(self) -> Space | None:
        """The space in Meet's last answer to a change; `None` if no change was answered."""
        with suppress(Problem):
            ruled, _ = self._job.result()
            if ruled.space is not self.shown:
                return ruled.space
        return None

    @property
    def maybe_done(self) -> bool:
        """Whether the answer to a change was lost."""
        try:
            ruled, _ = self._job.result()
        except Problem as problem:
            return problem.maybe_done or isinstance(problem, OutcomeUnknown)
        return any(each.state is RuleState.UNCERTAIN for each in ruled.results)

    def told(self) -> Space | None:
        """The space as Meet showed it when it was changed; `None` if it did not."""
        space = self.answered
        return space if space and space.hosted_by_caller else None

    def result(self) -> tuple[Ruled, frozenset[Artifact]]:
        """The space with its rules, and what was refused; raises as `Minter.change`."""
        return self._job.result()


@contextmanager
def setting(pool: Executor, minter: Minter, change: Change) -> Iterator[Setting]:
    """Begin to change settings."""
    job = pool.submit(minter.change, change.shown, change.artifacts, change.rules)
    try:
        yield Setting(change, job)
    finally:
        wait([job])
