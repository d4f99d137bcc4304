"""Figures of the parts, and the table that they end up in."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.pages import table as markdown
from tools.pages import with_part


@dataclass(frozen=True)
class Row:
    """A line of the table.

    Attributes:
        failed: whether the figure is one that must not be so.
    """

    name: str
    figure: str
    failed: bool = False


@dataclass
class Figures:
    """What a part came to.

    Attributes:
        part: its name.
        rows: its figures.
        stories: what went wrong, for a person to read.
    """

    part: str
    rows: list[Row] = field(default_factory=list)
    stories: list[str] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether a figure is not as it must be."""
        return any(row.failed for row in self.rows)

    def say(self, name: str, figure: object) -> None:
        """A figure that may be anything."""
        self.rows.append(Row(name, str(figure)))

    def must_be_zero(self, name: str, count: int) -> None:
        """A figure that must be zero."""
        self.rows.append(Row(name, str(count), failed=count != 0))

    def must_be(self, name: str, figure: object, *, met: bool) -> None:
        """A figure with a limit."""
        self.rows.append(Row(name, str(figure), failed=not met))

    def tell(self, story: str) -> None:
        """What went wrong, in full."""
        self.stories.append(story)


def table(parts: Sequence[Figures]) -> str:
    """All figures; what must not be so is marked."""
    lines = []
    width = max((len(row.name) for part in parts for row in part.rows), default=0)
    for part in parts:
        lines.append(part.part)
        for row in part.rows:
            mark = "  ← must not be" if row.failed else ""
            lines.append(f"  {row.name:<{width}}  {row.figure:>10}{mark}")
    return "\n".join(lines)


def machine() -> str:
    """What the figures depend on."""
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    interpreter = f"{platform.python_implementation()} {platform.python_version()}"
    system = f"{platform.system()} {platform.machine()}"
    return f"{cores} cores{_processor()}, {memory:.0f} GiB, {system}, {interpreter}"


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    told = about.read_text(encoding="utf-8") if about.exists() else ""
    found = re.search(r"^model name\s*: (.+)$", told, re.MULTILINE)
    return f" of {found[1].strip()}" if found else ""


def on_page(page: str, command: str, parts: Sequence[Figures], name: str = "figures") -> str:
    """A page with the figures of a name made anew.

    Raises:
        LookupError: it has no place for them.
    """
    rows = [
        (part.part, row.name, f"{row.figure}{' **must not be**' if row.failed else ''}")
        for part in parts
        for row in part.rows
    ]
    head = f"`{command}` on {machine()}:\n\n"
    return with_part(page, name, head + markdown(("part", "figure", "came to"), rows))
