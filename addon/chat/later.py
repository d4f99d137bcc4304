"""What follows an answer: messages of the app's own, where and to whom the answer went.

An answer posts one message at most (hosts.md 2.5), and some work outlasts it.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Sequence
from contextlib import suppress

from addon.chat.answer import post_message
from addon.chat.outcomes import Post
from addon.chat.turn import ChatTurn
from addon.google.people import SPACE_NAME
from addon.log import LATER, RequestLine
from cards.chat import notice_message, remarks
from cards.rules import rule_remarks
from meeting.applying import ArtifactResult
from meeting.errors import OutcomeUnknown, Problem
from meeting.ruling import RuleResult
from meeting.telling import Told


def can_follow(turn: ChatTurn) -> bool:
    """Whether the app can post by itself here, as far as that is known before it tries."""
    messages, space = turn.services.app_messages, turn.chat.space
    return messages is not None and SPACE_NAME.fullmatch(space) is not None


def post_later(turn: ChatTurn, outcome: Post, once: str) -> bool:
    """Post a message as the app, in the turn's conversation and thread; whether it may be there.

    Args:
        once: tells it from all others of this user's here: it is posted one time.
    """
    messages = turn.services.app_messages
    if messages is None or not can_follow(turn):
        return False
    line = RequestLine(turn.caller.deadline.anew(0), None, turn.services.settings.project)
    line.route, line.outcome = LATER, outcome.label
    told = f"{turn.chat.space}\n{turn.chat.user}\n{once}\n{outcome.label}"
    try:
        messages.post(
            turn.chat.space,
            post_message(outcome, turn.chat),
            hashlib.sha256(told.encode()).hexdigest()[:32],
            line.tally,
        )
    except OutcomeUnknown as unknown:
        # Nobody is to post it a second time.
        line.problem(unknown)
    except Problem as problem:
        line.problem(problem)
        return False
    finally:
        line.write()
    return True


def tell_later(turn: ChatTurn, title: str, words: Sequence[str], label: str, once: str) -> bool:
    """Tell who acted, and nobody else; arguments and answer as `post_later`'s.

    Args:
        title: what it is about; may be empty.
        words: card text.
    """
    card = notice_message(turn.kit, *words, title=title)
    summary = html.unescape(words[0])
    return post_later(turn, Post(card, summary, label, private=True), once)


def explain(
    turn: ChatTurn,
    title: str,
    made: Sequence[ArtifactResult],
    rules: Sequence[RuleResult],
    *,
    once: str,
    told: Told | None = None,
    decided: Sequence[str] = (),
) -> None:
    """Tell a Meet's host behind the answer why it is otherwise than wanted, if it is.

    Where the host is alone with the app, the Meet's own message says so.

    Args:
        told: what has become of the line that tells the event's guests.
        decided: what the organization has decided otherwise than was wanted.
    """
    text = turn.kit.text
    words = [*decided, *remarks(text, made, told), *rule_remarks(text, rules)]
    if words and not turn.chat.direct and can_follow(turn):
        with suppress(RuntimeError):
            # The instance is about to end: the settings' dialog says it, too.
            turn.services.workers.submit(tell_later, turn, title, words, "explained", once)
