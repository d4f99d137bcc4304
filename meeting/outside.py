"""Which guests of an event are outside its organizer's organization. Pure.

Calendar tells addresses and no organizations, so the domain of an address stands for one. A
subdomain, or another domain of the same company, is another domain.
"""

from __future__ import annotations

from meeting.model import PRIMARY, CalendarEvent

NOBODYS = ".calendar.google.com"
"""How addresses end that are no person's: rooms' and other resources', secondary calendars'."""
CONSUMER_DOMAINS: frozenset[str] = frozenset(
    [
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com"),
        *("yahoo.com", "yahoo.co.jp", "aol.com", "icloud.com", "me.com", "mac.com", "proton.me"),
        *("protonmail.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de", "t-online.de"),
        *("orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "libero.it", "uol.com.br"),
        *("bol.com.br", "mail.ru", "yandex.ru", "rambler.ru", "qq.com", "163.com", "126.com"),
    ]
)
"""Where anybody can get an address: two people there have no organization in common."""


def outside_guests(event: CalendarEvent, caller_email: str) -> tuple[str, ...]:
    """The addresses of guests outside the organizer's domain, in small letters, in their order.

    That is the domain of the caller where a secondary calendar is the organizer, or Calendar names
    none. Rooms are no guests, and a group of the domain is inside, whoever its members are. Where
    the organizer has an address as anybody can get, everybody else is outside. Whoever is invited
    on the calendar that the event was read from is a guest, too.

    Args:
        caller_email: the caller's address.
    """
    organizer = _address(event.organizer.email)
    if not organizer or organizer.endswith(NOBODYS):
        organizer = _address(caller_email)
    guests = {_address(each) for each in event.invited} | {_invited_here(event, caller_email)}
    guests -= {"", organizer}
    home = _domain(organizer)
    return tuple(
        sorted(
            each
            for each in guests
            if not each.endswith(NOBODYS) and (_domain(each) != home or home in CONSUMER_DOMAINS)
        )
    )


def may_have_outside_guests(event: CalendarEvent, caller_email: str) -> bool:
    """Whether an event has guests outside the organizer's domain, as far as Calendar tells.

    Where it does not show all of them, or not their addresses, it may.
    """
    return event.guests_hidden or "" in event.invited or bool(outside_guests(event, caller_email))


def _invited_here(event: CalendarEvent, caller_email: str) -> str:
    """Whose copy of somebody else's event it is; nobody's on the organizer's own calendar."""
    if event.organizer_is_here:
        return ""
    return _address(caller_email if event.calendar_id == PRIMARY else event.calendar_id)


def _address(email: str) -> str:
    return email.strip().casefold()


def _domain(address: str) -> str:
    return address.rpartition("@")[2]
