"""Whether everything is in place for a user: asked of each service itself, all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field, replace
from datetime import UTC, datetime

from addon import VERSION
from addon.google.calendar import CalendarClient
from addon.google.caller import Caller, Tally
from addon.google.meet import MeetClient
from addon.permissions.asking import new_attempt
from addon.permissions.scopes import (
    EMAIL,
    MAIN_JOB,
    MEET_CREATE,
    MEET_SETTINGS,
    OWN_EVENTS,
    SCOPES,
    Scope,
    missing,
)
from addon.sidebar.outcomes import Outcome, Show, ShowOnTop
from addon.sidebar.turn import SidebarTurn
from addon.store.lacking_notes import Lacking
from cards.setup import Service, Setup, Unasked, copy_card, setup_card
from meeting.errors import Problem
from meeting.values import dataclass


def check_setup(turn: SidebarTurn) -> Outcome:
    """What works, what is permitted, what the account was refused and what is decided.

    Nobody is asked for a permission: what is missing is said.
    """
    return Show(setup_card(turn.kit, _look(turn), new_attempt()), "check")


def copy_setup(turn: SidebarTurn) -> Outcome:
    """The same as a text for those who answer for it, looked at anew."""
    return ShowOnTop(copy_card(turn.kit, _look(turn)), "copy for IT")


@dataclass(frozen=True)
class _Try:
    """How it is found out whether a service works.

    Attributes:
        way: raises a `Problem` if it does not.
        permitted_by: scopes of which one is needed; none for what does not ask as the user.
        tally: what it cost, and what Google said.
    """

    service: Service
    way: Callable[[Caller], object]
    permitted_by: tuple[Scope, ...] = ()
    tally: Tally = field(default_factory=Tally)

    def problem(self, caller: Caller) -> Problem | None:
        """Find out."""
        try:
            self.way(replace(caller, tally=self.tally))
        except Problem as problem:
            return problem
        return None


def _tries(turn: SidebarTurn, noted: list[Lacking]) -> Iterator[_Try]:
    """The services; what the store has noted of the account is put into `noted`."""
    services = turn.services
    pool, chat = services.pool, services.app_messages
    yield _Try(
        Service.CALENDAR,
        lambda caller: CalendarClient(services.calendar, pool, caller).reach(),
        (OWN_EVENTS,),
    )
    yield _Try(
        Service.MEET,
        lambda caller: MeetClient(services.meet, pool, caller).reach(),
        (MEET_SETTINGS, MEET_CREATE),
    )
    if chat is not None:
        yield _Try(Service.CHAT, lambda caller: chat.reach(caller.deadline, caller.tally))
    yield _Try(Service.STORE, lambda _: noted.append(turn.lacking_notes.load()), (EMAIL,))


def _look(turn: SidebarTurn) -> Setup:
    granted, told = turn.caller.scopes, turn.caller.scopes_told

    def permitted(each: _Try) -> bool:
        needed = each.permitted_by
        return not needed or len(missing(needed, granted)) < len(needed)

    noted: list[Lacking] = []
    tries = list(_tries(turn, noted))
    submit, caller = turn.services.readers.submit, turn.in_passing
    jobs = {
        each.service: submit(each.problem, caller) if permitted(each) else None for each in tries
    }
    found = {
        service: Unasked.NOT_PERMITTED if job is None else job.result()
        for service, job in jobs.items()
    }
    for each in tries:
        turn.caller.tally.add(each.tally)
    lacks = missing(SCOPES, granted)
    return Setup(
        services=found,
        refusals={each.service: each.tally.refusals for each in tries if found[each.service]},
        given=[each.name for each in SCOPES if each not in lacks] if told else None,
        missing=[each.name for each in lacks if each in MAIN_JOB],
        later=[each.name for each in lacks if each not in MAIN_JOB],
        lacking=noted[0] if noted else None,
        version=VERSION,
        now=datetime.now(UTC),
    )
