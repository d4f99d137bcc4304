"""What somebody wrote to the app: a message's text without the app's mention and the command.

Chat tells it in `argumentText`; where that is missing, it is what the text's annotations leave
(hosts.md 1.7.2 and 12.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from addon.wire.lenient import mapping, objects, text, whole_number

MARKS = {"USER_MENTION": "@", "SLASH_COMMAND": "/"}
"""With which sign the text of an annotation begins."""


def said(message: Mapping[str, Any]) -> str:
    """The words for the app, without blanks around them."""
    told = message.get("argumentText")
    return (text(told) if isinstance(told, str) else _unannotated(message)).strip()


def first_line(message: Mapping[str, Any]) -> str:
    """What a message begins with, as far as it says something."""
    lines = (line.strip() for line in text(message.get("text")).splitlines())
    return next(filter(None, lines), "")


def slash_command(message: Mapping[str, Any]) -> int | None:
    """The id of the command that a message gives, if it gives one."""
    annotated = [mapping(part.get("slashCommand")) for part in objects(message.get("annotations"))]
    found = [mapping(message.get("slashCommand")), *annotated]
    ids = (whole_number(command.get("commandId")) for command in found)
    return next((number for number in ids if number is not None), None)


def mentions_app(message: Mapping[str, Any]) -> bool:
    """Whether a message speaks to an app by name."""
    return any(_is_mention(part) for part in objects(message.get("annotations")))


def _unannotated(message: Mapping[str, Any]) -> str:
    written = text(message.get("text"))
    parts = [part for part in objects(message.get("annotations")) if _is_for_app(part)]
    spans = [span for part in parts if (span := _span(written, part))]
    for first, last in sorted(spans, reverse=True):
        written = written[:first] + written[last:]
    return written


def _is_for_app(annotation: Mapping[str, Any]) -> bool:
    return _is_mention(annotation) or annotation.get("type") == "SLASH_COMMAND"


def _is_mention(annotation: Mapping[str, Any]) -> bool:
    mentioned = mapping(mapping(annotation.get("userMention")).get("user"))
    return annotation.get("type") == "USER_MENTION" and mentioned.get("type") == "BOT"


def _span(written: str, annotation: Mapping[str, Any]) -> tuple[int, int] | None:
    """Where an annotation stands in the text.

    `startIndex` is left out where it is 0. Whether it counts characters or UTF-16 units is not
    documented: the one at which the annotation's sign stands is meant.
    """
    start = whole_number(annotation.get("startIndex")) or 0
    length = whole_number(annotation.get("length")) or 0
    mark = MARKS[text(annotation.get("type"))]
    counted_otherwise = _characters(written, start)
    for first in (start, counted_otherwise):
        if length > 0 and first >= 0 and written[first : first + 1] == mark:
            return first, first + length
    return None


def _characters(written: str, units: int) -> int:
    """How many characters so many UTF-16 units are."""
    return len(written.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))
