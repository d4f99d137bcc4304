"""Giving an event a Meet with the settings that its host wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from addon.meeting.applying import ArtifactResult, results
from addon.meeting.errors import (
    EventChanged,
    EventKeepsChanging,
    NotTheHost,
    Problem,
    SaveEventFirst,
    SpaceGone,
)
from addon.meeting.looking import Observer, Situation, Spot
from addon.meeting.minter import Minter
from addon.meeting.minting import Minted
from addon.meeting.model import Artifact, CalendarEvent, Space, Switches
from addon.meeting.ports import Calendar
from addon.meeting.states import HostedByCaller, HostedByOther, NoConference, OtherVendor, State

TRIES = 3


class Done(Enum):
    """What was done to the event."""

    CREATED = "created"
    UPDATED = "updated"
    REPLACED = "replaced"


@dataclass(frozen=True)
class Arranged:
    """An event that has its Meet, and how each artifact stands.

    Attributes:
        event: as Calendar had it after the change.
        whole_series: every occurrence of a recurring event has this Meet now.
        left_out: the series has the Meet, but the opened occurrence, edited on its own, has not.
        emailed: Calendar was asked to e-mail the guests.
    """

    done: Done
    event: CalendarEvent
    space: Space
    results: tuple[ArtifactResult, ...]
    whole_series: bool = False
    left_out: bool = False
    emailed: bool = False


@dataclass(frozen=True)
class Order:
    """What a host pressed for.

    Attributes:
        wanted: the switches.
        email_guests: whether Calendar e-mails the guests about a change to the event.
        whole_series: for an occurrence of a recurring event: change the series, not only it.
        chosen: whether the host was asked which of the two, and said so.
        replacing: the fingerprint of the conference that the host agreed to replace, or empty.
    """

    wanted: Switches
    email_guests: bool = False
    whole_series: bool = True
    chosen: bool = False
    replacing: str = ""


class Arranger:
    """Changes events and spaces as one caller."""

    def __init__(
        self,
        calendar: Calendar,
        minter: Minter,
        observer: Observer,
    ) -> None:
        self._calendar = calendar
        self._minter = minter
        self._observer = observer

    def create(
        self, spot: Spot, order: Order, known: CalendarEvent | None = None
    ) -> Arranged | Situation:
        """Make a Meet for an event that has none.

        Args:
            known: the event, if it has just been made by the caller and need not be read.

        Returns:
            What was arranged, or the situation when it no longer allows it.

        Raises:
            Problem: see `addon.meeting.errors`.
        """
        return self._give_meet(
            spot, order, Done.CREATED, lambda state, _: isinstance(state, NoConference), known
        )

    def replace(self, spot: Spot, order: Order) -> Arranged | Situation:
        """Put a Meet that the caller hosts in the place of the conference they agreed to replace.

        Returns and raises as `create`.
        """
        return self._give_meet(
            spot,
            order,
            Done.REPLACED,
            lambda state, event: (
                isinstance(state, HostedByOther | OtherVendor)
                and event.conference is not None
                and event.conference.fingerprint == order.replacing
            ),
        )

    def update(self, spot: Spot, order: Order) -> Arranged | Situation:
        """Set the artifacts of the Meet that an event has. Calendar is not written to.

        Returns and raises as `create`.
        """
        situation = self._observer.look(spot)
        if situation.event is None or not isinstance(situation.state, HostedByCaller):
            return situation
        return self._configure(situation, situation.state.space, order, Done.UPDATED)

    def _give_meet(
        self,
        spot: Spot,
        order: Order,
        done: Done,
        allowed: Callable[[State, CalendarEvent], bool],
        known: CalendarEvent | None = None,
    ) -> Arranged | Situation:
        sent: dict[str, Minted] = {}
        for _ in range(TRIES):
            situation = Situation(NoConference(), known) if known else self._observer.look(spot)
            known = None
            event, state = situation.event, situation.state
            if event is None:
                return situation
            target = _target(situation, event, order)
            if isinstance(state, HostedByCaller):
                if not order.whole_series and situation.shares_series:
                    return situation
                return self._recognise(situation, state.space, order, done, sent.get(target.id))
            if not allowed(state, event):
                return situation
            if order.whole_series and order.chosen is not (target is situation.series):
                # Nobody's choice between a series and one event of it is made for them.
                return situation
            if target.id not in sent:
                sent[target.id] = self._minter.mint(target.calendar_id, target.id, order.wanted)
            try:
                return self._attach(target, sent[target.id], situation, order, done)
            except EventChanged:
                continue
        raise EventKeepsChanging

    def _attach(
        self,
        target: CalendarEvent,
        minted: Minted,
        situation: Situation,
        order: Order,
        done: Done,
    ) -> Arranged:
        attached = self._calendar.attach(target, minted.space, email_guests=order.email_guests)
        self._minter.settle(target.calendar_id, target.id, minted)
        opened = situation.event or target
        through_series = target is situation.series
        return Arranged(
            done,
            attached,
            minted.space,
            results(minted.space, order.wanted, minted.refused),
            whole_series=through_series or target.recurring,
            left_out=through_series and not self._shows(opened, minted.space),
            emailed=order.email_guests and opened.guests > 0,
        )

    def _shows(self, occurrence: CalendarEvent, space: Space) -> bool:
        """Whether an occurrence follows its series: one edited on its own does not."""
        try:
            now = self._calendar.event(occurrence.calendar_id, occurrence.id)
        except Problem:
            # The series has its Meet all the same; most occurrences follow.
            return True
        return now.conference is not None and now.conference.code == space.code

    def _recognise(
        self,
        situation: Situation,
        space: Space,
        order: Order,
        done: Done,
        sent: Minted | None,
    ) -> Arranged:
        """The event got its Meet meanwhile.

        Args:
            sent: what this press tried to put there. If it is that, the answer to the try was
                lost; else a doubled press put it there, or the host in Calendar.
        """
        event = situation.event
        if event is not None and sent is not None and sent.space.code == space.code:
            self._minter.settle(event.calendar_id, _target(situation, event, order).id, sent)
            arranged = self._arranged(situation, space, order, done, sent.refused)
            return replace(arranged, emailed=order.email_guests and event.guests > 0)
        if space.config == {artifact: order.wanted[artifact] for artifact in Artifact}:
            return self._arranged(situation, space, order, done, {})
        return self._configure(situation, space, order, done)

    def _configure(self, situation: Situation, space: Space, order: Order, done: Done) -> Arranged:
        try:
            changed, refused = self._minter.set(space, order.wanted)
        except SpaceGone as gone:
            raise NotTheHost from gone
        return self._arranged(situation, changed, order, done, refused)

    def _arranged(
        self,
        situation: Situation,
        space: Space,
        order: Order,
        done: Done,
        refused: Mapping[Artifact, str],
    ) -> Arranged:
        """How things stand where Calendar had nothing to be told."""
        event = situation.event
        if event is None:
            raise SaveEventFirst
        return Arranged(
            done,
            event,
            space,
            results(space, order.wanted, refused),
            whole_series=situation.shares_series or event.recurring,
        )


def _target(situation: Situation, event: CalendarEvent, order: Order) -> CalendarEvent:
    """The event to write: a Meet belongs to the series unless asked otherwise (4.4)."""
    if order.whole_series and situation.series is not None and situation.shares_series:
        return situation.series
    return event
