"""A card of the main states is seen whole in Calendar's sidebar, in every language."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from cards.languages import LANGUAGES, SOURCE_LANGUAGE
from sandbox.process import free_port
from tests.workbench.desk import ROOT
from tests.workbench.main_states import main_states
from tests.workbench.pages import environment, violations
from workbench.drawing.album import HEIGHT, WIDTH

EVERY = (SOURCE_LANGUAGE, *LANGUAGES)
STATES = {language: main_states(language) for language in EVERY}
MEASURE = """sections => sections.map(section => [
    section.getAttribute("aria-label"),
    section.querySelector("article").getBoundingClientRect().height,
    Math.max(...[...section.querySelectorAll("a")].map(link => link.getClientRects().length), 1),
])"""


@pytest.fixture(scope="session")
def album(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page with all of them, by language and name."""
    file = tmp_path_factory.mktemp("album") / "cards.json"
    named = {
        f"{language} {name}": card for language in EVERY for name, card in STATES[language].items()
    }
    file.write_text(json.dumps(named), encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "workbench.drawing.album", str(file), "--port", str(port)]
    with subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            if "ready" in line:
                break
        yield f"http://127.0.0.1:{port}/"
        process.terminate()


@pytest.mark.parametrize("language", EVERY)
def test_main_states_fit_the_sidebar(page: Page, album: str, language: str) -> None:
    """Header, content and footer end within 600 px of a sidebar 300 px wide; no link is broken."""
    page.goto(f"{album}?prefix={language} ")
    expect(page.get_by_role("region")).to_have_count(len(STATES[language]))
    assert WIDTH == page.get_by_role("region").first.evaluate("it => it.clientWidth")
    measured = page.get_by_role("region").evaluate_all(MEASURE)
    assert [] == [(name, height) for name, height, _ in measured if height > HEIGHT]
    assert [] == [name for name, _, lines in measured if lines > 1]


@pytest.mark.parametrize(("language", "dark"), [("en", 0), ("en", 1), ("ru", 0), ("de", 1)])
def test_main_states_shut_nobody_out(page: Page, album: str, language: str, dark: int) -> None:
    """Nothing that axe knows stands in anybody's way, in the light and in the dark."""
    page.goto(f"{album}?prefix={language} &dark={dark}")
    expect(page.get_by_role("region")).to_have_count(len(STATES[language]))
    assert [] == violations(page)
