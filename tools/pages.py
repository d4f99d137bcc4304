"""The generated parts of pages: each stands between two comments that name it."""

from __future__ import annotations

import re
from collections.abc import Iterable


def with_part(text: str, name: str, part: str) -> str:
    """A page's text with one of its parts made anew.

    Raises:
        LookupError: the page has no such part.
    """
    begin = re.search(rf"<!-- {name}: made by `[^`]+` -->\n", text)
    end = f"<!-- /{name} -->"
    if begin is None or end not in text[begin.end() :]:
        raise LookupError(f"the page has no part {name!r}")
    _, _, after = text[begin.end() :].partition(end)
    return f"{text[: begin.end()]}{part}\n{end}{after}"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; a cell may hold anything but a line's end."""
    lines = [[*head], *([*row] for row in rows)]
    written = [f"| {' | '.join(line)} |" for line in lines]
    written.insert(1, f"|{'---|' * len(lines[0])}")
    return "\n".join(written)
