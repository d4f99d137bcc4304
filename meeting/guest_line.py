"""The line in an event's description that tells guests what will be recorded. Pure.

A description is plain text or HTML: Calendar's own editor turns the first into the second. The line
stands by itself and is known by its exact words; everything else is somebody's own and is kept to
the byte.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from meeting.model import Switches
from meeting.values import dataclass

BREAK = re.compile(r"\r\n|[\r\n]|<br\s*/?>|</?(?:p|div|html-blob)(?:\s[^<>]*)?>", re.IGNORECASE)
"""Where one line ends and another begins."""
LONGEST_LINE = 400
"""More than any of the sentences has, however its letters are written."""
BLANK = r"(?:\s|&nbsp;)*"
WORDS = re.compile(rf"{BLANK}(.*?){BLANK}", re.DOTALL)
MARKUP = re.compile(r"<[a-z/]|&(?:#\d+|\w+);", re.IGNORECASE)
"""What only a description that is HTML has in it."""
PLAIN_GAP, HTML_GAP = GAPS = ("\n\n", "<br><br>")
"""What is put between others' words and the line."""
LONGEST_DESCRIPTION = 8192
"""In characters; Calendar's own pages take no longer one."""


@dataclass(frozen=True)
class GuestLines:
    """The sentences that such a line may be.

    Attributes:
        says: what a sentence says, in whichever language; `None` of anything else.
        saying: the sentence for the guests of the caller's events; empty where there is nothing to
            tell.
    """

    says: Callable[[str], Switches | None]
    saying: Callable[[Switches], str]


@dataclass(frozen=True)
class _Found:
    """Where a line stands, and what it says."""

    start: int
    end: int
    says: Switches


def told(description: str, lines: GuestLines) -> Switches | None:
    """What a description tells guests; `None` where the line is not there."""
    return next((found.says for found in _find(description, lines)), None)


def described(description: str, records: Switches, lines: GuestLines, *, tell: bool | None) -> str:
    """A description as it is to be.

    Args:
        records: what will be recorded.
        tell: whether guests are to be told; `None` if they are told already.
    """
    found = [*_find(description, lines)]
    wanted = lines.saying(records) if tell or (tell is None and found) else ""
    if not found:
        return _added(description, wanted)
    for extra in reversed(found[1:]):
        description = _without(description, extra)
    first = found[0]
    if not wanted:
        return _without(description, first)
    if first.says == records:
        return description
    return description[: first.start] + wanted + description[first.end :]


def _find(description: str, lines: GuestLines) -> Iterator[_Found]:
    begins = 0
    for gap in (*BREAK.finditer(description), None):
        line = description[begins : gap.start() if gap else None]
        words = WORDS.fullmatch(line) if len(line) <= LONGEST_LINE else None
        if words:
            says = lines.says(html.unescape(words[1]).replace("\xa0", " "))
            if says:
                yield _Found(begins + words.start(1), begins + words.end(1), says)
        begins = gap.end() if gap else begins


def _added(description: str, line: str) -> str:
    if not description or not line:
        return description or line
    return description + (HTML_GAP if MARKUP.search(description) else PLAIN_GAP) + line


def _without(description: str, line: _Found) -> str:
    """A description without the line and what was put between it and others' words."""
    before, after = description[: line.start], description[line.end :]
    for gap in GAPS:
        if before.endswith(gap):
            return before.removesuffix(gap) + after
    return before + after
