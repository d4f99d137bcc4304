"""A posted Meet's co-hosts, picked among the guests of the event that it was scheduled with."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import wait

from addon.chat.hosting import event_of, for_host_only, hosted_space, press_of
from addon.chat.outcomes import ChatOutcome, Dialog
from addon.chat.turn import ChatTurn
from addon.kept_form import form_of
from addon.permissions.scopes import MEET_CREATE, OWN_EVENTS, needing
from cards.actions import Input, Parameter
from cards.chat_cohosts import cohosts_dialog, cohosts_done_dialog, no_cohosts_dialog
from cards.cohosts import digest
from meeting.cohosts import bring_in_step, cohosts_of, steps_to
from meeting.errors import EventGone, HostOnly, SpaceGone
from meeting.model import PRIMARY, Member, Space


def ask_cohosts(turn: ChatTurn) -> ChatOutcome:
    """Show the guests to pick from."""
    try:
        space, guests, members = _look(turn)
    except HostOnly as problem:
        return for_host_only(turn, problem)
    except SpaceGone:
        return Dialog(no_cohosts_dialog(turn.kit), "no co-hosts here")
    card = cohosts_dialog(
        turn.kit,
        press_of(turn),
        guests,
        cohosts_of(members),
        moderated=space.rules.moderation is True,
        settings=_settings(turn),
    )
    return Dialog(card, "co-hosts?")


def save_cohosts(turn: ChatTurn) -> ChatOutcome:
    """Make co-hosts of those who were picked, and of those no longer who are not."""
    try:
        space, guests, members = _look(turn)
    except HostOnly as problem:
        return for_host_only(turn, problem)
    except SpaceGone:
        return Dialog(no_cohosts_dialog(turn.kit), "no co-hosts here")
    told = set(turn.event.parameters.get(Parameter.COHOSTS, "").split())
    shown = {email for email in guests if digest(email) in told}
    wished = {each.casefold() for each in turn.event.form.get(Input.COHOSTS, [])}
    steps = steps_to(members, guests, shown, wished)
    done = bring_in_step(turn.members, space.name, members, steps, turn.services.readers)
    card = cohosts_done_dialog(turn.kit, press_of(turn), done, settings=_settings(turn))
    return Dialog(card, "co-hosts set")


def _look(turn: ChatTurn) -> tuple[Space, frozenset[str], Sequence[Member]]:
    """The Meet, whom its event invites besides the user, and its members.

    Raises:
        HostOnly: the Meet is not the user's.
        EventGone: the button tells no event of theirs, or it was deleted.
        SpaceGone: Meet shows the add-on no members of it.
    """
    space, event = hosted_space(turn), event_of(press_of(turn))
    if event is None or not event.id:
        raise EventGone
    with needing((OWN_EVENTS, MEET_CREATE), turn.caller.scopes):
        job = turn.services.readers.submit(turn.members.members, space.name)
        try:
            found = turn.calendar.event(PRIMARY, event.id)
        finally:
            wait([job])
        if found.cancelled:
            raise EventGone
        members = job.result()
    return space, found.invited - {"", turn.user.email.casefold()}, members


def _settings(turn: ChatTurn) -> dict[Parameter, str]:
    """What was chosen in the settings' dialog, from where this one was opened."""
    told = turn.event.parameters
    return {
        Parameter.RULES: told.get(Parameter.RULES, ""),
        Parameter.FORM: told.get(Parameter.FORM, form_of(turn.event)),
    }
