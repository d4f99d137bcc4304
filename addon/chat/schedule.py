"""Scheduling an event with its Meet from Chat."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from addon.chat.form import LONGEST_OFFERED, as_fits, empty_form, form_complaints, read_form
from addon.chat.guests import Guests, find_guests, guest_complaints, picks_by_id
from addon.chat.later import can_follow, explain, tell_later
from addon.chat.meet import Decided, decided_words, follow, is_ours, post_meet
from addon.chat.outcomes import ChatOutcome, CloseDialog, Dialog, Post
from addon.chat.patience import Outlasted, patiently
from addon.chat.spoken import read_words
from addon.chat.turn import ChatTurn
from addon.permissions import asking
from addon.permissions.outcomes import Declined
from addon.permissions.scopes import (
    CHAT_MEMBERS,
    DIRECTORY,
    EMAIL,
    MEET_CREATE,
    MEET_SETTINGS,
    OWN_EVENTS,
    NeedsScopes,
    needing,
)
from addon.store.lacking_notes import Lacking
from addon.store.press_notes import PressNotes
from addon.store.unfinished_meets import UnfinishedMeets
from cards.actions import Action, Command, Parameter
from cards.chat import notice_dialog, opener_message, permission_words
from cards.chat_problems import chat_problem_words
from cards.schedule import Complaint, Typed, schedule_dialog
from cards.scheduled import MOST_NAMED, Scheduled
from cards.text import Text
from cards.words import shorten
from meeting.arranging import Arranged
from meeting.errors import (
    AddressRefused,
    AlreadyScheduled,
    EventGone,
    EventKeepsChanging,
    GrantNotAccepted,
    LinkNotKept,
    MeetMissing,
    OutcomeUnknown,
    Problem,
    Refused,
    ReopenAddon,
    ScopesMissing,
    SettingsNotSet,
    StillWorking,
    StoreUnavailable,
    TryAgain,
)
from meeting.model import PRIMARY, CalendarEvent, Draft, Written
from meeting.policy import Locks
from meeting.scheduling import EVENT_ID, split_addresses, written

WORTH_ANOTHER_PRESS = (
    AddressRefused,
    EventKeepsChanging,
    LinkNotKept,
    OutcomeUnknown,
    Refused,
    ReopenAddon,
    StillWorking,
    StoreUnavailable,
    TryAgain,
)
"""What may have passed by the time of another press."""


def open_schedule(turn: ChatTurn, title: str = "") -> ChatOutcome:
    """Open the dialog, or where none can be opened offer a button that does.

    Raises:
        NeedsScopes: no token of the user's came along, so that all typing would be in vain.
    """
    text = turn.kit.text
    if not turn.caller.has_token:
        raise NeedsScopes([OWN_EVENTS])
    title = shorten(title or turn.event.parameters.get(Parameter.TITLE, ""), LONGEST_OFFERED)
    if not turn.chat.in_dialog:
        parameters = {Parameter.TITLE: title}
        card = opener_message(turn.kit, text.schedule_title(), Action.CHAT_SCHEDULE, parameters)
        return Post(card, text.schedule_title(), "schedule offered", private=True)
    defaults = turn.defaults()
    if defaults.store_down:
        # Without the store no Meet is made, lest it be made twice.
        words = notice_dialog(turn.kit, text.schedule_title(), text.store_down_in_chat())
        return Dialog(words, "store down")
    spoken = read_words(title, text.locale.language, datetime.now(text.zone or UTC))
    return _dialog(turn, empty_form(spoken, defaults), _event_id(turn))


def offer_again(turn: ChatTurn) -> ChatOutcome:
    """Forget what Meet refused the account, and offer it again beside what is typed and chosen."""
    lacking, defaults = turn.lacking(), turn.preferences.load(turn.user.sub)
    turn.lacking_notes.forget()
    typed = read_form(turn)
    typed = replace(typed, wanted=defaults.where(lacking, typed.wanted))
    return _dialog(turn, typed, _named_event(turn))


def submit_schedule(turn: ChatTurn) -> ChatOutcome:
    """Make the event with its Meet, or say in the dialog what stands against it.

    Raises:
        NeedsScopes: no token of the user's came along.
    """
    event_id = _named_event(turn)
    typed = read_form(turn)
    complaints = form_complaints(turn, typed)
    if complaints:
        return _dialog(turn, typed, event_id, complaints)
    try:
        return _press(turn, typed, event_id)
    except Problem as problem:
        told = map(Complaint, _problem_words(turn, problem))
        dialog = _dialog(turn, typed, event_id, [*told])
        return replace(dialog, problem=problem)


def _problem_words(turn: ChatTurn, problem: Problem) -> list[str]:
    """What to tell of a problem where the same button may be pressed again."""
    text = turn.kit.text
    match problem:
        case StillWorking():
            return [text.still_scheduling(follows=can_follow(turn))]
        case OutcomeUnknown():
            return [text.outcome_unknown()]
        case MeetMissing(why=OutcomeUnknown()):
            return [text.event_maybe_without_meet()]
        case MeetMissing(why=StoreUnavailable()):
            # Its own words say that nothing was done, and the event may just have been corrected.
            return [text.event_without_meet()]
        case MeetMissing():
            again = isinstance(problem.why, WORTH_ANOTHER_PRESS)
            left = text.event_without_meet() if again else text.event_stays_without_meet()
            return [*_problem_words(turn, problem.why), left]
    return [chat_problem_words(text, problem)]


def _press(turn: ChatTurn, typed: Typed, event_id: str) -> ChatOutcome:
    """Schedule with the permissions that takes, or say above what was typed which are missing.

    Raises:
        GrantNotAccepted: asking for them again would change nothing.
        Problem: see `Scheduler.schedule`.
    """
    needs = (
        EMAIL,
        OWN_EVENTS,
        MEET_CREATE,
        MEET_SETTINGS,
        *((CHAT_MEMBERS,) if typed.invite_members else ()),
        *((DIRECTORY,) if picks_by_id(typed) else ()),
    )
    try:
        with needing(needs, turn.caller.scopes):
            return _schedule(turn, typed, event_id)
    except NeedsScopes as needed:
        if not turn.caller.has_token:
            raise
        attempt = turn.event.parameters.get(Parameter.ATTEMPT, "")
        try:
            asked = asking.ask(turn, needed.scopes, attempt=attempt)
        except GrantNotAccepted as refused:
            said = needed.__cause__
            if isinstance(said, ScopesMissing) and said.event_is_there:
                raise MeetMissing(refused) from refused
            raise
        if not isinstance(asked, Declined):
            return asked
        words = map(Complaint, permission_words(turn.kit.text, asked.scopes))
        return _dialog(turn, typed, event_id, [*words], asked.attempt)


def _schedule(turn: ChatTurn, typed: Typed, event_id: str) -> ChatOutcome:
    text, notes = turn.kit.text, PressNotes(turn.services.documents, turn.user.sub)
    guests = find_guests(turn, typed)
    complaints = guest_complaints(text, guests)
    if complaints:
        return _dialog(turn, typed, event_id, complaints)
    draft = _draft(text, typed, guests, event_id)
    # Noted first, since without the store no Meet can be made.
    now = written(draft)
    draft = replace(draft, earlier=notes.note(event_id, now))
    followers = UnfinishedMeets(turn.services.documents, turn.conversation, turn.user.sub)
    try:
        with turn.lacking_ahead() as lacking:
            done = patiently(turn, lambda patient: _make(patient, notes, draft, now, lacking))
    except EventGone:
        return _dialog(turn, typed, secrets.token_hex(16), [Complaint(text.event_gone())])
    except Outlasted as working:
        working.then(turn, lambda job: _follow(turn, job, followers, draft, guests))
        raise StillWorking from working
    post = _posted(turn, done, guests)
    # An earlier press may have outlasted its answer, and been followed by the app.
    if draft.earlier is not None and not is_ours(followers, event_id, post):
        return CloseDialog(text.event_posted(), "posted already")
    _explain(turn, done, event_id)
    return post


def _follow(
    turn: ChatTurn,
    job: Future[Arranged],
    followers: UnfinishedMeets,
    draft: Draft,
    guests: Guests,
) -> None:
    """Post as the app what outlasted its answer, or tell who scheduled what became of it."""
    try:
        done = job.result()
    except StillWorking:
        # Another press makes it, and posts it.
        return
    except Problem as problem:
        words = _late_words(turn.kit.text, problem)
        tell_later(turn, draft.title, words, type(problem).__name__, draft.id)
        return
    if follow(turn, followers, draft.id, _posted(turn, done, guests)):
        _explain(turn, done, draft.id)


def _late_words(text: Text, problem: Problem) -> list[str]:
    """What to tell of a problem whose dialog may be closed by now."""
    match problem:
        case OutcomeUnknown():
            return [text.event_unknown()]
        case SettingsNotSet():
            return [text.look_at_settings()]
        case AlreadyScheduled():
            return [text.already_scheduled()]
        case ScopesMissing(event_is_there=True):
            return [chat_problem_words(text, problem), text.event_stays_without_meet()]
        case MeetMissing(why=OutcomeUnknown()):
            return [text.look_for_meet()]
        case MeetMissing(why=LinkNotKept() as lost):
            return [text.paste_link(lost.uri)]
        case MeetMissing(why=StoreUnavailable() | EventKeepsChanging()):
            return [text.event_stays_without_meet()]
        case MeetMissing():
            return [chat_problem_words(text, problem.why), text.event_stays_without_meet()]
    return [
        chat_problem_words(text, problem),
        text.send_command_again(f"/{Command.SCHEDULE}"),
    ]


def _posted(turn: ChatTurn, done: Arranged, guests: Guests) -> Post:
    event = _scheduled(done, guests)
    return post_meet(
        turn,
        done.space,
        done.event.title,
        done.results,
        rules=done.rules,
        decided=Decided(done.locks, done.overruled),
        event=event,
        told=done.told,
    )


def _explain(turn: ChatTurn, done: Arranged, once: str) -> None:
    turn.note_wish(done.space)
    if done.refused:
        turn.note_refused(done.refused, turn.lacking())
    explain(
        turn,
        done.event.title,
        done.results,
        done.rules,
        once=once,
        told=done.told,
        decided=decided_words(turn, done.results, Decided(done.locks, done.overruled)),
    )


def _scheduled(done: Arranged, guests: Guests) -> Scheduled:
    """The event, its guests called by name: as many as a line takes."""
    event = done.event
    # Others may have changed who is invited.
    typed = [address for address in guests.addresses if address in event.invited]
    everybody = [*typed, *sorted(event.invited.difference(typed))]
    everybody.sort(key=lambda address: address not in guests.names)
    shown = everybody if len(everybody) <= MOST_NAMED else everybody[: MOST_NAMED - 1]
    return Scheduled(
        event.when,
        tuple(guests.names.get(address, address) for address in shown),
        event.guests,
        done.notified,
        event.link,
        guests.left_out,
        event.id,
    )


def _draft(text: Text, typed: Typed, guests: Guests, event_id: str) -> Draft:
    """The event as it was typed, in the user's time zone."""
    zone = text.zone or UTC
    start, end = (
        # Of the moment, not by adding to the start: clocks may change in between.
        datetime.fromtimestamp(typed.start / 1000 + minutes * 60, zone)
        for minutes in (0, typed.length)
    )
    return Draft(
        id=event_id,
        title=typed.title or text.untitled_event(),
        start=start,
        end=end,
        time_zone=zone.key if isinstance(zone, ZoneInfo) else "",
        guests=guests.addresses,
        wanted=typed.wanted,
        notify=typed.notify,
        rules=typed.rules,
        tell=typed.tell if guests.addresses else None,
    )


def _make(
    turn: ChatTurn, notes: PressNotes, draft: Draft, now: Written, lacking: Future[Lacking]
) -> Arranged:
    """Schedule, and note what has been written for the next press of the same dialog."""
    try:
        done = turn.scheduler(lacking.result).schedule(draft)
    except MeetMissing as missing:
        if missing.as_typed:
            _remember(notes, draft, now)
        raise
    _remember(notes, draft, replace(now, notify=done.notified))
    return done


def _remember(notes: PressNotes, draft: Draft, now: Written) -> None:
    if draft.earlier is not None and draft.earlier != now:
        with suppress(StoreUnavailable):
            notes.renew(draft.id, now)


def _dialog(
    turn: ChatTurn,
    typed: Typed,
    event_id: str,
    complaints: Sequence[Complaint] = (),
    attempt: str = "",
) -> Dialog:
    card = schedule_dialog(
        turn.kit.locked(_locks(turn, typed)),
        as_fits(typed),
        event_id,
        direct=turn.chat.direct,
        lacking=turn.lacking(),
        complaints=complaints,
        attempt=attempt,
    )
    return Dialog(card, "schedule corrections" if complaints else "schedule")


def _locks(turn: ChatTurn, typed: Typed) -> Locks:
    """What the organization has decided for the event that is typed, as far as that tells."""
    if not turn.policy.asks_for_event:
        return turn.policy.locked
    addresses, _ = split_addresses(typed.addresses)
    invited = frozenset(each.casefold() for each in addresses)
    drafted = CalendarEvent(PRIMARY, "", title=typed.title, organizer_is_here=True, invited=invited)
    return turn.policy.locks_of(drafted, turn.signed_in.email if turn.signed_in else "")


def _named_event(turn: ChatTurn) -> str:
    """The id of the event that the dialog is to make. It comes back from a browser."""
    event_id = turn.event.parameters.get(Parameter.EVENT, "")
    return event_id if EVENT_ID.fullmatch(event_id) else secrets.token_hex(16)


def _event_id(turn: ChatTurn) -> str:
    """The id of the event to be made: the same when Chat asks for its dialog twice."""
    asked = f"{turn.user.sub}\n{turn.chat.space}\n{turn.chat.delivery}"
    return hashlib.sha256(asked.encode()).hexdigest()[:32]
