"""A user's defaults, from Chat: the same as the sidebar shows."""

from __future__ import annotations

from addon.chat.outcomes import ChatOutcome, CloseDialog, Dialog, Post
from addon.chat.turn import ChatTurn
from addon.rules_form import sent_rules
from cards.actions import Action
from cards.chat import notice_dialog, opener_message, settings_dialog


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
    return Dialog(settings_dialog(turn.kit, defaults.switches, defaults.rules), "settings")


def save_settings(turn: ChatTurn) -> ChatOutcome:
    """Save what the dialog's inputs say; rules that were not sent stay as they are saved."""
    sub, sent = turn.user.sub, sent_rules(turn.event)
    rules = sent.chosen if sent else turn.preferences.load_all(sub)[1]
    turn.preferences.save(sub, turn.chosen(), rules)
    return CloseDialog(turn.kit.text.saved(), "settings saved")
