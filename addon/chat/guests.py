"""Whom the schedule dialog invites: addresses typed, people picked, a conversation's members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from addon.chat.turn import ChatTurn
from addon.permissions.scopes import DIRECTORY, require
from cards.schedule import Complaint, Typed
from cards.text import Text
from meeting.model import Person
from meeting.scheduling import MOST_GUESTS, split_addresses
from meeting.values import dataclass


@dataclass(frozen=True)
class Guests:
    """Who is to be invited.

    Attributes:
        names: what they are called, by their addresses, as far as that is known.
        hidden: how many picked people's addresses the user may not see.
        left_out: how many members' likewise.
    """

    addresses: Sequence[str]
    names: Mapping[str, str] = field(default_factory=dict)
    hidden: int = 0
    left_out: int = 0


def picks_by_id(typed: Typed) -> bool:
    """Whether somebody picked is told by an id, whose address is the directory's to tell."""
    return any(_is_id(value) for value in typed.picked)


def find_guests(turn: ChatTurn, typed: Typed) -> Guests:
    """Everybody's address: typed, picked, and of the conversation's members.

    Raises:
        NeedsScopes: some addresses are only the directory's to tell.
    """
    addresses, _ = split_addresses(typed.addresses)
    addresses.extend(value.removeprefix("users/") for value in typed.picked if not _is_id(value))
    picked = {value: Person() for value in typed.picked if _is_id(value)}
    members = turn.people.members(turn.chat.space, MOST_GUESTS) if typed.invite_members else {}
    known = {**picked, **members}
    known.pop(f"users/{turn.user.sub}", None)
    unknown = [name for name, person in known.items() if not person.email]
    if unknown:
        require((DIRECTORY,), turn.caller.scopes)
        known.update(turn.people.people(unknown))
    hidden = [name for name, person in known.items() if not person.email]
    found = [person for person in known.values() if person.email]
    everybody = dict.fromkeys(
        each.casefold() for each in [*addresses, *(person.email for person in found)]
    )
    everybody.pop(turn.user.email.casefold(), None)
    return Guests(
        tuple(everybody),
        {person.email.casefold(): person.name for person in found if person.name},
        hidden=sum(name in picked for name in hidden),
        left_out=sum(name not in picked for name in hidden),
    )


def guest_complaints(text: Text, guests: Guests) -> list[Complaint]:
    """What stands against the guests once their addresses are known."""
    found = []
    if guests.hidden:
        found.append(Complaint(text.hidden_guests(guests.hidden), text.event_guests()))
    if len(guests.addresses) > MOST_GUESTS:
        too_many = text.too_many_guests(len(guests.addresses), MOST_GUESTS)
        found.append(Complaint(too_many, text.event_guests()))
    return found


def _is_id(value: str) -> bool:
    return "@" not in value
