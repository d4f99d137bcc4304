"""The pages: what they cite and link to is there, and the first one stays short."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sandbox.google.knobs import table
from tests.edge import citations as citing
from tests.support.stage import ROOT
from tools.pages import with_part

DOCS = ROOT / "docs"
MOST_LINES = 140


def name(path: Path) -> str:
    """A file's name from the root."""
    return str(path.relative_to(ROOT))


def test_cited_sections_are_there() -> None:
    """Every section of the pages about Google that anything cites is a heading there."""
    there = {page: citing.sections(DOCS / "google" / page) for page in citing.GOOGLE.values()}
    cited = [
        (name(source), page, section)
        for source in citing.sources()
        for page, section in citing.citations(source.read_text())
    ]
    assert 100 < len(cited)
    assert [] == [each for each in cited if each[2] not in there[each[1]]]


def test_sections_in_the_table_of_the_unknown_are_there() -> None:
    """Every H… and G… in the table of the unknown is a heading of the page its letter means."""
    there = {
        letter: citing.sections(DOCS / "google" / page) for letter, page in citing.GOOGLE.items()
    }
    cited = [
        (knob.name, letter, section)
        for knob in table()
        for reading in knob.readings
        for letter, section in citing.LETTERED.findall(reading.source)
    ]
    assert 50 < len(cited)
    assert [] == [each for each in cited if each[2] not in there[each[1]]]


def test_no_section_is_cited_without_its_page() -> None:
    """Outside the pages about Google a section's number stands with its page's name."""
    bare = [
        (name(source), found)
        for source in citing.sources()
        if source.parent != DOCS / "google"
        for found in citing.WITHOUT_PAGE.findall(source.read_text())
    ]
    assert [] == bare


def test_cited_parts_of_the_contract_are_there() -> None:
    """Every part of docs/contract.md that anything cites is a heading there."""
    there = citing.headings(DOCS / "contract.md")
    cited = [
        (name(source), part)
        for source in citing.sources()
        for part in citing.CONTRACT.findall(source.read_text())
    ]
    assert cited
    assert [] == [each for each in cited if each[1] not in there]


@pytest.mark.parametrize("page", citing.pages(), ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    """What a page links to is a file of the project, and the place in it a heading."""
    lost = []
    for target in citing.links(page):
        file, _, anchor = target.partition("#")
        there = (page.parent / file).resolve() if file else page
        if not there.exists() or (anchor and anchor not in citing.anchors(there)):
            lost.append(target)
    assert [] == lost


@pytest.mark.parametrize("page", [page for page in citing.pages() if page.parent == DOCS], ids=name)
def test_every_page_is_linked(page: Path) -> None:
    """Who begins at the README comes to every page by links."""
    reached = {ROOT / "README.md"}
    while True:
        linked = {
            (known.parent / target.partition("#")[0]).resolve()
            for known in reached
            for target in citing.links(known)
            if target.partition("#")[0].endswith(".md")
        }
        if linked <= reached:
            break
        reached |= linked
    assert page in reached


@pytest.mark.parametrize("page", citing.pages(), ids=name)
def test_files_that_pages_name_are_there(page: Path) -> None:
    """A module or folder of the project that a page names in code is there."""
    named = re.findall(r"`([\w./-]+)`", citing.FENCE.sub("", page.read_text()))
    ours = [each for each in named if each.split("/")[0] in citing.FOLDERS and "/" in each]
    assert [] == [each for each in ours if not (ROOT / each).exists()]


def test_tables_that_a_builder_is_sent_to_are_there() -> None:
    """Each table of the code that docs/building.md names is assigned in some module."""
    named = set(re.findall(r"`([A-Z][A-Z_]+)`", (DOCS / "building.md").read_text()))
    modules = [module.read_text() for module in citing.sources() if module.suffix == ".py"]
    assert named
    assert set() == {
        each
        for each in named
        if not any(re.search(rf"^{each}\b.* = ", module, re.MULTILINE) for module in modules)
    }


def test_a_part_that_a_page_lacks_is_told() -> None:
    """A page from which a generated part was lost is an error, not a page without it."""
    with pytest.raises(LookupError, match="no part 'routes'"):
        with_part("<!-- routes: made by `make documents` -->\n", "routes", "")


def test_the_first_page_is_short() -> None:
    """README.md is for whoever tries the add-on: less than 140 lines."""
    assert MOST_LINES > len((ROOT / "README.md").read_text().splitlines())
