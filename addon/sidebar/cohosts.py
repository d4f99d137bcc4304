"""A hosted Meet's co-hosts, picked among the event's guests."""

from __future__ import annotations

from collections.abc import Collection

from addon.sidebar.event import moved_on, on_open_event
from addon.sidebar.outcomes import Outcome, Show, ShowOnTop
from addon.sidebar.turn import SidebarTurn
from cards.actions import Input, Parameter
from cards.cohosts import cohosts_card, cohosts_result_card, digest, no_cohosts_card
from meeting.cohosts import bring_in_step, cohosts_of, steps_to
from meeting.errors import SpaceGone
from meeting.looking import Situation, Spot
from meeting.model import CalendarEvent
from meeting.states import HostedByCaller


@on_open_event
def choose_cohosts(turn: SidebarTurn, spot: Spot) -> Outcome:
    """Show the guests to pick from, or that Meet lets the add-on pick none here."""
    situation = turn.observer.look(spot)
    event, state = situation.event, situation.state
    if event is None or not isinstance(state, HostedByCaller) or _is_another(turn, state):
        return moved_on(turn, situation)
    kit = turn.kit.for_event(event)
    try:
        members = turn.members.members(state.space.name)
    except SpaceGone:
        return ShowOnTop(no_cohosts_card(kit), "no co-hosts here")
    card = cohosts_card(
        kit,
        _guests(turn, situation, event),
        cohosts_of(members),
        code=state.space.code,
        moderated=state.space.rules.moderation is True,
        of_series=_of_series(situation, event),
    )
    return ShowOnTop(card, "co-hosts?")


@on_open_event
def save_cohosts(turn: SidebarTurn, spot: Spot) -> Outcome:
    """Make co-hosts of those who were picked, and of those no longer who are not."""
    situation = turn.observer.look(spot)
    event, state = situation.event, situation.state
    if event is None or not isinstance(state, HostedByCaller) or _is_another(turn, state):
        return moved_on(turn, situation)
    kit, space = turn.kit.for_event(event), state.space
    try:
        members = turn.members.members(space.name)
    except SpaceGone:
        return Show(no_cohosts_card(kit), "no co-hosts here")
    guests = _guests(turn, situation, event)
    wished = {each.casefold() for each in turn.event.form.get(Input.COHOSTS, [])}
    steps = steps_to(members, guests, _shown(turn, guests), wished)
    done = bring_in_step(turn.members, space.name, members, steps, turn.services.readers)
    return Show(cohosts_result_card(kit, done), "co-hosts set", stale=True)


def _is_another(turn: SidebarTurn, state: HostedByCaller) -> bool:
    """Whether the event has another Meet by now than the clicked card was about."""
    return turn.event.parameters.get(Parameter.CODE, state.space.code) != state.space.code


def _guests(turn: SidebarTurn, situation: Situation, event: CalendarEvent) -> frozenset[str]:
    """Who may be picked: whoever is invited and organizes, if known by address; not the host."""
    organizer = {event.organizer.email.casefold()} if situation.another_organizer else set()
    return (event.invited | organizer) - {"", turn.user.email.casefold()}


def _shown(turn: SidebarTurn, guests: Collection[str]) -> set[str]:
    """Who was shown as a co-host on the clicked card."""
    told = set(turn.event.parameters.get(Parameter.COHOSTS, "").split())
    return {email for email in guests if digest(email) in told}


def _of_series(situation: Situation, event: CalendarEvent) -> bool:
    return event.recurring or situation.shares_series
