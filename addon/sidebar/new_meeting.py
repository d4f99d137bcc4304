"""A new meeting from the home card, as Chat's `/schedule` makes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from addon.scheduling.form import (
    as_fits,
    empty_form,
    form_complaints,
    offer_for_outside,
    read_form,
)
from addon.scheduling.press import Press, draft_of, locks_of_typed, named_event, new_event
from addon.scheduling.trouble import trouble_words
from addon.sidebar.outcomes import Outcome, Show, ShowOnTop
from addon.sidebar.turn import SidebarTurn
from addon.store.lacking_notes import Lacking
from cards.notice import problem_words
from cards.result import result_card
from cards.schedule import Complaint, Typed, new_meeting_card
from cards.widgets import Json
from meeting.errors import EventGone, Problem, ReopenAddon, ScopesMissing, StoreUnavailable
from meeting.outside import outside_guests
from meeting.scheduling import split_addresses


def open_form(turn: SidebarTurn) -> Outcome:
    """The form, over the home card.

    Raises:
        StoreUnavailable: without the store no Meet is made, lest it be made twice.
    """
    defaults = turn.defaults()
    if defaults.store_down:
        raise StoreUnavailable
    return ShowOnTop(
        _card(turn, empty_form(defaults), new_event(), defaults.lacking), "new meeting"
    )


def offer_again(turn: SidebarTurn) -> Outcome:
    """Forget what Meet refused the account, and offer it again beside what is typed and chosen."""
    lacking, defaults = turn.lacking(), turn.preferences.load(turn.user.sub)
    turn.lacking_notes.forget()
    typed = read_form(turn)
    typed = replace(typed, wanted=defaults.where(lacking, typed.wanted))
    return Show(_card(turn, typed, named_event(turn), {}), "new meeting")


def schedule(turn: SidebarTurn) -> Outcome:
    """Make the event with its Meet, or say in the form what stands against it.

    Raises:
        ReopenAddon: the session is over.
        ScopesMissing: a permission is.
    """
    event_id, typed = named_event(turn), read_form(turn)
    text = turn.kit.text
    complaints = form_complaints(turn, typed, text.event_guests())
    if complaints:
        return _corrections(turn, typed, event_id, complaints)
    offer = offer_for_outside(turn, typed)
    if offer is not None:
        return _corrections(turn, offer[0], event_id, [offer[1]])
    guests = [address for address in _addresses(typed) if address != turn.user.email.casefold()]
    draft = draft_of(text, typed, guests, event_id)
    try:
        with turn.lacking_ahead() as lacking:
            done = Press(turn, draft).make(turn.scheduler(lacking.result))
    except (ReopenAddon, ScopesMissing):
        # What is to be done then lies over the form.
        raise
    except EventGone:
        return _corrections(turn, typed, new_event(), [Complaint(text.event_gone())])
    except Problem as problem:
        words = trouble_words(text, problem, problem_words, text.still_working())
        return _corrections(turn, typed, event_id, [*map(Complaint, words)])
    turn.note_refused(done.refused, lacking.result())
    turn.note_wish(done.space)
    outside = outside_guests(done.event, turn.user.email)
    card = result_card(turn.kit, done, new=True, outside=outside)
    return Show(card, "scheduled", stale=True)


def _addresses(typed: Typed) -> list[str]:
    addresses, _ = split_addresses(typed.addresses)
    return list(dict.fromkeys(map(str.casefold, addresses)))


def _corrections(
    turn: SidebarTurn, typed: Typed, event_id: str, complaints: Sequence[Complaint]
) -> Show:
    card = _card(turn, typed, event_id, turn.lacking(), complaints)
    return Show(card, "new meeting corrections")


def _card(
    turn: SidebarTurn,
    typed: Typed,
    event_id: str,
    lacking: Lacking,
    complaints: Sequence[Complaint] = (),
) -> Json:
    kit = turn.kit.locked(locks_of_typed(turn, typed))
    return new_meeting_card(kit, as_fits(typed), event_id, lacking=lacking, complaints=complaints)
