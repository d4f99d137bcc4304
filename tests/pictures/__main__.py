"""Take a picture of every state of every card: `python -m tests.pictures`, by `make pictures`."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from sandbox.process import free_port
from tests.support.stage import ROOT, Json
from tests.support.tour import tour
from tools.pages import with_part
from workbench.pictures import CHROMIUM, OPTIONS

PAGE = ROOT / "docs" / "cards.md"
FOLDER = ROOT / "docs" / "cards"
IN_A_ROW = 3


def main() -> int:
    """Take them anew, and list them on their page."""
    chromium = shutil.which(CHROMIUM)
    if chromium is None:
        sys.stderr.write(f"{CHROMIUM} is missing: apt-get install {CHROMIUM}\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        cards = tour("en", Path(folder)).cards
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir()
        with album(cards, Path(folder)) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=[*OPTIONS])
            page = browser.new_page(viewport={"width": 1000, "height": 1000})
            page.goto(url)
            frames = page.get_by_role("region")
            expect(frames).to_have_count(len(cards))
            for name in cards:
                card = page.locator(f"section[aria-label={json.dumps(name)}] article")
                card.screenshot(path=FOLDER / f"{slug(name)}.png", animations="disabled")
            browser.close()
    written = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_part(written, "cards", listed(cards)), encoding="utf-8")
    return 0


@contextmanager
def album(cards: Mapping[str, Json], folder: Path) -> Iterator[str]:
    """The address of a page with the cards, each as high as it needs to be."""
    file, port = folder / "cards.json", free_port()
    file.write_text(json.dumps(cards), encoding="utf-8")
    command = [sys.executable, "-m", "workbench.drawing.album", str(file), "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        for line in process.stdout or ():
            if "ready" in line:
                break
        yield f"http://127.0.0.1:{port}/"
        process.terminate()


def slug(name: str) -> str:
    """A state's name as that of a file."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def listed(cards: Mapping[str, Json]) -> str:
    """A table of the pictures, several in a row."""
    cells = [f"{name}<br>![{name}](cards/{slug(name)}.png)" for name in cards]
    rows = [cells[index : index + IN_A_ROW] for index in range(0, len(cells), IN_A_ROW)]
    head = "|" + "  |" * IN_A_ROW + "\n|" + "---|" * IN_A_ROW
    return "\n".join([head, *(f"| {' | '.join(row)} |" for row in rows)])


if __name__ == "__main__":
    sys.exit(main())
