"""The home card and its menu."""

from __future__ import annotations

from addon.rules_form import sent_rules
from addon.sidebar.outcomes import GoBack, Leave, Outcome, Show, ShowOnTop
from addon.sidebar.turn import SidebarTurn
from cards.home import forget_card, help_card, home_card, reset_card
from meeting.model import Switches


def show_home(turn: SidebarTurn) -> Outcome:
    """The user's defaults."""
    defaults = turn.defaults()
    card = home_card(
        turn.kit,
        defaults.switches,
        store_down=defaults.store_down,
        lacking=defaults.lacking,
        rules=defaults.rules,
    )
    return Show(card, "home")


def save_defaults(turn: SidebarTurn) -> Outcome:
    """Save what the home card's inputs say."""
    lacking, sent = turn.lacking_notes.load(), sent_rules(turn.event)
    chosen = sent.chosen if sent else None
    saved, rules = turn.save_defaults(turn.chosen(), lacking, chosen)
    card = home_card(turn.kit, saved, lacking=lacking, rules=rules)
    return Show(card, "saved", turn.kit.text.saved(), stale=True)


def ask_reset(turn: SidebarTurn) -> Outcome:
    """Ask before all defaults are turned off."""
    return ShowOnTop(reset_card(turn.kit), "reset?")


def reset_defaults(turn: SidebarTurn) -> Outcome:
    """Back to the built-in defaults: all off, and who may do what as Meet has it."""
    turn.preferences.reset(turn.user.sub)
    card = home_card(turn.kit, Switches(), lacking=turn.defaults().lacking)
    return Show(card, "reset", turn.kit.text.was_reset(), Leave.TOP, stale=True)


def ask_forget(turn: SidebarTurn) -> Outcome:
    """Ask before deleting everything about the user."""
    return ShowOnTop(forget_card(turn.kit), "forget?")


def forget(turn: SidebarTurn) -> Outcome:
    """Delete everything about the user."""
    turn.preferences.forget(turn.user.sub)
    card = home_card(turn.kit, Switches())
    return Show(card, "forgotten", turn.kit.text.forgotten(), Leave.TOP, stale=True)


def show_help(turn: SidebarTurn) -> Outcome:
    """What the add-on does."""
    return Show(help_card(turn.kit), "help")


def go_back(turn: SidebarTurn) -> Outcome:
    """Leave a card that asked for confirmation."""
    del turn
    return GoBack()
