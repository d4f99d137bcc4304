"""A Meet made from Chat: now, without an event; and what its host does with it."""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace

from addon.chat.hosting import (
    LONGEST_SHOWN_TITLE,
    event_of,
    for_host_only,
    hosted_space,
    locks_for,
    press_of,
    space_name,
)
from addon.chat.later import can_follow, explain, post_later, tell_later
from addon.chat.outcomes import ChatOutcome, CloseDialog, Dialog, Post, Redraw
from addon.chat.patience import Outlasted, patiently
from addon.chat.telling import tell
from addon.chat.turn import ChatTurn
from addon.kept_form import with_kept_form
from addon.permissions.scopes import MEET_CREATE, needing
from addon.rules_form import changed_rules, rules_over
from addon.store.lacking_notes import Lacking
from addon.store.preferences import Saved
from addon.store.unfinished_meets import UnfinishedMeets
from cards.actions import Command
from cards.chat import (
    PostedMeet,
    end_dialog,
    meet_message,
    meet_settings_dialog,
    remarks,
)
from cards.chat_problems import chat_problem_words
from cards.policy import decided_remarks
from cards.rules import rule_remarks
from cards.scheduled import Scheduled
from cards.words import shorten
from meeting.applying import ArtifactResult, results, since
from meeting.errors import (
    HostOnly,
    NoCall,
    OutcomeUnknown,
    Problem,
    SpaceGone,
    StillWorking,
    StoreUnavailable,
    TryAgain,
)
from meeting.minting import Minted
from meeting.model import Artifact, Space, Switches
from meeting.policy import Locks
from meeting.rules import Rules
from meeting.ruling import RuleResult
from meeting.telling import Telling, Told
from meeting.values import dataclass


@dataclass(frozen=True)
class Decided:
    """What the organization has decided for a Meet.

    Attributes:
        overruled: what of it is otherwise than its host wanted.
    """

    locks: Locks
    overruled: frozenset[Artifact]


@dataclass(frozen=True)
class _Made:
    """A Meet made now, and how each rule stands that its host's defaults have.

    Attributes:
        decided: what the organization has decided for it.
    """

    minted: Minted
    space: Space
    rules: tuple[RuleResult, ...]
    decided: Decided

    @property
    def artifacts(self) -> tuple[ArtifactResult, ...]:
        """How each artifact stands."""
        minted = self.minted
        return since(results(minted.space, minted.wanted, minted.refused), self.space)


def start_meet(turn: ChatTurn, title: str) -> ChatOutcome:
    """Make a Meet with the user's defaults and post it.

    Chat may deliver a command twice: the delivery tells which Meet is its own. One whose making
    outlasted its answer is posted by the app when it is there; or found by the next asking, whose
    it is from then on, too.
    """
    sub, delivery = turn.user.sub, turn.chat.delivery
    text, command = turn.kit.text, _command(title)
    with turn.lacking_ahead() as lacking:
        saved = turn.preferences.load_all(sub)
    minter = turn.instant_minter(lacking.result)
    notes = UnfinishedMeets(turn.services.documents, turn.conversation, sub)
    earlier = notes.read()
    unfinished = "" if earlier.done else earlier.name
    answered = bool(unfinished) and minter.known(sub, delivery) is not None
    name = delivery if answered or not unfinished else unfinished
    try:
        made = patiently(turn, lambda patient: _make(patient, name, title, saved, lacking))
    except (Outlasted, StillWorking) as working:
        with suppress(StoreUnavailable):
            # Without it the next asking makes another Meet; this one is at work all the same.
            notes.note(name)
        if isinstance(working, Outlasted):
            working.then(turn, lambda job: _follow(turn, job, notes, name, title))
        words = text.still_making_meet(command, follows=can_follow(turn))
        return tell(turn, words, "StillWorking")
    except (OutcomeUnknown, TryAgain) as problem:
        unknown = isinstance(problem, OutcomeUnknown)
        words = text.meet_unknown(command) if unknown else text.no_meet_made(command)
        return tell(turn, words, problem=problem)
    post = _now(turn, made, title)
    if name == earlier.name and not is_ours(notes, name, post):
        return tell(turn, text.meet_posted(command), "posted already")
    if name == unfinished:
        minter.keep(sub, delivery, made.minted)
        with suppress(StoreUnavailable):
            # It runs out by itself; the Meet is there.
            notes.finish(name)
    _explain(turn, made, title, delivery)
    return post


def _make(turn: ChatTurn, name: str, title: str, wanted: Saved, lacking: Future[Lacking]) -> _Made:
    # Whom the conversation has among its members does not tell who comes to the call.
    locks = turn.policy.locks(title, outside=False)
    minter = turn.instant_minter(lacking.result)
    minted = minter.mint_once(turn.user.sub, name, locks.over(wanted.switches))
    ruled = minter.rule(minted.space, wanted.rules, beside=True)
    decided = Decided(locks, locks.overruled(wanted.switches))
    return _Made(minted, ruled.space, ruled.results, decided)


def is_ours(notes: UnfinishedMeets, name: str, post: Post) -> bool:
    """Whether what outlasted its answer is still for an asking to post, and not the app's."""
    try:
        return notes.claim(name, by_app=False, says=_digest(post))
    except StoreUnavailable:
        return True


def follow(turn: ChatTurn, notes: UnfinishedMeets, name: str, post: Post) -> bool:
    """Post what outlasted its answer as the app, unless an asking has; whether it may be there."""
    if not can_follow(turn) or not notes.claim(name, by_app=True, says=_digest(post)):
        return False
    if not post_later(turn, post, name):
        notes.release(name)
        return False
    notes.posted(name, _digest(post))
    return True


def _digest(post: Post) -> str:
    return hashlib.sha256(json.dumps(post.card, sort_keys=True).encode()).hexdigest()[:20]


def _follow(
    turn: ChatTurn, job: Future[_Made], notes: UnfinishedMeets, name: str, title: str
) -> None:
    """Post what outlasted its answer as the app, or tell who asked what became of it."""
    try:
        made = job.result()
    except StillWorking:
        # Another asking makes it, and posts it.
        return
    except Problem as problem:
        words = chat_problem_words(turn.kit.text, problem)
        again = turn.kit.text.send_command_again(_command(title))
        tell_later(turn, title, [words, again], type(problem).__name__, name)
        return
    if follow(turn, notes, name, _now(turn, made, title)):
        notes.finish(name)
        _explain(turn, made, title, name)


def _now(turn: ChatTurn, made: _Made, title: str) -> Post:
    return post_meet(
        turn, made.space, title, made.artifacts, rules=made.rules, decided=made.decided
    )


def _explain(turn: ChatTurn, made: _Made, title: str, once: str) -> None:
    if made.minted.refused:
        turn.note_refused(made.minted.refused, turn.lacking())
    said = decided_words(turn, made.artifacts, made.decided)
    explain(turn, title, made.artifacts, made.rules, once=once, decided=said)


def _command(title: str) -> str:
    """What to send to ask for the same."""
    return f"/{Command.MEET} {shorten(title, LONGEST_SHOWN_TITLE)}".strip()


def post_meet(
    turn: ChatTurn,
    space: Space,
    title: str,
    made: Sequence[ArtifactResult],
    *,
    rules: Sequence[RuleResult],
    decided: Decided,
    event: Scheduled | None = None,
    told: Told | None = None,
) -> Post:
    """The message that tells the conversation of a Meet, scheduled or for now.

    Args:
        told: what has become of the line that tells the event's guests.
    """
    said = decided_words(turn, made, decided)
    meet = _posted(turn, space, title, made, rules=rules, event=event, told=told, decided=said)
    card = meet_message(turn.kit, meet)
    text = turn.kit.text
    if event:
        return Post(card, text.schedule_summary(), "scheduled")
    return Post(card, text.meet_summary(), "meet created")


def ask_settings(turn: ChatTurn) -> ChatOutcome:
    """Show a posted Meet's settings to its host; as they were chosen, where these come back."""
    try:
        space = hosted_space(turn)
    except HostOnly as problem:
        return for_host_only(turn, problem)
    kept = with_kept_form(turn.event)
    if kept is None:
        return _settings(turn, space, space.switches, space.rules, turn.lacking())
    back = replace(turn, event=kept)
    rules = rules_over(back.event, space.rules)
    return _settings(turn, space, back.chosen(), rules, turn.lacking())


def offer_again(turn: ChatTurn) -> ChatOutcome:
    """Forget what Meet refused the account, and offer it again beside what is chosen."""
    try:
        space = hosted_space(turn)
    except HostOnly as problem:
        return for_host_only(turn, problem)
    turn.lacking_notes.forget()
    return _settings(turn, space, turn.chosen(), rules_over(turn.event, space.rules), {})


def _settings(
    turn: ChatTurn, space: Space, shown: Switches, rules: Rules, lacking: Lacking
) -> Dialog:
    kit = turn.kit.locked(locks_for(turn, space))
    press = press_of(turn)
    card = meet_settings_dialog(kit, space, press, shown=shown, rules=rules, lacking=lacking)
    return Dialog(card, "meet settings")


def update_meet(turn: ChatTurn) -> ChatOutcome:
    """Change the settings of a posted Meet, and what its card says."""
    try:
        space, chosen = hosted_space(turn), turn.chosen()
        locks = locks_for(turn, space)
        wanted, lacking = locks.over(chosen), turn.lacking()
        minter = turn.instant_minter(lambda: lacking)
        ruled, refused = minter.adjust(space, wanted, changed_rules(turn.event))
    except (HostOnly, SpaceGone) as problem:
        return for_host_only(turn, problem)
    made, press = results(ruled.space, wanted, refused), press_of(turn)
    turn.note_refused(refused, lacking)
    turn.note_wish(ruled.space)
    event = event_of(press)
    telling = Telling()
    if event and event.id:
        telling = turn.teller.keep_at(event.id, ruled.space, wanted)
    said = decided_words(turn, made, Decided(locks, locks.overruled(chosen)))
    meet = _posted(
        turn,
        ruled.space,
        press.title,
        made,
        rules=ruled.results,
        event=event,
        told=telling.told,
        decided=said,
    )
    card = meet_message(turn.kit, meet)
    explain(
        turn,
        press.title,
        made,
        ruled.results,
        once=turn.chat.delivery,
        told=telling.told,
        decided=said,
    )
    text = turn.kit.text
    if turn.policy.asks_for_event and ruled.space.name not in turn.chat.meets:
        # What a browser calls it must not be what Chat keeps: that decides at the next press.
        return CloseDialog(html.unescape(text.updated()), "meet updated")
    summary = text.schedule_summary() if event else text.meet_summary()
    return Redraw(card, summary, "meet updated")


def ask_end(turn: ChatTurn) -> ChatOutcome:
    """Ask a posted Meet's host before its call is ended."""
    try:
        hosted_space(turn)
    except HostOnly as problem:
        return for_host_only(turn, problem, ends=True)
    return Dialog(end_dialog(turn.kit, press_of(turn)), "end?")


def end_call(turn: ChatTurn) -> ChatOutcome:
    """End the call of a posted Meet. That none is running is as good, and is told."""
    text = turn.kit.text
    try:
        with needing((MEET_CREATE,), turn.caller.scopes):
            turn.meet.end_call(space_name(turn))
    except NoCall as none:
        # Where an earlier try may have ended it, one has run until then.
        words = text.call_ended() if none.maybe_done else text.nobody_in_call()
        return CloseDialog(words, "no call")
    except (HostOnly, SpaceGone) as problem:
        return for_host_only(turn, problem, ends=True)
    return CloseDialog(text.call_ended(), "call ended")


def decided_words(turn: ChatTurn, made: Sequence[ArtifactResult], decided: Decided) -> list[str]:
    """What the organization has decided otherwise than a Meet's host wanted, for them to read."""
    return decided_remarks(turn.kit.locked(decided.locks), made, decided.overruled)


def _posted(
    turn: ChatTurn,
    space: Space,
    title: str,
    made: Sequence[ArtifactResult],
    *,
    rules: Sequence[RuleResult],
    event: Scheduled | None,
    told: Told | None,
    decided: Sequence[str],
) -> PostedMeet:
    return PostedMeet(
        space,
        shorten(title, LONGEST_SHOWN_TITLE),
        turn.chat.user_name or turn.user.email,
        turn.chat.user,
        made,
        event,
        # In a conversation with others these are told apart, and by the settings' dialog.
        (*decided, *remarks(turn.kit.text, made, told), *rule_remarks(turn.kit.text, rules))
        if turn.chat.direct
        else (),
    )
