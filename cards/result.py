"""The card that says what was done."""

from __future__ import annotations

from dataclasses import dataclass

from cards.actions import Action
from cards.text import Text, escape
from cards.widgets import ICONS, Json, Kit, button, card, fact, open_link, paragraph, section
from meeting.applying import ArtifactResult, ArtifactState
from meeting.arranging import Arranged, Done
from meeting.model import Notify

NOT_AS_WANTED = {ArtifactState.REFUSED, ArtifactState.KEPT_ON, ArtifactState.KEPT_OFF}


@dataclass(frozen=True)
class Remembering:
    """Whether the switches were to become the user's defaults, and whether they did."""

    wanted: bool = False
    done: bool = False


def result_card(kit: Kit, arranged: Arranged, remembering: Remembering) -> Json:
    """Link, code, Join, a line for each artifact, and what else is worth saying."""
    text, space = kit.text, arranged.space
    return card(
        "result",
        _title(text, arranged),
        text.app_name(),
        [
            section(
                fact(escape(space.uri), above=text.link(), icon="VIDEO_CAMERA"),
                fact(
                    escape(space.code), above=text.meeting_code(), icon="CONFIRMATION_NUMBER_ICON"
                ),
            ),
            section(*(_line(text, result) for result in arranged.results)),
            section(*(paragraph(words) for words in _remarks(text, arranged, remembering))),
        ],
        primary=button(text.join(), open_link(space.uri)),
        secondary=button(text.change_settings(), kit.click(Action.REFRESH)),
    )


def _title(text: Text, arranged: Arranged) -> str:
    if arranged.done is Done.UPDATED:
        nothing = all(result.state in NOT_AS_WANTED for result in arranged.results)
        return text.nothing_changed() if nothing else text.updated()
    return text.created() if arranged.done is Done.CREATED else text.replaced()


def _line(text: Text, result: ArtifactResult) -> Json:
    words, why = {
        ArtifactState.ON: (text.on(), text.starts_by_itself()),
        ArtifactState.OFF: (text.off(), ""),
        ArtifactState.REFUSED: (text.refused(), text.refused_because()),
        ArtifactState.KEPT_ON: (text.still_on(), text.kept_on()),
        ArtifactState.KEPT_OFF: (text.still_off(), text.kept_off()),
        ArtifactState.UNKNOWN: (text.unknown(), text.not_told()),
    }[result.state]
    return fact(words, above=text.artifact(result.artifact), below=why, icon=ICONS[result.artifact])


def _remarks(text: Text, arranged: Arranged, remembering: Remembering) -> list[str]:
    written, apart = arranged.done is not Done.UPDATED, arranged.apart
    said = {
        text.applied_to_series(every=apart == ()): arranged.whole_series,
        text.standing_apart(apart or ()): bool(arranged.whole_series and apart),
        text.occurrence_left_out(): arranged.left_out,
        text.guests_emailed(arranged.notified): arranged.notified is not Notify.NOBODY,
        text.remembered(): remembering.wanted and remembering.done,
        text.not_remembered(): remembering.wanted and not remembering.done,
        text.reopen_event(): written,
    }
    return [words for words, true in said.items() if true]
