"""Scheduling an event from Chat: the dialog, and the message that tells of the event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cards.actions import Action, Input, Parameter
from cards.chat import artifact_lines
from cards.text import escape
from cards.widgets import (
    Json,
    Kit,
    artifact_switches,
    button,
    buttons,
    dialog_card,
    dropdown,
    fact,
    message_card,
    moment_picker,
    notify_choice,
    open_link,
    paragraph,
    people_picker,
    section,
    switch,
    text_input,
)
from meeting.arranging import Arranged
from meeting.model import Notify, Switches

LENGTHS = (15, 30, 45, 60, 90, 120)
MOST_PICKED = 100
"""As many items as a selection may hold (hosts.md 7)."""


@dataclass(frozen=True)
class Typed:
    """What the dialog holds.

    Attributes:
        start: milliseconds since the epoch; 0 where none was chosen.
        length: minutes.
        picked: values of the people picker.
        addresses: what was typed as further guests.
        store_down: the defaults could not be read; `wanted` are the built-in ones.
    """

    title: str
    start: int
    length: int
    wanted: Switches
    picked: Sequence[str] = ()
    addresses: str = ""
    invite_members: bool = False
    notify: Notify = Notify.NOBODY
    store_down: bool = False


def schedule_dialog(
    kit: Kit,
    typed: Typed,
    event_id: str,
    *,
    direct: bool,
    complaints: Sequence[str] = (),
    attempt: str = "",
) -> Json:
    """The dialog, with whatever was typed.

    Args:
        event_id: of the event to be made; comes back with the press, so that two make one.
        direct: in a direct message there is nobody else to invite.
        complaints: what is to be corrected first, as card text.
        attempt: tells the next press from this one, if permissions are to be asked for anew.
    """
    text = kit.text
    parameters = {Parameter.EVENT: event_id} | ({Parameter.ATTEMPT: attempt} if attempt else {})
    return dialog_card(
        text.schedule_title(),
        [
            _complaints(kit, complaints),
            section(
                text_input(Input.TITLE, text.event_title(), typed.title),
                moment_picker(Input.START, text.event_start(), typed.start),
                dropdown(
                    Input.LENGTH,
                    text.event_length(),
                    {str(minutes): text.minutes(minutes) for minutes in LENGTHS},
                    str(typed.length),
                ),
            ),
            section(
                people_picker(
                    Input.GUESTS, text.event_guests(), typed.picked[:MOST_PICKED], MOST_PICKED
                ),
                text_input(
                    Input.ADDRESSES,
                    text.more_guests(),
                    typed.addresses,
                    hint=text.more_guests_hint(),
                ),
                None
                if direct
                else switch(
                    Input.INVITE_MEMBERS.value,
                    text.invite_members(),
                    selected=typed.invite_members,
                ),
                *notify_choice(text, text.notify_of_invitation(), typed.notify),
            ),
            section(
                paragraph(text.store_down()) if typed.store_down else None,
                *artifact_switches(text, typed.wanted),
            ),
        ],
        primary=button(
            text.schedule(),
            kit.click(Action.CHAT_SUBMIT_SCHEDULE, parameters, keep_form=True),
        ),
        secondary=button(text.close(), kit.click(Action.CHAT_CLOSE)),
    )


def scheduled_message(kit: Kit, arranged: Arranged, organizer: str, left_out: int) -> Json:
    """Tell the conversation of a new event.

    Args:
        organizer: what they are called.
        left_out: how many members could not be invited.
    """
    text, event = kit.text, arranged.event
    return message_card(
        text.meet_now(),
        text.app_name(),
        [
            section(
                fact(
                    f"<b>{text.title(event.title)}</b>",
                    above=text.hosted_by(organizer),
                    below=text.when(event.when, shared=True) if event.when else "",
                    icon="INVITE",
                ),
                fact(escape(arranged.space.uri), above=text.link(), icon="VIDEO_CAMERA"),
                fact(text.guest_count(event.guests), icon="MULTIPLE_PEOPLE")
                if event.guests
                else None,
                paragraph(text.members_left_out(left_out)) if left_out else None,
            ),
            section(*artifact_lines(text, arranged.results)),
            section(
                buttons(
                    button(text.join(), open_link(arranged.space.uri)),
                    *(
                        [button(text.open_in_calendar(), open_link(event.link))]
                        if event.link
                        else []
                    ),
                )
            ),
        ],
    )


def _complaints(kit: Kit, complaints: Sequence[str]) -> Json | None:
    if not complaints:
        return None
    return section(
        paragraph(f"<b>{kit.text.correct_this()}</b>"), *(paragraph(words) for words in complaints)
    )
