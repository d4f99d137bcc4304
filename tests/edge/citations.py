"""What pages say of themselves, and what is cited of them: headings, links, sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.stage import ROOT

GOOGLE = {"H": "hosts.md", "G": "google-apis.md"}
"""The pages about Google, by the letter that stands for them in sandbox/google/knobs.py."""
FOLDERS = (
    *("addon", "bench", "cards", "docs", "meeting", "sandbox"),
    *("tests", "tools", "torture", "workbench", ".github"),
)
SECTION = r"\d+(?:\.\d+)*"
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CITATION = re.compile(rf"\b([a-z-]+\.md)((?:(?:,| and| to|, and)? {SECTION}\b(?!\s*s\b))+)")
LETTERED = re.compile(rf"\b([HG])({SECTION})\b")
WITHOUT_PAGE = re.compile(rf"(?<=\s)\(\d+(?:\.\d+)+(?:,? (?:and|to) {SECTION})*\)")
CONTRACT = re.compile(r'\bcontract\.md(?:, |\s")([A-Z][\w ]+)')
LINK = re.compile(r"\]\(([^)\s]+)\)")


def pages() -> list[Path]:
    """Every page of the project."""
    nested = (page for folder in FOLDERS for page in (ROOT / folder).rglob("*.md"))
    return sorted([*ROOT.glob("*.md"), *nested])


def sources() -> list[Path]:
    """Every file whose text may cite a page: modules and pages."""
    modules = (module for folder in FOLDERS for module in (ROOT / folder).rglob("*.py"))
    return sorted([ROOT / "main.py", *modules, *pages()])


def headings(page: Path) -> list[str]:
    """The headings of a page, without their marks."""
    text = FENCE.sub("", page.read_text())
    return re.findall(r"^#+ +(.+?) *$", text, re.MULTILINE)


def sections(page: Path) -> set[str]:
    """The numbers that a page's headings begin with."""
    found = (re.match(rf"({SECTION})\.? ", heading) for heading in headings(page))
    return {match[1] for match in found if match}


def anchors(page: Path) -> set[str]:
    """What links may name within a page, as GitHub makes it of headings."""
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings(page))
    return {heading.replace(" ", "-") for heading in plain}


def citations(text: str) -> Iterator[tuple[str, str]]:
    """Each page about Google with each section of it that a text cites."""
    flat = re.sub(r"\s+(?:# )?", " ", text)
    for page, cited in CITATION.findall(flat):
        if page in GOOGLE.values():
            yield from ((page, section) for section in re.findall(SECTION, cited))


def links(page: Path) -> list[str]:
    """Where a page's links and pictures lead, those to other sites left out."""
    targets = LINK.findall(FENCE.sub("", page.read_text()))
    return [target for target in targets if "://" not in target]
