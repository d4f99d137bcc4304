"""Makes the README's pictures from the running workbench: `python -m workbench.pictures`.

Those of a meeting are repeatable (ids, times, fonts), so they change only when the cards do. What
is to come, the add-on tells by the real clock: that picture is of the week in which it is taken.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

from playwright.sync_api import Locator, Page, ViewportSize, expect, sync_playwright

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
MOMENT = "2027-01-11T08:00:00+00:00"


class Paper(TypedDict):
    """A page's size in CSS pixels, and how many of the picture's each of them is."""

    viewport: ViewportSize
    device_scale_factor: float


PAPER: Paper = {"viewport": {"width": 1400, "height": 1300}, "device_scale_factor": 2}
"""The page that the pictures are taken of."""
CHROMIUM = "chromium-headless-shell"
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)
MENU = "Defaults for new meetings"
DEFAULTS = ("Record the call", "Take notes with Gemini")
AS_TALL_AS_NEEDED = ".wb-sidebar-body > .gw-card:not(.gw-peek) { flex: none }"


class Photographer:
    """Takes the pictures, one after the other, as a person would come to see the cards."""

    def __init__(self, page: Page, folder: Path) -> None:
        self._page = page
        self._folder = folder

    def take_meeting(self, url: str) -> None:
        """Take those of a meeting, in the sidebar and in Chat."""
        card = self._open(url)
        self._page.get_by_role("button", name="Budget review").click()
        expect(card.get_by_text("Budget review")).to_be_visible()
        self._take("event", card)
        card.get_by_role("button", name="Create Meet").click()
        expect(card.get_by_text("meet.google.com")).to_be_visible()
        self._take("result", card)
        self._page.get_by_role("button", name="Chat").click()
        message = self._page.get_by_role("textbox", name="Message")
        message.fill("/meet Budget review")
        message.press("Enter")
        posted = self._page.get_by_role("log").get_by_role("article").last
        expect(posted.get_by_text("meet.google.com")).to_be_visible()
        self._take("chat", posted)

    def take_home(self, url: str) -> None:
        """Take the one of what is to come."""
        self._take("home", self._open(url))

    def _open(self, url: str) -> Locator:
        """The sidebar's card, as somebody sees it who has chosen defaults."""
        self._page.goto(url)
        self._page.add_style_tag(content=AS_TALL_AS_NEEDED)
        card = self._page.get_by_role("complementary", name="Add-on").get_by_role("article")
        card.get_by_role("button", name="More options").click()
        self._page.get_by_role("menuitem", name=MENU).click()
        expect(card.get_by_text(MENU)).to_be_visible()
        for name in DEFAULTS:
            card.get_by_role("switch", name=name).click()
        card.get_by_role("button", name="Save").click()
        expect(self._page.get_by_role("alert")).to_be_visible()
        self._page.get_by_role("button", name="Home").click()
        expect(card.get_by_text("The last seven days")).to_be_visible()
        return card

    def _take(self, name: str, card: Locator) -> None:
        self._page.mouse.move(0, 0)
        self._page.evaluate("document.activeElement.blur()")
        card.screenshot(path=self._folder / f"{name}.png", animations="disabled", caret="hide")


@contextmanager
def workbench(*options: str) -> Iterator[str]:
    """The URL of a workbench."""
    command = [sys.executable, "-m", "workbench", "--port", "0", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        lines = iter(process.stdout or ())
        url = next(lines, "").strip()
        try:
            for line in lines:
                if line.startswith("Ready"):
                    break
            yield url
        finally:
            process.terminate()


def main(arguments: Sequence[str]) -> int:
    """Make the pictures anew."""
    parser = argparse.ArgumentParser(prog="workbench.pictures", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DOCS, help="where they go")
    folder: Path = parser.parse_args(arguments).folder
    chromium = shutil.which(CHROMIUM)
    if chromium is None:
        sys.stderr.write(f"{CHROMIUM} is missing: apt-get install {CHROMIUM}\n")
        return 1
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*OPTIONS])
        photographer = Photographer(browser.new_page(**PAPER), folder)
        with workbench("--moment", MOMENT) as url:
            photographer.take_meeting(url)
        with workbench() as url:
            photographer.take_home(url)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
