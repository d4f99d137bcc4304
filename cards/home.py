"""The home card: defaults for new meetings. And the cards that its menus lead to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cards.actions import Action, Parameter
from cards.records import last_sections
from cards.rules import rules_section
from cards.widgets import (
    Json,
    Kit,
    artifact_switches,
    button,
    card,
    lacking_lines,
    menu_item,
    paragraph,
    section,
)
from meeting.coming import Span
from meeting.lately import Latest
from meeting.model import Artifact, Switches
from meeting.recalling import Seen
from meeting.rules import NO_RULES, Rules


def home_card(
    kit: Kit,
    defaults: Switches,
    *,
    store_down: bool = False,
    lacking: Mapping[Artifact, date] | None = None,
    latest: Latest | Seen = Seen.NEEDS_PERMISSION,
    rules: Rules = NO_RULES,
) -> Json:
    """The user's defaults, to be changed and saved.

    Args:
        store_down: the saved defaults could not be read: there is nothing to change then.
        lacking: what Meet refused the account lately.
        latest: the last days' calls, or why they are not shown.
        rules: what they chose of who may do what.
    """
    kit = kit.locked(kit.policy.locked)
    text = kit.text
    header = kit.header(text.home_subtitle())
    if store_down:
        down = section(paragraph(text.store_down()))
        return card("home", header, [down, *last_sections(kit, latest)])
    outside = button(text.outside_defaults(), kit.click(Action.OUTSIDE_DEFAULTS))
    week = {Parameter.SPAN: Span.THIS_WEEK.value}
    coming = menu_item(text.coming_meetings(), kit.click(Action.SHOW_COMING, week))
    return card(
        "home",
        header,
        [
            section(
                *artifact_switches(kit, defaults, lacking),
                *lacking_lines(kit, lacking or {}, kit.click(Action.CHECK_AGAIN, keep_form=True)),
                paragraph(text.files_of_meetings()),
            ),
            rules_section(text, rules, of_meet=False),
            *last_sections(kit, latest, new_meeting_button(kit), outside),
        ],
        primary=button(text.save(), kit.click(Action.SAVE_DEFAULTS, keep_form=True)),
        menu=[coming, *home_menu(kit)],
    )


def new_meeting_button(kit: Kit) -> Json:
    """Opens the card on which a meeting is scheduled."""
    return button(kit.text.new_meeting(), kit.click(Action.NEW_MEETING))


def home_menu(kit: Kit) -> list[Json]:
    """The menu of the cards that are shown without an event."""
    text = kit.text
    reset = text.reset_to_policy() if has_own_defaults(kit) else text.reset()
    return [
        menu_item(reset, kit.click(Action.ASK_RESET)),
        menu_item(text.forget(), kit.click(Action.ASK_FORGET)),
    ]


def has_own_defaults(kit: Kit) -> bool:
    """Whether an organization has something on that is off where nobody decides."""
    policy = kit.policy
    return any(policy.locked.over(policy.defaults).as_dict().values())


def reset_card(kit: Kit) -> Json:
    """Ask before the user's defaults are given up: then all are off, or as the organization's."""
    text = kit.text
    if has_own_defaults(kit):
        return card(
            "reset",
            kit.header(text.reset_to_policy_title()),
            [section(paragraph(text.reset_to_policy_explanation()))],
            primary=button(text.reset_to_policy_confirm(), kit.click(Action.RESET_DEFAULTS)),
            secondary=button(text.cancel(), kit.click(Action.BACK)),
        )
    return card(
        "reset",
        kit.header(text.reset_title()),
        [section(paragraph(text.reset_explanation()))],
        primary=button(text.reset_confirm(), kit.click(Action.RESET_DEFAULTS)),
        secondary=button(text.cancel(), kit.click(Action.BACK)),
    )


def forget_card(kit: Kit) -> Json:
    """Ask before everything stored about the user is deleted."""
    text = kit.text
    return card(
        "forget",
        kit.header(text.forget_title()),
        [section(paragraph(text.forget_explanation()))],
        primary=button(text.forget_confirm(), kit.click(Action.FORGET)),
        secondary=button(text.keep(), kit.click(Action.BACK)),
    )


def help_card(kit: Kit) -> Json:
    """What the add-on does."""
    text = kit.text
    return card(
        "help",
        kit.header(text.help_subtitle()),
        [section(*(paragraph(words) for words in text.help_paragraphs()))],
    )
