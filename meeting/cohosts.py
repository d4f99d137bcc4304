"""Co-hosts of a Meet: bringing its members in step with what its host picked among the guests."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from enum import Enum

from meeting.errors import AddressRefused, AlreadyThere, Problem, SpaceGone
from meeting.model import Member
from meeting.parallel import each_at_once
from meeting.ports import Members
from meeting.values import dataclass


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

    def carried_out(step: Step) -> Step:
        return replace(step, outcome=_outcome(port, space_name, step))

    done = each_at_once(pool, carried_out, steps)
    cohosts = {*cohosts_of(members)}
    for step in done:
        if step.outcome is Outcome.DONE:
            cohosts = cohosts | {step.email} if step.adds else cohosts - {step.email}
    return InStep(tuple(sorted(cohosts)), tuple(sorted(done, key=lambda step: step.email)))


def _outcome(port: Members, space_name: str, step: Step) -> Outcome:
    try:
        if step.member is None:
            _add(port, space_name, step.email)
        elif step.adds:
            port.promote(step.member.name)
        else:
            port.remove(step.member.name)
    except AddressRefused:
        return Outcome.NOT_GOOGLE
    except SpaceGone:
        # Somebody else removed them first (google-apis.md 2.7).
        return Outcome.UNCERTAIN if step.adds else Outcome.DONE
    except Problem:
        return Outcome.UNCERTAIN
    return Outcome.DONE


def _add(port: Members, space_name: str, email: str) -> None:
    """Make somebody a co-host who was no member.

    Raises:
        AlreadyThere: Meet calls them a member and does not list them.
        Problem: see `Members`.
    """
    try:
        port.add(space_name, email)
    except AlreadyThere:
        # An earlier try added them, or somebody else did, perhaps without the role.
        there = [each for each in port.members(space_name) if each.email == email]
        if not there:
            raise
        if not there[0].cohost:
            port.promote(there[0].name)
