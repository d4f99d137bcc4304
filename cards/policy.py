"""What an organization has decided, on cards."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from cards.actions import Action, Parameter
from cards.widgets import ICONS, Json, Kit, button, buttons, contact_line, fact, paragraph, section
from meeting.applying import ArtifactResult, ArtifactState
from meeting.model import Artifact, Space

ON = {ArtifactState.ON, ArtifactState.KEPT_ON}
OFF = {ArtifactState.OFF, ArtifactState.KEPT_OFF, ArtifactState.REFUSED}
TOLD_APART = {ArtifactState.KEPT_ON, ArtifactState.KEPT_OFF, ArtifactState.REFUSED}
"""What has a line of its own that says why."""


def drift_section(kit: Kit, space: Space, lacking: Collection[Artifact]) -> Json | None:
    """What a Meet has otherwise than decided, and a button that sets it right.

    Args:
        lacking: what Meet refused the account lately: it cannot be set right.
    """
    text, lines = kit.text, drift_lines(kit, space, lacking)
    if not lines:
        return None
    return section(
        paragraph(f"<b>{text.against_policy()}</b>"),
        *lines,
        buttons(
            button(text.set_right(), kit.click(Action.SET_RIGHT, {Parameter.CODE: space.code}))
        ),
    )


def drift_lines(kit: Kit, space: Space, lacking: Collection[Artifact]) -> list[Json]:
    """What a Meet has otherwise than decided, a line each; `lacking` as for `drift_section`."""
    return [
        fact(kit.text.stands_against(each, on=space.switches[each]), icon=ICONS[each])
        for each in kit.locks.broken_by(space)
        if space.switches[each] or each not in lacking
    ]


def decided_lines(kit: Kit, results: Iterable[ArtifactResult]) -> list[Json | None]:
    """What was decided of a Meet that was set, and whom to ask about that."""
    found = [
        fact(words, icon=ICONS[result.artifact])
        for result in results
        if (words := _decided(kit, result))
    ]
    return [*found, contact_line(kit)] if found else []


def decided_remarks(
    kit: Kit, results: Iterable[ArtifactResult], overruled: Collection[Artifact]
) -> list[str]:
    """The same in sentences, of what was decided otherwise than was wanted."""
    said = [_decided(kit, result) for result in results if result.artifact in overruled]
    found = [words for words in said if words]
    contact = kit.policy.contact
    return [*found, kit.text.locked_contact(contact)] if found and contact else found


def _decided(kit: Kit, result: ArtifactResult) -> str:
    """What was decided of an artifact, if that is why it stands as it does; else nothing."""
    on = kit.locks.decided.get(result.artifact)
    known = result.state in ON | OFF
    if on is None or not known or result.state in TOLD_APART:
        return ""
    if (result.state in ON) is not on:
        return kit.text.stands_against(result.artifact, on=not on)
    return kit.text.locked(result.artifact, on=on)
