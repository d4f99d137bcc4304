"""What tests look for in a page of the workbench."""

from __future__ import annotations

import os

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page


def serious_violations(page: Page) -> list[str]:
    """What axe-core finds serious or critical: the rule and the first element that breaks it."""
    return [
        f"{found['id']}: {found['nodes'][0]['html']}: {found['nodes'][0]['failureSummary']}"
        for found in Axe().run(page, options={"resultTypes": ["violations"]})["violations"]
        if found["impact"] in ("serious", "critical")
    ]


def environment() -> dict[str, str]:
    """The environment for a process that serves pages: NiceGUI must not think that it is tested."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
