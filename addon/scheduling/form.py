"""The form of a new meeting: as it opens, as it comes back, and what is wrong in it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime

from addon.rules_form import shown_rules
from addon.turn import Defaults, Turn, chosen_notify
from addon.wire.lenient import whole_number
from cards.actions import Input, Parameter
from cards.schedule import LENGTHS, Complaint, Typed
from cards.words import shorten
from meeting.model import PRIMARY, Artifact, CalendarEvent
from meeting.outside import outside_guests
from meeting.scheduling import LONGEST_TITLE, MOST_GUESTS, split_addresses

USUAL_LENGTH = 30
HALF_HOUR_MS = 30 * 60 * 1000
LEAST_NOTICE_MS = 10 * 60 * 1000
LONGEST_OFFERED = 1500
"""Of what follows the command: more than a title may have, little of a message's 32,000 bytes."""
LONGEST_ADDRESSES = 16_000
"""Bytes of those typed: more than anybody may invite, and half of what an answer may hold."""
MOST_QUOTED = 5
LONGEST_QUOTED = 100
"""Of what is no address: enough to find it again."""
LONGEST_PICKED = 320
"""As long as an address can be."""


def empty_form(
    defaults: Defaults, title: str = "", start: datetime | None = None, length: int | None = None
) -> Typed:
    """The form before anything is typed, but for what is known already.

    Args:
        length: minutes, if that is known.
    """
    return Typed(
        title=title,
        start=int(start.timestamp() * 1000) if start else _next_half_hour(),
        length=length or USUAL_LENGTH,
        wanted=defaults.switches,
        rules=defaults.rules,
        tell=defaults.tell,
    )


def read_form(turn: Turn) -> Typed:
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
        offered=Parameter.OFFERED in event.parameters,
    )


def offer_for_outside(turn: Turn, typed: Typed) -> tuple[Typed, Complaint] | None:
    """The form with the user's defaults for guests outside their organization, to be looked at.

    The form opens before anybody is invited, so with the usual ones. Once is enough, and whoever
    has chosen otherwise has chosen.
    """
    me = turn.signed_in
    outside = outside_guests(drafted(typed), me.email) if me else ()
    if typed.offered or not outside:
        return None
    defaults = turn.defaults()
    free = [
        each for each in Artifact if each not in turn.shown_locks() and each not in defaults.lacking
    ]
    others = defaults.outside
    if others is None or any(typed.wanted[each] != defaults.switches[each] for each in free):
        return None
    if all(others[each] == typed.wanted[each] for each in free):
        return None
    shown = [shorten(each, LONGEST_QUOTED) for each in outside[:MOST_QUOTED]]
    words = turn.kit.text.outside_switches(", ".join(shown))
    offered = replace(typed, wanted=typed.wanted.where(turn.shown_locks(), others), offered=True)
    return offered, Complaint(words)


def drafted(typed: Typed) -> CalendarEvent:
    """The event that is typed, as far as that tells: of people who were picked no address."""
    addresses, _ = split_addresses(typed.addresses)
    invited = frozenset(each.casefold() for each in addresses)
    return CalendarEvent(PRIMARY, "", title=typed.title, organizer_is_here=True, invited=invited)


def as_fits(typed: Typed) -> Typed:
    """What was typed, cut to what an answer of Chat's may hold (hosts.md 7)."""
    addresses = typed.addresses
    whole = addresses.encode()
    if len(whole) > LONGEST_ADDRESSES:
        kept = whole[:LONGEST_ADDRESSES].decode(errors="ignore")
        addresses = kept[: max(kept.rfind(","), kept.rfind(";"), kept.rfind(" "), 0)]
    return replace(typed, title=shorten(typed.title, LONGEST_OFFERED), addresses=addresses)


def form_complaints(turn: Turn, typed: Typed, typed_in: str) -> list[Complaint]:
    """What can be told without asking Google.

    Args:
        typed_in: the label of the field in which addresses are typed.
    """
    text = turn.kit.text
    found: list[Complaint] = []
    if len(typed.title) > LONGEST_TITLE:
        found.append(Complaint(text.title_too_long(LONGEST_TITLE), text.event_title()))
    if not typed.start:
        found.append(Complaint(text.start_missing(), text.event_start()))
    elif typed.start <= time.time() * 1000:
        found.append(Complaint(text.start_past(), text.event_start()))
    return [*found, *_of_guests(turn, typed, typed_in)]


def _of_guests(turn: Turn, typed: Typed, typed_in: str) -> list[Complaint]:
    """What stands against the guests as they were typed and picked, before Google is asked."""
    text = turn.kit.text
    addresses, unreadable = split_addresses(typed.addresses)
    quoted = [shorten(each, LONGEST_QUOTED) for each in unreadable[:MOST_QUOTED]]
    found = [Complaint(text.unreadable_address(each), typed_in) for each in quoted]
    oneself = {turn.user.email.casefold(), f"users/{turn.user.sub}"}
    count = len({*map(str.casefold, addresses), *typed.picked} - oneself)
    if count > MOST_GUESTS:
        found.append(Complaint(text.too_many_guests(count, MOST_GUESTS), text.event_guests()))
    return found


def _one(turn: Turn, name: Input) -> str:
    return next(iter(turn.event.form.get(name, [])), "")


def _next_half_hour() -> int:
    """The next half hour that leaves some notice, in milliseconds since the epoch."""
    soonest = int(time.time() * 1000) + LEAST_NOTICE_MS
    return -(-soonest // HALF_HOUR_MS) * HALF_HOUR_MS
