"""The cards on which a Meet's co-hosts are picked among the event's guests."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable

from cards.actions import Action, Input, Parameter
from cards.text import Text
from cards.widgets import Json, Kit, button, buttons, card, fact, paragraph, section
from cards.words import escape
from meeting.cohosts import InStep, Outcome

MOST_LISTED = 100
"""As many items as a selection may hold (hosts.md 7)."""


def digest(email: str) -> str:
    """What stands for an address among a button's parameters: short, and nobody's to read."""
    return hashlib.sha256(email.encode()).hexdigest()[:12]


def cohosts_card(
    kit: Kit,
    guests: Collection[str],
    cohosts: Collection[str],
    *,
    code: str,
    moderated: bool,
    of_series: bool,
) -> Json:
    """The guests, each to be picked as a co-host; whoever is one now comes first.

    Args:
        guests: their addresses, without the host's own.
        cohosts: who is one now.
        code: of the Meet.
        moderated: host management is on.
        of_series: the Meet is that of a series.
    """
    text = kit.text
    about = {Parameter.COHOSTS: shown_cohosts(guests, cohosts), Parameter.CODE: code}
    return card(
        "co-hosts",
        kit.header(text.cohosts()),
        [
            section(
                kit.headline(text.cohosts()),
                *explanations(text, moderated=moderated, of_series=of_series),
            ),
            section(*guest_choice(text, guests, cohosts)),
        ],
        primary=button(text.save(), kit.click(Action.SAVE_COHOSTS, about, keep_form=True))
        if guests
        else None,
        secondary=button(text.cancel(), kit.click(Action.BACK)),
    )


def explanations(text: Text, *, moderated: bool, of_series: bool) -> list[Json | None]:
    """What a co-host is; the arguments as of `cohosts_card`."""
    return [
        paragraph(text.cohosts_explained()),
        None if moderated else paragraph(text.cohosts_need_moderation()),
        paragraph(text.cohosts_of_series()) if of_series else None,
    ]


def guest_choice(
    text: Text, guests: Collection[str], cohosts: Collection[str]
) -> list[Json | None]:
    """The guests, each with a box, and who else is a co-host; the arguments likewise."""
    listed = _listed(guests, cohosts)
    return [
        _guests(text, listed, cohosts) if listed else paragraph(text.no_guests()),
        paragraph(text.guests_not_listed()) if len(listed) < len(guests) else None,
        _beyond_guests(text, sorted(set(cohosts).difference(guests))),
    ]


def shown_cohosts(guests: Collection[str], cohosts: Collection[str]) -> str:
    """Which of the boxes are ticked as the card is drawn, for a button to carry."""
    return " ".join(digest(email) for email in _listed(guests, cohosts) if email in cohosts)


def _listed(guests: Collection[str], cohosts: Collection[str]) -> list[str]:
    return sorted(guests, key=lambda email: (email not in cohosts, email))[:MOST_LISTED]


def no_cohosts_card(kit: Kit) -> Json:
    """Say that this Meet's co-hosts are not the add-on's to choose."""
    text = kit.text
    return card(
        "co-hosts",
        kit.header(text.cohosts()),
        [section(kit.headline(text.cohosts()), paragraph(text.no_cohosts_here()))],
    )


def cohosts_result_card(kit: Kit, done: InStep) -> Json:
    """Who is a co-host, and who could not be made one, with the reason."""
    text = kit.text
    headline = result_headline(text, done)
    again = buttons(button(text.choose_cohosts(), kit.click(Action.CHOOSE_COHOSTS)))
    return card(
        "co-hosts set",
        kit.header(headline),
        [
            section(
                kit.headline(headline),
                *result_lines(text, done),
                again if done.with_outcome(Outcome.UNCERTAIN) else None,
            )
        ],
        primary=button(text.change_settings(), kit.click(Action.REFRESH)),
    )


def result_lines(text: Text, done: InStep) -> list[Json | None]:
    """Who is a co-host now, and who could not be made one, with the reason."""
    refused, uncertain = map(done.with_outcome, (Outcome.NOT_GOOGLE, Outcome.UNCERTAIN))
    return [
        _who_is(text, done),
        fact(_names(refused), above=text.refused(), below=text.no_google_account())
        if refused
        else None,
        fact(_names(uncertain), above=text.rules_uncertain(), below=text.cohosts_uncertain())
        if uncertain
        else None,
    ]


def _who_is(text: Text, done: InStep) -> Json | None:
    """Who is a co-host; that there are none only where that is certain."""
    if done.cohosts:
        return fact(_names(done.cohosts), above=text.cohosts(), icon="MULTIPLE_PEOPLE")
    return None if done.with_outcome(Outcome.UNCERTAIN) else paragraph(text.no_cohosts())


def result_headline(text: Text, done: InStep) -> str:
    """What came of it on the whole."""
    if done.with_outcome(Outcome.DONE):
        return text.cohosts_set()
    if done.with_outcome(Outcome.UNCERTAIN):
        return text.rules_uncertain()
    return text.nothing_changed() if done.steps else text.already_so()


def _guests(text: Text, listed: Iterable[str], cohosts: Collection[str]) -> Json:
    return {
        "selectionInput": {
            "name": Input.COHOSTS.value,
            "label": text.cohosts_among_guests(),
            "type": "CHECK_BOX",
            "items": [
                {"text": email, "value": email, "selected": email in cohosts} for email in listed
            ],
        }
    }


def _beyond_guests(text: Text, others: Collection[str]) -> Json | None:
    if not others:
        return None
    above, below = text.cohosts_beyond_guests(), text.cohosts_beyond_guests_stay()
    return fact(_names(others), above=above, below=below)


def _names(emails: Iterable[str]) -> str:
    return ", ".join(map(escape, emails))
