"""The form of the schedule dialog: as it opens, as it comes back, and what is wrong in it."""

from __future__ import annotations

import time
from dataclasses import replace

from addon.chat.guests import unreadable_or_too_many
from addon.chat.spoken import Spoken
from addon.chat.turn import ChatTurn
from addon.rules_form import shown_rules
from addon.turn import Defaults, chosen_notify
from addon.wire.lenient import whole_number
from cards.actions import Input
from cards.schedule import LENGTHS, Complaint, Typed
from cards.words import shorten
from meeting.scheduling import LONGEST_TITLE

USUAL_LENGTH = 30
HALF_HOUR_MS = 30 * 60 * 1000
LEAST_NOTICE_MS = 10 * 60 * 1000
LONGEST_OFFERED = 1500
"""Of what follows the command: more than a title may have, little of a message's 32,000 bytes."""
LONGEST_ADDRESSES = 16_000
"""Bytes of those typed: more than anybody may invite, and half of what an answer may hold."""
LONGEST_PICKED = 320
"""As long as an address can be."""


def empty_form(spoken: Spoken, defaults: Defaults) -> Typed:
    """The form before anything is typed, but for what followed the command."""
    start = spoken.start
    return Typed(
        title=spoken.title,
        start=int(start.timestamp() * 1000) if start else _next_half_hour(),
        length=spoken.length or USUAL_LENGTH,
        wanted=defaults.switches,
        rules=defaults.rules,
        tell=defaults.tell,
    )


def read_form(turn: ChatTurn) -> Typed:
    """What was typed, chosen and picked. It comes back from a browser."""
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
        rules=shown_rules(event),
        tell=event.is_on(Input.TELL_GUESTS),
    )


def as_fits(typed: Typed) -> Typed:
    """What was typed, cut to what an answer of Chat's may hold (hosts.md 7)."""
    addresses = typed.addresses
    whole = addresses.encode()
    if len(whole) > LONGEST_ADDRESSES:
        kept = whole[:LONGEST_ADDRESSES].decode(errors="ignore")
        addresses = kept[: max(kept.rfind(","), kept.rfind(";"), kept.rfind(" "), 0)]
    return replace(typed, title=shorten(typed.title, LONGEST_OFFERED), addresses=addresses)


def form_complaints(turn: ChatTurn, typed: Typed) -> list[Complaint]:
    """What can be told without asking Google."""
    text = turn.kit.text
    found: list[Complaint] = []
    if len(typed.title) > LONGEST_TITLE:
        found.append(Complaint(text.title_too_long(LONGEST_TITLE), text.event_title()))
    if not typed.start:
        found.append(Complaint(text.start_missing(), text.event_start()))
    elif typed.start <= time.time() * 1000:
        found.append(Complaint(text.start_past(), text.event_start()))
    return [*found, *unreadable_or_too_many(turn, typed)]


def _one(turn: ChatTurn, name: Input) -> str:
    return next(iter(turn.event.form.get(name, [])), "")


def _next_half_hour() -> int:
    """The next half hour that leaves some notice, in milliseconds since the epoch."""
    soonest = int(time.time() * 1000) + LEAST_NOTICE_MS
    return -(-soonest // HALF_HOUR_MS) * HALF_HOUR_MS
