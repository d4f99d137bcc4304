"""What is printed: a paragraph for each row, what to put where, and what is left."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from addon.permissions.scopes import Scope
from tools.live.calls import LEAVES
from tools.live.findings import Finding, Verdict
from tools.live.scratch import TITLE, Scratch

TABLE = "sandbox/google/knobs.py"
PAGE = "docs/live.md"
WIDTH = 100
QUESTION = (
    f"This makes one event in your calendar and removes it. It leaves {LEAVES} Meet spaces"
    " behind (fewer where Google refuses): Meet has no way to delete them.\nGo on? [y/N] "
)


def rows(findings: Iterable[Finding]) -> Iterator[str]:
    """A paragraph for each row."""
    for finding in findings:
        yield from _row(finding)


def put_where(findings: Iterable[Finding]) -> Iterator[str]:
    """What to change where, for each row that is otherwise."""
    otherwise = [one for one in findings if one.verdict is Verdict.OTHERWISE]
    if not otherwise:
        return
    yield ""
    yield f"What to put where (then run `make documents` and `make test`; {PAGE} says more):"
    for finding in otherwise:
        if finding.reading:
            todo = f"put its reading {finding.reading.value!r} first in {TABLE}"
        else:
            todo = f"add a reading to {TABLE}, and put it first: none of its readings fits"
        where = ", ".join(finding.row.where) or "only the stand-in"
        yield _wrapped(f"- {finding.row.name}: {todo}. What depends on it: {where}.", 2)


def left(scratch: Scratch) -> Iterator[str]:
    """What stays behind."""
    yield ""
    perhaps = f", and perhaps {scratch.unsure} more" if scratch.unsure else ""
    spaces = "space" if scratch.spaces == 1 else "spaces"
    yield f"Left behind: {scratch.spaces} Meet {spaces}{perhaps}; nobody knows their links."
    if scratch.inserted:
        yield _wrapped(
            f"The event could not be removed: in your calendar delete “{TITLE}”, tomorrow"
            " at 03:00 UTC."
        )


def scopes(lacking: Iterable[Scope]) -> Iterator[str]:
    """Which permissions the token lacks, and how to get one that has them."""
    urls = sorted(scope.url for scope in lacking)
    if urls:
        yield ""
        yield f"The token lacks these permissions; {PAGE} says how to get one that has them:"
        yield from (f"  {url}" for url in urls)


def summary(findings: Iterable[Finding]) -> str:
    """How many rows ended how."""
    verdicts = [finding.verdict for finding in findings]
    return ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in Verdict)


def _row(finding: Finding) -> Iterator[str]:
    row = finding.row
    if finding.verdict is Verdict.NOT_TRIED:
        yield _wrapped(f"{finding.verdict:<10} {row.name}: {finding.why}", 11)
        return
    says = finding.reading.says if finding.reading else "(none of the table's readings)"
    yield _wrapped(f"{finding.verdict:<10} {row.name}: {row.about} {says}", 11)
    if finding.reading and finding.verdict is Verdict.OTHERWISE:
        yield _wrapped(f"           expected: {row.default.says}", 11)
    if finding.why:
        yield _wrapped(f"           {finding.why}", 11)
    yield _wrapped(f"           answer: {finding.shape}", 11)


def _wrapped(line: str, indent: int = 0) -> str:
    return textwrap.fill(
        line,
        WIDTH,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
