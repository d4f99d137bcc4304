"""Having Calendar make the Meet of somebody else's event, so that its organizer hosts it."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace

from meeting.applying import ArtifactResult, results
from meeting.arranging import TRIES, Arranged, Done, Order, notified_by, target_of, untouched
from meeting.deadline import Deadline
from meeting.errors import (
    EventChanged,
    EventKeepsChanging,
    MeetNotMade,
    OutcomeUnknown,
    Problem,
)
from meeting.looking import Observer, Situation, Spot
from meeting.model import CalendarEvent, ConferenceKind, Notify, Space
from meeting.ports import Calendar
from meeting.states import HostedByCaller, HostedByOther, LinkPending, State
from meeting.values import dataclass

WAIT_SECONDS = 8.0
"""As long as Calendar is waited for; it makes most links at once (google-apis.md 4.2)."""
POLL_SECONDS = 0.4
RESERVE_SECONDS = 3.0
"""For looking at what was made."""


@dataclass(frozen=True)
class InTheMaking:
    """Calendar was asked, and is still making the Meet.

    Attributes:
        situation: the event as it was seen last.
    """

    situation: Situation


class Requester:
    """Asks Calendar for Meets as one caller, until a deadline."""

    def __init__(self, calendar: Calendar, observer: Observer, deadline: Deadline) -> None:
        self._calendar = calendar
        self._observer = observer
        self._deadline = deadline

    def request(self, spot: Spot, order: Order) -> Arranged | Situation | InTheMaking:
        """Have Calendar make a Meet for an event that has none, and wait for it.

        A second press finds the event with the request of the first one, and so does a try whose
        answer was lost: the Meet is never made twice.

        Returns:
            What was arranged, or that it is in the making; or the situation when it does not
            allow that.

        Raises:
            MeetNotMade: Calendar could not make one.
            OutcomeUnknown: it may have been asked.
            Problem: see `meeting.errors`.
        """
        asked: set[str] = set()
        for _ in range(TRIES):
            situation = self._observer.look(spot)
            event = situation.event
            if event is None:
                return untouched(situation, maybe_done=bool(asked))
            if event.requested and event.requested in asked:
                return self._wait(spot, event, order, situation)
            if event.requested and self._asked_before(event):
                # Whom that press had e-mailed, this one does not know.
                silent = replace(order, notify=Notify.NOBODY)
                return self._wait(spot, event, silent, situation)
            chosen_otherwise = order.whole_series and order.chosen is not situation.offers_series
            if situation.edited or chosen_otherwise or not situation.offers_organizer:
                return untouched(situation, maybe_done=bool(asked))
            target = target_of(situation, event, order)
            request_id = _request_id(target)
            try:
                changed = self._calendar.request(
                    target,
                    request_id,
                    notify=notified_by(order, event, target),
                    maker=self._observer.email,
                )
            except EventChanged as changed_by:
                if changed_by.maybe_done:
                    asked.add(request_id)
            else:
                return self._wait(spot, changed, order, situation)
        raise EventKeepsChanging

    def _asked_before(self, event: CalendarEvent) -> bool:
        """Whether the event tells that an earlier press of the caller's asked for what it has."""
        maker, there = event.maker, event.conference is not None
        mine = maker is not None and not maker.hosts and maker.email == self._observer.email
        return there and mine

    def _wait(
        self, spot: Spot, event: CalendarEvent, order: Order, before: Situation
    ) -> Arranged | InTheMaking:
        """Wait for what was asked for; whatever fails then, it is in the making.

        Raises:
            MeetNotMade: Calendar could not make it.
            OutcomeUnknown: it was made, and has been taken off since.
        """
        patience = self._deadline.anew(
            min(WAIT_SECONDS, self._deadline.remaining() - RESERVE_SECONDS)
        )
        try:
            while _pending(event) and patience.remaining():
                time.sleep(POLL_SECONDS)
                event = self._calendar.event(event.calendar_id, event.id)
            situation = self._observer.look(spot)
        except Problem:
            if event.conference is None or _pending(event):
                return InTheMaking(Situation(LinkPending(), event))
            # It is there; whose it is, and which events have another, is not told at the moment.
            situation = replace(before, state=HostedByOther(None), event=event, apart=None)
        if isinstance(situation.state, LinkPending):
            return InTheMaking(situation)
        if situation.event is None or event.conference is None:
            raise MeetNotMade
        if not isinstance(situation.state, HostedByCaller | HostedByOther):
            raise OutcomeUnknown
        target = before.series if event.recurring and before.series else event
        return _arranged(situation, situation.event, target, order)


def _arranged(
    situation: Situation, opened: CalendarEvent, target: CalendarEvent, order: Order
) -> Arranged:
    """The Meet that Calendar made; whose it is, Meet tells."""
    made: tuple[ArtifactResult, ...] = ()
    if isinstance(situation.state, HostedByCaller):
        done, space = Done.CREATED, situation.state.space
        made = results(space, space.switches, ())
    else:
        done, space = Done.REQUESTED, _hidden_space(situation.state, opened)
    return Arranged(
        done,
        opened,
        opened,
        space,
        made,
        whole_series=situation.shares_series or opened.recurring,
        apart=situation.apart,
        notified=notified_by(order, opened, target),
        near=situation.near,
        instead_of=situation.another_organizer,
        locks=situation.locks_for(series=situation.shares_series),
        reaches_outside=situation.reaches_outside(series=situation.shares_series),
    )


def _hidden_space(state: State, event: CalendarEvent) -> Space:
    """Somebody else's space, of which the event knows as much as is told."""
    if isinstance(state, HostedByOther) and state.space is not None:
        return state.space
    conference = event.conference
    return Space("", conference.code, conference.uri) if conference else Space("", "", "")


def _pending(event: CalendarEvent) -> bool:
    return event.conference is not None and event.conference.kind is ConferenceKind.PENDING


def _request_id(event: CalendarEvent) -> str:
    """The same for every try to give this version of the event a Meet.

    One that failed would be ignored if it came again (google-apis.md 4.2), and has changed it.
    """
    told = f"{event.lasting_id}\n{event.etag}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]
