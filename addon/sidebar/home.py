"""The home card and its menu.

What saves or deletes asks Google nothing: the card then has a button in the place of the calls.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import wait
from contextlib import suppress
from typing import TypeVar

from addon.defaults_form import chosen_below
from addon.kept_form import form_of
from addon.rules_form import sent_rules
from addon.sidebar import coming
from addon.sidebar.outcomes import GoBack, Leave, Outcome, Show, ShowOnTop
from addon.sidebar.records import last_calls
from addon.sidebar.turn import SidebarTurn
from addon.turn import Defaults
from cards.actions import Parameter
from cards.home import forget_card, has_own_defaults, help_card, home_card, reset_card
from cards.outside import outside_card
from meeting.errors import Problem, StoreUnavailable
from meeting.lately import Latest
from meeting.recalling import Seen

Done = TypeVar("Done")


def _beside_last_calls(
    turn: SidebarTurn, work: Callable[[], Done], *, asked: bool = False
) -> tuple[Done, Latest | Seen]:
    """Do what takes the store, and read the user's last calls meanwhile.

    Args:
        asked: the user pressed for the calls.

    Raises:
        NeedsScopes: asked for, and Google misses a permission.
    """
    if not asked and not turn.sees_calls:
        return work(), last_calls(turn)
    # Work that reads in parallel takes no reader while it waits for others.
    job = turn.services.workers.submit(work)
    try:
        latest = last_calls(turn, asked=asked)
    finally:
        wait([job])
    return job.result(), latest


def show_home(turn: SidebarTurn) -> Outcome:
    """The meetings to come, if there are any and the user lets them be seen; else the defaults.

    Below stand their last calls, where they let the add-on see these.
    """
    return _home(turn, asked=False)


def show_last(turn: SidebarTurn) -> Outcome:
    """The same, when they have pressed for their calls."""
    return _home(turn, asked=True)


def _home(turn: SidebarTurn, *, asked: bool) -> Outcome:
    def look() -> coming.Ahead | None:
        if coming.sees_meetings(turn):
            with suppress(Problem):
                return coming.list_ahead(turn)
        return None

    ahead, latest = _beside_last_calls(turn, look, asked=asked)
    if ahead is None:
        return show_defaults(turn, latest)
    if (ahead.agenda.meetings or ahead.left) and not ahead.defaults.store_down:
        return Show(coming.coming_list(turn, ahead, latest=latest), "home")
    return _defaults(turn, ahead.defaults, latest)


def show_defaults(turn: SidebarTurn, latest: Latest | Seen | None = None) -> Outcome:
    """The user's defaults."""
    if latest is not None:
        return _defaults(turn, turn.defaults(), latest)
    defaults, latest = _beside_last_calls(turn, turn.defaults)
    return _defaults(turn, defaults, latest)


def _defaults(turn: SidebarTurn, defaults: Defaults, latest: Latest | Seen) -> Outcome:
    card = home_card(
        turn.kit,
        defaults.switches,
        store_down=defaults.store_down,
        lacking=defaults.lacking,
        latest=latest,
        rules=defaults.rules,
    )
    return Show(card, "home")


def save_defaults(turn: SidebarTurn) -> Outcome:
    """Save what the home card's inputs say."""
    sent = sent_rules(turn.event)
    lacking = turn.lacking_notes.load()
    saved = turn.save_defaults(turn.chosen(), lacking, sent.chosen if sent else None)
    card = home_card(turn.kit, saved.switches, lacking=lacking, rules=saved.rules)
    return Show(card, "saved", turn.kit.text.saved(), stale=True)


def offer_again(turn: SidebarTurn) -> Outcome:
    """Forget what Meet refused the account, and offer it again beside what is chosen."""
    lacking, sent = turn.lacking(), sent_rules(turn.event)
    turn.lacking_notes.forget()
    saved = turn.preferences.load_all(turn.user.sub)
    switches = saved.switches.where(lacking, turn.chosen())
    rules = saved.rules if sent is None else sent
    return Show(home_card(turn.kit, switches, rules=rules), "home")


def show_outside(turn: SidebarTurn) -> Outcome:
    """The defaults for meetings with guests outside the organization.

    Raises:
        StoreUnavailable: they cannot be read, nor could they be saved.
    """
    defaults = turn.defaults()
    if defaults.store_down:
        raise StoreUnavailable
    below = {Parameter.FORM_BELOW: form_of(turn.event)}
    card = outside_card(turn.kit, defaults.switches, defaults.outside, defaults.lacking, below)
    return ShowOnTop(card, "outside")


def save_outside(turn: SidebarTurn) -> Outcome:
    """Save what that card's inputs say."""
    turn.save_outside_defaults(turn.lacking_notes.load())
    return _back_home(turn, turn.kit.text.outside_saved())


def drop_outside(turn: SidebarTurn) -> Outcome:
    """Have the same defaults for everybody's meetings."""
    turn.drop_outside_defaults()
    text = turn.kit.text
    # The organization may have set them apart all the same.
    return _back_home(turn, text.saved() if turn.policy.external else text.outside_is_same())


def _back_home(turn: SidebarTurn, words: str) -> Outcome:
    defaults = turn.defaults()
    switches, rules = chosen_below(turn, defaults)
    card = home_card(turn.kit, switches, lacking=defaults.lacking, rules=rules)
    return Show(card, "saved", words, Leave.TOP, stale=True)


def ask_reset(turn: SidebarTurn) -> Outcome:
    """Ask before the defaults are given up."""
    return ShowOnTop(reset_card(turn.kit), "reset?")


def reset_defaults(turn: SidebarTurn) -> Outcome:
    """Back to the built-in defaults, and who may do what as Meet has it."""
    turn.preferences.reset(turn.user.sub)
    card = home_card(turn.kit, turn.policy.defaults, lacking=turn.defaults().lacking)
    text = turn.kit.text
    words = text.was_reset_to_policy() if has_own_defaults(turn.kit) else text.was_reset()
    return Show(card, "reset", words, Leave.TOP, stale=True)


def ask_forget(turn: SidebarTurn) -> Outcome:
    """Ask before deleting everything about the user."""
    return ShowOnTop(forget_card(turn.kit), "forget?")


def forget(turn: SidebarTurn) -> Outcome:
    """Delete everything about the user."""
    turn.preferences.forget(turn.user.sub)
    card = home_card(turn.kit, turn.policy.defaults)
    return Show(card, "forgotten", turn.kit.text.forgotten(), Leave.TOP, stale=True)


def show_help(turn: SidebarTurn) -> Outcome:
    """What the add-on does."""
    return Show(help_card(turn.kit), "help")


def go_back(turn: SidebarTurn) -> Outcome:
    """Leave a card that asked for confirmation."""
    del turn
    return GoBack()
