"""Whom the schedule dialog invites: addresses typed, people picked, a conversation's members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from addon.chat.turn import ChatTurn
from addon.permissions.scopes import DIRECTORY, require
from cards.schedule import Typed
from cards.text import Text, shorten
from meeting.scheduling import MOST_GUESTS, split_addresses

MOST_QUOTED = 5
LONGEST_QUOTED = 100
"""Of what is no address: enough to find it again."""


@dataclass(frozen=True)
class Guests:
    """Who is to be invited.

    Attributes:
        hidden: how many picked people's addresses the user may not see.
        left_out: how many members' likewise.
    """

    addresses: Sequence[str]
    hidden: int = 0
    left_out: int = 0


def picks_by_id(typed: Typed) -> bool:
    """Whether somebody picked is told by an id, whose address is the directory's to tell."""
    return any(_is_id(value) for value in typed.picked)


def unreadable_or_too_many(turn: ChatTurn, typed: Typed) -> list[str]:
    """What stands against the guests as they were typed and picked, before Google is asked."""
    text = turn.kit.text
    addresses, unreadable = split_addresses(typed.addresses)
    quoted = [shorten(each, LONGEST_QUOTED) for each in unreadable[:MOST_QUOTED]]
    found = [text.unreadable_address(each) for each in quoted]
    oneself = {turn.user.email.casefold(), f"users/{turn.user.sub}"}
    count = len({*map(str.casefold, addresses), *typed.picked} - oneself)
    if count > MOST_GUESTS:
        found.append(text.too_many_guests(count, MOST_GUESTS))
    return found


def find_guests(turn: ChatTurn, typed: Typed) -> Guests:
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
    return Guests(
        tuple(everybody),
        hidden=sum(name in picked for name in hidden),
        left_out=sum(name not in picked for name in hidden),
    )


def guest_complaints(text: Text, guests: Guests) -> list[str]:
    """What stands against the guests once their addresses are known."""
    found = []
    if guests.hidden:
        found.append(text.hidden_guests(guests.hidden))
    if len(guests.addresses) > MOST_GUESTS:
        found.append(text.too_many_guests(len(guests.addresses), MOST_GUESTS))
    return found


def _is_id(value: str) -> bool:
    return "@" not in value
