"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable


def markdown_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of texts that hold no bar and no line break."""
    lines = [" | ".join(head), *(" | ".join(row) for row in rows)]
    rule = "|".join("---" for _ in lines[0].split(" | "))
    return "\n".join([f"| {lines[0]} |", f"|{rule}|", *(f"| {line} |" for line in lines[1:])])
