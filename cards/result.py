"""The card that says what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cards.actions import Action
from cards.outside import outside_line
from cards.policy import decided_lines
from cards.rules import rule_lines
from cards.scheduled import EVENT_PAGES
from cards.telling import told_words
from cards.text import Text
from cards.widgets import (
    ICONS,
    Json,
    Kit,
    button,
    card,
    fact,
    open_link,
    paragraph,
    section,
)
from cards.words import link_text
from meeting.applying import ArtifactResult, ArtifactState
from meeting.arranging import Arranged, Done
from meeting.model import Notify, Switches
from meeting.ruling import RuleState
from meeting.values import dataclass

NOT_AS_WANTED = {ArtifactState.REFUSED, ArtifactState.KEPT_ON, ArtifactState.KEPT_OFF}
IS_ON = {ArtifactState.ON, ArtifactState.KEPT_ON}
NOT_KNOWN = {RuleState.UNKNOWN, RuleState.UNCERTAIN}
EXPLAINED = {ArtifactState.KEPT_ON, ArtifactState.KEPT_OFF, ArtifactState.UNKNOWN}
"""What the sentence on the whole does not say, or not why."""


@dataclass(frozen=True)
class Remembering:
    """Whether the switches were to become the user's defaults, and whether they did.

    Attributes:
        rules: what was chosen of who may do what has, too.
    """

    wanted: bool = False
    done: bool = False
    rules: bool = False


def result_card(
    kit: Kit,
    arranged: Arranged,
    remembering: Remembering | None = None,
    *,
    cohost: bool | None = None,
    new: bool = False,
    outside: Sequence[str] = (),
) -> Json:
    """What was done, what will happen, the link, each artifact, and what else is worth saying.

    Args:
        cohost: whether the organizer was made a co-host; `None` where that was not tried.
        new: the event is, and is not open in Calendar.
        outside: guests outside the organization, of whom nothing has been said yet.
    """
    kit = kit.for_event(arranged.opened)
    text, space = kit.text, arranged.space
    if arranged.done is Done.REQUESTED:
        return _requested_card(kit, arranged)
    join = button(text.join(), open_link(space.uri))
    settings = _elsewhere(kit, arranged, new=new)
    headline = _headline(text, arranged)
    return card(
        "result",
        kit.header(headline),
        [
            section(
                kit.headline(headline),
                paragraph(text.will_be(_as_it_is(arranged)))
                if _told(arranged) and (_any_on(arranged) or not arranged.changed)
                else None,
                fact(link_text(space.uri), icon="VIDEO_CAMERA"),
                paragraph(text.starts_by_itself()) if _any_on(arranged) else None,
            ),
            section(
                *_lines(text, arranged.results),
                *decided_lines(kit.locked(arranged.locks), arranged.results),
                *rule_lines(text, arranged.rules),
                outside_line(kit, outside) if _any_on(arranged) else None,
            ),
            section(
                *map(
                    paragraph,
                    _remarks(text, arranged, remembering or Remembering(), cohost, new=new),
                )
            ),
        ],
        primary=join if arranged.near or settings is None else settings,
        secondary=None if settings is None else settings if arranged.near else join,
    )


def _elsewhere(kit: Kit, arranged: Arranged, *, new: bool) -> Json | None:
    """Where the settings can be changed: on the event's card, or where the event can be opened."""
    text = kit.text
    if not new:
        return button(text.change_settings(), kit.click(Action.REFRESH))
    link = arranged.event.link
    return (
        button(text.open_in_calendar(), open_link(link)) if link.startswith(EVENT_PAGES) else None
    )


def _requested_card(kit: Kit, arranged: Arranged) -> Json:
    """A Meet that Calendar made for the organizer, who hosts it."""
    text, organizer = kit.text, arranged.instead_of
    done = text.requested(organizer)
    remarks = _remarks(text, replace(arranged, instead_of=""), Remembering(), None, new=False)
    return card(
        "result",
        kit.header(done),
        [
            section(
                kit.headline(done),
                fact(link_text(arranged.space.uri), icon="VIDEO_CAMERA"),
                paragraph(text.requested_records(organizer)),
            ),
            section(*map(paragraph, remarks)),
        ],
        primary=button(text.join(), open_link(arranged.space.uri)) if arranged.near else None,
    )


def _headline(text: Text, arranged: Arranged) -> str:
    nothing = _told(arranged) and not _any_on(arranged)
    if arranged.done is not Done.UPDATED:
        created = arranged.done is Done.CREATED
        return text.created(nothing=nothing) if created else text.replaced(nothing=nothing)
    if arranged.changed:
        return text.updated(nothing=nothing)
    if not _told(arranged) or any(result.state in NOT_KNOWN for result in arranged.rules):
        return text.rules_uncertain()
    failed = any(result.state in NOT_AS_WANTED for result in arranged.results)
    failed = failed or any(result.state is not RuleState.SET for result in arranged.rules)
    return text.nothing_changed() if failed else text.already_so()


def _told(arranged: Arranged) -> bool:
    """Whether Meet said of each artifact how it stands."""
    return all(result.state is not ArtifactState.UNKNOWN for result in arranged.results)


def _any_on(arranged: Arranged) -> bool:
    return any(result.state in IS_ON for result in arranged.results)


def _as_it_is(arranged: Arranged) -> Switches:
    states = {result.artifact.value: result.state in IS_ON for result in arranged.results}
    return Switches.of(states)


def _lines(text: Text, results: Sequence[ArtifactResult]) -> list[Json]:
    """What is otherwise than it was wanted; what the account lacks on one line."""
    lines = [_line(text, each) for each in results if each.state in EXPLAINED]
    refused = [each.artifact for each in results if each.state is ArtifactState.REFUSED]
    if refused:
        lines.append(
            fact(text.artifacts(refused), above=text.refused(), below=text.refused_because())
        )
    return lines


def _line(text: Text, result: ArtifactResult) -> Json:
    artifact = result.artifact
    words, why = {
        ArtifactState.KEPT_ON: (text.still_on(), text.kept_on(artifact)),
        ArtifactState.KEPT_OFF: (text.still_off(), text.kept_off()),
        ArtifactState.UNKNOWN: (text.unknown(), text.not_told()),
    }[result.state]
    return fact(words, above=text.artifact(artifact), below=why, icon=ICONS[artifact])


def _remarks(
    text: Text, arranged: Arranged, remembering: Remembering, cohost: bool | None, *, new: bool
) -> list[str]:
    written, apart = arranged.done is not Done.UPDATED, arranged.apart
    remembered = text.remembered_with_rules if remembering.rules else text.remembered
    said = {
        text.you_host(arranged.instead_of): bool(arranged.instead_of),
        text.organizer_is_cohost(arranged.instead_of): cohost is True,
        text.organizer_no_cohost(arranged.instead_of): cohost is False,
        text.applied_to_series(every=apart == ()): arranged.whole_series and not apart,
        text.standing_apart(apart or ()): bool(arranged.whole_series and apart),
        text.occurrence_left_out(): arranged.left_out,
        text.guests_emailed(arranged.notified): arranged.notified is not Notify.NOBODY,
        remembered(): remembering.wanted and remembering.done,
        text.not_remembered(): remembering.wanted and not remembering.done,
        text.reopen_event(): written and not new,
        told_words(text, arranged.told): arranged.told is not None,
    }
    return [words for words, true in said.items() if true]
