"""Scheduling an event with its Meet from Chat."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime

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
from addon.scheduling.form import (
    LONGEST_OFFERED,
    as_fits,
    empty_form,
    form_complaints,
    offer_for_outside,
    read_form,
)
from addon.scheduling.press import Press, draft_of, locks_of_typed, named_event, new_event
from addon.scheduling.trouble import trouble_words
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
    AlreadyScheduled,
    EventGone,
    EventKeepsChanging,
    GrantNotAccepted,
    LinkNotKept,
    MeetMissing,
    OutcomeUnknown,
    Problem,
    ScopesMissing,
    SettingsNotSet,
    StillWorking,
    StoreUnavailable,
)
from meeting.model import Draft


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
    return _dialog(
        turn,
        empty_form(defaults, spoken.title, spoken.start, spoken.length),
        _event_id(turn),
    )


def offer_again(turn: ChatTurn) -> ChatOutcome:
    """Forget what Meet refused the account, and offer it again beside what is typed and chosen."""
    lacking, defaults = turn.lacking(), turn.preferences.load(turn.user.sub)
    turn.lacking_notes.forget()
    typed = read_form(turn)
    typed = replace(typed, wanted=defaults.where(lacking, typed.wanted))
    return _dialog(turn, typed, named_event(turn))


def submit_schedule(turn: ChatTurn) -> ChatOutcome:
    """Make the event with its Meet, or say in the dialog what stands against it.

    Raises:
        NeedsScopes: no token of the user's came along.
    """
    event_id = named_event(turn)
    typed = read_form(turn)
    complaints = form_complaints(turn, typed, turn.kit.text.more_guests())
    if complaints:
        return _dialog(turn, typed, event_id, complaints)
    offer = offer_for_outside(turn, typed)
    if offer is not None:
        return _dialog(turn, offer[0], event_id, [offer[1]])
    try:
        return _press(turn, typed, event_id)
    except Problem as problem:
        text = turn.kit.text
        still = text.still_scheduling(follows=can_follow(turn))
        told = map(Complaint, trouble_words(text, problem, chat_problem_words, still))
        dialog = _dialog(turn, typed, event_id, [*told])
        return replace(dialog, problem=problem)


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
            if isinstance(said, ScopesMissing) and said.meet_is_there:
                raise SettingsNotSet from refused
            if isinstance(said, ScopesMissing) and said.event_is_there:
                raise MeetMissing(refused) from refused
            raise
        if not isinstance(asked, Declined):
            return asked
        words = map(Complaint, permission_words(turn.kit.text, asked.scopes))
        return _dialog(turn, typed, event_id, [*words], asked.attempt)


def _schedule(turn: ChatTurn, typed: Typed, event_id: str) -> ChatOutcome:
    text = turn.kit.text
    guests = find_guests(turn, typed)
    complaints = guest_complaints(text, guests)
    if complaints:
        return _dialog(turn, typed, event_id, complaints)
    press = Press(turn, draft_of(text, typed, guests.addresses, event_id))
    draft = press.draft
    followers = UnfinishedMeets(turn.services.documents, turn.conversation, turn.user.sub)
    try:
        with turn.lacking_ahead() as lacking:
            done = patiently(turn, lambda patient: press.make(patient.scheduler(lacking.result)))
    except EventGone:
        return _dialog(turn, typed, new_event(), [Complaint(text.event_gone())])
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
        case SettingsNotSet() | ScopesMissing(meet_is_there=True):
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


def _dialog(
    turn: ChatTurn,
    typed: Typed,
    event_id: str,
    complaints: Sequence[Complaint] = (),
    attempt: str = "",
) -> Dialog:
    card = schedule_dialog(
        turn.kit.locked(locks_of_typed(turn, typed)),
        as_fits(typed),
        event_id,
        direct=turn.chat.direct,
        lacking=turn.lacking(),
        complaints=complaints,
        attempt=attempt,
    )
    return Dialog(card, "schedule corrections" if complaints else "schedule")


def _event_id(turn: ChatTurn) -> str:
    """The id of the event to be made: the same when Chat asks for its dialog twice."""
    asked = f"{turn.user.sub}\n{turn.chat.space}\n{turn.chat.delivery}"
    return hashlib.sha256(asked.encode()).hexdigest()[:32]
