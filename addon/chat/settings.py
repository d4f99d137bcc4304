"""A user's defaults, from Chat: the same as the sidebar shows."""

from __future__ import annotations

from addon.chat.outcomes import ChatOutcome, CloseDialog, Dialog, Post
from addon.chat.turn import ChatTurn
from addon.defaults_form import chosen_below
from addon.kept_form import form_of
from addon.rules_form import sent_rules
from cards.actions import Action, Parameter
from cards.chat import notice_dialog, opener_message, settings_dialog
from cards.outside import outside_dialog
from meeting.errors import StoreUnavailable


def open_settings(turn: ChatTurn, rest: str = "") -> ChatOutcome:
    """Show the defaults, or where no dialog can be opened a button that opens it."""
    del rest
    text = turn.kit.text
    if not turn.chat.in_dialog:
        card = opener_message(turn.kit, text.defaults(), Action.CHAT_SETTINGS)
        return Post(card, text.defaults(), "settings offered", private=True)
    defaults = turn.defaults()
    if defaults.store_down:
        # What is saved cannot be shown, and nothing could be saved.
        return Dialog(notice_dialog(turn.kit, text.defaults(), text.store_down()), "store down")
    switches, rules = chosen_below(turn, defaults)
    card = settings_dialog(turn.kit, switches, rules, defaults.lacking)
    return Dialog(card, "settings")


def show_outside(turn: ChatTurn) -> ChatOutcome:
    """The defaults for meetings with guests outside the organization.

    Raises:
        StoreUnavailable: they cannot be read, nor could they be saved.
    """
    defaults = turn.defaults()
    if defaults.store_down:
        raise StoreUnavailable
    card = outside_dialog(
        turn.kit,
        defaults.switches,
        defaults.outside,
        defaults.lacking,
        {Parameter.FORM_BELOW: form_of(turn.event)},
    )
    return Dialog(card, "outside")


def save_outside(turn: ChatTurn) -> ChatOutcome:
    """Save what that dialog's inputs say, and go back to the usual ones."""
    turn.save_outside_defaults(turn.lacking_notes.load())
    return open_settings(turn)


def drop_outside(turn: ChatTurn) -> ChatOutcome:
    """Have the same defaults for everybody's meetings."""
    turn.drop_outside_defaults()
    return open_settings(turn)


def offer_again(turn: ChatTurn) -> ChatOutcome:
    """Forget what Meet refused the account, and offer it again beside what is chosen."""
    lacking, saved = turn.lacking(), turn.preferences.load_all(turn.user.sub)
    turn.lacking_notes.forget()
    sent = sent_rules(turn.event)
    shown = saved.switches.where(lacking, turn.chosen())
    card = settings_dialog(turn.kit, shown, saved.rules if sent is None else sent, {})
    return Dialog(card, "settings")


def save_settings(turn: ChatTurn) -> ChatOutcome:
    """Save what the dialog's inputs say; rules that were not sent stay as they are saved."""
    sent = sent_rules(turn.event)
    chosen = sent.chosen if sent else None
    turn.save_defaults(turn.chosen(), turn.lacking_notes.load(), chosen)
    return CloseDialog(turn.kit.text.saved(), "settings saved")
