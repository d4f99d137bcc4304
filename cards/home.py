"""The home card: defaults for new meetings. And the cards that its menus lead to."""

from __future__ import annotations

from cards.actions import Action
from cards.widgets import (
    Json,
    Kit,
    artifact_switches,
    button,
    card,
    menu_item,
    paragraph,
    section,
)
from meeting.model import Switches


def home_card(kit: Kit, defaults: Switches, *, store_down: bool = False) -> Json:
    """The user's defaults, to be changed and saved.

    Args:
        store_down: the saved defaults could not be read; `defaults` are the built-in ones.
    """
    text = kit.text
    return card(
        "home",
        text.app_name(),
        text.home_subtitle(),
        [
            section(
                paragraph(text.store_down()) if store_down else None,
                paragraph(text.home_intro()),
            ),
            section(*artifact_switches(text, defaults)),
        ],
        primary=button(text.save(), kit.click(Action.SAVE_DEFAULTS, keep_form=True)),
        menu=[
            menu_item(text.reset(), kit.click(Action.RESET_DEFAULTS)),
            menu_item(text.forget(), kit.click(Action.ASK_FORGET)),
        ],
    )


def forget_card(kit: Kit) -> Json:
    """Ask before everything stored about the user is deleted."""
    text = kit.text
    return card(
        "forget",
        text.forget_title(),
        text.app_name(),
        [section(paragraph(text.forget_explanation()))],
        primary=button(text.forget_confirm(), kit.click(Action.FORGET)),
        secondary=button(text.keep(), kit.click(Action.BACK)),
    )


def help_card(kit: Kit) -> Json:
    """What the add-on does."""
    text = kit.text
    return card(
        "help",
        text.app_name(),
        text.help_subtitle(),
        [section(*(paragraph(words) for words in text.help_paragraphs()))],
    )
