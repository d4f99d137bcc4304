"""Imports go in one direction."""

from __future__ import annotations

import sys

import grimp
from importlinter.cli import lint_imports

from tests.stage import ROOT


def test_the_contracts_of_importlinter_are_kept() -> None:
    """Every contract in `.importlinter` is kept; `lint-imports` shows the chain of a broken one."""
    assert 0 == lint_imports(config_filename=str(ROOT / ".importlinter"), no_cache=True)


def test_the_domain_needs_the_standard_library_only() -> None:
    """Nothing below `addon.meeting` imports a library that has to be installed."""
    graph = grimp.build_graph("addon", include_external_packages=True, cache_dir=None)
    domain = {"addon.meeting", *graph.find_descendants("addon.meeting")}
    imported = {
        found.partition(".")[0]
        for module in domain
        for found in graph.find_modules_directly_imported_by(module)
    }
    assert "dataclasses" in imported
    assert {"addon"} == imported - sys.stdlib_module_names
