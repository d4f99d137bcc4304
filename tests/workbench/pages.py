"""What tests look for in a page of the workbench."""

from __future__ import annotations

import os

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page, only: str = "") -> list[str]:
    """What axe-core finds: the rule and the first element that breaks it.

    Args:
        only: the one rule to be looked at; all when empty.
    """
    # Quasar's menus and lists stand outside the page's landmarks, as every host's do.
    options = {"resultTypes": ["violations"], "rules": {"region": {"enabled": False}}}
    if only:
        options = {"resultTypes": ["violations"], "runOnly": [only]}
    return [
        f"{found['id']}: {found['nodes'][0]['html']}: {found['nodes'][0]['failureSummary']}"
        for found in Axe().run(page, options=options)["violations"]
    ]


def environment() -> dict[str, str]:
    """The environment for a process that serves pages: NiceGUI must not think that it is tested."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
