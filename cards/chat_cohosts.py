"""The dialogs of Chat in which a scheduled Meet's co-hosts are picked."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from cards.actions import Action, Parameter
from cards.chat import Press, notice_dialog
from cards.cohosts import (
    explanations,
    guest_choice,
    result_headline,
    result_lines,
    shown_cohosts,
)
from cards.widgets import Json, Kit, button, buttons, dialog_card, paragraph, section
from cards.words import escape
from meeting.cohosts import InStep, Outcome


def cohosts_dialog(
    kit: Kit,
    press: Press,
    guests: Collection[str],
    cohosts: Collection[str],
    *,
    moderated: bool,
    settings: Mapping[Parameter, str],
) -> Json:
    """The guests, each to be picked as a co-host; whoever is one now comes first.

    Args:
        press: of the message's button.
        guests: their addresses, without the host's own.
        cohosts: who is one now.
        moderated: host management is on.
        settings: what is chosen in the settings' dialog, to which Cancel goes back.
    """
    text = kit.text
    about = press.parameters | dict(settings)
    shown = {Parameter.COHOSTS: shown_cohosts(guests, cohosts)}
    back = button(text.cancel(), kit.click(Action.CHAT_MEET_SETTINGS, about))
    save = button(text.save(), kit.click(Action.CHAT_SAVE_COHOSTS, about | shown))
    return dialog_card(
        text.cohosts(),
        [
            section(
                paragraph(f"<b>{escape(press.title)}</b>") if press.title else None,
                *explanations(text, moderated=moderated, of_series=False),
            ),
            section(*guest_choice(text, guests, cohosts)),
        ],
        primary=save if guests else back,
        secondary=back if guests else None,
    )


def cohosts_done_dialog(
    kit: Kit, press: Press, done: InStep, *, settings: Mapping[Parameter, str]
) -> Json:
    """Who is a co-host, and who could not be made one; the arguments as of `cohosts_dialog`."""
    text = kit.text
    about = press.parameters | dict(settings)
    again = buttons(button(text.choose_cohosts(), kit.click(Action.CHAT_COHOSTS, about)))
    return dialog_card(
        result_headline(text, done),
        [
            section(
                *result_lines(text, done), again if done.with_outcome(Outcome.UNCERTAIN) else None
            )
        ],
        primary=button(text.close(), kit.click(Action.CHAT_CLOSE)),
        secondary=button(text.change_settings(), kit.click(Action.CHAT_MEET_SETTINGS, about)),
    )


def no_cohosts_dialog(kit: Kit) -> Json:
    """Say that this Meet's co-hosts are not the add-on's to choose."""
    return notice_dialog(kit, kit.text.cohosts(), kit.text.no_cohosts_here())
