"""The opened event: looking at it, giving it a Meet, changing that Meet's settings."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import wraps

from addon.google.meet import SPACE_NAME
from addon.permissions import asking
from addon.permissions.outcomes import Declined
from addon.permissions.scopes import (
    ALL_EVENTS,
    MEET_CREATE,
    RECORDS,
    NeedsScopes,
    missing,
    require,
)
from addon.rules_form import (
    changed_rules,
    default_rules,
    rules_over,
    sent_rules,
    shown_rules,
    wished_rules,
)
from addon.sidebar.home import offer_again, show_home
from addon.sidebar.outcomes import GoBack, Leave, Outcome, Show, ShowOnTop
from addon.sidebar.records import end_running
from addon.sidebar.turn import SidebarTurn
from addon.store.lacking_notes import Lacking
from addon.turn import Defaults, chosen_notify
from cards.actions import EVENT, Input, Parameter
from cards.event import event_card
from cards.event_parts import Chosen, Remarks
from cards.giving import part_card, replace_card
from cards.notice import no_event_card
from cards.result import Remembering, result_card
from cards.widgets import Json, Kit
from meeting.ahead import Change
from meeting.arranging import Arranged, Done, Order
from meeting.errors import AlreadyThere, OutOfReach, Problem, StoreUnavailable
from meeting.looking import Situation, Spot
from meeting.model import Access, Artifact, Host, Space, Switches
from meeting.recalling import Recalled, Seen
from meeting.requesting import InTheMaking
from meeting.rules import Rules
from meeting.states import HostedByCaller, NoConference, NotSaved
from meeting.wish import Wish

Handler = Callable[[SidebarTurn], Outcome]
Work = Callable[[SidebarTurn, Spot], Outcome]
Ask = Callable[[Kit, Situation, Chosen, Remarks], Json | None]


def on_open_event(work: Work) -> Handler:
    """Make a handler of `work`, for which an event must be open and readable."""

    @wraps(work)
    def handle(turn: SidebarTurn) -> Outcome:
        spot = turn.spot
        if spot is None:
            return Show(no_event_card(turn.kit), "no event open")
        try:
            return work(turn, spot)
        except OutOfReach:
            require([ALL_EVENTS], turn.caller.scopes)
            raise

    return handle


def _require_reach(turn: SidebarTurn, situation: Situation) -> None:
    """Go on unless the event may only be hidden: on a calendar that the user does not own.

    Which answer Calendar gives for one under `calendar.events.owned` is inferred: 403 or 404
    (google-apis.md 4.1).

    Raises:
        NeedsScopes: Calendar denies knowing it, and tells no role on its calendar.
    """
    if isinstance(situation.state, NotSaved) and situation.access is Access.UNKNOWN:
        require([ALL_EVENTS], turn.caller.scopes)


def _look(turn: SidebarTurn, spot: Spot, *, unsaved_changes: bool = False) -> Show:
    return _shown(turn, spot, permitted=turn.sees_calls, unsaved_changes=unsaved_changes)[0]


def _shown(
    turn: SidebarTurn, spot: Spot, *, permitted: bool, unsaved_changes: bool = False
) -> tuple[Show, Recalled | None]:
    """The card of the event as it stands, and what became of its Meet.

    Args:
        permitted: calls may be listed.
    """
    recaller = turn.recaller(permitted=permitted)
    with (
        turn.defaults_ahead() as ahead,
        turn.wish_ahead(spot.code) as wish,
        recaller.listing(spot.code) as listing,
    ):
        situation = turn.observer.look(spot)
        _require_reach(turn, situation)
    recalled = recaller.recall(situation, listing)
    defaults = ahead.result()
    known = wish.result() if spot.code and situation.code == spot.code else None
    remarks = replace(
        _remarks(defaults),
        unsaved_changes=unsaved_changes,
        wish=_wish(turn, situation) if known is None else known,
        recalled=recalled,
    )
    card = event_card(turn.kit, situation, _as_by_default(defaults, situation), remarks)
    return Show(card, _label(situation), leave=Leave.ALL), recalled


@on_open_event
def show_event(turn: SidebarTurn, spot: Spot) -> Outcome:
    """The card of the event as it stands."""
    return _look(turn, spot)


@on_open_event
def show_changed_event(turn: SidebarTurn, spot: Spot) -> Outcome:
    """The same while the event is being edited and not saved."""
    return _look(turn, spot, unsaved_changes=True)


@on_open_event
def show_records(turn: SidebarTurn, spot: Spot) -> Outcome:
    """The card with what there is of the event's calls.

    Of Meets that the add-on made, the permission to make them tells the calls, too
    (google-apis.md 9.5): the other one is asked for where that does not suffice.
    """
    granted = turn.caller.scopes
    if missing([RECORDS], granted) and missing([MEET_CREATE], granted):
        require([RECORDS], granted)
    show, recalled = _shown(turn, spot, permitted=True)
    if recalled is None or not recalled.kept:
        require([RECORDS], granted)
    if recalled is not None and recalled.seen is Seen.NEEDS_PERMISSION:
        raise NeedsScopes([RECORDS])
    return show


@on_open_event
def end_call(turn: SidebarTurn, spot: Spot) -> Outcome:
    """End the running call, and show how the event stands then."""
    words = end_running(turn)
    return replace(_look(turn, spot), notification=words, stale=True)


def check_again(turn: SidebarTurn) -> Outcome:
    """Forget what Meet refused the account, and offer it again on the card that was clicked."""
    return _offer_again(turn) if turn.kit.about else offer_again(turn)


@on_open_event
def _offer_again(turn: SidebarTurn, spot: Spot) -> Outcome:
    lacking = turn.lacking()
    turn.lacking_notes.forget()
    return _redraw(turn, spot, lacking)


@on_open_event
def choose_scope(turn: SidebarTurn, spot: Spot) -> Outcome:
    """Another choice between a series and one event of it: the button says which it is."""
    return _redraw(turn, spot)


def _redraw(turn: SidebarTurn, spot: Spot, offered: Collection[Artifact] = ()) -> Outcome:
    """The clicked card with what is chosen on it, if the event is still as it showed it.

    Args:
        offered: what had no switch there.
    """
    with turn.defaults_ahead() as ahead:
        situation = turn.observer.look(spot)
    defaults = ahead.result()
    series = EVENT not in turn.event.form.get(Input.APPLIES_TO, [])
    told, state = turn.event.parameters, situation.state
    replacing, parting, space = map(
        told.get, (Parameter.REPLACING, Parameter.PARTING, Parameter.SPACE)
    )
    usual = _usual(defaults, situation, series=series and parting is None)
    if _without_switches(turn):
        offered = list(Artifact)
    # Another choice may leave to the user what the organization had set.
    offered = {*offered, *turn.shown_locks()}
    chosen = Chosen(
        # What Meet does not record by itself had no switch because it is off there.
        turn.chosen() if space else usual.where(offered, turn.chosen()),
        series=series,
        notify=chosen_notify(turn.event),
        remember=turn.event.is_on(Input.REMEMBER),
        defaults=usual,
        host=_host(turn),
        rules=sent_rules(turn.event) or shown_rules(turn.event),
        tell=turn.chosen_tell(),
    )
    asked = replacing if parting is None else parting
    if asked is not None:
        ask = replace_card if parting is None else part_card
        card = ask(turn.kit, situation, chosen, _remarks(defaults))
        if card is None or situation.fingerprint != asked:
            return moved_on(turn, situation)
        return Show(card, "replace?" if parting is None else "part?")
    hosted = state.space.name if isinstance(state, HostedByCaller) else None
    if space != hosted or not isinstance(state, HostedByCaller | NoConference):
        return moved_on(turn, situation)
    if isinstance(state, HostedByCaller):
        chosen = replace(chosen, rules=rules_over(turn.event, state.space.rules))
    return Show(_card(turn, situation, chosen, defaults), _label(situation))


@on_open_event
def create(turn: SidebarTurn, spot: Spot) -> Outcome:
    """Give the event a Meet with the chosen settings, or have Calendar make its organizer's."""
    order = _order(turn, wished_rules(turn.event))
    if order.host is Host.ORGANIZER:
        done = turn.requester.request(spot, order)
        if isinstance(done, InTheMaking):
            card = _card(turn, done.situation, Chosen(order.wanted), Defaults(order.wanted))
            return Show(card, "requested", leave=Leave.ALL, stale=True)
        return _arranged(turn, done, order, {})
    if _without_switches(turn) and order.wanted == Switches():
        # The host was chosen on a card for the organizer, which shows none of them.
        return _redraw(turn, spot)
    with turn.lacking_ahead() as lacking:
        done = turn.arranger(lacking.result).create(spot, order)
    if Parameter.DRAWN_FOR in turn.event.parameters and isinstance(done, Arranged):
        return _arranged(turn, done, order, lacking.result(), _with_organizer(turn, done))
    return _arranged(turn, done, order, lacking.result())


def _with_organizer(turn: SidebarTurn, done: Arranged) -> bool | None:
    """Make the organizer a co-host of the Meet that the user hosts for them; whether they are."""
    email = done.opened.organizer.email
    if done.done is not Done.CREATED or not email:
        return None
    try:
        turn.members.add(done.space.name, email)
    except AlreadyThere:
        return None
    except Problem:
        return False
    return True


@on_open_event
def update(turn: SidebarTurn, spot: Spot) -> Outcome:
    """Change the settings of the event's Meet."""
    told = turn.event.parameters
    rules = changed_rules(turn.event)
    order = replace(
        _order(turn, rules),
        code=told.get(Parameter.CODE, ""),
        left=_left(turn),
        change=_change(turn, rules),
    )
    with turn.lacking_ahead() as lacking:
        done = turn.arranger(lacking.result).update(spot, order)
    return _arranged(turn, done, order, lacking.result())


def _left(turn: SidebarTurn) -> frozenset[Artifact]:
    """The artifacts that stand on the clicked card's form as it was drawn.

    What somebody else changed meanwhile, and this form did not, is left to them.
    """
    told = turn.event.parameters.get(Parameter.SHOWN)
    if told is None:
        return frozenset()
    shown, chosen = set(told.split()), turn.chosen()
    return frozenset(each for each in Artifact if chosen[each] is (each.value in shown))


def _change(turn: SidebarTurn, rules: Rules) -> Change | None:
    """What is chosen otherwise than the clicked card showed its Meet, if it says how that was.

    It comes back from a browser: whose the space is Meet decides, and whether the event has it
    is told by Calendar.
    """
    told, chosen = turn.event.parameters, turn.chosen()
    name, shown = told.get(Parameter.SPACE, ""), told.get(Parameter.SHOWN)
    if shown is None or not SPACE_NAME.fullmatch(name):
        return None
    config = {each: each.value in shown.split() for each in Artifact}
    space = Space(name, told.get(Parameter.CODE, ""), "", config, rules=shown_rules(turn.event))
    artifacts = {each: chosen[each] for each, on in config.items() if chosen[each] is not on}
    return Change(space, artifacts, rules)


@on_open_event
def set_again(turn: SidebarTurn, spot: Spot) -> Outcome:
    """Set the event's Meet to what the user had set it to."""
    code = turn.event.parameters.get(Parameter.CODE, "")
    wish = turn.load_wish(code)
    if not wish:
        # The note has run out: there is nothing to go back to.
        return _look(turn, spot)
    order = Order(
        wish.switches,
        code=code,
        left=frozenset(Artifact) - wish.artifacts.keys(),
        rules=wish.rules,
        restores=True,
    )
    with turn.lacking_ahead() as lacking:
        done = turn.arranger(lacking.result).update(spot, order)
    return _arranged(turn, done, order, lacking.result())


@on_open_event
def set_right(turn: SidebarTurn, spot: Spot) -> Outcome:
    """Set the event's Meet to what the organization has decided, and nothing else of it."""
    code = turn.event.parameters.get(Parameter.CODE, "")
    order = Order(Switches(), code=code, left=frozenset(Artifact))
    with turn.lacking_ahead() as lacking:
        done = turn.arranger(lacking.result).update(spot, order)
    return _arranged(turn, done, order, lacking.result())


@on_open_event
def keep_as_is(turn: SidebarTurn, spot: Spot) -> Outcome:
    """Take how the event's Meet stands for what the user wants."""
    with turn.defaults_ahead() as ahead:
        situation = turn.observer.look(spot)
    defaults, state = ahead.result(), situation.state
    code = turn.event.parameters.get(Parameter.CODE, "")
    if not isinstance(state, HostedByCaller) or state.space.code != code:
        return moved_on(turn, situation)
    turn.keep_wish(state.space)
    card = _card(turn, situation, _as_by_default(defaults, situation), defaults)
    return Show(card, _label(situation), turn.kit.text.kept_as_is(), Leave.ALL)


@on_open_event
def ask_replace(turn: SidebarTurn, spot: Spot) -> Outcome:
    """Ask before the event's conference is replaced."""
    return _ask(turn, spot, replace_card, "replace?", series=True)


def _ask(turn: SidebarTurn, spot: Spot, draw: Ask, label: str, *, series: bool) -> Outcome:
    with turn.defaults_ahead() as ahead:
        situation = turn.observer.look(spot)
    defaults = ahead.result()
    chosen = _as_by_default(defaults, situation, series=series)
    card = draw(turn.kit, situation, chosen, _remarks(defaults))
    return ShowOnTop(card, label) if card else moved_on(turn, situation)


@on_open_event
def replace_conference(turn: SidebarTurn, spot: Spot) -> Outcome:
    """Put a Meet hosted by the user in place of the conference they agreed to replace."""
    replacing = turn.event.parameters.get(Parameter.REPLACING, "")
    order = _order(turn, wished_rules(turn.event), replacing)
    with turn.lacking_ahead() as lacking:
        done = turn.arranger(lacking.result).replace(spot, order)
    return _arranged(turn, done, order, lacking.result())


@on_open_event
def ask_part(turn: SidebarTurn, spot: Spot) -> Outcome:
    """Ask before the event gets a Meet apart from its series'."""
    return _ask(turn, spot, part_card, "part?", series=False)


@on_open_event
def part(turn: SidebarTurn, spot: Spot) -> Outcome:
    """Give the event a Meet apart from its series'."""
    parting = turn.event.parameters.get(Parameter.PARTING, "")
    order = _order(turn, wished_rules(turn.event), parting)
    with turn.lacking_ahead() as lacking:
        done = turn.arranger(lacking.result).part(spot, order)
    return _arranged(turn, done, order, lacking.result())


def _without_switches(turn: SidebarTurn) -> bool:
    """Whether the clicked card had none: it was for a Meet that the organizer hosts."""
    return turn.event.parameters.get(Parameter.DRAWN_FOR) == Host.ORGANIZER


def _host(turn: SidebarTurn) -> Host:
    """Who is to host, as far as the clicked card let that be chosen."""
    chosen = turn.event.form.get(Input.HOST, [turn.event.parameters.get(Parameter.DRAWN_FOR, "")])
    return Host.ORGANIZER if Host.ORGANIZER in chosen else Host.ME


def grant(turn: SidebarTurn) -> Outcome:
    """Ask for what a permission card names; then show what it was needed for.

    That is the card below, with what was chosen on it, or the event or the defaults anew. What
    was declined when all was asked for at once is asked for again when it is needed.
    """
    shown = asking.named_scopes(turn, Parameter.FIRST)
    try:
        asked = asking.grant(turn)
    except NeedsScopes as needed:
        if not shown:
            raise
        again = asking.ask(turn, needed.scopes, attempt=needed.attempt)
        if not isinstance(again, Declined):
            return again
        asked = None
    if asked is not None:
        return asked
    require(shown, turn.caller.scopes, turn.event.parameters.get(Parameter.ATTEMPT, ""))
    if Parameter.BELOW in turn.event.parameters:
        return GoBack("granted")
    return show_event(turn) if turn.spot else show_home(turn)


def _order(turn: SidebarTurn, rules: Rules, replacing: str = "") -> Order:
    applies_to = turn.event.form.get(Input.APPLIES_TO, [])
    return Order(
        wanted=turn.chosen(),
        notify=chosen_notify(turn.event),
        whole_series=EVENT not in applies_to,
        chosen=bool(applies_to),
        replacing=replacing,
        host=_host(turn),
        rules=rules,
        tell=turn.chosen_tell(),
    )


def _arranged(
    turn: SidebarTurn,
    done: Arranged | Situation,
    order: Order,
    lacking: Lacking,
    cohost: bool | None = None,
) -> Outcome:
    """What came of a press.

    Args:
        cohost: whether the organizer was made a co-host; `None` where that was not tried.
    """
    if isinstance(done, Situation):
        return moved_on(turn, done)
    turn.note_refused(done.lacking, lacking)
    turn.note_wish(done.space)
    remembered = _remember(turn, done, order, lacking)
    card = result_card(turn.kit, done, remembered, cohost=cohost)
    return Show(card, done.done.value, leave=Leave.ALL, stale=True)


def moved_on(turn: SidebarTurn, situation: Situation) -> Outcome:
    """Show how the event is, which is no longer as the clicked card showed it."""
    _require_reach(turn, situation)
    defaults = turn.defaults()
    card = _card(turn, situation, _as_by_default(defaults, situation), defaults)
    return Show(card, _label(situation), turn.kit.text.event_changed(), Leave.ALL, stale=True)


def _card(turn: SidebarTurn, situation: Situation, chosen: Chosen, defaults: Defaults) -> Json:
    remarks = replace(_remarks(defaults), wish=_wish(turn, situation))
    return event_card(turn.kit, situation, chosen, remarks)


def _as_by_default(defaults: Defaults, situation: Situation, *, series: bool = True) -> Chosen:
    return Chosen(_usual(defaults, situation, series=series), rules=defaults.rules)


def _usual(defaults: Defaults, situation: Situation, *, series: bool) -> Switches:
    """The switches for the event's Meet.

    Args:
        series: it is to be that of its series, where that can have one.
    """
    series = series and situation.offers_series
    return defaults.usual(outside=situation.reaches_outside(series=series))


def _wish(turn: SidebarTurn, situation: Situation) -> Wish:
    """What the user set the event's Meet to, if it is theirs to set."""
    hosted = isinstance(situation.state, HostedByCaller)
    return turn.wish(situation.code) if hosted else Wish()


def _remarks(defaults: Defaults) -> Remarks:
    return Remarks(defaults.store_down, lacking=defaults.lacking, tell=defaults.tell)


def _label(situation: Situation) -> str:
    return type(situation.state).__name__


def _remember(turn: SidebarTurn, done: Arranged, order: Order, lacking: Lacking) -> Remembering:
    if not turn.event.is_on(Input.REMEMBER):
        return Remembering()
    try:
        rules = default_rules(
            turn.event,
            lambda: turn.preferences.load_all(turn.user.sub).rules,
            of_meet=done.done is Done.UPDATED,
        )
        turn.save_defaults(
            order.wanted,
            lacking,
            rules,
            order.tell,
            done.locks,
            outside=done.reaches_outside,
        )
    except StoreUnavailable:
        return Remembering(wanted=True)
    chosen = rules is not None and bool(rules.said or shown_rules(turn.event).said)
    return Remembering(wanted=True, done=True, rules=chosen)
