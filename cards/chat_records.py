"""Chat's message about somebody's last calls."""

from __future__ import annotations

from collections.abc import Sequence

from cards.actions import Action, Parameter
from cards.records import file_lines
from cards.text import Text
from cards.widgets import (
    LONGEST_TITLE,
    Json,
    Kit,
    button,
    buttons,
    fact,
    message_card,
    paragraph,
    section,
)
from cards.words import escape, shorten
from meeting.lately import Latest, Named


def records_message(
    kit: Kit, latest: Latest, words: Sequence[str], *, goes_on: bool = False
) -> Json:
    """The last calls, with what there is of each.

    Args:
        words: which the calls' titles have, if they were asked for.
        goes_on: an earlier message has begun to list them.
    """
    text = kit.text
    following = {Parameter.PAGE: latest.next_page, Parameter.WORDS: " ".join(words)}
    more = button(text.more(), kit.click(Action.CHAT_RECORDS, following))
    return message_card(
        text.last_calls(),
        "",
        [
            *(_call(kit, named) for named in latest.calls),
            None if latest.calls else section(paragraph(_none(text, latest, words, goes_on))),
            section(paragraph(text.records_unavailable())) if latest.partly else None,
            section(buttons(more)) if latest.next_page else None,
        ],
    )


def _none(text: Text, latest: Latest, words: Sequence[str], goes_on: bool) -> str:
    """What to say where there is no call to list."""
    if not words:
        return text.no_earlier_calls() if goes_on else text.no_calls()
    if latest.next_page:
        return text.not_all_looked_through(words)
    return text.no_more_calls_about(words) if goes_on else text.no_calls_about(words)


def _call(kit: Kit, named: Named) -> Json | None:
    text = kit.text
    title = shorten(text.call_title(named.title, named.code), LONGEST_TITLE)
    about = fact(f"<b>{escape(title)}</b>", below=text.call_when(named.kept.call))
    return section(about, *file_lines(text, named.kept))
