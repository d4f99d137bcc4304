"""A browser for the workbench's tests; what it showed when one failed is kept as a picture."""

from __future__ import annotations

import re
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.workbench.serving import Workbench

SCREENSHOTS = Path(__file__).parents[2] / ".cache" / "screenshots"
SECONDS = 10
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--no-first-run",
)
_FAILED = pytest.StashKey[bool]()
expect.set_options(timeout=SECONDS * 1000)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
    call: pytest.CallInfo[None],  # noqa: ARG001
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Lets the page know whether its test failed."""
    report = yield
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; Playwright's own may not be had everywhere."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=[*OPTIONS])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh tab that reaches nothing beyond this machine, and whose scripts must not fail."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="en-US", timezone_id="Europe/Madrid"
    )
    context.set_default_timeout(SECONDS * 1000)
    context.route(lambda url: not url.startswith("http://127.0.0.1:"), _refuse)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    if request.node.stash.get(_FAILED, False):
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^\w.-]+", "-", request.node.nodeid.rpartition("/")[2])
        opened.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
    context.close()
    assert [] == errors


def _refuse(route: Route) -> None:
    route.abort()


@pytest.fixture(scope="session")
def running() -> Iterator[Workbench]:
    """The workbench that a worker's tests share."""
    with Workbench() as started:
        yield started
        assert (0, "") == started.interrupt()


@pytest.fixture
def workbench(running: Workbench, browser: Browser) -> Workbench:
    """The workbench as it is when it was just started."""
    with browser.new_context() as context:
        running.reset(context.new_page())
    return running
