"""Who may do what: as people set it, as cards show it, as Meet is asked for and has it."""

from __future__ import annotations

from sandbox.google.meet.meetings import Space
from tests.support.cards import lines, widgets
from tests.support.stage import Json

PATHS = {
    "access": "accessType",
    "moderation": "moderation",
    "restrict_chat": "moderationRestrictions.chatRestriction",
    "restrict_present": "moderationRestrictions.presentRestriction",
    "restrict_reactions": "moderationRestrictions.reactionRestriction",
    "join_as_viewer": "moderationRestrictions.defaultJoinAsViewerType",
    "attendance": "attendanceReportGenerationType",
}
"""Where each rule stands below a space's `config`, by the name of its input."""
ON = {
    "moderation": "ON",
    "restrict_chat": "HOSTS_ONLY",
    "restrict_present": "HOSTS_ONLY",
    "restrict_reactions": "HOSTS_ONLY",
    "join_as_viewer": "ON",
    "attendance": "GENERATE_REPORT",
}
OFF = {
    "moderation": "OFF",
    "restrict_chat": "NO_RESTRICTION",
    "restrict_present": "NO_RESTRICTION",
    "restrict_reactions": "NO_RESTRICTION",
    "join_as_viewer": "OFF",
    "attendance": "DO_NOT_GENERATE",
}
USUAL = {**OFF, "access": "TRUSTED"}
"""What a new space has."""


def regulated(**rules: str) -> Json:
    """The body that sets these rules, by the names of their inputs, to what Meet calls them."""
    config: Json = {}
    for name, value in rules.items():
        *parents, leaf = PATHS[name].split(".")
        place = config
        for parent in parents:
            place = place.setdefault(parent, {})
        place[leaf] = value
    return {"config": config}


def leaves(*names: str) -> str:
    """The mask of these rules and of nothing else."""
    return ",".join(f"config.{PATHS[name]}" for name in names)


def rules_of(space: Space) -> dict[str, str]:
    """The rules of a space as Meet has them, by the names of their inputs."""
    return {name: space.settings[path] for name, path in PATHS.items()}


def section_of(card: Json) -> Json:
    """The folded section of a card that has who may do what."""
    [found] = [
        each
        for each in card["sections"]
        if any(
            widget.get("selectionInput", {}).get("name") == "access" for widget in each["widgets"]
        )
    ]
    assert found["collapsible"]
    assert isinstance(found, dict)
    return found


def shown(card: Json) -> dict[str, object]:
    """How the inputs of the section stand."""
    found: dict[str, object] = {}
    for widget in widgets({"sections": [section_of(card)]}):
        control = widget.get("decoratedText", {}).get("switchControl")
        if control and control["name"] in PATHS:
            found[control["name"]] = control["selected"]
        selection = widget.get("selectionInput", {})
        if selection.get("name") == "access":
            [selected] = [item for item in selection["items"] if item["selected"]]
            found["access"] = selected["value"]
    return found


def said(card: Json) -> list[tuple[str, str, str]]:
    """The lines of a result card, but for the Meet's link."""
    return [line for line in lines(card) if "meet.google.com" not in line[1]]
