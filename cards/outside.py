"""Guests outside the organization: a line about them, and the defaults for meetings with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cards.actions import Action, Parameter
from cards.widgets import (
    Json,
    Kit,
    artifact_switches,
    button,
    card,
    dialog_card,
    fact,
    lacking_facts,
    paragraph,
    section,
)
from cards.words import escape
from meeting.model import Artifact, Switches
from meeting.policy import together

MOST_NAMED = 10
"""More than fit into a line."""


def outside_line(kit: Kit, guests: Sequence[str], stands: Switches | None = None) -> Json | None:
    """Who of the guests is outside the organization, and what that means; nothing for nobody.

    Args:
        stands: how the Meet stands that there is.
    """
    if not guests:
        return None
    text, many = kit.text, len(guests) > 1
    line = fact(
        ", ".join(map(escape, guests[:MOST_NAMED])),
        above=text.outside_several(len(guests)) if many else text.outside_guests(),
        below=text.outside_get_no_files() if _leaves_files(kit, stands) else "",
    )
    # What else the card says must fit, too: a host shortens what is longer than a line.
    line["decoratedText"]["wrapText"] = not many
    return line


def outside_card(
    kit: Kit,
    usual: Switches,
    others: Switches | None,
    lacking: Mapping[Artifact, date],
    below: Mapping[Parameter, str],
) -> Json:
    """The defaults for meetings with guests outside, over the card of the usual ones.

    Args:
        usual: those for all other meetings.
        others: those for these, if they are others.
        lacking: what Meet refused the account lately.
        below: what is chosen on the card of the usual ones, to be shown there again.
    """
    kit = for_outside(kit)
    text = kit.text
    same = button(text.outside_same(), kit.click(Action.SAME_OUTSIDE, below))
    cancel = button(text.cancel(), kit.click(Action.BACK))
    return card(
        "outside",
        kit.header(text.outside_defaults_title()),
        _sections(kit, usual, others, lacking),
        primary=button(text.save(), kit.click(Action.SAVE_OUTSIDE, below, keep_form=True)),
        secondary=cancel if others is None else same,
    )


def outside_dialog(
    kit: Kit,
    usual: Switches,
    others: Switches | None,
    lacking: Mapping[Artifact, date],
    settings: Mapping[Parameter, str],
) -> Json:
    """The same in Chat.

    Args:
        settings: what is chosen in the settings' dialog, to which all its buttons go back.
    """
    kit = for_outside(kit)
    text = kit.text
    same = button(text.outside_same(), kit.click(Action.CHAT_SAME_OUTSIDE, settings))
    cancel = button(text.cancel(), kit.click(Action.CHAT_SETTINGS, settings))
    save = kit.click(Action.CHAT_SAVE_OUTSIDE, settings)
    return dialog_card(
        text.outside_defaults_title(),
        _sections(kit, usual, others, lacking),
        primary=button(text.save(), save),
        secondary=cancel if others is None else same,
    )


def for_outside(kit: Kit) -> Kit:
    """The same for cards about meetings with guests outside the organization."""
    policy = kit.policy
    return kit.locked(together([policy.locked, policy.external]))


def _leaves_files(kit: Kit, stands: Switches | None = None) -> bool:
    """Whether anything may be made of a call: it stands so, or the organization lets it be."""
    free = any(kit.locks.decided.get(each, True) for each in Artifact)
    return free or (stands is not None and any(stands.as_dict().values()))


def _sections(
    kit: Kit, usual: Switches, others: Switches | None, lacking: Mapping[Artifact, date]
) -> list[Json | None]:
    text = kit.text
    return [
        section(
            paragraph(text.outside_defaults_intro()),
            paragraph(text.outside_same_so_far())
            if others is None and not kit.policy.external
            else None,
        ),
        section(
            *artifact_switches(kit, usual if others is None else others, lacking),
            *lacking_facts(kit, lacking),
            paragraph(text.outside_get_no_files()) if _leaves_files(kit) else None,
        ),
    ]
