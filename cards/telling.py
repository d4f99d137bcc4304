"""The switch for telling an event's guests what will be recorded, and what came of it."""

from __future__ import annotations

from cards.actions import Input
from cards.guest_lines import guest_lines
from cards.text import Text
from cards.widgets import Json, switch
from meeting.guest_line import told
from meeting.looking import Situation
from meeting.model import CalendarEvent
from meeting.telling import Told, event_to_describe


def tell_switch(text: Text, *, selected: bool) -> Json:
    """The switch."""
    return switch(Input.TELL_GUESTS.value, text.tell_guests(), selected=selected)


def told_now(text: Text, situation: Situation) -> bool | None:
    """Whether the description of an event that has its Meet tells its guests.

    Returns:
        `None` where there are no guests, or it is not the caller's to change.
    """
    event, target = situation.event, event_to_describe(situation)
    if event is None or target is None or not event.guests:
        return None
    return is_told(text, target)


def is_told(text: Text, event: CalendarEvent) -> bool:
    """Whether an event's description tells its guests."""
    return told(event.description, guest_lines(text)) is not None


def told_words(text: Text, told: Told | None) -> str:
    """What has become of the line that tells guests, as card text; empty where there was none."""
    if told is None:
        return ""
    return {
        Told.THERE: text.guests_told(),
        Told.GONE: text.guests_no_longer_told(),
        Told.FAILED: text.description_not_changed(),
    }[told]
