"""Take a picture of every state of every card: `python -m tests.pictures`, by `make pictures`."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterable
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from sandbox.hosts.wire import Host
from tests.support.album import album
from tests.support.chat_tour import chat_tour
from tests.support.stage import ROOT
from tests.support.tour import tour
from tools.pages import with_part
from workbench.pictures import CHROMIUM, OPTIONS

PAGE = ROOT / "docs" / "cards.md"
FOLDER = ROOT / "docs" / "cards"
IN_CHAT = "Chat: "


def main() -> int:
    """Take them anew, and list them on their page."""
    chromium = shutil.which(CHROMIUM)
    if chromium is None:
        sys.stderr.write(f"{CHROMIUM} is missing: apt-get install {CHROMIUM}\n")
        return 1
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    written = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=chromium, args=[*OPTIONS])
        page = browser.new_page(viewport={"width": 1200, "height": 2000})
        sidebar, chat = tour("en", folder).cards, chat_tour("en", folder).seen
        with album(sidebar, folder / "cards.json") as url:
            take(page, url, sidebar, "article")
        shown = {
            f"{IN_CHAT}{name}": {
                "card": each.card,
                "where": "dialog" if each.where is Host.CHAT_DIALOG else "message",
                "private": each.private,
            }
            for name, each in chat.items()
        }
        with album(shown, folder / "chat.json", "--chat") as url:
            take(page, url, shown, "> *")
        browser.close()
    written = with_part(written, "cards", listed(sidebar, 3))
    PAGE.write_text(with_part(written, "chat", listed(shown, 2)), encoding="utf-8")
    return 0


def take(page: Page, url: str, names: Collection[str], part: str) -> None:
    """Take a picture of a part of each section of the album, as high as it needs to be."""
    assert len(names) == len({slug(name) for name in names})
    page.goto(url)
    expect(page.get_by_role("region")).to_have_count(len(names))
    page.evaluate("document.fonts.ready")
    for name in names:
        shown = page.locator(f"section[aria-label={json.dumps(name)}] {part}")
        shown.screenshot(path=FOLDER / f"{slug(name)}.png", animations="disabled")


def slug(name: str) -> str:
    """A state's name as that of a file."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def listed(names: Iterable[str], in_a_row: int) -> str:
    """A table of the pictures, several in a row."""
    cells = [f"{name.removeprefix(IN_CHAT)}<br>![{name}](cards/{slug(name)}.png)" for name in names]
    rows = [cells[index : index + in_a_row] for index in range(0, len(cells), in_a_row)]
    head = "|" + "  |" * in_a_row + "\n|" + "---|" * in_a_row
    return "\n".join([head, *(f"| {' | '.join(row)} |" for row in rows)])


if __name__ == "__main__":
    sys.exit(main())
