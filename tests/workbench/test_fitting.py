"""A card of the main states is seen whole in Calendar's sidebar, in every language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from cards.languages import LANGUAGES, SOURCE_LANGUAGE
from tests.support.album import album
from tests.workbench.main_states import MAIN_SECTIONS, SENTENCE, main_states
from tests.workbench.pages import violations
from workbench.drawing.album import HEIGHT, WIDTH

EVERY = (SOURCE_LANGUAGE, *LANGUAGES)
STATES = {language: main_states(language) for language in EVERY}
MEASURE = """sections => sections.map(section => [
    section.getAttribute("aria-label"),
    section.querySelector("article").getBoundingClientRect().height,
    [...section.querySelectorAll(".gw-section")].map(part => part.getBoundingClientRect().bottom
        - section.querySelector("article").getBoundingClientRect().top
        + (section.querySelector(".gw-footer")?.offsetHeight ?? 0)),
    Math.max(...[...section.querySelectorAll("a")].map(link => link.getClientRects().length), 1),
])"""
REMOVE = "sections => sections.forEach(section => section.remove())"
PAPER = "card => getComputedStyle(card).backgroundColor"


@pytest.fixture(scope="session")
def states(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page with all of them, by language and name."""
    named = {
        f"{language} {name}": card for language in EVERY for name, card in STATES[language].items()
    }
    with album(named, tmp_path_factory.mktemp("album") / "cards.json") as url:
        yield url


def _end(name: str, height: float, sections: list[float]) -> float:
    """How far down a card reaches, its footer included, as far as it must be seen at once."""
    return sections[MAIN_SECTIONS[name] - 1] if name in MAIN_SECTIONS else height


@pytest.mark.parametrize("language", EVERY)
def test_main_states_are_seen_whole_by_everybody(page: Page, states: str, language: str) -> None:
    """Header, content and footer end within 600 px of a sidebar 300 px wide; no link is broken.

    Of what is longer by its nature that is so of its main sections, which come first.
    Nothing that axe knows stands in anybody's way, in the light and in the dark.
    """
    page.emulate_media(reduced_motion="reduce")  # no colour is looked at while it still turns
    page.goto(f"{states}?prefix={language} ")
    sections = page.get_by_role("region")
    expect(sections).to_have_count(len(STATES[language]))
    assert WIDTH == sections.first.evaluate("it => it.clientWidth")
    measured = sections.evaluate_all(MEASURE)
    ends = {name: _end(name.removeprefix(f"{language} "), *ends) for name, *ends, _ in measured}
    assert {} == {name: end for name, end in ends.items() if end > HEIGHT}
    assert [] == [name for name, *_, lines in measured if lines > 1]

    # Axe takes long, and these hold nothing that the others do not.
    page.locator(f"section[aria-label^='{language} {SENTENCE}']").evaluate_all(REMOVE)
    assert [] == violations(page)
    light = sections.first.get_by_role("article").evaluate(PAPER)
    page.evaluate("Quasar.Dark.set(true)")
    assert light != sections.first.get_by_role("article").evaluate(PAPER)
    # Nothing but the colours has become another.
    assert [] == violations(page, only="color-contrast")
