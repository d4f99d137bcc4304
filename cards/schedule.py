"""Scheduling an event: the dialog of Chat, and the card of the sidebar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cards.actions import Action, Input, Parameter
from cards.rules import written
from cards.telling import tell_switch
from cards.text import Text
from cards.widgets import (
    Json,
    Kit,
    artifact_switches,
    button,
    card,
    check_again,
    dialog_card,
    dropdown,
    fact,
    lacking_lines,
    moment_picker,
    notify_choice,
    paragraph,
    people_picker,
    section,
    switch,
    text_input,
)
from meeting.model import Artifact, Notify, Switches
from meeting.rules import NO_RULES, Rules
from meeting.values import dataclass

LENGTHS = (15, 30, 45, 60, 90, 120)
MOST_PICKED = 100
"""As many items as a selection may hold (hosts.md 7)."""


@dataclass(frozen=True)
class Complaint:
    """What stands against it, as card text, and in which field that is to be corrected, if in one.

    The field is named by its label.
    """

    words: str
    field: str = ""


@dataclass(frozen=True)
class Typed:
    """What the dialog holds.

    Attributes:
        start: milliseconds since the epoch; 0 where none was chosen.
        length: minutes.
        picked: values of the people picker.
        addresses: what was typed as further guests.
        notify: whom Calendar e-mails; to begin with those who would learn of it in no other way.
        rules: who may do what, as the user's defaults had it when the dialog opened.
        tell: the event's description is to tell guests what will be recorded.
        offered: the switches were set to the defaults for guests outside, to be looked at.
    """

    title: str
    start: int
    length: int
    wanted: Switches
    picked: Sequence[str] = ()
    addresses: str = ""
    invite_members: bool = False
    notify: Notify = Notify.EXTERNAL
    rules: Rules = NO_RULES
    tell: bool = False
    offered: bool = False


def schedule_dialog(
    kit: Kit,
    typed: Typed,
    event_id: str,
    *,
    direct: bool,
    lacking: Mapping[Artifact, date],
    complaints: Sequence[Complaint] = (),
    attempt: str = "",
) -> Json:
    """The dialog, with whatever was typed.

    Args:
        event_id: of the event to be made; comes back with the press, so that two make one.
        direct: in a direct message there is nobody else to invite.
        lacking: what Meet refused the account lately.
        complaints: what is to be corrected first.
        attempt: tells the next press from this one, if permissions are to be asked for anew.
    """
    text = kit.text
    parameters = _about(typed, event_id) | ({Parameter.ATTEMPT: attempt} if attempt else {})
    return dialog_card(
        text.schedule_title(),
        [
            _complaints(kit, complaints),
            section(_title(text, typed), _start(text, typed), _length(text, typed)),
            section(
                people_picker(
                    Input.GUESTS, text.event_guests(), typed.picked[:MOST_PICKED], MOST_PICKED
                ),
                _addresses(text, text.more_guests(), typed),
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
                *artifact_switches(kit, typed.wanted, lacking),
                *lacking_lines(kit, lacking, check_again(kit, parameters)),
                tell_switch(text, selected=typed.tell),
                paragraph(text.files_of_meetings()),
            ),
        ],
        primary=button(
            text.schedule(),
            kit.click(Action.CHAT_SUBMIT_SCHEDULE, parameters, keep_form=True),
        ),
        secondary=button(text.cancel(), kit.click(Action.CHAT_CLOSE)),
    )


def new_meeting_card(
    kit: Kit,
    typed: Typed,
    event_id: str,
    *,
    lacking: Mapping[Artifact, date],
    complaints: Sequence[Complaint] = (),
) -> Json:
    """The same in the sidebar, each complaint at its field; the arguments likewise."""
    text = kit.text
    parameters = _about(typed, event_id)

    def wrong(label: str) -> list[Json]:
        return [fact(f"<b>{each.words}</b>") for each in complaints if each.field == label]

    return card(
        "new meeting",
        kit.header(text.new_meeting()),
        [
            section(*(paragraph(each.words) for each in complaints if not each.field)),
            section(
                _title(text, typed),
                *wrong(text.event_title()),
                _start(text, typed),
                *wrong(text.event_start()),
                _length(text, typed),
            ),
            section(
                _addresses(text, text.event_guests(), typed),
                *wrong(text.event_guests()),
                *notify_choice(text, text.notify_of_invitation(), typed.notify),
            ),
            section(
                *artifact_switches(kit, typed.wanted, lacking),
                *lacking_lines(
                    kit, lacking, kit.click(Action.CHECK_NEW, parameters, keep_form=True)
                ),
                tell_switch(text, selected=typed.tell),
                paragraph(text.files_of_meetings()),
            ),
        ],
        primary=button(text.schedule(), kit.click(Action.SCHEDULE, parameters, keep_form=True)),
        secondary=button(text.cancel(), kit.click(Action.BACK)),
    )


def _about(typed: Typed, event_id: str) -> dict[Parameter, str]:
    """What comes back with the press beside what was typed."""
    ruled = {Parameter.RULES: written(typed.rules)} if typed.rules != NO_RULES else {}
    offered = {Parameter.OFFERED: "yes"} if typed.offered else {}
    return {Parameter.EVENT: event_id} | ruled | offered


def _title(text: Text, typed: Typed) -> Json:
    return text_input(Input.TITLE, text.event_title(), typed.title, hint=text.untitled_hint())


def _start(text: Text, typed: Typed) -> Json:
    return moment_picker(Input.START, text.event_start(), typed.start)


def _length(text: Text, typed: Typed) -> Json:
    options = {str(minutes): text.minutes(minutes) for minutes in LENGTHS}
    return dropdown(Input.LENGTH, text.event_length(), options, str(typed.length))


def _addresses(text: Text, label: str, typed: Typed) -> Json:
    return text_input(Input.ADDRESSES, label, typed.addresses, hint=text.more_guests_hint())


def _complaints(kit: Kit, complaints: Sequence[Complaint]) -> Json | None:
    if not complaints:
        return None
    to_correct = any(each.field for each in complaints)
    return section(
        paragraph(f"<b>{kit.text.correct_this()}</b>") if to_correct else None,
        *(
            fact(each.words, above=each.field) if each.field else paragraph(each.words)
            for each in complaints
        ),
    )
