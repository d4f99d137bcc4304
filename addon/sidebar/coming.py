"""The meetings to come on the home card: listing them, and setting several up with one press."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from addon.google.calendar import CalendarClient
from addon.permissions.scopes import COMING, missing
from addon.sidebar.outcomes import Outcome, Show
from addon.sidebar.turn import SidebarTurn
from addon.store.remembered import ATTACHED
from addon.store.setting_up_notes import SettingUpNotes
from addon.turn import Defaults
from addon.wire.lenient import moment
from cards.actions import Input, Parameter
from cards.coming import Listed, coming_card, set_up_card, value_of
from cards.widgets import Json
from meeting.arranging import Order, usable
from meeting.coming import MOST_LISTED, Agenda, Coming, Foresight, Span, Week, end_of
from meeting.errors import Problem, StoreUnavailable
from meeting.lately import Latest
from meeting.looking import Spot
from meeting.model import PRIMARY, CalendarEvent, Switches
from meeting.policy import Locks
from meeting.recalling import Seen
from meeting.setting_up import Became, Set, SettingUp
from meeting.states import HostedByCaller
from meeting.values import dataclass

LONGEST_VALUE = 2048
MOST_SKIPPED = 999
LONGEST_LOOK = timedelta(hours=12)
"""A page that has been open for longer is begun anew."""


def sees_meetings(turn: SidebarTurn) -> bool:
    """Whether the user has granted what listing takes."""
    return not missing(COMING, turn.caller.scopes)


@dataclass(frozen=True)
class Ahead:
    """What a card of the meetings to come is made of.

    Attributes:
        since: from when on meetings are listed.
        left: what an earlier press left to be set up, as the boxes name it.
    """

    agenda: Agenda
    since: datetime
    defaults: Defaults
    left: tuple[str, ...]


def list_ahead(turn: SidebarTurn, span: Span = Span.NEXT_DAY) -> Ahead:
    """Look ahead, and read meanwhile what the store has.

    Raises:
        Problem: Calendar could not be read.
    """
    notes = SettingUpNotes(turn.services.documents, turn.user.sub)
    left_job = turn.services.readers.submit(notes.left)
    try:
        with turn.defaults_ahead() as defaults:
            start, end = _between(turn, span)
            agenda = _foresight(turn).look(start, end, skip=_skipped(turn))
    finally:
        wait([left_job])
    left: list[str] = []
    with suppress(StoreUnavailable):
        left = left_job.result()
    return Ahead(agenda, start, defaults.result(), tuple(left))


def show_coming(turn: SidebarTurn) -> Outcome:
    """The meetings to come, until when the button says."""
    span = _span(turn)
    return Show(coming_list(turn, list_ahead(turn, span), span), "coming")


def count_coming(turn: SidebarTurn) -> Outcome:
    """The same with the boxes as they are ticked: the button says how many there are.

    Who unticks what an earlier press left no longer wants it to be set up.
    """
    span, ticked = _span(turn), turn.event.form.get(Input.MEETINGS, [])
    ahead = list_ahead(turn, span)
    unticked = {value_of(each) for each in ahead.agenda.meetings}.difference(ticked)
    left = tuple(each for each in ahead.left if each not in unticked)
    if left != ahead.left:
        with suppress(StoreUnavailable):
            # It is told of once more then.
            SettingUpNotes(turn.services.documents, turn.user.sub).note(left)
    return Show(coming_list(turn, replace(ahead, left=left), span, ticked), "coming")


def coming_list(
    turn: SidebarTurn,
    ahead: Ahead,
    span: Span = Span.NEXT_DAY,
    ticked: Collection[str] | None = None,
    *,
    latest: Latest | Seen | None = None,
) -> Json:
    """The card of the meetings to come.

    Args:
        ticked: the boxes that are; `None` for those that lack what the defaults want, and those
            that are still to be set up.
        latest: the last calls, or why they are not shown; `None` leaves them out.
    """
    # What is as wanted by now was set up: by a press that is still at work, or was cut short.
    left = set(ahead.left) - {
        value_of(each) for each in ahead.agenda.meetings if _is_set_up(turn, each, ahead.defaults)
    }
    if ticked is None:
        ticked = left | {
            value_of(each) for each in ahead.agenda.meetings if _lacks(turn, each, ahead.defaults)
        }
    here = {value_of(each) for each in ahead.agenda.meetings}
    listed = Listed(
        ahead.agenda,
        span,
        ahead.since,
        _skipped(turn),
        set(ticked) & here,
        len(left & here),
        len(left - here),
    )
    return coming_card(
        turn.kit, listed, ahead.defaults.switches, latest, outside=ahead.defaults.outside
    )


def _lacks(turn: SidebarTurn, meeting: Coming, defaults: Defaults) -> bool:
    """Whether a meeting lacks anything that is wanted, as far as the organization lets it be.

    Of many guests a list does not tell who they are. They count as colleagues here, or no large
    meeting would be ticked; a press has the event read, and judges by all of them.
    """
    outside = bool(turn.observer.outside_guests(meeting.event))
    wanted, locks = _wanted(turn, meeting, defaults, outside=outside)
    return wanted != Switches() and meeting.lacks(wanted, locks)


def _is_set_up(turn: SidebarTurn, meeting: Coming, defaults: Defaults) -> bool:
    """Whether a press has nothing to do there, whoever the guests are that a list leaves out."""
    observer, event = turn.observer, meeting.event
    perhaps = {bool(observer.outside_guests(event)), observer.may_be_outside(event)}
    return any(
        meeting.is_as(_wanted(turn, meeting, defaults, outside=outside)[0]) for outside in perhaps
    )


def _wanted(
    turn: SidebarTurn, meeting: Coming, defaults: Defaults, *, outside: bool
) -> tuple[Switches, Locks]:
    """What setting up a meeting comes to, and what the organization has decided of that."""
    locks = turn.policy.locks(meeting.event.title, outside=outside)
    space = meeting.state.space if isinstance(meeting.state, HostedByCaller) else None
    usual = locks.over(defaults.usual(outside=outside))
    return usable(usual, defaults.lacking, space), locks


def set_up(turn: SidebarTurn) -> Outcome:
    """Set up the ticked meetings with the defaults, or go on with those that were left.

    Raises:
        StoreUnavailable: nothing is done: what is under way could not be remembered.
    """
    notes = SettingUpNotes(turn.services.documents, turn.user.sub)
    with turn.defaults_ahead() as ahead:
        former = notes.left()
    defaults = ahead.result()
    if defaults.store_down:
        raise StoreUnavailable
    goes_on = Parameter.LEFT in turn.event.parameters
    values = former if goes_on else turn.event.form.get(Input.MEETINGS, [])[:MOST_LISTED]
    bare = frozenset[str]() if goes_on else _bare(turn)
    spots = {value: spot for value in values if (spot := _spot(value, bare))}
    if not spots:
        span = _span(turn)
        card = coming_list(turn, list_ahead(turn, span), span, ())
        return Show(card, "none ticked", turn.kit.text.none_ticked())
    notes.note([*former, *spots])
    turn = turn.through_gate()
    known = _Known(turn.services.readers.submit(_events, turn))
    observer = turn.observer_knowing(known.once)
    work = SettingUp(
        lambda: turn.arranger(lambda: defaults.lacking, observer),
        turn.note_wish,
        turn.services.workers,
        turn.caller.deadline,
    )
    became = work.set_up(list(spots.values()), lambda spot: _order(spot, defaults))
    left = [value for value, each in zip(spots, became, strict=True) if _is_left(each)]
    others = [each for each in former if each not in spots]
    with suppress(StoreUnavailable):
        # What is done is found done by the next press.
        others = [each for each in notes.left() if each not in spots]
        notes.note([*others, *left])
    refused = (each.arranged.lacking for each in became if each.arranged is not None)
    turn.note_refused(frozenset().union(*refused), defaults.lacking)
    card = set_up_card(turn.kit, became, _span(turn), known.titles, len(others))
    return Show(card, "set up", stale=True)


def _is_left(became: Set) -> bool:
    return became.became is Became.TO_DO


def _bare(turn: SidebarTurn) -> frozenset[str]:
    """The events that had no conference a moment ago.

    Only so long do records of spaces that are on their events keep a second press of the same
    card from making others for them.
    """
    told = turn.event.parameters
    drawn, now = moment(told.get(Parameter.DRAWN)), datetime.now(UTC)
    fresh = drawn is not None and now - ATTACHED < drawn <= now
    return frozenset(told.get(Parameter.BARE, "").split() if fresh else ())


def _order(spot: Spot, defaults: Defaults) -> Order:
    """What a press on the meeting's own card would order: of a series all of it."""
    series = bool(spot.series_id)
    return Order(
        defaults.switches,
        whole_series=series,
        chosen=series,
        rules=defaults.rules,
        # A line that is there is kept true; without that wish none is added.
        tell=defaults.tell or None,
        outside=defaults.outside,
        lacking=frozenset(defaults.lacking),
    )


class _Known:
    """The events of the card that was pressed, listed while Meets are made for them.

    Args:
        job: lists them, by their ids.
    """

    def __init__(self, job: Future[dict[str, CalendarEvent]]) -> None:
        self._job = job
        self._told: set[str] = set()

    def once(self, event_id: str) -> CalendarEvent | None:
        """An event, if it was listed; the next time it is to be read anew."""
        if event_id in self._told:
            return None
        self._told.add(event_id)
        return self._job.result().get(event_id)

    @property
    def titles(self) -> dict[str, str]:
        """The events' titles, by their ids."""
        return {each.id: each.title for each in self._job.result().values()}


def _events(turn: SidebarTurn) -> dict[str, CalendarEvent]:
    """The events of the card that was pressed, by their ids, as far as one call tells them.

    Each of the others is read by itself, and all of them if this takes too long.
    """
    services = turn.services
    calendar = CalendarClient(services.calendar, services.pool, turn.in_passing)
    try:
        found = calendar.whole(*_between(turn, _span(turn)))
    except Problem:
        return {}
    return {event.id: event for event in found}


def _foresight(turn: SidebarTurn) -> Foresight:
    return Foresight(turn.calendar, turn.meet, turn.services.readers)


def _span(turn: SidebarTurn) -> Span:
    told = turn.event.parameters.get(Parameter.SPAN, "")
    return next((each for each in Span if each == told), Span.NEXT_DAY)


def _between(turn: SidebarTurn, span: Span) -> tuple[datetime, datetime]:
    """From now until the end of a span; on a further page from when on the first one was listed.

    Else what ends meanwhile would have the next page begin too late.
    """
    text = turn.kit.text
    now = datetime.now(text.zone or UTC)
    locale = text.locale
    weekend = frozenset(range(locale.weekend_start, locale.weekend_end + 1))
    week = Week(locale.first_week_day, weekend or Week().weekend)
    since = moment(turn.event.parameters.get(Parameter.SINCE)) or now
    start = since if now - LONGEST_LOOK < since < now else now
    return start, end_of(span, now, week)


def _skipped(turn: SidebarTurn) -> int:
    """How many meetings came before those that are shown."""
    told = turn.event.parameters.get(Parameter.SKIP, "")
    return min(int(told), MOST_SKIPPED) if told.isdecimal() else 0


def _spot(value: str, bare: Collection[str]) -> Spot | None:
    """The meeting that a box stands for. It comes back from a browser.

    Args:
        bare: the events that had no conference a moment ago.
    """
    event_id, _, series_id = value.partition(" ")
    if not event_id or len(value) > LONGEST_VALUE:
        return None
    return Spot(PRIMARY, event_id, series_id=series_id, settable=event_id in bare)
