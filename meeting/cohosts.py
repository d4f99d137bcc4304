"""Co-hosts of a Meet: bringing its members in step with what its host picked among the guests."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import Executor, wait
from dataclasses import dataclass, replace
from enum import Enum

from meeting.errors import AddressRefused, AlreadyThere, Problem, SpaceGone
from meeting.model import Member
from meeting.ports import Members

MOST_AT_ONCE = 8
"""Calls that run at the same time: enough to be quick, and few for Meet's quota."""


class Outcome(Enum):
    """What came of bringing one guest in step.

    `NOT_GOOGLE`: Meet does not take the address. `UNCERTAIN`: Meet did not confirm it.
    """

    DONE = "done"
    NOT_GOOGLE = "not Google's"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class Step:
    """One guest who is to become a co-host, or to be one no longer.

    Attributes:
        member: what they are now, if they are a member.
    """

    email: str
    adds: bool
    member: Member | None = None
    outcome: Outcome = Outcome.UNCERTAIN


@dataclass(frozen=True)
class InStep:
    """A space's co-hosts after a press.

    Attributes:
        cohosts: who is one, as far as Meet confirmed it.
        steps: what was to be changed.
    """

    cohosts: tuple[str, ...]
    steps: tuple[Step, ...] = ()

    def with_outcome(self, outcome: Outcome) -> list[str]:
        """Of whom that came."""
        return [step.email for step in self.steps if step.outcome is outcome]


def cohosts_of(members: Iterable[Member]) -> frozenset[str]:
    """The addresses of a space's co-hosts."""
    return frozenset(member.email for member in members if member.cohost)


def steps_to(
    members: Sequence[Member],
    guests: Collection[str],
    shown: Collection[str],
    wished: Collection[str],
) -> list[Step]:
    """What is to be done so that the co-hosts are as they were picked.

    Only what was picked otherwise than it was shown is changed: whom somebody else made a co-host
    meanwhile stays one. Who is no guest was not offered, and is neither added nor removed.

    Args:
        members: as the space has them now.
        guests: of the event: addresses in small letters.
        shown: who was shown as a co-host.
        wished: who was picked.
    """
    there = {member.email: member for member in members}
    adds = [
        Step(email, adds=True, member=there.get(email))
        for email in sorted({*wished}.intersection(guests).difference(shown))
        if email not in there or not there[email].cohost
    ]
    removes = [
        Step(email, adds=False, member=there[email])
        for email in sorted({*shown}.intersection(guests).difference(wished))
        if email in there and there[email].cohost
    ]
    return [*adds, *removes]


def bring_in_step(
    port: Members, space_name: str, members: Sequence[Member], steps: Sequence[Step], pool: Executor
) -> InStep:
    """Carry steps out, several at a time; one that fails holds no other up."""
    lanes = [steps[start::MOST_AT_ONCE] for start in range(min(MOST_AT_ONCE, len(steps)))]
    jobs = [pool.submit(_carry_out, port, space_name, lane) for lane in lanes]
    wait(jobs)
    done = [step for job in jobs for step in job.result()]
    cohosts = {*cohosts_of(members)}
    for step in done:
        if step.outcome is Outcome.DONE:
            cohosts = cohosts | {step.email} if step.adds else cohosts - {step.email}
    return InStep(tuple(sorted(cohosts)), tuple(sorted(done, key=lambda step: step.email)))


def _carry_out(port: Members, space_name: str, lane: Iterable[Step]) -> list[Step]:
    return [replace(step, outcome=_outcome(port, space_name, step)) for step in lane]


def _outcome(port: Members, space_name: str, step: Step) -> Outcome:
    try:
        if step.member is None:
            port.add(space_name, step.email)
        elif step.adds:
            port.promote(step.member.name)
        else:
            port.remove(step.member.name)
    except AlreadyThere:
        return Outcome.DONE
    except AddressRefused:
        return Outcome.NOT_GOOGLE
    except SpaceGone:
        # Somebody else removed them first (google-apis.md 2.7).
        return Outcome.UNCERTAIN if step.adds else Outcome.DONE
    except Problem:
        return Outcome.UNCERTAIN
    return Outcome.DONE
