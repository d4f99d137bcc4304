"""Scheduling an event with its Meet from Chat."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from addon.chat.outcomes import ChatOutcome, Dialog, Post
from addon.chat.patience import patiently
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
    require,
)
from addon.store.press_notes import PressNotes
from addon.turn import chosen_notify
from addon.wire.lenient import whole_number
from cards.actions import Action, Input, Parameter
from cards.chat import opener_message, permission_words
from cards.notice import chat_problem_words
from cards.schedule import LENGTHS, Typed, schedule_dialog, scheduled_message
from cards.text import Text, shorten
from meeting.arranging import Arranged
from meeting.errors import (
    AddressRefused,
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
    StillWorking,
    StoreUnavailable,
    TryAgain,
)
from meeting.model import Draft, Notify, Written
from meeting.scheduling import (
    EVENT_ID,
    LONGEST_TITLE,
    MOST_GUESTS,
    split_addresses,
    written,
)

USUAL_LENGTH = 30
HALF_HOUR_MS = 30 * 60 * 1000
LEAST_NOTICE_MS = 10 * 60 * 1000
LONGEST_OFFERED = 1500
"""Of what follows the command: more than a title may have, little of a message's 32,000 bytes."""
LONGEST_ADDRESSES = 16_000
"""Bytes of those typed: more than anybody may invite, and half of what an answer may hold."""
LONGEST_PICKED = 320
"""As long as an address can be."""
MOST_QUOTED = 5
LONGEST_QUOTED = 100
"""Of what is no address: enough to find it again."""
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


@dataclass(frozen=True)
class _Guests:
    """Who is to be invited.

    Attributes:
        hidden: how many picked people's addresses the user may not see.
        left_out: how many members' likewise.
    """

    addresses: Sequence[str]
    hidden: int = 0
    left_out: int = 0


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
    typed = Typed(
        title=title,
        start=_next_half_hour(),
        length=USUAL_LENGTH,
        wanted=(defaults := turn.defaults()).switches,
        store_down=defaults.store_down,
    )
    return _dialog(turn, typed, _event_id(turn))


def submit_schedule(turn: ChatTurn) -> ChatOutcome:
    """Make the event with its Meet, or say in the dialog what stands against it.

    Raises:
        NeedsScopes: no token of the user's came along.
    """
    event_id = turn.event.parameters.get(Parameter.EVENT, "")
    if not EVENT_ID.fullmatch(event_id):
        event_id = secrets.token_hex(16)
    typed = _typed(turn)
    complaints = _complaints(turn, typed)
    if complaints:
        return _dialog(turn, typed, event_id, complaints)
    try:
        return _press(turn, typed, event_id)
    except Problem as problem:
        dialog = _dialog(turn, typed, event_id, _problem_words(turn.kit.text, problem))
        return replace(dialog, problem=problem)


def _problem_words(text: Text, problem: Problem) -> list[str]:
    """What to tell of a problem where the same button may be pressed again."""
    match problem:
        case StillWorking():
            return [text.still_scheduling()]
        case OutcomeUnknown():
            return [text.outcome_unknown()]
        case MeetMissing(why=OutcomeUnknown()):
            return [text.event_maybe_without_meet()]
        case MeetMissing():
            again = isinstance(problem.why, WORTH_ANOTHER_PRESS)
            left = text.event_without_meet() if again else text.event_stays_without_meet()
            return [*_problem_words(text, problem.why), left]
    return [chat_problem_words(text, problem)]


def _press(turn: ChatTurn, typed: Typed, event_id: str) -> ChatOutcome:
    """Schedule with the permissions that takes, or say above what was typed which are missing.

    Raises:
        GrantNotAccepted: asking for them again would change nothing.
        Problem: see `Scheduler.schedule`.
    """
    by_id = any(_is_id(value) for value in typed.picked)
    needs = (
        EMAIL,
        OWN_EVENTS,
        MEET_CREATE,
        MEET_SETTINGS,
        *((CHAT_MEMBERS,) if typed.invite_members else ()),
        *((DIRECTORY,) if by_id else ()),
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
        words = permission_words(turn.kit.text, asked.scopes)
        return _dialog(turn, typed, event_id, words, asked.attempt)


def _schedule(turn: ChatTurn, typed: Typed, event_id: str) -> ChatOutcome:
    text, notes = turn.kit.text, PressNotes(turn.services.documents, turn.user.sub)
    guests = _guests(turn, typed)
    complaints = _guest_complaints(turn, guests)
    if complaints:
        return _dialog(turn, typed, event_id, complaints)
    zone = text.zone or UTC
    start, end = (
        # Of the moment, not by adding to the start: clocks may change in between.
        datetime.fromtimestamp(typed.start / 1000 + minutes * 60, zone)
        for minutes in (0, typed.length)
    )
    draft = Draft(
        id=event_id,
        title=typed.title or text.untitled_event(),
        start=start,
        end=end,
        time_zone=zone.key if isinstance(zone, ZoneInfo) else "",
        guests=guests.addresses,
        wanted=typed.wanted,
        notify=typed.notify if guests.addresses else Notify.NOBODY,
    )
    # Noted first, since without the store no Meet can be made.
    now = written(draft)
    draft = replace(draft, earlier=notes.note(event_id, now))
    try:
        done = patiently(turn, lambda patient: _make(patient, notes, draft, now))
    except EventGone:
        return _dialog(turn, typed, secrets.token_hex(16), [text.event_gone()])
    organizer = turn.chat.user_name or turn.user.email
    card = scheduled_message(turn.kit, done, organizer, guests.left_out)
    return Post(card, text.schedule_summary(), "scheduled")


def _make(turn: ChatTurn, notes: PressNotes, draft: Draft, now: Written) -> Arranged:
    """Schedule, and note what has been written for the next press of the same dialog."""
    try:
        done = turn.scheduler.schedule(draft)
    except MeetMissing as missing:
        if missing.as_typed:
            _remember(notes, draft, now)
        raise
    _remember(notes, draft, now)
    return done


def _remember(notes: PressNotes, draft: Draft, now: Written) -> None:
    if draft.earlier is not None and draft.earlier != now:
        with suppress(StoreUnavailable):
            notes.renew(draft.id, now)


def _dialog(
    turn: ChatTurn, typed: Typed, event_id: str, complaints: Sequence[str] = (), attempt: str = ""
) -> Dialog:
    card = schedule_dialog(
        turn.kit,
        _as_fits(typed),
        event_id,
        direct=turn.chat.direct,
        complaints=complaints,
        attempt=attempt,
    )
    return Dialog(card, "schedule corrections" if complaints else "schedule")


def _as_fits(typed: Typed) -> Typed:
    """What was typed, cut to what an answer of Chat's may hold (hosts.md 7)."""
    addresses = typed.addresses
    whole = addresses.encode()
    if len(whole) > LONGEST_ADDRESSES:
        kept = whole[:LONGEST_ADDRESSES].decode(errors="ignore")
        addresses = kept[: max(kept.rfind(","), kept.rfind(";"), kept.rfind(" "), 0)]
    return replace(typed, title=shorten(typed.title, LONGEST_OFFERED), addresses=addresses)


def _typed(turn: ChatTurn) -> Typed:
    event = turn.event
    length = whole_number(_one(turn, Input.LENGTH))
    return Typed(
        title=_one(turn, Input.TITLE).strip(),
        start=event.moments.get(Input.START, 0),
        length=length if length in LENGTHS else USUAL_LENGTH,
        wanted=turn.chosen(),
        picked=tuple(
            dict.fromkeys(
                value
                for value in event.form.get(Input.GUESTS, [])
                if 0 < len(value) <= LONGEST_PICKED
            )
        ),
        addresses=_one(turn, Input.ADDRESSES),
        invite_members=event.is_on(Input.INVITE_MEMBERS),
        notify=chosen_notify(event),
    )


def _one(turn: ChatTurn, name: Input) -> str:
    return next(iter(turn.event.form.get(name, [])), "")


def _complaints(turn: ChatTurn, typed: Typed) -> list[str]:
    """What can be told without asking Google."""
    text = turn.kit.text
    found = []
    if len(typed.title) > LONGEST_TITLE:
        found.append(text.title_too_long(LONGEST_TITLE))
    if not typed.start:
        found.append(text.start_missing())
    elif typed.start <= time.time() * 1000:
        found.append(text.start_past())
    typed_addresses, unreadable = split_addresses(typed.addresses)
    quoted = [shorten(each, LONGEST_QUOTED) for each in unreadable[:MOST_QUOTED]]
    found.extend(text.unreadable_address(each) for each in quoted)
    oneself = {turn.user.email.casefold(), f"users/{turn.user.sub}"}
    count = len({*map(str.casefold, typed_addresses), *typed.picked} - oneself)
    if count > MOST_GUESTS:
        found.append(text.too_many_guests(count, MOST_GUESTS))
    return found


def _guests(turn: ChatTurn, typed: Typed) -> _Guests:
    """Everybody's address: typed, picked, and of the conversation's members.

    Raises:
        NeedsScopes: some addresses are only the directory's to tell.
    """
    addresses, _ = split_addresses(typed.addresses)
    addresses.extend(value.removeprefix("users/") for value in typed.picked if not _is_id(value))
    picked = {value: "" for value in typed.picked if _is_id(value)}
    members = turn.people.members(turn.chat.space, MOST_GUESTS) if typed.invite_members else {}
    known = {**picked, **members}
    known.pop(f"users/{turn.user.sub}", None)
    unknown = [name for name, address in known.items() if not address]
    if unknown:
        require((DIRECTORY,), turn.caller.scopes)
        known.update(turn.people.addresses(unknown))
    hidden = [name for name, address in known.items() if not address]
    everybody = dict.fromkeys(each.casefold() for each in [*addresses, *known.values()] if each)
    everybody.pop(turn.user.email.casefold(), None)
    return _Guests(
        tuple(everybody),
        hidden=sum(name in picked for name in hidden),
        left_out=sum(name not in picked for name in hidden),
    )


def _guest_complaints(turn: ChatTurn, guests: _Guests) -> list[str]:
    text = turn.kit.text
    found = []
    if guests.hidden:
        found.append(text.hidden_guests(guests.hidden))
    if len(guests.addresses) > MOST_GUESTS:
        found.append(text.too_many_guests(len(guests.addresses), MOST_GUESTS))
    return found


def _event_id(turn: ChatTurn) -> str:
    """The id of the event to be made: the same when Chat asks for its dialog twice."""
    asked = f"{turn.user.sub}\n{turn.chat.space}\n{turn.chat.delivery}"
    return hashlib.sha256(asked.encode()).hexdigest()[:32]


def _is_id(value: str) -> bool:
    return "@" not in value


def _next_half_hour() -> int:
    """The next half hour that leaves some notice, in milliseconds since the epoch."""
    soonest = int(time.time() * 1000) + LEAST_NOTICE_MS
    return -(-soonest // HALF_HOUR_MS) * HALF_HOUR_MS
