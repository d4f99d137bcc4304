"""A browser for the workbench's tests; what it showed when one failed is kept as a picture."""

from __future__ import annotations

import re
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from tests.workbench.desk import Workbench
from workbench.pictures import CHROMIUM, OPTIONS

SCREENSHOTS = Path(__file__).parents[2] / ".cache" / "screenshots"
SECONDS = 10
OFFLINE = ("--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
# A page lives for a second here: to make its scripts quick takes longer than to run them slowly.
HASTY = ("--js-flags=--no-opt --no-maglev --single-threaded",)
_FAILED = pytest.StashKey[bool]()
expect.set_options(timeout=SECONDS * 1000)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
    call: pytest.CallInfo[None],  # noqa: ARG001
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the page know whether its test failed."""
    report = yield
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; Playwright's own may not be had everywhere."""
    chromium = shutil.which(CHROMIUM)
    if chromium is None:
        pytest.fail(f"{CHROMIUM} is missing: apt-get install {CHROMIUM}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium, args=[*OPTIONS, *OFFLINE, *HASTY]
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Page:
    """One tab for all tests of a worker: opening another takes longer than most of them."""
    context = browser.new_context(locale="en-US", timezone_id="Europe/Madrid")
    context.set_default_timeout(SECONDS * 1000)
    return context.new_page()


@pytest.fixture
def page(tab: Page, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab that reaches nothing beyond this machine, and whose scripts must not fail."""
    errors: list[str] = []

    def note(error: Error) -> None:
        errors.append(str(error))

    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.emulate_media(color_scheme="light")
    tab.on("pageerror", note)
    yield tab
    if request.node.stash.get(_FAILED, False):
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^\w.-]+", "-", request.node.nodeid.rpartition("/")[2])
        tab.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
    tab.goto("about:blank")
    tab.remove_listener("pageerror", note)
    tab.context.clear_cookies()
    assert [] == errors


@pytest.fixture(scope="session")
def running() -> Iterator[Workbench]:
    """The workbench that a worker's tests share."""
    with Workbench() as started:
        yield started
        assert (0, "") == started.interrupt()


@pytest.fixture
def workbench(running: Workbench) -> Workbench:
    """The workbench as it is when it was just started."""
    running.reset()
    return running
