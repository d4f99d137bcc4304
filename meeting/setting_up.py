"""Setting up several meetings with one press, each as a press on its own card would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, wait
from enum import Enum

from meeting.arranging import Arranged, Arranger, Order
from meeting.deadline import Deadline
from meeting.errors import (
    EventKeepsChanging,
    OutcomeUnknown,
    Problem,
    ReopenAddon,
    StillWorking,
    StoreUnavailable,
    TryAgain,
)
from meeting.looking import Situation, Spot
from meeting.model import Space
from meeting.states import State
from meeting.values import dataclass

MOST_A_PRESS = 10
"""As many spaces as Meet lets one user make in a minute (google-apis.md 2.9)."""
NEEDS_SECONDS = 12.0
"""What has less time than that is left for the next press."""
WORTH_ANOTHER_PRESS = (
    TryAgain,
    OutcomeUnknown,
    StillWorking,
    EventKeepsChanging,
    StoreUnavailable,
    # Every press comes with a token of its own.
    ReopenAddon,
)


class Became(Enum):
    """What became of a meeting."""

    DONE = "done"
    SO_ALREADY = "so already"
    LEFT_OUT = "left out"
    TO_DO = "to do"


@dataclass(frozen=True)
class Set:
    """What became of one meeting.

    Attributes:
        arranged: what was done, if it was.
        situation: how the event stands, where it does not allow it.
        problem: what kept it, if something did.
    """

    spot: Spot
    became: Became
    arranged: Arranged | None = None
    situation: Situation | None = None
    problem: Problem | None = None

    @property
    def state(self) -> State | None:
        """How the event stands that was left out."""
        return self.situation.state if self.situation else None


class SettingUp:
    """Sets up meetings as one caller.

    Args:
        arranger: makes what arranges one; each meeting has its own.
        note: remembers how a Meet stands that was set up, while others are still under way.
        pool: runs them.
    """

    def __init__(
        self,
        arranger: Callable[[], Arranger],
        note: Callable[[Space], None],
        pool: Executor,
        deadline: Deadline,
    ) -> None:
        self._arranger = arranger
        self._note = note
        self._pool = pool
        self._deadline = deadline

    def set_up(self, spots: Sequence[Spot], order: Callable[[Spot], Order]) -> tuple[Set, ...]:
        """Set up as many as a minute and the answer's time allow; the others stay to be done.

        All at once, as far as their requests may go out at the same time. Nothing is half done:
        what has been begun is waited for, and pressing again makes nothing twice.
        """
        jobs = [self._pool.submit(self._one, spot, order(spot)) for spot in spots[:MOST_A_PRESS]]
        wait(jobs)
        rest = [Set(spot, Became.TO_DO) for spot in spots[len(jobs) :]]
        return (*(job.result() for job in jobs), *rest)

    def _one(self, spot: Spot, order: Order) -> Set:
        if self._deadline.remaining() < NEEDS_SECONDS:
            return Set(spot, Became.TO_DO)
        try:
            done = self._arranger().create(spot, order)
        except WORTH_ANOTHER_PRESS as problem:
            return Set(spot, Became.TO_DO, problem=problem)
        except Problem as problem:
            return Set(spot, Became.LEFT_OUT, problem=problem)
        if isinstance(done, Arranged):
            self._note(done.space)
            became = Became.DONE if done.changed else Became.SO_ALREADY
            return Set(spot, became, arranged=done)
        return Set(spot, Became.LEFT_OUT, situation=done)
