"""Giving an event a Meet with the settings that its host wants."""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from enum import Enum

from meeting.ahead import Change, Making, Setting, making, probable_key, setting
from meeting.applying import ArtifactResult, ArtifactState, results, since
from meeting.errors import (
    EventChanged,
    EventKeepsChanging,
    LinksNotAllowed,
    NoLongerItsMeet,
    NotTheHost,
    OutcomeUnknown,
    Problem,
    SaveEventFirst,
    ScopesMissing,
    SettingsNotSet,
    SetUnseen,
    SpaceGone,
)
from meeting.looking import Observer, Situation, Spot
from meeting.minter import Minter
from meeting.minting import Minted
from meeting.model import (
    PRIMARY,
    Apart,
    Artifact,
    CalendarEvent,
    Host,
    Notify,
    Space,
    Switches,
)
from meeting.policy import NO_LOCKS, Locks
from meeting.ports import Calendar
from meeting.rules import NO_RULES, Rules, differences
from meeting.ruling import RuleResult
from meeting.states import HostedByCaller, HostedByOther, NoConference, OtherVendor
from meeting.telling import Teller, Told
from meeting.values import dataclass

TRIES = 3


class Done(Enum):
    """What was done to the event."""

    CREATED = "created"
    UPDATED = "updated"
    REPLACED = "replaced"
    REQUESTED = "requested"


@dataclass(frozen=True)
class Arranged:
    """An event that has its Meet, and how each artifact stands.

    Attributes:
        event: as Calendar had it after the change.
        opened: the event that the host has open, of whose series `event` may be.
        whole_series: the Meet is that of a recurring event.
        apart: its coming occurrences that have another conference, or none; `None` where that
            could not be found out.
        left_out: the opened occurrence is one of them.
        notified: whom Calendar e-mails about it.
        refused: what Meet refused the account.
        changed: something of event or space is otherwise than before the press.
        near: the call may be joined: it is about to start or under way.
        instead_of: the organizer, if it is a person other than the host.
        rules: how each rule stands that was to be changed.
        told: what has become of the line that tells guests, where there is or was one.
        locks: what the organization has decided for the Meet.
        overruled: what it has decided otherwise than was pressed for.
        reaches_outside: it may be for guests outside the organization.
    """

    done: Done
    event: CalendarEvent
    opened: CalendarEvent
    space: Space
    results: tuple[ArtifactResult, ...]
    whole_series: bool = False
    apart: tuple[Apart, ...] | None = ()
    left_out: bool = False
    notified: Notify = Notify.NOBODY
    refused: frozenset[Artifact] = frozenset()
    changed: bool = True
    near: bool = False
    instead_of: str = ""
    rules: tuple[RuleResult, ...] = ()
    told: Told | None = None
    locks: Locks = NO_LOCKS
    overruled: frozenset[Artifact] = frozenset()
    reaches_outside: bool = False

    @property
    def lacking(self) -> frozenset[Artifact]:
        """What Meet refused the account, but for what is on all the same: by a policy."""
        on = {ArtifactState.ON, ArtifactState.KEPT_ON}
        return self.refused - {result.artifact for result in self.results if result.state in on}


@dataclass(frozen=True)
class Order:
    """What a host pressed for.

    Attributes:
        wanted: the switches.
        notify: whom Calendar e-mails about a change to the event.
        whole_series: for an occurrence of a recurring event: change the series, not only it.
        chosen: whether the host was asked which of the two, and said so.
        replacing: the fingerprint of the conference that the host agreed to replace, or empty.
        host: who is to host the Meet of somebody else's event.
        code: of the Meet that is to be set; empty for whichever the event has.
        left: artifacts that are left as the Meet has them: nobody chose otherwise.
        rules: those that were chosen; all others are left as they are.
        restores: these are how the Meet once stood: set and told is what it has otherwise by now.
        tell: whether the description is to tell guests; `None` where that was not asked.
        locks: what the organization has decided, over which nothing is wanted; see `locked`.
        overruled: what it has decided otherwise than was pressed for.
        outside: what is wanted in its place where guests may be outside the organization.
        lacking: what Meet refused the host lately: wanted only where a Meet has it all the same.
        change: what is chosen otherwise than the card showed its Meet.
    """

    wanted: Switches
    notify: Notify = Notify.NOBODY
    whole_series: bool = True
    chosen: bool = False
    replacing: str = ""
    host: Host = Host.ME
    code: str = ""
    left: frozenset[Artifact] = frozenset()
    rules: Rules = NO_RULES
    restores: bool = False
    tell: bool | None = None
    locks: Locks = NO_LOCKS
    overruled: frozenset[Artifact] = frozenset()
    outside: Switches | None = None
    lacking: frozenset[Artifact] = frozenset()
    change: Change | None = None

    def meant_for(self, situation: Situation, *, series: bool) -> Order:
        """The same as it is wanted for an event's guests and the Meet that it has, if it may be.

        Args:
            series: the Meet is, or is to be, that of the event's series, too.
        """
        wanted = self.wanted
        if self.outside is not None and situation.reaches_outside(series=series):
            wanted = self.outside
        order = replace(self, wanted=usable(wanted, self.lacking, situation.space))
        return order.locked(situation.locks_for(series=series))

    def locked(self, locks: Locks) -> Order:
        """The same as far as the organization lets it be."""
        if not locks:
            return self
        overruled = locks.overruled(self.wanted)
        return replace(self, wanted=locks.over(self.wanted), locks=locks, overruled=overruled)


class Arranger:
    """Changes events and spaces as one caller.

    Args:
        pool: runs what is begun while an event is being read.
    """

    def __init__(
        self,
        calendar: Calendar,
        minter: Minter,
        observer: Observer,
        teller: Teller,
        pool: Executor,
    ) -> None:
        self._calendar = calendar
        self._minter = minter
        self._observer = observer
        self._teller = teller
        self._pool = pool

    def create(self, spot: Spot, order: Order) -> Arranged | Situation:
        """Make a Meet for an event that has none: while it is read, where it shows to be free.

        Returns:
            What was arranged, or the situation when it no longer allows it.

        Raises:
            Problem: see `meeting.errors`.
        """
        with self._making(spot, order) as made:
            return self._give_meet(
                spot, order, Done.CREATED, lambda now: isinstance(now.state, NoConference), made
            )

    def part(self, spot: Spot, order: Order) -> Arranged | Situation:
        """Give an event that shares its series' Meet, which the caller hosts, one of its own.

        Returns and raises as `create`.
        """
        return self._give_meet(
            spot,
            replace(order, whole_series=False),
            Done.CREATED,
            lambda now: now.can_part and now.fingerprint == order.replacing,
        )

    def replace(self, spot: Spot, order: Order) -> Arranged | Situation:
        """Put a Meet that the caller hosts in place of the conference they agreed to replace.

        Returns and raises as `create`.
        """
        return self._give_meet(
            spot,
            order,
            Done.REPLACED,
            lambda now: (
                isinstance(now.state, HostedByOther | OtherVendor)
                and now.fingerprint == order.replacing
            ),
        )

    def update(self, spot: Spot, order: Order) -> Arranged | Situation:
        """Set artifacts and rules of the Meet that an event has.

        Calendar is written to only where the line that tells guests has to change. Where the host
        shows the very Meet that the card did, what is chosen otherwise is set while it is read.

        Returns and raises as `create`.

        Raises:
            NoLongerItsMeet: the card's Meet was set, and the event turned out to have it no more.
            SetUnseen: it was set, and the event could not be read.
        """
        with self._setting(spot, order) as begun:
            if begun is None:
                return self._update(self._observer.look(spot), order, None)
            try:
                situation = self._observer.look(spot, begun.told)
            except ScopesMissing:
                raise
            except Problem as problem:
                if begun.answered:
                    raise SetUnseen from problem
                if begun.maybe_done:
                    raise OutcomeUnknown from problem
                raise
            hosted = situation.state
            if isinstance(hosted, HostedByCaller) and hosted.space.name == begun.shown.name:
                return self._update(situation, order, begun)
            if begun.answered:
                raise NoLongerItsMeet
            return untouched(situation, maybe_done=begun.maybe_done)

    def _setting(self, spot: Spot, order: Order) -> AbstractContextManager[Setting | None]:
        change = order.change
        if change is None or not (change.artifacts or change.rules.said):
            return nullcontext()
        if change.shown.code != spot.code or self._observer.policy_decides:
            return nullcontext()
        return setting(self._pool, self._minter, change)

    def _making(self, spot: Spot, order: Order) -> AbstractContextManager[Making | None]:
        if not self._observer.seems_free(spot):
            return nullcontext()
        key = probable_key(spot, series=order.whole_series and order.chosen)
        place = PRIMARY if self._observer.owns(spot.calendar_id) else spot.calendar_id
        wanted = self._observer.locked.over(usable(order.wanted, order.lacking, None))
        return making(self._pool, self._minter, place, key, wanted)

    def _update(
        self, situation: Situation, order: Order, begun: Setting | None
    ) -> Arranged | Situation:
        if situation.event is None or not isinstance(situation.state, HostedByCaller):
            return situation
        space = situation.state.space
        if order.code and order.code != space.code:
            return situation
        locks = situation.locks_for(series=situation.shares_series)
        # What was left as it is was not pressed for: what is set of it is no choice overruled.
        left = order.left - locks.decided.keys()
        order = order.locked(locks)
        if begun is not None:
            return self._kept(*self._begun(situation, space, begun, order, left))
        order = replace(order, wanted=space.switches.where(left, order.wanted))
        if order.restores:
            known = order.rules.only(space.rules.said)
            order = replace(order, rules=differences(space.rules, known))
        return self._kept(
            situation,
            self._configure(situation, space, order, Done.UPDATED),
            order,
        )

    def _begun(
        self,
        situation: Situation,
        space: Space,
        begun: Setting,
        order: Order,
        left: Collection[Artifact],
    ) -> tuple[Situation, Arranged, Order]:
        """What came of setting the event's Meet while it was read.

        Args:
            space: the Meet as its change told it, or as it was read once that had ended.
        """
        try:
            ruled, refused = begun.result()
        except SpaceGone as gone:
            raise NotTheHost from gone
        order = replace(order, wanted=space.switches.where(left, order.wanted))
        arranged = self._arranged(situation, space, order, Done.UPDATED, refused)
        changed = begun.answered is not None and space.differs(begun.shown)
        return situation, replace(arranged, rules=ruled.results, changed=changed), order

    def _give_meet(
        self,
        spot: Spot,
        order: Order,
        done: Done,
        allowed: Callable[[Situation], bool],
        made: Making | None = None,
    ) -> Arranged | Situation:
        tried = _Tried(made)
        try:
            return self._tries(spot, order, done, allowed, tried)
        except (SettingsNotSet, ScopesMissing):
            raise
        except Problem as problem:
            if tried.maybe_done:
                # Whatever stopped it then: nobody may be told that nothing was done.
                raise OutcomeUnknown from problem
            raise

    def _tries(
        self,
        spot: Spot,
        order: Order,
        done: Done,
        allowed: Callable[[Situation], bool],
        tried: _Tried,
    ) -> Arranged | Situation:
        sent, pressed = tried.sent, order
        for _ in range(TRIES):
            situation = self._observer.look(spot)
            event, state = situation.event, situation.state
            if event is None:
                return untouched(situation, maybe_done=tried.maybe_done)
            target = target_of(situation, event, pressed)
            order = pressed.meant_for(situation, series=target is not event)
            if isinstance(state, HostedByCaller) and not allowed(situation):
                if not order.whole_series and situation.shares_series:
                    return untouched(situation, maybe_done=tried.maybe_done)
                mine = sent.get(target.lasting_id)
                shared = situation.shares_series or target is not event
                order = pressed.meant_for(situation, series=shared)
                return self._recognise(
                    situation, state.space, order, done, mine, maybe_done=tried.maybe_done
                )
            if situation.edited or not allowed(situation):
                return untouched(situation, maybe_done=tried.maybe_done)
            if order.whole_series and order.chosen is not (target is situation.series):
                # The choice between a series and one of its events is the host's alone.
                return untouched(situation, maybe_done=tried.maybe_done)
            key = target.lasting_id
            if key not in sent:
                mint = tried.made.meant_for if tried.made else self._minter.mint
                tried.made = None
                sent[key] = mint(self._place(target), key, order.wanted)
            try:
                return self._attach(target, sent[key], situation, order, done)
            except EventChanged as changed:
                tried.maybe_done = tried.maybe_done or changed.maybe_done
            except LinksNotAllowed:
                self._minter.note_refusal(self._place(target))
                raise
        raise EventKeepsChanging

    def _place(self, event: CalendarEvent) -> str:
        """On which calendar an event lies, the caller's own always under the same name."""
        return PRIMARY if self._observer.owns(event.calendar_id) else event.calendar_id

    def _attach(
        self,
        target: CalendarEvent,
        minted: Minted,
        situation: Situation,
        order: Order,
        done: Done,
    ) -> Arranged:
        opened = situation.event or target
        notified = notified_by(order, opened, target)
        maker = "" if situation.own else self._observer.email
        attached = self._calendar.attach(
            target,
            minted.space,
            notify=notified,
            maker=maker,
            description=self._teller.beside(target, minted.space, order.wanted, tell=order.tell),
        )
        self._minter.settle(target.lasting_id, minted)
        minted = self._minter.bring(minted, order.wanted)
        telling = self._teller.attached(
            opened, target, attached, minted.space, order.wanted, tell=order.tell
        )
        through_series = target is situation.series
        whole_series = through_series or target.recurring
        apart = self._observer.entries_apart(attached, minted.space.code) if whole_series else ()
        arranged = Arranged(
            done,
            attached,
            opened,
            minted.space,
            results(minted.space, order.wanted, minted.refused),
            whole_series=whole_series,
            apart=apart,
            left_out=through_series and opened.id in {each.event_id for each in apart or ()},
            notified=notified,
            refused=minted.refused,
            near=situation.near,
            instead_of=situation.another_organizer,
            told=telling.told,
            locks=order.locks,
            overruled=order.overruled,
            reaches_outside=situation.reaches_outside(series=through_series),
        )
        return self._with_rules(arranged, order)

    def _recognise(
        self,
        situation: Situation,
        space: Space,
        order: Order,
        done: Done,
        sent: Minted | None,
        *,
        maybe_done: bool,
    ) -> Arranged | Situation:
        """The event got its Meet meanwhile.

        Args:
            sent: what this press tried to put there. If it is that, this press did so, or another
                one that used the same space; else the host put it there in Calendar.
            maybe_done: a try of this press may have taken effect.
        """
        event = situation.event
        if event is not None and sent is not None and sent.space.code == space.code:
            target = target_of(situation, event, order)
            self._minter.settle(target.lasting_id, sent)
            if not maybe_done:
                return self._overtaken(situation, space, order, done, sent)
            sent = self._minter.bring(replace(sent, space=space), order.wanted)
            space = sent.space
            arranged = self._arranged(situation, space, order, done, sent.refused)
            arranged = self._with_rules(arranged, order)
            arranged = replace(arranged, notified=notified_by(order, event, target))
        else:
            arranged = self._configure(situation, space, order, done)
        return self._kept(situation, arranged, order)

    def _overtaken(
        self, situation: Situation, space: Space, order: Order, done: Done, sent: Minted
    ) -> Arranged | Situation:
        """Another press gave the event the same space: what that one chose stays.

        What both wanted is there, a doubled press has succeeded too.
        """
        if space.config == order.wanted.as_config():
            arranged = self._arranged(situation, space, order, done, frozenset())
        elif sent.wanted == order.wanted and space.config == sent.space.config:
            arranged = self._arranged(situation, space, order, done, sent.refused)
        else:
            return situation
        arranged = replace(arranged, told=self._teller.stands(situation))
        return self._with_rules(arranged, order)

    def _with_rules(self, arranged: Arranged, order: Order) -> Arranged:
        """The same with the rules set, which follow the event's link."""
        ruled = self._minter.rule(arranged.space, order.rules, beside=True)
        made = since(arranged.results, ruled.space)
        return replace(arranged, space=ruled.space, rules=ruled.results, results=made)

    def _kept(self, situation: Situation, arranged: Arranged, order: Order) -> Arranged:
        """The same with the line that tells guests kept true."""
        telling = self._teller.keep(situation, arranged.space, order.wanted, tell=order.tell)
        changed = arranged.changed or telling.wrote
        return replace(arranged, told=telling.told, changed=changed)

    def _configure(self, situation: Situation, space: Space, order: Order, done: Done) -> Arranged:
        """Set what the space does not have as wanted."""
        try:
            ruled, refused = self._minter.adjust(space, order.wanted, order.rules)
        except SpaceGone as gone:
            raise NotTheHost from gone
        arranged = self._arranged(situation, ruled.space, order, done, refused)
        return replace(arranged, rules=ruled.results, changed=ruled.space.differs(space))

    def _arranged(
        self,
        situation: Situation,
        space: Space,
        order: Order,
        done: Done,
        refused: frozenset[Artifact],
    ) -> Arranged:
        """How things stand where Calendar had nothing to be told."""
        event = situation.event
        if event is None:
            raise SaveEventFirst
        return Arranged(
            done,
            event,
            event,
            space,
            results(space, order.wanted, refused),
            whole_series=situation.shares_series or event.recurring,
            apart=situation.apart,
            refused=refused,
            near=situation.near,
            instead_of=situation.another_organizer,
            locks=order.locks,
            overruled=order.overruled,
            reaches_outside=situation.reaches_outside(series=situation.shares_series),
        )


def usable(wanted: Switches, lacking: Collection[Artifact], space: Space | None) -> Switches:
    """What can be had of what is wanted.

    Args:
        lacking: what Meet refused the host lately; what a Meet has on all the same is to be had.
        space: the Meet as it is, if there is one.
    """
    on = space.switches if space else Switches()
    return Switches().where({each for each in lacking if not on[each]}, wanted)


def notified_by(order: Order, opened: CalendarEvent, target: CalendarEvent) -> Notify:
    """Whom Calendar e-mails: nobody of an event that is over (google-apis.md 9.7)."""
    if not opened.guests or target.over(datetime.now(UTC)):
        return Notify.NOBODY
    return order.notify


class _Tried:
    """What the tries of one press have come to so far.

    Attributes:
        made: a space that was begun to be made ahead, for the first of them.
        sent: what they tried to attach, by the event's lasting id.
        maybe_done: one of them may have done it, although the next was told that the event changed.
    """

    def __init__(self, made: Making | None) -> None:
        self.made = made
        self.sent: dict[str, Minted] = {}
        self.maybe_done = False


def untouched(situation: Situation, *, maybe_done: bool) -> Situation:
    """The situation in which a press was not carried out.

    Raises:
        OutcomeUnknown: it may have been, and somebody else have changed that since.
    """
    if maybe_done:
        raise OutcomeUnknown
    return situation


def target_of(situation: Situation, event: CalendarEvent, order: Order) -> CalendarEvent:
    """What to write: a Meet belongs to the series unless asked otherwise (google-apis.md 4.4)."""
    if order.whole_series and situation.series is not None and situation.offers_series:
        return situation.series
    return event
