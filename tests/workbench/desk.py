"""The workbench as people start it: a process of its own, talked to through the browser."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import urllib3
from playwright.sync_api import Locator, Page, expect

from tests.workbench.pages import environment
from workbench.words import Word

ROOT = Path(__file__).parents[2]
ENDING_SECONDS = 20
MONDAY = "2027-01-11T08:00:00+00:00"


@dataclass(frozen=True)
class Line:
    """A line of the workbench's output, and how many seconds after the start it came."""

    text: str
    seconds: float


class Workbench:
    """`python -m workbench`, from the `with` statement on.

    Args:
        moment: where its time stands still.
        options: further ones of the command.

    Attributes:
        lines: what it has printed until it was ready.
    """

    def __init__(self, *options: str, moment: str = MONDAY) -> None:
        self._options = ("--moment", moment, *options)
        self.lines: list[Line] = []
        # A file, since nobody reads it while the workbench writes.
        self._complaints = tempfile.TemporaryFile("w+")  # noqa: SIM115  # closed by __exit__

    @property
    def url(self) -> str:
        """Where it is."""
        return self.lines[0].text

    @property
    def google(self) -> str:
        """Where its stand-in for Google is."""
        return next(line.text.split()[-1] for line in self.lines if "stand-in" in line.text)

    @property
    def complaints(self) -> str:
        """What it has written to standard error."""
        self._complaints.seek(0)
        return self._complaints.read()

    def __enter__(self) -> Self:
        started = time.monotonic()
        command = [sys.executable, "-m", "workbench", "--port", "0", *self._options]
        self.process = subprocess.Popen(  # noqa: S603 - our own command, no shell
            command,
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            text=True,
        )
        for text in self.process.stdout or ():
            self.lines.append(Line(text.strip(), time.monotonic() - started))
            if text.startswith("Ready"):
                break
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.interrupt()
        if self.process.stdout is not None:
            self.process.stdout.close()
        self._complaints.close()

    def interrupt(self) -> tuple[int, str]:
        """Press Ctrl-C; returns the exit status and what was written to standard error."""
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(timeout=ENDING_SECONDS)
        return status, self.complaints

    def reset(self) -> None:
        """Begin anew."""
        assert 204 == urllib3.request("POST", f"{self.url}/reset").status

    def open(
        self,
        page: Page,
        *,
        person: str = "ana@example.com",
        language: str = "en",
        pane: bool = True,
        **query: str,
    ) -> Desk:
        """Open it in a browser tab, with the sidebar's first card there.

        Args:
            page: the tab.
            person: whose browser it is.
            language: the language of the hosts.
            pane: whether the browser remembers the pane for engineers as open.
            query: what the page's address says.
        """
        query |= {"as": person, "language": language}
        chosen = "&".join(f"{name}={value}" for name, value in query.items())
        page.emulate_media(reduced_motion="reduce")  # nothing is looked at while it still moves
        if pane:
            page.context.add_cookies([{"name": "pane", "value": "open", "url": self.url}])
        page.goto(f"{self.url}/?{chosen}")
        desk = Desk(page, language)
        expect(desk.exchange(1) if pane else desk.card).to_be_visible()
        page.evaluate("document.fonts.ready")
        return desk


class Desk:
    """The parts of the page by role and name."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self._language = language
        self.sidebar = page.get_by_role("complementary", name="Add-on")
        self.card = self.sidebar.get_by_role("article")
        self.calendar = page.get_by_role("region", name="Calendar", exact=True)
        self.editor = page.get_by_role("region", name="Event", exact=True)
        self.exchanges = page.get_by_role("region", name="Exchanges")
        self.timeline = page.get_by_role("list", name="Timeline of Google calls")
        self.messages = page.get_by_role("log", name="Messages")
        self.message = page.get_by_role("textbox", name=self.word(Word.MESSAGE))
        self.dialog = page.get_by_role("dialog")

    def word(self, word: Word, **values: object) -> str:
        """A word of the hosts' own in the language of this tab."""
        return word.of(self._language, **values)

    def event(self, title: str) -> Locator:
        """An event of the week."""
        return self.calendar.get_by_role("button", name=title)

    def open_event(self, title: str) -> None:
        """Open an event and wait for its card."""
        self.event(title).click()
        expect(self.editor.get_by_role("textbox", name=self.word(Word.TITLE))).to_be_visible()
        expect(self.exchanges.get_by_role("button", name="/calendar/event,").first).to_be_visible()
        expect(self.sidebar).to_have_attribute("aria-busy", "false")

    def save(self) -> None:
        """Save the event that is open; the sidebar's card may have a button of that name, too."""
        self.editor.get_by_role("button", name=self.word(Word.SAVE)).click()

    def exchange(self, number: int) -> Locator:
        """A line of the pane for engineers."""
        return self.exchanges.get_by_role("button", name=f"Exchange {number}:")

    def button(self, name: str) -> Locator:
        """A button anywhere on the page."""
        return self.page.get_by_role("button", name=name, exact=True)

    def notice(self, words: str) -> Locator:
        """A notification that is shown for a while."""
        return self.page.get_by_role("alert").filter(has_text=words)

    def choose(self, field: str, value: str) -> None:
        """Choose something in the bar on top, and wait until both hosts have started anew."""
        seen = self.exchanges.get_by_role("button", name=re.compile(r"^Exchange \d")).count()
        self.page.get_by_role("combobox", name=field).click()
        self.page.get_by_role("option", name=value).click()
        expect(self.exchange(seen + 1)).to_be_visible()

    def say(self, words: str) -> None:
        """Send a line in Chat."""
        self.message.fill(words)
        self.message.press("Enter")
